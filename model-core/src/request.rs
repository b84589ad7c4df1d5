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
/// A show of which a fact is not known does not pass a rule about that fact. Only content notes are believed to be complete.
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
    /// At most so many seasons.
    pub max_seasons: Option<u16>,
    /// At least one of these broadcasters or services; empty: any.
    pub networks: Vec<String>,
    /// None of these content notes in this degree, 1 to 3, or a higher one. A note that a show does not have says that
    /// there is nothing to note: a show without any passes.
    pub without_content: Vec<(String, u8)>,
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
    /// How far from the familiar the list may go, in per cent: 0 ranks by the score alone, 100 looks for what is little
    /// known and for variety. More than 100 counts as 100.
    pub adventurous: u8,
    /// How many to recommend at most.
    pub limit: usize,
    /// How many reasons to give for each at most.
    pub reasons: usize,
}

impl Default for Request {
    fn default() -> Self {
        Request {
            taste: Vec::new(),
            hidden: Vec::new(),
            filter: Filter::default(),
            adventurous: 0,
            limit: 20,
            reasons: 3,
        }
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

/// Where one show stands for somebody; see [`Model::standing`](crate::Model::standing).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Its place among everything that may be in the list, from 1.
    pub place: usize,
    /// How many may be in the list, this show included.
    pub of: usize,
    /// As [`Recommendation::score`].
    pub score: f32,
    /// The score of the first in the list, this show included.
    pub best: f32,
    /// As [`Recommendation::because`].
    pub because: Vec<Reason>,
    /// As [`Recommendation::popularity_share`].
    pub popularity_share: f32,
}

/// A question of several people: what each of them said, and how they want to agree. See [`Model::recommend_together`].
///
/// [`Model::recommend_together`]: crate::Model::recommend_together
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRequest {
    /// The people. Their order does not matter.
    pub people: Vec<Person>,
    /// Which shows may be in the list. Sequels are those of what anybody named.
    pub filter: Filter,
    /// How much the least pleased person counts, in per cent: 0 ranks by the average fit, 100 by the lowest. More than
    /// 100 counts as 100.
    pub fairness: u8,
    /// Also what some of them, but not all, have seen.
    pub also_seen: bool,
    /// Shows that somebody vetoed.
    pub vetoed: Vec<ShowIndex>,
    /// A show that is told of behind the list, whether or not it may be in it. One beyond the catalogue is not.
    pub also: Option<ShowIndex>,
    /// How many to recommend at most.
    pub limit: usize,
    /// How many reasons to give each person for each show at most.
    pub reasons: usize,
}

impl Default for GroupRequest {
    fn default() -> Self {
        GroupRequest {
            people: Vec::new(),
            filter: Filter::default(),
            fairness: 50,
            also_seen: false,
            vetoed: Vec::new(),
            also: None,
            limit: 20,
            reasons: 2,
        }
    }
}

/// One of several people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// As [`Request::taste`].
    pub taste: Vec<(ShowIndex, Feedback)>,
    /// As [`Request::hidden`].
    pub hidden: Vec<ShowIndex>,
}

/// One line of the answer to several people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupRecommendation {
    /// The show.
    pub show: ShowIndex,
    /// What the list is ordered by: the aggregate of the fits, 0 to 1.
    pub value: f32,
    /// What it is to each person, in the order of the question.
    pub people: Vec<Opinion>,
}

/// What a show is to one of several people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// How well it fits, 0 to 1; see [`Model::recommend_together`](crate::Model::recommend_together).
    pub fit: f32,
    /// Its place in the person's own list, from 1: that of [`Model::standing`](crate::Model::standing). `None` when it is
    /// not in that list: the person hid it, or has seen it.
    pub place: Option<u32>,
    /// What the person has said of it, where that was asked for too.
    pub said: Option<Feedback>,
    /// Whether the fit is so far below the average that a veto is to be expected.
    pub may_veto: bool,
    /// As [`Recommendation::because`].
    pub because: Vec<Reason>,
    /// As [`Recommendation::popularity_share`].
    pub popularity_share: f32,
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
            && self.max_seasons.is_none_or(|most| facts.seasons.is_some_and(|seasons| seasons <= most))
            && any(&self.networks, &facts.networks)
            && !self
                .without_content
                .iter()
                .any(|(note, degree)| facts.content.iter().any(|(has, strength)| has == note && strength >= degree))
            && self.running.is_none_or(|running| facts.running == Some(running))
    }
}
