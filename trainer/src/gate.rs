//! Whether a new model may take the place of the published one.
//!
//! Both are asked the same questions by people whom neither has learned from. A new model is refused where it is clearly
//! worse: where, at any input size, the whole 95 % interval of the difference, person by person, lies below nothing.

use serde::{Deserialize, Serialize};

use crate::evaluate::Quality;
use crate::evaluate::bootstrap::Figure;

/// With fewer people asked at an input size, nothing is published, unless another number is asked for.
pub const LEAST_PEOPLE: usize = 100;

/// A new model that lacks a larger share of the published one's shows is refused: half a table of shows is no better
/// than half a model, and questions about shows that it does not know are never asked.
pub const MOST_SHOWS_LOST: f64 = 0.1;

/// One input size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// How much each person named: `1`, `3`, `80%`.
    pub input: String,
    /// How many people were asked.
    pub people: usize,
    /// The published model's Recall@20; none when nothing is published.
    pub published: Option<f64>,
    /// The new model's.
    pub new: f64,
    /// How much more the new one has, person by person.
    pub difference: Option<Figure>,
}

impl Line {
    /// Compares the answers to the same questions.
    pub fn of(input: String, published: Option<&Quality>, new: &Quality) -> Line {
        Line {
            input,
            people: new.people,
            published: published.map(|published| published.recall20),
            new: new.recall20,
            difference: published.map(|published| Figure::difference(&new.recalls20, &published.recalls20)),
        }
    }
}

/// What is known of both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// What the new model was compared with, in words.
    pub with: String,
    /// The published model's shows.
    pub published_shows: usize,
    /// Those of them that the new model does not have.
    pub shows_lost: usize,
    /// A line for each input size.
    pub lines: Vec<Line>,
}

impl Comparison {
    /// Why the new model must not be published; empty when it may.
    pub fn objections(&self, least_people: usize) -> Vec<String> {
        let mut objections = Vec::new();
        if self.shows_lost as f64 > self.published_shows as f64 * MOST_SHOWS_LOST {
            objections.push(format!(
                "{} of the {} shows of the published model are not in the new one: is the table of shows whole?",
                self.shows_lost, self.published_shows
            ));
        }
        if self.lines.is_empty() {
            objections.push("nobody could be asked".into());
        }
        for line in &self.lines {
            if line.people < least_people {
                objections.push(format!(
                    "at input {} only {} people could be asked, and {least_people} are needed",
                    line.input, line.people
                ));
            }
            if let (Some(published), Some(difference)) = (line.published, line.difference)
                && difference.high < 0.0
            {
                objections.push(format!(
                    "at input {} the new model is clearly worse: Recall@20 {:.4} against {published:.4}, a difference \
                     of {:+.4} (95 % interval {:+.4} to {:+.4})",
                    line.input, line.new, difference.mean, difference.low, difference.high
                ));
            }
        }
        objections
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quality(recalls20: Vec<f64>) -> Quality {
        let people = recalls20.len();
        let recall20 = recalls20.iter().sum::<f64>() / people.max(1) as f64;
        Quality { people, recall20, recalls20, ..Quality::default() }
    }

    /// Two hundred people; the second model gives each of them `lead` more, and luck goes up and down.
    fn comparison(lead: f64) -> Comparison {
        let published: Vec<f64> = (0..200).map(|person| 0.3 + f64::from(person % 5) / 10.0).collect();
        let new = published.iter().enumerate().map(|(person, recall)| {
            let luck = if person % 2 == 0 { 0.05 } else { -0.05 };
            recall + lead + luck
        });
        let new = quality(new.collect());
        let line = Line::of("3".into(), Some(&quality(published)), &new);
        Comparison { with: "a test".into(), published_shows: 100, shows_lost: 0, lines: vec![line] }
    }

    #[test]
    fn clearly_worse_is_refused_and_no_better_is_not() {
        for lead in [0.05, 0.0, -0.002] {
            assert_eq!(comparison(lead).objections(100), Vec::<String>::new(), "{lead}");
        }
        let objections = comparison(-0.02).objections(100);
        assert_eq!(objections.len(), 1);
        assert!(
            objections[0].starts_with("at input 3 the new model is clearly worse: Recall@20 0.48"),
            "{objections:?}"
        );
    }

    #[test]
    fn one_bad_size_suffices() {
        let mut both = comparison(0.1);
        both.lines.extend(comparison(-0.1).lines);
        assert_eq!(both.objections(100).len(), 1);
    }

    #[test]
    fn too_few_people_and_lost_shows_are_refused() {
        assert!(comparison(0.1).objections(201)[0].contains("only 200 people could be asked, and 201 are needed"));
        assert_eq!(Comparison { shows_lost: 10, ..comparison(0.1) }.objections(100), Vec::<String>::new());
        let lost = Comparison { shows_lost: 11, ..comparison(0.1) }.objections(100);
        assert!(lost[0].contains("11 of the 100 shows"), "{lost:?}");
        assert_eq!(Comparison { lines: Vec::new(), ..comparison(0.1) }.objections(100), ["nobody could be asked"]);
    }

    #[test]
    fn the_first_model_needs_people_alone() {
        let first = Comparison {
            published_shows: 0,
            lines: vec![Line::of("1".into(), None, &quality(vec![0.1; 150]))],
            ..comparison(0.0)
        };
        assert_eq!(first.objections(100), Vec::<String>::new());
        assert_eq!(first.objections(151).len(), 1);
    }
}
