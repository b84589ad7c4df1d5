//! IMDb: ratings from 1 to 10, and lists. Films, series and episodes stand in one table.

use model_core::text::fold;

use super::{EachRow, File, least};
use crate::entry::{self, Ids};
use crate::gather::{Name, number};
use crate::problems::Kind;
use crate::table::{Row, Table};

/// The table of ratings.
pub(super) fn ratings(table: &Table<'_>, _: &str) -> EachRow {
    of(table, false)
}

/// The watchlist, or another list: what stands in it is meant to be watched.
pub(super) fn list(table: &Table<'_>, _: &str) -> EachRow {
    of(table, true)
}

/// The columns that are used.
struct Columns {
    id: Option<usize>,
    rating: Option<usize>,
    title: Option<usize>,
    original: Option<usize>,
    kind: Option<usize>,
    year: Option<usize>,
}

fn of(table: &Table<'_>, is_list: bool) -> EachRow {
    let [id, rating, title, original, kind, year] =
        ["const", "your rating", "title", "original title", "title type", "year"].map(|name| table.column(&[name]));
    let columns = Columns { id, rating, title, original, kind, year };
    (least(&[id, title]), Box::new(move |file, row| each(file, row, &columns, is_list)))
}

fn each(file: &mut File<'_>, row: &Row<'_>, columns: &Columns, is_list: bool) {
    let title = row.get(columns.title);
    let kind = fold(&row.get(columns.kind)).replace(' ', "");
    let rating = row.get(columns.rating);
    let is_series = matches!(kind.as_str(), "tvseries" | "tvminiseries" | "miniseries");
    if kind == "tvepisode" && !is_list {
        return episode(file, row.line, &title);
    }
    if !is_series && !kind.is_empty() {
        return file.problem(Kind::NotSeries, row.line, &title);
    }
    if title.is_empty() {
        return file.problem(Kind::NoTitle, row.line, &row.get(columns.id));
    }
    let id = row.get(columns.id);
    let name = Name {
        title: &title,
        other: &row.get(columns.original),
        year: row.number(columns.year).and_then(|year| u16::try_from(year).ok()),
        ids: Ids { imdb: imdb_id(&id), ..Ids::default() },
        kind: if is_series { entry::Kind::Series } else { entry::Kind::MaybeFilm },
        base: None,
    };
    let stars = file.rating(row.line, &rating, 10);
    let Some(place) = file.gather.group(0, name) else { return file.problem(Kind::TooManySeries, row.line, &title) };
    place.group.watchlist |= is_list;
    if let Some(stars) = stars {
        place.group.rate(stars, 10);
    }
}

/// A rated episode was watched; its stars are not those of the series.
fn episode(file: &mut File<'_>, line: u64, title: &str) {
    let Some((series, _)) = title.split_once(": ") else { return file.problem(Kind::LoneEpisode, line, title) };
    let name = Name { title: series, ..Name::default() };
    let Some(mut place) = file.gather.group(0, name) else { return file.problem(Kind::TooManySeries, line, title) };
    if !place.episode(number(&fold(title))) {
        file.problem(Kind::TooManyEpisodes, line, title);
    }
}

/// An id of IMDb's, if it is one.
pub(super) fn imdb_id(text: &str) -> Option<String> {
    let digits = text.strip_prefix("tt")?;
    let is_id = (5..=10).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then(|| text.to_owned())
}
