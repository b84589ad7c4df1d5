//! The page, and its worker: one module, which finds out where it is.
//!
//! What both need is fetched once, and compiled once where a browser shares what it has compiled.

use app::service::Service;
use app::view::later::{self, Part, Source};
use app::worker::Answers;
use leptos::prelude::AnyView;
use leptos::wasm_split::SplitLoaderError;
#[cfg(split)]
use leptos::wasm_split::wasm_split;

fn main() {
    if web_sys::window().is_none() {
        return app::worker::register(|| Box::pin(async { answers().await.ok() }));
    }
    app::view::start(Source {
        // Both are in the same file: the second finds it loaded.
        fetch: || Box::pin(async { fetch_drawing().await.is_ok() && fetch_beginning().await.is_ok() }),
        begin: || Box::pin(async { begin().await.is_ok() }),
        draw: |part| Box::pin(async { draw(part).await.ok() }),
    });
}

/// Where xtask cuts the module in two: what is reached from here, from [`begin`] and from [`answers`] alone goes into the second
/// part. They stand here and not in the library, since all binaries would hold the pages then.
#[cfg(split)]
#[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_drawing))]
fn draw(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(later::draw(part))
}

#[cfg(split)]
#[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_beginning))]
fn begin() -> Result<(), SplitLoaderError> {
    later::begin();
    Ok(())
}

/// The worker's answers that no first answer needs.
#[cfg(split)]
#[wasm_split(later, fallible, wasm_split_path = leptos::wasm_split, preload(fetch_answers))]
fn answers() -> Result<Answers, SplitLoaderError> {
    Ok(Service::answer_later)
}

/// One module holds everything where xtask does not build it.
#[cfg(not(split))]
async fn fetch_drawing() -> Result<(), SplitLoaderError> {
    Ok(())
}

#[cfg(not(split))]
async fn fetch_beginning() -> Result<(), SplitLoaderError> {
    Ok(())
}

#[cfg(not(split))]
async fn begin() -> Result<(), SplitLoaderError> {
    later::begin();
    Ok(())
}

#[cfg(not(split))]
async fn draw(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(later::draw(part))
}

#[cfg(not(split))]
async fn answers() -> Result<Answers, SplitLoaderError> {
    Ok(Service::answer_later)
}
