//! One recommendation.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Element, Event};

use super::drawn::Drawn;
use super::later::{Later, Part};
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
    let later = expect_context::<Later>();
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
            {move || opened.get().then(|| later.draw(move || Part::Shares(item)))}
        </details>
        {what_if(app, later, &show)}
    };
    frame(at, &show, side.into_any(), text.into_any(), buttons.into_any())
}

/// Whether the `<details>` that was toggled is open now.
fn is_unfolded(event: &Event) -> bool {
    event_target::<Element>(event).has_attribute("open")
}

/// What one more word about the show would do to the list: asked when somebody looks, of one show at a time.
fn what_if(app: App, later: Later, show: &ShowLine) -> AnyView {
    let supposed = app.foryou.supposed;
    let (id, title) = (show.id.clone(), show.title.clone());
    let this = id.clone();
    let open = Memo::new(move |_| supposed.with(|supposed| supposed.as_ref() == Some(&this)));
    let part = move || Part::Shift { id: id.clone(), title: title.clone() };
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
            {move || open.get().then(|| later.draw(part.clone()))}
        </details>
    }
    .into_any()
}

/// A share as a bar. Decoration: the number stands beside it.
#[component]
pub(super) fn Bar(share: Signal<f32>) -> impl IntoView {
    view! {
        <span class="bar" aria-hidden="true">
            // In thousandths, since to write fractions takes a program of its own.
            <span style=("--share", move || format!("{}e-3", (share.get() * 1000.0).round() as u32))></span>
        </span>
    }
}
