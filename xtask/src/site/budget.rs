//! How much a first visit may weigh, and what it weighs.
//!
//! Bytes are those of brotli, level 11: what a host that compresses ahead of time sends. One that compresses as it
//! sends, or not at all, sends more.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::functions::{self, Weighed};
use super::{Files, PAGE, compress};
use crate::report;

/// All that is fetched before the page answers, without the model: page, styles, scripts, and the first part of the module; and the
/// service worker's script, which is fetched a little later.
const CODE: usize = 200_000;

/// The whole model: 700 kB for 2,000 shows.
const MODEL_PER_SHOW: usize = 350;

/// What search needs, which stands at the beginning of the model: 150 kB for 2,000 shows.
const SEARCH_PER_SHOW: usize = 75;

/// How many of the heaviest functions and crates are named when something is too heavy.
const CULPRITS: usize = 15;

/// What is fetched after the first answer: the other pages, what opens over home, the answers to all of that, and its styles.
const LATER_PART: usize = 205_000;

/// What a first visit does not fetch.
const LATER: [&str; 3] = ["robots.txt", "404.html", "_headers"];

/// What is fetched by somebody who imports: the module that reads files of other services, and its scripts.
const READER: usize = 104_000;

/// The texts of a language other than English, for who has it.
const LANGUAGE: usize = 11_000;

/// Prints what the site weighs, and fails when it is too much. `named` holds the modules with their functions' names;
/// `slim` is whether the standard library was compiled for the site, without which a seventh more is allowed.
pub(super) fn check(files: &Files, named: &BTreeMap<String, Vec<u8>>, cache: &Path, slim: bool) -> Result<()> {
    let allowed = |most: usize| if slim { most } else { most + most / 7 };
    let mut lines = Vec::new();
    let (mut code, mut later, mut reader) = (0, 0, 0);
    for (name, content) in files.iter().filter(|(name, _)| is_code(name)) {
        let size = compress::brotli_size(content, cache)?;
        *match name {
            name if super::is_reader(name) => &mut reader,
            name if super::is_later(name) => &mut later,
            _ => &mut code,
        } += size;
        lines.push((name.clone(), content.len(), size));
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.2));
    report::note(row("", "bytes", "brotli 11", ""));
    for (name, raw, size) in &lines {
        report::note(row(name, &raw.to_string(), &size.to_string(), ""));
    }

    let mut over = Vec::new();
    let mut compare = |what: &str, raw: &str, size: usize, most: usize| {
        report::note(row(what, raw, &size.to_string(), &format!("of {most}")));
        if size > most {
            over.push(format!("{what} has {size} bytes, {} more than its budget of {most}", size - most));
        }
    };
    compare("all code of a first visit", "", code, allowed(CODE));
    compare("and after the first answer", "", later, allowed(LATER_PART));
    compare("and for who imports", "", reader, allowed(READER));
    for (name, texts) in files.iter().filter(|(name, _)| name.ends_with(".ftl")) {
        compare(name, &texts.len().to_string(), compress::brotli_size(texts, cache)?, LANGUAGE);
    }
    if let Some((_, model)) = files.iter().find(|(name, _)| name.ends_with(".bin")) {
        let Prefix { shows, end } = search_part(model).context("the model's table of sections")?;
        let whole = compress::brotli_size(model, cache)?;
        let search = compress::brotli_size(&model[..end], cache)?;
        compare(&format!("the model, {shows} shows"), &model.len().to_string(), whole, shows * MODEL_PER_SHOW);
        compare("of it, what search needs", &end.to_string(), search, shows * SEARCH_PER_SHOW);
    }
    if over.is_empty() {
        return Ok(());
    }
    for (name, module) in named {
        let functions = functions::by_size(module)?;
        report::note(format!("{name}, bytes of code before compression"));
        culprits("crate", &functions::by_crate(&functions));
        culprits("function", &functions);
    }
    bail!("{}", over.join("; "))
}

/// Code is what a browser reads before the page answers, or when somebody imports.
fn is_code(name: &str) -> bool {
    let is_text = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    is_text && !LATER.contains(&name) || name == PAGE
}

fn culprits(kind: &str, weighed: &[Weighed]) {
    for (name, size) in weighed.iter().take(CULPRITS) {
        // A generic function's name can fill a screen.
        let short: String = name.chars().take(100).collect();
        report::note(format!("{size:>9}  {kind} {short}"));
    }
}

fn row(name: &str, raw: &str, size: &str, budget: &str) -> String {
    format!("{name:<52} {raw:>9} {size:>10} {budget}").trim_end().to_owned()
}

/// The beginning of a model that search needs.
#[derive(Debug, PartialEq)]
struct Prefix {
    shows: usize,
    end: usize,
}

/// Reads so much of the model's container as is needed here; `model-core/src/file.rs` describes it.
fn search_part(model: &[u8]) -> Result<Prefix> {
    let number = |at: usize| -> Option<usize> {
        usize::try_from(u64::from_le_bytes(model.get(at..at + 8)?.try_into().ok()?)).ok()
    };
    let count = model.get(12..16).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes) as usize;
    let section = |kind: &[u8; 4]| -> Result<std::ops::Range<usize>> {
        let entry = (0..count)
            .map(|entry| 32 + 32 * entry)
            .find(|&entry| model.get(entry..entry + 4) == Some(kind))
            .with_context(|| format!("there is no section {}", kind.escape_ascii()))?;
        let (Some(start), Some(length)) = (number(entry + 8), number(entry + 16)) else { bail!("it is cut short") };
        Ok(start..start + length)
    };
    let (titles, briefs) = (section(b"TITL")?, section(b"BRIF")?);
    let section = model.get(titles).context("it is cut short")?;
    // The section is a list, and postcard begins a list with its length: seven bits a byte, the low ones first.
    let mut shows = 0;
    for (at, byte) in section.iter().take(5).enumerate() {
        shows |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Ok(Prefix { shows, end: briefs.end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(titles: &[u8]) -> Vec<u8> {
        let mut model = vec![0; 12];
        model.extend(2u32.to_le_bytes());
        model.extend([0; 16]);
        for (kind, start, length) in [(b"TITL", 96, titles.len()), (b"BRIF", 96 + titles.len(), 3)] {
            model.extend(kind);
            model.extend([0; 4]);
            model.extend((start as u64).to_le_bytes());
            model.extend((length as u64).to_le_bytes());
            model.extend([0; 8]);
        }
        model.extend(titles);
        model.extend([7; 100]);
        model
    }

    #[test]
    fn the_part_for_search_is_found() -> Result<()> {
        // 300 = 0b10_0101100
        assert_eq!(search_part(&model(&[0xac, 2, 0, 0]))?, Prefix { shows: 300, end: 103 });
        assert!(search_part(b"<!doctype html>").is_err());
        assert!(search_part(&model(&[0xac, 2])[..97]).is_err());
        Ok(())
    }

    #[test]
    fn what_a_first_visit_fetches_counts() {
        for name in ["index.html", "app-0.js", "snippets/a/b.js", "app_bg-0.wasm", "page-0.css", "sw.js"] {
            assert!(is_code(name), "{name}");
        }
        for name in ["404.html", "model-0.bin", "icons/a.png", "favicon.svg", "screenshots/wide.jpg"] {
            assert!(!is_code(name), "{name}");
        }
    }

    #[test]
    fn a_budget_that_is_exceeded_is_named() -> Result<()> {
        let cache = tempfile::tempdir()?;
        let light = Files::from([("model-0.bin".to_owned(), model(&[1]))]);
        check(&light, &BTreeMap::new(), cache.path(), true)?;
        // No shows at all, so that every byte is one too many.
        let heavy = Files::from([("model-0.bin".to_owned(), model(&[0]))]);
        let error = check(&heavy, &BTreeMap::new(), cache.path(), true).expect_err("too heavy").to_string();
        assert!(error.contains("the model, 0 shows") && error.contains("what search needs"), "{error}");
        Ok(())
    }
}
