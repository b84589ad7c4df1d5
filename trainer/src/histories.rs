//! What viewers liked, by viewer and by show, in little memory: the form in which pairs of shows are counted.

use crate::gram::{Expectation, ViewerCounts};
use crate::viewers::Viewers;

/// Liked shows of several groups of viewers, by viewer and by show.
pub(crate) struct Histories {
    ends: Vec<usize>,
    /// `(show, preference, seen)`.
    entries: Vec<(u32, f32, f32)>,
    pub(crate) counts: Vec<ViewerCounts>,
    fan_ends: Vec<usize>,
    /// `(viewer, preference, seen)`, viewers ascending.
    fans: Vec<(u32, f32, f32)>,
}

impl Histories {
    pub(crate) fn new(groups: &[&Viewers], n: usize, expectation: Expectation) -> Histories {
        let (mut ends, mut entries, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        let mut fan_ends = vec![0; n];
        for group in groups {
            for viewer in 0..group.len() {
                let begin = entries.len();
                entries.extend(group.liked(viewer).map(|entry| (entry.show, entry.preference, entry.seen)));
                counts.push(expectation.counts(entries.len() - begin, group.weight(viewer)));
                ends.push(entries.len());
            }
        }
        for (show, ..) in &entries {
            fan_ends[*show as usize] += 1;
        }
        let mut next = 0;
        for end in &mut fan_ends {
            next += std::mem::replace(end, next);
        }
        let mut fans = vec![(0, 0.0, 0.0); entries.len()];
        let mut begin = 0;
        for (viewer, &end) in ends.iter().enumerate() {
            for &(show, preference, seen) in &entries[begin..end] {
                let at = &mut fan_ends[show as usize];
                fans[*at] = (viewer as u32, preference, seen);
                *at += 1;
            }
            begin = end;
        }
        Histories { ends, entries, counts, fan_ends, fans }
    }

    pub(crate) fn of(&self, viewer: u32) -> &[(u32, f32, f32)] {
        slice(&self.entries, &self.ends, viewer as usize)
    }

    /// How many shows each viewer liked.
    pub(crate) fn lengths(&self) -> impl Iterator<Item = usize> + '_ {
        self.ends.iter().scan(0, |begin, end| Some(end - std::mem::replace(begin, *end)))
    }

    pub(crate) fn fans_of(&self, show: usize) -> &[(u32, f32, f32)] {
        slice(&self.fans, &self.fan_ends, show)
    }
}

fn slice<'s, T>(all: &'s [T], ends: &[usize], at: usize) -> &'s [T] {
    &all[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]]
}
