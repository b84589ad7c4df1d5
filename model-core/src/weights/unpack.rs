//! The weights back as matrices, for programs that compute with them in their own way.

use super::{Component, LowRank, NewComponent, NewWeights, SparseRows, View, Weights, row_of};
use crate::catalogue::ShowIndex;
use crate::error::OpenError;

impl Weights {
    /// What [`NewWeights::encode`] was given, up to what rounding the biases took; weights of 0 are left out.
    ///
    /// `section` must be the bytes that were opened.
    ///
    /// # Errors
    /// [`OpenError::Invalid`] when the bytes do not begin at a multiple of four.
    pub fn unpack(&self, section: &[u8]) -> Result<NewWeights, OpenError> {
        let view = View::new(section)?;
        let scales = view.f32s(&self.bias_scales);
        let rows = view.i16s(&self.bias).chunks(self.shows.max(1)).zip(scales);
        Ok(NewWeights {
            shows: self.shows,
            knots: self.knots.clone(),
            feedback: self.feedback,
            bias: rows.flat_map(|(row, scale)| row.iter().map(move |value| f32::from(*value) * scale)).collect(),
            components: self.components.iter().map(|component| component.unpack(view, self.shows)).collect(),
        })
    }
}

impl Component {
    fn unpack(&self, view: View<'_>, shows: usize) -> NewComponent {
        match self {
            Component::Sparse { gains, row_ends, scales, entries } => {
                let (ends, pairs) = (view.u32s(row_ends), view.pairs(entries));
                NewComponent::Sparse(SparseRows {
                    gains: gains.clone(),
                    scales: view.f32s(scales).to_vec(),
                    rows: (0..shows).map(|show| columns(row_of(pairs, ends, show as ShowIndex))).collect(),
                })
            }
            Component::LowRank { rank, gains, in_scales, inputs, out_scales, outputs } => {
                NewComponent::LowRank(LowRank {
                    rank: *rank,
                    gains: view.f32s(gains).to_vec(),
                    input_scales: view.f32s(in_scales).to_vec(),
                    inputs: view.i8s(inputs).to_vec(),
                    output_scales: view.f32s(out_scales).to_vec(),
                    outputs: view.i8s(outputs).to_vec(),
                })
            }
        }
    }
}

/// A row's steps as columns.
fn columns(pairs: &[[u8; 2]]) -> Vec<(ShowIndex, i8)> {
    let mut column = 0;
    let weights = pairs.iter().map(|[step, weight]| {
        column += ShowIndex::from(*step);
        (column, *weight as i8)
    });
    weights.filter(|(_, weight)| *weight != 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::AlignedBytes;
    use crate::kernel::LANES;

    #[test]
    fn what_was_written_comes_back() -> Result<(), OpenError> {
        // Columns so far apart that steps need a bridge, and one at the very distance of a step.
        let shows = 700;
        let mut rows = vec![Vec::new(); shows];
        rows[0] = vec![(3, -7), (258, 5), (600, 127)];
        rows[699] = vec![(0, 1), (699, -127)];
        let factor = |seed: i8| (0..shows * LANES).map(|at| (at % 200) as i8 ^ seed).collect::<Vec<i8>>();
        let written = NewWeights {
            shows,
            knots: vec![1.0, 10.0],
            feedback: [1.5, 1.0, -0.5],
            bias: (0..2 * shows).map(|at| at as f32 / 100.0 - 3.0).collect(),
            components: vec![
                NewComponent::Sparse(SparseRows { gains: vec![1.0, 0.5], scales: vec![0.25; shows], rows }),
                NewComponent::LowRank(LowRank {
                    rank: LANES,
                    gains: (0..2 * LANES).map(|at| at as f32).collect(),
                    input_scales: vec![0.5; shows],
                    inputs: factor(1),
                    output_scales: vec![2.0; shows],
                    outputs: factor(2),
                }),
            ],
        };
        let bytes = AlignedBytes::from_slice(&written.encode());
        let mut read = Weights::open(bytes.as_slice())?.unpack(bytes.as_slice())?;
        for (got, bias) in read.bias.iter().zip(&written.bias) {
            assert!((got - bias).abs() < 0.001, "{got} of {bias}");
        }
        read.bias.clone_from(&written.bias);
        assert_eq!(read, written);
        Ok(())
    }
}
