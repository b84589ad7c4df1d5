//! The page's module in two: what the first answer needs, and what is fetched after it.
//!
//! The app says by `#[wasm_split]` where it may be cut (app/src/bin/app.rs). wasm-split-cli finds, from the relocations
//! that the linker leaves, what only the second part reaches; wasm-bindgen then binds the first part alone. The script
//! that wasm-split-cli writes beside them fetches the second part. It is changed here in three places: it imports the
//! page's script, which imports it, and files that refer to each other cannot be named by their content; it knows no
//! hashes; and it stumbles where a host does not know the type of `.wasm`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use super::{Files, remove};
use crate::process;
use crate::tools::Tools;

/// The part that comes later, and the script that fetches it.
const LATER: &str = "later.wasm";
const SCRIPT: &str = "later.js";

/// How the tools name them.
const TOOLS_SCRIPT: &str = "__wasm_split.js";
const TOOLS_LATER: &str = "split_later.wasm";

/// What stands in for the missing hash until the part is finished.
const NO_HASH: &str = "sha384-";

/// Cuts the module that cargo made below `target` in two, and puts both parts and the scripts among the files.
pub(super) fn page(files: &mut Files, tools: &Tools, target: &Path) -> Result<()> {
    let folder = target.join("site/split");
    remove(&folder)?;
    let whole = target.join("wasm32-unknown-unknown/release/app.wasm");
    let parts = folder.join("parts");
    let mut cut = Command::new(&tools.wasm_split);
    process::capture(cut.arg(&whole).arg(&parts).args(["--out-name", "app"])).context("the module was not cut")?;
    let bound = folder.join("bound");
    let mut bind = Command::new(&tools.wasm_bindgen);
    bind.args(["--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript", "--out-name", "app"]);
    process::capture(bind.arg("--out-dir").arg(&bound).arg(parts.join("app.wasm")))
        .context("the page was not bound")?;

    let read = |path: std::path::PathBuf| fs::read(&path).with_context(|| format!("{} is missing", path.display()));
    let page = String::from_utf8(read(bound.join("app.js"))?).context("app.js is not UTF-8")?;
    // The module itself asks for the old name, and the script passes it on: only where it is loaded from changes.
    let page = once(&page, &format!("from \"./{TOOLS_SCRIPT}\""), &format!("from \"./{SCRIPT}\""))?;
    let script = String::from_utf8(read(parts.join(TOOLS_SCRIPT))?).context("the script is not UTF-8")?;
    files.insert("app.js".to_owned(), page.into_bytes());
    files.insert("app_bg.wasm".to_owned(), read(bound.join("app_bg.wasm"))?);
    files.insert(LATER.to_owned(), read(parts.join(TOOLS_LATER))?);
    let own = files.get(SCRIPT).with_context(|| format!("public/{SCRIPT} is missing"))?;
    let own = str::from_utf8(own).with_context(|| format!("public/{SCRIPT} is not UTF-8"))?;
    files.insert(SCRIPT.to_owned(), mended(own, &script)?.into_bytes());
    Ok(())
}

/// Our own script, with that of wasm-split-cli 0.2 in it.
fn mended(own: &str, script: &str) -> Result<String> {
    let own = once(own, NOTHING, CONNECT)?;
    let script = once(script, "import { initSync } from \"./app.js\";\n", &own)?;
    let script = once(
        &script,
        &format!("fetch(new URL(\"./{TOOLS_LATER}\", import.meta.url))"),
        &format!("whole({{ href: new URL(\"./{LATER}\", import.meta.url), integrity: \"{NO_HASH}\" }})"),
    )?;
    Ok(once(&script, "WebAssembly.instantiateStreaming(src, imports)", "instantiate(src, imports)")? + INSTANTIATE)
}

/// What stands in public/later.js for a page that is not cut.
const NOTHING: &str = "export const connect = () => styles();\n";

const CONNECT: &str = "let initSync;
/** The page's script refers to this one: so boot.js and worker.js, which know both, tell how to come by the module. */
export const connect = (module) => {
  initSync = module;
};
";

const INSTANTIATE: &str = "
const instantiate = async (source, imports) => {
  const [part] = await Promise.all([source.then((answer) => answer.arrayBuffer()), styles()]);
  return WebAssembly.instantiate(part, imports);
};
";

/// Writes the hash of the finished part into the script that fetches it.
pub(super) fn with_integrity(files: &mut Files) -> Result<()> {
    let (Some(later), Some(script)) = (files.get(LATER), files.get(SCRIPT)) else { return Ok(()) };
    let hash = format!("\"{NO_HASH}{}\"", STANDARD.encode(Sha384::digest(later)));
    let script = str::from_utf8(script).with_context(|| format!("{SCRIPT} is not UTF-8"))?;
    let script = once(script, &format!("\"{NO_HASH}\""), &hash)?;
    files.insert(SCRIPT.to_owned(), script.into_bytes());
    Ok(())
}

fn once(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => bail!("`{}` stands {count} times where it should stand once: the tools may have changed", old.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = include_str!("../../../public/later.js");

    #[test]
    fn the_script_needs_nothing_but_a_hash() -> Result<()> {
        let script = "import { initSync } from \"./app.js\";\n\nexport const load = makeLoad(() => {\n    \
                      const src = fetch(new URL(\"./split_later.wasm\", import.meta.url));\n    \
                      return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}, []);";
        let mut files = Files::from([
            (SCRIPT.to_owned(), mended(OWN, script)?.into_bytes()),
            // The SHA-384 of `abc`, from FIPS 180-4's examples.
            (LATER.to_owned(), b"abc".to_vec()),
        ]);
        with_integrity(&mut files)?;
        let text = str::from_utf8(&files[SCRIPT])?;
        assert!(!text.contains("import {") && !text.contains("Streaming"), "{text}");
        let hash = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert!(
            text.contains(&format!(
                "whole({{ href: new URL(\"./later.wasm\", import.meta.url), integrity: \"{hash}\" }})"
            )),
            "{text}"
        );
        Ok(())
    }

    #[test]
    fn a_script_of_another_make_is_refused() {
        let error = mended(OWN, "import * as main from \"./app.js\"").expect_err("another").to_string();
        assert!(error.contains("stands 0 times"), "{error}");
    }

    #[test]
    fn a_page_in_one_piece_stays_as_it_is() -> Result<()> {
        let mut files = Files::from([("app.js".to_owned(), Vec::new())]);
        with_integrity(&mut files)?;
        assert_eq!(files.len(), 1);
        Ok(())
    }
}
