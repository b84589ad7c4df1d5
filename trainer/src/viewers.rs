//! Who watched what: the sparse matrix of viewers and shows.

/// Viewers and what they said, rows one after the other. A viewer is a person, or a pseudo-viewer: a curated list, a
/// tag, an actor, which "likes" the shows that belong to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Viewers {
    /// Where each viewer's entries end.
    ends: Vec<usize>,
    entries: Vec<Entry>,
    weights: Vec<f32>,
}

/// One show of one viewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The show's number.
    pub show: u32,
    /// What was said: above 0 liked (up to 1), below 0 disliked.
    pub preference: f32,
    /// The probability that the show, which is to this viewer's taste, has been seen: below 1 for pseudo-viewers, whose
    /// taste is known but not their history. It thins what they are expected to like, not what they may name.
    pub seen: f32,
    /// Whether it was said to be one of the best.
    pub loved: bool,
    /// When, in seconds since 1970; 0 when that is not known.
    pub time: i64,
}

impl Entry {
    /// A show that is liked, of which no more is known.
    pub fn liked(show: u32) -> Entry {
        Entry { show, preference: 1.0, seen: 1.0, loved: false, time: 0 }
    }
}

impl Viewers {
    /// No viewers.
    pub const fn new() -> Viewers {
        Viewers { ends: Vec::new(), entries: Vec::new(), weights: Vec::new() }
    }

    /// Adds a viewer, whose evidence counts `weight` times that of a person. Entries are sorted by show.
    pub fn push(&mut self, mut entries: Vec<Entry>, weight: f32) {
        entries.sort_unstable_by_key(|entry| entry.show);
        self.entries.extend(entries);
        self.ends.push(self.entries.len());
        self.weights.push(weight);
    }

    /// How many viewers.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many entries in all.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// What a viewer said.
    pub fn entries_of(&self, viewer: usize) -> &[Entry] {
        let begin = viewer.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[begin..self.ends[viewer]]
    }

    /// How much a viewer's evidence counts; 1 for a person.
    pub fn weight(&self, viewer: usize) -> f32 {
        self.weights[viewer]
    }

    /// The shows that a viewer liked.
    pub fn liked(&self, viewer: usize) -> impl Iterator<Item = Entry> + '_ {
        self.entries_of(viewer).iter().copied().filter(|entry| entry.preference > 0.0)
    }

    /// These viewers alone, in this order.
    pub fn select(&self, viewers: impl IntoIterator<Item = usize>) -> Viewers {
        let mut selected = Viewers::new();
        for viewer in viewers {
            selected.push(self.entries_of(viewer).to_vec(), self.weight(viewer));
        }
        selected
    }

    /// What these viewers like, as if nobody had said more than that.
    pub fn likes_alone(&self) -> Viewers {
        let mut likes = Viewers::new();
        for viewer in 0..self.len() {
            let liked = self.liked(viewer).map(|entry| Entry { loved: false, ..entry });
            likes.push(liked.collect(), self.weight(viewer));
        }
        likes
    }

    /// All viewers of another matrix behind these.
    pub fn extend(&mut self, others: &Viewers) {
        for viewer in 0..others.len() {
            self.push(others.entries_of(viewer).to_vec(), others.weight(viewer));
        }
    }

    /// How many viewers saw and liked each of `shows` shows, weighted.
    pub fn popularity(&self, shows: usize) -> Vec<f64> {
        let mut popularity = vec![0.0; shows];
        for viewer in 0..self.len() {
            for entry in self.liked(viewer) {
                popularity[entry.show as usize] += f64::from(self.weight(viewer) * entry.preference * entry.seen);
            }
        }
        popularity
    }
}
