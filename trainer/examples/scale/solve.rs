//! One solve beside NumPy's inverse.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use trainer::gram::ExpectedGram;
use trainer::progress::Progress;
use trainer::ridge::Equations;
use trainer::train::Settings;
use trainer::viewers::{Entry, Viewers};

/// Reads the matrix and inverts it; prints seconds, and checks an element to show that it was done.
const NUMPY: &str = include_str!("numpy_inverse.py");

/// Prints seconds: medians of several solves, and of NumPy's inverse of the same matrix, in turn.
pub(super) fn print(shows: usize, times: usize, python: Option<PathBuf>) -> Result<()> {
    let mut viewers = Viewers::new();
    for history in super::data::histories(shows, 1_000_000, 1) {
        viewers.push(history.into_iter().map(Entry::liked).collect(), 1.0);
    }
    let settings = Settings::for_people();
    println!("{shows} shows, {} threads; seconds, medians of {times}, in turn", rayon::current_num_threads());
    for (name, ridge) in [("few shows named", settings.few), ("whole histories named", settings.many)] {
        let equations = Equations::new(&ExpectedGram::count(&viewers, shows, ridge.expectation), &ridge);
        let matrix = match &python {
            Some(python) => Some((python, write_matrix(&equations)?)),
            None => None,
        };
        let (mut ours, mut inverses, mut versions) = (Vec::new(), Vec::new(), String::new());
        for _ in 0..times.max(1) {
            let begun = Instant::now();
            equations.solve(&Progress::quiet())?;
            ours.push(begun.elapsed().as_secs_f64());
            if let Some((python, matrix)) = &matrix {
                let (seconds, what) = invert(python, matrix.path())?;
                inverses.push(seconds);
                versions = what;
            }
        }
        let solve = median(&mut ours);
        println!("our whole solve, {name}: {solve:.2}");
        if !inverses.is_empty() {
            let inverse = median(&mut inverses);
            println!(
                "numpy.linalg.inv of its matrix ({versions}): {inverse:.2}; ours takes {:.2} of it",
                solve / inverse
            );
        }
    }
    Ok(())
}

fn write_matrix(equations: &Equations) -> Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    for column in equations.matrix().col_iter() {
        let bytes: Vec<u8> = column.iter().flat_map(|value| value.to_le_bytes()).collect();
        file.write_all(&bytes)?;
    }
    file.flush()?;
    Ok(file)
}

/// NumPy's seconds, and what did it.
fn invert(python: &Path, matrix: &Path) -> Result<(f64, String)> {
    let output = Command::new(python)
        .args(["-c", NUMPY])
        .arg(matrix)
        .output()
        .with_context(|| format!("cannot start {}", python.display()))?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let (seconds, versions) = said.trim().split_once(' ').context("seconds and versions")?;
    Ok((seconds.parse()?, versions.to_owned()))
}

fn median(seconds: &mut [f64]) -> f64 {
    seconds.sort_unstable_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
