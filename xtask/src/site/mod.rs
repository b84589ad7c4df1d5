//! From trunk's output to the finished site.
//!
//! trunk compiles and binds the two WebAssembly binaries and writes the page. What makes that a site is done here, as
//! plain functions over the files in memory, in this order:
//!
//! 1. [`split`] cuts the page's module in two,
//! 2. [`optimize`] shrinks the modules with wasm-opt where there is one,
//! 3. [`texts`] sees that the first part has the English texts that it says,
//! 4. [`minify`] does the same to the page, styles and scripts, and [`bindings`] to what modules and scripts share,
//! 5. the model goes in as `model.bin`,
//! 6. [`assets`] names everything by its content and mends the references,
//! 7. [`page`] writes the collector's address, hashes and the Content-Security-Policy, which need the final text of
//!    everything else,
//! 8. [`hosts`] writes the same policy as headers, for hosts that read them from a file,
//! 9. [`offline`] writes the service worker, which needs the final bytes of everything,
//! 10. [`compress`] puts a compressed form beside the model, and beside all files when the site is for others than this machine.
//!
//! [`budget`] then says what it weighs, and [`functions`] what makes it heavy.

mod assets;
mod bindings;
mod budget;
mod compress;
mod functions;
mod hosts;
mod minify;
mod offline;
mod optimize;
mod page;
mod split;
mod texts;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::endpoint::Endpoint;
use crate::process;
use crate::project::Project;
use crate::tools::{self, Tools};
use crate::{report, stamp};

pub(crate) use assets::is_hashed_name;
pub(crate) use hosts::{HEADERS, headers_for_all};

/// The site's files: the path below the site with forward slashes, and the content.
type Files = BTreeMap<String, Vec<u8>>;

const PAGE: &str = "index.html";
const NOT_FOUND: &str = "404.html";
const MODEL: &str = "model.bin";
/// Names the model that is published now. The trainer replaces it, and the page asks for it again and again.
const PUBLISHED: &str = "model.json";
const SERVICE_WORKER: &str = "sw.js";

/// Builds the site into a folder below target/ and returns that folder.
pub(crate) fn build(project: &Project, tools: &Tools, model: &Path, contribute: Option<&Endpoint>) -> Result<PathBuf> {
    let mut files = compile(project, tools, &project.target(""))?;
    let named = shrink(&mut files, tools, &project.target("site"))?;
    let english = project.root().join("app/locales/en.ftl");
    let english = fs::read_to_string(&english).with_context(|| format!("{} cannot be read", english.display()))?;
    texts::check(&english, files.get("app_bg.wasm").context("the page has no module")?)?;
    let model = fs::read(model).with_context(|| format!("{} cannot be read", model.display()))?;
    let files = finish(files, model, contribute)?;

    let site = project.target("site/finished");
    write(&files, &site)?;
    write(&named, &project.target(NAMED))?;
    report::note(summary(&files));
    Ok(site)
}

/// Makes the module smaller that wasm-bindgen left in a folder, as those of the site are.
pub(crate) fn shrink_module(project: &Project, tools: &Tools, folder: &Path) -> Result<()> {
    let mut files = read(folder)?;
    optimize::all(&mut files, tools.wasm_opt.as_ref(), &project.target("site/optimized"))?;
    write(&files, folder)
}

/// Makes everything smaller that trunk left, and returns the modules with the names of their functions.
fn shrink(files: &mut Files, tools: &Tools, folder: &Path) -> Result<Files> {
    bindings::without_streams(files)?;
    let named = optimize::all(files, tools.wasm_opt.as_ref(), &folder.join("optimized"))?;
    minify::page(files)?;
    minify::join_styles(files)?;
    minify::all(files, tools.esbuild.as_ref(), &folder.join("minified"))?;
    bindings::shorten(files)?;
    Ok(named)
}

/// The modules with the names of their functions, below target/: for [`budget`], and for tools like twiggy.
const NAMED: &str = "site/named";

/// Where compressed forms are kept, below target/.
const COMPRESSED: &str = "site/compressed";

/// Puts a copy of the built site where a person expects it, with the compressed forms beside the files.
pub(crate) fn publish(project: &Project, site: &Path, dist: &Path) -> Result<()> {
    let mut files = read(site)?;
    let forms = compress::beside(&files, &project.target(COMPRESSED))?;
    files.extend(forms);
    write(&files, dist)
}

/// Says what the built site weighs; an error when that is too much.
pub(crate) fn weigh(project: &Project, site: &Path, tools: &Tools) -> Result<()> {
    let named = read(&project.target(NAMED))?;
    budget::check(&read(site)?, &named, &project.target(COMPRESSED), tools.library.is_some())
}

/// Copies a finished site, so that the copy contributes to another collector, or to none. Nothing is compiled: what was
/// tried in one place is what runs in the other.
pub(crate) fn point(project: &Project, from: &Path, to: &Path, contribute: Option<&Endpoint>) -> Result<()> {
    let mut files = read(from)?;
    if !files.contains_key(PAGE) {
        bail!("{} holds no {PAGE}; `cargo xtask dist` makes the site", from.display());
    }
    if files.keys().filter(|name| is_model(name)).count() != 1 {
        bail!("{} holds more than the model it was built with; take the site as it was built", from.display());
    }
    let is_compressed = files.contains_key(&format!("{PAGE}.br"));
    files.retain(|name, _| !compress::is_form(name));
    let mut files = seal(files, contribute)?;
    if is_compressed {
        files.extend(compress::beside(&files, &project.target(COMPRESSED))?);
    }
    write(&files, to)
}

/// What is loaded only when somebody imports.
fn is_reader(name: &str) -> bool {
    name.starts_with("reader")
}

/// What is fetched after the first answer.
fn is_later(name: &str) -> bool {
    name.starts_with("later") && !name.ends_with(".js")
}

fn is_model(name: &str) -> bool {
    name.starts_with("model-") && name.ends_with(".bin")
}

/// Everything that needs no other program.
fn finish(mut files: Files, model: Vec<u8>, contribute: Option<&Endpoint>) -> Result<Files> {
    if !files.contains_key(PAGE) {
        bail!("trunk made no {PAGE}");
    }
    let (bytes, sha256) = (model.len(), stamp::hex(&model));
    files.insert(MODEL.to_owned(), model);
    split::with_integrity(&mut files)?;
    let mut files = assets::name_by_content(files)?;
    let file = files.keys().find(|name| is_model(name)).context("the model has no name")?;
    let published = format!(r#"{{"version":1,"file":"{file}","bytes":{bytes},"sha256":"{sha256}"}}"#) + "\n";
    files.insert(PUBLISHED.to_owned(), published.into_bytes());
    seal(files, contribute)
}

/// Writes what depends on the final text of everything else. What an earlier seal wrote is replaced.
fn seal(mut files: Files, contribute: Option<&Endpoint>) -> Result<Files> {
    for name in [PAGE, NOT_FOUND] {
        let Some(html) = files.get(name) else { continue };
        let html = str::from_utf8(html).with_context(|| format!("{name} is not UTF-8"))?;
        let html = page::with_integrity(html, &files)?;
        let html = if name == PAGE { page::with_endpoint(&html, contribute)? } else { html };
        let html = page::with_policy(&html)?;
        files.insert(name.to_owned(), html.into_bytes());
    }
    compress::models(&mut files)?;
    let headers = hosts::headers(&files)?;
    files.insert(HEADERS.to_owned(), headers.into_bytes());
    let service_worker = offline::service_worker(&files);
    files.insert(SERVICE_WORKER.to_owned(), service_worker.into_bytes());
    Ok(files)
}

/// Builds the site twice, each time from nothing, and compares. The model is not trained anew: the trainer's own tests
/// compare that.
pub(crate) fn reproduce(project: &Project, tools: &Tools, model: &Path) -> Result<()> {
    let model = fs::read(model).with_context(|| format!("{} cannot be read", model.display()))?;
    let mut sites = Vec::new();
    for name in ["once", "again"] {
        let target = project.target("reproduce").join(name);
        remove(&target)?;
        let mut files = compile(project, tools, &target)?;
        // Without what was kept from before: wasm-opt must give the same twice.
        shrink(&mut files, tools, &target.join("site"))?;
        let mut files = finish(files, model.clone(), None)?;
        files.extend(compress::beside(&files, &target.join(COMPRESSED))?);
        sites.push(files);
    }
    let [once, again] = &sites[..] else { bail!("two builds make two sites") };
    let names: std::collections::BTreeSet<_> = once.keys().chain(again.keys()).collect();
    let differing: Vec<_> = names.into_iter().filter(|name| once.get(*name) != again.get(*name)).cloned().collect();
    if !differing.is_empty() {
        bail!("these files differ: {}; both builds are in target/reproduce/", differing.join(", "));
    }
    for (name, content) in once {
        report::note(format!("{}  {name}", stamp::hex(content)));
    }
    remove(&project.target("reproduce"))
}

/// What trunk makes, with the page's module in two parts.
fn compile(project: &Project, tools: &Tools, target: &Path) -> Result<Files> {
    let mut files = read(&run_trunk(project, tools, target)?)?;
    split::page(&mut files, tools, target)?;
    Ok(files)
}

fn run_trunk(project: &Project, tools: &Tools, target: &Path) -> Result<PathBuf> {
    let out = target.join("site/trunk");
    let mut trunk = std::process::Command::new(&tools.trunk);
    trunk
        .current_dir(project.root())
        // Names, integrity and the optimizer are ours: one place, and the same with and without wasm-opt.
        .args([
            "build",
            "--log",
            "warn",
            "--release",
            "--filehash",
            "false",
            "--no-sri",
            "true",
            "--public-url",
            "./",
            "--dist",
        ])
        .arg(&out)
        .env("PATH", tools.path()?)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(project, tools)?)
        .envs(tools.library.iter().flat_map(|library| library.variables.iter().copied()))
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // trunk reads this one as true or false and stumbles over the 1 that many set.
        .env_remove("NO_COLOR");
    process::run(&mut trunk).context("the app did not build")?;
    Ok(out)
}

/// Without these a module holds the builder's folder names, and so differs from one machine to the next.
fn rust_flags(project: &Project, tools: &Tools) -> Result<String> {
    let mut flags = std::env::var("RUSTFLAGS")
        .map_or_else(|_| Vec::new(), |flags| flags.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    flags.push(format!("--remap-path-prefix={}=.", project.root().display()));
    flags.push(format!("--remap-path-prefix={}=rust", tools::sysroot()?));
    // Leptos then compiles one kind of view instead of one for each place: 22 kB less after compression.
    // And the page's module may be cut: app/src/bin/app.rs.
    flags.extend(["--cfg", "erase_components", "--cfg", "split"].map(str::to_owned));
    flags.extend(tools.library.iter().flat_map(|library| library.flags).map(|&flag| flag.to_owned()));
    Ok(flags.join("\u{1f}"))
}

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for path in stamp::files_below(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let content = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        files.insert(name, content);
    }
    Ok(files)
}

/// The folder then holds these files and no others. It is filled beside its place and moved there at the end, so that
/// an interrupted build leaves no half site.
fn write(files: &Files, folder: &Path) -> Result<()> {
    let fresh = folder.with_extension("new");
    remove(&fresh)?;
    for (name, content) in files {
        let path = fresh.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
        }
        fs::write(&path, content).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    remove(folder)?;
    fs::rename(&fresh, folder).with_context(|| format!("{} cannot be replaced", folder.display()))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

fn summary(files: &Files) -> String {
    let kilobytes = |ending: &str| {
        let bytes: usize = files.iter().filter(|(name, _)| name.ends_with(ending)).map(|(_, file)| file.len()).sum();
        bytes.div_ceil(1000)
    };
    format!(
        "{} files: WebAssembly {} kB, scripts {} kB, styles {} kB, model {} kB (before compression)",
        files.len(),
        kilobytes(".wasm"),
        kilobytes(".js"),
        kilobytes(".css"),
        kilobytes(".bin")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_site_is_put_together() -> Result<()> {
        let trunk = files(&[
            (
                PAGE,
                r#"<head><meta charset="utf-8"><meta name="model" content="model.bin">
                <script type="module" src="boot.js"></script></head>"#,
            ),
            ("boot.js", "import init from './app.js'; init('./app_bg.wasm')"),
            ("app.js", "new URL('app_bg.wasm', import.meta.url)"),
            ("app_bg.wasm", "\0asm"),
        ]);
        let site = finish(trunk, b"model".to_vec(), None)?;
        let html = str::from_utf8(&site[PAGE])?;
        let model = site.keys().find(|name| name.starts_with("model-")).context("no model")?;
        let script = site.keys().find(|name| name.starts_with("app-")).context("no script")?;
        assert!(html.contains(&format!("content=\"{model}\"")), "{html}");
        assert!(html.contains("Content-Security-Policy") && html.contains(" integrity=\"sha384-"), "{html}");
        assert!(site.contains_key(HEADERS));
        let published = format!(
            "{{\"version\":1,\"file\":\"{model}\",\"bytes\":5,\"sha256\":\"{}\"}}\n",
            // printf model | sha256sum
            "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4"
        );
        assert_eq!(str::from_utf8(&site[PUBLISHED])?, published);
        let worker = str::from_utf8(&site[SERVICE_WORKER])?;
        assert!(worker.contains(model.as_str()) && worker.contains(script.as_str()), "{worker}");
        assert_eq!(
            finish(files(&[]), Vec::new(), None).map_err(|error| error.to_string()),
            Err("trunk made no index.html".into())
        );
        Ok(())
    }

    #[test]
    fn only_a_site_with_a_collector_connects_to_one() -> Result<()> {
        let trunk =
            || files(&[(PAGE, "<head><meta charset=\"utf-8\"><title>x</title></head>"), (NOT_FOUND, "<head></head>")]);
        let text = |site: &Files, name: &str| -> Result<String> { Ok(str::from_utf8(&site[name])?.to_owned()) };
        let without = finish(trunk(), Vec::new(), None)?;
        let (one, other) = ("https://one.example/in".parse()?, "https://other.example".parse()?);
        let with = finish(trunk(), Vec::new(), Some(&one))?;
        assert!(!text(&without, PAGE)?.contains("contribute"));
        assert!(text(&without, HEADERS)?.contains("connect-src 'self';"));
        assert!(text(&with, PAGE)?.contains("<meta name=\"contribute\" content=\"https://one.example/in\">"));
        for name in [PAGE, HEADERS] {
            assert!(text(&with, name)?.contains("connect-src 'self' https://one.example;"), "{name}");
        }
        assert_ne!(with[SERVICE_WORKER], without[SERVICE_WORKER], "browsers must learn of the change");
        // Whatever was there before.
        assert_eq!(seal(with.clone(), Some(&other))?, finish(trunk(), Vec::new(), Some(&other))?);
        assert_eq!(seal(with, None)?, without);
        Ok(())
    }

    #[test]
    fn writing_replaces_what_was_there() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let dist = folder.path().join("dist");
        write(&files(&[("old.js", "1"), ("a/b.txt", "2")]), &dist)?;
        let new = files(&[("new.js", "3"), ("a/c.txt", "4")]);
        write(&new, &dist)?;
        assert_eq!(read(&dist)?, new);
        assert_eq!(fs::read_dir(folder.path())?.count(), 1, "nothing is left beside it");
        Ok(())
    }
}
