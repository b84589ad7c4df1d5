//! Every sentence of the interface. Translating the site is translating this module.

use model_core::request::Feedback;

use crate::household::Member;
use crate::link::Fault;
use crate::messages::{Because, LoadFailure, ShowLine};
use crate::page::local::Theme;
use crate::route::Route;
use crate::taste::Mark;

pub mod contribute;
pub mod import;
pub mod library;
pub mod map;

/// The name, as it is set in the masthead.
pub const NAME: &str = "Can I has a show, plz?";
/// The name in the title bar.
pub const SITE: &str = "canihasashowplz";
/// The promise.
pub const PRIVACY: &str = "Worked out on this device: nothing you enter leaves it.";
/// The search field.
pub const SEARCH: &str = "Name a show";
/// Inside the empty search field.
pub const SEARCH_HINT: &str = "The Wire, Fleabag, Death Note …";
/// The list of search results.
pub const SEARCH_RESULTS: &str = "Shows that match";
/// While the catalogue is not there.
pub const SEARCH_WAIT: &str = "One moment, the catalogue is still arriving.";
/// A search without a result.
pub const SEARCH_NONE: &str = "No show by that name in this catalogue.";
/// Nobody is named yet.
pub const MINE_EMPTY: &str = "Nothing here yet. Search above, or tap shows you have enjoyed.";
/// The shows that are only kept out of the list.
pub const ASIDE: &str = "Seen and hidden";
/// Shows that this catalogue does not have.
pub const UNKNOWN: &str = "Not in this catalogue";
/// What happens with them.
pub const UNKNOWN_WHY: &str = "They are kept, and count again as soon as a catalogue has them.";
/// Forget everything.
pub const CLEAR: &str = "Clear all";
/// Download a copy.
pub const EXPORT: &str = "Save a copy";
/// The shelf of well-known shows.
pub const SHELF: &str = "Tap what you have enjoyed";
/// Open the shelf.
pub const SHELF_MORE: &str = "Pick from well-known shows";
/// Close the shelf.
pub const SHELF_DONE: &str = "Done";
/// The list.
pub const LIST: &str = "What to watch next";
/// No list yet.
pub const LIST_EMPTY: &str = "Your list appears here with the first show you name.";
/// Nothing passes.
pub const LIST_NONE: &str = "No show passes these filters.";
/// Nothing is left.
pub const LIST_OVER: &str = "There is nothing left to recommend: you know the whole catalogue.";
/// More of the list.
pub const LIST_MORE: &str = "Show more";
/// The filters.
pub const FILTERS: &str = "Filters";
/// Unset all filters.
pub const FILTERS_CLEAR: &str = "Clear filters";
/// Genres, in the filters.
pub const GENRES: &str = "Only these genres";
/// First year.
pub const FROM: &str = "Began in or after";
/// Last year.
pub const TO: &str = "Began in or before";
/// No bound.
pub const ANY_YEAR: &str = "any year";
/// Sequels too.
pub const FRANCHISE: &str = "Also sequels and spin-offs of your shows";
/// The disclosure with the shares.
pub const WHY: &str = "Why exactly?";
/// The share of popularity.
pub const WIDELY_LIKED: &str = "Widely liked";
/// The share of the reasons that are not named.
pub const OTHER_SHOWS: &str = "Your other shows";
/// What the shares are.
pub const SHARES: &str = "What speaks for it, and how much";
/// Take the last change back.
pub const UNDO: &str = "Undo";
/// Close.
pub const CLOSE: &str = "Close";
/// Try again.
pub const RETRY: &str = "Try again";
/// The model page.
pub const ABOUT: &str = "About this model";
/// From the model page to the list.
pub const BACK: &str = "Back to the list";
/// A new version waits.
pub const UPDATE: &str = "A new version is ready.";
/// Use it.
pub const RELOAD: &str = "Reload";
/// A new model waits.
pub const NEWER_MODEL: &str = "A newer model is ready.";
/// Use it.
pub const USE_IT: &str = "Use it";
/// More like it.
pub const SIMILAR: &str = "More like this";
/// Its franchise.
pub const FAMILY: &str = "In the same family";
/// No such show.
pub const NO_SHOW: &str = "This catalogue has no such show.";
/// All shows, in the bar that leads to the list.
pub const SEE_LIST: &str = "See your list";
/// Without IndexedDB.
pub const MEMORY_ONLY: &str =
    "This browser keeps nothing for this page (a private window?). Your shows will be gone when you close it.";
/// No room.
pub const NOT_KEPT: &str = "Your browser could not keep the last change. Save a copy, so that nothing is lost.";
/// What a show is about.
pub const TAGS: &str = "What it is about";
/// What a household may want to know.
pub const CONTENT: &str = "Contains";
/// Forget a show.
pub const REMOVE: &str = "Remove from your shows";
/// Before the first byte of the catalogue.
pub const STARTING: &str = "Setting the type …";
/// What is being fetched.
pub const CATALOGUE: &str = "Catalogue";
/// A search without a catalogue.
pub const SEARCH_GONE: &str = "There is no catalogue to search in.";
/// Seasons, episodes, minutes.
pub const EXTENT: &str = "Extent";
/// Broadcasters.
pub const NETWORKS: &str = "Shown on";
/// Creators.
pub const CREATORS: &str = "Made by";
/// Cast.
pub const CAST: &str = "With";
/// Countries.
pub const COUNTRY: &str = "Country";
/// Languages.
pub const LANGUAGE: &str = "Language";
/// How the model works.
pub const ABOUT_LEAD: &str = "The list is computed on this device by a small statistical model. It has learned which \
    shows are loved together. For every show you name it adds up what that show says of all the others; the sums put \
    the list in order, and the parts of each sum are the reasons that you are given.";
/// What the fit is.
pub const ABOUT_FIT: &str = "The fit compares a show's sum with that of the first in your list. It is no promise: a \
    fit of 80 does not mean that eight in ten people would like it.";
/// What it does not know.
pub const ABOUT_LIMITS: &str = "It does not know you: no account, no tracking, no advertising. Your shows are kept by \
    this browser alone. It does not know where a show can be watched, and it can be wrong about taste, as everybody can.";
/// The card's facts.
pub const ABOUT_DATA: &str = "What it was made from";
/// The card's figures.
pub const ABOUT_QUALITY: &str = "How good it is";
/// The trainer's choices.
pub const ABOUT_CHOICES: &str = "Choices made in training";
/// The caption of the figures.
pub const QUALITY_TABLE: &str = "Per cent found, by how many shows were named";
/// The method, in the figures.
pub const METHOD: &str = "Method";
/// When the model was made.
pub const MADE_ON: &str = "Made on";
/// The program that made it.
pub const MADE_BY: &str = "Made by";
/// The data, in words.
pub const TRAINED_ON: &str = "Trained on";
/// Number of shows.
pub const CARD_SHOWS: &str = "Shows";
/// Number of viewers.
pub const CARD_VIEWERS: &str = "Viewers and curated lists";
/// Number of ratings.
pub const CARD_RATINGS: &str = "Ratings and list entries";
/// The licence.
pub const LICENCE: &str = "Licence of the data";

/// The page of the common list.
pub const TOGETHER: &str = "Together";
/// Its heading.
pub const TOGETHER_TITLE: &str = "What shall we watch?";
/// What it does.
pub const TOGETHER_LEAD: &str = "Everybody names a few shows; here is what all of you can live with.";
/// Back to it.
pub const TO_TOGETHER: &str = "Back to the common list";
/// Everybody who uses this device.
pub const PEOPLE: &str = "Who is watching?";
/// Add somebody.
pub const ADD_PERSON: &str = "Add a person";
/// Add.
pub const ADD: &str = "Add";
/// A person's name.
pub const PERSON_NAME: &str = "Name";
/// Go and name shows.
pub const NAME_SHOWS: &str = "Name shows";
/// Rename, merge, remove.
pub const EDIT: &str = "Edit";
/// Somebody has a device of their own.
pub const ELSEWHERE: &str = "Somebody has a phone of their own?";
/// To the link.
pub const SHARE: &str = "Exchange tastes by link or code";
/// One who has no name here.
pub const ME: &str = "Me";
/// One who gave no name in a link.
pub const SOMEBODY: &str = "Somebody";
/// The person who is told.
pub const YOU: &str = "you";
/// Whose shows are seen.
pub const WHOSE: &str = "Whose shows";
/// The common list.
pub const COMMON: &str = "What you can all live with";
/// Too few take part.
pub const COMMON_EMPTY: &str = "The list appears here as soon as two people who are watching have each named a show.";
/// Nothing passes.
pub const COMMON_NONE: &str = "Nothing is left that passes the filters and that nobody has seen, hidden or vetoed.";
/// The dial.
pub const FAIRNESS: &str = "What counts more?";
/// One end of it.
pub const AVERAGE: &str = "All in all the best";
/// The other end.
pub const LEAST_MISERY: &str = "Nobody unhappy";
/// Seen by some.
pub const ALSO_SEEN: &str = "Also what only some of you have seen";
/// Take a show out for tonight.
pub const VETO: &str = "Veto";
/// Vetoed shows.
pub const VETOED: &str = "Vetoed tonight";
/// Take a veto back.
pub const TAKE_BACK: &str = "Take back the veto";
/// Somebody who likes it far less than the others.
pub const MAY_VETO: &str = "may want to veto";
/// What a link is.
pub const SHARE_LEAD: &str = "Whoever opens this link, or points a camera at the code, sees the name below and what you     said of your shows, and can find something to watch together with you. All of it is in the link itself: no server     keeps it.";
/// Nothing to send.
pub const SHARE_EMPTY: &str = "There is nothing to send yet: name a show first.";
/// The code.
pub const QR: &str = "The link as a QR code";
/// Too much for a code.
pub const NO_CODE: &str =
    "So many shows make a link that is too long for a code which a camera could read. Send the link instead.";
/// The link.
pub const LINK: &str = "Link";
/// Copy it.
pub const COPY: &str = "Copy";
/// Send it.
pub const SEND: &str = "Send …";
/// It is copied.
pub const COPIED: &str = "The link is copied.";
/// It is not.
pub const COPY_BY_HAND: &str = "This browser does not let the page copy. The link is selected: copy it yourself.";
/// A link is being read.
pub const WITH_WAIT: &str = "A taste in a link";
/// A link cannot be read.
pub const WITH_FAULT: &str = "This link cannot be read";
/// What can be done with it.
pub const WITH_LEAD: &str = "Added people stay on this device until you remove them. Nothing of it leaves the device.";
/// Go on to the common list.
pub const WATCH_NOW: &str = "Watch together now";
/// Go on home.
pub const ONLY_ADD: &str = "Only add this person";
/// Do nothing.
pub const NOT_NOW: &str = "Not now";

/// A person's name, where it stands for itself.
pub fn name(name: &str) -> &str {
    if name.is_empty() { ME } else { name }
}

/// The name in a link.
pub fn name_or_somebody(name: &str) -> &str {
    if name.is_empty() { SOMEBODY } else { name }
}

/// `Sam’s`, or `Your` for one without a name.
fn whose(name: &str) -> String {
    if name.is_empty() { "Your".to_owned() } else { format!("{name}’s") }
}

/// What the site does.
pub fn pitch(name: &str) -> String {
    const PITCH: &str = "Name a few shows you love, and here is what to watch next.";
    match name {
        "" => PITCH.to_owned(),
        name => format!("{name}, name a few shows you love, and here is what to watch next."),
    }
}

/// The person's shows.
pub fn mine(name: &str) -> String {
    format!("{} shows", whose(name))
}

/// Everybody, in a row.
pub fn everybody(members: &[Member]) -> String {
    and(&members.iter().map(|member| name(&member.person.name).to_owned()).collect::<Vec<_>>())
}

/// How many shows a person has named.
pub fn named_so_far(count: usize) -> String {
    if count == 0 { "no shows yet".to_owned() } else { shows(count) }
}

/// Gives everything to somebody else.
pub fn merge_into(other: &str) -> String {
    format!("Merge into {}", name(other))
}

/// The device was handed over.
pub fn now_using(who: &str) -> String {
    format!("{} shows are shown now.", whose(who))
}

/// A person was added.
pub fn did_add(who: &str) -> String {
    format!("{} is added.", who.trim())
}

/// A person got another name.
pub fn did_rename(who: &str) -> String {
    format!("The name is {} now.", name(who.trim()))
}

/// A person was removed.
pub fn did_part(who: &str) -> String {
    format!("{} is removed, with all shows.", name(who))
}

/// Two people became one.
pub fn did_merge(from: &str, into: &str) -> String {
    format!("What {} said belongs to {} now.", name(from), name(into))
}

/// A person came by a link.
pub fn did_receive(who: &str, count: usize) -> String {
    format!("{who} is added with {}.", shows(count))
}

/// A show was vetoed.
pub fn did_veto(title: &str) -> String {
    format!("{title} is out for tonight.")
}

/// Where the dial stands.
pub fn fairness(value: u8) -> String {
    format!("{value} % “{LEAST_MISERY}”, {} % “{AVERAGE}”", 100 - value.min(100))
}

/// What a person said of a show that is in the common list nevertheless.
pub fn said(feedback: Feedback) -> &'static str {
    match feedback {
        Feedback::Loved => "loved it",
        Feedback::Liked => "liked it",
        Feedback::Disliked => "did not like it",
        Feedback::Seen => "has seen it",
    }
}

/// The person's taste as a link.
pub fn share_title(who: &str) -> String {
    format!("{} taste as a link", whose(who))
}

/// So many shows are not in the link.
pub fn left_out(count: usize) -> String {
    format!("{} that say least about the taste did not fit into the link.", shows(count))
}

/// Whose taste a link holds.
pub fn with_title(who: &str) -> String {
    format!("{}’s taste", name_or_somebody(who))
}

/// What a link holds.
pub fn with_shows(found: &[(ShowLine, Mark)], unknown: usize) -> String {
    let loved = found.iter().filter(|(_, mark)| *mark == Mark::Loved);
    let liked = found.iter().filter(|(_, mark)| *mark == Mark::Liked);
    let examples: Vec<String> = loved.chain(liked).take(3).map(|(show, _)| show.title.clone()).collect();
    let mut text = match examples.as_slice() {
        _ if found.is_empty() => "The link holds no show that this catalogue has.".to_owned(),
        [] => format!("The link holds {}.", shows(found.len())),
        _ => format!("The link holds {}, among them {}.", shows(found.len()), and(&examples)),
    };
    if unknown > 0 {
        text += &format!(" Another {} this catalogue does not have.", shows(unknown));
    }
    text
}

/// Why a link cannot be read, and what to do.
pub fn fault(fault: Fault) -> String {
    match fault {
        Fault::TooLong => "It is longer than any link that this site makes. Ask for it again.".to_owned(),
        Fault::Damaged => {
            "It is not complete, or something changed it on its way. Ask for it again, and take all of it.".to_owned()
        }
        Fault::Version(version) => format!(
            "It was made by another version of this site (layout {version}). Reload this page to get its newest version."
        ),
    }
}

/// The name of a page in the title bar; `None` for the list and for shows.
pub fn page(page: &Route) -> Option<&'static str> {
    match page {
        Route::Home | Route::Show(_) => None,
        Route::About => Some(ABOUT),
        Route::Together => Some(TOGETHER),
        Route::Share => Some(SHARE),
        Route::Map(_) => Some(map::TITLE),
        Route::Library => Some(library::LINK),
        Route::Import => Some(import::TITLE),
        Route::Contribute => Some(contribute::SWITCH),
        Route::With(_) => Some(WITH_WAIT),
    }
}

/// A mark, on buttons.
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Loved => "Loved",
        Mark::Liked => "Liked",
        Mark::Disliked => "Not for me",
        Mark::Seen => "Seen it",
        Mark::Meh => "Meh",
        Mark::Want => "Want to watch",
        Mark::Hidden => "Not interested",
    }
}

/// A mark, of a show that has it.
pub fn marked(mark: Mark) -> &'static str {
    match mark {
        Mark::Loved => "loved",
        Mark::Liked => "liked",
        Mark::Disliked => "not for you",
        Mark::Seen => "seen",
        Mark::Meh => "meh",
        Mark::Want => "to watch",
        Mark::Hidden => "not interested",
    }
}

/// What was done, for the message with Undo.
pub fn did_mark(who: &str, title: &str, mark: Mark) -> String {
    let (one, has) = if who.is_empty() { ("You", "have") } else { (who, "has") };
    match mark {
        Mark::Loved => format!("{one} loved {title}."),
        Mark::Liked => format!("{one} liked {title}."),
        Mark::Disliked => format!("{title} is not for {}.", if who.is_empty() { YOU } else { who }),
        Mark::Seen => format!("{one} {has} seen {title}."),
        Mark::Meh => format!("{one} found {title} neither good nor bad."),
        Mark::Want => format!("{one} {} to watch {title}.", if who.is_empty() { "want" } else { "wants" }),
        Mark::Hidden => format!("{title} is hidden."),
    }
}

/// A show was removed.
pub fn did_remove(title: &str) -> String {
    format!("{title} is removed.")
}

/// All shows were removed.
pub fn did_clear(count: usize) -> String {
    format!("{} removed.", shows(count))
}

/// A show was chosen that is there already.
pub fn already(title: &str, mark: Mark) -> String {
    format!("{title} is among your shows already ({}).", marked(mark))
}

/// `1 show`, `2,104 shows`.
pub fn shows(count: usize) -> String {
    if count == 1 { "1 show".to_owned() } else { format!("{} shows", number(count as u64)) }
}

/// How many search results, for those who hear it.
pub fn found(count: usize) -> String {
    match count {
        0 => SEARCH_NONE.to_owned(),
        1 => "1 show found.".to_owned(),
        _ => format!("{count} shows found. Up and down arrows choose."),
    }
}

/// Names the person's rating of a show, for a group of buttons.
pub fn rating_of(title: &str) -> String {
    format!("Your word on {title}")
}

/// Removes a show.
pub fn remove(title: &str) -> String {
    format!("Remove {title}")
}

/// A button's name where several shows, or people, have the same button.
pub fn about_show(action: &str, title: &str) -> String {
    format!("{action}: {title}")
}

/// Where it says how well a show fits.
pub fn fit(fit: f32) -> String {
    format!("Fit {} of 100", (fit * 100.0).round() as u32)
}

/// A share in per cent.
pub fn per_cent(share: f32) -> String {
    let share = (share * 100.0).clamp(0.0, 100.0);
    if share > 0.0 && share < 1.0 { "under 1 %".to_owned() } else { format!("{} %", share.round() as u32) }
}

/// A number with commas.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The years of a show: `2002–2008`, `since 2019`, `2015`.
pub fn years(show: &ShowLine) -> Option<String> {
    let year = show.year?;
    Some(match (show.end, show.running) {
        (Some(end), _) if end != year => format!("{year}–{end}"),
        (None, Some(true)) => format!("since {year}"),
        _ => year.to_string(),
    })
}

/// A word of the catalogue as people read it: `science-fiction` becomes `Science fiction`.
pub fn plain(slug: &str) -> String {
    let mut text = slug.replace('-', " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A content note with its degree, 1 to 3: `Violence (extreme)`.
pub fn content(note: &str, degree: u8) -> String {
    let degree = match degree {
        0 | 1 => "some",
        2 => "much",
        _ => "extreme",
    };
    format!("{} ({degree})", plain(note))
}

/// Names in a row: `A`, `A and B`, `A, B and C`.
pub fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What speaks for a show, without who said it: `loved Oz and liked Fargo`. `mark_of` tells what was said of a show.
fn clauses(because: &[Because], mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    // A reason that carries hardly anything is not worth a word.
    let told: Vec<&Because> = because.iter().filter(|because| because.share >= 0.04).collect();
    let mut clauses = Vec::new();
    for (verb, marks) in [
        ("loved", [Mark::Loved, Mark::Loved]),
        ("liked", [Mark::Liked, Mark::Liked]),
        ("saw", [Mark::Seen, Mark::Meh]),
        ("did not like", [Mark::Disliked, Mark::Disliked]),
    ] {
        let titles: Vec<String> = told
            .iter()
            .filter(|because| mark_of(&because.id).is_some_and(|mark| marks.contains(&mark)))
            .map(|because| because.title.clone())
            .collect();
        if !titles.is_empty() {
            clauses.push(format!("{verb} {}", and(&titles)));
        }
    }
    and(&clauses)
}

/// Why a show is recommended to the reader, in a sentence.
pub fn reason(who: &str, because: &[Because], popularity: f32, mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    let clauses = clauses(because, mark_of);
    match clauses.as_str() {
        "" => "Because nearly everybody likes it.".to_owned(),
        _ if popularity > 0.5 => format!("Because {who} {clauses}, and because nearly everybody likes it."),
        _ => format!("Because {who} {clauses}."),
    }
}

/// Why a show is recommended to somebody whose name stands before it.
pub fn short_reason(because: &[Because], popularity: f32, mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    let clauses = clauses(because, mark_of);
    match clauses.as_str() {
        "" => "widely liked".to_owned(),
        _ if popularity > 0.5 => format!("{clauses}; widely liked"),
        _ => clauses,
    }
}

/// The other name that a search found.
pub fn also(name: &str) -> String {
    format!("also known as {name}")
}

/// The choice of colours.
pub fn theme(theme: Theme) -> String {
    let theme = match theme {
        Theme::Auto => "as the system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    format!("Colours: {theme}")
}

/// The title bar, with the show that is open.
pub fn title(show: Option<&str>) -> String {
    match show {
        Some(show) => format!("{show} · {SITE}"),
        None => format!("{SITE}: what to watch next"),
    }
}

/// The imprint.
pub fn edition(count: usize, made_on: &str) -> String {
    match made_on {
        "" => format!("This edition: {}.", shows(count)),
        _ => format!("This edition: {}, printed on {made_on}.", shows(count)),
    }
}

/// How much there is of a show.
pub fn extent(seasons: Option<u16>, episodes: Option<u16>, minutes: Option<u16>) -> Vec<String> {
    let count = |n: u16, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let mut extent = Vec::new();
    extent.extend(seasons.map(|n| count(n, "season", "seasons")));
    extent.extend(episodes.map(|n| count(n, "episode", "episodes")));
    extent.extend(minutes.map(|n| format!("{} each", count(n, "minute", "minutes"))));
    extent
}

/// How the figures were measured.
pub fn measured_on(people: u32) -> String {
    format!(
        "Measured on {} people (or curated lists) whom the model has never seen: some of their shows are named, the \
         others are kept hidden. The figure says how many of the hidden ones are among the first twenty of the list \
         (Recall@20; 100 % is the best possible). Simple methods stand beside it for comparison; the best of a column \
         is set in colour.",
        number(people.into())
    )
}

/// The promise, and what becomes of it when the person contributes.
pub fn privacy(contributes: bool) -> &'static str {
    if contributes { contribute::PRIVACY } else { PRIVACY }
}

/// How many shows were named, at the head of a column.
pub fn named(input: &str) -> String {
    match input {
        "1" => "1 show".to_owned(),
        count if count.bytes().all(|byte| byte.is_ascii_digit()) => format!("{count} shows"),
        other => other.to_owned(),
    }
}

/// How much of the model has arrived.
pub fn arriving(got: u64, total: Option<u64>) -> String {
    let kilobytes = |bytes: u64| number(bytes.div_ceil(1024));
    match total {
        Some(total) if total >= got => {
            format!("Fetching the catalogue: {} of {} kB", kilobytes(got), kilobytes(total))
        }
        _ => format!("Fetching the catalogue: {} kB", kilobytes(got)),
    }
}

/// Why there is no model: what happened, and what to do.
pub fn failure(failure: &LoadFailure) -> (String, String) {
    match failure {
        LoadFailure::Network(_) => (
            "The catalogue could not be fetched.".to_owned(),
            "The connection failed. Check that you are online, then try again.".to_owned(),
        ),
        LoadFailure::Status(404) => (
            "The catalogue is not where it should be.".to_owned(),
            "The server says that there is no such file (404). Perhaps the site is being updated: try again in a minute."
                .to_owned(),
        ),
        LoadFailure::Status(status) => (
            "The server did not give out the catalogue.".to_owned(),
            format!("It answered with the HTTP status {status}. Try again in a minute."),
        ),
        LoadFailure::Damaged(why) => (
            "The catalogue arrived, but it is not as it was written.".to_owned(),
            format!("Fetching it again may help. What is wrong: {why}."),
        ),
        LoadFailure::TooNew(why) => (
            "The catalogue is newer than this page.".to_owned(),
            format!("Reload the page to get its new version. What is wrong: {why}."),
        ),
    }
}

/// The worker gave no sign of life.
pub fn silent() -> (String, String) {
    (
        "The part of the page that computes does not answer.".to_owned(),
        "It may have been blocked, or the browser ran out of memory. Your shows are safe. Try again, or reload the page."
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(because: &[(&str, f32)]) -> Vec<Because> {
        let one = |(id, share): &(&str, f32)| Because { id: id.to_lowercase(), title: (*id).into(), share: *share };
        because.iter().map(one).collect()
    }

    fn mark_of(id: &str) -> Option<Mark> {
        match id {
            "oz" | "the wire" => Some(Mark::Loved),
            "fargo" => Some(Mark::Liked),
            "tatort" => Some(Mark::Disliked),
            _ => None,
        }
    }

    #[test]
    fn reasons_read_as_sentences() {
        let said = |because: &[(&str, f32)], popularity| reason(YOU, &reasons(because), popularity, mark_of);
        assert_eq!(said(&[("The Wire", 0.5), ("Oz", 0.3)], 0.1), "Because you loved The Wire and Oz.");
        assert_eq!(
            said(&[("Fargo", 0.5), ("Oz", 0.3), ("Tatort", 0.1)], 0.1),
            "Because you loved Oz, liked Fargo and did not like Tatort."
        );
        assert_eq!(said(&[("Oz", 0.3)], 0.7), "Because you loved Oz, and because nearly everybody likes it.");
        assert_eq!(said(&[("Oz", 0.01)], 0.9), "Because nearly everybody likes it.");
        assert_eq!(said(&[], 1.0), "Because nearly everybody likes it.");
        assert_eq!(short_reason(&reasons(&[("Oz", 0.3), ("Fargo", 0.2)]), 0.1, mark_of), "loved Oz and liked Fargo");
        assert_eq!(short_reason(&[], 0.1, mark_of), "widely liked");
    }

    #[test]
    fn who_needs_no_name_is_addressed_and_others_are_named() {
        assert_eq!(mine(""), "Your shows");
        assert_eq!(mine("Sam"), "Sam’s shows");
        assert_eq!(did_mark("", "Oz", Mark::Seen), "You have seen Oz.");
        assert_eq!(did_mark("Sam", "Oz", Mark::Disliked), "Oz is not for Sam.");
        assert_eq!(with_title(""), "Somebody’s taste");
    }

    #[test]
    fn a_link_is_told_in_a_sentence() {
        let show = |title: &str, mark| (ShowLine { title: title.into(), ..ShowLine::default() }, mark);
        let found = [show("Fargo", Mark::Liked), show("Oz", Mark::Loved), show("Tatort", Mark::Hidden)];
        assert_eq!(
            with_shows(&found, 2),
            "The link holds 3 shows, among them Oz and Fargo. Another 2 shows this catalogue does not have."
        );
        assert_eq!(with_shows(&found[2..], 0), "The link holds 1 show.");
        assert_eq!(with_shows(&[], 0), "The link holds no show that this catalogue has.");
    }

    #[test]
    fn years_and_numbers_read_well() {
        let show = |end, running| ShowLine { year: Some(2002), end, running, ..ShowLine::default() };
        assert_eq!(years(&show(Some(2008), Some(false))).as_deref(), Some("2002–2008"));
        assert_eq!(years(&show(None, Some(true))).as_deref(), Some("since 2002"));
        assert_eq!(years(&show(None, None)).as_deref(), Some("2002"));
        assert_eq!(years(&show(Some(2002), None)).as_deref(), Some("2002"));
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(12), "12");
        assert_eq!(per_cent(0.004), "under 1 %");
        assert_eq!(plain("science-fiction"), "Science fiction");
        assert_eq!(plain("ümlaut"), "ümlaut");
    }
}
