//! What can be wrong with a model file.

use thiserror::Error;

use crate::file::SectionKind;

/// Why bytes were refused as a model file. Every variant carries what was found, so that a message can name it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The first bytes are not those of a model file: a web page, an archive or noise.
    #[error("this is not a model file: it begins with {found:02x?}")]
    NotAModel {
        /// The first bytes that were found, eight at most.
        found: Vec<u8>,
    },
    /// The file was written for another major version of the format.
    #[error("the model file has format version {got}, this program reads version {expected}: {way_out}",
        way_out = if got > expected { "update the program, or train the model again with this one" }
                  else { "train the model again with this program" })]
    Version {
        /// The major version that this crate reads.
        expected: u16,
        /// The major version in the file.
        got: u16,
    },
    /// The file ends before it should.
    #[error("the model file is cut short: {what} needs {needed} bytes, there are {have}")]
    Truncated {
        /// What was being read.
        what: &'static str,
        /// The bytes that it needs, counted from the beginning of the file or section.
        needed: u64,
        /// The bytes that are there.
        have: u64,
    },
    /// The bytes of a section (or of the header) are not those that were written.
    #[error("the model file is damaged in {section}: checksum {got:016x}, expected {expected:016x}")]
    Checksum {
        /// Which section, or the header with its table.
        section: SectionName,
        /// The checksum that the file states.
        expected: u64,
        /// The checksum of the bytes that are there.
        got: u64,
    },
    /// A section that is needed is not in the file.
    #[error("the model file has no section {0}")]
    Missing(SectionKind),
    /// The bytes are intact but say something that cannot be.
    #[error("the model file makes no sense in {section}: {why}")]
    Invalid {
        /// Which section.
        section: SectionName,
        /// What cannot be.
        why: String,
    },
}

/// The header or one of the sections, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionName {
    /// The header with the section table.
    Header,
    /// A section.
    Section(SectionKind),
}

impl std::fmt::Display for SectionName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SectionName::Header => f.write_str("the header"),
            SectionName::Section(kind) => write!(f, "section {kind}"),
        }
    }
}

/// An [`OpenError::Invalid`] for a section.
pub(crate) fn invalid(kind: SectionKind, why: impl Into<String>) -> OpenError {
    OpenError::Invalid { section: SectionName::Section(kind), why: why.into() }
}
