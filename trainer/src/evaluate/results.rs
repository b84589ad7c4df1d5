//! What a run has found: everything that is printed, written as JSON, drawn by [`crate::report`] and put on a model's
//! card.

use model_core::card::Card;
use serde::{Deserialize, Serialize};

use super::bootstrap::Figure;
use super::lists::Lists;
use super::{Quality, Survey};

/// The name of the method that is ours.
pub const OURS: &str = "this model";

/// A run of `trainer evaluate`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// How people were kept apart and what was asked of them, in words.
    pub protocol: String,
    /// What the data is, in words.
    pub data: String,
    /// How many shows there are to choose from.
    pub shows: usize,
    /// How many shows are rarely rated, see [`super::lists::Background::is_rare`].
    pub rare_shows: usize,
    /// How many people were learned from, those included by whom was chosen.
    pub known_people: usize,
    /// How many people were asked.
    pub asked_people: usize,
    /// The model that was asked.
    pub model: Measured,
    /// What was measured: each method at each input size.
    pub rows: Vec<Row>,
    /// What the data looks like.
    pub distribution: Distribution,
}

/// The model that was asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The bytes of its file.
    pub bytes: u64,
    /// How long it was trained, in seconds; absent when it was trained before.
    pub training_seconds: Option<f64>,
    /// Whether it is certain that it has not learned from the people who were asked.
    pub unseen: bool,
    /// The choices on its card.
    pub choices: Vec<(String, String)>,
}

impl Measured {
    /// Of a model file.
    pub fn new(card: &Card, bytes: u64, training_seconds: Option<f64>) -> Measured {
        Measured { bytes, training_seconds, unseen: training_seconds.is_some(), choices: card.choices.clone() }
    }
}

/// One method at one input size.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// [`OURS`], or another.
    pub method: String,
    /// How much each person named: `1`, `3`, `80%`.
    pub input: String,
    /// How many people.
    pub people: usize,
    /// Recall@20, denominator min(20, relevant).
    pub recall20: Figure,
    /// Recall@50, denominator min(50, relevant).
    pub recall50: Figure,
    /// NDCG@100.
    pub ndcg100: Figure,
    /// How far this model is ahead of the method in Recall@20, person by person.
    pub behind_ours: Option<Figure>,
    /// What the lists are like.
    pub lists: Option<Lists>,
    /// This model's Recall@20 of each question, in the order of the split's files, so that other programs can be compared
    /// with it person by person; empty for other methods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each_recall20: Vec<f64>,
}

impl Row {
    /// From what a method answered.
    pub fn new(method: &str, input: &str, survey: &Survey, lists: Option<Lists>, ours: Option<&Quality>) -> Row {
        let quality = &survey.quality;
        Row {
            method: method.into(),
            input: input.into(),
            people: quality.people,
            recall20: Figure::of(&quality.recalls20),
            recall50: Figure::of(&quality.recalls50),
            ndcg100: Figure::of(&quality.ndcgs100),
            behind_ours: ours.map(|ours| Figure::difference(&ours.recalls20, &quality.recalls20)),
            lists,
            each_recall20: if method == OURS { quality.recalls20.clone() } else { Vec::new() },
        }
    }
}

impl Evaluation {
    /// The methods, in the order of their first row.
    pub fn methods(&self) -> Vec<&str> {
        in_order(self.rows.iter().map(|row| row.method.as_str()))
    }

    /// The input sizes, in the order of their first row.
    pub fn inputs(&self) -> Vec<&str> {
        in_order(self.rows.iter().map(|row| row.input.as_str()))
    }

    /// The row of a method at an input size.
    pub fn row(&self, method: &str, input: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.method == method && row.input == input)
    }
}

fn in_order<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut all = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// What the data looks like: how much people say, and how often shows are rated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// How many entries were disliked, liked and loved.
    pub said: [u64; 3],
    /// People by how many shows they like.
    pub per_person: Vec<Bin>,
    /// Shows by how many people like them.
    pub per_show: Vec<Bin>,
}

/// So many with at least `from` and at most `to`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// At least.
    pub from: u64,
    /// At most.
    pub to: u64,
    /// So many.
    pub count: u64,
}

impl Distribution {
    /// Of viewers of so many shows.
    pub fn of(viewers: &crate::viewers::Viewers, shows: usize) -> Distribution {
        let mut said = [0; 3];
        let mut likes = vec![0_u64; shows];
        let mut lengths = Vec::with_capacity(viewers.len());
        for viewer in 0..viewers.len() {
            let mut length = 0;
            for entry in viewers.entries_of(viewer) {
                let liked = entry.preference > 0.0;
                said[usize::from(liked) + usize::from(liked && entry.loved)] += 1;
                length += u64::from(liked);
                likes[entry.show as usize] += u64::from(liked);
            }
            lengths.push(length);
        }
        Distribution { said, per_person: doubling_bins(&lengths), per_show: doubling_bins(&likes) }
    }
}

/// 0, 1, 2–3, 4–7, 8–15, …
fn doubling_bins(values: &[u64]) -> Vec<Bin> {
    let bin = |value: u64| (u64::BITS - value.leading_zeros()) as usize;
    let bins = values.iter().map(|value| bin(*value) + 1).max().unwrap_or(0);
    let edge = |at: usize| if at == 0 { 0 } else { 1_u64 << (at - 1) };
    let mut all: Vec<Bin> =
        (0..bins).map(|at| Bin { from: edge(at), to: if at == 0 { 0 } else { edge(at) * 2 - 1 }, count: 0 }).collect();
    values.iter().for_each(|value| all[bin(*value)].count += 1);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::{Entry, Viewers};

    #[test]
    fn histograms_double() {
        let bins = doubling_bins(&[0, 1, 2, 3, 9, 9]);
        let expected = [(0, 0, 1), (1, 1, 1), (2, 3, 2), (4, 7, 0), (8, 15, 2)];
        assert_eq!(bins, expected.map(|(from, to, count)| Bin { from, to, count }));
        assert_eq!(doubling_bins(&[]), []);
    }

    #[test]
    fn what_was_said_is_counted() {
        let mut viewers = Viewers::new();
        let said = |show, preference, loved| Entry { preference, loved, ..Entry::liked(show) };
        viewers.push(vec![said(0, 1.0, true), said(1, 0.5, false), said(2, -1.0, false)], 1.0);
        let distribution = Distribution::of(&viewers, 3);
        assert_eq!(distribution.said, [1, 1, 1]);
        assert_eq!(
            distribution.per_person,
            [(0, 0, 0), (1, 1, 0), (2, 3, 1)].map(|(from, to, count)| Bin { from, to, count })
        );
    }
}
