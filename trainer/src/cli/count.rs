//! `trainer count` and `trainer merge`: sums over viewers, in parts.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use trainer::counts::Counts;
use trainer::progress::Progress;
use trainer::stream::{self, Memory};
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
    /// How much memory the ratings may take while they are read, in MiB; what is more goes through temporary files. The
    /// sums take 64 bytes more for each two shows with viewers in common, whatever the number of ratings.
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    memory: usize,
    /// Where to write the sums.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
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
    if args.source.ratings.is_empty() {
        bail!("name the ratings to count: --ratings FILE");
    }
    let (shows, problems) = input::shows(&args.source)?;
    eprint!("{problems}");
    let ids = shows.iter().map(|show| show.title.id.clone()).collect();
    let settings = match &args.settings {
        Some(file) => input::settings_from(file, &Settings::for_people())?,
        None => Settings::for_people(),
    };
    let mut counts = Counts::new(ids, &settings.expectations());
    let (files, names) = (&args.source.ratings, args.source.column_names());
    let memory = Memory(args.memory.max(1) << 20);
    progress.step("counting".into());
    let found = stream::read(files, &names, &train::numbers_by_id(&shows), memory, progress, |viewers| {
        Ok(counts.add_viewers(&viewers, progress)?)
    })?;
    eprint!("{}", found.problems);
    counts.write(&args.out)?;
    println!("{}: {} ratings of {} viewers", args.out.display(), found.ratings, found.viewers);
    Ok(())
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
