//! The reader of a model in chunks. The input is taken as a root, and also as whatever chunk is asked for first, second and so
//! on: names are hashes, so that the readers of chunks themselves are reached through a root that names the input.
#![no_main]

use std::collections::HashMap;
use std::error::Error;

use libfuzzer_sys::fuzz_target;
use model_core::chunked::{ChunkName, ChunkedModel, Question};
use model_core::example;
use model_core::request::Feedback;

/// Asks everything; what is not among the chunks never comes.
fn ask(root: &[u8], chunks: &HashMap<ChunkName, Vec<u8>>) {
    let Ok(mut model) = ChunkedModel::open(root, 1 << 12) else { return };
    let taste = vec![(0, Feedback::Loved), (2, Feedback::Disliked), (5, Feedback::Seen), (u32::MAX, Feedback::Liked)];
    let question = Question { taste, ..Question::default() };
    let fetch = |name| chunks.get(&name).cloned().ok_or_else(|| Box::<dyn Error>::from("nowhere"));
    let _ = model.answer(|model| model.recommend(&question), fetch);
    let _ = model.answer(|model| model.search("the", 5), fetch);
}

/// The name as the root's record holds it: seven bits a byte.
fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Option<Vec<u8>> {
    let at = bytes.windows(from.len()).position(|window| window == from)?;
    Some([&bytes[..at], to, &bytes[at + from.len()..]].concat())
}

fuzz_target!(|data: &[u8]| {
    let (root, mut chunks) = example::chunks();
    ask(data, &chunks);
    let Some((which, bytes)) = data.split_first() else { return };
    let mut names: Vec<ChunkName> = chunks.keys().copied().collect();
    names.sort_unstable();
    let mut old = names[usize::from(*which) % names.len()];
    let mut bytes = bytes.to_vec();
    // Whatever names the chunk names the forged one now, up to the root.
    loop {
        let new = ChunkName::of(&bytes);
        chunks.insert(new, bytes);
        if let Some(record) = replaced(&root[24..], &varint(old.0), &varint(new.0)) {
            let mut sealed = root[..12].to_vec();
            sealed.extend((record.len() as u32).to_le_bytes());
            sealed.extend(ChunkName::of(&record).0.to_le_bytes());
            sealed.extend(record);
            ask(&sealed, &chunks);
            return;
        }
        let (from, to) = (old.0.to_le_bytes(), new.0.to_le_bytes());
        let table = names.iter().find_map(|name| Some((*name, replaced(&chunks[name], &from, &to)?)));
        let Some((name, table)) = table else { return };
        (old, bytes) = (name, table);
    }
});
