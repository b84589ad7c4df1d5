//! A model of random numbers, the same everywhere.

use model_core::Model;
use model_core::card::Card;
use model_core::catalogue::{Catalogue, Facts, Title};
use model_core::file::{self, AlignedBytes, SectionKind};
use model_core::weights::{LowRank, NewComponent, NewWeights, SparseRows};

/// How many shows it has.
pub(crate) const SHOWS: usize = 700;
const RANK: usize = 32;

/// A reproducible stream of numbers (Knuth's multiplicative congruential generator, high bits).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    /// A number from 0 to under the limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit
    }

    fn byte(&mut self) -> i8 {
        self.next() as i8
    }

    fn small(&mut self) -> f32 {
        self.next() as f32 / 2_147_483_648.0 * 0.01
    }
}

/// The model.
pub(crate) fn model() -> Model {
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
        (SectionKind::BRIEFS, model_core::preview::encode(&catalogue)),
        (SectionKind::WEIGHTS, weights.encode()),
        (SectionKind::FACTS, catalogue.encode_facts()),
    ]);
    Model::open(AlignedBytes::from_slice(&file)).expect("own bytes")
}
