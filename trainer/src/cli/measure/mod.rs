//! `trainer evaluate`.

mod chunked;
mod cold;
mod feedback;
mod fixed;
mod print;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use model_core::card::{Card, Quality as CardQuality};
use model_core::file::AlignedBytes;
use model_core::{Model, Scratch};
use trainer::baselines::ItemItem;
use trainer::chunked::Keep;
use trainer::evaluate::lists::{Background, Lists};
use trainer::evaluate::results::{Distribution, Evaluation, Measured, OURS, Row};
use trainer::evaluate::{
    InputSize, LEAST_HISTORY, Question, Split, Survey, export, measure, questions, questions_in_time, survey,
};
use trainer::full::{FullPrecision, MOST_SHOWS};
use trainer::progress::Progress;
use trainer::train::{self, Settings, card_quality};
use trainer::viewers::Viewers;

use self::chunked::InChunks;
use super::DataArgs;
use super::input::Input;

/// With fewer people kept apart, a mean says little.
pub(crate) const ENOUGH_PEOPLE: usize = 20;
/// The ridge of the EASE baseline: the best of 100, 300 and 1,000 on whole histories.
const EASE_RIDGE: f64 = 300.0;
/// Beyond this many shows dense baselines would not fit into memory.
const DENSE_LIMIT: usize = 12_000;

#[derive(Args)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// How many shows each viewer names, or which share of the history.
    #[arg(long, value_delimiter = ',', default_value = "1,3,5,10,80%")]
    inputs: Vec<InputSize>,
    /// What is kept apart, and what is asked.
    #[arg(long, value_enum, default_value = "people")]
    split: Protocol,
    /// A fixed split of the literature: lines `user item item …`. Needs no shows; everybody is known.
    #[arg(long, value_name = "FILE", requires = "test", conflicts_with_all = ["shows", "data", "ratings", "model", "split", "inputs", "feedback"])]
    train: Option<PathBuf>,
    /// What is to be found of the fixed split's users.
    #[arg(long, value_name = "FILE", requires = "train")]
    test: Option<PathBuf>,
    /// As JSON, which `trainer report` reads.
    #[arg(long)]
    json: bool,
    /// Measure this model file, which must not have been trained on these viewers, instead of training one.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Measure the model alone.
    #[arg(long)]
    no_baselines: bool,
    /// Also measure the same solves in full precision, every weight kept: what compression costs.
    #[arg(long, conflicts_with_all = ["model", "train", "feedback"])]
    full_precision: bool,
    /// Also measure the model in chunks (`trainer chunk`) with so many weights of each show kept.
    #[arg(long, value_name = "N", value_delimiter = ',', conflicts_with_all = ["train", "feedback"])]
    chunked: Vec<usize>,
    /// How many shows are then candidates whatever is named.
    #[arg(long, value_name = "N", default_value_t = Keep::USUAL.head)]
    head: usize,
    /// Instead: what dislikes and loved shows bring, for the same people, asked once with and once without them.
    #[arg(long, conflicts_with_all = ["model", "json", "split", "write_split"])]
    feedback: bool,
    /// Also write the split and the questions as CSV files, for other programs.
    #[arg(long, value_name = "FOLDER")]
    write_split: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Protocol {
    /// People whom the model has not seen name shows drawn at random; the others are to be found.
    People,
    /// The same people name what they liked first; what they liked later is to be found.
    Temporal,
    /// Shows that nobody has rated are to be found, by what is known of them.
    Cold,
}

impl Protocol {
    fn in_words(self) -> &'static str {
        match self {
            Protocol::People => "unseen people name shows drawn at random; the rest of what they like is to be found",
            Protocol::Temporal => "unseen people name what they liked first; what they liked later is to be found",
            Protocol::Cold => {
                "people who like shows that nobody has rated name others; the unrated ones are to be found"
            }
        }
    }

    fn ask(self, people: &Viewers, size: InputSize, seed: u64) -> Result<Vec<Question>> {
        match self {
            Protocol::Temporal => Ok(questions_in_time(people, size, seed)?),
            Protocol::People | Protocol::Cold => Ok(questions(people, size, seed)),
        }
    }
}

/// What is measured, and how.
#[derive(Clone, Copy)]
pub(crate) struct Plan<'p> {
    pub(crate) inputs: &'p [InputSize],
    pub(crate) protocol: Protocol,
    /// Whether simple methods are asked too.
    pub(crate) baselines: bool,
    /// The same solves without compression, when they are asked too.
    pub(crate) full: Option<&'p FullPrecision>,
    /// What is kept of the model in chunks, when that is asked too.
    pub(crate) chunked: &'p [Keep],
    pub(crate) seed: u64,
}

/// What the model without compression is called.
const IN_FULL: &str = "in full precision";

/// The questions at each input size.
pub(crate) type Asked = Vec<(InputSize, Vec<Question>)>;

impl Plan<'_> {
    /// The questions of the people who are measured on.
    pub(crate) fn ask(&self, split: &Split) -> Result<Asked> {
        if split.test.len() < ENOUGH_PEOPLE {
            bail!(
                "only {} viewers with at least {LEAST_HISTORY} shows could be kept apart; {ENOUGH_PEOPLE} are needed to \
                 measure",
                split.test.len()
            );
        }
        let ask = |size: &InputSize| Ok((*size, self.protocol.ask(&split.test, *size, self.seed)?));
        self.inputs.iter().map(ask).collect()
    }

    /// Asks the model, and simple methods that have learned from the same people. `trained` is how long that took, `None`
    /// when the model may have seen the people who are asked.
    pub(crate) fn measure(
        &self,
        input: &Input,
        split: &Split,
        asked: &Asked,
        model: &Model,
        trained: Option<Duration>,
        progress: &Progress,
    ) -> Result<Evaluation> {
        let (known, n) = (split.known(), input.catalogue.len());
        let background = Background::new(&known, &input.catalogue);
        let map = mapping(input, model)?;
        let mut rows = Vec::new();
        let mut ours = Vec::new();
        for (size, asked) in asked {
            progress.step(format!("measuring {OURS} at input {size}"));
            let survey = of_model(model, &map, asked);
            let lists = Lists::of(&survey, asked, &background);
            rows.push(Row::new(OURS, &size.to_string(), &survey, Some(lists), None));
            ours.push(survey.quality);
        }
        if let Some(full) = self.full {
            progress.step(format!("measuring {IN_FULL}"));
            for ((size, asked), ours) in asked.iter().zip(&ours) {
                let survey = survey(asked, || (), |number, (), scores| full.score(&asked[number], scores));
                let lists = Lists::of(&survey, asked, &background);
                rows.push(Row::new(IN_FULL, &size.to_string(), &survey, Some(lists), Some(ours)));
            }
        }
        for keep in self.chunked {
            let name = format!("in chunks of {}", keep.weights);
            progress.step(format!("measuring {name}"));
            let in_chunks = InChunks::new(model, *keep, &map)?;
            for ((size, asked), ours) in asked.iter().zip(&ours) {
                let survey = in_chunks.survey(asked);
                let lists = Lists::of(&survey, asked, &background);
                rows.push(Row::new(&name, &size.to_string(), &survey, Some(lists), Some(ours)));
            }
        }
        for (name, learn) in if self.baselines { baselines(n) } else { &[] } {
            progress.step(format!("measuring {name}"));
            let baseline = learn(&known, n)?;
            for ((size, asked), ours) in asked.iter().zip(&ours) {
                let survey = survey(asked, || (), |number, (), scores| baseline.score(&asked[number], scores));
                let lists = Lists::of(&survey, asked, &background);
                rows.push(Row::new(name, &size.to_string(), &survey, Some(lists), Some(ours)));
            }
        }
        progress.step(String::new());
        Ok(Evaluation {
            protocol: self.protocol.in_words().into(),
            data: input.what.clone(),
            shows: n,
            rare_shows: background.rare_shows(),
            known_people: known.len(),
            asked_people: split.test.len(),
            model: Measured::new(model.card(), model.sections().file_length, trained.map(|time| time.as_secs_f64())),
            rows,
            distribution: Distribution::of(&input.viewers, n),
        })
    }
}

pub(crate) fn evaluate(args: &EvaluateArgs, progress: &Progress) -> Result<()> {
    if let (Some(train), Some(test)) = (&args.train, &args.test) {
        return fixed::evaluate(args, train, test, progress);
    }
    progress.step("reading".into());
    let input = Input::read(&args.data, progress)?;
    let seed = args.data.seed;
    let split = Split::draw(&input.viewers, seed);
    let chunked: Vec<Keep> = args.chunked.iter().map(|&weights| Keep { weights, head: args.head }).collect();
    let (inputs, protocol, baselines) = (&args.inputs, args.split, !args.no_baselines);
    let plan = Plan { inputs, protocol, baselines, full: None, chunked: &chunked, seed };
    let asked = plan.ask(&split)?;
    if args.feedback {
        return feedback::compare(args, &input, &split, progress);
    }
    if args.split == Protocol::Cold {
        return cold::evaluate(args, &input, &split, progress);
    }
    if let Some(folder) = &args.write_split {
        let ask = |people: &Viewers, size: InputSize| args.split.ask(people, size, seed);
        export::write(folder, &input.catalogue, &split, &args.inputs, seed, ask)?;
    }
    let mut full = None;
    let (model, trained) = match &args.model {
        Some(file) => (super::open(file)?, None),
        None => {
            let began = Instant::now();
            let (settings, _) = input.choose(&args.data, &split, progress)?;
            let model = train_on(&input, &split, &settings, progress)?;
            let trained = began.elapsed();
            if args.full_precision {
                full = Some(in_full(&input, &split, &settings, progress)?);
            }
            (model, Some(trained))
        }
    };
    let plan = Plan { full: full.as_ref(), ..plan };
    let found = plan.measure(&input, &split, &asked, &model, trained, progress)?;
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&found)?),
        false => print::evaluation(&found),
    }
    Ok(())
}

fn in_full(input: &Input, split: &Split, settings: &Settings, progress: &Progress) -> Result<FullPrecision> {
    let n = input.catalogue.len();
    if n > MOST_SHOWS {
        bail!("--full-precision keeps dense matrices, and more than {MOST_SHOWS} shows ({n}) are too many for that");
    }
    Ok(FullPrecision::train(n, &input.evidence(split), settings, progress)?)
}

/// What a model's card says of its quality.
#[derive(Default)]
pub(crate) struct ForCard {
    /// This model's and the simple methods' at the usual input sizes.
    pub(crate) quality: Vec<CardQuality>,
    /// How sure that is, and what the lists are like, in words.
    pub(crate) remarks: Vec<(String, String)>,
}

/// Measures a model of the same settings, which has not learned from the people kept apart.
pub(crate) fn for_card(input: &Input, split: &Split, twin: &Model, seed: u64) -> Result<ForCard> {
    let map = mapping(input, twin)?;
    let n = input.catalogue.len();
    let known = split.known();
    let background = Background::new(&known, &input.catalogue);
    let popularity = ItemItem::popularity(&known, n);
    let cosine = (n <= DENSE_LIMIT).then(|| ItemItem::cosine(&known, n));
    let mut found = ForCard::default();
    let mut margins = Vec::new();
    for size in InputSize::USUAL {
        let asked = questions(&split.test, size, seed);
        let input = size.to_string();
        let ours = of_model(twin, &map, &asked);
        margins.push(format!("{input}: ±{:.3}", ours.quality.recall20_margin()));
        if size == InputSize::Shows(3) {
            let lists = Lists::of(&ours, &asked, &background);
            found.remarks.push(("lists when 3 shows are named".into(), print::lists_in_words(&lists)));
        }
        found.quality.push(card_quality(OURS, &input, &ours.quality));
        for (name, baseline) in [("popularity", Some(&popularity)), ("item cosine", cosine.as_ref())] {
            let Some(baseline) = baseline else { continue };
            let theirs = measure(&asked, || (), |number, (), scores| baseline.score(&asked[number], scores));
            found.quality.push(card_quality(name, &input, &theirs));
        }
    }
    found.remarks.insert(0, ("95 % margins of its Recall@20".into(), margins.join(", ")));
    Ok(found)
}

pub(crate) fn train_on(input: &Input, split: &Split, settings: &Settings, progress: &Progress) -> Result<Model> {
    let trained = train::train(&input.catalogue, &input.evidence(split), settings, Card::default(), progress)?;
    Ok(Model::open(AlignedBytes::from_slice(&trained.bytes))?)
}

/// The model's number of each show of the input; a model from elsewhere may number them otherwise, or not know them.
pub(crate) fn mapping(input: &Input, model: &Model) -> Result<Vec<Option<u32>>> {
    let map: Vec<Option<u32>> =
        input.catalogue.titles().iter().map(|title| model.catalogue().index_of(&title.id)).collect();
    if map.iter().flatten().count() == 0 {
        bail!("the model knows none of these shows");
    }
    Ok(map)
}

/// Asks the shipped bytes, through the very code that runs in the browser.
pub(crate) fn of_model(model: &Model, map: &[Option<u32>], asked: &[Question]) -> Survey {
    survey(asked, Scratch::default, |number, scratch, scores| {
        score_with(model, map, &asked[number], scratch, scores);
    })
}

fn score_with(model: &Model, map: &[Option<u32>], question: &Question, scratch: &mut Scratch, scores: &mut Vec<f32>) {
    let taste = question.taste().into_iter().filter_map(|(show, feedback)| Some((map[show as usize]?, feedback)));
    let theirs = model.scores(&taste.collect::<Vec<_>>(), scratch);
    scores.clear();
    scores.extend(map.iter().map(|show| show.map_or(f32::NEG_INFINITY, |show| theirs[show as usize])));
}

/// The name of a simple method, and how it is learned from people.
type Baseline = (&'static str, fn(&Viewers, usize) -> Result<ItemItem>);

const BASELINES: [Baseline; 4] = [
    ("popularity", |known, n| Ok(ItemItem::popularity(known, n))),
    ("neighbour graph", |known, n| Ok(ItemItem::neighbour_graph(known, n))),
    ("item cosine", |known, n| Ok(ItemItem::cosine(known, n))),
    ("EASE, ridge 300", |known, n| ItemItem::ease(known, n, EASE_RIDGE).context("EASE")),
];

/// The simple methods that fit into memory. They are made one after the other: all but the first are dense matrices.
fn baselines(n: usize) -> &'static [Baseline] {
    if n <= DENSE_LIMIT {
        return &BASELINES;
    }
    eprintln!(
        "with more than {DENSE_LIMIT} shows only popularity is measured besides: the other methods are dense matrices"
    );
    &BASELINES[..1]
}
