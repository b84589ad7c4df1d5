//! Mixing the few-show model and the many-show model by input size.
//!
//! No single matrix is best at every input size: what is learned from three named shows differs from what is learned
//! from eighty. Both are in the file; how much each counts at each knot is chosen on people whom neither has seen.

use model_core::request::Feedback;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::compress::{Factors, SparseColumns};
use crate::evaluate::{InputSize, Quality, Question, feedback, measure, questions, questions_with_dislikes};
use crate::progress::Progress;
use crate::settings::FeedbackWeights;
use crate::viewers::Viewers;

/// The input sizes at which the mixture is given.
pub const KNOTS: [usize; 7] = [1, 2, 4, 8, 16, 40, 120];

/// The many-show model's part at each knot where there is nobody to choose by: what was best on real viewers.
const USUAL: [f32; 7] = [0.0, 0.0, 0.05, 0.2, 0.45, 0.75, 0.9];

/// A compressed matrix in full precision, with its bias.
#[derive(Debug, Clone)]
pub struct Compressed {
    /// The low-rank part.
    pub factors: Factors,
    /// The sparse part.
    pub sparse: SparseColumns,
    /// The bias.
    pub bias: Vec<f32>,
}

impl Compressed {
    /// Nothing but zeros, for `n` shows.
    pub(crate) fn zero(n: usize, rank: usize) -> Compressed {
        let factor = || vec![0.0; n * rank];
        Compressed {
            factors: Factors { rank, inputs: factor(), outputs: factor() },
            sparse: SparseColumns { columns: vec![Vec::new(); n] },
            bias: vec![0.0; n],
        }
    }
}

/// How much the two models and their biases count at one knot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The many-show model's part, 0 to 1.
    pub many: f32,
    /// How much the biases count, relative to how they were solved.
    pub bias: f32,
    /// The standard deviation of the few-show model's scores at this input size, by which they are divided.
    pub few_scale: f32,
    /// That of the many-show model's.
    pub many_scale: f32,
}

impl Share {
    /// Both alike.
    pub(crate) const ALIKE: Share = Share { many: 0.5, bias: 1.0, few_scale: 1.0, many_scale: 1.0 };

    /// The gains of the few-show and the many-show model.
    pub fn gains(&self) -> [f32; 2] {
        [(1.0 - self.many) / self.few_scale, self.many / self.many_scale]
    }
}

/// A compressed matrix by rows, to score while choosing; never dense, since catalogues may be large.
struct Rows<'c> {
    factors: &'c Factors,
    /// `(column, weight)` of each row.
    sparse: Vec<Vec<(u32, f32)>>,
}

impl Rows<'_> {
    fn new(compressed: &Compressed) -> Rows<'_> {
        let mut sparse = vec![Vec::new(); compressed.bias.len()];
        for (j, column) in compressed.sparse.columns.iter().enumerate() {
            for &(i, weight) in column {
                sparse[i as usize].push((j as u32, weight));
            }
        }
        Rows { factors: &compressed.factors, sparse }
    }

    /// The sum of the rows of the named shows, each with the weight of what was said of it.
    fn score(&self, question: &Question, weight: impl Fn(Feedback) -> f32) -> Vec<f32> {
        let Factors { rank, inputs, outputs } = self.factors;
        let mut scores = vec![0.0; self.sparse.len()];
        if *rank > 0 {
            let mut taste = vec![0.0; *rank];
            for entry in &question.named {
                let weight = weight(feedback(entry));
                for (sum, value) in taste.iter_mut().zip(&inputs[entry.show as usize * rank..]) {
                    *sum += weight * value;
                }
            }
            for (score, output) in scores.iter_mut().zip(outputs.chunks(*rank)) {
                *score = taste.iter().zip(output).map(|(u, v)| u * v).sum();
            }
        }
        for entry in &question.named {
            let said = weight(feedback(entry));
            for &(j, weight) in &self.sparse[entry.show as usize] {
                scores[j as usize] += said * weight;
            }
        }
        scores
    }
}

/// With fewer questions than this a mean over them decides nothing.
const ENOUGH: usize = 50;
const MOST_ASKED: usize = 1000;
/// Who names most of a history is asked too.
const MOST_OF_A_HISTORY: f64 = 0.8;
/// How often the people are drawn anew, with replacement, to choose by.
const RESAMPLINGS: usize = 100;

/// What is asked at a knot to choose by, with the person's number: everybody once, and twice where little is named, since
/// chance is larger there; and those who name so much when they name most of a history. Few people have more than a hundred
/// shows, and of those who do most would still have hundreds to be found: that alone is not what whole histories are.
fn asked_at(people: &Viewers, knot: usize, seed: u64) -> Vec<(usize, Question)> {
    let ask = |size, seed| questions_with_dislikes(people, size, seed).into_iter();
    let mut asked: Vec<(usize, Question)> = ask(InputSize::Shows(knot), seed).take(MOST_ASKED).collect();
    if knot <= 8 {
        asked.extend(ask(InputSize::Shows(knot), seed.wrapping_add(1)).take(MOST_ASKED));
    }
    let nearest = |(_, question): &(usize, Question)| nearest_knot(question) == knot;
    asked.extend(ask(InputSize::Share(MOST_OF_A_HISTORY), seed).filter(nearest).take(MOST_ASKED));
    asked
}

/// The knot whose size is nearest, in logarithms, to how many liked shows are named.
fn nearest_knot(question: &Question) -> usize {
    let size = question.named.iter().filter(|entry| entry.preference > 0.0).count().max(1) as f64;
    let away = |knot: usize| (knot as f64 / size).ln().abs();
    KNOTS.into_iter().min_by(|a, b| away(*a).total_cmp(&away(*b))).unwrap_or(KNOTS[0])
}

/// The sum of the rows of the named shows, each with the weight of what was said of it.
pub(crate) fn add_weighted(rows: &[f32], question: &Question, weight: impl Fn(Feedback) -> f32, n: usize) -> Vec<f32> {
    let mut scores = vec![0.0; n];
    for entry in &question.named {
        let weight = weight(feedback(entry));
        if weight != 0.0 {
            let row = &rows[entry.show as usize * n..][..n];
            for (score, value) in scores.iter_mut().zip(row) {
                *score += weight * value;
            }
        }
    }
    scores
}

/// How two compressed models are put together, chosen on people whom neither has seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    /// By knot.
    pub shares: Vec<Share>,
    /// What a person's words weigh.
    pub feedback: FeedbackWeights,
}

/// Chooses the mixture at every knot on these people, or takes the usual one where there are too few. A dislike counts
/// `disliked` meanwhile; then the weights of what is said are chosen as well, unless they are `given`.
pub fn choose(
    [few, many]: [&Compressed; 2],
    disliked: f32,
    given: Option<FeedbackWeights>,
    people: &Viewers,
    pseudo: &Viewers,
    seed: u64,
    progress: &Progress,
) -> Mixture {
    let (few_rows, many_rows) = (Rows::new(few), Rows::new(many));
    let n = few.bias.len();
    let solved = |said: Feedback| if said == Feedback::Disliked { disliked } else { 1.0 };
    // Where there is nobody, lists and tags at least show how large the scores of each model are.
    let nobody = people.is_empty();
    let parts = (0..=20).map(|part| part as f32 / 20.0);
    let candidates: Vec<(f32, f32)> = parts.flat_map(|part| [0.5, 0.75, 1.0, 1.5].map(|bias| (part, bias))).collect();
    let bar = progress.counted("trying mixtures", (KNOTS.len() * candidates.len()) as u64);
    let mut scales = Vec::new();
    // What each candidate is worth at each knot; `None` where too few could be asked.
    let mut worths: Vec<Option<Worths>> = Vec::new();
    for &knot in &KNOTS {
        let (persons, asked): (Vec<usize>, Vec<Question>) = if nobody {
            questions(pseudo, InputSize::Shows(knot), seed).into_iter().take(MOST_ASKED).enumerate().unzip()
        } else {
            asked_at(people, knot, seed).into_iter().unzip()
        };
        let scored: Vec<(Vec<f32>, Vec<f32>)> = asked
            .par_iter()
            .map(|question| (few_rows.score(question, solved), many_rows.score(question, solved)))
            .collect();
        let few_scale = mean_deviation(scored.iter().map(|(few, _)| few.as_slice()));
        let many_scale = mean_deviation(scored.iter().map(|(_, many)| many.as_slice()));
        // Where nobody could be asked the scales of the nearest knot below hold.
        let own = [few_scale, many_scale].iter().all(|scale| scale.is_finite() && *scale > 0.0);
        let scale = if own { (few_scale, many_scale) } else { scales.last().copied().unwrap_or((1.0, 1.0)) };
        scales.push(scale);
        let worth_of = |&(many_part, bias): &(f32, f32)| {
            bar.advance(1);
            if progress.is_cancelled() {
                return vec![0.0; asked.len()];
            }
            let share = Share { many: many_part, bias, few_scale: scale.0, many_scale: scale.1 };
            let [few_gain, many_gain] = share.gains();
            let score = |number: usize, (): &mut (), scores: &mut Vec<f32>| {
                let (from_few, from_many) = &scored[number];
                scores.clear();
                scores.extend((0..n).map(|j| {
                    few_gain * (from_few[j] + bias * few.bias[j]) + many_gain * (from_many[j] + bias * many.bias[j])
                }));
            };
            worth_of_each(&measure(&asked, || (), score))
        };
        // The scores of all questions are there for one knot at a time: a large catalogue's take some hundred megabytes.
        worths.push((!nobody && asked.len() >= ENOUGH).then(|| {
            let by_candidate = candidates.iter().map(worth_of).collect();
            Worths { persons, by_candidate }
        }));
    }
    let share = |knot: usize, many: f32, bias: f32| {
        let (few_scale, many_scale) = scales[knot];
        Share { many, bias, few_scale, many_scale }
    };
    let shares: Vec<Share> = best_by_knot(&candidates, &worths, people.len(), seed)
        .into_iter()
        .enumerate()
        .map(|(knot, best)| best.map_or(share(knot, USUAL[knot], 1.0), |(many, bias)| share(knot, many, bias)))
        .collect();
    drop(bar);
    let feedback = given.unwrap_or_else(|| {
        let mixed = |knot: usize, question: &Question, what: Feedback| {
            let [few_gain, many_gain] = shares[knot].gains();
            let alone = |said: Feedback| f32::from(u8::from(said == what));
            let mut scores = few_rows.score(question, alone);
            for (few, many) in scores.iter_mut().zip(many_rows.score(question, alone)) {
                *few = few_gain * *few + many_gain * many;
            }
            scores
        };
        let bias = |knot: usize| {
            let ([few_gain, many_gain], bias) = (shares[knot].gains(), shares[knot].bias);
            let both = few.bias.iter().zip(&many.bias);
            both.map(|(few, many)| bias * (few_gain * few + many_gain * many)).collect()
        };
        choose_feedback(mixed, bias, people, seed)
    });
    Mixture { shares, feedback }
}

/// What was asked at a knot, and what each candidate is worth there.
struct Worths {
    /// Who was asked each question.
    persons: Vec<usize>,
    /// By candidate, for each question.
    by_candidate: Vec<Vec<f32>>,
}

impl Worths {
    /// The mean of each candidate, where each of the people counts so often.
    fn means(&self, counts: &[f32]) -> Vec<f64> {
        let all: f32 = self.persons.iter().map(|person| counts[*person]).sum();
        let sum = |worths: &Vec<f32>| -> f32 {
            worths.iter().zip(&self.persons).map(|(worth, person)| worth * counts[*person]).sum()
        };
        self.by_candidate.iter().map(|worths| f64::from(sum(worths) / all.max(1.0))).collect()
    }
}

/// The candidate for each knot; `None` where nobody could be asked. Many candidates are nearly as good as the best one, and
/// which it is hangs on chance and on the last weights that fit into the file. So the best one is looked for again and
/// again among people drawn anew, and the mean of what was best is taken (bagging: Breiman, 1996). A knot's neighbours have
/// a say too, with half the weight.
fn best_by_knot(
    candidates: &[(f32, f32)],
    worths: &[Option<Worths>],
    people: usize,
    seed: u64,
) -> Vec<Option<(f32, f32)>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let draws: Vec<Vec<f32>> = (0..RESAMPLINGS)
        .map(|_| {
            let mut counts = vec![0.0; people];
            for _ in 0..people {
                counts[random.random_range(0..people)] += 1.0;
            }
            counts
        })
        .collect();
    let best: Vec<Vec<Option<(f32, f32)>>> = draws
        .par_iter()
        .map(|counts| {
            let means: Vec<Option<Vec<f64>>> =
                worths.iter().map(|worths| worths.as_ref().map(|worths| worths.means(counts))).collect();
            (0..worths.len()).map(|knot| best_at(knot, &means).map(|best| candidates[best])).collect()
        })
        .collect();
    (0..worths.len())
        .map(|knot| {
            let chosen: Vec<(f32, f32)> = best.iter().filter_map(|best| best[knot]).collect();
            let mean = |value: fn(&(f32, f32)) -> f32| chosen.iter().map(value).sum::<f32>() / chosen.len() as f32;
            (!chosen.is_empty()).then(|| (mean(|(many, _)| *many), mean(|(_, bias)| *bias)))
        })
        .collect()
}

fn best_at(knot: usize, means: &[Option<Vec<f64>>]) -> Option<usize> {
    let own = means[knot].as_ref()?;
    let smooth = |at: usize| {
        let near = |other: Option<usize>| {
            other.and_then(|other| means.get(other)?.as_ref()).map_or(own[at], |means| means[at])
        };
        own[at] + 0.5 * (near(knot.checked_sub(1)) + near(Some(knot + 1)))
    };
    (0..own.len()).max_by(|a, b| smooth(*a).total_cmp(&smooth(*b)))
}

/// What choices are compared by.
fn worth(quality: &Quality) -> f64 {
    (quality.recall20 + quality.ndcg100) / 2.0
}

/// The same of each question.
fn worth_of_each(quality: &Quality) -> Vec<f32> {
    quality.recalls20.iter().zip(&quality.ndcgs100).map(|(recall, ndcg)| ((recall + ndcg) / 2.0) as f32).collect()
}

/// Chooses what a loved and a disliked show weigh, by the sum over all knots of the quality. `mixed` gives the scores at
/// a knot of what a question says in one of the three ways, `bias` the bias there. What nobody says is weighed by hand.
fn choose_feedback(
    mixed: impl Fn(usize, &Question, Feedback) -> Vec<f32> + Sync,
    bias: impl Fn(usize) -> Vec<f32>,
    people: &Viewers,
    seed: u64,
) -> FeedbackWeights {
    const LOVED: [f32; 4] = [1.0, 1.25, 1.5, 2.0];
    const DISLIKED: [f32; 8] = [-0.5, -0.25, 0.0, 0.15, 0.3, 0.45, 0.6, 0.8];
    let by_hand = FeedbackWeights::BY_HAND;
    let said = |what: Feedback| {
        let entries = (0..people.len()).flat_map(|person| people.entries_of(person));
        entries.filter(|entry| feedback(entry) == what).count() >= ENOUGH
    };
    let loved = if said(Feedback::Loved) { &LOVED[..] } else { &[by_hand.loved] };
    let disliked = if said(Feedback::Disliked) { &DISLIKED[..] } else { &[by_hand.disliked] };
    if loved.len() * disliked.len() == 1 {
        return by_hand;
    }
    let candidates: Vec<FeedbackWeights> = loved
        .iter()
        .flat_map(|&loved| disliked.iter().map(move |&disliked| FeedbackWeights { loved, liked: 1.0, disliked }))
        .collect();
    let mut worths = vec![0.0; candidates.len()];
    for (knot, &size) in KNOTS.iter().enumerate() {
        let asked: Vec<Question> = asked_at(people, size, seed).into_iter().map(|(_, question)| question).collect();
        if asked.len() < ENOUGH {
            continue;
        }
        let bias = bias(knot);
        let n = bias.len();
        let scored: Vec<[Vec<f32>; 3]> = asked
            .par_iter()
            .map(|question| {
                [Feedback::Loved, Feedback::Liked, Feedback::Disliked].map(|what| mixed(knot, question, what))
            })
            .collect();
        for (weights, worth_so_far) in candidates.iter().zip(&mut worths) {
            let quality = measure(
                &asked,
                || (),
                |number, (), scores| {
                    let [loved, liked, disliked] = &scored[number];
                    // As model-core weighs: what is liked counts 1 on the average.
                    let count = |what: Feedback| {
                        asked[number].named.iter().filter(|entry| feedback(entry) == what).count() as f32
                    };
                    let (lovers, likers) = (count(Feedback::Loved), count(Feedback::Liked));
                    let sum = lovers * weights.loved + likers * weights.liked;
                    let unit = if sum > 0.0 { (lovers + likers) / sum } else { 1.0 };
                    scores.clear();
                    scores.extend((0..n).map(|j| {
                        bias[j]
                            + unit * (weights.loved * loved[j] + weights.liked * liked[j])
                            + weights.disliked * disliked[j]
                    }));
                },
            );
            *worth_so_far += worth(&quality);
        }
    }
    let best = (0..candidates.len()).max_by(|a, b| worths[*a].total_cmp(&worths[*b]).then(b.cmp(a)));
    best.map_or(by_hand, |best| candidates[best])
}

fn mean_deviation<'s>(all: impl Iterator<Item = &'s [f32]>) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    for scores in all {
        let mean = scores.iter().sum::<f32>() / scores.len().max(1) as f32;
        let variance = scores.iter().map(|score| (score - mean).powi(2)).sum::<f32>() / scores.len().max(1) as f32;
        sum += f64::from(variance.sqrt());
        count += 1;
    }
    if count == 0 { f32::NAN } else { (sum / f64::from(count)) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two candidates of which one is better for all, and two of which each is better for half of the people.
    #[test]
    fn what_is_better_for_all_is_taken_and_what_is_not_is_halved() {
        let people = 200;
        let candidates = [(0.0, 1.0), (1.0, 1.0)];
        let worths = |second: fn(usize) -> f32| {
            let persons: Vec<usize> = (0..people).collect();
            let by_candidate = vec![vec![0.5; people], persons.iter().map(|person| second(*person)).collect()];
            let mut knots: Vec<Option<Worths>> = (1..KNOTS.len()).map(|_| None).collect();
            knots.insert(0, Some(Worths { persons, by_candidate }));
            knots
        };
        let better = best_by_knot(&candidates, &worths(|_| 0.6), people, 1);
        assert_eq!(better[0], Some((1.0, 1.0)));
        assert_eq!(better[1..], [None; KNOTS.len() - 1]);
        let even = worths(|person| if person.is_multiple_of(2) { 0.6 } else { 0.4 });
        let Some((many, bias)) = best_by_knot(&candidates, &even, people, 1)[0] else { panic!("people were asked") };
        assert!((0.3..0.7).contains(&many) && bias == 1.0, "{many} {bias}");
        assert_eq!(
            best_by_knot(&candidates, &even, people, 1)[0],
            Some((many, bias)),
            "the same seed, the same choice"
        );
    }

    #[test]
    fn a_question_belongs_to_the_nearest_knot() {
        use crate::viewers::Entry;
        let naming = |shows: u32| Question { named: (0..shows).map(Entry::liked).collect(), relevant: vec![999] };
        let knots = [1, 3, 11, 12, 69, 70, 900].map(|shows| nearest_knot(&naming(shows)));
        assert_eq!(knots, [1, 4, 8, 16, 40, 120, 120]);
    }
}
