//! The same bytes and the same question give the same answer, bit for bit, natively and in WebAssembly: both runs of
//! this test are held against the same number. (Natively: `cargo test`. In WebAssembly: `cargo test --target
//! wasm32-unknown-unknown`, which `cargo xtask test` does too.)

mod support;

use model_core::Scratch;
use model_core::chunked::{ChunkName, ChunkedModel, Question};
use model_core::error::OpenError;
use model_core::request::{Feedback, GroupRequest, Person, Request};
use support::{Numbers, SHOWS, model};
use wasm_bindgen_test::wasm_bindgen_test;
use xxhash_rust::xxh64::Xxh64;

/// What every machine must compute. It changes only with the arithmetic of an answer, and then deliberately.
const EXPECTED: u64 = 0x97e1_0389_e58c_3770;
/// The same for adventurous lists, and what is asked about next.
const EXPECTED_ADVENTUROUS: u64 = 0xbae0_3929_db46_9ea4;
/// The same for answers to several people.
const EXPECTED_TOGETHER: u64 = 0x38c3_ac17_0201_9a72;

/// The same for answers from chunks.
const EXPECTED_IN_CHUNKS: u64 = 0x41f4_cf95_1c01_69e7;

/// A digest of every bit of many answers.
fn digest() -> u64 {
    let model = model();
    let mut numbers = Numbers(11);
    let mut scratch = Scratch::default();
    let mut digest = Xxh64::new(0);
    for size in [0, 1, 2, 3, 5, 7, 10, 20, 33, 49, 90, 200] {
        let feedback = [Feedback::Loved, Feedback::Liked, Feedback::Disliked, Feedback::Seen];
        let taste: Vec<_> = (0..size).map(|at| (numbers.below(SHOWS) as u32, feedback[at % 4])).collect();
        for score in model.scores(&taste, &mut scratch) {
            digest.update(&score.to_bits().to_le_bytes());
        }
        for line in model.recommend(&Request { taste, limit: 50, ..Request::default() }, &mut scratch) {
            digest.update(&line.show.to_le_bytes());
            digest.update(&line.score.to_bits().to_le_bytes());
            digest.update(&line.popularity_share.to_bits().to_le_bytes());
            for reason in line.because {
                digest.update(&reason.show.to_le_bytes());
                digest.update(&reason.share.to_bits().to_le_bytes());
            }
        }
    }
    for (show, score) in model.similar(3, 50, &mut scratch) {
        digest.update(&show.to_le_bytes());
        digest.update(&score.to_bits().to_le_bytes());
    }
    digest.digest()
}

#[wasm_bindgen_test(unsupported = test)]
fn answers_are_the_same_to_the_last_bit() {
    assert_eq!(format!("{:016x}", digest()), format!("{EXPECTED:016x}"));
}

fn digest_adventurous() -> u64 {
    let model = model();
    let mut numbers = Numbers(17);
    let mut scratch = Scratch::default();
    let mut digest = Xxh64::new(0);
    for adventurous in [1, 30, 50, 80, 100, 255] {
        let taste: Vec<_> = (0..4).map(|_| (numbers.below(SHOWS) as u32, Feedback::Liked)).collect();
        let request = Request { taste, adventurous, limit: 200, ..Request::default() };
        for line in model.recommend(&request, &mut scratch) {
            digest.update(&line.show.to_le_bytes());
            digest.update(&line.score.to_bits().to_le_bytes());
        }
        digest.update(&model.telling(&request, &mut scratch).unwrap_or(u32::MAX).to_le_bytes());
        let standing = model.standing(&request, 99, &mut scratch).map_or(0, |standing| standing.place as u32);
        digest.update(&standing.to_le_bytes());
    }
    digest.digest()
}

#[wasm_bindgen_test(unsupported = test)]
fn adventurous_answers_are_the_same_to_the_last_bit() {
    assert_eq!(format!("{:016x}", digest_adventurous()), format!("{EXPECTED_ADVENTUROUS:016x}"));
}

fn digest_together() -> u64 {
    let model = model();
    let mut numbers = Numbers(13);
    let mut digest = Xxh64::new(0);
    for (count, fairness) in [(1, 50), (2, 0), (2, 50), (2, 100), (3, 30), (5, 70)] {
        let feedback = [Feedback::Loved, Feedback::Liked, Feedback::Disliked, Feedback::Seen];
        let mut people = vec![Person::default(); count];
        for person in &mut people {
            person.taste =
                (0..1 + numbers.below(12)).map(|at| (numbers.below(SHOWS) as u32, feedback[at % 4])).collect();
        }
        let request = GroupRequest { people, fairness, also_seen: true, limit: 50, ..GroupRequest::default() };
        for line in model.recommend_together(&request, &mut Scratch::default()) {
            digest.update(&line.show.to_le_bytes());
            digest.update(&line.value.to_bits().to_le_bytes());
            for opinion in line.people {
                digest.update(&opinion.fit.to_bits().to_le_bytes());
                digest.update(&opinion.popularity_share.to_bits().to_le_bytes());
            }
        }
    }
    digest.digest()
}

#[wasm_bindgen_test(unsupported = test)]
fn answers_to_several_people_are_the_same_to_the_last_bit() {
    assert_eq!(format!("{:016x}", digest_together()), format!("{EXPECTED_TOGETHER:016x}"));
}

fn digest_in_chunks() -> u64 {
    let (root, chunks) = model_core::example::chunks();
    let mut model = ChunkedModel::open(&root, 0).expect("own bytes");
    let mut digest = Xxh64::new(ChunkName::of(&root).0);
    for named in 0..5_u32 {
        let feedback = [Feedback::Loved, Feedback::Liked, Feedback::Disliked, Feedback::Seen];
        let taste = (0..named).map(|show| (show + 1, feedback[show as usize % 4])).collect();
        let question = Question { taste, ..Question::default() };
        let fetch = |name| Ok::<_, OpenError>(chunks[&name].clone());
        let answer = model.answer(|model| model.recommend(&question), fetch).expect("own bytes");
        for line in answer.lines {
            digest.update(&line.show.to_le_bytes());
            digest.update(&line.score.to_bits().to_le_bytes());
            digest.update(&line.popularity_share.to_bits().to_le_bytes());
        }
    }
    digest.digest()
}

#[wasm_bindgen_test(unsupported = test)]
fn answers_from_chunks_are_the_same_to_the_last_bit() {
    assert_eq!(format!("{:016x}", digest_in_chunks()), format!("{EXPECTED_IN_CHUNKS:016x}"));
}
