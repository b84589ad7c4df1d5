//! The same ranking on plain pages of other engines, measured beside the site. The pages are in bench/web/.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::tools::Tools;
use crate::{browser, process, report, site, tools};

const WASM: &str = "wasm32-unknown-unknown";

/// Prints bytes and times of all pages; an error when one ranks otherwise than model-core.
pub(crate) fn measure(project: &Project, tools: &Tools, model: &Path, site: &Path) -> Result<()> {
    let out = project.target("peers");
    report::step("What the other pages need", || {
        let mut export = process::cargo();
        export.current_dir(project.root()).args([
            "run",
            "--profile",
            "native",
            "-p",
            "trainer",
            "--example",
            "weights",
        ]);
        process::run(export.arg("--").arg(model).arg(out.join("weights")))?;
        module(project, tools, &out.join("module"))
    })?;
    report::step("Peers", || {
        tools::node_modules(project, "bench/web")?;
        let mut node = browser::prepared(project, site)?;
        process::run(node.current_dir(project.path("bench/web")).env("PEERS", out).arg("run.js"))
    })
}

/// model-core for a plain page.
fn module(project: &Project, tools: &Tools, out: &Path) -> Result<()> {
    let mut build = process::cargo();
    build.current_dir(project.root()).args(["build", "--release", "--target", WASM, "-p", "model-core"]);
    process::run(build.args(["--example", "plain"]))?;
    let module = project.target(&format!("{WASM}/release/examples/plain.wasm"));
    process::run(Command::new(&tools.wasm_bindgen).args(["--target", "web", "--out-dir"]).arg(out).arg(module))?;
    site::shrink_module(project, tools, out)
}
