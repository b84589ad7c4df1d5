//! Which English texts the page's first part says.
//!
//! `app/locales/en.ftl` has them in two parts, as the module: app/build.rs cuts it where a comment begins with `###`. A text that
//! the first part needs before the second is here must stand above. Who says a text names it, and a name is a constant: what
//! is named nowhere in the first part's data is not said there. The opposite is not certain, since a name may be a part of
//! another word: then the text stands above, too, which costs a few bytes.

use anyhow::{Context, Result, bail};
use wasmparser::{Parser, Payload};

/// Begins the comment above what only the second part says.
const LATER: &str = "\n### ";

/// Fails when the module of the first part holds the name of a text of the second.
pub(super) fn check(english: &str, module: &[u8]) -> Result<()> {
    let (first, later) =
        english.split_once(LATER).with_context(|| format!("en.ftl has no line with `{}`", LATER.trim()))?;
    // The texts themselves, as app/build.rs puts them into the program, are full of words.
    let said: Vec<&str> = first.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let said = said.join("\n");
    let mut data = data(module)?;
    let at = position(&data, said.as_bytes()).context("the page's first part does not hold the English texts")?;
    data.splice(at..at + said.len(), [0]);
    let named: Vec<&str> = names(later).filter(|name| position(&data, name.as_bytes()).is_some()).collect();
    if !named.is_empty() {
        bail!(
            "the first part of the page may say {}: in app/locales/en.ftl that must stand above the line with `###`",
            named.join(", ")
        );
    }
    Ok(())
}

/// The names of the messages of a file.
fn names(texts: &str) -> impl Iterator<Item = &str> {
    let lines = texts.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" =")).map(|(name, _)| name)
}

/// What a module puts into its memory.
fn data(module: &[u8]) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::DataSection(section) = payload.context("this is no WebAssembly module")? {
            for data in section {
                all.extend(data?.data);
                // What stands at the end of one piece and at the beginning of another is no word.
                all.push(0);
            }
        }
    }
    Ok(all)
}

fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len().max(1)).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ConstExpr, DataSection, MemorySection, MemoryType, Module};

    use super::*;

    const ENGLISH: &str = "# English.\nclose = Close\nshows = { $count ->\n    [one] 1 show\n   *[other] { $count } shows\n}\n\n\
                           ### Later\n\n# The map.\nmap = Map\nlicence = Licence\n";

    fn module(data: &str) -> Vec<u8> {
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut section = DataSection::new();
        section.active(0, &ConstExpr::i32_const(8), data.bytes());
        let mut module = Module::new();
        module.section(&memories).section(&section);
        module.finish()
    }

    #[test]
    fn a_name_of_a_later_text_is_found_among_the_data() {
        let said = "close = Close\nshows = { $count ->\n    [one] 1 show\n   *[other] { $count } shows\n}";
        assert!(check(ENGLISH, &module(&format!("closeshows{said}div"))).is_ok());
        let error = check(ENGLISH, &module(&format!("close{said}mapdiv"))).expect_err("map").to_string();
        assert!(error.contains("may say map:"), "{error}");
        let error = check(ENGLISH, &module("close")).expect_err("no texts").to_string();
        assert!(error.contains("does not hold"), "{error}");
        assert!(check("close = Close\n", &module("")).is_err());
    }
}
