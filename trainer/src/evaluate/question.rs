//! What people are asked, and what they are known to like besides.

use model_core::catalogue::ShowIndex;
use model_core::request::Feedback;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::InputSize;
use crate::viewers::{Entry, Viewers};

/// One person's question, and what they are known to like besides.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is named.
    pub named: Vec<Entry>,
    /// What is to be found.
    pub relevant: Vec<ShowIndex>,
}

impl Question {
    /// What is named, as a person would say it.
    pub fn taste(&self) -> Vec<(ShowIndex, Feedback)> {
        self.named.iter().map(|entry| (entry.show, feedback(entry))).collect()
    }

    /// Everything the person is known to like.
    pub fn history(&self) -> impl Iterator<Item = ShowIndex> + '_ {
        self.named.iter().map(|entry| entry.show).chain(self.relevant.iter().copied())
    }
}

/// An entry as what a person would say.
pub fn feedback(entry: &Entry) -> Feedback {
    match entry {
        Entry { loved: true, .. } => Feedback::Loved,
        Entry { preference, .. } if *preference > 0.0 => Feedback::Liked,
        _ => Feedback::Disliked,
    }
}

/// Draws a question for each person who has more liked shows than are named. The same seed gives the same questions,
/// whatever is asked of other people.
pub fn questions(people: &Viewers, size: InputSize, seed: u64) -> Vec<Question> {
    (0..people.len()).filter_map(|person| cut(shuffled(people, person, seed), size)).collect()
}

/// As [`questions`], where people also name what they dislike: each such show with the probability with which a liked
/// one is named. With each question the person's number.
pub fn questions_with_dislikes(people: &Viewers, size: InputSize, seed: u64) -> Vec<(usize, Question)> {
    (0..people.len())
        .filter_map(|person| {
            let mut question = cut(shuffled(people, person, seed), size)?;
            let part = question.named.len() as f64 / (question.named.len() + question.relevant.len()) as f64;
            let mut random = random_of(person, seed);
            // Past what drew the question itself.
            random.set_word_pos(1 << 40);
            let disliked = people.entries_of(person).iter().filter(|entry| entry.preference < 0.0);
            question.named.extend(disliked.filter(|_| random.random_bool(part)));
            Some((person, question))
        })
        .collect()
}

/// As [`questions`], but what was liked first is named and what was liked later is to be found. Of what carries the same
/// time (whole lists are entered in one sitting) the seed draws.
///
/// # Errors
/// [`TooFewTimes`] when most entries carry no time.
pub fn questions_in_time(people: &Viewers, size: InputSize, seed: u64) -> Result<Vec<Question>, TooFewTimes> {
    let times = (0..people.len()).flat_map(|person| people.liked(person)).map(|entry| entry.time != 0);
    let (timed, all) = times.fold((0, 0), |(timed, all), has| (timed + usize::from(has), all + 1));
    if timed * 2 < all {
        return Err(TooFewTimes { timed, all });
    }
    let in_order = |person| {
        let mut liked = shuffled(people, person, seed);
        liked.sort_by_key(|entry| entry.time);
        liked
    };
    Ok((0..people.len()).filter_map(|person| cut(in_order(person), size)).collect())
}

/// There are not enough times to say what was liked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a split in time needs to know when: {timed} of {all} ratings of the people who are asked carry a time, as seconds \
     since 1970 in a column timestamp, time or date (or name it with --time-column)"
)]
pub struct TooFewTimes {
    /// Entries with a time.
    pub timed: usize,
    /// Entries.
    pub all: usize,
}

/// What a person likes, in an order that depends on the person and the seed alone.
fn shuffled(people: &Viewers, person: usize, seed: u64) -> Vec<Entry> {
    let mut liked: Vec<Entry> = people.liked(person).collect();
    liked.shuffle(&mut random_of(person, seed));
    liked
}

/// A person's own stream of randomness: nothing depends on who else is asked.
fn random_of(person: usize, seed: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(person as u64);
    random
}

/// Names the first ones.
fn cut(mut liked: Vec<Entry>, size: InputSize) -> Option<Question> {
    let named = size.of(liked.len());
    if named == 0 || named >= liked.len() {
        return None;
    }
    let relevant = liked.split_off(named).into_iter().map(|entry| entry.show).collect();
    Some(Question { named: liked, relevant })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(times: &[i64]) -> Viewers {
        let mut people = Viewers::new();
        let entry = |(show, &time): (usize, &i64)| Entry { time, ..Entry::liked(show as u32) };
        people.push(times.iter().enumerate().map(entry).collect(), 1.0);
        people
    }

    #[test]
    fn in_time_the_first_are_named_and_ties_are_drawn() {
        let asked = questions_in_time(&people(&[50, 10, 40, 20, 30]), InputSize::Shows(2), 1).expect("all are timed");
        let named: Vec<u32> = asked[0].named.iter().map(|entry| entry.show).collect();
        assert_eq!(named, [1, 3]);
        assert_eq!(asked[0].relevant, [4, 2, 0]);
        let alike = people(&[7; 12]);
        let first = |seed| questions_in_time(&alike, InputSize::Shows(1), seed).expect("timed")[0].named[0].show;
        assert!((0..20).any(|seed| first(seed) != first(0)));
    }

    #[test]
    fn without_times_nothing_is_said_about_time() {
        let asked = questions_in_time(&people(&[0, 0, 0, 5]), InputSize::Shows(2), 1);
        assert_eq!(asked.map(|asked| asked.len()), Err(TooFewTimes { timed: 1, all: 4 }));
    }
}
