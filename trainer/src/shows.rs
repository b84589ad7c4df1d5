//! The shows: one record, whether it comes from an owner's `shows.csv` or from the bundled catalogue.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Result, bail};
use model_core::catalogue::{Facts, Title};

use crate::problems::{Place, Problems};
use crate::table::{Row, Table};

/// A show as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Show {
    /// Its id and names.
    pub title: Title,
    /// Everything else.
    pub facts: Facts,
    /// How well known it is.
    pub known: Known,
    /// Where it was read.
    pub place: Place,
}

/// How many people have seen a show, 1 to 100; ten points are a doubling of people. See `data/README.md`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Of all people.
    pub fame: Option<u8>,
    /// Of those who seek out shows of its kind, on the scale of fame, where that differs from it.
    pub fans: Option<u8>,
}

impl Known {
    /// Whether anything is known.
    pub fn is_some(self) -> bool {
        self.fame.or(self.fans).is_some()
    }

    /// As anybody sees it. A show of unknown fame is taken for one that few know.
    pub fn to_anybody(self) -> f64 {
        f64::from(self.fame.or(self.fans).unwrap_or(Self::FEW).clamp(1, 100))
    }

    /// As those see it who seek out its kind.
    pub fn to_fans(self) -> f64 {
        f64::from(self.fans.or(self.fame).unwrap_or(Self::FEW).clamp(1, 100))
    }

    const FEW: u8 = 30;
}

/// The column in which files with shows, and files with ratings, keep the show's id, by its usual names.
pub const ITEM_COLUMNS: [&str; 8] = ["item", "id", "showId", "movieId", "itemId", "show", "item_id", "show_id"];

/// Reads a table of shows. An id and a title suffice; every other column is optional. Lists within a cell are joined by
/// `|`. A year in brackets at the end of a title is read as its year, and HTML's character references are resolved.
///
/// # Errors
/// When the file cannot be read, has no id or title column, or holds no show.
pub fn read_csv(file: &Path, problems: &mut Problems) -> Result<Vec<Show>> {
    let mut table = Table::open(file)?;
    let columns = Columns::of(&table)?;
    let needed = columns.id.max(columns.title) + 1;
    let mut shows = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    while let Some(row) = table.next_row(needed, problems)? {
        let place = Place::new(file, row.line);
        let id = row.get(columns.id).into_owned();
        let title = unescape(&row.get(columns.title));
        if id.is_empty() || title.is_empty() {
            problems.add("shows without an id or a title", place, || format!("id {id:?}, title {title:?}"));
            continue;
        }
        if let Some(first) = seen.get(&id) {
            problems.add("shows whose id occurred before", place, || format!("id {id:?}, first in line {first}"));
            continue;
        }
        seen.insert(id.clone(), row.line);
        shows.push(columns.show(&row, id, title, place, problems));
    }
    if shows.is_empty() {
        bail!("{} holds no show\n{problems}", file.display());
    }
    Ok(shows)
}

/// Where each fact is.
struct Columns {
    id: usize,
    title: usize,
    original: Option<usize>,
    aliases: Vec<usize>,
    year: Option<usize>,
    end: Option<usize>,
    countries: Option<usize>,
    languages: Option<usize>,
    networks: Option<usize>,
    genres: Option<usize>,
    seasons: Option<usize>,
    episodes: Option<usize>,
    minutes: Option<usize>,
    creators: Option<usize>,
    cast: Option<usize>,
    tags: Option<usize>,
    content: Option<usize>,
    franchise: Option<usize>,
    synopsis: Option<usize>,
    poster: Option<usize>,
    fame: Option<usize>,
    fans: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Result<Columns> {
        let (Some(id), Some(title)) = (table.column(&ITEM_COLUMNS), table.column(&["title", "name"])) else {
            bail!(
                "{} needs a column with the shows' ids (item, id, showId or movieId) and one with their titles (title or \
                 name); its columns are: {}",
                table.file().display(),
                table.header().join(", ")
            );
        };
        let column = |names: &[&str]| table.column(names).filter(|at| *at != id && *at != title);
        Ok(Columns {
            id,
            title,
            original: column(&["original", "title_native", "title_ja", "original_title"]),
            aliases: ["aliases", "title_en", "english", "synonyms"].iter().filter_map(|name| column(&[name])).collect(),
            year: column(&["year", "first_year", "start_year"]),
            end: column(&["end", "end_year", "last_year"]),
            countries: column(&["countries", "country"]),
            languages: column(&["languages", "language"]),
            networks: column(&["networks", "network", "services", "service"]),
            genres: column(&["genres", "genre"]),
            seasons: column(&["seasons"]),
            episodes: column(&["episodes"]),
            minutes: column(&["minutes", "runtime"]),
            creators: column(&["creators", "creator"]),
            cast: column(&["cast"]),
            tags: column(&["tags"]),
            content: column(&["content"]),
            franchise: column(&["franchise"]),
            synopsis: column(&["synopsis", "description"]),
            poster: column(&["poster"]),
            fame: column(&["fame"]),
            fans: column(&["fans"]),
        })
    }

    fn show(&self, row: &Row<'_>, id: String, title: String, place: Place, problems: &mut Problems) -> Show {
        let (title, year_in_title) = split_year(&title);
        let text = |column| row.get_some(column).map(|text| unescape(&text)).filter(|text| !text.is_empty());
        let list = |column| split_list(&row.get_some(column).unwrap_or_default());
        let mut number = |name: &str, column| {
            let value = row.get_some(column)?;
            // `2011.0` is how spreadsheets and data frames write a whole number.
            let parsed = value.strip_suffix(".0").unwrap_or(&value).parse::<u16>().ok();
            if parsed.is_none() {
                problems.add("numbers that cannot be read", place.clone(), || format!("{name} {value:?}"));
            }
            parsed
        };
        let year = number("year", self.year).or(year_in_title);
        let end = number("end", self.end);
        let original = text(self.original).filter(|original| *original != title);
        let mut aliases: Vec<String> = self.aliases.iter().flat_map(|at| list(Some(*at))).collect();
        aliases.retain(|alias| *alias != title && Some(alias) != original.as_ref());
        let facts = Facts {
            end,
            running: end.map(|_| false),
            countries: list(self.countries),
            languages: list(self.languages),
            networks: list(self.networks),
            genres: list(self.genres),
            seasons: number("seasons", self.seasons),
            episodes: number("episodes", self.episodes),
            minutes: number("minutes", self.minutes),
            creators: list(self.creators),
            cast: list(self.cast),
            tags: list(self.tags).iter().map(|tag| weighted(tag)).collect(),
            content: list(self.content).iter().map(|note| weighted(note)).collect(),
            franchise: text(self.franchise),
            synopsis: text(self.synopsis).unwrap_or_default(),
            poster: text(self.poster),
        };
        let mut estimate = |name: &str, column| number(name, column).and_then(|value| u8::try_from(value).ok());
        let known = Known { fame: estimate("fame", self.fame), fans: estimate("fans", self.fans) };
        Show { title: Title { id, title: title.to_owned(), original, aliases, year }, facts, known, place }
    }
}

fn split_list(cell: &str) -> Vec<String> {
    cell.split('|').map(|one| unescape(one.trim())).filter(|one| !one.is_empty()).collect()
}

/// `slow-burn:2` is a tag of weight 2; without a number its weight is 1.
fn weighted(text: &str) -> (String, u8) {
    match text.rsplit_once(':').map(|(name, weight)| (name, weight.trim().parse())) {
        Some((name, Ok(weight @ 1..=3))) => (name.trim().to_owned(), weight),
        _ => (text.to_owned(), 1),
    }
}

/// `Shameless (2011)` is Shameless of 2011.
fn split_year(title: &str) -> (&str, Option<u16>) {
    if let Some((name, behind)) = title.rsplit_once('(')
        && let Some(digits) = behind.strip_suffix(')')
        && digits.len() == 4
        && let Ok(year @ 1900..=2100) = digits.parse()
        && !name.trim().is_empty()
    {
        return (name.trim(), Some(year));
    }
    (title, None)
}

/// Resolves the character references that exports of web sites leave in titles: `Gintama&#039;`.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest.find(';').filter(|end| *end <= 10).and_then(|end| Some((end, resolve(&rest[1..end])?)));
        match reference {
            Some((end, letter)) => {
                plain.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn resolve(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_as_exports_write_them() {
        assert_eq!(unescape("Gintama&#039;"), "Gintama'");
        assert_eq!(unescape("Law &amp; Order & more &c;"), "Law & Order & more &c;");
        assert_eq!(split_year("Shameless (2011)"), ("Shameless", Some(2011)));
        assert_eq!(split_year("(2011)"), ("(2011)", None));
        assert_eq!(split_year("Room (222)"), ("Room (222)", None));
        assert_eq!(weighted("slow-burn:2"), ("slow-burn".into(), 2));
        assert_eq!(weighted("Re:Zero"), ("Re:Zero".into(), 1));
        assert_eq!(weighted("Area:51"), ("Area:51".into(), 1));
    }

    #[test]
    fn a_table_of_shows_is_read_and_its_mistakes_are_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("shows.csv");
        let text = "movieId,title,genres,year\n1,Heat (1995),Crime|Drama,\n1,Again,,\n2,,,\n3,Lost,,20x4\n4\n";
        std::fs::write(&file, text).expect("written");
        let mut problems = Problems::default();
        let shows = read_csv(&file, &mut problems).expect("shows");
        assert_eq!(shows.len(), 2);
        assert_eq!((shows[0].title.title.as_str(), shows[0].title.year), ("Heat", Some(1995)));
        assert_eq!(shows[0].facts.genres, ["Crime", "Drama"]);
        assert_eq!(problems.total(), 4);
        assert!(problems.to_string().contains("shows.csv:3: id \"1\", first in line 2"), "{problems}");
    }
}
