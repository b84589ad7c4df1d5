//! Trakt: lists in JSON for what was watched, rated and put on a list. Every item carries the series with its ids.

use std::io::{self, Read};

use serde_json::Value;

use super::{File, imdb, json};
use crate::entry::{self, Ids};
use crate::gather::{Count, Name, Place, numbered};
use crate::problems::Kind;

pub(super) fn read(file: &mut File<'_>, input: &mut dyn Read) -> io::Result<()> {
    // Both lists have the same items.
    let is_favorites = crate::archive::base_name(file.name).to_ascii_lowercase().contains("favorites");
    json::items(input, &[], &mut |_, number, item| {
        *file.rows += 1;
        each(file, number, item, is_favorites);
    })
}

fn each(file: &mut File<'_>, at: u64, item: &Value, is_favorites: bool) {
    let show = &item["show"];
    if !show.is_object() {
        let kind =
            if item["movie"].is_object() || item["person"].is_object() { Kind::NotSeries } else { Kind::OddItem };
        let title = json::text(&item["movie"]["title"]);
        return file.problem(kind, at, title);
    }
    let title = json::text(&show["title"]);
    if title.trim().is_empty() {
        return file.problem(Kind::NoTitle, at, json::text(&show["ids"]["slug"]));
    }
    let of = json::text(&item["type"]);
    let is_episode = of == "episode" || item["episode"].is_object();
    let rating = match &item["rating"] {
        // The stars of an episode are not those of its series.
        _ if is_episode => None,
        Value::Null => None,
        Value::String(text) => file.rating(at, text, 10),
        Value::Number(number) => file.rating(at, &number.to_string(), 10),
        _ => file.rating(at, "?", 10),
    };
    let days = ["watched_at", "last_watched_at"].map(|key| json::text(&item[key]));
    let readings = days.map(|day| file.date(at, day));
    let Some(mut place) = file.gather.group(0, name(show, title)) else {
        return file.problem(Kind::TooManySeries, at, title);
    };
    if let Some(rating) = rating {
        place.group.rate(rating, 10);
    }
    readings.iter().flatten().for_each(|readings| place.group.saw(readings));
    if !item["listed_at"].is_null() {
        match is_favorites {
            true => place.group.liked = true,
            false => place.group.watchlist = true,
        }
    }
    if !watch(&mut place, item, is_episode) {
        file.problem(Kind::TooManyEpisodes, at, title);
    }
}

/// Notes the episodes of an item. `false` when some could not be told apart.
fn watch(place: &mut Place<'_>, item: &Value, is_episode: bool) -> bool {
    let mut room = true;
    if is_episode {
        let episode = &item["episode"];
        if let (Some(season), Some(number)) = (json::number(&episode["season"]), json::number(&episode["number"])) {
            room &= place.episode(numbered(season, number));
        }
        if !item["watched_at"].is_null() {
            place.group.play(Count::Row, 1);
        }
    }
    if let Some(plays) = json::number(&item["plays"]) {
        place.group.play(Count::Sum, plays);
    }
    for season in list(&item["seasons"]) {
        let Some(number) = json::number(&season["number"]) else { continue };
        for episode in list(&season["episodes"]) {
            if let Some(episode) = json::number(&episode["number"]) {
                room &= place.episode(numbered(number, episode));
            }
        }
    }
    room
}

fn name<'v>(show: &'v Value, title: &'v str) -> Name<'v> {
    let ids = &show["ids"];
    let id = |key: &str| json::number(&ids[key]).filter(|id| *id > 0);
    Name {
        title,
        year: json::number(&show["year"]).and_then(|year| u16::try_from(year).ok()),
        ids: Ids {
            trakt: id("trakt"),
            tvdb: id("tvdb"),
            tmdb: id("tmdb"),
            imdb: imdb::imdb_id(json::text(&ids["imdb"])),
            ..Ids::default()
        },
        kind: entry::Kind::Series,
        ..Name::default()
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
