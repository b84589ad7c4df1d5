//! Half of a symmetric matrix that may be sparse in some rows and full in others.

/// A row of a symmetric matrix left of its diagonal, in whichever form takes less memory.
#[derive(Debug, Clone)]
pub(super) enum LowerRow {
    /// Where it is not zero, ascending, and what is there. Apart, because only the first are searched.
    Few { columns: Vec<u32>, values: Vec<f32> },
    /// All of it.
    All(Vec<f32>),
}

impl LowerRow {
    /// Of the show with this number.
    pub(super) fn new(show: usize, kept: impl Iterator<Item = (u32, f32)>) -> LowerRow {
        let (columns, values): (Vec<u32>, Vec<f32>) = kept.unzip();
        if 2 * columns.len() < show {
            return LowerRow::Few { columns, values };
        }
        let mut all = vec![0.0; show];
        for (column, value) in columns.into_iter().zip(values) {
            all[column as usize] = value;
        }
        LowerRow::All(all)
    }

    pub(super) fn at(&self, column: u32) -> f64 {
        f64::from(match self {
            LowerRow::Few { columns, values } => columns.binary_search(&column).map_or(0.0, |at| values[at]),
            LowerRow::All(values) => values[column as usize],
        })
    }

    pub(super) fn for_each(&self, mut take: impl FnMut(usize, f64)) {
        match self {
            LowerRow::Few { columns, values } => {
                columns.iter().zip(values).for_each(|(column, value)| take(*column as usize, f64::from(*value)));
            }
            LowerRow::All(values) => {
                values.iter().enumerate().for_each(|(column, value)| take(column, f64::from(*value)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_the_same_in_either_form() {
        for columns in [vec![], vec![3], vec![0, 2, 7, 9], (0..10).collect::<Vec<u32>>()] {
            let row = LowerRow::new(10, columns.iter().map(|column| (*column, 1.0 + *column as f32)));
            assert_eq!(matches!(row, LowerRow::All(_)), columns.len() >= 5);
            let mut sum = 0.0;
            row.for_each(|_, value| sum += value);
            assert_eq!(sum, columns.iter().map(|column| 1.0 + f64::from(*column)).sum::<f64>());
            for column in 0..10 {
                let there = if columns.contains(&column) { 1.0 + f64::from(column) } else { 0.0 };
                assert_eq!(row.at(column), there);
            }
        }
    }
}
