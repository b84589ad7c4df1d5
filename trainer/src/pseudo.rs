//! Pseudo-viewers: what is known of the shows, as further rows of the matrix of viewers.
//!
//! A curated list is somebody who likes the shows on it; so is a tag, a creator, an actor. Each sort counts with a weight
//! of its own against one person's history. So one solve goes from no ratings at all to millions of them, and a new show
//! is placed by what is known of it; where people have spoken, their number takes over. These say what is alike;
//! [`crate::fans`] say what people have seen.

use std::collections::BTreeMap;

use model_core::catalogue::{Catalogue, Facts};

use crate::bundled::List;
use crate::fans::{self, FanWeights};
use crate::shows::Known;
use crate::viewers::{Entry, Viewers};

/// How much a pseudo-viewer of each sort counts; a person counts 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PseudoWeights {
    /// A curated list.
    pub list: f32,
    /// What is of one form on a curated list: a motif may join a drama to a cooking show, but less than to a drama.
    pub list_part: f32,
    /// A tag.
    pub tag: f32,
    /// A creator.
    pub creator: f32,
    /// An actor.
    pub cast: f32,
    /// A franchise.
    pub franchise: f32,
    /// Fans of kinds, where it is known how well known the shows are.
    pub fans: FanWeights,
    /// A genre together with a country and a decade, where nothing is known of that.
    pub kind: f32,
}

impl Default for PseudoWeights {
    /// Chosen by measurement and by reading lists, see `docs/experiments.md`.
    fn default() -> Self {
        PseudoWeights {
            list: 1.5,
            list_part: 1.5,
            tag: 1.0,
            creator: 1.0,
            cast: 0.5,
            franchise: 1.0,
            fans: FanWeights::default(),
            kind: 1.0,
        }
    }
}

/// The probability that somebody to whose taste a show is has seen it.
fn seen(known: Known) -> f32 {
    (-doublings_below_the_top(known) * FAME_SLOPE).exp2() as f32
}

/// The probability that anybody likes each show; empty when nothing is known of any.
pub fn prior(known: &[Known]) -> Vec<f64> {
    if !known.iter().any(|known| known.is_some()) {
        return Vec::new();
    }
    known.iter().map(|known| BEST_KNOWN * (-doublings_below_the_top(*known) * PRIOR_SLOPE).exp2()).collect()
}

/// Ten points of fame are a doubling of people.
fn doublings_below_the_top(known: Known) -> f64 {
    (100.0 - known.to_anybody()) / 10.0
}

/// The share of people who name a show of fame 100 among those that they like.
const BEST_KNOWN: f64 = 0.3;
/// Halvings for each doubling of people.
const PRIOR_SLOPE: f64 = 1.0;

/// Halvings for each doubling of people. The famous are also seen by those to whose taste they are not, so that less
/// than one remains here. Chosen by measurement.
const FAME_SLOPE: f64 = 0.4;

/// To whom a show belongs, with what strength, by its facts and its year.
type Keys<'k> = &'k dyn Fn(&Facts, u16) -> Vec<(String, f32)>;

/// The pseudo-viewers of a catalogue and its lists; `known` is by the catalogue's numbers.
pub fn viewers(catalogue: &Catalogue, lists: &[List], known: &[Known], weights: &PseudoWeights) -> Viewers {
    let mut pseudo = Viewers::new();
    let any_known = known.iter().any(|known| known.is_some());
    let seen: Vec<f32> = known.iter().map(|known| if any_known { seen(*known) } else { 1.0 }).collect();
    let mut push = |mut shows: Vec<(u32, f32)>, weight: f32| {
        shows.sort_unstable_by_key(|(show, _)| *show);
        shows.dedup_by_key(|(show, _)| *show);
        // One who knows a single show says nothing.
        if shows.len() < 2 || weight <= 0.0 {
            return;
        }
        let entry = |(show, preference)| Entry { preference, seen: seen[show as usize], ..Entry::liked(show) };
        pseudo.push(shows.into_iter().map(entry).collect(), weight);
    };
    for list in lists {
        let shows: Vec<u32> = list.shows.iter().filter_map(|(id, _)| catalogue.index_of(id)).collect();
        let mut parts: BTreeMap<fans::Form, Vec<(u32, f32)>> = BTreeMap::new();
        for show in &shows {
            parts.entry(fans::form(&catalogue.facts()[*show as usize])).or_default().push((*show, 1.0));
        }
        push(shows.into_iter().map(|show| (show, 1.0)).collect(), weights.list);
        for (_, part) in parts {
            push(part, weights.list_part);
        }
    }
    let mut by = |weight: f32, keys: Keys<'_>| {
        let mut likers: BTreeMap<String, Vec<(u32, f32)>> = BTreeMap::new();
        for (show, (facts, title)) in catalogue.facts().iter().zip(catalogue.titles()).enumerate() {
            for (key, strength) in keys(facts, title.year.unwrap_or(0)) {
                likers.entry(key).or_default().push((show as u32, strength));
            }
        }
        for (_, shows) in likers {
            push(shows, weight);
        }
    };
    let plain = |texts: &[String]| texts.iter().map(|text| (text.clone(), 1.0)).collect();
    by(weights.tag, &|facts, _| {
        facts.tags.iter().map(|(tag, degree)| (tag.clone(), f32::from((*degree).min(3)) / 3.0)).collect()
    });
    by(weights.creator, &|facts, _| plain(&facts.creators));
    by(weights.cast, &|facts, _| plain(&facts.cast));
    by(weights.franchise, &|facts, _| facts.franchise.iter().map(|text| (text.clone(), 1.0)).collect());
    if any_known {
        fans::add(&mut pseudo, catalogue, known, &weights.fans);
    } else {
        by(weights.kind, &|facts, year| {
            let country = facts.countries.first().map_or("", String::as_str);
            facts.genres.iter().map(|genre| (format!("{genre} {country} {}", year / 10), 1.0)).collect()
        });
    }
    pseudo
}
