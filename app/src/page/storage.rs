//! Whether the browser may throw away what is kept here when it runs short of space.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::StorageManager;

/// Asks the browser not to, and calls with its answer. Some ask the person.
pub fn persist(told: impl FnOnce(bool) + 'static) {
    settle(StorageManager::persist, told);
}

/// Calls with whether the browser has promised it.
pub fn persisted(told: impl FnOnce(bool) + 'static) {
    settle(StorageManager::persisted, told);
}

fn settle(ask: fn(&StorageManager) -> Result<Promise, JsValue>, told: impl FnOnce(bool) + 'static) {
    // Pages without encryption have no such thing: then nothing is promised.
    let asked = ask(&window().navigator().storage());
    spawn_local(async move {
        let answer = match asked {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        told(answer.and_then(|answer| answer.as_bool()).unwrap_or(false));
    });
}
