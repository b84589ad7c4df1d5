//! A tiny model file, for examples, tests and fuzzing. Its weights were made up; the shows are real.

use std::collections::HashMap;
use std::convert::Infallible;

use crate::card::Card;
use crate::catalogue::{Catalogue, Facts, Title};
use crate::chunked::{Basis, ChunkName, NewRegime, NewRow, Record, Writer};
use crate::file::{self, SectionKind};
use crate::kernel::LANES;
use crate::map;
use crate::preview;
use crate::weights::{LowRank, NewComponent, NewWeights, SparseRows};

const SHOWS: [(&str, &str, u16, &str); 6] = [
    ("breaking-bad", "Breaking Bad", 2008, "crime"),
    ("friends", "Friends", 1994, "sitcom"),
    ("the-wire", "The Wire", 2002, "crime"),
    ("seinfeld", "Seinfeld", 1989, "sitcom"),
    ("the-shield", "The Shield", 2002, "crime"),
    ("better-call-saul", "Better Call Saul", 2015, "crime"),
];

/// The bytes of a model of six shows, with every kind of component.
pub fn file() -> Vec<u8> {
    let titles = SHOWS.map(|(id, title, year, _)| Title {
        id: id.into(),
        title: title.into(),
        year: Some(year),
        ..Title::default()
    });
    let facts = SHOWS.map(|(id, _, year, genre)| Facts {
        end: Some(year + 5),
        genres: vec![genre.into()],
        networks: if id == "the-wire" { vec!["HBO".into()] } else { Vec::new() },
        seasons: matches!(id, "breaking-bad" | "the-wire").then_some(5),
        content: match id {
            "breaking-bad" => vec![("violence".into(), 1)],
            "the-wire" => vec![("violence".into(), 2)],
            _ => Vec::new(),
        },
        franchise: matches!(id, "breaking-bad" | "better-call-saul").then(|| "breaking-bad".into()),
        ..Facts::default()
    });
    let catalogue = Catalogue::new(titles.to_vec(), facts.to_vec()).unwrap_or_default();
    let same_genre = |a: usize, b: usize| a != b && SHOWS[a].3 == SHOWS[b].3;
    let n = SHOWS.len();
    let rows =
        (0..n).map(|i| (0..n).filter(|&j| same_genre(i, j)).map(|j| (j as u32, 40 + 10 * j as i8)).collect()).collect();
    let factor = |crime: i8, comedy: i8| -> Vec<i8> {
        SHOWS
            .iter()
            .flat_map(|show| (0..LANES).map(move |d| if (show.3 == "crime") == (d == 0) { crime } else { comedy }))
            .collect()
    };
    let weights = NewWeights {
        shows: n,
        knots: vec![1.0, 10.0],
        feedback: [1.5, 1.0, -0.5],
        bias: [0.2, 0.1].iter().flat_map(|scale| (0..n).map(move |j| scale / (1 + j) as f32)).collect(),
        components: vec![
            NewComponent::Sparse(SparseRows { gains: vec![0.8, 1.0], scales: vec![0.01; n], rows }),
            NewComponent::LowRank(LowRank {
                rank: LANES,
                gains: vec![1.0; 2 * LANES],
                input_scales: vec![0.001; n],
                inputs: factor(90, -10),
                output_scales: vec![0.01; n],
                outputs: factor(70, 5),
            }),
        ],
    };
    // Crime to the left, comedy to the right.
    let places: Vec<[u16; 2]> = (0..n as u16)
        .map(|at| [if SHOWS[usize::from(at)].3 == "crime" { 10_000 } else { 50_000 }, 10_000 * at])
        .collect();
    let card = Card { made_by: "model_core::example".into(), shows: n as u32, ..Card::default() };
    file::write(&[
        (SectionKind::CARD, card.encode()),
        (SectionKind::TITLES, catalogue.encode_titles()),
        (SectionKind::BRIEFS, preview::encode(&catalogue)),
        (SectionKind::WEIGHTS, weights.encode()),
        (SectionKind::FACTS, catalogue.encode_facts()),
        (SectionKind::MAP, map::encode(&places)),
    ])
}

/// The root and the chunks of a model of the same six shows, in two regimes, with a head of two shows.
pub fn chunks() -> (Vec<u8>, HashMap<ChunkName, Vec<u8>>) {
    let n = SHOWS.len();
    let regime = |gains: [f32; 2], scale: f32| NewRegime {
        gains: gains.to_vec(),
        bias_gains: gains.to_vec(),
        biases: (0..n).map(|show| scale / (1 + show) as f32).collect(),
    };
    let basis = Basis {
        knots: vec![1.0, 10.0],
        feedback: [1.5, 1.0, -0.5],
        regimes: vec![regime([1.0, 0.4], 0.2), regime([0.0, 0.6], 0.1)],
        head: 2,
    };
    let mut chunks = HashMap::new();
    let mut sink = |name, bytes: &[u8]| {
        chunks.insert(name, bytes.to_vec());
        Ok::<(), Infallible>(())
    };
    let written = (|| {
        let mut writer = Writer::new(basis, &mut sink)?;
        for (number, &(id, title, year, genre)) in SHOWS.iter().enumerate() {
            let shows: Vec<u32> =
                (0..n).filter(|&other| other != number && SHOWS[other].3 == genre).map(|other| other as u32).collect();
            let weights: Vec<f32> = shows.iter().map(|show| 0.4 + 0.05 * *show as f32).collect();
            let kin = match id {
                "breaking-bad" => vec![5],
                "better-call-saul" => vec![0],
                _ => Vec::new(),
            };
            let row = NewRow { kin, weights: vec![weights.clone(), weights], shows };
            let title = Title { id: id.into(), title: title.into(), year: Some(year), ..Title::default() };
            writer.push(&row, &Record { title, facts: Facts { genres: vec![genre.into()], ..Facts::default() } })?;
        }
        writer.finish()
    })();
    let root = written.unwrap_or_else(|never: Infallible| match never {});
    (root, chunks)
}
