//! One recommendation.

use leptos::prelude::*;

use super::parts::{Icon, Poster, facts, sign};
use crate::messages::Item;
use crate::route;
use crate::store::use_app;
use crate::taste::Mark;
use crate::words;

const ACTIONS: [Mark; 4] = [Mark::Loved, Mark::Seen, Mark::Disliked, Mark::Hidden];

#[component]
pub(super) fn Card(at: ReadSignal<usize>, item: Item) -> impl IntoView {
    let app = use_app();
    let show = item.show.clone();
    let id = show.id.clone();
    // The show stays what it is; its fit and reasons follow every word that the person says.
    let item = Memo::new(move |before: Option<&Item>| {
        let now = app.list.with(|list| list.as_ref()?.items.iter().find(|one| one.show.id == id).cloned());
        now.or_else(|| before.cloned()).unwrap_or_else(|| item.clone())
    });
    let reason = move || {
        let mark_of = |id: &str| app.taste.with(|taste| taste.mark(id));
        item.with(|item| words::reason(item, mark_of))
    };
    let buttons: Vec<_> = ACTIONS
        .iter()
        .map(|&mark| {
            let show = show.clone();
            let name = words::mark_show(mark, &show.title);
            view! {
                <button type="button" class="mark" data-mark=sign(mark) aria-label=name on:click=move |_| app.mark(&show, mark, false)>
                    <Icon name=sign(mark) />
                    <span>{words::mark(mark)}</span>
                </button>
            }
        })
        .collect();
    let facts: Vec<_> = facts(&show, true).into_iter().map(|fact| view! { <li>{fact}</li> }).collect();
    view! {
        <li class="card" data-id=show.id.clone()>
            <span class="rank" aria-hidden="true">{move || at.get() + 1}</span>
            <div class="card-side">
                <Poster show=show.clone() />
                <p class="fit">
                    <Bar share=Signal::derive(move || item.with(|item| item.fit)) />
                    <span>{move || words::fit(item.with(|item| item.fit))}</span>
                </p>
            </div>
            <div class="card-text">
                <h3><a href=route::show(&show.id)>{show.title.clone()}</a></h3>
                <ul class="facts">{facts}</ul>
                <p class="synopsis">{show.synopsis.clone()}</p>
                <p class="reason">{reason}</p>
                <details class="shares">
                    <summary>{words::WHY}</summary>
                    <Shares item />
                </details>
            </div>
            <div class="marks">{buttons}</div>
        </li>
    }
}

/// The exact shares: named shows, the rest, popularity.
#[component]
fn Shares(item: Memo<Item>) -> impl IntoView {
    let rows = move || {
        item.with(|item| {
            let named: f32 = item.because.iter().map(|because| because.share).sum();
            let others = (1.0 - named - item.popularity_share).max(0.0);
            let mut rows: Vec<(String, f32)> =
                item.because.iter().map(|because| (because.title.clone(), because.share)).collect();
            if others >= 0.005 {
                rows.push((words::OTHER_SHOWS.to_owned(), others));
            }
            rows.push((words::WIDELY_LIKED.to_owned(), item.popularity_share));
            rows.into_iter()
                .map(|(name, share)| {
                    view! {
                        <tr>
                            <th scope="row">{name}</th>
                            <td><Bar share=Signal::stored(share) /></td>
                            <td class="number">{words::per_cent(share)}</td>
                        </tr>
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <table>
            <caption>{words::SHARES}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A share as a bar. Decoration: the number stands beside it.
#[component]
fn Bar(share: Signal<f32>) -> impl IntoView {
    view! {
        <span class="bar" aria-hidden="true">
            <span style=("--share", move || share.get().to_string())></span>
        </span>
    }
}
