//! The model tried on the person's own shows.

use leptos::prelude::*;

use super::live::{Views, does};
use crate::messages::Trial;
use crate::reactive::effect;
use crate::store::use_app;
use crate::words;

/// With fewer there is nothing to learn from it.
const ENOUGH: usize = 3;

#[component]
pub(super) fn TrialBox() -> impl IntoView {
    let app = use_app();
    let enough =
        move || app.taste.with(|taste| taste.entries().iter().filter(|entry| entry.mark.is_liked()).count() >= ENOUGH);
    let start = move || app.try_own();
    // What was tried was another taste.
    effect(move || {
        app.taste.track();
        app.trial.set(None);
    });
    view! {
        <section class="trial" aria-labelledby="trial-title">
            <h2 id="trial-title">{words::trial::TITLE}</h2>
            <p>{words::trial::WHY}</p>
            <p class="why" hidden=enough>{words::trial::TOO_FEW}</p>
            <button type="button" class="button" disabled=move || !enough() on:click=does(start)>
                {words::trial::START}
            </button>
            <div role="status">
                {move || app.trial.get().map(|trial| view! { <p class="lead">{words::trial::result(&trial)}</p> })}
            </div>
            {move || app.trial.get().map(table)}
        </section>
    }
}

fn table(trial: Trial) -> impl IntoView {
    let heads = words::trial::COLUMNS.into_iter().map(|name| view! { <th scope="col">{name}</th> }).views();
    let rows = trial
        .shows
        .into_iter()
        .map(|show| {
            let place = show.place.map_or_else(|| words::trial::FAR.into(), |place| words::number(place as u64));
            let is_found = show.place.is_some_and(|place| place <= trial.list);
            view! {
                <tr>
                    <th scope="row">{show.title}</th>
                    <td class="number" class:best=is_found>{place}</td>
                    <td class="number">{words::number(show.by_popularity as u64)}</td>
                </tr>
            }
        })
        .views();
    view! {
        <details>
            <summary>{words::trial::TABLE}</summary>
            <table class="quality">
                <caption class="unseen">{words::trial::TABLE}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}
