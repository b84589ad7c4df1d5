//! The page, styles and scripts without what only people read, and the styles in two files instead of eight.
//!
//! esbuild does it for files, where there is Node.js. It saves about 2 % of the page's code, so its absence must not stop a
//! build. What stands in the page itself has its hash in the configurations of hosts (`deploy/`), so it must be the same with
//! esbuild and without: [`squeezed`] does little, and always the same.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Files, PAGE, page};
use crate::process;
use crate::tools::Program;

/// How style sheets are linked, those of the first part and those of what comes later (public/later.js); the name of what becomes of them.
const STYLES: [(&str, &str); 2] = [("stylesheet", "style.css"), ("later", "later.css")];

/// Puts the style sheets of each part into one, in the page's order.
pub(super) fn join_styles(files: &mut Files) -> Result<()> {
    STYLES.iter().try_for_each(|(relation, joined)| join(files, relation, joined))
}

fn join(files: &mut Files, relation: &str, file: &str) -> Result<()> {
    let Some(html) = files.get(PAGE) else { return Ok(()) };
    let html = str::from_utf8(html).with_context(|| format!("{PAGE} is not UTF-8"))?;
    let mut page = String::with_capacity(html.len());
    let mut style = Vec::new();
    let mut joined = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<link") {
        let end = page::end_of_tag(rest, start)?;
        let tag = &rest[start..end];
        let name = page::attribute(tag, "href").map(|href| href.strip_prefix("./").unwrap_or(href).to_owned());
        let content =
            name.as_ref().filter(|_| page::attribute(tag, "rel") == Some(relation)).and_then(|name| files.get(name));
        match (name, content) {
            (Some(name), Some(content)) => {
                page.push_str(&rest[..start]);
                if joined.is_empty() {
                    page.push_str(&format!("<link rel=\"{relation}\" href=\"./{file}\">"));
                }
                style.extend_from_slice(content);
                style.push(b'\n');
                joined.push(name);
            }
            _ => page.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    page.push_str(rest);
    if !joined.is_empty() {
        for name in joined {
            files.remove(&name);
        }
        files.insert(PAGE.to_owned(), page.into_bytes());
        files.insert(file.to_owned(), style);
    }
    Ok(())
}

/// Takes out of the page what only people read.
pub(super) fn page(files: &mut Files) -> Result<()> {
    let Some(html) = files.get(PAGE) else { return Ok(()) };
    let html = str::from_utf8(html).with_context(|| format!("{PAGE} is not UTF-8"))?;
    let squeezed = squeezed(html);
    files.insert(PAGE.to_owned(), squeezed.into_bytes());
    Ok(())
}

/// A page without indentation, empty lines, and comments that begin with a line: its own, and those of styles and scripts.
pub(super) fn squeezed(html: &str) -> String {
    // So that the first line of a style or script is a line.
    let html = INLINE.iter().fold(html.to_owned(), |html, tag| html.replace(tag, &format!("{tag}\n")));
    let mut page = String::with_capacity(html.len());
    let mut until = None;
    for line in html.lines().map(str::trim) {
        until = until.or_else(|| COMMENTS.iter().find(|(start, _)| line.starts_with(start)).map(|(_, end)| *end));
        match until {
            Some(end) if line.ends_with(end) => until = None,
            Some(_) => {}
            None if line.is_empty() => {}
            None => {
                page.push_str(line);
                page.push('\n');
            }
        }
    }
    page
}

/// How trunk begins what it puts into the page.
const INLINE: [&str; 2] = ["<style>", "<script>"];

/// How comments begin and end. One of a single line ends with the line, whatever stands there.
const COMMENTS: [(&str, &str); 3] = [("<!--", "-->"), ("/*", "*/"), ("//", "")];

/// Minifies every style and script; `folder` is for esbuild's input and output.
pub(super) fn all(files: &mut Files, esbuild: Option<&Program>, folder: &Path) -> Result<()> {
    let Some(esbuild) = esbuild else { return Ok(()) };
    super::remove(folder)?;
    let (input, output) = (folder.join("input"), folder.join("output"));
    let texts: Files =
        files.iter().filter(|(name, _)| is_text(name)).map(|(name, text)| (name.clone(), text.clone())).collect();
    super::write(&texts, &input)?;
    let mut command = esbuild.command();
    command.current_dir(&input).args(["--minify", "--log-level=warning", "--outbase=."]);
    command.arg(format!("--outdir={}", output.display())).args(texts.keys());
    process::capture(&mut command)?;
    for name in texts.into_keys() {
        let text = fs::read(output.join(&name)).with_context(|| format!("esbuild left no {name}"))?;
        files.insert(name, text);
    }
    Ok(())
}

fn is_text(name: &str) -> bool {
    name.ends_with(".css") || name.ends_with(".js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_people_read_goes() {
        let html = "<!doctype html>\n  <!-- one\n  two -->\n<style>/* three */\n\n  p {\n    color: red; /* four */\n  }\n</style>\n\
                    <script>// five\nfetch(\"https://a.example\");\n  /* six\n */\n</script>\n";
        let page = "<!doctype html>\n<style>\np {\ncolor: red; /* four */\n}\n</style>\n\
                    <script>\nfetch(\"https://a.example\");\n</script>\n";
        assert_eq!(squeezed(html), page);
        assert_eq!(squeezed(page), page);
    }

    #[test]
    fn styles_become_one_in_their_order() -> Result<()> {
        let html = "<head><link rel=\"icon\" href=\"a.svg\"><link rel=\"stylesheet\" href=\"./b.css\"/>\n\
                    <link rel=\"later\" href=\"./c.css\"><link rel=\"stylesheet\" href=\"./a.css\"/></head>";
        let mut files = Files::from([
            (PAGE.to_owned(), html.into()),
            ("a.css".to_owned(), "a {}".into()),
            ("b.css".to_owned(), "b {}".into()),
            ("c.css".to_owned(), "c {}".into()),
        ]);
        join_styles(&mut files)?;
        let page = "<head><link rel=\"icon\" href=\"a.svg\"><link rel=\"stylesheet\" href=\"./style.css\">\n\
                    <link rel=\"later\" href=\"./later.css\"></head>";
        let expected = Files::from([
            (PAGE.to_owned(), page.into()),
            ("style.css".to_owned(), "b {}\na {}\n".into()),
            ("later.css".to_owned(), "c {}\n".into()),
        ]);
        assert_eq!(files, expected);
        Ok(())
    }
}
