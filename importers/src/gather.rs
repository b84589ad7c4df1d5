//! Rows to series: whatever order they come in, and from however many files, the same entries result.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use model_core::text::fold;

use crate::dates::{self, Readings};
use crate::entry::{Date, Entry, Evidence, Ids, Kind, Opinion, Stars, Status, earliest};
use crate::titles;
use crate::{Limits, Profile};

/// How many other titles of a series are kept.
const OTHER_TITLES: usize = 8;

/// From how many different endings on a beginning that films could share counts as the name of a series.
const ENDINGS_OF_A_SERIES: usize = 3;

/// More persons than any household has.
const PROFILES: usize = 100;

/// How many genres of a series are kept.
const GENRES: usize = 12;

/// The longest title that is kept, in bytes.
const LONGEST_TITLE: usize = 400;

/// By what rows are known to be of one series.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Trakt(u32),
    Imdb(String),
    Tvdb(u32),
    Tmdb(u32),
    Own(String),
    /// The folded title, and the year where the file has it.
    Title(String, Option<u16>),
}

/// What is collected of one series of one person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    titles: BTreeSet<String>,
    other_titles: BTreeSet<String>,
    year: Option<u16>,
    ids: Ids,
    kind: Kind,
    /// Ratings in hundredths, their scale, and how often each was given.
    ratings: BTreeMap<(u32, u32), u32>,
    pub(crate) liked: bool,
    pub(crate) watchlist: bool,
    /// Followed, which is a wish to watch as long as nothing was watched.
    pub(crate) followed: bool,
    said: Option<Opinion>,
    said_at: Option<u64>,
    left_out: bool,
    genres: Vec<String>,
    /// Different episodes, each by a number of its own.
    episodes: BTreeSet<u64>,
    /// As many episodes were watched, says a file that does not list them.
    at_least: u32,
    /// How many episodes each part of the series has.
    parts: BTreeMap<u32, u32>,
    /// Plays as each kind of file counts them: a history and a summary tell of the same ones.
    plays: [u32; 2],
    status: Option<Status>,
    last: Readings,
}

/// A series, and the room for its episodes.
pub(crate) struct Place<'g> {
    pub(crate) group: &'g mut Group,
    episodes: &'g mut usize,
    most: usize,
}

impl Place<'_> {
    /// Notes an episode. `false` when there is no room to tell another one apart.
    pub(crate) fn episode(&mut self, number: u64) -> bool {
        let room = *self.episodes < self.most;
        let known = self.group.episodes.contains(&number);
        if room && !known {
            self.group.episodes.insert(number);
            *self.episodes += 1;
        }
        room || known
    }
}

/// Which kind of file counts plays.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Count {
    /// One row for each play.
    Row = 0,
    /// A sum.
    Sum = 1,
}

impl Group {
    /// A rating of so many hundredths.
    pub(crate) fn rate(&mut self, hundredths: u32, of: u32) {
        *self.ratings.entry((hundredths, of)).or_default() += 1;
    }

    /// Plays, as one kind of file counts them.
    pub(crate) fn play(&mut self, count: Count, plays: u32) {
        let sum = &mut self.plays[count as usize];
        *sum = sum.saturating_add(plays);
    }

    /// So many episodes were watched, whichever. No series has more than the bound.
    pub(crate) fn watched(&mut self, episodes: u32) {
        self.at_least = self.at_least.max(episodes.min(20_000));
    }

    /// How far the person says to have come.
    pub(crate) fn status(&mut self, status: Status) {
        self.status = self.status.max(Some(status));
        self.watchlist |= status == Status::Planned;
    }

    /// What was said on this site, when, and whether it was left out of the ranking.
    pub(crate) fn say(&mut self, opinion: Opinion, at: Option<u64>, left_out: bool) {
        self.left_out |= left_out;
        self.said = self.said.max(Some(opinion));
        self.said_at = earliest(self.said_at, at);
    }

    /// One of its genres.
    pub(crate) fn genre(&mut self, genre: &str) {
        let genre = cut(genre);
        if !genre.is_empty() && self.genres.len() < GENRES && !self.genres.iter().any(|known| known == genre) {
            self.genres.push(genre.to_owned());
        }
    }

    /// A part of the series with so many episodes; 0 is not known.
    pub(crate) fn part(&mut self, part: u32, episodes: u32) {
        let known = self.parts.entry(part).or_default();
        *known = (*known).max(episodes);
    }

    /// A day on which it was watched.
    pub(crate) fn saw(&mut self, readings: &Readings) {
        for (last, reading) in self.last.iter_mut().zip(readings) {
            *last = (*last).max(*reading);
        }
    }

    fn merge(&mut self, other: Group) {
        self.titles.extend(other.titles);
        self.other_titles.extend(other.other_titles);
        self.year = least(self.year, other.year);
        self.ids.merge(other.ids);
        self.kind = self.kind.min(other.kind);
        for (rating, times) in other.ratings {
            *self.ratings.entry(rating).or_default() += times;
        }
        self.liked |= other.liked;
        self.watchlist |= other.watchlist;
        self.followed |= other.followed;
        self.said = self.said.max(other.said);
        self.said_at = earliest(self.said_at, other.said_at);
        self.left_out |= other.left_out;
        other.genres.iter().for_each(|genre| self.genre(genre));
        self.episodes.extend(other.episodes);
        self.at_least = self.at_least.max(other.at_least);
        for (part, episodes) in other.parts {
            self.part(part, episodes);
        }
        self.plays = [0, 1].map(|count| self.plays[count].saturating_add(other.plays[count]));
        self.status = self.status.max(other.status);
        self.saw(&other.last);
    }

    fn stars(&self) -> Option<Stars> {
        let (mut sum, mut times, mut given) = (0.0, 0_u32, Vec::new());
        for (&(hundredths, of), &count) in &self.ratings {
            sum += f64::from(count) * f64::from(hundredths) / (100.0 * f64::from(of));
            times += count;
            if given.len() < 5 {
                given.push(decimal(hundredths) + "/" + &of.to_string());
            }
        }
        (times > 0).then(|| Stars { value: (sum / f64::from(times)) as f32, given: given.join(", ") })
    }

    fn finish(self, profile: u16, order: Option<usize>) -> Entry {
        let stars = self.stars();
        let last_watched = self.last_watched(order);
        let counted = u32::try_from(self.episodes.len()).unwrap_or(u32::MAX);
        let of_episodes = self.parts.values().copied().reduce(|sum, part| match sum.min(part) {
            0 => 0,
            _ => sum.saturating_add(part),
        });
        // Of the spellings of one title the shortest, and of those the one with most small letters and accents.
        let title = self.titles.iter().rev().min_by_key(|title| title.chars().count()).cloned().unwrap_or_default();
        let mut others = self.other_titles;
        others.extend(self.titles);
        others.remove(&title);
        let episodes = counted.max(self.at_least);
        let mut evidence = Evidence {
            stars,
            liked: self.liked,
            said: self.said,
            said_at: self.said_at,
            left_out: self.left_out,
            episodes,
            plays: self.plays[0].max(self.plays[1]),
            of_episodes: of_episodes.filter(|of| *of > 0).map(|of| of.max(episodes)),
            status: self.status,
            last_watched,
            watchlist: self.watchlist,
        };
        evidence.watchlist |= self.followed && !evidence.is_watched();
        Entry {
            profile,
            other_titles: others.into_iter().take(OTHER_TITLES).collect(),
            title,
            year: self.year,
            ids: self.ids,
            kind: self.kind,
            genres: self.genres,
            evidence,
        }
    }

    fn last_watched(&self, order: Option<usize>) -> Option<Date> {
        match order {
            Some(order) => self.last[order],
            None => self.last[0].filter(|_| self.last.iter().all(|last| *last == self.last[0])),
        }
    }
}

/// Hundredths as a decimal number. (The formatting of floating-point numbers is a fifth of the whole module.)
fn decimal(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn least(one: Option<u16>, other: Option<u16>) -> Option<u16> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

/// What a row says of the series that it belongs to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Name<'n> {
    pub(crate) title: &'n str,
    pub(crate) other: &'n str,
    pub(crate) year: Option<u16>,
    pub(crate) ids: Ids,
    pub(crate) kind: Kind,
    /// By what rows are grouped where that is not the title: the name without the season.
    pub(crate) base: Option<&'n str>,
}

/// All series of all persons, as far as they were read.
#[derive(Debug)]
pub(crate) struct Gather {
    groups: BTreeMap<(u16, Key), Group>,
    profiles: Vec<Profile>,
    pub(crate) dates: dates::Column,
    episodes: usize,
    limits: Limits,
    /// The series of the row before, which is mostly that of the next row as well, by the title as it is written.
    last: Option<(String, Kind, (u16, Key))>,
}

impl Gather {
    pub(crate) fn new(limits: Limits) -> Gather {
        Gather {
            groups: BTreeMap::new(),
            profiles: Vec::new(),
            dates: dates::Column::default(),
            episodes: 0,
            limits,
            last: None,
        }
    }

    /// The number of a person; `None` when there are more of them than any household has.
    pub(crate) fn profile(&mut self, name: &str) -> Option<u16> {
        let name = cut(name);
        let at = match self.profiles.iter().position(|profile| profile.name == name) {
            Some(at) => at,
            None if self.profiles.len() >= PROFILES => return None,
            None => {
                self.profiles.push(Profile { name: name.to_owned(), rows: 0 });
                self.profiles.len() - 1
            }
        };
        self.profiles[at].rows += 1;
        u16::try_from(at).ok()
    }

    /// Makes room for a person of a list of persons, two of whom may have one name; `None` when there are too many.
    pub(crate) fn person(&mut self, name: &str) -> Option<u16> {
        if self.profiles.len() >= PROFILES {
            return None;
        }
        self.profiles.push(Profile { name: cut(name).to_owned(), rows: 0 });
        u16::try_from(self.profiles.len() - 1).ok()
    }

    /// Counts a row of a person of that list; `None` when there is no such person.
    pub(crate) fn row_of(&mut self, person: u32) -> Option<u16> {
        self.profiles.get_mut(person as usize)?.rows += 1;
        u16::try_from(person).ok()
    }

    /// The series that a row belongs to; `None` when there is no room for another one.
    pub(crate) fn group(&mut self, profile: u16, name: Name<'_>) -> Option<Place<'_>> {
        let (episodes, most) = (&mut self.episodes, self.limits.episodes);
        let is_title_alone = name.ids.is_empty() && name.year.is_none() && name.base.is_none() && name.other.is_empty();
        if is_title_alone
            && let Some((title, kind, at)) = &self.last
            && title == name.title
            && *kind == name.kind
            && at.0 == profile
            && self.groups.contains_key(at)
        {
            return self.groups.get_mut(at).map(|group| Place { group, episodes, most });
        }
        let (title, year_in_title) = titles::clean(cut(name.title));
        let base = name.base.map(|base| titles::clean(cut(base)).0);
        let year = name.year.or(year_in_title);
        let key = match &name.ids {
            Ids { trakt: Some(id), .. } => Key::Trakt(*id),
            Ids { imdb: Some(id), .. } => Key::Imdb(id.clone()),
            Ids { tvdb: Some(id), .. } => Key::Tvdb(*id),
            Ids { tmdb: Some(id), .. } => Key::Tmdb(*id),
            Ids { own: Some(id), .. } => Key::Own(id.clone()),
            // Anime seasons have ids of their own, so that these do not tell series apart.
            _ => Key::Title(name_key(base.as_deref().unwrap_or(&title)), year),
        };
        if is_title_alone {
            self.last = Some((name.title.to_owned(), name.kind, (profile, key.clone())));
        }
        let room = self.groups.len() < self.limits.series;
        let group = match self.groups.entry((profile, key)) {
            Slot::Occupied(entry) => entry.into_mut(),
            Slot::Vacant(entry) if room => entry.insert(Group { kind: name.kind, ..Group::default() }),
            Slot::Vacant(_) => return None,
        };
        group.year = least(group.year, year);
        group.ids.merge(name.ids);
        group.kind = group.kind.min(name.kind);
        match &base {
            Some(base) => {
                keep(&mut group.titles, base);
                keep(&mut group.other_titles, &title);
            }
            None => keep(&mut group.titles, &title),
        }
        keep(&mut group.other_titles, &titles::clean(cut(name.other)).0);
        Some(Place { group, episodes, most })
    }

    /// Everything, in an order that does not depend on the order of the rows.
    pub(crate) fn finish(mut self) -> (Vec<Entry>, Vec<Profile>, bool) {
        self.name_unseasoned_series();
        self.join_titles_to_ids();
        let order = self.dates.order();
        let mut entries: Vec<(String, Entry)> = Vec::with_capacity(self.groups.len());
        for ((profile, _), group) in self.groups {
            let entry = group.finish(profile, order);
            entries.push((fold(&entry.title), entry));
        }
        entries.sort_unstable_by(|(a, one), (b, other)| {
            let by_name =
                one.profile.cmp(&other.profile).then_with(|| a.cmp(b)).then_with(|| one.title.cmp(&other.title));
            by_name.then_with(|| one.year.cmp(&other.year)).then_with(|| one.ids.cmp(&other.ids))
        });
        (entries.into_iter().map(|(_, entry)| entry).collect(), self.profiles, order.is_some())
    }

    /// Lines of a viewing history without a season, `Show: Episode`, look like films. Where a series of that name is
    /// known, or many lines begin alike, they are episodes. What has a year or an id is a work of its own.
    fn name_unseasoned_series(&mut self) {
        let mut unsure: Vec<(u16, Key)> = Vec::new();
        for (at, group) in &self.groups {
            if group.kind == Kind::MaybeFilm && matches!(at.1, Key::Title(_, None)) {
                unsure.push(at.clone());
            }
        }
        let mut endings: BTreeMap<(u16, String), usize> = BTreeMap::new();
        for key in &unsure {
            let line = self.groups.get(key).and_then(|group| group.titles.last()).map_or("", String::as_str);
            for beginning in titles::beginnings(line) {
                *endings.entry((key.0, name_key(beginning))).or_default() += 1;
            }
        }
        for key in unsure {
            let Some(line) = self.groups.get(&key).and_then(|group| group.titles.last()).cloned() else { continue };
            let named = |beginning: &str| (key.0, Key::Title(name_key(beginning), None));
            let is_known =
                |beginning: &&str| self.groups.get(&named(beginning)).is_some_and(|group| group.kind == Kind::Series);
            let is_common = |beginning: &&str| {
                endings.get(&(key.0, name_key(beginning))).is_some_and(|count| *count >= ENDINGS_OF_A_SERIES)
            };
            let name = titles::beginnings(&line).find(is_known).or_else(|| titles::beginnings(&line).find(is_common));
            let series = name.map(|name| (named(name), name.to_owned()));
            if let Some((series, name)) = series
                && series != key
                && let Some(mut episode) = self.groups.remove(&key)
            {
                episode.titles = BTreeSet::from([name]);
                episode.episodes.insert(number(&fold(&line)));
                let merged =
                    self.groups.entry(series).or_insert_with(|| Group { kind: Kind::MaybeFilm, ..Group::default() });
                merged.merge(episode);
            }
        }
    }

    /// A file that knows a series by its title alone tells of the one that another file of the same archive has an id
    /// for.
    fn join_titles_to_ids(&mut self) {
        let mut by_title: BTreeMap<(u16, String), Vec<(u16, Key)>> = BTreeMap::new();
        for (at, group) in &self.groups {
            if !matches!(at.1, Key::Title(..)) {
                for title in &group.titles {
                    let of_title = by_title.entry((at.0, name_key(title))).or_default();
                    if of_title.last() != Some(at) {
                        of_title.push(at.clone());
                    }
                }
            }
        }
        let titles: Vec<(u16, Key)> =
            self.groups.keys().filter(|(_, key)| matches!(key, Key::Title(..))).cloned().collect();
        for at in titles {
            let Key::Title(title, year) = &at.1 else { continue };
            let same_year = |other: &&(u16, Key)| {
                let known = self.groups.get(other).and_then(|group| group.year);
                year.is_none() || known.is_none() || known == *year
            };
            let same: Vec<&(u16, Key)> =
                by_title.get(&(at.0, title.clone())).into_iter().flatten().filter(same_year).collect();
            if let [one] = same[..]
                && let one = one.clone()
                && let Some(group) = self.groups.remove(&at)
                && let Some(known) = self.groups.get_mut(&one)
            {
                known.merge(group);
            }
        }
    }
}

/// Keeps a title; of too many the first in the alphabet, so that the order of rows does not matter.
fn keep(titles: &mut BTreeSet<String>, title: &str) {
    if !title.is_empty() && !titles.contains(title) {
        titles.insert(title.to_owned());
        if titles.len() > OTHER_TITLES {
            titles.pop_last();
        }
    }
}

/// A title for comparing: folded, or as it is where nothing is left of it (`+`, emoji).
fn name_key(title: &str) -> String {
    let folded = fold(title);
    if folded.is_empty() { title.trim().to_owned() } else { folded }
}

fn cut(title: &str) -> &str {
    match title.len() > LONGEST_TITLE {
        true => &title[..title.floor_char_boundary(LONGEST_TITLE)],
        false => title,
    }
}

/// A number for a text, the same for the same text (FNV-1a).
pub(crate) fn number(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The number of an episode that is known by its numbers.
pub(crate) fn numbered(season: u32, episode: u32) -> u64 {
    u64::from(season) << 32 | u64::from(episode)
}
