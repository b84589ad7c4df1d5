//! What may be in the list.

use leptos::prelude::*;

use crate::filters::Filters;
use crate::store::{ModelState, use_app};
use crate::words;

#[component]
pub(super) fn FilterBox() -> impl IntoView {
    let app = use_app();
    let edition = move || {
        app.model.with(|model| match model {
            ModelState::Ready(edition) => Some(edition.clone()),
            _ => None,
        })
    };
    let years = Memo::new(move |_| edition().and_then(|edition| edition.years));
    let genres = Memo::new(move |_| edition().map(|edition| edition.genres.clone()).unwrap_or_default());
    let count = move || app.filters.with(Filters::count);
    view! {
        <details class="filters">
            <summary>
                {words::FILTERS} " "
                <span class="count">{move || if count() > 0 { count().to_string() } else { String::new() }}</span>
            </summary>
            <div class="filter-box">
                <fieldset>
                    <legend>{words::GENRES}</legend>
                    <div class="chips">
                        {move || genres.get().into_iter().map(|(genre, _)| view! { <Genre genre /> }).collect::<Vec<_>>()}
                    </div>
                </fieldset>
                <div class="years">
                    <Year
                        label=words::FROM
                        years
                        value=Signal::derive(move || app.filters.with(|filters| filters.from))
                        set=move |year| app.filters.update(|filters| filters.set_from(year))
                    />
                    <Year
                        label=words::TO
                        years
                        value=Signal::derive(move || app.filters.with(|filters| filters.to))
                        set=move |year| app.filters.update(|filters| filters.set_to(year))
                    />
                </div>
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
                    on:click=move |_| app.filters.set(Filters::default())
                >
                    {words::FILTERS_CLEAR}
                </button>
                </div>
            </div>
        </details>
    }
}

#[component]
fn Genre(genre: String) -> impl IntoView {
    let app = use_app();
    let name = words::plain(&genre);
    let toggled = genre.clone();
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || {
                if app.filters.with(|filters| filters.genres.contains(&genre)) { "true" } else { "false" }
            }
            on:click=move |_| app.filters.update(|filters| filters.toggle_genre(&toggled))
        >
            {name}
        </button>
    }
}

#[component]
fn Year(
    label: &'static str,
    years: Memo<Option<(u16, u16)>>,
    value: Signal<Option<u16>>,
    set: impl Fn(Option<u16>) + 'static,
) -> impl IntoView {
    let options = move || {
        let (first, last) = years.get().unwrap_or((0, 0));
        (first..=last)
            .rev()
            .map(|year| view! { <option value=year.to_string() selected=move || value.get() == Some(year)>{year}</option> })
            .collect::<Vec<_>>()
    };
    view! {
        <label>
            <span>{label}</span>
            <select
                prop:value=move || value.get().map(|year| year.to_string()).unwrap_or_default()
                on:change=move |event| set(event_target_value(&event).parse().ok())
            >
                <option value="">{words::ANY_YEAR}</option>
                {options}
            </select>
        </label>
    }
}
