//! How long a large file takes, and how much memory: `cargo run --profile native -p importers --example large`.
//!
//! The file is made piece by piece while it is read, so that the memory that is measured is the reader's. It has as many
//! different series, episodes and films as a household could have watched in twenty lives.

use std::io::{self, Read, Seek, SeekFrom};
use std::time::Instant;

use importers::{Options, Progress};

const BYTES: u64 = 100_000_000;

/// A viewing history that is made when it is asked for.
struct Made {
    at: u64,
    row: u64,
    line: Vec<u8>,
}

impl Made {
    fn new() -> Made {
        Made { at: 0, row: 0, line: b"Title,Date\n".to_vec() }
    }

    fn next_line(&mut self) {
        let row = self.row;
        self.row += 1;
        let (day, month, year) = (1 + row % 28, 1 + row / 28 % 12, 10 + row / 336 % 16);
        self.line.clear();
        let line = match row % 7 {
            0 => format!("\"A Film of the Year, Number {}\",{day}/{month}/{year}\n", row % 9_000),
            _ => format!(
                "\"The Series with Number {}: Season {}: The One, with \"\"Quotes\"\" {}\",{day}/{month}/{year}\n",
                row / 50 % 3_000,
                1 + row % 7,
                row % 350
            ),
        };
        self.line.extend_from_slice(line.as_bytes());
    }
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.line.is_empty() {
            self.next_line();
        }
        let left = usize::try_from(BYTES - self.at).unwrap_or(usize::MAX);
        let count = buffer.len().min(self.line.len()).min(left);
        buffer[..count].copy_from_slice(&self.line[..count]);
        self.line.drain(..count);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Made {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Start(0) => *self = Made::new(),
            SeekFrom::End(0) => return Ok(BYTES),
            _ => return Err(io::ErrorKind::Unsupported.into()),
        }
        Ok(0)
    }
}

/// The most memory that this process has used, in kB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() -> Result<(), importers::Unreadable> {
    let before = peak();
    let start = Instant::now();
    let mut tenth = 0;
    let mut progress = |Progress { read, of }| {
        if read * 10 / of.max(1) > tenth {
            tenth = read * 10 / of;
            print!("{}% ", tenth * 10);
        }
    };
    let import = importers::read("NetflixViewingHistory.csv", &mut Made::new(), &Options::default(), &mut progress)?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "\n{} rows, {} series and films, {seconds:.2} s ({:.0} MB/s)",
        import.rows,
        import.entries.len(),
        100.0 / seconds
    );
    if let (Some(before), Some(after)) = (before, peak()) {
        println!("peak memory {:.1} MB, {:.1} MB of them before", after as f64 / 1000.0, before as f64 / 1000.0);
    }
    print!("{}", import.problems);
    Ok(())
}
