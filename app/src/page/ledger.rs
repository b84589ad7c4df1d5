//! What is kept of contributions, in a database of its own: a token must outlive the person whom it belongs to, since it
//! is all that can take back what that person sent.
//!
//! Whoever changes a record reads it in the same transaction, so that two tabs never undo each other.

use js_sys::{Array, JSON, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{BroadcastChannel, IdbDatabase, IdbTransactionMode, Response};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::js::{self, object};
use super::keeper::{finished, folder, wait};
use super::record::{from_js, to_js};
use crate::contribution::{Record, Reply, Task, reply};
use crate::household::Who;

const STORE: &str = "contributions";
/// How long an answer may take.
const PATIENCE: u32 = 30_000;

/// The name of the database, of the lock, and of the channel on which tabs tell each other of changes.
fn name() -> String {
    // Two sites of one origin may send to different collectors.
    format!("canihasashowplz{} {STORE}", folder())
}

/// Calls when another tab has changed a record.
pub fn follow(heard: impl Fn() + 'static) {
    if let Ok(channel) = BroadcastChannel::new(&name()) {
        let heard = Closure::<dyn Fn()>::new(heard);
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        // The browser keeps a channel only as long as somebody has it.
        std::mem::forget(channel);
    }
}

/// All records.
pub async fn read() -> Result<Vec<Record>, JsValue> {
    let database = connect().await?;
    let records = async {
        let transaction = database.transaction_with_str(STORE)?;
        wait(&transaction.object_store(STORE)?.get_all()?).await
    }
    .await;
    database.close();
    Ok(records?.unchecked_into::<Array>().iter().filter_map(|record| from_js(&record)).collect())
}

/// Changes a person's record; `None` removes it. What this returns is on the disk.
pub async fn update(who: Who, change: impl FnOnce(Option<Record>) -> Option<Record>) -> Result<(), JsValue> {
    let database = connect().await?;
    let written = write(&database, who, change).await;
    database.close();
    if written.is_ok()
        && let Ok(channel) = BroadcastChannel::new(&name())
    {
        let _ = channel.post_message(&"changed".into());
        channel.close();
    }
    written
}

async fn write(
    database: &IdbDatabase,
    who: Who,
    change: impl FnOnce(Option<Record>) -> Option<Record>,
) -> Result<(), JsValue> {
    let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let store = transaction.object_store(STORE)?;
    let key = JsValue::from(who as f64);
    let was = wait(&store.get(&key)?).await?;
    match change(if was.is_undefined() { None } else { from_js(&was) }) {
        Some(record) => store.put(&to_js(&record)?)?,
        None => store.delete(&key)?,
    };
    finished(&transaction).await
}

async fn connect() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(&name(), 1)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || -> Result<(), JsValue> {
            let database: IdbDatabase = request.result()?.unchecked_into();
            let parameters = object(&[("keyPath", "who".into())]).unchecked_into();
            database.create_object_store_with_optional_parameters(STORE, &parameters)?;
            Ok(())
        })
    };
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    Ok(wait(&request).await?.unchecked_into())
}

/// Does some work while no other tab does it.
pub async fn alone(work: impl Future<Output = ()> + 'static) {
    let work = Closure::once_into_js(move || {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let done = js::lock(&window().navigator(), &name(), &work);
    // A lock that was taken away by force: the work ends all the same.
    let _ = JsFuture::from(done).await;
}

/// A new token: 32 random bytes in base64url.
pub fn token() -> String {
    let bytes = Uint8Array::new_with_length(32);
    js::get_random_values(&bytes);
    URL_SAFE_NO_PAD.encode(bytes.to_vec())
}

/// Tells the collector.
pub async fn deliver(endpoint: &str, token: &str, task: &Task) -> Reply {
    let lost = |_| Reply::Later(None);
    post(endpoint, token, task).await.unwrap_or_else(lost)
}

async fn post(endpoint: &str, token: &str, task: &Task) -> Result<Reply, JsValue> {
    let address = format!("{endpoint}/v1/contributions");
    // No cookie, no address of this page, nothing kept: only what is in the body, or in this header.
    let how = [
        ("credentials", "omit".into()),
        ("cache", "no-store".into()),
        ("referrerPolicy", "no-referrer".into()),
        ("signal", js::patience(PATIENCE)),
    ];
    let (method, headers, body) = match task {
        Task::Send(payload) => {
            ("POST", object(&[("Content-Type", "application/json".into())]), JsValue::from(&payload.text))
        }
        Task::Erase => ("DELETE", object(&[("Erasure-Token", token.into())]), JsValue::UNDEFINED),
    };
    let what = [("method", method.into()), ("headers", headers.into()), ("body", body)];
    let how = object(&[&how[..], &what[..]].concat());
    let response = window().fetch_with_str_and_init(&address, how.unchecked_ref());
    let response: Response = JsFuture::from(response).await?.unchecked_into();
    let after = response.headers().get("Retry-After")?.and_then(|seconds| seconds.parse::<u64>().ok());
    let said = if response.ok() { String::new() } else { sentence(&response).await };
    Ok(reply(response.status(), said, after.map(|seconds| seconds.saturating_mul(1000))))
}

/// What a problem document (RFC 9457) says: what was found, and the way out.
async fn sentence(response: &Response) -> String {
    let text = async { JsFuture::from(response.text().ok()?).await.ok()?.as_string() }.await.unwrap_or_default();
    let problem = JSON::parse(&text).unwrap_or_default();
    let field = |name: &str| js_sys::Reflect::get(&problem, &name.into()).ok().and_then(|value| value.as_string());
    match (field("detail"), field("hint")) {
        (Some(detail), Some(hint)) => format!("{detail}; {hint}"),
        (Some(detail), None) => detail,
        _ => format!("HTTP status {}", response.status()),
    }
}
