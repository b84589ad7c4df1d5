//! From the familiar to the adventurous: the best of what is less known, and of many kinds.

use super::{Model, Scratch, rank};
use crate::catalogue::ShowIndex;
use crate::order;
use crate::weights::log2;

/// Only so many of the best are put into another order: what stands further down does not fit well enough for that. The
/// number does not depend on how long the list is to be, so that a longer list begins as the shorter one.
const POOL: usize = 150;
/// How much of the value of a show its difference to those before it is at the adventurous end.
const VARIETY: f32 = 0.3;
/// So many shows are known to practically everybody; beyond them it tells the more, the further down a show stands.
const KNOWN_TO_ALL: f32 = 10.0;

impl Model {
    /// Ranks what is not excluded by `scratch.out` for somebody who wants to be surprised by so many per cent, into
    /// `scratch.ranked`; the numbers there stay the scores.
    ///
    /// **Novelty.** What the score owes to a show's general popularity is taken off it, in part, and what is left counts
    /// the more, the less known the show is: by its self-information, the logarithm of how few know it. (Vargas and
    /// Castells, "Rank and Relevance in Novelty and Diversity Metrics for Recommender Systems", RecSys 2011, with
    /// relevance as a factor, so that what is merely unknown gains nothing.)
    ///
    /// **Variety.** Of the best by that measure one after the other is taken which has the highest
    /// `(1 − μ) · value − μ · likeness to the most alike of those before it`: maximal marginal relevance (Carbonell and
    /// Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing Summaries", SIGIR
    /// 1998). The likeness is the cosine in the low-rank part; a file without one gets novelty alone.
    pub(super) fn venture(&self, adventurous: u8, size: f32, limit: usize, scratch: &mut Scratch) {
        let part = f32::from(adventurous.min(100)) / 100.0;
        let section = self.weights_section();
        let Scratch { scores, out, ranked, keys, novel, nearest, .. } = scratch;
        let scores = &scores.scores;
        novel.clear();
        novel.resize(scores.len(), 0.0);
        self.weights.popularity(section, size, novel);
        for (novel, score) in novel.iter_mut().zip(scores) {
            *novel = score - part * *novel;
        }
        rank(novel, out, limit.max(POOL), keys, ranked);

        let length = ranked.len().min(POOL);
        let pool = &mut ranked[..length];
        let worst = pool.last().map_or(0.0, |one| one.0);
        for (value, show) in pool.iter_mut() {
            *value = (*value - worst) * (1.0 - part + part * self.surprise(*show));
        }
        keys.clear();
        keys.extend(pool.iter().map(|(value, show)| order::key(*value, *show)));
        order::smallest(keys, length);
        for (one, key) in pool.iter_mut().zip(keys) {
            *one = order::scored(*key);
        }
        if let (Some(embedding), Some(&(best, _))) = (self.weights.embedding(section), pool.first()) {
            let variety = part * VARIETY;
            let unit = if best > 0.0 { (1.0 - variety) / best } else { 0.0 };
            nearest.clear();
            nearest.resize(length, 0.0);
            for place in 0..length.min(limit) {
                let worth = |at: usize| pool[at].0 * unit - variety * nearest[at];
                let next =
                    (place..length).max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(pool[b].1.cmp(&pool[a].1)));
                let Some(next) = next else { break };
                pool.swap(place, next);
                nearest.swap(place, next);
                let chosen = pool[place].1;
                for (nearest, (_, show)) in nearest.iter_mut().zip(pool.iter()).skip(place + 1) {
                    *nearest = nearest.max(embedding.likeness(chosen, *show));
                }
            }
        }
        ranked.truncate(limit);
        for (score, show) in ranked {
            *score = scores[*show as usize];
        }
    }

    /// How surprising a show is, 0 for the best known to 1 for the least known: the logarithm of its rank by popularity.
    fn surprise(&self, show: ShowIndex) -> f32 {
        let information = |rank: f32| log2(1.0 + rank / KNOWN_TO_ALL);
        let most = information((self.catalogue.len() as f32 - 1.0).max(1.0));
        information(show as f32) / most
    }
}
