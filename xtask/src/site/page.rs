//! What a page may load and run, said in the page itself, since not every static host lets its users set headers:
//! the Content-Security-Policy, the hashes of what it refers to, and the collector that it may send to.

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::Files;
use crate::endpoint::Endpoint;

/// The page with the hash of each style sheet, script and module that it names: a browser runs no others.
///
/// A worker has no place for its hash, nor has what a worker imports; the service worker checks those.
pub(super) fn with_integrity(html: &str, files: &Files) -> Result<String> {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        page.push_str(before);
        if from.starts_with("<!--") {
            let end = from.find("-->").map_or(from.len(), |at| at + "-->".len());
            page.push_str(&from[..end]);
            rest = &from[end..];
            continue;
        }
        let is_tag = |name: &str| from.get(1..=name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if !is_tag("link") && !is_tag("script") {
            page.push('<');
            rest = &from[1..];
            continue;
        }
        let end = end_of_tag(from, 0)?;
        let tag = &from[..end];
        let loads = is_tag("script") || LOADING.iter().any(|rel| tag.contains(&format!("rel=\"{rel}\"")));
        let address = attribute(tag, "src").or_else(|| attribute(tag, "href"));
        let file = address.and_then(|address| files.get(address.strip_prefix("./").unwrap_or(address)));
        match file {
            Some(file) if loads && attribute(tag, "integrity").is_none() => {
                let hash = STANDARD.encode(Sha384::digest(file));
                page.push_str(&tag[..tag.len() - 1]);
                page.push_str(&format!(" integrity=\"sha384-{hash}\""));
                if tag.contains("rel=\"program\"") {
                    // Nobody else can tell how much of it has arrived, once it is compressed.
                    page.push_str(&format!(" data-bytes=\"{}\"", file.len()));
                }
                page.push('>');
            }
            _ => page.push_str(tag),
        }
        rest = &from[end..];
    }
    page.push_str(rest);
    Ok(page)
}

/// The links that load something which runs, styles or is read. `program`, `ahead`, `texts` and `later` are
/// our own: public/boot.js and public/later.js.
const LOADING: [&str; 7] = ["stylesheet", "modulepreload", "preload", "program", "ahead", "texts", "later"];

/// What a page needs to be allowed: its inline scripts and styles, each allowed by its hash, so the page's text must not change after this.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Inline {
    scripts: Vec<String>,
    styles: Vec<String>,
    /// The origins of the collectors, from the pages' own words: the policy cannot say another.
    collectors: Vec<String>,
}

impl Inline {
    pub(super) fn of(html: &str) -> Result<Self> {
        if html.contains('\r') {
            bail!("the page has carriage returns: browsers drop them before they hash an inline script");
        }
        let hashes = |element| -> Result<Vec<String>> {
            let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
            Ok(inline(html, element)?.into_iter().map(hash).collect())
        };
        let mut collectors = Vec::new();
        if let Some(start) = html.find(CONTRIBUTE) {
            let tag = &html[start..end_of_tag(html, start)?];
            let endpoint: Endpoint = attribute(tag, "content").unwrap_or_default().parse()?;
            collectors.push(endpoint.origin().to_owned());
        }
        Ok(Self { scripts: hashes("script")?, styles: hashes("style")?, collectors })
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.scripts.extend(other.scripts);
        self.styles.extend(other.styles);
        self.collectors.extend(other.collectors);
        self
    }

    /// The Content-Security-Policy. `default-src 'none'`: what is not named is not loaded.
    pub(super) fn policy(&self) -> String {
        let with = |start: &str, hashes: &[String]| [&[start.to_owned()], hashes].concat().join(" ");
        [
            "default-src 'none'",
            &with("script-src 'self' 'wasm-unsafe-eval'", &self.scripts),
            &with("style-src 'self'", &self.styles),
            &with("connect-src 'self'", &self.collectors),
            "worker-src 'self'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            // Text never becomes markup or script, except for three addresses: public/boot.js.
            "require-trusted-types-for 'script'",
            "trusted-types default",
        ]
        .join("; ")
    }
}

const CONTRIBUTE: &str = "<meta name=\"contribute\"";
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// The page with the address of the collector to which it contributes, or without any.
pub(super) fn with_endpoint(html: &str, contribute: Option<&Endpoint>) -> Result<String> {
    let html = without(html, CONTRIBUTE)?;
    match contribute {
        Some(endpoint) => in_head(&html, &format!("{CONTRIBUTE} content=\"{endpoint}\">")),
        None => Ok(html),
    }
}

/// The page with its policy.
pub(super) fn with_policy(html: &str) -> Result<String> {
    let html = without(html, POLICY)?;
    let policy = Inline::of(&html)?.policy();
    in_head(&html, &format!("{POLICY} content=\"{policy}\">"))
}

/// The page without the element that [`in_head`] has put there before.
fn without(html: &str, tag: &str) -> Result<String> {
    let Some(start) = html.find(&format!("\n{tag}")) else { return Ok(html.to_owned()) };
    let end = end_of_tag(html, start + 1)?;
    Ok(format!("{}{}", &html[..start], &html[end..]))
}

fn in_head(html: &str, meta: &str) -> Result<String> {
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

/// The text of every element of a kind (`script`, `style`) that stands in the page itself.
fn inline<'a>(html: &'a str, element: &str) -> Result<Vec<&'a str>> {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut texts = Vec::new();
    let mut at = 0;
    loop {
        let rest = &html[at..];
        match (rest.find("<!--"), find(rest, &open)) {
            (Some(comment), Some(tag)) if comment < tag => {
                let Some(length) = rest[comment..].find("-->") else { break };
                at += comment + length;
            }
            (_, Some(tag)) => {
                let content = end_of_tag(html, at + tag)?;
                let Some(length) = find(&html[content..], &close) else {
                    bail!("a {element} in the page does not end");
                };
                if attribute(&html[at + tag..content], "src").is_none() {
                    texts.push(&html[content..content + length]);
                }
                at = content + length;
            }
            _ => break,
        }
    }
    Ok(texts)
}

/// The value of an attribute that is written `name="value"` or `name='value'`.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    ['"', '\''].into_iter().find_map(|quote| {
        let (before, value) = tag.split_once(&format!("{name}={quote}"))?;
        before.ends_with(|before: char| before.is_ascii_whitespace()).then(|| value.split(quote).next())?
    })
}

/// Where an ASCII text begins, whatever its case.
fn find(html: &str, text: &str) -> Option<usize> {
    html.as_bytes().windows(text.len()).position(|window| window.eq_ignore_ascii_case(text.as_bytes()))
}

/// The place after the `>` of the tag that begins at `start`.
pub(super) fn end_of_tag(html: &str, start: usize) -> Result<usize> {
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
                    <script src='x.js'></script><script data-x=\"a > b\"\nnomodule>two</script><style>p {}</style>";
        assert_eq!(inline(html, "script")?, ["a < b", "two"]);
        assert_eq!(inline(html, "style")?, ["p {}"]);
        assert!(inline("<script>for ever", "script").is_err());
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

    #[test]
    fn what_the_page_loads_has_its_hash() -> Result<()> {
        let files = Files::from([("a.js".to_owned(), b"abc".to_vec()), ("a.png".to_owned(), Vec::new())]);
        // The SHA-384 of `abc`, from FIPS 180-4's examples.
        let hash = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        for (html, expected) in [
            ("<script src=\"./a.js\"></script>", format!("<script src=\"./a.js\" integrity=\"{hash}\"></script>")),
            ("<link rel=\"preload\" href='a.js'>", format!("<link rel=\"preload\" href='a.js' integrity=\"{hash}\">")),
            (
                "<link rel=\"program\" href=\"./a.js\">",
                format!("<link rel=\"program\" href=\"./a.js\" integrity=\"{hash}\" data-bytes=\"3\">"),
            ),
        ] {
            assert_eq!(with_integrity(html, &files)?, expected);
        }
        for html in [
            "<link rel=\"icon\" href=\"a.png\"> 1 < 2",
            "<!-- <script src=\"a.js\"></script> --><p>",
            "<script src=\"b.js\"></script>",
            "<script>\"a.js\"</script>",
        ] {
            assert_eq!(with_integrity(html, &files)?, html);
        }
        Ok(())
    }
}
