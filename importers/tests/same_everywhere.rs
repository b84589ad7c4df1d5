//! The same file gives the same entries natively and in WebAssembly: both runs of this test are held against the same
//! text.

use std::io::Cursor;

use importers::{Options, read};
use wasm_bindgen_test::wasm_bindgen_test;

fn titles(name: &str, bytes: &[u8]) -> String {
    let import = match read(name, &mut Cursor::new(bytes), &Options::default(), &mut |_| {}) {
        Ok(import) => import,
        Err(error) => return error.to_string(),
    };
    let entries = import.entries.iter().map(|entry| {
        let stars = entry.evidence.stars.as_ref().map_or(0, |stars| stars.value.to_bits());
        format!("{} {} {stars:x}", entry.title, entry.evidence.episodes)
    });
    entries.collect::<Vec<_>>().join("; ")
}

#[wasm_bindgen_test]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn files_are_read_alike() {
    let imdb = include_bytes!("files/imdb-ratings-latin-1.csv");
    assert_eq!(
        titles("ratings.csv", imdb),
        "Breaking Bad 1 0; Chernobyl 0 3f666666; Élite 0 3f400000; Friends 0 0; Money Heist 0 3f4ccccd; Seinfeld 0 0; \
         The Wire 0 3f800000"
    );
    let list = include_bytes!("files/myanimelist.xml");
    assert_eq!(titles("list.xml", list), "Cowboy Bebop 0 0; Shingeki no Kyojin 28 3f400000; Spice & Wolf — <x> 5 0");
    let trakt = include_bytes!("files/trakt-watched-shows.json");
    assert_eq!(titles("watched-shows.json", trakt), "Breaking Bad 2 0");
}
