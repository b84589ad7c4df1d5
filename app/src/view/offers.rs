//! A new version of the site, and a new model: offered, never forced.

use leptos::prelude::*;

use super::live::does;
use crate::page::update;
use crate::store::use_app;
use crate::words;

#[component]
pub(super) fn Offers() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="toast" hidden=move || !app.update.get()>
            <p>{words::UPDATE}</p>
            <button type="button" class="text" on:click=does(update::take)>{words::RELOAD}</button>
        </div>
        <div class="toast" hidden=move || app.newer.with(Option::is_none)>
            <p>{words::NEWER_MODEL}</p>
            <button type="button" class="text" on:click=does(move || app.use_newer())>{words::USE_IT}</button>
        </div>
    }
}
