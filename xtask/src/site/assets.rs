//! Names by content.
//!
//! A file whose name holds the hash of its content may be kept for ever by browsers and hosts, and a page can never
//! meet a script of another version. A file's hash covers the references in it, so what it refers to is named first.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::{Files, compress};
use crate::stamp;

/// 64 bits: enough against accident, and nothing here defends against intent (the service worker checks all 256).
const HASH_DIGITS: usize = 16;

/// Code, styles, texts and the model. Pages, icons and the manifest keep the names that others know them by.
const RENAMED: [&str; 5] = ["js", "wasm", "css", "ftl", "bin"];

/// Files in which references are looked for.
const TEXTS: [&str; 4] = ["html", "js", "css", "webmanifest"];

/// Renames by content and mends every reference.
///
/// A reference is a file's relative path in quotes, with or without `./`: so they stand in what trunk, wasm-bindgen
/// and a person write.
pub(super) fn name_by_content(files: Files) -> Result<Files> {
    let mut naming = Naming { old: &files, new: BTreeMap::new(), open: Vec::new() };
    for path in files.keys() {
        naming.finish(path)?;
    }
    Ok(naming.new.into_values().collect())
}

/// Is this one of the names that [`name_by_content`] gives, or of a compressed form beside it?
pub(crate) fn is_hashed_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = compress::without_coding(name);
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    RENAMED.contains(&ending)
        && hash.len() == HASH_DIGITS
        && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

struct Naming<'a> {
    old: &'a Files,
    /// Old path to new path and content.
    new: BTreeMap<String, (String, Vec<u8>)>,
    /// The files whose references are being followed.
    open: Vec<String>,
}

impl Naming<'_> {
    /// The final name of a file.
    fn finish(&mut self, path: &str) -> Result<String> {
        if let Some((name, _)) = self.new.get(path) {
            return Ok(name.clone());
        }
        if self.open.iter().any(|open| open == path) {
            bail!("{} refer to each other in a circle, so none of them can be named by its content", {
                self.open.join(", ")
            });
        }
        self.open.push(path.to_owned());
        let mut content = self.old[path].clone();
        if TEXTS.contains(&ending(path))
            && let Ok(text) = str::from_utf8(&content)
        {
            content = self.mend(path, text)?.into_bytes();
        }
        self.open.pop();

        let name = if RENAMED.contains(&ending(path)) && !is_hashed_name(path) {
            let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
            format!("{stem}-{}.{ending}", &stamp::hex(&content)[..HASH_DIGITS])
        } else {
            path.to_owned()
        };
        self.new.insert(path.to_owned(), (name.clone(), content));
        Ok(name)
    }

    /// A text with the new names in it.
    fn mend(&mut self, path: &str, text: &str) -> Result<String> {
        let mut text = text.to_owned();
        for target in self.old.keys() {
            if target == path || !RENAMED.contains(&ending(target)) {
                continue;
            }
            let short = relative(path, target);
            let forms = [short.clone(), format!("./{short}")];
            if forms.iter().any(|form| is_quoted(&text, form)) {
                let new = relative(path, &self.finish(target)?);
                for (old, new) in forms.iter().zip([new.clone(), format!("./{new}")]) {
                    for quote in QUOTES {
                        text = text.replace(&format!("{quote}{old}{quote}"), &format!("{quote}{new}{quote}"));
                    }
                }
            }
        }
        Ok(text)
    }
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

fn is_quoted(text: &str, name: &str) -> bool {
    QUOTES.iter().any(|quote| text.contains(&format!("{quote}{name}{quote}")))
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// How `to` is written in the file `from`.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let shared = folder.iter().zip(&target[..target.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; folder.len() - shared];
    parts.extend(&target[shared..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(list: &[(&str, &str)]) -> Result<BTreeMap<String, String>> {
        let files = list.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect();
        let named = name_by_content(files)?;
        named.into_iter().map(|(name, content)| Ok((name, String::from_utf8(content)?))).collect()
    }

    fn starting<'a>(files: &'a BTreeMap<String, String>, start: &str) -> (&'a str, &'a str) {
        let (name, content) = files.iter().find(|(name, _)| name.starts_with(start)).expect(start);
        (name, content)
    }

    const SITE: [(&str, &str); 7] = [
        (
            "index.html",
            r#"<link href="style.css"><script>import('./app.js')</script><meta content="worker_loader.js">"#,
        ),
        ("app.js", r#"import { a } from './snippets/x/inline0.js'; new URL('app_bg.wasm', import.meta.url);"#),
        ("app_bg.wasm", "one"),
        ("snippets/x/inline0.js", "export const a = 1; // app_bg.wasm without quotes"),
        ("worker_loader.js", r#"import init from './worker.js';"#),
        ("worker.js", "export default 1"),
        ("style.css", "p { color: red }"),
    ];

    #[test]
    fn references_follow_the_names() -> Result<()> {
        let files = named(&SITE)?;
        let html = &files["index.html"];
        for start in ["style-", "app-", "worker_loader-"] {
            let (name, _) = starting(&files, start);
            assert!(is_hashed_name(name), "{name}");
            assert!(html.contains(name), "{html}");
        }
        let (_, app) = starting(&files, "app-");
        let (snippet, text) = starting(&files, "snippets/x/inline0-");
        assert!(app.contains(&format!("'./{snippet}'")), "{app}");
        assert!(text.contains("app_bg.wasm without"), "only what is quoted is a reference");
        assert!(app.contains(starting(&files, "app_bg-").0), "{app}");
        assert!(starting(&files, "worker_loader-").1.contains(starting(&files, "worker-").0));
        Ok(())
    }

    #[test]
    fn a_change_changes_the_names_of_all_that_refer_to_it() -> Result<()> {
        let before = named(&SITE)?;
        let mut site = SITE;
        site[2].1 = "two";
        let after = named(&site)?;
        for start in ["app_bg-", "app-"] {
            assert_ne!(starting(&before, start).0, starting(&after, start).0, "{start}");
        }
        for start in ["worker-", "worker_loader-", "style-", "snippets/x/inline0-"] {
            assert_eq!(starting(&before, start).0, starting(&after, start).0, "{start}");
        }
        Ok(())
    }

    #[test]
    fn pictures_keep_the_names_that_the_manifest_has() -> Result<()> {
        let manifest = r#"{ "screenshots": [{ "src": "screenshots/wide.jpg" }] }"#;
        let files = named(&[("manifest.webmanifest", manifest), ("screenshots/wide.jpg", "x")])?;
        assert_eq!(files["manifest.webmanifest"], manifest);
        assert!(files.contains_key("screenshots/wide.jpg"), "{files:?}");
        Ok(())
    }

    /// `trainer publish` names models for a site that is built already: alike (`trainer/src/publish.rs` has this test too).
    #[test]
    fn the_model_is_called_as_the_trainer_calls_it() -> Result<()> {
        let files = named(&[("model.bin", "abc")])?;
        assert!(files.contains_key("model-ba7816bf8f01cfea.bin"), "{files:?}");
        Ok(())
    }

    #[test]
    fn circles_are_refused() {
        let error = named(&[("a.js", "import './b.js'"), ("b.js", "import './a.js'")]).expect_err("a circle");
        assert!(error.to_string().contains("a.js, b.js"), "{error}");
    }

    #[test]
    fn relative_paths() {
        for (from, to, path) in [
            ("index.html", "app.js", "app.js"),
            ("snippets/x/a.js", "app.js", "../../app.js"),
            ("snippets/x/a.js", "snippets/y/b.js", "../y/b.js"),
            ("snippets/x/a.js", "snippets/x/b.js", "b.js"),
            ("index.html", "snippets/x/a.js", "snippets/x/a.js"),
        ] {
            assert_eq!(relative(from, to), path);
        }
    }

    #[test]
    fn hashed_names_are_known() {
        assert!(is_hashed_name("model-0123456789abcdef.bin"));
        assert!(is_hashed_name("a/app_bg-0123456789abcdef.wasm"));
        for name in
            ["sw.js", "index.html", "app-0123456789abcde.js", "app-0123456789ABCDEF.js", "x-0123456789abcdef.png"]
        {
            assert!(!is_hashed_name(name), "{name}");
        }
    }
}
