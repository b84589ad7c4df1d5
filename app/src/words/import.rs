//! The sentences about importing.

use importers::matching::Why;
use importers::{Evidence, Status, Unreadable};

use super::shows;
use crate::importing::Outlook;
use crate::language::{Text, day, say};
use crate::messages::ShowLine;
use crate::store::Refused;

pub use super::problems::{advice, problem};

/// The page.
pub const TITLE: Text = Text("import-title");
/// The link to it.
pub const LINK: Text = Text("import-link");
/// What it is.
pub const LEAD: Text = Text("import-lead");
/// The promise.
pub const PRIVACY: Text = Text("import-privacy");
/// The field.
pub const CHOOSE: Text = Text("import-choose");
/// Where to get them.
pub const WHERE: Text = Text("import-where");
/// For each service, the way to its file.
pub const WAYS: [(&str, Text); 7] = [
    ("Netflix", Text("import-way-netflix")),
    ("IMDb", Text("import-way-imdb")),
    ("Trakt", Text("import-way-trakt")),
    ("TV Time", Text("import-way-tv-time")),
    ("MyAnimeList", Text("import-way-myanimelist")),
    ("TMDB", Text("import-way-tmdb")),
    ("Letterboxd", Text("import-way-letterboxd")),
];
/// A file of this site itself.
pub const THIS_SITE: Text = Text("import-this-site");
/// The way to it.
pub const WAY_HERE: Text = Text("import-way-here");
/// End it.
pub const CANCEL: Text = Text("import-cancel");
/// Other files.
pub const AGAIN: Text = Text("import-again");
/// What is being read, for screen readers.
pub const PROGRESS: Text = Text("import-progress");
/// Without a catalogue nothing is found.
pub const NO_CATALOGUE: Text = Text("import-no-catalogue");
/// Whose rows.
pub const WHOSE: Text = Text("import-whose");
/// All of them.
pub const EVERYBODY: Text = Text("import-everybody");
/// The choices.
pub const POLICY: Text = Text("import-policy");
/// What was watched.
pub const WATCHED: Text = Text("import-watched");
/// Before the number of episodes.
pub const LIKED_FROM: Text = Text("import-liked-from");
/// Before the share.
pub const LIKED_SHARE: Text = Text("import-liked-share");
/// Undone.
pub const UNDONE: Text = Text("import-undone");
/// Found for certain.
pub const FOUND: Text = Text("import-found");
/// What it is.
pub const FOUND_WHY: Text = Text("import-found-why");
/// Not certain.
pub const UNSURE: Text = Text("import-unsure");
/// What it is.
pub const UNSURE_WHY: Text = Text("import-unsure-why");
/// None of the candidates.
pub const NONE: Text = Text("import-none");
/// Not found.
pub const MISSING: Text = Text("import-missing");
/// What it is.
pub const MISSING_WHY: Text = Text("import-missing-why");
/// Save the list of what was not found.
pub const SAVE_MISSING: Text = Text("import-save-missing");
/// What could not be read.
pub const PROBLEMS: Text = Text("import-problems");
/// Left out.
pub const LEAVE_OUT: Text = Text("import-leave-out");
/// It was said here before.
pub const BEFORE: Text = Text("import-before");
/// To the list.
pub const TO_LIST: Text = Text("import-to-list");
/// To the library.
pub const TO_LIBRARY: Text = Text("import-to-library");
/// More lines.
pub const MORE: Text = Text("import-more");

/// A file that could not be read, and what to do.
pub fn refused(refused: &Refused) -> String {
    let why = match refused.why {
        Some(why) => unreadable(why),
        None => Text("import-no-reader").into(),
    };
    say!("import-refused", file: refused.file.as_str(), why: why)
}

/// Why nothing of a file can be read, and what to do.
fn unreadable(why: Unreadable) -> String {
    let text = match why {
        Unreadable::Empty => Text("import-empty"),
        Unreadable::Unknown => Text("import-unknown"),
        Unreadable::BrokenArchive => Text("import-broken-archive"),
        Unreadable::Locked => Text("import-locked"),
        Unreadable::NothingKnown => Text("import-nothing-known"),
        Unreadable::Source => Text("import-gone"),
    };
    text.into()
}

/// How much of a file is read.
pub fn reading(file: &str, read: u64, of: u64) -> String {
    let size = |bytes: u64| match bytes {
        0..10_000_000 => say!("import-kilobytes", count: bytes.div_ceil(1000)),
        _ => say!("import-megabytes", count: bytes / 1_000_000),
    };
    say!("import-reading", file: file, read: size(read), of: size(of))
}

/// How much of it is found.
pub fn finding(done: usize, of: usize) -> String {
    say!("import-finding", done: done, of: of)
}

/// What was found, for those who hear it.
pub fn found(count: usize) -> String {
    say!("import-found-shows", count: count)
}

/// What a file is.
pub fn source(file: &str, service: &str, rows: u64, (series, films): (usize, usize)) -> String {
    let rows = say!("import-rows", count: rows);
    match films {
        0 => say!("import-source", file: file, service: service, rows: rows, shows: shows(series)),
        _ => {
            let films = say!("import-films", count: films);
            say!("import-source-films", file: file, service: service, rows: rows, shows: shows(series), films: films)
        }
    }
}

/// A person in a file.
pub fn profile(name: &str, rows: u64) -> String {
    format!("{} ({})", super::name(name), say!("import-rows", count: rows))
}

/// To whom the shows go, where several people use the device.
pub fn goes_to(name: &str) -> String {
    say!("import-goes-to", name: super::name(name))
}

/// Everything is liked that was watched much.
pub fn watched_liked(outlook: &Outlook) -> String {
    say!("import-watched-liked", liked: outlook.liked, seen: outlook.watched - outlook.liked)
}

/// All is only seen.
pub fn watched_seen(outlook: &Outlook) -> String {
    say!("import-watched-seen", count: outlook.watched)
}

/// All is left out.
pub fn watched_ignored(outlook: &Outlook) -> String {
    say!("import-watched-ignored", count: outlook.watched)
}

/// What was given up.
pub fn dropped(outlook: &Outlook) -> String {
    say!("import-dropped", count: outlook.dropped)
}

/// What is on a watchlist.
pub fn wanted(outlook: &Outlook) -> String {
    say!("import-wanted", mark: super::mark(crate::taste::Mark::Want).get(), count: outlook.wanted)
}

/// Where both say something.
pub fn replace(count: usize) -> String {
    say!("import-replace", count: count)
}

/// So many say nothing.
pub fn silent(count: usize) -> String {
    say!("import-silent", count: count)
}

/// Adds them.
pub fn add(count: usize) -> String {
    say!("import-add", count: count)
}

/// They were added.
pub fn did_add(count: usize) -> String {
    say!("import-did-add", count: count)
}

/// Why a show is a candidate.
pub fn why(why: Why) -> Text {
    match why {
        Why::SameName => Text("import-why-same-name"),
        Why::OtherYear => Text("import-why-other-year"),
        Why::Beginning => Text("import-why-beginning"),
        Why::Similar => Text("import-why-similar"),
    }
}

/// A show with its years, for a choice.
pub fn candidate(show: &ShowLine, reason: Why) -> String {
    match super::years(show) {
        Some(years) => format!("{}, {years} ({})", show.title, why(reason)),
        None => format!("{} ({})", show.title, why(reason)),
    }
}

/// What somebody did with a show, as far as the file tells.
pub fn evidence(evidence: &Evidence) -> String {
    let mut told = Vec::new();
    told.extend(evidence.stars.as_ref().map(|stars| stars.given.clone()));
    if evidence.liked {
        told.push(Text("import-favourite").into());
    }
    match (evidence.episodes, evidence.of_episodes) {
        (0, _) => {}
        (episodes, None) => told.push(say!("extent-episodes", count: episodes)),
        (episodes, Some(of)) => told.push(say!("import-episodes-of", count: episodes, of: of)),
    }
    told.extend(evidence.status.map(|status| {
        let text = match status {
            Status::Planned => Text("import-planned"),
            Status::OnHold => Text("import-on-hold"),
            Status::Dropped => Text("import-given-up"),
            Status::Watching => Text("import-watching"),
            Status::Completed => Text("import-completed"),
        };
        text.into()
    }));
    told.extend(evidence.last_watched.map(|date| say!("import-last-on", date: day(&date.to_string()))));
    if evidence.watchlist && !evidence.is_watched() {
        told.push(Text("import-on-watchlist").into());
    }
    told.join(" · ")
}

#[cfg(test)]
mod tests {
    use importers::{Date, Stars};

    use super::*;

    #[test]
    fn a_file_is_told_in_sentences() {
        let told = |why| refused(&Refused { file: "a.jpg".into(), why });
        assert_eq!(told(Some(Unreadable::Empty)), "a.jpg: The file is empty. Download it again.");
        assert!(told(None).starts_with("a.jpg: The part of the page that reads files"));
        assert_eq!(reading("a.csv", 1500, 9000), "Reading a.csv: 2 kB of 9 kB");
        assert_eq!(reading("a.csv", 12_000_000, 104_000_000), "Reading a.csv: 12 MB of 104 MB");
        assert_eq!(source("a.csv", "Netflix", 415, (33, 0)), "a.csv is from Netflix: 415 rows of 33 shows.");
        assert_eq!(
            source("a.csv", "Netflix", 415, (33, 10)),
            "a.csv is from Netflix: 415 rows of 33 shows, and of 10 titles that are probably films."
        );
        assert_eq!(silent(1), "1 show more: it says nothing under these choices, and nothing is added.");
    }

    #[test]
    fn evidence_is_told_in_a_row() {
        let stars = Some(Stars { value: 0.8, given: "8/10".into() });
        let all = Evidence {
            stars,
            episodes: 3,
            of_episodes: Some(10),
            status: Some(Status::Dropped),
            last_watched: Date::new(2022, 1, 3),
            ..Evidence::default()
        };
        assert_eq!(evidence(&all), "8/10 · 3 of 10 episodes · given up · last on 2022-01-03");
        assert_eq!(evidence(&Evidence { watchlist: true, ..Evidence::default() }), "on a watchlist");
    }
}
