//! Models that are published after the site was built: the site stays, `model.json` names another file.
//!
//! The service worker fetches, verifies and keeps it ([`look`]); the person decides when to use it ([`accept`]). What was
//! accepted counts as long as the app's own model is the one beside which it was accepted: an app that brings another
//! one is newer. What cannot be opened is forgotten ([`fall_back`]), since the app's own is always there.

use leptos::prelude::{document, window};
use serde::{Deserialize, Serialize};

use super::js::object;
use super::keeper::folder;
use super::{local, update};

/// What was accepted.
#[derive(Default, Serialize, Deserialize)]
struct Accepted {
    /// The app's own model at that time.
    own: String,
    /// The accepted one.
    file: String,
}

/// Where it is kept. Sites of one origin have different models.
fn key() -> String {
    format!("model {}", folder())
}

/// The name of the app's own model.
fn own() -> String {
    let meta = document().query_selector("meta[name=model]").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

fn accepted() -> Option<String> {
    let Accepted { own: beside, file } = local::get(&key());
    // It becomes an address: only a name may stand in it.
    let is_name =
        file.starts_with("model-") && file.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    (is_name && beside == own()).then_some(file)
}

/// The name of the model in use.
pub fn used() -> String {
    accepted().unwrap_or_else(own)
}

/// The id of the model in use: the digits in its name.
pub fn id() -> String {
    let name = used();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    stem.rsplit_once('-').map_or(stem, |(_, digits)| digits).to_owned()
}

/// Uses this model from the next start on.
pub fn accept(file: &str) {
    let own = own();
    let file = if file == own { String::new() } else { file.to_owned() };
    local::set(&key(), &Accepted { own, file });
}

/// Goes back to the app's own model; false when it is the one in use.
pub fn fall_back() -> bool {
    let other = accepted().is_some();
    if other {
        accept(&own());
    }
    other
}

/// Has the service worker see which model is published now, and calls with its name when it is another than the one in
/// use and kept.
pub fn look(found: impl FnOnce(String) + 'static) {
    // Nothing can be learned without a network.
    if window().navigator().on_line() {
        update::ask(object(&[("type", "OFFER".into()), ("used", used().into())]), |answer| {
            if let Some(file) = answer.as_string().filter(|file| !file.is_empty()) {
                found(file);
            }
        });
    }
}
