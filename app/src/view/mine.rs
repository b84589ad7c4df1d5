//! The person's shows.

use leptos::html;
use leptos::prelude::*;

use super::focus_on;
use super::live::{For, Views, does};
use super::parts::{Icon, Marks, Poster};
use crate::language::Text;
use crate::reactive::{Memo, effect};
use crate::route::{self, Route};
use crate::store::{Keeping, use_app};
use crate::taste::{Entry, Mark};
use crate::words;

/// So many stand in the strip; the library has all of them.
const STRIP: usize = 60;

#[component]
pub(super) fn Mine() -> impl IntoView {
    let app = use_app();
    let opinions = entries(Mark::is_opinion, true);
    let count = move || opinions.with(Vec::len);
    let nobody = Memo::new(move |_| app.taste.with(|taste| taste.entries().is_empty()));
    // The newest stands first: it is to be seen.
    let strip: NodeRef<html::Ul> = NodeRef::new();
    let newest = Memo::new(move |_| opinions.with(|entries| entries.first().map(|entry| entry.id.clone())));
    let mut before = None;
    effect(move || {
        let newest = newest.get();
        // A strip that is new stands at its beginning, and to say so would have the page laid out once more.
        if before.replace(newest.clone()).is_some_and(|before| before != newest)
            && let Some(strip) = strip.get()
        {
            request_animation_frame(move || strip.set_scroll_left(0));
        }
    });
    let clear = move || {
        app.clear();
        focus_on("#search");
    };
    view! {
        <section class="mine" aria-labelledby="mine-title">
            <header class="section-head">
                <h2 id="mine-title">
                    {move || words::mine(&app.name())} <span class="count">{move || if count() > 0 { count().to_string() } else { String::new() }}</span>
                </h2>
                <div class="tools">
                    <Whose />
                    <a class="text" href=Route::Library.href() hidden=move || nobody.get()>{words::library::ALL}</a>
                    <a class="text" href=Route::Import.href() hidden=move || !nobody.get()>{words::import::LINK}</a>
                    <button type="button" class="text" hidden=move || nobody.get() on:click=does(clear)>{words::CLEAR}</button>
                </div>
            </header>
            <p class="notice" hidden=move || app.keeping.get() != Keeping::MemoryOnly>{words::MEMORY_ONLY}</p>
            <div class="strip">
                <p class="empty" hidden=move || count() != 0>{words::MINE_EMPTY}</p>
                <ul id="mine" class="rows" node_ref=strip hidden=move || count() == 0>
                    <For each=move || opinions.get().into_iter().take(STRIP) key=|entry| entry.id.clone() children=row />
                </ul>
            </div>
        </section>
    }
}

/// Hands the device to another person, once there is one.
#[component]
fn Whose() -> impl IntoView {
    let app = use_app();
    let options = move || {
        let household = app.household.read();
        let people = household.members().iter().map(|member| {
            let who = member.person.who;
            let chosen = move || app.who.get() == who;
            view! { <option value=who.to_string() prop:selected=chosen>{words::name(&member.person.name).to_owned()}</option> }
        });
        people.views()
    };
    view! {
        <select
            class="whose"
            aria-label=words::WHOSE
            hidden=move || !app.household.read().is_shared()
            on:change=move |event| app.switch(event_target_value(&event).parse().unwrap_or_default())
        >
            {options}
        </select>
    }
}

/// The entries with some marks that the catalogue has, or that it does not have.
fn entries(wanted: fn(Mark) -> bool, known: bool) -> Memo<Vec<Entry>> {
    let app = use_app();
    let unknown =
        Memo::new(move |_| app.list.with(|list| list.as_ref().map(|list| list.unknown.clone()).unwrap_or_default()));
    Memo::new(move |_| {
        let unknown = unknown.read();
        app.taste.with(|taste| {
            let entries = taste.entries().iter().filter(|entry| wanted(entry.mark));
            entries.filter(|entry| unknown.contains(&entry.id) != known).cloned().collect()
        })
    })
}

/// The shows that do not shape the list. They stand below it: a show that is put away must not push it down.
#[component]
pub(super) fn Aside() -> impl IntoView {
    view! {
        <Group title=words::WANTED entries=entries(|mark| mark == Mark::Want, true) />
        <Group title=words::ASIDE entries=entries(|mark| matches!(mark, Mark::Seen | Mark::Hidden), true) />
        <Group title=words::UNKNOWN why=words::UNKNOWN_WHY entries=entries(|_| true, false) />
    }
}

/// A show with the buttons for what is said of it. What is said may change while the row stays.
fn row(entry: Entry) -> impl IntoView {
    let app = use_app();
    let show = entry.line();
    let href = route::show(&entry.id);
    let remove = words::remove(&entry.title);
    let (id, title) = (entry.id.clone(), entry.title.clone());
    let this = id.clone();
    let out = Memo::new(move |_| app.taste.with(|taste| taste.get(&this).is_some_and(|entry| entry.out)));
    view! {
        <li class="row" data-id=entry.id>
            <Poster show=show.clone() />
            <div class="row-title">
                <a href=href>{entry.title}</a>
                <span class="year">{entry.year}</span>
                <span class="tag" hidden=move || !out.get()>{words::LEFT_OUT}</span>
            </div>
            <Marks show marks=&[Mark::Loved, Mark::Liked, Mark::Disliked] quiet=true />
            <button
                type="button"
                class="round"
                aria-label=remove.clone()
                title=remove
                on:click=does(move || app.remove(&id, &title))
            >
                <Icon name="close" />
            </button>
        </li>
    }
}

/// Shows that do not shape the list, folded away.
#[component]
fn Group(title: Text, #[prop(optional)] why: Option<Text>, entries: Memo<Vec<Entry>>) -> impl IntoView {
    let app = use_app();
    view! {
        <details class="group" hidden=move || entries.with(Vec::is_empty)>
            <summary>{title} " " <span class="count">{move || entries.with(Vec::len).to_string()}</span></summary>
            <p class="why" hidden=why.is_none()>{why.map(Text::get)}</p>
            <ul>
                <For
                    each=move || entries.get()
                    key=|entry| format!("{} {}", entry.mark as u8, entry.id)
                    children=move |entry| {
                        let (id, title) = (entry.id.clone(), entry.title.clone());
                        view! {
                            <li>
                                <a href=route::show(&entry.id)>{entry.title.clone()}</a>
                                <span class="tag">{words::marked(entry.mark)}</span>
                                <button
                                    type="button"
                                    class="round"
                                    aria-label=words::remove(&entry.title)
                                    on:click=does(move || app.remove(&id, &title))
                                >
                                    <Icon name="close" />
                                </button>
                            </li>
                        }
                    }
                />
            </ul>
        </details>
    }
}
