//! The few browser functions that web-sys does not bind, or only behind its unstable flag.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Navigator;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Element)]
    type Animated;

    #[wasm_bindgen(method)]
    fn animate(this: &Animated, frames: &Object, options: &Object) -> JsValue;

    type Sharing;

    #[wasm_bindgen(method, catch)]
    fn share(this: &Sharing, data: &Object) -> Result<Promise, JsValue>;

    type Clipboard;

    #[wasm_bindgen(method, catch, js_name = writeText)]
    fn write_text(this: &Clipboard, text: &str) -> Result<Promise, JsValue>;

    type Timeline;

    #[wasm_bindgen(method, catch)]
    fn measure(this: &Timeline, name: &str, options: &Object) -> Result<JsValue, JsValue>;

    type Locks;

    #[wasm_bindgen(method)]
    fn request(this: &Locks, name: &str, work: &JsValue) -> Promise;

    type LaunchQueue;

    #[wasm_bindgen(method, js_name = setConsumer)]
    fn set_consumer(this: &LaunchQueue, consumer: &Function);

    type FileHandle;

    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &FileHandle) -> Result<Promise, JsValue>;

    type AbortSignal;

    #[wasm_bindgen(catch, static_method_of = AbortSignal)]
    fn timeout(milliseconds: u32) -> Result<JsValue, JsValue>;

    /// Fills an array with random bytes.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    pub fn get_random_values(bytes: &Uint8Array) -> Uint8Array;
}

/// An object of these fields.
pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a new plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// Has a function called with what the app is opened with, where the browser tells that.
pub fn on_launch(window: &web_sys::Window, consumer: &Function) {
    let queue = Reflect::get(window, &"launchQueue".into()).ok().filter(|queue| !queue.is_undefined());
    if let Some(queue) = queue {
        queue.unchecked_ref::<LaunchQueue>().set_consumer(consumer);
    }
}

/// The file behind a handle.
pub fn file_of(handle: &JsValue) -> Option<Promise> {
    handle.unchecked_ref::<FileHandle>().get_file().ok()
}

/// Whether something is dragged over the page that holds files, rather than a text or a link.
pub fn is_file_drag(event: &web_sys::DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

/// Moves an element from an offset to its place, or lets it appear.
pub fn animate(element: &web_sys::Element, property: &str, from: &str, to: &str, milliseconds: u32) {
    let frames = object(&[(property, Array::of2(&from.into(), &to.into()).into())]);
    let options = object(&[("duration", milliseconds.into()), ("easing", "cubic-bezier(.2,.7,.2,1)".into())]);
    element.unchecked_ref::<Animated>().animate(&frames, &options);
}

/// Adds a User Timing measure that ended now, for `cargo xtask bench` and the browser's own tools.
pub fn measure(name: &str, milliseconds: f64) {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return };
    let start = (performance.now() - milliseconds).max(0.0);
    let options = object(&[("start", start.into()), ("duration", milliseconds.into())]);
    // A measure that is refused is a measure that is missing, no more.
    let _ = performance.unchecked_ref::<Timeline>().measure(name, &options);
}

/// Has the system share a link; `None` where it cannot.
pub fn share(navigator: &Navigator, title: &str, link: &str) -> Option<Promise> {
    let data = object(&[("title", title.into()), ("url", link.into())]);
    navigator.unchecked_ref::<Sharing>().share(&data).ok()
}

/// Copies a text; `None` where there is no clipboard.
pub fn copy(navigator: &Navigator, text: &str) -> Option<Promise> {
    // Pages without encryption have none.
    let clipboard = Reflect::get(navigator, &"clipboard".into()).ok().filter(|clipboard| !clipboard.is_undefined())?;
    clipboard.unchecked_ref::<Clipboard>().write_text(text).ok()
}

/// Calls a function, which returns a promise, while no other tab holds the lock of this name; where the browser has no
/// locks, at once.
pub fn lock(navigator: &Navigator, name: &str, work: &JsValue) -> Promise {
    match Reflect::get(navigator, &"locks".into()).ok().filter(|locks| !locks.is_undefined()) {
        Some(locks) => locks.unchecked_ref::<Locks>().request(name, work),
        None => match work.unchecked_ref::<Function>().call0(&JsValue::UNDEFINED) {
            Ok(done) => Promise::resolve(&done),
            Err(error) => Promise::reject(&error),
        },
    }
}

/// A signal that ends a request after some time; nothing where the browser has none.
pub fn patience(milliseconds: u32) -> JsValue {
    AbortSignal::timeout(milliseconds).unwrap_or_default()
}

/// The browser's clock in milliseconds since the page began.
pub fn clock() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
