//! The low-rank part as an embedding: which shows are alike.

use super::{Component, View, Weights};
use crate::catalogue::ShowIndex;

/// A vector for each show, in place. Shows that the same people love point the same way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Embedding<'b> {
    rank: usize,
    vectors: &'b [i8],
}

impl Weights {
    /// The embedding; `None` when the file has no low-rank part.
    ///
    /// `section` must be the bytes that were opened.
    pub(crate) fn embedding<'b>(&self, section: &'b [u8]) -> Option<Embedding<'b>> {
        let view = View::new(section).ok()?;
        self.components.iter().find_map(|component| match component {
            Component::LowRank { rank, outputs, .. } => Some(Embedding { rank: *rank, vectors: view.i8s(outputs) }),
            Component::Sparse { .. } => None,
        })
    }
}

impl Embedding<'_> {
    fn vector(&self, show: ShowIndex) -> &[i8] {
        let begin = show as usize * self.rank;
        &self.vectors[begin..begin + self.rank]
    }

    /// How alike two shows are: the cosine of their vectors, -1 to 1. The scales of the rows cancel out, so the sums are
    /// of whole numbers and exact.
    pub(crate) fn likeness(&self, one: ShowIndex, other: ShowIndex) -> f32 {
        let (one, other) = (self.vector(one), self.vector(other));
        let (mut product, mut squares, mut other_squares) = (0_i32, 0_i32, 0_i32);
        for (&a, &b) in one.iter().zip(other) {
            let (a, b) = (i32::from(a), i32::from(b));
            product += a * b;
            squares += a * a;
            other_squares += b * b;
        }
        let size = (squares as f32).sqrt() * (other_squares as f32).sqrt();
        if size > 0.0 { product as f32 / size } else { 0.0 }
    }
}
