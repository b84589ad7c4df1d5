//! From what somebody did to an opinion.
//!
//! Stars are read against the person's own: a 7 of somebody who gives 6 on average says more than a 7 of somebody who
//! gives 9. The mean and the spread of a person's stars are drawn towards what is usual as long as there are few of
//! them. What was only watched says what the person lets it say ([`Policy`]).

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Evidence, Opinion, Status};

/// How a person uses the stars: their mean and spread, as shares of the best rating.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// The mean.
    pub mean: f32,
    /// The standard deviation.
    pub spread: f32,
}

/// What people give on average, and how far they spread it: what a person without ratings is taken for.
const USUAL: Scale = Scale { mean: 0.7, spread: 0.2 };

/// As many ratings does the usual count for.
const PRIOR: f32 = 5.0;

impl Scale {
    /// The scale of a person, of all their entries.
    ///
    /// ```
    /// use importers::liking::Scale;
    /// assert_eq!(Scale::of(&[]), Scale { mean: 0.7, spread: 0.2 });
    /// ```
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Scale {
        let stars: Vec<f32> =
            entries.into_iter().filter_map(|entry| Some(entry.evidence.stars.as_ref()?.value)).collect();
        let weight = stars.len() as f32 + PRIOR;
        let mean = (stars.iter().sum::<f32>() + PRIOR * USUAL.mean) / weight;
        let squares: f32 = stars.iter().map(|value| (value - mean) * (value - mean)).sum();
        let spread = ((squares + PRIOR * USUAL.spread * USUAL.spread) / weight).sqrt();
        Scale { mean, spread }
    }

    /// The opinion that a rating is: loved from three quarters of a spread above the person's mean, liked down to a
    /// quarter below, disliked from one spread below. The best possible rating is at least a like and the worst fifth
    /// of the scale a dislike, whoever gives it.
    pub fn opinion(self, value: f32) -> Opinion {
        let above = (value - self.mean) / self.spread.max(0.01);
        match value {
            _ if value <= 0.2 => Opinion::Disliked,
            _ if above >= 0.75 => Opinion::Loved,
            _ if above >= -0.25 || value >= 1.0 => Opinion::Liked,
            _ if above > -1.0 => Opinion::Seen,
            _ => Opinion::Disliked,
        }
    }
}

/// What having watched something says, where no stars tell. The person chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// What was watched.
    pub watched: Watched,
    /// Whether what was given up was disliked. Otherwise it was seen.
    pub dropped_is_disliked: bool,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy { watched: Watched::default(), dropped_is_disliked: true }
    }
}

/// What was watched counts as …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Watched {
    /// Nothing at all.
    Ignored,
    /// Seen: it is not recommended, and says nothing of the taste.
    Seen,
    /// Liked, from so many episodes or so much of the whole on; seen below.
    Liked {
        /// So many different episodes.
        episodes: u32,
        /// So many per cent of all episodes, where their number is known.
        percent: u8,
    },
}

impl Default for Watched {
    /// Few people watch eight episodes, or most of a short series, of something that they do not like.
    fn default() -> Watched {
        Watched::Liked { episodes: 8, percent: 60 }
    }
}

/// The opinion that somebody's evidence amounts to; `None` when it says nothing of a taste, as a watchlist does.
///
/// What was said on this site counts before stars, stars before a favourite's mark, and that before having watched.
/// `of_episodes` is how many episodes the catalogue knows, for files that do not.
///
/// ```
/// use importers::liking::{Policy, Scale, Watched, opinion};
/// use importers::{Evidence, Opinion};
///
/// let six = Evidence { episodes: 6, ..Evidence::default() };
/// let policy = Policy::default();
/// assert_eq!(opinion(&six, None, Scale::of(&[]), &policy), Some(Opinion::Seen));
/// assert_eq!(opinion(&six, Some(6), Scale::of(&[]), &policy), Some(Opinion::Liked));
/// let ignored = Policy { watched: Watched::Ignored, ..policy };
/// assert_eq!(opinion(&six, Some(6), Scale::of(&[]), &ignored), None);
/// ```
pub fn opinion(evidence: &Evidence, of_episodes: Option<u32>, scale: Scale, policy: &Policy) -> Option<Opinion> {
    if evidence.said.is_some() {
        return evidence.said;
    }
    if let Some(stars) = &evidence.stars {
        return Some(scale.opinion(stars.value));
    }
    if evidence.liked {
        return Some(Opinion::Loved);
    }
    if !evidence.is_watched() {
        return None;
    }
    if evidence.status == Some(Status::Dropped) && policy.dropped_is_disliked {
        return Some(Opinion::Disliked);
    }
    match policy.watched {
        Watched::Ignored => None,
        Watched::Seen => Some(Opinion::Seen),
        Watched::Liked { episodes, percent } => {
            let is_much = |of: u32| {
                of > 0
                    && u64::from(evidence.episodes) * 100 >= u64::from(of) * u64::from(percent)
                    && evidence.episodes > 0
            };
            let is_liked = evidence.episodes >= episodes.max(1)
                || evidence.status == Some(Status::Completed)
                || evidence.of_episodes.or(of_episodes).is_some_and(is_much);
            // What was put aside was not liked by much.
            let is_given_up = matches!(evidence.status, Some(Status::Dropped));
            Some(if is_liked && !is_given_up { Opinion::Liked } else { Opinion::Seen })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Stars;

    fn rated(tens: &[u8]) -> Vec<Entry> {
        let entry = |ten: &u8| {
            let stars = Some(Stars { value: f32::from(*ten) / 10.0, given: format!("{ten}/10") });
            Entry { evidence: Evidence { stars, ..Evidence::default() }, ..Entry::default() }
        };
        tens.iter().map(entry).collect()
    }

    fn opinions(tens: &[u8]) -> String {
        let entries = rated(tens);
        let scale = Scale::of(&entries);
        let letter = |entry: &Entry| match opinion(&entry.evidence, None, scale, &Policy::default()) {
            Some(Opinion::Loved) => 'L',
            Some(Opinion::Liked) => 'l',
            Some(Opinion::Seen) => 's',
            Some(Opinion::Disliked) => 'd',
            _ => '-',
        };
        entries.iter().map(letter).collect()
    }

    #[test]
    fn stars_count_against_the_persons_own() {
        assert_eq!(opinions(&[10]), "L");
        assert_eq!(opinions(&[1, 3, 5, 6, 7, 8, 9, 10]), "ddslllLL");
        // A mild and a strict person.
        assert_eq!(opinions(&[10, 10, 10, 10, 10, 10, 9, 9, 8, 7, 6]), "LLLLLLlllsd");
        assert_eq!(opinions(&[7, 6, 6, 5, 5, 5, 5, 4, 4, 3, 3, 2]), "Lllllllssddd");
    }

    #[test]
    fn what_was_watched_says_what_the_person_chose() {
        let scale = Scale::of(&[]);
        let seen = |episodes| Evidence { episodes, ..Evidence::default() };
        let default = Policy::default();
        assert_eq!(opinion(&seen(8), None, scale, &default), Some(Opinion::Liked));
        assert_eq!(opinion(&seen(7), None, scale, &default), Some(Opinion::Seen));
        assert_eq!(opinion(&seen(7), Some(100), scale, &default), Some(Opinion::Seen));
        let only_seen = Policy { watched: Watched::Seen, ..default };
        assert_eq!(opinion(&seen(99), None, scale, &only_seen), Some(Opinion::Seen));
        let dropped = Evidence { status: Some(Status::Dropped), ..seen(9) };
        assert_eq!(opinion(&dropped, None, scale, &default), Some(Opinion::Disliked));
        let mild = Policy { dropped_is_disliked: false, ..default };
        assert_eq!(opinion(&dropped, None, scale, &mild), Some(Opinion::Seen));
        let listed = Evidence { watchlist: true, status: Some(Status::Planned), ..Evidence::default() };
        assert_eq!(opinion(&listed, None, scale, &default), None);
        let favourite = Evidence { liked: true, watchlist: true, ..Evidence::default() };
        assert_eq!(opinion(&favourite, None, scale, &default), Some(Opinion::Loved));
        let hidden = Evidence { said: Some(Opinion::Hidden), liked: true, ..Evidence::default() };
        assert_eq!(opinion(&hidden, None, scale, &default), Some(Opinion::Hidden));
    }
}
