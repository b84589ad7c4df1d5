//! `trainer evaluate --split cold`.

use anyhow::{Result, bail};
use model_core::Scratch;
use serde_json::json;
use trainer::baselines::ItemItem;
use trainer::evaluate::Split;
use trainer::evaluate::bootstrap::Figure;
use trainer::evaluate::cold::{NewShows, Recalls};
use trainer::evaluate::results::OURS;
use trainer::progress::Progress;

use super::{DENSE_LIMIT, ENOUGH_PEOPLE, EvaluateArgs, Input, mapping, score_with, train_on};

/// One method at one input size.
struct Line {
    method: &'static str,
    input: String,
    people: usize,
    among_new: Figure,
    among_all: Figure,
}

impl Line {
    fn new(method: &'static str, input: String, recalls: &Recalls) -> Line {
        let (among_new, among_all) = (Figure::of(&recalls.among_new), Figure::of(&recalls.among_all));
        Line { method, input, people: recalls.among_new.len(), among_new, among_all }
    }
}

pub(super) fn evaluate(args: &EvaluateArgs, input: &Input, split: &Split, progress: &Progress) -> Result<()> {
    if input.pseudo.is_empty() {
        bail!(
            "new shows could be placed only by what is known of them, and nothing is: the shows have no genres, tags, \
             creators or cast, and there are no lists"
        );
    }
    if args.model.is_some() || args.write_split.is_some() {
        bail!("--split cold trains without the new shows: it goes with neither --model nor --write-split");
    }
    let n = input.catalogue.len();
    if n > DENSE_LIMIT {
        bail!("the content baseline is a dense matrix; with more than {DENSE_LIMIT} shows it does not fit into memory");
    }
    let new = NewShows::draw(&split.known(), n, args.data.seed);
    let before =
        Split { train: new.before(&split.train), validation: new.before(&split.validation), test: split.test.clone() };
    let (settings, _) = input.choose(&args.data, &before, progress)?;
    let model = train_on(input, &before, &settings, progress)?;
    let map = mapping(input, &model)?;
    let content = ItemItem::cosine(&input.pseudo, n);
    let mut lines = Vec::new();
    for size in &args.inputs {
        let asked = new.questions(&split.test, *size, args.data.seed);
        if asked.len() < ENOUGH_PEOPLE {
            bail!("only {} viewers like one of the {} new shows and enough others", asked.len(), new.count());
        }
        let ours = new.recalls(&asked, Scratch::default, |number, scratch, scores| {
            score_with(&model, &map, &asked[number], scratch, scores);
        });
        lines.push(Line::new(OURS, size.to_string(), &ours));
        let theirs = new.recalls(&asked, || (), |number, (), scores| content.score(&asked[number], scores));
        lines.push(Line::new("content cosine", size.to_string(), &theirs));
        let drawn = new.recalls(
            &asked,
            || (),
            |_, (), scores| {
                scores.clear();
                scores.resize(n, 0.0);
            },
        );
        lines.push(Line::new("by lot", size.to_string(), &drawn));
    }
    progress.step(String::new());
    if args.json {
        let rows: Vec<_> = lines
            .iter()
            .map(|line| {
                json!({"method": line.method, "input": line.input, "people": line.people,
                    "recall20_among_new": line.among_new, "recall20_among_all": line.among_all})
            })
            .collect();
        let whole = json!({"protocol": args.split.in_words(), "shows": n, "new_shows": new.count(), "rows": rows});
        println!("{}", serde_json::to_string_pretty(&whole)?);
        return Ok(());
    }
    println!("{}", args.split.in_words());
    println!("{} of {n} shows are taken to be new: no rating of them was trained on\n", new.count());
    println!("Recall@20, ± half the 95 % bootstrap interval");
    println!("{:<16}{:>6}{:>8}{:>20}{:>20}", "", "input", "people", "among the new", "among all");
    for line in &lines {
        let shown = |figure: &Figure| format!("{:.4} ±{:.3}", figure.mean, figure.margin());
        let (new, all) = (shown(&line.among_new), shown(&line.among_all));
        println!("{:<16}{:>6}{:>8}{new:>20}{all:>20}", line.method, line.input, line.people);
    }
    Ok(())
}
