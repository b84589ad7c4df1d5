//! From scores to ranked lists, and what share of what is to be found they hold.
//!
//! Recall@20 and @50 have the denominator min(R, relevant); NDCG@100 has binary relevance and is truncated.

use rayon::prelude::*;

use super::Question;
use super::bootstrap::Figure;

/// The length of the lists that [`survey`] keeps: what a page shows.
pub(crate) const LIST: usize = 20;

/// The mean quality over some questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    /// How many questions.
    pub people: usize,
    /// Recall@20, denominator min(20, relevant).
    pub recall20: f64,
    /// Recall@50, denominator min(50, relevant).
    pub recall50: f64,
    /// NDCG@100.
    pub ndcg100: f64,
    /// Recall@20 of each question.
    pub recalls20: Vec<f64>,
    /// Recall@50 of each question.
    pub recalls50: Vec<f64>,
    /// NDCG@100 of each question.
    pub ndcgs100: Vec<f64>,
}

impl Quality {
    fn of(each: &[[f64; 3]]) -> Quality {
        let people = each.len();
        let values = |metric: usize| each.iter().map(|one| one[metric]).collect::<Vec<f64>>();
        let mean = |metric: usize| each.iter().map(|one| one[metric]).sum::<f64>() / people.max(1) as f64;
        Quality {
            people,
            recall20: mean(0),
            recall50: mean(1),
            ndcg100: mean(2),
            recalls20: values(0),
            recalls50: values(1),
            ndcgs100: values(2),
        }
    }

    /// Half the width of the 95 % bootstrap interval of Recall@20.
    pub fn recall20_margin(&self) -> f64 {
        Figure::of(&self.recalls20).margin()
    }
}

/// What a way of scoring answered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// How good the answers were.
    pub quality: Quality,
    /// The twenty best shows for each question, the best first.
    pub lists: Vec<Vec<u32>>,
}

/// Measures a way of scoring: `score` fills the scores of all shows for the question of this number. `scratch` makes
/// the working memory of each thread.
pub fn measure<S>(
    questions: &[Question],
    scratch: impl Fn() -> S + Sync + Send,
    score: impl Fn(usize, &mut S, &mut Vec<f32>) + Sync + Send,
) -> Quality {
    Quality::of(&ask(questions, scratch, score, of_one))
}

/// As [`measure`], and keeps the lists.
pub fn survey<S>(
    questions: &[Question],
    scratch: impl Fn() -> S + Sync + Send,
    score: impl Fn(usize, &mut S, &mut Vec<f32>) + Sync + Send,
) -> Survey {
    let answers = ask(questions, scratch, score, |question, scores, ranked| {
        let figures = of_one(question, scores, ranked);
        (figures, ranked.iter().take(LIST).copied().collect::<Vec<u32>>())
    });
    let (figures, lists): (Vec<[f64; 3]>, Vec<Vec<u32>>) = answers.into_iter().unzip();
    Survey { quality: Quality::of(&figures), lists }
}

/// Asks all questions and keeps what `answer` makes of the scores and of working memory for a ranking.
pub(crate) fn ask<S, A: Send>(
    questions: &[Question],
    scratch: impl Fn() -> S + Sync + Send,
    score: impl Fn(usize, &mut S, &mut Vec<f32>) + Sync + Send,
    answer: impl Fn(&Question, &mut [f32], &mut Vec<u32>) -> A + Sync + Send,
) -> Vec<A> {
    questions
        .par_iter()
        .enumerate()
        .map_init(
            || (scratch(), Vec::new(), Vec::new()),
            |(scratch, scores, ranked), (number, question)| {
                score(number, scratch, scores);
                answer(question, scores, ranked)
            },
        )
        .collect()
}

/// Ranks the best `depth` of all shows that were not named, the best first; of equals the earlier number comes first.
pub(crate) fn rank(question: &Question, scores: &mut [f32], depth: usize, ranked: &mut Vec<u32>) {
    for entry in &question.named {
        scores[entry.show as usize] = f32::NEG_INFINITY;
    }
    let better = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
    ranked.clear();
    ranked.extend(0..scores.len() as u32);
    let depth = depth.min(ranked.len());
    if depth == 0 {
        ranked.clear();
        return;
    }
    ranked.select_nth_unstable_by(depth - 1, better);
    ranked.truncate(depth);
    ranked.sort_unstable_by(better);
}

/// Recall@20, Recall@50 and NDCG@100 of one ranking.
fn of_one(question: &Question, scores: &mut [f32], ranked: &mut Vec<u32>) -> [f64; 3] {
    rank(question, scores, 100, ranked);
    let recall =
        |at: usize| found(question, &ranked[..at.min(ranked.len())]) as f64 / at.min(question.relevant.len()) as f64;
    if ranked.is_empty() {
        return [0.0; 3];
    }
    [recall(20), recall(50), ndcg(question, ranked, 100)]
}

/// How many of the list are to be found.
pub(crate) fn found(question: &Question, list: &[u32]) -> usize {
    list.iter().filter(|show| question.relevant.contains(show)).count()
}

/// The discounted gain of the list against that of the best one of this depth.
pub(crate) fn ndcg(question: &Question, list: &[u32], depth: usize) -> f64 {
    let discount = |place: usize| 1.0 / ((place + 2) as f64).log2();
    let hits = list.iter().take(depth).enumerate().filter(|(_, show)| question.relevant.contains(show));
    let gained: f64 = hits.map(|(place, _)| discount(place)).sum();
    let ideal: f64 = (0..question.relevant.len().min(depth)).map(discount).sum();
    gained / ideal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::Entry;

    #[test]
    fn metrics_of_a_small_ranking() {
        let named = vec![Entry::liked(0)];
        let question = Question { named, relevant: vec![2, 3] };
        // Ranked: 1, 2, 4, 3 (0 is named and does not count).
        let mut scores = vec![9.0, 5.0, 4.0, 2.0, 3.0];
        let [recall20, recall50, ndcg] = of_one(&question, &mut scores, &mut Vec::new());
        assert_eq!((recall20, recall50), (1.0, 1.0));
        let expected = (1.0 / 3_f64.log2() + 1.0 / 5_f64.log2()) / (1.0 + 1.0 / 3_f64.log2());
        assert!((ndcg - expected).abs() < 1e-12);
    }

    #[test]
    fn a_survey_measures_alike_and_keeps_the_lists() {
        let asked: Vec<Question> =
            (0..9).map(|show| Question { named: vec![Entry::liked(show)], relevant: vec![(show + 3) % 40] }).collect();
        let score = |number: usize, (): &mut (), scores: &mut Vec<f32>| {
            scores.clear();
            scores.extend((0..40).map(|show| ((show * 7 + number as u32 * 5) % 40) as f32));
        };
        let survey = survey(&asked, || (), score);
        assert_eq!(survey.quality, measure(&asked, || (), score));
        assert_eq!(survey.lists.len(), 9);
        for (question, list) in asked.iter().zip(&survey.lists) {
            assert_eq!(list.len(), LIST);
            assert!(!list.contains(&question.named[0].show));
        }
    }
}
