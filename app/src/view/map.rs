//! Every show as a point, near what is liked by the same people; and the same as a list.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::html::Canvas;
use leptos::prelude::*;

use super::live::{Views, does};
use super::parts::{Marks, Poster, facts};
use crate::chart::{self, Sight};
use crate::language::Text;
use crate::messages::{Dot, ShowLine};
use crate::page::canvas::{self, Scene};
use crate::reactive::{RwSignal, effect};
use crate::route::{self, Route};
use crate::store::{App, use_app};
use crate::taste::Mark;
use crate::words;

/// A finger is not a needle, in pixels.
const REACH: f64 = 18.0;
/// A pointer that moved less was a tap, in pixels.
const TAP: f64 = 5.0;
/// What one step of a key or a button does.
const STEP: f64 = 60.0;
const CLOSER: f64 = 1.5;
/// How many finds are listed.
const FINDS: usize = 8;

/// The canvas, what part of the map it shows, and the fingers on it.
#[derive(Clone, Copy)]
struct Chart {
    app: App,
    canvas: NodeRef<Canvas>,
    sight: RwSignal<Sight>,
    /// The pointers that are down: number, place.
    fingers: StoredValue<Vec<(i32, (f64, f64))>>,
    /// How far the first one moved since it came down.
    moved: StoredValue<f64>,
    /// Whether a drawing is due.
    due: StoredValue<bool>,
}

impl Chart {
    fn dots(self) -> Option<Arc<[Dot]>> {
        self.app.map.dots.get()
    }

    /// Draws before the next frame, once, whatever happens until then.
    fn redraw(self) {
        if self.due.try_get_value() != Some(false) {
            return;
        }
        self.due.set_value(true);
        request_animation_frame(move || {
            // The page may have been left meanwhile.
            if self.due.try_set_value(false).is_none() {
                untrack(|| self.draw());
            }
        });
    }

    fn draw(self) {
        let (Some(canvas), Some(dots)) = (self.canvas.get(), self.dots()) else { return };
        let (said, recommended) = (self.app.said_on_map(), self.app.recommended_on_map());
        let (chosen, near) = self.app.map.near.with(|near| match near {
            Some(near) => {
                let numbers = near.shows.iter().filter_map(|show| self.app.map.number(&show.id)).collect();
                (self.app.map.number(&near.show.id), numbers)
            }
            None => (None, Vec::new()),
        });
        let sight = self.sight.get();
        let scene = Scene { dots: &dots, sight, said: &said, recommended: &recommended, chosen, near: &near };
        canvas::draw(&canvas, &scene);
    }

    fn size(self) -> chart::Size {
        self.canvas.get_untracked().map_or((1.0, 1.0), |canvas| canvas::size(&canvas))
    }

    fn middle(self) -> (f64, f64) {
        let (width, height) = self.size();
        (width / 2.0, height / 2.0)
    }

    fn zoom(self, at: (f64, f64), factor: f64) {
        let size = self.size();
        self.sight.update(|sight| sight.zoom_at(at, factor, size));
    }

    fn pan(self, by: (f64, f64)) {
        let size = self.size();
        self.sight.update(|sight| sight.pan(by, size));
    }

    fn on_wheel(self, event: &WheelEvent) {
        event.prevent_default();
        // Lines are about sixteen pixels high.
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
        let factor = (-event.delta_y() * unit / 300.0).clamp(-1.0, 1.0).exp();
        self.zoom((f64::from(event.offset_x()), f64::from(event.offset_y())), factor);
    }

    fn on_down(self, event: &PointerEvent) {
        if let Some(canvas) = self.canvas.get_untracked() {
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        self.fingers.update_value(|fingers| fingers.push((event.pointer_id(), place(event))));
        self.moved.set_value(0.0);
    }

    fn on_move(self, event: &PointerEvent) {
        let before = self.fingers.get_value();
        let Some(at) = before.iter().position(|(id, _)| *id == event.pointer_id()) else { return };
        let (was, now) = (before[at].1, place(event));
        self.fingers.update_value(|fingers| fingers[at].1 = now);
        self.moved.update_value(|moved| *moved += (now.0 - was.0).hypot(now.1 - was.1));
        match before.as_slice() {
            [_] => self.pan((now.0 - was.0, now.1 - was.1)),
            [one, two] => {
                // Two fingers: what lies between them grows with their distance.
                let other = if at == 0 { two.1 } else { one.1 };
                let apart = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).hypot(a.1 - b.1).max(1.0);
                let middle = ((now.0 + other.0) / 2.0, (now.1 + other.1) / 2.0);
                self.zoom(middle, apart(now, other) / apart(was, other));
                self.pan(((now.0 - was.0) / 2.0, (now.1 - was.1) / 2.0));
            }
            _ => {}
        }
    }

    fn on_up(self, event: &PointerEvent, is_cancelled: bool) {
        let alone = self.fingers.with_value(|fingers| fingers.len() == 1);
        self.fingers.update_value(|fingers| fingers.retain(|(id, _)| *id != event.pointer_id()));
        if is_cancelled || !alone || self.moved.get_value() > TAP {
            return;
        }
        let Some(dots) = untrack(|| self.dots()) else { return };
        let sight = self.sight.get_untracked();
        match chart::nearest(&dots, &sight, self.size(), place(event), REACH) {
            Some(at) => self.app.choose_on_map(&dots[at].id),
            None => self.app.map.near.set(None),
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => self.pan((STEP, 0.0)),
            "ArrowRight" => self.pan((-STEP, 0.0)),
            "ArrowUp" => self.pan((0.0, STEP)),
            "ArrowDown" => self.pan((0.0, -STEP)),
            "+" | "=" => self.zoom(self.middle(), CLOSER),
            "-" => self.zoom(self.middle(), 1.0 / CLOSER),
            "0" => self.sight.set(Sight::default()),
            _ => return,
        }
        event.prevent_default();
    }

    /// Goes to a show, and chooses it.
    fn go(self, dot: &Dot) {
        self.sight.update(|sight| sight.look_at(dot.at));
        self.app.choose_on_map(&dot.id);
        self.app.say(words::map::chosen(&dot.title));
    }
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

#[component]
pub(super) fn Map(start: String) -> impl IntoView {
    let app = use_app();
    let chart = Chart {
        app,
        canvas: NodeRef::new(),
        sight: RwSignal::new(Sight::default()),
        fingers: StoredValue::new(Vec::new()),
        moved: StoredValue::new(0.0),
        due: StoredValue::new(false),
    };
    // Whatever is drawn has changed.
    effect(move || {
        app.map.dots.track();
        app.map.near.track();
        app.taste.track();
        app.list.track();
        chart.sight.track();
        chart.redraw();
    });
    // The show in the address, once the places are known.
    let mut found = start.is_empty();
    effect(move || {
        if !found && let Some((dots, at)) = chart.dots().zip(app.map.number(&start)) {
            found = true;
            chart.sight.update(|sight| sight.look_at(dots[at].at));
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| chart.redraw());
    on_cleanup(move || resized.remove());
    let no_map = move || chart.dots().is_some_and(|dots| dots.is_empty());
    let legend = words::map::LEGEND
        .into_iter()
        .map(|(kind, text)| view! { <li><span class="sign" data-kind=kind aria-hidden="true"></span>{text}</li> })
        .views();
    let button = |sign: &'static str, label: Text, act: fn(Chart)| {
        view! {
            <button type="button" class="round" aria-label=label title=label on:click=does(move || act(chart))>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    view! {
        <article class="map" aria-labelledby="map-title">
            <p><a href=Route::Home.href()>{words::BACK}</a></p>
            <h1 id="map-title" tabindex="-1">{words::map::TITLE}</h1>
            <p>{words::map::LEAD}</p>
            <p class="notice" hidden=move || !no_map()>{words::map::NONE}</p>
            <div class="map-body" hidden=no_map>
                <div class="map-frame">
                    <canvas
                        node_ref=chart.canvas
                        tabindex="0"
                        role="application"
                        aria-label=words::map::CANVAS
                        on:wheel=move |event| chart.on_wheel(&event)
                        on:pointerdown=move |event| chart.on_down(&event)
                        on:pointermove=move |event| chart.on_move(&event)
                        on:pointerup=move |event| chart.on_up(&event, false)
                        on:pointercancel=move |event| chart.on_up(&event, true)
                        on:keydown=move |event| chart.on_key(&event)
                    ></canvas>
                    <div class="map-tools">
                        {button("+", words::map::CLOSER, |chart| chart.zoom(chart.middle(), CLOSER))}
                        {button("−", words::map::FARTHER, |chart| chart.zoom(chart.middle(), 1.0 / CLOSER))}
                        {button("◻", words::map::WHOLE, |chart| chart.sight.set(Sight::default()))}
                    </div>
                    <ul class="map-legend">{legend}</ul>
                </div>
                <div class="map-side">
                    <Find chart />
                    <Chosen chart />
                </div>
            </div>
        </article>
    }
}

/// A field with the shows whose titles hold what was typed.
#[component]
fn Find(chart: Chart) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let finds = move || {
        let wanted = text.with(|text| text.trim().to_lowercase());
        let dots = chart.dots().filter(|_| !wanted.is_empty());
        let Some(dots) = dots else { return Vec::new() };
        let holds = |dot: &&Dot| dot.title.to_lowercase().contains(&wanted);
        dots.iter().filter(holds).take(FINDS).cloned().collect::<Vec<_>>()
    };
    let rows = move || {
        let row = |dot: Dot| {
            let name = words::map::found(&dot.title, dot.year);
            let go = move || {
                text.set(String::new());
                chart.go(&dot);
            };
            view! { <li><button type="button" class="text" on:click=does(go)>{name}</button></li> }
        };
        finds().into_iter().map(row).views()
    };
    view! {
        <label class="map-find">
            <span>{words::map::FIND}</span>
            <input
                type="search"
                autocomplete="off"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" && let Some(first) = untrack(finds).first() {
                        text.set(String::new());
                        chart.go(first);
                    }
                }
            />
        </label>
        <ul class="map-finds">{rows}</ul>
    }
}

/// The show that was chosen, and its neighbours as a list.
#[component]
fn Chosen(chart: Chart) -> impl IntoView {
    let app = chart.app;
    let shown = move || app.map.near.get();
    move || match shown() {
        None => view! { <p class="empty">{words::map::CHOOSE}</p> }.into_any(),
        Some(near) => {
            let facts = facts(&near.show, true).into_iter().map(|fact| view! { <li>{fact}</li> }).views();
            let rows = near.shows.into_iter().map(|show| neighbour(chart, show)).views();
            view! {
                <section class="map-chosen" aria-labelledby="chosen-title">
                    <div class="map-head">
                        <Poster show=near.show.clone() />
                        <div>
                            <h2 id="chosen-title">{near.show.title.clone()}</h2>
                            <ul class="facts">{facts}</ul>
                            <a href=route::show(&near.show.id)>{words::map::DETAILS}</a>
                        </div>
                    </div>
                    <Marks show=near.show marks=&[Mark::Loved, Mark::Liked, Mark::Disliked, Mark::Seen, Mark::Want] quiet=true />
                    <h3>{words::map::NEAR}</h3>
                    <ol class="map-near">{rows}</ol>
                </section>
            }
            .into_any()
        }
    }
}

fn neighbour(chart: Chart, show: ShowLine) -> impl IntoView {
    let app = chart.app;
    let (id, title) = (show.id.clone(), show.title.clone());
    let said = move || {
        let mark = app.taste.with(|taste| taste.mark(&id)).map(words::marked);
        let listed = || app.list.with(|list| list.iter().flat_map(|list| &list.items).any(|item| item.show.id == id));
        mark.or_else(|| listed().then(|| words::map::RECOMMENDED.get())).unwrap_or_default()
    };
    let go = move || {
        let dot = app.map.number(&show.id).zip(untrack(|| chart.dots()));
        if let Some((at, dots)) = dot {
            chart.go(&dots[at]);
        }
    };
    view! {
        <li>
            <button type="button" class="text" on:click=does(go)>{title}</button>
            <span class="tag">{said}</span>
        </li>
    }
}
