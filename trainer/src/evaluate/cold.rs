//! New shows: some are taken out of everybody's history before training, so that the model can place them only by what
//! is known of them (genres, tags, makers, cast, lists), and people who like them are asked.
//!
//! Shows of equal score are ordered by lot here, by another one for each question. The numbers of shows, which order them
//! elsewhere, are their ranks by popularity, and of a new show that is not known.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use xxhash_rust::xxh64::xxh64;

use super::ranking::{LIST, ask, found};
use super::{InputSize, Question, questions};
use crate::viewers::Viewers;

/// So large a part of the shows is taken to be new.
const PART: f64 = 0.1;
/// Only shows that so many people like: of others there would be nobody to ask.
const LEAST_FANS: f64 = 10.0;

/// The shows that are taken to be new.
#[derive(Debug, Clone, PartialEq)]
pub struct NewShows {
    new: Vec<bool>,
    /// Every show's lot.
    lots: Vec<u32>,
}

impl NewShows {
    /// Draws a tenth of the shows that at least ten people like.
    pub fn draw(viewers: &Viewers, shows: usize, seed: u64) -> NewShows {
        let popularity = viewers.popularity(shows);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut order: Vec<usize> = (0..shows).filter(|show| popularity[*show] >= LEAST_FANS).collect();
        order.shuffle(&mut random);
        let mut new = vec![false; shows];
        let count = (order.len() as f64 * PART).round() as usize;
        order[..count].iter().for_each(|show| new[*show] = true);
        let mut lots: Vec<u32> = (0..shows as u32).collect();
        lots.shuffle(&mut random);
        NewShows { new, lots }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.new.iter().filter(|new| **new).count()
    }

    /// The viewers as they were before these shows existed.
    pub fn before(&self, viewers: &Viewers) -> Viewers {
        self.part(viewers, false)
    }

    fn part(&self, viewers: &Viewers, new: bool) -> Viewers {
        let mut part = Viewers::new();
        for viewer in 0..viewers.len() {
            let entries = viewers.entries_of(viewer).iter().filter(|entry| self.new[entry.show as usize] == new);
            part.push(entries.copied().collect(), viewers.weight(viewer));
        }
        part
    }

    /// Who likes new shows and enough others names some of the others; the new ones are to be found.
    pub fn questions(&self, people: &Viewers, size: InputSize, seed: u64) -> Vec<Question> {
        let (old, new) = (self.part(people, false), self.part(people, true));
        let fans: Vec<usize> = (0..people.len()).filter(|person| new.liked(*person).next().is_some()).collect();
        let hidden = |person: usize| new.liked(person).map(|entry| entry.show).collect::<Vec<u32>>();
        fans.into_iter()
            .flat_map(|person| {
                // The person's own question: drawn alone, it depends on nobody else.
                let own = questions(&old.select([person]), size, seed.wrapping_add(person as u64));
                own.into_iter().map(move |question| (person, question))
            })
            .map(|(person, question)| Question { relevant: hidden(person), ..question })
            .collect()
    }

    /// Recall@20 of each question, when only the new shows are ranked and when all are; denominator min(20, relevant).
    pub fn recalls<S>(
        &self,
        questions: &[Question],
        scratch: impl Fn() -> S + Sync + Send,
        score: impl Fn(usize, &mut S, &mut Vec<f32>) + Sync + Send,
    ) -> Recalls {
        let each = ask(questions, scratch, score, |question, scores, ranked| {
            let recall = |ranked: &[u32]| {
                found(question, &ranked[..LIST.min(ranked.len())]) as f64 / LIST.min(question.relevant.len()) as f64
            };
            let named = |show: &u32| question.named.iter().any(|entry| entry.show == *show);
            let turn = question.named.iter().fold(0, |turn, entry| xxh64(&entry.show.to_le_bytes(), turn));
            let lot = |show: usize| xxh64(&self.lots[show].to_le_bytes(), turn);
            ranked.clear();
            ranked.extend((0..scores.len() as u32).filter(|show| !named(show)));
            ranked.sort_unstable_by(|a, b| {
                let (a, b) = (*a as usize, *b as usize);
                scores[b].total_cmp(&scores[a]).then_with(|| lot(a).cmp(&lot(b)))
            });
            let among_all = recall(ranked);
            ranked.retain(|show| self.new[*show as usize]);
            (recall(ranked), among_all)
        });
        let (among_new, among_all) = each.into_iter().unzip();
        Recalls { among_new, among_all }
    }
}

/// Recall@20 of each question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recalls {
    /// When only the new shows are ranked.
    pub among_new: Vec<f64>,
    /// When all shows are.
    pub among_all: Vec<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viewers::Entry;

    fn viewers() -> Viewers {
        let mut viewers = Viewers::new();
        for person in 0..60 {
            viewers.push((0..50).filter(|show| (show * person) % 7 < 4).map(Entry::liked).collect(), 1.0);
        }
        viewers
    }

    #[test]
    fn new_shows_are_hidden_and_asked_for() {
        let viewers = viewers();
        let new = NewShows::draw(&viewers, 50, 1);
        assert_eq!(new.count(), 5);
        let before = new.before(&viewers).popularity(50);
        assert!((0..50).all(|show| !new.new[show] || before[show] == 0.0));
        let asked = new.questions(&viewers, InputSize::Shows(3), 1);
        assert!(asked.len() > 30);
        for question in &asked {
            assert_eq!(question.named.len(), 3);
            assert!(question.named.iter().all(|entry| !new.new[entry.show as usize]));
            assert!(!question.relevant.is_empty() && question.relevant.iter().all(|show| new.new[*show as usize]));
        }
    }

    #[test]
    fn equal_scores_are_ordered_by_lot() {
        let viewers = viewers();
        let new = NewShows::draw(&viewers, 50, 1);
        let asked = new.questions(&viewers, InputSize::Shows(1), 1);
        let alike = |_: usize, (): &mut (), scores: &mut Vec<f32>| {
            scores.clear();
            scores.resize(50, 1.0);
        };
        let recalls = new.recalls(&asked, || (), alike);
        // Of five new shows all are among the first twenty of five; of all 49 shows about two in five are.
        assert!(recalls.among_new.iter().all(|recall| *recall == 1.0));
        let mean = recalls.among_all.iter().sum::<f64>() / recalls.among_all.len() as f64;
        assert!((0.2..0.7).contains(&mean), "{mean}");
    }
}
