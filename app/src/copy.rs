//! Copies for people to keep: everything as JSON, which can be imported again without loss, and tables as CSV.

use serde::Serialize;

use crate::household::Household;
use crate::taste::{Entry, Mark};

/// Everybody with everything that was said. `importers::services::own` reads it, and says how it is laid out.
pub fn json(household: &Household) -> String {
    #[derive(Serialize)]
    struct Copy<'h> {
        format: &'static str,
        version: u32,
        people: Vec<Name<'h>>,
        shows: Vec<Show<'h>>,
    }
    #[derive(Serialize)]
    struct Name<'h> {
        name: &'h str,
    }
    #[derive(Serialize)]
    struct Show<'h> {
        person: usize,
        id: &'h str,
        title: &'h str,
        year: Option<u16>,
        genres: &'h [String],
        mark: Mark,
        at: u64,
        /// Only said where it is so.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        out: bool,
    }
    let people = household.members().iter().map(|member| Name { name: &member.person.name }).collect();
    let mut shows = Vec::new();
    for (person, member) in household.members().iter().enumerate() {
        shows.extend(member.taste.entries().iter().map(|entry| {
            let Entry { id, title, year, genres, mark, at, out } = entry;
            Show { person, id, title, year: *year, genres, mark: *mark, at: *at, out: *out }
        }));
    }
    let copy = Copy { format: "canihasashowplz ratings", version: 2, people, shows };
    // Text and numbers always serialize into memory.
    serde_json::to_string_pretty(&copy).unwrap_or_default()
}

/// The shows of a person as a table.
pub fn csv(entries: &[Entry]) -> String {
    let mut text = row(&["title", "year", "id", "mark", "date"]);
    for entry in entries {
        let year = entry.year.map(|year| year.to_string()).unwrap_or_default();
        text += &row(&[&entry.title, &year, &entry.id, word(entry.mark), &day(entry.at)]);
    }
    text
}

/// What the table calls a mark, whatever language the page has: programs read tables too.
fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Loved => "loved",
        Mark::Liked => "liked",
        Mark::Disliked => "not for you",
        Mark::Seen => "seen",
        Mark::Meh => "meh",
        Mark::Want => "to watch",
        Mark::Hidden => "not interested",
    }
}

/// A row of a table, in which no spreadsheet finds a formula.
pub fn row(values: &[&str]) -> String {
    let cells: Vec<String> = values.iter().map(|value| cell(value)).collect();
    cells.join(",") + "\r\n"
}

/// A value. One that begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text".
fn cell(value: &str) -> String {
    let mark = if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    if value.contains(['"', ',', ';', '\n', '\r', '\t']) || !mark.is_empty() {
        format!("\"{mark}{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// Year, month and day of a moment, in milliseconds since 1970, by the world's clock.
///
/// After Howard Hinnant's `civil_from_days`: years that begin in March have the odd day of leap years at their end.
pub fn civil(moment: u64) -> (u64, u64, u64) {
    let days = moment / 86_400_000 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month < 3), month, day)
}

/// The day of a moment: `2026-03-01`.
pub fn day(moment: u64) -> String {
    let (year, month, day) = civil(moment);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        // From `date -u -d @…`.
        for (seconds, text) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_709_164_800, "2024-02-29"),
            (1_735_689_599, "2024-12-31"),
            (1_735_689_600, "2025-01-01"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(day(seconds * 1000), text);
        }
    }

    #[test]
    fn a_table_holds_no_formula_and_no_broken_row() {
        let entry = |title: &str| Entry {
            id: "x".into(),
            title: title.into(),
            year: Some(2002),
            genres: Vec::new(),
            mark: Mark::Loved,
            at: 1_700_000_000_000,
            out: false,
        };
        let text = csv(&[entry("=1+1"), entry("\"A\", B"), entry("-1"), entry("Dark")]);
        assert_eq!(
            text,
            "title,year,id,mark,date\r\n\"'=1+1\",2002,x,loved,2023-11-14\r\n\"\"\"A\"\", B\",2002,x,loved,2023-11-14\r\n\
             \"'-1\",2002,x,loved,2023-11-14\r\nDark,2002,x,loved,2023-11-14\r\n"
        );
    }
}
