//! How far a mean over people may be off: percentile bootstrap intervals (Efron, 1979), seeded.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

const RESAMPLINGS: usize = 1000;

/// A mean over people, and the 95 % interval of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The mean.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Figure {
    /// The mean of one value a person, with its interval.
    pub fn of(values: &[f64]) -> Figure {
        let mean = mean(values);
        if values.len() < 2 {
            return Figure { mean, low: mean, high: mean };
        }
        let mut random = ChaCha8Rng::seed_from_u64(0);
        let mut means: Vec<f64> = (0..RESAMPLINGS)
            .map(|_| {
                let sum: f64 = (0..values.len()).map(|_| values[random.random_range(0..values.len())]).sum();
                sum / values.len() as f64
            })
            .collect();
        means.sort_unstable_by(f64::total_cmp);
        Figure { mean, low: means[RESAMPLINGS / 40], high: means[RESAMPLINGS - RESAMPLINGS / 40] }
    }

    /// How much more the first is than the second, person by person: much narrower than the difference of two intervals,
    /// because who is hard to answer is hard for both.
    pub fn difference(ours: &[f64], theirs: &[f64]) -> Figure {
        Figure::of(&ours.iter().zip(theirs).map(|(ours, theirs)| ours - theirs).collect::<Vec<f64>>())
    }

    /// Half the width of the interval.
    pub fn margin(&self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_about_two_standard_errors_to_each_side() {
        // A fair coin, 400 times: the standard error is .025.
        let values: Vec<f64> = (0..400).map(|throw| f64::from(throw % 2)).collect();
        let figure = Figure::of(&values);
        assert_eq!(figure.mean, 0.5);
        assert!((figure.margin() - 0.049).abs() < 0.008, "{figure:?}");
        assert!(figure.low < 0.5 && figure.high > 0.5);
    }

    #[test]
    fn a_constant_lead_is_certain() {
        let theirs: Vec<f64> = (0..100).map(|person| f64::from(person % 7) / 7.0).collect();
        let ours: Vec<f64> = theirs.iter().map(|value| value + 0.25).collect();
        let lead = Figure::difference(&ours, &theirs);
        assert!((lead.mean - 0.25).abs() < 1e-12 && lead.margin() < 1e-9, "{lead:?}");
        assert_eq!(Figure::of(&[]), Figure::default());
    }
}
