//! TV Time: the tables of the personal data that tell of series. The others (addresses, tokens, devices) are not opened.

use super::{EachRow, File, least};
use crate::entry::{Ids, Status};
use crate::gather::{Count, Name, Place, numbered};
use crate::problems::Kind;
use crate::table::{Row, Table};

/// The series of a row.
fn series_of<'f>(file: &'f mut File<'_>, row: &Row<'_>, title: Option<usize>, id: Option<usize>) -> Option<Place<'f>> {
    let title = row.get(title);
    if title.is_empty() {
        file.problem(Kind::NoTitle, row.line, &row.get(id));
        return None;
    }
    let name = Name {
        title: &title,
        ids: Ids { tvdb: row.number(id).filter(|id| *id > 0), ..Ids::default() },
        ..Name::default()
    };
    let place = file.gather.group(0, name);
    if place.is_none() {
        file.problems.add(Kind::TooManySeries, file.name, row.line, &title);
    }
    place
}

/// `tracking-prod-records-v2.csv`: episodes that were watched, and series that are kept.
pub(super) fn tracking(table: &Table<'_>, _: &str) -> EachRow {
    let key = table.column(&["key"]);
    let title = table.column(&["series name"]);
    let id = table.column(&["s id", "series id"]);
    let season = table.column(&["season number", "s no"]);
    let episode = table.column(&["episode number", "ep no"]);
    let [created, followed, archived, later, count] =
        ["created at", "is followed", "is archived", "is for later", "ep watch count"]
            .map(|name| table.column(&[name]));
    (
        least(&[key, title]),
        Box::new(move |file, row| {
            let key = row.get(key);
            if key.starts_with("watch-episode-") {
                watched(file, row, title, id, season, episode, created);
            } else if key.starts_with("user-series-") {
                let Some(place) = series_of(file, row, title, id) else { return };
                place.group.watchlist |= row.is_yes(later);
                place.group.followed |= row.is_yes(followed);
                place.group.watched(row.number(count).unwrap_or(0));
                if row.is_yes(archived) {
                    place.group.status(Status::OnHold);
                }
            } else {
                file.problem(Kind::NotSeries, row.line, &key);
            }
        }),
    )
}

/// `seen_episode.csv`, as older archives have it.
pub(super) fn episodes(table: &Table<'_>, _: &str) -> EachRow {
    let [title, id, season, episode, created] =
        ["tv show name", "tv show id", "episode season number", "episode number", "created at"]
            .map(|name| table.column(&[name]));
    (least(&[title, episode]), Box::new(move |file, row| watched(file, row, title, id, season, episode, created)))
}

fn watched(
    file: &mut File<'_>,
    row: &Row<'_>,
    title: Option<usize>,
    id: Option<usize>,
    season: Option<usize>,
    episode: Option<usize>,
    created: Option<usize>,
) {
    let readings = file.date(row.line, &row.get(created));
    let Some(mut place) = series_of(file, row, title, id) else { return };
    place.group.play(Count::Row, 1);
    if let Some(readings) = &readings {
        place.group.saw(readings);
    }
    if let Some(episode) = row.number(episode)
        && !place.episode(numbered(row.number(season).unwrap_or(0), episode))
    {
        file.problem(Kind::TooManyEpisodes, row.line, &row.get(title));
    }
}

/// `followed_tv_show.csv`.
pub(super) fn followed(table: &Table<'_>, _: &str) -> EachRow {
    let [title, id, archived] = ["tv show name", "tv show id", "archived"].map(|name| table.column(&[name]));
    (
        least(&[title, id]),
        Box::new(move |file, row| {
            let Some(place) = series_of(file, row, title, id) else { return };
            place.group.followed = true;
            // Put away, mostly since it was given up or is over: begun in any case.
            if row.is_yes(archived) {
                place.group.status(Status::OnHold);
            }
        }),
    )
}

/// `user_tv_show_data.csv`: how many episodes were seen, and favourites.
pub(super) fn series(table: &Table<'_>, _: &str) -> EachRow {
    let [title, id, seen, favorite] =
        ["tv show name", "tv show id", "nb episodes seen", "is favorited"].map(|name| table.column(&[name]));
    (
        least(&[title, id]),
        Box::new(move |file, row| {
            let Some(place) = series_of(file, row, title, id) else { return };
            place.group.liked |= row.is_yes(favorite);
            place.group.watched(row.number(seen).unwrap_or(0));
        }),
    )
}
