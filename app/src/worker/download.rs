//! Fetching a model file, as few bytes of it as the host makes possible.
//!
//! Many hosts compress pages and scripts as they send them, and a file whose type they do not know not at all. Beside
//! `model-….bin` lies `model-….bin.gz` then, which the browser itself can unpack as it arrives.

use js_sys::{Reflect, Uint8Array};
use model_core::file::AlignedBytes;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair, RequestCache, RequestInit, Response};

use super::global;
use crate::messages::LoadFailure;
use crate::service::Service;

#[wasm_bindgen]
extern "C" {
    /// A standard that all browsers have had since 2023, and web-sys still counts among what may change.
    #[wasm_bindgen(extends = ReadableWritablePair)]
    type DecompressionStream;

    /// An error where the browser has no such thing.
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Fetches a model and opens it; `progress` is told what has arrived of how many bytes, before compression.
///
/// What is damaged is fetched once more from the server itself, since the browser's own cache keeps damaged bytes as
/// long as sound ones.
pub(super) async fn open(address: &str, progress: &mut impl FnMut(&[u8], Option<u64>)) -> Result<Service, LoadFailure> {
    let plain = get(address, RequestCache::Default).await?;
    let total = length(&plain);
    let opened = match packed(address, &plain).await {
        // Not what it should be, or cut: then the file itself.
        Some(body) => match read(&body, total, progress).await.and_then(Service::open) {
            Ok(service) => return Ok(service),
            Err(_) => read(&body_of(&get(address, RequestCache::Default).await?)?, total, progress).await,
        },
        None => read(&body_of(&plain)?, total, progress).await,
    }
    .and_then(Service::open);
    if !matches!(opened, Err(LoadFailure::Damaged(_))) {
        return opened;
    }
    let again = get(address, RequestCache::Reload).await?;
    read(&body_of(&again)?, length(&again), progress).await.and_then(Service::open)
}

async fn get(address: &str, cache: RequestCache) -> Result<Response, LoadFailure> {
    let how = RequestInit::new();
    how.set_cache(cache);
    let response = JsFuture::from(global().fetch_with_str_and_init(address, &how)).await.map_err(network)?;
    let response: Response = response.unchecked_into();
    if response.ok() { Ok(response) } else { Err(LoadFailure::Status(response.status())) }
}

/// The file as it was before compression, from the compressed form beside it; nothing where the host compresses by itself, or
/// has no such form, or the browser cannot unpack it. What the service worker has kept says that it is `identity`.
async fn packed(address: &str, plain: &Response) -> Option<ReadableStream> {
    if header(plain, "content-encoding").is_some() {
        return None;
    }
    let unpacking = DecompressionStream::new("gzip").ok()?;
    let packed = get(&format!("{address}.gz"), RequestCache::Default).await.ok()?;
    // Some hosts answer every address with a page.
    if header(&packed, "content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return None;
    }
    let body = packed.body()?;
    // The rest of it need not travel.
    let _ = plain.body()?.cancel();
    // Some hosts say that what ends in `.gz` is compressed, and the browser has unpacked it already.
    if header(&packed, "content-encoding").is_some() {
        return Some(body);
    }
    Some(body.pipe_through(&unpacking))
}

/// How many bytes will arrive. The length of a compressed answer is not the length of what arrives.
fn length(response: &Response) -> Option<u64> {
    let compressed = header(response, "content-encoding").is_some_and(|encoding| encoding != "identity");
    header(response, "content-length").and_then(|length| length.parse().ok()).filter(|_| !compressed)
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}

fn body_of(response: &Response) -> Result<ReadableStream, LoadFailure> {
    response.body().ok_or_else(|| LoadFailure::Network("the answer has no body".to_owned()))
}

async fn read(
    body: &ReadableStream,
    total: Option<u64>,
    progress: &mut impl FnMut(&[u8], Option<u64>),
) -> Result<AlignedBytes, LoadFailure> {
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes: Vec<u8> = Vec::with_capacity(total.map_or(0, |total: u64| total.min(1 << 28) as usize));
    progress(&[], total);
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(network)?;
        let Ok(value) = Reflect::get(&chunk, &"value".into()) else { break };
        if value.is_undefined() {
            break;
        }
        let chunk: Uint8Array = value.unchecked_into();
        let begin = bytes.len();
        bytes.resize(begin + chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes[begin..]);
        progress(&bytes, total);
    }
    Ok(AlignedBytes::from_slice(&bytes))
}

/// The browser's own words for it.
fn network(error: JsValue) -> LoadFailure {
    let message = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
    LoadFailure::Network(message.unwrap_or_default())
}
