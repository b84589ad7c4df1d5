//! What is seen.

// Leptos's macro makes every component `pub`.
#![allow(unreachable_pub)]

use std::time::Duration;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::later::{Later, Part, Source};
use self::live::Show;
use crate::page::address::Address;
use crate::page::local;
use crate::page::motion::focus;
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::Route;
use crate::store::App;

mod about;
mod card;
mod contribute;
mod details;
mod dock;
mod drawn;
mod filters;
mod import;
mod interview;
mod keys;
pub mod later;
mod library;
mod list;
mod live;
mod map;
mod masthead;
mod mine;
mod offers;
mod parts;
mod plots;
mod quality;
mod rows;
mod search;
mod share;
mod shelf;
mod status;
mod together;
mod tonight;
mod trial;
mod why;

/// Takes over the page that `index.html` has painted.
pub fn start(source: Source) {
    local::speak();
    let Some(painted) = document().get_element_by_id("app") else { return };
    let draw = move || {
        let Ok(root) = document().create_element("div") else { return };
        root.set_id("app");
        let page: HtmlElement = root.clone().unchecked_into();
        // Fails nowhere: the page that is painted is in the document.
        let take_over: TakeOver = Box::new(move || drop(painted.replace_with_with_node_1(&root)));
        mount_to(page, move || view! { <Page source take_over /> }).forget();
    };
    // Which comes after what boot.js does as soon as the program is here: it fetches what will be needed next.
    set_timeout(draw, Duration::ZERO);
}

/// Puts the page into the place of what `index.html` has painted.
type TakeOver = Box<dyn FnOnce()>;

/// What is made of the page so far. Each part is made in a task of its own, so that whatever somebody does meanwhile waits for one
/// part at most.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Made {
    Nothing,
    // What is in sight first is made out of the document, and takes the painted page's place as a whole.
    Search,
    InSight,
    // What has nothing to show yet, and what lies below the first screen, comes after the first frame: so somebody can type a name
    // the sooner.
    Stage,
    All,
}

/// Makes what is not made yet.
fn make(made: RwSignal<Made>, address: Address, take_over: TakeOver) {
    let then = move |part, next: Box<dyn FnOnce()>| {
        let task = move || {
            made.set(part);
            // After what follows from that, in the same task.
            queue_microtask(next);
        };
        set_timeout(task, Duration::ZERO);
    };
    let below = move || {
        let last = move || set_timeout(move || address.mark_first(), Duration::ZERO);
        then(Made::Stage, Box::new(move || then(Made::All, Box::new(last))));
    };
    let in_sight = move || {
        take_over();
        request_animation_frame(below);
    };
    then(Made::Search, Box::new(move || then(Made::InSight, Box::new(in_sight))));
}

#[component]
fn Page(source: Source, take_over: TakeOver) -> impl IntoView {
    let app = App::provide();
    let later = Later::provide(source);
    keys::Keys::provide();
    import::catch_files(app);
    let page = app.address.page;
    let home = Memo::new(move |_| page.get() == Route::Home);
    // All pages share the window's scroll position; home finds its own again.
    let scrolled = StoredValue::new(0.0);
    let mut before = None;
    // Whether the focus is still to follow: a page that is on its way has nothing that could have it.
    let mut owed = false;
    effect(move || {
        let page = page.get();
        let drawn = page == Route::Home || later.is_here();
        if page == Route::Contribute && app.contributing.is_none() {
            app.address.replace(&Route::Home);
        }
        if let Some(before) = before.replace(page.clone())
            && before != page
        {
            if before == Route::Home {
                scrolled.set_value(window().scroll_y().unwrap_or_default());
            }
            owed = true;
            window().scroll_to_with_x_and_y(0.0, if page == Route::Home { scrolled.get_value() } else { 0.0 });
        }
        if owed && drawn {
            owed = false;
            // Home is found again as it was left, unless somebody has come to name shows.
            let first = match page {
                Route::Home if app.naming.get_untracked() => Some("#search"),
                Route::Home => None,
                _ => Some("main h1[tabindex]"),
            };
            if let Some(first) = first {
                request_animation_frame(move || focus_on(first));
            }
        }
    });
    let made = RwSignal::new(Made::Nothing);
    make(made, app.address, take_over);
    let has = move |part| move || made.get() >= part;
    view! {
        <Show when=has(Made::Search)>
            <masthead::Masthead />
        </Show>
        <main id="main">
            <div class="home" hidden=move || !home.get()>
                <Show when=has(Made::Search)>
                    <search::Search />
                </Show>
                <div class="side">
                    <Show when=has(Made::InSight)>
                        <mine::Mine />
                    </Show>
                </div>
                <div class="stage">
                    <Show when=has(Made::InSight)>
                        <status::Status />
                    </Show>
                    <Show when=has(Made::Stage)>
                        <shelf::Shelf />
                        <status::Awaited />
                        <list::List />
                        {later.draw_by_itself(|| Part::Aside)}
                    </Show>
                </div>
            </div>
            {move || match page.get() {
                Route::Home | Route::Show(_) => ().into_any(),
                page => later.draw(move || Part::Page(page.clone())),
            }}
        </main>
        <Show when=has(Made::All)>
            <masthead::Colophon />
            <details::Dialog />
            {later.draw_by_itself(|| Part::Keys)}
            <dock::Dock />
        </Show>
        <p class="unseen" role="status">{move || app.spoken.get()}</p>
    }
}

/// Focuses the first element that a selector finds, and leaves the page where it is.
fn focus_on(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus(&element);
    }
}
