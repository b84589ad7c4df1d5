//! By the browser's `Intl`, in the language that is spoken and, where the browser names one, as its region has it.

use std::cell::LazyCell;

use js_sys::{Array, Date, Function, Intl, Object};
use wasm_bindgen::prelude::*;

use crate::language::{ENGLISH, current};
use crate::page::js::object;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &Object) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &Object) -> Result<ListFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, list: &Array) -> String;
}

thread_local! {
    // Making one of these costs more than using it.
    static WHOLE: LazyCell<Function> = LazyCell::new(|| numbers(0));
    static TENTHS: LazyCell<Function> = LazyCell::new(|| numbers(1));
    static DAYS: LazyCell<Function> = LazyCell::new(|| dates(&[("dateStyle", "medium".into())]));
    static MONTHS: LazyCell<Function> =
        LazyCell::new(|| dates(&[("month", "short".into()), ("year", "numeric".into())]));
    static LISTS: LazyCell<Option<ListFormat>> = LazyCell::new(|| {
        // American English has a comma before the "and", and this interface has none.
        let locale = if current() == ENGLISH { "en-GB" } else { current() };
        ListFormat::new(&locale.into(), &Object::new()).ok()
    });
    static REGIONS: LazyCell<Option<DisplayNames>> = LazyCell::new(|| names("region"));
    static LANGUAGES: LazyCell<Option<DisplayNames>> = LazyCell::new(|| names("language"));
}

/// The browser's own variant of the language that is spoken, as `de-AT`; else the language.
fn locale() -> String {
    let languages = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    let of_language = |tag: &String| tag.split('-').next() == Some(current());
    languages.iter().filter_map(|tag| tag.as_string()).find(of_language).unwrap_or_else(|| current().to_owned())
}

fn locales() -> Array {
    Array::of1(&locale().into())
}

fn numbers(digits: u32) -> Function {
    let options = object(&[("minimumFractionDigits", digits.into()), ("maximumFractionDigits", digits.into())]);
    Intl::NumberFormat::new(&locales(), &options).format()
}

fn dates(fields: &[(&str, JsValue)]) -> Function {
    let options = object(fields);
    // The days are those of the world's clock already.
    let _ = js_sys::Reflect::set(&options, &"timeZone".into(), &"UTC".into());
    Intl::DateTimeFormat::new(&locales(), &options).format()
}

fn names(kind: &str) -> Option<DisplayNames> {
    DisplayNames::new(&locale().into(), &object(&[("type", kind.into())])).ok()
}

fn call(function: &Function, value: &JsValue) -> Option<String> {
    function.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

/// With so many digits after the point.
pub(super) fn number(value: f64, digits: usize) -> String {
    let format = if digits == 0 { &WHOLE } else { &TENTHS };
    // Every browser that runs this has it. What Rust itself would need to write fractions is 2 kB of the first part.
    format.with(|format| call(format, &value.into())).unwrap_or_else(|| (value.round() as i64).to_string())
}

/// Two names or more.
pub(super) fn list(list: &[String]) -> String {
    let array: Array = list.iter().map(JsValue::from).collect();
    LISTS.with(|format| format.as_ref().map(|format| format.format(&array))).unwrap_or_else(|| list.join(", "))
}

/// A day.
pub(super) fn day(year: u32, month: u32, day: u32) -> Option<String> {
    let moment = Date::utc(f64::from(year), f64::from(month) - 1.0);
    DAYS.with(|format| call(format, &(moment + f64::from(day.saturating_sub(1)) * 86_400_000.0).into()))
}

/// A month.
pub(super) fn month(year: u32, month: u32) -> Option<String> {
    let moment = Date::utc(f64::from(year), f64::from(month) - 1.0);
    MONTHS.with(|format| call(format, &moment.into()))
}

/// The name of a region or a language; `None` where the browser has none.
pub(super) fn name(kind: &str, code: &str) -> Option<String> {
    let names = if kind == "region" { &REGIONS } else { &LANGUAGES };
    names.with(|names| names.as_ref()?.of(code).ok().flatten())
}
