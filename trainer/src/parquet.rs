//! Parquet as a table of text: what pandas, DuckDB and `collector export` write.
//!
//! Rows become lines of CSV, a block at a time, and go the way of every other table. So whatever is said about a line
//! holds here too: the header is line 1, row 1 is line 2.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

/// A Parquet file begins and ends with these bytes.
pub(crate) const MAGIC: &[u8] = b"PAR1";

/// About as much text is made at a time.
const BLOCK: usize = 1 << 16;

/// The rows of a Parquet file as CSV, header first.
pub(crate) struct AsCsv {
    rows: RowIter<'static>,
    /// How many rows were taken.
    taken: u64,
    text: Vec<u8>,
    /// How much of the text was read.
    read: usize,
}

impl AsCsv {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is no Parquet file or is cut short, or has a column that is no single value.
    pub(crate) fn open(file: &Path) -> Result<AsCsv> {
        let whole = || format!("{} cannot be read as Parquet: is it cut short?", file.display());
        let reader = SerializedFileReader::new(File::open(file).with_context(whole)?).with_context(whole)?;
        let mut header = Vec::new();
        for column in reader.metadata().file_metadata().schema().get_fields() {
            if let Some(what) = unusable(column) {
                bail!(
                    "{}: the column {:?} holds {what}; a table needs texts, numbers and truth values: write it \
                     without this column",
                    file.display(),
                    column.name()
                );
            }
            header.push(column.name().to_owned());
        }
        let mut text = Vec::with_capacity(BLOCK);
        line(&mut text, header.iter().map(String::as_str)).with_context(whole)?;
        Ok(AsCsv { rows: reader.into_iter(), taken: 0, text, read: 0 })
    }

    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.read = 0;
        while self.text.len() < BLOCK {
            let Some(row) = self.rows.next() else { break };
            self.taken += 1;
            let row = row.map_err(|error| io::Error::other(format!("row {}: {error}", self.taken)))?;
            write_row(&mut self.text, &row)
                .map_err(|error| io::Error::other(format!("row {}: {error}", self.taken)))?;
        }
        Ok(())
    }
}

impl Read for AsCsv {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read == self.text.len() {
            self.fill()?;
        }
        let count = into.len().min(self.text.len() - self.read);
        into[..count].copy_from_slice(&self.text[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}

/// Why a column cannot be a table's; `None` when it can.
fn unusable(column: &Type) -> Option<&'static str> {
    if column.is_group() {
        return Some("lists or structures");
    }
    let about = column.get_basic_info();
    if about.repetition() == parquet::basic::Repetition::REPEATED {
        return Some("lists");
    }
    match column.get_physical_type() {
        Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY => {
            let text = matches!(about.logical_type_ref(), Some(LogicalType::String | LogicalType::Enum))
                || matches!(about.converted_type(), ConvertedType::UTF8 | ConvertedType::ENUM);
            (!text).then_some("bytes that are not marked as text")
        }
        _ => None,
    }
}

fn write_row(text: &mut Vec<u8>, row: &Row) -> Result<()> {
    let values = row.get_column_iter().map(|(_, field)| in_words(field)).collect::<Vec<String>>();
    line(text, values.iter().map(String::as_str))
}

/// A value as it would stand in a CSV file. A moment becomes seconds since 1970, as the readers expect it.
fn in_words(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bool(truth) => truth.to_string(),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::TimestampMillis(moment) => moment.div_euclid(1_000).to_string(),
        Field::TimestampMicros(moment) => moment.div_euclid(1_000_000).to_string(),
        other => other.to_string(),
    }
}

fn line<'v>(text: &mut Vec<u8>, values: impl Iterator<Item = &'v str>) -> Result<()> {
    let mut writer = csv::Writer::from_writer(text);
    writer.write_record(values)?;
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use parquet::basic::Compression;
    use parquet::column::writer::ColumnWriter;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::ratings::{self, ColumnNames, Ratings};

    /// What a test writes into a column.
    #[derive(Clone, Copy)]
    enum Values<'v> {
        Texts(&'v [&'v str]),
        Ints(&'v [i32]),
        Longs(&'v [i64]),
        /// `None` stands for no value.
        Doubles(&'v [Option<f64>]),
    }

    fn write(file: &Path, schema: &str, compression: Compression, groups: &[Vec<Values<'_>>]) {
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let file = File::create(file).expect("a file");
        let mut writer = SerializedFileWriter::new(file, schema, properties).expect("a writer");
        for group in groups {
            let mut rows = writer.next_row_group().expect("rows");
            for values in group {
                let mut column = rows.next_column().expect("a column").expect("one more");
                match (values, column.untyped()) {
                    (Values::Texts(texts), ColumnWriter::ByteArrayColumnWriter(column)) => {
                        let texts: Vec<_> = texts.iter().map(|text| (*text).into()).collect();
                        column.write_batch(&texts, None, None).expect("written");
                    }
                    (Values::Ints(ints), ColumnWriter::Int32ColumnWriter(column)) => {
                        column.write_batch(ints, None, None).expect("written");
                    }
                    (Values::Longs(longs), ColumnWriter::Int64ColumnWriter(column)) => {
                        column.write_batch(longs, None, None).expect("written");
                    }
                    (Values::Doubles(doubles), ColumnWriter::DoubleColumnWriter(column)) => {
                        let levels: Vec<i16> = doubles.iter().map(|value| i16::from(value.is_some())).collect();
                        let values: Vec<f64> = doubles.iter().flatten().copied().collect();
                        column.write_batch(&values, Some(&levels), None).expect("written");
                    }
                    _ => panic!("the values are not of the column's type"),
                }
                column.close().expect("closed");
            }
            rows.close().expect("closed");
        }
        writer.close().expect("closed");
    }

    fn read(file: &Path) -> Result<Ratings> {
        let shows: HashMap<String, u32> = (1..=9).map(|id| (id.to_string(), id - 1)).collect();
        ratings::read(&[file.to_owned()], &ColumnNames::default(), &shows)
    }

    const COLLECTOR: &str = "message ratings {
        REQUIRED INT32 user; REQUIRED BYTE_ARRAY item (STRING); REQUIRED BYTE_ARRAY rating (STRING); }";

    #[test]
    fn the_same_is_read_as_from_csv() {
        let folder = tempfile::tempdir().expect("a folder");
        let (parquet, text) = (folder.path().join("r.parquet"), folder.path().join("r.csv"));
        let first = vec![
            Values::Ints(&[1, 1, 2]),
            Values::Texts(&["1", "2", "9"]),
            Values::Texts(&["loved", "disliked", "liked"]),
        ];
        let second = vec![Values::Ints(&[3, 3]), Values::Texts(&["1", "77"]), Values::Texts(&["liked", "loved"])];
        for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
            write(&parquet, COLLECTOR, compression, &[first.clone(), second.clone()]);
            std::fs::write(&text, "user,item,rating\n1,1,loved\n1,2,disliked\n2,9,liked\n3,1,liked\n3,77,loved\n")
                .expect("written");
            let (from_parquet, from_csv) = (read(&parquet).expect("rows"), read(&text).expect("lines"));
            assert_eq!(from_parquet.viewers, from_csv.viewers);
            assert_eq!(from_parquet.names, ["1", "2", "3"]);
            assert_eq!(from_parquet.problems.to_string().replace("parquet", "csv"), from_csv.problems.to_string());
            assert!(from_parquet.problems.to_string().contains("r.parquet:6: show \"77\""));
        }
    }

    #[test]
    fn numbers_missing_values_and_moments_are_understood() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("stars.parquet");
        let schema = "message m { REQUIRED INT64 userId; REQUIRED INT64 movieId; OPTIONAL DOUBLE rating;
            REQUIRED INT64 timestamp (TIMESTAMP(MILLIS,true)); }";
        let group = vec![
            Values::Longs(&[7, 7, 8]),
            Values::Longs(&[1, 2, 3]),
            Values::Doubles(&[Some(5.0), Some(0.5), None]),
            Values::Longs(&[99_500, -1, 0]),
        ];
        write(&file, schema, Compression::UNCOMPRESSED, &[group]);
        let read = read(&file).expect("rows");
        let said: Vec<(u32, bool, i64)> =
            read.viewers.entries_of(0).iter().map(|entry| (entry.show, entry.preference > 0.0, entry.time)).collect();
        assert_eq!(said, [(0, true, 99), (1, false, -1)]);
        assert!(read.problems.to_string().contains("stars.parquet:4: \"\""), "{}", read.problems);
    }

    #[test]
    fn what_is_no_table_is_refused_with_the_way_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("r.parquet");
        write(
            &file,
            COLLECTOR,
            Compression::UNCOMPRESSED,
            &[vec![Values::Ints(&[1]), Values::Texts(&["1"]), Values::Texts(&["liked"])]],
        );
        let bytes = std::fs::read(&file).expect("there");
        std::fs::write(&file, &bytes[..bytes.len() - 9]).expect("written");
        let error = format!("{:#}", read(&file).expect_err("cut short"));
        assert!(error.contains("r.parquet cannot be read as Parquet: is it cut short?"), "{error}");

        let schema = "message m { REQUIRED INT32 user; REQUIRED BYTE_ARRAY item; }";
        write(&file, schema, Compression::UNCOMPRESSED, &[vec![Values::Ints(&[1]), Values::Texts(&["1"])]]);
        let error = format!("{:#}", read(&file).expect_err("bytes"));
        assert!(error.contains("the column \"item\" holds bytes that are not marked as text"), "{error}");

        let schema = "message m { REQUIRED INT32 person; REQUIRED BYTE_ARRAY item (STRING); }";
        write(&file, schema, Compression::UNCOMPRESSED, &[vec![Values::Ints(&[1]), Values::Texts(&["1"])]]);
        let error = format!("{:#}", read(&file).expect_err("no user"));
        assert!(error.contains("its columns are: person, item"), "{error}");
    }

    #[test]
    fn values_are_quoted_where_they_must_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("shows.parquet");
        let schema = "message m { REQUIRED INT32 id; REQUIRED BYTE_ARRAY title (STRING); }";
        let titles = ["Me, \"Myself\" & I", "two\nlines"];
        write(&file, schema, Compression::UNCOMPRESSED, &[vec![Values::Ints(&[1, 2]), Values::Texts(&titles)]]);
        let mut problems = crate::problems::Problems::default();
        let shows = crate::shows::read_csv(&file, &mut problems).expect("two shows");
        let read: Vec<&str> = shows.iter().map(|show| show.title.title.as_str()).collect();
        assert_eq!(read, titles);
    }
}
