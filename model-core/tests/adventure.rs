//! From the familiar to the adventurous, where a show stands, and what to ask about, on a model of random numbers.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use model_core::catalogue::ShowIndex;
use model_core::request::{Feedback, Filter, Request};
use model_core::{Model, Scratch};
use proptest::prelude::*;
use support::{SHOWS, model};

fn request(taste: &[ShowIndex], adventurous: u8, limit: usize) -> Request {
    let taste = taste.iter().map(|&show| (show, Feedback::Liked)).collect();
    Request { taste, adventurous, limit, ..Request::default() }
}

fn shows(model: &Model, request: &Request) -> Vec<ShowIndex> {
    model.recommend(request, &mut Scratch::default()).iter().map(|line| line.show).collect()
}

fn average_rank(shows: &[ShowIndex]) -> f64 {
    shows.iter().map(|&show| f64::from(show)).sum::<f64>() / shows.len() as f64
}

#[test]
fn the_adventurous_end_is_less_known_and_still_fits() {
    let model = model();
    let (mut familiar, mut adventurous) = (Vec::new(), Vec::new());
    for taste in [[1, 2, 3], [50, 60, 70], [200, 300, 400], [7, 77, 650]] {
        familiar.extend(shows(&model, &request(&taste, 0, 20)));
        let list = shows(&model, &request(&taste, 100, 20));
        // Out of 700, nothing from beyond the first quarter of the list.
        let best = shows(&model, &request(&taste, 0, SHOWS / 4));
        assert!(list.iter().filter(|show| best.contains(show)).count() >= 19, "{list:?}");
        adventurous.extend(list);
    }
    assert!(average_rank(&adventurous) > average_rank(&familiar) + 20.0);
}

#[test]
fn only_the_order_changes_not_what_is_said_of_a_show() {
    let model = model();
    let line = |adventurous| model.recommend(&request(&[5, 6], adventurous, SHOWS), &mut Scratch::default());
    let (familiar, far) = (line(0), line(100));
    assert_ne!(familiar, far);
    for one in &far {
        assert!(familiar.contains(one), "{one:?}");
    }
    assert_eq!(familiar.len(), far.len());
}

#[test]
fn a_show_stands_where_the_list_has_it() {
    let model = model();
    let mut scratch = Scratch::default();
    let request = request(&[5, 6, 600], 0, SHOWS);
    let list = model.recommend(&request, &mut scratch);
    for (at, line) in list.iter().enumerate() {
        let standing = model.standing(&request, line.show, &mut scratch).expect("known");
        assert_eq!((standing.place, standing.of), (at + 1, list.len()));
        assert_eq!((standing.score, standing.best), (line.score, list[0].score));
        assert_eq!((&standing.because, standing.popularity_share), (&line.because, line.popularity_share));
    }
    // A named show stands where it would be found, were it not named.
    let without = Request { taste: request.taste[1..].to_vec(), ..request.clone() };
    let place = shows(&model, &without).iter().position(|show| *show == 5).expect("listed");
    assert_eq!(model.standing(&request, 5, &mut scratch).expect("known").place, place + 1);
    assert_eq!(model.standing(&request, SHOWS as u32, &mut scratch), None);
}

#[test]
fn everything_well_known_is_asked_about_once_and_then_nothing() {
    let model = model();
    let mut scratch = Scratch::default();
    let mut request = request(&[3], 0, 20);
    let mut asked = Vec::new();
    while let Some(show) = model.telling(&request, &mut scratch) {
        assert!(show != 3 && !asked.contains(&show), "{show} twice");
        asked.push(show);
        request.hidden.push(show);
    }
    assert_eq!(asked.len(), 149);
}

#[test]
fn what_is_asked_about_would_change_the_list() {
    let model = model();
    let request = request(&[3, 40], 0, 20);
    let show = model.telling(&request, &mut Scratch::default()).expect("something");
    let before = shows(&model, &request);
    let mut after = request.clone();
    after.taste.push((show, Feedback::Liked));
    let new = shows(&model, &after).iter().filter(|show| !before.contains(show)).count();
    assert!(new > 0);
}

proptest! {
    /// A longer list begins as the shorter one, nothing is in it twice, and nothing that must not be.
    #[test]
    fn a_longer_list_begins_as_the_shorter_one(
        taste in prop::collection::vec(0..SHOWS as u32, 0..6),
        hidden in prop::collection::vec(0..SHOWS as u32, 0..9),
        adventurous in 0..=255_u8,
        (short, long) in (0..200_usize, 0..SHOWS),
    ) {
        let model = model();
        let ask = |limit| shows(&model, &Request { hidden: hidden.clone(), ..request(&taste, adventurous, limit) });
        let (short, long) = (ask(short.min(long)), ask(long));
        prop_assert_eq!(&short[..], &long[..short.len()]);
        let mut once = long.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), long.len());
        prop_assert!(!long.iter().any(|show| taste.contains(show) || hidden.contains(show)));
    }
}

#[test]
fn an_empty_list_stays_empty() {
    let filter = Filter { genres: vec!["western".into()], ..Filter::default() };
    let none = Request { filter, adventurous: 100, ..Request::default() };
    assert!(shows(&model(), &none).is_empty());
    assert_eq!(model().telling(&none, &mut Scratch::default()), None);
}
