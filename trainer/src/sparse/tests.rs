//! Column by column beside the dense solution, and what is left out.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::counts::{Counted, Counts};
use crate::gram::{Disliked, Expectation, ExpectedGram};
use crate::ridge::Equations;
use crate::viewers::Entry;

const SHOWS: usize = 30;

fn viewers() -> Viewers {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut viewers = Viewers::new();
    for viewer in 0..200 {
        let mut entries = Vec::new();
        for show in (0..SHOWS as u32).filter(|show| (show + viewer) % 3 != 0) {
            let seen = if viewer % 3 == 0 { 1.0 / (1.0 + show as f32) } else { 1.0 };
            if random.random_bool(0.6) {
                let preference = if random.random_bool(0.2) { -1.0 } else { random.random_range(0.4..1.0) };
                entries.push(Entry { preference, seen, ..Entry::liked(show) });
            }
        }
        viewers.push(entries, 1.0);
    }
    viewers
}

fn ridge(input_size: f64) -> RidgeSettings {
    let disliked = Disliked { named: 0.5, aimed: 0.3 };
    let expectation = Expectation { input_size, viewer_exponent: 0.5, disliked };
    RidgeSettings { expectation, ridge: 3.0, ridge_exponent: 0.4, dropout: 0.2, target_exponent: 0.15 }
}

fn sparse(viewers: &Viewers, input_size: f64, settings: SparseSettings) -> SparseEquations {
    let (people, pseudo) = (viewers.select(0..100), viewers.select(100..viewers.len()));
    let sources = Sources { people: &people, pseudo: &pseudo, ..nothing() };
    SparseEquations::count(&sources, SHOWS, &ridge(input_size), settings, &Progress::quiet()).expect("not cancelled")
}

fn nothing() -> Sources<'static> {
    static NOBODY: Viewers = Viewers::new();
    static NO_LENDERS: ColdStart = ColdStart::NOBODY;
    let prior = Prior { weight: 20.0, probabilities: &[0.1; SHOWS] };
    Sources { people: &NOBODY, pseudo: &NOBODY, counted: None, prior, cold_start: &NO_LENDERS }
}

/// Where everything is a candidate and every two shows have viewers in common, nothing is left out.
#[test]
fn with_all_candidates_it_is_the_dense_solution() {
    let viewers = viewers();
    for input_size in [2.0, f64::INFINITY] {
        let everything = SparseSettings { candidates: SHOWS, ..SparseSettings::default() };
        let equations = sparse(&viewers, input_size, everything);
        let (columns, bias) = equations.solve(&Progress::quiet()).expect("not cancelled");
        let ridge = ridge(input_size);
        let mut gram = ExpectedGram::count(&viewers, SHOWS, ridge.expectation);
        gram.add_prior(20.0, &[0.1; SHOWS]);
        let all = Equations::new(&gram, &ridge);
        let dense = all.solve(&Progress::quiet()).expect("a ridge of 3");
        assert!(dense.weights.iter().any(|weight| weight.abs() > 0.01), "there is something to compare");
        for (j, column) in columns.columns.iter().enumerate() {
            assert_eq!(column.len(), SHOWS - 1);
            for &(i, weight) in column {
                assert!((weight - dense.weights[i as usize * SHOWS + j]).abs() < 1e-4, "{i} {j}");
            }
            assert!((bias[j] - dense.bias[j]).abs() < 1e-4, "bias {j}");
        }
        let right = Mat::from_fn(SHOWS + 1, 11, |i, d| (i * 3 + d) as f64 % 7.0);
        let difference = all.times(&right) - equations.times(&right);
        assert!(difference.norm_max() < 1e-2 * all.times(&right).norm_max() * 1e-2);
    }
}

/// What new shows are lent is the same, whether their lenders' people are given or were counted.
#[test]
fn new_shows_are_lent_what_the_dense_equations_lend() {
    let (viewers, ridge) = (viewers(), ridge(3.0));
    let is_new = |show: u32| show >= 26;
    let mut people = Viewers::new();
    for viewer in 0..100 {
        let rated = viewers.entries_of(viewer).iter().filter(|entry| !is_new(entry.show));
        people.push(rated.copied().collect(), 1.0);
    }
    let pseudo = viewers.select(100..200);
    let rated: Vec<bool> = (0..SHOWS as u32).map(|show| !is_new(show)).collect();
    let cold_start = &ColdStart::find(&rated, &pseudo, 0.5);
    assert!((26..SHOWS).all(|show| cold_start.lenders_of(show).len() > 3));

    let mut gram = ExpectedGram::count(&people, SHOWS, ridge.expectation);
    cold_start.lend(&mut gram);
    gram.add(&ExpectedGram::count(&pseudo, SHOWS, ridge.expectation));
    gram.add_prior(20.0, &[0.1; SHOWS]);
    let dense = Equations::new(&gram, &ridge).solve(&Progress::quiet()).expect("a ridge of 3");

    let ids = (0..SHOWS).map(|show| show.to_string()).collect();
    let mut counts = Counts::new(ids, &[ridge.expectation]);
    counts.add_viewers(&people, &Progress::quiet()).expect("not cancelled");
    let counted = Counted { counts, numbers: (0..SHOWS as u32).collect() };
    let everything = SparseSettings { candidates: SHOWS, ..SparseSettings::default() };
    let given = Sources { people: &people, pseudo: &pseudo, cold_start, ..nothing() };
    let as_sums = Sources { pseudo: &pseudo, counted: counted.rows(ridge.expectation), cold_start, ..nothing() };
    for sources in [given, as_sums] {
        let equations = SparseEquations::count(&sources, SHOWS, &ridge, everything, &Progress::quiet());
        let (columns, bias) = equations.expect("not cancelled").solve(&Progress::quiet()).expect("not cancelled");
        for (j, column) in columns.columns.iter().enumerate() {
            for &(i, weight) in column {
                assert!((weight - dense.weights[i as usize * SHOWS + j]).abs() < 1e-4, "{i} {j}");
            }
            assert!((bias[j] - dense.bias[j]).abs() < 1e-4, "bias {j}");
        }
    }
}

#[test]
fn the_rarest_pairs_go_first() {
    let viewers = viewers();
    let all_pairs = SparseSettings { candidates: 8, ..SparseSettings::default() };
    let all = sparse(&viewers, 2.0, all_pairs);
    let some = sparse(&viewers, 2.0, SparseSettings { max_pairs: 200, ..all_pairs });
    let values = |equations: &SparseEquations| {
        let mut values = Vec::new();
        let mut take = |_, value: f64| values.extend((value != 0.0).then_some(value));
        equations.lower.iter().for_each(|row| row.for_each(&mut take));
        values
    };
    let pairs = |equations: &SparseEquations| values(equations).len();
    assert_eq!(pairs(&all), SHOWS * (SHOWS - 1) / 2);
    assert!((100..=200).contains(&pairs(&some)), "{}", pairs(&some));
    let least = values(&some).into_iter().fold(f64::INFINITY, f64::min);
    let kept = values(&all).into_iter().filter(|value| *value >= least).count();
    assert_eq!(kept, pairs(&some));
    assert!(some.candidates.iter().all(|column| column.len() == 8));
}

#[test]
fn who_has_few_fans_gets_few_candidates() {
    let settings = SparseSettings { candidates: 100, candidates_a_fan: 2.0, max_pairs: 0 };
    let candidates = [0.0, 4.4, 34.0, 1e9].map(|fans| settings.candidates_for(fans));
    assert_eq!(candidates, [LEAST_CANDIDATES, LEAST_CANDIDATES + 8, 100, 100]);
}

#[test]
fn a_cancelled_count_says_so() {
    let progress = Progress::quiet();
    progress.cancel().ask();
    let sources = Sources { people: &viewers(), ..nothing() };
    let counted = SparseEquations::count(&sources, SHOWS, &ridge(2.0), SparseSettings::default(), &progress);
    assert!(matches!(counted, Err(Cancelled)));
}
