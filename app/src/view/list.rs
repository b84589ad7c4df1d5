//! The recommendations.

use leptos::prelude::*;

use super::card::Card;
use super::filters::FilterBox;
use super::focus_on;
use crate::filters::Filters;
use crate::store::{PAGE, use_app};
use crate::words;

#[component]
pub(super) fn List() -> impl IntoView {
    let app = use_app();
    let listed = Memo::new(move |_| app.list.with(Option::is_some));
    let items = move || app.list.with(|list| list.as_ref().map(|list| list.items.clone()).unwrap_or_default());
    let count = Memo::new(move |_| app.list.with(|list| list.as_ref().map_or(0, |list| list.items.len())));
    let filtered = move || app.filters.with(|filters| filters.count() > 0);
    let more = move || listed.get() && count.get() > 0 && count.get() == app.limit.get();
    let open_shelf = move |_| {
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
            </header>
            <p class="empty" hidden=listed>{words::LIST_EMPTY}</p>
            <div hidden=move || !listed.get()>
                <FilterBox />
                <div class="empty" hidden=move || count.get() != 0>
                    <p>{move || if filtered() { words::LIST_NONE } else { words::LIST_OVER }}</p>
                    <button
                        type="button"
                        class="button"
                        hidden=move || !filtered()
                        on:click=move |_| app.filters.set(Filters::default())
                    >
                        {words::FILTERS_CLEAR}
                    </button>
                </div>
            </div>
            <ol id="list" class="cards">
                <ForEnumerate
                    each=items
                    key=|item| item.show.id.clone()
                    children=|at, item| view! { <Card at item /> }
                />
            </ol>
            <div class="after">
                <button
                    type="button"
                    class="button"
                    hidden=move || !more()
                    on:click=move |_| app.limit.update(|limit| *limit += PAGE)
                >
                    {words::LIST_MORE}
                </button>
                <button type="button" class="text" hidden=app.shelf_open on:click=open_shelf>{words::SHELF_MORE}</button>
            </div>
        </section>
    }
}
