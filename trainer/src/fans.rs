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
