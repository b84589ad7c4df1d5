//! `trainer count` and `trainer merge`: sums over viewers, in parts.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use trainer::counts::Counts;
use trainer::patterns;
use trainer::progress::Progress;
use trainer::sql::{self, Dialect, Job, Source};
use trainer::stream::{self, Cap, Memory};
use trainer::train::{self, Settings};

use super::SourceArgs;
use super::input;

#[derive(Args)]
pub(crate) struct CountArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Settings (TOML) with which the sums are to be trained on: they decide what is counted. Without this, the usual ones.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Of histories longer than this, count so many shows, drawn by a hash. Then the work is at most the number of viewers
    /// times the square of this.
    #[arg(long, value_name = "N")]
    cap: Option<std::num::NonZeroUsize>,
    /// How much memory the ratings may take while they are read, in MiB; what is more goes through temporary files. The
    /// sums take 64 bytes more for each two shows with viewers in common, whatever the number of ratings. With --engine they
    /// do not.
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    memory: usize,
    /// Count nothing, but print the statements that let another engine count: --ratings are then files, patterns or
    /// addresses as that engine understands them, and --out is the folder into which it writes its result.
    #[arg(long, requires = "dialect")]
    print_sql: bool,
    /// The dialect of --print-sql.
    #[arg(long, value_enum)]
    dialect: Option<DialectArg>,
    /// Let another engine count, in this process, with the statements of --print-sql. What it sorts and sums takes --memory
    /// at most, and the disk beyond that. --out is then a folder, for --gram.
    #[arg(long, value_enum, conflicts_with_all = ["print_sql", "gram"])]
    engine: Option<EngineArg>,
    /// Instead of ratings, the result of another engine: Parquet files, as a folder or a pattern such as 'part-*.parquet'.
    #[arg(long, value_name = "FILES", conflicts_with_all = ["ratings", "print_sql", "cap"])]
    gram: Option<PathBuf>,
    /// Where to write the sums.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// What other engines speak.
#[derive(Clone, Copy, ValueEnum)]
enum DialectArg {
    /// Apache Spark 4.
    Spark,
    /// Apache DataFusion.
    Datafusion,
    /// DuckDB.
    Duckdb,
}

impl From<DialectArg> for Dialect {
    fn from(dialect: DialectArg) -> Dialect {
        match dialect {
            DialectArg::Spark => Dialect::Spark,
            DialectArg::Datafusion => Dialect::DataFusion,
            DialectArg::Duckdb => Dialect::DuckDb,
        }
    }
}

/// Engines that this program may hold.
#[derive(Clone, Copy, ValueEnum)]
enum EngineArg {
    /// Apache DataFusion, where this program was built with the cargo feature of that name.
    Datafusion,
}

#[derive(Args)]
pub(crate) struct MergeArgs {
    /// Sums to be added up.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Sums to be taken away: of viewers who were counted before. May be given several times.
    #[arg(long, value_name = "FILE")]
    subtract: Vec<PathBuf>,
    /// Where to write the result; it may be one of the files.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn count(args: &CountArgs, progress: &Progress) -> Result<()> {
    if args.source.ratings.is_empty() && args.gram.is_none() {
        bail!("name the ratings to count: --ratings FILE");
    }
    let (shows, problems) = input::shows(&args.source)?;
    eprint!("{problems}");
    let ids: Vec<String> = shows.iter().map(|show| show.title.id.clone()).collect();
    let settings = match &args.settings {
        Some(file) => input::settings_from(file, &Settings::for_people())?,
        None => Settings::for_people(),
    };
    if let (true, Some(dialect)) = (args.print_sql, args.dialect) {
        std::io::stdout().write_all(sql::script(&job(args, ids, &settings)?, dialect.into())?.as_bytes())?;
        return Ok(());
    }
    if let Some(EngineArg::Datafusion) = args.engine {
        return count_embedded(&job(args, ids, &settings)?, memory(args), progress);
    }
    let counts = match &args.gram {
        Some(gram) => from_gram(gram, ids, &settings, progress)?,
        None => {
            let mut counts = Counts::new(ids, &settings.expectations());
            let (files, names) = (&args.source.ratings, args.source.column_names());
            let (memory, cap) = (memory(args), args.cap.map(Cap));
            progress.step("counting".into());
            let numbers = train::numbers_by_id(&shows);
            let found = stream::read(files, &names, &numbers, memory, cap, progress, |viewers| {
                Ok(counts.add_viewers(&viewers, progress)?)
            })?;
            eprint!("{}", found.problems);
            counts
        }
    };
    counts.write(&args.out)?;
    let people = counts.people;
    println!("{}: {} ratings of {} viewers", args.out.display(), people.ratings, people.viewers);
    Ok(())
}

fn memory(args: &CountArgs) -> Memory {
    Memory(args.memory.max(1) << 20)
}

/// What another engine is to count.
fn job(args: &CountArgs, ids: Vec<String>, settings: &Settings) -> Result<Job> {
    let names = args.source.column_names();
    let sources = args.source.ratings.iter().map(|location| Source::find(&location.to_string_lossy(), &names));
    Ok(Job {
        sources: sources.collect::<Result<_>>()?,
        ids,
        expectations: settings.expectations(),
        cap: args.cap.map(usize::from),
        out: args.out.to_string_lossy().into_owned(),
    })
}

#[cfg(feature = "datafusion")]
fn count_embedded(job: &Job, memory: Memory, progress: &Progress) -> Result<()> {
    sql::embedded::count(job, memory, progress)?;
    println!("{}: sums, for `trainer train --gram` or `trainer count --gram`", job.out);
    Ok(())
}

#[cfg(not(feature = "datafusion"))]
fn count_embedded(_: &Job, _: Memory, _: &Progress) -> Result<()> {
    bail!(
        "this trainer was built without DataFusion: `cargo build --profile native -p trainer --features datafusion` builds \
         one with it"
    )
}

/// The sums that another engine made.
pub(crate) fn from_gram(gram: &Path, ids: Vec<String>, settings: &Settings, progress: &Progress) -> Result<Counts> {
    progress.step("reading sums".into());
    let files = patterns::matching(gram)?;
    if files.is_empty() {
        bail!(
            "{}: there is no such file, no Parquet file in such a folder, and nothing of such a name",
            gram.display()
        );
    }
    let (counts, wrong) =
        Counts::from_rows(&files, ids, &settings.expectations()).with_context(|| gram.display().to_string())?;
    wrong.iter().for_each(|line| eprintln!("{line}"));
    Ok(counts)
}

pub(crate) fn merge(args: &MergeArgs, progress: &Progress) -> Result<()> {
    let merged = read(&args.files, &args.subtract, progress)?;
    merged.write(&args.out)?;
    println!("{}: {} ratings of {} viewers", args.out.display(), merged.people.ratings, merged.people.viewers);
    Ok(())
}

/// Reads files and adds them up.
pub(crate) fn read(add: &[PathBuf], subtract: &[PathBuf], progress: &Progress) -> Result<Counts> {
    let Some((first, others)) = add.split_first() else { bail!("name at least one file of counts") };
    progress.step("adding up".into());
    let mut counts = Counts::read(first)?;
    for (file, away) in others.iter().map(|file| (file, false)).chain(subtract.iter().map(|file| (file, true))) {
        progress.check()?;
        let other = Counts::read(file)?;
        let done = if away { counts.subtract(&other) } else { counts.add(&other) };
        done.with_context(|| format!("{} and {}", first.display(), file.display()))?;
    }
    if counts.is_negative() {
        bail!("more is taken away than was counted: was everything that is subtracted in one of the files?");
    }
    Ok(counts)
}
