//! Reading ratings as they exist in the world, and turning stars into signed preferences.
//!
//! The columns are found by their usual names (`UserId,ShowId,IsLiked`, `userId,movieId,rating,timestamp`,
//! `user,item,rating`) or as the caller says. A file without a rating column is a history: everything in it is liked.
//! Every line that cannot be used is counted and reported with file and line; reading fails only where going on would
//! mislead.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::problems::{Place, Problems};
use crate::stars::{self, Stars, outside, preferences};
use crate::table::Table;
use crate::viewers::Viewers;

/// Column names for files whose own are not among the usual ones.
#[derive(Debug, Clone, Default)]
pub struct ColumnNames {
    /// The viewer.
    pub user: Option<String>,
    /// The show's id.
    pub item: Option<String>,
    /// The rating, or whether it is liked.
    pub rating: Option<String>,
    /// When.
    pub time: Option<String>,
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Ratings {
    /// The viewers with their signed preferences, in the order of their first line.
    pub viewers: Viewers,
    /// Their names in the files.
    pub names: Vec<String>,
    /// Whether there were explicit ratings or likes (otherwise only histories).
    pub explicit: bool,
    /// What was wrong.
    pub problems: Problems,
}

/// The show's column by its usual names. `id` comes last: in many exports it numbers the lines.
const ITEM_COLUMNS: [&str; 8] = ["item", "showId", "movieId", "itemId", "item_id", "show_id", "show", "id"];

pub(crate) const REPEATED: &str = "repeated ratings, of which the last counts";
pub(crate) const UNKNOWN_SHOWS: &str = "ratings of shows that are not in the catalogue";
pub(crate) const UNREADABLE: &str = "values that are no rating";
pub(crate) const UNNAMED: &str = "lines without a viewer or a show";
pub(crate) const OUTSIDE: &str = "ratings outside of their scale";

/// A rating as it stands in its file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Said {
    /// It is in a history.
    Watched,
    /// A like or a dislike.
    Liked(bool),
    /// More than a like.
    Loved,
    /// Ten-thousandths of a star as in the file, or millionths of the scale when that is known: whole numbers, so that sums
    /// of them are the same in any order and on any engine.
    Stars(i32),
}

/// One rating of one viewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rating {
    pub(crate) show: u32,
    pub(crate) said: Said,
    pub(crate) time: i64,
}

struct Line {
    user: u32,
    rating: Rating,
}

/// Reads files of ratings. `show_of` gives a show's number by the id in the files. Ratings of the same show by the same
/// viewer are one: the last line counts.
///
/// # Errors
/// When a file cannot be read or has no user or item column, when no line can be used, or when most ratings are of
/// shows that are not in the catalogue.
pub fn read(files: &[PathBuf], names: &ColumnNames, show_of: &HashMap<String, u32>) -> Result<Ratings> {
    read_tables(files.iter().map(|file| Table::open(file)), names, show_of)
}

/// As [`read`], from tables that are open already.
///
/// # Errors
/// As [`read`].
pub fn read_tables(
    tables: impl IntoIterator<Item = Result<Table>>,
    names: &ColumnNames,
    show_of: &HashMap<String, u32>,
) -> Result<Ratings> {
    let mut users: HashMap<String, u32> = HashMap::new();
    let mut read = Ratings::default();
    let mut lines = Vec::new();
    for table in tables {
        read_table(table?, names, show_of, &mut users, &mut lines, &mut read.problems)?;
    }
    check_usable(lines.len() as u64, &read.problems)?;
    read.explicit = lines.iter().any(|line| line.rating.said != Said::Watched);
    // A show that one viewer rated in several files counts once, as the last file says.
    let mut by_user: Vec<BTreeMap<u32, Rating>> = (0..users.len()).map(|_| BTreeMap::new()).collect();
    for line in lines {
        by_user[line.user as usize].insert(line.rating.show, line.rating);
    }
    let mut named: Vec<(String, u32)> = users.into_iter().collect();
    named.sort_unstable_by_key(|(_, number)| *number);
    for ((name, _), said) in named.into_iter().zip(by_user) {
        let entries = preferences(said.values().copied());
        if !entries.is_empty() {
            read.names.push(name);
            read.viewers.push(entries, 1.0);
        }
    }
    Ok(read)
}

/// Refuses ratings that have nothing to do with the shows; `usable` is how many could be used.
pub(crate) fn check_usable(usable: u64, problems: &Problems) -> Result<()> {
    check_counted(usable as i64, problems.count(UNKNOWN_SHOWS) as i64)
        .map_err(|error| anyhow::anyhow!("{error}\n{problems}"))
}

/// As [`check_usable`], where only the numbers are known.
pub(crate) fn check_counted(usable: i64, unknown: i64) -> Result<()> {
    if usable == 0 {
        bail!("no rating could be used");
    }
    if unknown > usable {
        bail!(
            "{unknown} ratings are of shows that are not in the catalogue, and only {usable} are: do the ratings and the \
             shows belong together?"
        );
    }
    Ok(())
}

/// A line that can be used.
pub(crate) struct Usable<'l> {
    /// Its number in the file, from 1.
    pub(crate) line: u64,
    /// The viewer's name.
    pub(crate) name: &'l str,
    /// The show's id.
    pub(crate) id: &'l str,
    pub(crate) rating: Rating,
}

/// Reads a table's ratings line by line.
pub(crate) struct Lines<'s> {
    table: Table,
    show_of: &'s HashMap<String, u32>,
    columns: Columns,
}

/// Where in a table of ratings everything stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns {
    pub(crate) user: usize,
    pub(crate) item: usize,
    pub(crate) rating: Option<usize>,
    time: Option<usize>,
    /// Whether the ratings say what is liked, so that their numbers are no stars.
    pub(crate) likes: bool,
}

impl Columns {
    pub(crate) fn find(table: &Table, names: &ColumnNames) -> Result<Columns> {
        let file = table.file();
        let column = |given: &Option<String>, usual: &[&str]| match given {
            Some(name) => match table.column(&[name]) {
                Some(at) => Ok(Some(at)),
                None => {
                    bail!("{} has no column {name:?}; its columns are: {}", file.display(), table.header().join(", "))
                }
            },
            None => Ok(table.column(usual)),
        };
        let user = column(&names.user, &["user", "userId", "user_id", "viewer"])?;
        let item = column(&names.item, &ITEM_COLUMNS)?;
        let rating = column(&names.rating, &["rating", "isLiked", "liked", "score", "stars"])?;
        let time = column(&names.time, &["timestamp", "time", "date"])?;
        let (Some(user), Some(item)) = (user, item) else {
            bail!(
                "{} needs a column with the viewer (user or userId) and one with the show (item, showId or movieId); its \
                 columns are: {}. Name them with --user-column and --item-column",
                file.display(),
                table.header().join(", ")
            );
        };
        Ok(Columns { user, item, rating, time, likes: rating.is_some_and(|at| says_likes(&table.header()[at])) })
    }
}

/// Whether a column of this name says what is liked.
pub(crate) fn says_likes(column: &str) -> bool {
    matches!(column.to_ascii_lowercase().as_str(), "isliked" | "liked")
}

impl<'s> Lines<'s> {
    /// Finds the columns.
    ///
    /// # Errors
    /// When there is none of viewers or of shows.
    pub(crate) fn new(table: Table, names: &ColumnNames, show_of: &'s HashMap<String, u32>) -> Result<Lines<'s>> {
        let columns = Columns::find(&table, names)?;
        Ok(Lines { table, show_of, columns })
    }

    pub(crate) fn file(&self) -> &Path {
        self.table.file()
    }

    /// How many bytes of the file have been read.
    pub(crate) fn bytes_taken(&self) -> u64 {
        self.table.bytes_taken()
    }

    /// Gives the next line that can be used to `take`. False at the end.
    pub(crate) fn next(
        &mut self,
        problems: &mut Problems,
        take: impl FnOnce(&Usable<'_>, &mut Problems),
    ) -> Result<bool> {
        let Columns { user, item, rating, time, likes } = self.columns;
        let needed = user.max(item).max(rating.unwrap_or(0)) + 1;
        let file = self.table.file().to_owned();
        while let Some(row) = self.table.next_row(needed, problems)? {
            let place = || Place::new(&file, row.line);
            let (name, id) = (row.get(user), row.get(item));
            if name.is_empty() || id.is_empty() {
                problems.add(UNNAMED, place(), || format!("viewer {name:?}, show {id:?}"));
                continue;
            }
            let Some(&show) = self.show_of.get(id.as_ref()) else {
                problems.add(UNKNOWN_SHOWS, place(), || format!("show {id:?}"));
                continue;
            };
            let said = match rating {
                None => Said::Watched,
                Some(at) => {
                    let value = row.get(at);
                    match parse_rating(&value, likes) {
                        Some(said) => said,
                        None => {
                            problems.add(UNREADABLE, place(), || format!("{value:?}"));
                            continue;
                        }
                    }
                }
            };
            let time = time.map_or(0, |at| row.get(at).parse::<f64>().map_or(0, |seconds| seconds as i64));
            take(&Usable { line: row.line, name: &name, id: &id, rating: Rating { show, said, time } }, problems);
            return Ok(true);
        }
        Ok(false)
    }
}

fn read_table(
    table: Table,
    names: &ColumnNames,
    show_of: &HashMap<String, u32>,
    users: &mut HashMap<String, u32>,
    lines: &mut Vec<Line>,
    problems: &mut Problems,
) -> Result<()> {
    let mut table = Lines::new(table, names, show_of)?;
    let file = table.file().to_owned();
    let mut seen: HashMap<(u32, u32), usize> = HashMap::new();
    let begin = lines.len();
    let mut places: Vec<u64> = Vec::new();
    let mut take = |usable: &Usable<'_>, problems: &mut Problems| {
        let next = users.len() as u32;
        let user = match users.get(usable.name) {
            Some(user) => *user,
            None => *users.entry(usable.name.to_owned()).or_insert(next),
        };
        let line = Line { user, rating: usable.rating };
        match seen.get(&(user, usable.rating.show)) {
            Some(&at) => {
                problems.add(REPEATED, Place::new(&file, usable.line), || format!("show {:?}", usable.id));
                lines[at] = line;
                places[at - begin] = usable.line;
            }
            None => {
                seen.insert((user, usable.rating.show), lines.len());
                lines.push(line);
                places.push(usable.line);
            }
        }
    };
    while table.next(problems, &mut take)? {}
    let file_lines = lines.split_off(begin);
    lines.extend(on_scale(&file, file_lines, &places, problems)?);
    Ok(())
}

fn parse_rating(value: &str, likes: bool) -> Option<Said> {
    match value.to_ascii_lowercase().as_str() {
        "loved" => return Some(Said::Loved),
        "true" | "yes" | "like" | "liked" => return Some(Said::Liked(true)),
        "false" | "no" | "dislike" | "disliked" => return Some(Said::Liked(false)),
        _ => {}
    }
    // Some locales write 7,5.
    let stars = stars::in_units(value.replace(',', ".").parse().ok()?)?;
    match (likes, stars) {
        (false, _) => Some(Said::Stars(stars)),
        (true, stars::ONE) => Some(Said::Liked(true)),
        (true, 0 | stars::MINUS_ONE) => Some(Said::Liked(false)),
        (true, _) => None,
    }
}

/// Recognizes a file's scale, drops what lies outside of it, and brings the rest to 0..1.
fn on_scale(file: &Path, lines: Vec<Line>, places: &[u64], problems: &mut Problems) -> Result<Vec<Line>> {
    let mut stars = Stars::default();
    lines.iter().for_each(|line| stars.add(line.rating.said));
    let scale = stars.scale(file)?;
    let mut kept = Vec::with_capacity(lines.len());
    for (mut line, &number) in lines.into_iter().zip(places) {
        match scale.read(line.rating.said) {
            Some(said) => {
                line.rating.said = said;
                kept.push(line);
            }
            None => problems.add(OUTSIDE, Place::new(file, number), || outside(line.rating.said, scale)),
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows() -> HashMap<String, u32> {
        (1..=9).map(|id| (id.to_string(), id - 1)).collect()
    }

    fn read_text(text: &str) -> Result<Ratings> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("r.csv");
        std::fs::write(&file, text).expect("written");
        read(&[file], &ColumnNames::default(), &shows())
    }

    fn signs(ratings: &Ratings, viewer: usize) -> Vec<(u32, bool)> {
        ratings.viewers.entries_of(viewer).iter().map(|entry| (entry.show, entry.preference > 0.0)).collect()
    }

    #[test]
    fn the_files_of_the_world_are_understood() {
        let likes = read_text("UserId,ShowId,IsLiked\na,1,true\na,2,false\nb,1,True\n").expect("likes");
        assert_eq!(signs(&likes, 0), [(0, true), (1, false)]);
        let stars = read_text("userId;movieId;rating;timestamp\n7;1;5;100\n7;2;4,5;100\n7;3;1;99\n").expect("stars");
        assert_eq!(signs(&stars, 0), [(0, true), (1, true), (2, false)]);
        assert_eq!(stars.viewers.entries_of(0)[2].time, 99);
        let history = read_text("user\titem\nx\t1\nx\t3\n").expect("a history");
        assert_eq!(signs(&history, 0), [(0, true), (2, true)]);
        assert!(!history.explicit);
    }

    #[test]
    fn the_words_of_the_collector_are_understood() {
        let words = read_text("user,item,rating\n1,1,loved\n1,2,liked\n1,3,disliked\n").expect("an export");
        assert_eq!(signs(&words, 0), [(0, true), (1, true), (2, false)]);
        let loved: Vec<bool> = words.viewers.entries_of(0).iter().map(|entry| entry.loved).collect();
        assert_eq!(loved, [true, false, false]);
        assert!(words.explicit && words.problems.is_empty());
    }

    #[test]
    fn what_cannot_be_used_is_reported_with_its_line() {
        let mut text = String::from("user,item,rating\n");
        for line in 0..2000 {
            text.push_str(&format!("u{line},1,{}\n", 1 + line % 10));
        }
        text.push_str("a,1,7\na,1,8\na,99,7\na,2,500\na,3,good\na,4\n,5,6\n");
        let read = read_text(&text).expect("most lines are good");
        let report = read.problems.to_string();
        assert_eq!(read.problems.total(), 6, "{report}");
        assert!(report.contains("r.csv:2005: 500, the scale ends at 10"), "{report}");
        assert!(report.contains("r.csv:2006: \"good\""), "{report}");
        assert!(report.contains("r.csv:2004: show \"99\""), "{report}");
        assert!(report.contains("r.csv:2007: 2 values where 3 are needed"), "{report}");
    }

    #[test]
    fn codes_for_none_do_not_stretch_the_scale() {
        for code in ["-1", "99"] {
            let mut text = String::from("user,item,rating\n");
            for line in 0..1000 {
                let stars = if line % 50 == 0 { code.to_string() } else { (1 + line % 5).to_string() };
                text.push_str(&format!("u{line},{},{stars}\n", 1 + line % 9));
            }
            let read = read_text(&text).expect("stars from 1 to 5");
            assert_eq!(read.problems.count("ratings outside of their scale"), 20, "{}", read.problems);
            let liked = (0..read.viewers.len()).flat_map(|viewer| read.viewers.liked(viewer)).count();
            assert!(liked > 300, "{liked} likes");
        }
    }

    #[test]
    fn the_same_rating_in_two_files_counts_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files: Vec<PathBuf> = ["a.csv", "b.csv"].iter().map(|name| folder.path().join(name)).collect();
        std::fs::write(&files[0], "UserId,ShowId,IsLiked\na,1,true\na,2,true\n").expect("written");
        std::fs::write(&files[1], "UserId,ShowId,IsLiked\na,1,false\n").expect("written");
        let read = read(&files, &ColumnNames::default(), &shows()).expect("two files");
        assert_eq!(signs(&read, 0), [(0, false), (1, true)]);
    }

    #[test]
    fn going_on_is_refused_where_it_would_mislead() {
        assert!(read_text("user,item\na,77\na,78\nb,1\n").is_err_and(|e| e.to_string().contains("belong together")));
        assert!(read_text("a,b\n1,2\n").is_err_and(|e| e.to_string().contains("--user-column")));
        assert!(read_text("user,item,rating\na,1,x\n").is_err_and(|e| e.to_string().contains("no rating")));
        assert!(read_text("").is_err_and(|e| e.to_string().contains("is empty")));
    }
}
