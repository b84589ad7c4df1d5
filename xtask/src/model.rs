//! The model file: trained when it is missing or something that it is made from changed.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::args::ModelSource;
use crate::process::{self, cargo};
use crate::project::Project;
use crate::{report, stamp};

/// The model file, trained now if it has to be.
pub(crate) fn ensure(project: &Project, source: &ModelSource) -> Result<PathBuf> {
    report::step("Model", || match source {
        ModelSource::File(file) => {
            if !file.is_file() {
                bail!("there is no model file {}", file.display());
            }
            report::note(format!("taking {}", file.display()));
            Ok(file.clone())
        }
        ModelSource::Bundled => train(project, "bundled", &[("--data", project.path("data"))]),
        ModelSource::Own { shows, ratings } => {
            let shows = shows.clone().unwrap_or_else(|| project.path("data"));
            let mut inputs = vec![("--shows", shows)];
            inputs.extend(ratings.iter().map(|file| ("--ratings", file.clone())));
            train(project, "own", &inputs)
        }
    })
}

/// Copies a model to where a person asked for it.
pub(crate) fn copy(model: &Path, out: &Path) -> Result<PathBuf> {
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::copy(model, out).with_context(|| format!("{} cannot be written", out.display()))?;
    Ok(out.to_path_buf())
}

/// The trainer's check of `data/`.
pub(crate) fn check_data(project: &Project) -> Result<()> {
    process::run(trainer(project).arg("check").arg("data/"))
}

/// A small model whose every text is markup: what a page must show as text.
pub(crate) fn hostile(project: &Project) -> Result<PathBuf> {
    let fixtures = project.path("e2e/fixtures");
    train(
        project,
        "hostile",
        &[("--shows", fixtures.join("hostile-shows.csv")), ("--ratings", fixtures.join("hostile-ratings.csv"))],
    )
}

fn train(project: &Project, name: &str, inputs: &[(&str, PathBuf)]) -> Result<PathBuf> {
    let folder = project.target("model");
    let file = folder.join(format!("{name}.bin"));
    let stamp_file = folder.join(format!("{name}.stamp"));

    let now = stamp_of(project, inputs)?;
    if file.is_file() && fs::read_to_string(&stamp_file).is_ok_and(|before| before == now) {
        report::note("nothing that it is made from changed");
        return Ok(file);
    }

    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    // A broken training must leave neither half a model nor a stamp that vouches for an old one.
    let _ = fs::remove_file(&stamp_file);
    let fresh = folder.join(format!("{name}.new"));
    let mut command = trainer(project);
    command.arg("train");
    for (option, path) in inputs {
        command.arg(option).arg(path);
    }
    process::run(command.arg("--out").arg(&fresh))?;
    fs::rename(&fresh, &file).with_context(|| format!("the trainer left no file {}", fresh.display()))?;
    fs::write(&stamp_file, now).with_context(|| format!("{} cannot be written", stamp_file.display()))?;
    Ok(file)
}

/// What a model is made from: the inputs, how they were given, and the programs that turn them into a model.
fn stamp_of(project: &Project, inputs: &[(&str, PathBuf)]) -> Result<String> {
    let options: Vec<&str> = inputs.iter().map(|(option, _)| *option).collect();
    let mut paths: Vec<PathBuf> = inputs.iter().map(|(_, path)| path.clone()).collect();
    for program in ["trainer", "model-core"] {
        paths.push(project.path(program).join("src"));
        paths.push(project.path(program).join("Cargo.toml"));
    }
    stamp::of(&options, &paths)
}

/// The trainer's own file, built now if it has to be.
pub(crate) fn trainer_program(project: &Project) -> Result<PathBuf> {
    let mut build = cargo();
    build.current_dir(project.root()).args(["build", "--profile", "native", "--package", "trainer"]);
    process::run(&mut build)?;
    Ok(project.target(&format!("native/trainer{EXE_SUFFIX}")))
}

fn trainer(project: &Project) -> std::process::Command {
    let mut command = cargo();
    command.current_dir(project.root()).args(["run", "--profile", "native", "--package", "trainer", "--"]);
    command
}
