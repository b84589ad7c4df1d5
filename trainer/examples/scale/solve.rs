//! One solve beside NumPy's inverse.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use trainer::gram::ExpectedGram;
use trainer::progress::Progress;
use trainer::ridge::Equations;
use trainer::train::Settings;
use trainer::viewers::{Entry, Viewers};

/// Reads the matrix and inverts it; prints seconds, and the last element to show that it was done.
const NUMPY: &str = include_str!("numpy_inverse.py");

/// Prints seconds: the median of several solves each, and of NumPy's inverse of the matrix of the first.
pub(super) fn print(shows: usize, times: usize, python: Option<PathBuf>) -> Result<()> {
    let mut viewers = Viewers::new();
    for history in super::data::histories(shows, 1_000_000, 1) {
        viewers.push(history.into_iter().map(Entry::liked).collect(), 1.0);
    }
    let settings = Settings::for_people();
    println!("{} shows, {} threads; seconds, the median of {times}", shows, rayon::current_num_threads());
    for (name, ridge) in [("few shows named", settings.few), ("whole histories named", settings.many)] {
        let equations = Equations::new(&ExpectedGram::count(&viewers, shows, ridge.expectation), &ridge);
        let solve = median(times, || Ok(equations.solve(&Progress::quiet())?))?;
        println!("our whole solve, {name}: {solve:.2}");
        if let Some(python) = &python {
            let mut file = tempfile::NamedTempFile::new()?;
            for value in equations.matrix().col_iter().flat_map(|column| column.iter()) {
                file.write_all(&value.to_le_bytes())?;
            }
            file.flush()?;
            let output = Command::new(python)
                .args(["-c", NUMPY, &file.path().display().to_string(), &times.to_string()])
                .output()
                .with_context(|| format!("cannot start {}", python.display()))?;
            if !output.status.success() {
                bail!("{}", String::from_utf8_lossy(&output.stderr));
            }
            let said = String::from_utf8_lossy(&output.stdout);
            let (seconds, versions) = said.trim().split_once(' ').context("seconds and versions")?;
            let inverse: f64 = seconds.parse()?;
            println!(
                "numpy.linalg.inv of its matrix ({versions}): {inverse:.2}; ours takes {:.2} of it",
                solve / inverse
            );
        }
    }
    Ok(())
}

fn median<T>(times: usize, mut work: impl FnMut() -> Result<T>) -> Result<f64> {
    let mut seconds = Vec::new();
    for _ in 0..times.max(1) {
        let begun = Instant::now();
        work()?;
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_unstable_by(f64::total_cmp);
    Ok(seconds[seconds.len() / 2])
}
