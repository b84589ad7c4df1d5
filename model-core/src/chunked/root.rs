//! The root: the one small file that is fetched by its own name and says where everything else is.
//!
//! ```text
//! offset  bytes  what
//!      0      8  magic, 89 'C' 'I' 'H' 'A' 'C' 0D 0A
//!      8      2  major version: a reader refuses any other
//!     10      2  zero
//!     12      4  length of the record
//!     16      8  XXH64 of the record
//!     24      …  the record (postcard)
//! ```

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::xxh64;

use super::{ChunkName, ROOT};
use crate::catalogue::{ShowIndex, from_bytes, to_bytes};
use crate::error::{OpenError, SectionName, invalid};
use crate::weights::{BetweenKnots, check_knots};

/// The first eight bytes of every root.
pub const MAGIC: [u8; 8] = *b"\x89CIHAC\r\n";

/// The version of root and chunks. It changes when what was written can no longer be read; the way out is then to write the
/// chunks again from the model, or to use the program that wrote them.
pub const VERSION: u16 = 1;

const HEADER: usize = 24;
/// More shows are not believed: memory is set aside by their number.
const MOST_SHOWS: u32 = 1 << 24;
/// More sets of rows are not believed.
const MOST_REGIMES: usize = 8;

/// The record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Root {
    pub(super) shows: u32,
    /// Input sizes, ascending.
    pub(super) knots: Vec<f32>,
    /// The weights of loved, liked and disliked shows.
    pub(super) feedback: [f32; 3],
    pub(super) regimes: Vec<Regime>,
    /// At each knot the greatest bias outside the head.
    pub(super) ceiling: Vec<f32>,
    /// How many rows a chunk holds (the last one fewer).
    pub(super) rows_in_chunk: u32,
    /// How many records a chunk holds.
    pub(super) records_in_chunk: u32,
    /// How many chunks a table names.
    pub(super) fan_out: u32,
    pub(super) head: u64,
    /// The tables of rows chunks.
    pub(super) rows: Vec<u64>,
    /// The tables of records chunks.
    pub(super) records: Vec<u64>,
    /// The tables of search chunks, each with the first key below it.
    pub(super) keys: Vec<(String, u64)>,
}

/// How much a set of rows and its bias count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Regime {
    /// Of its rows, at each knot.
    pub(super) gains: Vec<f32>,
    /// Of its bias, at each knot.
    pub(super) bias_gains: Vec<f32>,
    /// The least bias outside the head, and the step from one byte's value to the next.
    pub(super) tail: [f32; 2],
}

impl Regime {
    /// The bias that a byte stands for.
    pub(super) fn bias(&self, byte: u8) -> f32 {
        self.tail[0] + self.tail[1] * f32::from(byte)
    }
}

impl Root {
    pub(super) fn encode(&self) -> Vec<u8> {
        let record = to_bytes(self);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 2]);
        bytes.extend((record.len() as u32).to_le_bytes());
        bytes.extend(xxh64(&record, 0).to_le_bytes());
        bytes.extend(record);
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Root, OpenError> {
        if !bytes.starts_with(&MAGIC) {
            return Err(OpenError::NotAModel { found: bytes[..bytes.len().min(8)].to_vec() });
        }
        let truncated =
            |needed: usize| OpenError::Truncated { what: "the root", needed: needed as u64, have: bytes.len() as u64 };
        let header: &[u8; HEADER] = bytes.first_chunk().ok_or_else(|| truncated(HEADER))?;
        let got = u16::from_le_bytes([header[8], header[9]]);
        if got != VERSION {
            return Err(OpenError::Version { expected: VERSION, got });
        }
        let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let record = &bytes[HEADER..];
        let length = word(12) as usize;
        if record.len() < length {
            return Err(truncated(HEADER.saturating_add(length)));
        }
        if record.len() > length || header[10..12] != [0; 2] {
            return Err(invalid(ROOT, format!("{length} bytes are announced, {} are there", record.len())));
        }
        let expected = u64::from(word(20)) << 32 | u64::from(word(16));
        let got = xxh64(record, 0);
        if got != expected {
            return Err(OpenError::Checksum { section: SectionName::Section(ROOT), expected, got });
        }
        let root: Root = from_bytes(ROOT, record)?;
        root.check()?;
        Ok(root)
    }

    fn check(&self) -> Result<(), OpenError> {
        let bad = |why: String| Err(invalid(ROOT, why));
        check_knots(ROOT, &self.knots)?;
        if self.shows > MOST_SHOWS {
            return bad(format!("{} shows are more than {MOST_SHOWS}", self.shows));
        }
        if self.regimes.is_empty() || self.regimes.len() > MOST_REGIMES {
            return bad(format!("{} sets of rows", self.regimes.len()));
        }
        let each = self.regimes.iter().flat_map(|regime| [&regime.gains, &regime.bias_gains]).chain([&self.ceiling]);
        for values in each {
            if values.len() != self.knots.len() {
                return bad(format!("{} values for {} input sizes", values.len(), self.knots.len()));
            }
            if let Some(value) = values.iter().find(|value| !value.is_finite()) {
                return bad(format!("a gain or bias of {value}"));
            }
        }
        let others = self.regimes.iter().flat_map(|regime| regime.tail).chain(self.feedback);
        if let Some(value) = others.into_iter().find(|value| !value.is_finite()) {
            return bad(format!("a weight of {value}"));
        }
        for (what, per_chunk, tables) in
            [("rows", self.rows_in_chunk, &self.rows), ("records", self.records_in_chunk, &self.records)]
        {
            if per_chunk == 0 || self.fan_out == 0 {
                return bad(format!("chunks of {per_chunk} {what}, {} chunks in a table", self.fan_out));
            }
            let needed = self.shows.div_ceil(per_chunk).div_ceil(self.fan_out) as usize;
            if tables.len() != needed {
                return bad(format!("{} tables of {what}, {needed} are needed", tables.len()));
            }
        }
        if !self.keys.is_sorted_by(|a, b| a.0 <= b.0) {
            return bad("the keys of the search tables do not ascend".into());
        }
        Ok(())
    }

    /// The table with the name of this show's chunk, and the chunk's and the show's place in it.
    pub(super) fn place(&self, tables: &[u64], per_chunk: u32, show: ShowIndex) -> (ChunkName, usize, usize) {
        let chunk = show / per_chunk;
        let table = ChunkName(tables[(chunk / self.fan_out) as usize]);
        (table, (chunk % self.fan_out) as usize, (show % per_chunk) as usize)
    }

    /// At an input size the gains of each regime: of its rows and of its bias.
    pub(super) fn gains(&self, size: f32) -> Vec<[f32; 2]> {
        let at = BetweenKnots::of(&self.knots, size);
        self.regimes.iter().map(|regime| [at.mix(&regime.gains), at.mix(&regime.bias_gains)]).collect()
    }

    /// No show outside the head has a greater bias at this input size.
    pub(super) fn ceiling(&self, size: f32) -> f32 {
        BetweenKnots::of(&self.knots, size).mix(&self.ceiling)
    }
}
