//! The list in rows of shows that have something in common.

use leptos::prelude::*;

use super::live::Views;
use super::parts::Poster;
use crate::messages::{Item, Row, RowKind};
use crate::reactive::Memo;
use crate::route;
use crate::store::{App, use_app};
use crate::words;

#[component]
pub(super) fn Rows() -> impl IntoView {
    let app = use_app();
    let rows = app.foryou.rows;
    let none = move || rows.with(|rows| rows.as_ref().is_some_and(Vec::is_empty));
    view! {
        <div id="rows">
            {move || rows.get().unwrap_or_default().into_iter().map(|one| row(app, one)).views()}
            <p class="empty" hidden=move || !none()>{words::ROWS_NONE}</p>
        </div>
    }
}

fn row(app: App, Row { kind, items }: Row) -> AnyView {
    // Liked may become loved while the row stays.
    let title = Memo::new(move |_| {
        let mark = match &kind {
            RowKind::Because { id, .. } => app.taste.with(|taste| taste.mark(id)),
            RowKind::Different | RowKind::Short => None,
        };
        words::row(&kind, mark)
    });
    let tiles = items.into_iter().map(tile).views();
    view! {
        <section class="shows-row" aria-label=move || title.get()>
            <h3>{move || title.get()}</h3>
            <ul class="lane">{tiles}</ul>
        </section>
    }
    .into_any()
}

fn tile(item: Item) -> AnyView {
    let href = route::show(&item.show.id);
    view! {
        <li class="tile">
            <a href=href><Poster show=item.show titled=true /></a>
        </li>
    }
    .into_any()
}
