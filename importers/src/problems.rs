//! What could not be read as it stands, counted by kind and with examples, so that nothing is passed over silently.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How many examples of each kind are kept: enough to find the cause, however many there are.
pub const EXAMPLES: usize = 5;

/// How many characters of a value are shown.
const SHOWN: usize = 80;

/// What can be wrong, or was left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A file ends in the middle, or its compressed bytes are damaged.
    Damaged,
    /// A file inside the archive is encrypted.
    Encrypted,
    /// A file inside the archive is compressed in a way that is not read.
    Compression,
    /// A file is larger than what is read of one.
    TooBig,
    /// A file unpacks to far more than an honest one does.
    Bomb,
    /// The archive holds more files than are looked at.
    TooManyFiles,
    /// There are more different series than are kept.
    TooManySeries,
    /// A series has more episodes than are told apart.
    TooManyEpisodes,
    /// A file inside the archive has a name that leads out of its folder.
    BadName,
    /// An archive inside the archive.
    NestedArchive,
    /// A file has a name that is known, but not the content that belongs to it.
    OtherContent,
    /// A row that does not end, mostly for a quotation mark that is not closed.
    LongRow,
    /// A row with too few values.
    ShortRow,
    /// An item that is not built as expected.
    OddItem,
    /// A row without a title.
    NoTitle,
    /// A rating that is not a number on its scale.
    BadRating,
    /// A date that no calendar has.
    BadDate,
    /// Days and months cannot be told apart.
    AmbiguousDates,
    /// Ratings of single episodes that do not name their series.
    LoneEpisode,
    /// Films and other things that are not series.
    NotSeries,
    /// Trailers and previews.
    Trailer,
    /// Played for less than a minute.
    Glimpse,
}

impl Kind {
    /// Whether it was left out as it should be, and asks nothing of the person.
    pub fn is_expected(self) -> bool {
        matches!(self, Kind::NotSeries | Kind::Trailer | Kind::Glimpse)
    }

    /// What happened, as it goes behind a count.
    pub fn what(self) -> &'static str {
        match self {
            Kind::Damaged => "files that are damaged or cut short",
            Kind::Encrypted => "files that need a password",
            Kind::Compression => "files packed in an unusual way",
            Kind::TooBig => "files that are too large",
            Kind::Bomb => "files that unpack to far more than they should",
            Kind::TooManyFiles => "archives with too many files",
            Kind::TooManySeries => "rows beyond the number of series that are kept",
            Kind::TooManyEpisodes => "rows beyond the number of episodes that are told apart",
            Kind::BadName => "files whose names lead out of the archive",
            Kind::NestedArchive => "archives inside the archive",
            Kind::OtherContent => "files with a known name and unknown content",
            Kind::LongRow => "rows that do not end",
            Kind::ShortRow => "rows with too few values",
            Kind::OddItem => "items that are not built as expected",
            Kind::NoTitle => "rows without a title",
            Kind::BadRating => "ratings that are not on their scale",
            Kind::BadDate => "dates that no calendar has",
            Kind::AmbiguousDates => "columns of dates in which days and months cannot be told apart",
            Kind::LoneEpisode => "ratings of episodes that do not name their series",
            Kind::NotSeries => "films and other things that are not series",
            Kind::Trailer => "trailers and previews",
            Kind::Glimpse => "plays of less than a minute",
        }
    }

    /// What follows from it, and what the person can do.
    pub fn advice(self) -> &'static str {
        match self {
            Kind::Damaged => "What stands before the damage was read. Download the file again.",
            Kind::Encrypted => "Unpack the archive with its password and choose the files themselves.",
            Kind::Compression => "Unpack the archive and choose the files themselves.",
            Kind::TooBig => "What fits was read. Split the file, or remove what does not concern series.",
            Kind::Bomb => "The file was not read further. If you trust it, unpack it and choose the files themselves.",
            Kind::TooManyFiles => "The other files were not looked at. Unpack the archive and choose the right one.",
            Kind::TooManySeries => "They were left out. Split the file.",
            Kind::TooManyEpisodes => "They count as plays, not as episodes.",
            Kind::BadName => "They were left out. Be careful with this archive.",
            Kind::NestedArchive => "Unpack the outer archive and choose the inner one.",
            Kind::OtherContent => "They were left out. The service may have changed its export.",
            Kind::LongRow => "The row was left out. Look for a quotation mark that is not closed.",
            Kind::ShortRow => "The rows were left out. Was the file edited or cut short?",
            Kind::OddItem => "They were left out. The service may have changed its export.",
            Kind::NoTitle => "The rows were left out.",
            Kind::BadRating => "The shows are kept without these ratings.",
            Kind::BadDate => "The shows are kept without these dates.",
            Kind::AmbiguousDates => "The shows are kept without the days on which they were watched.",
            Kind::LoneEpisode => "They were left out; rate the series itself.",
            Kind::NotSeries | Kind::Trailer | Kind::Glimpse => "Left out, as they should be.",
        }
    }
}

/// One of them: where it is, and the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file, as it is called inside the archive.
    pub file: String,
    /// The line on which the row begins, from 1, or the number of the item in a list; 0 is the file as a whole.
    pub line: u64,
    /// The value, shortened.
    pub value: String,
}

/// All of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// How many there are.
    pub count: u64,
    /// The first few.
    pub examples: Vec<Problem>,
}

/// Problems by kind, each with its count and its first examples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    kinds: BTreeMap<Kind, Noted>,
}

impl Problems {
    /// Notes one.
    pub(crate) fn add(&mut self, kind: Kind, file: &str, line: u64, value: &str) {
        let noted = self.kinds.entry(kind).or_default();
        noted.count += 1;
        if noted.examples.len() < EXAMPLES {
            noted.examples.push(Problem { file: shown(file), line, value: shown(value) });
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// How many of a kind.
    pub fn count(&self, kind: Kind) -> u64 {
        self.kinds.get(&kind).map_or(0, |noted| noted.count)
    }

    /// Each kind that occurs.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &Noted)> {
        self.kinds.iter().map(|(kind, noted)| (*kind, noted))
    }
}

/// A value as it can be shown: on one line, without control and direction marks, and not endless.
fn shown(value: &str) -> String {
    let is_hidden = |letter: &char| {
        letter.is_control() || matches!(*letter as u32, 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069)
    };
    let mut text: String =
        value.trim().chars().map(|letter| if is_hidden(&letter) { ' ' } else { letter }).take(SHOWN + 1).collect();
    if let Some((end, _)) = text.char_indices().nth(SHOWN) {
        text.truncate(end);
        text.push('…');
    }
    text
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.value.is_empty() {
            write!(f, ": {}", self.value)?;
        }
        Ok(())
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, noted) in &self.kinds {
            writeln!(f, "{} × {}. {}", noted.count, kind.what(), kind.advice())?;
            for example in &noted.examples {
                writeln!(f, "    {example}")?;
            }
            let more = noted.count - noted.examples.len() as u64;
            if more > 0 {
                writeln!(f, "    … and {more} more")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn every_kind_says_what_happened_and_what_to_do() {
        use Kind::*;
        let kinds = [
            Damaged,
            Encrypted,
            Compression,
            TooBig,
            Bomb,
            TooManyFiles,
            TooManySeries,
            TooManyEpisodes,
            BadName,
            NestedArchive,
            OtherContent,
            LongRow,
            ShortRow,
            OddItem,
            NoTitle,
            BadRating,
            BadDate,
            AmbiguousDates,
            LoneEpisode,
            NotSeries,
            Trailer,
            Glimpse,
        ];
        let mut problems = Problems::default();
        kinds.into_iter().for_each(|kind| problems.add(kind, "file.csv", 7, "the value"));
        insta::assert_snapshot!(problems);
    }

    #[test]
    fn examples_are_few_short_and_on_one_line() {
        let mut problems = Problems::default();
        for line in 0..1000 {
            problems.add(Kind::BadDate, "a\u{202e}b.csv", line, &"x\ny".repeat(100));
        }
        assert_eq!(problems.count(Kind::BadDate), 1000);
        let (_, noted) = problems.iter().next().expect("one kind");
        assert_eq!(noted.examples.len(), EXAMPLES);
        assert!(noted.examples.iter().all(|one| one.value.chars().count() == SHOWN + 1 && !one.value.contains('\n')));
        assert_eq!(noted.examples[0].file, "a b.csv");
    }
}
