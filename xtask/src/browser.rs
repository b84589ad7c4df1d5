//! The finished site in a real browser: tests, measurements, screenshots. The scripts are in e2e/.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::{model, process, report, tools};

/// Runs the tests of e2e/ on a finished site.
pub(crate) fn test(project: &Project, site: &Path, arguments: &[String]) -> Result<()> {
    let mut node = prepared(project, site)?;
    node.env("HOSTILE_MODEL", model::hostile(project)?);
    node.env("COLLECTOR", collector(project)?).env("TRAINER", model::trainer_program(project)?);
    match tools::firefox()? {
        Some(firefox) => {
            node.env("FIREFOX_PATH", firefox);
        }
        None => report::note("Firefox is not installed, so the site is not tried in it"),
    }
    for server in ["nginx", "caddy"] {
        if process::find(server).is_none() {
            report::note(format!("{server} is not installed, so the site is not tried on it"));
        }
    }
    process::run(node.arg(tools::playwright(project)).arg("test").args(arguments))
}

/// The collector, as the unit tests build it.
fn collector(project: &Project) -> Result<PathBuf> {
    process::run(process::cargo().current_dir(project.root()).args(["build", "--workspace", "--bin", "collector"]))?;
    Ok(project.target(&format!("debug/collector{EXE_SUFFIX}")))
}

/// Prints how quick the finished site is.
pub(crate) fn bench(project: &Project, site: &Path) -> Result<()> {
    report::step("Measuring", || process::run(prepared(project, site)?.arg("bench.js")))
}

/// Prints what Lighthouse says of the finished site.
pub(crate) fn lighthouse(project: &Project, site: &Path) -> Result<()> {
    report::step("Lighthouse", || process::run(prepared(project, site)?.arg("lighthouse.js")))
}

/// Screenshots for people to look at.
pub(crate) fn shots(project: &Project, site: &Path) -> Result<()> {
    report::step("Screenshots", || {
        let out = project.target("shots");
        process::run(prepared(project, site)?.arg("shots.js").arg(&out))?;
        report::note(format!("they are in {}", out.display()));
        Ok(())
    })
}

/// Node.js in e2e/, told what it needs to know.
pub(crate) fn prepared(project: &Project, site: &Path) -> Result<Command> {
    tools::node_modules(project, "e2e")?;
    let browser = tools::browser(project)?;
    report::note(format!("browser: {}", browser.display()));
    let mut node = Command::new("node");
    node.current_dir(project.path("e2e"))
        .env("SITE", site)
        .env("SERVER", project.program())
        .env("CHROME_PATH", browser)
        .env("RESULTS", project.target("e2e"));
    Ok(node)
}
