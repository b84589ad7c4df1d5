//! Writing a model in chunks, show by show.

use super::bytes::{pack, put_names, put_number};
use super::keys::{Lead, blocks, keys_of};
use super::root::{Regime, Root};
use super::row::{Head, NewRow, Row, quantize};
use super::{ChunkName, Record};
use crate::catalogue::{ShowIndex, to_bytes};

/// A row of a hundred weights takes some six hundred bytes. Who names a show fetches a chunk of them, so that few are better; each chunk is a
/// file, so that more are.
const ROWS_IN_CHUNK: usize = 8;
/// A record takes some hundred bytes without a synopsis.
const RECORDS_IN_CHUNK: usize = 16;
/// So many names of eight bytes make a table of a kilobyte: for a million shows the root then has a thousand names of tables.
const FAN_OUT: usize = 128;

/// What holds for all shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// Input sizes at which gains are given, ascending.
    pub knots: Vec<f32>,
    /// The weights of loved, liked and disliked shows in the input.
    pub feedback: [f32; 3],
    /// The sets of rows; at least one.
    pub regimes: Vec<NewRegime>,
    /// How many shows are candidates whatever is named.
    pub head: usize,
}

/// How much a set of rows counts, and the biases that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRegime {
    /// Of its rows, at each knot.
    pub gains: Vec<f32>,
    /// Of its biases, at each knot.
    pub bias_gains: Vec<f32>,
    /// The bias of every show.
    pub biases: Vec<f32>,
}

/// Writes chunks as they become full. Only the names of chunks and the keys for the search are kept in memory: about a
/// hundred bytes a show.
pub struct Writer<S> {
    sink: S,
    basis: Basis,
    root: Root,
    in_head: Vec<bool>,
    rows: Kind,
    records: Kind,
    keys: Vec<(Box<str>, Lead)>,
}

/// The chunks of one kind under way.
#[derive(Default)]
struct Kind {
    pending: Vec<Vec<u8>>,
    names: Vec<ChunkName>,
}

impl Kind {
    fn end_chunk<E>(&mut self, sink: &mut impl FnMut(ChunkName, &[u8]) -> Result<(), E>) -> Result<(), E> {
        if !self.pending.is_empty() {
            self.names.push(put(&pack(&self.pending), sink)?);
            self.pending.clear();
        }
        Ok(())
    }

    /// The tables of the chunks.
    fn tables<E>(&self, sink: &mut impl FnMut(ChunkName, &[u8]) -> Result<(), E>) -> Result<Vec<u64>, E> {
        let table = |names: &[ChunkName]| {
            let mut bytes = Vec::new();
            put_names(&mut bytes, names);
            Ok(put(&bytes, sink)?.0)
        };
        self.names.chunks(FAN_OUT).map(table).collect()
    }
}

fn put<E>(bytes: &[u8], sink: &mut impl FnMut(ChunkName, &[u8]) -> Result<(), E>) -> Result<ChunkName, E> {
    let name = ChunkName::of(bytes);
    sink(name, bytes)?;
    Ok(name)
}

impl<E, S: FnMut(ChunkName, &[u8]) -> Result<(), E>> Writer<S> {
    /// Begins. `sink` keeps each chunk under its name; it may get a chunk twice, and should refuse other bytes of the same
    /// name.
    ///
    /// # Errors
    /// What the sink says.
    ///
    /// # Panics
    /// When the lengths in `basis` do not fit together: that is a mistake in the program.
    pub fn new(basis: Basis, mut sink: S) -> Result<Writer<S>, E> {
        let shows = basis.regimes[0].biases.len();
        let knots = basis.knots.len();
        for regime in &basis.regimes {
            assert!(regime.biases.len() == shows && regime.gains.len() == knots && regime.bias_gains.len() == knots);
        }
        let head = best_known(&basis, shows);
        let mut in_head = vec![false; shows];
        head.iter().for_each(|show| in_head[*show as usize] = true);
        let biases = basis.regimes.iter().map(|regime| regime.biases.as_slice());
        let written_head = put(&Head::write(&head, biases), &mut sink)?;
        let regimes: Vec<Regime> = basis.regimes.iter().map(|regime| quantized(regime, &in_head)).collect();
        let root = Root {
            shows: shows as u32,
            knots: basis.knots.clone(),
            feedback: basis.feedback,
            ceiling: ceiling(&basis, &regimes, &in_head),
            regimes,
            rows_in_chunk: ROWS_IN_CHUNK as u32,
            records_in_chunk: RECORDS_IN_CHUNK as u32,
            fan_out: FAN_OUT as u32,
            head: written_head.0,
            rows: Vec::new(),
            records: Vec::new(),
            keys: Vec::new(),
        };
        let (rows, records) = (Kind::default(), Kind::default());
        Ok(Writer { sink, basis, root, in_head, rows, records, keys: Vec::new() })
    }

    /// Writes the next show, in the order of their numbers.
    ///
    /// # Errors
    /// What the sink says.
    ///
    /// # Panics
    /// When the row's lengths do not fit together.
    pub fn push(&mut self, row: &NewRow, record: &Record) -> Result<(), E> {
        let show = (self.records.names.len() * RECORDS_IN_CHUNK + self.records.pending.len()) as ShowIndex;
        self.keys.extend(keys_of(&record.title).into_iter().map(|(key, begins)| (key.into(), Lead { show, begins })));
        let row = self.encode(row);
        self.rows.pending.push(row);
        if self.rows.pending.len() == ROWS_IN_CHUNK {
            self.rows.end_chunk(&mut self.sink)?;
        }
        self.records.pending.push(to_bytes(record));
        if self.records.pending.len() == RECORDS_IN_CHUNK {
            self.records.end_chunk(&mut self.sink)?;
        }
        Ok(())
    }

    fn encode(&self, row: &NewRow) -> Vec<u8> {
        assert_eq!(row.weights.len(), self.root.regimes.len(), "one list of weights for each regime");
        let mut scales = Vec::new();
        let mut weights = Vec::new();
        for regime in &row.weights {
            assert_eq!(regime.len(), row.shows.len(), "one weight for each show");
            let (scale, quantized) = quantize(regime);
            scales.push(scale);
            weights.extend(quantized);
        }
        let elsewhere = row.shows.iter().filter(|show| !self.in_head[**show as usize]);
        let biases = elsewhere.flat_map(|show| {
            let both = self.root.regimes.iter().zip(&self.basis.regimes);
            both.map(|(regime, new)| byte_of(regime, new.biases[*show as usize]))
        });
        Row { kin: row.kin.clone(), shows: row.shows.clone(), scales, weights, biases: biases.collect() }.write()
    }

    /// Writes what is left, and returns the bytes of the root.
    ///
    /// # Errors
    /// What the sink says.
    ///
    /// # Panics
    /// When not every show was written.
    pub fn finish(mut self) -> Result<Vec<u8>, E> {
        self.rows.end_chunk(&mut self.sink)?;
        self.records.end_chunk(&mut self.sink)?;
        assert_eq!(self.rows.names.len(), self.in_head.len().div_ceil(ROWS_IN_CHUNK), "every show has a row");
        self.root.rows = self.rows.tables(&mut self.sink)?;
        self.root.records = self.records.tables(&mut self.sink)?;
        let blocks = blocks(std::mem::take(&mut self.keys));
        for blocks in blocks.chunks(FAN_OUT) {
            let mut table = Vec::new();
            for (first, block) in blocks {
                put_number(&mut table, first.len() as u32);
                table.extend(first.as_bytes());
                put_names(&mut table, &[put(block, &mut self.sink)?]);
            }
            let name = put(&table, &mut self.sink)?;
            self.root.keys.push((blocks[0].0.clone(), name.0));
        }
        Ok(self.root.encode())
    }
}

/// The head: the shows whose bias comes nearest to the greatest one, at whichever input size.
fn best_known(basis: &Basis, shows: usize) -> Vec<ShowIndex> {
    let mut best = vec![f32::NEG_INFINITY; shows];
    for knot in 0..basis.knots.len() {
        let biases: Vec<f32> = (0..shows).map(|show| bias_at(basis, knot, show)).collect();
        let most = biases.iter().fold(f32::MIN_POSITIVE, |most, bias| most.max(bias.abs()));
        best.iter_mut().zip(&biases).for_each(|(best, bias)| *best = best.max(bias / most));
    }
    let mut order: Vec<ShowIndex> = (0..shows as ShowIndex).collect();
    order.sort_by(|a, b| best[*b as usize].total_cmp(&best[*a as usize]).then(a.cmp(b)));
    order.truncate(basis.head);
    order.sort_unstable();
    order
}

fn bias_at(basis: &Basis, knot: usize, show: usize) -> f32 {
    basis.regimes.iter().map(|regime| regime.bias_gains[knot] * regime.biases[show]).sum()
}

/// A regime as it is stored: the biases outside the head have 256 steps from the least to the greatest.
fn quantized(regime: &NewRegime, in_head: &[bool]) -> Regime {
    let elsewhere = regime.biases.iter().zip(in_head).filter(|(_, in_head)| !**in_head).map(|(bias, _)| *bias);
    let (least, most) =
        elsewhere.fold((f32::INFINITY, f32::NEG_INFINITY), |(least, most), bias| (least.min(bias), most.max(bias)));
    let tail = if least < most { [least, (most - least) / 255.0] } else { [most.clamp(-f32::MAX, f32::MAX), 0.0] };
    Regime { gains: regime.gains.clone(), bias_gains: regime.bias_gains.clone(), tail }
}

fn byte_of(regime: &Regime, bias: f32) -> u8 {
    let [least, step] = regime.tail;
    // Rust's conversion saturates, and makes 0 of what is not a number.
    if step > 0.0 { ((bias - least) / step).round() as u8 } else { 0 }
}

/// At each knot the greatest bias outside the head, as it is read back.
fn ceiling(basis: &Basis, regimes: &[Regime], in_head: &[bool]) -> Vec<f32> {
    let bytes: Vec<Vec<u8>> = regimes
        .iter()
        .zip(&basis.regimes)
        .map(|(regime, new)| new.biases.iter().map(|bias| byte_of(regime, *bias)).collect())
        .collect();
    let at = |knot: usize| {
        let read = |show: usize| -> f32 {
            let each = regimes.iter().zip(&bytes);
            each.map(|(regime, bytes)| regime.bias_gains[knot] * regime.bias(bytes[show])).sum()
        };
        let elsewhere = (0..in_head.len()).filter(|show| !in_head[*show]);
        elsewhere.map(read).fold(-f32::MAX, f32::max)
    };
    (0..basis.knots.len()).map(at).collect()
}
