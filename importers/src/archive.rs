//! ZIP and gzip, as a stranger may have made them.
//!
//! Nothing is unpacked to anywhere, no path is followed, and only files whose names are listed here are opened: the
//! personal data that services give out holds addresses and tokens as well. What is unpacked is bounded in all, and by
//! its ratio to what was packed.

use std::cell::{Cell, RefCell};
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder, ZipLocator, ZipVerification};

use crate::gzip::Crc32;
use crate::problems::{Kind, Problems};
use crate::{Limits, Unreadable};

/// The names of the files that are opened inside an archive, without their folders and in small letters: the
/// beginning and the ending. In between may stand numbers: `watched-history-2.json`, `NetflixViewingHistory (1).csv`.
const KNOWN: [(&str, &str); 24] = [
    ("viewingactivity", ".csv"),
    ("netflixviewinghistory", ".csv"),
    ("tracking-prod-records-v2", ".csv"),
    ("followed_tv_show", ".csv"),
    ("user_tv_show_data", ".csv"),
    ("seen_episode", ".csv"),
    ("watched-history", ".json"),
    ("watched-shows", ".json"),
    ("ratings-shows", ".json"),
    ("ratings-seasons", ".json"),
    ("ratings-episodes", ".json"),
    ("lists-watchlist", ".json"),
    ("lists-favorites", ".json"),
    ("watchlist", ".json"),
    ("history", ".json"),
    ("canihasashowplz", ".json"),
    ("animelist", ".xml"),
    ("animelist", ".xml.gz"),
    ("ratings", ".csv"),
    ("watched", ".csv"),
    ("diary", ".csv"),
    ("watchlist", ".csv"),
    ("favorites", ".csv"),
    ("films", ".csv"),
];

/// Folders whose files are not opened: what a Mac adds, and what the person has deleted at the service.
const PASSED_FOLDERS: [&str; 3] = ["__MACOSX", "deleted", "orphaned"];

/// Whether a file with this name is opened inside an archive.
pub(crate) fn is_known(name: &str) -> bool {
    let name = base_name(name).to_ascii_lowercase();
    let is_number = |letter: char| letter.is_ascii_digit() || " -_()".contains(letter);
    KNOWN.iter().any(|(beginning, ending)| {
        let middle = name.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(ending));
        middle.is_some_and(|middle| middle.chars().all(is_number))
    })
}

/// The name without folders.
pub(crate) fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Anything that can be read from any place.
pub(crate) trait Source: Read + Seek {}
impl<S: Read + Seek> Source for S {}

/// A source as the archive reader wants it: reading at a place, through a shared reference.
struct At<'s>(RefCell<&'s mut dyn Source>);

impl ReaderAt for At<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut source = self.0.borrow_mut();
        source.seek(SeekFrom::Start(offset))?;
        source.read(buffer)
    }
}

struct Found {
    name: String,
    method: CompressionMethod,
    encrypted: bool,
    place: ZipArchiveEntryWayfinder,
}

/// How many bytes may still be unpacked.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<u64>,
    limits: Limits,
}

impl Budget {
    pub(crate) fn new(limits: Limits) -> Budget {
        Budget { left: Cell::new(limits.bytes), limits }
    }

    /// What a stream may give: as much as is left in all, and not far more than what was packed.
    pub(crate) fn of<'b>(&'b self, packed: u64, input: &'b mut dyn Read) -> Bounded<'b> {
        let most = packed.saturating_mul(u64::from(self.limits.ratio)).saturating_add(1 << 20);
        Bounded { input, left: &self.left, most }
    }

    /// What a file that is not packed may give.
    pub(crate) fn of_plain<'b>(&'b self, input: &'b mut dyn Read) -> Bounded<'b> {
        Bounded { input, left: &self.left, most: u64::MAX }
    }
}

/// A stream that ends with an error where the budget ends.
pub(crate) struct Bounded<'b> {
    input: &'b mut dyn Read,
    left: &'b Cell<u64>,
    most: u64,
}

/// What ends a stream that gives too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct TooMuch(Kind);

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.what())
    }
}

impl std::error::Error for TooMuch {}

/// What a failure to read means.
pub(crate) fn kind_of(error: &io::Error) -> Kind {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<TooMuch>());
    inner.map_or(Kind::Damaged, |TooMuch(kind)| *kind)
}

/// The same failure, for readers that give it out only as a reference.
pub(crate) fn again(error: &io::Error) -> io::Error {
    match kind_of(error) {
        Kind::Damaged => error.kind().into(),
        kind => io::Error::other(TooMuch(kind)),
    }
}

/// The failure of an item that does not end.
pub(crate) fn too_long() -> io::Error {
    io::Error::other(TooMuch(Kind::TooBig))
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let count = read as u64;
        let (left, most) = (self.left.get().checked_sub(count), self.most.checked_sub(count));
        match (left, most) {
            (Some(left), Some(most)) => {
                self.left.set(left);
                self.most = most;
                Ok(read)
            }
            (_, None) => Err(io::Error::other(TooMuch(Kind::Bomb))),
            (None, _) => Err(io::Error::other(TooMuch(Kind::TooBig))),
        }
    }
}

type Zip<'s> = ZipArchive<At<'s>>;

/// Gives each file with a known name to `open`.
pub(crate) fn read(
    archive: &str,
    source: &mut dyn Source,
    budget: &Budget,
    problems: &mut Problems,
    open: &mut dyn FnMut(&str, &mut dyn Read, &mut Problems),
) -> Result<(), Unreadable> {
    let end = source.seek(SeekFrom::End(0)).map_err(|_| Unreadable::Source)?;
    let mut buffer = vec![0; 1 << 16];
    let zip = ZipLocator::new()
        .locate_in_reader(At(RefCell::new(source)), &mut buffer, end)
        .map_err(|_| Unreadable::BrokenArchive)?;
    for file in known_files(archive, &zip, &mut buffer, budget.limits.files, problems) {
        if let Err(kind) = unpack(&zip, &file, end, budget, problems, open) {
            problems.add(kind, &file.name, 0, "");
        }
    }
    Ok(())
}

/// The files with known names. Of the others only those are noted that may be what the person is looking for, or that
/// are not meant well.
fn known_files(archive: &str, zip: &Zip<'_>, buffer: &mut [u8], most: usize, problems: &mut Problems) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut entries = zip.entries(buffer);
    for number in 0.. {
        let entry = match entries.next_entry() {
            Ok(Some(entry)) => entry,
            Ok(None) => break,
            Err(_) => {
                problems.add(Kind::Damaged, archive, 0, "");
                break;
            }
        };
        if number >= most {
            problems.add(Kind::TooManyFiles, archive, 0, "");
            break;
        }
        let name = crate::decode::text(entry.file_path().as_bytes()).into_owned();
        let mut parts = name.split(['/', '\\']);
        if name.starts_with(['/', '\\']) || parts.clone().any(|part| part == "..") {
            problems.add(Kind::BadName, archive, 0, &name);
        } else if is_known(&name) && !parts.any(|part| PASSED_FOLDERS.contains(&part)) {
            // A second file of the same name would count everything twice.
            if !found.iter().any(|other| other.name == name) {
                let (method, encrypted) = (entry.compression_method(), entry.flags().is_encrypted());
                found.push(Found { name, method, encrypted, place: entry.wayfinder() });
            }
        } else if name.to_ascii_lowercase().ends_with(".zip") {
            problems.add(Kind::NestedArchive, archive, 0, &name);
        }
    }
    found
}

/// Gives a file to `open`; what is wrong with the file as a whole comes back.
fn unpack(
    zip: &Zip<'_>,
    file: &Found,
    end: u64,
    budget: &Budget,
    problems: &mut Problems,
    open: &mut dyn FnMut(&str, &mut dyn Read, &mut Problems),
) -> Result<(), Kind> {
    if file.encrypted {
        return Err(Kind::Encrypted);
    }
    let entry = zip.get_entry(file.place).map_err(|_| Kind::Damaged)?;
    let (start, stop) = entry.compressed_data_range();
    // A size that is only claimed must not raise what may be unpacked.
    let packed = stop.min(end).saturating_sub(start);
    let input = BufReader::with_capacity(1 << 15, entry.reader());
    let mut unpacked: Box<dyn Read + '_> = match file.method {
        CompressionMethod::STORE => Box::new(input),
        CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(input)),
        _ => return Err(Kind::Compression),
    };
    let mut summed = Summed { input: budget.of(packed, &mut unpacked), crc: Crc32::default(), size: 0, ended: false };
    open(&file.name, &mut summed, problems);
    let sums = ZipVerification { crc: summed.crc.sum(), uncompressed_size: summed.size };
    match summed.ended && entry.reader().claim_verifier().valid(sums).is_err() {
        true => Err(Kind::Damaged),
        false => Ok(()),
    }
}

/// Adds up what is read. rawzip's own verifying reader would withhold the last bytes of a file whose sum is wrong; here
/// they are read as all others, and the damage is reported.
struct Summed<'b> {
    input: Bounded<'b>,
    crc: Crc32,
    size: u64,
    ended: bool,
}

impl Read for Summed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.crc.update(&buffer[..read]);
        self.size += read as u64;
        self.ended |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}
