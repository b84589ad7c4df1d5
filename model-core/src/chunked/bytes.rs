//! Numbers and lists in as few bytes as they need, and several records in one chunk.

use super::ChunkName;
use crate::catalogue::ShowIndex;

/// Reads from the beginning of some bytes; `None` where they end or make no sense.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'b> {
    rest: &'b [u8],
}

impl<'b> Cursor<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Cursor<'b> {
        Cursor { rest: bytes }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        for shift in (0..35).step_by(7) {
            let [byte] = *self.take(1)? else { return None };
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).ok();
            }
        }
        None
    }

    /// A number that says how many things of at least one byte each follow.
    pub(super) fn count(&mut self) -> Option<usize> {
        self.number().map(|count| count as usize).filter(|count| *count <= self.rest.len())
    }

    /// A finite number of four bytes.
    pub(super) fn float(&mut self) -> Option<f32> {
        let bytes = self.take(4)?.first_chunk()?;
        Some(f32::from_le_bytes(*bytes)).filter(|value| value.is_finite())
    }

    pub(super) fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        (0..count).map(|_| self.float()).collect()
    }

    /// So many shows as [`put_shows`] wrote them, each below `limit`.
    pub(super) fn shows(&mut self, count: usize, limit: usize) -> Option<Vec<ShowIndex>> {
        let mut next = 0_u32;
        (0..count)
            .map(|_| {
                let show = next.checked_add(self.number()?)?;
                next = show.checked_add(1)?;
                ((show as usize) < limit).then_some(show)
            })
            .collect()
    }
}

pub(super) fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn put_floats(out: &mut Vec<u8>, values: impl IntoIterator<Item = f32>) {
    values.into_iter().for_each(|value| out.extend(value.to_le_bytes()));
}

/// Ascending show numbers as the gaps between them.
pub(super) fn put_shows(out: &mut Vec<u8>, shows: &[ShowIndex]) {
    let mut next = 0;
    for &show in shows {
        put_number(out, show - next);
        next = show + 1;
    }
}

/// Several records as one chunk: their number, where each ends, then they themselves. Numbers of four bytes.
pub(super) fn pack(records: &[Vec<u8>]) -> Vec<u8> {
    let mut chunk = (records.len() as u32).to_le_bytes().to_vec();
    let mut end = 0_u32;
    for record in records {
        end += record.len() as u32;
        chunk.extend(end.to_le_bytes());
    }
    records.iter().for_each(|record| chunk.extend(record));
    chunk
}

/// One record of a chunk that [`pack`] wrote.
pub(super) fn unpack(chunk: &[u8], at: usize) -> Option<&[u8]> {
    let word = |at: usize| {
        let bytes = chunk.get(at.checked_mul(4)?..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    };
    let count = word(0)?;
    let begin = if at == 0 { 0 } else { word(at)? };
    let records = chunk.get(count.checked_add(1)?.checked_mul(4)?..)?;
    if at >= count { None } else { records.get(begin..word(at + 1)?) }
}

/// The names of chunks, eight bytes each.
pub(super) fn put_names(out: &mut Vec<u8>, names: &[ChunkName]) {
    names.iter().for_each(|name| out.extend(name.0.to_le_bytes()));
}

/// One of the names that [`put_names`] wrote.
pub(super) fn name_at(table: &[u8], at: usize) -> Option<ChunkName> {
    let bytes = table.get(at.checked_mul(8)?..)?.first_chunk()?;
    Some(ChunkName(u64::from_le_bytes(*bytes)))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_survive(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| put_number(&mut bytes, *number));
            let mut cursor = Cursor::new(&bytes);
            for number in numbers {
                prop_assert_eq!(cursor.number(), Some(number));
            }
            prop_assert!(cursor.is_done());
        }

        #[test]
        fn shows_survive(shows in prop::collection::btree_set(0_u32..5000, 0..40)) {
            let shows: Vec<u32> = shows.into_iter().collect();
            let mut bytes = Vec::new();
            put_shows(&mut bytes, &shows);
            prop_assert_eq!(Cursor::new(&bytes).shows(shows.len(), 5000), Some(shows.clone()));
            if let Some(&last) = shows.last() {
                prop_assert_eq!(Cursor::new(&bytes).shows(shows.len(), last as usize), None);
            }
        }

        #[test]
        fn records_survive(records in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..9)) {
            let chunk = pack(&records);
            for (at, record) in records.iter().enumerate() {
                prop_assert_eq!(unpack(&chunk, at), Some(record.as_slice()));
            }
            prop_assert_eq!(unpack(&chunk, records.len()), None);
        }

        #[test]
        fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..60), at in 0_usize..20) {
            let _ = unpack(&bytes, at);
            let _ = name_at(&bytes, at);
            let mut cursor = Cursor::new(&bytes);
            while let Some(count) = cursor.count() {
                let _ = cursor.shows(count, 1000);
            }
        }
    }
}
