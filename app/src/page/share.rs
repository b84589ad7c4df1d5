//! Gives a link to the clipboard, or to the programs that the system shares with.

use leptos::prelude::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::js;
use crate::words;

/// Copies a text, and tells whether that was possible.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let copied = js::copy(&window().navigator(), text);
    spawn_local(async move {
        done(match copied {
            Some(copied) => JsFuture::from(copied).await.is_ok(),
            None => false,
        });
    });
}

/// Whether the system offers to share.
pub fn is_possible() -> bool {
    js_sys::Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
}

/// Has the system share a link.
pub fn send(link: &str) {
    if let Some(shared) = js::share(&window().navigator(), words::SITE, link) {
        // Who closes the system's window changed their mind: that is no error.
        spawn_local(async move { drop(JsFuture::from(shared).await) });
    }
}
