//! The state of the page, in signals, and everything that changes it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::filters::Filters;
use crate::messages::{Details, Edition, Found, Recommended, ShowLine, Wish};
use crate::page::address::Address;
use crate::page::engine::{Engine, Told};
use crate::page::keeper::{self, Keeper};
use crate::page::{local, motion, update};
use crate::route::Route;
use crate::taste::{Change, Edit, Mark, Taste};
use crate::words;

/// How many recommendations there are, and how many "Show more" adds.
pub const PAGE: usize = 20;
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
    pub undo: Option<Change>,
    /// Whether it offers to save a copy.
    pub export: bool,
}

/// What is kept of the person's shows.
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
    /// The person's shows.
    pub taste: RwSignal<Taste>,
    /// Whether they are kept.
    pub keeping: RwSignal<Keeping>,
    /// What may be in the list.
    pub filters: RwSignal<Filters>,
    /// How long the list is.
    pub limit: RwSignal<usize>,
    /// The model.
    pub model: RwSignal<ModelState>,
    /// The list; `None` while nobody is named.
    pub list: RwSignal<Option<Recommended>>,
    /// Whether what belongs into the list is still on its way.
    pub waits: Memo<bool>,
    /// The last search.
    pub found: RwSignal<Found>,
    /// The shelf of well-known shows.
    pub shelf: RwSignal<Vec<ShowLine>>,
    /// Whether the shelf is open.
    pub shelf_open: RwSignal<bool>,
    /// The show in the dialog; `Some(None)` when there is no such show.
    pub details: RwSignal<Option<Option<Arc<Details>>>>,
    /// The message at the foot.
    pub toast: RwSignal<Option<Toast>>,
    /// What a screen reader is told.
    pub spoken: RwSignal<String>,
    /// Whether a new version of the site waits.
    pub update: RwSignal<bool>,
    /// Where one is.
    pub address: Address,
    /// What is known of the model that was opened last.
    edition: StoredValue<Option<Arc<Edition>>>,
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
        let taste = RwSignal::<Taste>::default();
        let keeping = RwSignal::new(Keeping::Reading);
        let model = RwSignal::new(ModelState::Starting);
        let list = RwSignal::new(None::<Recommended>);
        let shelf_open = RwSignal::new(false);
        let app = App {
            taste,
            keeping,
            filters: RwSignal::new(local::get(local::FILTERS)),
            limit: RwSignal::new(PAGE),
            model,
            list,
            waits: Memo::new(move |_| {
                !model.with(|model| matches!(model, ModelState::Ready(_)))
                    || keeping.get() == Keeping::Reading
                    || !shelf_open.get() && list.with(Option::is_none) && taste.with(|taste| taste.named() > 0)
            }),
            found: RwSignal::default(),
            shelf: RwSignal::default(),
            shelf_open,
            details: RwSignal::new(None),
            toast: RwSignal::new(None),
            spoken: RwSignal::default(),
            update: RwSignal::new(false),
            address: Address::follow(),
            edition: StoredValue::new(None),
            engine: StoredValue::new_local(None),
            keeper: StoredValue::new_local(None),
        };
        provide_context(app);
        app.keeper.set_value(Some(Keeper::open(move |told| app.on_kept(told))));
        app.engine.set_value(Some(Engine::start(move |told| app.on_engine(told))));
        update::watch(app.update);
        app.ask_by_itself();
        app
    }

    /// Questions follow from the state: whatever changes it, the list agrees with it.
    fn ask_by_itself(self) {
        let ready = Memo::new(move |_| self.model.with(|model| matches!(model, ModelState::Ready(_))));
        let wish = Memo::new(move |_| self.wish());
        Effect::new(move |_| {
            let wish = wish.get();
            match wish {
                Some(wish) if ready.get() => self.engine(|engine| engine.recommend(wish)),
                Some(_) => {}
                None => self.list.set(None),
            }
        });
        Effect::new(move |_| {
            match self.address.route.get() {
                Route::Show(id) if ready.get() => self.engine(|engine| engine.details(id)),
                Route::Show(_) => {}
                // The next show is not to begin with this one's details.
                _ => self.details.set(None),
            }
        });
        Effect::new(move |_| {
            if ready.get() && self.shelf_open.get() && self.shelf.with_untracked(Vec::is_empty) {
                let without =
                    self.taste.with_untracked(|taste| taste.entries().iter().map(|entry| entry.id.clone()).collect());
                self.engine(|engine| engine.suggest(without));
            }
        });
        Effect::new(move |before: Option<()>| {
            let filters = self.filters.get();
            if before.is_some() {
                local::set(local::FILTERS, &filters);
            }
        });
    }

    fn wish(self) -> Option<Wish> {
        let taste = self.taste.read();
        if taste.named() == 0 {
            return None;
        }
        let mut wish = Wish { limit: self.limit.get(), filter: self.filters.read().filter(), ..Wish::default() };
        for entry in taste.entries() {
            match entry.mark.feedback() {
                Some(feedback) => wish.taste.push((entry.id.clone(), feedback)),
                None => wish.hidden.push(entry.id.clone()),
            }
        }
        Some(wish)
    }

    fn engine(self, ask: impl FnOnce(&Engine)) {
        self.engine.with_value(|engine| {
            if let Some(engine) = engine {
                ask(engine);
            }
        });
    }

    fn on_engine(self, told: Told) {
        let failed = |(what, way_out)| self.model.set(ModelState::Failed(what, way_out));
        if matches!(told, Told::Found(_) | Told::Recommended(_) | Told::Details(_) | Told::Suggested(_)) {
            self.recover();
        }
        match told {
            Told::Progress(got, total) => self.model.set(ModelState::Fetching(got, total)),
            Told::Ready(edition) => {
                let edition = Arc::from(edition);
                self.edition.set_value(Some(Arc::clone(&edition)));
                self.model.set(ModelState::Ready(edition));
            }
            Told::Failed(failure) => failed(words::failure(&failure)),
            Told::Silent => failed(words::silent()),
            Told::Found(found) => self.found.set(found),
            Told::Recommended(answer) => {
                // The last show may have been removed since the question was asked.
                if self.taste.with_untracked(|taste| taste.named() > 0) {
                    let before = motion::before("#list");
                    self.list.set(Some(answer));
                    if let Some(before) = before {
                        before.after();
                    }
                }
            }
            Told::Details(details) => self.details.set(Some(details.map(Arc::from))),
            Told::Suggested(shows) => self.shelf.set(shows),
        }
    }

    /// A worker that was given up answers after all: the device slept, or was very busy.
    fn recover(self) {
        if self.model.with_untracked(|model| matches!(model, ModelState::Failed(..)))
            && let Some(edition) = self.edition.get_value()
        {
            self.model.set(ModelState::Ready(edition));
        }
    }

    fn on_kept(self, told: keeper::Told) {
        match told {
            keeper::Told::Kept(entries, waiting) => {
                let mut taste = Taste::of(entries);
                for change in &waiting {
                    taste.apply(change);
                }
                if self.taste.with_untracked(|now| *now != taste) {
                    self.taste.set(taste);
                }
                self.begin(Keeping::Kept);
            }
            keeper::Told::MemoryOnly => self.begin(Keeping::MemoryOnly),
            keeper::Told::NotKept if self.keeping.get_untracked() == Keeping::MemoryOnly => {}
            keeper::Told::NotKept => {
                self.tell(Toast { text: words::NOT_KEPT.to_owned(), undo: None, export: true });
            }
        }
    }

    fn begin(self, keeping: Keeping) {
        if self.keeping.get_untracked() == Keeping::Reading {
            self.shelf_open.set(self.taste.with_untracked(|taste| taste.named() < ENOUGH));
        }
        self.keeping.set(keeping);
    }

    /// Tries again to load the model.
    pub fn retry(self) {
        self.model.set(ModelState::Starting);
        self.engine(Engine::load);
    }

    /// Searches.
    pub fn search(self, text: String) {
        self.engine(|engine| engine.search(text));
    }

    /// Marks a show; `quiet` when the person sees it happen in that very place.
    pub fn mark(self, show: &ShowLine, mark: Mark, quiet: bool) {
        if self.taste.with_untracked(|taste| taste.mark(&show.id) == Some(mark)) {
            return;
        }
        let now = js_sys::Date::now() as u64;
        let change = self.taste.with_untracked(|taste| taste.marking(show, mark, now));
        let undo = self.change(change);
        let text = words::did_mark(&show.title, mark);
        if quiet {
            self.say(text);
        } else {
            self.tell(Toast { text, undo: Some(undo), export: false });
        }
    }

    /// Removes a show from the person's shows.
    pub fn remove(self, id: &str, title: &str) {
        let undo = self.change(self.taste.with_untracked(|taste| taste.removing(id)));
        self.tell(Toast { text: words::did_remove(title), undo: Some(undo), export: false });
    }

    /// Removes all shows.
    pub fn clear(self) {
        let change = self.taste.with_untracked(Taste::clearing);
        let count = change.len();
        let undo = self.change(change);
        self.shelf_open.set(true);
        self.tell(Toast { text: words::did_clear(count), undo: Some(undo), export: false });
    }

    /// Takes a change back.
    pub fn undo(self, change: Change) {
        self.change(change);
        self.toast.set(None);
    }

    fn change(self, change: Vec<Edit>) -> Change {
        let before = motion::before("#mine");
        let undo = self.taste.try_update(|taste| taste.apply(&change)).unwrap_or_default();
        if let Some(before) = before {
            before.after();
        }
        self.keeper.with_value(|keeper| {
            if let Some(keeper) = keeper {
                keeper.keep(change);
            }
        });
        undo
    }

    /// Shows a message at the foot, and says it.
    fn tell(self, toast: Toast) {
        self.say(toast.text.clone());
        self.toast.set(Some(toast));
    }

    /// Has a screen reader say something.
    pub fn say(self, text: String) {
        // The same text again would not be said.
        let again = self.spoken.with_untracked(|spoken| *spoken == text);
        self.spoken.set(if again { format!("{text}\u{a0}") } else { text });
    }
}
