//! Time and memory of whole trainings.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Prints a line for each size: what was read, seconds, the most memory in use, bytes of the model.
pub(super) fn print(sizes: &[usize], ratings: usize, trainer: Option<PathBuf>) -> Result<()> {
    let trainer = match trainer {
        Some(trainer) => trainer,
        None => beside_this_program()?,
    };
    println!("| shows | ratings | seconds | memory, MiB | model, bytes |\n|---|---|---|---|---|");
    for &shows in sizes {
        let folder = tempfile::tempdir()?;
        super::data::write(shows, ratings, 1, folder.path())?;
        let lines = std::fs::read_to_string(folder.path().join("ratings.csv"))?.lines().count() - 1;
        let (seconds, memory) = train(&trainer, folder.path())?;
        let bytes = std::fs::metadata(folder.path().join("model.bin"))?.len();
        println!("| {shows} | {lines} | {seconds:.1} | {memory} | {bytes} |");
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

/// Seconds, and the most memory in use, in MiB.
fn train(trainer: &Path, folder: &Path) -> Result<(f64, u64)> {
    let begun = Instant::now();
    let mut child = Command::new(trainer)
        .args(["--quiet", "train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "model.bin"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()?;
    // The kernel keeps the peak of a process only as long as it runs.
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(peak.unwrap_or(0_u64));
        std::thread::sleep(Duration::from_millis(50));
    };
    if !ended.success() {
        bail!("the trainer failed: {ended}");
    }
    Ok((begun.elapsed().as_secs_f64(), most / 1024))
}
