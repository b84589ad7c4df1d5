//! wasm-opt over the modules. It saves about 3 % after compression, so its absence must not stop a build.
//!
//! Modules arrive with the names of their functions, and leave without: names are for [`super::functions`], which says
//! what makes a module heavy.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Files, functions};
use crate::tools::Program;
use crate::{process, report, stamp};

/// Stripped modules do not say which features they use, so the optimizer must be told.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// `-g` keeps the names. What is called in one place only is left where it is: that takes more bytes as they are, and fewer as they
/// travel, and a browser need not compile all of a large function for a part of it.
const OPTIONS: [&str; 3] = ["-Oz", "-g", "--one-caller-inline-max-function-size=0"];

/// Optimizes every module and takes the names out; returns the modules as they were with the names in.
///
/// The results are kept in `cache` by the content they were made from.
pub(super) fn all(files: &mut Files, wasm_opt: Option<&Program>, cache: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut named = BTreeMap::new();
    for (name, module) in files.iter_mut().filter(|(name, _)| name.ends_with(".wasm")) {
        if let Some(wasm_opt) = wasm_opt {
            let before = module.len();
            *module = optimized(module, wasm_opt, cache).with_context(|| format!("{name} was not optimized"))?;
            report::note(format!("{name}: {} kB with names, {} before wasm-opt", module.len() / 1000, before / 1000));
        }
        let bare = functions::without_names(module).with_context(|| format!("{name} is no module"))?;
        named.insert(name.clone(), std::mem::replace(module, bare));
    }
    Ok(named)
}

fn optimized(module: &[u8], wasm_opt: &Program, cache: &Path) -> Result<Vec<u8>> {
    fs::create_dir_all(cache).with_context(|| format!("{} cannot be made", cache.display()))?;
    let how = [FEATURES.concat(), OPTIONS.concat(), wasm_opt.version.clone()].concat();
    let out = cache.join(format!("{}.wasm", stamp::hex(&[module, how.as_bytes()].concat())));
    if !out.is_file() {
        let input = cache.join("input.wasm");
        let fresh = cache.join("output.wasm");
        fs::write(&input, module).with_context(|| format!("{} cannot be written", input.display()))?;
        let mut command = wasm_opt.command();
        command.args(FEATURES).args(OPTIONS).arg("-o").arg(&fresh).arg(&input);
        process::capture(&mut command)?;
        fs::rename(&fresh, &out).with_context(|| format!("wasm-opt left no {}", fresh.display()))?;
    }
    fs::read(&out).with_context(|| format!("{} cannot be read", out.display()))
}
