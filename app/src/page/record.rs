//! What is kept, between Rust and the browser: IndexedDB takes plain objects, and they can be read with the browser's own tools.
//!
//! Laid out as `serde_json` would write them, which earlier versions used. That reads and writes numbers and texts by itself,
//! which the browser can do anyway: with it the page's first part had 8 kB more, as they travel. What cannot be read is not
//! explained to anybody, so the reader here says nothing, and needs nothing to say it with: 3 kB less than that of
//! `serde-wasm-bindgen`.

use std::fmt;

use js_sys::{Array, Object};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// The largest whole number up to which a double has all of them.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// What an object says; `None` when this version does not understand it.
pub(super) fn from_js<T: DeserializeOwned>(record: &JsValue) -> Option<T> {
    T::deserialize(Record(record.clone())).ok()
}

/// An object that says this.
pub(super) fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// A value of JavaScript that JSON could hold.
struct Record(JsValue);

/// It is not what was expected.
#[derive(Debug)]
struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unreadable
    }
}

impl IntoDeserializer<'_, Unreadable> for Record {
    type Deserializer = Record;

    fn into_deserializer(self) -> Record {
        self
    }
}

impl<'de> Deserializer<'de> for Record {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Record(value) = self;
        if let Some(text) = value.as_string() {
            visitor.visit_string(text)
        } else if let Some(number) = value.as_f64() {
            // Whole numbers are all that is kept.
            if (0.0..=LARGEST).contains(&number) && number.fract() == 0.0 {
                visitor.visit_u64(number as u64)
            } else {
                Err(Unreadable)
            }
        } else if let Some(truth) = value.as_bool() {
            visitor.visit_bool(truth)
        } else if let Some(list) = value.dyn_ref::<Array>() {
            visitor.visit_seq(SeqDeserializer::new(list.iter().map(Record)))
        } else if let Some(object) = value.dyn_ref::<Object>() {
            let field = |pair: JsValue| {
                let pair: Array = pair.unchecked_into();
                (Record(pair.get(0)), Record(pair.get(1)))
            };
            visitor.visit_map(MapDeserializer::new(Object::entries(object).iter().map(field)))
        } else {
            visitor.visit_unit()
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_undefined() || self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.0.as_string().ok_or(Unreadable)?.into_deserializer())
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    /// What a later version keeps besides may be anything.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}
