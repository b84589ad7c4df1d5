//! Keys that save a way with the mouse, and the sheet that lists them.
//!
//! Who dictates to their computer, or rests on a key, must be able to switch single keys off (WCAG 2.2, 2.1.4).

use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::focus_on;
use super::live::{Views, does};
use super::parts::Icon;
use crate::page::local;
use crate::reactive::{RwSignal, effect};
use crate::store::{App, kept, use_app};
use crate::taste::Mark;
use crate::words;

/// The first show of the list that is open: the person's own, or the common one.
const FIRST: &str = ".home:not([hidden]) #list:not([hidden]) > li, #common > li";

/// Which keys do something.
#[derive(Clone, Copy)]
pub(super) struct Keys {
    /// Whether the sheet is open.
    open: RwSignal<bool>,
    /// Whether single keys do nothing: they are switched off, or the second part of the page is on its way.
    off: RwSignal<bool>,
}

impl Keys {
    pub(super) fn provide() {
        provide_context(Keys { open: RwSignal::new(false), off: RwSignal::new(true) });
    }

    /// Listens from now on: the second part of the page is here.
    fn begin(self) {
        self.off.set(local::get(local::KEYS_OFF));
        kept(self.off, local::KEYS_OFF);
        let app = use_app();
        let listening = window_event_listener(ev::keydown, move |event| {
            if !self.off.get_untracked() && self.press(app, &event) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listening.remove());
    }

    /// Whether single keys do nothing.
    pub(super) fn are_off(self) -> bool {
        self.off.get()
    }

    /// Opens the sheet.
    pub(super) fn show(self) {
        self.open.set(true);
    }

    /// Does what a key is for; whether it is for anything.
    fn press(self, app: App, event: &KeyboardEvent) -> bool {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() || is_elsewhere() {
            return false;
        }
        match event.key().as_str() {
            "/" => focus_on("#search"),
            "?" => self.show(),
            "j" => step(true),
            "k" => step(false),
            "u" => match app.toast.get_untracked().and_then(|toast| toast.undo) {
                Some(undo) => app.undo(undo),
                None => return false,
            },
            digit => return mark(app, digit),
        }
        true
    }
}

/// Somebody types, chooses, or reads a sheet.
fn is_elsewhere() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA" | "CANVAS")
            || element.closest("dialog").is_ok_and(|dialog| dialog.is_some())
    })
}

/// From a show of the list to the next one, or to the one before.
fn step(forward: bool) {
    let card = document().active_element().and_then(|active| active.closest("ol.cards > li").ok()?);
    let next = match card {
        Some(card) if forward => card.next_element_sibling(),
        Some(card) => card.previous_element_sibling(),
        None => document().query_selector(FIRST).ok().flatten(),
    };
    let title = next.and_then(|card| card.query_selector("h3 a").ok()?);
    if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
        // The browser scrolls as far as it must.
        let _ = title.focus();
    }
}

/// `1` to `7` mark the show of the list that has the focus.
fn mark(app: App, digit: &str) -> bool {
    let mark = digit.parse::<usize>().ok().and_then(|digit| Mark::ALL.get(digit.checked_sub(1)?));
    let card = document().active_element().and_then(|active: Element| active.closest("#list > li[data-id]").ok()?);
    let id = card.and_then(|card| card.get_attribute("data-id"));
    let (Some(&mark), Some(id)) = (mark, id) else { return false };
    let show = app.list.with_untracked(|list| {
        let item = list.as_ref()?.items.iter().find(|item| item.show.id == id)?;
        Some(item.show.clone())
    });
    match show {
        Some(show) => app.mark(&show, mark, false),
        None => return false,
    }
    true
}

/// The sheet, and what the keys do: from now on.
#[component]
pub(super) fn Sheet() -> impl IntoView {
    let keys = expect_context::<Keys>();
    keys.begin();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if keys.open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !keys.open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog node_ref=dialog class="sheet keys" aria-labelledby="keys-title" on:close=does(move || keys.open.set(false))>
            <div class="sheet-body">
                <button
                    type="button"
                    class="round sheet-close"
                    aria-label=words::CLOSE
                    on:click=does(move || keys.open.set(false))
                >
                    <Icon name="close" />
                </button>
                <h2 id="keys-title">{words::keys::TITLE}</h2>
                {move || keys.open.get().then(|| view! { <Table /> })}
            </div>
        </dialog>
    }
}

/// What each key does, and the switch for all of them.
#[component]
fn Table() -> impl IntoView {
    let keys = expect_context::<Keys>();
    let marks =
        Mark::ALL.into_iter().enumerate().map(|(at, mark)| ((at + 1).to_string(), words::mark(mark).to_string()));
    let others = [
        ("/", words::keys::SEARCH),
        ("j", words::keys::NEXT),
        ("k", words::keys::BEFORE),
        ("u", words::UNDO),
        ("?", words::keys::TITLE),
        ("Esc", words::CLOSE),
    ];
    let line = |(key, what): (String, String)| view! { <dt><kbd>{key}</kbd></dt><dd>{what}</dd> };
    let others = others.into_iter().map(|(key, what)| line((key.to_owned(), what.get().to_owned()))).views();
    let marks = marks.map(line).views();
    let toggled = move |event| keys.off.set(!event_target_checked(&event));
    view! {
        <dl class="key-list">{others}</dl>
        <h3>{words::keys::ON_A_SHOW}</h3>
        <dl class="key-list">{marks}</dl>
        <label class="check-line">
            <input type="checkbox" prop:checked=move || !keys.off.get() on:change=toggled />
            {words::keys::ON}
        </label>
    }
}
