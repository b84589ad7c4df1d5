//! What makes a WebAssembly module heavy: its functions by size, and the crates that they come from.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// A function or a crate, and the bytes of its code before compression.
pub(super) type Weighed = (String, usize);

/// The functions of a module that still has its names, the heaviest first. A function without a name is called by its
/// number.
pub(super) fn by_size(module: &[u8]) -> Result<Vec<Weighed>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("this is no WebAssembly module")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().len()),
            _ => {}
        }
    }
    let names = names(module)?;
    let named =
        |(index, size): (u32, usize)| (names.get(&index).cloned().unwrap_or_else(|| format!("function {index}")), size);
    let mut functions: Vec<Weighed> = (imported..).zip(bodies).map(named).collect();
    sort(&mut functions);
    Ok(functions)
}

/// The names of a module's functions, by their numbers.
pub(super) fn names(module: &[u8]) -> Result<HashMap<u32, String>> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CustomSection(section) = payload.context("this is no WebAssembly module")?
            && let KnownCustom::Name(subsections) = section.as_known()
        {
            for subsection in subsections {
                if let Name::Function(map) = subsection? {
                    for naming in map {
                        let naming = naming?;
                        // wasm-bindgen does not demangle a module that was cut.
                        names.insert(naming.index, rustc_demangle::demangle(naming.name).to_string());
                    }
                }
            }
        }
    }
    Ok(names)
}

/// The crates, the heaviest first.
pub(super) fn by_crate(functions: &[Weighed]) -> Vec<Weighed> {
    let mut crates = BTreeMap::<&str, usize>::new();
    for (name, size) in functions {
        *crates.entry(crate_of(name)).or_default() += size;
    }
    let mut crates: Vec<Weighed> = crates.into_iter().map(|(name, size)| (name.to_owned(), size)).collect();
    sort(&mut crates);
    crates
}

fn sort(weighed: &mut [Weighed]) {
    weighed.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}

/// The crate that a demangled name begins with. A generic function counts for the crate that it stands in:
/// `<alloc[5bfd…]::vec::Vec<app[88a1…]::Show> as core[1f0c…]::clone::Clone>::clone` is of alloc.
fn crate_of(name: &str) -> &str {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let Some(colons) = name.find("::") else { return "not Rust, or without a name" };
    // Rust's newer names have the hash of the crate behind it.
    let end = name[..colons].strip_suffix(']').and_then(|before| before.rfind('[')).unwrap_or(colons);
    let start = name.as_bytes()[..end].iter().rposition(|&byte| !is_word(byte)).map_or(0, |at| at + 1);
    match &name[start..end] {
        "" => "not Rust, or without a name",
        word => word,
    }
}

/// The module without the section that holds the names.
pub(super) fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut bare = module.to_vec();
    // From the end, so that the places before stay right.
    let mut cuts = Vec::new();
    let mut end_of_last = HEADER;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("this is no WebAssembly module")?;
        let Some((_, range)) = payload.as_section() else { continue };
        let end = usize::try_from(range.end)?;
        if let Payload::CustomSection(section) = &payload
            && section.name() == "name"
        {
            cuts.push(end_of_last..end);
        }
        end_of_last = end;
    }
    for cut in cuts.into_iter().rev() {
        bare.drain(cut);
    }
    Ok(bare)
}

/// Magic and version.
const HEADER: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// One imported function; two of its own, of which the second has a name and one byte more.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x07\x01\x01a\x01b\0\0\
        \x03\x03\x02\0\0\
        \x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b\
        \0\x15\x04name\x01\x0e\x01\x02\x0bapp::f::big\
        \0\x05\x03abc\x2a";

    #[test]
    fn functions_are_weighed_with_their_names() -> Result<()> {
        assert_eq!(by_size(MODULE)?, [("app::f::big".to_owned(), 3), ("function 1".to_owned(), 2)]);
        Ok(())
    }

    #[test]
    fn names_go_and_all_else_stays() -> Result<()> {
        let bare = without_names(MODULE)?;
        assert_eq!(bare.len(), MODULE.len() - 23);
        assert!(bare.ends_with(b"\x05\x03abc\x2a"));
        assert_eq!(by_size(&bare)?[0].0, "function 2");
        assert_eq!(without_names(&bare)?, bare);
        assert!(without_names(b"<!doctype html>").is_err());
        Ok(())
    }

    #[test]
    fn a_name_tells_its_crate() {
        for (name, expected) in [
            ("app::view::start", "app"),
            ("app[d01db0a873313486]::view::start", "app"),
            ("<alloc[5b]::vec::Vec<app[88]::Show> as core[1f]::clone::Clone>::clone", "alloc"),
            ("<alloc::vec::Vec<T> as core::clone::Clone>::clone", "alloc"),
            ("<&mut core::fmt::Formatter as a::b>::c", "core"),
            ("core::ptr::drop_in_place<app::X>", "core"),
            ("__wbindgen_malloc", "not Rust, or without a name"),
        ] {
            assert_eq!(crate_of(name), expected);
        }
    }
}
