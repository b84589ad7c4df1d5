//! One recommendation.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Element, Event};

use super::drawn::Drawn;
use super::live::{Views, does};
use super::parts::{Icon, Poster, facts, sign};
use crate::language::Text;
use crate::messages::{Item, ShowLine};
use crate::reactive::{Memo, RwSignal};
use crate::route;
use crate::store::{App, use_app};
use crate::taste::Mark;
use crate::words;

const ACTIONS: [Mark; 5] = [Mark::Loved, Mark::Seen, Mark::Want, Mark::Disliked, Mark::Hidden];

/// What every card has; `side` stands below the poster, `text` below the synopsis.
pub(super) fn frame(at: ReadSignal<usize>, show: &ShowLine, side: AnyView, text: AnyView, buttons: AnyView) -> AnyView {
    let facts = facts(show, true).into_iter().map(|fact| view! { <li>{fact}</li> }).views();
    view! {
        <li class="card" data-id=show.id.clone()>
            <span class="rank" aria-hidden="true">{move || (at.get() + 1).to_string()}</span>
            <div class="card-side">
                <Poster show=show.clone() />
                {side}
            </div>
            <div class="card-text">
                <h3><a href=route::show(&show.id)>{show.title.clone()}</a></h3>
                <ul class="facts">{facts}</ul>
                <p class="synopsis">{show.synopsis.clone()}</p>
                {text}
            </div>
            <div class="marks">{buttons}</div>
        </li>
    }
    .into_any()
}

/// A button of a card. Its name says which show it is about.
pub(super) fn action(icon: &'static str, text: Text, title: &str, act: impl Fn() + 'static) -> AnyView {
    let name = words::about_show(text, title);
    view! {
        <button type="button" class="mark" data-mark=icon aria-label=name on:click=does(act)>
            <Icon name=icon />
            <span>{text}</span>
        </button>
    }
    .into_any()
}

#[component]
pub(super) fn Card(at: ReadSignal<usize>, item: Arc<Item>, drawn: Drawn) -> impl IntoView {
    let app = use_app();
    let show = item.show.clone();
    let id = show.id.clone();
    // The show stays what it is; its fit and reasons follow every word that the person says.
    let item = Memo::new(move |before: Option<&Arc<Item>>| {
        let now = drawn.items.with(|items| items.iter().find(|one| one.show.id == id).cloned());
        now.or_else(|| before.cloned()).unwrap_or_else(|| item.clone())
    });
    let reason = move || {
        let mark_of = |id: &str| app.taste.with(|taste| taste.mark(id));
        item.with(|item| words::reason(&item.because, item.popularity_share, mark_of))
    };
    let buttons = ACTIONS
        .iter()
        .map(|&mark| {
            let show = show.clone();
            action(sign(mark), words::mark(mark), &show.title.clone(), move || app.mark(&show, mark, false))
        })
        .views();
    let side = view! {
        <p class="fit">
            <Bar share=Signal::derive(move || item.with(|item| item.fit)) />
            <span>{move || words::fit(item.with(|item| item.fit))}</span>
        </p>
    };
    // Twenty tables that nobody looks at would be made anew with every word.
    let opened = RwSignal::new(false);
    let toggled = move |event| opened.set(is_unfolded(&event));
    let text = view! {
        <p class="reason">{reason}</p>
        <details class="shares" on:toggle=toggled>
            <summary>{words::WHY}</summary>
            {move || opened.get().then(|| view! { <Shares item /> })}
        </details>
        {what_if(app, &show)}
    };
    frame(at, &show, side.into_any(), text.into_any(), buttons.into_any())
}

/// Whether the `<details>` that was toggled is open now.
fn is_unfolded(event: &Event) -> bool {
    event_target::<Element>(event).has_attribute("open")
}

/// What one more word about the show would do to the list: asked when somebody looks, of one show at a time.
fn what_if(app: App, show: &ShowLine) -> AnyView {
    let (supposed, answer) = (app.foryou.supposed, app.foryou.what_if);
    let (id, title) = (show.id.clone(), show.title.clone());
    let this = id.clone();
    let open = Memo::new(move |_| supposed.with(|supposed| supposed.as_ref() == Some(&this)));
    let change = move || {
        answer.with(|answer| match answer {
            Some(change) if change.id == id => {
                let lines = [(Mark::Loved, &change.loved), (Mark::Disliked, &change.disliked)];
                let told = lines.map(|(mark, shift)| words::shift(mark, &title, shift));
                told.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect()
            }
            _ => vec![view! { <p>{words::WHAT_IF_WAIT}</p> }.into_any()],
        })
    };
    let id = show.id.clone();
    let toggled = move |event: Event| {
        if is_unfolded(&event) {
            supposed.set(Some(id.clone()));
        } else if open.get_untracked() {
            supposed.set(None);
        }
    };
    view! {
        <details class="shares" prop:open=move || open.get() on:toggle=toggled>
            <summary>{words::WHAT_IF}</summary>
            {move || open.get().then(change.clone())}
        </details>
    }
    .into_any()
}

/// The exact shares: named shows, the rest, popularity.
#[component]
fn Shares(item: Memo<Arc<Item>>) -> impl IntoView {
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

/// A share as a bar. Decoration: the number stands beside it.
#[component]
pub(super) fn Bar(share: Signal<f32>) -> impl IntoView {
    view! {
        <span class="bar" aria-hidden="true">
            <span style=("--share", move || share.get().to_string())></span>
        </span>
    }
}
