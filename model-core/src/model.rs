//! A model file, opened: search, recommendations, reasons, neighbours.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::card::Card;
use crate::catalogue::{Catalogue, ShowIndex, from_bytes};
use crate::error::{OpenError, invalid};
use crate::file::{AlignedBytes, SectionKind, Sections};
use crate::map;
use crate::order;
use crate::request::{Feedback, Filter, Hit, Reason, Recommendation, Request};
use crate::search::SearchIndex;
use crate::taste;
use crate::weights::{Addends, NewWeights, Scores, Weights};

mod group;
mod standing;
mod telling;
mod venture;

/// A model file that was opened. The weights stay where they are, in the bytes of the file; the catalogue and the card
/// are decoded.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: AlignedBytes,
    sections: Sections,
    catalogue: Catalogue,
    search: SearchIndex,
    card: Card,
    weights: Weights,
    /// The number of each show's franchise, so that an answer compares numbers and not texts.
    franchises: Vec<Option<u32>>,
}

/// Working memory of [`Model::recommend`] and [`Model::similar`], to be reused from call to call: after the first one
/// an answer allocates little more than itself.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    scores: Scores,
    addends: Addends,
    taste: Vec<(ShowIndex, f32)>,
    named_franchises: Vec<bool>,
    out: Vec<bool>,
    ranked: Vec<(f32, ShowIndex)>,
    keys: Vec<u64>,
    /// Scores less the popularity, where the list is to be adventurous.
    novel: Vec<f32>,
    /// How alike each candidate is to the most alike of the shows before it.
    nearest: Vec<f32>,
}

impl Model {
    /// Opens a model file: checks its structure and decodes the catalogue, without comparing checksums
    /// ([`Model::verify`]) and without copying a weight.
    ///
    /// # Errors
    /// What is wrong with the bytes; see [`OpenError`].
    pub fn open(bytes: AlignedBytes) -> Result<Model, OpenError> {
        let file = bytes.as_slice();
        let sections = Sections::read(file)?;
        let card: Card = from_bytes(SectionKind::CARD, sections.get(file, SectionKind::CARD)?)?;
        let catalogue =
            Catalogue::decode(sections.get(file, SectionKind::TITLES)?, sections.get(file, SectionKind::FACTS)?)?;
        let weights = Weights::open(sections.get(file, SectionKind::WEIGHTS)?)?;
        if weights.shows() != catalogue.len() {
            let why = format!("weights for {} shows, but {} titles", weights.shows(), catalogue.len());
            return Err(invalid(SectionKind::WEIGHTS, why));
        }
        if sections.find(SectionKind::MAP).is_some() {
            map::check(sections.get(file, SectionKind::MAP)?, catalogue.len())?;
        }
        let search = SearchIndex::new(&catalogue);
        let franchises = number_franchises(&catalogue);
        Ok(Model { bytes, sections, catalogue, search, card, weights, franchises })
    }

    /// As [`Model::open`], but compares the checksums first, so that damage is named as such and not by what it did to
    /// a record. For bytes that come from a network or a disk.
    ///
    /// # Errors
    /// As [`Model::open`] and [`Model::verify`].
    pub fn open_verified(bytes: AlignedBytes) -> Result<Model, OpenError> {
        Sections::read(bytes.as_slice())?.verify(bytes.as_slice())?;
        Model::open(bytes)
    }

    /// Compares every section with its checksum. Takes about a millisecond for a megabyte.
    ///
    /// # Errors
    /// [`OpenError::Checksum`] naming the first section that is damaged.
    pub fn verify(&self) -> Result<(), OpenError> {
        self.sections.verify(self.bytes.as_slice())
    }

    /// The shows.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What the model was made of, and how good it is.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// The section table, for inspection.
    pub fn sections(&self) -> &Sections {
        &self.sections
    }

    /// The shows that a text names, the best first; see [`SearchIndex::search`].
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.search.search(&self.catalogue, query, limit)
    }

    /// The best shows for what a person said, with exact reasons, the best first. Equal scores are ordered by
    /// popularity, so that the answer is the same everywhere. Without any taste the most popular shows come back.
    ///
    /// With [`Request::adventurous`] the list holds more of what is little known, and of more kinds; the scores are the
    /// same, so they do not fall from line to line any more.
    ///
    /// Costs a pass over the rows of the named shows, one over the low-rank part, and one over the scores; an adventurous
    /// list also compares each of its shows with 150 candidates.
    pub fn recommend(&self, request: &Request, scratch: &mut Scratch) -> Vec<Recommendation> {
        let size = self.score_candidates(request, scratch);
        if request.adventurous == 0 {
            rank(&scratch.scores.scores, &scratch.out, request.limit, &mut scratch.keys, &mut scratch.ranked);
        } else {
            self.venture(request.adventurous, size, request.limit, scratch);
        }
        let shows: Vec<ShowIndex> = scratch.ranked.iter().map(|(_, show)| *show).collect();
        let reasons = self.explain(&shows, &scratch.taste, size, request.reasons, &mut scratch.addends);
        let ranked = scratch.ranked.iter().zip(reasons);
        ranked
            .map(|(&(score, show), (because, popularity_share))| Recommendation {
                show,
                score,
                because,
                popularity_share,
            })
            .collect()
    }

    /// The score of every show for what a person said, by show number; nothing is left out. For evaluation.
    pub fn scores<'s>(&self, taste: &[(ShowIndex, Feedback)], scratch: &'s mut Scratch) -> &'s [f32] {
        let size = self.weigh(taste, &mut scratch.taste);
        self.weights.score(self.weights_section(), &scratch.taste, size, true, &mut scratch.scores);
        &scratch.scores.scores
    }

    /// The input sizes at which the model was mixed, ascending; between them it is interpolated.
    pub fn input_sizes(&self) -> &[f32] {
        self.weights.knots()
    }

    /// What input weights loved, liked and disliked shows have.
    pub fn feedback(&self) -> [f32; 3] {
        self.weights.feedback()
    }

    /// The weights as matrices, for programs that compute with them in their own way.
    ///
    /// # Errors
    /// As [`Weights::unpack`]; not with the bytes that this model was opened from.
    pub fn weights(&self) -> Result<NewWeights, OpenError> {
        self.weights.unpack(self.weights_section())
    }

    /// What one liked show adds to the score of every show for an input of this size, by show number; nothing for a
    /// number beyond the catalogue.
    pub fn row<'s>(&self, show: ShowIndex, size: f32, scratch: &'s mut Scratch) -> &'s [f32] {
        let taste = [(show, 1.0)];
        let taste = if (show as usize) < self.catalogue.len() { &taste[..] } else { &[] };
        self.weights.score(self.weights_section(), taste, size, false, &mut scratch.scores);
        &scratch.scores.scores
    }

    /// What every show's score owes to its general popularity for an input of this size, by show number.
    pub fn popularity(&self, size: f32) -> Vec<f32> {
        let mut bias = vec![0.0; self.catalogue.len()];
        self.weights.popularity(self.weights_section(), size, &mut bias);
        bias
    }

    /// The shows nearest to one show, the nearest first, each with how much naming this show says for it beyond its
    /// general popularity.
    pub fn similar(&self, show: ShowIndex, limit: usize, scratch: &mut Scratch) -> Vec<(ShowIndex, f32)> {
        if show as usize >= self.catalogue.len() {
            return Vec::new();
        }
        self.weights.score(self.weights_section(), &[(show, 1.0)], 1.0, false, &mut scratch.scores);
        scratch.out.clear();
        scratch.out.resize(self.catalogue.len(), false);
        scratch.out[show as usize] = true;
        rank(&scratch.scores.scores, &scratch.out, limit, &mut scratch.keys, &mut scratch.ranked);
        scratch.ranked.iter().map(|&(score, show)| (show, score)).collect()
    }

    /// The place of each show on the map, `x` and `y`, in the order of the catalogue; `None` when the file has no map.
    pub fn map(&self) -> Option<impl ExactSizeIterator<Item = [u16; 2]>> {
        self.sections.get(self.bytes.as_slice(), SectionKind::MAP).ok().map(map::places)
    }

    /// Scores every show for what was said and marks in `scratch.out` what may not be in the list; returns the size of the
    /// input.
    fn score_candidates(&self, request: &Request, scratch: &mut Scratch) -> f32 {
        let size = self.weigh(&request.taste, &mut scratch.taste);
        self.weights.score(self.weights_section(), &scratch.taste, size, true, &mut scratch.scores);
        self.mark_excluded(&request.filter, &request.taste, &mut scratch.named_franchises, &mut scratch.out);
        mark(&mut scratch.out, request.taste.iter().map(|(show, _)| *show));
        mark(&mut scratch.out, request.hidden.iter().copied());
        size
    }

    fn weights_section(&self) -> &[u8] {
        // Opened from these very bytes: the section is there.
        self.sections.get(self.bytes.as_slice(), SectionKind::WEIGHTS).unwrap_or_default()
    }

    /// What was said, of each show of the catalogue the last word.
    fn last_words(&self, taste: &[(ShowIndex, Feedback)]) -> impl Iterator<Item = (ShowIndex, Feedback)> {
        taste::last_words(taste, self.catalogue.len())
    }

    /// The signed input, and its size; see [`taste::weigh`].
    fn weigh(&self, said: &[(ShowIndex, Feedback)], taste: &mut Vec<(ShowIndex, f32)>) -> f32 {
        taste::weigh(taste::last_words(said, self.catalogue.len()), self.weights.feedback(), taste)
    }

    /// Marks what the filter does not let pass, the franchises of the named shows included.
    fn mark_excluded(
        &self,
        filter: &Filter,
        taste: &[(ShowIndex, Feedback)],
        named: &mut Vec<bool>,
        out: &mut Vec<bool>,
    ) {
        let shows = self.catalogue.len();
        out.clear();
        out.resize(shows, false);
        if !filter.passes_everything() {
            let facts = self.catalogue.titles().iter().zip(self.catalogue.facts());
            for (excluded, (title, facts)) in out.iter_mut().zip(facts) {
                *excluded = !filter.passes(title, facts);
            }
        }
        if !filter.with_franchise {
            named.clear();
            named.resize(shows, false);
            for (show, _) in taste {
                if let Some(Some(franchise)) = self.franchises.get(*show as usize) {
                    named[*franchise as usize] = true;
                }
            }
            for (excluded, franchise) in out.iter_mut().zip(&self.franchises) {
                *excluded |= franchise.is_some_and(|franchise| named[franchise as usize]);
            }
        }
    }

    /// Why each of `shows` is recommended to somebody with this (weighed) taste of this size: the named shows that speak for it most,
    /// and the share of its popularity.
    fn explain(
        &self,
        shows: &[ShowIndex],
        taste: &[(ShowIndex, f32)],
        size: f32,
        reasons: usize,
        addends: &mut Addends,
    ) -> Vec<(Vec<Reason>, f32)> {
        self.weights.addends(self.weights_section(), taste, size, shows, addends);
        let named = taste.len();
        let rows = addends.bias.iter().enumerate();
        rows.map(|(place, &bias)| shares(taste, &addends.addends[place * named..(place + 1) * named], bias, reasons))
            .collect()
    }
}

/// Marks shows; numbers beyond the catalogue are passed over.
fn mark(out: &mut [bool], shows: impl Iterator<Item = ShowIndex>) {
    for show in shows {
        if let Some(excluded) = out.get_mut(show as usize) {
            *excluded = true;
        }
    }
}

/// Numbers the franchises; there are at most as many as shows.
fn number_franchises(catalogue: &Catalogue) -> Vec<Option<u32>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    catalogue
        .facts()
        .iter()
        .map(|facts| {
            let next = numbers.len() as u32;
            facts.franchise.as_deref().map(|franchise| *numbers.entry(franchise).or_insert(next))
        })
        .collect()
}

/// The better score first; of equal ones the more popular show.
pub(crate) fn better(a: &(f32, ShowIndex), b: &(f32, ShowIndex)) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// The `limit` best scores that are not excluded, the best first.
fn rank(scores: &[f32], excluded: &[bool], limit: usize, keys: &mut Vec<u64>, ranked: &mut Vec<(f32, ShowIndex)>) {
    keys.clear();
    let candidates = scores.iter().zip(excluded).zip(0..).filter(|((_, excluded), _)| !**excluded);
    keys.extend(candidates.map(|((score, _), show)| order::key(*score, show)));
    order::smallest(keys, limit);
    ranked.clear();
    ranked.extend(keys.iter().copied().map(order::scored));
}

/// The strongest of what speaks for a show, and the share of its popularity.
pub(crate) fn shares(taste: &[(ShowIndex, f32)], addends: &[f32], bias: f32, reasons: usize) -> (Vec<Reason>, f32) {
    let positive = bias.max(0.0) + addends.iter().map(|addend| addend.max(0.0)).sum::<f32>();
    let share = |addend: f32| if positive > 0.0 { addend.max(0.0) / positive } else { 0.0 };
    let speaking = taste.iter().zip(addends).filter(|(_, addend)| **addend > 0.0);
    let mut because: Vec<u64> = speaking.map(|((named, _), addend)| order::key(share(*addend), *named)).collect();
    order::smallest(&mut because, reasons);
    let because = because.into_iter().map(order::scored).map(|(share, show)| Reason { show, share });
    (because.collect(), share(bias))
}
