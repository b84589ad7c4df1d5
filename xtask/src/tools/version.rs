//! Version numbers in other people's texts.

/// The first word that looks like a version: `trunk 0.21.14`, `wasm-opt version 132 (version_132)`, `v20.1.0`.
pub(super) fn in_text(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// The version in a line `name v1.2.3:` of `cargo install --list`.
pub(super) fn in_list(list: &str, name: &str) -> Option<String> {
    list.lines().find_map(|line| {
        let (found, version) = line.split_once(" v")?;
        (found == name).then(|| version.split([':', ' ']).next().unwrap_or(version).to_owned())
    })
}

/// The version in a line `name = "=1.2.3"` or `name = { version = "=1.2.3", … }`.
pub(super) fn exact_requirement(manifest: &str, name: &str) -> Option<String> {
    manifest.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        let (_, rest) = value.split_once("\"=")?;
        let (version, _) = rest.split_once('"')?;
        (key.trim() == name).then(|| version.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found() {
        for (text, version) in [
            ("trunk 0.21.14", Some("0.21.14")),
            ("wasm-bindgen 0.2.129", Some("0.2.129")),
            ("wasm-opt version 132 (version_132)", Some("132")),
            ("v20.20.2", Some("20.20.2")),
            ("command not found", None),
        ] {
            assert_eq!(in_text(text).as_deref(), version, "{text}");
        }
    }

    #[test]
    fn what_cargo_installed_is_found() {
        let list = "trunk v0.21.14:\n    trunk\nx v0.2.3 (/a/folder):\n    x";
        assert_eq!(in_list(list, "trunk").as_deref(), Some("0.21.14"));
        assert_eq!(in_list(list, "x").as_deref(), Some("0.2.3"));
        assert_eq!(in_list(list, "tru"), None);
    }

    #[test]
    fn the_exact_requirement_is_read() {
        let manifest =
            "wasm-bindgen-test = \"=9\"\nwasm-bindgen = \"=0.2.129\"\njs-sys = { version = \"=0.3\" }\na = \"1\"";
        assert_eq!(exact_requirement(manifest, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(exact_requirement(manifest, "js-sys").as_deref(), Some("0.3"));
        assert_eq!(exact_requirement(manifest, "a"), None, "not exact");
    }
}
