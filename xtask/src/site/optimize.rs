//! wasm-opt over the modules. It saves about 3 % after compression, so its absence must not stop a build.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Files;
use crate::tools::WasmOpt;
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

/// Optimizes every module; the results are kept in `cache` by the content they were made from.
pub(super) fn all(files: &mut Files, wasm_opt: Option<&WasmOpt>, cache: &Path) -> Result<()> {
    let Some(wasm_opt) = wasm_opt else { return Ok(()) };
    fs::create_dir_all(cache).with_context(|| format!("{} cannot be made", cache.display()))?;
    for (name, module) in files.iter_mut().filter(|(name, _)| name.ends_with(".wasm")) {
        let key = stamp::hex(&[module.as_slice(), wasm_opt.version.as_bytes(), FEATURES.concat().as_bytes()].concat());
        let out = cache.join(format!("{key}.wasm"));
        if !out.is_file() {
            let input = cache.join("input.wasm");
            let fresh = cache.join("output.wasm");
            fs::write(&input, &*module).with_context(|| format!("{} cannot be written", input.display()))?;
            let mut command = wasm_opt.command();
            command.args(FEATURES).arg("-Oz").arg("-o").arg(&fresh).arg(&input);
            process::capture(&mut command).with_context(|| format!("wasm-opt could not read {name}"))?;
            fs::rename(&fresh, &out).with_context(|| format!("wasm-opt left no {}", fresh.display()))?;
        }
        let before = module.len();
        *module = fs::read(&out).with_context(|| format!("{} cannot be read", out.display()))?;
        report::note(format!("{name}: {} kB, {} before wasm-opt", module.len() / 1000, before / 1000));
    }
    Ok(())
}
