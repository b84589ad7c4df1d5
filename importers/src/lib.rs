//! Reads the files of other services that viewers already have: what they watched, rated and want to watch.
//!
//! This crate does no input or output of its own, has no clock, no randomness, no threads and no DOM: it reads from
//! whatever a program gives it ([`read`] takes anything that is [`Read`] and [`Seek`]), natively and in WebAssembly. It
//! never fails because of a row: what can be read is returned, and everything else as [`Problems`], each with its file,
//! line, value and what to do.
//!
//! ```
//! use importers::liking::{Policy, Scale, opinion};
//! use importers::{Opinion, Options, read};
//! use std::io::Cursor;
//!
//! let file = "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres\n\
//!             tt0306414,10,2020-01-02,\"Wire, The\",,TV Series,9.3,60,2002,Crime\n\
//!             tt0133093,9,2020-01-02,The Matrix,,Movie,8.7,136,1999,Action\n\
//!             tt0108778,eleven,2020-01-02,Friends,,TV Series,8.9,22,1994,Comedy\n";
//! let import = read("ratings.csv", &mut Cursor::new(file), &Options::default(), &mut |_| {})?;
//!
//! let wire = import.entries.iter().find(|entry| entry.year == Some(2002)).expect("in the file");
//! assert_eq!(wire.title, "The Wire");
//! let scale = Scale::of(&import.entries);
//! assert_eq!(opinion(&wire.evidence, None, scale, &Policy::default()), Some(Opinion::Loved));
//!
//! assert_eq!(
//!     import.problems.to_string(),
//!     "1 × ratings that are not on their scale. The shows are kept without these ratings.\n    ratings.csv:4: eleven\n\
//!      1 × films and other things that are not series. Left out, as they should be.\n    ratings.csv:3: The Matrix\n"
//! );
//! # Ok::<(), importers::Unreadable>(())
//! ```
//!
//! # From a file to a taste
//!
//! [`recognize`] tells a format by the first bytes. [`read`] returns one [`Entry`] for each series of each person (a
//! household's file has [`Import::profiles`] to choose from). [`matching`] finds the entries in a catalogue: certainly,
//! with candidates to choose from, or not at all. [`liking`] makes opinions of stars and of what was watched, by a
//! policy that the person chooses:
//!
//! ```
//! use importers::liking::{Policy, Scale, opinion};
//! use importers::matching::{Match, Matcher};
//! use importers::{Evidence, Opinion, Options, read};
//! use model_core::{Model, file::AlignedBytes};
//! use std::collections::BTreeMap;
//! use std::io::Cursor;
//!
//! # let model = Model::open(AlignedBytes::from_slice(&model_core::example::file()))?;
//! # let lines: String = (1..=8).map(|n| format!("The Wire: Season 1: Episode {n},1/{}/22\n", 12 + n)).collect();
//! # let file = format!("Title,Date\n{lines}Friends: Season 1: Pilot,1/30/22\nHeat,1/31/22\n");
//! let import = read("NetflixViewingHistory.csv", &mut Cursor::new(file), &Options::default(), &mut |_| {})?;
//! let matcher = Matcher::new(&model);
//! let mut shows: BTreeMap<u32, Evidence> = BTreeMap::new();
//! let mut to_ask = Vec::new();
//! for entry in import.entries.iter().filter(|entry| entry.profile == 0) {
//!     match matcher.find(entry) {
//!         // Two titles may be one show.
//!         Match::Sure(show) => shows.entry(show).or_default().merge(&entry.evidence),
//!         Match::Unsure(candidates) => to_ask.push((entry, candidates)),
//!         Match::None => {}
//!     }
//! }
//! let (scale, policy) = (Scale::of(&import.entries), Policy::default());
//! let opinions: Vec<_> = shows
//!     .iter()
//!     .filter_map(|(show, evidence)| {
//!         let facts = &model.catalogue().facts()[*show as usize];
//!         let opinion = opinion(evidence, facts.episodes.map(u32::from), scale, &policy)?;
//!         Some((model.catalogue().titles()[*show as usize].title.as_str(), opinion))
//!     })
//!     .collect();
//! assert_eq!(opinions, [("Friends", Opinion::Seen), ("The Wire", Opinion::Liked)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it costs
//!
//! Files are read in pieces: memory grows with the number of different series and episodes, not with the file
//! (`examples/large.rs` measures it). [`Limits`] bound both, and what an archive may unpack to. Inside an archive only
//! files with known names are opened, wherever their folders are: personal data as services give it out holds tokens
//! and addresses too.
//!
//! The libraries were chosen for a module that is loaded only when somebody imports. `csv-core` (the state machine of the
//! csv crate) lets a row be bounded; `rawzip` has no dependencies and leaves decompression to `flate2` with its decoder
//! in Rust; `quick-xml` and `serde_json` read streams. Instead of `encoding_rs` with the tables of every encoding there
//! is a table of 32 letters. What each weighs is in `docs/performance.md`.

#![warn(missing_docs)]

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

mod archive;
mod dates;
mod decode;
pub mod entry;
mod format;
mod gather;
mod gzip;
pub mod liking;
pub mod matching;
pub mod problems;
mod services;
mod table;
pub mod titles;

pub use entry::{Date, Entry, Evidence, Ids, Kind, Opinion, Stars, Status};
pub use format::{Format, HEAD, Service, recognize};
pub use problems::Problems;

use archive::{Budget, Source};
use gather::Gather;
use services::File;

/// What a file told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// Whose file it is.
    pub service: Service,
    /// The persons of the file, in the order in which they occur; empty where it knows of one only.
    pub profiles: Vec<Profile>,
    /// The series, by person and title.
    pub entries: Vec<Entry>,
    /// How many rows or items were read, those with problems included.
    pub rows: u64,
    /// What could not be read as it stands.
    pub problems: Problems,
}

/// A person of a file that knows several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name.
    pub name: String,
    /// How many rows are of this person.
    pub rows: u64,
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// How much at most.
    pub limits: Limits,
}

/// How much is read and kept at most. The defaults are far above any honest file, and bound time and memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of text, unpacked, in all.
    pub bytes: u64,
    /// How many times larger than packed a file may be when it is unpacked, beyond its first megabyte.
    pub ratio: u32,
    /// Files in an archive that are looked at, by name.
    pub files: usize,
    /// Different series and films.
    pub series: usize,
    /// Different episodes, of all series together.
    pub episodes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 1 << 29, ratio: 200, files: 10_000, series: 100_000, episodes: 4_000_000 }
    }
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Bytes of the file that were read.
    pub read: u64,
    /// How many there are.
    pub of: u64,
}

/// Why there is nothing to return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// The file is empty.
    Empty,
    /// It is of no known format.
    Unknown,
    /// It is an archive, but its list of files cannot be read.
    BrokenArchive,
    /// It is an archive whose known files need a password, or are packed in a way that is not read.
    Locked,
    /// It is an archive without any file that is known.
    NothingKnown,
    /// The program's own source failed.
    Source,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unreadable::Empty => "The file is empty. Download it again.",
            Unreadable::Unknown => {
                "This is not a file that can be read here. Choose the one that Netflix, IMDb, Trakt, TV Time, \
                 MyAnimeList, TMDB or Letterboxd gave you, as it came."
            }
            Unreadable::BrokenArchive => "The archive is damaged or cut short. Download it again.",
            Unreadable::Locked => {
                "The archive needs a password, or is packed in an unusual way. Unpack it and choose the files themselves."
            }
            Unreadable::NothingKnown => {
                "The archive has no file that can be read here. If another archive is inside, unpack it and choose that."
            }
            Unreadable::Source => "The file cannot be read any more. Was it moved, or is a folder chosen?",
        })
    }
}

impl std::error::Error for Unreadable {}

/// Reads a file, from anything that can be read at any place: bytes in memory ([`io::Cursor`]), or a page's `File` of
/// which a worker reads slices. `name` is for messages, and decides only what the content leaves open. `progress` is called about every
/// 256 KiB.
///
/// # Errors
/// When there is nothing to return; see [`Unreadable`]. Never because of a row.
pub fn read<S: Read + Seek>(
    name: &str,
    source: &mut S,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, Unreadable> {
    read_from(name, source, options, progress)
}

/// [`read`], compiled once.
fn read_from(
    name: &str,
    source: &mut dyn Source,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, Unreadable> {
    let of = source.seek(SeekFrom::End(0)).map_err(|_| Unreadable::Source)?;
    source.seek(SeekFrom::Start(0)).map_err(|_| Unreadable::Source)?;
    let mut source = Watched { source, of, read: 0, reported: 0, progress };
    let budget = Budget::new(options.limits);
    let mut problems = Problems::default();
    let mut reading = Reading { gather: Gather::new(options.limits), rows: 0, service: None };
    let mut head = Vec::new();
    source.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|_| Unreadable::Source)?;
    if head.is_empty() {
        return Err(Unreadable::Empty);
    }
    let none = match recognize(name, &head) {
        None => return Err(Unreadable::Unknown),
        Some(Format::Zip) => {
            let mut open = |name: &str, input: &mut dyn Read, problems: &mut Problems| {
                reading.file(name, input, &budget, problems);
            };
            archive::read(name, &mut source, &budget, &mut problems, &mut open)?;
            match problems.count(problems::Kind::Encrypted) + problems.count(problems::Kind::Compression) {
                0 => Unreadable::NothingKnown,
                _ => Unreadable::Locked,
            }
        }
        Some(Format::Gzip) => {
            let mut packed = head.chain(&mut source);
            let mut unpacked = gzip::Gunzip::new(&mut packed);
            reading.file(name, &mut budget.of(of, &mut unpacked), &budget, &mut problems);
            Unreadable::Unknown
        }
        Some(format) => {
            reading.read_as(format, name, &mut budget.of_plain(&mut head.chain(&mut source)), &mut problems);
            Unreadable::Unknown
        }
    };
    let Some(service) = reading.service else { return Err(none) };
    (source.progress)(Progress { read: of, of });
    let (entries, profiles, dates_are_clear) = reading.gather.finish();
    if !dates_are_clear {
        problems.add(problems::Kind::AmbiguousDates, archive::base_name(name), 0, "");
    }
    Ok(Import { service, profiles, entries, rows: reading.rows, problems })
}

struct Reading {
    gather: Gather,
    rows: u64,
    service: Option<Service>,
}

impl Reading {
    /// A file from inside a wrapping.
    fn file(&mut self, name: &str, input: &mut dyn Read, budget: &Budget, problems: &mut Problems) {
        let mut head = Vec::new();
        if let Err(error) = Read::take(&mut *input, HEAD as u64).read_to_end(&mut head) {
            problems.add(archive::kind_of(&error), name, 0, "");
        }
        match recognize(name, &head) {
            Some(Format::Gzip) if archive::is_known(name) => {
                let mut packed = head.chain(input);
                let mut unpacked = gzip::Gunzip::new(&mut packed);
                // How much was packed is not known here; lists of anime are small.
                let mut unpacked = budget.of(1 << 18, &mut unpacked);
                let mut head = Vec::new();
                if let Err(error) = unpacked.by_ref().take(HEAD as u64).read_to_end(&mut head) {
                    problems.add(archive::kind_of(&error), name, 0, "");
                }
                match recognize(name, &head) {
                    None | Some(Format::Zip | Format::Gzip) => problems.add(problems::Kind::OtherContent, name, 0, ""),
                    Some(format) => self.read_as(format, name, &mut head.chain(&mut unpacked), problems),
                }
            }
            None | Some(Format::Zip | Format::Gzip) => problems.add(problems::Kind::OtherContent, name, 0, ""),
            Some(format) => self.read_as(format, name, &mut head.chain(input), problems),
        }
    }

    /// A file whose format is known.
    fn read_as(&mut self, format: Format, name: &str, input: &mut dyn Read, problems: &mut Problems) {
        self.service = self.service.max(format.service());
        let mut file = File { name, problems, gather: &mut self.gather, rows: &mut self.rows };
        if let Err(error) = services::read(format, &mut file, input) {
            let rows = *file.rows;
            file.problems.add(archive::kind_of(&error), name, 0, &format!("after {rows} rows"));
        }
    }
}

/// What was read already, and the rest behind it. One type for all, so that it is compiled once.
trait Chain {
    fn chain<'r>(&'r self, rest: &'r mut dyn Read) -> io::Chain<&'r [u8], &'r mut dyn Read>;
}

impl Chain for Vec<u8> {
    fn chain<'r>(&'r self, rest: &'r mut dyn Read) -> io::Chain<&'r [u8], &'r mut dyn Read> {
        Read::chain(self.as_slice(), rest)
    }
}

/// A source that tells how much was read of it.
struct Watched<'s> {
    source: &'s mut dyn Source,
    of: u64,
    read: u64,
    reported: u64,
    progress: &'s mut dyn FnMut(Progress),
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read += read as u64;
        if self.read - self.reported >= 1 << 18 {
            self.reported = self.read;
            // The list of files of an archive is read besides.
            (self.progress)(Progress { read: self.read.min(self.of), of: self.of });
        }
        Ok(read)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}
