//! The inner loops.
//!
//! Sums run in [`LANES`] parallel partial sums that are added up in one fixed order at the end: the compiler turns them
//! into SIMD instructions (128-bit ones in WebAssembly) and the result is the same to the last bit everywhere, because
//! no sum is ever reordered or fused. `tests/same_everywhere.rs` holds both against the same numbers.

/// How many partial sums run side by side; ranks are multiples of it.
pub const LANES: usize = 8;

/// `hidden += factor · row`.
pub(crate) fn add_scaled(hidden: &mut [f32], row: &[i8], factor: f32) {
    for (value, weight) in hidden.iter_mut().zip(row) {
        *value += factor * f32::from(*weight);
    }
}

/// The product of a vector with one row of 8-bit weights. Both have the same length, a multiple of [`LANES`].
#[inline(always)]
pub(crate) fn product(hidden: &[f32], row: &[i8]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    for (values, weights) in hidden.as_chunks::<LANES>().0.iter().zip(row.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] += values[lane] * f32::from(weights[lane]);
        }
    }
    ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]))
}

/// `scores[j] += scales[j] · (hidden · rows[j])` for every `j`.
pub(crate) fn add_products(scores: &mut [f32], hidden: &[f32], rows: &[i8], scales: &[f32]) {
    if !hidden.is_empty() {
        add_products_wide(scores, hidden, rows, scales);
    }
}

/// Adds a sparse row of `(step, weight)` pairs times `factor`. Columns were checked when the weights were opened.
pub(crate) fn add_sparse_row(scores: &mut [f32], pairs: &[[u8; 2]], factor: f32) {
    let mut column = 0;
    for [step, weight] in pairs {
        column += usize::from(*step);
        scores[column] += factor * f32::from(*weight as i8);
    }
}

/// The loop over all shows. In WebAssembly it is compiled to 128-bit SIMD: an engine checks a module as a whole before it
/// runs any of it, so where this runs the instructions are there.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn add_products_wide(scores: &mut [f32], hidden: &[f32], rows: &[i8], scales: &[f32]) {
    for ((score, row), scale) in scores.iter_mut().zip(rows.chunks_exact(hidden.len())).zip(scales) {
        *score += product(hidden, row) * scale;
    }
}
