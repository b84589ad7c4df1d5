//! What is kept, between Rust and the browser: IndexedDB takes plain objects, and they can be read with the browser's own tools.
//!
//! Laid out as `serde_json` would write them, which earlier versions used: a program of its own for numbers and texts that the
//! browser reads and writes anyway.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// What an object says; `None` when this version does not understand it.
pub(super) fn from_js<T: DeserializeOwned>(record: &JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(record.clone()).ok()
}

/// An object that says this.
pub(super) fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
