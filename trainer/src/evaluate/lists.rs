//! What the lists are like besides right: how much of the catalogue they show, how well known it is, whether they match
//! the kinds of show that a person watches, and whether they find what few have rated.
//!
//! All figures are of the twenty best shows for each person.

use model_core::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

use super::bootstrap::Figure;
use super::ranking::{LIST, found};
use super::{Question, Survey};
use crate::viewers::Viewers;

/// So much of all ratings is of the best known shows; the others are the tail.
const HEAD: f64 = 0.8;
/// Steck's α: so much of the wanted distribution is mixed into that of the list, lest a missing genre cost infinitely.
const SMOOTHING: f64 = 0.01;

/// What was known before anybody asked: how well known each show is, and its genres.
#[derive(Debug, Clone)]
pub struct Background {
    /// The share of people who like each show.
    known: Vec<f64>,
    /// How much each show tells who learns that somebody likes it, in bits.
    information: Vec<f64>,
    /// Whether a show is rarely rated.
    tail: Vec<bool>,
    /// The numbers of each show's genres; empty where there are none.
    genres: Vec<Vec<usize>>,
    /// How many genres there are.
    genre_count: usize,
}

impl Background {
    /// From the people who were learned from.
    pub fn new(people: &Viewers, catalogue: &Catalogue) -> Background {
        let mut likes = vec![0_u32; catalogue.len()];
        for viewer in 0..people.len() {
            for entry in people.liked(viewer) {
                likes[entry.show as usize] += 1;
            }
        }
        let all = people.len().max(1) as f64;
        let mut genre_names: Vec<&str> = Vec::new();
        let genres = catalogue
            .facts()
            .iter()
            .map(|facts| {
                let number = |genre: &'_ String| -> Option<usize> { genre_names.iter().position(|name| name == genre) };
                let numbers: Vec<Option<usize>> = facts.genres.iter().map(number).collect();
                numbers
                    .into_iter()
                    .zip(&facts.genres)
                    .map(|(number, genre)| {
                        number.unwrap_or_else(|| {
                            genre_names.push(genre);
                            genre_names.len() - 1
                        })
                    })
                    .collect()
            })
            .collect();
        Background {
            known: likes.iter().map(|likes| f64::from(*likes) / all).collect(),
            // Of what nobody likes yet no more is said than of what one person likes.
            information: likes.iter().map(|likes| (all / f64::from((*likes).max(1))).log2()).collect(),
            tail: tail(&likes),
            genres,
            genre_count: genre_names.len(),
        }
    }

    /// Whether a show is one of the rarely rated: those that, the least known first, make a fifth of all ratings.
    pub fn is_rare(&self, show: u32) -> bool {
        self.tail[show as usize]
    }

    /// How many shows are rarely rated.
    pub fn rare_shows(&self) -> usize {
        self.tail.iter().filter(|rare| **rare).count()
    }

    /// How genres are distributed over some shows, each show's weight of 1 divided among its genres; `None` where no
    /// genre is known.
    fn genres_of(&self, shows: impl Iterator<Item = u32>) -> Option<Vec<f64>> {
        let mut distribution = vec![0.0; self.genre_count];
        let mut total = 0.0;
        for show in shows {
            let genres = &self.genres[show as usize];
            for &genre in genres {
                distribution[genre] += 1.0 / genres.len() as f64;
            }
            total += f64::from(u8::from(!genres.is_empty()));
        }
        distribution.iter_mut().for_each(|share| *share /= total);
        (total > 0.0).then_some(distribution)
    }
}

/// Which shows make the last part of all ratings.
fn tail(likes: &[u32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..likes.len()).collect();
    order.sort_by(|a, b| likes[*b].cmp(&likes[*a]).then(a.cmp(b)));
    let all: u64 = likes.iter().map(|likes| u64::from(*likes)).sum();
    let mut tail = vec![false; likes.len()];
    let mut before = 0_u64;
    for show in order {
        tail[show] = before as f64 >= all as f64 * HEAD;
        before += u64::from(likes[show]);
    }
    tail
}

/// What the lists for some people are like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Lists {
    /// The share of the catalogue that is on at least one list.
    pub coverage: f64,
    /// The mean self-information of what is listed, in bits: log₂(people / people who like it), over people (Zhou et
    /// al., "Solving the apparent diversity-accuracy dilemma", PNAS 2010).
    pub novelty: f64,
    /// The share of people who like a listed show, in the mean over shows and people.
    pub popularity: f64,
    /// The same of what these people really watched, named or not.
    pub chosen_popularity: f64,
    /// How far the genres listed are from the genres watched: the Kullback–Leibler divergence in nats with α = .01
    /// (Steck, "Calibrated recommendations", RecSys 2018, eq. 6–7), over people; 0 is perfect. `None` without genres.
    pub miscalibration: Option<f64>,
    /// Recall@20 of what is to be found among the rarely rated shows, in the lists as they are, over those who have any.
    pub rare_recall20: Figure,
    /// How many people have any.
    pub rare_people: usize,
}

impl Lists {
    /// Of the answers to these questions.
    pub fn of(survey: &Survey, questions: &[Question], background: &Background) -> Lists {
        let people = questions.len().max(1) as f64;
        let mean_of = |values: &[f64], shows: &mut dyn Iterator<Item = u32>| {
            let (sum, count) = shows.fold((0.0, 0), |(sum, count), show| (sum + values[show as usize], count + 1));
            sum / f64::from(count.max(1))
        };
        let mut shown = vec![false; background.known.len()];
        let mut lists = Lists::default();
        let mut divergences = Vec::new();
        let mut rare = Vec::new();
        for (question, list) in questions.iter().zip(&survey.lists) {
            list.iter().for_each(|show| shown[*show as usize] = true);
            lists.novelty += mean_of(&background.information, &mut list.iter().copied()) / people;
            lists.popularity += mean_of(&background.known, &mut list.iter().copied()) / people;
            lists.chosen_popularity += mean_of(&background.known, &mut question.history()) / people;
            let (wanted, given) =
                (background.genres_of(question.history()), background.genres_of(list.iter().copied()));
            if let (Some(wanted), Some(given)) = (wanted, given) {
                divergences.push(divergence(&wanted, &given));
            }
            let hidden: Vec<u32> = question.relevant.iter().copied().filter(|show| background.is_rare(*show)).collect();
            if !hidden.is_empty() {
                let question = Question { named: Vec::new(), relevant: hidden };
                rare.push(found(&question, list) as f64 / LIST.min(question.relevant.len()) as f64);
            }
        }
        lists.coverage = shown.iter().filter(|shown| **shown).count() as f64 / shown.len().max(1) as f64;
        lists.miscalibration = (!divergences.is_empty()).then(|| Figure::of(&divergences).mean);
        lists.rare_people = rare.len();
        lists.rare_recall20 = Figure::of(&rare);
        lists
    }
}

/// The Kullback–Leibler divergence of the given from the wanted distribution, smoothed.
fn divergence(wanted: &[f64], given: &[f64]) -> f64 {
    let terms = wanted.iter().zip(given).filter(|(wanted, _)| **wanted > 0.0);
    terms
        .map(|(wanted, given)| {
            let smoothed = (1.0 - SMOOTHING) * given + SMOOTHING * wanted;
            wanted * (wanted / smoothed).ln()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use model_core::catalogue::{Facts, Title};

    use super::*;
    use crate::viewers::Entry;

    /// Six shows; show 0 is liked by all of eight people, show 1 by four, show 2 by one, the others by nobody.
    fn background() -> Background {
        let genres = [&["crime"][..], &["crime", "drama"], &["comedy"], &["comedy"], &[], &["drama"]];
        let titles = (0..6).map(|id| Title { id: id.to_string(), ..Title::default() }).collect();
        let facts =
            genres.map(|genres| Facts { genres: genres.iter().map(|g| (*g).into()).collect(), ..Facts::default() });
        let catalogue = Catalogue::new(titles, facts.to_vec()).expect("distinct ids");
        let mut people = Viewers::new();
        for person in 0..8 {
            let shows = (0..3).filter(|show| person < [8, 4, 1][*show as usize]);
            people.push(shows.map(Entry::liked).collect(), 1.0);
        }
        Background::new(&people, &catalogue)
    }

    #[test]
    fn figures_of_two_lists() {
        let questions = [
            Question { named: vec![Entry::liked(0)], relevant: vec![1, 2] },
            Question { named: vec![Entry::liked(1)], relevant: vec![0] },
        ];
        let survey = Survey { lists: vec![vec![1, 2], vec![0, 2]], ..Survey::default() };
        let lists = Lists::of(&survey, &questions, &background());
        assert_eq!(lists.coverage, 0.5);
        // Bits: 0, 1 and 3.
        assert!((lists.novelty - (2.0 + 1.5) / 2.0).abs() < 1e-12, "{lists:?}");
        assert!((lists.popularity - ((0.5 + 0.125) / 2.0 + (1.0 + 0.125) / 2.0) / 2.0).abs() < 1e-12, "{lists:?}");
        assert!((lists.chosen_popularity - (1.625 / 3.0 + 0.75) / 2.0).abs() < 1e-12, "{lists:?}");
        // Of thirteen likes the first show has eight, the second the next four: 12 of 13 are more than four fifths.
        assert_eq!((lists.rare_people, lists.rare_recall20.mean), (1, 1.0));
        assert_eq!(background().rare_shows(), 4);
    }

    #[test]
    fn a_list_like_the_history_is_calibrated() {
        let background = background();
        let of = |shows: &[u32]| background.genres_of(shows.iter().copied()).expect("genres");
        assert_eq!(divergence(&of(&[0, 2]), &of(&[0, 3])), 0.0);
        let other = divergence(&of(&[0, 2]), &of(&[2, 3]));
        // Crime, half of the wanted, is missing: only its smoothing is there.
        let expected = 0.5 * (0.5_f64 / 0.005).ln() + 0.5 * (0.5_f64 / 0.995).ln();
        assert!((other - expected).abs() < 1e-12, "{other}");
        assert_eq!(background.genres_of([4].into_iter()), None);
    }
}
