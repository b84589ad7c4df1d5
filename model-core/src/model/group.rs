//! One list for several people.

use super::{Model, Scratch, better, mark, rank};
use crate::catalogue::ShowIndex;
use crate::request::{Feedback, Filter, GroupRecommendation, GroupRequest, Opinion, Person};

/// A show that stands this far down somebody's own list fits half as well as the first.
const HALF: f32 = 60.0;
/// The least fit of a show that a person has liked; one that was loved fits fully.
const LIKED: f32 = 0.7;
/// Below this part of the average fit a veto is to be expected.
const CLEARLY_BELOW: f32 = 0.5;

impl Model {
    /// The best shows for several people together, the best first, with what each show is to each of them.
    ///
    /// **Fit.** Scores of two people cannot be compared: they depend on how many shows each has named. So each person's
    /// list is ranked by itself, without what the person knows, and the show at place `r` (from 0) fits
    /// `60 / (60 + r)`: the first 1, the 61st ½, far ones nearly 0. This is reciprocal rank fusion (Cormack, Clarke and
    /// Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods", SIGIR 2009). Since
    /// all fits are places, nobody's scale weighs more than another's. Of a show that the person has seen (see
    /// [`GroupRequest::also_seen`]) the place is where it would stand; having loved it counts as a fit of 1, having liked
    /// it as at least 0.7.
    ///
    /// **Agreement.** A show's value is `(1 − λ) · average + λ · lowest` of the fits, with `λ` the
    /// [`fairness`](GroupRequest::fairness): the consensus of relevance and disagreement of Amer-Yahia et al., "Group
    /// Recommendation: Semantics and Efficiency", VLDB 2009, between the strategies *average* and *least misery* of
    /// Masthoff, "Group Recommender Systems: Aggregation, Satisfaction and Group Attributes", Recommender Systems
    /// Handbook, 2015. The more fairness, the higher the sum of the lowest fits in the list.
    ///
    /// **What is out.** What anybody disliked or hid, what was vetoed, what the filter holds back; what anybody has seen,
    /// unless that is asked for; what all have seen. One person alone gets the list of [`Model::recommend`]; nobody
    /// gets an empty one.
    ///
    /// **What is told besides.** A show that was asked about ([`GroupRequest::also`]) stands behind the list, whether or not it
    /// may be in it: they have agreed on it, and what it is to each of them is to be told all the same.
    ///
    /// Costs for each person what [`Model::recommend`] costs, and sorting the catalogue.
    pub fn recommend_together(&self, request: &GroupRequest, scratch: &mut Scratch) -> Vec<GroupRecommendation> {
        if request.people.is_empty() {
            return Vec::new();
        }
        let fits: Vec<Vec<f32>> =
            request.people.iter().map(|person| self.fits(person, request.filter.with_franchise, scratch)).collect();
        let mut mine = Vec::with_capacity(fits.len());
        let values: Vec<f32> = (0..self.catalogue.len())
            .map(|show| {
                mine.clear();
                mine.extend(fits.iter().map(|fits| fits[show]));
                value(&mut mine, request.fairness)
            })
            .collect();
        self.mark_unwanted(request, scratch);
        rank(&values, &scratch.out, request.limit, &mut scratch.keys, &mut scratch.ranked);

        if let Some(&value) = request.also.and_then(|show| values.get(show as usize)) {
            scratch.ranked.extend(request.also.map(|show| (value, show)));
        }

        let mut lines: Vec<GroupRecommendation> = scratch
            .ranked
            .iter()
            .map(|&(value, show)| GroupRecommendation { show, value, people: Vec::with_capacity(fits.len()) })
            .collect();
        let shows: Vec<ShowIndex> = lines.iter().map(|line| line.show).collect();
        for (person, fits) in request.people.iter().zip(&fits) {
            let size = self.weigh(&person.taste, &mut scratch.taste);
            let reasons = self.explain(&shows, &scratch.taste, size, request.reasons, &mut scratch.addends);
            for (line, (because, popularity_share)) in lines.iter_mut().zip(reasons) {
                let said = person.taste.iter().rev().find(|(show, _)| *show == line.show).map(|(_, said)| *said);
                let fit = fits[line.show as usize];
                let place = said.is_none().then(|| place(fit)).flatten();
                line.people.push(Opinion { fit, place, said, may_veto: false, because, popularity_share });
            }
        }
        for line in &mut lines {
            let mut fits: Vec<f32> = line.people.iter().map(|opinion| opinion.fit).collect();
            let bar = CLEARLY_BELOW * value(&mut fits, 0);
            for opinion in &mut line.people {
                opinion.may_veto = opinion.fit < bar;
            }
        }
        lines
    }

    /// How well every show fits one person, by show number.
    fn fits(&self, person: &Person, with_franchise: bool, scratch: &mut Scratch) -> Vec<f32> {
        let size = self.weigh(&person.taste, &mut scratch.taste);
        self.weights.score(self.weights_section(), &scratch.taste, size, true, &mut scratch.scores);
        let scores = &scratch.scores.scores;
        // The places are those of the person's own list, whatever the others want tonight.
        let filter = Filter { with_franchise, ..Filter::default() };
        self.mark_excluded(&filter, &person.taste, &mut scratch.named_franchises, &mut scratch.out);
        mark(&mut scratch.out, person.taste.iter().map(|(show, _)| *show));
        mark(&mut scratch.out, person.hidden.iter().copied());
        rank(scores, &scratch.out, scores.len(), &mut scratch.keys, &mut scratch.ranked);
        let mut fits = vec![0.0; scores.len()];
        for (place, &(_, show)) in scratch.ranked.iter().enumerate() {
            fits[show as usize] = fit(place);
        }
        for (show, said) in self.last_words(&person.taste) {
            let would_stand = (scores[show as usize], show);
            let place = scratch.ranked.partition_point(|one| better(one, &would_stand).is_lt());
            fits[show as usize] = match said {
                Feedback::Loved => 1.0,
                Feedback::Liked => fit(place).max(LIKED),
                Feedback::Seen => fit(place),
                Feedback::Disliked => 0.0,
            };
        }
        fits
    }

    /// Marks in `scratch.out` what may not be in the list of these people.
    fn mark_unwanted(&self, request: &GroupRequest, scratch: &mut Scratch) {
        let everything: Vec<_> = request.people.iter().flat_map(|person| &person.taste).copied().collect();
        self.mark_excluded(&request.filter, &everything, &mut scratch.named_franchises, &mut scratch.out);
        let out = &mut scratch.out;
        let mut seen_by = vec![0; out.len()];
        for person in &request.people {
            self.last_words(&person.taste).for_each(|(show, _)| seen_by[show as usize] += 1);
        }
        for (show, &count) in seen_by.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (title, facts) = (&self.catalogue.titles()[show], &self.catalogue.facts()[show]);
            // Not held back as one of a named franchise: it is the named show itself.
            let wanted = request.also_seen && count < request.people.len() && request.filter.passes(title, facts);
            out[show] = !wanted;
        }
        for person in &request.people {
            let disliked = self.last_words(&person.taste).filter(|(_, said)| *said == Feedback::Disliked);
            mark(out, disliked.map(|(show, _)| show));
            mark(out, person.hidden.iter().copied());
        }
        mark(out, request.vetoed.iter().copied());
    }
}

/// How well the show at a place of somebody's own list fits, from 0.
fn fit(place: usize) -> f32 {
    HALF / (HALF + place as f32)
}

/// The place, from 1, of a show that fits so well: what [`fit`] is made of. `None` for one that is in no place.
fn place(fit: f32) -> Option<u32> {
    (fit > 0.0).then(|| (HALF / fit - HALF).round() as u32 + 1)
}

/// The aggregate of some fits, of which there is at least one. They are sorted first, each put in among those before it:
/// a sum of numbers with fractions depends on their order, and the answer must not depend on that of the people.
fn value(fits: &mut [f32], fairness: u8) -> f32 {
    for sorted in 1..fits.len() {
        let place = fits[..sorted].iter().position(|before| before.total_cmp(&fits[sorted]).is_gt()).unwrap_or(sorted);
        fits[place..=sorted].rotate_right(1);
    }
    let average = fits.iter().sum::<f32>() / fits.len() as f32;
    let lowest = fits.first().copied().unwrap_or_default();
    average + f32::from(fairness.min(100)) / 100.0 * (lowest - average)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_in_its_fit() {
        for at in (0..100_000).step_by(7) {
            assert_eq!(place(fit(at)), Some(at as u32 + 1));
        }
        assert_eq!(place(0.0), None);
    }
}
