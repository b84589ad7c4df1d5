//! The recommendations.

use leptos::prelude::*;

use super::card::Card;
use super::drawn::Drawn;
use super::filters::FilterBox;
use super::focus_on;
use super::later::{Later, Part};
use super::live::{ForEnumerate, Show, does};
use super::parts::keep_in_order;
use crate::filters::Filters;
use crate::language::Text;
use crate::reactive::Memo;
use crate::store::{App, PAGE, use_app};
use crate::taste::Mark;
use crate::words;

#[component]
pub(super) fn List() -> impl IntoView {
    let app = use_app();
    let later = expect_context::<Later>();
    let listed = Memo::new(move |_| app.list.with(Option::is_some));
    let drawn = Drawn::follow(app, "#list");
    keep_in_order("#list", move || drawn.items.with(|items| items.iter().map(|item| item.show.id.clone()).collect()));
    let count = Memo::new(move |_| app.list.with(|list| list.as_ref().map_or(0, |list| list.items.len())));
    let filtered = move || app.filters.with(|filters| filters.count() > 0);
    let more = move || listed.get() && count.get() > 0 && count.get() == app.limit.get();
    let by_rows = Memo::new(move |_| app.foryou.tuning.read().rows);
    let open_shelf = move || {
        app.shelf_open.set(true);
        request_animation_frame(|| focus_on(".tile button"));
        if let Ok(Some(top)) = document().query_selector("#main") {
            top.scroll_into_view();
        }
    };
    view! {
        <section class="listing" aria-labelledby="list-title" hidden=move || app.waits.get()>
            <header class="section-head">
                <h2 id="list-title" tabindex="-1">{words::LIST}</h2>
                <div class="segments" role="group" aria-label=words::VIEWS hidden=move || !listed.get()>
                    {segment(app, words::AS_LIST, false)} {segment(app, words::AS_ROWS, true)}
                </div>
            </header>
            <p class="empty" hidden=move || listed.get()>{words::LIST_EMPTY}</p>
            <div hidden=move || !listed.get()>
                {dial(app)}
                <FilterBox />
                <div class="empty" hidden=move || count.get() != 0>
                    <p>{move || if filtered() { words::LIST_NONE.get() } else { words::LIST_OVER.get() }}</p>
                    <button
                        type="button"
                        class="button"
                        hidden=move || !filtered()
                        on:click=does(move || app.filters.set(Filters::default()))
                    >
                        {words::FILTERS_CLEAR}
                    </button>
                </div>
            </div>
            <Show when=move || by_rows.get() && listed.get()>{later.draw(|| Part::Rows)}</Show>
            <ol id="list" class="cards" hidden=move || by_rows.get() aria-busy=move || drawn.is_behind.get().then_some("true")>
                <ForEnumerate
                    each=move || drawn.items.get()
                    key=|item| item.show.id.clone()
                    children=move |at, item| view! { <Card at item drawn /> }
                />
            </ol>
            <div class="after">
                <button
                    type="button"
                    class="button"
                    hidden=move || !more() || by_rows.get()
                    on:click=does(move || app.limit.update(|limit| *limit += PAGE))
                >
                    {words::LIST_MORE}
                </button>
                <button type="button" class="text" hidden=move || app.shelf_open.get() on:click=does(open_shelf)>{words::SHELF_MORE}</button>
            </div>
        </section>
    }
}

/// One of the two ways to see the list.
fn segment(app: App, text: Text, rows: bool) -> AnyView {
    view! {
        <button
            type="button"
            aria-pressed=move || if app.foryou.tuning.read().rows == rows { "true" } else { "false" }
            on:click=does(move || app.tune(|tuning| tuning.rows = rows))
        >
            {text}
        </button>
    }
    .into_any()
}

/// The dial between the familiar and the adventurous, and what is done with dislikes where there are any.
fn dial(app: App) -> AnyView {
    let tuning = app.foryou.tuning;
    let adventurous = move || tuning.read().adventurous;
    let dislikes = move || app.taste.with(|taste| taste.entries().iter().any(|entry| entry.mark == Mark::Disliked));
    view! {
        <div class="tuning">
            <div class="adventure">
                <span aria-hidden="true">{words::FAMILIAR}</span>
                <input
                    type="range"
                    min="0"
                    max="100"
                    step="10"
                    aria-label=words::ADVENTURE
                    prop:value=move || adventurous().to_string()
                    aria-valuetext=move || words::adventure(adventurous())
                    on:input=move |event| {
                        let value = event_target_value(&event).parse().unwrap_or_default();
                        app.tune(|tuning| tuning.adventurous = value);
                    }
                />
                <span aria-hidden="true">{words::ADVENTUROUS}</span>
            </div>
            <label class="check-line" hidden=move || !dislikes()>
                <input
                    type="checkbox"
                    prop:checked=move || tuning.read().ignore_dislikes
                    on:change=move |event| {
                        let ignore = event_target_checked(&event);
                        app.tune(|tuning| tuning.ignore_dislikes = ignore);
                    }
                />
                {words::IGNORE_DISLIKES}
            </label>
        </div>
    }
    .into_any()
}
