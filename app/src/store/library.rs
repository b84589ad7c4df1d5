//! The library: what the catalogue knows of the person's shows, changes to many of them, copies, and whether the browser
//! promises to keep them.

use leptos::prelude::*;

use super::{App, Keeping, Undo};
use crate::household::{Change, Edit};
use crate::messages::ShowLine;
use crate::messages::later::Question;
use crate::page::{export, storage};
use crate::reactive::{Memo, effect};
use crate::route::Route;
use crate::taste::Mark;
use crate::{copy, words};

impl App {
    /// Gives many shows a mark, or forgets them, as one change.
    pub fn mark_all(self, ids: &[String], mark: Option<Mark>) {
        let who = self.who.get_untracked();
        let change = self.household.with_untracked(|household| household.marking_all(who, ids, mark));
        let count = change.len();
        if count > 0 {
            let undo = self.change(change);
            self.tell(words::library::did_change(count, mark), Some(Undo::Change(undo)));
        }
    }

    /// Saves a copy of everything that everybody here said.
    pub fn save_copy(self) {
        export::save("canihasashowplz.json", "application/json", &untrack(|| copy::json(&self.household.read())));
    }

    /// Saves the person's shows as a table.
    pub fn save_table(self) {
        let table = untrack(|| copy::csv(self.taste.read().entries()));
        export::save("canihasashowplz.csv", "text/csv", &table);
    }

    /// Asks the browser to keep what is kept even when it runs short of space.
    pub fn ask_for_promise(self) {
        storage::persist(move |promised| self.promised.set(Some(promised)));
    }

    /// The first show is marked: from now on there is something to lose.
    pub(super) fn promise_with(self, change: &Change) {
        let adds = change.iter().any(|edit| matches!(edit, Edit::Show { entry: Some(_), .. }));
        let nothing = || {
            self.household
                .with_untracked(|household| household.members().iter().all(|member| member.taste.entries().is_empty()))
        };
        if adds && self.keeping.get_untracked() == Keeping::Kept && nothing() {
            self.ask_for_promise();
        }
    }

    /// What the catalogue knows is asked for while the library is open.
    pub(super) fn ask_for_library(self) {
        let ready = self.ready;
        let open = Memo::new(move |_| self.address.page.get() == Route::Library);
        let missing = Memo::new(move |_| {
            let known = self.known.read();
            let taste = self.taste.read();
            let ids = taste.entries().iter().map(|entry| &entry.id).filter(|id| !known.contains_key(*id));
            ids.cloned().collect::<Vec<_>>()
        });
        effect(move || {
            if open.get() && ready.get() && !missing.with(Vec::is_empty) {
                self.ask_later(&Question::Lines { ids: missing.get() });
            }
        });
        effect(move || {
            if open.get() && self.promised.get_untracked().is_none() {
                storage::persisted(move |promised| self.promised.set(Some(promised)));
            }
        });
    }

    pub(super) fn on_lines(self, shows: Vec<ShowLine>) {
        // Those that the catalogue does not have stay missing; the same question is not asked again for them alone.
        if !shows.is_empty() {
            self.known.update(|known| known.extend(shows.into_iter().map(|show| (show.id.clone(), show))));
        }
    }
}
