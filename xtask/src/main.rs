//! The commands that a person types: `cargo xtask run`, `model`, `dist`, `test`, `bench` and more.
//!
//! Each module is one thing: [`tools`] gets what is missing, [`model`] trains when its inputs changed, [`site`] turns
//! trunk's output into the finished site, [`serve`] shows it, [`checks`] and [`browser`] test it. Nothing outside
//! cargo's own folders and this checkout is touched without a line that says so first.

mod args;
mod browser;
mod checks;
mod endpoint;
mod model;
mod peers;
mod process;
mod project;
mod report;
mod serve;
mod site;
mod stamp;
mod tools;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::{Command, ModelSource};
use crate::endpoint::Endpoint;
use crate::project::Project;
use crate::serve::{How, Server};

fn main() -> ExitCode {
    match args::parse(lexopt::Parser::from_env()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Help => print!("{}", args::HELP),
        Command::Run { source, contribute, port } => {
            // Taken before the long work: a port that is in use should not be learned minutes later.
            let server = Server::bind(port, How::default())?;
            let site = build(&project, &source, contribute.as_ref())?;
            println!("\nReady: {}   (Ctrl-C ends it)", server.address());
            server.run(&site)?;
        }
        Command::Model { source, out } => {
            let model = model::ensure(&project, &source)?;
            let path = match out {
                Some(out) => model::copy(&model, &out)?,
                None => model,
            };
            println!("\nThe model: {}", path.display());
        }
        Command::Dist { source, contribute } => {
            let site = build(&project, &source, contribute.as_ref())?;
            let dist = project.dist();
            site::publish(&project, &site, &dist)?;
            println!("\nThe finished site: {}   (put this folder on any static host)", dist.display());
        }
        Command::Test { only, playwright } => checks::run(&project, &only, &playwright)?,
        Command::Bench { source } => {
            let site = build(&project, &source, None)?;
            browser::bench(&project, &site)?;
        }
        Command::Lighthouse => {
            let site = build(&project, &ModelSource::Bundled, None)?;
            site::publish(&project, &site, &project.dist())?;
            browser::lighthouse(&project, &project.dist())?;
        }
        Command::Peers { source } => {
            let tools = report::step("Tools", || tools::for_site(&project))?;
            let model = model::ensure(&project, &source)?;
            let site = report::step("Site", || site::build(&project, &tools, &model, None))?;
            site::publish(&project, &site, &project.dist())?;
            peers::measure(&project, &tools, &model, &project.dist())?;
        }
        Command::Reproduce => {
            let tools = tools::for_site(&project)?;
            let model = model::ensure(&project, &ModelSource::Bundled)?;
            report::step("Twice from nothing", || site::reproduce(&project, &tools, &model))?;
        }
        Command::Shots => {
            let site = build(&project, &ModelSource::Bundled, None)?;
            browser::shots(&project, &site)?;
        }
        Command::Serve { dir, port, how } => {
            let server = Server::bind(port, how)?;
            // The tests read this line.
            println!("{}", server.address());
            server.run(&dir.unwrap_or_else(|| project.dist()))?;
        }
        Command::Endpoint { dir, out, contribute } => {
            site::point(&project, &dir.unwrap_or_else(|| project.dist()), &out, contribute.as_ref())?;
            println!("The finished site: {}", out.display());
        }
    }
    Ok(())
}

/// Tools, model, site: what `run`, `dist`, `bench` and `shots` have in common.
fn build(project: &Project, source: &ModelSource, contribute: Option<&Endpoint>) -> Result<std::path::PathBuf> {
    let tools = report::step("Tools", || tools::for_site(project))?;
    let model = model::ensure(project, source)?;
    report::step("Site", || site::build(project, &tools, &model, contribute))
}
