//! Compressing: a dense matrix becomes one of low rank plus a sparse one, in 8 bits.
//!
//! Errors in the rows of popular shows cost more, since those are named more often: the low-rank part is the truncated
//! SVD of the matrix with its rows weighted by the square root of their popularity, and the sparse part keeps what the
//! low-rank part misses most under the same weights. Then the sparse weights are solved again on their pattern (Steck,
//! "Markov Random Fields for Collaborative Filtering", NeurIPS 2019, section 3.2), given the low-rank part.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt::{self, factor::LltRegularization};
use faer::{Mat, MatMut, MatRef, Par, Side, Spec};
use model_core::LANES;
use model_core::weights::{LowRank, SparseRows};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::progress::{Cancelled, Progress};
use crate::ridge::{Dense, Normal};

/// Directions beyond the rank that make the subspace iteration accurate (Halko, Martinsson, Tropp, 2011, section 4.2).
const OVERSAMPLING: usize = 16;
const ITERATIONS: usize = 4;

/// A solved square matrix of weights, whole or kept only where it matters, as the subspace iteration needs it.
pub trait Solved {
    /// The matrix with its rows weighted.
    type Weighted: Linear;
    /// The matrix with row `i` times `row_weights[i]`.
    fn row_weighted(&self, row_weights: &[f32]) -> Self::Weighted;
    /// The `entries` elements which the factors miss most, rows weighted.
    fn strongest(&self, factors: &Factors, row_weights: &[f32], entries: usize) -> SparseColumns;
}

/// A linear map of `n` shows to `n` shows.
pub trait Linear {
    /// The matrix times `right`, `n × k`.
    fn times(&self, right: &Mat<f64>) -> Mat<f64>;
    /// The transposed matrix times `right`, `n × k`.
    fn transposed_times(&self, right: &Mat<f64>) -> Mat<f64>;
}

impl Solved for Dense {
    type Weighted = Mat<f64>;

    fn row_weighted(&self, row_weights: &[f32]) -> Mat<f64> {
        let n = self.n;
        Mat::from_fn(n, n, |i, j| f64::from(self.weights[i * n + j]) * f64::from(row_weights[i]))
    }

    fn strongest(&self, factors: &Factors, row_weights: &[f32], entries: usize) -> SparseColumns {
        let n = self.n;
        let missed = (0..n)
            .into_par_iter()
            .flat_map_iter(|i| {
                (0..n).filter(move |j| *j != i).map(move |j| {
                    let residual = self.weights[i * n + j] - factors.at(i, j);
                    ((residual * row_weights[i]).abs(), i as u32, j as u32)
                })
            })
            .collect();
        let residual = |i: usize, j: usize| self.weights[i * n + j] - factors.at(i, j);
        SparseColumns::of_strongest(n, missed, entries, residual)
    }
}

impl Linear for Mat<f64> {
    fn times(&self, right: &Mat<f64>) -> Mat<f64> {
        self * right
    }

    fn transposed_times(&self, right: &Mat<f64>) -> Mat<f64> {
        self.transpose() * right
    }
}

/// A matrix of low rank in full precision, `n × rank` factors, row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct Factors {
    /// The rank, a multiple of [`LANES`]; may be 0.
    pub rank: usize,
    /// `U`.
    pub inputs: Vec<f32>,
    /// `V`.
    pub outputs: Vec<f32>,
}

impl Factors {
    /// The element `(i, j)` of `U·Vᵀ`.
    pub fn at(&self, i: usize, j: usize) -> f32 {
        let (u, v) = (self.row(&self.inputs, i), self.row(&self.outputs, j));
        u.iter().zip(v).map(|(u, v)| u * v).sum()
    }

    fn row<'f>(&self, factor: &'f [f32], show: usize) -> &'f [f32] {
        &factor[show * self.rank..(show + 1) * self.rank]
    }

    /// The best approximation of this rank, its rows weighted by `row_weights`, found by subspace iteration from a
    /// seeded start. The rank is rounded up to a multiple of [`LANES`], and at most the number of shows.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn approximate(
        solved: &impl Solved,
        row_weights: &[f32],
        rank: usize,
        seed: u64,
        progress: &Progress,
    ) -> Result<Factors, Cancelled> {
        let n = row_weights.len();
        let rank = rank.next_multiple_of(LANES).min(n / LANES * LANES);
        if rank == 0 {
            return Ok(Factors { rank, inputs: Vec::new(), outputs: Vec::new() });
        }
        let weighted = solved.row_weighted(row_weights);
        let width = (rank + OVERSAMPLING).min(n);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut basis = Mat::from_fn(n, width, |_, _| f64::from(random.random::<f32>()) - 0.5);
        let bar = progress.counted("approximating", ITERATIONS as u64);
        for _ in 0..ITERATIONS {
            progress.check()?;
            let left = orthonormal(weighted.times(&basis).as_ref());
            basis = orthonormal(weighted.transposed_times(&left).as_ref());
            bar.advance(1);
        }
        // weighted ≈ (weighted · basis) · basisᵀ; the SVD of the thin product sorts the directions.
        let thin: Mat<f64> = weighted.times(&basis);
        let gram: Mat<f64> = thin.transpose() * &thin;
        let Ok(eigen) = gram.self_adjoint_eigen(Side::Lower) else {
            return Ok(Factors { rank: 0, inputs: Vec::new(), outputs: Vec::new() });
        };
        // Eigenvalues ascend: the last `rank` directions are the strongest.
        let rotation = Mat::from_fn(width, rank, |i, d| eigen.U()[(i, width - 1 - d)]);
        let left: Mat<f64> = &thin * &rotation;
        let right: Mat<f64> = &basis * &rotation;
        // The singular value is shared evenly, so that both factors quantize well.
        let share: Vec<f64> = (0..rank)
            .map(|d| {
                let square: f64 = (0..n).map(|i| left[(i, d)] * left[(i, d)]).sum();
                square.sqrt().sqrt().max(1e-12)
            })
            .collect();
        let mut inputs = Vec::with_capacity(n * rank);
        let mut outputs = Vec::with_capacity(n * rank);
        for i in 0..n {
            let weight = f64::from(row_weights[i]);
            inputs.extend((0..rank).map(|d| (left[(i, d)] / share[d] / weight) as f32));
            outputs.extend((0..rank).map(|d| (right[(i, d)] * share[d]) as f32));
        }
        Ok(Factors { rank, inputs, outputs })
    }

    /// The factors in 8 bits, with one gain for each knot, the same for all dimensions.
    pub fn quantize(&self, gains: &[f32]) -> LowRank {
        let (inputs, input_scales) = quantize_rows(&self.inputs, self.rank);
        let (outputs, output_scales) = quantize_rows(&self.outputs, self.rank);
        let gains = gains.iter().flat_map(|gain| std::iter::repeat_n(*gain, self.rank)).collect();
        LowRank { rank: self.rank, gains, input_scales, inputs, output_scales, outputs }
    }
}

fn orthonormal(matrix: MatRef<'_, f64>) -> Mat<f64> {
    matrix.qr().compute_thin_Q()
}

/// Solves a positive definite system in place, on this thread alone: there are many of them. Returns whether it could.
fn solve_small(mut matrix: Mat<f64>, right: &mut [f64]) -> bool {
    let size = right.len();
    let scratch = llt::factor::cholesky_in_place_scratch::<f64>(size, Par::Seq, Spec::default());
    let mut memory = MemBuffer::new(scratch);
    let stack = MemStack::new(&mut memory);
    let regularization = LltRegularization::default();
    if llt::factor::cholesky_in_place(matrix.as_mut(), regularization, Par::Seq, stack, Spec::default()).is_err() {
        return false;
    }
    let right = MatMut::from_column_major_slice_mut(right, size, 1);
    llt::solve::solve_in_place(matrix.as_ref(), right, Par::Seq, MemStack::new(&mut memory));
    true
}

fn quantize_rows(values: &[f32], width: usize) -> (Vec<i8>, Vec<f32>) {
    if width == 0 {
        return (Vec::new(), Vec::new());
    }
    let mut quantized = Vec::with_capacity(values.len());
    let mut scales = Vec::with_capacity(values.len() / width);
    for row in values.chunks(width) {
        let scale = scale_of(row.iter().copied());
        scales.push(scale);
        quantized.extend(row.iter().map(|value| to_i8(*value, scale)));
    }
    (quantized, scales)
}

fn scale_of(values: impl Iterator<Item = f32>) -> f32 {
    let largest = values.fold(0.0_f32, |largest, value| largest.max(value.abs()));
    if largest > 0.0 { largest / 127.0 } else { 1.0 }
}

fn to_i8(value: f32, scale: f32) -> i8 {
    (value / scale).round().clamp(-127.0, 127.0) as i8
}

/// The sparse part: for each show that is predicted (column) the shows that predict it, with their weights.
#[derive(Debug, Clone, PartialEq)]
pub struct SparseColumns {
    /// `(row, weight)`, rows ascending, a list for each column.
    pub columns: Vec<Vec<(u32, f32)>>,
}

impl SparseColumns {
    /// The `entries` strongest of `(strength, row, column)`, of equals the first, with what `weight` says of them.
    pub(crate) fn of_strongest(
        n: usize,
        mut missed: Vec<(f32, u32, u32)>,
        entries: usize,
        weight: impl Fn(usize, usize) -> f32,
    ) -> SparseColumns {
        let stronger = |a: &(f32, u32, u32), b: &(f32, u32, u32)| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2)));
        if entries < missed.len() {
            missed.select_nth_unstable_by(entries, stronger);
            missed.truncate(entries);
        }
        missed.sort_unstable_by_key(|(_, i, j)| (*j, *i));
        let mut columns = vec![Vec::new(); n];
        for (_, i, j) in missed {
            columns[j as usize].push((i, weight(i as usize, j as usize)));
        }
        SparseColumns { columns }
    }

    /// How many weights there are.
    pub fn entries(&self) -> usize {
        self.columns.iter().map(Vec::len).sum()
    }

    /// Drops so many of the weights that matter least, rows weighted.
    pub fn drop_weakest(&mut self, count: usize, row_weights: &[f32]) {
        let strength = |(row, weight): &(u32, f32)| (weight * row_weights[*row as usize]).abs();
        let mut strengths: Vec<f32> = self.columns.iter().flatten().map(strength).collect();
        if count >= strengths.len() {
            self.columns.iter_mut().for_each(Vec::clear);
            return;
        }
        let (_, limit, _) = strengths.select_nth_unstable_by(count, f32::total_cmp);
        let limit = *limit;
        for column in &mut self.columns {
            column.retain(|entry| strength(entry) >= limit);
        }
    }

    /// Solves the weights again on this pattern, given the low-rank part: for each column the least squares over its
    /// own rows and the bias. Returns the bias.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn refit(
        &mut self,
        equations: &impl Normal,
        factors: &Factors,
        bias: &[f32],
        progress: &Progress,
    ) -> Result<Vec<f32>, Cancelled> {
        let n = self.columns.len();
        let rank = factors.rank;
        // A·U once: then what the low-rank part explains of a column is one row of it times V_j.
        let u = Mat::from_fn(n + 1, rank, |i, d| if i < n { f64::from(factors.inputs[i * rank + d]) } else { 0.0 });
        let explained: Mat<f64> = equations.times(&u);
        let bar = progress.counted("solving on the pattern", n as u64);
        let bias = self
            .columns
            .par_iter_mut()
            .enumerate()
            .map(|(j, column)| {
                if progress.is_cancelled() {
                    return 0.0;
                }
                bar.advance(1);
                let rows: Vec<u32> = column.iter().map(|(i, _)| *i).chain([n as u32]).collect();
                let mut right = equations.targets(&rows, j);
                if rank > 0 {
                    let v = &factors.outputs[j * rank..(j + 1) * rank];
                    // A show does not predict itself: the low-rank diagonal counts for nothing.
                    let own = f64::from(factors.at(j, j));
                    for ((row, with_own), right) in rows.iter().zip(equations.pairs(&rows, j)).zip(&mut right) {
                        let low: f64 = (0..rank).map(|d| explained[(*row as usize, d)] * f64::from(v[d])).sum();
                        *right -= low - with_own * own;
                    }
                }
                if !solve_small(equations.submatrix(&rows), &mut right) {
                    return bias[j];
                }
                for ((_, weight), solved) in column.iter_mut().zip(&right) {
                    *weight = *solved as f32;
                }
                right[column.len()] as f32
            })
            .collect();
        progress.check()?;
        Ok(bias)
    }

    /// The rows in 8 bits, as [`model_core`] reads them. Weights that round to nothing are dropped.
    pub fn quantize(&self, gains: &[f32]) -> SparseRows {
        let n = self.columns.len();
        let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); n];
        for (j, column) in self.columns.iter().enumerate() {
            for &(i, weight) in column {
                rows[i as usize].push((j as u32, weight));
            }
        }
        let mut quantized = SparseRows { gains: gains.to_vec(), ..SparseRows::default() };
        for row in rows {
            let scale = scale_of(row.iter().map(|(_, weight)| *weight));
            quantized.scales.push(scale);
            quantized.rows.push(
                row.into_iter()
                    .map(|(j, weight)| (j, to_i8(weight, scale)))
                    .filter(|(_, weight)| *weight != 0)
                    .collect(),
            );
        }
        quantized
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_of_low_rank_comes_back() {
        let n = 40;
        let weights = (0..n * n)
            .map(|at| {
                let (i, j) = ((at / n) as f32, (at % n) as f32);
                (i * 0.1).sin() * (j * 0.2).cos() + 0.3 * (i * 0.7).cos() * (j * 0.05).sin()
            })
            .collect();
        let dense = Dense { n, weights, bias: vec![0.0; n] };
        let factors = Factors::approximate(&dense, &vec![1.0; n], 8, 1, &Progress::quiet()).expect("not cancelled");
        for i in 0..n {
            for j in 0..n {
                assert!((factors.at(i, j) - dense.weights[i * n + j]).abs() < 1e-4, "{i} {j}");
            }
        }
    }
}
