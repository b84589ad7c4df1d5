//! Pseudo-viewers: what is known of the shows, as further rows of the matrix of viewers.
//!
//! A curated list is somebody who likes the shows on it; so is a tag, a creator, an actor, a genre. Each kind counts
//! with a weight of its own against one person's history. So one solve goes from no ratings at all to millions of them,
//! and a new show is placed by what is known of it; where people have spoken, their number takes over.

use std::collections::BTreeMap;

use model_core::catalogue::{Catalogue, Facts};

use crate::bundled::List;
use crate::viewers::{Entry, Viewers};

/// How much a pseudo-viewer of each kind counts; a person counts 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PseudoWeights {
    /// A curated list.
    pub list: f32,
    /// A tag.
    pub tag: f32,
    /// A creator.
    pub creator: f32,
    /// An actor.
    pub cast: f32,
    /// A genre together with a country and a decade: what somebody might call "British crime of the nineties".
    pub kind: f32,
    /// A franchise.
    pub franchise: f32,
}

impl Default for PseudoWeights {
    fn default() -> Self {
        PseudoWeights { list: 3.0, tag: 1.0, creator: 1.0, cast: 0.5, kind: 1.0, franchise: 1.0 }
    }
}

/// The probability that somebody to whose taste a show is has seen it, by its fame.
pub fn probability(fame: Option<u8>) -> f64 {
    (-doublings_below_the_top(fame) * FAME_SLOPE).exp2()
}

/// The probability that anybody likes a show, by its fame.
pub fn prior(fame: Option<u8>) -> f64 {
    BEST_KNOWN * (-doublings_below_the_top(fame) * PRIOR_SLOPE).exp2()
}

/// Ten points of fame are a doubling of people. A show of unknown fame is taken for one that few know.
fn doublings_below_the_top(fame: Option<u8>) -> f64 {
    const FEW: u8 = 30;
    (100.0 - f64::from(fame.unwrap_or(FEW).clamp(1, 100))) / 10.0
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

/// The pseudo-viewers of a catalogue and its lists.
pub fn viewers(catalogue: &Catalogue, lists: &[List], weights: &PseudoWeights) -> Viewers {
    let mut pseudo = Viewers::new();
    for list in lists {
        let shows = list.shows.iter().filter_map(|(id, _)| catalogue.index_of(id));
        push(&mut pseudo, shows.map(|show| (show, 1.0)).collect(), weights.list);
    }
    let mut by = |weight: f32, keys: Keys<'_>| {
        let mut fans: BTreeMap<String, Vec<(u32, f32)>> = BTreeMap::new();
        for (show, (facts, title)) in catalogue.facts().iter().zip(catalogue.titles()).enumerate() {
            for (key, strength) in keys(facts, title.year.unwrap_or(0)) {
                fans.entry(key).or_default().push((show as u32, strength));
            }
        }
        for (_, shows) in fans {
            push(&mut pseudo, shows, weight);
        }
    };
    let plain = |texts: &[String]| texts.iter().map(|text| (text.clone(), 1.0)).collect();
    by(weights.tag, &|facts, _| {
        facts.tags.iter().map(|(tag, degree)| (tag.clone(), f32::from((*degree).min(3)) / 3.0)).collect()
    });
    by(weights.creator, &|facts, _| plain(&facts.creators));
    by(weights.cast, &|facts, _| plain(&facts.cast));
    by(weights.franchise, &|facts, _| facts.franchise.iter().map(|text| (text.clone(), 1.0)).collect());
    by(weights.kind, &|facts, year| {
        let country = facts.countries.first().map_or("", String::as_str);
        facts.genres.iter().map(|genre| (format!("{genre} {country} {}", year / 10), 1.0)).collect()
    });
    pseudo
}

/// Adds a pseudo-viewer; one who knows a single show says nothing.
fn push(pseudo: &mut Viewers, mut shows: Vec<(u32, f32)>, weight: f32) {
    shows.sort_unstable_by_key(|(show, _)| *show);
    shows.dedup_by_key(|(show, _)| *show);
    if shows.len() < 2 || weight <= 0.0 {
        return;
    }
    let entries = shows.into_iter().map(|(show, preference)| Entry { preference, ..Entry::liked(show) });
    let entries = entries.collect();
    pseudo.push(entries, weight);
}
