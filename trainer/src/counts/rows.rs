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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::column::writer::ColumnWriter;
    use parquet::data_type::ByteArray;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::gram::Disliked;
    use crate::progress::Progress;
    use crate::viewers::{Entry, Viewers};

    /// What an engine would write for these sums.
    #[derive(Clone)]
    struct Line {
        a: i64,
        b: i64,
        about: Option<String>,
        people: Option<i64>,
        ratings: Option<i64>,
        sums: Vec<Option<i64>>,
    }

    fn expectations() -> Vec<Expectation> {
        let disliked = Disliked { named: 0.5, aimed: 0.3 };
        [(2.0, 0.5), (f64::INFINITY, -0.5)]
            .map(|(input_size, viewer_exponent)| Expectation { input_size, viewer_exponent, disliked })
            .to_vec()
    }

    fn ids() -> Vec<String> {
        (0..6).map(|show| format!("show-{show}")).collect()
    }

    fn counts() -> Counts {
        let mut viewers = Viewers::new();
        for viewer in 0..9_u32 {
            let entries = (0..5).filter(|show| (viewer + show) % 3 > 0).map(|show| Entry {
                preference: if (viewer * show) % 4 == 1 { -1.0 } else { 1.0 },
                ..Entry::liked(show)
            });
            viewers.push(entries.collect(), 1.0);
        }
        let mut counts = Counts::new(ids(), &expectations());
        counts.add_viewers(&viewers, &Progress::quiet()).expect("not cancelled");
        counts
    }

    fn lines(counts: &Counts) -> Vec<Line> {
        let new = |a, b, about: Option<&str>, people, sums: &dyn Fn(usize) -> [Option<i64>; 3]| Line {
            a,
            b,
            about: about.map(str::to_owned),
            people,
            ratings: None,
            sums: (0..counts.sums.len()).flat_map(sums).collect(),
        };
        let nothing: &dyn Fn(usize) -> [Option<i64>; 3] = &|_| [None; 3];
        let mut lines = vec![Line {
            ratings: Some(counts.people.ratings),
            ..new(-1, -1, Some(&counted_for(&expectations())), Some(counts.people.viewers), &|number| {
                [Some(counts.sums[number].totals.viewers), None, None]
            })
        }];
        lines.push(new(NOTE, NOTE, Some(USABLE), Some(30), nothing));
        lines.push(new(NOTE, NOTE, Some(ratings::UNNAMED), Some(2), nothing));
        let mut pairs = 0;
        for (show, id) in counts.ids.iter().enumerate() {
            let a = show as i64;
            let totals = |number: usize| &counts.sums[number].totals;
            lines.push(new(a, -1, Some(id), Some(counts.popularity[show] >> 32), &|number| {
                [None, Some(totals(number).named[show]), Some(totals(number).liked[show])]
            }));
            lines.push(new(a, a, None, None, &|number| {
                [Some(totals(number).squared[show]), Some(totals(number).itself[show]), None]
            }));
            for (at, pair) in counts.sums[0].rows[show].iter().enumerate() {
                pairs += 3;
                lines.push(new(a, i64::from(pair.show), None, Some(3), &|number| {
                    let pair = counts.sums[number].rows[show][at];
                    [Some(pair.input), Some(pair.named), Some(pair.aimed)]
                }));
            }
        }
        lines.push(new(NOTE, NOTE, Some(PAIRS), Some(pairs), nothing));
        lines
    }

    fn write(file: &Path, lines: &[Line]) {
        let sums = (0..2).flat_map(|number| ["input", "named", "aimed"].map(|name| format!("{name}_{number}")));
        let sums = sums.map(|name| format!("OPTIONAL INT64 {name};")).collect::<String>();
        let schema = format!(
            "message gram {{ REQUIRED INT32 a; OPTIONAL INT64 b; OPTIONAL BYTE_ARRAY about (STRING); OPTIONAL INT64 people; \
             OPTIONAL INT64 ratings; {sums} }}"
        );
        let schema = Arc::new(parse_message_type(&schema).expect("a schema"));
        let properties = Arc::new(WriterProperties::builder().build());
        let mut writer =
            SerializedFileWriter::new(File::create(file).expect("a file"), schema, properties).expect("a writer");
        let mut rows = writer.next_row_group().expect("rows");
        let mut at = 0;
        while let Some(mut column) = rows.next_column().expect("a column") {
            let numbers = |value: &dyn Fn(&Line) -> Option<i64>| lines.iter().map(value).collect::<Vec<_>>();
            let levels = |there: Vec<bool>| there.into_iter().map(i16::from).collect::<Vec<_>>();
            match column.untyped() {
                ColumnWriter::Int32ColumnWriter(column) => {
                    let values: Vec<i32> = lines.iter().map(|line| line.a as i32).collect();
                    column.write_batch(&values, None, None).expect("written");
                }
                ColumnWriter::ByteArrayColumnWriter(column) => {
                    let texts: Vec<ByteArray> =
                        lines.iter().filter_map(|line| line.about.as_deref().map(ByteArray::from)).collect();
                    let levels = levels(lines.iter().map(|line| line.about.is_some()).collect());
                    column.write_batch(&texts, Some(&levels), None).expect("written");
                }
                ColumnWriter::Int64ColumnWriter(column) => {
                    let values = numbers(&|line| match at {
                        1 => Some(line.b),
                        3 => line.people,
                        4 => line.ratings,
                        _ => line.sums[at - 5],
                    });
                    let levels = levels(values.iter().map(Option::is_some).collect());
                    let values: Vec<i64> = values.into_iter().flatten().collect();
                    column.write_batch(&values, Some(&levels), None).expect("written");
                }
                _ => panic!("no such column"),
            }
            column.close().expect("closed");
            at += 1;
        }
        rows.close().expect("closed");
        writer.close().expect("closed");
    }

    #[test]
    fn rows_in_any_number_of_files_are_the_sums_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let counts = counts();
        let mut lines = lines(&counts);
        lines.reverse();
        for parts in [1, 4] {
            let mut files = Vec::new();
            for (part, lines) in lines.chunks(lines.len().div_ceil(parts)).enumerate() {
                files.push(folder.path().join(format!("part-{part}.parquet")));
                write(&files[part], lines);
            }
            let (read, wrong) = Counts::from_rows(&files, ids(), &expectations()).expect("a result");
            assert!(read == counts, "{parts} parts");
            assert_eq!(wrong, ["2 × lines without a viewer or a show"]);
        }
    }

    #[test]
    fn what_is_no_whole_result_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("part-0.parquet");
        let whole = lines(&counts());
        let refused = |lines: &[Line], ids: Vec<String>, expectations: &[Expectation]| {
            write(&file, lines);
            format!("{:#}", Counts::from_rows(std::slice::from_ref(&file), ids, expectations).expect_err("refused"))
        };
        let without =
            |which: &dyn Fn(&Line) -> bool| whole.iter().filter(|line| !which(line)).cloned().collect::<Vec<_>>();
        let changed = |change: &dyn Fn(&mut Line)| {
            let mut lines = whole.clone();
            lines.iter_mut().for_each(change);
            lines
        };

        let error = refused(&without(&|line| (line.a, line.b) == (4, 2)), ids(), &expectations());
        assert!(error.contains("of shows that viewers have in common: give all files of one result"), "{error}");
        let error = refused(&without(&|line| (line.a, line.b) == (3, -1)), ids(), &expectations());
        assert!(error.contains("1 results and 5 of 6 shows"), "{error}");
        let error = refused(&[whole.clone(), whole.clone()].concat(), ids(), &expectations());
        assert!(error.contains("2 results"), "{error}");
        let error = refused(&whole, ids().into_iter().rev().collect(), &expectations());
        assert!(error.contains("the show \"show-0\", which in this catalogue is \"show-5\""), "{error}");
        let error = refused(&whole, ids()[..3].to_vec(), &expectations());
        assert!(error.contains("the catalogue has 3 shows"), "{error}");
        let others = expectations().into_iter().rev().collect::<Vec<_>>();
        let error = refused(&whole, ids(), &others);
        assert!(error.contains("other settings") && error.contains("inf shows named"), "{error}");
        let error = refused(&whole, ids(), &[expectations(), expectations()].concat());
        assert!(error.contains("no column \"input_2\"") && error.contains("aimed_1"), "{error}");
        let note = |what: &'static str, count: i64| {
            changed(&move |line| {
                if line.a == NOTE && line.about.as_deref() == Some(ratings::UNNAMED) {
                    (line.about, line.people) = (Some(what.to_owned()), Some(count));
                }
            })
        };
        let error = refused(&note(NO_SCALE, 1), ids(), &expectations());
        assert!(error.contains("1 files of ratings that fit no scale"), "{error}");
        let error = refused(&note(ratings::UNKNOWN_SHOWS, 31), ids(), &expectations());
        assert!(error.contains("do the ratings and the shows belong together?"), "{error}");
        std::fs::write(&file, "PAR1").expect("written");
        let error =
            format!("{:#}", Counts::from_rows(std::slice::from_ref(&file), ids(), &expectations()).expect_err("cut"));
        assert!(error.contains("part-0.parquet: it cannot be read as Parquet: is it cut short?"), "{error}");
    }
}
