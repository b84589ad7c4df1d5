//! What no first answer needs, and so comes with the page's second part: contributing, importing, and the answers that other
//! pages ask for.

use leptos::prelude::*;
use web_sys::File;

use super::{App, Importing, calmly};
use crate::messages::Answer;
use crate::route::Route;

/// What the first part hands over. It holds nothing but these, so that the rest can be left out of it.
#[derive(Clone, Copy)]
pub(super) struct Errands {
    /// Takes an answer that only other pages ask for.
    pub(super) hear: fn(App, Answer),
    /// Begins an import.
    pub(super) import: fn(App, Vec<File>),
    /// Saves a copy of everything.
    pub(super) save: fn(App),
}

impl App {
    /// Begins all of it. Called once, when the second part is here and before anything of it is drawn.
    pub fn begin_errands(self) {
        self.importing.set_value(Some(Importing::new(self.household, self.who)));
        self.errands.set_value(Some(Errands { hear: App::hear, import: App::import, save: App::save_copy }));
        self.begin_evening();
        self.ask_together();
        self.ask_map();
        self.ask_for_import();
        self.ask_for_library();
        if let Some(contributing) = self.contributing {
            contributing.follow(self);
        }
        if self.saves_soon.get_value() {
            self.save_copy();
        }
        self.import(self.brought.try_update_value(std::mem::take).unwrap_or_default());
    }

    /// Begins an import of these files, now or as soon as the second part is here.
    pub fn bring(self, files: Vec<File>) {
        match self.errands.get_value() {
            Some(errands) => (errands.import)(self, files),
            None if files.is_empty() => {}
            None => {
                self.brought.set_value(files);
                // Which has the second part fetched.
                self.address.go(&Route::Import);
            }
        }
    }

    /// Saves a copy of everything that everybody here said, now or as soon as the second part is here.
    pub fn save_soon(self) {
        match self.errands.get_value() {
            Some(errands) => (errands.save)(self),
            None => self.saves_soon.set_value(true),
        }
    }

    /// The state of an import. The pages that ask for it are drawn by the second part.
    pub fn importing(self) -> Importing {
        self.importing.get_value().expect("the second part begins before it draws")
    }

    fn hear(self, answer: Answer) {
        match answer {
            Answer::Agreed(agreed) => calmly("#common", || self.agreed.set(Some(*agreed))),
            Answer::Tried(trial) => self.trial.set(Some(trial)),
            Answer::Mapped(dots) => self.map.arrive(dots),
            Answer::Near(near) => self.map.near.set(near),
            Answer::Packed(packed) => self.packed.set(Some(packed)),
            Answer::Unpacked(unpacked) => self.unpacked.set(Some(unpacked)),
            Answer::Matched(matched) => self.on_matched(matched),
            Answer::Lines(shows) => self.on_lines(shows),
            _ => {}
        }
    }
}
