//! What lies over the foot of the page: messages with a way back, a new version, a new model, and on a phone the way to the list.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::focus_on;
use super::later::{Later, Part};
use super::live::does;
use super::parts::Icon;
use crate::page::sight;
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::Route;
use crate::store::use_app;
use crate::words;

/// Long enough to read it, reach for it and change one's mind.
const STAYS: Duration = Duration::from_secs(12);

#[component]
pub(super) fn Dock() -> impl IntoView {
    let app = use_app();
    let later = expect_context::<Later>();
    let leaving = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
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
            {later.draw_by_itself(|| Part::Offers)}
            <div class="toast" hidden=move || app.toast.with(Option::is_none)>
                <p>{move || app.toast.get().map(|toast| toast.text)}</p>
                <button
                    type="button"
                    class="text"
                    hidden=move || undo.with(Option::is_none)
                    on:click=does(move || {
                        if let Some(undo) = undo.get_untracked() {
                            app.undo(undo);
                        }
                    })
                >
                    {words::UNDO}
                </button>
                <button
                    type="button"
                    class="text"
                    hidden=move || !exports.get()
                    on:click=does(move || app.save_soon())
                >
                    {words::EXPORT}
                </button>
                <button type="button" class="round" aria-label=words::CLOSE on:click=does(move || app.toast.set(None))>
                    <Icon name="close" />
                </button>
            </div>
        </aside>
    }
}

/// While shows are picked the list grows out of sight: this says so, and leads there. Who came from the common list is
/// led back to it.
#[component]
fn Jump() -> impl IntoView {
    let app = use_app();
    let seen = RwSignal::new(false);
    effect(move || sight::follow("#list", seen));
    let home = move || app.address.page.get() == Route::Home;
    let back = move || app.naming.get();
    let together = move || back() && app.household.read().is_shared();
    let first = move || {
        app.list.with(|list| {
            let titles = list.as_ref()?.items.iter().take(2).map(|item| item.show.title.as_str());
            Some(titles.collect::<Vec<_>>().join(", ")).filter(|titles| !titles.is_empty())
        })
    };
    let go = move || {
        app.shelf_open.set(false);
        if untrack(back) {
            return app.address.go(&Route::Together);
        }
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
            hidden=move || !home() || first().is_none() || !back() && (seen.get() || !app.shelf_open.get())
            on:click=does(go)
        >
            <b>{move || if back() { words::TOGETHER.get() } else { words::SEE_LIST.get() }}</b>
            <span>{move || if together() { Some(words::everybody(app.household.read().members())) } else { first().map(|titles| format!("{titles} …")) }}</span>
        </button>
    }
}
