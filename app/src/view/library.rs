//! Everything that the person said: searched, put in order, changed one by one or many at once, counted.

use std::collections::HashSet;

use leptos::prelude::*;

use super::focus_on;
use super::live::{For, Views, does};
use super::parts::{chosen_mark, mark_options};
use super::plots::Plots;
use crate::library::{self, Order, Query};
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::{self, Route};
use crate::store::{Keeping, use_app};
use crate::taste::{Entry, Mark};
use crate::words::library as text;
use crate::{copy, words};

/// So many rows are drawn at once.
const PAGE: usize = 100;

#[component]
pub(super) fn Library() -> impl IntoView {
    let app = use_app();
    let query = RwSignal::new(Query::default());
    let limit = RwSignal::new(PAGE);
    let selected = RwSignal::new(HashSet::<String>::new());
    let chosen = Memo::new(move |_| app.taste.with(|taste| library::select(taste.entries(), &query.read())));
    let counts = Memo::new(move |_| app.taste.with(|taste| library::counts(taste.entries())));
    let all = move || counts.with(|counts| counts.iter().sum::<usize>());
    // What is not shown any more is not to be changed unseen.
    effect(move || {
        let shown: HashSet<String> = chosen.with(|chosen| chosen.iter().map(|entry| entry.id.clone()).collect());
        if selected.with_untracked(|selected| !selected.is_subset(&shown)) {
            selected.update(|selected| selected.retain(|id| shown.contains(id)));
        }
    });
    let set_query = move |change: Box<dyn FnOnce(&mut Query)>| {
        query.update(change);
        limit.set(PAGE);
    };
    let chips = [None]
        .into_iter()
        .chain(Mark::ALL.map(Some))
        .map(|mark| {
            let count = move || match mark {
                None => all(),
                Some(mark) => counts.with(|counts| {
                    Mark::ALL.iter().zip(counts).find(|(one, _)| **one == mark).map_or(0, |(_, count)| *count)
                }),
            };
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || if query.with(|query| query.mark == mark) { "true" } else { "false" }
                    hidden=move || mark.is_some() && count() == 0 && query.with(|query| query.mark != mark)
                    on:click=does(move || set_query(Box::new(move |query| query.mark = mark)))
                >
                    {mark.map_or(text::EVERYTHING, words::mark)} " " <span class="count">{move || words::number(count() as u64)}</span>
                </button>
            }
        })
        .views();
    let orders = Order::ALL
        .into_iter()
        .enumerate()
        .map(|(at, order)| view! { <option value=at.to_string()>{text::order(order)}</option> })
        .views();
    let order_by = move |event| {
        let order = event_target_value(&event).parse::<usize>().ok().and_then(|at| Order::ALL.get(at).copied());
        set_query(Box::new(move |query| query.order = order.unwrap_or_default()));
    };
    let rows = move || chosen.with(|chosen| chosen.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let promise = move || app.promised.get() == Some(false) && app.keeping.get() == Keeping::Kept && all() > 0;
    view! {
        <article class="library" aria-labelledby="library-title">
            <p><a href=Route::Home.href()>{words::BACK}</a></p>
            <h1 id="library-title" tabindex="-1">{move || text::title(&app.name())} " " <span class="count">{move || words::number(all() as u64)}</span></h1>
            <p class="lead">{text::LEAD}</p>
            <div class="tools">
                <a class="text" href=Route::Import.href()>{words::import::TITLE}</a>
                <button type="button" class="text" hidden=move || all() == 0 on:click=does(move || app.save_copy())>{words::EXPORT}</button>
                <button type="button" class="text" hidden=move || all() == 0 on:click=does(move || app.save_table())>{text::TABLE}</button>
            </div>
            <p class="notice" hidden=move || app.keeping.get() != Keeping::MemoryOnly>{words::MEMORY_ONLY}</p>
            <p class="notice" hidden=move || !promise()>
                {text::NO_PROMISE} " "
                <button type="button" class="text" on:click=does(move || app.ask_for_promise())>{text::ASK}</button>
            </p>
            <p class="empty" hidden=move || all() != 0>{text::EMPTY}</p>
            <div hidden=move || all() == 0>
                <div class="query">
                    <label>
                        <span>{text::SEARCH}</span>
                        <input
                            type="search"
                            autocomplete="off"
                            on:input=move |event| {
                                let text = event_target_value(&event);
                                set_query(Box::new(move |query| query.text = text));
                            }
                        />
                    </label>
                    <label>
                        <span>{text::ORDER}</span>
                        <select on:change=order_by>{orders}</select>
                    </label>
                </div>
                <div class="chips" role="group" aria-label=text::MARKS>{chips}</div>
                <p class="empty" hidden=move || !chosen.with(Vec::is_empty)>{text::NONE}</p>
                <Bulk chosen selected />
                <ul class="lines" aria-labelledby="library-title">
                    <For each=rows key=|entry| format!("{} {}", entry.at, entry.id) children=move |entry| row(entry, selected) />
                </ul>
                <button
                    type="button"
                    class="button"
                    hidden=move || chosen.with(Vec::len) <= limit.get()
                    on:click=does(move || limit.update(|limit| *limit += PAGE))
                >
                    {words::LIST_MORE}
                </button>
                <Plots />
            </div>
        </article>
    }
}

/// A show with what was said, to be changed. What is said may change while the row stays.
fn row(entry: Entry, selected: RwSignal<HashSet<String>>) -> impl IntoView {
    let app = use_app();
    let id = entry.id.clone();
    let now = Memo::new(move |_| app.taste.with(|taste| taste.mark(&id)));
    let options = mark_options(move || now.get());
    let show = entry.line();
    let (id, title) = (entry.id.clone(), entry.title.clone());
    let choose = move |event| {
        match chosen_mark(&event) {
            Some(mark) => app.mark(&show, mark, true),
            None => {
                app.remove(&id, &title);
                // The row is gone, and the focus with it.
                focus_on("#library-title");
            }
        }
    };
    let id = entry.id.clone();
    let is_selected = move || selected.with(|selected| selected.contains(&id));
    let id = entry.id.clone();
    let select = move |event| {
        let on = event_target_checked(&event);
        selected.update(|selected| {
            if on {
                selected.insert(id.clone());
            } else {
                selected.remove(&id);
            }
        });
    };
    view! {
        <li>
            <input type="checkbox" aria-label=text::select(&entry.title) prop:checked=is_selected on:change=select />
            <div>
                <a href=route::show(&entry.id)>{entry.title.clone()}</a> " " <span class="year">{entry.year}</span>
                <span class="told">{(entry.at > 0).then(|| words::day(&copy::day(entry.at)))}</span>
            </div>
            <select aria-label=words::rating_of(&entry.title) on:change=choose>
                {options}
                <option value="">{words::REMOVE}</option>
            </select>
        </li>
    }
}

/// Changes many at once.
#[component]
fn Bulk(chosen: Memo<Vec<Entry>>, selected: RwSignal<HashSet<String>>) -> impl IntoView {
    let app = use_app();
    let count = move || selected.with(HashSet::len);
    let all = move || count() > 0 && count() == chosen.with(Vec::len);
    let select_all = move |event| {
        let ids = match event_target_checked(&event) {
            true => chosen.with_untracked(|chosen| chosen.iter().map(|entry| entry.id.clone()).collect()),
            false => HashSet::new(),
        };
        selected.set(ids);
    };
    let act = move |mark: Option<Mark>| {
        // In the order of the list, so that the same is done whatever was clicked first.
        let ids = chosen.with_untracked(|chosen| {
            let ids = chosen.iter().map(|entry| entry.id.clone());
            ids.filter(|id| selected.with_untracked(|selected| selected.contains(id))).collect::<Vec<_>>()
        });
        selected.set(HashSet::new());
        app.mark_all(&ids, mark);
    };
    let options = mark_options(|| None);
    let choose = move |event| {
        let mark = chosen_mark(&event);
        if mark.is_some() {
            act(mark);
            focus_on("#select-all");
        }
    };
    let forget = move || {
        act(None);
        focus_on("#select-all");
    };
    view! {
        <div class="bulk" hidden=move || chosen.with(Vec::is_empty)>
            <label class="check-line">
                <input id="select-all" type="checkbox" prop:checked=all on:change=select_all />
                {text::SELECT_ALL}
            </label>
            <div role="group" aria-label=text::BULK hidden=move || count() == 0>
                <span>{move || text::selected(count())}</span>
                // Back at the first line after each choice: it is a command.
                <select aria-label=text::BULK prop:value=move || { selected.track(); "" } on:change=choose>
                    <option value="">{text::SET}</option>
                    {options}
                </select>
                <button type="button" class="button" on:click=does(forget)>{text::REMOVE}</button>
            </div>
        </div>
    }
}
