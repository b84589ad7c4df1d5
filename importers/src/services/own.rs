//! This site's own export.
//!
//! Version 2 is `{"format": "canihasashowplz ratings", "version": 2, "people": [{"name": …}, …], "shows": [{person, id,
//! title, year, genres, mark, at, out}, …]}`: `person` is the place in `people`, from 0, `at` is in milliseconds since 1970, and
//! `out` is there where the show was left out of the ranking.
//! Version 1 had neither `people` nor `person`.

use std::io::{self, Read};

use serde_json::Value;

use super::{File, json};
use crate::entry::{Ids, Opinion};
use crate::gather::Name;
use crate::problems::Kind;

/// The key of the people. They stand before the shows.
const PEOPLE: &str = "people";
const SHOWS: &str = "shows";

pub(super) fn read(file: &mut File<'_>, input: &mut dyn Read) -> io::Result<()> {
    let mut has_people = false;
    json::items(input, &[PEOPLE, SHOWS], &mut |key, number, item| {
        if key == PEOPLE {
            has_people = true;
            if file.gather.person(json::text(&item["name"])).is_none() {
                file.problem(Kind::OddItem, number, json::text(&item["name"]));
            }
        } else {
            *file.rows += 1;
            show(file, has_people, number, item);
        }
    })
}

fn show(file: &mut File<'_>, has_people: bool, number: u64, item: &Value) {
    let (id, title) = (json::text(&item["id"]), json::text(&item["title"]));
    let opinion = match json::text(&item["mark"]) {
        "loved" => Opinion::Loved,
        "liked" => Opinion::Liked,
        "meh" => Opinion::Meh,
        "disliked" => Opinion::Disliked,
        "seen" => Opinion::Seen,
        "want" => Opinion::Want,
        "hidden" => Opinion::Hidden,
        _ => return file.problem(Kind::OddItem, number, title),
    };
    if id.is_empty() {
        return file.problem(Kind::OddItem, number, title);
    }
    let person = match has_people {
        true => json::number(&item["person"]).and_then(|person| file.gather.row_of(person)),
        false => Some(0),
    };
    let Some(person) = person else { return file.problem(Kind::OddItem, number, title) };
    let name = Name {
        title: if title.is_empty() { id } else { title },
        year: json::number(&item["year"]).and_then(|year| u16::try_from(year).ok()),
        ids: Ids { own: Some(id.to_owned()), ..Ids::default() },
        ..Name::default()
    };
    match file.gather.group(person, name) {
        Some(place) => {
            place.group.say(opinion, item["at"].as_u64(), item["out"] == true);
            for genre in item["genres"].as_array().into_iter().flatten() {
                place.group.genre(json::text(genre));
            }
        }
        None => file.problem(Kind::TooManySeries, number, title),
    }
}
