//! The same bytes and the same question give the same answer, bit for bit, natively and in WebAssembly: both runs of
//! this test are held against the same number. (Natively: `cargo test`. In WebAssembly: `cargo test --target
//! wasm32-unknown-unknown`, which `cargo xtask test` does too.)

use model_core::card::Card;
use model_core::catalogue::{Catalogue, Facts, Title};
use model_core::file::{self, AlignedBytes, SectionKind};
use model_core::request::{Feedback, Request};
use model_core::weights::{LowRank, NewComponent, NewWeights, SparseRows};
use model_core::{Model, Scratch};
use wasm_bindgen_test::wasm_bindgen_test;
use xxhash_rust::xxh64::Xxh64;

/// What every machine must compute. It changes only with the arithmetic of an answer, and then deliberately.
const EXPECTED: u64 = 0x97e1_0389_e58c_3770;

const SHOWS: usize = 700;
const RANK: usize = 32;

/// A reproducible stream of numbers (Knuth's multiplicative congruential generator, high bits).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit
    }

    fn byte(&mut self) -> i8 {
        self.next() as i8
    }

    fn small(&mut self) -> f32 {
        self.next() as f32 / 2_147_483_648.0 * 0.01
    }
}

fn model() -> Model {
    let mut numbers = Numbers(7);
    let titles = (0..SHOWS)
        .map(|show| Title { id: format!("s{show}"), title: format!("Show {show}"), ..Title::default() })
        .collect();
    let catalogue = Catalogue::new(titles, vec![Facts::default(); SHOWS]).expect("distinct ids");
    let rows = (0..SHOWS)
        .map(|_| {
            let mut columns: Vec<u32> = (0..40).map(|_| numbers.below(SHOWS) as u32).collect();
            columns.sort_unstable();
            columns.dedup();
            columns.into_iter().map(|column| (column, numbers.byte())).collect()
        })
        .collect();
    let knots = vec![1.0, 3.0, 10.0, 50.0];
    let sparse =
        SparseRows { gains: vec![1.0, 0.9, 0.7, 0.3], scales: (0..SHOWS).map(|_| numbers.small()).collect(), rows };
    let low_rank = LowRank {
        rank: RANK,
        gains: (0..4 * RANK).map(|_| numbers.small() * 100.0).collect(),
        input_scales: (0..SHOWS).map(|_| numbers.small()).collect(),
        inputs: (0..SHOWS * RANK).map(|_| numbers.byte()).collect(),
        output_scales: (0..SHOWS).map(|_| numbers.small()).collect(),
        outputs: (0..SHOWS * RANK).map(|_| numbers.byte()).collect(),
    };
    let weights = NewWeights {
        shows: SHOWS,
        knots,
        feedback: [1.5, 1.0, -0.5],
        bias: (0..4 * SHOWS).map(|_| numbers.small()).collect(),
        components: vec![NewComponent::LowRank(low_rank), NewComponent::Sparse(sparse)],
    };
    let file = file::write(&[
        (SectionKind::CARD, Card::default().encode()),
        (SectionKind::TITLES, catalogue.encode_titles()),
        (SectionKind::WEIGHTS, weights.encode()),
        (SectionKind::FACTS, catalogue.encode_facts()),
    ]);
    Model::open(AlignedBytes::from_slice(&file)).expect("own bytes")
}

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
