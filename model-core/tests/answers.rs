//! What an answer may hold, on the example model of six shows.

#![cfg(not(target_arch = "wasm32"))]

use model_core::file::AlignedBytes;
use model_core::request::{Feedback, Filter, Recommendation, Request};
use model_core::{Model, Scratch, example};
use proptest::prelude::*;

fn model() -> Model {
    Model::open_verified(AlignedBytes::from_slice(&example::file())).expect("the example is sound")
}

fn answer(request: &Request) -> Vec<Recommendation> {
    model().recommend(request, &mut Scratch::default())
}

fn ids(answer: &[Recommendation]) -> Vec<String> {
    let model = model();
    answer.iter().map(|line| model.catalogue().titles()[line.show as usize].id.clone()).collect()
}

fn named(taste: &[(&str, Feedback)]) -> Request {
    let model = model();
    let taste = taste.iter().map(|(id, said)| (model.catalogue().index_of(id).expect("known"), *said)).collect();
    Request { taste, ..Request::default() }
}

#[test]
fn nobody_in_particular_gets_what_most_people_like() {
    assert_eq!(ids(&answer(&Request::default()))[..3], ["breaking-bad", "friends", "the-wire"]);
}

#[test]
fn what_was_named_seen_or_hidden_stays_away() {
    let mut request = named(&[("the-wire", Feedback::Loved), ("the-shield", Feedback::Seen)]);
    request.hidden = vec![model().catalogue().index_of("breaking-bad").expect("known")];
    assert_eq!(ids(&answer(&request)), ["better-call-saul", "friends", "seinfeld"]);
}

#[test]
fn spin_offs_come_only_when_asked_for() {
    let mut request = named(&[("breaking-bad", Feedback::Liked)]);
    assert!(!ids(&answer(&request)).contains(&"better-call-saul".into()));
    request.filter.with_franchise = true;
    assert_eq!(ids(&answer(&request))[0], "better-call-saul");
}

#[test]
fn filters_hold() {
    let with = |filter: Filter| ids(&answer(&Request { filter, ..Request::default() }));
    assert_eq!(with(Filter { genres: vec!["sitcom".into()], ..Filter::default() }), ["friends", "seinfeld"]);
    assert_eq!(
        with(Filter { from_year: Some(2002), to_year: Some(2008), ..Filter::default() }),
        ["breaking-bad", "the-wire", "the-shield"]
    );
    assert_eq!(with(Filter { networks: vec!["HBO".into()], ..Filter::default() }), ["the-wire"]);
    assert_eq!(with(Filter { max_seasons: Some(5), ..Filter::default() }), ["breaking-bad", "the-wire"]);
    // Kept out in this degree and in higher ones; what has no note passes.
    let without = |degree| with(Filter { without_content: vec![("violence".into(), degree)], ..Filter::default() });
    assert_eq!((without(3).len(), without(2).len(), without(1).len()), (6, 5, 4));
    assert!(!without(2).contains(&"the-wire".into()) && !without(1).contains(&"breaking-bad".into()));
    // A fact that is not known does not pass a rule about it.
    assert!(with(Filter { max_minutes: Some(60), ..Filter::default() }).is_empty());
}

#[test]
fn the_last_word_counts_and_unknown_numbers_do_not() {
    let once = named(&[("friends", Feedback::Loved)]);
    let mut changed = named(&[("friends", Feedback::Disliked), ("friends", Feedback::Loved)]);
    changed.taste.push((4_000_000, Feedback::Loved));
    changed.hidden.push(4_000_000);
    assert_eq!(answer(&once), answer(&changed));
}

proptest! {
    /// The shares of everything that speaks for a show, popularity included, are all of it.
    #[test]
    fn reasons_add_up(taste in prop::collection::vec((0_u32..6, 0_u8..4), 0..6)) {
        let said = [Feedback::Loved, Feedback::Liked, Feedback::Disliked, Feedback::Seen];
        let taste = taste.into_iter().map(|(show, which)| (show, said[which as usize])).collect();
        for line in answer(&Request { taste, reasons: 10, ..Request::default() }) {
            let sum = line.popularity_share + line.because.iter().map(|reason| reason.share).sum::<f32>();
            prop_assert!((sum - 1.0).abs() < 1e-5 || sum == 0.0, "{line:?}");
            prop_assert!(line.because.is_sorted_by(|a, b| a.share >= b.share));
        }
    }
}
