//! What is in sight.

use crate::reactive::RwSignal;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

/// Follows whether the element that a selector finds is in sight. Call it once the page is drawn.
pub fn follow(selector: &str, seen: RwSignal<bool>) {
    let Ok(Some(element)) = document().query_selector(selector) else { return };
    let noticed = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        if let Some(entry) = entries.iter().last() {
            seen.set(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
        }
    });
    if let Ok(observer) = IntersectionObserver::new(noticed.as_ref().unchecked_ref()) {
        observer.observe(&element);
    }
    noticed.forget();
}

/// How many lines of a list begin above the lower edge of the window: those that are in sight, and those above them.
pub fn lines(selector: &str) -> usize {
    let Ok(Some(list)) = document().query_selector(selector) else { return 0 };
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    let lines = list.children();
    let begins = |at: &u32| lines.item(*at).is_some_and(|line| line.get_bounding_client_rect().top() < height);
    (0..lines.length()).take_while(begins).count()
}
