//! The service worker's text: `sw.js` beside this file, with the lists of the site's files put in.

use super::{Files, HEADERS, NOT_FOUND, PUBLISHED, SERVICE_WORKER, compress};
use crate::stamp;

const TEMPLATE: &str = include_str!("sw.js");

/// Only people with a connection meet these, or none at all.
const ONLINE_ONLY: [&str; 5] = ["robots.txt", SERVICE_WORKER, NOT_FOUND, HEADERS, PUBLISHED];

/// The pictures that a browser shows before it installs the site.
const SCREENSHOTS: &str = "screenshots/";

/// A service worker that keeps these files.
///
/// Its text differs when, and only when, a file differs: that is how browsers learn of a new version.
pub(super) fn service_worker(files: &Files) -> String {
    let is_kept =
        |name: &str| !ONLINE_ONLY.contains(&name) && !name.starts_with(SCREENSHOTS) && !compress::is_form(name);
    let kept = files.iter().filter(|(name, _)| is_kept(name));
    let (model, shell): (Vec<_>, Vec<_>) = kept.partition(|(name, _)| name.ends_with(".bin"));
    let (later, shell): (Vec<_>, Vec<_>) = shell.into_iter().partition(|(name, _)| super::is_reader(name));
    let (shell, later, model) = (list(&shell), list(&later), list(&model));
    TEMPLATE
        .replace("app-version", &version(&format!("{shell}{later}")))
        .replace("model-version", &version(&model))
        .replace("[/* the app's files */]", &shell)
        .replace("[/* the files for later */]", &later)
        .replace("[/* the model's files */]", &model)
}

/// A JavaScript array of `[path, SHA-256]`.
fn list(files: &[(&String, &Vec<u8>)]) -> String {
    let mut text = String::from("[\n");
    for (name, content) in files {
        text.push_str(&format!("    [{}, \"{}\"],\n", quoted(name), stamp::hex(content)));
    }
    text.push_str("  ]");
    text
}

fn version(list: &str) -> String {
    stamp::hex(list.as_bytes())[..16].to_owned()
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            character if character.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(character))),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
    }

    #[test]
    fn app_and_model_are_listed_apart() {
        let text = service_worker(&files(&[
            ("index.html", "abc"),
            ("model-1.bin", ""),
            ("reader-1.js", "abc"),
            ("robots.txt", "x"),
            ("model.json", "x"),
            ("screenshots/wide.jpg", "x"),
        ]));
        let (app, model) = text.split_once("const MODEL").expect("two lists");
        let (app, later) = app.split_once("  later: ").expect("a list for later");
        assert!(later.contains("\"reader-1.js\"") && !app.contains("reader-1.js"));
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(app.contains(&format!("[\"index.html\", \"{digest}\"]")), "{app}");
        assert!(model.contains("\"model-1.bin\"") && !app.contains("model-1.bin"));
        assert!(!text.contains("[\"model.json") && !text.contains("robots.txt") && !text.contains("wide.jpg"));
        assert!(!text.contains("/* the") && !text.contains("-version"));
    }

    #[test]
    fn the_text_changes_with_a_file() {
        let one = service_worker(&files(&[("index.html", "1")]));
        assert_eq!(one, service_worker(&files(&[("index.html", "1")])));
        assert_ne!(one, service_worker(&files(&[("index.html", "2")])));
    }

    #[test]
    fn odd_names_stay_text() {
        assert_eq!(quoted("a\"b\\c\n"), r#""a\"b\\c\u000a""#);
    }
}
