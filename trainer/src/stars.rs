//! Stars: the scale of a file, and what stars say of one viewer's taste.
//!
//! All of it is done in whole numbers, which are the same in any order and on any engine: [`crate::sql`] says the same.

use std::path::Path;

use anyhow::{Result, bail};

use crate::ratings::{Rating, Said};
use crate::viewers::Entry;

/// One star: stars are read in ten-thousandths.
pub(crate) const ONE: i32 = 10_000;
/// What some files have for a dislike.
pub(crate) const MINUS_ONE: i32 = -ONE;
/// The longest scale. Shorter ones divide it, so that every scale has the same whole million of parts.
const LONGEST: i32 = 100;
/// The parts of a scale.
pub(crate) const PARTS: i64 = LONGEST as i64 * ONE as i64;
/// The parts of five ratings of .7 of the scale.
pub(crate) const PRIOR: i64 = 5 * PARTS * 7 / 10;
/// Nobody gives more stars, or fewer than minus as many.
pub(crate) const MOST_STARS: i32 = 100_000;

/// Stars in ten-thousandths; `None` when it is no number of stars.
pub(crate) fn in_units(stars: f64) -> Option<i32> {
    (stars.abs() <= f64::from(MOST_STARS)).then(|| (stars * f64::from(ONE) + 0.5).floor() as i32)
}

/// What is needed of a file's stars to recognize their scale.
///
/// The scale is the smallest of 0 to 1, 5, 10 and 100 into which all but one in a hundred of the ratings fit; a single
/// value that many ratings have beyond it (-1, 99: codes for "none") is no reason for a larger one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stars {
    count: u64,
    beyond: [Beyond; 4],
    /// How many are neither 0 nor 1.
    other: u64,
}

/// Stars beyond the end of a scale.
#[derive(Debug, Clone, Copy)]
struct Beyond {
    count: u64,
    least: i32,
    most: i32,
}

impl Default for Beyond {
    fn default() -> Self {
        Beyond { count: 0, least: i32::MAX, most: i32::MIN }
    }
}

/// A file's scale: from 0 to this.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    most: i32,
    /// Nothing but 0 and 1: dislikes and likes.
    binary: bool,
}

impl Stars {
    const ENDS: [i32; 4] = [1, 5, 10, 100];

    pub(crate) fn add(&mut self, said: Said) {
        let Said::Stars(stars) = said else { return };
        self.count += 1;
        self.other += u64::from(stars != 0 && stars != ONE);
        for (beyond, _) in self.beyond.iter_mut().zip(Self::ENDS).filter(|(_, end)| stars > *end * ONE) {
            *beyond = Beyond { count: beyond.count + 1, least: beyond.least.min(stars), most: beyond.most.max(stars) };
        }
    }

    /// # Errors
    /// When the ratings fit no scale.
    pub(crate) fn scale(&self, file: &Path) -> Result<Scale> {
        let fits = |beyond: &Beyond| {
            let one_code = beyond.count == 0 || beyond.least == beyond.most;
            beyond.count * 100 <= self.count || (one_code && beyond.count * 2 < self.count)
        };
        match self.beyond.iter().zip(Self::ENDS).find(|(beyond, _)| fits(beyond)) {
            Some((_, most)) => Ok(Scale { most, binary: most == 1 && self.other == 0 }),
            None => bail!("{}: its ratings fit no scale: 0 to 1, 5, 10 or 100", file.display()),
        }
    }
}

impl Scale {
    /// Stars in parts of the scale, likes where there is nothing else; `None` for what lies outside of the scale.
    pub(crate) fn read(self, said: Said) -> Option<Said> {
        match said {
            Said::Stars(stars) if !(0..=self.most * ONE).contains(&stars) => None,
            Said::Stars(stars) if self.binary => Some(Said::Liked(stars == ONE)),
            Said::Stars(stars) => Some(Said::Stars(stars * (LONGEST / self.most))),
            other => Some(other),
        }
    }
}

pub(crate) fn outside(said: Said, scale: Scale) -> String {
    let stars = if let Said::Stars(stars) = said { f64::from(stars) / f64::from(ONE) } else { f64::NAN };
    format!("{stars}, the scale ends at {}", scale.most)
}

/// One viewer's ratings as signed preferences.
///
/// Stars mean different things to different people, so they are read against the person's own mean, which is shrunk
/// towards .7 of the scale (where means lie) as if five more ratings had been given there. What lies clearly below
/// (more than a tenth of the scale), or in the lower .45 of the scale, is a dislike; the rest is liked; what lies more
/// than .12 above the mean is loved.
pub(crate) fn preferences(ratings: impl Iterator<Item = Rating> + Clone) -> Vec<Entry> {
    let stars = ratings.clone().filter_map(|one| if let Said::Stars(stars) = one.said { Some(stars) } else { None });
    let (count, sum) = stars.fold((0, 0), |(count, sum), stars| (count + 1, sum + i64::from(stars)));
    // The mean is `sum / count`: both are kept, so that nothing is divided, and nothing rounded.
    let (count, sum) = (count + 5, sum + PRIOR);
    ratings
        .map(|rating| {
            let (preference, loved) = match rating.said {
                Said::Watched | Said::Liked(true) => (1.0, false),
                Said::Loved => (1.0, true),
                Said::Liked(false) => (-1.0, false),
                Said::Stars(stars) => {
                    let stars = i64::from(stars);
                    let above = stars * count - sum;
                    match 10 * above < -PARTS * count || 20 * stars < 9 * PARTS {
                        true => (-1.0, false),
                        false => (1.0, 25 * above > 3 * PARTS * count),
                    }
                }
            };
            Entry { preference, loved, time: rating.time, ..Entry::liked(rating.show) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn liked(stars: &[i32]) -> Vec<bool> {
        let rating = |(show, stars): (usize, &i32)| Rating { show: show as u32, said: Said::Stars(*stars), time: 0 };
        let ratings: Vec<Rating> = stars.iter().enumerate().map(rating).collect();
        preferences(ratings.into_iter()).iter().map(|entry| entry.preference > 0.0).collect()
    }

    /// With 32-bit numbers it depended on the order in which they were summed on which side a tie fell.
    #[test]
    fn exactly_a_tenth_below_the_mean_is_liked_in_any_order() {
        // (2 · .6 + .8 + .8 + .7 + 5 · .7) / 10 = .7
        let mut stars = [600_000, 600_000, 800_000, 800_000, 700_000];
        for _ in 0..stars.len() {
            assert_eq!(liked(&stars), [true; 5]);
            stars.rotate_left(1);
        }
        // A millionth more, and the mean rises by a tenth of that.
        assert_eq!(liked(&[600_000, 600_000, 800_000, 800_000, 700_001]), [false, false, true, true, true]);
    }

    #[test]
    fn what_nobody_gives_is_no_number_of_stars() {
        assert_eq!(in_units(7.5), Some(75_000));
        assert_eq!(in_units(-1.0), Some(MINUS_ONE));
        assert_eq!([f64::NAN, f64::INFINITY, 1e5 + 1.0, -1e9].map(in_units), [None; 4]);
    }
}
