//! New shows, of which no person has said anything: they are liked through the shows that they are like.
//!
//! What is known of a show (tags, makers, cast, lists: see [`crate::pseudo`]) says which others are like it. By itself that
//! is too little: beside millions of ratings a handful of pseudo-viewers is not heard. So the targets of a new show `j` are
//! lent to it by its nearest rated neighbours: where the equations have the sums `E[z_i y_s]` of people, `j` gets
//! `Σ_s a_js E[z_i y_s]`, and of popularity likewise. The solution is linear in its targets: but for the diagonal, the new
//! column is that mean of its neighbours' columns, which is how content places an item without ratings in Gantner et al.,
//! "Learning Attribute-to-Feature Mappings for Cold-Start Recommendations" (ICDM 2010), section 3.1. As soon as one person
//! has said something of a show, it is on its own.

use rayon::prelude::*;

use crate::gram::ExpectedGram;
use crate::viewers::Viewers;

/// A show has so many lenders, at most.
const LENDERS: usize = 50;
/// Cosines enter the mean to this power: what is nearly the same counts most. See `docs/experiments.md`.
const POWER: i32 = 16;

/// Who lends how much to whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ColdStart {
    /// For each show the shows that lend to it and their shares; empty for all that people have spoken of.
    lenders: Vec<Vec<(u32, f64)>>,
}

impl ColdStart {
    /// Nobody lends.
    pub const NOBODY: ColdStart = ColdStart { lenders: Vec::new() };

    /// Finds the nearest rated shows of every unrated one, by the cosine of tf-idf over pseudo-viewers. `rated` is by show;
    /// `share` is what a new show's popularity is of the mean of its neighbours'.
    pub fn find(rated: &[bool], pseudo: &Viewers, share: f64) -> ColdStart {
        if share <= 0.0 || !rated.contains(&true) || !rated.contains(&false) {
            return ColdStart::NOBODY;
        }
        let n = rated.len();
        let mut groups: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n];
        let mut squares = vec![0.0; n];
        let mut weights = Vec::with_capacity(pseudo.len());
        for group in 0..pseudo.len() {
            let rarity = (n as f64 / pseudo.entries_of(group).len().max(1) as f64).ln();
            let weight = f64::from(pseudo.weight(group)) * rarity * rarity;
            weights.push(weight);
            for entry in pseudo.liked(group) {
                let strength = f64::from(entry.preference);
                groups[entry.show as usize].push((group as u32, strength));
                squares[entry.show as usize] += weight * strength * strength;
            }
        }
        let nearest = |products: &mut Vec<f64>, show: usize| {
            if rated[show] {
                return Vec::new();
            }
            products.clear();
            products.resize(n, 0.0);
            for &(group, strength) in &groups[show] {
                let own = weights[group as usize] * strength;
                for entry in pseudo.liked(group as usize) {
                    products[entry.show as usize] += own * f64::from(entry.preference);
                }
            }
            let cosine = |other: u32| products[other as usize] / (squares[show] * squares[other as usize]).sqrt();
            let mut lenders: Vec<(u32, f64)> = (0..n as u32)
                .filter(|other| rated[*other as usize] && products[*other as usize] > 0.0)
                .map(|other| (other, cosine(other)))
                .collect();
            if lenders.len() > LENDERS {
                lenders.select_nth_unstable_by(LENDERS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                lenders.truncate(LENDERS);
                lenders.sort_unstable_by_key(|(other, _)| *other);
            }
            lenders.iter_mut().for_each(|(_, cosine)| *cosine = cosine.powi(POWER));
            let sum: f64 = lenders.iter().map(|(_, part)| part).sum();
            // So unlike everything that its powers vanish.
            if sum < f64::MIN_POSITIVE {
                return Vec::new();
            }
            lenders.iter_mut().for_each(|(_, part)| *part *= share / sum);
            lenders
        };
        ColdStart { lenders: (0..n).into_par_iter().map_init(Vec::new, nearest).collect() }
    }

    /// Which shows lend to this one, and how large a part of their own targets each; ascending.
    pub fn lenders_of(&self, show: usize) -> &[(u32, f64)] {
        self.lenders.get(show).map_or(&[], Vec::as_slice)
    }

    /// Lends targets and popularity in sums of people alone.
    pub fn lend(&self, gram: &mut ExpectedGram) {
        let new: Vec<usize> = (0..gram.n).filter(|show| !self.lenders_of(*show).is_empty()).collect();
        if new.is_empty() {
            return;
        }
        let lent = |of: &dyn Fn(usize) -> f64, show: usize| -> f64 {
            self.lenders_of(show).iter().map(|(lender, part)| part * of(*lender as usize)).sum()
        };
        gram.targets.par_chunks_mut(gram.n).for_each(|row| {
            for &show in &new {
                row[show] = lent(&|lender| f64::from(row[lender]), show) as f32;
            }
        });
        for &show in &new {
            gram.popularity[show] = lent(&|lender| gram.popularity[lender], show);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gram::{Disliked, Expectation};
    use crate::viewers::Entry;

    fn pseudo() -> Viewers {
        let mut pseudo = Viewers::new();
        // Show 4 is tagged as show 0 is; show 5 shares one tag of two with 1, and one with everything.
        for shows in [&[0, 4][..], &[0, 4], &[1, 5], &[2, 3], &[0, 1, 2, 5]] {
            pseudo.push(shows.iter().copied().map(Entry::liked).collect(), 1.0);
        }
        pseudo
    }

    const RATED: [bool; 6] = [true, true, true, true, false, false];

    #[test]
    fn the_nearest_lend_most() {
        let cold = ColdStart::find(&RATED, &pseudo(), 0.5);
        assert!((0..4).all(|show| cold.lenders_of(show).is_empty()), "who is rated needs nobody");
        let [(0, all)] = cold.lenders_of(4) else { panic!("{cold:?}") };
        assert!((all - 0.5).abs() < 1e-12);
        let lenders = cold.lenders_of(5);
        assert_eq!(lenders.iter().map(|(lender, _)| *lender).collect::<Vec<_>>(), [0, 1, 2]);
        assert!((lenders.iter().map(|(_, part)| part).sum::<f64>() - 0.5).abs() < 1e-12);
        assert!(lenders[1].1 > 0.49, "{lenders:?}");
    }

    #[test]
    fn without_people_or_without_new_shows_nobody_lends() {
        assert_eq!(ColdStart::find(&[false; 6], &pseudo(), 0.5), ColdStart::NOBODY);
        assert_eq!(ColdStart::find(&[true; 6], &pseudo(), 0.5), ColdStart::NOBODY);
        assert_eq!(ColdStart::find(&RATED, &pseudo(), 0.0), ColdStart::NOBODY);
        let unknown = ColdStart::find(&RATED, &Viewers::new(), 0.5);
        assert!(unknown.lenders_of(4).is_empty(), "nothing is known of it");
    }

    #[test]
    fn a_tag_of_all_shows_makes_no_neighbours() {
        let mut pseudo = Viewers::new();
        pseudo.push((0..6).map(Entry::liked).collect(), 1.0);
        assert!(ColdStart::find(&RATED, &pseudo, 0.5).lenders_of(5).is_empty());
    }

    #[test]
    fn what_is_lent_is_a_part_of_the_lenders_targets() {
        let mut people = Viewers::new();
        people.push([0, 1, 3].map(Entry::liked).to_vec(), 1.0);
        people.push([0, 2].map(Entry::liked).to_vec(), 1.0);
        let expectation = Expectation { input_size: 2.0, viewer_exponent: 0.0, disliked: Disliked::UNHEARD };
        let before = ExpectedGram::count(&people, 6, expectation);
        let mut after = before.clone();
        ColdStart::find(&RATED, &pseudo(), 0.5).lend(&mut after);
        assert_eq!((&after.inputs, &after.named), (&before.inputs, &before.named));
        for row in 0..6 {
            assert_eq!(after.targets[row * 6..row * 6 + 4], before.targets[row * 6..row * 6 + 4]);
            let lent = 0.5 * before.targets[row * 6];
            assert!((after.targets[row * 6 + 4] - lent).abs() < 1e-6, "row {row}");
        }
        assert_eq!(after.popularity[4], 1.0, "half of two people");
    }
}
