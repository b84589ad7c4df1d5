//! The page on which the files of other services are read, looked through and added.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{DragEvent, File, FileList};

use super::focus_on;
use crate::page::handed;
use crate::page::js::is_file_drag;
use crate::reactive::{Memo, effect};
use crate::route::Route;
use crate::store::{App, ModelState, Phase, use_app};
use crate::view::live::{Views, does};
use crate::words;
use crate::words::import as text;

mod review;

/// The system may hand files over.
pub(super) fn take_files(app: App) {
    handed::opened(move |files| app.import(files));
    handed::shared(app.address, move |files| app.import(files));
}

/// Files may be dropped anywhere, on any page and at any time: a browser would leave the page for them.
pub(super) fn catch_files(app: App) {
    window_event_listener(ev::dragover, |event: DragEvent| {
        if is_file_drag(&event) {
            event.prevent_default();
        }
    });
    window_event_listener(ev::drop, move |event: DragEvent| {
        if is_file_drag(&event) {
            event.prevent_default();
            app.bring(list(event.data_transfer().and_then(|data| data.files())));
        }
    });
}

fn list(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// What is seen of a phase.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Choose,
    Wait,
    Review,
    Done,
}

#[component]
pub(super) fn Import() -> impl IntoView {
    let app = use_app();
    let phase = app.importing().phase;
    let step = Memo::new(move |_| {
        phase.with(|phase| match phase {
            Phase::Choosing => Step::Choose,
            Phase::Reading(..) | Phase::Finding(..) => Step::Wait,
            Phase::Review => Step::Review,
            Phase::Done(..) => Step::Done,
        })
    });
    // What had the focus is gone with the step before.
    let mut before = None;
    effect(move || {
        let step = step.get();
        if before.replace(step).is_some_and(|before| before != step) {
            request_animation_frame(|| focus_on("#import-title"));
        }
    });
    view! {
        <article class="import" aria-labelledby="import-title">
            <p><a href=Route::Home.href()>{words::BACK}</a></p>
            <h1 id="import-title" tabindex="-1">{text::TITLE}</h1>
            <Refusals />
            {move || match step.get() {
                Step::Choose => view! { <Choose /> }.into_any(),
                Step::Wait => view! { <Wait /> }.into_any(),
                Step::Review => view! { <review::Review /> }.into_any(),
                Step::Done => view! { <Done /> }.into_any(),
            }}
        </article>
    }
}

/// The files that could not be read.
#[component]
fn Refusals() -> impl IntoView {
    let app = use_app();
    let lines = move || {
        let refused = app.importing().refused.read();
        refused.iter().map(|refused| view! { <li class="notice">{text::refused(refused)}</li> }).views()
    };
    view! { <ul hidden=move || app.importing().refused.with(Vec::is_empty)>{lines}</ul> }
}

#[component]
fn Choose() -> impl IntoView {
    let app = use_app();
    let here = (text::THIS_SITE.get(), text::WAY_HERE);
    let ways = text::WAYS
        .into_iter()
        .chain([here])
        .map(|(service, way)| {
            view! {
                <dt>{service}</dt>
                <dd>{way}</dd>
            }
        })
        .views();
    view! {
        <p class="lead">{text::LEAD}</p>
        <label class="drop">
            <b>{text::CHOOSE}</b>
            <input
                type="file"
                multiple=true
                on:change=move |event| app.import(list(event_target::<web_sys::HtmlInputElement>(&event).files()))
            />
            <span>{text::PRIVACY}</span>
        </label>
        <details class="group">
            <summary>{text::WHERE}</summary>
            <dl class="record">{ways}</dl>
        </details>
    }
}

#[component]
fn Wait() -> impl IntoView {
    let app = use_app();
    let phase = app.importing().phase;
    let told = move || {
        phase.with(|phase| match phase {
            Phase::Reading(file, progress) => text::reading(file, progress.read, progress.of),
            Phase::Finding(done, of) => text::finding(*done, *of),
            _ => String::new(),
        })
    };
    let share = move || {
        phase.with(|phase| match phase {
            Phase::Reading(_, progress) => (progress.read, progress.of),
            Phase::Finding(done, of) => (*done as u64, *of as u64),
            _ => (0, 1),
        })
    };
    let failed = move || app.model.with(|model| matches!(model, ModelState::Failed(..)));
    view! {
        <p>{told}</p>
        <progress
            aria-label=text::PROGRESS
            max=move || share().1.max(1).to_string()
            prop:value=move || share().0 as f64
        ></progress>
        <p class="notice" hidden=move || !failed()>
            {text::NO_CATALOGUE} " "
            <button type="button" class="text" on:click=does(move || app.retry())>{words::RETRY}</button>
        </p>
        <div class="after">
            <button type="button" class="button" on:click=does(move || app.begin_again())>{text::CANCEL}</button>
        </div>
    }
}

#[component]
fn Done() -> impl IntoView {
    let app = use_app();
    let count = move || {
        app.importing().phase.with(|phase| match phase {
            Phase::Done(count, _) => *count,
            _ => 0,
        })
    };
    view! {
        <p class="lead">{move || text::did_add(count())}</p>
        <div class="after">
            <a class="button main" href=Route::Home.href()>{text::TO_LIST}</a>
            <a class="button" href=Route::Library.href()>{text::TO_LIBRARY}</a>
            <button type="button" class="button" on:click=does(move || app.undo_import())>{words::UNDO}</button>
            <button type="button" class="button" on:click=does(move || app.begin_again())>{text::AGAIN}</button>
        </div>
    }
}
