//! Chunks that have arrived, as many as there is room for.

use std::collections::{BTreeMap, HashMap};

use super::ChunkName;

/// What a chunk takes besides its bytes: its places in the two maps, about.
const OVERHEAD: usize = 128;

/// Keeps the chunks that were used last. What was used or has come since the last call that asked something stays, whatever
/// the limit is: a call uses again what the question's calls before it have used, and otherwise a question that needs more
/// than fits would never be answered. A question that is given up has no hold on anything once another one is asked.
#[derive(Debug, Clone)]
pub(super) struct Store {
    limit: usize,
    taken: usize,
    chunks: HashMap<ChunkName, Kept>,
    /// The names by when they were used last.
    order: BTreeMap<u64, ChunkName>,
    now: u64,
    /// When the last call began.
    began: u64,
}

#[derive(Debug, Clone)]
struct Kept {
    bytes: Box<[u8]>,
    used: u64,
}

impl Store {
    pub(super) fn new(limit: usize) -> Store {
        Store { limit, taken: 0, chunks: HashMap::new(), order: BTreeMap::new(), now: 0, began: 0 }
    }

    pub(super) fn insert(&mut self, name: ChunkName, bytes: Box<[u8]>) {
        self.remove(name);
        self.now += 1;
        self.taken += bytes.len() + OVERHEAD;
        self.order.insert(self.now, name);
        self.chunks.insert(name, Kept { bytes, used: self.now });
        self.make_room();
    }

    pub(super) fn get(&mut self, name: ChunkName) -> Option<&[u8]> {
        let kept = self.chunks.get_mut(&name)?;
        self.now += 1;
        self.order.remove(&kept.used);
        kept.used = self.now;
        self.order.insert(self.now, name);
        Some(&kept.bytes)
    }

    /// A call begins.
    pub(super) fn asked(&mut self) {
        self.began = self.now + 1;
    }

    /// The question was answered: what it used may go from now on.
    pub(super) fn answered(&mut self) {
        self.asked();
        self.make_room();
    }

    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    fn make_room(&mut self) {
        while self.taken > self.limit {
            match self.order.first_key_value() {
                Some((&used, &name)) if used < self.began => self.remove(name),
                _ => break,
            }
        }
    }

    fn remove(&mut self, name: ChunkName) {
        if let Some(kept) = self.chunks.remove(&name) {
            self.order.remove(&kept.used);
            self.taken -= kept.bytes.len() + OVERHEAD;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk() -> Box<[u8]> {
        vec![0; 1000 - OVERHEAD].into()
    }

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let mut store = Store::new(3000);
        (1..=3).for_each(|name| store.insert(ChunkName(name), chunk()));
        assert!(store.get(ChunkName(1)).is_some());
        store.answered();
        store.insert(ChunkName(4), chunk());
        assert_eq!(store.taken(), 3000);
        let there: Vec<bool> = (1..=4).map(|name| store.get(ChunkName(name)).is_some()).collect();
        assert_eq!(there, [true, false, true, true]);
    }

    #[test]
    fn what_a_question_needs_stays_until_it_is_answered() {
        let mut store = Store::new(2000);
        (1..=5).for_each(|name| store.insert(ChunkName(name), chunk()));
        assert_eq!(store.taken(), 5000);
        store.answered();
        assert_eq!(store.taken(), 2000);
        assert!(store.get(ChunkName(5)).is_some() && store.get(ChunkName(3)).is_none());
    }

    #[test]
    fn what_a_call_has_used_stays_and_what_one_before_it_has_used_goes() {
        let mut store = Store::new(1000);
        (1..=3).for_each(|name| store.insert(ChunkName(name), chunk()));
        store.asked();
        assert!(store.get(ChunkName(2)).is_some());
        store.insert(ChunkName(4), chunk());
        let there: Vec<bool> = (1..=4).map(|name| store.get(ChunkName(name)).is_some()).collect();
        assert_eq!(there, [false, true, false, true]);
    }

    #[test]
    fn a_chunk_that_comes_twice_counts_once() {
        let mut store = Store::new(9000);
        (0..3).for_each(|_| store.insert(ChunkName(1), chunk()));
        assert_eq!(store.taken(), 1000);
    }
}
