//! MyAnimeList: one element for each season of an anime, with what the person made of it.

use std::cell::Cell;
use std::io::{self, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::File;
use super::json::{Leashed, renew};
use crate::entry::{Ids, Status};
use crate::gather::{Count, Name};
use crate::problems::Kind;
use crate::titles;

/// The elements that are read.
const FIELDS: [&str; 9] = [
    "series_animedb_id",
    "series_title",
    "series_type",
    "series_episodes",
    "my_watched_episodes",
    "my_score",
    "my_status",
    "my_finish_date",
    "my_times_watched",
];

/// How many episodes of one season are counted at most.
const MOST_EPISODES: u32 = 5_000;

/// The values of one anime, in the order of [`FIELDS`].
#[derive(Default)]
struct Anime {
    values: [String; FIELDS.len()],
}

pub(super) fn read(file: &mut File<'_>, input: &mut dyn Read) -> io::Result<()> {
    let left = Cell::new(0);
    let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 13, Leashed::new(input, &left)));
    // A list that was cut short, or has a stray mark in a comment of the person's own, is read as far as it goes.
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut anime: Option<Anime> = None;
    let mut field: Option<usize> = None;
    let mut number = 0;
    loop {
        let event = xml.read_event_into(&mut buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => crate::archive::again(&error),
            other => io::Error::other(other),
        })?;
        match event {
            Event::Start(tag) => {
                let name = tag.name();
                if name.as_ref() == "anime" {
                    anime = Some(Anime::default());
                }
                field = FIELDS.iter().position(|field| *field == name.as_ref());
            }
            Event::End(tag) => {
                field = None;
                if tag.name().as_ref() == "anime"
                    && let Some(anime) = anime.take()
                {
                    number += 1;
                    *file.rows += 1;
                    each(file, number, &anime);
                }
            }
            Event::Text(text) => push(&mut anime, field, &text),
            Event::CData(text) => push(&mut anime, field, &text),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let text = letter.or_else(|| resolve_predefined_entity(&reference).map(Into::into));
                push(&mut anime, field, &text.unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
        renew(&left);
    }
    // An element that does not end was cut off; it may lack what matters.
    if let Some(anime) = anime {
        file.problem(Kind::Damaged, number + 1, anime.values[1].trim());
    }
    Ok(())
}

/// Adds to a value, which hostile files could make endless piece by piece.
fn push(anime: &mut Option<Anime>, field: Option<usize>, text: &str) {
    if let (Some(anime), Some(field)) = (anime, field) {
        let value = &mut anime.values[field];
        if value.len() < 1000 {
            value.push_str(text);
        }
    }
}

fn each(file: &mut File<'_>, at: u64, anime: &Anime) {
    let [id, title, kind, episodes, watched, score, status, finished, again] =
        anime.values.each_ref().map(|value| value.trim());
    if matches!(kind.to_ascii_lowercase().as_str(), "movie" | "music" | "pv" | "cm") {
        return file.problem(Kind::NotSeries, at, title);
    }
    if title.is_empty() {
        return file.problem(Kind::NoTitle, at, id);
    }
    let id: Option<u32> = id.parse().ok();
    let stars = file.rating(at, score, 10);
    // Parts of a date that are not known are zeros.
    let readings = if finished.contains("00-00") || finished.ends_with("-00") { None } else { file.date(at, finished) };
    let base = titles::without_season(title);
    let name = Name {
        title,
        ids: Ids { mal: id, ..Ids::default() },
        base: (base != title).then_some(base),
        ..Name::default()
    };
    let Some(mut place) = file.gather.group(0, name) else { return file.problem(Kind::TooManySeries, at, title) };
    if let Some(stars) = stars {
        place.group.rate(stars, 10);
    }
    match status.to_ascii_lowercase().as_str() {
        "1" | "watching" => place.group.status(Status::Watching),
        "2" | "completed" => place.group.status(Status::Completed),
        "3" | "on-hold" => place.group.status(Status::OnHold),
        "4" | "dropped" => place.group.status(Status::Dropped),
        "6" | "plan to watch" => place.group.status(Status::Planned),
        _ => {}
    }
    if let Some(readings) = &readings {
        place.group.saw(readings);
    }
    let season = id.unwrap_or(0);
    place.group.part(season, episodes.parse().unwrap_or(0));
    let watched: u32 = watched.parse().unwrap_or(0);
    let times = again.parse().unwrap_or(0_u32).min(100) + 1;
    place.group.play(Count::Sum, watched.min(MOST_EPISODES) * times);
    let mut room = true;
    for episode in 0..watched.min(MOST_EPISODES) {
        room &= place.episode(crate::gather::numbered(season, episode));
    }
    if !room {
        file.problem(Kind::TooManyEpisodes, at, title);
    }
}
