//! The container: magic, version, a table of sections, a checksum for each.
//!
//! ```text
//! offset  bytes  what
//!      0      8  magic, 89 'C' 'I' 'H' 'A' 'S' 0D 0A (a file mangled as text is recognized at once)
//!      8      2  major version: a reader refuses any other
//!     10      2  minor version: sections or fields were added that older readers may skip
//!     12      4  number of sections, n
//!     16      8  length of the whole file
//!     24      8  XXH64 of bytes 0..24 and of the table
//!     32   32·n  the table: kind (4 ASCII bytes), zero (4), offset (8), length (8), XXH64 of the section (8)
//!      …         the sections, each at a multiple of 16, zeros between them
//! ```
//!
//! All numbers are little-endian. Sections stand in the order in which a page needs them, so that a prefix of the file
//! is useful: [`Sections::read`] takes what has arrived so far and [`Sections::get`] gives a section once it is whole.
//!
//! A section of an unknown kind is skipped. Every offset and length is checked before it is believed. Opening does not
//! compute the sections' checksums ([`Sections::verify`] does): bytes that were verified once need not be again.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};
use xxhash_rust::xxh64::xxh64;

use crate::error::{OpenError, SectionName};

/// The first eight bytes of every model file.
pub const MAGIC: [u8; 8] = *b"\x89CIHAS\r\n";

/// The format's major version. It changes when files of the old version can no longer be read: the way out is then to
/// train the model again, or to use the program that wrote it.
pub const MAJOR: u16 = 1;

/// The format's minor version. It changes when something was added that an older reader can ignore.
pub const MINOR: u16 = 2;

const HEADER: usize = 32;
const ENTRY: usize = 32;
const ALIGN: usize = 16;
/// More sections than this are not believed: the format knows six.
const MAX_SECTIONS: u32 = 256;

/// The kinds of section, by the four bytes that name them in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SectionKind(pub [u8; 4]);

impl SectionKind {
    /// The model card: what it was trained on, when, and how good it is ([`crate::card::Card`]).
    pub const CARD: SectionKind = SectionKind(*b"CARD");
    /// What search needs: ids, titles, years ([`crate::catalogue::Title`]).
    pub const TITLES: SectionKind = SectionKind(*b"TITL");
    /// What a line of search shows beside the title ([`crate::preview`]); since minor version 2, and not in every file.
    pub const BRIEFS: SectionKind = SectionKind(*b"BRIF");
    /// The weights of the model ([`crate::weights`]).
    pub const WEIGHTS: SectionKind = SectionKind(*b"WGHT");
    /// Everything else that is known of the shows ([`crate::catalogue::Facts`]).
    pub const FACTS: SectionKind = SectionKind(*b"FACT");
    /// Where each show is on the map ([`crate::map`]); since minor version 1, and not in every file.
    pub const MAP: SectionKind = SectionKind(*b"MAPP");
}

impl std::fmt::Display for SectionKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for byte in self.0 {
            match byte {
                0x20..=0x7e => write!(f, "{}", byte as char)?,
                _ => write!(f, "\\x{byte:02x}")?,
            }
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Entry {
    kind: [u8; 4],
    zero: [u8; 4],
    offset: [u8; 8],
    length: [u8; 8],
    checksum: [u8; 8],
}

/// Bytes whose beginning is aligned to eight, so that slices of numbers can be read in place.
#[derive(Debug, Clone, Default)]
pub struct AlignedBytes {
    words: Vec<u64>,
    length: usize,
}

impl AlignedBytes {
    /// `length` zero bytes, to be filled through [`AlignedBytes::as_mut_slice`].
    pub fn zeroed(length: usize) -> AlignedBytes {
        AlignedBytes { words: vec![0; length.div_ceil(8)], length }
    }

    /// A copy of `bytes`.
    pub fn from_slice(bytes: &[u8]) -> AlignedBytes {
        let mut aligned = AlignedBytes::zeroed(bytes.len());
        aligned.as_mut_slice().copy_from_slice(bytes);
        aligned
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.length]
    }

    /// The bytes, to write into.
    pub fn as_mut_slice(&mut self) -> &mut [u8] {
        &mut bytemuck::cast_slice_mut(&mut self.words)[..self.length]
    }
}

/// One line of the section table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// What it holds.
    pub kind: SectionKind,
    /// Where it begins, in bytes from the beginning of the file.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u64,
    /// XXH64 of its bytes, seed 0.
    pub checksum: u64,
}

impl Section {
    fn range(&self) -> Range<usize> {
        self.offset as usize..(self.offset + self.length) as usize
    }

    fn of<'b>(&self, bytes: &'b [u8]) -> Result<&'b [u8], OpenError> {
        bytes.get(self.range()).ok_or(OpenError::Truncated {
            what: "a section",
            needed: self.offset + self.length,
            have: bytes.len() as u64,
        })
    }

    /// The bytes, once they are found to be those that were written.
    ///
    /// # Errors
    /// [`OpenError::Checksum`], and [`OpenError::Truncated`] when they have not arrived.
    pub(crate) fn verified<'b>(&self, bytes: &'b [u8]) -> Result<&'b [u8], OpenError> {
        let section = self.of(bytes)?;
        let got = xxh64(section, 0);
        if got != self.checksum {
            let expected = self.checksum;
            return Err(OpenError::Checksum { section: SectionName::Section(self.kind), expected, got });
        }
        Ok(section)
    }
}

/// The checked section table of a model file, or of as much of it as has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sections {
    /// The minor version of the file.
    pub minor: u16,
    /// The length that the whole file has.
    pub file_length: u64,
    /// The table, in the order of the file.
    pub table: Vec<Section>,
}

impl Sections {
    /// The sections of a file that is wholly there.
    ///
    /// # Errors
    /// As [`Sections::read_prefix`], and [`OpenError::Truncated`] when the file is shorter than it says.
    pub fn read(bytes: &[u8]) -> Result<Sections, OpenError> {
        let sections = Sections::read_prefix(bytes)?;
        if (bytes.len() as u64) < sections.file_length {
            return Err(OpenError::Truncated {
                what: "the file",
                needed: sections.file_length,
                have: bytes.len() as u64,
            });
        }
        Ok(sections)
    }

    /// The section table from the first bytes of a file. The sections themselves need not have arrived.
    ///
    /// # Errors
    /// [`OpenError::NotAModel`], [`OpenError::Version`], [`OpenError::Truncated`] when even the table is not there,
    /// [`OpenError::Checksum`] and [`OpenError::Invalid`] for a damaged header.
    pub fn read_prefix(bytes: &[u8]) -> Result<Sections, OpenError> {
        let begins = &bytes[..bytes.len().min(MAGIC.len())];
        if begins != &MAGIC[..begins.len()] || begins.is_empty() {
            return Err(OpenError::NotAModel { found: begins.to_vec() });
        }
        let have = bytes.len() as u64;
        let header: &[u8; HEADER] =
            bytes.first_chunk().ok_or(OpenError::Truncated { what: "the header", needed: HEADER as u64, have })?;
        let major = u16::from_le_bytes([header[8], header[9]]);
        if major != MAJOR {
            return Err(OpenError::Version { expected: MAJOR, got: major });
        }
        let count = u32_at(header, 12);
        let bad = |why: String| OpenError::Invalid { section: SectionName::Header, why };
        if count > MAX_SECTIONS {
            return Err(bad(format!("{count} sections, at most {MAX_SECTIONS} are believed")));
        }
        let data_begins = HEADER + count as usize * ENTRY;
        let table = bytes.get(HEADER..data_begins).ok_or(OpenError::Truncated {
            what: "the section table",
            needed: data_begins as u64,
            have,
        })?;
        let expected = u64_at(header, 24);
        let got = header_checksum(&header[..24], table);
        if expected != got {
            return Err(OpenError::Checksum { section: SectionName::Header, expected, got });
        }
        let file_length = u64_at(header, 16);
        let mut previous_end = data_begins as u64;
        let mut sections = Vec::with_capacity(count as usize);
        for entry in table.chunks_exact(ENTRY) {
            let entry: Entry = bytemuck::pod_read_unaligned(entry);
            let section = Section {
                kind: SectionKind(entry.kind),
                offset: u64::from_le_bytes(entry.offset),
                length: u64::from_le_bytes(entry.length),
                checksum: u64::from_le_bytes(entry.checksum),
            };
            let end = section.offset.checked_add(section.length).filter(|end| *end <= file_length);
            match end {
                Some(end) if section.offset >= previous_end && section.offset.is_multiple_of(ALIGN as u64) => {
                    previous_end = end;
                }
                _ => {
                    return Err(bad(format!(
                        "section {} at {}, {} bytes long, does not fit into {file_length} bytes after {previous_end}",
                        section.kind, section.offset, section.length
                    )));
                }
            }
            sections.push(section);
        }
        // On a 32-bit machine a length beyond its address space must not wrap around.
        if usize::try_from(file_length).is_err() {
            return Err(bad(format!("{file_length} bytes are more than this machine can address")));
        }
        Ok(Sections { minor: u16::from_le_bytes([header[10], header[11]]), file_length, table: sections })
    }

    /// Where a section is in the file, if the file has it.
    pub fn find(&self, kind: SectionKind) -> Option<Section> {
        self.table.iter().copied().find(|section| section.kind == kind)
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`OpenError::Missing`] when the file has no such section, [`OpenError::Truncated`] when it has not arrived.
    pub fn get<'b>(&self, bytes: &'b [u8], kind: SectionKind) -> Result<&'b [u8], OpenError> {
        self.find(kind).ok_or(OpenError::Missing(kind))?.of(bytes)
    }

    /// Compares every section with its checksum.
    ///
    /// # Errors
    /// [`OpenError::Checksum`] for the first section that differs, [`OpenError::Truncated`] for one that is not there.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), OpenError> {
        self.table.iter().try_for_each(|section| section.verified(bytes).map(|_| ()))
    }
}

/// A model file of these sections, in this order.
pub fn write(sections: &[(SectionKind, Vec<u8>)]) -> Vec<u8> {
    let mut file = vec![0; HEADER + sections.len() * ENTRY];
    for (number, (kind, data)) in sections.iter().enumerate() {
        file.resize(file.len().next_multiple_of(ALIGN), 0);
        let entry = Entry {
            kind: kind.0,
            zero: [0; 4],
            offset: (file.len() as u64).to_le_bytes(),
            length: (data.len() as u64).to_le_bytes(),
            checksum: xxh64(data, 0).to_le_bytes(),
        };
        let at = HEADER + number * ENTRY;
        file[at..at + ENTRY].copy_from_slice(bytemuck::bytes_of(&entry));
        file.extend_from_slice(data);
    }
    let length = file.len() as u64;
    file[..8].copy_from_slice(&MAGIC);
    file[8..10].copy_from_slice(&MAJOR.to_le_bytes());
    file[10..12].copy_from_slice(&MINOR.to_le_bytes());
    file[12..16].copy_from_slice(&(sections.len() as u32).to_le_bytes());
    file[16..24].copy_from_slice(&length.to_le_bytes());
    let checksum = header_checksum(&file[..24], &file[HEADER..HEADER + sections.len() * ENTRY]);
    file[24..32].copy_from_slice(&checksum.to_le_bytes());
    file
}

fn header_checksum(start: &[u8], table: &[u8]) -> u64 {
    xxh64(table, xxh64(start, 0))
}

fn u32_at(bytes: &[u8; HEADER], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8; HEADER], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        write(&[(SectionKind::CARD, b"card".to_vec()), (SectionKind(*b"NEW!"), vec![7; 33])])
    }

    #[test]
    fn sections_come_back_as_written_and_unknown_ones_are_skipped() {
        let file = sample();
        let sections = Sections::read(&file).expect("own bytes");
        assert_eq!(sections.get(&file, SectionKind::CARD).expect("card"), b"card");
        assert_eq!(sections.get(&file, SectionKind::TITLES), Err(OpenError::Missing(SectionKind::TITLES)));
        sections.verify(&file).expect("own bytes");
    }

    #[test]
    fn every_truncation_and_every_flipped_byte_is_noticed() {
        let file = sample();
        for length in 0..file.len() {
            assert!(Sections::read(&file[..length]).is_err(), "cut at {length}");
        }
        let sections = Sections::read(&file).expect("own bytes");
        let in_a_section = |at: usize| sections.table.iter().any(|section| section.range().contains(&at));
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 0x40;
            let noticed = Sections::read(&damaged).and_then(|sections| sections.verify(&damaged)).is_err();
            // Only the zeros between sections mean nothing.
            assert_eq!(noticed, at < HEADER + 2 * ENTRY || in_a_section(at), "flipped at {at}");
        }
    }

    #[test]
    fn a_future_version_is_named() {
        let mut file = sample();
        file[8] = 9;
        let error = Sections::read(&file).expect_err("version 9");
        assert_eq!(error, OpenError::Version { expected: MAJOR, got: 9 });
        assert!(error.to_string().contains("update the program"), "{error}");
    }

    #[test]
    fn a_prefix_gives_the_sections_that_have_arrived() {
        let file = sample();
        let first = Sections::read(&file).expect("own bytes").table[0];
        let arrived = &file[..(first.offset + first.length) as usize];
        let sections = Sections::read_prefix(arrived).expect("the table is there");
        assert!(sections.get(arrived, SectionKind::CARD).is_ok());
        assert!(matches!(sections.get(arrived, SectionKind(*b"NEW!")), Err(OpenError::Truncated { .. })));
    }
}
