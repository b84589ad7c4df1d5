//! Head and foot of the page. `index.html` holds a copy of the head's markup for the time before this runs.

use leptos::prelude::*;

use super::keys::Keys;
use super::live::{Views, does};
use super::parts::Icon;
use crate::language;
use crate::page::local::{self, Theme};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::store::{ModelState, use_app};
use crate::words;

#[component]
pub(super) fn Masthead() -> impl IntoView {
    view! {
        <header class="masthead">
            <p class="wordmark">
                <a href=Route::Home.href()>{words::NAME}</a>
            </p>
            <nav>
                <a class="about-link" href=Route::About.href()>{words::ABOUT}</a>
                <a class="map-link" href=Route::Map(String::new()).href()>{words::map::TITLE}</a>
                <a href=Route::Together.href()>{words::TOGETHER}</a>
                <a href=Route::Library.href()>{words::library::LINK}</a>
                <ThemeButton />
            </nav>
        </header>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let theme = RwSignal::new(Theme::kept());
    let next = move || {
        let at = Theme::ALL.iter().position(|one| *one == theme.get()).unwrap_or(0);
        let chosen = Theme::ALL[(at + 1) % Theme::ALL.len()];
        chosen.apply();
        theme.set(chosen);
    };
    let label = move || words::theme(theme.get());
    view! {
        <button type="button" class="round" on:click=does(next) aria-label=label title=label>
            {move || match theme.get() {
                Theme::Auto => view! { <Icon name="auto" /> },
                Theme::Light => view! { <Icon name="sun" /> },
                Theme::Dark => view! { <Icon name="moon" /> },
            }}
        </button>
    }
}

#[component]
pub(super) fn Colophon() -> impl IntoView {
    let app = use_app();
    let keys = expect_context::<Keys>();
    let edition = move || {
        app.model.with(|model| match model {
            ModelState::Ready(edition) => words::edition(edition.shows, &edition.made_on),
            _ => String::new(),
        })
    };
    view! {
        <footer class="colophon">
            <p>
                {edition} " "
                <a href=Route::Map(String::new()).href()>{words::map::TITLE}</a> " "
                <a href=Route::About.href()>{words::ABOUT}</a> " "
                <a href=Route::Import.href()>{words::import::TITLE}</a>
            </p>
            <Languages />
            <button type="button" class="text keys-button" on:click=does(move || keys.show())>{words::keys::TITLE}</button>
        </footer>
    }
}

/// The languages, each by its own name: who cannot read the page finds it all the same.
#[component]
fn Languages() -> impl IntoView {
    let options = language::ALL
        .into_iter()
        .map(|(code, name)| view! { <option value=code lang=code selected={code == language::current()}>{name}</option> })
        .views();
    view! {
        <select
            class="languages"
            aria-label=words::LANGUAGE_CHOICE
            on:change=move |event| local::choose_language(&event_target_value(&event))
        >
            {options}
        </select>
    }
}
