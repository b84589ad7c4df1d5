//! What the list of several people may hold, on a random model of 700 shows.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use model_core::request::{Feedback, Filter, GroupRecommendation, GroupRequest, Person, Request};
use model_core::{Model, Scratch};
use proptest::prelude::*;
use std::sync::LazyLock;
use support::SHOWS;

static MODEL: LazyLock<Model> = LazyLock::new(support::model);

fn answer(request: &GroupRequest) -> Vec<GroupRecommendation> {
    MODEL.recommend_together(request, &mut Scratch::default())
}

fn shows(request: &GroupRequest) -> Vec<u32> {
    answer(request).iter().map(|line| line.show).collect()
}

fn likes(shows: &[u32]) -> Person {
    Person { taste: shows.iter().map(|show| (*show, Feedback::Liked)).collect(), hidden: Vec::new() }
}

fn of(people: Vec<Person>) -> GroupRequest {
    GroupRequest { people, ..GroupRequest::default() }
}

#[test]
fn nobody_gets_an_empty_list() {
    assert!(answer(&GroupRequest::default()).is_empty());
}

#[test]
fn what_anybody_disliked_hid_or_vetoed_is_out_and_what_anybody_saw_only_on_demand() {
    let all = GroupRequest { limit: SHOWS, ..of(vec![likes(&[1, 2]), likes(&[2, 3])]) };
    let listed = shows(&all);
    assert!([1, 2, 3].iter().all(|show| !listed.contains(show)));
    assert_eq!(listed.len(), SHOWS - 3);

    let mut picky = GroupRequest { also_seen: true, ..all };
    picky.people[0].taste.extend([(10, Feedback::Disliked), (11, Feedback::Seen), (12, Feedback::Loved)]);
    picky.people[1].hidden.push(13);
    picky.people[1].taste.push((12, Feedback::Disliked));
    picky.vetoed = vec![14, u32::MAX];
    let listed = shows(&picky);
    // Seen by one of them: 1, 3 and 11. By both: 2. Loved by one and disliked by the other: 12.
    assert!([1, 3, 11].iter().all(|show| listed.contains(show)));
    assert!([2, 10, 12, 13, 14].iter().all(|show| !listed.contains(show)));
}

#[test]
fn a_word_said_stands_in_the_place_of_an_estimate() {
    let mut request = GroupRequest { also_seen: true, limit: SHOWS, ..of(vec![likes(&[1, 2]), likes(&[3])]) };
    request.people[0].taste.push((9, Feedback::Loved));
    let lines = answer(&request);
    let fit =
        |show: u32| lines.iter().find(|line| line.show == show).map(|line| line.people[0].clone()).expect("listed");
    assert_eq!((fit(9).fit, fit(9).said), (1.0, Some(Feedback::Loved)));
    assert!(fit(1).fit >= 0.7);
    assert_eq!(fit(3).said, None);
}

#[test]
fn who_likes_a_show_far_less_than_the_others_may_veto_it() {
    let lines = answer(&GroupRequest { fairness: 0, limit: SHOWS, ..of(vec![likes(&[1, 2]), likes(&[300, 301])]) });
    assert!(lines.iter().any(|line| line.people.iter().any(|opinion| opinion.may_veto)));
    for line in lines {
        let average = line.people.iter().map(|opinion| opinion.fit).sum::<f32>() / 2.0;
        for opinion in line.people {
            assert_eq!(opinion.may_veto, opinion.fit < average / 2.0);
        }
    }
}

#[test]
fn what_a_show_is_to_all_is_told_as_in_the_list_also_when_it_is_not_in_it() {
    let request = GroupRequest { limit: 9, ..of(vec![likes(&[1, 2]), likes(&[300, 301])]) };
    let lines = answer(&request);
    let settled = GroupRequest { vetoed: vec![lines[3].show], also: Some(lines[3].show), ..request.clone() };
    let told = answer(&settled);
    assert_eq!((told.len(), told.last()), (10, Some(&lines[3])));
    assert_eq!(told[..8], [&lines[..3], &lines[4..]].concat());
    let seen = answer(&GroupRequest { also: Some(1), ..request.clone() });
    assert_eq!(seen.last().map(|line| line.people[0].said), Some(Some(Feedback::Liked)));
    assert_eq!(answer(&GroupRequest { also: Some(SHOWS as u32), ..request }), lines);
    assert!(answer(&GroupRequest { also: Some(1), ..GroupRequest::default() }).is_empty());
}

#[test]
fn the_place_is_that_of_ones_own_list() {
    let people = vec![likes(&[1, 2]), Person { hidden: vec![5, 6], ..likes(&[300, 301, 302]) }];
    for line in answer(&GroupRequest { limit: 40, ..of(people.clone()) }) {
        for (person, opinion) in people.iter().zip(line.people) {
            let Person { taste, hidden } = person.clone();
            let own = Request { taste, hidden, ..Request::default() };
            let standing = MODEL.standing(&own, line.show, &mut Scratch::default()).expect("known");
            assert_eq!(opinion.place, Some(standing.place as u32));
        }
    }
    let seen = GroupRequest { also_seen: true, limit: SHOWS, ..of(people) };
    assert!(answer(&seen).iter().flat_map(|line| &line.people).all(|one| one.said.is_some() == one.place.is_none()));
}

#[test]
fn filters_hold() {
    let none = Filter { genres: vec!["western".into()], ..Filter::default() };
    assert!(answer(&GroupRequest { filter: none, also_seen: true, ..of(vec![likes(&[1]), likes(&[2])]) }).is_empty());
}

fn person() -> impl Strategy<Value = Person> {
    let said = prop::sample::select(vec![Feedback::Loved, Feedback::Liked, Feedback::Disliked, Feedback::Seen]);
    let show = 0..SHOWS as u32 + 3;
    let taste = prop::collection::vec((show.clone(), said), 0..8);
    (taste, prop::collection::vec(show, 0..4)).prop_map(|(taste, hidden)| Person { taste, hidden })
}

fn group(count: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = GroupRequest> {
    (prop::collection::vec(person(), count), 0_u8..=100, any::<bool>(), 1_usize..60).prop_map(
        |(people, fairness, also_seen, limit)| GroupRequest { people, fairness, also_seen, limit, ..of(Vec::new()) },
    )
}

/// What the least pleased think of the whole list.
fn misery(request: &GroupRequest) -> f64 {
    let lowest = |line: &GroupRecommendation| line.people.iter().map(|opinion| opinion.fit).fold(1.0, f32::min);
    answer(request).iter().map(|line| f64::from(lowest(line))).sum()
}

proptest! {
    /// The order of the people changes nothing but the order of their opinions, to the last bit.
    #[test]
    fn all_are_equal(request in group(2..5), turn in 1_usize..4) {
        let by = turn % request.people.len();
        let mut turned = request.clone();
        turned.people.rotate_left(by);
        let mut lines = answer(&request);
        lines.iter_mut().for_each(|line| line.people.rotate_left(by));
        prop_assert_eq!(lines, answer(&turned));
    }

    /// One person alone gets the list of `recommend`, with the same reasons, wherever the dial stands.
    #[test]
    fn one_is_no_group(request in group(1)) {
        let alone = Request {
            taste: request.people[0].taste.clone(),
            hidden: request.people[0].hidden.clone(),
            limit: request.limit,
            reasons: request.reasons,
            ..Request::default()
        };
        let expected: Vec<_> = MODEL
            .recommend(&alone, &mut Scratch::default())
            .into_iter()
            .map(|line| (line.show, line.because, line.popularity_share))
            .collect();
        let lines = answer(&request);
        prop_assert!(lines.first().is_none_or(|line| line.value == 1.0));
        let got: Vec<_> = lines
            .into_iter()
            .map(|mut line| line.people.remove(0))
            .zip(shows(&request))
            .map(|(opinion, show)| (show, opinion.because, opinion.popularity_share))
            .collect();
        prop_assert_eq!(got, expected);
    }

    /// More fairness never makes the least pleased less pleased with the list as a whole.
    #[test]
    fn the_dial_is_monotone(request in group(2..5), other in 0_u8..=100) {
        let less = GroupRequest { fairness: request.fairness.min(other), ..request.clone() };
        let more = GroupRequest { fairness: request.fairness.max(other), ..request };
        prop_assert!(misery(&less) <= misery(&more) + 1e-4, "{} > {}", misery(&less), misery(&more));
    }

    /// Values lie between the lowest and the average fit, descend, and nothing is listed twice or against a word.
    #[test]
    fn values_agree_with_the_fits(request in group(1..5)) {
        let lines = answer(&request);
        prop_assert!(lines.is_sorted_by(|a, b| a.value >= b.value));
        for line in &lines {
            let fits: Vec<f32> = line.people.iter().map(|opinion| opinion.fit).collect();
            let lowest = fits.iter().copied().fold(1.0, f32::min);
            let average = fits.iter().sum::<f32>() / fits.len() as f32;
            prop_assert!(line.value >= lowest - 1e-6 && line.value <= average + 1e-6, "{line:?}");
            prop_assert!(fits.iter().all(|fit| (0.0..=1.0).contains(fit)));
            prop_assert!(line.people.iter().all(|opinion| opinion.said != Some(Feedback::Disliked)));
            prop_assert!(request.people.iter().all(|person| !person.hidden.contains(&line.show)));
            prop_assert_eq!(lines.iter().filter(|other| other.show == line.show).count(), 1);
        }
    }

    /// A veto takes out one show and moves nothing else.
    #[test]
    fn a_veto_takes_out_one_show(request in group(2..4), which in 0_usize..60) {
        let before = shows(&GroupRequest { limit: SHOWS, ..request.clone() });
        let Some(&vetoed) = before.get(which) else { return Ok(()) };
        let after = shows(&GroupRequest { limit: SHOWS, vetoed: vec![vetoed], ..request });
        prop_assert_eq!(after, before.into_iter().filter(|show| *show != vetoed).collect::<Vec<_>>());
    }
}
