//! A list that changes moves calmly: every line glides from its old place to its new one, and the keyboard's focus
//! stays where it was.

use std::collections::HashMap;

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::js::animate;

const MILLISECONDS: u32 = 280;

/// A list as it was before a change.
pub struct Before {
    list: Element,
    places: HashMap<String, (f64, f64)>,
    focus: Option<(HtmlElement, u32)>,
}

/// Remembers where the lines of a list are. Call it before the change.
pub fn before(selector: &str) -> Option<Before> {
    let list = document().query_selector(selector).ok()??;
    let active = document().active_element();
    let mut places = HashMap::new();
    let mut focus = None;
    // Asking for a place has the browser lay the page out.
    let moves = moves();
    let lines = list.children();
    for at in 0..lines.length() {
        let Some(line) = lines.item(at) else { continue };
        if let Some(active) = active.as_ref().filter(|active| line.contains(Some(active.as_ref()))) {
            focus = active.clone().dyn_into().ok().map(|element| (element, at));
        }
        if moves && let Some(id) = line.get_attribute("data-id") {
            places.insert(id, place(&line));
        }
    }
    Some(Before { list, places, focus })
}

impl Before {
    /// Once the change is in the document and before it is painted: starts the motion and restores the focus.
    pub fn after(self) {
        request_animation_frame(move || {
            if moves() {
                self.glide();
            }
            self.refocus();
        });
    }

    fn glide(&self) {
        let lines = self.list.children();
        for line in (0..lines.length()).filter_map(|at| lines.item(at)) {
            let Some(id) = line.get_attribute("data-id") else { continue };
            let (left, top) = place(&line);
            match self.places.get(&id) {
                Some(&(old_left, old_top)) => {
                    // Whole pixels: to write fractions takes a program of its own.
                    let (x, y) = ((old_left - left).round() as i32, (old_top - top).round() as i32);
                    if x.abs() + y.abs() > 1 {
                        animate(&line, "transform", &format!("translate({x}px,{y}px)"), "none", MILLISECONDS);
                    }
                }
                None if !self.places.is_empty() => animate(&line, "opacity", "0", "1", MILLISECONDS),
                None => {}
            }
        }
    }

    /// A line that moved lost the focus, and one that left took it along: then the line in its place gets it.
    fn refocus(&self) {
        let Some((element, at)) = &self.focus else { return };
        let active = document().active_element();
        if active.as_ref().is_some_and(|active| active.is_same_node(Some(element))) {
            return;
        }
        // Somebody went elsewhere in between.
        if active.is_some_and(|active| active.tag_name() != "BODY") {
            return;
        }
        let lines = self.list.children();
        let heir = if element.is_connected() {
            Some(element.clone())
        } else {
            lines
                .item((*at).min(lines.length().saturating_sub(1)))
                .and_then(|line| line.query_selector("a, button").ok()?)
                .and_then(|element| element.dyn_into().ok())
        };
        if let Some(heir) = heir {
            focus(&heir);
        }
    }
}

/// Puts the lines of a list into this order, by their `data-id`. Leptos knows the order, but may leave a line where it was in the
/// page: its comparison of keyed lists takes a line for one that need not move when it has moved as far as the lines that came
/// before it, less those that went, would have pushed it (tachys 0.2, `view/keyed.rs`, `diff`).
pub fn put_in_order(selector: &str, ids: &[String]) {
    let Ok(Some(list)) = document().query_selector(selector) else { return };
    let lines = list.children();
    for (at, id) in (0..).zip(ids) {
        let has_it = |line: &Element| line.get_attribute("data-id").as_ref() == Some(id);
        let Some(stands) = lines.item(at).filter(|line| !has_it(line)) else { continue };
        if let Some(line) = (at + 1..lines.length()).filter_map(|at| lines.item(at)).find(has_it) {
            let _ = list.insert_before(&line, Some(&stands));
        }
    }
}

/// Focuses an element and leaves the page where it is.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

fn place(line: &Element) -> (f64, f64) {
    let place = line.get_bounding_client_rect();
    (place.left(), place.top())
}

fn moves() -> bool {
    let reduced = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    !reduced.is_some_and(|query| query.matches())
}
