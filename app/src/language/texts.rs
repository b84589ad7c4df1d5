//! A reader of the texts in `app/locales`. They are in the format of [Project Fluent](https://projectfluent.org), whose own
//! programs read all of it and are too heavy for a first visit. This reads what the files use:
//!
//! - messages, `close = Close`, of one line or of several, whose common indentation is not said;
//! - what is put in, `{ $title }`, other messages, `{ shows }`, and texts in quotation marks, `{ "\u00a0" }`;
//! - a choice by what is put in: by a word, or by the plural category of a number.
//!
//! ```text
//! shows = { $count ->
//!     [one] 1 show
//!    *[other] { $count } shows
//! }
//! ```
//!
//! It does not read terms, attributes, functions, numbers, choices by anything else, and braces right inside of braces: a
//! test holds the files to that. Others compare what is said with what Fluent's own programs say.
//!
//! At the start only the beginnings of the messages are found, in one pass. A message is read each time that it is said:
//! most are one piece of the file, which is borrowed. A file may be anything: nothing here panics, a message that cannot be
//! read is missing, and how much one message can hold is bounded ([`MOST`]).

use std::borrow::Cow;

use super::{Put, intl};

/// What stands in braces is said up to so many times in one text, messages in messages included; Fluent has the same
/// bound. So nothing that refers to itself goes on for ever, and nothing is nested deeper.
pub const MOST: u8 = 100;

/// How a language counts: what sets its plural categories of whole numbers apart from those of other languages here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plurals {
    language: &'static str,
    /// "one" is what begins with 0 or 1 (in CLDR: `i = 0,1`), and not 1 alone (`i = 1 and v = 0`, `n = 1`).
    zero_is_one: bool,
    /// "many" is whole millions (`e = 0 and i != 0 and i % 1000000 = 0 and v = 0`).
    many_millions: bool,
}

/// The cardinal rules of CLDR, release 48: `common/supplemental/plurals.xml` in <https://github.com/unicode-org/cldr>. What
/// they say of compact numbers (`1c6`) is left out, because none is written here. The first stands for other languages.
const PLURALS: [Plurals; 4] = [
    Plurals { language: "en", zero_is_one: false, many_millions: false },
    Plurals { language: "de", zero_is_one: false, many_millions: false },
    Plurals { language: "es", zero_is_one: false, many_millions: true },
    Plurals { language: "fr", zero_is_one: true, many_millions: true },
];

impl Plurals {
    fn of(language: &str) -> Self {
        let mut of = PLURALS[0];
        for plurals in PLURALS {
            if plurals.language == language {
                of = plurals;
            }
        }
        of
    }

    fn category(self, number: f64) -> &'static str {
        let number = number.abs();
        let whole = number as u64;
        if number == 1.0 || self.zero_is_one && whole < 2 {
            "one"
        } else if self.many_millions && whole > 0 && whole.is_multiple_of(1_000_000) && whole as f64 == number {
            "many"
        } else {
            "other"
        }
    }
}

/// Where messages with the same [`bucket`] are found. The files have fewer than 600 messages.
const BUCKETS: usize = 256;

/// A text's messages, by their names.
#[derive(Debug)]
pub struct Texts<'a> {
    plurals: Plurals,
    messages: Vec<Message<'a>>,
    /// The last message of each bucket, by its place in `messages`.
    last: [Option<u32>; BUCKETS],
}

#[derive(Debug)]
struct Message<'a> {
    name: &'a str,
    /// The text from its pattern on: where that ends, its reader finds out.
    rest: &'a str,
    /// The message before it in its bucket.
    before: Option<u32>,
}

/// Which bucket a name belongs to.
fn bucket(name: &str) -> usize {
    let mut sum = 0_u32;
    for byte in name.bytes() {
        sum = sum.wrapping_mul(31).wrapping_add(byte.into());
    }
    sum as usize % BUCKETS
}

impl<'a> Texts<'a> {
    /// Finds the messages of a text. Of two with the same name, the second counts.
    pub fn new(language: &str, text: &'a str) -> Self {
        let mut texts = Self { plurals: Plurals::of(language), messages: Vec::new(), last: [None; BUCKETS] };
        texts.add(text);
        texts
    }

    /// Finds the messages of another text in the same language.
    pub fn add(&mut self, text: &'a str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // At the start of a line. Only a message begins with a letter there: texts go on with a space before them.
            let end = name(bytes, at);
            let sign = spaces(bytes, end);
            if end > at
                && bytes.get(sign) == Some(&b'=')
                && let (Some(name), Some(rest)) = (text.get(at..end), text.get(sign + 1..))
            {
                let last = &mut self.last[bucket(name)];
                let before = last.replace(self.messages.len() as u32);
                self.messages.push(Message { name, rest, before });
            }
            at = sign;
            while let Some(byte) = bytes.get(at) {
                at += 1;
                if *byte == b'\n' {
                    break;
                }
            }
        }
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        let mut at = self.last[bucket(name)];
        loop {
            let message = self.messages.get(at? as usize)?;
            if message.name == name {
                return Some(message.rest);
            }
            at = message.before;
        }
    }

    /// A message with what is put into it: borrowed if it is of one piece. `None` when there is none, when it cannot be
    /// read, and when it needs what is not given.
    pub fn say(&self, name: &str, put: &[(&'static str, Put<'_>)]) -> Option<Cow<'a, str>> {
        let text = self.find(name)?;
        let pattern = Pattern::at(text.as_bytes(), 0)?;
        if pattern.is_plain {
            return text.get(pattern.from..pattern.to).map(Cow::Borrowed);
        }
        let mut saying = Saying { texts: self, put, said: String::new(), left: MOST };
        saying.pattern(text, pattern)?;
        Some(Cow::Owned(saying.said))
    }
}

/// The end of the spaces that begin here.
fn spaces(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// The end of the spaces and line ends that begin here.
fn blank(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\r' | b'\n') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The end of the name that begins here; the same place if none does.
fn name(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        let goes_on =
            byte.is_ascii_alphabetic() || at > start && (byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

/// Where the brace that is opened here is closed.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let (mut at, mut depth) = (open, 0_usize);
    loop {
        match bytes.get(at)? {
            b'{' => {
                depth += 1;
                // A text in quotation marks, which may hold braces, stands at the beginning. Elsewhere the marks are text.
                let quote = blank(bytes, at + 1);
                if bytes.get(quote) == Some(&b'"') {
                    at = quote + 1;
                    loop {
                        match bytes.get(at)? {
                            b'"' => break,
                            b'\\' => at += 2,
                            _ => at += 1,
                        }
                    }
                }
            }
            b'}' if depth == 1 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

/// Where a message's or a variant's text stands.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    /// Its first line, if it begins on the line of its name; else the start of the line on which it begins.
    from: usize,
    /// After the last of it that is not blank.
    to: usize,
    /// What ended it: the end of the text, or the first of a line that does not belong to it.
    end: usize,
    /// Whether `from` is the start of a line.
    is_below: bool,
    /// How far all of its lines are indented, but for the one that begins beside the name.
    indent: usize,
    /// Whether it is what stands from `from` to `to`, and nothing else.
    is_plain: bool,
}

impl Pattern {
    /// Finds its end, and how far it is indented. `None` if it is empty, or if a brace is not closed or not opened.
    fn at(bytes: &[u8], start: usize) -> Option<Self> {
        let mut from = spaces(bytes, start);
        let mut is_below = false;
        if let Some(b'\r' | b'\n') = bytes.get(from) {
            is_below = true;
            let first = blank(bytes, from);
            from = first;
            while from > start && bytes.get(from - 1) == Some(&b' ') {
                from -= 1;
            }
        }
        let (mut at, mut to, mut indent) = (from, from, usize::MAX);
        let (mut is_line, mut is_broken, mut is_plain) = (is_below, false, true);
        loop {
            if is_line {
                let line = at;
                at = spaces(bytes, line);
                match bytes.get(at) {
                    Some(b'\r' | b'\n') => {}
                    Some(b'{') => {
                        // As fluent-syntax reads it: an indented brace does not count, and what stands before it is not said.
                        if at == line {
                            indent = 0;
                        }
                    }
                    None | Some(b'.' | b'[' | b'*' | b'}') => break,
                    Some(_) if at == line => break,
                    Some(_) => indent = indent.min(at - line),
                }
            }
            let Some(byte) = bytes.get(at) else { break };
            is_line = *byte == b'\n';
            match byte {
                b' ' => {}
                b'\r' | b'\n' => is_broken = true,
                b'}' => return None,
                b'{' => {
                    at = closing(bytes, at)?;
                    to = at + 1;
                    is_plain = false;
                }
                _ => {
                    to = at + 1;
                    is_plain &= !is_broken;
                }
            }
            at += 1;
        }
        if is_plain && is_below {
            from = spaces(bytes, from);
        }
        (from < to).then_some(Self { from, to, end: at, is_below, indent, is_plain })
    }
}

/// A text while it is put together.
struct Saying<'t, 'a> {
    texts: &'t Texts<'a>,
    put: &'t [(&'static str, Put<'t>)],
    said: String,
    /// How many braces may still be opened.
    left: u8,
}

impl<'t> Saying<'t, '_> {
    /// A piece of a text as it is.
    fn piece(&mut self, text: &str, from: usize, to: usize) -> Option<()> {
        self.said.push_str(text.get(from..to)?);
        Some(())
    }

    fn pattern(&mut self, text: &str, pattern: Pattern) -> Option<()> {
        let bytes = text.as_bytes();
        // What stands from `from` to `at` is still to be said.
        let (mut from, mut at) = (pattern.from, pattern.from);
        let mut is_line = pattern.is_below;
        while at < pattern.to {
            if is_line {
                from = at;
                at = spaces(bytes, from);
                from = if bytes.get(at) == Some(&b'{') { at } else { at.min(from.saturating_add(pattern.indent)) };
            }
            let byte = bytes.get(at)?;
            is_line = *byte == b'\n';
            match byte {
                b'\n' => self.piece(text, from, at + 1)?,
                // Lines end with one character, however they end in the file.
                b'\r' => {
                    self.piece(text, from, at)?;
                    from = at + 1;
                }
                b'{' => {
                    self.piece(text, from, at)?;
                    let end = closing(bytes, at)?;
                    self.placeable(text.get(at + 1..end)?)?;
                    at = end;
                    from = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.piece(text, from, pattern.to)
    }

    /// What stands in braces.
    fn placeable(&mut self, inner: &str) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        let bytes = inner.as_bytes();
        let start = blank(bytes, 0);
        let end = match bytes.get(start)? {
            b'"' => self.quoted(inner, start + 1)?,
            b'$' => {
                let end = name(bytes, start + 1);
                let put = self.given(inner.get(start + 1..end)?)?;
                let arrow = blank(bytes, end);
                if bytes.get(arrow) == Some(&b'-') && bytes.get(arrow + 1) == Some(&b'>') {
                    return self.choice(inner, arrow + 2, put);
                }
                match put {
                    Put::Text(text) => self.said.push_str(text),
                    Put::Made(text) => self.said.push_str(text),
                    Put::Number(number) => self.said.push_str(&intl::number(*number)),
                }
                end
            }
            _ => {
                let end = name(bytes, start);
                let text = self.texts.find(inner.get(start..end)?)?;
                self.pattern(text, Pattern::at(text.as_bytes(), 0)?)?;
                end
            }
        };
        (blank(bytes, end) == bytes.len()).then_some(())
    }

    fn given(&self, name: &str) -> Option<&'t Put<'t>> {
        for (one, put) in self.put {
            if *one == name {
                return Some(put);
            }
        }
        None
    }

    /// The variant for what is put in, or else the one with the asterisk.
    fn choice(&mut self, inner: &str, mut at: usize, put: &Put<'_>) -> Option<()> {
        let word = match put {
            Put::Text(text) => text,
            Put::Made(text) => text.as_str(),
            Put::Number(number) => self.texts.plurals.category(*number),
        };
        let bytes = inner.as_bytes();
        let (mut fitting, mut other) = (None, None);
        loop {
            at = blank(bytes, at);
            let Some(first) = bytes.get(at) else { break };
            let is_other = *first == b'*';
            at += usize::from(is_other);
            if bytes.get(at) != Some(&b'[') {
                return None;
            }
            let start = blank(bytes, at + 1);
            let end = name(bytes, start);
            at = blank(bytes, end);
            if bytes.get(at) != Some(&b']') {
                return None;
            }
            let pattern = Pattern::at(bytes, at + 1)?;
            at = pattern.end;
            if is_other {
                other = Some(pattern);
            }
            if fitting.is_none() && inner.get(start..end) == Some(word) {
                fitting = Some(pattern);
            }
        }
        let other = other?;
        self.pattern(inner, fitting.unwrap_or(other))
    }

    /// A text in quotation marks, from the first of it on. Gives the place after the closing mark.
    fn quoted(&mut self, inner: &str, start: usize) -> Option<usize> {
        let bytes = inner.as_bytes();
        let (mut from, mut at) = (start, start);
        loop {
            match bytes.get(at)? {
                b'"' => {
                    self.piece(inner, from, at)?;
                    return Some(at + 1);
                }
                b'\\' => {
                    self.piece(inner, from, at)?;
                    from = at + 1;
                    at += 2;
                    let digits = match bytes.get(from)? {
                        b'"' | b'\\' => continue,
                        b'u' => 4,
                        b'U' => 6,
                        _ => return None,
                    };
                    let mut code = 0;
                    for digit in bytes.get(at..at + digits)? {
                        code = code * 16 + char::from(*digit).to_digit(16)?;
                    }
                    self.said.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    at += digits;
                    from = at;
                }
                _ => at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests;
