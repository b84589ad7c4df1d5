//! The fixed splits of published tables: two files whose lines are `user item item …`. Everybody is known, the items of
//! the training file are not recommended again, and the figures are those of LightGCN (He et al., SIGIR 2020): Recall@20
//! with the denominator |test|, and NDCG@20 whose best is min(20, |test|) hits.

use std::collections::HashMap;
use std::io::BufRead;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::Question;
use super::bootstrap::Figure;
use super::ranking::{LIST, ask, found, ndcg, rank};
use crate::viewers::{Entry, Viewers};

/// A fixed split.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FixedSplit {
    /// The names of the items, by number: those that occur in either file.
    pub items: Vec<String>,
    /// The users' training items, by number of user.
    pub known: Viewers,
    /// The users' test items, by number of user; empty for who is not asked.
    pub hidden: Vec<Vec<u32>>,
}

impl FixedSplit {
    /// Reads both files. Empty lines are passed over; a user who is not in the training file cannot be asked, and is
    /// counted in the error if there is nobody else.
    ///
    /// # Errors
    /// When a file cannot be read, or nobody can be asked.
    pub fn read(train: impl BufRead, test: impl BufRead) -> Result<FixedSplit> {
        let mut split = FixedSplit::default();
        let mut numbers = HashMap::new();
        let mut users: HashMap<String, usize> = HashMap::new();
        let mut known: Vec<Vec<u32>> = Vec::new();
        for (user, items) in lines(train, &mut numbers, &mut split.items).context("the training file")? {
            let number = *users.entry(user).or_insert(known.len());
            if number == known.len() {
                known.push(Vec::new());
            }
            known[number].extend(items);
        }
        split.hidden = vec![Vec::new(); known.len()];
        let mut strangers = 0;
        for (user, items) in lines(test, &mut numbers, &mut split.items).context("the test file")? {
            match users.get(&user) {
                Some(&number) => split.hidden[number].extend(items),
                None => strangers += 1,
            }
        }
        for items in known {
            split.known.push(distinct(items).into_iter().map(Entry::liked).collect(), 1.0);
        }
        split.hidden = split.hidden.into_iter().map(distinct).collect();
        if split.questions().is_empty() {
            bail!(
                "nobody can be asked: of {} users in the training file none has test items, and {strangers} users of the test file are not in it",
                users.len()
            );
        }
        Ok(split)
    }

    /// Everybody who has test items.
    pub fn questions(&self) -> Vec<Question> {
        let asked = self.hidden.iter().enumerate().filter(|(_, hidden)| !hidden.is_empty());
        asked
            .map(|(user, hidden)| Question { named: self.known.entries_of(user).to_vec(), relevant: hidden.clone() })
            .filter(|question| !question.named.is_empty())
            .collect()
    }

    /// The same split with other numbers for the items: `numbers` by old number.
    #[must_use]
    pub fn renumbered(&self, numbers: &[u32]) -> FixedSplit {
        let mut items = self.items.clone();
        for (old, name) in self.items.iter().enumerate() {
            items[numbers[old] as usize].clone_from(name);
        }
        let mut known = Viewers::new();
        for user in 0..self.known.len() {
            let entries = self.known.entries_of(user).iter();
            known.push(entries.map(|entry| Entry { show: numbers[entry.show as usize], ..*entry }).collect(), 1.0);
        }
        let hidden = self.hidden.iter().map(|items| items.iter().map(|item| numbers[*item as usize]).collect());
        FixedSplit { items, known, hidden: hidden.collect() }
    }
}

/// The users of a file with the numbers of their items; new items are added to `names`.
fn lines(
    file: impl BufRead,
    numbers: &mut HashMap<String, u32>,
    names: &mut Vec<String>,
) -> Result<Vec<(String, Vec<u32>)>> {
    let mut users = Vec::new();
    for (at, line) in file.lines().enumerate() {
        let line = line.with_context(|| format!("line {}", at + 1))?;
        let mut words = line.split_ascii_whitespace();
        let Some(user) = words.next() else { continue };
        let items = words
            .map(|item| {
                *numbers.entry(item.to_owned()).or_insert_with(|| {
                    names.push(item.to_owned());
                    names.len() as u32 - 1
                })
            })
            .collect();
        users.push((user.to_owned(), items));
    }
    Ok(users)
}

fn distinct(mut items: Vec<u32>) -> Vec<u32> {
    items.sort_unstable();
    items.dedup();
    items
}

/// What published tables give.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FixedQuality {
    /// How many users were asked.
    pub people: usize,
    /// Recall@20 with the denominator |test|.
    pub recall20: Figure,
    /// NDCG@20.
    pub ndcg20: Figure,
}

/// Measures a way of scoring, as [`super::measure`] does.
pub fn measure<S>(
    questions: &[Question],
    scratch: impl Fn() -> S + Sync + Send,
    score: impl Fn(usize, &mut S, &mut Vec<f32>) + Sync + Send,
) -> FixedQuality {
    let each = ask(questions, scratch, score, |question, scores, ranked| {
        rank(question, scores, LIST, ranked);
        (found(question, ranked) as f64 / question.relevant.len() as f64, ndcg(question, ranked, LIST))
    });
    let (recalls, ndcgs): (Vec<f64>, Vec<f64>) = each.into_iter().unzip();
    FixedQuality { people: questions.len(), recall20: Figure::of(&recalls), ndcg20: Figure::of(&ndcgs) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_read_and_items_are_numbered_together() {
        let split =
            FixedSplit::read("0 5 6\n1 6 9 9\n\n2\n".as_bytes(), "1 5\n0 7\n9 5\n2 5\n".as_bytes()).expect("read");
        assert_eq!(split.items, ["5", "6", "9", "7"]);
        assert_eq!(split.hidden, [vec![3], vec![0], vec![0]]);
        let asked = split.questions();
        assert_eq!(asked.len(), 2, "user 2 has no training item, user 9 is a stranger");
        assert_eq!(asked[1].named.iter().map(|entry| entry.show).collect::<Vec<_>>(), [1, 2]);
        let renumbered = split.renumbered(&[3, 2, 1, 0]);
        assert_eq!(renumbered.items, ["7", "9", "6", "5"]);
        assert_eq!(renumbered.questions()[1].relevant, [3]);
        assert!(FixedSplit::read("0 1\n".as_bytes(), "7 1\n".as_bytes()).is_err());
    }

    #[test]
    fn the_figures_are_those_of_the_published_tables() {
        let hidden: Vec<u32> = (10..40).collect();
        let questions = [Question { named: vec![Entry::liked(0)], relevant: hidden }];
        // The first twenty places: the shows 1 to 20, of which eleven are hidden, in places 10 to 20.
        let quality = measure(
            &questions,
            || (),
            |_, (), scores| {
                scores.clear();
                scores.extend((0..50).map(|show| -(show as f32)));
            },
        );
        assert_eq!(quality.recall20.mean, 11.0 / 30.0);
        let gain =
            |places: std::ops::RangeInclusive<u32>| places.map(|place| 1.0 / f64::from(place + 1).log2()).sum::<f64>();
        assert!((quality.ndcg20.mean - gain(10..=20) / gain(1..=20)).abs() < 1e-12);
    }
}
