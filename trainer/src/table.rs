//! Delimited text as it exists in the world: comma, tab or semicolon, plain or gzipped, with or without a byte-order
//! mark, UTF-8 or Latin-1; and [`crate::parquet`], which is read as if it were such text.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use csv::ByteRecord;
use encoding_rs::WINDOWS_1252;
use flate2::bufread::MultiGzDecoder;

use crate::parquet;
use crate::problems::{Place, Problems};

/// A table that is read row by row.
pub struct Table {
    file: PathBuf,
    header: Vec<String>,
    delimiter: u8,
    reader: csv::Reader<Box<dyn BufRead>>,
    record: ByteRecord,
    /// How many bytes of the file have been taken, as it lies on the disk.
    taken: Arc<AtomicU64>,
    /// The csv crate counts a line at its `\n`, and of `\r\n` leaves that to the record behind.
    line_offset: u64,
}

/// Counts what is read.
struct Counting<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.taken.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// One row; values by column number.
pub struct Row<'t> {
    /// The line on which the row begins, from 1.
    pub line: u64,
    record: &'t ByteRecord,
}

impl Row<'_> {
    /// A value without surrounding white space, as text. Bytes that are not UTF-8 are read as Windows-1252 (a superset
    /// of Latin-1), which spreadsheets still write.
    pub fn get(&self, column: usize) -> std::borrow::Cow<'_, str> {
        let bytes = self.record.get(column).unwrap_or_default().trim_ascii();
        match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }
    }

    /// A value; `None` when it is empty.
    pub fn get_some(&self, column: Option<usize>) -> Option<String> {
        let value = self.get(column?);
        (!value.is_empty()).then(|| value.into_owned())
    }
}

impl Table {
    /// Opens a file and reads its header. Whether it is gzipped, or Parquet, is seen from its first bytes.
    ///
    /// # Errors
    /// When the file cannot be read, is empty, or its first line is not a header.
    pub fn open(file: &Path) -> Result<Table> {
        let reading = || format!("cannot read {}", file.display());
        let taken = Arc::new(AtomicU64::new(0));
        let inner = File::open(file).with_context(reading)?;
        let mut plain = BufReader::with_capacity(1 << 16, Counting { inner, taken: taken.clone() });
        let source: Box<dyn BufRead> = match plain.fill_buf().with_context(reading)? {
            [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(plain))),
            start if start.starts_with(parquet::MAGIC) => {
                Box::new(BufReader::with_capacity(1 << 16, parquet::AsCsv::open(file)?))
            }
            _ => Box::new(plain),
        };
        let table = Table::from_reader(file, source)?;
        Ok(Table { taken, ..table })
    }

    /// A table from any bytes; `file` is the name used in messages.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn from_reader(file: &Path, mut source: Box<dyn BufRead>) -> Result<Table> {
        let reading = || format!("cannot read {}", file.display());
        let start = source.fill_buf().with_context(reading)?;
        if start.is_empty() {
            bail!("{} is empty", file.display());
        }
        if start.starts_with(b"\xef\xbb\xbf") {
            source.consume(3);
        }
        let mut first = Vec::new();
        source.by_ref().take(1 << 16).read_until(b'\n', &mut first).with_context(reading)?;
        if first.contains(&0) {
            bail!("{} is not a text table: its first line has zero bytes", file.display());
        }
        let line_offset = u64::from(first.ends_with(b"\r\n"));
        let delimiter = [b',', b'\t', b';', b'|']
            .into_iter()
            .max_by_key(|mark| (first.iter().filter(|byte| *byte == mark).count(), std::cmp::Reverse(*mark)))
            .unwrap_or(b',');
        let whole: Box<dyn BufRead> = Box::new(std::io::Cursor::new(first).chain(source));
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(whole);
        let header = reader.byte_headers().with_context(reading)?.clone();
        let header = (0..header.len()).map(|at| Row { line: 1, record: &header }.get(at).into_owned()).collect();
        Ok(Table {
            file: file.to_owned(),
            header,
            delimiter,
            reader,
            record: ByteRecord::new(),
            taken: Arc::default(),
            line_offset,
        })
    }

    /// What stands between two values.
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// The file's name, for messages.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// How many bytes of the file have been read, packed if it is; 0 where it was not opened by its name.
    pub fn bytes_taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The number of the first column that has one of these names, whatever its letters' case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let by_name: HashMap<String, usize> =
            self.header.iter().enumerate().rev().map(|(at, name)| (name.to_ascii_lowercase(), at)).collect();
        names.iter().find_map(|name| by_name.get(&name.to_ascii_lowercase()).copied())
    }

    /// The next row that has at least `columns` values. Shorter rows (half-written lines) and rows that cannot be read
    /// are noted and passed over.
    ///
    /// # Errors
    /// When the file itself can no longer be read: a damaged archive, a broken disk.
    pub fn next_row(&mut self, columns: usize, problems: &mut Problems) -> Result<Option<Row<'_>>> {
        loop {
            match self.reader.read_byte_record(&mut self.record) {
                Ok(false) => return Ok(None),
                Ok(true) => {}
                Err(error) if error.is_io_error() => {
                    let line = self.reader.position().line();
                    return Err(error).with_context(|| {
                        format!("{} cannot be read past line {line}: is it damaged or cut short?", self.file.display())
                    });
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    problems.add("unreadable lines", Place::new(&self.file, line), || error.to_string());
                    continue;
                }
            }
            let line = self.line();
            if self.record.len() < columns {
                let (got, place) = (self.record.len(), Place::new(&self.file, line));
                problems.add("half-written lines", place, || format!("{got} values where {columns} are needed"));
                continue;
            }
            break;
        }
        Ok(Some(Row { line: self.line(), record: &self.record }))
    }

    fn line(&self) -> u64 {
        self.record.position().map_or(0, |position| position.line() + self.line_offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &'static [u8]) -> Result<Table> {
        Table::from_reader(Path::new("t.csv"), Box::new(bytes))
    }

    #[test]
    fn delimiters_marks_and_encodings_are_recognized() {
        for bytes in [&b"\xef\xbb\xbfa;b\r\n1;caf\xc3\xa9\r\n"[..], b"a\tb\n1\tcaf\xe9\n", b"a,b\n1,\"caf\xc3\xa9\"\n"]
        {
            let mut table = table(bytes).expect("a table");
            assert_eq!(table.column(&["B"]), Some(1));
            let mut problems = Problems::default();
            let row = table.next_row(2, &mut problems).expect("readable").expect("a row");
            assert_eq!((row.get(0).as_ref(), row.get(1).as_ref(), row.line), ("1", "café", 2));
        }
    }

    #[test]
    fn an_empty_file_and_a_binary_file_are_refused() {
        assert_eq!(table(b"").err().map(|e| e.to_string()), Some("t.csv is empty".into()));
        assert!(table(b"\x00\x01\x02\n").is_err());
    }
}
