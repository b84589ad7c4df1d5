//! What is not needed for the first answer, and is fetched once that has been given: the other pages, and what opens over
//! home. xtask cuts it out of the page's module.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::live::does;
use super::{
    about, contribute, details, filters, import, interview, keys, library, map, mine, offers, rows, share, together,
    why,
};
use crate::Soon;
use crate::language;
use crate::messages::Item;
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::Route;
use crate::store::use_app;
use crate::words;

/// So long the first list is left alone.
const SETTLED: Duration = Duration::from_millis(300);

/// Something that is drawn later.
pub enum Part {
    /// A page besides home.
    Page(Route),
    /// The questions for somebody who begins.
    Interview,
    /// The exact shares of what speaks for a recommendation.
    Shares(Memo<Arc<Item>>),
    /// What one more word about a show would change.
    Shift {
        /// The show.
        id: String,
        /// Its title.
        title: String,
    },
    /// A show's details.
    Sheet,
    /// What can be filtered by.
    Filters,
    /// The list in rows.
    Rows,
    /// What is only kept out of the list.
    Aside,
    /// Keys that do something, and the sheet that lists them.
    Keys,
    /// New versions of the site and of the model.
    Offers,
}

/// What begins once the parts are here, and before one is drawn.
pub fn begin() {
    language::add_later();
    let app = use_app();
    app.begin_errands();
    import::take_files(app);
}

/// Draws a part, which must not be called before the parts are here.
pub fn draw(part: Part) -> AnyView {
    match part {
        Part::Page(page) => draw_page(page),
        Part::Interview => view! { <interview::Interview /> }.into_any(),
        Part::Shares(item) => view! { <why::Shares item /> }.into_any(),
        Part::Shift { id, title } => view! { <why::Shift id title /> }.into_any(),
        Part::Sheet => view! { <details::Sheet /> }.into_any(),
        Part::Filters => view! { <filters::Choices /> }.into_any(),
        Part::Rows => view! { <rows::Rows /> }.into_any(),
        Part::Aside => view! { <mine::Aside /> }.into_any(),
        Part::Keys => view! { <keys::Sheet /> }.into_any(),
        Part::Offers => view! { <offers::Offers /> }.into_any(),
    }
}

fn draw_page(page: Route) -> AnyView {
    match page {
        Route::About => view! { <about::About /> }.into_any(),
        Route::Together => view! { <together::Together /> }.into_any(),
        Route::Contribute => {
            let contributing = use_app().contributing;
            contributing.map(|contributing| view! { <contribute::Contribute contributing /> }).into_any()
        }
        Route::Map(start) => view! { <map::Map start /> }.into_any(),
        Route::Library => view! { <library::Library /> }.into_any(),
        Route::Import => view! { <import::Import /> }.into_any(),
        Route::Share => view! { <share::Share /> }.into_any(),
        Route::With(_) => view! { <share::With /> }.into_any(),
        Route::Home | Route::Show(_) => ().into_any(),
    }
}

/// How the parts are had: the page's binary says it, since only there the module can be cut.
#[derive(Clone, Copy)]
pub struct Source {
    /// Fetches them; whether they are here then. What failed may be tried again.
    pub fetch: fn() -> Soon<bool>,
    /// [`begin`], once they are here.
    pub begin: fn() -> Soon<bool>,
    /// [`draw`], once they are here.
    pub draw: fn(Part) -> Soon<Option<AnyView>>,
}

/// How far the parts have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Wanted,
    Coming,
    Here,
    Failed,
}

/// The parts of the page that come later.
#[derive(Clone, Copy)]
pub(super) struct Later {
    source: Source,
    arrival: RwSignal<Arrival>,
    /// What begins lives as long as the page.
    owner: StoredValue<Option<Owner>>,
}

impl Later {
    pub(super) fn provide(source: Source) -> Later {
        let owner = StoredValue::new(Owner::current());
        let later = Later { source, arrival: RwSignal::new(Arrival::Wanted), owner };
        provide_context(later);
        let app = use_app();
        effect(move || {
            if app.ready.get() {
                set_timeout(move || later.fetch(), SETTLED);
            }
        });
        later
    }

    pub(super) fn is_here(self) -> bool {
        self.arrival.get() == Arrival::Here
    }

    fn fetch(self) {
        if matches!(self.arrival.get_untracked(), Arrival::Coming | Arrival::Here) {
            return;
        }
        self.arrival.set(Arrival::Coming);
        let fetched = (self.source.fetch)();
        spawn_local(async move {
            let is_here = fetched.await && self.begin();
            self.arrival.set(if is_here { Arrival::Here } else { Arrival::Failed });
        });
    }

    fn begin(self) -> bool {
        let owner = self.owner.get_value();
        owner.is_some_and(|owner| owner.with(|| now((self.source.begin)())).unwrap_or_default())
    }

    /// A part that nobody misses until it is here.
    pub(super) fn draw_by_itself(self, part: fn() -> Part) -> AnyView {
        (move || self.is_here().then(|| now((self.source.draw)(part())).flatten())).into_any()
    }

    /// A part; what stands in its place until it is here.
    pub(super) fn draw(self, part: impl Fn() -> Part + Send + 'static) -> AnyView {
        self.draw_any(Box::new(part))
    }

    // Compiled once, for whatever part.
    #[inline(never)]
    fn draw_any(self, part: Box<dyn Fn() -> Part + Send>) -> AnyView {
        // In a task of its own: what is drawn must not change what it depends on.
        spawn_local(async move { self.fetch() });
        (move || match self.arrival.get() {
            Arrival::Here => now((self.source.draw)(part())).flatten().into_any(),
            Arrival::Failed => view! {
                <section class="failed" role="alert">
                    <p>{words::LATER_FAILED}</p>
                    <button type="button" class="button" on:click=does(move || self.fetch())>{words::RETRY}</button>
                </section>
            }
            .into_any(),
            Arrival::Wanted | Arrival::Coming => view! { <p class="arriving later">{words::STARTING}</p> }.into_any(),
        })
        .into_any()
    }
}

/// What a future has that waits for nothing any more. Drawing at once keeps a page's parts in one frame, and with their
/// owner.
fn now<T>(mut future: Soon<T>) -> Option<T> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
