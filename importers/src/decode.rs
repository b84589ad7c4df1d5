//! Bytes to text: byte-order marks, UTF-16, and what spreadsheets wrote before UTF-8.
//!
//! The tables of `encoding_rs` for every encoding there is would be several times the rest of the module. What occurs in
//! these files is UTF-8, UTF-16 and Windows-1252, and the last needs a table of 32 letters.

use std::borrow::Cow;
use std::io::{self, Read};

/// Text of UTF-8 bytes, or of Windows-1252 (a superset of Latin-1) when they are not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect::<String>().into(),
    }
}

fn windows_1252(byte: u8) -> char {
    /// The letters of 0x80 to 0x9f; the five places without one stay control characters.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// How the bytes of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As they are, or after a mark of so many bytes.
    Bytes { mark: usize },
    /// Two bytes a unit.
    Utf16 { big_endian: bool },
}

impl Encoding {
    /// What the first bytes of a file tell. Without a mark, UTF-16 is told by the zero bytes of its Latin letters.
    pub(crate) fn of(head: &[u8]) -> Encoding {
        match head {
            [0xef, 0xbb, 0xbf, ..] => Encoding::Bytes { mark: 3 },
            [0xff, 0xfe, ..] | [1..=0x7f, 0, 1..=0x7f, 0, ..] => Encoding::Utf16 { big_endian: false },
            [0xfe, 0xff, ..] | [0, 1..=0x7f, 0, 1..=0x7f, ..] => Encoding::Utf16 { big_endian: true },
            _ => Encoding::Bytes { mark: 0 },
        }
    }
}

/// The beginning of a file as text, for recognizing it.
pub(crate) fn beginning(head: &[u8]) -> String {
    let mut bytes = Vec::new();
    let mut input = head;
    let mut reader = Utf8::new(&mut input, Encoding::of(head));
    // Reading from memory does not fail.
    let _ = reader.read_to_end(&mut bytes);
    // A letter that is cut at the end must not turn the whole text into Latin-1.
    if let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    text(&bytes).into_owned()
}

/// Any file as bytes without a mark; UTF-16 as UTF-8.
pub(crate) struct Utf8<'r> {
    input: &'r mut dyn Read,
    encoding: Encoding,
    /// Bytes of the mark that are still to be passed over.
    mark: usize,
    units: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    /// The first half of a letter whose second half is not read yet.
    half: Option<u16>,
}

impl<'r> Utf8<'r> {
    pub(crate) fn new(input: &'r mut dyn Read, encoding: Encoding) -> Utf8<'r> {
        let mark = match encoding {
            Encoding::Bytes { mark } => mark,
            Encoding::Utf16 { .. } => 0,
        };
        Utf8 { input, encoding, mark, units: Vec::new(), out: Vec::new(), at: 0, half: None }
    }

    fn fill(&mut self, big_endian: bool) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        let mut chunk = [0; 1 << 13];
        while self.out.is_empty() {
            let read = self.input.read(&mut chunk)?;
            self.units.extend_from_slice(&chunk[..read]);
            let whole = self.units.len() & !1;
            let units = self.units[..whole].chunks_exact(2).map(|pair| match big_endian {
                true => u16::from_be_bytes([pair[0], pair[1]]),
                false => u16::from_le_bytes([pair[0], pair[1]]),
            });
            let mut units: Vec<u16> = self.half.take().into_iter().chain(units).collect();
            if read > 0 {
                self.half = units.pop_if(|last| (0xd800..0xdc00).contains(last));
            }
            let mut buffer = [0; 4];
            for letter in char::decode_utf16(units) {
                let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
                if letter != '\u{feff}' {
                    self.out.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
                }
            }
            self.units.drain(..whole);
            if read == 0 {
                break;
            }
        }
        Ok(())
    }
}

impl Read for Utf8<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.encoding {
            Encoding::Bytes { .. } => {
                while self.mark > 0 {
                    let mut mark = [0; 3];
                    match self.input.read(&mut mark[..self.mark.min(3)])? {
                        0 => break,
                        read => self.mark -= read,
                    }
                }
                self.input.read(buffer)
            }
            Encoding::Utf16 { big_endian } => {
                if self.at == self.out.len() {
                    self.fill(big_endian)?;
                }
                let count = buffer.len().min(self.out.len() - self.at);
                buffer[..count].copy_from_slice(&self.out[self.at..self.at + count]);
                self.at += count;
                Ok(count)
            }
        }
    }
}

/// Bytes that are UTF-8 for certain, for readers that refuse anything else: what is not is read as Windows-1252. (In
/// tables [`text`] does that, value by value.)
pub(crate) struct Repaired<'r> {
    input: &'r mut dyn Read,
    /// Bytes that may be the beginning of a letter.
    begun: Vec<u8>,
    out: Vec<u8>,
    at: usize,
}

impl<'r> Repaired<'r> {
    pub(crate) fn new(input: &'r mut dyn Read) -> Repaired<'r> {
        Repaired { input, begun: Vec::new(), out: Vec::new(), at: 0 }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() {
            let mut chunk = [0; 1 << 13];
            let read = self.input.read(&mut chunk)?;
            self.begun.extend_from_slice(&chunk[..read]);
            let bytes = std::mem::take(&mut self.begun);
            // The last one to three bytes may be the beginning of a letter.
            let is_begun = |tail: &[u8]| {
                std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none() && error.valid_up_to() == 0)
            };
            let starts = (1..=bytes.len().min(3)).map(|count| bytes.len() - count);
            let cut = starts.filter(|start| read > 0 && is_begun(&bytes[*start..])).min().unwrap_or(bytes.len());
            let (whole, begun) = bytes.split_at(cut);
            self.begun = begun.to_vec();
            let mut buffer = [0; 4];
            for part in whole.utf8_chunks() {
                self.out.extend_from_slice(part.valid().as_bytes());
                for byte in part.invalid() {
                    self.out.extend_from_slice(windows_1252(*byte).encode_utf8(&mut buffer).as_bytes());
                }
            }
            if read == 0 {
                break;
            }
        }
        Ok(())
    }
}

impl Read for Repaired<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.fill()?;
        }
        let count = buffer.len().min(self.out.len() - self.at);
        buffer[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_utf_8_is_windows_1252() {
        assert_eq!(text(b"\xc9lite \x96 caf\xe9"), "Élite – café");
        assert_eq!(text("Élite".as_bytes()), "Élite");
        let mut out = String::new();
        Repaired::new(&mut &b"\xc9lite, \xc3\x89lite"[..]).read_to_string(&mut out).expect("text");
        assert_eq!(out, "Élite, Élite");
    }

    /// Gives one byte at a time, as a slow source may.
    struct Drip<'b>(&'b [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = buffer.len().min(1);
            self.0.read(&mut buffer[..count])
        }
    }

    proptest! {
        #[test]
        fn every_encoding_gives_the_same_text(text in "[a-z]{2}\\PC{0,40}") {
            prop_assume!(!text.contains('\u{feff}'));
            let units: Vec<u16> = text.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in [
                text.as_bytes().to_vec(),
                [b"\xef\xbb\xbf", text.as_bytes()].concat(),
                [&b"\xff\xfe"[..], &little].concat(),
                [&b"\xfe\xff"[..], &big].concat(),
                little,
                big,
            ] {
                let mut out = String::new();
                Repaired::new(&mut Utf8::new(&mut Drip(&bytes), Encoding::of(&bytes))).read_to_string(&mut out).expect("text");
                prop_assert_eq!(&out, &text);
            }
        }
    }
}
