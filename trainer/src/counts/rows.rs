//! Sums that another engine made: the rows of the Parquet files that [`crate::sql`] lets it write.
//!
//! A row holds the sums of two shows `a > b`, by number. The show −1 is the feature that is always on: with itself it
//! holds the viewers, with a show how often that is named and aimed at. Rows of −2 say how many of something there were.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

use super::{Counts, Pair};
use crate::gram::Expectation;
use crate::ratings;

/// The number of the feature that is always on.
const ALWAYS_ON: i64 = -1;
/// In the place of a show's number where a row says how many of something there were.
const NOTE: i64 = -2;

/// How many pairs of shows viewers had, in all: the pairs' rows have to come to this.
pub(crate) const PAIRS: &str = "pairs of shows";
/// Lines that count.
pub(crate) const USABLE: &str = "lines that can be used";
/// Files whose stars fit no scale.
pub(crate) const NO_SCALE: &str = "files of ratings that fit no scale: 0 to 1, 5, 10 or 100";

/// What sums are counted for, in words: another engine writes it beside them.
pub(crate) fn counted_for(expectations: &[Expectation]) -> String {
    let one = |expectation: &Expectation| {
        let Expectation { input_size, viewer_exponent, disliked } = expectation;
        format!(
            "{input_size} shows named, N likes count N^{viewer_exponent}, a dislike {} named and {} aimed at",
            disliked.named, disliked.aimed
        )
    };
    expectations.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What was read of the rows.
struct Found {
    counts: Counts,
    /// How often each show has a row of its own.
    seen: Vec<u32>,
    totals: u32,
    pairs: i64,
    pairs_announced: i64,
    /// What else there was how many of, such as lines that cannot be used.
    notes: Vec<(String, i64)>,
}

impl Counts {
    /// Sums that another engine has written: the Parquet files of one result. With it what was wrong with the ratings, a
    /// line for each kind.
    ///
    /// # Errors
    /// When a file cannot be read or has other columns, when the sums are of other shows or for other expectations, when a
    /// part is missing or there twice, and where the file reader would refuse the ratings.
    pub fn from_rows(
        files: &[PathBuf],
        ids: Vec<String>,
        expectations: &[Expectation],
    ) -> Result<(Counts, Vec<String>)> {
        let n = ids.len();
        let mut found = Found {
            counts: Counts::new(ids, expectations),
            seen: vec![0; n],
            totals: 0,
            pairs: 0,
            pairs_announced: 0,
            notes: Vec::new(),
        };
        for file in files {
            found.read(file, expectations).with_context(|| file.display().to_string())?;
        }
        found.check()
    }
}

impl Found {
    fn read(&mut self, file: &Path, expectations: &[Expectation]) -> Result<()> {
        let whole = "it cannot be read as Parquet: is it cut short?";
        let reader = SerializedFileReader::new(File::open(file).context("cannot read it")?).context(whole)?;
        let columns: Vec<String> = reader
            .metadata()
            .file_metadata()
            .schema()
            .get_fields()
            .iter()
            .map(|column| column.name().to_owned())
            .collect();
        let at = |name: &str| {
            columns.iter().position(|column| column == name).with_context(|| {
                format!(
                    "it has no column {name:?}, and so is no result of `trainer count --print-sql` for these settings; \
                     its columns are: {}",
                    columns.join(", ")
                )
            })
        };
        let [a, b, about, people, ratings] = ["a", "b", "about", "people", "ratings"].map(at);
        let (a, b, about, people, ratings) = (a?, b?, about?, people?, ratings?);
        let sums = (0..expectations.len())
            .flat_map(|number| ["input", "named", "aimed"].map(|name| at(&format!("{name}_{number}"))))
            .collect::<Result<Vec<_>>>()?;
        for group in 0..reader.num_row_groups() {
            let group = reader.get_row_group(group).context(whole)?;
            let numbers =
                |column: usize| numbers(&*group, column).with_context(|| format!("the column {:?}", columns[column]));
            let (a, b, people, ratings) = (numbers(a)?, numbers(b)?, numbers(people)?, numbers(ratings)?);
            let about = texts(&*group, about).context("the column \"about\"")?;
            let sums = sums.iter().map(|column| numbers(*column)).collect::<Result<Vec<_>>>()?;
            for row in 0..a.len() {
                let sum = |number: usize| [0, 1, 2].map(|which| sums[3 * number + which][row].unwrap_or(0));
                let (Some(a), Some(b)) = (a[row], b[row]) else { bail!("row {}: it names no shows", row + 1) };
                let (people, ratings) = (people[row].unwrap_or(0), ratings[row].unwrap_or(0));
                self.add((a, b), about[row].as_deref(), (people, ratings), sum, expectations)
                    .with_context(|| format!("the row of the shows {a} and {b}"))?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        shows: (i64, i64),
        about: Option<&str>,
        (people, ratings): (i64, i64),
        sum: impl Fn(usize) -> [i64; 3],
        expectations: &[Expectation],
    ) -> Result<()> {
        let counts = &mut self.counts;
        let show = |number: i64| {
            usize::try_from(number)
                .ok()
                .filter(|number| *number < counts.ids.len())
                .with_context(|| format!("the catalogue has {} shows, from 0", counts.ids.len()))
        };
        match shows {
            (NOTE, _) if about == Some(PAIRS) => self.pairs_announced += people,
            (NOTE, _) => self.notes.push((about.unwrap_or("unnamed").to_owned(), people)),
            (ALWAYS_ON, ALWAYS_ON) => {
                let wanted = counted_for(expectations);
                if about != Some(wanted.as_str()) {
                    bail!(
                        "the sums are for other settings: for {:?}, where {wanted:?} is needed",
                        about.unwrap_or_default()
                    );
                }
                self.totals += 1;
                counts.people.viewers += people;
                counts.people.ratings += ratings;
                for (number, sums) in counts.sums.iter_mut().enumerate() {
                    sums.totals.viewers += sum(number)[0];
                }
            }
            (a, ALWAYS_ON) => {
                let show = show(a)?;
                if about != Some(counts.ids[show].as_str()) {
                    bail!(
                        "it is of the show {:?}, which in this catalogue is {:?}: the sums are of a catalogue with other \
                         shows, or with the same ones in another order",
                        about.unwrap_or_default(),
                        counts.ids[show]
                    );
                }
                self.seen[show] += 1;
                counts.popularity[show] += people << 32;
                for (number, sums) in counts.sums.iter_mut().enumerate() {
                    let [_, named, aimed] = sum(number);
                    sums.totals.named[show] += named;
                    sums.totals.liked[show] += aimed;
                }
            }
            (a, b) if a == b => {
                let show = show(a)?;
                for (number, sums) in counts.sums.iter_mut().enumerate() {
                    let [squared, itself, _] = sum(number);
                    sums.totals.squared[show] += squared;
                    sums.totals.itself[show] += itself;
                }
            }
            (a, b) => {
                let (row, other) = (show(a)?, show(b)?);
                if other > row {
                    bail!("the show of the higher number has to stand first");
                }
                self.pairs += people;
                for (number, sums) in counts.sums.iter_mut().enumerate() {
                    let [input, named, aimed] = sum(number);
                    let pair = Pair { show: other as u32, input, named, aimed };
                    if !pair.is_nothing() {
                        sums.rows[row].push(pair);
                    }
                }
            }
        }
        Ok(())
    }

    fn check(mut self) -> Result<(Counts, Vec<String>)> {
        let once = "give all files of one result, and each of them once";
        if self.totals != 1 || self.seen.iter().any(|times| *times != 1) {
            let shows = self.seen.iter().filter(|times| **times > 0).count();
            bail!("the files hold {} results and {shows} of {} shows: {once}", self.totals, self.seen.len());
        }
        if self.pairs != self.pairs_announced {
            bail!(
                "the files hold {} of {} pairs of shows that viewers have in common: {once}",
                self.pairs,
                self.pairs_announced
            );
        }
        for row in self.counts.sums.iter_mut().flat_map(|sums| &mut sums.rows) {
            row.sort_unstable_by_key(|pair| pair.show);
            if let Some(twice) = row.windows(2).find(|two| two[0].show == two[1].show) {
                bail!("the show {} is there twice in one row: {once}", self.counts.ids[twice[0].show as usize]);
            }
        }
        let count = |of: &str| self.notes.iter().filter(|(what, _)| what == of).map(|(_, count)| count).sum::<i64>();
        if count(NO_SCALE) > 0 {
            bail!("{} {NO_SCALE}", count(NO_SCALE));
        }
        ratings::check_counted(count(USABLE), count(ratings::UNKNOWN_SHOWS))?;
        let wrong = self.notes.iter().filter(|(what, count)| what != USABLE && *count > 0);
        let wrong = wrong.map(|(what, count)| format!("{count} × {what}")).collect();
        Ok((self.counts, wrong))
    }
}

/// A column of whole numbers; `None` where there is no value.
fn numbers(group: &dyn RowGroupReader, column: usize) -> Result<Vec<Option<i64>>> {
    let rows = group.metadata().num_rows() as usize;
    match group.get_column_reader(column)? {
        ColumnReader::Int32ColumnReader(reader) => values(reader, rows, i64::from),
        ColumnReader::Int64ColumnReader(reader) => values(reader, rows, |value| value),
        _ => bail!("it holds no whole numbers of at most 64 bits"),
    }
}

fn texts(group: &dyn RowGroupReader, column: usize) -> Result<Vec<Option<String>>> {
    let rows = group.metadata().num_rows() as usize;
    match group.get_column_reader(column)? {
        ColumnReader::ByteArrayColumnReader(reader) => {
            values(reader, rows, |value| String::from_utf8_lossy(value.data()).into_owned())
        }
        _ => bail!("it holds no text"),
    }
}

fn values<T: DataType, V>(
    mut reader: ColumnReaderImpl<T>,
    rows: usize,
    convert: impl Fn(T::T) -> V,
) -> Result<Vec<Option<V>>> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let mut taken = 0;
    while taken < rows {
        let (records, _, _) = reader.read_records(rows - taken, Some(&mut levels), None, &mut values)?;
        if records == 0 {
            bail!("it ends after {taken} of {rows} rows");
        }
        taken += records;
    }
    let mut values = values.into_iter();
    // Columns that always have a value have no levels.
    if levels.is_empty() {
        return Ok(values.map(|value| Some(convert(value))).collect());
    }
    Ok(levels.into_iter().map(|level| if level > 0 { values.next().map(&convert) } else { None }).collect())
}
