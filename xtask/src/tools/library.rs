//! The standard library, compiled anew for the site.
//!
//! The one that comes with Rust formats a message for each panic before the program ends. A page can show none: it ends
//! either way. Compiled with `panic=immediate-abort`, the library and all code that could panic say nothing, and modules are
//! a tenth smaller. The compiler is the same; these flags alone are not stable yet, which `RUSTC_BOOTSTRAP` allows (so does
//! the Linux kernel). Whatever is missing for it, the site is built with the library as it comes, and is heavier.

use std::path::Path;
use std::process::Command;

use super::{rustup, sysroot};
use crate::process::{capture, find};
use crate::report;

/// For the compiler. Nobody reads where in a file a panic came from.
const FLAGS: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

/// For cargo and the compiler.
const VARIABLES: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What a build of the site needs besides.
pub(crate) struct Library {
    pub(crate) flags: &'static [&'static str],
    pub(crate) variables: &'static [(&'static str, &'static str)],
}

/// The library for the site; none where it cannot be compiled here.
pub(super) fn library() -> Option<Library> {
    if !understands() {
        report::note("this compiler does not know the flags for a smaller standard library");
        return None;
    }
    let is_here =
        || sysroot().is_ok_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/Cargo.lock").is_file());
    if !is_here()
        && find("rustup").is_some()
        && let Err(error) = rustup(&["component", "add", "rust-src"])
    {
        report::note(format!("without the source of the standard library: {error:#}"));
    }
    is_here().then_some(Library { flags: &FLAGS, variables: &VARIABLES })
}

/// Unstable flags may change with any version.
fn understands() -> bool {
    let mut ask = Command::new("rustc");
    ask.args(["--print", "cfg", "--target", "wasm32-unknown-unknown"]).args(FLAGS).env("RUSTC_BOOTSTRAP", "1");
    capture(&mut ask).is_ok()
}
