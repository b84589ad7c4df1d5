//! Around the list: how it is made, its rows, what one more word would change, where a show stands, and the questions
//! for somebody who begins.

use model_core::request::{Feedback, Filter};

use super::{App, calmly, kept};
use crate::evening;
use crate::filters::{Filters, Tuning};
use crate::household::{Change, Who};
use crate::messages::later::Question;
use crate::messages::{Place, Row, RowKind, ShowLine, WhatIf, Wish};
use crate::page::local;
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::Route;
use crate::taste::{Mark, Taste};
use crate::words;

/// So many shows that a person has not seen are remembered, so that nobody is asked twice.
const UNSEEN: usize = 300;

/// The signals around the list.
#[derive(Clone, Copy)]
pub struct ForYou {
    /// How the list is made.
    pub tuning: RwSignal<Tuning>,
    /// The list in rows; `None` until they are there.
    pub rows: RwSignal<Option<Vec<Row>>>,
    /// The show of which it is asked what one more word about it would change.
    pub supposed: RwSignal<Option<String>>,
    /// What it would change.
    pub what_if: RwSignal<Option<WhatIf>>,
    /// Where the show in the dialog stands.
    pub place: RwSignal<Option<Place>>,
    /// The questions for somebody who begins.
    pub interview: RwSignal<Interview>,
    /// What people said that they have not seen, the newest last.
    unseen: RwSignal<Vec<(Who, String)>>,
}

/// One show after the other is asked about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Interview {
    /// Whether it goes on.
    pub open: bool,
    /// The show that is asked about; `None` until it is there.
    pub show: Option<ShowLine>,
    /// Whether there is nothing left to ask.
    pub over: bool,
    /// What was answered, the newest last.
    past: Vec<Answered>,
}

/// An answer, and what takes it back.
#[derive(Debug, Clone, PartialEq)]
struct Answered {
    id: String,
    title: String,
    undo: Option<Change>,
}

impl Interview {
    /// How many answers can be taken back.
    pub fn answered(&self) -> usize {
        self.past.len()
    }
}

/// What can be said to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// The show was seen.
    Mark(Mark),
    /// It was not; do not ask again.
    Unseen,
    /// Ask about another one.
    Skip,
}

impl ForYou {
    pub(super) fn new() -> ForYou {
        ForYou {
            tuning: RwSignal::new(local::get(local::TUNING)),
            rows: RwSignal::new(None),
            supposed: RwSignal::new(None),
            what_if: RwSignal::new(None),
            place: RwSignal::new(None),
            interview: RwSignal::default(),
            unseen: RwSignal::new(local::get(local::UNSEEN)),
        }
    }
}

impl App {
    /// Questions that follow from the state, as far as they are about more than the list.
    pub(super) fn ask_around(self) {
        let App { ready, wish, .. } = self;
        let ForYou { tuning, rows, supposed, what_if, place, interview, unseen } = self.foryou;
        let by_rows = Memo::new(move |_| tuning.read().rows);
        effect(move || match wish.get() {
            Some(wish) if ready.get() && by_rows.get() => self.ask_later(&Question::Rows(wish)),
            _ => rows.set(None),
        });
        effect(move || {
            let (wish, id) = (wish.get(), supposed.get());
            what_if.set(None);
            if let (Some(wish), Some(id), true) = (wish, id, ready.get()) {
                self.ask_later(&Question::WhatIf { wish, id });
            }
        });
        let shown = Memo::new(move |_| match self.address.route.get() {
            Route::Show(id) => Some(id),
            _ => None,
        });
        effect(move || match (shown.get(), wish.get()) {
            (Some(id), Some(wish)) if ready.get() => {
                // What the list holds back today is part of the taste nevertheless.
                let filter = Filter { with_franchise: wish.filter.with_franchise, ..Filter::default() };
                self.ask_later(&Question::Place { wish: Wish { filter, ..wish }, id });
            }
            _ => place.set(None),
        });
        effect(move || match shown.get() {
            Some(id) if ready.get() => self.ask_later(&Question::Details { id }),
            Some(_) => {}
            // The next show is not to begin with this one's details.
            None => self.details.set(None),
        });
        let asked = Memo::new(move |_| interview.with(|interview| interview.open.then(|| interview.past.clone())));
        effect(move || {
            if let (Some(asked), true) = (asked.get(), ready.get()) {
                let mut wish = question(self.taste, self.foryou, self.filters, self.limit);
                wish.hidden.extend(asked.into_iter().map(|answered| answered.id));
                let who = self.who.get();
                wish.hidden.extend(unseen.read().iter().filter(|(of, _)| *of == who).map(|(_, id)| id.clone()));
                self.ask_later(&Question::Telling(Wish { filter: Filter::default(), adventurous: 0, ..wish }));
            }
        });
        // What one person was asked is nothing to the next.
        let mut before = None;
        effect(move || {
            let who = self.who.get();
            if before.replace(who).is_some_and(|before| before != who) {
                interview.set(Interview::default());
            }
        });
        kept(tuning, local::TUNING);
        kept(unseen, local::UNSEEN);
    }

    /// Tries the model on the person's own shows.
    pub fn try_own(self) {
        if let Some(wish) = self.wish.get_untracked() {
            self.ask_later(&Question::Trial(wish));
        }
    }

    /// Changes how the list is made.
    pub fn tune(self, change: impl FnOnce(&mut Tuning)) {
        self.foryou.tuning.update(change);
    }

    /// Leaves a rating out of the ranking, or takes it in again.
    pub fn leave_out(self, id: &str, title: &str, out: bool) {
        let who = self.who.get_untracked();
        let change = self.household.with_untracked(|household| household.leaving_out(who, id, out));
        if !change.is_empty() {
            self.change(change);
            self.say(words::did_leave_out(title, out));
        }
    }

    /// Begins to ask, or ends it.
    pub fn interview(self, open: bool) {
        self.foryou.interview.update(|interview| interview.open = open);
    }

    /// The next show to ask about is here.
    pub(super) fn on_telling(self, show: Option<ShowLine>) {
        let now = show.as_ref().map(|show| show.id.clone());
        let before = self.foryou.interview.with_untracked(|now| now.show.as_ref().map(|show| show.id.clone()));
        if let Some(show) = show.as_ref().filter(|_| now != before) {
            self.say(words::asked(&show.title));
        }
        self.foryou.interview.update(|interview| {
            interview.over = show.is_none();
            interview.show = show;
        });
    }

    /// Answers the question.
    pub fn reply(self, reply: Reply) {
        let interview = self.foryou.interview;
        let Some(show) = interview.with_untracked(|interview| interview.show.clone()) else { return };
        // A second tap before the next show is here is no answer to it.
        if interview.with_untracked(|interview| interview.past.last().is_some_and(|last| last.id == show.id)) {
            return;
        }
        let who = self.who.get_untracked();
        let undo = match reply {
            Reply::Mark(mark) => {
                let change = self
                    .household
                    .with_untracked(|household| household.marking(who, &show, mark, js_sys::Date::now() as u64));
                Some(self.change(change))
            }
            Reply::Unseen => {
                self.foryou.unseen.update(|unseen| {
                    unseen.push((who, show.id.clone()));
                    let surplus = unseen.len().saturating_sub(UNSEEN);
                    unseen.drain(..surplus);
                });
                None
            }
            Reply::Skip => None,
        };
        interview.update(|interview| interview.past.push(Answered { id: show.id, title: show.title, undo }));
    }

    /// Takes the last answer back; its show is then asked about again.
    pub fn unreply(self) {
        let Some(last) = self.foryou.interview.try_update(|interview| interview.past.pop()).flatten() else { return };
        let who = self.who.get_untracked();
        self.foryou.unseen.update(|unseen| unseen.retain(|one| *one != (who, last.id.clone())));
        if let Some(undo) = last.undo {
            self.change(undo);
        }
        self.say(words::did_unreply(&last.title));
    }

    pub(super) fn on_rows(self, rows: Vec<Row>) {
        if self.foryou.tuning.read_untracked().rows {
            // The same shows in the same places need not be drawn again: the focus may be on one of them.
            let same =
                self.foryou.rows.with_untracked(|now| now.as_deref().is_some_and(|now| looks(now) == looks(&rows)));
            if !same {
                calmly("#rows", || self.foryou.rows.set(Some(rows)));
            }
        }
    }
}

/// What is asked for a person, whether anything was said or not.
pub(super) fn question(taste: Memo<Taste>, foryou: ForYou, filters: RwSignal<Filters>, limit: RwSignal<usize>) -> Wish {
    let taste = taste.read();
    let tuning = foryou.tuning.read();
    let mut voice = evening::voice(0, &taste);
    if tuning.ignore_dislikes {
        for (_, said) in voice.taste.iter_mut().filter(|(_, said)| *said == Feedback::Disliked) {
            *said = Feedback::Seen;
        }
    }
    let filter = filters.read().filter();
    Wish { taste: voice.taste, hidden: voice.hidden, filter, adventurous: tuning.adventurous, limit: limit.get() }
}

/// What is seen of rows.
fn looks(rows: &[Row]) -> Vec<(&RowKind, Vec<&str>)> {
    rows.iter().map(|row| (&row.kind, row.items.iter().map(|item| item.show.id.as_str()).collect())).collect()
}
