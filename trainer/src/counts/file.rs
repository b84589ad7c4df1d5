//! The file of sums.
//!
//! Eight bytes of magic; then, gzipped, records of postcard, each behind its length in four bytes: a header, and for each
//! expectation its sums and its rows, one record a show. A row holds a [`Pair`] for each show of a lower number
//! that has viewers in common with it, with the difference to the number before plus one in the place of the number.

use std::io::{BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::{Counts, Pair, People, Sums, Totals};
use crate::gram::Expectation;
use crate::output;

/// What every file begins with, and the version behind it.
const MAGIC: [u8; 7] = *b"shcount";
/// The version changes when older files cannot be read any more, and also when the same ratings come to other sums: sums of
/// both kinds must not be added, nor taken from each other. 2: stars are read in whole ten-thousandths of their scale.
const VERSION: u8 = b'2';
/// No record of a file that we wrote is larger: a row of the largest catalogue.
const LARGEST_RECORD: u32 = 1 << 28;

#[derive(Serialize, Deserialize)]
struct Header {
    ids: Vec<String>,
    people: People,
    popularity: Vec<i64>,
    expectations: Vec<Expectation>,
}

impl Counts {
    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: &Path) -> Result<()> {
        output::write_whole_with(out, |file| {
            file.write_all(&MAGIC)?;
            file.write_all(&[VERSION])?;
            let mut packed = GzEncoder::new(file, Compression::fast());
            let mut put = |record: Vec<u8>| -> Result<()> {
                packed.write_all(&(record.len() as u32).to_le_bytes())?;
                Ok(packed.write_all(&record)?)
            };
            let expectations = self.sums.iter().map(|sums| sums.expectation);
            put(postcard::to_allocvec(&Header {
                ids: self.ids.clone(),
                people: self.people,
                popularity: self.popularity.clone(),
                expectations: expectations.collect(),
            })?)?;
            for sums in &self.sums {
                put(postcard::to_allocvec(&sums.totals)?)?;
                for row in &sums.rows {
                    let mut before = 0;
                    let steps = row.iter().map(|pair| {
                        let step = pair.show + 1 - before;
                        before = pair.show + 1;
                        Pair { show: step, ..*pair }
                    });
                    put(postcard::to_allocvec(&steps.collect::<Vec<_>>())?)?;
                }
            }
            packed.finish()?;
            Ok(())
        })
    }

    /// Reads a file that [`Counts::write`] wrote.
    ///
    /// # Errors
    /// When it cannot be read or is no such file, whole and undamaged.
    pub fn read(file: &Path) -> Result<Counts> {
        let source = std::fs::File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
        Counts::from_reader(BufReader::new(source)).with_context(|| file.display().to_string())
    }

    /// Reads what [`Counts::write`] wrote.
    ///
    /// # Errors
    /// When it cannot be read, is something else or of another version, or is not whole and undamaged.
    pub fn from_reader(mut source: impl Read) -> Result<Counts> {
        let mut begin = [0; MAGIC.len() + 1];
        let whole = source.read_exact(&mut begin).is_ok();
        let (magic, version) = (&begin[..MAGIC.len()], begin[MAGIC.len()]);
        if !whole || magic != MAGIC {
            bail!("this is no file of counts: `trainer count` makes one from ratings");
        }
        if version < VERSION {
            bail!("these counts were made by an older trainer, which read stars otherwise: count the ratings again");
        }
        if version > VERSION {
            let version = char::from(version).escape_default();
            bail!(
                "these counts are of version {version}, made by a newer trainer: use that, or count the ratings again"
            );
        }
        Counts::from_records(&mut GzDecoder::new(source)).context("the counts are damaged or cut short")
    }

    fn from_records(source: &mut impl Read) -> Result<Counts> {
        let mut take = || -> Result<Vec<u8>> {
            let mut length = [0; 4];
            source.read_exact(&mut length)?;
            let length = u32::from_le_bytes(length);
            if length > LARGEST_RECORD {
                bail!("a record of {length} bytes");
            }
            let mut record = Vec::new();
            if source.take(u64::from(length)).read_to_end(&mut record)? < length as usize {
                bail!("it ends within a record");
            }
            Ok(record)
        };
        let header: Header = postcard::from_bytes(&take()?)?;
        let n = header.ids.len();
        let mut sums = Vec::new();
        for expectation in header.expectations {
            let Expectation { input_size, viewer_exponent, disliked } = expectation;
            if [input_size, viewer_exponent, disliked.named, disliked.aimed].iter().any(|value| value.is_nan()) {
                bail!("sums for what is no number");
            }
            let mut totals: Totals = postcard::from_bytes(&take()?)?;
            let mut rows = Vec::with_capacity(n);
            for show in 0..n {
                let mut row: Vec<Pair> = postcard::from_bytes(&take()?)?;
                let mut before = 0_u32;
                for pair in &mut row {
                    let next = before.checked_add(pair.show).filter(|next| pair.show > 0 && *next as usize <= show);
                    before = next.context("a row names shows that do not stand before it")?;
                    pair.show = before - 1;
                }
                rows.push(row);
            }
            if totals.by_show().iter().any(|sums| sums.len() != n) {
                bail!("sums of other than {n} shows");
            }
            sums.push(Sums { expectation, totals, rows });
        }
        if header.popularity.len() != n {
            bail!("the popularity of {} shows, not {n}", header.popularity.len());
        }
        // The checksum stands behind the last record.
        if source.read(&mut [0])? != 0 {
            bail!("more than was announced");
        }
        Ok(Counts { ids: header.ids, people: header.people, popularity: header.popularity, sums })
    }
}
