//! Puts the English texts into the program without what only translators read: comments are a sixth of the file, and every
//! first visit would fetch them. And tells the linker what it must know where xtask cuts the page's module in two.

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
    let said: Vec<&str> = texts.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&folder).join("en.ftl"), said.join("\n"))
}
