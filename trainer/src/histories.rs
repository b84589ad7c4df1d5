//! What viewers said, by viewer and by show: the form in which pairs of shows are counted.

use crate::gram::{Disliked, Expectation};
use crate::viewers::{Entry, Viewers};

/// An entry as it enters the sums.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heard {
    pub(crate) show: u32,
    liked: bool,
    /// `E[z]` when it is drawn.
    pub(crate) named: f64,
    /// `E[y]`.
    pub(crate) aimed: f64,
}

impl Heard {
    fn new(entry: &Entry, disliked: Disliked) -> Option<Heard> {
        let Entry { show, preference, seen, .. } = *entry;
        if preference > 0.0 {
            let named = f64::from(preference);
            return Some(Heard { show, liked: true, named, aimed: named * f64::from(seen) });
        }
        let Disliked { named, aimed } = disliked;
        let heard = preference < 0.0 && disliked != Disliked::UNHEARD;
        heard.then_some(Heard { show, liked: false, named, aimed })
    }

    /// `E[z²]` and `E[z·y]` when it is drawn. What a like is worth is a probability, what a dislike is worth a value.
    pub(crate) fn itself(&self) -> (f64, f64) {
        if self.liked { (self.named, self.aimed) } else { (self.named * self.named, self.named * self.aimed) }
    }
}

/// What one viewer counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ViewerCounts {
    /// A pair of shows, both as input.
    pub(crate) pair: f64,
    /// A show as input.
    pub(crate) single: f64,
    /// The viewer.
    pub(crate) whole: f64,
}

impl ViewerCounts {
    /// Of a viewer who likes so many of the shows that are heard of, and whose evidence has this weight.
    fn new(expectation: Expectation, likes: usize, heard: usize, weight: f32) -> ViewerCounts {
        if heard == 0 {
            return ViewerCounts { pair: 0.0, single: 0.0, whole: 0.0 };
        }
        let (likes, length) = (likes as f64, heard as f64);
        let whole = f64::from(weight) * likes.powf(expectation.viewer_exponent);
        let k = expectation.input_size.min(likes) * (length / likes);
        let pair = if length > 1.0 { (k * (k - 1.0)).max(0.0) / (length * (length - 1.0)) } else { 0.0 };
        ViewerCounts { pair: whole * pair, single: whole * (k / length), whole }
    }
}

/// What groups of viewers said, as an expectation hears it. 48 bytes for each entry that is heard.
pub(crate) struct Histories {
    ends: Vec<usize>,
    heard: Vec<Heard>,
    pub(crate) counts: Vec<ViewerCounts>,
    fan_ends: Vec<usize>,
    fans: Vec<(u32, Heard)>,
}

impl Histories {
    pub(crate) fn new(groups: &[&Viewers], n: usize, expectation: Expectation) -> Histories {
        let (mut ends, mut heard, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        for group in groups {
            for viewer in 0..group.len() {
                let begin = heard.len();
                let likes = group.liked(viewer).count();
                // Who likes nothing has no taste to learn from.
                if likes > 0 {
                    let entries = group.entries_of(viewer).iter();
                    heard.extend(entries.filter_map(|entry| Heard::new(entry, expectation.disliked)));
                }
                counts.push(ViewerCounts::new(expectation, likes, heard.len() - begin, group.weight(viewer)));
                ends.push(heard.len());
            }
        }
        let mut fan_ends = vec![0; n];
        for entry in &heard {
            fan_ends[entry.show as usize] += 1;
        }
        // From how many there are to where they begin, and while they are filled in to where they end.
        let mut next = 0;
        for end in &mut fan_ends {
            next += std::mem::replace(end, next);
        }
        let nobody = (0, Heard { show: 0, liked: false, named: 0.0, aimed: 0.0 });
        let mut fans = vec![nobody; heard.len()];
        let mut begin = 0;
        for (viewer, &end) in ends.iter().enumerate() {
            for entry in &heard[begin..end] {
                let at = &mut fan_ends[entry.show as usize];
                fans[*at] = (viewer as u32, *entry);
                *at += 1;
            }
            begin = end;
        }
        Histories { ends, heard, counts, fan_ends, fans }
    }

    /// What a viewer said, shows ascending.
    pub(crate) fn of(&self, viewer: u32) -> &[Heard] {
        slice(&self.heard, &self.ends, viewer as usize)
    }

    /// Who said something of a show, viewers ascending.
    pub(crate) fn fans_of(&self, show: usize) -> &[(u32, Heard)] {
        slice(&self.fans, &self.fan_ends, show)
    }

    /// How many shows are heard of from each viewer.
    pub(crate) fn lengths(&self) -> impl Iterator<Item = usize> + '_ {
        self.ends.iter().scan(0, |begin, end| Some(end - std::mem::replace(begin, *end)))
    }
}

fn slice<'s, T>(all: &'s [T], ends: &[usize], at: usize) -> &'s [T] {
    &all[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]]
}
