//! What lies over the foot of the page: messages with a way back, a new version, and on a phone the way to the list.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::focus_on;
use super::parts::Icon;
use crate::page::{export, sight, update};
use crate::store::use_app;
use crate::words;

/// Long enough to read it, reach for it and change one's mind.
const STAYS: Duration = Duration::from_secs(12);

#[component]
pub(super) fn Dock() -> impl IntoView {
    let app = use_app();
    let leaving = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let toast = app.toast.get();
        if let Some(before) = leaving.try_update_value(Option::take).flatten() {
            before.clear();
        }
        // What was not kept stays until it is dealt with.
        if toast.is_some_and(|toast| !toast.export) {
            leaving.set_value(set_timeout_with_handle(move || app.toast.set(None), STAYS).ok());
        }
    });
    let undo = Memo::new(move |_| app.toast.get().and_then(|toast| toast.undo));
    let exports = Memo::new(move |_| app.toast.get().is_some_and(|toast| toast.export));
    view! {
        <aside class="dock">
            <Jump />
            <div class="toast" hidden=move || !app.update.get()>
                <p>{words::UPDATE}</p>
                <button type="button" class="text" on:click=move |_| update::take()>{words::RELOAD}</button>
            </div>
            <div class="toast" hidden=move || app.toast.with(Option::is_none)>
                <p>{move || app.toast.get().map(|toast| toast.text)}</p>
                <button
                    type="button"
                    class="text"
                    hidden=move || undo.with(Option::is_none)
                    on:click=move |_| {
                        if let Some(change) = undo.get_untracked() {
                            app.undo(change);
                        }
                    }
                >
                    {words::UNDO}
                </button>
                <button
                    type="button"
                    class="text"
                    hidden=move || !exports.get()
                    on:click=move |_| export::save(&app.taste.read_untracked().export())
                >
                    {words::EXPORT}
                </button>
                <button type="button" class="round" aria-label=words::CLOSE on:click=move |_| app.toast.set(None)>
                    <Icon name="close" />
                </button>
            </div>
        </aside>
    }
}

/// While shows are picked the list grows out of sight: this says so, and leads there.
#[component]
fn Jump() -> impl IntoView {
    let app = use_app();
    let seen = RwSignal::new(false);
    Effect::new(move |_| sight::follow("#list", seen));
    let first = move || {
        app.list.with(|list| {
            let titles = list.as_ref()?.items.iter().take(2).map(|item| item.show.title.as_str());
            Some(titles.collect::<Vec<_>>().join(", ")).filter(|titles| !titles.is_empty())
        })
    };
    let go = move |_| {
        app.shelf_open.set(false);
        request_animation_frame(|| {
            if let Some(title) = document().get_element_by_id("list-title") {
                title.scroll_into_view();
                focus_on("#list-title");
            }
        });
    };
    view! {
        <button
            type="button"
            class="jump"
            hidden=move || seen.get() || !app.shelf_open.get() || first().is_none()
            on:click=go
        >
            <b>{words::SEE_LIST}</b>
            <span>{move || first().map(|titles| format!("{titles} …"))}</span>
        </button>
    }
}
