//! What a file told: the person looks through it and decides.

use importers::liking::Watched;
use leptos::prelude::*;

use super::super::parts::{chosen_mark, mark_options};
use crate::importing::{self, Fate, Key, Line, Source, Whose};
use crate::messages::Matched;
use crate::page::export;
use crate::reactive::{Memo, RwSignal};
use crate::store::use_app;
use crate::view::live::{For, Views, does};
use crate::words::import as text;
use crate::{copy, words};

/// So many lines are drawn at once.
const PAGE: usize = 100;

/// Changes from how many episodes, and from what part, a show counts as liked.
type BoundChange = Box<dyn Fn(&mut u32, &mut u8)>;

#[component]
pub(super) fn Review() -> impl IntoView {
    let app = use_app();
    let importing = app.importing();
    let count = Memo::new(move |_| importing.added());
    view! {
        <Files />
        <Policy />
        // First what asks for a choice: below everything that is found nobody would come to it.
        <Unsure />
        <Found />
        <Missing />
        <Problems />
        <div class="after final">
            <button type="button" class="button main" disabled=move || count.get() == 0 on:click=does(move || app.add_import())>
                {move || text::add(count.get())}
            </button>
            <button type="button" class="button" on:click=does(move || app.begin_again())>{text::AGAIN}</button>
        </div>
    }
}

/// What the files are, and whose part of them is taken.
#[component]
fn Files() -> impl IntoView {
    let app = use_app();
    let sources = app.importing().sources;
    let line = move |at: usize, source: &Source, counts: (usize, usize)| {
        let import = &source.import;
        let told = text::source(&source.file, import.service.name(), import.rows, counts);
        let options = import
            .profiles
            .iter()
            .enumerate()
            .map(|(number, profile)| {
                let is_this = source.whose == Whose::One(number as u16);
                view! { <option value=number.to_string() selected=is_this>{text::profile(&profile.name, profile.rows)}</option> }
            })
            .views();
        let alone = options.len() < 2;
        let everybody = source.whose == Whose::Everybody;
        let all = (import.service == importers::Service::Own)
            .then(|| view! { <option value="all" selected=everybody>{text::EVERYBODY}</option> });
        let choose = move |event| {
            let whose = event_target_value(&event).parse().map_or(Whose::Everybody, Whose::One);
            sources.update(|sources| sources[at].whose = whose);
        };
        view! {
            <div>
                <p>{told}</p>
                <label class="pick" hidden=alone>
                    <span>{text::WHOSE}</span>
                    <select on:change=choose>{all} {options}</select>
                </label>
            </div>
        }
    };
    // Drawn once: a choice does not change which files there are.
    let lines = sources.with_untracked(|sources| {
        let counts = app.importing().matched.with_untracked(|matched| importing::counts(sources, matched));
        let files = sources.iter().zip(counts).enumerate();
        files.map(|(at, (source, counts))| line(at, source, counts)).views()
    });
    let of_one = move || {
        app.household.read().is_shared() && sources.with(|all| all.iter().any(|one| one.whose != Whose::Everybody))
    };
    view! {
        {lines}
        <p class="why" hidden=move || !of_one()>{move || text::goes_to(&app.name())}</p>
    }
}

/// How what was watched becomes liking.
#[component]
fn Policy() -> impl IntoView {
    let app = use_app();
    let importing = app.importing();
    let choices = importing.choices;
    // The bounds stay while another choice is tried.
    let bounds = RwSignal::new(Watched::default());
    let outlook =
        Memo::new(move |_| importing::outlook(&importing.gathered.read(), &importing.scales.read(), bounds.get()));
    let differ = Memo::new(move |_| {
        importing.lines.with(|lines| {
            lines.iter().filter(|line| line.mark.is_some() && line.before.is_some() && line.mark != line.before).count()
        })
    });
    let watched = move |value: Watched| choices.update(|choices| choices.policy.watched = value);
    let kind = Memo::new(move |_| choices.with(|choices| std::mem::discriminant(&choices.policy.watched)));
    let radio = move |value: Memo<Watched>, told: Box<dyn Fn() -> String + Send + Sync>| {
        let is_this = move || kind.get() == std::mem::discriminant(&value.get());
        view! {
            <label class="check-line">
                <input type="radio" name="watched" prop:checked=is_this on:change=does(move || watched(value.get_untracked())) />
                {told}
            </label>
        }
    };
    let of = |value: Watched| Memo::new(move |_| value);
    let bound = move |change: BoundChange| {
        if let Watched::Liked { mut episodes, mut percent } = bounds.get_untracked() {
            change(&mut episodes, &mut percent);
            bounds.set(Watched::Liked { episodes, percent });
            watched(bounds.get_untracked());
        }
    };
    let numbers = move || match bounds.get() {
        Watched::Liked { episodes, percent } => (episodes, percent),
        _ => (0, 0),
    };
    let nothing = move || outlook.with(|outlook| outlook.watched + outlook.wanted == 0) && differ.get() == 0;
    view! {
        <section class="policy" aria-labelledby="policy-title" hidden=nothing>
            <h2 id="policy-title">{text::POLICY}</h2>
            <fieldset hidden=move || outlook.get().watched == 0>
                <legend>{text::WATCHED}</legend>
                {radio(Memo::new(move |_| bounds.get()), Box::new(move || text::watched_liked(&outlook.get())))}
                <div class="bounds">
                    <label>
                        <span>{text::LIKED_FROM}</span>
                        <input
                            type="number"
                            min="1"
                            max="999"
                            prop:value=move || numbers().0.to_string()
                            on:change=move |event| {
                                if let Ok(value) = event_target_value(&event).parse::<u32>() {
                                    bound(Box::new(move |episodes, _| *episodes = value.max(1)));
                                }
                            }
                        />
                    </label>
                    <label>
                        <span>{text::LIKED_SHARE}</span>
                        <input
                            type="number"
                            min="1"
                            max="100"
                            prop:value=move || numbers().1.to_string()
                            on:change=move |event| {
                                if let Ok(value) = event_target_value(&event).parse::<u8>() {
                                    bound(Box::new(move |_, percent| *percent = value.clamp(1, 100)));
                                }
                            }
                        />
                    </label>
                </div>
                {radio(of(Watched::Seen), Box::new(move || text::watched_seen(&outlook.get())))}
                {radio(of(Watched::Ignored), Box::new(move || text::watched_ignored(&outlook.get())))}
            </fieldset>
            <label class="check-line" hidden=move || outlook.get().dropped == 0>
                <input
                    type="checkbox"
                    prop:checked=move || choices.with(|choices| choices.policy.dropped_is_disliked)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        choices.update(|choices| choices.policy.dropped_is_disliked = on);
                    }
                />
                {move || text::dropped(&outlook.get())}
            </label>
            <label class="check-line" hidden=move || outlook.get().wanted == 0>
                <input
                    type="checkbox"
                    prop:checked=move || choices.with(|choices| choices.watchlist)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        choices.update(|choices| choices.watchlist = on);
                    }
                />
                {move || text::wanted(&outlook.get())}
            </label>
            <label class="check-line" hidden=move || differ.get() == 0>
                <input
                    type="checkbox"
                    prop:checked=move || choices.with(|choices| choices.replace)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        choices.update(|choices| choices.replace = on);
                    }
                />
                {move || text::replace(differ.get())}
            </label>
        </section>
    }
}

/// What is found, with what it gets.
#[component]
fn Found() -> impl IntoView {
    let app = use_app();
    let lines = app.importing().lines;
    let limit = RwSignal::new(PAGE);
    let told = Memo::new(move |_| lines.with(|lines| lines.iter().filter(|line| line.fate != Fate::Silent).count()));
    let silent = move || lines.with(Vec::len) - told.get();
    let keys = move || {
        let lines = lines.read();
        let told = lines.iter().filter(|line| line.fate != Fate::Silent);
        told.take(limit.get()).map(|line| line.gathered.key.clone()).collect::<Vec<_>>()
    };
    let keys = Memo::new(move |_| keys());
    view! {
        <section aria-labelledby="found-title">
            <h2 id="found-title">{text::FOUND} " " <span class="count">{move || told.get()}</span></h2>
            <p class="why" hidden=move || told.get() == 0>{text::FOUND_WHY}</p>
            <ul class="lines">
                <For each=move || keys.get() key=|key| format!("{key:?}") children=found_line />
            </ul>
            <button
                type="button"
                class="button"
                hidden=move || told.get() <= limit.get()
                on:click=does(move || limit.update(|limit| *limit += PAGE))
            >
                {text::MORE}
            </button>
            <p class="why" hidden=move || silent() == 0>{move || text::silent(silent())}</p>
        </section>
    }
}

fn found_line(key: Key) -> impl IntoView {
    let app = use_app();
    let (lines, choices) = (app.importing().lines, app.importing().choices);
    let find = {
        let key = key.clone();
        move |lines: &Vec<Line>| lines.iter().find(|line| line.gathered.key == key).cloned()
    };
    let line = Memo::new(move |_| lines.with(&find));
    let Some(first) = line.get_untracked() else { return ().into_any() };
    let show = first.gathered.show;
    let facts = first.gathered.name.into_iter().filter(|name| !name.is_empty());
    let facts: Vec<String> =
        facts.chain([text::evidence(&first.gathered.evidence)]).filter(|fact| !fact.is_empty()).collect();
    let now = move || match line.get().map(|line| line.fate) {
        Some(Fate::Gets(mark) | Fate::Keeps(mark)) => Some(mark),
        _ => None,
    };
    let kept = move || line.get().is_some_and(|line| matches!(line.fate, Fate::Keeps(_)));
    let options = mark_options(now);
    let choose = move |event| {
        let mark = chosen_mark(&event);
        choices.update(|choices| match mark {
            Some(mark) => {
                choices.left_out.remove(&key);
                choices.marks.insert(key.clone(), mark);
            }
            None => {
                choices.left_out.insert(key.clone());
            }
        });
    };
    view! {
        <li>
            <div>
                <b>{show.title.clone()}</b> " " <span class="year">{words::years(&show)}</span>
                <span class="told">{facts.join(" · ")}</span>
            </div>
            <span class="tag" hidden=move || !kept()>{text::BEFORE}</span>
            <select aria-label=words::rating_of(&show.title) on:change=choose>
                {options}
                <option value="" prop:selected=move || now().is_none()>{text::LEAVE_OUT}</option>
            </select>
        </li>
    }
    .into_any()
}

/// What may be one of several shows.
#[component]
fn Unsure() -> impl IntoView {
    let app = use_app();
    let importing = app.importing();
    let limit = RwSignal::new(PAGE);
    let places = Memo::new(move |_| importing::open(&importing.sources.read(), &importing.matched.read()).0);
    let count = move || places.with(Vec::len);
    let shown = move || places.with(|places| places.iter().take(limit.get()).copied().collect::<Vec<_>>());
    view! {
        <section aria-labelledby="unsure-title" hidden=move || count() == 0>
            <h2 id="unsure-title">{text::UNSURE} " " <span class="count">{count}</span></h2>
            <p class="why">{text::UNSURE_WHY}</p>
            <For each=shown key=ToString::to_string children=unsure_line />
            <button
                type="button"
                class="button"
                hidden=move || count() <= limit.get()
                on:click=does(move || limit.update(|limit| *limit += PAGE))
            >
                {text::MORE}
            </button>
        </section>
    }
}

fn unsure_line(at: usize) -> impl IntoView {
    let app = use_app();
    let importing = app.importing();
    let choices = importing.choices;
    let candidates = importing.matched.with_untracked(|matched| match matched.get(at) {
        Some(Matched::Unsure(candidates)) => candidates.clone(),
        _ => Vec::new(),
    });
    let sources = importing.sources.read_untracked();
    let entry = importing::entries(&sources).nth(at).map(|(_, entry)| (named(entry), text::evidence(&entry.evidence)));
    let (title, evidence) = entry.unwrap_or_default();
    let radio = |id: Option<String>, told: String| {
        let chosen = id.clone();
        let is_this = move || choices.with(|choices| choices.chosen.get(&at).cloned().flatten() == chosen);
        let choose = move || {
            choices.update(|choices| {
                choices.chosen.insert(at, id.clone());
            });
        };
        view! {
            <label class="check-line">
                <input type="radio" name=format!("unsure-{at}") prop:checked=is_this on:change=does(choose) />
                {told}
            </label>
        }
    };
    let mut radios = candidates
        .into_iter()
        .map(|(one, why)| radio(Some(one.show.id.clone()), text::candidate(&one.show, why)))
        .views();
    radios.push(radio(None, text::NONE.into()).into_any());
    view! {
        <fieldset class="unsure">
            <legend>{title} " " <span class="told">{evidence}</span></legend>
            {radios}
        </fieldset>
    }
}

/// An entry as the file names it.
fn named(entry: &importers::Entry) -> String {
    match entry.year {
        Some(year) => format!("{} ({year})", entry.title),
        None => entry.title.clone(),
    }
}

/// What is found nowhere.
#[component]
fn Missing() -> impl IntoView {
    let app = use_app();
    let importing = app.importing();
    let places = Memo::new(move |_| importing::open(&importing.sources.read(), &importing.matched.read()).1);
    let lines = move || {
        let sources = importing.sources.read();
        let places = places.read();
        let entries: Vec<_> = importing::entries(&sources).map(|(_, entry)| entry).collect();
        let shown = places.iter().take(PAGE).filter_map(|at| entries.get(*at));
        shown.map(|entry| view! { <li>{named(entry)}</li> }).views()
    };
    let save = move || {
        let (sources, places) = (importing.sources.read_untracked(), places.read_untracked());
        let entries: Vec<_> = importing::entries(&sources).map(|(_, entry)| entry).collect();
        let mut table = copy::row(&["title", "year", "episodes", "date"]);
        for entry in places.iter().filter_map(|at| entries.get(*at)) {
            let year = entry.year.map(|year| year.to_string()).unwrap_or_default();
            let date = entry.evidence.last_watched.map(|date| date.to_string()).unwrap_or_default();
            table += &copy::row(&[&entry.title, &year, &entry.evidence.episodes.to_string(), &date]);
        }
        export::save("not-found.csv", "text/csv", &table);
    };
    view! {
        <details class="group" hidden=move || places.with(Vec::is_empty)>
            <summary>{text::MISSING} " " <span class="count">{move || places.with(Vec::len).to_string()}</span></summary>
            <p class="why">{text::MISSING_WHY}</p>
            <button type="button" class="text" on:click=does(save)>{text::SAVE_MISSING}</button>
            <ul class="names">{lines}</ul>
            <p hidden=move || places.with(Vec::len) <= PAGE>"…"</p>
        </details>
    }
}

/// What could not be read as it stands.
#[component]
fn Problems() -> impl IntoView {
    let sources = use_app().importing().sources;
    let kinds = sources.with_untracked(|sources| {
        let all = sources.iter().flat_map(|source| source.import.problems.iter());
        all.map(|(kind, noted)| {
            let mut examples = noted.examples.iter().map(|example| view! { <li>{example.to_string()}</li> }).views();
            if noted.count > noted.examples.len() as u64 {
                examples.push(view! { <li>{"…".to_owned()}</li> }.into_any());
            }
            view! {
                <h3>{text::problem(noted.count, kind)}</h3>
                <p class="why">{text::advice(kind)}</p>
                <ul class="names">{examples}</ul>
            }
        })
        .views()
    });
    let none = kinds.is_empty();
    view! {
        <details class="group" hidden=none>
            <summary>{text::PROBLEMS}</summary>
            {kinds}
        </details>
    }
}
