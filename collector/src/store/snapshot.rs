//! Everything that was contributed, in memory: four bytes for each rating.

use std::collections::HashMap;

use crate::contribution::{Mark, Ratings, TokenHash};
use crate::store::StoreError;

/// Every person's ratings at one moment. Of who they are it holds one bit: whether the trainer is to keep them apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    shows: Vec<String>,
    /// Where each person's ratings end.
    ends: Vec<usize>,
    /// Whether each person is kept apart: see [`TokenHash::is_kept_apart`].
    apart: Vec<bool>,
    /// The show's number, and in the two lowest bits the mark.
    ratings: Vec<u32>,
}

impl Snapshot {
    /// The shows that anybody rated; a show's place is its number.
    pub fn shows(&self) -> &[String] {
        &self.shows
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.ends.len()
    }

    /// How many ratings there are.
    pub fn ratings(&self) -> usize {
        self.ratings.len()
    }

    /// One person's ratings: show numbers and marks.
    pub fn of(&self, person: usize) -> impl Iterator<Item = (u32, Mark)> + '_ {
        let begin = if person == 0 { 0 } else { self.ends[person - 1] };
        self.ratings[begin..self.ends[person]].iter().map(|rating| (rating >> 2, Mark::ALL[(rating & 3) as usize]))
    }

    /// Whether the trainer is to measure on this person instead of learning from them.
    pub fn is_kept_apart(&self, person: usize) -> bool {
        self.apart[person]
    }

    /// One person's ratings by show id.
    pub fn ratings_of(&self, person: usize) -> Ratings {
        self.of(person).map(|(show, mark)| (self.shows[show as usize].clone(), mark)).collect()
    }
}

/// Makes a [`Snapshot`] person by person.
#[derive(Default)]
pub struct SnapshotBuilder {
    snapshot: Snapshot,
    numbers: HashMap<String, u32>,
}

impl SnapshotBuilder {
    /// Adds a person's ratings as they are stored.
    ///
    /// # Errors
    /// When the text is not what this program stores.
    pub fn add(&mut self, token: TokenHash, stored: &str) -> Result<(), StoreError> {
        let ratings: Ratings = serde_json::from_str(stored)
            .map_err(|error| StoreError::Failed(format!("a stored contribution cannot be read: {error}")))?;
        for (show, mark) in ratings {
            let number = match self.numbers.get(&show) {
                Some(number) => *number,
                None => {
                    let number = self.snapshot.shows.len() as u32;
                    self.snapshot.shows.push(show.clone());
                    self.numbers.insert(show, number);
                    number
                }
            };
            self.snapshot.ratings.push(number << 2 | mark as u32);
        }
        self.snapshot.ends.push(self.snapshot.ratings.len());
        self.snapshot.apart.push(token.is_kept_apart());
        Ok(())
    }

    /// What was added.
    pub fn finish(self) -> Snapshot {
        self.snapshot
    }
}

/// A person's ratings as they are stored.
pub(super) fn stored(ratings: &Ratings) -> Result<String, StoreError> {
    serde_json::to_string(ratings).map_err(|error| StoreError::Failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stored_comes_back() {
        let people: Vec<Ratings> = (0..4usize)
            .map(|person| (0..=person).map(|show| (format!("s{show}"), Mark::ALL[(show + person) % 4])).collect())
            .collect();
        let mut builder = SnapshotBuilder::default();
        for ratings in &people {
            builder.add(TokenHash([1; 32]), &stored(ratings).expect("JSON")).expect("its own text");
        }
        let snapshot = builder.finish();
        assert_eq!((snapshot.people(), snapshot.ratings(), snapshot.shows().len()), (4, 10, 4));
        for (person, ratings) in people.iter().enumerate() {
            assert_eq!(&snapshot.ratings_of(person), ratings);
        }
    }

    #[test]
    fn damage_is_reported() {
        for text in ["", "[]", r#"{"a":"adored"}"#] {
            assert!(SnapshotBuilder::default().add(TokenHash([1; 32]), text).is_err(), "{text}");
        }
    }
}
