//! Choosing the settings of the two solves, on people who are not learned from.
//!
//! Successive halving (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization",
//! AISTATS 2016) from a fixed grid: every setting is tried on the best known shows and some of the people, the best few of
//! them on more of both; then one round of steps from the winner, each taken when it is better. Solves are cheap there, so
//! the time is bounded whatever the catalogue's size. The best of many is flattered by chance: it must beat the usual
//! settings by more than twice the standard error of the difference, otherwise these are kept.
//!
//! The ridge of a show is `ridge · (d / mean)^exponent`, where `d` is how often it is expected among what is named. The
//! mean is another one among the best known shows, so ridges are carried over by `ridge / mean^exponent`.

use crate::evaluate::{InputSize, Quality, Question, measure, questions_with_dislikes};
use crate::gram::{Disliked, Expectation, ExpectedGram};
use crate::mix::add_weighted;
use crate::progress::Progress;
use crate::ridge::{Dense, Equations, RidgeSettings};
use crate::settings::Settings;
use crate::train::Evidence;
use crate::viewers::{Entry, Viewers};
use model_core::request::Feedback;

/// With fewer people the usual settings are better than what chance would choose.
pub const ENOUGH_PEOPLE: usize = 50;

/// Sizes of the rounds: shows, people who learn, people who choose.
const ROUNDS: [(usize, usize, usize); 2] = [(500, 6_000, 300), (1_400, 20_000, 1_000)];
/// How many settings come into the second round.
const KEPT: usize = 6;

/// The ridges of the usual settings as multiples of how often a show is named on the average.
const USUAL_RIDGES: [f64; 2] = [0.19, 2.15];

/// What was chosen for one of the two models.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The settings.
    pub settings: RidgeSettings,
    /// How many were tried.
    pub tried: usize,
    /// The people who chose.
    pub people: usize,
    /// The mean of Recall@20 and NDCG@100 with the chosen settings, over all input sizes asked.
    pub worth: f64,
    /// The same with the usual settings.
    pub usual_worth: f64,
    /// Whether something better than the usual settings was found.
    pub changed: bool,
}

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Choice { settings, tried, people, worth, usual_worth, changed } = self;
        match changed {
            true => write!(
                f,
                "{settings}; of {tried} the best for {people} people kept apart, {worth:.4} where the usual ones have \
                 {usual_worth:.4}"
            ),
            false => write!(
                f,
                "{settings}; the usual ones: of {tried} none was clearly better for {people} people kept apart"
            ),
        }
    }
}

/// Which of the two models is chosen for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Model {
    Few,
    Many,
}

impl Model {
    /// At which input sizes it is asked, and how much each counts.
    fn sizes(self) -> &'static [(InputSize, f64)] {
        match self {
            Model::Few => &[
                (InputSize::Shows(1), 0.25),
                (InputSize::Shows(3), 0.25),
                (InputSize::Shows(5), 0.25),
                (InputSize::Shows(10), 0.25),
            ],
            Model::Many => &[(InputSize::Shows(20), 0.25), (InputSize::Share(0.8), 0.75)],
        }
    }

    /// Every setting of the first round; ridges are multiples of how often a show is named on the average.
    fn grid(self, usual: &RidgeSettings) -> Vec<RidgeSettings> {
        let mut grid = vec![*usual];
        let expecting = |input_size, viewer_exponent| Expectation { input_size, viewer_exponent, ..usual.expectation };
        match self {
            Model::Few => {
                for input_size in [2.0, 3.0, 5.0] {
                    for viewer_exponent in [0.0, 0.5] {
                        for ridge in [0.06, 0.2, 0.7] {
                            for ridge_exponent in [0.0, 0.4, 0.7] {
                                let expectation = expecting(input_size, viewer_exponent);
                                grid.push(RidgeSettings { expectation, ridge, ridge_exponent, ..*usual });
                            }
                        }
                    }
                }
            }
            Model::Many => {
                for viewer_exponent in [-0.5, 0.0] {
                    for ridge in [0.5, 2.0, 8.0] {
                        for ridge_exponent in [0.0, 0.4] {
                            for dropout in [0.0, 0.25] {
                                for target_exponent in [0.0, 0.15, 0.3] {
                                    let expectation = expecting(f64::INFINITY, viewer_exponent);
                                    grid.push(RidgeSettings {
                                        expectation,
                                        ridge,
                                        ridge_exponent,
                                        dropout,
                                        target_exponent,
                                    });
                                }
                            }
                        }
                    }
                }
            }
        }
        grid
    }

    /// The steps from a setting, in groups that change one thing.
    fn steps(self, any_dislikes: bool) -> Vec<Vec<Step>> {
        let dislikes: Vec<Step> = if any_dislikes {
            let all = [(0.0, 0.0), (0.3, 0.0), (0.5, 0.0), (0.5, 0.3), (0.7, 0.5)];
            all.map(|(named, aimed)| Step::Disliked(Disliked { named, aimed })).to_vec()
        } else {
            Vec::new()
        };
        let ridge = vec![Step::Ridge(0.5), Step::Ridge(2.0)];
        let exponent = vec![Step::RidgeExponent(-0.15), Step::RidgeExponent(0.15)];
        match self {
            Model::Few => vec![ridge, exponent, vec![Step::InputSize(0.75), Step::InputSize(1.4)], dislikes],
            Model::Many => vec![
                vec![Step::ViewerExponent(-0.25), Step::ViewerExponent(0.25)],
                ridge,
                exponent,
                vec![Step::Dropout(-0.1), Step::Dropout(0.1)],
                vec![Step::TargetExponent(-0.08), Step::TargetExponent(0.08)],
                dislikes,
            ],
        }
    }
}

/// A change of one thing.
#[derive(Debug, Clone, Copy)]
enum Step {
    Ridge(f64),
    RidgeExponent(f64),
    InputSize(f64),
    ViewerExponent(f64),
    Dropout(f64),
    TargetExponent(f64),
    Disliked(Disliked),
}

impl Step {
    fn from(self, settings: &RidgeSettings) -> RidgeSettings {
        let mut next = *settings;
        match self {
            Step::Ridge(factor) => next.ridge *= factor,
            Step::RidgeExponent(more) => next.ridge_exponent += more,
            Step::InputSize(factor) => next.expectation.input_size *= factor,
            Step::ViewerExponent(more) => next.expectation.viewer_exponent += more,
            Step::Dropout(more) => next.dropout = (next.dropout + more).max(0.0),
            Step::TargetExponent(more) => next.target_exponent += more,
            Step::Disliked(disliked) => next.expectation.disliked = disliked,
        }
        next
    }
}

/// A round: fewer shows, fewer people, and what is asked of whom.
struct Round {
    shows: usize,
    train: Viewers,
    pseudo: Viewers,
    prior: Vec<f64>,
    prior_weight: f64,
    /// For each input size the questions, with the size's part of the whole.
    asked: Vec<(Vec<Question>, f64)>,
    people: usize,
}

/// How good a setting is, as a whole and for each question.
#[derive(Debug, Clone)]
struct Tried {
    worth: f64,
    /// Recall@20 of every question, by size.
    recalls: Vec<Vec<f64>>,
}

impl Round {
    fn new(evidence: &Evidence<'_>, catalogue: usize, number: usize, model: Model, usual: &Settings) -> Round {
        let (shows, learn, choose) = ROUNDS[number];
        let shows = shows.min(catalogue);
        let train = best_known(evidence.viewers, shows, learn);
        // Where only some of the people are learned from, lists must not weigh more against them.
        let part = train.len() as f64 / evidence.viewers.len().max(1) as f64;
        let mut pseudo = Viewers::new();
        let all = best_known(evidence.pseudo, shows, usize::MAX);
        for viewer in 0..all.len() {
            pseudo.push(all.entries_of(viewer).to_vec(), all.weight(viewer) * part as f32);
        }
        let people = best_known(evidence.validation, shows, choose);
        // Where little is named chance is large: everybody is asked twice.
        let draws = |size: &InputSize| 1 + u64::from(number > 0 && matches!(size, InputSize::Shows(..=10)));
        let ask = |size: &InputSize| -> Vec<Question> {
            (0..draws(size))
                .flat_map(|draw| questions_with_dislikes(&people, *size, usual.seed.wrapping_add(draw)))
                .map(|(_, question)| question)
                .collect()
        };
        Round {
            shows,
            train,
            pseudo,
            prior: evidence.prior.iter().copied().take(shows).collect(),
            prior_weight: usual.prior_weight * part,
            asked: model.sizes().iter().map(|(size, part)| (ask(size), *part)).collect(),
            people: people.len(),
        }
    }

    fn count(&self, expectation: Expectation) -> ExpectedGram {
        let mut gram = ExpectedGram::count(&self.train, self.shows, expectation);
        if !self.pseudo.is_empty() {
            gram.add(&ExpectedGram::count(&self.pseudo, self.shows, expectation));
        }
        gram.add_prior(self.prior_weight, &self.prior);
        gram
    }

    /// Tries a setting whose ridge is a multiple of how often a show is named on the average in the whole catalogue,
    /// `whole`. `None` when its equations cannot be solved.
    fn attempt(&self, gram: &ExpectedGram, relative: &RidgeSettings, whole: f64, progress: &Progress) -> Option<Tried> {
        let here = gram.diagonal().sum::<f64>() / self.shows.max(1) as f64;
        let ridge = relative.ridge * whole * (here / whole).powf(relative.ridge_exponent);
        let dense = Equations::new(gram, &RidgeSettings { ridge, ..*relative }).solve(progress).ok()?;
        let disliked = relative.expectation.disliked.named as f32;
        let mut tried = Tried { worth: 0.0, recalls: Vec::new() };
        for (asked, part) in &self.asked {
            let quality = ask(&dense, asked, disliked);
            tried.worth += part * (quality.recall20 + quality.ndcg100) / 2.0;
            tried.recalls.push(quality.recalls20);
        }
        Some(tried)
    }
}

fn ask(dense: &Dense, asked: &[Question], disliked: f32) -> Quality {
    let weight = |said: Feedback| if said == Feedback::Disliked { disliked } else { 1.0 };
    measure(
        asked,
        || (),
        |number, (), scores| {
            *scores = add_weighted(&dense.weights, &asked[number], weight, dense.n);
            for (score, bias) in scores.iter_mut().zip(&dense.bias) {
                *score += bias;
            }
        },
    )
}

/// The first `people` of these viewers, with the best known shows alone (the lower a number, the better known).
fn best_known(viewers: &Viewers, shows: usize, people: usize) -> Viewers {
    let mut known = Viewers::new();
    for viewer in 0..viewers.len().min(people) {
        let entries = viewers.entries_of(viewer).iter().filter(|entry| (entry.show as usize) < shows);
        known.push(entries.copied().collect(), viewers.weight(viewer));
    }
    known
}

/// How often a show is expected among what is named, on the average over `n` shows: the mean of the Gram matrix's
/// diagonal, without counting the matrix.
fn mean_named(evidence: &Evidence<'_>, n: usize, expectation: Expectation) -> f64 {
    let sum = |viewers: &Viewers| -> f64 {
        (0..viewers.len())
            .map(|viewer| {
                let likes = viewers.liked(viewer).count() as f64;
                if likes == 0.0 {
                    return 0.0;
                }
                let squared = |entry: &Entry| match entry.preference {
                    liked if liked > 0.0 => f64::from(liked),
                    _ => expectation.disliked.named.powi(2),
                };
                let worth: f64 = viewers.entries_of(viewer).iter().map(squared).sum();
                let weight = f64::from(viewers.weight(viewer)) * likes.powf(expectation.viewer_exponent);
                weight * expectation.input_size.min(likes) / likes * worth
            })
            .sum()
    };
    ((sum(evidence.viewers) + sum(evidence.pseudo)) / n.max(1) as f64).max(f64::MIN_POSITIVE)
}

/// Chooses the settings of both solves for these people (`n` shows, numbered from the best known on). `None` when there
/// are too few people to choose by.
pub fn choose(evidence: &Evidence<'_>, n: usize, usual: &Settings, progress: &Progress) -> Option<[Choice; 2]> {
    if evidence.validation.len() < ENOUGH_PEOPLE || evidence.viewers.len() < ENOUGH_PEOPLE {
        return None;
    }
    progress.step("choosing settings: few shows".into());
    let few = choose_one(evidence, n, usual, Model::Few, progress);
    progress.step("choosing settings: whole histories".into());
    Some([few, choose_one(evidence, n, usual, Model::Many, progress)])
}

/// A search under way.
struct Search<'e> {
    evidence: &'e Evidence<'e>,
    n: usize,
    progress: &'e Progress,
    tried: usize,
    /// The last count: settings that expect the same share it.
    counted: Option<(Expectation, ExpectedGram, f64)>,
}

impl Search<'_> {
    fn attempt(&mut self, round: &Round, settings: &RidgeSettings) -> Option<Tried> {
        self.progress.check().ok()?;
        self.tried += 1;
        let expectation = settings.expectation;
        let counted = match self.counted.take() {
            Some(same) if same.0 == expectation => same,
            _ => (expectation, round.count(expectation), mean_named(self.evidence, self.n, expectation)),
        };
        let (_, gram, whole) = self.counted.insert(counted);
        round.attempt(gram, settings, *whole, &self.progress.silent())
    }

    /// Tries all of these, and returns them with their results, the best first; of equals the earlier one.
    fn attempt_all(&mut self, round: &Round, settings: &[RidgeSettings]) -> Vec<(RidgeSettings, Tried)> {
        self.counted = None;
        let bar = self.progress.counted("trying settings", settings.len() as u64);
        let mut results = Vec::new();
        for settings in settings {
            if let Some(tried) = self.attempt(round, settings) {
                results.push((*settings, tried));
            }
            bar.advance(1);
        }
        results.sort_by(|a, b| b.1.worth.total_cmp(&a.1.worth));
        results
    }
}

fn choose_one(evidence: &Evidence<'_>, n: usize, usual: &Settings, model: Model, progress: &Progress) -> Choice {
    let any_dislikes = (0..evidence.validation.len())
        .any(|viewer| evidence.validation.entries_of(viewer).iter().any(|entry| entry.preference < 0.0));
    let solve = match model {
        Model::Few => &usual.few,
        Model::Many => &usual.many,
    };
    let mut usual_solve = *solve;
    if !any_dislikes {
        usual_solve.expectation.disliked = Disliked::UNHEARD;
    }
    usual_solve.ridge = match model {
        // As it stands the ridge suits data of the same kind, the multiple suits data of another size. Nothing tells which
        // is meant, so it is halfway between (the geometric mean).
        Model::Few => (USUAL_RIDGES[0] * solve.ridge / mean_named(evidence, n, usual_solve.expectation)).sqrt(),
        Model::Many => USUAL_RIDGES[1],
    };
    let mut search = Search { evidence, n, progress, tried: 0, counted: None };
    let mut promising: Vec<RidgeSettings> = search
        .attempt_all(&Round::new(evidence, n, 0, model, usual), &model.grid(&usual_solve))
        .into_iter()
        .map(|(settings, _)| settings)
        .filter(|settings| *settings != usual_solve)
        .take(KEPT)
        .collect();
    promising.insert(0, usual_solve);
    let round = Round::new(evidence, n, 1, model, usual);
    let mut results = search.attempt_all(&round, &promising);
    let in_viewers = |settings: &RidgeSettings| {
        let ridge = settings.ridge * mean_named(evidence, n, settings.expectation);
        RidgeSettings { ridge: rounded(ridge), ..*settings }
    };
    let usual_at = results.iter().position(|(settings, _)| *settings == usual_solve);
    let Some(usual_at) = usual_at else {
        // Not even the usual equations could be solved: nothing can be said about others.
        let (settings, people) = (in_viewers(&usual_solve), round.people);
        return Choice { settings, tried: search.tried, people, worth: 0.0, usual_worth: 0.0, changed: false };
    };
    let usual_result = results[usual_at].1.clone();
    let mut best = results.swap_remove(0);
    for steps in model.steps(any_dislikes) {
        let settings: Vec<RidgeSettings> = steps.iter().map(|step| step.from(&best.0)).collect();
        if let Some((settings, result)) = search.attempt_all(&round, &settings).into_iter().next()
            && result.worth > best.1.worth
        {
            best = (settings, result);
        }
    }
    let changed = best.1.worth - usual_result.worth > 2.0 * standard_error(&best.1, &usual_result, &round);
    let (settings, worth) = if changed { (best.0, best.1.worth) } else { (usual_solve, usual_result.worth) };
    Choice {
        settings: in_viewers(&settings),
        tried: search.tried,
        people: round.people,
        worth,
        usual_worth: usual_result.worth,
        changed,
    }
}

/// The standard error of the difference in Recall@20, over all sizes asked.
fn standard_error(a: &Tried, b: &Tried, round: &Round) -> f64 {
    // A person is asked at every size: sizes are no independent witnesses, so their errors are added, not their squares.
    let sizes = a.recalls.iter().zip(&b.recalls).zip(&round.asked);
    sizes
        .map(|((a, b), (_, part))| {
            let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
            let count = differences.len().max(1) as f64;
            let mean = differences.iter().sum::<f64>() / count;
            let variance = differences.iter().map(|difference| (difference - mean).powi(2)).sum::<f64>() / count;
            part * (variance / count).sqrt()
        })
        .sum()
}

/// Three digits: more would only seem exact.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}
