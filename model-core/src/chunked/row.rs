//! What a named show says: the rows chunks, and the head.
//!
//! A row is, in this order: the number of shows of the same franchise and these shows; the number of weights; a scale for
//! each regime; the weighted shows; their weights, one byte each, regime after regime; and for each weighted show that is
//! not in the head its bias, one byte for each regime. Shows are given as gaps.

use super::bytes::{Cursor, put_floats, put_number, put_shows};
use crate::catalogue::ShowIndex;

/// A row to be written. Both lists of shows ascend.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewRow {
    /// The other shows of its franchise.
    pub kin: Vec<ShowIndex>,
    /// The shows that it says something of.
    pub shows: Vec<ShowIndex>,
    /// What it says of each, one list for each regime.
    pub weights: Vec<Vec<f32>>,
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) kin: Vec<ShowIndex>,
    pub(super) shows: Vec<ShowIndex>,
    /// One for each regime.
    pub(super) scales: Vec<f32>,
    /// Regime after regime.
    pub(super) weights: Vec<i8>,
    /// For each show that is not in the head, one byte for each regime.
    pub(super) biases: Vec<u8>,
}

impl Row {
    /// What the regime's weights are, in the order of the shows.
    pub(super) fn weights_of(&self, regime: usize) -> &[i8] {
        &self.weights[regime * self.shows.len()..(regime + 1) * self.shows.len()]
    }

    /// `None` where the bytes make no sense. `is_head` says which shows are in the head.
    pub(super) fn read(bytes: &[u8], shows: usize, regimes: usize, is_head: impl Fn(ShowIndex) -> bool) -> Option<Row> {
        let mut cursor = Cursor::new(bytes);
        let kin = cursor.count()?;
        let kin = cursor.shows(kin, shows)?;
        let count = cursor.count()?;
        let scales = cursor.floats(regimes)?;
        let shows = cursor.shows(count, shows)?;
        let weights = cursor.take(regimes.checked_mul(count)?)?.iter().map(|byte| *byte as i8).collect();
        let elsewhere = shows.iter().filter(|show| !is_head(**show)).count();
        let biases = cursor.take(regimes.checked_mul(elsewhere)?)?.to_vec();
        cursor.is_done().then_some(Row { kin, shows, scales, weights, biases })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_number(&mut bytes, self.kin.len() as u32);
        put_shows(&mut bytes, &self.kin);
        put_number(&mut bytes, self.shows.len() as u32);
        put_floats(&mut bytes, self.scales.iter().copied());
        put_shows(&mut bytes, &self.shows);
        bytes.extend(self.weights.iter().map(|weight| *weight as u8));
        bytes.extend(&self.biases);
        bytes
    }
}

/// Weights as bytes with one scale.
pub(super) fn quantize(weights: &[f32]) -> (f32, impl Iterator<Item = i8>) {
    let largest = weights.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    let scale = if largest > 0.0 { largest / f32::from(i8::MAX) } else { 1.0 };
    (scale, weights.iter().map(move |weight| (weight / scale).round() as i8))
}

/// The shows that are candidates whatever is named: those with the greatest biases. The chunk is: their number; a scale
/// for each regime; the shows as gaps; their biases, two bytes each, regime after regime.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) shows: Vec<ShowIndex>,
    /// Regime after regime.
    pub(super) biases: Vec<f32>,
}

impl Head {
    pub(super) fn read(bytes: &[u8], shows: usize, regimes: usize) -> Option<Head> {
        let mut cursor = Cursor::new(bytes);
        let count = cursor.count()?;
        let scales = cursor.floats(regimes)?;
        let shows = cursor.shows(count, shows)?;
        let mut biases = Vec::with_capacity(regimes * count);
        for scale in scales {
            let row = cursor.take(count.checked_mul(2)?)?;
            let (words, _) = row.as_chunks::<2>();
            biases.extend(words.iter().map(|word| f32::from(i16::from_le_bytes(*word)) * scale));
        }
        cursor.is_done().then_some(Head { shows, biases })
    }

    /// Writes these shows with the biases that all shows have in each regime.
    pub(super) fn write<'b>(shows: &[ShowIndex], biases: impl Iterator<Item = &'b [f32]> + Clone) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_number(&mut bytes, shows.len() as u32);
        let of_head = |biases: &'b [f32]| shows.iter().map(move |show| biases[*show as usize]);
        let scale = |biases| {
            let largest = of_head(biases).fold(0.0_f32, |largest, bias| largest.max(bias.abs()));
            if largest > 0.0 { largest / f32::from(i16::MAX) } else { 1.0 }
        };
        put_floats(&mut bytes, biases.clone().map(scale));
        put_shows(&mut bytes, shows);
        for biases in biases {
            let scale = scale(biases);
            bytes.extend(of_head(biases).flat_map(|bias| ((bias / scale).round() as i16).to_le_bytes()));
        }
        bytes
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_survive(kin in prop::collection::btree_set(0_u32..3000, 0..5),
                        shows in prop::collection::btree_set(0_u32..3000, 0..40),
                        regimes in 1_usize..4, bytes in prop::collection::vec(any::<u8>(), 240)) {
            let count = shows.len();
            let shows: Vec<u32> = shows.into_iter().collect();
            let is_head = |show| show < 700;
            let elsewhere = shows.iter().filter(|show| !is_head(**show)).count();
            let row = Row {
                kin: kin.into_iter().collect(),
                scales: vec![0.25; regimes],
                weights: bytes[..regimes * count].iter().map(|byte| *byte as i8).collect(),
                biases: bytes[120..120 + regimes * elsewhere].to_vec(),
                shows,
            };
            let written = row.write();
            prop_assert_eq!(Row::read(&written, 3000, regimes, is_head), Some(row));
            for length in 0..written.len() {
                prop_assert_eq!(Row::read(&written[..length], 3000, regimes, is_head), None);
            }
        }

        #[test]
        fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..120), regimes in 1_usize..4) {
            let _ = Row::read(&bytes, 100, regimes, |show| show < 50);
            let _ = Head::read(&bytes, 100, regimes);
        }
    }

    #[test]
    fn the_head_keeps_biases_to_sixteen_bits() {
        let biases = [vec![0.5, 0.25, 9.0, -1.0], vec![0.0; 4]];
        let written = Head::write(&[0, 1, 3], biases.iter().map(Vec::as_slice));
        let head = Head::read(&written, 4, 2).expect("own bytes");
        assert_eq!(head.shows, [0, 1, 3]);
        for (got, wanted) in head.biases.iter().zip([0.5, 0.25, -1.0, 0.0, 0.0, 0.0]) {
            assert!((got - wanted).abs() < 1e-4, "{got} {wanted}");
        }
    }
}
