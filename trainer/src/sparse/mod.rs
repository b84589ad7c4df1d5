//! Large catalogues: equations that are kept only where two shows have a viewer in common, solved column by column.
//!
//! A dense solve needs memory of the square and time of the cube of the number of shows. Past some 15,000 shows each
//! column is solved by itself instead, over the shows that say most about it: its candidates. These are the rows with the
//! largest gain `cov² / var`, by how much each alone would lower the squared error (screening by marginal regression, Fan
//! and Lv, "Sure independence screening", 2008); the column is then the ridge solution over its candidates and the
//! always-on feature, as in SLIM (Ning and Karypis, ICDM 2011) and in Steck, "Markov Random Fields for Collaborative
//! Filtering" (NeurIPS 2019), section 3.2. The low-rank part is the truncated SVD of these columns, which never become a
//! dense matrix.
//!
//! A show that few have seen gets fewer candidates: so many people cannot tell 256 others apart ([`SparseSettings`]).
//!
//! Memory: 8 bytes a pair of shows in common, or 4 for each two shows where most have viewers in common, and 8 bytes a
//! candidate; time: the sum of the squares of the histories' lengths, and for each show the cube of the number of
//! candidates.

mod columns;
mod lower;

use faer::Mat;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cold_start::ColdStart;
use crate::compress::{Factors, SparseColumns};
use crate::counts::CountedRows;
use crate::histories::Histories;
use crate::progress::{Cancelled, Progress};
use crate::ridge::{Normal, RidgeSettings};
use crate::viewers::Viewers;
use lower::LowerRow;

/// What decides how much of the equations of a large catalogue is kept.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SparseSettings {
    /// Candidates a column, at most.
    pub candidates: usize,
    /// Where a show has few fans: candidates for each of them, besides [`LEAST_CANDIDATES`].
    pub candidates_a_fan: f64,
    /// The most pairs of shows that are kept; those that occur least go first. Two shows of a row that has most of the
    /// pairs it could have count as one pair.
    pub max_pairs: usize,
}

impl Default for SparseSettings {
    /// What was measured, see `docs/experiments.md`. The pairs take 3.2 GB at most.
    fn default() -> Self {
        SparseSettings { candidates: 256, candidates_a_fan: 2.0, max_pairs: 400_000_000 }
    }
}

/// What a show gets that has no fans at all, of whom lists and tags may speak.
pub const LEAST_CANDIDATES: usize = 32;

impl SparseSettings {
    /// How many candidates a show with so many fans gets.
    fn candidates_for(&self, fans: f64) -> usize {
        self.candidates.min(LEAST_CANDIDATES + (self.candidates_a_fan * fans.max(0.0)) as usize)
    }

    /// Whether pairs may be kept of each show with each other.
    fn fits_all_pairs(&self, n: usize) -> bool {
        n.saturating_mul(n.saturating_sub(1)) / 4 <= self.max_pairs
    }
}

/// The equations of one solve, without what never occurs.
#[derive(Debug, Clone)]
pub struct SparseEquations {
    /// `A` for each show and those of lower numbers.
    lower: Vec<LowerRow>,
    /// The diagonal of `A`, the ridge included; `n`.
    diagonal: Vec<f64>,
    /// `A` in the row of the always-on feature: how often each show is expected as an input; `n`.
    named: Vec<f64>,
    /// `A` of the always-on feature with itself.
    viewers: f64,
    /// For each show its candidates, ascending, and `B` there.
    candidates: Vec<Vec<(u32, f32)>>,
    /// `B` in the row of the always-on feature; `n`.
    liked: Vec<f64>,
}

/// Known popularity before anybody has rated: so many viewers, who like each show with such a probability.
#[derive(Debug, Clone, Copy)]
pub struct Prior<'p> {
    /// How many viewers it counts for.
    pub weight: f64,
    /// By show; empty when nothing is known.
    pub probabilities: &'p [f64],
}

/// What the equations are counted from.
#[derive(Debug)]
pub struct Sources<'s> {
    /// People.
    pub people: &'s Viewers,
    /// Lists, tags, makers: see [`crate::pseudo`].
    pub pseudo: &'s Viewers,
    /// What was counted of further people.
    pub counted: Option<CountedRows>,
    /// What is known of popularity.
    pub prior: Prior<'s>,
    /// Who lends to the shows that no person has rated.
    pub cold_start: &'s ColdStart,
}

/// The sums of one show with another: `A` in its row, `B` in its column.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sum {
    input: f64,
    target: f64,
}

/// One row of sums, and which of them are in use.
struct Row {
    sums: Vec<Sum>,
    touched: Vec<u32>,
}

impl Row {
    fn new(n: usize) -> Row {
        Row { sums: vec![Sum::default(); n], touched: Vec::new() }
    }

    /// The sums of one show with all others: `A` in its row, `B` in its column. In the order of the viewers, so that
    /// both shows of a pair find the same sum.
    fn sum(&mut self, histories: &Histories, counted: Option<&CountedRows>, show: usize) {
        for other in self.touched.drain(..) {
            self.sums[other as usize] = Sum::default();
        }
        for (viewer, own) in histories.fans_of(show) {
            let counts = histories.counts[*viewer as usize];
            for other in histories.of(*viewer) {
                let target = counts.single * (other.named * own.aimed);
                self.add(other.show, counts.pair * (own.named * other.named), target);
            }
        }
        for &(other, input, target) in counted.map_or(&[][..], |counted| &counted.rows[show]) {
            self.add(other, input, target);
        }
        self.touched.sort_unstable();
        self.touched.dedup();
    }

    /// Adds the targets that a show's lenders have from the first `people` viewers and from those counted before.
    fn lend(&mut self, histories: &Histories, people: usize, counted: Option<&CountedRows>, lenders: &[(u32, f64)]) {
        for &(lender, part) in lenders {
            let fans = histories.fans_of(lender as usize).iter().take_while(|(viewer, _)| (*viewer as usize) < people);
            for (viewer, own) in fans {
                let single = part * histories.counts[*viewer as usize].single;
                for other in histories.of(*viewer) {
                    let target = if other.show == lender { own.itself().1 } else { other.named * own.aimed };
                    self.add(other.show, 0.0, single * target);
                }
            }
            if let Some(counted) = counted {
                self.add(lender, 0.0, part * counted.itself[lender as usize]);
                for &(other, _, target) in &counted.rows[lender as usize] {
                    self.add(other, 0.0, part * target);
                }
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
    }

    fn add(&mut self, other: u32, input: f64, target: f64) {
        let sum = &mut self.sums[other as usize];
        if *sum == Sum::default() {
            self.touched.push(other);
        }
        sum.input += input;
        sum.target += target;
    }
}

impl SparseEquations {
    /// Counts, and keeps what the settings say. The result does not depend on the number of threads.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn count(
        sources: &Sources<'_>,
        n: usize,
        ridge: &RidgeSettings,
        settings: SparseSettings,
        progress: &Progress,
    ) -> Result<SparseEquations, Cancelled> {
        let Sources { people, pseudo, counted, prior, cold_start } = sources;
        let histories = Histories::new(&[people, pseudo], n, ridge.expectation);
        let mut named = vec![0.0; n];
        let mut squared = vec![0.0; n];
        let mut liked = vec![0.0; n];
        let mut viewers: f64 = histories.counts.iter().map(|counts| counts.whole).sum();
        // What people like, and what pseudo-viewers do: the first alone can be lent.
        let mut liked_by_lists = vec![0.0; n];
        for (viewer, counts) in histories.counts.iter().enumerate() {
            let liked = if viewer < people.len() { &mut liked } else { &mut liked_by_lists };
            for entry in histories.of(viewer as u32) {
                let show = entry.show as usize;
                named[show] += counts.single * entry.named;
                squared[show] += counts.single * entry.itself().0;
                liked[show] += counts.whole * entry.aimed;
            }
        }
        let mut number = histories.counts.len() as f64;
        if let Some(counted) = counted {
            viewers += counted.viewers;
            number += counted.people;
            for show in 0..n {
                named[show] += counted.named[show];
                squared[show] += counted.squared[show];
                liked[show] += counted.liked[show];
            }
        }
        for show in 0..n {
            let lent = cold_start.lenders_of(show).iter().map(|(lender, part)| part * liked[*lender as usize]);
            liked[show] += lent.sum::<f64>();
        }
        liked.iter_mut().zip(liked_by_lists).for_each(|(liked, by_lists)| *liked += by_lists);
        // Viewers count differently: how many there would be if each counted like the average one.
        let fans: Vec<f64> = liked.iter().map(|liked| liked / viewers.max(f64::MIN_POSITIVE) * number).collect();
        if !prior.probabilities.is_empty() {
            viewers += prior.weight;
            for (liked, probability) in liked.iter_mut().zip(prior.probabilities) {
                *liked += prior.weight * probability;
            }
        }
        let scales = ridge.scales(&squared);
        let viewers = viewers.max(f64::MIN_POSITIVE) * (1.0 + 1e-9);
        let least = least_kept(&histories, counted.as_ref(), n, settings, progress)?;
        let bar = progress.counted("counting pairs of shows", n as u64);
        let rows: Vec<_> = (0..n)
            .into_par_iter()
            .map_init(
                || Row::new(n),
                |row, show| {
                    if progress.is_cancelled() {
                        return (LowerRow::All(Vec::new()), Vec::new());
                    }
                    row.sum(&histories, counted.as_ref(), show);
                    row.lend(&histories, people.len(), counted.as_ref(), cold_start.lenders_of(show));
                    let below = row.touched.iter().take_while(|other| (**other as usize) < show);
                    let kept = below.map(|other| (*other, row.sums[*other as usize].input as f32));
                    let lower = LowerRow::new(show, kept.filter(|(_, value)| value.abs() >= least && *value != 0.0));
                    // By how much each other show alone would lower the squared error of this one.
                    let gain = |other: u32| {
                        let at = other as usize;
                        let covariance = row.sums[at].target - named[at] * liked[show] / viewers;
                        let variance = scales.diagonal[at] - named[at] * named[at] / viewers;
                        covariance * covariance / variance.max(f64::MIN_POSITIVE)
                    };
                    let mut gains: Vec<(f64, u32)> =
                        row.touched.iter().filter(|other| **other as usize != show).map(|o| (gain(*o), *o)).collect();
                    let candidates = settings.candidates_for(fans[show]);
                    if gains.len() > candidates {
                        let larger = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
                        gains.select_nth_unstable_by(candidates, larger);
                        gains.truncate(candidates);
                    }
                    gains.sort_unstable_by_key(|(_, other)| *other);
                    let target = |other: u32| (row.sums[other as usize].target * scales.targets[show]) as f32;
                    let candidates = gains.into_iter().map(|(_, other)| (other, target(other))).collect();
                    bar.advance(1);
                    (lower, candidates)
                },
            )
            .collect();
        progress.check()?;
        let (lower, candidates) = rows.into_iter().unzip();
        for (liked, scale) in liked.iter_mut().zip(&scales.targets) {
            *liked *= scale;
        }
        Ok(SparseEquations { lower, diagonal: scales.diagonal, named, viewers, candidates, liked })
    }

    /// Solves every column over its candidates. Returns the weights and the biases.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn solve(&self, progress: &Progress) -> Result<(SparseColumns, Vec<f32>), Cancelled> {
        let empty = |column: &Vec<(u32, f32)>| column.iter().map(|(row, _)| (*row, 0.0)).collect();
        let mut columns = SparseColumns { columns: self.candidates.iter().map(empty).collect() };
        let nothing = Factors { rank: 0, inputs: Vec::new(), outputs: Vec::new() };
        // Where a column cannot be solved, nothing but popularity speaks.
        let usual: Vec<f32> = self.liked.iter().map(|liked| (liked / self.viewers) as f32).collect();
        let bias = columns.refit(self, &nothing, &usual, progress)?;
        Ok((columns, bias))
    }

    /// `A` between two shows or the always-on feature.
    fn pair(&self, a: usize, b: usize) -> f64 {
        let n = self.lower.len();
        let (low, high) = (a.min(b), a.max(b));
        match (low == n, high == n) {
            (true, _) => self.viewers,
            (false, true) => self.named[low],
            (false, false) if low == high => self.diagonal[low],
            (false, false) => self.lower[high].at(low as u32),
        }
    }
}

fn value_at(row: &[(u32, f32)], column: u32) -> f64 {
    row.binary_search_by_key(&column, |(at, _)| *at).map_or(0.0, |at| f64::from(row[at].1))
}

/// The smallest element of `A` that is kept, so that at most so many pairs are; 0 when all of them can be.
fn least_kept(
    histories: &Histories,
    counted: Option<&CountedRows>,
    n: usize,
    settings: SparseSettings,
    progress: &Progress,
) -> Result<f32, Cancelled> {
    let pairs = |length: usize| length * length.saturating_sub(1) / 2;
    let seen: usize = histories.lengths().map(pairs).fold(0, usize::saturating_add);
    let before: usize = counted.map_or(0, |counted| counted.rows.iter().map(Vec::len).sum::<usize>() / 2);
    let most = seen.saturating_add(before);
    if most <= settings.max_pairs || settings.fits_all_pairs(n) {
        return Ok(0.0);
    }
    // The first 12 bits of a positive number are its exponent and three bits more: buckets an eighth wide.
    const SHIFT: u32 = 20;
    let bar = progress.counted("finding how rare a pair may be", n as u64);
    let buckets = (0..n)
        .into_par_iter()
        .fold(
            || (Row::new(n), vec![0_usize; 1 << (32 - SHIFT)]),
            |(mut row, mut buckets), show| {
                if !progress.is_cancelled() {
                    row.sum(histories, counted, show);
                    for other in row.touched.iter().take_while(|other| (**other as usize) < show) {
                        buckets[((row.sums[*other as usize].input.abs() as f32).to_bits() >> SHIFT) as usize] += 1;
                    }
                    bar.advance(1);
                }
                (row, buckets)
            },
        )
        .map(|(_, buckets)| buckets)
        .reduce(Vec::new, |a, b| match (a.is_empty(), b.is_empty()) {
            (true, _) => b,
            (_, true) => a,
            _ => a.iter().zip(&b).map(|(a, b)| a + b).collect(),
        });
    progress.check()?;
    let mut kept = 0;
    for (bucket, count) in buckets.iter().enumerate().rev() {
        kept += count;
        if kept > settings.max_pairs {
            return Ok(f32::from_bits(((bucket + 1) as u32) << SHIFT));
        }
    }
    Ok(0.0)
}

impl Normal for SparseEquations {
    fn submatrix(&self, rows: &[u32]) -> Mat<f64> {
        let n = self.lower.len();
        let mut matrix = Mat::zeros(rows.len(), rows.len());
        for (a, &high) in rows.iter().enumerate() {
            if high as usize == n {
                for (b, &low) in rows.iter().enumerate() {
                    matrix[(a, b)] = self.pair(n, low as usize);
                }
                continue;
            }
            matrix[(a, a)] = self.diagonal[high as usize];
            match &self.lower[high as usize] {
                // Both ascend: walk the longer one, or look each of the few up in it.
                LowerRow::Few { columns, values } if columns.len() <= 16 * a => {
                    let mut b = 0;
                    for (&low, &value) in columns.iter().zip(values) {
                        while b < a && rows[b] < low {
                            b += 1;
                        }
                        if b == a {
                            break;
                        }
                        if rows[b] == low {
                            matrix[(a, b)] = f64::from(value);
                        }
                    }
                }
                row => {
                    for (b, &low) in rows[..a].iter().enumerate() {
                        matrix[(a, b)] = row.at(low);
                    }
                }
            }
        }
        matrix
    }

    fn pairs(&self, rows: &[u32], show: usize) -> Vec<f64> {
        rows.iter().map(|row| self.pair(*row as usize, show)).collect()
    }

    fn targets(&self, rows: &[u32], show: usize) -> Vec<f64> {
        let n = self.lower.len();
        let target = |row: &u32| match *row as usize == n {
            true => self.liked[show],
            false => value_at(&self.candidates[show], *row),
        };
        rows.iter().map(target).collect()
    }

    fn times(&self, right: &Mat<f64>) -> Mat<f64> {
        const TOGETHER: usize = 8;
        let (n, width) = (self.lower.len(), right.ncols());
        let blocks: Vec<Vec<f64>> = (0..width.div_ceil(TOGETHER))
            .into_par_iter()
            .map(|block| {
                // Rows of a few columns, one after the other: a pair then costs two cache lines.
                let columns = block * TOGETHER..width.min((block + 1) * TOGETHER);
                let from: Vec<f64> =
                    (0..=n).flat_map(|row| columns.clone().map(move |column| right[(row, column)])).collect();
                let k = columns.len();
                let mut to = vec![0.0; (n + 1) * k];
                let mut add = |row: usize, column: usize, value: f64| {
                    for d in 0..k {
                        to[row * k + d] += value * from[column * k + d];
                    }
                };
                for (high, row) in self.lower.iter().enumerate() {
                    add(high, high, self.diagonal[high]);
                    add(high, n, self.named[high]);
                    add(n, high, self.named[high]);
                    row.for_each(|low, value| {
                        add(high, low, value);
                        add(low, high, value);
                    });
                }
                add(n, n, self.viewers);
                to
            })
            .collect();
        Mat::from_fn(n + 1, width, |row, column| {
            let block = column / TOGETHER;
            let k = TOGETHER.min(width - block * TOGETHER);
            blocks[block][row * k + column % TOGETHER]
        })
    }
}

#[cfg(test)]
mod tests;
