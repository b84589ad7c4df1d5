//! Training on made-up viewers whose tastes are known: the model must find them, in the same bytes on any number of
//! threads, within its byte budget.

use model_core::card::Card;
use model_core::catalogue::{Catalogue, Facts, Title};
use model_core::file::AlignedBytes;
use model_core::request::{Feedback, Request};
use model_core::{Model, Scratch};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use trainer::baselines::ItemItem;
use trainer::choose;
use trainer::evaluate::{InputSize, Question, Split, measure, questions, questions_with_dislikes};
use trainer::problems::Place;
use trainer::progress::Progress;
use trainer::pseudo::{self, PseudoWeights};
use trainer::shows::{Known, Show};
use trainer::sparse::SparseSettings;
use trainer::train::{self, Evidence, Settings, TrainError, Trained};
use trainer::viewers::{Entry, Viewers};

const SHOWS: usize = 120;
const TASTES: usize = 6;

/// Shows of six kinds; show `s` is of kind `s % 6`, and the lower its number the better known it is.
fn catalogue() -> Catalogue {
    let shows: Vec<Show> = (0..SHOWS)
        .map(|number| Show {
            title: Title { id: format!("show-{number}"), title: format!("Show {number}"), ..Default::default() },
            facts: Default::default(),
            known: Known::default(),
            place: Place::new("made up".as_ref(), 0),
        })
        .collect();
    let popularity: Vec<f64> = (0..SHOWS).map(|number| (SHOWS - number) as f64).collect();
    train::order(&shows, &popularity).expect("distinct ids").catalogue
}

/// Viewers who mostly watch one kind.
fn viewers(count: usize) -> Viewers {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut viewers = Viewers::new();
    for viewer in 0..count {
        let kind = viewer % TASTES;
        let mut shows: Vec<u32> = (0..SHOWS as u32)
            .filter(|show| {
                let own = if *show as usize % TASTES == kind { 0.75 } else { 0.06 };
                let known = 1.0 - *show as f64 / (2 * SHOWS) as f64;
                random.random_bool(own * known)
            })
            .collect();
        shows.dedup();
        viewers.push(shows.into_iter().map(Entry::liked).collect(), 1.0);
    }
    viewers
}

fn settings() -> Settings {
    Settings { max_bytes: Some(60_000), few_rank: 8, ..Settings::for_people() }
}

/// Solved as a large catalogue is.
fn large() -> Settings {
    let sparse = SparseSettings { candidates: 60, max_pairs: 3000, ..SparseSettings::default() };
    Settings { dense_up_to: 0, sparse, ..settings() }
}

fn trained_with(viewers: &Viewers, validation: &Viewers, settings: &Settings) -> Trained {
    let evidence = Evidence { viewers, validation, ..Evidence::default() };
    train::train(&catalogue(), &evidence, settings, Card::default(), &Progress::quiet()).expect("trained")
}

fn trained(viewers: &Viewers, validation: &Viewers) -> Trained {
    trained_with(viewers, validation, &settings())
}

#[test]
fn one_thread_or_many_the_bytes_are_the_same() {
    let split = Split::draw(&viewers(700), 1);
    for settings in [settings(), large()] {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| trained_with(&split.train, &split.validation, &settings).bytes)
        };
        let once = with(1);
        assert!(once == with(1), "twice the same");
        assert!(once == with(2), "on two threads");
        assert!(once == with(7), "on seven threads");
    }
}

#[test]
fn unseen_people_are_understood_at_every_input_size() {
    let split = Split::draw(&viewers(900), 1);
    for settings in [settings(), large()] {
        understands(&split, &trained_with(&split.train, &split.validation, &settings));
    }
}

fn understands(split: &Split, trained: &Trained) {
    let model = Model::open(AlignedBytes::from_slice(&trained.bytes)).expect("opens");
    let popularity = ItemItem::popularity(&split.train, SHOWS);
    for size in [InputSize::Shows(1), InputSize::Shows(3), InputSize::Shows(8), InputSize::Share(0.8)] {
        let asked = questions(&split.test, size, 1);
        assert!(asked.len() > 50, "{} people at {size}", asked.len());
        let ours = measure(&asked, Scratch::default, |number, scratch, scores| {
            scores.clear();
            scores.extend_from_slice(model.scores(&asked[number].taste(), scratch));
        });
        let theirs = measure(&asked, || (), |number, (), scores| popularity.score(&asked[number], scores));
        assert!(
            ours.recall20 > theirs.recall20 + 0.2,
            "at {size}: {:.3}, popularity {:.3}",
            ours.recall20,
            theirs.recall20
        );
    }
}

#[test]
fn answers_are_of_the_named_kind_and_a_dislike_turns_away_from_it() {
    let viewers = viewers(700);
    let model = Model::open(AlignedBytes::from_slice(&trained(&viewers, &Viewers::new()).bytes)).expect("opens");
    let kind = |show: u32| {
        let id = &model.catalogue().titles()[show as usize].id;
        id.trim_start_matches("show-").parse::<usize>().expect("a number") % TASTES
    };
    let number = |id: &str| model.catalogue().index_of(id).expect("known");
    let mut scratch = Scratch::default();
    let mut taste = vec![(number("show-12"), Feedback::Liked), (number("show-30"), Feedback::Liked)];
    let request = |taste: &[_]| Request { taste: taste.to_vec(), limit: 10, ..Request::default() };
    let answer = model.recommend(&request(&taste), &mut scratch);
    assert!(answer.iter().all(|line| kind(line.show) == 0), "all of the kind of 12 and 30");
    assert!(answer.iter().all(|line| line.because.len() == 2), "both speak for each");
    let before = model.scores(&taste, &mut scratch)[number("show-18") as usize];
    taste.push((number("show-24"), Feedback::Disliked));
    let after = model.scores(&taste, &mut scratch)[number("show-18") as usize];
    assert!(after < before, "a dislike of the kind takes away from it: {after} against {before}");
}

/// Viewers watch their own kind and like three quarters of it: what they dislike says which kind is theirs.
#[test]
fn a_dislike_of_what_one_watches_is_evidence() {
    let all = viewers(900);
    let mut viewers = Viewers::new();
    for viewer in 0..all.len() {
        let said = |(at, entry): (usize, &Entry)| match (at + viewer) % 4 {
            0 => Entry { preference: -1.0, ..*entry },
            _ => *entry,
        };
        viewers.push(all.entries_of(viewer).iter().enumerate().map(said).collect(), 1.0);
    }
    let split = Split::draw(&viewers, 1);
    let trained = trained(&split.train, &split.validation);
    assert!(trained.mixture.feedback.disliked > 0.0, "{:?}", trained.mixture.feedback);
    let model = Model::open(AlignedBytes::from_slice(&trained.bytes)).expect("opens");
    let asked: Vec<Question> = questions_with_dislikes(&split.test, InputSize::Shows(1), 1)
        .into_iter()
        .map(|(_, question)| question)
        .filter(|question| question.named.len() > 1)
        .collect();
    let recall = |heard: &(dyn Fn(Feedback) -> bool + Sync)| {
        let quality = measure(&asked, Scratch::default, |number, scratch, scores| {
            let taste: Vec<_> = asked[number].taste().into_iter().filter(|(_, said)| heard(*said)).collect();
            scores.clear();
            scores.extend_from_slice(model.scores(&taste, scratch));
        });
        quality.recall20
    };
    let (with, without) = (recall(&|_| true), recall(&|said| said != Feedback::Disliked));
    assert!(with > without, "{with:.3} with dislikes, {without:.3} without, {} people", asked.len());
}

#[test]
fn settings_are_chosen_alike_on_any_number_of_threads() {
    let split = Split::draw(&viewers(900), 1);
    let nobody = Viewers::new();
    let evidence = Evidence { viewers: &split.train, validation: &split.validation, ..Evidence::default() };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| choose::choose(&evidence, SHOWS, &settings(), &Progress::quiet()))
    };
    let [few, many] = with(1).expect("people enough");
    assert!(few.worth >= few.usual_worth && many.worth >= many.usual_worth);
    assert_eq!(with(3), Some([few, many]));
    let none = Evidence { validation: &nobody, ..evidence };
    assert_eq!(choose::choose(&none, SHOWS, &settings(), &Progress::quiet()), None);
}

#[test]
fn the_byte_budget_is_kept_or_refused() {
    let viewers = viewers(300);
    let nobody = Viewers::new();
    let within = |max_bytes: usize, validation: &Viewers| {
        let settings = Settings { max_bytes: Some(max_bytes), ..settings() };
        let evidence = Evidence { viewers: &viewers, validation, ..Evidence::default() };
        let trained = train::train(&catalogue(), &evidence, &settings, Card::default(), &Progress::quiet());
        trained.expect("fits").bytes.len()
    };
    // Where not every weight fits, the limit is used to its end.
    let everything = within(1_000_000, &nobody);
    for part in [0.5, 0.6, 0.75, 0.9, 0.98] {
        let limit = (everything as f64 * part) as usize;
        let bytes = within(limit, &nobody);
        assert!(bytes <= limit && bytes * 1000 >= limit * 995, "{bytes} of {limit} bytes, {everything} would be all");
    }
    let limit = everything * 4 / 5;
    let bytes = within(limit, &self::viewers(80));
    assert!(bytes <= limit && bytes * 1000 >= limit * 995, "{bytes} of {limit} bytes, with people to choose by");
    let evidence = Evidence { viewers: &viewers, validation: &Viewers::new(), ..Evidence::default() };
    let tiny = Settings { max_bytes: Some(1000), ..settings() };
    let refused = train::train(&catalogue(), &evidence, &tiny, Card::default(), &Progress::quiet());
    assert!(matches!(refused, Err(TrainError::Budget { max: 1000, .. })));
}

/// Without any rating: naming shows of a kind brings what is well known of that kind, not what is well known.
#[test]
fn fans_know_their_own_kind() {
    let show = |number: usize| {
        let anime = number.is_multiple_of(2);
        let mut title = Title { id: format!("show-{number}"), ..Title::default() };
        (title.title, title.year) = (title.id.clone(), Some(2000 + (number % 7) as u16));
        let text = |text: &str| vec![text.to_owned()];
        let (genre, country, language, fame) =
            if anime { ("anime", "JP", "ja", 70) } else { ("drama", "US", "en", 100) };
        let (genres, countries, languages) = (text(genre), text(country), text(language));
        let known = Known { fame: Some(fame - number as u8 / 2), fans: None };
        let facts = Facts { genres, countries, languages, ..Facts::default() };
        Show { title, facts, known, place: Place::new("made up".as_ref(), 0) }
    };
    let shows: Vec<Show> = (0..80).map(show).collect();
    let ordered = train::order(&shows, &[0.0; 80]).expect("distinct ids");
    let pseudo = pseudo::viewers(&ordered.catalogue, &[], &ordered.known, &PseudoWeights::default());
    let prior = pseudo::prior(&ordered.known);
    let evidence = Evidence { pseudo: &pseudo, prior: &prior, ..Evidence::default() };
    let trained = train::train(&ordered.catalogue, &evidence, &settings(), Card::default(), &Progress::quiet());
    let model = Model::open(AlignedBytes::from_slice(&trained.expect("trained").bytes)).expect("opens");
    let number = |id: &str| model.catalogue().index_of(id).expect("known");
    let taste = vec![(number("show-50"), Feedback::Liked), (number("show-62"), Feedback::Liked)];
    let request = Request { taste, limit: 8, ..Request::default() };
    for line in model.recommend(&request, &mut Scratch::default()) {
        let id = &model.catalogue().titles()[line.show as usize].id;
        let show: usize = id.trim_start_matches("show-").parse().expect("a number");
        assert!(show.is_multiple_of(2) && show < 40, "{id} is of the kind, and of its better known half");
    }
}
