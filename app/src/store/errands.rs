//! What no first answer needs, and so comes with the page's second part: contributing, importing, and the answers that other
//! pages ask for, the details of a show, and all that is around the list.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use super::{App, Importing, calmly};
use crate::messages::later::{Answer, Question as LaterQuestion};
use crate::messages::{Question, Sealed};
use crate::route::Route;

/// What the first part hands over. It holds nothing but these, so that the rest can be left out of it.
#[derive(Clone, Copy)]
pub(super) struct Errands {
    /// Takes an answer that only other pages ask for.
    pub(super) hear: fn(App, &Sealed),
    /// Whether the published model that was looked at can be used.
    pub(super) offer: fn(App, bool),
    /// Begins an import.
    pub(super) import: fn(App, Vec<File>),
    /// Saves a copy of everything.
    pub(super) save: fn(App),
}

impl App {
    /// Begins all of it. Called once, when the second part is here and before anything of it is drawn.
    pub fn begin_errands(self) {
        self.importing.set_value(Some(Importing::new(self.household, self.who)));
        self.errands.set_value(Some(Errands {
            hear: App::hear,
            offer: App::offer,
            import: App::import,
            save: App::save_copy,
        }));
        self.keep_the_site();
        self.look_for_models();
        self.ask_about();
        self.begin_evening();
        self.ask_around();
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

    /// Asks what no first answer needs.
    pub(super) fn ask_later(self, question: &LaterQuestion) {
        self.ask(Question::Later(question.seal()));
    }

    fn hear(self, sealed: &Sealed) {
        match Answer::open(sealed) {
            Answer::About(about) => self.about.set(Some(Arc::from(about))),
            Answer::Rows(rows) => self.on_rows(rows),
            // The card may have been folded, or another one unfolded, since the question was asked.
            Answer::WhatIf(change) if self.foryou.supposed.with_untracked(|id| id.as_ref() == Some(&change.id)) => {
                self.foryou.what_if.set(Some(change));
            }
            Answer::WhatIf(_) => {}
            Answer::Telling(show) => self.on_telling(show),
            Answer::Placed(place) => self.foryou.place.set(place),
            Answer::Details(details) => self.details.set(Some(details.map(Arc::from))),
            Answer::Agreed(agreed) => calmly("#common", || self.agreed.set(Some(*agreed))),
            Answer::Tried(trial) => self.trial.set(Some(trial)),
            Answer::Mapped(dots) => self.map.arrive(dots),
            Answer::Near(near) => self.map.near.set(near),
            Answer::Packed(packed) => self.packed.set(Some(packed)),
            Answer::Unpacked(unpacked) => self.unpacked.set(Some(unpacked)),
            Answer::Matched(matched) => self.on_matched(matched),
            Answer::Lines(shows) => self.on_lines(shows),
        }
    }
}
