//! Who is learned from, who is chosen by, who is measured on.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use xxhash_rust::xxh64::xxh64;

use crate::viewers::Viewers;

/// Who has fewer liked shows is not asked: little would be left to find.
pub const LEAST_HISTORY: usize = 10;

/// One in so many people is kept apart for good: see [`is_kept_apart`].
const APART: u64 = 5;

/// So many people who are kept apart for good are asked at most.
const MOST_ASKED: usize = 5_000;

/// Whether somebody is never learned from by what is compared, today and whenever else they are met under this name.
///
/// Of whole numbers these are the multiples of five, and `collector export --keep-apart` numbers people accordingly; of
/// other names a hash decides.
pub fn is_kept_apart(name: &str) -> bool {
    name.parse::<u64>().unwrap_or_else(|_| xxh64(name.as_bytes(), 0)).is_multiple_of(APART)
}

/// Viewers divided: most to learn from, some to choose by, some to measure on.
#[derive(Debug, Clone)]
pub struct Split {
    /// To learn from.
    pub train: Viewers,
    /// To choose hyperparameters by.
    pub validation: Viewers,
    /// To measure on.
    pub test: Viewers,
}

impl Split {
    /// Draws validation and test people among those with at least [`LEAST_HISTORY`] liked shows: 800 for the test and
    /// 600 for validation where there are enough, a fifth and a seventh of them otherwise.
    pub fn draw(viewers: &Viewers, seed: u64) -> Split {
        let mut order: Vec<usize> = (0..viewers.len()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let (eligible, short): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|viewer| viewers.liked(*viewer).count() >= LEAST_HISTORY);
        let test = 800.min(eligible.len() / 5);
        let validation = 600.min(eligible.len() / 7);
        let mut train: Vec<usize> = eligible[test + validation..].iter().copied().chain(short).collect();
        train.sort_unstable();
        Split {
            train: viewers.select(train),
            validation: viewers.select(eligible[test..test + validation].iter().copied()),
            test: viewers.select(eligible[..test].iter().copied()),
        }
    }

    /// Keeps people apart by their names ([`is_kept_apart`]), so that a model and its successor, trained on other days,
    /// have learned from none of those whom both are measured on. Validation people are drawn from the others as in
    /// [`Split::draw`]. The second value are those who are kept apart and not asked, since they have too few liked shows
    /// or are too many: they may be asked another day, so that only what ships may learn from them.
    pub fn by_name(viewers: &Viewers, names: &[String], seed: u64) -> (Split, Viewers) {
        let (apart, mut others): (Vec<usize>, Vec<usize>) =
            (0..viewers.len()).partition(|viewer| is_kept_apart(&names[*viewer]));
        let long = |viewer: &usize| viewers.liked(*viewer).count() >= LEAST_HISTORY;
        let (mut test, mut unasked): (Vec<usize>, Vec<usize>) = apart.into_iter().partition(long);
        if test.len() > MOST_ASKED {
            // By another hash than the one that keeps them apart; the same people as long as their names last.
            test.sort_by_key(|viewer| xxh64(names[*viewer].as_bytes(), 1));
            unasked.extend(test.split_off(MOST_ASKED));
            test.sort_unstable();
        }
        others.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let (eligible, short): (Vec<usize>, Vec<usize>) = others.into_iter().partition(long);
        let validation = 600.min(eligible.len() / 7);
        let mut train: Vec<usize> = eligible[validation..].iter().copied().chain(short).collect();
        train.sort_unstable();
        let split = Split {
            train: viewers.select(train),
            validation: viewers.select(eligible[..validation].iter().copied()),
            test: viewers.select(test),
        };
        (split, viewers.select(unasked))
    }

    /// Everybody who is not measured on: what a method may know in the end.
    pub fn known(&self) -> Viewers {
        let mut known = self.train.clone();
        known.extend(&self.validation);
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::Entry;

    fn people(names: &[String], shows: u32) -> Viewers {
        let mut viewers = Viewers::new();
        for (number, _) in names.iter().enumerate() {
            // The first show tells who it is.
            let own = Entry::liked(1000 + number as u32);
            viewers.push((0..shows - 1).map(Entry::liked).chain([own]).collect(), 1.0);
        }
        viewers
    }

    fn who(viewers: &Viewers) -> Vec<u32> {
        let own = |viewer| viewers.entries_of(viewer).last().map(|entry: &Entry| entry.show - 1000);
        (0..viewers.len()).filter_map(own).collect()
    }

    /// Published models rest on who is kept apart: it must never change.
    #[test]
    fn who_is_kept_apart_lasts() {
        let apart = |names: &[&str]| names.iter().map(|name| is_kept_apart(name)).collect::<Vec<bool>>();
        assert_eq!(apart(&["1", "4", "5", "10", "11", "0"]), [false, false, true, true, false, true]);
        let among = (0..1000).filter(|number| is_kept_apart(&format!("u{number}"))).count();
        assert!((150..250).contains(&among), "{among}");
    }

    #[test]
    fn by_name_nobody_is_in_two_parts_and_who_comes_later_changes_nothing() {
        let names: Vec<String> = (1..=500).map(|number| format!("u{number}")).collect();
        let (early, _) = Split::by_name(&people(&names[..300], 12), &names[..300], 1);
        let (late, unasked) = Split::by_name(&people(&names, 12), &names, 1);
        assert!(unasked.is_empty());
        let (asked_early, asked_late) = (who(&early.test), who(&late.test));
        assert!(asked_early.len() > 40 && asked_late.starts_with(&asked_early));
        let known = who(&late.known());
        assert_eq!(known.len() + asked_late.len(), 500);
        assert!(asked_late.iter().all(|person| !known.contains(person)));
        assert_eq!(late.validation.len(), known.len() / 7);
    }

    #[test]
    fn who_is_kept_apart_with_a_short_history_is_not_learned_from() {
        let names: Vec<String> = (1..=100).map(|number| number.to_string()).collect();
        let (split, unasked) = Split::by_name(&people(&names, LEAST_HISTORY as u32 - 1), &names, 1);
        assert_eq!((split.test.len(), split.train.len(), split.validation.len()), (0, 80, 0));
        assert!(who(&unasked).iter().map(|person| person + 1).eq((5..=100).step_by(5)));
    }

    #[test]
    fn of_very_many_the_same_ones_are_asked() {
        let count = MOST_ASKED as u64 * APART + 500;
        let names: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
        let (split, unasked) = Split::by_name(&people(&names, 10), &names, 1);
        assert_eq!((split.test.len(), unasked.len()), (MOST_ASKED, 100));
        let (other, _) = Split::by_name(&people(&names, 10), &names, 2);
        assert_eq!(who(&other.test), who(&split.test));
    }
}
