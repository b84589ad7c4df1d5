//! Fans: pseudo-viewers who have seen what is well known of a kind.
//!
//! Who names one British crime show of the nineties has most likely seen the well-known ones. How well known counts by
//! the kind's own standards, so steeply that the order is nearly that of fame, but never across kinds: naming an anime
//! series speaks for Death Note, not for Breaking Bad. A kind is a show's first genre in its country, that kind in a span
//! of years, any of its genres there and then, and its language where that is not English; always with its form alone.

use std::collections::BTreeMap;

use model_core::catalogue::{Catalogue, Facts};

use crate::shows::Known;
use crate::viewers::{Entry, Viewers};

/// How much a show's fans of each sort count together. A fan counts in proportion to the root of the number of shows, so
/// that naming a show says as much for its kind, whether that is large or small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FanWeights {
    /// First genre and country.
    pub kind: f32,
    /// First genre and country, in a span of years.
    pub era: f32,
    /// Any genre, and country, in a span of years.
    pub genre_era: f32,
    /// A language other than English, and form, in a longer span of years.
    pub language: f32,
}

impl Default for FanWeights {
    /// Chosen by measurement and by reading lists, see `docs/experiments.md`.
    fn default() -> Self {
        FanWeights { kind: 0.5, era: 0.5, genre_era: 0.3, language: 1.0 }
    }
}

/// Halvings of the probability of having seen a show for each doubling of people.
const SLOPE: f64 = 1.0;

/// Fans have seen the five best known of their kind. That is not measured by the best known alone: one worldwide success
/// would make everything else of a small country unknown to the fans of that country.
const SEEN_BY_ALL: usize = 5;

/// How much less the fans of unscripted kinds count: "reality" holds cars, weddings and islands, with little in common.
const UNSCRIPTED: f32 = 0.3;

/// Spans of years that overlap, so that two shows share the more of them the nearer they are in time.
#[derive(Debug, Clone, Copy)]
struct Spans {
    years: u16,
    step: u16,
}

const ERA: Spans = Spans { years: 10, step: 2 };
const LONG_ERA: Spans = Spans { years: 20, step: 5 };

/// What sort of programme a show is, broadly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Actors play it.
    Scripted,
    /// Drawn, or for children.
    Drawn,
    /// Nobody plays anything: factual, games, talk.
    Unscripted,
}

/// The form of a show, by its genres.
pub fn form(facts: &Facts) -> Form {
    let is = |genres: &[&str]| facts.genres.iter().any(|genre| genres.contains(&genre.as_str()));
    if is(&["anime", "animation", "children"]) {
        Form::Drawn
    } else if is(&["reality", "documentary", "talk", "game-show", "variety", "sports"]) {
        Form::Unscripted
    } else {
        Form::Scripted
    }
}

/// The kinds of a show, by its facts.
type Keys<'k> = &'k dyn Fn(&Facts) -> Vec<(String, Form)>;

/// Adds the fans of a catalogue; `known` is by the catalogue's numbers.
pub fn add(viewers: &mut Viewers, catalogue: &Catalogue, known: &[Known], weights: &FanWeights) {
    let country = |facts: &Facts| facts.countries.first().cloned().unwrap_or_default();
    let here = |facts: &Facts, genre: &String| (format!("{genre} {}", country(facts)), form(facts));
    let first = |facts: &Facts| facts.genres.iter().take(1).map(|genre| here(facts, genre)).collect();
    let any = |facts: &Facts| facts.genres.iter().map(|genre| here(facts, genre)).collect();
    // Anime is a kind of its own, whatever the language.
    let foreign = |facts: &Facts| match facts.languages.first() {
        Some(language) if language != "en" && !facts.genres.iter().any(|genre| genre == "anime") => {
            vec![(language.clone(), form(facts))]
        }
        _ => Vec::new(),
    };
    let mut by = |keys: Keys<'_>, spans: Option<Spans>, weight: f32| {
        for ((_, form), shows) in kinds(catalogue, keys) {
            let weight = if form == Form::Unscripted { weight * UNSCRIPTED } else { weight };
            match spans {
                None => push(viewers, &shows, known, weight),
                Some(spans) => {
                    let each = weight * f32::from(spans.step) / f32::from(spans.years);
                    for shows in within(catalogue, &shows, spans) {
                        push(viewers, &shows, known, each);
                    }
                }
            }
        }
    };
    by(&first, None, weights.kind);
    by(&first, Some(ERA), weights.era);
    by(&any, Some(ERA), weights.genre_era);
    by(&foreign, Some(LONG_ERA), weights.language);
}

/// The shows of each kind.
fn kinds(catalogue: &Catalogue, keys: Keys<'_>) -> BTreeMap<(String, Form), Vec<u32>> {
    let mut kinds: BTreeMap<(String, Form), Vec<u32>> = BTreeMap::new();
    for (show, facts) in catalogue.facts().iter().enumerate() {
        for kind in keys(facts) {
            kinds.entry(kind).or_default().push(show as u32);
        }
    }
    kinds
}

/// What of these shows began within each span; shows of unknown year in none.
fn within(catalogue: &Catalogue, shows: &[u32], spans: Spans) -> Vec<Vec<u32>> {
    let year = |show: u32| catalogue.titles()[show as usize].year;
    let years = || shows.iter().filter_map(|show| year(*show));
    let (Some(earliest), Some(latest)) = (years().min(), years().max()) else { return Vec::new() };
    // Spans begin at multiples of the step, whatever the kind; the first is the first that reaches the earliest show.
    let first = earliest.saturating_sub(spans.years - 1).next_multiple_of(spans.step);
    (first..=latest)
        .step_by(usize::from(spans.step))
        .map(|begin| {
            let inside = |show: &&u32| year(**show).is_some_and(|year| (begin..begin + spans.years).contains(&year));
            shows.iter().filter(inside).copied().collect()
        })
        .collect()
}

/// Adds the fan of these shows; there is none of a single show.
fn push(viewers: &mut Viewers, shows: &[u32], known: &[Known], weight: f32) {
    if shows.len() < 2 || weight <= 0.0 {
        return;
    }
    let fame = |show: u32| known[show as usize].to_fans();
    let mut best: Vec<f64> = shows.iter().map(|show| fame(*show)).collect();
    best.sort_unstable_by(|a, b| b.total_cmp(a));
    let level = best[SEEN_BY_ALL.min(best.len()) - 1];
    let seen = |show: u32| (-SLOPE * (level - fame(show)).max(0.0) / 10.0).exp2() as f32;
    let entries = shows.iter().map(|show| Entry { seen: seen(*show), ..Entry::liked(*show) }).collect();
    viewers.push(entries, weight * (shows.len() as f32).sqrt());
}

#[cfg(test)]
mod tests {
    use model_core::catalogue::Title;

    use super::*;

    /// Shows by year, first genre and country, and the fans of each.
    fn fans(shows: &[(u16, &str, &str, u8)], weights: FanWeights) -> Viewers {
        let title = |(number, (year, ..)): (usize, &(u16, &str, &str, u8))| Title {
            id: number.to_string(),
            title: number.to_string(),
            year: Some(*year),
            ..Title::default()
        };
        let facts = |(_, genre, country, _): &(u16, &str, &str, u8)| Facts {
            genres: vec![(*genre).to_owned()],
            countries: vec![(*country).to_owned()],
            languages: vec![country.to_lowercase()],
            ..Facts::default()
        };
        let titles = shows.iter().enumerate().map(title).collect();
        let catalogue = Catalogue::new(titles, shows.iter().map(facts).collect()).expect("distinct ids");
        let known: Vec<Known> = shows.iter().map(|show| Known { fame: Some(show.3), fans: None }).collect();
        let mut viewers = Viewers::new();
        add(&mut viewers, &catalogue, &known, &weights);
        viewers
    }

    const NONE: FanWeights = FanWeights { kind: 0.0, era: 0.0, genre_era: 0.0, language: 0.0 };

    #[test]
    fn fame_counts_by_the_standards_of_the_kind() {
        let german = [(2017, "crime", "DE", 80), (2000, "crime", "DE", 50), (2001, "crime", "DE", 40)];
        let more = [(1998, "crime", "DE", 50), (1990, "crime", "DE", 50), (1991, "crime", "DE", 50)];
        let american = [(2008, "crime", "US", 100), (2002, "crime", "US", 85)];
        let shows: Vec<_> = german.into_iter().chain(more).chain(american).collect();
        let fans = fans(&shows, FanWeights { kind: 1.0, ..NONE });
        assert_eq!(fans.len(), 2, "a kind for each country");
        let seen: Vec<f32> = fans.entries_of(0).iter().map(|entry| entry.seen).collect();
        assert_eq!(seen, [1.0, 1.0, 0.5, 1.0, 1.0, 1.0], "a worldwide success does not hide the others");
        assert_eq!(fans.entries_of(1)[0].preference, 1.0);
    }

    #[test]
    fn shows_share_the_more_spans_the_nearer_they_are() {
        let shows = [(2001, "crime", "GB", 50), (2002, "crime", "GB", 50), (2007, "crime", "GB", 50)];
        let later = [(2012, "crime", "GB", 50)];
        let fans = fans(&[shows.as_slice(), &later].concat(), FanWeights { era: 1.0, ..NONE });
        let shared = |a: u32, b: u32| {
            let both = |viewer: &usize| {
                let of = fans.entries_of(*viewer);
                [a, b].iter().all(|show| of.iter().any(|entry| entry.show == *show))
            };
            (0..fans.len()).filter(both).count()
        };
        assert_eq!([shared(0, 1), shared(0, 2), shared(1, 2), shared(0, 3)], [4, 2, 3, 0]);
    }

    #[test]
    fn forms_are_kept_apart_and_english_is_no_kind() {
        let shows = [
            (2000, "comedy", "KR", 50),
            (2000, "drama", "KR", 50),
            (2000, "talk", "KR", 50),
            (2000, "comedy", "EN", 50),
            (2000, "drama", "EN", 50),
        ];
        let fans = fans(&shows, FanWeights { language: 1.0, ..NONE });
        assert!(!fans.is_empty());
        for viewer in 0..fans.len() {
            let shows: Vec<u32> = fans.entries_of(viewer).iter().map(|entry| entry.show).collect();
            assert_eq!(shows, [0, 1]);
        }
    }
}
