//! Measuring on people whom the model has never seen: strong generalization (Liang et al., "Variational Autoencoders for
//! Collaborative Filtering", WWW 2018, section 4), at the input sizes that people really have.
//!
//! A [`Split`] keeps people apart; of each of them a [`Question`] names some liked shows and hides the others, which are
//! to be found among all shows that were not named. [`measure`] asks a way of scoring all questions and gives its
//! [`Quality`]; [`survey`] also keeps its lists, of which [`lists`] says how much of the catalogue they show, how well
//! known that is, and how well they match what people watch. [`cold`] asks for shows that nobody rated, [`fixed`] is the
//! protocol of published tables, [`export`] writes a split for other programs, [`results`] is what a run has found.

pub mod bootstrap;
pub mod cold;
pub mod export;
pub mod fixed;
pub mod lists;
mod question;
mod ranking;
pub mod results;
mod split;

pub use question::{Question, TooFewTimes, feedback, questions, questions_in_time, questions_with_dislikes};
pub use ranking::{Quality, Survey, measure, survey};
pub use split::{LEAST_HISTORY, Split, is_kept_apart};

/// How much of a history is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum InputSize {
    /// So many shows.
    Shows(usize),
    /// This share of the history.
    Share(f64),
}

impl InputSize {
    /// What people are asked with unless somebody says otherwise: what they really name, and most of a history.
    pub const USUAL: [InputSize; 5] =
        [InputSize::Shows(1), InputSize::Shows(3), InputSize::Shows(5), InputSize::Shows(10), InputSize::Share(0.8)];

    /// How many of so many shows are named.
    pub fn of(self, shows: usize) -> usize {
        match self {
            InputSize::Shows(named) => named,
            InputSize::Share(share) => (shows as f64 * share).round() as usize,
        }
    }
}

impl std::str::FromStr for InputSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("{text:?} is no input size: give a number of shows (3) or a share (80%)");
        match text.trim().strip_suffix('%') {
            Some(percent) => {
                let percent: f64 = percent.parse().map_err(|_| wrong())?;
                (percent > 0.0 && percent < 100.0).then_some(InputSize::Share(percent / 100.0)).ok_or_else(wrong)
            }
            None => {
                let shows: usize = text.trim().parse().map_err(|_| wrong())?;
                (shows > 0).then_some(InputSize::Shows(shows)).ok_or_else(wrong)
            }
        }
    }
}

impl std::fmt::Display for InputSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            InputSize::Shows(shows) => write!(f, "{shows}"),
            InputSize::Share(share) => write!(f, "{:.0}%", share * 100.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_sizes_are_read_and_nonsense_is_refused() {
        assert_eq!("3".parse(), Ok(InputSize::Shows(3)));
        assert_eq!("80%".parse(), Ok(InputSize::Share(0.8)));
        for wrong in ["0", "", "x", "100%", "0%", "-1"] {
            assert!(wrong.parse::<InputSize>().is_err(), "{wrong}");
        }
    }
}
