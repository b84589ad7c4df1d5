//! The sentences about importing.

use importers::matching::Why;
use importers::{Evidence, Status};

use super::{number, shows};
use crate::importing::Outlook;
use crate::messages::ShowLine;
use crate::store::Refused;

/// The page.
pub const TITLE: &str = "Bring your shows";
/// The link to it.
pub const LINK: &str = "Import";
/// What it is.
pub const LEAD: &str = "Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB and Letterboxd give you a file of what you \
    watched or rated. Choose it here, as it came: which one it is, is found out by itself.";
/// The promise.
pub const PRIVACY: &str = "The file is read on this device and is not sent anywhere.";
/// The field.
pub const CHOOSE: &str = "Choose files, or drop them anywhere on the page";
/// Where to get them.
pub const WHERE: &str = "Where do I get such a file?";
/// For each service, the way to its file.
pub const WAYS: [(&str, &str); 8] = [
    ("Netflix", "Account, your profile, Viewing activity, Download all. For every profile: Get my info."),
    ("IMDb", "Your ratings (or a list), the menu at the top, Export."),
    ("Trakt", "Settings, Data, Export. The whole ZIP will do."),
    ("TV Time", "The ZIP with your personal data, which the service gave out until it closed in July 2026."),
    ("MyAnimeList", "The export page of your list. Packed or unpacked."),
    ("TMDB", "Your ratings or watchlist, Export."),
    ("Letterboxd", "Settings, Data, Export your data. Films are left out; series are taken."),
    ("This site", "“Save a copy” in your library: everything comes back as it was."),
];
/// End it.
pub const CANCEL: &str = "Cancel";
/// Other files.
pub const AGAIN: &str = "Choose other files";
/// What is being read, for screen readers.
pub const PROGRESS: &str = "Progress";
/// Without a catalogue nothing is found.
pub const NO_CATALOGUE: &str = "The catalogue could not be loaded, and without it nothing can be found.";
/// Whose rows.
pub const WHOSE: &str = "Whose shows does the file hold?";
/// All of them.
pub const EVERYBODY: &str = "Everybody, each under their own name";
/// The choices.
pub const POLICY: &str = "What counts as what?";
/// What was watched.
pub const WATCHED: &str = "What you watched without giving stars";
/// Before the number of episodes.
pub const LIKED_FROM: &str = "counts as liked from so many episodes on";
/// Before the share.
pub const LIKED_SHARE: &str = "or so many per cent of the whole";
/// Undone.
pub const UNDONE: &str = "The import is taken back.";
/// Found for certain.
pub const FOUND: &str = "Found";
/// What it is.
pub const FOUND_WHY: &str = "What each gets. Change it, or leave it out.";
/// Not certain.
pub const UNSURE: &str = "Not certain";
/// What it is.
pub const UNSURE_WHY: &str = "The name alone does not tell which show this is. What you do not decide is left out.";
/// None of the candidates.
pub const NONE: &str = "None of these";
/// Not found.
pub const MISSING: &str = "Not found";
/// What it is.
pub const MISSING_WHY: &str = "This catalogue does not have them, or they are films.";
/// Save the list of what was not found.
pub const SAVE_MISSING: &str = "Save this list as CSV";
/// What could not be read.
pub const PROBLEMS: &str = "What was left out or could not be read";
/// Left out.
pub const LEAVE_OUT: &str = "Leave it out";
/// It was said here before.
pub const BEFORE: &str = "you said so here";
/// To the list.
pub const TO_LIST: &str = "See what to watch next";
/// To the library.
pub const TO_LIBRARY: &str = "See your library";
/// More lines.
pub const MORE: &str = "Show more";

/// A file that could not be read, and what to do.
pub fn refused(refused: &Refused) -> String {
    match refused.why {
        Some(why) => format!("{}: {why}", refused.file),
        None => format!(
            "{}: The part of the page that reads files could not be loaded, or ended. Check that you are online, then try again.",
            refused.file
        ),
    }
}

/// How much of a file is read.
pub fn reading(file: &str, read: u64, of: u64) -> String {
    let size = |bytes: u64| match bytes {
        0..10_000_000 => format!("{} kB", number(bytes.div_ceil(1000))),
        _ => format!("{} MB", number(bytes / 1_000_000)),
    };
    format!("Reading {file}: {} of {}", size(read), size(of))
}

/// How much of it is found.
pub fn finding(done: usize, of: usize) -> String {
    format!("Looking for the shows: {} of {}", number(done as u64), number(of as u64))
}

/// What was found, for those who hear it.
pub fn found(count: usize) -> String {
    format!("{} found. Look through them, then add them.", shows(count))
}

/// What a file is.
pub fn source(file: &str, service: &str, rows: u64, series: usize) -> String {
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{} rows", number(rows)) };
    format!("{file} is from {service}: {rows} of {}.", shows(series))
}

/// A person in a file.
pub fn profile(name: &str, rows: u64) -> String {
    format!("{} ({} rows)", super::name(name), number(rows))
}

/// To whom the shows go, where several people use the device.
pub fn goes_to(name: &str) -> String {
    format!("They are added to the shows of {}.", super::name(name))
}

/// Everything is liked that was watched much.
pub fn watched_liked(outlook: &Outlook) -> String {
    format!("Liked where you watched much of it ({}), else seen ({})", outlook.liked, outlook.watched - outlook.liked)
}

/// All is only seen.
pub fn watched_seen(outlook: &Outlook) -> String {
    format!("Seen: kept out of the list, says nothing of your taste ({})", outlook.watched)
}

/// All is left out.
pub fn watched_ignored(outlook: &Outlook) -> String {
    format!("Nothing: leave it out ({})", outlook.watched)
}

/// What was given up.
pub fn dropped(outlook: &Outlook) -> String {
    format!("What you gave up was not for you ({})", outlook.dropped)
}

/// What is on a watchlist.
pub fn wanted(outlook: &Outlook) -> String {
    format!("What is on your watchlist becomes “{}” ({})", super::mark(crate::taste::Mark::Want), outlook.wanted)
}

/// Where both say something.
pub fn replace(count: usize) -> String {
    format!("The file counts more than what you said here before ({count} differ)")
}

/// So many say nothing.
pub fn silent(count: usize) -> String {
    let (shows, them) = (shows(count), if count == 1 { "it says" } else { "they say" });
    format!("{shows} more: {them} nothing under these choices, and nothing is added.")
}

/// Adds them.
pub fn add(count: usize) -> String {
    format!("Add {}", shows(count))
}

/// They were added.
pub fn did_add(count: usize) -> String {
    format!("{} added.", shows(count))
}

/// Why a show is a candidate.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::SameName => "same name",
        Why::OtherYear => "same name, another year",
        Why::Beginning => "its name is the beginning",
        Why::Similar => "similar name",
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
        told.push("favourite".to_owned());
    }
    match (evidence.episodes, evidence.of_episodes) {
        (0, _) => {}
        (1, None) => told.push("1 episode".to_owned()),
        (episodes, None) => told.push(format!("{} episodes", number(episodes.into()))),
        (episodes, Some(of)) => told.push(format!("{} of {} episodes", number(episodes.into()), number(of.into()))),
    }
    told.extend(evidence.status.map(|status| {
        match status {
            Status::Planned => "to be watched",
            Status::OnHold => "put aside",
            Status::Dropped => "given up",
            Status::Watching => "watching",
            Status::Completed => "watched to the end",
        }
        .to_owned()
    }));
    told.extend(evidence.last_watched.map(|day| format!("last on {day}")));
    if evidence.watchlist && !evidence.is_watched() {
        told.push("on a watchlist".to_owned());
    }
    told.join(" · ")
}

/// The problems of a kind.
pub fn problem(count: u64, what: &str) -> String {
    format!("{} × {what}", number(count))
}

#[cfg(test)]
mod tests {
    use importers::{Date, Stars, Unreadable};

    use super::*;

    #[test]
    fn a_file_is_told_in_sentences() {
        let told = |why| refused(&Refused { file: "a.jpg".into(), why });
        assert_eq!(told(Some(Unreadable::Empty)), "a.jpg: The file is empty. Download it again.");
        assert!(told(None).starts_with("a.jpg: The part of the page that reads files"));
        assert_eq!(reading("a.csv", 1500, 9000), "Reading a.csv: 2 kB of 9 kB");
        assert_eq!(reading("a.csv", 12_000_000, 104_000_000), "Reading a.csv: 12 MB of 104 MB");
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
