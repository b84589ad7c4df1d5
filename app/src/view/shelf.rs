//! Well-known shows of many kinds to tap, for the first steps.

use leptos::prelude::*;

use super::focus_on;
use super::later::{Later, Part};
use super::live::{For, Show, Views, does};
use super::parts::{Icon, Poster};
use crate::messages::ShowLine;
use crate::reactive::Memo;
use crate::store::{SUGGESTIONS, use_app};
use crate::taste::Mark;
use crate::words;

#[component]
pub(super) fn Shelf() -> impl IntoView {
    let app = use_app();
    let later = expect_context::<Later>();
    let ready = app.ready;
    let listed = Memo::new(move |_| app.list.with(Option::is_some));
    let asking = Memo::new(move |_| app.foryou.interview.with(|interview| interview.open));
    let done = move || {
        app.shelf_open.set(false);
        focus_on("#list-title");
    };
    view! {
        <Show when=move || app.has_tiles.get()>
            <section class="shelf" aria-labelledby="shelf-title">
                <header class="section-head">
                    <h2 id="shelf-title">{words::SHELF}</h2>
                    <div class="tools">
                        // Their places are kept: a tile that moves under the finger gets a tap that was another's.
                        <button
                            type="button"
                            class="text"
                            style:visibility=move || if listed.get() { "visible" } else { "hidden" }
                            on:click=does(done)
                        >
                            {words::SHELF_DONE}
                        </button>
                        <button
                            type="button"
                            id="ask-me"
                            class="text"
                            hidden=move || asking.get()
                            style:visibility=move || if ready.get() { "visible" } else { "hidden" }
                            on:click=does(move || app.interview(true))
                        >
                            {words::ASK_ME}
                        </button>
                    </div>
                </header>
                <Show when=move || asking.get()>{later.draw(|| Part::Interview)}</Show>
                <ul class="tiles">
                    <For each=move || app.shelf.get() key=|show| show.id.clone() children=tile />
                    // Their place, until they are there.
                    <Show when=move || app.shelf.with(Vec::is_empty)>
                        {(0..SUGGESTIONS).map(|_| view! { <li class="tile blank"></li> }).views()}
                    </Show>
                </ul>
            </section>
        </Show>
    }
}

fn tile(show: ShowLine) -> impl IntoView {
    let app = use_app();
    let id = show.id.clone();
    let mark = Memo::new(move |_| app.taste.with(|taste| taste.mark(&id)));
    let pressed = show.clone();
    let press = move || match mark.get_untracked() {
        None => app.mark(&pressed, Mark::Liked, true),
        Some(_) => app.remove(&pressed.id, &pressed.title),
    };
    view! {
        <li class="tile">
            <button
                type="button"
                aria-pressed=move || if mark.get().is_some() { "true" } else { "false" }
                on:click=does(press)
            >
                <Poster show titled=true />
                <span class="check"><Icon name="check" /></span>
            </button>
        </li>
    }
}
