//! What passes between the page and the worker about several people.

use model_core::request::{Feedback, Filter};
use serde::{Deserialize, Serialize};

use super::{Because, ShowLine};
use crate::household::Who;

/// [`model_core::request::GroupRequest`], with ids instead of numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Gathering {
    /// The people.
    pub people: Vec<Voice>,
    /// Shows that were vetoed.
    pub vetoed: Vec<String>,
    /// The show that they agreed on. It is told of, and is not in the list again.
    pub tonight: Option<String>,
    /// What may be in the list.
    pub filter: Filter,
    /// From 0, the average, to 100, the lowest fit.
    pub fairness: u8,
    /// Also what some, but not all, have seen.
    pub also_seen: bool,
    /// How many at most.
    pub limit: usize,
}

/// One of the people who want to watch together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// The person.
    pub who: Who,
    /// The named shows.
    pub taste: Vec<(String, Feedback)>,
    /// Shows that must not be in the list.
    pub hidden: Vec<String>,
}

/// The list for several people, and the show that they agreed on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreed {
    /// The list, the best first.
    pub list: Vec<Common>,
    /// The show that they agreed on; `None` while they have not, or when this catalogue does not have it.
    pub tonight: Option<Common>,
}

impl Agreed {
    /// Takes a show out of the list, as what they agreed on. The worker's own word follows.
    pub fn settle(&mut self, id: &str) {
        if let Some(at) = self.list.iter().position(|common| common.show.id == id) {
            self.tonight = Some(self.list.remove(at));
        }
    }
}

/// A recommendation for several people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Common {
    /// The show.
    pub show: ShowLine,
    /// What it is to each of them, in the order of the question.
    pub people: Vec<Opinion>,
}

/// What a show is to one of several people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// The person.
    pub who: Who,
    /// How well it fits, 0 to 1.
    pub fit: f32,
    /// Its place in the person's own list, from 1; `None` when it is not in it.
    pub place: Option<u32>,
    /// What the person has said of it.
    pub said: Option<Feedback>,
    /// Whether a veto is to be expected.
    pub may_veto: bool,
    /// As [`super::Item::because`].
    pub because: Vec<Because>,
    /// As [`super::Item::popularity_share`].
    pub popularity_share: f32,
}
