//! Who is learned from, who is chosen by, who is measured on.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::viewers::Viewers;

/// Who has fewer liked shows is not asked: little would be left to find.
pub const LEAST_HISTORY: usize = 10;

/// Viewers divided: most to learn from, some to choose by, some to measure on.
#[derive(Debug, Clone)]
pub struct Split {
    /// To learn from.
    pub train: Viewers,
    /// To choose hyperparameters by.
    pub validation: Viewers,
    /// To measure on.
    pub test: Viewers,
}

impl Split {
    /// Draws validation and test people among those with at least [`LEAST_HISTORY`] liked shows: 800 for the test and
    /// 600 for validation where there are enough, a fifth and a seventh of them otherwise.
    pub fn draw(viewers: &Viewers, seed: u64) -> Split {
        let mut order: Vec<usize> = (0..viewers.len()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let (eligible, short): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|viewer| viewers.liked(*viewer).count() >= LEAST_HISTORY);
        let test = 800.min(eligible.len() / 5);
        let validation = 600.min(eligible.len() / 7);
        let mut train: Vec<usize> = eligible[test + validation..].iter().copied().chain(short).collect();
        train.sort_unstable();
        Split {
            train: viewers.select(train),
            validation: viewers.select(eligible[test..test + validation].iter().copied()),
            test: viewers.select(eligible[..test].iter().copied()),
        }
    }

    /// Everybody who is not measured on: what a method may know in the end.
    pub fn known(&self) -> Viewers {
        let mut known = self.train.clone();
        known.extend(&self.validation);
        known
    }
}
