//! Addresses within the page. The site runs under any path of any static host, so they live behind the `#`.

use crate::messages::ShowLine;

/// Where one is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Route {
    /// The list.
    #[default]
    Home,
    /// About the model.
    About,
    /// One list for several people.
    Together,
    /// Contributing ratings; leads home where the site has no collector.
    Contribute,
    /// Everything that the person said.
    Library,
    /// Reading the files of other services.
    Import,
    /// The person's taste as a link.
    Share,
    /// The taste in a link.
    With(String),
    /// The map, and the show that is chosen on it; empty: none.
    Map(String),
    /// A show's details, over what was there before.
    Show(String),
}

impl Route {
    /// Reads what follows the `#`, with or without it. What is not known leads home.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        match path.split_once('/') {
            None if path == "about" => Route::About,
            None if path == "together" => Route::Together,
            None if path == "contribute" => Route::Contribute,
            None if path == "library" => Route::Library,
            None if path == "import" => Route::Import,
            None if path == "share" => Route::Share,
            None if path == "map" => Route::Map(String::new()),
            Some(("map", id)) => Route::Map(decode(id)),
            // Files were shared to the app: `page::handed`.
            Some(("import", "shared")) => Route::Import,
            Some(("with", code)) => Route::With(code.to_owned()),
            Some(("show", id)) if !id.is_empty() => Route::Show(decode(id)),
            _ => Route::Home,
        }
    }

    /// The address, with the `#`.
    pub fn href(&self) -> String {
        match self {
            Route::Home => "#/".to_owned(),
            Route::About => "#/about".to_owned(),
            Route::Together => "#/together".to_owned(),
            Route::Contribute => "#/contribute".to_owned(),
            Route::Library => "#/library".to_owned(),
            Route::Import => "#/import".to_owned(),
            Route::Share => "#/share".to_owned(),
            Route::With(code) => format!("#/with/{code}"),
            Route::Map(id) if id.is_empty() => "#/map".to_owned(),
            Route::Map(id) => "#/map/".to_owned() + &encode(id),
            Route::Show(id) => show(id),
        }
    }
}

/// The address of a show.
pub fn show(id: &str) -> String {
    "#/show/".to_owned() + &encode(id)
}

/// Where an encyclopedia is searched for a show.
pub fn wikipedia(show: &ShowLine) -> String {
    let year = show.year.map(|year| format!(" {year}")).unwrap_or_default();
    format!(
        "https://en.wikipedia.org/w/index.php?search={}",
        encode(&format!("{}{year} television series", show.title))
    )
}

/// Percent-encoding of all that is not unreserved.
fn encode(text: &str) -> String {
    let mut href = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => href.push(byte as char),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                href.push('%');
                href.push(DIGITS[usize::from(byte >> 4)] as char);
                href.push(DIGITS[usize::from(byte & 15)] as char);
            }
        }
    }
    href
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back() {
        for route in [
            Route::Home,
            Route::About,
            Route::Together,
            Route::Contribute,
            Route::Library,
            Route::Import,
            Route::Share,
            Route::With("AQNBbm4-_".into()),
            Route::Map(String::new()),
            Route::Map("the wire/1".into()),
            Route::Show("the-wire".into()),
            Route::Show("進撃/の 100%".into()),
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn what_is_looked_for_elsewhere_cannot_leave_the_query() {
        let show = ShowLine { title: "Q&A #1".into(), year: Some(1999), ..ShowLine::default() };
        assert_eq!(
            wikipedia(&show),
            "https://en.wikipedia.org/w/index.php?search=Q%26A%20%231%201999%20television%20series"
        );
    }

    #[test]
    fn what_is_not_known_leads_home() {
        for hash in ["", "#", "#/show/", "#/nowhere", "#about/x"] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
        assert_eq!(Route::parse("#/show/100%"), Route::Show("100%".into()));
        assert_eq!(Route::parse("#/import/shared"), Route::Import);
    }
}
