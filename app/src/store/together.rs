//! The common list, and tastes that travel in links.

use super::{App, PAGE, Undo, calmly, kept, now};
use crate::evening::{Evening, Word};
use crate::household::{Change, Who};
use crate::messages::later::Question;
use crate::messages::{Gathering, ShowLine};
use crate::page::{address, local};
use crate::reactive::{Memo, effect};
use crate::route::Route;
use crate::taste::Mark;
use crate::words;

impl App {
    /// Asks for the common list, for the person's link, and for what is in a link, each while its page is open.
    pub(super) fn ask_together(self) {
        let ready = self.ready;
        let page = self.address.page;
        let gathering = Memo::new(move |_| if page.get() == Route::Together { self.gathering() } else { None });
        effect(move || match gathering.get() {
            Some(gathering) if ready.get() => self.ask_later(&Question::Together(gathering)),
            Some(_) => {}
            None => self.agreed.set(None),
        });
        effect(move || {
            if page.get() != Route::Share || !ready.get() {
                return self.packed.set(None);
            }
            let shows = self.taste.read().entries().iter().map(|entry| (entry.id.clone(), entry.mark)).collect();
            let address = address::absolute(&Route::With(String::new()).href()).unwrap_or_default();
            self.ask_later(&Question::Pack { name: self.name(), shows, address });
        });
        effect(move || {
            self.unpacked.set(None);
            if let Route::With(code) = page.get()
                && ready.get()
            {
                self.ask_later(&Question::Unpack { code });
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
        let veto = Word { id: show.id.clone(), title: show.title.clone(), at: now() };
        self.evening.update(|evening| evening.veto(veto));
        self.tell(words::did_veto(&show.title), Some(Undo::Veto(show.id.clone())));
    }

    /// Takes a veto back.
    pub fn unveto(self, id: &str) {
        self.evening.update(|evening| evening.unveto(id));
    }

    /// They agree on a show of the common list.
    pub fn settle(self, show: &ShowLine) {
        let tonight = Word { id: show.id.clone(), title: show.title.clone(), at: now() };
        let mut before = None;
        calmly("#common", || {
            before = self.evening.try_update(|evening| evening.settle(Some(tonight))).flatten();
            // What it is to each of them is known already: the list need not be waited for.
            self.agreed.update(|agreed| {
                if let Some(agreed) = agreed {
                    agreed.settle(&show.id);
                }
            });
        });
        self.tell(words::did_settle(&show.title), Some(Undo::Tonight(before, Change::new())));
    }

    /// They want something else after all.
    pub fn unsettle(self) {
        if let Some(tonight) = self.evening.try_update(|evening| evening.settle(None)).flatten() {
            let text = words::did_unsettle(&tonight.title);
            self.tell(text, Some(Undo::Tonight(Some(tonight), Change::new())));
        }
    }

    /// They have watched it: one word for all who take part.
    pub fn say_together(self, show: &ShowLine, mark: Mark) {
        let tonight = self.evening.try_update(|evening| evening.settle(None)).flatten();
        let (change, names) = self.household.with_untracked(|household| {
            let evening = self.evening.read_untracked();
            let whom: Vec<Who> = evening.company(household).map(|member| member.person.who).collect();
            let change = household.marking_together(&whom, show, mark, now());
            (change, words::everybody(evening.company(household)))
        });
        let undo = self.change(change);
        let text = words::did_say_together(&names, &show.title, mark);
        self.tell(text, Some(Undo::Tonight(tonight, undo)));
    }

    pub(super) fn resettle(self, before: Option<Word>, change: Change) {
        if !change.is_empty() {
            self.change(change);
        }
        self.evening.update(|evening| {
            evening.settle(before);
        });
    }

    /// The evening as it is now: another tab may have changed it, and a page may stay open for days.
    pub fn begin_evening(self) {
        let kept: Option<Evening> = local::find(local::EVENING);
        let evening = kept.unwrap_or_else(|| self.evening.get_untracked()).at(now());
        if self.evening.with_untracked(|now| *now != evening) {
            self.evening.set(evening);
        }
    }
}
