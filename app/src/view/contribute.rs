//! Contributing: what is sent, the switch, how it is doing, and the way back.

use leptos::prelude::*;

use super::focus_on;
use super::live::{Views, does};
use crate::contribution::{Doing, State};
use crate::reactive::{Memo, effect};
use crate::route::Route;
use crate::store::{Contributing, Keeping, use_app};
use crate::words;
use crate::words::contribute as text;

#[component]
pub(super) fn Contribute(contributing: Contributing) -> impl IntoView {
    let app = use_app();
    let who = app.who;
    let record = Memo::new(move |_| contributing.record(who.get()));
    let payload = Memo::new(move |_| contributing.payload(app, who.get()));
    let state = Memo::new(move |_| record.with(|record| contributing.state(app, record)));
    let told = move || state.with(|state| text::state(state, contributing.clock()));
    // A screen reader hears what changes, not how the minutes pass.
    let mut before = None;
    effect(move || {
        let state = state.get();
        if before.replace(state.clone()).is_some_and(|before| before != state) {
            app.say(untrack(told));
        }
    });
    let unable = move || app.keeping.get() == Keeping::MemoryOnly;
    let on = move || record.with(|record| record.on);
    let locked = move || app.keeping.get() != Keeping::Kept || !on() && payload.with(Option::is_none);
    let waits = Memo::new(move |_| state.with(waits));
    let failed = move || matches!(state.get(), State::Trying(..) | State::Refused(_) | State::Soon(Doing::TakingBack));
    let nothing_there = move || record.with(|record| !record.touched || record.erasing);
    let stay = || focus_on("#contribution");
    view! {
        <article class="about" aria-labelledby="contribute-title">
            <p><a href=Route::Home.href()>{words::BACK}</a></p>
            <h1 id="contribute-title" tabindex="-1">{move || text::title(&app.name())}</h1>
            <p class="lead">{text::WHAT}</p>
            <p>{text::WHAT_NOT}</p>
            <p>{text::WAY_BACK}</p>
            <h2>{text::PAYLOAD}</h2>
            <pre class="payload" role="region" aria-label=text::PAYLOAD tabindex="0">
                {move || payload.get().map_or_else(|| text::NOTHING.into(), |payload| payload.text)}
            </pre>
            <p class="why">{text::TOKEN}</p>
            <p class="notice" hidden=move || !unable()>{text::NOT_HERE}</p>
            <label class="check-line">
                <input
                    type="checkbox"
                    role="switch"
                    disabled=locked
                    prop:checked=on
                    on:change=move |event| contributing.switch(app, who.get_untracked(), event_target_checked(&event))
                />
                {text::SWITCH}
            </label>
            <p id="contribution" class="notice" tabindex="-1">{told}</p>
            <div class="after">
                <button
                    type="button"
                    class="button"
                    hidden=move || !waits.get()
                    on:click=does(move || {
                        contributing.hurry(app);
                        stay();
                    })
                >
                    {move || if failed() { text::TRY_NOW.get() } else { text::SEND_NOW.get() }}
                </button>
                <button
                    type="button"
                    class="button"
                    hidden=nothing_there
                    on:click=does(move || {
                        contributing.take_back(app, who.get_untracked());
                        stay();
                    })
                >
                    {text::TAKE_BACK}
                </button>
            </div>
            {move || {
                let gone = contributing.gone(app);
                let lines = gone
                    .iter()
                    .map(|record| {
                        let told = text::state(&contributing.state(app, record), contributing.clock());
                        view! { <p class="notice">{told}</p> }
                    })
                    .views();
                (!lines.is_empty())
                    .then(|| {
                        view! {
                            <h2>{text::GONE}</h2>
                            {lines}
                        }
                    })
            }}
        </article>
    }
}

/// Whether there is something that the person need not wait for.
fn waits(state: &State) -> bool {
    matches!(state, State::Soon(_) | State::Offline(_) | State::Trying(..) | State::Refused(_))
}
