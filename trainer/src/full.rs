//! A model as it would be if bytes cost nothing: the same solves and the same kind of mixture, with every weight and in
//! full precision. It is measured beside the file that ships, to see what [`crate::compress`] costs.

use model_core::request::Feedback;

use crate::compress::{Factors, SparseColumns};
use crate::evaluate::{Question, feedback};
use crate::mix::{self, Compressed, KNOTS, Mixture, Share, add_weighted};
use crate::progress::Progress;
use crate::ridge::Dense;
use crate::settings::Settings;
use crate::train::{Evidence, TrainError, cold_start, dense_equations};
use crate::viewers::Viewers;

/// Beyond this many shows two dense matrices, and the same once more to choose the mixture by, take too much memory.
pub const MOST_SHOWS: usize = 6_000;

/// Two dense models and their mixture.
#[derive(Debug, Clone)]
pub struct FullPrecision {
    few: Dense,
    many: Dense,
    mixture: Mixture,
}

impl FullPrecision {
    /// Solves as [`crate::train::train`] does, chooses the mixture for these matrices on the same people, and solves again
    /// with everybody. `n` shows, [`MOST_SHOWS`] at most.
    ///
    /// # Errors
    /// See [`TrainError`].
    pub fn train(
        n: usize,
        evidence: &Evidence<'_>,
        settings: &Settings,
        progress: &Progress,
    ) -> Result<FullPrecision, TrainError> {
        let solve = |learned: &Viewers| -> Result<[Dense; 2], TrainError> {
            let cold_start = cold_start(learned, evidence, n, settings);
            let one = |ridge| -> Result<Dense, TrainError> {
                progress.check()?;
                Ok(dense_equations(learned, evidence, n, &cold_start, settings, ridge, progress)?.solve(progress)?)
            };
            Ok([one(&settings.few)?, one(&settings.many)?])
        };
        progress.step("solving for full precision".into());
        let mut learned = evidence.viewers.clone();
        let [few, many] = solve(&learned)?;
        let disliked = settings.few.expectation.disliked.named as f32;
        let whole = [every_weight(&few), every_weight(&many)];
        let both = [&whole[0], &whole[1]];
        let Evidence { validation, pseudo, .. } = evidence;
        let mixture = mix::choose(both, disliked, settings.feedback, validation, pseudo, settings.seed, progress);
        progress.check()?;
        drop(whole);
        if validation.is_empty() {
            return Ok(FullPrecision { few, many, mixture });
        }
        learned.extend(validation);
        let [few, many] = solve(&learned)?;
        Ok(FullPrecision { few, many, mixture })
    }

    /// The score of every show, as `model-core` defines it ([`model_core::Model::scores`]), in `scores`.
    pub fn score(&self, question: &Question, scores: &mut Vec<f32>) {
        let mix::Mixture { shares, feedback: weights } = &self.mixture;
        let liked: Vec<f32> = question
            .named
            .iter()
            .filter_map(|entry| match feedback(entry) {
                Feedback::Loved => Some(weights.loved),
                Feedback::Liked => Some(weights.liked),
                Feedback::Disliked | Feedback::Seen => None,
            })
            .collect();
        let sum: f32 = liked.iter().sum();
        // What is liked weighs 1 on the average.
        let unit = if sum > 0.0 { liked.len() as f32 / sum } else { 1.0 };
        let weight = |said: Feedback| match said {
            Feedback::Loved => weights.loved * unit,
            Feedback::Liked => weights.liked * unit,
            Feedback::Disliked => weights.disliked,
            Feedback::Seen => 0.0,
        };
        let at = Between::knots(liked.len().max(1) as f32);
        let [few_gain, many_gain] = [0, 1].map(|which| at.blend(shares, |share| share.gains()[which]));
        let [few_bias, many_bias] = [0, 1].map(|which| at.blend(shares, |share| share.bias * share.gains()[which]));
        let n = self.few.n;
        let from_few = add_weighted(&self.few.weights, question, weight, n);
        let from_many = add_weighted(&self.many.weights, question, weight, n);
        scores.clear();
        scores.extend((0..n).map(|j| {
            few_gain * from_few[j]
                + many_gain * from_many[j]
                + few_bias * self.few.bias[j]
                + many_bias * self.many.bias[j]
        }));
    }
}

/// A dense matrix as the sparse part of a compressed one that dropped nothing.
fn every_weight(dense: &Dense) -> Compressed {
    let Dense { n, weights, bias } = dense;
    let column = |j: usize| (0..*n).filter(|i| *i != j).map(|i| (i as u32, weights[i * n + j])).collect();
    Compressed {
        factors: Factors { rank: 0, inputs: Vec::new(), outputs: Vec::new() },
        sparse: SparseColumns { columns: (0..*n).map(column).collect() },
        bias: bias.clone(),
    }
}

/// An input size between two knots.
struct Between {
    low: usize,
    high: usize,
    part: f32,
}

impl Between {
    /// Linear in the logarithm of the size, and constant beyond the first and the last knot.
    fn knots(size: f32) -> Between {
        let knot = |at: usize| KNOTS[at] as f32;
        let high = KNOTS.iter().position(|knot| *knot as f32 >= size).unwrap_or(KNOTS.len() - 1);
        let low = high.saturating_sub(usize::from(knot(high) > size));
        let part = if low == high { 0.0 } else { (size / knot(low)).log2() / (knot(high) / knot(low)).log2() };
        Between { low, high, part }
    }

    fn blend(&self, shares: &[Share], value: impl Fn(&Share) -> f32) -> f32 {
        let (low, high) = (value(&shares[self.low]), value(&shares[self.high]));
        low + (high - low) * self.part
    }
}

#[cfg(test)]
mod tests {
    use model_core::card::Card;
    use model_core::catalogue::{Catalogue, Facts, Title};
    use model_core::file::AlignedBytes;
    use model_core::{Model, Scratch};

    use super::*;
    use crate::evaluate::{InputSize, questions};
    use crate::train;
    use crate::viewers::Entry;

    /// With bytes for every weight, and a mixture that nobody chose, the file must say the same but for rounding.
    #[test]
    fn a_file_with_room_for_everything_scores_alike() {
        let n = 24;
        let titles = (0..n).map(|at| Title { id: format!("s{at}"), title: format!("S {at}"), ..Title::default() });
        let catalogue = Catalogue::new(titles.collect(), vec![Facts::default(); n]).expect("ids differ");
        let mut viewers = Viewers::new();
        for person in 0..200_u32 {
            // Two tastes, which overlap a little, and some chance.
            let shows = (0..n as u32).filter(|show| (person * 7 + show * 11) % 5 < 2 && (show + person) % 2 == 0);
            viewers.push(shows.map(Entry::liked).collect(), 1.0);
        }
        let nobody = Viewers::new();
        let evidence = Evidence { viewers: &viewers, validation: &nobody, pseudo: &nobody, prior: &[], counts: None };
        let settings = Settings { few_rank: 0, many_rank: 0, ..Settings::for_people() };
        let progress = Progress::quiet();
        let trained = train::train(&catalogue, &evidence, &settings, Card::default(), &progress).expect("solvable");
        let model = Model::open(AlignedBytes::from_slice(&trained.bytes)).expect("just written");
        let full = FullPrecision::train(n, &evidence, &settings, &progress).expect("solvable");
        let mut scratch = Scratch::default();
        let mut scores = Vec::new();
        for size in [1, 3, 6].map(InputSize::Shows) {
            for question in questions(&viewers, size, 1).iter().take(20) {
                full.score(question, &mut scores);
                let theirs = model.scores(&question.taste(), &mut scratch);
                let largest = scores.iter().fold(0.0_f32, |most, score| most.max(score.abs()));
                for (ours, theirs) in scores.iter().zip(theirs) {
                    assert!((ours - theirs).abs() < 0.03 * largest, "{ours} and {theirs} of {largest} at {size}");
                }
            }
        }
    }
}
