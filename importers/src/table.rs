//! Delimited text, row by row, from any source and in bounded memory.
//!
//! On the state machine of the csv crate (`csv-core`) instead of the csv crate itself, because a row must not grow
//! without end: one quotation mark that is never closed makes the whole rest of a file one row.

use std::borrow::Cow;
use std::io::{self, Read};

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::decode;
use crate::problems::{Kind, Problems};

/// The longest row that is read, in bytes. Honest ones are a hundred times shorter.
const LONGEST_ROW: usize = 1 << 18;

/// How often reading starts again behind the first line of a row that does not end. It is bounded since each time
/// costs a pass over [`LONGEST_ROW`] bytes.
const RESTARTS: u32 = 20;

const CHUNK: usize = 1 << 16;

/// A table that is read row by row.
pub(crate) struct Table<'r> {
    file: &'r str,
    input: &'r mut dyn Read,
    parser: csv_core::Reader,
    header: Vec<String>,
    /// Bytes that were read, of which those from `start` belong to rows that were not given out yet.
    raw: Vec<u8>,
    start: usize,
    at_end: bool,
    /// The line of the byte at `start`, from 1.
    line: u64,
    restarts: u32,
    values: Vec<u8>,
    ends: Vec<usize>,
}

/// One row.
pub(crate) struct Row<'t> {
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    values: &'t [u8],
    ends: &'t [usize],
}

impl<'t> Row<'t> {
    /// A value without surrounding white space; empty when the row or the table does not have it.
    pub(crate) fn get(&self, column: Option<usize>) -> Cow<'t, str> {
        let value = || {
            let column = column?;
            let start = if column == 0 { 0 } else { *self.ends.get(column - 1)? };
            self.values.get(start..*self.ends.get(column)?)
        };
        decode::text(value().unwrap_or_default().trim_ascii())
    }

    /// A value as a number; `None` when it is not one.
    pub(crate) fn number(&self, column: Option<usize>) -> Option<u32> {
        let value = self.get(column);
        // Spreadsheets and databases write 12.0.
        value.strip_suffix(".0").unwrap_or(&value).parse().ok()
    }

    /// Whether a value is a yes.
    pub(crate) fn is_yes(&self, column: Option<usize>) -> bool {
        matches!(self.get(column).to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "t" | "y")
    }
}

impl<'r> Table<'r> {
    /// A table whose header is read. `file` is the name for messages.
    ///
    /// # Errors
    /// When the source can no longer be read.
    pub(crate) fn open(file: &'r str, input: &'r mut dyn Read, problems: &mut Problems) -> io::Result<Table<'r>> {
        let mut table = Table {
            file,
            input,
            parser: csv_core::Reader::new(),
            header: Vec::new(),
            raw: Vec::new(),
            start: 0,
            at_end: false,
            line: 1,
            restarts: 0,
            values: vec![0; 1 << 12],
            ends: vec![0; 64],
        };
        while !table.at_end && table.raw.len() < CHUNK && !table.raw.contains(&b'\n') {
            table.fill()?;
        }
        let mark = table.pass_separator_line().unwrap_or_else(|| delimiter(first_line(&table.raw)));
        table.parser = ReaderBuilder::new().delimiter(mark).build();
        if let Some(row) = table.next(0, problems)? {
            let header = (0..row.ends.len()).map(|column| name(&row.get(Some(column)))).collect();
            table.header = header;
        }
        Ok(table)
    }

    /// The number of the first column that has one of these names, the first name first.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|column| column == name))
    }

    /// The next row that has at least `columns` values. Shorter ones are noted and passed over.
    ///
    /// # Errors
    /// When the source can no longer be read.
    pub(crate) fn next(&mut self, columns: usize, problems: &mut Problems) -> io::Result<Option<Row<'_>>> {
        loop {
            let Some((line, bytes, count)) = self.advance(problems)? else { return Ok(None) };
            if count < columns {
                let row = Row { line, values: &self.values[..bytes], ends: &self.ends[..count] };
                let values: Vec<_> = (0..count).map(|column| row.get(Some(column))).collect();
                problems.add(Kind::ShortRow, self.file, line, &values.join(", "));
                continue;
            }
            return Ok(Some(Row { line, values: &self.values[..bytes], ends: &self.ends[..count] }));
        }
    }

    /// Parses the next row; its line, how many bytes its values have, and how many there are.
    fn advance(&mut self, problems: &mut Problems) -> io::Result<Option<(u64, usize, usize)>> {
        let (mut at, mut bytes, mut count) = (self.start, 0, 0);
        loop {
            // Blank lines belong to no row, so that any number of them is passed over.
            if at == self.start {
                self.start += blank(&self.raw[at..]);
                self.line += lines(&self.raw[at..self.start]);
                at = self.start;
            }
            if at == self.raw.len() && !self.at_end {
                let parsed = at - self.start;
                self.fill()?;
                at = self.start + parsed;
            }
            let (result, read, written, ended) =
                self.parser.read_record(&self.raw[at..], &mut self.values[bytes..], &mut self.ends[count..]);
            (at, bytes, count) = (at + read, bytes + written, count + ended);
            match result {
                ReadRecordResult::OutputFull => self.values.resize(self.values.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    let line = self.line;
                    self.line += lines(&self.raw[self.start..at]);
                    self.start = at;
                    return Ok(Some((line, bytes, count)));
                }
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::InputEmpty if at - self.start >= LONGEST_ROW => {
                    self.pass_long_row(problems)?;
                    (at, bytes, count) = (self.start, 0, 0);
                }
                // At the end the next turn gives the parser nothing, which tells it so.
                ReadRecordResult::InputEmpty => {}
            }
        }
    }

    /// Reads on, and forgets what was given out.
    fn fill(&mut self) -> io::Result<()> {
        self.raw.drain(..self.start);
        self.start = 0;
        let length = self.raw.len();
        self.raw.resize(length + CHUNK, 0);
        let read = self.input.read(&mut self.raw[length..]);
        self.raw.truncate(length + *read.as_ref().unwrap_or(&0));
        self.at_end = read? == 0;
        Ok(())
    }

    /// Passes over the first line of a row that does not end, so that the lines behind it are read. After too many
    /// such rows all that was taken for the row is passed over instead.
    fn pass_long_row(&mut self, problems: &mut Problems) -> io::Result<()> {
        let row = &self.raw[self.start..];
        let first = first_line(row);
        problems.add(Kind::LongRow, self.file, self.line, &decode::text(&first[..first.len().min(400)]));
        let line = first.len();
        let has_end = line < row.len();
        self.parser.reset();
        if has_end && self.restarts < RESTARTS {
            self.restarts += 1;
            self.start += line;
            return Ok(());
        }
        self.line += lines(row);
        self.start = self.raw.len();
        loop {
            self.fill()?;
            if self.at_end {
                return Ok(());
            }
            let line = first_line(&self.raw).len();
            self.start = line;
            if line < self.raw.len() {
                return Ok(());
            }
        }
    }

    /// `sep=;`, with which some spreadsheets begin, names the delimiter.
    fn pass_separator_line(&mut self) -> Option<u8> {
        let first = first_line(&self.raw).trim_ascii_end();
        let [mark] = *first.strip_prefix(b"sep=")? else { return None };
        self.start = first.len();
        Some(mark)
    }
}

/// The name of a column, for comparing: small letters, single spaces.
pub(crate) fn name(text: &str) -> String {
    text.trim().trim_matches('\u{feff}').to_ascii_lowercase().replace('_', " ")
}

/// The names of the columns in the first line of a text.
pub(crate) fn header(text: &str) -> Vec<String> {
    let mut input = text.as_bytes();
    let mut problems = Problems::default();
    Table::open("", &mut input, &mut problems).map(|table| table.header).unwrap_or_default()
}

fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// How many bytes there are before the first row.
fn blank(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn first_line(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    &bytes[..end]
}

/// The mark that occurs most often in the header, outside of quotation marks.
fn delimiter(header: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; 256];
    for byte in header {
        quoted ^= *byte == b'"';
        counts[usize::from(*byte)] += usize::from(!quoted);
    }
    // Of equals the last one counts.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|mark| counts[usize::from(*mark)]).unwrap_or(b',')
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All rows of a table: line and values.
    fn rows(bytes: &[u8], columns: usize) -> (Vec<(u64, Vec<String>)>, Problems) {
        let mut input = bytes;
        let mut problems = Problems::default();
        let mut table = Table::open("t.csv", &mut input, &mut problems).expect("memory");
        let mut rows = Vec::new();
        while let Some(row) = table.next(columns, &mut problems).expect("memory") {
            rows.push((row.line, (0..row.ends.len()).map(|at| row.get(Some(at)).into_owned()).collect()));
        }
        (rows, problems)
    }

    #[test]
    fn delimiters_quotes_and_lines_are_read() {
        for text in [
            "a,b\n\"1\n,\"\"x\",é\n\n2,y\n",
            "a;b\r\n\"1\n,\"\"x\";é\r\n\r\n2;y\r\n",
            "sep=;\na;b\n\"1\n,\"\"x\";é\n2;y",
            "\"a,a\";b\n\"1\n,\"\"x\";é\n2;y",
        ] {
            let (rows, problems) = rows(text.as_bytes(), 2);
            let values: Vec<&[String]> = rows.iter().map(|(_, values)| values.as_slice()).collect();
            assert_eq!(values, [["1\n,\"x", "é"], ["2", "y"]], "{text:?}");
            let first = 2 + u64::from(text.starts_with("sep="));
            assert_eq!(rows[0].0, first);
            assert!(problems.is_empty());
        }
    }

    #[test]
    fn lines_are_counted_through_blank_and_broken_ones() {
        let (rows, problems) = rows(b"a,b\n\n\n1,2\nx\n3,4\n", 2);
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 6]);
        assert_eq!(problems.to_string().lines().nth(1), Some("    t.csv:5: x"));
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_costs_one_row() {
        let body = "x,y\n".repeat(200_000);
        let (rows, problems) = rows(format!("a,b\n1,\"2\n{body}").as_bytes(), 2);
        assert_eq!(rows.len(), 200_000);
        assert_eq!(rows.last().map(|(line, _)| *line), Some(200_002));
        assert_eq!(problems.count(Kind::LongRow), 1);
    }

    #[test]
    fn rows_made_to_be_read_again_and_again_are_read_in_bounded_time() {
        let (rows, problems) = rows("\"a\",\"\n".repeat(2_000_000).as_bytes(), 1);
        assert!(problems.count(Kind::LongRow) < 100, "{problems}");
        assert!(rows.len() < 100);
    }

    proptest! {
        #[test]
        fn tables_that_were_written_are_read(cells in proptest::collection::vec(("[a-z\", ;\n]{0,9}", "[a-z\", ;\n]{0,9}"), 0..20)) {
            let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let mut text = "a,b\n".to_owned();
            for (one, two) in &cells {
                text.push_str(&format!("{},{}\n", quote(one), quote(two)));
            }
            let (rows, problems) = rows(text.as_bytes(), 2);
            let expected: Vec<Vec<String>> =
                cells.iter().map(|(one, two)| vec![one.trim().to_owned(), two.trim().to_owned()]).collect();
            prop_assert_eq!(rows.into_iter().map(|(_, values)| values).collect::<Vec<_>>(), expected);
            prop_assert!(problems.is_empty());
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            rows(&bytes, 2);
        }
    }
}
