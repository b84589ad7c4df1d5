//! Letterboxd: films mostly, and some series of one season, which the table does not tell apart.

use super::{EachRow, least};
use crate::entry::{self, Status};
use crate::gather::{Count, Name};
use crate::problems::Kind;
use crate::table::Table;

pub(super) fn table(table: &Table<'_>, file_name: &str) -> EachRow {
    let [title, year, rating, watched] = ["name", "year", "rating", "watched date"].map(|name| table.column(&[name]));
    // The tables look alike; what they are lists of is in their names.
    let file_name = file_name.to_ascii_lowercase();
    let is_watchlist = file_name.contains("watchlist");
    let is_likes = file_name.starts_with("films");
    (
        least(&[title, year]),
        Box::new(move |file, row| {
            let name = row.get(title);
            if name.is_empty() {
                return file.problem(Kind::NoTitle, row.line, "");
            }
            let year = row.number(year).and_then(|year| u16::try_from(year).ok());
            let stars = file.rating(row.line, &row.get(rating), 5);
            let readings = file.date(row.line, &row.get(watched));
            let kind = entry::Kind::MaybeFilm;
            let Some(place) = file.gather.group(0, Name { title: &name, year, kind, ..Name::default() }) else {
                return file.problem(Kind::TooManySeries, row.line, &name);
            };
            let group = place.group;
            group.watchlist |= is_watchlist;
            group.liked |= is_likes;
            // What is listed was watched to its end: there is no other way to list it.
            if !is_watchlist {
                group.status(Status::Completed);
                group.play(Count::Row, u32::from(watched.is_some()));
            }
            if let Some(readings) = &readings {
                group.saw(readings);
            }
            if let Some(stars) = stars {
                group.rate(stars, 5);
            }
        }),
    )
}
