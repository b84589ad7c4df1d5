//! A model in chunks for a worker in a browser: what `e2e/large.js` measures. The worker's script fetches; here is what it
//! asks. Not part of the app.
//!
//! ```sh
//! cargo build --release --target wasm32-unknown-unknown -p model-core --example chunked
//! wasm-bindgen --target web --out-dir FOLDER target/wasm32-unknown-unknown/release/examples/chunked.wasm
//! ```

use model_core::chunked::{ChunkName, ChunkedModel, Question, Step};
use model_core::request::Feedback;
use wasm_bindgen::prelude::*;

fn main() {}

/// An opened model, and what the last question led to.
#[wasm_bindgen]
pub struct InChunks {
    model: ChunkedModel,
    needed: Vec<ChunkName>,
    found: Vec<u32>,
    titles: Vec<String>,
    complete: bool,
}

#[wasm_bindgen]
impl InChunks {
    /// Opens a root; `limit` is how many bytes of chunks are kept.
    #[wasm_bindgen(constructor)]
    pub fn open(root: &[u8], limit: usize) -> Result<InChunks, JsError> {
        let model = ChunkedModel::open(root, limit)?;
        Ok(InChunks { model, needed: Vec::new(), found: Vec::new(), titles: Vec::new(), complete: false })
    }

    /// Asks for the list of somebody who likes these shows. Whether it is there; otherwise chunks are needed.
    pub fn recommend(&mut self, liked: &[u32]) -> Result<bool, JsError> {
        let taste = liked.iter().map(|show| (*show, Feedback::Liked)).collect();
        let step = self.model.recommend(&Question { taste, ..Question::default() })?;
        Ok(match step {
            Step::Need(names) => self.needs(names),
            Step::Ready(answer) => {
                self.complete = answer.complete;
                self.found = answer.lines.iter().map(|line| line.show).collect();
                self.titles = answer.lines.into_iter().map(|line| line.record.title.title).collect();
                true
            }
        })
    }

    /// Asks for the shows whose names begin like this. Whether they are there; otherwise chunks are needed.
    pub fn search(&mut self, typed: &str) -> Result<bool, JsError> {
        let step = self.model.search(typed, 10)?;
        Ok(match step {
            Step::Need(names) => self.needs(names),
            Step::Ready(hits) => {
                self.found = hits.iter().map(|(show, _)| *show).collect();
                self.titles = hits.into_iter().map(|(_, record)| record.title.title).collect();
                true
            }
        })
    }

    fn needs(&mut self, names: Vec<ChunkName>) -> bool {
        self.needed = names;
        false
    }

    /// Where the chunks are that are needed.
    pub fn needed(&self) -> Vec<String> {
        self.needed.iter().map(|name| name.path()).collect()
    }

    /// Takes one of these.
    pub fn supply(&mut self, number: usize, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.model.supply(self.needed[number], bytes)?)
    }

    /// What was found.
    pub fn found(&self) -> Vec<u32> {
        self.found.clone()
    }

    /// The titles of what was found.
    pub fn titles(&self) -> Vec<String> {
        self.titles.clone()
    }

    /// Whether the last list is the one that a look at every show would give.
    pub fn complete(&self) -> bool {
        self.complete
    }

    /// How many bytes the chunks take that are kept.
    pub fn kept(&self) -> usize {
        self.model.kept_bytes()
    }
}
