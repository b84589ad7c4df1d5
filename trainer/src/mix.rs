//! Mixing the few-show model and the many-show model by input size.
//!
//! No single matrix is best at every input size: what is learned from three named shows differs from what is learned
//! from eighty. Both are in the file; how much each counts at each knot is chosen on people whom neither has seen.

use rayon::prelude::*;

use crate::compress::{Factors, SparseColumns};
use crate::evaluate::{InputSize, Question, measure, questions};
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

    /// The sum of the named rows.
    fn score(&self, question: &Question) -> Vec<f32> {
        let Factors { rank, inputs, outputs } = self.factors;
        let mut scores = vec![0.0; self.sparse.len()];
        if *rank > 0 {
            let mut taste = vec![0.0; *rank];
            for entry in &question.named {
                for (sum, value) in taste.iter_mut().zip(&inputs[entry.show as usize * rank..]) {
                    *sum += value;
                }
            }
            for (score, output) in scores.iter_mut().zip(outputs.chunks(*rank)) {
                *score = taste.iter().zip(output).map(|(u, v)| u * v).sum();
            }
        }
        for entry in &question.named {
            for &(j, weight) in &self.sparse[entry.show as usize] {
                scores[j as usize] += weight;
            }
        }
        scores
    }
}

/// Chooses the mixture at every knot on these people, or takes the usual one where there are too few.
pub fn choose(few: &Compressed, many: &Compressed, people: &Viewers, pseudo: &Viewers, seed: u64) -> Vec<Share> {
    const ENOUGH: usize = 50;
    const MOST_ASKED: usize = 1000;
    let (few_rows, many_rows) = (Rows::new(few), Rows::new(many));
    let n = few.bias.len();
    let parts: Vec<f32> = (0..=20).map(|part| part as f32 / 20.0).collect();
    let biases = [0.5, 0.75, 1.0, 1.5];
    let mut scales = Vec::new();
    // Quality by knot, part and bias.
    let mut table: Vec<Option<Vec<f64>>> = Vec::new();
    for &knot in &KNOTS {
        // Where there is nobody, lists and tags at least show how large the scores of each model are.
        let nobody = people.is_empty();
        let mut asked = questions(if nobody { pseudo } else { people }, InputSize::Shows(knot), seed);
        asked.truncate(MOST_ASKED);
        if knot <= 8 && !nobody {
            asked.extend(questions(people, InputSize::Shows(knot), seed.wrapping_add(1)));
        }
        let scored: Vec<(Vec<f32>, Vec<f32>)> =
            asked.par_iter().map(|question| (few_rows.score(question), many_rows.score(question))).collect();
        let few_scale = mean_deviation(scored.iter().map(|(few, _)| few.as_slice()));
        let many_scale = mean_deviation(scored.iter().map(|(_, many)| many.as_slice()));
        scales.push((few_scale, many_scale));
        if nobody || asked.len() < ENOUGH {
            table.push(None);
            continue;
        }
        let mut row = Vec::new();
        for &part in &parts {
            for &bias in &biases {
                let share = Share { many: part, bias, few_scale, many_scale };
                let [few_gain, many_gain] = share.gains();
                let quality = measure(
                    &asked,
                    || (),
                    |number, (), scores| {
                        let (from_few, from_many) = &scored[number];
                        scores.clear();
                        scores.extend((0..n).map(|j| {
                            few_gain * (from_few[j] + bias * few.bias[j])
                                + many_gain * (from_many[j] + bias * many.bias[j])
                        }));
                    },
                );
                row.push((quality.recall20 + quality.ndcg100) / 2.0);
            }
        }
        table.push(Some(row));
    }
    fill_scales(&mut scales);
    (0..KNOTS.len())
        .map(|knot| {
            let (few_scale, many_scale) = scales[knot];
            let usual = Share { many: USUAL[knot], bias: 1.0, few_scale, many_scale };
            let Some(own) = &table[knot] else { return usual };
            // A knot's neighbours have a say too: chance moves single optima about.
            let smooth = |at: usize| {
                let near =
                    |other: Option<usize>| other.and_then(|o| table.get(o)?.as_ref()).map_or(own[at], |row| row[at]);
                own[at] + 0.5 * (near(knot.checked_sub(1)) + near(Some(knot + 1)))
            };
            let best = (0..own.len()).max_by(|a, b| smooth(*a).total_cmp(&smooth(*b))).unwrap_or(0);
            Share { many: parts[best / biases.len()], bias: biases[best % biases.len()], few_scale, many_scale }
        })
        .collect()
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

/// Knots at which nobody could be asked take the scale of the nearest one below.
fn fill_scales(scales: &mut [(f32, f32)]) {
    let mut last = (1.0, 1.0);
    for scale in scales {
        if scale.0.is_finite() && scale.0 > 0.0 && scale.1.is_finite() && scale.1 > 0.0 {
            last = *scale;
        }
        *scale = last;
    }
}
