//! From the address in a request to a file's name, and never out of the folder.

/// What an address stands for.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    /// A relative path with forward slashes; nothing in it leads upwards.
    File(String),
    /// The address misses a slash at its end.
    Redirect(String),
    Nothing,
}

/// `prefix` begins and ends with a slash.
pub(super) fn find(target: &str, prefix: &str) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(below) = path.strip_prefix(prefix) else {
        let misses_slash = !path.is_empty() && prefix.strip_suffix('/') == Some(path);
        return if misses_slash { Answer::Redirect(prefix.to_owned()) } else { Answer::Nothing };
    };
    let Some(below) = decoded(below) else { return Answer::Nothing };
    let mut safe = Vec::new();
    let mut segments = below.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        if segment.is_empty() && is_last {
            safe.push("index.html");
        } else if is_plain(segment) {
            safe.push(segment);
        } else {
            return Answer::Nothing;
        }
    }
    Answer::File(safe.join("/"))
}

/// A file's own name: nothing hidden, no way upwards, no drive, no other system's separator.
fn is_plain(segment: &str) -> bool {
    !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', ':', '\0'])
}

/// Percent-decoded, if that makes sense and makes text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Answer {
        Answer::File(path.to_owned())
    }

    #[test]
    fn addresses_become_files() {
        assert_eq!(find("/", "/"), file("index.html"));
        assert_eq!(find("/icons/a%20b.png?v=2#x", "/"), file("icons/a b.png"));
        assert_eq!(find("/tv/shows/show/", "/tv/shows/"), file("show/index.html"));
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for target in [
            "/../Cargo.toml",
            "/a/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/a/..%5c..%5cCargo.toml",
            "/c:/secret",
            "//etc/passwd",
            "/%00",
            "/%zz",
            "/%ff",
            "/.git/config",
            "http://elsewhere/",
            "",
        ] {
            assert_eq!(find(target, "/"), Answer::Nothing, "{target}");
        }
    }

    #[test]
    fn a_prefix_is_a_border() {
        assert_eq!(find("/tv", "/tv/"), Answer::Redirect("/tv/".to_owned()));
        assert_eq!(find("/", "/tv/"), Answer::Nothing);
        assert_eq!(find("/tvs/", "/tv/"), Answer::Nothing);
    }
}
