//! Which show to ask about next.

use super::{Model, Scratch, rank};
use crate::catalogue::ShowIndex;
use crate::request::{Feedback, Request};

/// The shows that may be asked about are so many of the best known: who has to say "never heard of it" three times in a
/// row stops answering.
const ASKABLE: usize = 150;
/// Of them the ones that the person has most likely seen are looked at closely.
const CLOSELY: usize = 40;
/// The part of the list that is to be changed by the answer.
const LIST: usize = 20;

impl Model {
    /// The show whose rating tells most about somebody who has said this so far; `None` when there is nothing left to
    /// ask. `request.hidden` and what is named are not asked about; the filter holds as it does for the list.
    ///
    /// It is the one with the highest expected change of the list: the chance that the person has seen the show and
    /// likes it, times how many of the first twenty would be other shows if so. A score of this model *is* an estimate
    /// of that chance, so that shows become likelier to be asked about as the taste becomes known. Asking for what is
    /// both likely to be known and consequential is the strategy of Rashid et al., "Getting to Know You: Learning New
    /// User Preferences in Recommender Systems" (IUI 2002); measuring the consequence as the change of the predictions
    /// is *influence* in Rubens, Elahi, Sugiyama and Kaplan, "Active Learning in Recommender Systems" (Recommender
    /// Systems Handbook, 2015).
    ///
    /// Costs about forty times [`Model::recommend`].
    pub fn telling(&self, request: &Request, scratch: &mut Scratch) -> Option<ShowIndex> {
        self.score_candidates(request, scratch);
        rank(&scratch.scores.scores, &scratch.out, LIST, &mut scratch.keys, &mut scratch.ranked);
        let before: Vec<ShowIndex> = scratch.ranked.iter().map(|one| one.1).collect();
        // Numbers are ranks by popularity.
        let well_known = self.catalogue.len().min(ASKABLE);
        rank(
            &scratch.scores.scores[..well_known],
            &scratch.out[..well_known],
            CLOSELY,
            &mut scratch.keys,
            &mut scratch.ranked,
        );
        let candidates: Vec<(f32, ShowIndex)> = scratch.ranked.clone();
        let mut best: Option<(f32, ShowIndex)> = None;
        for (chance, show) in candidates {
            let mut supposed = request.clone();
            supposed.taste.push((show, Feedback::Liked));
            self.score_candidates(&supposed, scratch);
            rank(&scratch.scores.scores, &scratch.out, LIST, &mut scratch.keys, &mut scratch.ranked);
            let changed = scratch.ranked.iter().filter(|one| !before.contains(&one.1)).count();
            let value = chance.max(f32::MIN_POSITIVE) * changed as f32;
            if best.is_none_or(|(most, _)| value > most) {
                best = Some((value, show));
            }
        }
        best.map(|(_, show)| show)
    }
}
