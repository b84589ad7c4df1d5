//! Putting into order, by numbers alone.
//!
//! Every kind of element that is sorted costs a module for the browser two to ten kilobytes of code. So everything that
//! the browser sorts is sorted as numbers of 64 bits, what decides above and what is decided in favour of below: one kind,
//! and a quick one.

use crate::catalogue::ShowIndex;

/// A number that is the smaller, the better the score is; of equal scores, the smaller the show's number. Scores are in
/// the total order of [`f32::total_cmp`].
pub(crate) fn key(score: f32, show: ShowIndex) -> u64 {
    u64::from(!ascending(score)) << 32 | u64::from(show)
}

/// The score and the show of a [`key`].
pub(crate) fn scored(key: u64) -> (f32, ShowIndex) {
    let ordered = !((key >> 32) as u32);
    let bits = if ordered >> 31 == 1 { ordered ^ 1 << 31 } else { !ordered };
    (f32::from_bits(bits), key as u32)
}

/// The bits of a number so that they ascend as it does: the sign turned, and all the others of negative numbers too.
fn ascending(number: f32) -> u32 {
    let bits = number.to_bits();
    if bits >> 31 == 1 { !bits } else { bits ^ 1 << 31 }
}

/// Leaves the `limit` smallest, in ascending order.
pub(crate) fn smallest(keys: &mut Vec<u64>, limit: usize) {
    if limit == 0 {
        keys.clear();
    } else if keys.len() > limit {
        keys.select_nth_unstable(limit - 1);
        keys.truncate(limit);
    }
    sort(keys);
}

#[inline(never)]
fn sort(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// Sorts by a number, the smallest first; what has the same one stays in its order.
///
/// ```
/// use model_core::order::by_number;
///
/// assert_eq!(by_number(vec!["drama", "crime", "war"], |word| word.len() as u32), ["war", "drama", "crime"]);
/// ```
pub fn by_number<T>(items: Vec<T>, number: impl Fn(&T) -> u32) -> Vec<T> {
    let mut keys: Vec<u64> =
        items.iter().zip(0_u32..).map(|(item, place)| u64::from(number(item)) << 32 | u64::from(place)).collect();
    sort(&mut keys);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    keys.into_iter().filter_map(|key| items.get_mut(key as u32 as usize)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::better;

    const NUMBERS: [f32; 11] =
        [0.0, -0.0, 1.0, -1.0, 1.5e-40, -1.5e-40, 3.0e38, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, -f32::NAN];

    #[test]
    fn keys_are_in_the_order_of_better_and_come_back() {
        let all = || NUMBERS.into_iter().flat_map(|score| [(score, 0), (score, 7), (score, u32::MAX)]);
        for a in all() {
            let back = scored(key(a.0, a.1));
            assert_eq!((back.0.to_bits(), back.1), (a.0.to_bits(), a.1));
            for b in all() {
                assert_eq!(key(a.0, a.1).cmp(&key(b.0, b.1)), better(&a, &b), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn the_smallest_are_left_in_order() {
        for limit in 0..6 {
            let mut keys = vec![5, 3, 9, 1];
            smallest(&mut keys, limit);
            assert_eq!(keys, [1, 3, 5, 9][..limit.min(4)]);
        }
    }

    #[test]
    fn equal_numbers_stay_in_their_order() {
        let items: Vec<(u32, usize)> = (0..100).map(|at| (at % 3, at as usize)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(number, _)| *number);
        assert_eq!(by_number(items, |(number, _)| *number), expected);
    }
}
