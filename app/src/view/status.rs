//! How the model is doing, as long as it is not there; and the list's place meanwhile.

use leptos::prelude::*;

use super::live::{Show, Views, does};
use crate::reactive::Memo;
use crate::store::{App, ModelState, use_app};
use crate::words;

/// What stands in the place of the tiles and of the list.
#[component]
pub(super) fn Status() -> impl IntoView {
    let app = use_app();
    let failed = Memo::new(move |_| match app.model.get() {
        ModelState::Failed(what, way_out) => Some((what, way_out)),
        _ => None,
    });
    view! {
        <Show when=move || failed.with(Option::is_some)>
            <section class="failed" role="alert">
                <h2>{move || failed.get().map(|(what, _)| what)}</h2>
                <p>{move || failed.get().map(|(_, way_out)| way_out)}</p>
                <button type="button" class="button main" on:click=does(move || app.retry())>{words::RETRY}</button>
            </section>
        </Show>
        <Show when=move || app.waits.get() && !app.has_tiles.get() && failed.with(Option::is_none)>
            <section class="waiting">
                {arriving(app)}
                <ul class="skeleton" aria-hidden="true">
                    {(0..12).map(|_| view! { <li></li> }).views()}
                </ul>
            </section>
        </Show>
    }
}

/// What stands in the place of the list alone, while the tiles are there before the weights. Another element than
/// [`Status`]: nothing that is on the screen moves.
#[component]
pub(super) fn Awaited() -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || app.waits.get() && app.has_tiles.get()>
            <section class="waiting">{arriving(app)}</section>
        </Show>
    }
}

/// How much of the model has arrived.
fn arriving(app: App) -> AnyView {
    let arrived = Memo::new(move |_| match app.model.get() {
        ModelState::Fetching(got, total) => Some((got, total)),
        _ => None,
    });
    view! {
        <p class="arriving">
            {move || match arrived.get() {
                Some((got, total)) if got > 0 => words::arriving(got, total),
                _ => words::STARTING.into(),
            }}
        </p>
        <progress
            aria-label=words::CATALOGUE
            max="1"
            prop:value=move || match arrived.get() {
                Some((got, Some(total))) if total >= got && total > 0 => got as f64 / total as f64,
                _ => 0.0,
            }
        ></progress>
    }
    .into_any()
}
