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

/// Takes over the page that `index.html` has painted.
pub fn start(source: Source) {
    local::speak();
    let Some(root) = document().get_element_by_id("app") else { return };
    let draw = move || {
        // Both in one task: nothing is painted between them.
        root.replace_children_with_node_0();
        mount_to(root.unchecked_into(), move || view! { <Page source /> }).forget();
    };
    // Which comes after what boot.js does as soon as the program is here: it fetches what will be needed next.
    set_timeout(draw, Duration::ZERO);
}

#[component]
fn Page(source: Source) -> impl IntoView {
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
    // What has nothing to show yet, and what lies below the first screen, is made after the first frame: so somebody can type a
    // name the sooner.
    let below = RwSignal::new(false);
    request_animation_frame(move || set_timeout(move || below.set(true), Duration::ZERO));
    view! {
        <masthead::Masthead />
        <main id="main">
            <div class="home" hidden=move || !home.get()>
                <search::Search />
                <div class="side">
                    <mine::Mine />
                </div>
                <div class="stage">
                    <status::Status />
                    <Show when=move || below.get()>
                        <shelf::Shelf />
                        <status::Awaited />
                        <list::List />
                        <mine::Aside />
                    </Show>
                </div>
            </div>
            {move || match page.get() {
                Route::Home | Route::Show(_) => ().into_any(),
                page => later.draw(move || Part::Page(page.clone())),
            }}
        </main>
        <Show when=move || below.get()>
            <masthead::Colophon />
            <details::Dialog />
            <keys::Sheet />
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
