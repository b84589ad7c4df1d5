//! Reading more ratings than fit into memory.
//!
//! Lines are put aside by a hash of the viewer's name, into a few dozen parts that are kept in memory as long as they fit
//! and in temporary files otherwise; then one part after the other is gathered by viewer. A part that is still too large
//! is divided again. Viewers come in the order of the hash, so that neither the memory allowed nor the number of parts
//! changes what comes out. The temporary files have no name: they are gone when the program ends, however it ends.
//!
//! Two names with the same 64-bit hash would be one viewer: among a hundred million that happens once in some 3,700 tries.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use xxhash_rust::xxh64::xxh64;

use crate::problems::{Place, Problems};
use crate::progress::Progress;
use crate::ratings::{ColumnNames, Lines, OUTSIDE, REPEATED, Rating, Said, check_usable};
use crate::stars::{Scale, Stars, outside, preferences};
use crate::table::Table;
use crate::viewers::Viewers;

/// How much memory reading may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory(
    /// Bytes.
    pub usize,
);

impl Memory {
    /// How many bytes of records may wait, and how many may be gathered at once. Buffers that grow by doubling hold up to
    /// twice as much; what is gathered is there as 40 bytes, as a record of 56 and as entries of up to 64.
    fn share(self) -> usize {
        self.0 / 8
    }
}

impl Default for Memory {
    /// A gigabyte.
    fn default() -> Self {
        Memory(1 << 30)
    }
}

/// Of longer histories so many shows count, drawn by a hash of the viewer and the show: the same ones wherever and in
/// whatever order they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap(
    /// Shows.
    pub NonZeroUsize,
);

/// The place of a show in the order in which a viewer's shows are drawn.
fn draw(viewer: &str, show: &str) -> u64 {
    let digest: [u8; 32] = Sha256::digest(format!("{viewer} {show}")).into();
    digest[..8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// What was found while reading.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Viewers with at least one usable rating.
    pub viewers: u64,
    /// Their ratings.
    pub ratings: u64,
    /// What was wrong.
    pub problems: Problems,
}

/// Reads files of ratings as [`crate::ratings::read`] does, and gives the viewers in groups that take no more than
/// `memory` together with everything else that reading needs (the catalogue's ids apart).
///
/// # Errors
/// As [`crate::ratings::read`]; when temporary files cannot be written; when `take` fails; when cancelled.
pub fn read(
    files: &[PathBuf],
    names: &ColumnNames,
    show_of: &HashMap<String, u32>,
    memory: Memory,
    cap: Option<Cap>,
    progress: &Progress,
    mut take: impl FnMut(Viewers) -> Result<()>,
) -> Result<Found> {
    if files.len() > usize::from(u16::MAX) {
        bail!("{} files of ratings are more than {}", files.len(), u16::MAX);
    }
    let mut found = Found::default();
    let mut parts = Parts::new(memory, 0);
    let mut scales = Vec::new();
    let sizes = files.iter().map(|file| std::fs::metadata(file).map_or(0, |metadata| metadata.len()));
    let mut usable = 0;
    {
        let bar = progress.counted("reading", sizes.sum());
        for (number, file) in files.iter().enumerate() {
            let mut lines = Lines::new(Table::open(file)?, names, show_of)?;
            let mut stars = Stars::default();
            let (mut taken, mut since) = (0, 0);
            loop {
                let mut record = None;
                let more = lines.next(&mut found.problems, |usable, _| {
                    stars.add(usable.rating.said);
                    let viewer = xxh64(usable.name.as_bytes(), 0);
                    let drawn = cap.map_or(0, |_| draw(usable.name, usable.id));
                    record =
                        Some(Record { viewer, rating: usable.rating, file: number as u16, line: usable.line, drawn });
                })?;
                if let Some(record) = &record {
                    usable += 1;
                    parts.push(record)?;
                }
                since += 1;
                if since == 4096 || !more {
                    since = 0;
                    progress.check()?;
                    bar.advance(lines.bytes_taken() - taken);
                    taken = lines.bytes_taken();
                }
                if !more {
                    break;
                }
            }
            scales.push(stars.scale(file)?);
        }
    }
    check_usable(usable, &found.problems)?;
    let bar = progress.counted("gathering by viewer", usable);
    let mut ids = vec![""; show_of.values().max().map_or(0, |most| *most as usize + 1)];
    for (id, show) in show_of {
        ids[*show as usize] = id;
    }
    let gathering = Gathering { files, scales: &scales, ids, cap };
    parts.each(progress, &mut |records| {
        let count = records.len() as u64;
        let viewers = gathering.gather(records, &mut found);
        bar.advance(count);
        take(viewers)
    })?;
    Ok(found)
}

/// One rating, put aside.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Record {
    viewer: u64,
    rating: Rating,
    file: u16,
    line: u64,
    /// By this the shows of long histories are drawn.
    drawn: u64,
}

impl Record {
    const BYTES: usize = 40;
    // No numbers of stars: nobody gives so many.
    const WATCHED: i32 = i32::MAX;
    const LIKED: i32 = i32::MAX - 1;
    const DISLIKED: i32 = i32::MAX - 2;
    const LOVED: i32 = i32::MAX - 3;

    fn encode(&self) -> [u8; Record::BYTES] {
        let said = match self.rating.said {
            Said::Watched => Record::WATCHED,
            Said::Liked(true) => Record::LIKED,
            Said::Loved => Record::LOVED,
            Said::Liked(false) => Record::DISLIKED,
            Said::Stars(stars) => stars,
        };
        let mut bytes = [0; Record::BYTES];
        bytes[..8].copy_from_slice(&self.viewer.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.rating.show.to_le_bytes());
        bytes[12..16].copy_from_slice(&said.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.rating.time.to_le_bytes());
        // Files of 2^48 lines do not exist.
        bytes[24..32].copy_from_slice(&(u64::from(self.file) << 48 | self.line).to_le_bytes());
        bytes[32..].copy_from_slice(&self.drawn.to_le_bytes());
        bytes
    }

    fn decode(bytes: &[u8]) -> Record {
        let number = |at: usize| bytes[at..at + 8].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        let (show_and_said, place) = (number(8), number(24));
        let said = match (show_and_said >> 32) as i32 {
            Record::WATCHED => Said::Watched,
            Record::LIKED => Said::Liked(true),
            Record::LOVED => Said::Loved,
            Record::DISLIKED => Said::Liked(false),
            stars => Said::Stars(stars),
        };
        let rating = Rating { show: show_and_said as u32, said, time: number(16) as i64 };
        let (file, line) = ((place >> 48) as u16, place & ((1 << 48) - 1));
        Record { viewer: number(0), rating, file, line, drawn: number(32) }
    }
}

const PART_BITS: u32 = 6;

/// Records by the next bits of the viewer's hash.
struct Parts {
    memory: Memory,
    /// How many bits of the hash are the same in all of them.
    bits: u32,
    parts: Vec<Part>,
    buffered: usize,
}

#[derive(Default)]
struct Part {
    buffer: Vec<u8>,
    file: Option<File>,
    length: u64,
}

impl Parts {
    fn new(memory: Memory, bits: u32) -> Parts {
        let parts = (0..1 << PART_BITS).map(|_| Part::default()).collect();
        Parts { memory, bits, parts, buffered: 0 }
    }

    fn push(&mut self, record: &Record) -> Result<()> {
        let part = (record.viewer << self.bits >> (64 - PART_BITS)) as usize;
        self.parts[part].buffer.extend(record.encode());
        self.parts[part].length += Record::BYTES as u64;
        self.buffered += Record::BYTES;
        if self.buffered > self.memory.share() {
            self.buffered = 0;
            for part in &mut self.parts {
                part.write_out()?;
            }
        }
        Ok(())
    }

    /// Gives the records of each part; those of one viewer always together.
    fn each(self, progress: &Progress, take: &mut dyn FnMut(Vec<Record>) -> Result<()>) -> Result<()> {
        for mut part in self.parts {
            progress.check()?;
            if part.length == 0 {
                continue;
            }
            let fits = part.length <= self.memory.share() as u64;
            if fits || self.bits + 2 * PART_BITS > 64 {
                let mut records = Vec::with_capacity(part.length as usize / Record::BYTES);
                part.each(&mut |record| {
                    records.push(record);
                    Ok(())
                })?;
                take(records)?;
            } else {
                let mut parts = Parts::new(self.memory, self.bits + PART_BITS);
                part.each(&mut |record| parts.push(&record))?;
                drop(part);
                parts.each(progress, take)?;
            }
        }
        Ok(())
    }
}

impl Part {
    fn write_out(&mut self) -> Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let writing = "cannot put ratings aside in the folder for temporary files";
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile().context(writing)?);
        }
        if let Some(file) = &mut self.file {
            file.write_all(&self.buffer).context(writing)?;
        }
        self.buffer = Vec::new();
        Ok(())
    }

    /// Gives the records in the order in which they came.
    fn each(&mut self, take: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let reading = "cannot read back the ratings that were put aside";
        if let Some(file) = &mut self.file {
            file.rewind().context(reading)?;
            let mut file = BufReader::with_capacity(1 << 16, file);
            let mut bytes = [0; Record::BYTES];
            for _ in 0..(self.length as usize - self.buffer.len()) / Record::BYTES {
                file.read_exact(&mut bytes).context(reading)?;
                take(Record::decode(&bytes))?;
            }
        }
        let buffer = std::mem::take(&mut self.buffer);
        for bytes in buffer.chunks_exact(Record::BYTES) {
            take(Record::decode(bytes))?;
        }
        Ok(())
    }
}

struct Gathering<'g> {
    files: &'g [PathBuf],
    scales: &'g [Scale],
    /// The shows' ids by number.
    ids: Vec<&'g str>,
    cap: Option<Cap>,
}

impl Gathering<'_> {
    /// The viewers of some records, in the order of their hashes.
    fn gather(&self, mut records: Vec<Record>, found: &mut Found) -> Viewers {
        // The last line about a show counts, so that the order of lines has to last.
        records.sort_unstable_by_key(|record| (record.viewer, record.rating.show, record.file, record.line));
        let mut viewers = Viewers::new();
        for records in records.chunk_by(|a, b| a.viewer == b.viewer) {
            let mut ratings: Vec<Rating> = Vec::with_capacity(records.len());
            for same in records.chunk_by(|a, b| a.rating.show == b.rating.show) {
                let mut last = None;
                for file in same.chunk_by(|a, b| a.file == b.file) {
                    for repeated in &file[1..] {
                        found.problems.add(REPEATED, self.place(repeated), || self.what(repeated));
                    }
                    last = self.on_scale(&file[file.len() - 1], &mut found.problems).or(last);
                }
                ratings.extend(last);
            }
            let mut entries = preferences(ratings.iter().copied());
            if let Some(Cap(cap)) = self.cap
                && entries.len() > cap.get()
            {
                let drawn: HashMap<u32, u64> =
                    records.iter().map(|record| (record.rating.show, record.drawn)).collect();
                entries.sort_unstable_by_key(|entry| (drawn[&entry.show], entry.show));
                entries.truncate(cap.get());
            }
            if !entries.is_empty() {
                found.viewers += 1;
                found.ratings += entries.len() as u64;
                viewers.push(entries, 1.0);
            }
        }
        viewers
    }

    fn what(&self, record: &Record) -> String {
        format!("show {:?}", self.ids[record.rating.show as usize])
    }

    fn place(&self, record: &Record) -> Place {
        Place::new(&self.files[usize::from(record.file)], record.line)
    }

    fn on_scale(&self, record: &Record, problems: &mut Problems) -> Option<Rating> {
        let scale = self.scales[usize::from(record.file)];
        match scale.read(record.rating.said) {
            Some(said) => Some(Rating { said, ..record.rating }),
            None => {
                problems.add(OUTSIDE, self.place(record), || outside(record.rating.said, scale));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratings;

    /// Two files with everything that can go wrong.
    fn write(folder: &std::path::Path) -> Vec<PathBuf> {
        let mut stars = String::from("user,item,rating,timestamp\n");
        for line in 0..4000 {
            let (user, item) = (line * 7 % 301, line * 13 % 40);
            stars.push_str(&format!("u{user},{item},{},{line}\n", 1 + (line * line) % 10));
        }
        stars.push_str("u1,1,99\nu2,77,3\n,3,4\nu3,3,x,0\nu4,4,500,0\n");
        let mut likes = String::from("UserId,ShowId,IsLiked\n");
        for line in 0..500 {
            likes.push_str(&format!("u{},{},{}\n", line * 3 % 400, line % 40, line % 3 != 0));
        }
        let files = vec![folder.join("stars.csv"), folder.join("likes.csv")];
        std::fs::write(&files[0], stars).expect("written");
        std::fs::write(&files[1], likes).expect("written");
        files
    }

    fn streamed(files: &[PathBuf], memory: Memory) -> (Viewers, usize, Found) {
        let shows: HashMap<String, u32> = (0..40).map(|id| (id.to_string(), id)).collect();
        let (mut viewers, mut largest) = (Viewers::new(), 0);
        let found = read(files, &ColumnNames::default(), &shows, memory, None, &Progress::quiet(), |group| {
            largest = largest.max(group.entries());
            viewers.extend(&group);
            Ok(())
        });
        (viewers, largest, found.expect("readable"))
    }

    #[test]
    fn little_memory_gives_the_same_in_smaller_groups() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = write(folder.path());
        let (whole, _, found) = streamed(&files, Memory::default());
        for memory in [20_000, 4_000] {
            let (viewers, largest, again) = streamed(&files, Memory(memory));
            assert!(viewers == whole, "{memory} bytes");
            assert!(largest * Record::BYTES <= memory, "{largest} entries in {memory} bytes");
            assert_eq!(again.problems.to_string(), found.problems.to_string());
            assert_eq!((again.viewers, again.ratings), (whole.len() as u64, whole.entries() as u64));
        }
    }

    #[test]
    fn what_is_put_aside_comes_back() {
        let all = [
            Said::Watched,
            Said::Liked(true),
            Said::Liked(false),
            Said::Loved,
            Said::Stars(75_000),
            Said::Stars(-10_000),
        ];
        for said in all {
            let rating = Rating { show: 70_000, said, time: -5 };
            let record = Record { viewer: u64::MAX - 3, rating, file: 700, line: 1 << 40, drawn: u64::MAX - 7 };
            assert_eq!(Record::decode(&record.encode()), record);
        }
    }

    #[test]
    fn it_is_what_is_read_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = write(folder.path());
        let shows: HashMap<String, u32> = (0..40).map(|id| (id.to_string(), id)).collect();
        let read = ratings::read(&files, &ColumnNames::default(), &shows).expect("readable");
        let mut order: Vec<usize> = (0..read.viewers.len()).collect();
        order.sort_by_key(|viewer| xxh64(read.names[*viewer].as_bytes(), 0));
        let (viewers, _, found) = streamed(&files, Memory(10_000));
        assert!(viewers == read.viewers.select(order));
        assert_eq!(found.problems.total(), read.problems.total());
    }

    /// Which shows count is the order of SHA-256, whatever the order of the lines.
    #[test]
    fn long_histories_are_drawn_by_a_hash() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let shows: HashMap<String, u32> = (0..40).map(|id| (id.to_string(), id)).collect();
        let mut order: Vec<u32> = (0..40).collect();
        order.sort_by_key(|show| Sha256::digest(format!("long {show}")));
        let mut kept = order[..7].to_vec();
        kept.sort_unstable();
        for step in [1, 7, 39] {
            let mut text = String::from("user,item\nshort,1\nshort,2\n");
            for line in 0..40 {
                text.push_str(&format!("long,{}\n", line * step % 40));
            }
            let file = folder.path().join("r.csv");
            std::fs::write(&file, text).expect("written");
            let cap = NonZeroUsize::new(7).map(Cap);
            let mut histories = Vec::new();
            let (names, quiet) = (ColumnNames::default(), Progress::quiet());
            let found =
                read(&[file], &names, &shows, Memory(4_000), cap, &quiet, |viewers| {
                    histories.extend((0..viewers.len()).map(|viewer| -> Vec<u32> {
                        viewers.entries_of(viewer).iter().map(|entry| entry.show).collect()
                    }));
                    Ok(())
                });
            assert_eq!(found.expect("readable").ratings, 9);
            histories.sort_by_key(Vec::len);
            assert_eq!(histories, [vec![1, 2], kept.clone()]);
        }
    }
}
