//! Tastes that travel: the person's own as a link and a code, and one that came in a link.

use leptos::html;
use leptos::prelude::*;

use super::live::does;
use super::parts::name_field;
use super::status::Status;
use crate::messages::{Code, Packed, Unpacked};
use crate::page::share;
use crate::reactive::Memo;
use crate::route::Route;
use crate::store::{App, use_app};
use crate::words;

#[component]
pub(super) fn Share() -> impl IntoView {
    let app = use_app();
    let nothing = Memo::new(move |_| app.taste.with(|taste| taste.entries().is_empty()));
    view! {
        <article class="about" aria-labelledby="share-title">
            <p><a href=Route::Together.href()>{words::TO_TOGETHER}</a></p>
            <h1 id="share-title" tabindex="-1">{move || words::share_title(&app.name())}</h1>
            <p>{words::SHARE_LEAD}</p>
            {move || name_field(app, app.who.get())}
            {move || match app.packed.get() {
                _ if nothing.get() => view! { <p class="notice">{words::SHARE_EMPTY}</p> }.into_any(),
                Some(packed) => parcel(app, packed),
                None => view! { <Status /> }.into_any(),
            }}
        </article>
    }
}

fn parcel(app: App, Packed { link, left_out, code }: Packed) -> AnyView {
    let field: NodeRef<html::Input> = NodeRef::new();
    let code = match code {
        Some(code) => draw(code),
        None => view! { <p class="notice">{words::NO_CODE}</p> }.into_any(),
    };
    let copied = link.clone();
    let copy = move || {
        share::copy(&copied, move |done| {
            if !done && let Some(field) = field.get_untracked() {
                field.select();
            }
            app.tell(if done { words::COPIED } else { words::COPY_BY_HAND }.into(), None);
        });
    };
    let sent = link.clone();
    view! {
        {code}
        <div class="line">
            <label for="link">{words::LINK}</label>
            <input node_ref=field id="link" type="text" readonly value=link />
            <button type="button" class="button" on:click=does(copy)>{words::COPY}</button>
            <button type="button" class="button" hidden=!share::is_possible() on:click=does(move || share::send(&sent))>
                {words::SEND}
            </button>
        </div>
        <p hidden={left_out == 0}>{words::left_out(left_out)}</p>
    }
    .into_any()
}

/// Black on white in every theme: a camera wants it so.
fn draw(Code { size, path }: Code) -> AnyView {
    view! {
        <svg class="qr" role="img" aria-label=words::QR viewBox=format!("0 0 {size} {size}") shape-rendering="crispEdges">
            // No rectangle of literals: Leptos would write it as markup, which the security policy forbids.
            <path d=format!("M0 0h{size}v{size}H0z") fill="#fff"></path>
            <path d=path fill="#000"></path>
        </svg>
    }
    .into_any()
}

#[component]
pub(super) fn With() -> impl IntoView {
    let app = use_app();
    let title = move || match app.unpacked.get() {
        Some(Ok(unpacked)) => words::with_title(&unpacked.name),
        Some(Err(_)) => words::WITH_FAULT.into(),
        None => words::WITH_WAIT.into(),
    };
    view! {
        <article class="about" aria-labelledby="with-title">
            <h1 id="with-title" tabindex="-1">{title}</h1>
            {move || match app.unpacked.get() {
                Some(Ok(unpacked)) => arrival(app, unpacked),
                Some(Err(fault)) => {
                    view! {
                        <p class="lead">{words::fault(fault)}</p>
                        <p><a href=Route::Home.href()>{words::BACK}</a></p>
                    }
                        .into_any()
                }
                None => view! { <Status /> }.into_any(),
            }}
        </article>
    }
}

fn arrival(app: App, unpacked: Unpacked) -> AnyView {
    let told = words::with_shows(&unpacked.shows, unpacked.unknown);
    let none = unpacked.shows.is_empty();
    let also = unpacked.clone();
    view! {
        <p class="lead">{told}</p>
        <p hidden=none>{words::WITH_LEAD}</p>
        <div class="after">
            <button
                type="button"
                class="button main"
                hidden=none
                on:click=does(move || app.receive(&unpacked, true))
            >
                {words::WATCH_NOW}
            </button>
            <button type="button" class="button" hidden=none on:click=does(move || app.receive(&also, false))>
                {words::ONLY_ADD}
            </button>
            <button type="button" class="text" on:click=does(move || app.address.replace(&Route::Home))>
                {words::NOT_NOW}
            </button>
        </div>
    }
    .into_any()
}
