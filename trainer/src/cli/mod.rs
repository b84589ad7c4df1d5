//! Arguments and commands.

mod answer;
mod chunk;
mod count;
mod import;
mod input;
mod map;
mod measure;
mod outside;
mod pareto;
mod report;
mod ship;
mod site;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use model_core::Model;
use model_core::file::AlignedBytes;
use trainer::evaluate::Split;
use trainer::output;
use trainer::progress::{Cancel, Cancelled, Progress};
use trainer::{bundled, check};

use input::Input;

/// Turns ratings into one compact recommender file, and looks into such files.
#[derive(Parser)]
#[command(version, about, max_term_width = 110)]
struct Cli {
    /// Say nothing but results and errors.
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train a model from shows and ratings, or from the bundled catalogue.
    Train(TrainArgs),
    /// Add up what ratings say of pairs of shows, to train on later: any number of files, larger than memory if need be.
    /// All that one viewer said belongs into one part.
    Count(count::CountArgs),
    /// Add what was counted in parts, or take away what some viewers said.
    Merge(count::MergeArgs),
    /// Measure the trained model on viewers who were kept apart, beside simple methods.
    Evaluate(measure::EvaluateArgs),
    /// Train, measure, and write a page that shows how good the model is: one HTML file.
    Report(report::ReportArgs),
    /// Measure a model on people and shows of another source, matched by title and year.
    Outside(outside::OutsideArgs),
    /// Recommend shows to somebody who names some.
    Recommend(answer::RecommendArgs),
    /// The shows nearest to one show.
    Similar(answer::SimilarArgs),
    /// Look at the map of a model file: how well it keeps what is near, and a picture.
    Map(map::MapArgs),
    /// Cut a model file into chunks, of which an answer needs a few: for catalogues too large to be loaded whole.
    Chunk(chunk::ChunkArgs),
    /// What a model file holds: its card, its sections, its sizes.
    Inspect {
        /// The model file.
        file: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check every byte and number of a model file.
    Verify {
        /// The model file.
        file: PathBuf,
    },
    /// Give the ratings of another system, matched by title and year, the ids of a catalogue.
    Import(import::ImportArgs),
    /// Train again when enough new ratings have come or enough time has passed, and publish what is not clearly worse.
    Watch(watch::WatchArgs),
    /// Put a model file into a published site.
    Publish(site::PublishArgs),
    /// Let an earlier model of a published site count again.
    Rollback(site::RollbackArgs),
    /// Check the bundled catalogue: every mistake with file and line.
    Check {
        /// The folder, usually `data/`.
        folder: PathBuf,
        /// Also print counts by decade, country and genre.
        #[arg(long)]
        counts: bool,
    },
}

/// Where shows and ratings come from.
#[derive(Args, Clone, Default)]
struct SourceArgs {
    /// A table of shows (CSV). An id and a title suffice.
    #[arg(long, value_name = "FILE")]
    shows: Option<PathBuf>,
    /// The bundled catalogue's folder, instead of --shows.
    #[arg(long, value_name = "FOLDER", conflicts_with = "shows")]
    data: Option<PathBuf>,
    /// Ratings, likes or histories (CSV, plain or gzipped, or Parquet). May be given several times.
    #[arg(long, value_name = "FILE")]
    ratings: Vec<PathBuf>,
    /// The ratings' column with the viewer.
    #[arg(long, value_name = "NAME")]
    user_column: Option<String>,
    /// The ratings' column with the show's id.
    #[arg(long, value_name = "NAME")]
    item_column: Option<String>,
    /// The ratings' column with the rating.
    #[arg(long, value_name = "NAME")]
    rating_column: Option<String>,
    /// The ratings' column with the time.
    #[arg(long, value_name = "NAME")]
    time_column: Option<String>,
}

/// What to train on, and how.
#[derive(Args, Clone, Default)]
struct DataArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// What `trainer count` made of people who are not in --ratings. Of those the mixture by input size is chosen.
    #[arg(long, value_name = "FILE", requires = "ratings")]
    counts: Vec<PathBuf>,
    /// What another engine made of such people with the statements of `trainer count --print-sql`: Parquet files, as a
    /// folder or a pattern such as 'part-*.parquet'. May be given several times.
    #[arg(long, value_name = "FILES", requires = "ratings")]
    gram: Vec<PathBuf>,
    /// The seed of every draw.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The largest model file, in bytes.
    #[arg(long, value_name = "N")]
    max_bytes: Option<usize>,
    /// Solve catalogues of more shows column by column, over the shows that say most about each. Dense solves are better
    /// and take memory by the square of the number of shows: 7 GB at 15000, which is where they end unless told otherwise.
    #[arg(long, value_name = "N")]
    dense_up_to: Option<usize>,
    /// How many shows may speak for each show where columns are solved one by one.
    #[arg(long, value_name = "N")]
    candidates: Option<usize>,
    /// Settings (TOML, as --settings-out writes them); nothing is chosen then, and what the file does not name is as
    /// usual. Without this, what is best for some viewers who are kept apart is chosen.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

impl From<SourceArgs> for DataArgs {
    fn from(source: SourceArgs) -> DataArgs {
        DataArgs { source, ..DataArgs::default() }
    }
}

#[derive(Args)]
struct TrainArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Where to write the model.
    #[arg(long, value_name = "FILE", required_unless_present = "pareto")]
    out: Option<PathBuf>,
    /// Write no model, but print how good models of several sizes would be for viewers who are kept apart.
    #[arg(long, conflicts_with_all = ["out", "settings_out", "max_bytes"])]
    pareto: bool,
    /// The day that the card names, YYYY-MM-DD. Without it the card names none, so that the same input gives the same
    /// bytes.
    #[arg(long, value_name = "DAY")]
    made_on: Option<String>,
    /// Licence and attribution of the data, for the card.
    #[arg(long, value_name = "TEXT", default_value = "")]
    licence: String,
    /// Write the settings that were chosen, for --settings.
    #[arg(long, value_name = "FILE")]
    settings_out: Option<PathBuf>,
}

pub(crate) fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            // A closed pipe is how `head` says that it has seen enough.
            let closed = |cause: &(dyn std::error::Error + 'static)| {
                cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
            };
            if error.chain().any(closed) {
                return ExitCode::SUCCESS;
            }
            if error.chain().any(<dyn std::error::Error>::is::<Cancelled>) {
                eprintln!("cancelled; nothing was written");
                return ExitCode::from(CANCELLED);
            }
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What a shell reports of a program that Ctrl-C ended: 128 and the number of the signal.
const CANCELLED: u8 = 130;

/// The first Ctrl-C (or request to terminate) ends the work at its next step, so that temporary files are removed; the
/// second ends the program where it is. Neither leaves half a file: see [`output`].
fn end_on_signal(cancel: Cancel) -> Result<()> {
    let on_signal = move || {
        if cancel.ask() {
            std::process::exit(i32::from(CANCELLED));
        }
        eprintln!("ending at the next step; once more to end at once");
    };
    ctrlc::set_handler(on_signal).context("cannot listen for Ctrl-C")
}

fn run(cli: Cli) -> Result<ExitCode> {
    let progress = if cli.quiet { Progress::quiet() } else { Progress::new() };
    end_on_signal(progress.cancel())?;
    match cli.command {
        Command::Train(args) => match &args.out {
            Some(out) => train_model(&args, out, &progress)?,
            None => pareto::pareto(&args, &progress)?,
        },
        Command::Count(args) => count::count(&args, &progress)?,
        Command::Merge(args) => count::merge(&args, &progress)?,
        Command::Evaluate(args) => measure::evaluate(&args, &progress)?,
        Command::Report(args) => report::report(&args, &progress)?,
        Command::Outside(args) => outside::outside(&args)?,
        Command::Recommend(args) => answer::recommend(&args)?,
        Command::Similar(args) => answer::similar(&args)?,
        Command::Map(args) => map::run(&args)?,
        Command::Chunk(args) => chunk::run(&args)?,
        Command::Inspect { file, json } => answer::inspect(&file, json)?,
        Command::Verify { file } => {
            let model = open(&file)?;
            let shows = model.catalogue().len();
            println!("{}: every checksum is right and the structure is sound; {shows} shows", file.display());
        }
        Command::Import(args) => import::import(&args, &progress)?,
        Command::Watch(args) => watch::watch(&args, &progress)?,
        Command::Publish(args) => site::publish(&args)?,
        Command::Rollback(args) => site::roll_back(&args)?,
        Command::Check { folder, counts } => return check_folder(&folder, counts),
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens and verifies a model file.
fn open(file: &Path) -> Result<Model> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Model::open_verified(AlignedBytes::from_slice(&bytes)).with_context(|| file.display().to_string())
}

fn train_model(args: &TrainArgs, out: &Path, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let input = Input::read(&args.data, progress)?;
    // The people kept apart measure a model of the same settings; the model that ships then learns from everybody.
    let split = Split::draw(&input.viewers, args.data.seed);
    let (settings, how) = input.choose(&args.data, &split, progress)?;
    if let Some(file) = &args.settings_out {
        output::write_whole(file, settings.to_toml().map_err(anyhow::Error::msg)?.as_bytes())?;
    }
    let found = if split.test.len() >= measure::ENOUGH_PEOPLE {
        progress.step("measuring on people kept apart".into());
        let twin = measure::train_on(&input, &split, &settings, progress)?;
        measure::for_card(&input, &split, &twin, settings.seed)?
    } else {
        Default::default()
    };
    let labels = ship::Labels { made_on: args.made_on.clone().unwrap_or_default(), licence: args.licence.clone() };
    let trained = ship::train(&input, split, &settings, &how, found, labels, progress)?;
    // What is written must be what can be read.
    let model = Model::open_verified(AlignedBytes::from_slice(&trained.bytes)).context("the model just made")?;
    output::write_whole(out, &trained.bytes)?;
    for (what, how) in &how {
        println!("{what}: {how}");
    }
    println!("{}: {} shows, {} bytes", out.display(), model.catalogue().len(), trained.bytes.len());
    Ok(())
}

fn check_folder(folder: &Path, counts: bool) -> Result<ExitCode> {
    let bundled = bundled::read(folder)?;
    let mistakes = check::check(&bundled);
    if counts {
        print!("{}", check::counts(&bundled));
    }
    for mistake in &mistakes {
        println!("{mistake}");
    }
    let (shows, lists) = (bundled.shows.len(), bundled.lists.len());
    if shows == 0 {
        bail!("{} holds no show", folder.display());
    }
    match mistakes.len() {
        0 => {
            println!("{}: {shows} shows and {lists} lists without a mistake", folder.display());
            Ok(ExitCode::SUCCESS)
        }
        count => {
            println!("{}: {count} mistakes in {shows} shows and {lists} lists", folder.display());
            Ok(ExitCode::FAILURE)
        }
    }
}
