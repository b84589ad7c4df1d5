//! Why a show is in the list, to the last per cent, and what one more word about it would change: what unfolds in a card.

use std::sync::Arc;

use leptos::prelude::*;

use super::card::Bar;
use super::live::Views;
use crate::messages::Item;
use crate::reactive::Memo;
use crate::store::use_app;
use crate::taste::Mark;
use crate::words;

/// The exact shares: named shows, the rest, popularity.
#[component]
pub(super) fn Shares(item: Memo<Arc<Item>>) -> impl IntoView {
    let rows = move || {
        item.with(|item| {
            let named: f32 = item.because.iter().map(|because| because.share).sum();
            let others = (1.0 - named - item.popularity_share).max(0.0);
            let mut rows: Vec<(String, f32)> =
                item.because.iter().map(|because| (because.title.clone(), because.share)).collect();
            if others >= 0.005 {
                rows.push((words::OTHER_SHOWS.into(), others));
            }
            rows.push((words::WIDELY_LIKED.into(), item.popularity_share));
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
                .views()
        })
    };
    view! {
        <table>
            <caption>{words::SHARES}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What one more word would do to the list, once it is known.
#[component]
pub(super) fn Shift(id: String, title: String) -> impl IntoView {
    let answer = use_app().foryou.what_if;
    move || {
        answer.with(|answer| match answer {
            Some(change) if change.id == id => {
                let lines = [(Mark::Loved, &change.loved), (Mark::Disliked, &change.disliked)];
                let told = lines.map(|(mark, shift)| words::shift(mark, &title, shift));
                told.into_iter().map(|line| view! { <p>{line}</p> }).views()
            }
            _ => vec![view! { <p>{words::WHAT_IF_WAIT}</p> }.into_any()],
        })
    }
}
