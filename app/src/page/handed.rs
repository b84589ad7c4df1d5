//! Files that the system hands over: opened with the installed app, or shared to it.

use js_sys::{Array, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::js::{self, object};
use super::{address, update};
use crate::route::Route;

/// What follows the `#` when the service worker has taken in shared files (`xtask/src/site/sw.js`).
const SHARED: &str = "#/import/shared";

/// Calls with the files that were opened with the installed app, now and later.
pub fn opened(found: impl Fn(Vec<File>) + Clone + 'static) {
    let heard = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        let handles = Reflect::get(&launch, &"files".into()).ok().and_then(|files| files.dyn_into::<Array>().ok());
        let Some(handles) = handles.filter(|handles| handles.length() > 0) else { return };
        let found = found.clone();
        spawn_local(async move {
            let mut files = Vec::new();
            for handle in handles.iter() {
                if let Some(file) = js::file_of(&handle) {
                    files.extend(JsFuture::from(file).await.ok().and_then(|file| file.dyn_into().ok()));
                }
            }
            found(files);
        });
    });
    js::on_launch(&window(), heard.as_ref().unchecked_ref());
    heard.forget();
}

/// Calls with the files that were shared to the app, if that is why it was opened.
pub fn shared(address: address::Address, found: impl FnOnce(Vec<File>) + 'static) {
    if window().location().hash().ok().as_deref() != Some(SHARED) {
        return;
    }
    address.replace(&Route::Import);
    update::ask(object(&[("type", "SHARED".into())]), |answer| {
        let files = answer.dyn_into::<Array>().unwrap_or_default();
        found(files.iter().filter_map(|file| file.dyn_into().ok()).collect());
    });
}
