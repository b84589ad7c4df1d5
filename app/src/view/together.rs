//! One list for several people: who is there, how they agree, what comes of it.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::card::{Bar, action, frame};
use super::filters::FilterBox;
use super::live::{For, ForEnumerate, Views, does};
use super::parts::{Icon, keep_in_order};
use super::status::{Awaited, Status};
use super::tonight::{self, Tonight};
use super::{focus_on, parts::name_field};
use crate::evening::Word;
use crate::household::Who;
use crate::messages::{Common, Opinion};
use crate::reactive::Memo;
use crate::route::Route;
use crate::store::{App, use_app};
use crate::words;

#[component]
pub(super) fn Together() -> impl IntoView {
    let app = use_app();
    app.naming.set(false);
    app.begin_evening();
    // Two tabs are one sofa: else the one would keep an evening in which the other has not agreed on anything.
    let heard = window_event_listener(leptos::ev::storage, move |_| app.begin_evening());
    on_cleanup(move || heard.remove());
    view! {
        <article class="home" aria-labelledby="together-title">
            <header class="ask">
                <div>
                    <h1 id="together-title" tabindex="-1">{words::TOGETHER_TITLE}</h1>
                    <p class="privacy">{words::TOGETHER_LEAD}</p>
                </div>
            </header>
            <div class="side">
                <People />
            </div>
            <div class="stage">
                <Status />
                <Awaited />
                <Tonight />
                <CommonList />
            </div>
        </article>
    }
}

#[component]
fn People() -> impl IntoView {
    let app = use_app();
    let field: NodeRef<html::Input> = NodeRef::new();
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        if !field.value().trim().is_empty() {
            app.add_person(&field.value());
            field.set_value("");
        }
    };
    let everybody = move || app.household.read().members().iter().map(|member| member.person.who).collect::<Vec<Who>>();
    view! {
        <section class="people" aria-labelledby="people-title">
            <header class="section-head">
                <h2 id="people-title">{words::PEOPLE}</h2>
            </header>
            <ul>
                <For each=everybody key=ToString::to_string children=person />
            </ul>
            <form class="line" on:submit=add>
                <label for="person">{words::ADD_PERSON}</label>
                <input node_ref=field id="person" type="text" autocomplete="off" placeholder=words::PERSON_NAME />
                <button class="button">{words::ADD}</button>
            </form>
            <p class="why">
                {words::ELSEWHERE} " " <a href=Route::Share.href()>{words::SHARE}</a>
            </p>
        </section>
    }
}

/// A person who may be there: named, edited, merged, removed.
fn person(who: Who) -> impl IntoView {
    let app = use_app();
    let name = Memo::new(move |_| words::name(&app.name_of(who)).to_owned());
    let count =
        Memo::new(move |_| app.household.with(|household| household.get(who).map_or(0, |member| member.taste.named())));
    let others = move || {
        let household = app.household.read();
        let others = household.members().iter().filter(|other| other.person.who != who);
        let merge = others.map(|other| {
            let into = other.person.who;
            let text = words::merge_into(&other.person.name);
            view! { <button type="button" class="text" on:click=does(move || app.merge(who, into))>{text}</button> }
        });
        merge.views()
    };
    let remove = move || {
        app.part(who);
        focus_on("#person");
    };
    let name_shows = move || {
        app.switch(who);
        app.naming.set(true);
        app.address.go(&Route::Home);
    };
    view! {
        <li>
            <label class="check-line">
                <input
                    type="checkbox"
                    prop:checked=move || !app.evening.read().away.contains(&who)
                    on:change=move |event| app.set_there(who, event_target_checked(&event))
                />
                <b>{move || name.get()}</b>
                <span class="count">{move || words::named_so_far(count.get())}</span>
            </label>
            <button
                type="button"
                class="button"
                class:main=move || count.get() == 0
                aria-label=move || words::about_show(words::NAME_SHOWS, &name.get())
                on:click=does(name_shows)
            >
                {words::NAME_SHOWS}
            </button>
            <details>
                <summary aria-label=move || words::about_show(words::EDIT, &name.get())>{words::EDIT}</summary>
                {name_field(app, who)}
                <div class="tools" hidden=move || !app.household.read().is_shared()>
                    {others}
                    <button type="button" class="text" on:click=does(remove)>{move || words::remove(&name.get())}</button>
                </div>
            </details>
        </li>
    }
}

#[component]
fn CommonList() -> impl IntoView {
    let app = use_app();
    let ready = app.ready;
    let listed = Memo::new(move |_| app.agreed.with(Option::is_some));
    let none =
        Memo::new(move |_| app.agreed.with(|agreed| agreed.as_ref().is_some_and(|agreed| agreed.list.is_empty())));
    let items = move || app.agreed.get().unwrap_or_default().list;
    keep_in_order("#common", move || items().into_iter().map(|common| common.show.id).collect());
    let fairness = move || app.evening.read().fairness;
    let vetoed = move || app.evening.read().vetoed.iter().rev().cloned().collect::<Vec<_>>();
    view! {
        <section class="listing" aria-labelledby="common-title" hidden=move || !ready.get()>
            <header class="section-head">
                <h2 id="common-title" tabindex="-1">{words::COMMON}</h2>
            </header>
            <p class="empty" hidden=move || listed.get()>{words::COMMON_EMPTY}</p>
            <div hidden=move || !listed.get()>
                <div class="dial">
                    <label for="dial">{words::FAIRNESS}</label>
                    <input
                        id="dial"
                        type="range"
                        min="0"
                        max="100"
                        step="10"
                        prop:value=move || fairness().to_string()
                        aria-valuetext=move || words::fairness(fairness())
                        on:input=move |event| {
                            let value = event_target_value(&event).parse().unwrap_or_default();
                            app.set_evening(|evening| evening.fairness = value);
                        }
                    />
                    <p aria-hidden="true"><span>{words::AVERAGE}</span><span>{words::LEAST_MISERY}</span></p>
                </div>
                <label class="check-line">
                    <input
                        type="checkbox"
                        prop:checked=move || app.evening.read().also_seen
                        on:change=move |event| {
                            let also = event_target_checked(&event);
                            app.set_evening(|evening| evening.also_seen = also);
                        }
                    />
                    {words::ALSO_SEEN}
                </label>
                <FilterBox />
                <p class="empty" hidden=move || !none.get()>{words::COMMON_NONE}</p>
            </div>
            <p class="places" hidden=move || !listed.get() || none.get()>{words::COMMON_PLACES}</p>
            <ol id="common" class="cards">
                <ForEnumerate
                    each=items
                    key=|common| common.show.id.clone()
                    children=move |at, common| card(app, at, common)
                />
            </ol>
            <section class="vetoed" aria-labelledby="vetoed-title" hidden=move || vetoed().is_empty()>
                <h3 id="vetoed-title">{words::VETOED}</h3>
                <ul class="chips">
                    <For each=vetoed key=|veto| veto.id.clone() children=move |veto| back(app, veto) />
                </ul>
            </section>
        </section>
    }
}

fn back(app: App, Word { id, title, .. }: Word) -> impl IntoView {
    let name = words::about_show(words::TAKE_BACK, &title);
    view! {
        <li>
            <button
                type="button"
                class="chip"
                aria-label=name
                on:click=does(move || {
                    app.unveto(&id);
                    focus_on("#common-title");
                })
            >
                {title} <Icon name="close" />
            </button>
        </li>
    }
}

fn card(app: App, at: ReadSignal<usize>, common: Common) -> AnyView {
    let show = common.show.clone();
    let id = show.id.clone();
    // The show stays what it is; what it is to each of them follows who comes, who goes and what they say.
    let people = Memo::new(move |before: Option<&Vec<Opinion>>| {
        let now = app
            .agreed
            .with(|agreed| agreed.as_ref()?.list.iter().find(|one| one.show.id == id).map(|one| one.people.clone()));
        now.or_else(|| before.cloned()).unwrap_or_else(|| common.people.clone())
    });
    let text = view! { <ul class="fits">{move || people.get().into_iter().map(|one| opinion(app, &one)).views()}</ul> };
    let title = show.title.clone();
    let (settled, vetoed) = (show.clone(), show.clone());
    let settle = action("check", words::THIS_ONE, &title, move || tonight::settle(app, &settled));
    let veto = action("hide", words::VETO, &title, move || app.veto(&vetoed));
    frame(at, &show, ().into_any(), text.into_any(), vec![settle, veto].into_any())
}

/// What a show is to one person: the place in the person's own list and the fit that follows from it as a bar, why, and in words whether a veto is to be expected.
pub(super) fn opinion(app: App, one: &Opinion) -> AnyView {
    let who = one.who;
    let reason = app.household.with(|household| {
        let mark_of = |id: &str| household.get(who).and_then(|member| member.taste.mark(id));
        words::short_reason(&one.because, one.popularity_share, mark_of)
    });
    view! {
        <li>
            <b>{words::name(&app.name_of(who)).to_owned()}</b>
            <Bar share=Signal::stored(one.fit) />
            <span class="number">{one.place.map(words::in_place)}</span>
            {one.said.map(|said| view! { <span class="tag">{words::said(said)}</span> })}
            {one.may_veto.then(|| view! { <span class="tag warn"><Icon name="hide" />{words::MAY_VETO}</span> })}
            <span class="reason">{reason}</span>
        </li>
    }
    .into_any()
}
