//! One show after the other is asked about, above the shelf: for somebody who begins.

use leptos::prelude::*;

use super::focus_on;
use super::live::{Views, does};
use super::parts::{Icon, Poster, facts, sign};
use crate::language::Text;
use crate::messages::ShowLine;
use crate::reactive::Memo;
use crate::store::{Reply, use_app};
use crate::taste::Mark;
use crate::words;

const REPLIES: [(Reply, Text); 4] = [
    (Reply::Mark(Mark::Loved), words::LOVED_IT),
    (Reply::Mark(Mark::Liked), words::LIKED_IT),
    (Reply::Mark(Mark::Disliked), words::NOT_FOR_ME),
    (Reply::Unseen, words::UNSEEN),
];

#[component]
pub(super) fn Interview() -> impl IntoView {
    let app = use_app();
    let interview = app.foryou.interview;
    let show = Memo::new(move |_| interview.with(|interview| interview.show.clone()));
    let over = move || interview.read().over;
    let title = move || match show.get() {
        Some(show) => show.title,
        None if over() => words::INTERVIEW_OVER.into(),
        None => "…".to_owned(),
    };
    let answered = Memo::new(move |_| interview.with(|interview| interview.answered()));
    let end = move || {
        app.interview(false);
        request_animation_frame(|| focus_on("#ask-me"));
    };
    request_animation_frame(|| {
        whole_in_sight();
        focus_on("#asked");
    });
    // The buttons stay while the shows change: whoever answers with the keyboard keeps the place.
    let replies = REPLIES
        .into_iter()
        .map(|(reply, text)| {
            let icon = if let Reply::Mark(mark) = reply { sign(mark) } else { "hide" };
            view! {
                <button type="button" class="mark" data-mark=icon on:click=does(move || app.reply(reply))>
                    <Icon name=icon />
                    <span>{text}</span>
                </button>
            }
        })
        .views();
    view! {
        <section class="interview" aria-label=words::INTERVIEW>
            <div class="asked">
                {move || show.get().map(|show| view! { <Poster show /> })}
                <div class="asked-text">
                    <p class="count" hidden=over>{words::INTERVIEW}</p>
                    <h3 id="asked" tabindex="-1">{title}</h3>
                    {move || show.get().map(text)}
                </div>
            </div>
            <div class="marks" hidden=over>{replies}</div>
            <div class="tools">
                <span class="count">{move || words::replies(answered.get())}</span>
                <button type="button" class="text" hidden=move || answered.get() == 0 on:click=does(move || app.unreply())>
                    {words::STEP_BACK}
                </button>
                <button type="button" class="text" hidden=over on:click=does(move || app.reply(Reply::Skip))>{words::SKIP}</button>
                <button type="button" class="text" on:click=does(end)>{words::INTERVIEW_DONE}</button>
            </div>
        </section>
    }
}

/// On a phone the questions would open with their answers below the edge.
fn whole_in_sight() {
    let find = |selector| document().query_selector(selector).ok().flatten();
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    let bottom = find(".interview").map(|card| card.get_bounding_client_rect().bottom());
    if bottom > height
        && let Some(title) = find("#shelf-title")
    {
        title.scroll_into_view();
    }
}

fn text(show: ShowLine) -> AnyView {
    let facts = facts(&show, true).into_iter().map(|fact| view! { <li>{fact}</li> }).views();
    view! {
        <ul class="facts">{facts}</ul>
        <p class="synopsis">{show.synopsis}</p>
    }
    .into_any()
}
