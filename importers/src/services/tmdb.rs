//! TMDB: ratings, favourites and watchlists in one shape of table.

use super::{EachRow, imdb, least};
use crate::entry::Ids;
use crate::gather::Name;
use crate::problems::Kind;
use crate::table::Table;

pub(super) fn table(table: &Table<'_>, file_name: &str) -> EachRow {
    let [id, imdb, kind, title, released, season, episode, rating] =
        ["tmdb id", "imdb id", "type", "name", "release date", "season number", "episode number", "your rating"]
            .map(|name| table.column(&[name]));
    let is_watchlist = file_name.to_ascii_lowercase().contains("watchlist");
    let is_favorites = file_name.to_ascii_lowercase().contains("favorite");
    (
        least(&[id, kind, title]),
        Box::new(move |file, row| {
            let name = row.get(title);
            let kind = row.get(kind).to_ascii_lowercase();
            if kind.contains("movie") {
                return file.problem(Kind::NotSeries, row.line, &name);
            }
            // Seasons and episodes have names and numbers of their own, which do not lead to their series.
            if !row.get(season).is_empty() || !row.get(episode).is_empty() || !kind.starts_with("tv") {
                return file.problem(Kind::LoneEpisode, row.line, &name);
            }
            if name.is_empty() {
                return file.problem(Kind::NoTitle, row.line, &row.get(id));
            }
            let year = row.get(released).get(..4).and_then(|year| year.parse().ok());
            let ids = Ids { tmdb: row.number(id), imdb: imdb::imdb_id(&row.get(imdb)), ..Ids::default() };
            let stars = file.rating(row.line, &row.get(rating), 10);
            let Some(place) = file.gather.group(0, Name { title: &name, year, ids, ..Name::default() }) else {
                return file.problem(Kind::TooManySeries, row.line, &name);
            };
            place.group.watchlist |= is_watchlist;
            place.group.liked |= is_favorites;
            if let Some(stars) = stars {
                place.group.rate(stars, 10);
            }
        }),
    )
}
