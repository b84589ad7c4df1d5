//! `cargo xtask test`: everything that must hold, and how long each part took.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::args::ModelSource;
use crate::process::{self, cargo};
use crate::project::Project;
use crate::{browser, model, report, site, stamp, tools};

const WASM: &str = "wasm32-unknown-unknown";

/// The packages that are compiled to WebAssembly.
const IN_BROWSER: [&str; 3] = ["model-core", "importers", "app"];

/// One part of the test, in the order in which they run: quick and telling first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Check {
    Format,
    Lints,
    Unit,
    Data,
    Wasm,
    Site,
    Browser,
}

impl Check {
    const ALL: [Self; 7] = [Self::Format, Self::Lints, Self::Unit, Self::Data, Self::Wasm, Self::Site, Self::Browser];

    fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lints => "lints",
            Self::Unit => "unit",
            Self::Data => "data",
            Self::Wasm => "wasm",
            Self::Site => "site",
            Self::Browser => "browser",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::Lints => "Lints, native and WebAssembly",
            Self::Unit => "Unit and documentation tests",
            Self::Data => "The bundled data",
            Self::Wasm => "Tests compiled to WebAssembly",
            Self::Site => "The site",
            Self::Browser => "The site in a browser",
        }
    }

    fn run(self, project: &Project, playwright: &[String]) -> Result<()> {
        match self {
            Self::Format => process::run(in_root(project).args(["fmt", "--all", "--check"])),
            Self::Lints => lints(project),
            Self::Unit => {
                // A test that fails must not write its idea of the right answer into the checkout.
                let mut tests = in_root(project);
                process::run(tests.args(["test", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "no"))
            }
            Self::Data => model::check_data(project),
            Self::Wasm => wasm(project),
            Self::Site => finished_site(project),
            Self::Browser => {
                if !project.dist().join("index.html").is_file() {
                    bail!("there is no finished site; the check `site` makes it");
                }
                browser::test(project, &project.dist(), playwright)
            }
        }
    }
}

impl FromStr for Check {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        match Self::ALL.into_iter().find(|check| check.name() == name) {
            Some(check) => Ok(check),
            None => bail!("there is no check `{name}`; there are {}", Self::ALL.map(Self::name).join(", ")),
        }
    }
}

struct Outcome {
    check: Check,
    time: Duration,
    error: Option<anyhow::Error>,
}

/// Runs the checks that were named, or all. A failure does not stop the ones after it: one run tells everything.
pub(crate) fn run(project: &Project, only: &[Check], playwright: &[String]) -> Result<()> {
    let start = Instant::now();
    let wanted = |check: &Check| only.is_empty() || only.contains(check);
    let mut outcomes: Vec<Outcome> = Vec::new();
    for check in Check::ALL.into_iter().filter(wanted) {
        let start = Instant::now();
        let site_failed = outcomes.iter().any(|outcome| outcome.check == Check::Site && outcome.error.is_some());
        let result = report::step(check.title(), || {
            if check == Check::Browser && site_failed {
                bail!("not run, since the site was not built");
            }
            check.run(project, playwright)
        });
        if let Err(error) = &result {
            report::note(format!("error: {error:#}"));
        }
        outcomes.push(Outcome { check, time: start.elapsed(), error: result.err() });
    }

    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    println!("\n{}", summary(&outcomes, start.elapsed()));
    // Continuous integration reads this line.
    println!("\nchecks: {} passed, {failed} failed", outcomes.len() - failed);
    if failed > 0 {
        bail!("not everything passed; `cargo xtask test CHECK` repeats a single check");
    }
    Ok(())
}

fn summary(outcomes: &[Outcome], total: Duration) -> String {
    let mut text = String::new();
    for Outcome { check, time, error } in outcomes {
        let result = if error.is_some() { "FAILED" } else { "passed" };
        text.push_str(&format!("{:<9} {result}  {:>13}\n", check.name(), report::duration(*time)));
        if let Some(error) = error {
            text.push_str(&format!("          {error:#}\n"));
        }
    }
    text.push_str(&format!("{:<9}         {:>13}", "together", report::duration(total)));
    text
}

fn lints(project: &Project) -> Result<()> {
    tools::components()?;
    let deny = ["--", "--deny", "warnings"];
    process::run(in_root(project).args(["clippy", "--workspace", "--all-targets", "--keep-going"]).args(deny))?;
    tools::wasm_target()?;
    let mut wasm = in_root(project);
    wasm.args(["clippy", "--keep-going", "--target", WASM]);
    for package in IN_BROWSER {
        wasm.args(["--package", package]);
    }
    process::run(wasm.args(deny))
}

/// The tests that are marked for WebAssembly, in those packages that have any.
fn wasm(project: &Project) -> Result<()> {
    tools::for_site(project)?;
    for package in IN_BROWSER {
        let uses = Marks::of(&project.path(package))?;
        if !uses.tests {
            report::note(format!("{package} has no such tests"));
            continue;
        }
        let mut test = in_root(project);
        test.args(["test", "--tests", "--target", WASM, "--package", package]).env("PATH", tools::path(project)?);
        if uses.browser {
            test.env("CHROMEDRIVER", tools::chromedriver()?);
        }
        process::run(&mut test)?;
    }
    Ok(())
}

fn finished_site(project: &Project) -> Result<()> {
    let tools = tools::for_site(project)?;
    let model = model::ensure(project, &ModelSource::Bundled)?;
    let built = site::build(project, &tools, &model, None)?;
    site::publish(project, &built, &project.dist())?;
    site::weigh(project, &built, &tools)
}

fn in_root(project: &Project) -> Command {
    let mut command = cargo();
    command.current_dir(project.root());
    command
}

/// What a package's sources say about its WebAssembly tests.
#[derive(Debug, Default, PartialEq)]
struct Marks {
    tests: bool,
    browser: bool,
}

impl Marks {
    fn of(package: &Path) -> Result<Self> {
        let folders = ["src", "tests"].map(|folder| package.join(folder));
        let mut marks = Self::default();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            let sources: Vec<PathBuf> = stamp::files_below(folder)?;
            for source in sources.iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
                let text = fs::read_to_string(source)?;
                marks.tests |= text.contains("wasm_bindgen_test");
                marks.browser |= text.contains("run_in_browser") || text.contains("run_in_dedicated_worker");
            }
        }
        Ok(marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_is_called_by_its_name() {
        for check in Check::ALL {
            assert_eq!(check.name().parse::<Check>().ok(), Some(check));
        }
    }

    #[test]
    fn the_summary_names_what_failed() {
        let outcome = |check, error| Outcome { check, time: Duration::from_millis(1500), error };
        let text = summary(
            &[outcome(Check::Format, None), outcome(Check::Data, Some(anyhow::anyhow!("bad.toml: no title")))],
            Duration::from_secs(61),
        );
        assert_eq!(
            text,
            "format    passed          1.5 s\n\
             data      FAILED          1.5 s\n          bad.toml: no title\n\
             together              1 min 1 s"
        );
    }

    #[test]
    fn marked_sources_are_seen() -> Result<()> {
        let package = tempfile::tempdir()?;
        assert_eq!(Marks::of(package.path())?, Marks::default());
        fs::create_dir(package.path().join("tests"))?;
        fs::write(package.path().join("tests/a.rs"), "#[wasm_bindgen_test]\nfn a() {}")?;
        assert_eq!(Marks::of(package.path())?, Marks { tests: true, browser: false });
        Ok(())
    }
}
