//! The state of the page, in signals, and everything that changes it.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use crate::evening::{Evening, Word};
use crate::filters::Filters;
use crate::household::{Change, Edit, Household, Who};
use crate::link::Fault;
use crate::messages::{
    About, Agreed, Answer, Details, Edition, Found, Packed, Question, Recommended, ShowLine, Trial, Unpacked, Wish,
};
use crate::page::address::Address;
use crate::page::engine::{Engine, Told};
use crate::page::keeper::{self, Keeper};
use crate::page::{local, motion, published};
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::Route;
use crate::taste::{Mark, Taste};
use crate::words;

mod contribute;
mod errands;
mod foryou;
mod import;
mod library;
mod map;
mod people;
mod together;
mod versions;

use errands::Errands;

pub use contribute::Contributing;
pub use foryou::{ForYou, Reply};
pub use import::{Importing, Phase, Refused};
pub use map::Map;

/// How many recommendations there are, and how many "Show more" adds.
pub const PAGE: usize = 20;
/// How many shows are suggested to begin with.
pub const SUGGESTIONS: usize = 18;
/// How many search results are asked for.
const HITS: usize = 8;
/// With so many shows named the shelf of well-known shows is not opened any more.
const ENOUGH: usize = 3;

/// How the model is doing.
#[derive(Debug, Clone, PartialEq)]
pub enum ModelState {
    /// Nothing was heard yet.
    Starting,
    /// So many bytes, of so many.
    Fetching(u64, Option<u64>),
    /// Here it is.
    Ready(Arc<Edition>),
    /// What happened, and what to do.
    Failed(String, String),
}

/// A message at the foot of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// What takes it back.
    pub undo: Option<Undo>,
    /// Whether it offers to save a copy.
    pub export: bool,
    /// The page that it is about: on another one it is gone.
    pub page: Route,
}

/// What takes a step back.
#[derive(Debug, Clone, PartialEq)]
pub enum Undo {
    /// A change to the household.
    Change(Change),
    /// The veto of this show.
    Veto(String),
    /// What was agreed on before, and a change to the household that came with it.
    Tonight(Option<Word>, Change),
}

/// What is kept of the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// They are being read.
    Reading,
    /// All of them.
    Kept,
    /// Nothing: this browser does not let us.
    MemoryOnly,
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct App {
    /// Everybody who uses this device, with their shows.
    pub household: RwSignal<Household>,
    /// Who uses it now: whose shows are seen and changed.
    pub who: Memo<Who>,
    /// The shows of that person.
    pub taste: Memo<Taste>,
    /// Whether all of it is kept.
    pub keeping: RwSignal<Keeping>,
    /// What may be in the list.
    pub filters: RwSignal<Filters>,
    /// How the list is made, and what is around it.
    pub foryou: ForYou,
    /// How long the list is.
    pub limit: RwSignal<usize>,
    /// The model.
    pub model: RwSignal<ModelState>,
    /// Whether it is here, so that all questions can be asked.
    pub ready: Memo<bool>,
    /// What the list is to answer; `None` while nobody is named.
    wish: Memo<Option<Wish>>,
    /// Whether shows can be searched and suggested: before the weights are here.
    pub searchable: RwSignal<bool>,
    /// What is known of the model as a whole, once the second part is here.
    pub about: RwSignal<Option<Arc<About>>>,
    /// The list; `None` while nobody is named.
    pub list: RwSignal<Option<Recommended>>,
    /// How some of them agree tonight; as it was kept, once the second part is here.
    pub evening: RwSignal<Evening>,
    /// The common list; `None` while fewer than two take part, or until the answer is here.
    pub agreed: RwSignal<Option<Agreed>>,
    /// The person's taste as a link.
    pub packed: RwSignal<Option<Packed>>,
    /// The taste in the link that was opened.
    pub unpacked: RwSignal<Option<Result<Unpacked, Fault>>>,
    /// Whether somebody came from the common list to name shows.
    pub naming: RwSignal<bool>,
    /// Whether what belongs into the list is still on its way.
    pub waits: Memo<bool>,
    /// The last search.
    pub found: RwSignal<Found>,
    /// The shelf of well-known shows.
    pub shelf: RwSignal<Vec<ShowLine>>,
    /// Whether the shelf is open.
    pub shelf_open: RwSignal<bool>,
    /// Whether it can be seen.
    pub has_tiles: Memo<bool>,
    /// The show in the dialog; `Some(None)` when there is no such show.
    pub details: RwSignal<Option<Option<Arc<Details>>>>,
    /// The map.
    pub map: Map,
    /// How the model did on the person's own shows.
    pub trial: RwSignal<Option<Trial>>,
    /// The message at the foot.
    pub toast: RwSignal<Option<Toast>>,
    /// What a screen reader is told.
    pub spoken: RwSignal<String>,
    /// Whether a new version of the site waits.
    pub update: RwSignal<bool>,
    /// The model that is published now, when it is another than the one in use and can be used.
    pub newer: RwSignal<Option<String>>,
    /// Reading the files of other services.
    importing: StoredValue<Option<Importing>>,
    /// What the catalogue knows of the person's shows, once the library was opened.
    pub known: RwSignal<HashMap<String, ShowLine>>,
    /// Whether the browser promises not to throw away what is kept; `None` until it was asked.
    pub promised: RwSignal<Option<bool>>,
    /// Contributing ratings, where the site has a collector.
    pub contributing: Option<Contributing>,
    /// Where one is.
    pub address: Address,
    /// Whom the person chose.
    chosen: RwSignal<Who>,
    /// What is known of the model that was opened last.
    edition: StoredValue<Option<Arc<Edition>>>,
    /// The published model that is being looked at.
    candidate: StoredValue<Option<String>>,
    /// What came with the second part.
    errands: StoredValue<Option<Errands>>,
    /// Whether a copy is wanted as soon as that is here.
    saves_soon: StoredValue<bool>,
    /// Files to be imported as soon as that is here.
    brought: StoredValue<Vec<File>, LocalStorage>,
    engine: StoredValue<Option<Engine>, LocalStorage>,
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
}

/// The state, from context.
pub fn use_app() -> App {
    expect_context()
}

impl App {
    /// Makes the state, starts the worker and reads what is kept.
    pub fn provide() -> App {
        let household = RwSignal::<Household>::default();
        let chosen = RwSignal::new(local::get(local::WHO));
        let who = Memo::new(move |_| household.with(|household| household.get_or_first(chosen.get()).person.who));
        let taste = Memo::new(move |_| household.with(|household| household.get_or_first(who.get()).taste.clone()));
        let keeping = RwSignal::new(Keeping::Reading);
        let model = RwSignal::new(ModelState::Starting);
        let ready = Memo::new(move |_| model.with(|model| matches!(model, ModelState::Ready(_))));
        let list = RwSignal::new(None::<Recommended>);
        let shelf_open = RwSignal::new(false);
        let searchable = RwSignal::new(false);
        let filters = RwSignal::new(local::get(local::FILTERS));
        let foryou = ForYou::new();
        let limit = RwSignal::new(PAGE);
        let question = move || foryou::question(taste, foryou, filters, limit);
        let app = App {
            household,
            who,
            taste,
            keeping,
            filters,
            foryou,
            limit,
            model,
            ready,
            wish: Memo::new(move |_| (taste.read().named() > 0).then(question)),
            searchable,
            about: RwSignal::new(None),
            list,
            evening: RwSignal::default(),
            agreed: RwSignal::new(None),
            packed: RwSignal::new(None),
            unpacked: RwSignal::new(None),
            naming: RwSignal::new(false),
            waits: Memo::new(move |_| {
                !ready.get()
                    || keeping.get() == Keeping::Reading
                    || !shelf_open.get() && list.with(Option::is_none) && taste.with(|taste| taste.named() > 0)
            }),
            found: RwSignal::default(),
            shelf: RwSignal::default(),
            shelf_open,
            has_tiles: Memo::new(move |_| shelf_open.get() && searchable.get()),
            details: RwSignal::new(None),
            map: Map::new(),
            trial: RwSignal::new(None),
            toast: RwSignal::new(None),
            spoken: RwSignal::default(),
            update: RwSignal::new(false),
            newer: RwSignal::new(None),
            importing: StoredValue::new(None),
            known: RwSignal::default(),
            promised: RwSignal::new(None),
            contributing: Contributing::find(),
            address: Address::follow(),
            chosen,
            edition: StoredValue::new(None),
            candidate: StoredValue::new(None),
            errands: StoredValue::new(None),
            saves_soon: StoredValue::new(false),
            brought: StoredValue::new_local(Vec::new()),
            engine: StoredValue::new_local(None),
            keeper: StoredValue::new_local(None),
        };
        provide_context(app);
        app.keeper.set_value(Some(Keeper::open(move |told| app.on_kept(told))));
        app.engine.set_value(Some(Engine::start(move |told| app.on_engine(told))));
        app.ask_by_itself();
        app
    }

    /// Questions follow from the state: whatever changes it, the list agrees with it.
    fn ask_by_itself(self) {
        let App { ready, wish, .. } = self;
        effect(move || match wish.get() {
            Some(wish) if ready.get() => self.ask(Question::Recommend(wish)),
            Some(_) => {}
            None => self.list.set(None),
        });
        effect(move || {
            if self.searchable.get() && self.shelf_open.get() && self.shelf.with_untracked(Vec::is_empty) {
                let without =
                    self.taste.with_untracked(|taste| taste.entries().iter().map(|entry| entry.id.clone()).collect());
                self.ask(Question::Suggest { count: SUGGESTIONS, without });
            }
        });
        kept(self.filters, local::FILTERS);
        effect(move || {
            let page = self.address.page.get();
            if self
                .toast
                .with_untracked(|toast| toast.as_ref().is_some_and(|toast| !toast.export && toast.page != page))
            {
                self.toast.set(None);
            }
        });
    }

    fn ask(self, question: Question) {
        self.engine(|engine| engine.ask(question));
    }

    fn engine(self, act: impl FnOnce(&Engine)) {
        self.engine.with_value(|engine| {
            if let Some(engine) = engine {
                act(engine);
            }
        });
    }

    fn on_engine(self, told: Told) {
        let failed = |(what, way_out)| {
            self.searchable.set(false);
            self.model.set(ModelState::Failed(what, way_out));
        };
        match told {
            Told::Progress(got, total) => self.model.set(ModelState::Fetching(got, total)),
            Told::Searchable => self.searchable.set(true),
            Told::Ready(edition) => {
                self.searchable.set(true);
                let edition = Arc::from(edition);
                self.edition.set_value(Some(Arc::clone(&edition)));
                self.model.set(ModelState::Ready(edition));
            }
            // A model that was published later may be gone or damaged: the app's own is always there.
            Told::Failed(_) if published::fall_back() => self.retry(),
            Told::Failed(failure) => failed(words::failure(&failure)),
            Told::Silent => failed(words::silent()),
            Told::Examined(sound) => {
                if let Some(errands) = self.errands.get_value() {
                    (errands.offer)(self, sound);
                }
            }
            Told::Answer(answer) => {
                self.recover();
                self.on_answer(answer);
            }
        }
    }

    fn on_answer(self, answer: Answer) {
        match answer {
            Answer::Found(found) => self.found.set(found),
            // The last show may have been removed since the question was asked.
            Answer::Recommended(answer) if self.taste.with_untracked(|taste| taste.named() > 0) => {
                calmly("#list", || self.list.set(Some(answer)));
            }
            Answer::Recommended(_) => {}
            Answer::Suggested(shows) => self.shelf.set(shows),
            // Nobody asks before they are here.
            Answer::Later(sealed) => {
                if let Some(errands) = self.errands.get_value() {
                    (errands.hear)(self, &sealed);
                }
            }
        }
    }

    /// A worker that was given up answers after all: the device slept, or was very busy.
    fn recover(self) {
        if self.model.with_untracked(|model| matches!(model, ModelState::Failed(..)))
            && let Some(edition) = self.edition.get_value()
        {
            self.searchable.set(true);
            self.model.set(ModelState::Ready(edition));
        }
    }

    fn on_kept(self, told: keeper::Told) {
        match told {
            keeper::Told::Kept(people, entries, waiting) => {
                let mut household = Household::of(people, entries);
                for change in &waiting {
                    household.apply(change);
                }
                if self.household.with_untracked(|now| *now != household) {
                    self.household.set(household);
                }
                self.begin(Keeping::Kept);
            }
            keeper::Told::MemoryOnly => self.begin(Keeping::MemoryOnly),
            keeper::Told::NotKept if self.keeping.get_untracked() == Keeping::MemoryOnly => {}
            keeper::Told::NotKept => {
                let text = String::from(words::NOT_KEPT);
                self.say(text.clone());
                let page = self.address.page.get_untracked();
                self.toast.set(Some(Toast { text, undo: None, export: true, page }));
            }
        }
    }

    fn begin(self, keeping: Keeping) {
        if self.keeping.get_untracked() == Keeping::Reading {
            self.open_shelf_if_needed();
        }
        self.keeping.set(keeping);
    }

    /// The tiles are open for whoever has named too few shows for a list, and for nobody else.
    fn open_shelf_if_needed(self) {
        self.shelf_open.set(self.taste.with_untracked(|taste| taste.named() < ENOUGH));
    }

    /// Tries again to load the model.
    pub fn retry(self) {
        self.model.set(ModelState::Starting);
        self.engine(Engine::load);
    }

    /// Searches.
    pub fn search(self, text: String) {
        self.ask(Question::Search { text, limit: HITS });
    }

    /// Marks a show; `quiet` when the person sees it happen in that very place.
    pub fn mark(self, show: &ShowLine, mark: Mark, quiet: bool) {
        if self.taste.with_untracked(|taste| taste.mark(&show.id) == Some(mark)) {
            return;
        }
        let who = self.who.get_untracked();
        let change = self.household.with_untracked(|household| household.marking(who, show, mark, now()));
        let undo = self.change(change);
        let text = words::did_mark(&untrack(|| self.name()), &show.title, mark);
        if quiet {
            self.say(text);
        } else {
            self.tell(text, Some(Undo::Change(undo)));
        }
    }

    /// Removes a show from the person's shows.
    pub fn remove(self, id: &str, title: &str) {
        let undo = self.change(vec![Edit::Show { who: self.who.get_untracked(), id: id.to_owned(), entry: None }]);
        self.tell(words::did_remove(title), Some(Undo::Change(undo)));
    }

    /// Removes all shows of the person.
    pub fn clear(self) {
        let who = self.who.get_untracked();
        let change = self.household.with_untracked(|household| household.clearing(who));
        let count = change.len();
        let undo = self.change(change);
        self.shelf_open.set(true);
        self.tell(words::did_clear(count), Some(Undo::Change(undo)));
    }

    /// Takes a step back.
    pub fn undo(self, undo: Undo) {
        match undo {
            Undo::Change(change) => {
                self.change(change);
            }
            Undo::Veto(id) => self.unveto(&id),
            Undo::Tonight(before, change) => self.resettle(before, change),
        }
        self.toast.set(None);
    }

    fn change(self, change: Change) -> Change {
        self.promise_with(&change);
        let mut undo = Change::new();
        calmly("#mine", || {
            undo = self.household.try_update(|household| household.apply(&change)).unwrap_or_default();
        });
        self.keeper.with_value(|keeper| {
            if let Some(keeper) = keeper {
                keeper.keep(change);
            }
        });
        undo
    }

    /// Shows a message at the foot, and says it.
    pub fn tell(self, text: String, undo: Option<Undo>) {
        self.say(text.clone());
        let page = self.address.page.get_untracked();
        self.toast.set(Some(Toast { text, undo, export: false, page }));
    }

    /// Has a screen reader say something.
    pub fn say(self, text: String) {
        // The same text again would not be said.
        let again = self.spoken.with_untracked(|spoken| *spoken == text);
        self.spoken.set(if again { format!("{text}\u{a0}") } else { text });
    }
}

/// Changes a list, whose lines then glide to their new places.
pub(crate) fn calmly(list: &str, change: impl FnOnce()) {
    let before = motion::before(list);
    change();
    if let Some(before) = before {
        before.after();
    }
}

/// Keeps a setting whenever it changes.
pub(crate) fn kept<T: serde::Serialize + Send + Sync + 'static>(setting: RwSignal<T>, name: &'static str) {
    let mut first = true;
    effect(move || {
        setting.track();
        if !std::mem::replace(&mut first, false) {
            setting.with_untracked(|value| local::set(name, value));
        }
    });
}

/// Milliseconds since 1970.
fn now() -> u64 {
    js_sys::Date::now() as u64
}
