//! The search field: an editable combobox with a list of shows, after the ARIA Authoring Practices.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::keys::Keys;
use super::live::{Views, does};
use super::parts::{Poster, contribute_link};
use crate::messages::{Hit, ShowLine};
use crate::reactive::{RwSignal, effect};
use crate::store::{App, ModelState, use_app};
use crate::taste::Mark;
use crate::words;

/// Results are told to those who listen once the typing pauses.
const PAUSE: Duration = Duration::from_millis(600);

/// The key that leads to the field. A constant, since Leptos would write an element of literals alone as markup, which
/// the security policy forbids.
const SLASH: &str = "/";

/// The field's own state.
#[derive(Clone, Copy)]
struct Field {
    app: App,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    /// Enter came before the answer.
    hurried: RwSignal<bool>,
    input: NodeRef<Input>,
    telling: StoredValue<Option<TimeoutHandle>>,
}

impl Field {
    fn new() -> Field {
        Field {
            app: use_app(),
            text: RwSignal::default(),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            hurried: RwSignal::new(false),
            input: NodeRef::new(),
            telling: StoredValue::new(None),
        }
    }

    fn type_in(self, text: String) {
        let asked = text.trim().to_owned();
        self.text.set(text);
        self.active.set(None);
        self.hurried.set(false);
        self.open.set(!asked.is_empty());
        if !asked.is_empty() && self.app.searchable.get_untracked() {
            self.app.search(asked);
        }
    }

    /// Whether the results are those of the text that stands in the field.
    fn is_answered(self) -> bool {
        self.app.found.with(|found| self.text.with(|text| found.text == text.trim()))
    }

    fn hits(self) -> Vec<Hit> {
        if self.is_answered() { self.app.found.with(|found| found.hits.clone()) } else { Vec::new() }
    }

    fn empty(self) {
        self.text.set(String::new());
        self.active.set(None);
        self.open.set(false);
    }

    fn choose(self, show: &ShowLine) {
        match self.app.taste.with_untracked(|taste| taste.mark(&show.id)) {
            Some(mark) if mark.is_opinion() => self.app.say(words::already(&show.title, mark)),
            _ => self.app.mark(show, Mark::Liked, true),
        }
        self.empty();
    }

    fn enter(self) {
        let hits = untrack(|| self.hits());
        match hits.get(self.active.get_untracked().unwrap_or(0)) {
            Some(hit) => self.choose(&hit.show),
            None => self.hurried.set(!untrack(|| self.is_answered()) && self.app.searchable.get_untracked()),
        }
    }

    fn step(self, down: bool) {
        let count = untrack(|| self.hits()).len();
        if count == 0 {
            return;
        }
        self.active.update(|active| {
            *active = Some(match (*active, down) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            });
        });
    }

    fn key(self, event: &KeyboardEvent) {
        // While an input method composes, its keys are its own.
        if event.is_composing() {
            return;
        }
        let open = self.open.get_untracked();
        let has_text = self.text.with_untracked(|text| !text.trim().is_empty());
        match event.key().as_str() {
            "ArrowDown" if has_text => {
                if open || !event.alt_key() {
                    self.step(true);
                }
                self.open.set(true);
            }
            "ArrowUp" if has_text && event.alt_key() => self.open.set(false),
            "ArrowUp" if has_text => {
                self.open.set(true);
                self.step(false);
            }
            "Enter" if has_text => self.enter(),
            "Escape" if open => {
                self.open.set(false);
                self.active.set(None);
            }
            "Escape" => self.empty(),
            // They move the cursor in the text, as always in a text field.
            "Home" | "End" | "ArrowLeft" | "ArrowRight" => return self.active.set(None),
            "Tab" => return self.open.set(false),
            _ => return,
        }
        event.prevent_default();
    }

    /// Results came, or the model did.
    fn follow(self) {
        effect(move || {
            let searchable = self.app.searchable.get();
            let text = self.text.get_untracked().trim().to_owned();
            if searchable && !text.is_empty() {
                self.app.search(text);
            }
        });
        effect(move || {
            self.app.found.track();
            let (hits, answered) = untrack(|| (self.hits(), self.is_answered()));
            if !answered || !self.open.get_untracked() {
                return;
            }
            if self.hurried.get_untracked() {
                self.hurried.set(false);
                if let Some(hit) = hits.first() {
                    return self.choose(&hit.show);
                }
            }
            let count = hits.len();
            let told = set_timeout_with_handle(
                move || {
                    if self.open.get_untracked() {
                        self.app.say(words::found(count));
                    }
                },
                PAUSE,
            );
            if let Some(before) =
                self.telling.try_update_value(|telling| std::mem::replace(telling, told.ok())).flatten()
            {
                before.clear();
            }
        });
    }
}

#[component]
pub(super) fn Search() -> impl IntoView {
    let field = Field::new();
    field.follow();
    let keys = expect_context::<Keys>();
    let shown = move || field.open.get() && !field.hits().is_empty();
    let note = move || {
        if !field.open.get() {
            return None;
        }
        if !field.app.searchable.get() {
            let failed = field.app.model.with(|model| matches!(model, ModelState::Failed(..)));
            return Some(if failed { words::SEARCH_GONE } else { words::SEARCH_WAIT }.get());
        }
        (field.is_answered() && field.hits().is_empty()).then(|| words::SEARCH_NONE.get())
    };
    view! {
        <section class="ask">
            <div>
                <h1>{move || words::pitch(&field.app.name())}</h1>
                <p class="privacy">
                    {move || words::privacy(field.app.contributes()).get()} " "
                    {field.app.contributing.map(|_| contribute_link())}
                </p>
            </div>
            <div class="field">
                <label for="search">{words::SEARCH}</label>
                <input
                    node_ref=field.input
                    id="search"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="done"
                    placeholder=words::SEARCH_HINT
                    aria-autocomplete="list"
                    aria-expanded=move || if shown() { "true" } else { "false" }
                    aria-controls="hits"
                    aria-activedescendant=move || field.active.get().filter(|_| shown()).map(|at| format!("hit-{at}"))
                    prop:value=move || field.text.get()
                    on:input=move |event| field.type_in(event_target_value(&event))
                    on:keydown=move |event| field.key(&event)
                    on:blur=does(move || field.open.set(false))
                    on:click=does(move || field.open.set(field.text.with_untracked(|text| !text.trim().is_empty())))
                />
                <kbd aria-hidden="true" hidden=move || keys.are_off()>{SLASH}</kbd>
                <ul id="hits" class="hits" role="listbox" aria-label=words::SEARCH_RESULTS hidden=move || !shown()>
                    {move || {
                        field.hits().into_iter().enumerate().map(|(at, hit)| result(field, at, hit)).views()
                    }}
                </ul>
                <p class="hits note" hidden=move || note().is_none()>{note}</p>
            </div>
        </section>
    }
}

fn result(field: Field, at: usize, Hit { show, also }: Hit) -> impl IntoView {
    let mark = field.app.taste.with_untracked(|taste| taste.mark(&show.id));
    let chosen = show.clone();
    view! {
        <li
            id=format!("hit-{at}")
            role="option"
            aria-selected=move || if field.active.get() == Some(at) { "true" } else { "false" }
            // The focus stays in the field.
            on:mousedown=move |event| event.prevent_default()
            on:click=does(move || field.choose(&chosen))
        >
            <Poster show=show.clone() />
            <span class="hit-title">
                <b>{show.title.clone()}</b>
                {show.year.map(|year| format!(" {year}"))}
                {also.map(|also| view! { <span class="also">{words::also(&also)}</span> })}
            </span>
            {mark.map(|mark| view! { <span class="tag">{words::marked(mark)}</span> })}
        </li>
    }
}
