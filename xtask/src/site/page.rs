//! The page's Content-Security-Policy: what the page may load and run, said in the page itself, since not every
//! static host lets its users set headers.

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page with its policy. Each inline script is allowed by its hash, so the page's text must not change after this.
pub(super) fn with_policy(html: &str) -> Result<String> {
    if html.contains('\r') {
        bail!("the page has carriage returns: browsers drop them before they hash an inline script");
    }
    let policy = policy(&inline_scripts(html)?);
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    // The character set stays first (it must be within the first 1024 bytes); the policy holds for what follows it.
    let at = match find(html, "<meta charset") {
        Some(start) => end_of_tag(html, start)?,
        None => match find(html, "<head") {
            Some(start) => end_of_tag(html, start)?,
            None => bail!("the page has no head, so its security policy has no place"),
        },
    };
    let (before, after) = html.split_at(at);
    Ok(format!("{before}\n{meta}{after}"))
}

fn policy(inline_scripts: &[&str]) -> String {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts {
        scripts.push_str(&format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
    }
    [
        "default-src 'none'",
        &format!("script-src {scripts}"),
        "style-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
    ]
    .join("; ")
}

/// The text of every script that stands in the page itself.
fn inline_scripts(html: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut at = 0;
    while let Some(next) = find_tag(&html[at..]) {
        match next {
            Tag::Comment(start) => {
                let Some(length) = html[at + start..].find("-->") else { break };
                at += start + length;
            }
            Tag::Script(start) => {
                let content = end_of_tag(html, at + start)?;
                let Some(length) = find(&html[content..], "</script") else {
                    bail!("a script in the page does not end");
                };
                let has_address = html[at + start..content]
                    .split_ascii_whitespace()
                    .any(|word| word.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("src=")));
                if !has_address {
                    scripts.push(&html[content..content + length]);
                }
                at = content + length;
            }
        }
    }
    Ok(scripts)
}

enum Tag {
    Comment(usize),
    Script(usize),
}

fn find_tag(html: &str) -> Option<Tag> {
    match (html.find("<!--"), find(html, "<script")) {
        (Some(comment), Some(script)) if comment < script => Some(Tag::Comment(comment)),
        (_, Some(script)) => Some(Tag::Script(script)),
        _ => None,
    }
}

/// Where an ASCII text begins, whatever its case.
fn find(html: &str, text: &str) -> Option<usize> {
    html.as_bytes().windows(text.len()).position(|window| window.eq_ignore_ascii_case(text.as_bytes()))
}

/// The place after the `>` of the tag that begins at `start`.
fn end_of_tag(html: &str, start: usize) -> Result<usize> {
    let mut quote = None;
    for (at, character) in html[start..].char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, '>') => return Ok(start + at + 1),
            _ => {}
        }
    }
    bail!("a tag in the page does not end: {}", html[start..].lines().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_found() -> Result<()> {
        let html = "<!-- <script>not this</script> --><SCRIPT type=module>a < b</SCRIPT>\
                    <script src='x.js'></script><script data-x=\"a > b\"\nnomodule>two</script>";
        assert_eq!(inline_scripts(html)?, ["a < b", "two"]);
        assert!(inline_scripts("<script>for ever").is_err());
        Ok(())
    }

    #[test]
    fn the_policy_allows_them_by_hash() -> Result<()> {
        // From the specification's example: the hash of `alert('Hello, world.');`.
        let html = "<html><head><meta charset=\"utf-8\"><script>alert('Hello, world.');</script></head></html>";
        let page = with_policy(html)?;
        assert!(page.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{page}");
        assert!(page.starts_with("<html><head><meta charset=\"utf-8\">\n<meta http-equiv="), "{page}");
        assert!(!page.contains("'unsafe-inline'") && !page.contains("'unsafe-eval'"));
        Ok(())
    }

    #[test]
    fn a_page_without_a_head_is_refused() {
        assert!(with_policy("<p>").is_err());
        assert!(with_policy("<head>\r\n</head>").is_err());
    }
}
