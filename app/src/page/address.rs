//! The part of the address behind the `#`, and the history that belongs to it.
//!
//! Every entry of the history carries its depth since the page was opened, so that closing a dialog can go back to the
//! list instead of piling up entries, and Back does the same as Close.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::History;

use crate::reactive::RwSignal;
use crate::route::Route;

/// Follows the address.
#[derive(Clone, Copy)]
pub struct Address {
    /// Where one is.
    pub route: RwSignal<Route>,
    /// The page: where one is, or below the show that lies over it.
    pub page: RwSignal<Route>,
    /// The depth of this entry, and of the last one that was not a show.
    depth: StoredValue<(u32, Option<u32>)>,
}

impl Address {
    /// Begins to follow it.
    pub fn follow() -> Address {
        let address = Address {
            route: RwSignal::new(Route::Home),
            page: RwSignal::new(Route::Home),
            depth: StoredValue::new((0, None)),
        };
        address.arrive(Some(0));
        window_event_listener(ev::hashchange, move |_| address.arrive(None));
        address
    }

    fn arrive(self, first: Option<u32>) {
        let hash = location_hash().unwrap_or_default();
        let route = Route::parse(&hash);
        let (before, home) = self.depth.get_value();
        let kept = history().and_then(|history| history.state().ok()).and_then(|state| state.as_f64());
        let depth = match (first, kept) {
            (Some(first), _) => first,
            (None, Some(kept)) => kept as u32,
            (None, None) => {
                stamp(before + 1, None);
                before + 1
            }
        };
        let home = if matches!(route, Route::Show(_)) { home.filter(|home| *home < depth) } else { Some(depth) };
        self.depth.set_value((depth, home));
        if !matches!(route, Route::Show(_)) && self.page.get_untracked() != route {
            self.page.set(route.clone());
        }
        if self.route.get_untracked() != route {
            self.route.set(route);
        }
    }

    /// Writes the depth of the first entry into the history. That takes a browser some ten milliseconds when a page begins, so it is
    /// done once the page stands.
    pub fn mark_first(self) {
        if let (0, _) = self.depth.get_value() {
            stamp(0, None);
        }
    }

    /// Goes to a page.
    pub fn go(self, route: &Route) {
        let _ = window().location().set_hash(&route.href());
    }

    /// Goes to a page in the place of this one: Back does not lead here again.
    pub fn replace(self, route: &Route) {
        let (depth, _) = self.depth.get_value();
        stamp(depth, Some(&route.href()));
        self.arrive(Some(depth));
    }

    /// Leaves a show for what was there before it.
    pub fn close(self) {
        let (depth, home) = self.depth.get_value();
        match home {
            Some(home) if home < depth => {
                let _ = history().map(|history| history.go_with_delta(home as i32 - depth as i32));
            }
            _ => {
                // Opened by a link from elsewhere: there is no list to go back to.
                self.replace(&Route::Home);
            }
        }
    }
}

fn history() -> Option<History> {
    window().history().ok()
}

fn stamp(depth: u32, href: Option<&str>) {
    if let Some(history) = history() {
        let _ = history.replace_state_with_url(&JsValue::from_f64(f64::from(depth)), "", href);
    }
}

/// An address of the site as an absolute one, from the `<meta name=…>` in which the build names the file.
pub fn of_meta(name: &str) -> Option<String> {
    let meta = document().query_selector(&format!("meta[name={name}]")).ok()??;
    let content = meta.get_attribute("content").filter(|content| !content.is_empty())?;
    absolute(&content)
}

/// An address relative to the page as an absolute one.
pub fn absolute(relative: &str) -> Option<String> {
    let base = document().base_uri().ok()??;
    Some(web_sys::Url::new_with_base(relative, &base).ok()?.href())
}
