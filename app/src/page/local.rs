//! Small settings, in localStorage. Where that is refused they last as long as the page.

use js_sys::{JSON, Reflect};
use leptos::prelude::{document, window};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::record::{from_js, to_js};
use crate::language;

/// Where the filters are kept.
pub const FILTERS: &str = "filters";
/// Where it is kept how the list is made.
pub const TUNING: &str = "tuning";
/// Where it is kept what people said that they have not seen.
pub const UNSEEN: &str = "unseen";
/// Where it is kept who used this device last.
pub const WHO: &str = "who";
/// Where the settings of the common list are kept.
pub const EVENING: &str = "evening";

/// Where it is kept that single keys are switched off.
pub const KEYS_OFF: &str = "keys-off";

// The site may share its origin with others (any folder of any host), so the keys say whose they are.
const PREFIX: &str = "canihasashowplz.";
const THEME: &str = "canihasashowplz.theme";
const LANGUAGE: &str = "canihasashowplz.language";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A setting; `None` when it was never kept or cannot be read.
pub fn find<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = storage()?.get_item(&format!("{PREFIX}{name}")).ok()??;
    from_js(&JSON::parse(&text).ok()?)
}

/// A setting, or its default when it was never kept or cannot be read.
pub fn get<T: DeserializeOwned + Default>(name: &str) -> T {
    find(name).unwrap_or_default()
}

/// Keeps a setting.
pub fn set<T: Serialize>(name: &str, value: &T) {
    let text = to_js(value).and_then(|value| JSON::stringify(&value));
    if let (Some(storage), Some(text)) = (storage(), text.ok().and_then(|text| text.as_string())) {
        // A setting is no loss.
        let _ = storage.set_item(&format!("{PREFIX}{name}"), &text);
    }
}

/// The choice of colours. `shell.js` applies it before the first paint; it reads the same key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order of the button.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The one that was chosen last.
    pub fn kept() -> Theme {
        let name = storage().and_then(|storage| storage.get_item(THEME).ok()?).unwrap_or_default();
        Theme::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }

    /// Shows the page in it, and keeps the choice.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = match self {
                Theme::Auto => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", self.name()),
            };
        }
        if let Some(storage) = storage() {
            let _ = storage.set_item(THEME, self.name());
        }
    }
}

/// Speaks the language that `shell.js` found for this page, if `boot.js` has got its texts; else the page says that it is
/// English.
pub fn speak() {
    let Some(root) = document().document_element() else { return };
    let texts = Reflect::get(&js_sys::global(), &JsValue::from_str("canihasashowplzTexts")).ok();
    let texts = texts.and_then(|texts| texts.as_string()).unwrap_or_default();
    language::choose(&root.get_attribute("lang").unwrap_or_default(), texts);
    let _ = root.set_attribute("lang", language::current());
}

/// Keeps the choice of a language, and begins the page again in it. `shell.js` reads the same key.
pub fn choose_language(code: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(LANGUAGE, code);
    }
    // Whatever was said is kept, so nothing is lost.
    let _ = window().location().reload();
}
