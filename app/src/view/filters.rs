//! What may be in the list.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::later::{Later, Part};
use super::live::{For, Show, Views, does};
use super::parts::Icon;
use crate::filters::{Filters, toggle};
use crate::language::{self, Text};
use crate::messages::About;
use crate::reactive::{Memo, RwSignal};
use crate::store::{App, use_app};
use crate::words;

/// The lengths of an episode that are offered, in minutes.
const MINUTES: [u16; 5] = [15, 25, 35, 50, 65];
/// The numbers of seasons that are offered.
const SEASONS: [u16; 4] = [1, 2, 3, 5];
/// The degrees of a content note that can be kept out, the mildest rule first.
const DEGREES: [u8; 3] = [3, 2, 1];

#[component]
pub(super) fn FilterBox() -> impl IntoView {
    let app = use_app();
    let later = expect_context::<Later>();
    let count = move || app.filters.with(Filters::count);
    // Hundreds of choices, some of which the browser has to translate: made when somebody looks.
    let opened = RwSignal::new(false);
    view! {
        <details class="filters" on:toggle=does(move || opened.set(true))>
            <summary>
                {words::FILTERS} " "
                <span class="count">{move || if count() > 0 { count().to_string() } else { String::new() }}</span>
            </summary>
            <Show when=move || opened.get()>{later.draw(|| Part::Filters)}</Show>
        </details>
    }
}

/// Everything that can be filtered by.
#[component]
pub(super) fn Choices() -> impl IntoView {
    let app = use_app();
    let about = Memo::new(move |_| app.about.with(|about| about.clone().unwrap_or_default()));
    let genres = move || about.with(|about| about.genres.clone());
    let notes = move || about.with(|about| about.content.clone());
    let count = move || app.filters.with(Filters::count);
    let kept_out = move || app.filters.with(|filters| filters.without.len());
    view! {
        <div class="filter-box">
            <fieldset>
                <legend>{words::GENRES}</legend>
                <div class="chips">
                    {move || genres().into_iter().map(|(genre, _)| view! { <Genre genre /> }).views()}
                </div>
            </fieldset>
            <div class="choices">
                {several(app, about, &COUNTRIES)}
                {several(app, about, &LANGUAGES)}
                {several(app, about, &NETWORKS)} {singles(app, about)}
            </div>
            <details class="notes">
                <summary>
                    {words::WITHOUT} " "
                    <span class="count">{move || if kept_out() > 0 { kept_out().to_string() } else { String::new() }}</span>
                </summary>
                <div class="choices">
                    {move || notes().into_iter().map(|(note, _)| content(app, note)).views()}
                </div>
            </details>
            <div class="filter-foot">
            <label class="check-line">
                <input
                    type="checkbox"
                    prop:checked=move || app.filters.with(|filters| filters.with_franchise)
                    on:change=move |event| {
                        app.filters.update(|filters| filters.with_franchise = event_target_checked(&event));
                    }
                />
                {words::FRANCHISE}
            </label>
            <button
                type="button"
                class="text"
                hidden=move || count() == 0
                on:click=does(move || app.filters.set(Filters::default()))
            >
                {words::FILTERS_CLEAR}
            </button>
            </div>
        </div>
    }
}

#[component]
fn Genre(genre: String) -> impl IntoView {
    let app = use_app();
    let name = words::genre(&genre);
    let toggled = genre.clone();
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || {
                if app.filters.with(|filters| filters.genres.contains(&genre)) { "true" } else { "false" }
            }
            on:click=does(move || app.filters.update(|filters| filters.toggle_genre(&toggled)))
        >
            {name}
        </button>
    }
}

/// A filter of which several choices may hold.
struct Several {
    label: Text,
    /// What a choice is called.
    name: fn(&str) -> String,
    choices: fn(&About) -> &Vec<(String, u32)>,
    chosen: fn(&Filters) -> &Vec<String>,
    change: fn(&mut Filters) -> &mut Vec<String>,
}

const COUNTRIES: Several = Several {
    label: words::COUNTRIES,
    name: language::region,
    choices: |about| &about.countries,
    chosen: |filters| &filters.countries,
    change: |filters| &mut filters.countries,
};
const LANGUAGES: Several = Several {
    label: words::LANGUAGES,
    name: language::language,
    choices: |about| &about.languages,
    chosen: |filters| &filters.languages,
    change: |filters| &mut filters.languages,
};
const NETWORKS: Several = Several {
    label: words::SERVICES,
    name: str::to_owned,
    choices: |about| &about.networks,
    chosen: |filters| &filters.networks,
    change: |filters| &mut filters.networks,
};

/// A field that adds a choice, and the chosen ones, each to be taken back.
fn several(app: App, about: Memo<Arc<About>>, filter: &'static Several) -> AnyView {
    let field: NodeRef<html::Select> = NodeRef::new();
    let chosen = Memo::new(move |_| app.filters.with(|filters| (filter.chosen)(filters).clone()));
    let options = move || {
        let chosen = chosen.read();
        about.with(|about| {
            let left = (filter.choices)(about).iter().filter(|(choice, _)| !chosen.contains(choice));
            let option = |(choice, count): &(String, u32)| {
                let text = format!("{} ({count})", (filter.name)(choice));
                view! { <option value=choice.clone()>{text}</option> }
            };
            left.map(option).views()
        })
    };
    let back = move |choice: String| {
        let name = (filter.name)(&choice);
        let label = words::not_only(&name);
        view! {
            <button
                type="button"
                class="chip"
                aria-label=label
                on:click=does(move || {
                    app.filters.update(|filters| toggle((filter.change)(filters), &choice));
                    if let Some(field) = field.get_untracked() {
                        let _ = field.focus();
                    }
                })
            >
                {name} <Icon name="close" />
            </button>
        }
    };
    view! {
        <div class="choice">
            <label>
                <span>{filter.label}</span>
                <select
                    node_ref=field
                    on:change=move |event| {
                        let choice = event_target_value(&event);
                        if !choice.is_empty() {
                            app.filters.update(|filters| toggle((filter.change)(filters), &choice));
                        }
                        if let Some(field) = field.get_untracked() {
                            field.set_value("");
                        }
                    }
                >
                    <option value="">
                        {move || if chosen.with(Vec::is_empty) { words::ANY.get() } else { words::ONE_MORE.get() }}
                    </option>
                    {options}
                </select>
            </label>
            <div class="chips" hidden=move || chosen.with(Vec::is_empty)>
                <For each=move || chosen.get() key=Clone::clone children=back />
            </div>
        </div>
    }
    .into_any()
}

/// The filters of which one choice holds.
fn singles(app: App, about: Memo<Arc<About>>) -> Vec<AnyView> {
    let years = move || {
        let (first, last) = about.with(|about| about.years).unwrap_or((1, 0));
        (first..=last).rev().map(|year| (year.to_string(), year.to_string())).collect::<Vec<_>>()
    };
    let numbers = |numbers: &'static [u16], text: fn(u16) -> String| {
        move || numbers.iter().map(|&number| (number.to_string(), text(number))).collect::<Vec<_>>()
    };
    let state = || {
        [(true, words::RUNNING), (false, words::FINISHED)]
            .map(|(value, text)| (value.to_string(), text.into()))
            .to_vec()
    };
    let set = move |change: fn(&mut Filters, Option<u16>)| {
        move |value: &str| app.filters.update(|filters| change(filters, value.parse().ok()))
    };
    let of = move |field: fn(&Filters) -> Option<u16>| {
        Memo::new(move |_| app.filters.with(field).map(|number| number.to_string()).unwrap_or_default())
    };
    let running = Memo::new(move |_| {
        app.filters.with(|filters| filters.running).map(|running| running.to_string()).unwrap_or_default()
    });
    vec![
        choice(words::FROM.get(), words::ANY_YEAR, years, of(|filters| filters.from), set(Filters::set_from)),
        choice(words::TO.get(), words::ANY_YEAR, years, of(|filters| filters.to), set(Filters::set_to)),
        choice(
            words::MINUTES.get(),
            words::ANY,
            numbers(&MINUTES, words::minutes),
            of(|filters| filters.minutes),
            set(|filters, minutes| filters.minutes = minutes),
        ),
        choice(
            words::SEASONS.get(),
            words::ANY,
            numbers(&SEASONS, |count| count.to_string()),
            of(|filters| filters.seasons),
            set(|filters, seasons| filters.seasons = seasons),
        ),
        choice(words::STATE.get(), words::ANY, state, running, move |value| {
            app.filters.update(|filters| filters.running = value.parse().ok());
        }),
    ]
}

/// How much of a content note is kept out.
fn content(app: App, note: String) -> AnyView {
    let degrees = || DEGREES.map(|degree| (degree.to_string(), words::kept_out(Some(degree)).into())).to_vec();
    let label = words::note(&note);
    let of = note.clone();
    let value = Memo::new(move |_| {
        app.filters.with(|filters| filters.degree(&of)).map(|degree| degree.to_string()).unwrap_or_default()
    });
    choice(label, words::kept_out(None), degrees, value, move |value| {
        app.filters.update(|filters| filters.set_degree(&note, value.parse().ok()));
    })
}

/// A field with one choice of several, or none of them.
fn choice(
    label: impl IntoView + 'static,
    none: Text,
    options: impl Fn() -> Vec<(String, String)> + Send + 'static,
    value: Memo<String>,
    set: impl Fn(&str) + 'static,
) -> AnyView {
    let options = move || {
        let option = |(choice, text): (String, String)| {
            let this = choice.clone();
            view! { <option value=choice selected=move || *value.read() == this>{text}</option> }
        };
        options().into_iter().map(option).views()
    };
    view! {
        <label class="choice">
            <span>{label}</span>
            <select prop:value=move || value.get() on:change=move |event| set(&event_target_value(&event))>
                <option value="">{none}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}
