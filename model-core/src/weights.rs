//! The weights: an item-item linear model that adapts to how many shows were named.
//!
//! For an input of `k` shows the score of show `j` is
//!
//! ```text
//! bias(k)[j] + Σ over components c, over named shows i:  weight_i · gain_c(k) · W_c[i][j]
//! ```
//!
//! where each `W_c` is sparse (the strongest weights, one row for each named show) or of low rank (`U · diag(gain(k)) ·
//! Vᵀ`). `bias` and the gains are given at a few input sizes, the knots, and interpolated linearly in `log k` between
//! them. Which components there are, and all their numbers, is the trainer's choice.
//!
//! # Section layout
//!
//! Four bytes with the length of a postcard [`Header`], the header, then the arrays, each at a multiple of 16 bytes from
//! the beginning of the section, in the order of the header's fields. Weights are 8-bit integers with a scale for each
//! row. A sparse row is a run of pairs of bytes `(step, weight)`: the column advances by `step`, a gap of more than 255
//! columns is bridged by pairs with weight 0.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::catalogue::{ShowIndex, from_bytes, to_bytes};
use crate::error::{OpenError, invalid};
use crate::file::SectionKind;
use crate::kernel;

mod embedding;
mod unpack;

const ALIGN: usize = 16;
const SECTION: SectionKind = SectionKind::WEIGHTS;

/// What stands before the arrays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Header {
    shows: u32,
    /// Input sizes at which gains and biases are given, ascending, at least one.
    knots: Vec<f32>,
    /// The weights of loved, liked and disliked shows in the input.
    feedback: [f32; 3],
    components: Vec<ComponentHeader>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum ComponentHeader {
    /// `entries` pairs of bytes in all.
    Sparse {
        entries: u32,
        gains: Vec<f32>,
    },
    LowRank {
        rank: u32,
    },
}

/// Where an array is, in elements of its type from the beginning of the section.
type Span = Range<usize>;

#[derive(Debug, Clone)]
enum Component {
    Sparse { gains: Vec<f32>, row_ends: Span, scales: Span, entries: Span },
    LowRank { rank: usize, gains: Span, in_scales: Span, inputs: Span, out_scales: Span, outputs: Span },
}

/// Where everything is in a weights section whose structure has been checked. It holds no weight itself: they are read
/// in place, from the bytes given to each call, which must be the bytes that were checked.
#[derive(Debug, Clone)]
pub struct Weights {
    shows: usize,
    knots: Vec<f32>,
    feedback: [f32; 3],
    bias_scales: Span,
    bias: Span,
    components: Vec<Component>,
}

/// Weights as the trainer made them, to be written. All matrices are row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct NewWeights {
    /// Number of shows, `n`.
    pub shows: usize,
    /// Input sizes at which gains and biases are given, ascending.
    pub knots: Vec<f32>,
    /// The weights of loved, liked and disliked shows in the input.
    pub feedback: [f32; 3],
    /// `knots × n`.
    pub bias: Vec<f32>,
    /// Components in any order.
    pub components: Vec<NewComponent>,
}

/// A component to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum NewComponent {
    /// A sparse matrix, quantized already.
    Sparse(SparseRows),
    /// `U · diag(gain(k)) · Vᵀ`, quantized already.
    LowRank(LowRank),
}

/// A sparse matrix of 8-bit weights with a scale for each row (named show).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SparseRows {
    /// One gain for each knot.
    pub gains: Vec<f32>,
    /// What one unit of a row's weights is worth, `n`.
    pub scales: Vec<f32>,
    /// The rows: `(column, weight)`, columns ascending.
    pub rows: Vec<Vec<(ShowIndex, i8)>>,
}

/// A low-rank matrix of 8-bit weights with a scale for each row of each factor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LowRank {
    /// The rank `r`, a multiple of [`kernel::LANES`].
    pub rank: usize,
    /// `knots × r`.
    pub gains: Vec<f32>,
    /// `n`.
    pub input_scales: Vec<f32>,
    /// `U`, `n × r`.
    pub inputs: Vec<i8>,
    /// `n`.
    pub output_scales: Vec<f32>,
    /// `V`, `n × r`.
    pub outputs: Vec<i8>,
}

impl SparseRows {
    /// How many bytes the weights take in the file, the bridges over wide gaps included.
    pub fn encoded_len(&self) -> usize {
        2 * self.rows.iter().map(|row| steps(row).count()).sum::<usize>()
    }
}

impl NewWeights {
    /// The bytes of the section.
    ///
    /// # Panics
    /// When the lengths do not fit together: that is a mistake in the program.
    pub fn encode(&self) -> Vec<u8> {
        let n = self.shows;
        assert_eq!(self.bias.len(), n * self.knots.len(), "bias is knots × shows");
        let components = self.components.iter().map(NewComponent::header).collect();
        let header = Header { shows: n as u32, knots: self.knots.clone(), feedback: self.feedback, components };
        let record = to_bytes(&header);
        let mut section = (record.len() as u32).to_le_bytes().to_vec();
        section.extend(record);
        let (bias_scales, bias) = quantize_bias(&self.bias, n);
        push(&mut section, bytes_of_f32(&bias_scales));
        push(&mut section, bias.iter().flat_map(|value| value.to_le_bytes()));
        for component in &self.components {
            component.encode(&mut section, n, self.knots.len());
        }
        section
    }
}

impl NewComponent {
    fn header(&self) -> ComponentHeader {
        match self {
            NewComponent::Sparse(sparse) => {
                let entries = sparse.rows.iter().map(|row| steps(row).count()).sum::<usize>() as u32;
                ComponentHeader::Sparse { entries, gains: sparse.gains.clone() }
            }
            NewComponent::LowRank(low) => ComponentHeader::LowRank { rank: low.rank as u32 },
        }
    }

    fn encode(&self, section: &mut Vec<u8>, n: usize, knots: usize) {
        match self {
            NewComponent::Sparse(sparse) => {
                assert!(sparse.rows.len() == n && sparse.scales.len() == n && sparse.gains.len() == knots);
                let mut end = 0;
                let ends: Vec<u32> = sparse
                    .rows
                    .iter()
                    .map(|row| {
                        end += steps(row).count() as u32;
                        end
                    })
                    .collect();
                push(section, ends.iter().flat_map(|end| end.to_le_bytes()));
                push(section, bytes_of_f32(&sparse.scales));
                push(section, sparse.rows.iter().flat_map(|row| steps(row)).flatten());
            }
            NewComponent::LowRank(low) => {
                assert!(low.rank.is_multiple_of(kernel::LANES) && low.gains.len() == knots * low.rank);
                assert!(low.inputs.len() == n * low.rank && low.outputs.len() == n * low.rank);
                assert!(low.input_scales.len() == n && low.output_scales.len() == n);
                push(section, bytes_of_f32(&low.gains));
                push(section, bytes_of_f32(&low.input_scales));
                push(section, low.inputs.iter().map(|weight| *weight as u8));
                push(section, bytes_of_f32(&low.output_scales));
                push(section, low.outputs.iter().map(|weight| *weight as u8));
            }
        }
    }
}

/// The pairs of bytes of a sparse row.
fn steps(row: &[(ShowIndex, i8)]) -> impl Iterator<Item = [u8; 2]> {
    let mut at = 0;
    row.iter().flat_map(move |&(column, weight)| {
        let gap = column - at;
        at = column;
        let bridges = gap / 255;
        let (bridges, step) = if gap > 0 && gap % 255 == 0 { (bridges - 1, 255) } else { (bridges, gap % 255) };
        (0..bridges).map(|_| [255, 0]).chain(std::iter::once([step as u8, weight as u8]))
    })
}

fn bytes_of_f32(values: &[f32]) -> impl Iterator<Item = u8> {
    values.iter().flat_map(|value| value.to_le_bytes())
}

fn push(section: &mut Vec<u8>, bytes: impl IntoIterator<Item = u8>) {
    section.resize(section.len().next_multiple_of(ALIGN), 0);
    section.extend(bytes);
}

/// Biases as 16-bit integers with one scale for each knot.
fn quantize_bias(bias: &[f32], n: usize) -> (Vec<f32>, Vec<i16>) {
    let mut scales = Vec::new();
    let mut quantized = Vec::with_capacity(bias.len());
    for row in bias.chunks(n.max(1)) {
        let largest = row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
        let scale = if largest > 0.0 { largest / f32::from(i16::MAX) } else { 1.0 };
        scales.push(scale);
        quantized.extend(row.iter().map(|value| (value / scale).round() as i16));
    }
    (scales, quantized)
}

/// Hands out the arrays of a section one after the other and checks that each is there.
struct Layout<'b> {
    section: &'b [u8],
    at: usize,
}

impl Layout<'_> {
    /// The span of the next `count` elements of `size` bytes each, in elements.
    fn next(&mut self, what: &'static str, count: usize, size: usize) -> Result<Span, OpenError> {
        let have = self.section.len() as u64;
        let begin = self.at.next_multiple_of(ALIGN);
        let end = count.checked_mul(size).and_then(|length| length.checked_add(begin)).unwrap_or(usize::MAX);
        if end > self.section.len() {
            return Err(OpenError::Truncated { what, needed: end as u64, have });
        }
        self.at = end;
        Ok(begin / size..end / size)
    }
}

impl Weights {
    /// Checks the structure of a section: every length, every column, every number finite.
    ///
    /// # Errors
    /// [`OpenError::Truncated`] or [`OpenError::Invalid`], naming what does not fit.
    pub fn open(section: &[u8]) -> Result<Weights, OpenError> {
        let have = section.len() as u64;
        let truncated = |what, needed| OpenError::Truncated { what, needed, have };
        let length = section.first_chunk::<4>().ok_or(truncated("the weights' header", 4))?;
        let length = u32::from_le_bytes(*length) as usize;
        let record = section[4..].get(..length).ok_or(truncated("the weights' header", 4 + length as u64))?;
        let header: Header = from_bytes(SECTION, record)?;
        let n = header.shows as usize;
        let knots = header.knots.len();
        check_knots(SECTION, &header.knots)?;
        all_finite("the feedback weights", &header.feedback)?;
        let mut layout = Layout { section, at: 4 + length };
        let bias_scales = layout.next("the bias", knots, 4)?;
        let bias = layout.next("the bias", knots.saturating_mul(n), 2)?;
        let mut components = Vec::new();
        for component in &header.components {
            components.push(match component {
                ComponentHeader::Sparse { entries, gains } => {
                    if gains.len() != knots {
                        return Err(invalid(SECTION, format!("{} gains for {knots} input sizes", gains.len())));
                    }
                    all_finite("the gains", gains)?;
                    Component::Sparse {
                        gains: gains.clone(),
                        row_ends: layout.next("the sparse rows' ends", n, 4)?,
                        scales: layout.next("the sparse rows' scales", n, 4)?,
                        entries: layout.next("the sparse weights", *entries as usize, 2)?,
                    }
                }
                ComponentHeader::LowRank { rank } => {
                    let rank = *rank as usize;
                    if !rank.is_multiple_of(kernel::LANES) {
                        return Err(invalid(SECTION, format!("a rank of {rank}")));
                    }
                    let size = n.saturating_mul(rank);
                    Component::LowRank {
                        rank,
                        gains: layout.next("the low-rank gains", knots.saturating_mul(rank), 4)?,
                        in_scales: layout.next("the low-rank scales", n, 4)?,
                        inputs: layout.next("the low-rank weights", size, 1)?,
                        out_scales: layout.next("the low-rank scales", n, 4)?,
                        outputs: layout.next("the low-rank weights", size, 1)?,
                    }
                }
            });
        }
        if layout.at != section.len() {
            return Err(invalid(SECTION, format!("{} bytes are left over", section.len() - layout.at)));
        }
        let weights =
            Weights { shows: n, knots: header.knots, feedback: header.feedback, bias_scales, bias, components };
        weights.check_numbers(View::new(section)?)?;
        Ok(weights)
    }

    fn check_numbers(&self, view: View<'_>) -> Result<(), OpenError> {
        all_finite("the bias scales", view.f32s(&self.bias_scales))?;
        for component in &self.components {
            match component {
                Component::Sparse { row_ends, scales, entries, .. } => {
                    all_finite("the sparse scales", view.f32s(scales))?;
                    let pairs = view.pairs(entries);
                    let mut begin = 0;
                    for (row, &end) in view.u32s(row_ends).iter().enumerate() {
                        let pairs = pairs.get(begin as usize..end as usize).ok_or_else(|| {
                            invalid(SECTION, format!("sparse row {row} is said to be from {begin} to {end}"))
                        })?;
                        let width: u64 = pairs.iter().map(|pair| u64::from(pair[0])).sum();
                        if !pairs.is_empty() && width >= self.shows as u64 {
                            return Err(invalid(SECTION, format!("sparse row {row} reaches column {width}")));
                        }
                        begin = end;
                    }
                    if begin as usize != pairs.len() {
                        return Err(invalid(SECTION, format!("{} sparse weights are in no row", pairs.len())));
                    }
                }
                Component::LowRank { gains, in_scales, out_scales, .. } => {
                    for span in [gains, in_scales, out_scales] {
                        all_finite("the low-rank scales", view.f32s(span))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// How many shows the weights are for.
    pub fn shows(&self) -> usize {
        self.shows
    }

    /// The input sizes at which gains and biases are given, ascending.
    pub(crate) fn knots(&self) -> &[f32] {
        &self.knots
    }

    /// The input weights of loved, liked and disliked shows.
    pub fn feedback(&self) -> [f32; 3] {
        self.feedback
    }

    /// The scores of all shows for a signed input of this size (how many shows are liked), into `out`; without the bias
    /// when `with_bias` is false.
    ///
    /// `section` must be the bytes that were opened; other bytes give other scores, or a panic where they are shorter.
    pub(crate) fn score(
        &self,
        section: &[u8],
        taste: &[(ShowIndex, f32)],
        size: f32,
        with_bias: bool,
        out: &mut Scores,
    ) {
        let Ok(view) = View::new(section) else { return };
        let at = self.between_knots(size);
        out.scores.clear();
        out.scores.resize(self.shows, 0.0);
        if with_bias {
            self.bias(view, at, &mut out.scores);
        }
        for component in &self.components {
            match component {
                Component::Sparse { gains, row_ends, scales, entries } => {
                    let (ends, scales, pairs) = (view.u32s(row_ends), view.f32s(scales), view.pairs(entries));
                    let gain = at.mix(gains);
                    for &(show, weight) in taste {
                        let row = row_of(pairs, ends, show);
                        kernel::add_sparse_row(&mut out.scores, row, weight * gain * scales[show as usize]);
                    }
                }
                Component::LowRank { rank, gains, in_scales, inputs, out_scales, outputs } => {
                    let (inputs, in_scales) = (view.i8s(inputs), view.f32s(in_scales));
                    out.hidden.clear();
                    out.hidden.resize(*rank, 0.0);
                    for &(show, weight) in taste {
                        let show = show as usize;
                        let row = &inputs[show * rank..(show + 1) * rank];
                        kernel::add_scaled(&mut out.hidden, row, weight * in_scales[show]);
                    }
                    self.apply_gains(view, gains, *rank, at, &mut out.hidden);
                    kernel::add_products(&mut out.scores, &out.hidden, view.i8s(outputs), view.f32s(out_scales));
                }
            }
        }
    }

    /// What each named show adds to the score of each of `shows`, row-major `shows × taste`, and the bias of each, into
    /// `addends` and `bias`. Together they sum to the score, up to rounding.
    pub(crate) fn addends(
        &self,
        section: &[u8],
        taste: &[(ShowIndex, f32)],
        size: f32,
        shows: &[ShowIndex],
        out: &mut Addends,
    ) {
        let Ok(view) = View::new(section) else { return };
        let at = self.between_knots(size);
        let named = taste.len();
        out.addends.clear();
        out.addends.resize(shows.len() * named, 0.0);
        out.bias.clear();
        let (scales, bias) = (view.f32s(&self.bias_scales), view.i16s(&self.bias));
        out.bias.extend(shows.iter().map(|&show| {
            let value = |knot: usize| f32::from(bias[knot * self.shows + show as usize]) * scales[knot];
            at.blend(value(at.low), value(at.high))
        }));
        out.place.clear();
        out.place.resize(self.shows, u32::MAX);
        for (place, &show) in shows.iter().enumerate() {
            out.place[show as usize] = place as u32;
        }
        for component in &self.components {
            match component {
                Component::Sparse { gains, row_ends, scales, entries } => {
                    let (ends, scales, pairs) = (view.u32s(row_ends), view.f32s(scales), view.pairs(entries));
                    let gain = at.mix(gains);
                    for (column, &(show, weight)) in taste.iter().enumerate() {
                        let factor = weight * gain * scales[show as usize];
                        let mut target = 0;
                        for [step, value] in row_of(pairs, ends, show) {
                            target += usize::from(*step);
                            let place = out.place[target];
                            if place != u32::MAX {
                                out.addends[place as usize * named + column] += factor * f32::from(*value as i8);
                            }
                        }
                    }
                }
                Component::LowRank { rank, gains, in_scales, inputs, out_scales, outputs } => {
                    let (inputs, in_scales) = (view.i8s(inputs), view.f32s(in_scales));
                    let (outputs, out_scales) = (view.i8s(outputs), view.f32s(out_scales));
                    for (column, &(show, weight)) in taste.iter().enumerate() {
                        let show = show as usize;
                        out.hidden.clear();
                        out.hidden.resize(*rank, 0.0);
                        let row = &inputs[show * rank..(show + 1) * rank];
                        kernel::add_scaled(&mut out.hidden, row, weight * in_scales[show]);
                        self.apply_gains(view, gains, *rank, at, &mut out.hidden);
                        for (place, &target) in shows.iter().enumerate() {
                            let target = target as usize;
                            let product = kernel::product(&out.hidden, &outputs[target * rank..(target + 1) * rank]);
                            out.addends[place * named + column] += product * out_scales[target];
                        }
                    }
                }
            }
        }
    }

    /// What every show's score owes to its general popularity, for an input of this size, added to `scores`.
    pub(crate) fn popularity(&self, section: &[u8], size: f32, scores: &mut [f32]) {
        if let Ok(view) = View::new(section) {
            self.bias(view, self.between_knots(size), scores);
        }
    }

    fn bias(&self, view: View<'_>, at: BetweenKnots, scores: &mut [f32]) {
        let (scales, bias) = (view.f32s(&self.bias_scales), view.i16s(&self.bias));
        let row = |knot: usize| &bias[knot * self.shows..(knot + 1) * self.shows];
        for ((score, low), high) in scores.iter_mut().zip(row(at.low)).zip(row(at.high)) {
            *score += at.blend(f32::from(*low) * scales[at.low], f32::from(*high) * scales[at.high]);
        }
    }

    fn apply_gains(&self, view: View<'_>, gains: &Span, rank: usize, at: BetweenKnots, hidden: &mut [f32]) {
        let gains = view.f32s(gains);
        let row = |knot: usize| &gains[knot * rank..(knot + 1) * rank];
        for ((value, low), high) in hidden.iter_mut().zip(row(at.low)).zip(row(at.high)) {
            *value *= at.blend(*low, *high);
        }
    }

    fn between_knots(&self, size: f32) -> BetweenKnots {
        BetweenKnots::of(&self.knots, size)
    }
}

/// A logarithm to base 2 of a positive number that is the same on every machine (the standard library's may differ in
/// the last bit): exact at powers of two, linear between them. As a way to interpolate it is as good as the real one.
pub(crate) fn log2(value: f32) -> f32 {
    const MANTISSA_BITS: u32 = 23;
    let bits = value.to_bits();
    let exponent = (bits >> MANTISSA_BITS) as i32 - 127;
    let mantissa = f32::from_bits((bits & ((1 << MANTISSA_BITS) - 1)) | 1.0_f32.to_bits());
    exponent as f32 + (mantissa - 1.0)
}

/// Where an input size is among the knots: `part` of the way from one to another, or at one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BetweenKnots {
    low: usize,
    high: usize,
    part: f32,
}

impl BetweenKnots {
    /// `knots` are ascending and at least one ([`check_knots`]).
    pub(crate) fn of(knots: &[f32], size: f32) -> BetweenKnots {
        let last = knots.len() - 1;
        let high = knots.iter().position(|knot| *knot >= size).unwrap_or(last);
        let low = high.saturating_sub(usize::from(knots[high] > size));
        if low == high {
            return BetweenKnots { low, high, part: 0.0 };
        }
        let part = log2(size / knots[low]) / log2(knots[high] / knots[low]);
        BetweenKnots { low, high, part }
    }

    fn blend(self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.part
    }

    /// The value at this size of what has these values at the knots.
    pub(crate) fn mix(self, values: &[f32]) -> f32 {
        self.blend(values[self.low], values[self.high])
    }
}

/// Scores of all shows, and what is needed to compute them; reused from answer to answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scores {
    pub(crate) scores: Vec<f32>,
    hidden: Vec<f32>,
}

/// The addends of some scores; reused from answer to answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Addends {
    /// `shows × taste`.
    pub(crate) addends: Vec<f32>,
    /// `shows`.
    pub(crate) bias: Vec<f32>,
    hidden: Vec<f32>,
    place: Vec<u32>,
}

fn row_of<'p>(pairs: &'p [[u8; 2]], ends: &[u32], show: ShowIndex) -> &'p [[u8; 2]] {
    let begin = (show as usize).checked_sub(1).map_or(0, |before| ends[before] as usize);
    &pairs[begin..ends[show as usize] as usize]
}

/// Checks input sizes: at least one, ascending from above 0.
pub(crate) fn check_knots(section: SectionKind, knots: &[f32]) -> Result<(), OpenError> {
    if knots.is_empty() {
        return Err(invalid(section, "there is no input size"));
    }
    let mut before = 0.0;
    for (number, &knot) in knots.iter().enumerate() {
        // By its number: what writes fractions would be several kilobytes of the browser's module.
        if !(knot > before && knot.is_finite()) {
            return Err(invalid(section, format!("input size {number} does not ascend from above 0")));
        }
        before = knot;
    }
    Ok(())
}

fn all_finite(what: &str, values: &[f32]) -> Result<(), OpenError> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(at) => Err(invalid(SECTION, format!("{what} hold no finite number at {at}"))),
        None => Ok(()),
    }
}

/// The section as slices of numbers, in place.
#[derive(Clone, Copy)]
struct View<'b> {
    bytes: &'b [u8],
}

impl<'b> View<'b> {
    fn new(bytes: &'b [u8]) -> Result<View<'b>, OpenError> {
        if !(bytes.as_ptr() as usize).is_multiple_of(4) {
            return Err(invalid(SECTION, "its bytes do not begin at a multiple of four: use AlignedBytes"));
        }
        if cfg!(target_endian = "big") {
            return Err(invalid(SECTION, "weights are read in place, which a big-endian machine cannot"));
        }
        Ok(View { bytes })
    }

    fn slice<T: bytemuck::Pod>(self, span: &Span) -> &'b [T] {
        let size = size_of::<T>();
        bytemuck::cast_slice(&self.bytes[span.start * size..span.end * size])
    }

    fn f32s(self, span: &Span) -> &'b [f32] {
        self.slice(span)
    }

    fn u32s(self, span: &Span) -> &'b [u32] {
        self.slice(span)
    }

    fn i16s(self, span: &Span) -> &'b [i16] {
        self.slice(span)
    }

    fn i8s(self, span: &Span) -> &'b [i8] {
        self.slice(span)
    }

    fn pairs(self, span: &Span) -> &'b [[u8; 2]] {
        self.slice(span)
    }
}
