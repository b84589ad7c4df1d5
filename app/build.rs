//! What the linker must be told where xtask cuts the page's module in two.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-check-cfg=cfg(split)");
    if std::env::var_os("CARGO_CFG_SPLIT").is_some() {
        // Who calls whom: what is cut must be known.
        println!("cargo:rustc-link-arg-bin=app=--emit-relocs");
    }
}
