//! Puts the English texts into the program without what only translators read: comments are a sixth of the file, and every
//! first visit would fetch them.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let file = "locales/en.ftl";
    println!("cargo::rerun-if-changed={file}");
    let texts = fs::read_to_string(file)?;
    let said: Vec<&str> = texts.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&folder).join("en.ftl"), said.join("\n"))
}
