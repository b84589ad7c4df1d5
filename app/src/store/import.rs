//! Importing: the files that are read one after the other, what is found of them, and what the person decides.

use std::collections::{HashMap, VecDeque};

use importers::liking::Scale;
use importers::{Progress, Unreadable};
use leptos::prelude::*;
use web_sys::File;

use super::{App, now};
use crate::household::{Change, Household, Who};
use crate::importing::{self, Choices, Fate, Gathered, Line, Person, Source};
use crate::messages::Matched;
use crate::messages::later::Question;
use crate::page::reader::{Reader, Told};
use crate::reactive::{Memo, RwSignal, effect};
use crate::reader::Heard;
use crate::route::Route;
use crate::words;

/// So many entries are looked for at once: a search meanwhile is not to be felt.
const BATCH: usize = 200;

/// How far an import has come.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Phase {
    /// No file is chosen.
    #[default]
    Choosing,
    /// This file is read.
    Reading(String, Progress),
    /// So many entries were looked for, of so many.
    Finding(usize, usize),
    /// The person decides.
    Review,
    /// So many shows were added. This takes it back.
    Done(usize, Change),
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Its name.
    pub file: String,
    /// Why; `None` when the reader itself was not there, or ended.
    pub why: Option<Unreadable>,
}

/// The state of an import.
#[derive(Clone, Copy)]
pub struct Importing {
    /// How far it has come.
    pub phase: RwSignal<Phase>,
    /// The files that could not be read.
    pub refused: RwSignal<Vec<Refused>>,
    /// The files that were read.
    pub sources: RwSignal<Vec<Source>>,
    /// What their entries are, as far as they were looked for.
    pub matched: RwSignal<Vec<Matched>>,
    /// What the person decided.
    pub choices: RwSignal<Choices>,
    /// What the files say of each show.
    pub gathered: Memo<Vec<Gathered>>,
    /// How each person uses stars.
    pub scales: Memo<HashMap<Person, Scale>>,
    /// What becomes of each show.
    pub lines: Memo<Vec<Line>>,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    /// The files that wait to be read.
    files: StoredValue<VecDeque<File>, LocalStorage>,
}

impl Importing {
    pub(super) fn new(household: RwSignal<Household>, who: Memo<Who>) -> Importing {
        let sources = RwSignal::<Vec<Source>>::default();
        let matched = RwSignal::<Vec<Matched>>::default();
        let choices = RwSignal::<Choices>::default();
        let phase = RwSignal::<Phase>::default();
        let chosen = Memo::new(move |_| choices.with(|choices| choices.chosen.clone()));
        let settled = Memo::new(move |_| phase.with(|phase| matches!(phase, Phase::Review | Phase::Done(..))));
        let gathered = Memo::new(move |_| match settled.get() {
            true => importing::gather(&sources.read(), &matched.read(), &chosen.read()),
            false => Vec::new(),
        });
        let scales = Memo::new(move |_| importing::scales(&sources.read()));
        let lines = Memo::new(move |_| {
            importing::review(&gathered.read(), &scales.read(), &choices.read(), &household.read(), who.get())
        });
        Importing {
            phase,
            refused: RwSignal::default(),
            sources,
            matched,
            choices,
            gathered,
            scales,
            lines,
            reader: StoredValue::new_local(None),
            files: StoredValue::new_local(VecDeque::new()),
        }
    }

    /// How many shows would be added.
    pub fn added(self) -> usize {
        self.lines.with(|lines| lines.iter().filter(|line| matches!(line.fate, Fate::Gets(_))).count())
    }

    fn end(self) {
        if let Some(reader) = self.reader.try_update_value(Option::take).flatten() {
            reader.end();
        }
        self.files.set_value(VecDeque::new());
    }
}

impl App {
    /// Begins an import of these files. One that is under way is given up.
    pub fn import(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        self.begin_again();
        let importing = self.importing();
        importing.files.set_value(files.into());
        match Reader::start(move |told| self.on_reader(told)) {
            Some(reader) => {
                importing.reader.set_value(Some(reader));
                self.read_next();
            }
            None => self.on_reader(Told::Gone),
        }
        if self.address.page.get_untracked() != Route::Import {
            self.address.go(&Route::Import);
        }
    }

    /// Forgets what was read, for other files.
    pub fn begin_again(self) {
        let importing = self.importing();
        importing.end();
        importing.phase.set(Phase::Choosing);
        importing.refused.set(Vec::new());
        importing.sources.set(Vec::new());
        importing.matched.set(Vec::new());
        importing.choices.set(Choices::default());
    }

    /// Adds what the review says, as one change.
    pub fn add_import(self) {
        let importing = self.importing();
        let (count, who) = (untrack(|| importing.added()), self.who.get_untracked());
        let change = untrack(|| {
            importing::change(&importing.lines.read(), &importing.sources.read(), &self.household.read(), who, now())
        });
        let undo = self.change(change);
        // Who has brought a history goes on to the list, not to tiles that would be named.
        self.open_shelf_if_needed();
        importing.phase.set(Phase::Done(count, undo));
        self.say(words::import::did_add(count));
    }

    /// Takes the import back, and goes on with its review.
    pub fn undo_import(self) {
        if let Phase::Done(_, undo) = self.importing().phase.get_untracked() {
            self.change(undo);
            self.importing().phase.set(Phase::Review);
            self.say(words::import::UNDONE.into());
        }
    }

    fn read_next(self) {
        let importing = self.importing();
        match importing.files.try_update_value(VecDeque::pop_front).flatten() {
            Some(file) => {
                let progress = Progress { read: 0, of: file.size() as u64 };
                importing.phase.set(Phase::Reading(file.name(), progress));
                importing.reader.with_value(|reader| {
                    if let Some(reader) = reader {
                        reader.read(file);
                    }
                });
            }
            None => {
                importing.end();
                let entries = importing.sources.with_untracked(|sources| importing::entries(sources).count());
                let nothing = importing.sources.with_untracked(Vec::is_empty);
                importing.phase.set(match entries {
                    _ if nothing => Phase::Choosing,
                    0 => Phase::Review,
                    entries => Phase::Finding(0, entries),
                });
            }
        }
    }

    fn on_reader(self, told: Told) {
        let importing = self.importing();
        let file = match importing.phase.get_untracked() {
            Phase::Reading(file, _) => file,
            _ => importing.files.with_value(|files| files.front().map(|file| file.name())).unwrap_or_default(),
        };
        match told {
            Told::Heard(Heard::Alive) => {}
            Told::Heard(Heard::Progress(progress)) => importing.phase.set(Phase::Reading(file, progress)),
            Told::Heard(Heard::Read(import)) => {
                importing.sources.update(|sources| sources.push(Source::of(file, *import)));
                self.read_next();
            }
            Told::Heard(Heard::Unreadable(why)) => {
                self.refuse(Refused { file, why: Some(why) });
                self.read_next();
            }
            Told::Gone => {
                importing.end();
                importing.phase.set(Phase::Choosing);
                self.refuse(Refused { file, why: None });
            }
        }
    }

    fn refuse(self, refused: Refused) {
        self.say(words::import::refused(&refused));
        self.importing().refused.update(|all| all.push(refused));
    }

    /// Entries are looked for part by part.
    pub(super) fn ask_for_import(self) {
        let ready = self.ready;
        let importing = self.importing();
        effect(move || {
            let Phase::Finding(done, _) = importing.phase.get() else { return };
            if ready.get() {
                let entries = importing.sources.with_untracked(|sources| {
                    importing::entries(sources).skip(done).take(BATCH).map(|(_, entry)| entry.clone()).collect()
                });
                self.ask_later(&Question::Match { entries });
            }
        });
    }

    pub(super) fn on_matched(self, matched: Vec<Matched>) {
        let importing = self.importing();
        // It may have been given up meanwhile.
        let Phase::Finding(done, of) = importing.phase.get_untracked() else { return };
        let done = done + matched.len();
        importing.matched.update(|all| all.extend(matched));
        if done < of {
            importing.phase.set(Phase::Finding(done, of));
        } else {
            importing.phase.set(Phase::Review);
            self.say(words::import::found(untrack(|| importing.gathered.read().len())));
        }
    }
}
