//! What is asked of a model, and what it answers.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Facts, ShowIndex, Title};

/// What a person says of a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Feedback {
    /// One of the best.
    Loved,
    /// Good.
    Liked,
    /// Not for me.
    Disliked,
    /// Watched, without an opinion that should count.
    Seen,
}

/// Which shows may be in the list. The default lets everything pass; every rule that is set must hold.
///
/// A show of which a fact is not known does not pass a rule about that fact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// At least one of these genres; empty: any.
    pub genres: Vec<String>,
    /// None of these genres.
    pub without_genres: Vec<String>,
    /// First broadcast in this year or later.
    pub from_year: Option<u16>,
    /// First broadcast in this year or earlier.
    pub to_year: Option<u16>,
    /// At least one of these countries; empty: any.
    pub countries: Vec<String>,
    /// At least one of these languages; empty: any.
    pub languages: Vec<String>,
    /// Episodes of at most so many minutes.
    pub max_minutes: Option<u16>,
    /// Only shows that have ended (`Some(false)`), or only running ones (`Some(true)`).
    pub running: Option<bool>,
    /// Also sequels, remakes and spin-offs of what the person named. They are left out otherwise.
    pub with_franchise: bool,
}

/// A question: what this person said, and what may be in the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The shows that the person named. A named show is never recommended. Of a show that is named twice the last
    /// word counts; a number beyond the catalogue is passed over.
    pub taste: Vec<(ShowIndex, Feedback)>,
    /// Shows that must not be in the list for any other reason.
    pub hidden: Vec<ShowIndex>,
    /// Which shows may be in the list.
    pub filter: Filter,
    /// How many to recommend at most.
    pub limit: usize,
    /// How many reasons to give for each at most.
    pub reasons: usize,
}

impl Default for Request {
    fn default() -> Self {
        Request { taste: Vec::new(), hidden: Vec::new(), filter: Filter::default(), limit: 20, reasons: 3 }
    }
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The show.
    pub show: ShowIndex,
    /// Its score: the sum of what every named show says of it and of what everybody likes. Comparable within one
    /// answer only.
    pub score: f32,
    /// The named shows that speak for it most, the strongest first.
    pub because: Vec<Reason>,
    /// The share of the score's positive addends that comes from its general popularity, 0 to 1.
    pub popularity_share: f32,
}

/// How much of a recommendation is owed to one named show.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The named show.
    pub show: ShowIndex,
    /// Its exact share of the score's positive addends, 0 to 1.
    pub share: f32,
}

/// A search result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The show.
    pub show: ShowIndex,
    /// Which of its names matched best: its title, or the original title or an alias.
    pub matched: String,
    /// How well, 0 to 1; 1 is the name itself.
    pub quality: f32,
}

impl Filter {
    /// Whether every show passes, so that none needs to be looked at.
    pub fn passes_everything(&self) -> bool {
        *self == Filter { with_franchise: self.with_franchise, ..Filter::default() }
    }

    /// Whether a show passes, apart from its franchise, which depends on what was named.
    pub fn passes(&self, title: &Title, facts: &Facts) -> bool {
        let any = |wanted: &[String], have: &[String]| wanted.is_empty() || wanted.iter().any(|one| have.contains(one));
        any(&self.genres, &facts.genres)
            && !self.without_genres.iter().any(|genre| facts.genres.contains(genre))
            && self.from_year.is_none_or(|from| title.year.is_some_and(|year| year >= from))
            && self.to_year.is_none_or(|to| title.year.is_some_and(|year| year <= to))
            && any(&self.countries, &facts.countries)
            && any(&self.languages, &facts.languages)
            && self.max_minutes.is_none_or(|most| facts.minutes.is_some_and(|minutes| minutes <= most))
            && self.running.is_none_or(|running| facts.running == Some(running))
    }
}
