//! Measuring on people whom the model has never seen: strong generalization (Liang et al., "Variational Autoencoders for
//! Collaborative Filtering", WWW 2018, section 4), at the input sizes that people really have.
//!
//! Of each unseen person, `k` liked shows drawn at random are named and the others are to be found among all shows that
//! were not named. Recall@20 and @50 have the denominator min(R, relevant); NDCG@100 has binary relevance and is
//! truncated.

use model_core::catalogue::ShowIndex;
use model_core::request::Feedback;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::viewers::{Entry, Viewers};

/// Who has fewer liked shows is not asked: little would be left to find.
pub const LEAST_HISTORY: usize = 10;

/// How much of a history is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum InputSize {
    /// So many shows.
    Shows(usize),
    /// This share of the history.
    Share(f64),
}

impl std::str::FromStr for InputSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("{text:?} is no input size: give a number of shows (3) or a share (80%)");
        match text.trim().strip_suffix('%') {
            Some(percent) => {
                let percent: f64 = percent.parse().map_err(|_| wrong())?;
                (percent > 0.0 && percent < 100.0).then_some(InputSize::Share(percent / 100.0)).ok_or_else(wrong)
            }
            None => {
                let shows: usize = text.trim().parse().map_err(|_| wrong())?;
                (shows > 0).then_some(InputSize::Shows(shows)).ok_or_else(wrong)
            }
        }
    }
}

impl std::fmt::Display for InputSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InputSize::Shows(shows) => write!(f, "{shows}"),
            InputSize::Share(share) => write!(f, "{:.0}%", share * 100.0),
        }
    }
}

/// Viewers divided: most to learn from, some to choose by, some to measure on.
#[derive(Debug, Clone)]
pub struct Split {
    /// To learn from.
    pub train: Viewers,
    /// To choose hyperparameters by.
    pub validation: Viewers,
    /// To measure on.
    pub test: Viewers,
}

impl Split {
    /// Draws validation and test people among those with at least [`LEAST_HISTORY`] liked shows: 800 for the test and
    /// 600 for validation where there are enough, a fifth and a seventh of them otherwise.
    pub fn draw(viewers: &Viewers, seed: u64) -> Split {
        let mut order: Vec<usize> = (0..viewers.len()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let (eligible, short): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|viewer| viewers.liked(*viewer).count() >= LEAST_HISTORY);
        let test = 800.min(eligible.len() / 5);
        let validation = 600.min(eligible.len() / 7);
        let mut train: Vec<usize> = eligible[test + validation..].iter().copied().chain(short).collect();
        train.sort_unstable();
        Split {
            train: viewers.select(train),
            validation: viewers.select(eligible[test..test + validation].iter().copied()),
            test: viewers.select(eligible[..test].iter().copied()),
        }
    }
}

/// One person's question, and what they are known to like besides.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is named.
    pub named: Vec<Entry>,
    /// What is to be found.
    pub relevant: Vec<ShowIndex>,
}

impl Question {
    /// What is named, as a person would say it.
    pub fn taste(&self) -> Vec<(ShowIndex, Feedback)> {
        self.named.iter().map(|entry| (entry.show, feedback(entry))).collect()
    }
}

/// An entry as what a person would say.
pub fn feedback(entry: &Entry) -> Feedback {
    match entry {
        Entry { loved: true, .. } => Feedback::Loved,
        Entry { preference, .. } if *preference > 0.0 => Feedback::Liked,
        _ => Feedback::Disliked,
    }
}

/// Draws a question for each person who has more liked shows than are named. The same seed gives the same questions,
/// whatever is asked of other people.
pub fn questions(people: &Viewers, size: InputSize, seed: u64) -> Vec<Question> {
    (0..people.len()).filter_map(|person| Some(ask(people, person, size, seed)?.0)).collect()
}

/// As [`questions`], where people also name what they dislike: each such show with the probability with which a liked
/// one is named. With each question the person's number.
pub fn questions_with_dislikes(people: &Viewers, size: InputSize, seed: u64) -> Vec<(usize, Question)> {
    (0..people.len())
        .filter_map(|person| {
            let (mut question, mut random) = ask(people, person, size, seed)?;
            let part = question.named.len() as f64 / (question.named.len() + question.relevant.len()) as f64;
            let disliked = people.entries_of(person).iter().filter(|entry| entry.preference < 0.0);
            question.named.extend(disliked.filter(|_| random.random_bool(part)));
            Some((person, question))
        })
        .collect()
}

fn ask(people: &Viewers, person: usize, size: InputSize, seed: u64) -> Option<(Question, ChaCha8Rng)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(person as u64);
    let mut liked: Vec<Entry> = people.liked(person).collect();
    liked.shuffle(&mut random);
    let named = match size {
        InputSize::Shows(shows) => shows,
        InputSize::Share(share) => (liked.len() as f64 * share).round() as usize,
    };
    if named == 0 || named >= liked.len() {
        return None;
    }
    let relevant = liked.split_off(named).into_iter().map(|entry| entry.show).collect();
    Some((Question { named: liked, relevant }, random))
}

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
}

impl Quality {
    /// Half the width of the 95 % bootstrap interval of Recall@20.
    pub fn recall20_margin(&self) -> f64 {
        bootstrap_margin(&self.recalls20)
    }
}

/// Measures a way of scoring: `score` fills the scores of all shows for the question of this number. `scratch` makes
/// the working memory of each thread.
pub fn measure<S>(
    questions: &[Question],
    scratch: impl Fn() -> S + Sync + Send,
    score: impl Fn(usize, &mut S, &mut Vec<f32>) + Sync + Send,
) -> Quality {
    let each: Vec<[f64; 3]> = questions
        .par_iter()
        .enumerate()
        .map_init(
            || (scratch(), Vec::new(), Vec::new()),
            |(scratch, scores, ranked), (number, question)| {
                score(number, scratch, scores);
                of_one(question, scores, ranked)
            },
        )
        .collect();
    let people = each.len();
    let mean = |metric: usize| each.iter().map(|one| one[metric]).sum::<f64>() / people.max(1) as f64;
    let recalls20 = each.iter().map(|one| one[0]).collect();
    Quality { people, recall20: mean(0), recall50: mean(1), ndcg100: mean(2), recalls20 }
}

/// Recall@20, Recall@50 and NDCG@100 of one ranking.
fn of_one(question: &Question, scores: &mut [f32], ranked: &mut Vec<u32>) -> [f64; 3] {
    for entry in &question.named {
        scores[entry.show as usize] = f32::NEG_INFINITY;
    }
    let better = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
    ranked.clear();
    ranked.extend(0..scores.len() as u32);
    let depth = 100.min(ranked.len());
    if depth == 0 {
        return [0.0; 3];
    }
    ranked.select_nth_unstable_by(depth - 1, better);
    ranked.truncate(depth);
    ranked.sort_unstable_by(better);
    let hit = |show: &u32| question.relevant.contains(show);
    let recall = |at: usize| {
        let found = ranked.iter().take(at).filter(|show| hit(show)).count();
        found as f64 / at.min(question.relevant.len()) as f64
    };
    let discount = |place: usize| 1.0 / ((place + 2) as f64).log2();
    let gained: f64 = ranked.iter().enumerate().filter(|(_, show)| hit(show)).map(|(place, _)| discount(place)).sum();
    let ideal: f64 = (0..question.relevant.len().min(100)).map(discount).sum();
    [recall(20), recall(50), gained / ideal]
}

/// Half the width of the 95 % interval of the mean, by 1,000 seeded resamplings.
pub fn bootstrap_margin(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mut random = ChaCha8Rng::seed_from_u64(0);
    let mut means: Vec<f64> = (0..1000)
        .map(|_| {
            let sum: f64 = (0..values.len()).map(|_| values[random.random_range(0..values.len())]).sum();
            sum / values.len() as f64
        })
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    (means[975] - means[25]) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn input_sizes_are_read_and_nonsense_is_refused() {
        assert_eq!("3".parse(), Ok(InputSize::Shows(3)));
        assert_eq!("80%".parse(), Ok(InputSize::Share(0.8)));
        for wrong in ["0", "", "x", "100%", "0%", "-1"] {
            assert!(wrong.parse::<InputSize>().is_err(), "{wrong}");
        }
    }
}
