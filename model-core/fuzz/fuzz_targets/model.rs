//! The reader of model files. The input is taken as a whole file, and also as one section of an otherwise sound file
//! with right checksums, so that the fuzzer gets past them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model_core::file::{self, AlignedBytes, Sections};
use model_core::request::{Feedback, GroupRequest, Person, Request};
use model_core::preview::Preview;
use model_core::{Model, Scratch, example};

fn ask(bytes: &[u8]) {
    if let Ok(Some(preview)) = Preview::open(bytes) {
        let _ = preview.search("the wire", 5);
    }
    let Ok(model) = Model::open(AlignedBytes::from_slice(bytes)) else { return };
    let _ = model.verify();
    let mut scratch = Scratch::default();
    let taste = vec![(0, Feedback::Loved), (2, Feedback::Disliked), (5, Feedback::Liked), (u32::MAX, Feedback::Liked)];
    let _ = model.recommend(&Request { taste: taste.clone(), ..Request::default() }, &mut scratch);
    let far = Request { taste: taste.clone(), adventurous: 70, ..Request::default() };
    let _ = model.recommend(&far, &mut scratch);
    let _ = model.standing(&far, 1, &mut scratch);
    let _ = model.telling(&far, &mut scratch);
    let _ = model.similar(1, 5, &mut scratch);
    let people = vec![Person { taste: taste.clone(), hidden: vec![3] }, Person::default()];
    let _ = model.recommend_together(&GroupRequest { people, also_seen: true, ..GroupRequest::default() }, &mut scratch);
    let _ = model.search("the wire", 5);
}

fuzz_target!(|data: &[u8]| {
    ask(data);
    let Some((which, bytes)) = data.split_first() else { return };
    let sound = example::file();
    let sections = Sections::read(&sound).expect("the example is sound");
    let forged: Vec<_> = sections
        .table
        .iter()
        .enumerate()
        .map(|(number, section)| match number == usize::from(*which) % sections.table.len() {
            true => (section.kind, bytes.to_vec()),
            false => (section.kind, sections.get(&sound, section.kind).expect("there").to_vec()),
        })
        .collect();
    ask(&file::write(&forged));
});
