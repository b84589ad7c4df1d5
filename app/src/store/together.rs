//! The common list, and tastes that travel in links.

use leptos::prelude::*;

use super::{App, PAGE, Undo, kept, now};
use crate::evening::{Evening, Veto};
use crate::household::Who;
use crate::messages::{Gathering, Question, ShowLine};
use crate::page::{address, local};
use crate::route::Route;
use crate::words;

impl App {
    /// Asks for the common list, for the person's link, and for what is in a link, each while its page is open.
    pub(super) fn ask_together(self, ready: Memo<bool>) {
        let page = self.address.page;
        let gathering = Memo::new(move |_| if page.get() == Route::Together { self.gathering() } else { None });
        Effect::new(move |_| match gathering.get() {
            Some(gathering) if ready.get() => self.ask(Question::Together(gathering)),
            Some(_) => {}
            None => self.agreed.set(None),
        });
        Effect::new(move |_| {
            if page.get() != Route::Share || !ready.get() {
                return self.packed.set(None);
            }
            let shows = self.taste.read().entries().iter().map(|entry| (entry.id.clone(), entry.mark)).collect();
            let address = address::absolute(&Route::With(String::new()).href()).unwrap_or_default();
            self.ask(Question::Pack { name: self.name(), shows, address });
        });
        Effect::new(move |_| {
            self.unpacked.set(None);
            if let Route::With(code) = page.get()
                && ready.get()
            {
                self.ask(Question::Unpack { code });
            }
        });
        kept(self.evening, local::EVENING);
    }

    fn gathering(self) -> Option<Gathering> {
        let household = self.household.read();
        let gathering = self.evening.read().gathering(&household)?;
        Some(Gathering { filter: self.filters.read().filter(), limit: PAGE, ..gathering })
    }

    /// Changes the settings of the common list.
    pub fn set_evening(self, change: impl FnOnce(&mut Evening)) {
        self.evening.update(change);
    }

    /// Somebody comes, or goes.
    pub fn set_there(self, who: Who, there: bool) {
        self.evening.update(|evening| evening.set_there(who, there));
    }

    /// Takes a show out of the common list for tonight.
    pub fn veto(self, show: &ShowLine) {
        let veto = Veto { id: show.id.clone(), title: show.title.clone(), at: now() };
        self.evening.update(|evening| evening.veto(veto));
        self.tell(words::did_veto(&show.title), Some(Undo::Veto(show.id.clone())));
    }

    /// Takes a veto back.
    pub fn unveto(self, id: &str) {
        self.evening.update(|evening| evening.unveto(id));
    }
}
