//! What a file says: one entry for each series of each person.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One series of one person, with everything that the file tells of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Whose it is: a number into [`crate::Import::profiles`]; 0 where the file knows of one person only.
    pub profile: u16,
    /// The title as it is written in the file, without a year in brackets and with its article in front.
    pub title: String,
    /// Other titles of the same series in the same file: the original one, single seasons, other spellings.
    pub other_titles: Vec<String>,
    /// The year of the first broadcast.
    pub year: Option<u16>,
    /// What other services call it.
    pub ids: Ids,
    /// Whether it certainly is a series.
    pub kind: Kind,
    /// Genres, where the file has them in the words of this project's catalogue.
    pub genres: Vec<String>,
    /// What the person did with it.
    pub evidence: Evidence,
}

/// Whether an entry certainly is a series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The file says so, or has seasons or episodes of it.
    #[default]
    Series,
    /// The file does not tell series from films, and this may be either.
    MaybeFilm,
}

/// What other services call a series.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ids {
    /// The lasting id of this project's own catalogue, from its own export.
    pub own: Option<String>,
    /// IMDb: `tt0306414`.
    pub imdb: Option<String>,
    /// TheTVDB.
    pub tvdb: Option<u32>,
    /// The Movie Database.
    pub tmdb: Option<u32>,
    /// MyAnimeList.
    pub mal: Option<u32>,
    /// Trakt.
    pub trakt: Option<u32>,
}

impl Ids {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Ids::default()
    }

    /// Takes over what is not known yet; of two different ids the smaller one, so that the order of rows does not
    /// matter.
    pub(crate) fn merge(&mut self, other: Ids) {
        fn least<T: Ord>(one: &mut Option<T>, other: Option<T>) {
            if let Some(other) = other
                && one.as_ref().is_none_or(|one| other < *one)
            {
                *one = Some(other);
            }
        }
        least(&mut self.own, other.own);
        least(&mut self.imdb, other.imdb);
        least(&mut self.tvdb, other.tvdb);
        least(&mut self.tmdb, other.tmdb);
        least(&mut self.mal, other.mal);
        least(&mut self.trakt, other.trakt);
    }
}

/// What the person did with a series, as far as the file tells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rating.
    pub stars: Option<Stars>,
    /// Marked as a favourite.
    pub liked: bool,
    /// What was said of it on this site, from its own export.
    pub said: Option<Opinion>,
    /// When that was first said, in milliseconds since 1970.
    pub said_at: Option<u64>,
    /// There it was left out of the ranking.
    pub left_out: bool,
    /// How many different episodes were watched.
    pub episodes: u32,
    /// How often one was watched, counting again what was watched again.
    pub plays: u32,
    /// How many episodes there are, where the file knows it.
    pub of_episodes: Option<u32>,
    /// How far the person says to have come.
    pub status: Option<Status>,
    /// The last day on which it was watched.
    pub last_watched: Option<Date>,
    /// On a list of what to watch. That is not a sign of having watched it.
    pub watchlist: bool,
}

impl Evidence {
    /// What two entries say of one show: of two files, or of two titles of one file that are the same show after all.
    /// Both may tell of the same episodes, so that the greater number counts and not the sum. Reading a file twice
    /// changes nothing.
    ///
    /// ```
    /// use importers::Evidence;
    /// let mut evidence = Evidence { episodes: 10, ..Evidence::default() };
    /// evidence.merge(&Evidence { episodes: 12, liked: true, ..Evidence::default() });
    /// assert_eq!(evidence, Evidence { episodes: 12, liked: true, ..Evidence::default() });
    /// ```
    pub fn merge(&mut self, other: &Evidence) {
        self.stars = match (self.stars.take(), &other.stars) {
            (Some(one), Some(other)) if one != *other => {
                Some(Stars { value: (one.value + other.value) / 2.0, given: format!("{}, {}", one.given, other.given) })
            }
            (one, other) => one.or_else(|| other.clone()),
        };
        self.liked |= other.liked;
        self.said = self.said.max(other.said);
        self.said_at = earliest(self.said_at, other.said_at);
        self.left_out |= other.left_out;
        self.episodes = self.episodes.max(other.episodes);
        self.plays = self.plays.max(other.plays);
        self.of_episodes = self.of_episodes.max(other.of_episodes);
        self.status = self.status.max(other.status);
        self.last_watched = self.last_watched.max(other.last_watched);
        self.watchlist |= other.watchlist;
    }

    /// Whether any of it was watched, as far as the file tells.
    pub fn is_watched(&self) -> bool {
        self.episodes > 0 || self.plays > 0 || self.status.is_some_and(|status| status != Status::Planned)
    }
}

/// Of two moments the earlier one.
pub(crate) fn earliest(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

/// A rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stars {
    /// The share of the best possible rating, 0 to 1. Of several (one for each season) the mean.
    pub value: f32,
    /// As given: `8/10`, or several of them.
    pub given: String,
}

/// An opinion, as this site keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinion {
    /// Not seen yet, and to be.
    Want,
    /// Watched, without an opinion that should count.
    Seen,
    /// Watched, and neither good nor bad.
    Meh,
    /// Not for me.
    Disliked,
    /// Good.
    Liked,
    /// One of the best.
    Loved,
    /// Do not show it to me.
    Hidden,
}

/// How far somebody says to have come. Of several for one series (its seasons) the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// To be watched.
    Planned,
    /// Begun and put aside.
    OnHold,
    /// Given up.
    Dropped,
    /// Begun.
    Watching,
    /// Watched to its end.
    Completed,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Date {
    /// That day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(leap),
            _ => return None,
        };
        ((1..=days).contains(&day) && (1900..=2199).contains(&year)).then_some(Date { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
