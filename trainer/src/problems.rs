//! What was found wrong in the input, counted and with examples, so that nothing is passed over silently.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// How many examples of each kind are kept.
const EXAMPLES: usize = 5;

/// Where something is: a file and a line in it (from 1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as it was named.
    pub file: PathBuf,
    /// The line, from 1; 0 is the file as a whole.
    pub line: u64,
}

impl Place {
    /// A line of a file.
    pub fn new(file: &Path, line: u64) -> Place {
        Place { file: file.to_owned(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file.display()),
            line => write!(f, "{}:{line}", self.file.display()),
        }
    }
}

/// Problems by kind, each kind with its count and its first examples.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    kinds: BTreeMap<&'static str, Kind>,
}

#[derive(Debug, Clone, Default)]
struct Kind {
    count: u64,
    examples: Vec<(Place, String)>,
}

impl Problems {
    /// Notes one. `kind` is what goes before the count, `detail` names the value.
    pub fn add(&mut self, kind: &'static str, place: Place, detail: impl FnOnce() -> String) {
        let entry = self.kinds.entry(kind).or_default();
        entry.count += 1;
        if entry.examples.len() < EXAMPLES {
            entry.examples.push((place, detail()));
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// How many of a kind.
    pub fn count(&self, kind: &str) -> u64 {
        self.kinds.get(kind).map_or(0, |kind| kind.count)
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.kinds.values().map(|kind| kind.count).sum()
    }

    /// Takes over what another reader found.
    pub fn append(&mut self, other: Problems) {
        for (name, kind) in other.kinds {
            let entry = self.kinds.entry(name).or_default();
            entry.count += kind.count;
            entry.examples.extend(kind.examples);
            entry.examples.truncate(EXAMPLES);
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, kind) in &self.kinds {
            writeln!(f, "{} × {name}", kind.count)?;
            for (place, detail) in &kind.examples {
                writeln!(f, "    {place}: {detail}")?;
            }
            let more = kind.count - kind.examples.len() as u64;
            if more > 0 {
                writeln!(f, "    … and {more} more")?;
            }
        }
        Ok(())
    }
}
