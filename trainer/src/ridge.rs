//! Solving: a ridge regression of every show on the named shows, without the show itself.
//!
//! With `A = E[zᵀz] + Λ` (an always-on feature included, whose weights are the bias) and `P = A⁻¹`, the weights are
//! `W = P·E[zᵀy]`, corrected so that no show predicts itself: `W_ij − P_ij · W_jj / P_jj` (the Lagrangian of EASE, Steck,
//! WWW 2019, eq. 4–8, for a target that differs from the input).

use faer::linalg::solvers::DenseSolveCore;
use faer::{Mat, Side};
use serde::{Deserialize, Serialize};

use crate::gram::{Disliked, Expectation, ExpectedGram};

/// Everything that decides one solve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RidgeSettings {
    /// Input size and viewers' weights.
    pub expectation: Expectation,
    /// The ridge, in viewers: so many viewers without any other show are imagined for each show.
    pub ridge: f64,
    /// The ridge of a show grows with its popularity to this power.
    pub ridge_exponent: f64,
    /// Dropout on the diagonal (EDLAE, Steck, NeurIPS 2020): the diagonal counts 1 + this.
    pub dropout: f64,
    /// Targets are divided by their popularity to this power.
    pub target_exponent: f64,
}

impl std::fmt::Display for RidgeSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let RidgeSettings { expectation, ridge, ridge_exponent, dropout, target_exponent } = self;
        let Expectation { input_size, viewer_exponent, disliked } = expectation;
        match input_size.is_finite() {
            true => write!(f, "expecting {input_size} shows")?,
            false => write!(f, "expecting the whole history")?,
        }
        write!(
            f,
            ", ridge {ridge}, ridge exponent {ridge_exponent}, viewer exponent {viewer_exponent}, dropout {dropout}, \
             target exponent {target_exponent}"
        )?;
        if *disliked != Disliked::UNHEARD {
            write!(f, ", dislikes named with {} and aimed at with {}", disliked.named, disliked.aimed)?;
        }
        Ok(())
    }
}

/// A dense model: a score is `Σ_i z_i weights[i][j] + bias[j]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense {
    /// Number of shows.
    pub n: usize,
    /// `n × n`, row-major, a row for each named show; the diagonal is 0.
    pub weights: Vec<f32>,
    /// `n`.
    pub bias: Vec<f32>,
}

/// The equations of one solve, ready to be solved whole ([`Equations::solve`]) or on a pattern
/// ([`crate::compress`]).
pub struct Equations {
    /// `A`, `(n+1) × (n+1)`, the always-on feature last.
    pub(crate) matrix: Mat<f64>,
    /// `B`, `(n+1) × n`.
    pub(crate) targets: Mat<f64>,
}

impl Equations {
    /// The equations from what was counted.
    pub fn new(gram: &ExpectedGram, settings: &RidgeSettings) -> Equations {
        let n = gram.n;
        let diagonal: Vec<f64> = gram.diagonal().collect();
        let mean = (diagonal.iter().sum::<f64>() / n.max(1) as f64).max(f64::MIN_POSITIVE);
        // The ridge is in viewers; viewers count N^exponent each.
        let viewers = gram.viewers.max(f64::MIN_POSITIVE);
        let relative = |show: usize| (diagonal[show] / mean).max(1e-4);
        let mut matrix = Mat::from_fn(n + 1, n + 1, |i, j| match (i == n, j == n) {
            (false, false) => f64::from(gram.inputs[i * n + j]),
            (true, true) => viewers * (1.0 + 1e-9),
            (true, false) => f64::from(gram.named[j]),
            (false, true) => f64::from(gram.named[i]),
        });
        for show in 0..n {
            matrix[(show, show)] = diagonal[show] * (1.0 + settings.dropout)
                + settings.ridge * relative(show).powf(settings.ridge_exponent);
        }
        let scale: Vec<f64> = (0..n).map(|show| relative(show).powf(-settings.target_exponent)).collect();
        let targets = Mat::from_fn(n + 1, n, |i, j| {
            let target = if i == n { gram.popularity[j] } else { f64::from(gram.targets[i * n + j]) };
            target * scale[j]
        });
        Equations { matrix, targets }
    }

    /// Takes the always-on feature out: its weights, the bias, become 0.
    pub fn without_bias(&mut self) {
        let n = self.targets.ncols();
        for show in 0..n {
            self.matrix[(show, n)] = 0.0;
            self.matrix[(n, show)] = 0.0;
            self.targets[(n, show)] = 0.0;
        }
    }

    /// The dense solution.
    ///
    /// # Errors
    /// When the equations have no stable solution: the ridge is too small for the data.
    pub fn solve(&self) -> Result<Dense, SolveError> {
        let n = self.targets.ncols();
        let inverse = self.matrix.llt(Side::Lower).map_err(|_| SolveError)?.inverse();
        let product: Mat<f64> = &inverse * &self.targets;
        let correction: Vec<f64> = (0..n).map(|j| product[(j, j)] / inverse[(j, j)]).collect();
        let corrected = |i: usize, j: usize| (product[(i, j)] - inverse[(i, j)] * correction[j]) as f32;
        let mut weights = Vec::with_capacity(n * n);
        for i in 0..n {
            weights.extend((0..n).map(|j| if i == j { 0.0 } else { corrected(i, j) }));
        }
        let bias: Vec<f32> = (0..n).map(|j| corrected(n, j)).collect();
        if weights.iter().chain(&bias).any(|weight| !weight.is_finite()) {
            return Err(SolveError);
        }
        Ok(Dense { n, weights, bias })
    }
}

/// The equations could not be solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the equations are singular: are there ratings at all? A larger ridge would help")]
pub struct SolveError;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::{Entry, Viewers};

    /// With the whole history as input, no bias and no dropout the solution must be EASE's closed form.
    #[test]
    fn the_whole_history_gives_ease() {
        let n = 4;
        let histories: [&[u32]; 6] = [&[0, 1], &[0, 1, 2], &[1, 2], &[2, 3], &[0, 3, 1], &[3]];
        let mut viewers = Viewers::new();
        let mut counted = Mat::<f64>::zeros(n, n);
        for history in histories {
            viewers.push(history.iter().copied().map(Entry::liked).collect(), 1.0);
            for &a in history {
                for &b in history {
                    counted[(a as usize, b as usize)] += 1.0;
                }
            }
        }
        let expectation = Expectation { input_size: f64::INFINITY, viewer_exponent: 0.0, disliked: Disliked::UNHEARD };
        let settings =
            RidgeSettings { expectation, ridge: 0.5, ridge_exponent: 0.0, dropout: 0.0, target_exponent: 0.0 };
        let gram = ExpectedGram::count(&viewers, n, expectation);
        let mut equations = Equations::new(&gram, &settings);
        equations.without_bias();
        let dense = equations.solve().expect("a ridge of 0.5");
        for show in 0..n {
            counted[(show, show)] += 0.5;
        }
        let inverse = counted.llt(Side::Lower).expect("positive definite").inverse();
        for i in 0..n {
            for j in 0..n {
                let ease = if i == j { 0.0 } else { -inverse[(i, j)] / inverse[(j, j)] };
                assert!((f64::from(dense.weights[i * n + j]) - ease).abs() < 1e-6, "{i} {j}");
            }
        }
    }
}
