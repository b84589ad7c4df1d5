//! `trainer recommend`, `similar` and `inspect`: asking a model file.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use model_core::catalogue::ShowIndex;
use model_core::request::{Feedback, Filter, Request};
use model_core::{Model, Scratch};
use serde_json::json;
use trainer::ratings::{self, ColumnNames};

#[derive(Args)]
pub(crate) struct RecommendArgs {
    /// The model file.
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// A show that is loved.
    #[arg(long, value_name = "TITLE", num_args = 1..)]
    love: Vec<String>,
    /// A show that is liked.
    #[arg(long, value_name = "TITLE", num_args = 1..)]
    like: Vec<String>,
    /// A show that is disliked.
    #[arg(long, value_name = "TITLE", num_args = 1..)]
    dislike: Vec<String>,
    /// Answer for everybody in this table (columns user, item and perhaps rating; the items are the catalogue's ids) and
    /// write user,rank,item,score to standard output.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["like", "dislike", "love", "json"])]
    batch: Option<PathBuf>,
    /// How many.
    #[arg(short, default_value_t = 20)]
    n: usize,
    /// Also sequels and spin-offs of what is named.
    #[arg(long)]
    with_franchise: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct SimilarArgs {
    /// The model file.
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// The shows.
    #[arg(value_name = "TITLE", required = true)]
    titles: Vec<String>,
    /// How many for each.
    #[arg(short, default_value_t = 10)]
    n: usize,
}

pub(crate) fn recommend(args: &RecommendArgs) -> Result<()> {
    let model = super::open(&args.model)?;
    if let Some(file) = &args.batch {
        return batch(&model, file, args);
    }
    let mut taste = Vec::new();
    for (titles, feedback) in
        [(&args.love, Feedback::Loved), (&args.like, Feedback::Liked), (&args.dislike, Feedback::Disliked)]
    {
        for title in titles {
            taste.push((find(&model, title)?, feedback));
        }
    }
    if taste.is_empty() {
        bail!("name at least one show: --like TITLE");
    }
    let filter = Filter { with_franchise: args.with_franchise, ..Filter::default() };
    let request = Request { taste, filter, limit: args.n, ..Request::default() };
    let answer = model.recommend(&request, &mut Scratch::default());
    let title = |show: ShowIndex| &model.catalogue().titles()[show as usize];
    let mut out = std::io::stdout().lock();
    if args.json {
        let lines: Vec<_> = answer
            .iter()
            .enumerate()
            .map(|(place, line)| {
                let because: Vec<_> = line
                    .because
                    .iter()
                    .map(|reason| json!({"title": title(reason.show).title, "share": reason.share}))
                    .collect();
                let show = title(line.show);
                json!({"rank": place + 1, "id": show.id, "title": show.title, "year": show.year, "score": line.score,
                    "because": because})
            })
            .collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&lines)?)?;
        return Ok(());
    }
    for (show, feedback) in &request.taste {
        writeln!(out, "{}: {}", format!("{feedback:?}").to_lowercase(), named(&model, *show))?;
    }
    for (place, line) in answer.iter().enumerate() {
        let because: Vec<String> = line
            .because
            .iter()
            .map(|reason| format!("{} {:.0} %", title(reason.show).title, reason.share * 100.0))
            .collect();
        writeln!(out, "{:>3}. {:<44} {:.3}  {}", place + 1, named(&model, line.show), line.score, because.join(", "))?;
    }
    Ok(())
}

pub(crate) fn similar(args: &SimilarArgs) -> Result<()> {
    let model = super::open(&args.model)?;
    let mut out = std::io::stdout().lock();
    for title in &args.titles {
        let show = find(&model, title)?;
        let near = model.similar(show, args.n, &mut Scratch::default());
        let names: Vec<&str> =
            near.iter().map(|(show, _)| model.catalogue().titles()[*show as usize].title.as_str()).collect();
        writeln!(out, "{}: {}", named(&model, show), names.join(" | "))?;
    }
    Ok(())
}

fn named(model: &Model, show: ShowIndex) -> String {
    let title = &model.catalogue().titles()[show as usize];
    match title.year {
        Some(year) => format!("{} ({year})", title.title),
        None => title.title.clone(),
    }
}

/// The show that a text names: its id, or what search finds first.
fn find(model: &Model, text: &str) -> Result<ShowIndex> {
    if let Some(show) = model.catalogue().index_of(text) {
        return Ok(show);
    }
    match model.search(text, 1).first() {
        Some(hit) => Ok(hit.show),
        None => bail!("no show is called {text:?}; {} shows are known", model.catalogue().len()),
    }
}

fn batch(model: &Model, file: &Path, args: &RecommendArgs) -> Result<()> {
    let numbers: HashMap<String, u32> = model
        .catalogue()
        .titles()
        .iter()
        .enumerate()
        .map(|(number, title)| (title.id.clone(), number as u32))
        .collect();
    let read = ratings::read(&[file.to_owned()], &ColumnNames::default(), &numbers)?;
    if !read.problems.is_empty() {
        eprint!("{}", read.problems);
    }
    let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
    writer.write_record(["user", "rank", "item", "score"])?;
    let mut scratch = Scratch::default();
    for (user, name) in read.names.iter().enumerate() {
        let said = read.viewers.entries_of(user).iter();
        let taste = said.map(|entry| (entry.show, trainer::evaluate::feedback(entry))).collect();
        // A batch is for measuring and for mailing lists: sequels count like any other show.
        let filter = Filter { with_franchise: true, ..Filter::default() };
        let request = Request { taste, filter, limit: args.n, reasons: 0, ..Request::default() };
        for (place, line) in model.recommend(&request, &mut scratch).iter().enumerate() {
            let id = &model.catalogue().titles()[line.show as usize].id;
            writer.write_record([name, &(place + 1).to_string(), id, &line.score.to_string()])?;
        }
    }
    writer.flush().context("cannot write the answers")?;
    Ok(())
}

pub(crate) fn inspect(file: &Path, as_json: bool) -> Result<()> {
    let model = super::open(file)?;
    let (card, sections) = (model.card(), model.sections());
    let mut out = std::io::stdout().lock();
    if as_json {
        let table: Vec<_> = sections
            .table
            .iter()
            .map(|section| {
                json!({"kind": section.kind.to_string(), "offset": section.offset, "length": section.length,
                    "checksum": format!("{:016x}", section.checksum)})
            })
            .collect();
        let whole = json!({"version": format!("{}.{}", model_core::file::MAJOR, sections.minor),
            "bytes": sections.file_length, "sections": table, "card": card});
        writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)?;
        return Ok(());
    }
    writeln!(out, "format {}.{}, {} bytes", model_core::file::MAJOR, sections.minor, sections.file_length)?;
    for section in &sections.table {
        writeln!(out, "  {}  {:>9} bytes", section.kind, section.length)?;
    }
    writeln!(out, "made by {} {}", card.made_by, card.made_on)?;
    writeln!(out, "trained on {}", card.trained_on)?;
    writeln!(out, "{} shows, {} viewers, {} entries, seed {}", card.shows, card.viewers, card.ratings, card.seed)?;
    for (name, value) in &card.choices {
        writeln!(out, "  {name}: {value}")?;
    }
    for line in &card.quality {
        writeln!(
            out,
            "  input {:>4}  {:<12}  Recall@20 {:.4}  Recall@50 {:.4}  NDCG@100 {:.4}  ({} people)",
            line.input, line.method, line.recall20, line.recall50, line.ndcg100, line.people
        )?;
    }
    Ok(())
}
