//! Headers for hosts that read them from a file in the site: Cloudflare Pages, Netlify, and our own server.
//!
//! The configurations in `deploy/` give the other hosts the same headers; a test compares them.

use anyhow::{Context, Result};

use super::page::Inline;
use super::{Files, PUBLISHED, is_hashed_name};

/// The file's name on those hosts.
pub(crate) const HEADERS: &str = "_headers";

/// The name of a file that is never another one says so.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What goes with every answer, besides the policy.
const PLAIN: [(&str, &str); 5] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// The text of the file `_headers`.
pub(super) fn headers(files: &Files) -> Result<String> {
    let mut text = String::from("/*\n");
    for (name, value) in for_all(files)? {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    // Hosts of this kind may keep what they are told nothing about for a while.
    text.push_str(&format!("/{PUBLISHED}\n  Cache-Control: no-cache\n"));
    for name in files.keys().filter(|name| is_hashed_name(name)) {
        text.push_str(&format!("/{name}\n  Cache-Control: {FOR_EVER}\n"));
    }
    Ok(text)
}

/// The headers that go with every answer. All pages share one policy: hosts set headers for folders, not for pages.
fn for_all(files: &Files) -> Result<Vec<(&'static str, String)>> {
    let mut inline = Inline::default();
    for (name, page) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = str::from_utf8(page).with_context(|| format!("{name} is not UTF-8"))?;
        inline = inline.and(Inline::of(page)?);
    }
    // Only a header can say this one.
    let policy = format!("{}; frame-ancestors 'none'", inline.policy());
    let plain = PLAIN.iter().map(|(name, value)| (*name, (*value).to_owned()));
    Ok([("Content-Security-Policy", policy)].into_iter().chain(plain).collect())
}

/// What the text of a file `_headers` says for all files, as lines of HTTP.
pub(crate) fn headers_for_all(text: &str) -> String {
    let mut lines = text.lines().skip_while(|line| *line != "/*").skip(1).take_while(|line| line.starts_with(' '));
    lines.by_ref().map(|line| format!("{}\r\n", line.trim())).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::site::{NOT_FOUND, PAGE, minify};

    #[test]
    fn hashed_files_are_kept_for_ever() -> Result<()> {
        let files = ["index.html", "app-0123456789abcdef.js"].map(|name| (name.to_owned(), Vec::new()));
        let text = headers(&files.into())?;
        assert!(text.starts_with("/*\n  Content-Security-Policy: default-src 'none'; "), "{text}");
        assert!(text.ends_with("\n/app-0123456789abcdef.js\n  Cache-Control: public, max-age=31536000, immutable\n"));
        let all = headers_for_all(&text);
        assert!(all.contains("\r\nX-Content-Type-Options: nosniff\r\n") && !all.contains("immutable"), "{all}");
        assert!(text.contains("\n/model.json\n  Cache-Control: no-cache\n"), "{text}");
        assert_eq!(headers_for_all(""), "");
        Ok(())
    }

    /// What the configurations of other hosts say must be what this file says.
    #[test]
    fn all_hosts_get_the_same_headers() -> Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut files = Files::new();
        let read = |path: &str| fs::read_to_string(root.join(path)).with_context(|| format!("{path} cannot be read"));
        // As trunk puts them into the page.
        let page =
            [("css", "style"), ("js", "script")].into_iter().try_fold(read(PAGE)?, |page, (ending, element)| {
                let path = format!("app/shell/shell.{ending}");
                let link = format!("<link data-trunk rel=\"inline\" href=\"{path}\">");
                assert!(page.contains(&link), "{PAGE} has no {link}");
                anyhow::Ok(page.replace(&link, &format!("<{element}>{}</{element}>", read(&path)?)))
            })?;
        files.insert(PAGE.to_owned(), minify::squeezed(&page).into_bytes());
        files.insert(NOT_FOUND.to_owned(), read("public/404.html")?.into_bytes());
        for example in ["nginx.conf", "Caddyfile", "cloudfront.json"] {
            let text = fs::read_to_string(root.join("deploy").join(example))?;
            for (name, value) in for_all(&files)? {
                // CloudFront has fields of its own for some, and for this one only a switch.
                if example.ends_with(".json") && name == "X-Content-Type-Options" {
                    assert!(text.contains("\"ContentTypeOptions\""), "deploy/{example} misses {name}");
                    continue;
                }
                let field = name.replace('-', "");
                assert!(text.contains(name) || text.contains(&field), "deploy/{example} misses {name}");
                assert!(text.contains(&value), "deploy/{example} needs this {name}: {value}");
            }
        }
        Ok(())
    }
}
