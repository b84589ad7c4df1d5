//! Search by anything that can be typed, in a catalogue of anything that can be a title.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model_core::catalogue::{Catalogue, Facts, Title};
use model_core::search::SearchIndex;

fuzz_target!(|texts: (String, Vec<String>)| {
    let (query, names) = texts;
    let titles: Vec<Title> = names
        .into_iter()
        .enumerate()
        .map(|(number, title)| Title { id: number.to_string(), title, ..Title::default() })
        .collect();
    let facts = vec![Facts::default(); titles.len()];
    let catalogue = Catalogue::new(titles, facts).expect("distinct ids");
    let hits = SearchIndex::new(&catalogue).search(&catalogue, &query, 10);
    assert!(hits.iter().all(|hit| hit.quality <= 1.0 && (hit.show as usize) < catalogue.len()));
});
