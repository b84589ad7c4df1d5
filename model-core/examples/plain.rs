//! A model on a plain page: what `bench/web` measures beside the same page with other engines. Not part of the app.
//!
//! ```sh
//! cargo build --release --target wasm32-unknown-unknown -p model-core --example plain
//! wasm-bindgen --target web --out-dir FOLDER target/wasm32-unknown-unknown/release/examples/plain.wasm
//! ```

use model_core::file::AlignedBytes;
use model_core::request::{Feedback, Filter, Request};
use model_core::{Model, Scratch};
use wasm_bindgen::prelude::*;

fn main() {}

/// An opened model, and what its answers reuse.
#[wasm_bindgen]
pub struct Plain {
    model: Model,
    scratch: Scratch,
    found: Vec<(u32, f32)>,
}

#[wasm_bindgen]
impl Plain {
    /// Opens and verifies a model file.
    #[wasm_bindgen(constructor)]
    pub fn open(bytes: &[u8]) -> Result<Plain, JsError> {
        let model = Model::open_verified(AlignedBytes::from_slice(bytes))?;
        Ok(Plain { model, scratch: Scratch::default(), found: Vec::new() })
    }

    /// The best shows for somebody who likes these, other than these themselves.
    pub fn recommend(&mut self, liked: &[u32], limit: usize) -> Vec<u32> {
        let request = Request {
            taste: liked.iter().map(|show| (*show, Feedback::Liked)).collect(),
            filter: Filter { with_franchise: true, ..Filter::default() },
            limit,
            reasons: 0,
            ..Request::default()
        };
        let answer = self.model.recommend(&request, &mut self.scratch);
        self.found = answer.iter().map(|one| (one.show, one.score)).collect();
        self.found.iter().map(|(show, _)| *show).collect()
    }

    /// The scores of the last answer.
    pub fn scores(&self) -> Vec<f32> {
        self.found.iter().map(|(_, score)| *score).collect()
    }
}
