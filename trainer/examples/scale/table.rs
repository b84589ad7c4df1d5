//! Time and memory of whole trainings with the usual settings, which are not searched for.
//!
//! `trainer train` learns twice: without the viewers who are kept apart, to measure on them, and then with everybody; and
//! each time once before and once after the mixture is chosen.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use trainer::train::Settings;

/// Prints a line for each size: what was read, seconds, seconds of processors, the most memory in use, bytes of the model.
pub(super) fn print(sizes: &[usize], ratings: usize, trainer: Option<PathBuf>) -> Result<()> {
    let trainer = match trainer {
        // It is started in another folder.
        Some(trainer) => trainer.canonicalize().with_context(|| trainer.display().to_string())?,
        None => beside_this_program()?,
    };
    println!("| shows | ratings | seconds | of processors | memory, MiB | model, bytes |\n|---|---|---|---|---|---|");
    for &shows in sizes {
        let folder = tempfile::tempdir()?;
        super::data::write(shows, ratings, 1, folder.path())?;
        let lines = std::fs::read_to_string(folder.path().join("ratings.csv"))?.lines().count() - 1;
        let settings = Settings::for_people().to_toml().map_err(anyhow::Error::msg)?;
        std::fs::write(folder.path().join("settings.toml"), settings)?;
        let Cost { seconds, processors, memory } = train(&trainer, folder.path())?;
        let bytes = std::fs::metadata(folder.path().join("model.bin"))?.len();
        println!("| {shows} | {lines} | {seconds:.1} | {processors:.1} | {memory} | {bytes} |");
    }
    Ok(())
}

fn beside_this_program() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).context("this program is in no folder")?;
    let trainer = folder.join("trainer");
    if !trainer.is_file() {
        bail!("{} is not there: build it with the same profile, or name it with --trainer", trainer.display());
    }
    Ok(trainer)
}

struct Cost {
    seconds: f64,
    /// Seconds of all processors together: on a machine that others use too, the figure to compare.
    processors: f64,
    /// The most that was in use, in MiB.
    memory: u64,
}

fn train(trainer: &Path, folder: &Path) -> Result<Cost> {
    let begun = Instant::now();
    let mut child = Command::new(trainer)
        .args(["--quiet", "train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "model.bin"])
        .args(["--settings", "settings.toml"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()?;
    // The kernel keeps these only as long as the process runs.
    let (status, stat) = (format!("/proc/{}/status", child.id()), format!("/proc/{}/stat", child.id()));
    let (mut most, mut ticks) = (0, 0);
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(peak.unwrap_or(0_u64));
        ticks = ticks.max(used_ticks(&std::fs::read_to_string(&stat).unwrap_or_default()));
        std::thread::sleep(Duration::from_millis(50));
    };
    if !ended.success() {
        bail!("the trainer failed: {ended}");
    }
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Cost { seconds, processors: ticks as f64 / TICKS_A_SECOND, memory: most / 1024 })
}

/// Of the times in `/proc`, on every Linux that one meets.
const TICKS_A_SECOND: f64 = 100.0;

/// User and system time: the 14th and 15th value, where the second is a name in brackets that may hold anything.
fn used_ticks(stat: &str) -> u64 {
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}
