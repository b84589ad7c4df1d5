//! A model in chunks, held against a look at every show; and against bytes that nobody meant.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;

use model_core::catalogue::{Facts, Title};
use model_core::chunked::{
    Answer, Basis, ChunkName, ChunkedModel, MOST_HEARD, NewRegime, NewRow, Question, Record, Step, Writer,
};
use model_core::error::OpenError;
use model_core::example;
use model_core::request::{Feedback, Filter};
use proptest::prelude::*;

/// A reproducible stream of numbers (Knuth's multiplicative congruential generator, high bits).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

type Chunks = HashMap<ChunkName, Vec<u8>>;

const SHOWS: usize = 900;
const HEAD: usize = 60;

/// A model of random numbers, with everything that went into it.
struct Made {
    basis: Basis,
    rows: Vec<NewRow>,
    root: Vec<u8>,
    chunks: Chunks,
}

fn made() -> Made {
    let mut numbers = Numbers(3);
    let mut value = move || numbers.below(20_001) as f32 / 10_000.0 - 1.0;
    let regime = |gains: [f32; 3], bias_gains: [f32; 3], slope: f32| NewRegime {
        gains: gains.to_vec(),
        bias_gains: bias_gains.to_vec(),
        // Falling, so that the head are the first shows.
        biases: (0..SHOWS).map(|show| 1.0 / (1.0 + slope * show as f32)).collect(),
    };
    let basis = Basis {
        knots: vec![1.0, 4.0, 40.0],
        feedback: [1.5, 1.0, -0.5],
        regimes: vec![regime([1.0, 0.5, 0.1], [1.0, 0.6, 0.2], 0.02), regime([0.0, 0.4, 0.8], [0.0, 0.3, 0.9], 0.05)],
        head: HEAD,
    };
    let mut numbers = Numbers(4);
    let rows: Vec<NewRow> = (0..SHOWS)
        .map(|own| {
            let mut shows: Vec<u32> = (0..30).map(|_| numbers.below(SHOWS) as u32).collect();
            shows.sort_unstable();
            shows.dedup();
            let weights = (0..2).map(|_| shows.iter().map(|_| value()).collect()).collect();
            // Franchises of three.
            let first = own as u32 / 3 * 3;
            NewRow { kin: (first..first + 3).filter(|show| *show != own as u32).collect(), shows, weights }
        })
        .collect();
    let mut chunks = Chunks::new();
    let mut sink = |name, bytes: &[u8]| {
        chunks.insert(name, bytes.to_vec());
        Ok::<(), Infallible>(())
    };
    let Ok(mut writer) = Writer::new(basis.clone(), &mut sink);
    for (show, row) in rows.iter().enumerate() {
        let title = Title { id: format!("s{show}"), title: format!("Show {show}"), ..Title::default() };
        let facts = Facts { seasons: Some(show as u16 % 9), ..Facts::default() };
        let Ok(()) = writer.push(row, &Record { title, facts });
    }
    let Ok(root) = writer.finish();
    Made { basis, rows, root, chunks }
}

/// Asks until there is an answer; also says how many chunks that took, and in how many rounds.
fn ask<T>(
    model: &mut ChunkedModel,
    chunks: &Chunks,
    mut question: impl FnMut(&mut ChunkedModel) -> Result<Step<T>, OpenError>,
) -> (T, usize, usize) {
    let (mut fetched, mut rounds) = (0, 0);
    loop {
        match question(model).expect("own bytes") {
            Step::Ready(answer) => return (answer, fetched, rounds),
            Step::Need(names) => {
                assert!(!names.is_empty());
                fetched += names.len();
                rounds += 1;
                for name in names {
                    model.supply(name, chunks[&name].clone()).expect("own bytes");
                }
            }
        }
    }
}

fn recommend(made: &Made, question: &Question) -> Answer {
    let mut model = ChunkedModel::open(&made.root, 1 << 20).expect("own bytes");
    ask(&mut model, &made.chunks, |model| model.recommend(question)).0
}

/// The value at an input size of what has these values at the knots 1, 4 and 40 (for sizes where that is simple).
fn at(size: usize, values: &[f32]) -> f32 {
    match size {
        1 => values[0],
        2 => (values[0] + values[1]) / 2.0,
        4 => values[1],
        _ => panic!("a size of {size}"),
    }
}

/// Scores every show from the weights as they were before they became bytes.
fn naive(made: &Made, liked: &[u32]) -> Vec<f32> {
    let regimes = &made.basis.regimes;
    let mut scores = vec![0.0; SHOWS];
    for (number, regime) in regimes.iter().enumerate() {
        let (gain, bias_gain) = (at(liked.len(), &regime.gains), at(liked.len(), &regime.bias_gains));
        scores.iter_mut().zip(&regime.biases).for_each(|(score, bias)| *score += bias_gain * bias);
        for show in liked {
            let row = &made.rows[*show as usize];
            row.shows
                .iter()
                .zip(&row.weights[number])
                .for_each(|(show, weight)| scores[*show as usize] += gain * weight);
        }
    }
    scores
}

/// What bytes for weights may change in a score.
const ROUNDING: f32 = 0.02;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn the_list_is_what_a_look_at_every_show_gives(named in prop::sample::select(vec![1_usize, 2, 4]),
                                                   seed in any::<u64>(), limit in 1_usize..40) {
        let made = made();
        let mut numbers = Numbers(seed);
        let mut liked: Vec<u32> = Vec::new();
        while liked.len() < named {
            let show = numbers.below(SHOWS) as u32;
            if !liked.contains(&show) {
                liked.push(show);
            }
        }
        let question = Question {
            taste: liked.iter().map(|show| (*show, Feedback::Liked)).collect(),
            filter: Filter { with_franchise: true, ..Filter::default() },
            limit,
            ..Question::default()
        };
        let answer = recommend(&made, &question);
        let scores = naive(&made, &liked);
        prop_assert_eq!(answer.lines.len(), limit);
        prop_assert!(answer.lines.is_sorted_by(|a, b| a.score >= b.score));
        for line in &answer.lines {
            prop_assert!((line.score - scores[line.show as usize]).abs() < ROUNDING);
            prop_assert!(!liked.contains(&line.show));
            prop_assert_eq!(&line.record.title.id, &format!("s{}", line.show));
            let told: f32 = line.because.iter().map(|reason| reason.share).sum();
            prop_assert!(told + line.popularity_share <= 1.0 + 1e-5);
        }
        let last = answer.lines.last().expect("one at least").score;
        if answer.complete {
            let listed: Vec<u32> = answer.lines.iter().map(|line| line.show).collect();
            for (show, score) in scores.iter().enumerate() {
                let show = show as u32;
                let may = !listed.contains(&show) && !liked.contains(&show);
                prop_assert!(!may || *score < last + ROUNDING, "{} {} {}", show, score, last);
            }
        }
    }
}

#[test]
fn lists_are_complete_where_shows_are_named() {
    let question = Question { taste: vec![(500, Feedback::Loved), (3, Feedback::Disliked)], ..Question::default() };
    assert!(recommend(&made(), &question).complete);
    // More than the head holds, and nobody speaks for anything else.
    let question = Question { limit: HEAD + 1, ..Question::default() };
    let answer = recommend(&made(), &question);
    assert!(!answer.complete && answer.lines.len() == HEAD);
    assert!(recommend(&made(), &Question { limit: HEAD, ..question }).complete);
}

#[test]
fn the_franchises_of_what_was_seen_stay_away_and_so_does_what_is_hidden() {
    let made = made();
    let best = recommend(&made, &Question::default()).lines[0].show;
    assert_eq!(best, 0);
    let shows = |question: &Question| recommend(&made, question).lines.iter().map(|line| line.show).collect::<Vec<_>>();
    let seen = Question { taste: vec![(1, Feedback::Seen)], hidden: vec![5], ..Question::default() };
    assert_eq!(shows(&seen)[..4], [3, 4, 6, 7]);
    let filter = Filter { with_franchise: true, ..Filter::default() };
    assert_eq!(shows(&Question { filter, ..seen })[..4], [0, 2, 3, 4]);
}

#[test]
fn a_filter_is_walked_until_the_list_is_full() {
    let filter = Filter { max_seasons: Some(0), with_franchise: true, ..Filter::default() };
    let answer = recommend(&made(), &Question { filter, limit: 5, ..Question::default() });
    let shows: Vec<u32> = answer.lines.iter().map(|line| line.show).collect();
    assert_eq!(shows, [0, 9, 18, 27, 36]);
}

#[test]
fn of_a_long_history_the_last_words_are_heard() {
    let made = made();
    let history: Vec<(u32, Feedback)> = (0..MOST_HEARD as u32 + 9).map(|show| (show * 3, Feedback::Liked)).collect();
    let all = recommend(&made, &Question { taste: history.clone(), ..Question::default() });
    let last =
        recommend(&made, &Question { taste: history[9..].to_vec(), hidden: vec![0, 3, 6], ..Question::default() });
    // The others are still not recommended: each is hidden above, or in the franchise of nobody who is heard.
    assert!(all.lines.iter().all(|line| history.iter().all(|(show, _)| *show != line.show)));
    assert_eq!(all.lines[0].score, last.lines[0].score);
}

#[test]
fn memory_stays_within_the_limit_and_a_warm_answer_fetches_nothing() {
    let made = made();
    let limit = 40_000;
    let mut model = ChunkedModel::open(&made.root, limit).expect("own bytes");
    for first in 0..200 {
        let question =
            Question { taste: (0..4).map(|n| (first + 200 * n, Feedback::Liked)).collect(), ..Question::default() };
        let (answer, fetched, rounds) = ask(&mut model, &made.chunks, |model| model.recommend(&question));
        assert!(rounds <= 4 && fetched <= 60, "{rounds} rounds, {fetched} chunks");
        assert!(model.kept_bytes() <= limit);
        let (again, fetched, _) = ask(&mut model, &made.chunks, |model| model.recommend(&question));
        assert_eq!((again, fetched), (answer, 0));
    }
}

#[test]
fn a_question_that_needs_more_than_fits_is_answered_all_the_same() {
    let made = made();
    let mut model = ChunkedModel::open(&made.root, 0).expect("own bytes");
    let question =
        Question { taste: (0..50).map(|show| (show * 17, Feedback::Liked)).collect(), ..Question::default() };
    let (answer, _, rounds) = ask(&mut model, &made.chunks, |model| model.recommend(&question));
    assert_eq!((answer.lines.len(), rounds), (20, 4));
    let (hits, ..) = ask(&mut model, &made.chunks, |model| model.search("show 8", 9));
    assert_eq!((hits.len(), model.kept_bytes()), (9, 0));
}

#[test]
fn questions_that_are_given_up_keep_no_memory() {
    let made = made();
    let limit = 30_000;
    let mut model = ChunkedModel::open(&made.root, limit).expect("own bytes");
    let mut most = 0;
    for first in 0..800 {
        let question = Question { taste: vec![(first, Feedback::Liked)], ..Question::default() };
        // The first chunks come, then something else is asked.
        for _ in 0..2 {
            if let Step::Need(names) = model.recommend(&question).expect("own bytes") {
                names.into_iter().for_each(|name| model.supply(name, made.chunks[&name].clone()).expect("own bytes"));
            }
        }
        most = most.max(model.kept_bytes());
    }
    assert!(most < limit + 10_000, "{most}");
}

#[test]
fn shows_are_found_by_their_names() {
    let made = made();
    let mut model = ChunkedModel::open(&made.root, 1 << 20).expect("own bytes");
    let mut find = |typed: &str| {
        let (hits, ..) = ask(&mut model, &made.chunks, |model| model.search(typed, 5));
        hits.into_iter().map(|(show, _)| show).collect::<Vec<u32>>()
    };
    assert_eq!(find("show 77"), [77, 770, 771, 772, 773]);
    assert_eq!(find("899"), [899]);
    assert_eq!(find("s"), [0, 1, 2, 3, 4]);
    assert_eq!(find("nothing"), [0; 0]);
    assert_eq!(find("!"), [0; 0]);
}

#[test]
fn other_bytes_under_a_name_are_refused() {
    let (root, chunks) = example::chunks();
    let mut model = ChunkedModel::open(&root, 1 << 20).expect("own bytes");
    for (name, bytes) in &chunks {
        let mut damaged = bytes.clone();
        damaged[0] ^= 1;
        assert!(matches!(model.supply(*name, damaged), Err(OpenError::Checksum { .. })));
        model.supply(*name, bytes.clone()).expect("own bytes");
    }
}

#[test]
fn every_truncation_and_every_flipped_byte_of_a_root_is_an_error() {
    let (root, _) = example::chunks();
    for length in 0..root.len() {
        assert!(ChunkedModel::open(&root[..length], 0).is_err(), "cut at {length}");
    }
    for at in 0..root.len() {
        let mut damaged = root.clone();
        damaged[at] ^= 0x40;
        assert!(ChunkedModel::open(&damaged, 0).is_err(), "flipped at {at}");
    }
    let mut future = root;
    future[8] = 9;
    let error = ChunkedModel::open(&future, 0).expect_err("version 9");
    assert_eq!(error, OpenError::Version { expected: 1, got: 9 });
}

/// Asks everything of a model whose chunks may be forged; errors are expected, and no panic.
fn ask_all(root: &[u8], chunks: &Chunks) {
    let Ok(mut model) = ChunkedModel::open(root, 1 << 12) else { return };
    let taste = (0..7).map(|show| (show, [Feedback::Loved, Feedback::Disliked, Feedback::Seen][show as usize % 3]));
    let question = Question { taste: taste.collect(), ..Question::default() };
    // A forged table may name what is nowhere.
    let fetch = |name| chunks.get(&name).cloned().ok_or_else(|| Box::<dyn Error>::from("nowhere"));
    let _ = model.answer(|model| model.recommend(&question), fetch);
    let _ = model.answer(|model| model.search("the s", 5), fetch);
}

/// The root with one name of eight bytes for another. A table holds names as they are; postcard, of which the root's record
/// is made, has numbers of seven bits a byte.
fn renamed(bytes: &[u8], old: ChunkName, new: ChunkName) -> Vec<u8> {
    let varint = |mut number: u64| {
        let mut bytes = Vec::new();
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
        bytes
    };
    let mut out = bytes.to_vec();
    for (from, to) in [(old.0.to_le_bytes().to_vec(), new.0.to_le_bytes().to_vec()), (varint(old.0), varint(new.0))] {
        if let Some(at) = out.windows(from.len()).position(|window| window == from) {
            out.splice(at..at + from.len(), to);
        }
    }
    out
}

/// A root whose length and checksum are right again.
fn resealed(root: &[u8]) -> Vec<u8> {
    let record = &root[24..];
    let mut sealed = root[..12].to_vec();
    sealed.extend((record.len() as u32).to_le_bytes());
    sealed.extend(ChunkName::of(record).0.to_le_bytes());
    sealed.extend(record);
    sealed
}

proptest! {
    /// Damage with every hash made right again, so that it reaches the readers of chunks and root.
    #[test]
    fn forged_chunks_never_panic(which in any::<prop::sample::Index>(),
                                 changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5),
                                 cut in prop::option::of(any::<u16>())) {
        let (mut root, mut chunks) = example::chunks();
        let mut names: Vec<ChunkName> = chunks.keys().copied().collect();
        names.sort_unstable();
        let forge = |bytes: &[u8], from: usize| {
            let mut bytes = bytes.to_vec();
            for (at, value) in &changes {
                let at = from + *at as usize % (bytes.len() - from).max(1);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = *value;
                }
            }
            if let Some(cut) = cut {
                let length = bytes.len() - from;
                bytes.truncate(from + cut as usize % (length + 1));
            }
            bytes
        };
        match which.index(names.len() + 1).checked_sub(1) {
            None => root = resealed(&forge(&root, 24)),
            Some(number) => {
                let mut old = names[number];
                let mut bytes = forge(&chunks[&old], 0);
                // Whatever names the chunk names the forged one now, up to the root.
                loop {
                    let new = ChunkName::of(&bytes);
                    chunks.insert(new, bytes);
                    root = resealed(&renamed(&root, old, new));
                    let raw = old.0.to_le_bytes();
                    let table = names.iter().find(|table| {
                        **table != old && chunks[*table].windows(8).any(|window| window == raw)
                    });
                    let Some(&table) = table else { break };
                    bytes = renamed(&chunks[&table], old, new);
                    old = table;
                }
            }
        }
        ask_all(&root, &chunks);
    }

    #[test]
    fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(ChunkedModel::open(&bytes, 0).is_err());
    }
}
