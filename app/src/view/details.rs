//! A show's details, in a dialog over the list. Its address is the show's, so it can be linked and Back closes it.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::card::Bar;
use super::focus_on;
use super::later::{Later, Part};
use super::live::{Views, does};
use super::parts::{Icon, Marks, Poster, facts};
use crate::language::{self, Text};
use crate::messages::{Details, ShowLine};
use crate::reactive::{Memo, effect};
use crate::route::{self, Route};
use crate::store::{App, use_app};
use crate::taste::Mark;
use crate::words;

#[component]
pub(super) fn Dialog() -> impl IntoView {
    let app = use_app();
    let later = expect_context::<Later>();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    // From the first opening on.
    let wanted = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || matches!(app.address.route.get(), Route::Show(_))
    });
    effect(move || {
        let show = matches!(app.address.route.get(), Route::Show(_));
        let Some(dialog) = dialog.get() else { return };
        if show {
            dialog.set_scroll_top(0);
        }
        let title = if show {
            app.details.get().flatten().map(|details| details.show.title.clone())
        } else {
            words::page(&app.address.page.get()).map(str::to_owned)
        };
        document().set_title(&words::title(title.as_deref()));
        if show && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !show && dialog.open() {
            dialog.close();
        }
    });
    let leave = move || {
        if matches!(app.address.route.get_untracked(), Route::Show(_)) {
            app.address.close();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="sheet"
            aria-labelledby="sheet-title"
            // Escape closes by itself; the address then follows.
            on:close=does(move || {
                // The event comes later than the closing. Who was quick with Back and Forward has it open again by then.
                if dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
                    return;
                }
                leave();
                // The browser returns the focus; but what had it may have left the list meanwhile.
                let active = document().active_element();
                if active.is_none_or(|active| active.closest("main").ok().flatten().is_none()) {
                    let together = app.address.page.get_untracked() == Route::Together;
                    focus_on(if together { "#common-title" } else { "#list-title" });
                }
            })
            // A click on the backdrop is a click on the dialog itself.
            on:click=move |event| {
                // The body fills the dialog: what is not within the body is the backdrop.
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                if target.is_some_and(|target| target.tag_name() == "DIALOG") {
                    leave();
                }
            }
        >
            <div class="sheet-body">
                <button type="button" class="round sheet-close" aria-label=words::CLOSE on:click=does(leave)>
                    <Icon name="close" />
                </button>
                {move || {
                    wanted.get().then(|| {
                        let waits = (!later.is_here()).then(|| view! { <h2 id="sheet-title" class="unseen">"…"</h2> });
                        view! { {waits} {later.draw(|| Part::Sheet)} }
                    })
                }}
            </div>
        </dialog>
    }
}

/// What is in the dialog, once the second part is here.
#[component]
pub(super) fn Sheet() -> impl IntoView {
    let app = use_app();
    move || match app.details.get() {
        None => view! { <h2 id="sheet-title" class="unseen">"…"</h2> }.into_any(),
        Some(None) => view! { <h2 id="sheet-title">{words::NO_SHOW}</h2> }.into_any(),
        Some(Some(details)) => view! { <Known details /> }.into_any(),
    }
}

#[component]
fn Known(details: Arc<Details>) -> impl IntoView {
    let app = use_app();
    let show = details.show.clone();
    let (id, title) = (show.id.clone(), show.title.clone());
    let marked = Memo::new(move |_| app.taste.with(|taste| taste.mark(&id).is_some()));
    let id = show.id.clone();
    let entry = Memo::new(move |_| app.taste.with(|taste| taste.get(&id).cloned()));
    // A show that was only seen says nothing that could be left out.
    let counts = Memo::new(move |_| entry.with(|entry| entry.as_ref().is_some_and(|entry| entry.mark.counts())));
    let out = Memo::new(move |_| entry.with(|entry| entry.as_ref().is_some_and(|entry| entry.out)));
    let rated = (show.id.clone(), show.title.clone());
    let id = show.id.clone();
    let lead = facts(&show, true).into_iter().map(|fact| view! { <li>{fact}</li> }).views();
    view! {
        <div class="sheet-head">
            <Poster show=show.clone() />
            <div>
                <h2 id="sheet-title">{show.title.clone()}</h2>
                <p class="original" hidden=show.original.is_none()>{show.original.clone()}</p>
                <ul class="facts">{lead}</ul>
                <p class="synopsis">{show.synopsis.clone()}</p>
            </div>
        </div>
        <Marks show marks=&Mark::ALL />
        <button type="button" class="text" hidden=move || !marked.get() on:click=does(move || app.remove(&id, &title))>
            {words::REMOVE}
        </button>
        <label class="check-line" hidden=move || !counts.get()>
            <input
                type="checkbox"
                prop:checked=move || out.get()
                on:change=move |event| app.leave_out(&rated.0, &rated.1, event_target_checked(&event))
            />
            {words::LEAVE_OUT}
        </label>
        {place(app, &details.show)}
        <dl class="record">{record(&details)}</dl>
        <Tags title=words::TAGS tags=details.tags.iter().map(|(tag, weight)| (words::plain(tag), *weight)).collect() />
        <Tags
            title=words::CONTENT
            tags=details.content.iter().map(|(note, degree)| (words::content(note, *degree), *degree)).collect()
        />
        <Row title=words::FAMILY shows=details.family.clone() />
        {similar(&details)}
        {elsewhere(&details.show)}
    }
}

fn record(details: &Details) -> Vec<impl IntoView + use<>> {
    let named = |name: fn(&str) -> String, codes: &[String]| codes.iter().map(|code| name(code)).collect::<Vec<_>>();
    let extent = words::extent(details.seasons, details.episodes, details.minutes);
    let countries = named(language::region, &details.show.countries);
    let languages = named(language::language, &details.languages);
    [
        (words::EXTENT, extent),
        (words::NETWORKS, details.networks.clone()),
        (words::CREATORS, details.creators.clone()),
        (words::CAST, details.cast.clone()),
        (words::COUNTRY, countries),
        (words::LANGUAGE, languages),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(name, values)| view! { <dt>{name}</dt><dd>{values.join(", ")}</dd> })
    .collect()
}

#[component]
fn Tags(title: Text, tags: Vec<(String, u8)>) -> impl IntoView {
    let none = tags.is_empty();
    let tags = tags.into_iter().map(|(tag, weight)| view! { <li class:strong={weight > 2}>{tag}</li> }).views();
    view! {
        <section hidden=none>
            <h3>{title}</h3>
            <ul class="tags">{tags}</ul>
        </section>
    }
}

#[component]
fn Row(title: Text, shows: Vec<ShowLine>) -> impl IntoView {
    let none = shows.is_empty();
    let shows = shows
        .into_iter()
        .map(|show| {
            let href = route::show(&show.id);
            view! {
                <li class="tile">
                    <a href=href><Poster show titled=true /></a>
                </li>
            }
        })
        .views();
    view! {
        <section hidden=none>
            <h3>{title}</h3>
            <ul class="tiles">{shows}</ul>
        </section>
    }
}

/// Where the show stands in the person's list, and which of the person's shows put it there.
fn place(app: App, show: &ShowLine) -> AnyView {
    let id = show.id.clone();
    let place =
        Memo::new(move |_| app.foryou.place.with(|place| place.as_ref().filter(|place| place.id == id).cloned()));
    let stands = move || place.with(|place| place.as_ref().map(|place| words::place(place.place, place.of)));
    let fit = move || place.with(|place| place.as_ref().map_or(0.0, |place| place.fit));
    let reason = move || {
        let mark_of = |id: &str| app.taste.with(|taste| taste.mark(id));
        place.with(|place| place.as_ref().map(|place| words::reason(&place.because, place.popularity_share, mark_of)))
    };
    view! {
        <section class="place" hidden=move || place.with(Option::is_none)>
            <h3>{move || words::taste_of(&app.name(), app.household.read().is_shared())}</h3>
            <p>
                <b>{stands}</b> " " <span class="number">{move || words::fit(fit())}</span>
            </p>
            <Bar share=Signal::derive(fit) />
            <p class="reason">{reason}</p>
        </section>
    }
    .into_any()
}

/// Shows like this one, and what they have in common with it.
fn similar(details: &Details) -> AnyView {
    let none = details.similar.is_empty();
    let tiles = details
        .similar
        .iter()
        .map(|kin| {
            let show = kin.show.clone();
            let href = route::show(&show.id);
            view! {
                <li class="tile">
                    <a href=href><Poster show titled=true /></a>
                    <p class="kin">{words::kin(kin)}</p>
                </li>
            }
        })
        .views();
    view! {
        <section hidden=none>
            <h3>{words::SIMILAR}</h3>
            <ul class="tiles">{tiles}</ul>
        </section>
    }
    .into_any()
}

/// A way out, which carries nothing but the words to look for.
fn elsewhere(show: &ShowLine) -> AnyView {
    view! {
        <section>
            <h3>{words::ON_THE_WEB}</h3>
            <p>
                <a href=route::wikipedia(show) rel="noreferrer noopener" referrerpolicy="no-referrer" target="_blank">
                    {words::WIKIPEDIA}
                </a>
                " " <span class="count">{words::NO_REFERRER}</span>
            </p>
        </section>
    }
    .into_any()
}
