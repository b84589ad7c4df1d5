//! A tiny model file, for examples, tests and fuzzing. Its weights were made up; the shows are real.

use crate::card::Card;
use crate::catalogue::{Catalogue, Facts, Title};
use crate::file::{self, SectionKind};
use crate::kernel::LANES;
use crate::map;
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
        (SectionKind::WEIGHTS, weights.encode()),
        (SectionKind::FACTS, catalogue.encode_facts()),
        (SectionKind::MAP, map::encode(&places)),
    ])
}
