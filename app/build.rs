//! Puts the English texts into the program, in two parts, without what only translators read: comments are a sixth of the file, and
//! every first visit would fetch them. And tells the linker what it must know where xtask cuts the page's module in two.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rustc-check-cfg=cfg(split)");
    if env::var_os("CARGO_CFG_SPLIT").is_some() {
        // Who calls whom: what is cut must be known.
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }

    let file = "locales/en.ftl";
    println!("cargo::rerun-if-changed={file}");
    let texts = fs::read_to_string(file)?;
    // A comment on what follows it as a whole: what follows is for the second part of the page. xtask/src/site/texts.rs sees to it
    // that the first part does not say it.
    let parts = texts.split_once("\n### ").ok_or_else(|| io::Error::other(format!("{file} has no line with ###")))?;
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    for (name, part) in [("en-first.ftl", parts.0), ("en-later.ftl", parts.1.split_once('\n').unwrap_or_default().1)] {
        let said: Vec<&str> = part.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        fs::write(Path::new(&folder).join(name), said.join("\n"))?;
    }
    Ok(())
}
