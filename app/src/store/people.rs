//! The people of the household: who uses the device, and who comes, goes, or gets another name.

use leptos::prelude::*;

use super::{App, Undo, now};
use crate::household::{Change, Who};
use crate::messages::Unpacked;
use crate::page::local;
use crate::route::Route;
use crate::taste::Entry;
use crate::words;

impl App {
    /// The name of the person who uses the device now, as it is kept: empty for one who never needed any.
    pub fn name(self) -> String {
        self.name_of(self.who.get())
    }

    /// The name of a person, as it is kept.
    pub fn name_of(self, who: Who) -> String {
        self.household.with(|household| household.get(who).map(|member| member.person.name.clone()).unwrap_or_default())
    }

    /// Whether the person who uses the device now contributes ratings.
    pub fn contributes(self) -> bool {
        self.contributing.is_some_and(|contributing| contributing.is_on(self.who.get()))
    }

    /// Hands the device to a person.
    pub fn switch(self, who: Who) {
        local::set(local::WHO, &who);
        self.chosen.set(who);
        // The suggestions leave out what a person has named.
        self.shelf.set(Vec::new());
        self.open_shelf_if_needed();
        self.say(words::now_using(&untrack(|| self.name_of(who))));
    }

    /// Adds a person who has said nothing yet. A name is needed.
    pub fn add_person(self, name: &str) {
        let change = self.household.with_untracked(|household| household.adding(now(), name, Vec::new()));
        self.change_people(change, words::did_add(name));
    }

    /// Gives a person another name.
    pub fn rename(self, who: Who, name: &str) {
        if untrack(|| self.name_of(who)) != name {
            let change = self.household.with_untracked(|household| household.renaming(who, name));
            self.change_people(change, words::did_rename(name));
        }
    }

    /// Removes a person.
    pub fn part(self, who: Who) {
        let text = self.with_contribution(who, words::did_part(&untrack(|| self.name_of(who))));
        let change = self.household.with_untracked(|household| household.parting(who));
        self.change_people(change, text);
    }

    /// Gives everything that one person said to another.
    pub fn merge(self, from: Who, into: Who) {
        let text = untrack(|| words::did_merge(&self.name_of(from), &self.name_of(into)));
        let text = self.with_contribution(from, text);
        let change = self.household.with_untracked(|household| household.merging(from, into));
        self.change_people(change, text);
    }

    /// Takes in the person of a link, and goes on to the common list or home.
    pub fn receive(self, unpacked: &Unpacked, together: bool) {
        let name = words::name_or_somebody(&unpacked.name);
        let now = now();
        // The best known stands first in the link: it is to stand first among the person's shows.
        let entry = |(at, (show, mark)): (usize, &(_, _))| Entry::of(show, *mark, now.saturating_sub(at as u64));
        let entries = unpacked.shows.iter().enumerate().map(entry).collect();
        let (who, change) = self.household.with_untracked(|household| household.receiving(now, name, entries));
        self.change_people(change, words::did_receive(name, unpacked.shows.len()));
        self.set_there(who, true);
        let page = if together { Route::Together } else { Route::Home };
        // It is read where one is led to.
        self.toast.update(|toast| {
            if let Some(toast) = toast {
                toast.page = page.clone();
            }
        });
        self.address.replace(&page);
    }

    /// What a person sent is taken back once the person is gone: this says so.
    fn with_contribution(self, who: Who, text: String) -> String {
        match self.contributing {
            Some(contributing) if contributing.has_sent(who) => words::contribute::parted(&text),
            _ => text,
        }
    }

    fn change_people(self, change: Change, text: String) {
        let undo = self.change(change);
        self.tell(text, Some(Undo::Change(undo)));
    }
}
