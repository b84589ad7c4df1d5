//! Counting: the expected normal equations of "k of a viewer's N shows are named".
//!
//! Let a viewer have `N` liked shows, of which `k` drawn at random are the input `z` and all are the target `y`. Then
//! `E[z_i z_j] = k(k−1) / (N(N−1))` for `i ≠ j`, `E[z_i²] = k/N` and `E[z_i y_j] = k/N`, so that the expectation of the
//! normal equations over all draws has a closed form: two Gram matrices with different weights for each viewer. EASE
//! (Steck, WWW 2019) is the case `k = N`.
//!
//! A preference below 1 is the probability with which the show is among the viewer's at all, independently of the
//! others: for pairs the probabilities multiply, on the diagonal they do not. The probability of having seen a show
//! thins the targets alone.
//!
//! A dislike says two things: that the show was chosen and watched, and that it was not liked. So it may be named as
//! well, with a value `c` where a like has 1, and be aimed at with a value of its own ([`Disliked`]): it is drawn with
//! the same probability `k/N` as a like, where `N` still counts the likes.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::histories::{Histories, ViewerCounts};
use crate::progress::{Cancelled, Progress};
use crate::viewers::Viewers;

/// Square matrices of `n × n` 32-bit numbers, row-major. 32 bits suffice for sums of weights of a few million viewers
/// that are later compared with a ridge; each element is summed in 64 bits.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedGram {
    /// Number of shows.
    pub n: usize,
    /// `E[zᵀz]`, `n × n`.
    pub inputs: Vec<f32>,
    /// `E[zᵀy]`, `n × n`.
    pub targets: Vec<f32>,
    /// `E[1·z]`, `n`: the diagonal of `inputs`, unless dislikes count.
    pub named: Vec<f32>,
    /// `E[1·y]`: the weighted popularity, `n`.
    pub popularity: Vec<f64>,
    /// The weights of all viewers, summed.
    pub viewers: f64,
}

/// How much of each viewer's history is expected as input, and how much each viewer counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The input size `k`; infinite for the whole history.
    pub input_size: f64,
    /// A viewer of `N` shows counts `N^viewer_exponent`: the equations of long histories say more.
    pub viewer_exponent: f64,
    /// What a dislike counts.
    pub disliked: Disliked,
}

/// What a dislike counts, where a like counts 1 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disliked {
    /// Among what is named: evidence of what the viewer watches.
    pub named: f64,
    /// Among what is to be found.
    pub aimed: f64,
}

impl Disliked {
    /// Dislikes count for nothing.
    pub const UNHEARD: Disliked = Disliked { named: 0.0, aimed: 0.0 };
}

impl ExpectedGram {
    /// Counts. The work is the sum of the squares of the histories' lengths. Each row is summed by one thread in the
    /// order of the viewers, so that the result does not depend on how many threads there are.
    pub fn count(viewers: &Viewers, n: usize, expectation: Expectation) -> ExpectedGram {
        ExpectedGram::sum(viewers, n, expectation, &|| true)
    }

    /// As [`ExpectedGram::count`], with a bar.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn count_with(
        viewers: &Viewers,
        n: usize,
        expectation: Expectation,
        progress: &Progress,
    ) -> Result<ExpectedGram, Cancelled> {
        let bar = progress.counted("counting pairs of shows", n as u64);
        let gram = ExpectedGram::sum(viewers, n, expectation, &|| {
            bar.advance(1);
            !progress.is_cancelled()
        });
        progress.check().map(|()| gram)
    }

    /// Asks before each row whether to go on.
    fn sum(viewers: &Viewers, n: usize, expectation: Expectation, go_on: &(dyn Fn() -> bool + Sync)) -> ExpectedGram {
        let histories = Histories::new(&[viewers], n, expectation);
        let mut popularity = vec![0.0; n];
        let mut total = 0.0;
        for (viewer, counts) in histories.counts.iter().enumerate() {
            total += counts.whole;
            for entry in histories.of(viewer as u32) {
                popularity[entry.show as usize] += counts.whole * entry.aimed;
            }
        }
        let mut inputs = vec![0.0_f32; n * n];
        let mut targets = vec![0.0_f32; n * n];
        let mut named = vec![0.0_f32; n];
        let rows = inputs.par_chunks_mut(n.max(1)).zip(targets.par_chunks_mut(n.max(1))).zip(named.par_iter_mut());
        rows.enumerate().for_each_init(
            || (vec![0.0_f64; n], vec![0.0_f64; n]),
            |(input_sums, target_sums), (show, ((inputs, targets), named))| {
                if !go_on() {
                    return;
                }
                input_sums.fill(0.0);
                target_sums.fill(0.0);
                let (mut own_named, mut own_squared, mut itself) = (0.0, 0.0, 0.0);
                for &(viewer, own) in histories.fans_of(show) {
                    let ViewerCounts { pair, single, .. } = histories.counts[viewer as usize];
                    let (squared, with_target) = own.itself();
                    own_named += single * own.named;
                    own_squared += single * squared;
                    itself += single * with_target;
                    let (pair, single) = (pair * own.named, single * own.named);
                    for entry in histories.of(viewer) {
                        input_sums[entry.show as usize] += pair * entry.named;
                        target_sums[entry.show as usize] += single * entry.aimed;
                    }
                }
                for (to, from) in inputs.iter_mut().zip(input_sums.iter()) {
                    *to = *from as f32;
                }
                for (to, from) in targets.iter_mut().zip(target_sums.iter()) {
                    *to = *from as f32;
                }
                inputs[show] = own_squared as f32;
                targets[show] = itself as f32;
                *named = own_named as f32;
            },
        );
        ExpectedGram { n, inputs, targets, named, popularity, viewers: total }
    }

    /// Adds what was counted of other viewers.
    pub fn add(&mut self, others: &ExpectedGram) {
        let sums = self.inputs.iter_mut().chain(&mut self.targets).chain(&mut self.named);
        for (sum, other) in sums.zip(others.inputs.iter().chain(&others.targets).chain(&others.named)) {
            *sum += other;
        }
        for (sum, count) in self.popularity.iter_mut().zip(&others.popularity) {
            *sum += count;
        }
        self.viewers += others.viewers;
    }

    /// Adds `weight` viewers who name nothing (`k = 0`) and like each show with this probability: what is known of the
    /// shows' popularity before anybody has rated them. Nothing is known when `probabilities` is empty.
    pub fn add_prior(&mut self, weight: f64, probabilities: &[f64]) {
        if probabilities.is_empty() {
            return;
        }
        self.viewers += weight;
        for (sum, probability) in self.popularity.iter_mut().zip(probabilities) {
            *sum += weight * probability;
        }
    }

    /// How often each show is expected as an input, `E[z_i²]`.
    pub fn diagonal(&self) -> impl Iterator<Item = f64> + '_ {
        (0..self.n).map(|show| f64::from(self.inputs[show * self.n + show]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::Entry;

    fn entries(shows: &[u32]) -> Vec<Entry> {
        shows.iter().copied().map(Entry::liked).collect()
    }

    /// The expectation written out: every subset of size k of every viewer.
    #[test]
    fn the_closed_form_is_the_mean_over_all_draws() {
        let histories = [vec![0, 1, 2, 3], vec![1, 3, 4], vec![0, 4, 2]];
        let (n, k) = (5, 2);
        let mut viewers = Viewers::new();
        let mut inputs = vec![0.0_f64; n * n];
        let mut targets = vec![0.0_f64; n * n];
        for history in &histories {
            viewers.push(entries(history), 1.0);
            let draws: Vec<(u32, u32)> =
                history.iter().flat_map(|&a| history.iter().filter(move |&&b| a < b).map(move |&b| (a, b))).collect();
            for &(a, b) in &draws {
                let share = 1.0 / draws.len() as f64;
                inputs[a as usize * n + b as usize] += share;
                inputs[b as usize * n + a as usize] += share;
                for z in [a, b] {
                    for &y in history {
                        targets[z as usize * n + y as usize] += share;
                    }
                }
            }
        }
        let gram = ExpectedGram::count(
            &viewers,
            n,
            Expectation { input_size: f64::from(k), viewer_exponent: 0.0, disliked: Disliked::UNHEARD },
        );
        for at in 0..n * n {
            // The diagonal is how often each is drawn.
            let input = if at % n == at / n { targets[at] } else { inputs[at] };
            assert!((f64::from(gram.inputs[at]) - input).abs() < 1e-6, "inputs at {at}");
            assert!((f64::from(gram.targets[at]) - targets[at]).abs() < 1e-6, "targets at {at}");
        }
        assert_eq!(gram.popularity, [2.0, 2.0, 2.0, 2.0, 2.0]);
    }

    /// What is seen by chance thins what is expected to be liked, and leaves what is named as it is.
    #[test]
    fn seeing_thins_the_targets_alone() {
        let expectation = Expectation { input_size: 2.0, viewer_exponent: 0.0, disliked: Disliked::UNHEARD };
        let mut all = Viewers::new();
        all.push(entries(&[0, 1, 2]), 1.0);
        let mut half = Viewers::new();
        half.push(entries(&[0, 1, 2]).into_iter().map(|entry| Entry { seen: 0.5, ..entry }).collect(), 1.0);
        let (all, half) = (ExpectedGram::count(&all, 3, expectation), ExpectedGram::count(&half, 3, expectation));
        assert_eq!(all.inputs, half.inputs);
        for (whole, thinned) in all.targets.iter().zip(&half.targets) {
            assert!((whole * 0.5 - thinned).abs() < 1e-6);
        }
        assert_eq!(half.popularity, [0.5; 3]);
    }

    /// A dislike is drawn as often as a like, is worth `named` then, and `aimed` among the targets.
    #[test]
    fn dislikes_are_named_and_aimed_at_with_values_of_their_own() {
        let disliked = Disliked { named: 0.5, aimed: 0.25 };
        let mut viewers = Viewers::new();
        let dislike = Entry { preference: -1.0, ..Entry::liked(2) };
        viewers.push(vec![Entry::liked(0), Entry::liked(1), dislike], 1.0);
        let whole = Expectation { input_size: f64::INFINITY, viewer_exponent: 0.0, disliked };
        let gram = ExpectedGram::count(&viewers, 3, whole);
        assert_eq!(gram.inputs, [1.0, 1.0, 0.5, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25]);
        assert_eq!(gram.targets, [1.0, 1.0, 0.25, 1.0, 1.0, 0.25, 0.5, 0.5, 0.125]);
        assert_eq!((gram.named, gram.popularity), (vec![1.0, 1.0, 0.5], vec![1.0, 1.0, 0.25]));
        // One of two likes: each of the three is drawn with probability 1/2, so 1.5 are, and a pair with 1.5 · .5 / 6.
        let one = ExpectedGram::count(&viewers, 3, Expectation { input_size: 1.0, ..whole });
        assert_eq!(one.inputs, [0.5, 0.125, 0.0625, 0.125, 0.5, 0.0625, 0.0625, 0.0625, 0.125]);
        let unheard = Expectation { disliked: Disliked::UNHEARD, ..whole };
        assert_eq!(ExpectedGram::count(&viewers, 3, unheard).inputs[8], 0.0);
    }
}
