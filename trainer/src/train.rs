//! Training: from shows and viewers to the bytes of a model file.

use std::collections::HashMap;

use model_core::card::{Card, Quality as CardQuality};
use model_core::catalogue::{Catalogue, Facts, Title};
use model_core::file::{self, AlignedBytes, SectionKind};
use model_core::weights::{NewComponent, NewWeights};
use model_core::{Model, map::encode as encode_map, preview};

use crate::cold_start::ColdStart;
use crate::compress::{Factors, Solved};
use crate::counts::{Counted, People};
use crate::dense::DenseError;
use crate::gram::ExpectedGram;
use crate::map;
use crate::mix::{self, Compressed, KNOTS, Mixture, Share};
use crate::progress::{Cancelled, Progress};
use crate::ridge::{Equations, Normal, RidgeSettings, SolveError};
use crate::settings::FeedbackWeights;
pub use crate::settings::Settings;
use crate::shows::{Known, Show};
use crate::sparse::{Prior, Sources, SparseEquations};
use crate::viewers::Viewers;

/// What is trained on.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'e> {
    /// People.
    pub viewers: &'e Viewers,
    /// People to choose the mixture by, who are learned from only after that.
    pub validation: &'e Viewers,
    /// What was counted of further people, of whom nothing else is known.
    pub counts: Option<&'e Counted>,
    /// Curated lists, tags, people: see [`crate::pseudo`].
    pub pseudo: &'e Viewers,
    /// The probability with which somebody of whom nothing is known likes each show; empty when that is not known.
    pub prior: &'e [f64],
}

impl Default for Evidence<'_> {
    /// None.
    fn default() -> Self {
        static NOBODY: Viewers = Viewers::new();
        Evidence { viewers: &NOBODY, validation: &NOBODY, counts: None, pseudo: &NOBODY, prior: &[] }
    }
}

impl Evidence<'_> {
    /// How many viewers of any sort, and how many entries, besides the people given one by one.
    fn others(&self) -> (usize, usize) {
        let counted = self.counts.map_or(People::default(), |counted| counted.counts.people);
        let (viewers, ratings) = (counted.viewers.max(0) as usize, counted.ratings.max(0) as usize);
        (viewers + self.pseudo.len(), ratings + self.pseudo.entries())
    }
}

/// Why a training failed.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// Nothing to learn from.
    #[error("there is nothing to learn from: no viewer and no list")]
    NoEvidence,
    /// The equations could not be solved.
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// The sums are of other settings.
    #[error(
        "the counts hold no sums for people who name {0} shows: count again with `trainer count --settings` and the same file"
    )]
    NotCounted(f64),
    /// The end was asked for. Not transparent: whoever looks for [`Cancelled`] among the causes finds it.
    #[error("the training was ended")]
    Cancelled(#[from] Cancelled),
    /// The byte budget does not even hold the catalogue.
    #[error(
        "a model of at most {max} bytes is wanted, but what is known of the shows, their places on the map and their \
         biases alone take {needed}: allow more, or give fewer shows or facts"
    )]
    Budget {
        /// What was asked for.
        max: usize,
        /// What is needed at least.
        needed: usize,
    },
    /// The catalogue contradicts itself.
    #[error("the catalogue cannot be written: {0}")]
    Catalogue(String),
}

impl From<DenseError> for TrainError {
    fn from(error: DenseError) -> Self {
        match error {
            DenseError::Solve(error) => error.into(),
            DenseError::Cancelled(error) => error.into(),
        }
    }
}

/// Shows in the order of the file, the most popular first, and where each old number went.
#[derive(Debug, Clone)]
pub struct Ordered {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// New number by old number.
    pub numbers: Vec<u32>,
    /// How well known each show is, by new number.
    pub known: Vec<Known>,
}

/// Orders shows by popularity; of equals the more famous one, then the earlier one in the input comes first.
///
/// # Errors
/// [`TrainError::Catalogue`] when an id occurs twice.
pub fn order(shows: &[Show], popularity: &[f64]) -> Result<Ordered, TrainError> {
    let mut order: Vec<usize> = (0..shows.len()).collect();
    let fame = |number: usize| shows[number].known.fame;
    order
        .sort_by(|a, b| popularity[*b].total_cmp(&popularity[*a]).then_with(|| fame(*b).cmp(&fame(*a))).then(a.cmp(b)));
    let mut numbers = vec![0; shows.len()];
    for (new, &old) in order.iter().enumerate() {
        numbers[old] = new as u32;
    }
    let (titles, facts): (Vec<Title>, Vec<Facts>) =
        order.iter().map(|&old| (shows[old].title.clone(), shows[old].facts.clone())).unzip();
    let known = order.iter().map(|&old| shows[old].known).collect();
    Ok(Ordered { catalogue: Catalogue::new(titles, facts).map_err(TrainError::Catalogue)?, numbers, known })
}

/// The numbers of shows by their ids, for readers of ratings.
pub fn numbers_by_id(shows: &[Show]) -> HashMap<String, u32> {
    shows.iter().enumerate().map(|(number, show)| (show.title.id.clone(), number as u32)).collect()
}

/// A trained model.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The file.
    pub bytes: Vec<u8>,
    /// How the two models are mixed at each knot, and what a person's words weigh.
    pub mixture: Mixture,
}

/// Trains a model of `catalogue` (whose numbers the viewers use) and writes its file. `card` is completed with what was
/// learned from and what was chosen; its quality lines come from the caller, since they need people kept apart.
///
/// # Errors
/// See [`TrainError`].
pub fn train(
    catalogue: &Catalogue,
    evidence: &Evidence<'_>,
    settings: &Settings,
    mut card: Card,
    progress: &Progress,
) -> Result<Trained, TrainError> {
    let n = catalogue.len();
    let mut learned = evidence.viewers.clone();
    if learned.entries() + evidence.validation.entries() + evidence.others().1 == 0 {
        return Err(TrainError::NoEvidence);
    }
    card.shows = n as u32;
    card.viewers = (learned.len() + evidence.validation.len() + evidence.others().0) as u32;
    card.ratings = (learned.entries() + evidence.validation.entries() + evidence.others().1) as u64;
    card.seed = settings.seed;
    let mut file = ModelFile::new(catalogue, card);
    let max_bytes = settings.max_bytes.unwrap_or(1_000_000.max(file.catalogue_bytes() + 200 * n));
    let plan = Plan::new(settings, n, &file, max_bytes)?;

    let fit = |learned: &Viewers, what: &str| -> Result<[Compressed; 2], TrainError> {
        let row_weights = row_weights(learned, evidence, n);
        let cold_start = &cold_start(learned, evidence, n, settings);
        let solve = |which: usize, room: usize| -> Result<Compressed, TrainError> {
            let (ridge, named) = [(&settings.few, "few shows"), (&settings.many, "whole histories")][which];
            progress.step(format!("{what}: {named}"));
            progress.check()?;
            if n > settings.dense_up_to {
                let prior = Prior { weight: settings.prior_weight, probabilities: evidence.prior };
                let counted = match evidence.counts {
                    Some(counted) => Some(counted.rows(ridge.expectation).ok_or_else(|| not_counted(ridge))?),
                    None => None,
                };
                let sources = Sources { people: learned, pseudo: evidence.pseudo, counted, prior, cold_start };
                let equations = SparseEquations::count(&sources, n, ridge, settings.sparse, progress)?;
                let (columns, bias) = equations.solve(progress)?;
                return plan.compress(&equations, &columns, &bias, &row_weights, which, room, settings.seed, progress);
            }
            let equations = dense_equations(learned, evidence, n, cold_start, settings, ridge, progress)?;
            let dense = equations.solve(progress)?;
            plan.compress(&equations, &dense, &dense.bias, &row_weights, which, room, settings.seed, progress)
        };
        // Whose part is larger is the first to have no more weights to keep: what it leaves is the other's.
        let few_first = settings.few_part >= 0.5;
        let part = settings.few_part.max(1.0 - settings.few_part);
        let one = solve(usize::from(!few_first), (plan.room as f64 * part) as usize)?;
        let other = solve(usize::from(few_first), plan.room - one.sparse.quantize(&[]).encoded_len())?;
        Ok(if few_first { [one, other] } else { [other, one] })
    };
    let [few, many] = fit(&learned, "solving")?;
    progress.step("choosing the mixture by input size".into());
    let disliked = settings.few.expectation.disliked.named as f32;
    let mixture = mix::choose(
        [&few, &many],
        disliked,
        settings.feedback,
        evidence.validation,
        evidence.pseudo,
        settings.seed,
        progress,
    );
    progress.check()?;
    let [mut few, mut many] = if evidence.validation.is_empty() {
        [few, many]
    } else {
        learned.extend(evidence.validation);
        fit(&learned, "solving again with everybody")?
    };
    progress.step("writing".into());
    file.card.choices.extend(choices(settings, &mixture, &plan.ranks, [&few, &many]));
    let row_weights = row_weights(&learned, evidence, n);
    let bytes = loop {
        let bytes = file.write(&few, &many, &mixture);
        let over = bytes.len().saturating_sub(max_bytes);
        if over == 0 {
            break bytes;
        }
        // The card has become longer than was thought: what matters least goes, two bytes each.
        let cut = over / 4 + 1;
        if few.sparse.entries() + many.sparse.entries() == 0 {
            return Err(TrainError::Budget { max: max_bytes, needed: bytes.len() });
        }
        few.sparse.drop_weakest(cut, &row_weights);
        many.sparse.drop_weakest(cut, &row_weights);
    };
    Ok(Trained { bytes, mixture })
}

impl Trained {
    /// Lays out the map, which follows from everything else in the file. It takes some seconds, and only a file that
    /// people will look at needs it.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn draw_map(&mut self, seed: u64, progress: &Progress) -> Result<(), Cancelled> {
        progress.step("drawing the map".into());
        let model = Model::open(AlignedBytes::from_slice(&self.bytes)).expect("this file was just written");
        let places = encode_map(&map::layout(&model, seed, progress)?);
        let sections = model.sections();
        let section = |kind: SectionKind| match kind {
            SectionKind::MAP => places.clone(),
            other => sections.get(&self.bytes, other).expect("this file was just written").to_vec(),
        };
        let sections: Vec<_> = sections.table.iter().map(|entry| (entry.kind, section(entry.kind))).collect();
        self.bytes = file::write(&sections);
        Ok(())
    }
}

/// What is written beside the weights.
#[derive(Clone)]
struct ModelFile {
    card: Card,
    titles: Vec<u8>,
    briefs: Vec<u8>,
    facts: Vec<u8>,
    map: Vec<u8>,
}

impl ModelFile {
    /// Until the map is drawn every show lies in its corner.
    fn new(catalogue: &Catalogue, card: Card) -> ModelFile {
        let map = encode_map(&vec![[0; 2]; catalogue.len()]);
        let (titles, briefs) = (catalogue.encode_titles(), preview::encode(catalogue));
        ModelFile { card, titles, briefs, facts: catalogue.encode_facts(), map }
    }

    fn catalogue_bytes(&self) -> usize {
        self.titles.len() + self.briefs.len() + self.facts.len()
    }

    fn write(&self, few: &Compressed, many: &Compressed, mixture: &Mixture) -> Vec<u8> {
        let weights = assemble(few.bias.len(), few, many, mixture).encode();
        file::write(&[
            (SectionKind::CARD, self.card.encode()),
            (SectionKind::TITLES, self.titles.clone()),
            (SectionKind::BRIEFS, self.briefs.clone()),
            (SectionKind::WEIGHTS, weights),
            (SectionKind::FACTS, self.facts.clone()),
            (SectionKind::MAP, self.map.clone()),
        ])
    }
}

/// The equations of one solve, from everything that is known.
pub(crate) fn dense_equations(
    learned: &Viewers,
    evidence: &Evidence<'_>,
    n: usize,
    cold_start: &ColdStart,
    settings: &Settings,
    ridge: &RidgeSettings,
    progress: &Progress,
) -> Result<Equations, TrainError> {
    let mut gram = ExpectedGram::count_with(learned, n, ridge.expectation, progress)?;
    if let Some(counted) = evidence.counts {
        gram.add(&counted.gram(ridge.expectation).ok_or_else(|| not_counted(ridge))?);
    }
    cold_start.lend(&mut gram);
    if !evidence.pseudo.is_empty() {
        gram.add(&ExpectedGram::count_with(evidence.pseudo, n, ridge.expectation, progress)?);
    }
    gram.add_prior(settings.prior_weight, evidence.prior);
    Ok(Equations::new(&gram, ridge))
}

/// Who lends to the shows of which no person has said anything.
pub(crate) fn cold_start(learned: &Viewers, evidence: &Evidence<'_>, n: usize, settings: &Settings) -> ColdStart {
    let mut rated = evidence.counts.map_or_else(|| vec![false; n], Counted::rated);
    for entry in (0..learned.len()).flat_map(|viewer| learned.entries_of(viewer)) {
        rated[entry.show as usize] = true;
    }
    ColdStart::find(&rated, evidence.pseudo, settings.cold_start)
}

fn not_counted(ridge: &RidgeSettings) -> TrainError {
    TrainError::NotCounted(ridge.expectation.input_size)
}

/// How much an error in each row costs: the square root of how often the show is likely to be named. Where no person has
/// spoken that is known only from lists and fans, and the root is taken twice: otherwise the neighbours of a show that
/// is on few lists do not fit into the file, and what is left for it is what everybody knows.
fn row_weights(learned: &Viewers, evidence: &Evidence<'_>, n: usize) -> Vec<f32> {
    let people = learned.popularity(n);
    let pseudo = evidence.pseudo.popularity(n);
    let counted = evidence.counts.map_or_else(|| vec![0.0; n], Counted::popularity);
    let exponent = if learned.is_empty() && evidence.counts.is_none() { 0.25 } else { 0.5 };
    (0..n).map(|show| ((people[show] + counted[show] + pseudo[show] + 1.0) as f32).powf(exponent)).collect()
}

/// How many bytes go where.
struct Plan {
    ranks: [usize; 2],
    /// For the sparse weights of both models together.
    room: usize,
}

/// What the words and numbers of the card that are only known at the end may be longer than was thought.
const CARD_SLACK: usize = 64;
/// Of the room for sparse weights so much may stay empty.
const UNUSED: f64 = 0.002;
/// How often it is measured how many weights fit.
const MEASURED: usize = 4;

impl Plan {
    /// Measures what a file without sparse weights takes, and divides what is left.
    fn new(settings: &Settings, n: usize, file: &ModelFile, max_bytes: usize) -> Result<Plan, TrainError> {
        let mixture = Mixture { shares: vec![Share::ALIKE; KNOTS.len()], feedback: FeedbackWeights::BY_HAND };
        let without_sparse = |ranks: [usize; 2]| {
            let [few, many] = ranks.map(|rank| Compressed::zero(n, rank));
            let mut card = file.card.clone();
            card.choices.extend(choices(settings, &mixture, &ranks, [&few, &many]));
            let file = ModelFile { card, ..file.clone() };
            file.write(&few, &many, &mixture).len() + CARD_SLACK
        };
        let lanes = model_core::LANES;
        let mut ranks =
            [settings.few_rank, settings.many_rank].map(|rank| rank.next_multiple_of(lanes).min(n / lanes * lanes));
        let fixed = without_sparse([0, 0]);
        let room = max_bytes.checked_sub(fixed).ok_or(TrainError::Budget { max: max_bytes, needed: fixed })?;
        // The low-rank parts take at most half of the room.
        while ranks != [0, 0] && without_sparse(ranks) - fixed > room / 2 {
            let larger = usize::from(ranks[1] > ranks[0]);
            ranks[larger] -= lanes;
        }
        Ok(Plan { ranks, room: max_bytes.saturating_sub(without_sparse(ranks)) })
    }

    /// Keeps as many weights as there is room for: how many bytes they take (some round to nothing, some stand behind
    /// wide gaps) is seen when they are encoded.
    #[expect(clippy::too_many_arguments, reason = "one call for each of the two ways to solve")]
    fn compress(
        &self,
        equations: &impl Normal,
        solved: &impl Solved,
        bias: &[f32],
        row_weights: &[f32],
        which: usize,
        room: usize,
        seed: u64,
        progress: &Progress,
    ) -> Result<Compressed, TrainError> {
        let factors = Factors::approximate(solved, row_weights, self.ranks[which], seed, progress)?;
        let aim = room as f64 * (1.0 - UNUSED / 2.0);
        let mut wanted = (aim / 2.1) as usize;
        let mut best: Option<(usize, Compressed)> = None;
        for _ in 0..MEASURED {
            let mut sparse = solved.strongest(&factors, row_weights, wanted);
            let all = sparse.entries() < wanted;
            let bias = sparse.refit(equations, &factors, bias, progress)?;
            let bytes = sparse.quantize(&[]).encoded_len();
            let fits = bytes <= room;
            let tight = bytes as f64 >= room as f64 * (1.0 - UNUSED);
            if best.as_ref().is_none_or(|(before, _)| (*before > room && bytes < *before) || (fits && bytes > *before))
            {
                best = Some((bytes, Compressed { factors: factors.clone(), sparse, bias }));
            }
            if fits && (all || tight) || bytes == 0 {
                break;
            }
            wanted = (wanted as f64 * aim / bytes as f64) as usize;
        }
        let (mut bytes, mut compressed) = best.expect("measured at least once");
        while bytes > room {
            compressed.sparse.drop_weakest((bytes - room) / 2 + 1, row_weights);
            bytes = compressed.sparse.quantize(&[]).encoded_len();
        }
        Ok(compressed)
    }
}

fn assemble(n: usize, few: &Compressed, many: &Compressed, mixture: &Mixture) -> NewWeights {
    let gains: Vec<[f32; 2]> = mixture.shares.iter().map(Share::gains).collect();
    let gains_of = |which: usize| gains.iter().map(|gain| gain[which]).collect::<Vec<f32>>();
    let bias = mixture
        .shares
        .iter()
        .zip(&gains)
        .flat_map(|(share, [few_gain, many_gain])| {
            few.bias.iter().zip(&many.bias).map(move |(few, many)| share.bias * (few_gain * few + many_gain * many))
        })
        .collect();
    let mut components = Vec::new();
    for (which, compressed) in [few, many].into_iter().enumerate() {
        if compressed.factors.rank > 0 {
            components.push(NewComponent::LowRank(compressed.factors.quantize(&gains_of(which))));
        }
        components.push(NewComponent::Sparse(compressed.sparse.quantize(&gains_of(which))));
    }
    let knots = KNOTS.iter().map(|knot| *knot as f32).collect();
    NewWeights { shows: n, knots, feedback: mixture.feedback.to_array(), bias, components }
}

fn choices(
    settings: &Settings,
    mixture: &Mixture,
    ranks: &[usize; 2],
    compressed: [&Compressed; 2],
) -> Vec<(String, String)> {
    let by_knot = |value: &dyn Fn(&Share) -> f32| {
        KNOTS
            .iter()
            .zip(&mixture.shares)
            .map(|(knot, share)| format!("{knot}: {:.2}", value(share)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let FeedbackWeights { loved, liked, disliked } = mixture.feedback;
    vec![
        ("model for few shows".into(), settings.few.to_string()),
        ("model for whole histories".into(), settings.many.to_string()),
        ("part of the second by input size".into(), by_knot(&|share| share.many)),
        ("weight of popularity by input size".into(), by_knot(&|share| share.bias)),
        ("what loved, liked and disliked weigh".into(), format!("{loved}, {liked}, {disliked}")),
        ("rank and sparse weights".into(), format!("{ranks:?} and {:?}", compressed.map(|one| one.sparse.entries()))),
    ]
}

/// A quality line of the card.
pub fn card_quality(method: &str, input: &str, quality: &crate::evaluate::Quality) -> CardQuality {
    CardQuality {
        method: method.into(),
        input: input.into(),
        people: quality.people as u32,
        recall20: quality.recall20 as f32,
        recall50: quality.recall50 as f32,
        ndcg100: quality.ndcg100 as f32,
    }
}
