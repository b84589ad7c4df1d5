//! All contributions as a file for the trainer, without anything that lasts from one export to the next: but for one bit
//! of each person, and that only where [`Options::keep_apart`] asks for it.
//!
//! What protects people here: shows that fewer than `floor` people rated are left out; people are numbered anew for each
//! export, in a new random order; a person's shows stand in the order of their ids. What it does not protect from is in
//! `docs/collector.md`: who knows some of what a person rated may still find their line, so an export is not for
//! publication.

mod parquet;

use std::fmt;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha20Rng;

use crate::contribution::Mark;
use crate::store::Snapshot;

/// Shows that fewer people rated are left out, unless another number is asked for.
pub const DEFAULT_FLOOR: u32 = 5;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `user,item,rating`, a line for each rating.
    Csv,
    /// The same three columns.
    Parquet,
}

impl Format {
    /// The form that a file's name asks for.
    ///
    /// # Errors
    /// When it ends in neither `.csv` nor `.parquet`.
    pub fn of(file: &Path) -> Result<Format> {
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => Ok(Format::Csv),
            Some("parquet") => Ok(Format::Parquet),
            _ => bail!("{}: name the file .csv or .parquet", file.display()),
        }
    }
}

/// What is written how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Shows that fewer people rated are left out.
    pub floor: u32,
    /// Number people so that the trainer measures on the same ones with every export: those whom
    /// [`Snapshot::is_kept_apart`] tells get the multiples of [`APART`], the others the numbers between.
    pub keep_apart: bool,
}

/// As the trainer has it: whose number is a multiple of this is measured on and not learned from.
pub const APART: u32 = 5;

/// What was written, and what was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// People in the export.
    pub people: usize,
    /// Shows in the export.
    pub shows: usize,
    /// Ratings in the export.
    pub ratings: usize,
    /// The floor.
    pub floor: u32,
    /// Shows that fewer people rated.
    pub rare_shows: usize,
    /// Ratings of those.
    pub rare_ratings: usize,
    /// Marks without an opinion.
    pub seen: usize,
    /// People of whom nothing was left.
    pub empty_people: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ratings of {} shows by {} people", self.ratings, self.shows, self.people)?;
        writeln!(
            f,
            "left out: {} ratings of {} shows that fewer than {} people rated, {} marks \"seen\"",
            self.rare_ratings, self.rare_shows, self.floor, self.seen
        )?;
        write!(f, "          {} people of whom nothing was left", self.empty_people)
    }
}

/// What an export says, in the order in which it says it.
struct Selection<'s> {
    snapshot: &'s Snapshot,
    /// Whether a show is in it, by its number.
    kept: Vec<bool>,
    /// The people in it, shuffled, and their numbers in the export.
    people: Vec<(u32, u32)>,
    report: Report,
}

impl<'s> Selection<'s> {
    /// "Seen" says that a show was watched and nothing of a taste, which is all that the trainer reads; so it is left
    /// out, and it does not count towards the floor.
    fn new(snapshot: &'s Snapshot, options: Options, rng: &mut ChaCha20Rng) -> Selection<'s> {
        let Options { floor, keep_apart } = options;
        let mut counts = vec![0u32; snapshot.shows().len()];
        let mut seen = 0;
        for (show, mark) in (0..snapshot.people()).flat_map(|person| snapshot.of(person)) {
            match mark {
                Mark::Seen => seen += 1,
                _ => counts[show as usize] += 1,
            }
        }
        let kept: Vec<bool> = counts.iter().map(|count| *count > 0 && *count >= floor).collect();
        let rare = counts.iter().zip(&kept).filter(|(count, kept)| **count > 0 && !**kept);
        let (rare_shows, rare_ratings) =
            rare.fold((0, 0), |(shows, ratings), (count, _)| (shows + 1, ratings + *count as usize));
        let mut people: Vec<u32> = (0..snapshot.people() as u32)
            .filter(|person| {
                snapshot.of(*person as usize).any(|(show, mark)| mark != Mark::Seen && kept[show as usize])
            })
            .collect();
        people.shuffle(rng);
        let mut multiples = (1..).map(|number| number * APART);
        let mut between = (1..).filter(|number| !keep_apart || number % APART != 0);
        let mut number = |person: u32| match keep_apart && snapshot.is_kept_apart(person as usize) {
            true => multiples.next(),
            false => between.next(),
        };
        let people: Vec<(u32, u32)> = people.into_iter().filter_map(|person| Some((person, number(person)?))).collect();
        let report = Report {
            people: people.len(),
            shows: kept.iter().filter(|kept| **kept).count(),
            ratings: snapshot.ratings() - seen - rare_ratings,
            floor,
            rare_shows,
            rare_ratings,
            seen,
            empty_people: snapshot.people() - people.len(),
        };
        Selection { snapshot, kept, people, report }
    }

    /// One person's ratings, sorted by the shows' ids.
    fn ratings_of(&self, person: u32) -> Vec<(&'s str, Mark)> {
        let mut ratings: Vec<(&str, Mark)> = self
            .snapshot
            .of(person as usize)
            .filter(|(show, mark)| *mark != Mark::Seen && self.kept[*show as usize])
            .map(|(show, mark)| (self.snapshot.shows()[show as usize].as_str(), mark))
            .collect();
        ratings.sort_unstable_by_key(|(show, _)| *show);
        ratings
    }

    fn csv(&self, out: impl Write) -> Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["user", "item", "rating"])?;
        for (person, number) in &self.people {
            let number = number.to_string();
            for (show, mark) in self.ratings_of(*person) {
                table.write_record([&number, show, mark.name()])?;
            }
        }
        table.flush()?;
        Ok(())
    }
}

/// Writes an export. The file appears whole or not at all, readable by its owner alone.
///
/// # Errors
/// When the file cannot be written, or the system has no randomness.
pub fn write(snapshot: &Snapshot, options: Options, format: Format, out: &Path) -> Result<Report> {
    let mut rng =
        ChaCha20Rng::try_from_os_rng().map_err(|error| anyhow::anyhow!("the system has no randomness: {error}"))?;
    let selection = Selection::new(snapshot, options, &mut rng);
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let writing = || format!("cannot write {}", out.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(writing)?;
    match format {
        Format::Csv => selection.csv(BufWriter::new(file.as_file_mut())),
        Format::Parquet => parquet::write(&selection, file.as_file_mut()),
    }
    .with_context(writing)?;
    file.as_file().sync_all().with_context(writing)?;
    file.persist(out).map_err(|error| error.error).with_context(writing)?;
    File::open(folder).and_then(|folder| folder.sync_all()).with_context(writing)?;
    Ok(selection.report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contribution::TokenHash;
    use crate::store::SnapshotBuilder;
    use proptest::prelude::*;

    fn snapshot(people: &[&str]) -> Snapshot {
        let mut builder = SnapshotBuilder::default();
        for (number, ratings) in people.iter().enumerate() {
            builder.add(TokenHash([number as u8; 32]), ratings).expect("good JSON");
        }
        builder.finish()
    }

    fn plain(floor: u32) -> Options {
        Options { floor, keep_apart: false }
    }

    fn csv(snapshot: &Snapshot, options: Options, seed: u64) -> (String, Report) {
        let selection = Selection::new(snapshot, options, &mut ChaCha20Rng::seed_from_u64(seed));
        let mut out = Vec::new();
        selection.csv(&mut out).expect("into memory");
        (String::from_utf8(out).expect("text"), selection.report)
    }

    fn three() -> Snapshot {
        snapshot(&[
            r#"{"a":"loved","b":"liked","rare":"loved"}"#,
            r#"{"a":"disliked","b":"seen"}"#,
            r#"{"b":"liked","seen-only":"seen"}"#,
            r#"{"other":"loved"}"#,
        ])
    }

    #[test]
    fn rare_shows_and_marks_without_an_opinion_are_left_out() {
        let (text, report) = csv(&three(), plain(2), 1);
        insta::assert_snapshot!(format!("{text}\n{report}"));
    }

    #[test]
    fn each_export_has_numbers_of_its_own() {
        let people: Vec<String> = (0..50).map(|person| format!(r#"{{"all":"liked","s{person}":"loved"}}"#)).collect();
        let snapshot = snapshot(&people.iter().map(String::as_str).collect::<Vec<_>>());
        let of_show = |text: &str, show: &str| {
            text.lines()
                .find(|line| line.contains(&format!(",{show},")))
                .and_then(|line| line.split(',').next().map(str::to_owned))
        };
        let (first, second) = (csv(&snapshot, plain(1), 1).0, csv(&snapshot, plain(1), 2).0);
        let same = (0..50).filter(|show| of_show(&first, &format!("s{show}")) == of_show(&second, &format!("s{show}")));
        assert!(same.count() < 10, "random orders have about one place in common");
        assert_eq!(first, csv(&snapshot, plain(1), 1).0);
    }

    #[test]
    fn who_is_kept_apart_has_a_multiple_of_five_whatever_the_order() {
        let people: Vec<String> = (0..60).map(|person| format!(r#"{{"all":"liked","s{person}":"loved"}}"#)).collect();
        let snapshot = snapshot(&people.iter().map(String::as_str).collect::<Vec<_>>());
        let options = Options { floor: 1, keep_apart: true };
        let mut orders = std::collections::HashSet::new();
        for seed in 0..5 {
            let (text, report) = csv(&snapshot, options, seed);
            let mut numbers = Vec::new();
            for line in text.lines().filter(|line| line.contains(",s")) {
                let values: Vec<&str> = line.split(',').collect();
                let number: u32 = values[0].parse().expect("a number");
                let person: u32 = values[1][1..].parse().expect("a person's own show");
                assert_eq!(number.is_multiple_of(APART), person.is_multiple_of(5), "{line}");
                numbers.push(number);
            }
            assert!(orders.insert(numbers.clone()), "another order each time");
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!((numbers.len(), report.people), (60, 60));
            assert_eq!(numbers[..4], [1, 2, 3, 4]);
        }
    }

    #[test]
    fn files_are_whole_and_private() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("ratings.csv");
        let report = write(&three(), plain(2), Format::Csv, &out).expect("written");
        assert_eq!((report.people, report.shows, report.ratings), (3, 2, 4));
        assert_eq!(std::fs::read_to_string(&out).expect("there").lines().count(), 5);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&out).expect("there").permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        assert!(Format::of(Path::new("a.txt")).is_err_and(|error| error.to_string().contains(".parquet")));
    }

    proptest! {
        #[test]
        fn nothing_rare_gets_out(
            people in proptest::collection::vec(proptest::collection::btree_map(0u8..12, 0usize..4, 1..8), 0..30),
            floor in 0u32..6,
        ) {
            let mut builder = SnapshotBuilder::default();
            for ratings in &people {
                let ratings: crate::contribution::Ratings =
                    ratings.iter().map(|(show, mark)| (format!("s{show}"), Mark::ALL[*mark])).collect();
                builder.add(TokenHash([5; 32]), &serde_json::to_string(&ratings).expect("JSON")).expect("good");
            }
            let (text, report) = csv(&builder.finish(), plain(floor), 3);
            let lines: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
            prop_assert_eq!(lines.len(), report.ratings);
            for show in 0..12u8 {
                let said = people.iter().filter(|ratings| ratings.get(&show).is_some_and(|mark| *mark < 3)).count();
                let written = lines.iter().filter(|line| line[1] == format!("s{show}")).count();
                prop_assert_eq!(written, if said >= floor as usize { said } else { 0 });
            }
            prop_assert!(lines.iter().all(|line| line[2] != "seen"));
            let users: std::collections::HashSet<&str> = lines.iter().map(|line| line[0]).collect();
            prop_assert_eq!(users.len(), report.people);
            prop_assert!((1..=report.people).all(|number| users.contains(number.to_string().as_str())));
        }
    }
}
