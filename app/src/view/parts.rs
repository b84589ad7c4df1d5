//! Small parts that many places use.

use leptos::prelude::*;
use web_sys::Event;

use super::live::{Views, does};
use crate::household::{NAME, Who};
use crate::language::region;
use crate::messages::ShowLine;
use crate::page::motion::put_in_order;
use crate::poster;
use crate::reactive::{Memo, effect};
use crate::route::Route;
use crate::store::{App, use_app};
use crate::taste::Mark;
use crate::words;

/// Sees to it before each frame that the lines of a list stand in this order.
pub(super) fn keep_in_order(list: &'static str, ids: impl Fn() -> Vec<String> + 'static) {
    effect(move || {
        let ids = ids();
        request_animation_frame(move || put_in_order(list, &ids));
    });
}

/// A sign from the sprite in `index.html`.
#[component]
pub(super) fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" viewBox="0 0 24 24">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}

/// A show's poster: the site owner's picture, or the drawn one. Decoration; the title stands beside it, or with
/// `titled` on it.
#[component]
pub(super) fn Poster(show: ShowLine, #[prop(optional)] titled: bool) -> impl IntoView {
    let label = titled.then(|| view! { <span class="poster-title">{show.title.clone()}</span> });
    let picture = match show.poster {
        Some(address) => view! { <img src=address alt="" loading="lazy" decoding="async" /> }.into_any(),
        None => {
            let drawn = poster::draw(&show.id, &show.genres);
            let shapes = drawn.shapes.into_iter().map(|(path, ink)| view! { <path d=path fill=ink></path> }).views();
            view! {
                <svg viewBox="0 0 120 160" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
                    <rect width="120" height="160" fill=drawn.ground></rect>
                    {shapes}
                </svg>
            }
            .into_any()
        }
    };
    view! { <span class="poster">{picture} {label}</span> }
}

/// The sign of a mark.
pub(super) fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Loved => "heart",
        Mark::Liked => "thumb",
        Mark::Disliked => "down",
        Mark::Seen => "eye",
        Mark::Meh => "meh",
        Mark::Want => "want",
        Mark::Hidden => "hide",
    }
}

/// Buttons of which the one that was said of the show is pressed.
#[component]
pub(super) fn Marks(show: ShowLine, marks: &'static [Mark], #[prop(optional)] quiet: bool) -> impl IntoView {
    let app = use_app();
    let id = show.id.clone();
    let now = Memo::new(move |_| app.taste.with(|taste| taste.mark(&id)));
    let group = words::rating_of(&show.title);
    let buttons = marks
        .iter()
        .map(|&mark| {
            let show = show.clone();
            view! {
                <button
                    type="button"
                    class="mark"
                    data-mark=sign(mark)
                    aria-pressed=move || if now.get() == Some(mark) { "true" } else { "false" }
                    on:click=does(move || app.mark(&show, mark, quiet))
                >
                    <Icon name=sign(mark) />
                    <span>{words::mark(mark)}</span>
                </button>
            }
        })
        .views();
    view! { <div class="marks" role="group" aria-label=group>{buttons}</div> }
}

/// The marks as lines of a `<select>`, of which the one that counts now is chosen.
pub(super) fn mark_options(now: impl Fn() -> Option<Mark> + Clone + Send + Sync + 'static) -> Vec<AnyView> {
    let option = |(at, mark): (usize, Mark)| {
        let now = now.clone();
        let is_this = move || now() == Some(mark);
        view! { <option value=at.to_string() prop:selected=is_this>{words::mark(mark)}</option> }.into_any()
    };
    Mark::ALL.into_iter().enumerate().map(option).collect()
}

/// The mark that was chosen there; `None` for any other line.
pub(super) fn chosen_mark(event: &Event) -> Option<Mark> {
    Mark::ALL.get(event_target_value(event).parse::<usize>().ok()?).copied()
}

/// Year or years, genres and countries in a row.
pub(super) fn facts(show: &ShowLine, country: bool) -> Vec<String> {
    let mut facts: Vec<String> = words::years(show).into_iter().collect();
    facts.extend(show.genres.iter().take(3).map(|genre| words::genre(genre)));
    if country {
        facts.extend(show.countries.first().map(|code| region(code)));
    }
    facts
}

/// The name of a person, to be changed.
pub(super) fn name_field(app: App, who: Who) -> AnyView {
    view! {
        <label class="name">
            <span>{words::PERSON_NAME}</span>
            <input
                type="text"
                autocomplete="off"
                maxlength=NAME.to_string()
                prop:value=move || app.name_of(who)
                on:change=move |event| app.rename(who, &event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

/// The way to the page about contributing, for sites that have a collector.
pub(super) fn contribute_link() -> AnyView {
    view! { <a href=Route::Contribute.href()>{words::contribute::LINK}</a> }.into_any()
}
