//! This site's own export: `{"format": "canihasashowplz ratings", "version": 1, "shows": [{id, title, year, mark, …}]}`.

use std::io::{self, Read};

use super::{File, json};
use crate::entry::{Ids, Opinion};
use crate::gather::Name;
use crate::problems::Kind;

pub(super) fn read(file: &mut File<'_>, input: &mut dyn Read) -> io::Result<()> {
    json::items(input, Some("shows"), &mut |number, item| {
        *file.rows += 1;
        let (id, title) = (json::text(&item["id"]), json::text(&item["title"]));
        let opinion = match json::text(&item["mark"]) {
            "loved" => Opinion::Loved,
            "liked" => Opinion::Liked,
            "disliked" => Opinion::Disliked,
            "seen" => Opinion::Seen,
            "hidden" => Opinion::Hidden,
            _ => return file.problem(Kind::OddItem, number, title),
        };
        if id.is_empty() {
            return file.problem(Kind::OddItem, number, title);
        }
        let name = Name {
            title: if title.is_empty() { id } else { title },
            year: json::number(&item["year"]).and_then(|year| u16::try_from(year).ok()),
            ids: Ids { own: Some(id.to_owned()), ..Ids::default() },
            ..Name::default()
        };
        match file.gather.group(0, name) {
            Some(place) => place.group.say(opinion),
            None => file.problem(Kind::TooManySeries, number, title),
        }
    })
}
