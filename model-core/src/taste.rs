//! From what a person said to a signed input.

use crate::catalogue::ShowIndex;
use crate::request::Feedback;

/// What was said, of each of `shows` shows the last word; numbers beyond them are passed over.
pub(crate) fn last_words(
    said: &[(ShowIndex, Feedback)],
    shows: usize,
) -> impl Iterator<Item = (ShowIndex, Feedback)> + Clone {
    said.iter().enumerate().filter_map(move |(at, &(show, feedback))| {
        let repeated = said[at + 1..].iter().any(|(later, _)| *later == show);
        (!repeated && (show as usize) < shows).then_some((show, feedback))
    })
}

/// The signed input, into `taste`, and its size: how many shows are liked, at least one. `weights` are those of loved,
/// liked and disliked shows; `Seen` counts for nothing. What is liked weighs 1 on the average, so that to call everything
/// loved says no more than to call everything liked. A dislike counts what the file says, which may be more than nothing:
/// a show that is disliked was watched.
pub(crate) fn weigh(
    words: impl Iterator<Item = (ShowIndex, Feedback)> + Clone,
    [loved, liked, disliked]: [f32; 3],
    taste: &mut Vec<(ShowIndex, f32)>,
) -> f32 {
    let (count, sum) = words.clone().fold((0.0_f32, 0.0_f32), |(count, sum), (_, feedback)| match feedback {
        Feedback::Loved => (count + 1.0, sum + loved),
        Feedback::Liked => (count + 1.0, sum + liked),
        Feedback::Disliked | Feedback::Seen => (count, sum),
    });
    let unit = if sum > 0.0 { count / sum } else { 1.0 };
    taste.clear();
    taste.extend(words.filter_map(|(show, feedback)| match feedback {
        Feedback::Loved => Some((show, loved * unit)),
        Feedback::Liked => Some((show, liked * unit)),
        Feedback::Disliked => Some((show, disliked)),
        Feedback::Seen => None,
    }));
    count.max(1.0)
}
