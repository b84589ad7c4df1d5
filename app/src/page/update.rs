//! New versions of the site: the service worker fetches them, the person decides when to use them.

use crate::reactive::RwSignal;
use js_sys::{Array, Object};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    MessageChannel, MessageEvent, RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState,
};

use super::address::absolute;
use super::js::object;

/// Whether the service worker has the site already.
pub fn is_kept() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Registers the service worker, and sets `waiting` when a new version is ready to be used.
pub fn watch(waiting: RwSignal<bool>) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Some(address) = absolute("sw.js") else { return };
        let options = RegistrationOptions::new();
        options.set_scope("./");
        let registered = container.register_with_options(&address, &options);
        // Without a service worker (a build without one, a private window) the site works, only not offline.
        let Ok(registration) = JsFuture::from(registered).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        // The browser looks for a new version when a page is opened, and may have found one before anybody listened.
        tell_when_installed(&registration, waiting);
        // Without a controller this is the first visit, and what is installed is what is shown.
        let replaces = container.controller().is_some();
        if replaces && registration.waiting().is_some() {
            waiting.set(true);
        }
        let found = {
            let registration = registration.clone();
            Closure::<dyn Fn()>::new(move || tell_when_installed(&registration, waiting))
        };
        registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
        found.forget();
    });
}

fn tell_when_installed(registration: &ServiceWorkerRegistration, waiting: RwSignal<bool>) {
    let Some(installing) = registration.installing() else { return };
    let changed = {
        let installing = installing.clone();
        Closure::<dyn Fn()>::new(move || {
            if is_kept() && installing.state() == ServiceWorkerState::Installed {
                waiting.set(true);
            }
        })
    };
    installing.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// Lets the waiting version take over, and reloads the page once it has.
pub fn take() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.get_registration()).await else { return };
        let waiting = registration.dyn_into::<ServiceWorkerRegistration>().ok().and_then(|found| found.waiting());
        let Some(worker) = waiting else {
            let _ = window().location().reload();
            return;
        };
        let changed = Closure::once_into_js(|| {
            let _ = window().location().reload();
        });
        container.set_oncontrollerchange(Some(changed.unchecked_ref()));
        let _ = worker.post_message(&object(&[("type", "SKIP_WAITING".into())]));
    });
}

/// Asks the service worker, once there is one, and calls with its answer.
pub(super) fn ask(question: Object, answered: impl FnOnce(JsValue) + 'static) {
    let Some(container) = container() else { return };
    let Ok(channel) = MessageChannel::new() else { return };
    spawn_local(async move {
        let Some(ready) = container.ready().ok() else { return };
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let Some(worker) = registration.unchecked_into::<ServiceWorkerRegistration>().active() else { return };
        let heard = Closure::once_into_js(move |event: MessageEvent| answered(event.data()));
        channel.port1().set_onmessage(Some(heard.unchecked_ref()));
        let _ = worker.post_message_with_transferable(&question, &Array::of1(&channel.port2()));
    });
}

/// `None` where pages are not allowed service workers: plain HTTP, some private windows.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let has = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    has.then(|| navigator.service_worker()).filter(|container| !container.is_undefined())
}
