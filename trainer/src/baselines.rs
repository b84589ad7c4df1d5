//! The simple methods that a model must beat, in full precision.

use crate::dense::DenseError;
use crate::evaluate::Question;
use crate::gram::{Disliked, Expectation, ExpectedGram};
use crate::progress::Progress;
use crate::ridge::{Equations, RidgeSettings};
use crate::viewers::Viewers;

/// A linear item-item model in full precision: `Σ_i named weights[i][j] + bias[j]`.
#[derive(Debug, Clone)]
pub struct ItemItem {
    /// Row-major, n × n; empty when what is named does not matter.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl ItemItem {
    /// The scores of all shows.
    pub fn score(&self, question: &Question, scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend_from_slice(&self.bias);
        if self.weights.is_empty() {
            return;
        }
        let n = scores.len();
        for entry in &question.named {
            let row = &self.weights[entry.show as usize * n..][..n];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
    }

    /// What most people like, whoever asks.
    pub fn popularity(viewers: &Viewers, n: usize) -> ItemItem {
        let bias = viewers.popularity(n).into_iter().map(|count| count as f32).collect();
        ItemItem { weights: Vec::new(), bias }
    }

    /// The sum of the cosines with the named shows; what has none follows by popularity.
    pub fn cosine(viewers: &Viewers, n: usize) -> ItemItem {
        let gram = whole_history(viewers, n);
        let norms: Vec<f32> = gram.diagonal().map(|count| (count as f32).sqrt().max(1e-6)).collect();
        let mut weights = gram.targets;
        for (at, weight) in weights.iter_mut().enumerate() {
            let (i, j) = (at / n, at % n);
            *weight = if i == j { 0.0 } else { *weight / (norms[i] * norms[j]) };
        }
        ItemItem { weights, bias: last_resort(viewers, n) }
    }

    /// The old system: every show votes for its five nearest by cosine. Votes count alike, ties fall to the nearer one;
    /// what no vote reaches follows by popularity among these viewers, which the old system did not do: it had no answer
    /// then.
    pub fn neighbour_graph(viewers: &Viewers, n: usize) -> ItemItem {
        const NEIGHBOURS: usize = 5;
        let mut model = ItemItem::cosine(viewers, n);
        for row in model.weights.chunks_mut(n.max(1)) {
            let mut order: Vec<usize> = (0..n).collect();
            order.sort_by(|a, b| row[*b].total_cmp(&row[*a]).then(a.cmp(b)));
            let nearest: Vec<(usize, f32)> = order
                .iter()
                .take(NEIGHBOURS)
                .map(|&show| (show, row[show]))
                .filter(|(_, cosine)| *cosine > 0.0)
                .collect();
            row.fill(0.0);
            for (show, cosine) in nearest {
                row[show] = 1.0 + 0.001 * cosine;
            }
        }
        model
    }

    /// EASE (Steck, WWW 2019) with this ridge.
    ///
    /// # Errors
    /// When the equations are singular.
    pub fn ease(viewers: &Viewers, n: usize, ridge: f64) -> Result<ItemItem, DenseError> {
        let gram = whole_history(viewers, n);
        let settings =
            RidgeSettings { expectation: WHOLE, ridge, ridge_exponent: 0.0, dropout: 0.0, target_exponent: 0.0 };
        let mut equations = Equations::new(&gram, &settings);
        equations.without_bias();
        let dense = equations.solve(&Progress::quiet())?;
        Ok(ItemItem { weights: dense.weights, bias: vec![0.0; n] })
    }
}

/// What is liked by most people first, but less than any vote or cosine.
fn last_resort(viewers: &Viewers, n: usize) -> Vec<f32> {
    const LEAST: f64 = 1e-6;
    let popularity = viewers.popularity(n);
    let most = popularity.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    popularity.iter().map(|count| (LEAST * count / most) as f32).collect()
}

const WHOLE: Expectation = Expectation { input_size: f64::INFINITY, viewer_exponent: 0.0, disliked: Disliked::UNHEARD };

fn whole_history(viewers: &Viewers, n: usize) -> ExpectedGram {
    // With the whole history as input both matrices are XᵀX.
    ExpectedGram::count(viewers, n, WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::Entry;

    #[test]
    fn where_nothing_speaks_the_popular_follow_whatever_their_number() {
        let mut viewers = Viewers::new();
        // 0 and 1 go together; of the others 4 is liked most, then 2, then 3.
        for shows in [&[0, 1][..], &[0, 1], &[4], &[4], &[4], &[2], &[2], &[3]] {
            viewers.push(shows.iter().copied().map(Entry::liked).collect(), 1.0);
        }
        let question = Question { named: vec![Entry::liked(0)], relevant: Vec::new() };
        for model in [ItemItem::neighbour_graph(&viewers, 5), ItemItem::cosine(&viewers, 5)] {
            let mut scores = Vec::new();
            model.score(&question, &mut scores);
            let mut order: Vec<usize> = (1..5).collect();
            order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
            assert_eq!(order, [1, 4, 2, 3]);
        }
    }
}
