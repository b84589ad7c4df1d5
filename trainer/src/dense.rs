//! The dense solve, by panels of columns.
//!
//! With `A = LLᵀ` the solution of [`crate::ridge`] needs neither the inverse nor a product with it. For a panel of columns
//! `J`: `E = L⁻¹·I_J` (zero above the panel), `Y = L⁻¹·B_J`; then `P_jj = ‖E_j‖²`, `(P·B)_jj = E_j·Y_j`, and the corrected
//! columns are `L⁻ᵀ(Y − E·diag((P·B)_jj / P_jj))`. That is 8/3·n³ multiplications and additions where inverse and product
//! are 3·n³, and panels are independent of each other: each is solved by one thread, so that the result does not depend on
//! how many there are.
//!
//! Where whole histories are named, `B = (A − D)·S` with diagonal `D` and `S`, and the corrected columns are
//! `−P_ij / P_jj · s_j` (EASE): only the lower triangle of the inverse is needed, n³ in all.
//!
//! Numbers have 32 bits. The error of a Cholesky solve grows with the condition of the matrix scaled to a diagonal of ones
//! (Demmel, "On floating point errors in Cholesky", LAPACK working note 14, 1989), which ridge and dropout keep to some
//! thousands, however many viewers there are: relative errors of 10⁻⁴, where the file keeps a hundredth. Should there be no
//! factor in 32 bits, there is none to rely on.

use std::ops::Range;

use faer::linalg::matmul::matmul;
use faer::linalg::solvers::Llt;
use faer::linalg::triangular_solve::solve_lower_triangular_in_place;
use faer::prelude::{Reborrow, ReborrowMut};
use faer::{Accum, Mat, MatMut, MatRef, Par, Side};
use rayon::prelude::*;

use crate::progress::{Cancelled, Progress};
use crate::ridge::{Dense, SolveError};

/// Rows a block of `L`.
const BLOCK: usize = 64;
/// Columns a panel, whole blocks: wide enough for the matrix product, and there are several panels a thread.
const PANEL: usize = 4 * BLOCK;

/// Rows that are written together when columns become rows: a cache line of a column.
const TURNED: usize = 16;

/// Why there is no solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DenseError {
    /// No stable solution.
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// The end was asked for. Not transparent: whoever looks for [`Cancelled`] among the causes finds it.
    #[error("the solve was ended")]
    Cancelled(#[from] Cancelled),
}

/// A panel of the solution: the columns from `begin` on, rows from `top` on.
struct Panel {
    begin: usize,
    top: usize,
    values: Mat<f32>,
}

/// `L` and the inverses of the blocks on its diagonal: with them solving is nothing but matrix products, which are faster
/// than a triangular solve.
struct Factor {
    factorized: Llt<f32>,
    inverses: Vec<Mat<f32>>,
}

impl Factor {
    fn new(matrix: &Mat<f64>) -> Result<Factor, SolveError> {
        let size = matrix.nrows();
        let mut single = Mat::zeros(size, size);
        // Of the upper triangle nothing is asked.
        single.par_col_iter_mut().enumerate().for_each(|(j, column)| {
            for (to, from) in column.iter_mut().zip(matrix.col(j).iter()).skip(j) {
                *to = *from as f32;
            }
        });
        let factorized = single.llt(Side::Lower).map_err(|_| SolveError)?;
        drop(single);
        let l = factorized.L();
        let inverse = |block: usize| {
            let rows = rows_of(block, size);
            let mut inverse = Mat::identity(rows.len(), rows.len());
            let own = l.submatrix(rows.start, rows.start, rows.len(), rows.len());
            solve_lower_triangular_in_place(own, inverse.as_mut(), Par::Seq);
            inverse
        };
        let inverses = (0..size.div_ceil(BLOCK)).into_par_iter().map(inverse).collect();
        Ok(Factor { factorized, inverses })
    }

    fn l(&self) -> MatRef<'_, f32> {
        self.factorized.L()
    }

    fn size(&self) -> usize {
        self.l().nrows()
    }

    /// `L⁻¹` times `right`, whose rows are those of these blocks; what is above is zero. By halves, since products of large
    /// blocks are faster than many of small ones.
    fn forward(&self, blocks: Range<usize>, mut right: MatMut<'_, f32>) {
        let Some(middle) = middle_of(&blocks) else {
            let before = right.to_owned();
            return matmul(right, Accum::Replace, &self.inverses[blocks.start], &before, 1.0, Par::Seq);
        };
        let (mut above, mut below) = right.rb_mut().split_at_row_mut((middle - blocks.start) * BLOCK);
        self.forward(blocks.start..middle, above.rb_mut());
        let l = self.l().submatrix(middle * BLOCK, blocks.start * BLOCK, below.nrows(), above.nrows());
        matmul(below.rb_mut(), Accum::Add, l, above.rb(), -1.0, Par::Seq);
        self.forward(middle..blocks.end, below);
    }

    /// `L⁻ᵀ` times `right`, whose rows are those of these blocks; what is above is not asked for.
    fn backward(&self, blocks: Range<usize>, mut right: MatMut<'_, f32>) {
        let Some(middle) = middle_of(&blocks) else {
            let before = right.to_owned();
            return matmul(right, Accum::Replace, self.inverses[blocks.start].transpose(), &before, 1.0, Par::Seq);
        };
        let (mut above, mut below) = right.rb_mut().split_at_row_mut((middle - blocks.start) * BLOCK);
        self.backward(middle..blocks.end, below.rb_mut());
        let l = self.l().submatrix(middle * BLOCK, blocks.start * BLOCK, below.nrows(), above.nrows());
        matmul(above.rb_mut(), Accum::Add, l.transpose(), below.rb(), -1.0, Par::Seq);
        self.backward(blocks.start..middle, above);
    }

    /// The blocks from this row on, which begins one.
    fn blocks_from(&self, row: usize) -> Range<usize> {
        row / BLOCK..self.inverses.len()
    }

    /// `L⁻¹` in the columns of a panel, from the first row that is not zero on.
    fn own_columns(&self, begin: usize, width: usize) -> Mat<f32> {
        let mut own = Mat::from_fn(self.size() - begin, width, |i, j| if i == j { 1.0 } else { 0.0 });
        self.forward(self.blocks_from(begin), own.as_mut());
        own
    }
}

/// Where to halve so many blocks; `None` for one.
fn middle_of(blocks: &Range<usize>) -> Option<usize> {
    (blocks.len() > 1).then(|| blocks.start + blocks.len() / 2)
}

fn rows_of(block: usize, size: usize) -> Range<usize> {
    block * BLOCK..size.min((block + 1) * BLOCK)
}

/// Solves `matrix`, `(n+1) × (n+1)`, for `targets`, `(n+1) × n`, no show predicting itself.
///
/// # Errors
/// [`DenseError`].
pub fn solve(matrix: &Mat<f64>, targets: &Mat<f64>, progress: &Progress) -> Result<Dense, DenseError> {
    let n = targets.ncols();
    let factor = Factor::new(matrix)?;
    let bar = progress.counted("solving", n as u64);
    let panels = panels(n, progress, |begin, width| {
        let own = factor.own_columns(begin, width);
        let mut solved = Mat::from_fn(n + 1, width, |i, j| targets[(i, begin + j)] as f32);
        factor.forward(factor.blocks_from(0), solved.as_mut());
        for j in 0..width {
            let below = solved.col_mut(j).subrows_mut(begin, n + 1 - begin);
            let own = own.col(j);
            let pairs = || own.iter().zip(below.rb().iter());
            let (mut itself, mut squared) = (0.0, 0.0);
            for (own, solved) in pairs() {
                itself += f64::from(*own) * f64::from(*solved);
                squared += f64::from(*own) * f64::from(*own);
            }
            let correction = (itself / squared) as f32;
            for (solved, own) in below.iter_mut().zip(own.iter()) {
                *solved -= correction * own;
            }
        }
        factor.backward(factor.blocks_from(0), solved.as_mut());
        bar.advance(width as u64);
        Panel { begin, top: 0, values: solved }
    })?;
    let mut weights = vec![0.0_f32; n * n];
    weights.par_chunks_mut((n * TURNED).max(1)).enumerate().for_each(|(chunk, rows)| {
        let first = chunk * TURNED;
        for panel in &panels {
            for (j, column) in (panel.begin..).zip(panel.values.col_iter()) {
                let height = rows.len() / n;
                for (row, value) in rows.chunks_mut(n).zip(column.subrows(first, height).iter()) {
                    row[j] = *value;
                }
            }
        }
        for (i, row) in (first..).zip(rows.chunks_mut(n)) {
            row[i] = 0.0;
        }
    });
    let bias = panels.iter().flat_map(|panel| panel.values.row(n).iter().copied()).collect();
    finite(Dense { n, weights, bias })
}

/// Solves `matrix`, `(n+1) × (n+1)`, for targets which are that matrix without its diagonal, the columns scaled.
///
/// # Errors
/// [`DenseError`].
pub fn solve_whole(matrix: &Mat<f64>, scales: &[f64], progress: &Progress) -> Result<Dense, DenseError> {
    let n = scales.len();
    let factor = Factor::new(matrix)?;
    let bar = progress.counted("solving", n as u64);
    let panels = panels(n, progress, |begin, width| {
        let mut own = factor.own_columns(begin, width);
        factor.backward(factor.blocks_from(begin), own.as_mut());
        bar.advance(width as u64);
        Panel { begin, top: begin, values: own }
    })?;
    // The inverse, of which the lower triangle is there.
    let at = |i: usize, j: usize| {
        let panel = &panels[j / PANEL];
        panel.values[(i - panel.top, j - panel.begin)]
    };
    let factors: Vec<f32> = scales.iter().enumerate().map(|(j, scale)| -(*scale as f32) / at(j, j)).collect();
    let mut weights = vec![0.0_f32; n * n];
    weights.par_chunks_mut(n.max(1)).enumerate().for_each(|(i, row)| {
        for (j, weight) in row.iter_mut().enumerate() {
            *weight = if i == j { 0.0 } else { at(i.max(j), i.min(j)) * factors[j] };
        }
    });
    let bias = (0..n).map(|j| at(n, j) * factors[j]).collect();
    finite(Dense { n, weights, bias })
}

fn panels(
    n: usize,
    progress: &Progress,
    solve: impl Fn(usize, usize) -> Panel + Sync,
) -> Result<Vec<Panel>, Cancelled> {
    (0..n.div_ceil(PANEL))
        .into_par_iter()
        .map(|panel| {
            progress.check()?;
            let begin = panel * PANEL;
            Ok(solve(begin, PANEL.min(n - begin)))
        })
        .collect()
}

fn finite(dense: Dense) -> Result<Dense, DenseError> {
    match dense.weights.par_iter().chain(&dense.bias).all(|weight| weight.is_finite()) {
        true => Ok(dense),
        false => Err(SolveError.into()),
    }
}

#[cfg(test)]
mod tests {
    use faer::linalg::solvers::DenseSolveCore;

    use super::*;

    /// Two panels and a half block.
    const SHOWS: usize = 2 * PANEL + BLOCK / 2;

    /// A symmetric matrix with a dominant diagonal.
    fn matrix() -> Mat<f64> {
        let size = SHOWS + 1;
        let off = |i: usize, j: usize| ((i * j + i + j) % 17) as f64 / 17.0;
        Mat::from_fn(size, size, |i, j| if i == j { SHOWS as f64 + i as f64 } else { off(i, j) })
    }

    /// The solution as its definition has it: the inverse, and a product with it.
    fn by_inverse(matrix: &Mat<f64>, targets: &Mat<f64>) -> Mat<f64> {
        let inverse = matrix.llt(Side::Lower).expect("positive definite").inverse();
        let product: Mat<f64> = &inverse * targets;
        Mat::from_fn(SHOWS + 1, SHOWS, |i, j| product[(i, j)] - inverse[(i, j)] * product[(j, j)] / inverse[(j, j)])
    }

    fn assert_close(dense: &Dense, expected: &Mat<f64>) {
        let largest = expected.norm_max();
        assert!(largest > 1e-4);
        for j in 0..SHOWS {
            for i in (0..SHOWS).filter(|i| *i != j) {
                let difference = f64::from(dense.weights[i * SHOWS + j]) - expected[(i, j)];
                assert!(difference.abs() < 1e-5 * largest, "{i} {j}");
            }
            assert_eq!(dense.weights[j * SHOWS + j], 0.0);
            assert!((f64::from(dense.bias[j]) - expected[(SHOWS, j)]).abs() < 1e-5 * largest, "bias {j}");
        }
    }

    #[test]
    fn panels_give_what_the_inverse_gives() {
        let matrix = matrix();
        let targets = Mat::from_fn(SHOWS + 1, SHOWS, |i, j| ((i * 7 + j * 3) % 23) as f64);
        let dense = solve(&matrix, &targets, &Progress::quiet()).expect("positive definite");
        assert_close(&dense, &by_inverse(&matrix, &targets));
    }

    #[test]
    fn whole_histories_need_half_of_the_inverse() {
        let matrix = matrix();
        let scales: Vec<f64> = (0..SHOWS).map(|j| 1.0 + j as f64 / 100.0).collect();
        // Whatever stands on the diagonal makes no difference.
        let targets = Mat::from_fn(SHOWS + 1, SHOWS, |i, j| if i == j { 5.0 } else { matrix[(i, j)] * scales[j] });
        let dense = solve_whole(&matrix, &scales, &Progress::quiet()).expect("positive definite");
        assert_close(&dense, &by_inverse(&matrix, &targets));
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        let mut matrix = matrix();
        matrix[(7, 7)] = -1.0;
        let targets = Mat::zeros(SHOWS + 1, SHOWS);
        assert_eq!(solve(&matrix, &targets, &Progress::quiet()).err(), Some(DenseError::Solve(SolveError)));
    }
}
