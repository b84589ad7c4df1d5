//! The tools that a build or a test needs: found, or got from the package registries.

mod browser;
mod library;
mod version;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::process::{self, capture, cargo, find, find_in};
use crate::project::Project;
use crate::report;

pub(crate) use browser::{browser, chromedriver, firefox, node_modules, playwright};
pub(crate) use library::Library;

/// The newest trunk that builds with our Rust; 0.22 wants a newer one.
const TRUNK_VERSION: &str = "0.21.14";

/// What cuts the page's module in two, of the same make as leptos's `wasm_split_helpers`.
const WASM_SPLIT_VERSION: &str = "0.2.4";

/// The package of the npm registry that ships wasm-opt.
const BINARYEN: &str = "binaryen@132.0.0";

/// The one that minifies.
const ESBUILD: &str = "esbuild@0.28.2";

/// Older ones do not know what today's compiler emits.
const OLDEST_WASM_OPT: u32 = 108;

/// What trunk needs, and what the site's assembly may use.
pub(crate) struct Tools {
    pub(crate) trunk: PathBuf,
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) wasm_split: PathBuf,
    pub(crate) wasm_opt: Option<Program>,
    pub(crate) esbuild: Option<Program>,
    pub(crate) library: Option<Library>,
    /// Folders before `PATH`: trunk looks there for wasm-bindgen.
    folders: Vec<PathBuf>,
}

impl Tools {
    pub(crate) fn path(&self) -> Result<OsString> {
        process::path_with(&self.folders)
    }
}

/// A program, or a script of a package of the npm registry.
pub(crate) struct Program {
    program: PathBuf,
    arguments: Vec<PathBuf>,
    pub(crate) version: String,
}

impl Program {
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

/// Finds or gets everything that the site's build needs.
pub(crate) fn for_site(project: &Project) -> Result<Tools> {
    wasm_target()?;
    let wasm_bindgen = wasm_bindgen_version(project)?;
    let trunk = Crate { name: "trunk", program: "trunk", version: TRUNK_VERSION, features: &[], programs: &[] };
    let trunk = trunk.ensure(project)?;
    let bindgen = Crate {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &wasm_bindgen,
        features: &[],
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    };
    let bindgen = bindgen.ensure(project)?;
    let split = Crate {
        name: "wasm_split_cli_support",
        program: "wasm-split-cli",
        version: WASM_SPLIT_VERSION,
        features: &["build-binary"],
        programs: &[],
    };
    let split = split.ensure(project)?;
    let wasm_opt = wasm_opt(project);
    let esbuild = esbuild(project);
    let library = library::library();
    report::note(format!(
        "trunk {TRUNK_VERSION}, wasm-bindgen {wasm_bindgen}, {}, {}, {}",
        match &wasm_opt {
            Some(found) => format!("wasm-opt {}", found.version),
            None => "no wasm-opt (with it, or with Node.js, the site would be 3 % smaller)".to_owned(),
        },
        match &esbuild {
            Some(found) => format!("esbuild {}", found.version),
            None => "no esbuild (with Node.js the site would be 2 % smaller)".to_owned(),
        },
        match &library {
            Some(_) => "the standard library compiled for it",
            None => "the standard library as it comes (with rustup's rust-src the modules would be 9 % smaller)",
        }
    ));
    // A build folder that only the installations needed.
    let _ = fs::remove_dir_all(project.target("tools/build"));
    let folders = bindgen.parent().map(PathBuf::from).into_iter().collect();
    Ok(Tools { trunk, wasm_bindgen: bindgen, wasm_split: split, wasm_opt, esbuild, library, folders })
}

/// `PATH` with the tools' own folder before it: cargo looks there for the runner of WebAssembly tests.
pub(crate) fn path(project: &Project) -> Result<OsString> {
    process::path_with(&[own_folder(project)])
}

/// Components of the toolchain that only the checks need.
pub(crate) fn components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if find(program).is_none() || capture(cargo().args([&program["cargo-".len()..], "--version"])).is_err() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

/// Rust for WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    if !PathBuf::from(sysroot()?).join("lib/rustlib").join(target).is_dir() {
        rustup(&["target", "add", target])?;
    }
    Ok(())
}

/// Where the compiler has its libraries.
pub(crate) fn sysroot() -> Result<String> {
    capture(Command::new("rustc").args(["--print", "sysroot"]))
        .context("the Rust toolchain does not answer; https://rustup.rs installs it")
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if find("rustup").is_none() {
        bail!(
            "this needs `rustup {}`, but there is no rustup; install that part of Rust as your system does",
            arguments.join(" ")
        );
    }
    process::run(Command::new("rustup").args(arguments))
}

/// Page and tool must be of the very same version, so there is one place for it: the workspace's Cargo.toml.
fn wasm_bindgen_version(project: &Project) -> Result<String> {
    let path = project.path("Cargo.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    version::exact_requirement(&text, "wasm-bindgen")
        .with_context(|| format!("{} has no line `wasm-bindgen = \"=…\"`", path.display()))
}

/// A program of the crates.io registry.
struct Crate<'a> {
    name: &'a str,
    program: &'a str,
    version: &'a str,
    features: &'a [&'a str],
    /// The ones to install of several; empty means all.
    programs: &'a [&'a str],
}

impl Crate<'_> {
    /// The program in the right version, installed now if it has to be.
    fn ensure(&self, project: &Project) -> Result<PathBuf> {
        let own = own_folder(project);
        let elsewhere = find(self.program);
        let known = [find_in(self.program, std::slice::from_ref(&own)), elsewhere.clone()];
        if let Some(found) = known.into_iter().flatten().find(|program| self.is_right(program)) {
            return Ok(found);
        }

        let mut install = cargo();
        install.args(["install", self.name, "--version", self.version, "--locked", "--no-default-features"]);
        if !self.features.is_empty() {
            install.args(["--features", &self.features.join(",")]);
        }
        for program in self.programs {
            install.args(["--bin", program]);
        }
        if elsewhere.is_some() {
            report::note(format!("{} {} goes into target/tools; the one you have stays", self.name, self.version));
            install.arg("--root").arg(project.target("tools"));
        } else {
            report::note(format!("{} {} goes into cargo's folder of programs", self.name, self.version));
        }
        // A build for one's own use: three times quicker to have, hardly slower to run.
        for (key, value) in
            [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0"), ("STRIP", "symbols")]
        {
            install.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        install.env("CARGO_TARGET_DIR", project.target("tools/build"));
        report::note("this compiles for some minutes, once");
        process::run(&mut install)?;

        let mut folders = vec![own];
        folders.extend(cargo_programs());
        find_in(self.program, &folders)
            .or_else(|| find(self.program))
            .filter(|program| self.is_right(program))
            .with_context(|| format!("{} {} was installed but is not found", self.name, self.version))
    }

    fn is_right(&self, program: &Path) -> bool {
        let told = capture(Command::new(program).arg("--version"));
        told.ok().and_then(|text| version::in_text(&text)).or_else(|| self.installed(program)).as_deref()
            == Some(self.version)
    }

    /// The version that cargo has noted, for programs that do not tell it.
    fn installed(&self, program: &Path) -> Option<String> {
        let root = program.parent()?.parent()?;
        version::in_list(&capture(cargo().args(["install", "--list", "--root"]).arg(root)).ok()?, self.name)
    }
}

fn own_folder(project: &Project) -> PathBuf {
    project.target("tools/bin")
}

/// Where `cargo install` puts programs, whether or not `PATH` knows.
fn cargo_programs() -> Option<PathBuf> {
    let install_root = env::var_os("CARGO_INSTALL_ROOT").or_else(|| env::var_os("CARGO_HOME")).map(PathBuf::from);
    install_root.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).map(|root| root.join("bin"))
}

/// The one on `PATH`, or the npm registry's, or none: it only saves a little.
fn wasm_opt(project: &Project) -> Option<Program> {
    let is_usable = |program: &Program| {
        let number = program.version.split('.').next().and_then(|number| number.parse::<u32>().ok());
        number.is_some_and(|number| number >= OLDEST_WASM_OPT)
    };
    let found = find("wasm-opt").and_then(|program| answering(program, Vec::new()));
    found.filter(is_usable).or_else(|| from_npm(project, BINARYEN, "binaryen/bin/wasm-opt").filter(is_usable))
}

/// The npm registry's, or none.
fn esbuild(project: &Project) -> Option<Program> {
    from_npm(project, ESBUILD, "esbuild/bin/esbuild")
}

/// A script of a package, which goes into target/tools if it is not there.
fn from_npm(project: &Project, package: &str, script: &str) -> Option<Program> {
    let node = find("node")?;
    // A folder for each package and version: npm removes what was installed without being saved.
    let folder = project.target("tools/npm").join(package);
    let script = folder.join("node_modules").join(script);
    if !script.is_file() {
        report::note(format!("{package} goes into target/tools"));
        let installed = fs::create_dir_all(&folder).map_err(anyhow::Error::from).and_then(|()| {
            let mut install = npm();
            install.args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
            process::run(install.arg(&folder).arg(package))
        });
        if let Err(error) = installed {
            report::note(format!("that failed, so it goes without: {error:#}"));
            return None;
        }
    }
    // A package's installation may put the program itself in its script's place.
    answering(node, vec![script.clone()]).or_else(|| answering(script, Vec::new()))
}

/// The program, if it tells its version.
fn answering(program: PathBuf, arguments: Vec<PathBuf>) -> Option<Program> {
    let text = capture(Command::new(&program).args(&arguments).arg("--version")).ok()?;
    Some(Program { program, arguments, version: version::in_text(&text)? })
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// May we install Debian packages here?
fn has_apt() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| {
        find("apt-get").is_some() && capture(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
    })
}

/// Installs Debian packages, and says so first.
fn apt_install(packages: &[&str]) -> Result<()> {
    report::note(format!("installing with apt-get: {}", packages.join(", ")));
    // Old lists name packages that are gone.
    process::run(Command::new("apt-get").args(["update", "-qq"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    process::run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}
