//! A made-up model in chunks, written show by show: no catalogue of this size has to be in memory or to be learned.
//!
//! Popularity falls with a show's rank as 1/rank. A show speaks for shows of its own kind (there are fifty of a kind, well
//! known and unknown ones), and two times in five for any show, the better known the more often; its weights fall with their
//! rank too. A title is two or three words of a vocabulary in which some words are frequent, and everything that a record
//! holds is there, one made-up sentence included. So bytes, requests and times can be learned from it, and nothing about
//! quality.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use model_core::catalogue::{Facts, Title};
use model_core::chunked::{Basis, NewRegime, NewRow, Record, Writer};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use trainer::chunked::{Folder, Keep};

const KIND: usize = 50;
const OF_ITS_KIND: f64 = 0.6;
/// How fast the weights of a row fall: the one of rank r is about `(1 + r)` to this power.
const WEIGHTS_FALL: f32 = -0.7;
/// One in so many shows has two sequels, which come next.
const FRANCHISE_EVERY: u32 = 10;
/// Of the best-known show. It is small beside the weights, so that lists are made of what the named shows say, which costs
/// more chunks than what everybody likes.
const MOST_BIAS: f32 = 0.05;
const VOCABULARY: usize = 30_000;
const GENRES: [&str; 12] = [
    "drama", "comedy", "crime", "fantasy", "sci-fi", "romance", "thriller", "history", "mystery", "horror", "family",
    "war",
];
const NETWORKS: usize = 400;
/// So many shows are made at once.
const AT_ONCE: usize = 4096;

/// The many-show model's part at input sizes of 1 to 120: what is usual on real viewers.
const KNOTS: [(f32, f32); 7] =
    [(1.0, 0.0), (2.0, 0.0), (4.0, 0.05), (8.0, 0.2), (16.0, 0.45), (40.0, 0.75), (120.0, 0.9)];

/// Writes the folder and prints what is in it.
pub(super) fn write(shows: usize, keep: Keep, seed: u64, out: &Path) -> Result<()> {
    let began = Instant::now();
    let mut folder = Folder::new(out);
    let made = Made { shows, seed, popular: Popular::new(shows), in_kind: Popular::new(KIND) };
    let mut writer = Writer::new(made.basis(keep), |name, bytes: &[u8]| folder.put(name, bytes))?;
    for first in (0..shows).step_by(AT_ONCE) {
        let some: Vec<(NewRow, Record)> = (first..shows.min(first + AT_ONCE))
            .into_par_iter()
            .map(|show| (made.row(show as u32, keep.weights), made.record(show as u32)))
            .collect();
        for (row, record) in &some {
            writer.push(row, record)?;
        }
    }
    let root = writer.finish()?;
    folder.finish(&root)?;
    let (chunks, bytes) = folder.written();
    let seconds = began.elapsed().as_secs_f64();
    println!("{shows} shows: a root of {} bytes, {chunks} chunks of {bytes} bytes, {seconds:.0} s", root.len());
    Ok(())
}

struct Made {
    shows: usize,
    seed: u64,
    popular: Popular,
    in_kind: Popular,
}

impl Made {
    fn basis(&self, keep: Keep) -> Basis {
        let regime = |gain: fn(f32) -> f32, power: f32| NewRegime {
            gains: KNOTS.map(|(_, many)| gain(many)).to_vec(),
            bias_gains: KNOTS.map(|(_, many)| gain(many)).to_vec(),
            biases: (0..self.shows).map(|rank| MOST_BIAS * (1.0 + rank as f32).powf(power)).collect(),
        };
        Basis {
            knots: KNOTS.map(|(size, _)| size).to_vec(),
            feedback: [1.4, 1.0, -0.3],
            regimes: vec![regime(|many| 1.0 - many, -1.0), regime(|many| many, -0.8)],
            head: keep.head,
        }
    }

    fn random(&self, show: u32, what: u64) -> ChaCha8Rng {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(u64::from(show) << 1 | what);
        random
    }

    fn row(&self, show: u32, weights: usize) -> NewRow {
        let mut random = self.random(show, 0);
        let kinds = (self.shows / KIND).max(1);
        let kind = show as usize % kinds;
        let mut drawn: Vec<u32> = Vec::with_capacity(weights);
        // What is drawn twice counts once, and in a small catalogue nobody draws for ever.
        for _ in 0..weights * 20 {
            if drawn.len() == weights {
                break;
            }
            let other = match random.random_bool(OF_ITS_KIND) {
                true => kind + kinds * self.in_kind.draw(&mut random),
                false => self.popular.draw(&mut random),
            };
            if other < self.shows && other as u32 != show && !drawn.contains(&(other as u32)) {
                drawn.push(other as u32);
            }
        }
        let mut entries: Vec<(u32, [f32; 2])> = drawn
            .into_iter()
            .enumerate()
            .map(|(rank, other)| {
                let weight = 0.2 * (1.0 + rank as f32).powf(WEIGHTS_FALL);
                // Some shows speak against others.
                let sign = if random.random_bool(0.1) { -1.0 } else { 1.0 };
                (other, [0.5, 1.5].map(|most: f32| sign * weight * random.random_range(0.5 * most..most)))
            })
            .collect();
        entries.sort_unstable_by_key(|(other, _)| *other);
        NewRow {
            kin: self.franchise(show).into_iter().flatten().filter(|other| *other != show).collect(),
            shows: entries.iter().map(|(other, _)| *other).collect(),
            weights: (0..2).map(|regime| entries.iter().map(|(_, weights)| weights[regime]).collect()).collect(),
        }
    }

    /// The shows of its franchise, itself among them.
    fn franchise(&self, show: u32) -> Option<std::ops::Range<u32>> {
        let first = show / FRANCHISE_EVERY * FRANCHISE_EVERY;
        let franchise = first..(first + 3).min(self.shows as u32);
        franchise.contains(&show).then_some(franchise)
    }

    fn record(&self, show: u32) -> Record {
        let mut random = self.random(show, 1);
        let title: Vec<String> =
            (0..random.random_range(2..=3)).map(|_| capital(&frequent_word(&mut random))).collect();
        let sentence: Vec<String> = (0..14).map(|_| frequent_word(&mut random)).collect();
        let mut genres = vec![GENRES[random.random_range(0..GENRES.len())].to_owned()];
        let other = GENRES[random.random_range(0..GENRES.len())];
        if genres[0] != other {
            genres.push(other.into());
        }
        let facts = Facts {
            running: Some(random.random_bool(0.2)),
            countries: vec!["US".into()],
            languages: vec!["en".into()],
            networks: vec![capital(&word(random.random_range(0..NETWORKS)))],
            genres,
            seasons: Some(random.random_range(1..9)),
            episodes: Some(random.random_range(6..200)),
            minutes: Some([22, 30, 45, 60][random.random_range(0..4)]),
            franchise: self.franchise(show).map(|franchise| format!("f{}", franchise.start)),
            synopsis: capital(&sentence.join(" ")) + ".",
            ..Facts::default()
        };
        let title = Title {
            id: format!("m{show}"),
            title: title.join(" "),
            year: Some(random.random_range(1950..2026)),
            ..Title::default()
        };
        Record { title, facts }
    }
}

/// A word of the vocabulary: the square makes the first ones frequent.
fn frequent_word(random: &mut ChaCha8Rng) -> String {
    let share: f64 = random.random();
    word((share * share * VOCABULARY as f64) as usize)
}

/// The word of this number: two or four syllables that no other word has.
fn word(number: usize) -> String {
    const FIRST: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi",
        "yo", "zu",
    ];
    const LAST: [&str; 20] = [
        "ban", "cer", "dis", "fol", "gun", "har", "jes", "kil", "lon", "mur", "nas", "pel", "rin", "sor", "tus", "val",
        "wen", "xir", "yos", "zul",
    ];
    let (first, rest) = (FIRST[number % 20], number / 20);
    match rest / 20 {
        0 => format!("{first}{}", LAST[rest]),
        middle => format!("{first}{}{}{}", FIRST[middle % 20], FIRST[middle / 20 % 20], LAST[rest % 20]),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Ranks to draw from, each with the probability 1/rank.
struct Popular {
    sums: Vec<f64>,
}

impl Popular {
    fn new(ranks: usize) -> Popular {
        let mut sum = 0.0;
        let sums = (0..ranks)
            .map(|rank| {
                sum += 1.0 / (1.0 + rank as f64);
                sum
            })
            .collect();
        Popular { sums }
    }

    fn draw(&self, random: &mut ChaCha8Rng) -> usize {
        let at = random.random::<f64>() * self.sums.last().copied().unwrap_or(0.0);
        self.sums.partition_point(|sum| *sum < at).min(self.sums.len() - 1)
    }
}
