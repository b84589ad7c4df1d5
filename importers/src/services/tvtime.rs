//! TV Time: the tables of the personal data that tell of series. The others (addresses, tokens, devices) are not opened.

use super::{EachRow, File, least};
use crate::entry::{Ids, Status};
use crate::gather::{Count, Name, Place, numbered};
use crate::problems::Kind;
use crate::table::{Row, Table};

/// Where the series of a row stands.
#[derive(Clone, Copy)]
struct Series {
    title: Option<usize>,
    /// TheTVDB's.
    id: Option<usize>,
}

/// Where an episode that was watched stands.
#[derive(Clone, Copy)]
struct Episode {
    series: Series,
    season: Option<usize>,
    number: Option<usize>,
    watched: Option<usize>,
}

impl Series {
    fn of<'f>(self, file: &'f mut File<'_>, row: &Row<'_>) -> Option<Place<'f>> {
        let title = row.get(self.title);
        if title.is_empty() {
            file.problem(Kind::NoTitle, row.line, &row.get(self.id));
            return None;
        }
        let ids = Ids { tvdb: row.number(self.id).filter(|id| *id > 0), ..Ids::default() };
        let place = file.gather.group(0, Name { title: &title, ids, ..Name::default() });
        if place.is_none() {
            file.problems.add(Kind::TooManySeries, file.name, row.line, &title);
        }
        place
    }
}

impl Episode {
    fn each(self, file: &mut File<'_>, row: &Row<'_>) {
        let readings = file.date(row.line, &row.get(self.watched));
        let Some(mut place) = self.series.of(file, row) else { return };
        place.group.play(Count::Row, 1);
        if let Some(readings) = &readings {
            place.group.saw(readings);
        }
        if let Some(number) = row.number(self.number)
            && !place.episode(numbered(row.number(self.season).unwrap_or(0), number))
        {
            file.problem(Kind::TooManyEpisodes, row.line, &row.get(self.series.title));
        }
    }
}

/// `tracking-prod-records-v2.csv`: episodes that were watched, and series that are kept.
pub(super) fn tracking(table: &Table<'_>, _: &str) -> EachRow {
    let [key, title, created, followed, archived, later, count] =
        ["key", "series name", "created at", "is followed", "is archived", "is for later", "ep watch count"]
            .map(|name| table.column(&[name]));
    let series = Series { title, id: table.column(&["s id", "series id"]) };
    let episode = Episode {
        series,
        season: table.column(&["season number", "s no"]),
        number: table.column(&["episode number", "ep no"]),
        watched: created,
    };
    (
        least(&[key, title]),
        Box::new(move |file, row| {
            let key = row.get(key);
            if key.starts_with("watch-episode-") {
                episode.each(file, row);
            } else if key.starts_with("user-series-") {
                let Some(place) = series.of(file, row) else { return };
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
    let [title, id, season, number, watched] =
        ["tv show name", "tv show id", "episode season number", "episode number", "created at"]
            .map(|name| table.column(&[name]));
    let episode = Episode { series: Series { title, id }, season, number, watched };
    (least(&[title, number]), Box::new(move |file, row| episode.each(file, row)))
}

/// `followed_tv_show.csv`.
pub(super) fn followed(table: &Table<'_>, _: &str) -> EachRow {
    let [title, id, archived] = ["tv show name", "tv show id", "archived"].map(|name| table.column(&[name]));
    let series = Series { title, id };
    (
        least(&[title, id]),
        Box::new(move |file, row| {
            let Some(place) = series.of(file, row) else { return };
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
    let series = Series { title, id };
    (
        least(&[title, id]),
        Box::new(move |file, row| {
            let Some(place) = series.of(file, row) else { return };
            place.group.liked |= row.is_yes(favorite);
            place.group.watched(row.number(seen).unwrap_or(0));
        }),
    )
}
