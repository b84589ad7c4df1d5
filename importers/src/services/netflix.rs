//! Netflix: `Show: Season 1: Episode` and films, with days as the account's language writes them.

use super::{EachRow, File, least};
use crate::dates::Readings;
use crate::entry;
use crate::gather::{Count, Name, number};
use crate::problems::Kind;
use crate::table::Table;
use crate::titles;

/// Shorter plays are a look at the beginning, or a preview in the menu, in seconds.
const SHORTEST_PLAY: u32 = 60;

/// `Title,Date`: the list that the account page offers.
pub(super) fn history(table: &Table<'_>, _: &str) -> EachRow {
    let title = table.column(&["title"]).or(Some(0));
    let date = table.column(&["date"]).or(Some(1));
    (
        least(&[title]),
        Box::new(move |file, row| {
            let readings = file.date(row.line, &row.get(date));
            play(file, row.line, 0, &row.get(title), readings);
        }),
    )
}

/// Every play of every profile, from the personal data that Netflix sends.
pub(super) fn activity(table: &Table<'_>, _: &str) -> EachRow {
    let [profile, start, duration, attributes, title, supplemental] =
        ["profile name", "start time", "duration", "attributes", "title", "supplemental video type"]
            .map(|name| table.column(&[name]));
    (
        least(&[profile, start, title]),
        Box::new(move |file, row| {
            let line = row.get(title);
            // A play that nobody asked for is a preview that ran by itself.
            let by_itself = row.get(attributes).contains("Autoplayed: user action: None");
            if !row.get(supplemental).is_empty() || by_itself {
                return file.problem(Kind::Trailer, row.line, &line);
            }
            if seconds(&row.get(duration)).is_some_and(|seconds| seconds < SHORTEST_PLAY) {
                return file.problem(Kind::Glimpse, row.line, &line);
            }
            let Some(profile) = file.gather.profile(&row.get(profile)) else {
                return file.problem(Kind::TooManySeries, row.line, &line);
            };
            let readings = file.date(row.line, &row.get(start));
            play(file, row.line, profile, &line, readings);
        }),
    )
}

fn play(file: &mut File<'_>, at: u64, profile: u16, line: &str, readings: Option<Readings>) {
    if line.is_empty() {
        return file.problem(Kind::NoTitle, at, "");
    }
    let episode = titles::episode(line);
    let name = match &episode {
        Some(episode) => Name { title: episode.show, ..Name::default() },
        None => Name { title: line, kind: entry::Kind::MaybeFilm, ..Name::default() },
    };
    let Some(mut place) = file.gather.group(profile, name) else {
        return file.problem(Kind::TooManySeries, at, line);
    };
    place.group.play(Count::Row, 1);
    if let Some(readings) = &readings {
        place.group.saw(readings);
    }
    if let Some(episode) = episode
        && !place.episode(number(episode.rest))
    {
        file.problem(Kind::TooManyEpisodes, at, line);
    }
}

/// `00:42:10` in seconds.
fn seconds(duration: &str) -> Option<u32> {
    let mut seconds = 0_u32;
    for part in duration.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    Some(seconds)
}
