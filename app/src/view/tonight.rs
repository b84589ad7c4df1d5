//! What several people agreed on, above their common list: the show, and what can be said of it afterwards.

use leptos::prelude::*;

use super::focus_on;
use super::live::{Views, does};
use super::parts::{Icon, Poster, facts, sign};
use super::together::opinion;
use crate::messages::{Common, Opinion, ShowLine};
use crate::reactive::Memo;
use crate::route;
use crate::store::{App, Keeping, use_app};
use crate::taste::Mark;
use crate::words;

/// What all of them may say of it.
const AFTERWARDS: [Mark; 4] = [Mark::Loved, Mark::Liked, Mark::Disliked, Mark::Seen];

/// They agree on a show: it is shown, wherever in the list its button was.
pub(super) fn settle(app: App, show: &ShowLine) {
    app.settle(show);
    request_animation_frame(|| {
        if let Some(section) = document().get_element_by_id("tonight") {
            section.scroll_into_view();
            focus_on("#tonight-title");
        }
    });
}

#[component]
pub(super) fn Tonight() -> impl IntoView {
    let app = use_app();
    let common = Memo::new(move |before: Option<&Common>| -> Common {
        let Some(word) = app.evening.with(|evening| evening.tonight.clone()) else { return Common::default() };
        let told = app.agreed.with(|agreed| agreed.as_ref().map(|agreed| agreed.tonight.clone()));
        let is_it = |common: &&Common| common.show.id == word.id;
        if let Some(common) = told.iter().flatten().find(is_it) {
            return common.clone();
        }
        // Without an answer, as when one of two has left, the show stays what it is.
        if let Some(Common { show, .. }) = before.filter(is_it) {
            return Common { show: show.clone(), people: Vec::new() };
        }
        let waits = match told {
            Some(tonight) => tonight.is_some(),
            None => {
                app.keeping.get() == Keeping::Reading || app.evening.read().company(&app.household.read()).count() > 1
            }
        };
        if waits {
            return before.cloned().unwrap_or_default();
        }
        Common { show: ShowLine { id: word.id, title: word.title, ..ShowLine::default() }, people: Vec::new() }
    });
    let show = Memo::new(move |_| common.with(|common| common.show.clone()));
    move || (!show.read().id.is_empty()).then(|| settled(app, &show.get(), common))
}

fn settled(app: App, show: &ShowLine, common: Memo<Common>) -> AnyView {
    // They have agreed: that one of them might veto it is no more to be said.
    let opinions = move || {
        let people = common.get().people.into_iter().map(|one| Opinion { may_veto: false, ..one });
        people.map(|one| opinion(app, &one)).views()
    };
    let nobody = move || app.evening.read().company(&app.household.read()).next().is_none();
    let facts = facts(show, true).into_iter().map(|fact| view! { <li>{fact}</li> }).views();
    let marks = AFTERWARDS
        .into_iter()
        .map(|mark| {
            let show = show.clone();
            let say = move || {
                app.say_together(&show, mark);
                focus_on("#common-title");
            };
            view! {
                <button type="button" class="mark" data-mark=sign(mark) on:click=does(say)>
                    <Icon name=sign(mark) />
                    <span>{words::all_say(mark)}</span>
                </button>
            }
        })
        .views();
    let other = move || {
        app.unsettle();
        focus_on("#common-title");
    };
    view! {
        <section id="tonight" class="tonight" aria-labelledby="tonight-title">
            <Poster show=show.clone() />
            <div>
                <h2 id="tonight-title" tabindex="-1">
                    <span>{words::TONIGHT}</span> " " <a href=route::show(&show.id)>{show.title.clone()}</a>
                </h2>
                <ul class="facts">{facts}</ul>
                <p class="synopsis">{show.synopsis.clone()}</p>
                <ul class="fits">{opinions}</ul>
            </div>
            <div class="settled">
                <p>{words::TONIGHT_SETTLED}</p>
                <button type="button" class="text" on:click=does(other)>{words::SOMETHING_ELSE}</button>
            </div>
            <div class="afterwards" hidden=nobody>
                <p id="afterwards">{words::TONIGHT_AFTER}</p>
                <div class="marks" role="group" aria-labelledby="afterwards">{marks}</div>
            </div>
        </section>
    }
    .into_any()
}
