//! New versions of the site, and models that are published later. All of it begins with the second part: nobody waits for it.

use std::time::Duration;

use leptos::prelude::*;

use super::App;
use crate::messages::later::Question;
use crate::page::{published, update};
use crate::reactive::{Memo, effect};
use crate::words;

/// How long the page is left alone before it asks for a newer model.
const SETTLED: Duration = Duration::from_secs(3);
/// How often it asks again.
const HOURLY: Duration = Duration::from_secs(60 * 60);

impl App {
    /// Has the service worker keep the site. On a first visit it waits for the model: it fetches everything else too, which a
    /// slow line would carry beside it.
    pub(super) fn keep_the_site(self) {
        let ready = Memo::new(move |_| update::is_kept() || self.ready.get());
        effect(move || {
            if ready.get() {
                update::watch(self.update);
            }
        });
    }

    /// Looks once the page has settled, and then from time to time, whether another model is published.
    pub(super) fn look_for_models(self) {
        let look = move || {
            published::look(move |file| {
                self.engine(|engine| engine.examine(&file));
                self.candidate.set_value(Some(file));
            });
        };
        let ready = self.ready;
        let mut looked = false;
        effect(move || {
            if ready.get() && !looked {
                looked = true;
                set_timeout(look, SETTLED);
                set_interval(look, HOURLY);
            }
        });
    }

    pub(super) fn offer(self, sound: bool) {
        if sound && let Some(file) = self.candidate.get_value() {
            self.say(words::NEWER_MODEL.into());
            self.newer.set(Some(file));
        }
    }

    /// Begins again with the model that was offered.
    pub fn use_newer(self) {
        if let Some(file) = self.newer.get_untracked() {
            published::accept(&file);
            let _ = window().location().reload();
        }
    }

    /// Asks what is known of the model, as soon as it is open.
    pub(super) fn ask_about(self) {
        let ready = self.ready;
        effect(move || {
            if ready.get() {
                self.ask_later(&Question::About);
            }
        });
    }
}
