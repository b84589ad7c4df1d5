//! `trainer evaluate`.

use anyhow::{Context, Result, bail};
use model_core::card::{Card, Quality as CardQuality};
use model_core::file::AlignedBytes;
use model_core::{Model, Scratch};
use serde_json::json;
use trainer::baselines::ItemItem;
use trainer::evaluate::{InputSize, Quality, Question, Split, measure, questions};
use trainer::progress::Progress;
use trainer::train::{self, Settings, card_quality};
use trainer::viewers::Viewers;

use super::EvaluateArgs;
use super::input::Input;

/// With fewer people kept apart, a mean says little.
pub(crate) const ENOUGH_PEOPLE: usize = 20;
const OURS: &str = "this model";
/// The ridge of the EASE baseline: the best of 100, 300 and 1,000 on whole histories.
const EASE_RIDGE: f64 = 300.0;
/// Beyond this many shows dense baselines would not fit into memory.
const DENSE_LIMIT: usize = 12_000;

pub(crate) fn evaluate(args: &EvaluateArgs, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let input = Input::read(&args.data, progress)?;
    let split = Split::draw(&input.viewers, args.data.seed);
    if split.test.len() < ENOUGH_PEOPLE {
        bail!(
            "only {} viewers with at least {} shows could be kept apart; {ENOUGH_PEOPLE} are needed to measure",
            split.test.len(),
            trainer::evaluate::LEAST_HISTORY
        );
    }
    let model = match &args.model {
        Some(file) => super::open(file)?,
        None => train_on(&input, &split, &input.choose(&args.data, &split, progress)?.0, progress)?,
    };
    let mut known = split.train.clone();
    known.extend(&split.validation);
    let mut rows = Vec::new();
    let ask = |size: &InputSize| questions(&split.test, *size, args.data.seed);
    let map = mapping(&input, &model)?;
    for size in &args.inputs {
        progress.step(format!("measuring {OURS} at input {size}"));
        rows.push((OURS, *size, of_model(&model, &map, &ask(size))));
    }
    for (name, baseline) in baselines(&known, input.catalogue.len(), progress)? {
        for size in &args.inputs {
            let asked = ask(size);
            let quality = measure(&asked, || (), |number, (), scores| baseline.score(&asked[number], scores));
            rows.push((name, *size, quality));
        }
    }
    progress.step(String::new());
    if args.json {
        let rows: Vec<_> = rows.iter().map(|(method, size, quality)| {
            json!({"method": method, "unseen": args.model.is_none(), "input": size.to_string(), "people": quality.people, "recall20": quality.recall20,
                "recall20_margin": quality.recall20_margin(), "recall50": quality.recall50, "ndcg100": quality.ndcg100})
        }).collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        let unseen = args.model.is_none();
        print_table(&rows, &args.inputs, split.test.len(), unseen, model.sections().file_length);
    }
    Ok(())
}

/// The quality lines of a model's card, from people kept apart.
pub(crate) fn for_card(
    input: &Input,
    split: &Split,
    settings: &Settings,
    progress: &Progress,
) -> Result<Vec<CardQuality>> {
    let model = train_on(input, split, settings, progress)?;
    let map = mapping(input, &model)?;
    let n = input.catalogue.len();
    let mut known = split.train.clone();
    known.extend(&split.validation);
    let popularity = ItemItem::popularity(&known, n);
    let cosine = (n <= DENSE_LIMIT).then(|| ItemItem::cosine(&known, n));
    let mut lines = Vec::new();
    for size in
        [InputSize::Shows(1), InputSize::Shows(3), InputSize::Shows(5), InputSize::Shows(10), InputSize::Share(0.8)]
    {
        let asked = questions(&split.test, size, settings.seed);
        let input = size.to_string();
        lines.push(card_quality(OURS, &input, &of_model(&model, &map, &asked)));
        for (name, baseline) in [("popularity", Some(&popularity)), ("item cosine", cosine.as_ref())] {
            let Some(baseline) = baseline else { continue };
            let quality = measure(&asked, || (), |number, (), scores| baseline.score(&asked[number], scores));
            lines.push(card_quality(name, &input, &quality));
        }
    }
    Ok(lines)
}

pub(crate) fn train_on(input: &Input, split: &Split, settings: &Settings, progress: &Progress) -> Result<Model> {
    let trained = train::train(&input.catalogue, &input.evidence(split), settings, Card::default(), progress)?;
    Ok(Model::open(AlignedBytes::from_slice(&trained.bytes))?)
}

/// The model's number of each show of the input; a model from elsewhere may number them otherwise, or not know them.
fn mapping(input: &Input, model: &Model) -> Result<Vec<Option<u32>>> {
    let map: Vec<Option<u32>> =
        input.catalogue.titles().iter().map(|title| model.catalogue().index_of(&title.id)).collect();
    if map.iter().flatten().count() == 0 {
        bail!("the model knows none of these shows");
    }
    Ok(map)
}

/// Asks the shipped bytes, through the very code that runs in the browser.
fn of_model(model: &Model, map: &[Option<u32>], asked: &[Question]) -> Quality {
    measure(asked, Scratch::default, |number, scratch, scores| {
        let taste: Vec<_> = asked[number]
            .taste()
            .into_iter()
            .filter_map(|(show, feedback)| Some((map[show as usize]?, feedback)))
            .collect();
        let theirs = model.scores(&taste, scratch);
        scores.clear();
        scores.extend(map.iter().map(|show| show.map_or(f32::NEG_INFINITY, |show| theirs[show as usize])));
    })
}

fn baselines(known: &Viewers, n: usize, progress: &Progress) -> Result<Vec<(&'static str, ItemItem)>> {
    if n > DENSE_LIMIT {
        bail!("the baselines are dense matrices; with more than {DENSE_LIMIT} shows they do not fit into memory");
    }
    progress.step("baselines".into());
    Ok(vec![
        ("popularity", ItemItem::popularity(known, n)),
        ("neighbour graph", ItemItem::neighbour_graph(known, n)),
        ("item cosine", ItemItem::cosine(known, n)),
        ("EASE, ridge 300", ItemItem::ease(known, n, EASE_RIDGE).context("EASE")?),
    ])
}

type Row = (&'static str, InputSize, Quality);

fn print_table(rows: &[Row], inputs: &[InputSize], people: usize, unseen: bool, bytes: u64) {
    match unseen {
        true => println!("{people} viewers who were not trained on; a model file of {bytes} bytes\n"),
        false => println!(
            "{people} viewers; a model file of {bytes} bytes. A file made by `trainer train` has learned from all of its \
             viewers: if these are among them, its figures are too good.\n"
        ),
    }
    let mut methods: Vec<&str> = rows.iter().map(|(method, ..)| *method).collect();
    methods.dedup();
    type Metric = fn(&Quality) -> f64;
    let metrics: [(&str, Metric); 3] = [
        ("Recall@20", |quality| quality.recall20),
        ("Recall@50", |quality| quality.recall50),
        ("NDCG@100", |quality| quality.ndcg100),
    ];
    for (name, metric) in metrics {
        print!("{name:<18}");
        for input in inputs {
            print!("{:>9}", input.to_string());
        }
        println!();
        for method in &methods {
            print!("  {method:<16}");
            for input in inputs {
                let quality = rows.iter().find(|(m, i, _)| m == method && i == input).map(|(.., quality)| quality);
                print!("{:>9.4}", quality.map_or(f64::NAN, metric));
            }
            println!();
        }
        println!();
    }
    let margins: Vec<String> = rows
        .iter()
        .filter(|(method, ..)| *method == OURS)
        .map(|(_, input, quality)| format!("{input}: ±{:.3} of {}", quality.recall20_margin(), quality.people))
        .collect();
    println!("95 % bootstrap margins of this model's Recall@20, and people asked: {}", margins.join(", "));
}
