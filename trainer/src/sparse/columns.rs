//! Solved columns as the subspace iteration needs them.

use faer::Mat;
use rayon::prelude::*;

use crate::compress::{Factors, Linear, Solved, SparseColumns};

/// Sparse columns with weighted rows, by column and by row.
pub struct WeightedColumns {
    columns: Vec<Vec<(u32, f32)>>,
    rows: Vec<Vec<(u32, f32)>>,
}

impl Solved for SparseColumns {
    type Weighted = WeightedColumns;

    fn row_weighted(&self, row_weights: &[f32]) -> WeightedColumns {
        let mut lengths = vec![0; row_weights.len()];
        for (row, _) in self.columns.iter().flatten() {
            lengths[*row as usize] += 1;
        }
        let mut rows: Vec<Vec<(u32, f32)>> = lengths.into_iter().map(Vec::with_capacity).collect();
        let mut columns = self.columns.clone();
        for (j, column) in columns.iter_mut().enumerate() {
            for (row, weight) in column {
                *weight *= row_weights[*row as usize];
                rows[*row as usize].push((j as u32, *weight));
            }
        }
        WeightedColumns { columns, rows }
    }

    /// Only elements of these columns: what the factors say elsewhere is left as it is.
    fn strongest(&self, factors: &Factors, row_weights: &[f32], entries: usize) -> SparseColumns {
        let missed = self
            .columns
            .par_iter()
            .enumerate()
            .flat_map_iter(|(j, column)| {
                column.iter().map(move |&(i, weight)| {
                    let residual = weight - factors.at(i as usize, j);
                    ((residual * row_weights[i as usize]).abs(), i, j as u32)
                })
            })
            .collect();
        // They are solved again on their pattern, so that only where they are counts.
        SparseColumns::of_strongest(self.columns.len(), missed, entries, |_, _| 0.0)
    }
}

impl Linear for WeightedColumns {
    fn times(&self, right: &Mat<f64>) -> Mat<f64> {
        gather(&self.rows, right)
    }

    fn transposed_times(&self, right: &Mat<f64>) -> Mat<f64> {
        gather(&self.columns, right)
    }
}

/// Sparse rows times a thin matrix.
fn gather(rows: &[Vec<(u32, f32)>], right: &Mat<f64>) -> Mat<f64> {
    let width = right.ncols();
    let by_row: Vec<f64> = (0..right.nrows()).flat_map(|row| (0..width).map(move |d| right[(row, d)])).collect();
    let mut product = vec![0.0; rows.len() * width];
    product.par_chunks_mut(width.max(1)).zip(rows).for_each(|(to, row)| {
        for &(column, weight) in row {
            let from = &by_row[column as usize * width..][..width];
            for (to, from) in to.iter_mut().zip(from) {
                *to += f64::from(weight) * from;
            }
        }
    });
    Mat::from_fn(rows.len(), width, |row, d| product[row * width + d])
}
