//! Whether an element is in sight.

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
