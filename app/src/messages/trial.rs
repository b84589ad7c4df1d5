//! The model tried on the person's own shows.

use serde::{Deserialize, Serialize};

/// How a trial ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// How long the list is in which a show counts as found.
    pub list: u32,
    /// The shows that were hidden, each by itself.
    pub shows: Vec<Tried>,
}

/// A show that was hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// Its title.
    pub title: String,
    /// Its place in the list that the other shows give, from 1; `None`: far down.
    pub place: Option<u32>,
    /// Its place among all that the person has not named, by popularity alone.
    pub by_popularity: u32,
}

impl Trial {
    /// How many were found, by the model and by popularity.
    pub fn found(&self) -> (usize, usize) {
        let within = |place: u32| place <= self.list;
        let model = self.shows.iter().filter(|show| show.place.is_some_and(within)).count();
        (model, self.shows.iter().filter(|show| within(show.by_popularity)).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_list_is_found() {
        let tried = |place, by_popularity| Tried { place, by_popularity, ..Tried::default() };
        let trial = Trial { list: 20, shows: vec![tried(Some(20), 21), tried(Some(21), 1), tried(None, 900)] };
        assert_eq!(trial.found(), (1, 1));
    }
}
