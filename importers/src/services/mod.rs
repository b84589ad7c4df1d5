//! The formats, one module for each service.

use std::io::{self, Read};

use crate::decode::{Encoding, Repaired, Utf8};
use crate::format::Format;
use crate::gather::Gather;
use crate::problems::{Kind, Problems};
use crate::table::{Row, Table};

mod imdb;
mod json;
mod letterboxd;
mod myanimelist;
mod netflix;
mod own;
mod tmdb;
mod trakt;
mod tvtime;

/// A file that is read, and where its contents go.
pub(crate) struct File<'f> {
    pub(crate) name: &'f str,
    pub(crate) problems: &'f mut Problems,
    pub(crate) gather: &'f mut Gather,
    pub(crate) rows: &'f mut u64,
}

impl File<'_> {
    fn problem(&mut self, kind: Kind, line: u64, value: &str) {
        self.problems.add(kind, self.name, line, value);
    }

    /// A rating in hundredths; `None` when there is none, or when it is not on its scale, which is noted.
    fn rating(&mut self, line: u64, text: &str, most: u32) -> Option<u32> {
        let text = text.trim();
        match hundredths(text) {
            _ if text.is_empty() => None,
            // Nothing given.
            Some(0) => None,
            Some(hundredths) if hundredths <= most * 100 => Some(hundredths),
            _ => {
                self.problem(Kind::BadRating, line, text);
                None
            }
        }
    }

    /// The readings of a date; what is no date is noted.
    fn date(&mut self, line: u64, text: &str) -> Option<crate::dates::Readings> {
        if text.is_empty() {
            return None;
        }
        let readings = crate::dates::read(text);
        match &readings {
            Some(readings) => self.gather.dates.note(readings),
            None => self.problem(Kind::BadDate, line, text),
        }
        readings
    }
}

/// A decimal number with a point or a comma, in hundredths.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, parts) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |text: &str| text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(parts) {
        return None;
    }
    let digit = |at: usize| parts.as_bytes().get(at).map_or(0, |digit| u32::from(digit - b'0'));
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(10 * digit(0) + digit(1))
}

/// Reads a file of a known format.
///
/// # Errors
/// When the source can no longer be read. What was read before is gathered.
pub(crate) fn read(format: Format, file: &mut File<'_>, input: &mut dyn Read) -> io::Result<()> {
    let mut head = Vec::new();
    Read::take(&mut *input, 4).read_to_end(&mut head)?;
    let mut whole = head.as_slice().chain(input);
    let mut input = Utf8::new(&mut whole, Encoding::of(&head));
    match format {
        Format::Zip | Format::Gzip => Ok(()),
        Format::NetflixHistory => table(file, &mut input, netflix::history),
        Format::NetflixActivity => table(file, &mut input, netflix::activity),
        Format::ImdbRatings => table(file, &mut input, imdb::ratings),
        Format::ImdbList => table(file, &mut input, imdb::list),
        Format::TvTimeTracking => table(file, &mut input, tvtime::tracking),
        Format::TvTimeFollowed => table(file, &mut input, tvtime::followed),
        Format::TvTimeSeries => table(file, &mut input, tvtime::series),
        Format::TvTimeEpisodes => table(file, &mut input, tvtime::episodes),
        Format::TmdbTable => table(file, &mut input, tmdb::table),
        Format::LetterboxdTable => table(file, &mut input, letterboxd::table),
        Format::TraktJson => trakt::read(file, &mut Repaired::new(&mut input)),
        Format::OwnJson => own::read(file, &mut Repaired::new(&mut input)),
        Format::MyAnimeListXml => myanimelist::read(file, &mut Repaired::new(&mut input)),
    }
}

/// What is done with each row of a table, with the least number of values it must have.
type EachRow = (usize, Box<dyn FnMut(&mut File<'_>, &Row<'_>)>);

/// Reads a table: `of` finds the columns and returns what is to be done with each row.
fn table(file: &mut File<'_>, input: &mut dyn Read, of: fn(&Table<'_>, &str) -> EachRow) -> io::Result<()> {
    let mut table = Table::open(file.name, input, file.problems)?;
    let (columns, mut each) = of(&table, crate::archive::base_name(file.name));
    while let Some(row) = table.next(columns, file.problems)? {
        *file.rows += 1;
        each(file, &row);
    }
    Ok(())
}

/// How many values a row must have so that these columns are in it.
fn least(columns: &[Option<usize>]) -> usize {
    columns.iter().flatten().max().map_or(0, |column| column + 1)
}
