//! Every sentence of the interface. Translating the site is translating this module.

use crate::messages::{LoadFailure, ShowLine};
use crate::page::local::Theme;
use crate::route::Route;
use crate::taste::Mark;

pub mod contribute;
mod details;
pub mod import;
mod interview;
pub mod library;
mod list;
pub mod map;
mod together;
pub mod trial;

pub use details::*;
pub use interview::*;
pub use list::*;
pub use together::*;

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
/// The shows that are to be watched.
pub const WANTED: &str = "To watch";
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
/// Take the last change back.
pub const UNDO: &str = "Undo";
/// Close.
pub const CLOSE: &str = "Close";
/// Try again.
pub const RETRY: &str = "Try again";
/// A part of the site that is fetched when it is needed.
pub const LATER_FAILED: &str = "This part of the page did not arrive. Nothing is lost; it needs a connection once.";
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
/// All shows, in the bar that leads to the list.
pub const SEE_LIST: &str = "See your list";
/// Without IndexedDB.
pub const MEMORY_ONLY: &str =
    "This browser keeps nothing for this page (a private window?). Your shows will be gone when you close it.";
/// No room.
pub const NOT_KEPT: &str = "Your browser could not keep the last change. Save a copy, so that nothing is lost.";
/// Before the first byte of the catalogue.
pub const STARTING: &str = "Setting the type …";
/// What is being fetched.
pub const CATALOGUE: &str = "Catalogue";
/// A search without a catalogue.
pub const SEARCH_GONE: &str = "There is no catalogue to search in.";
/// How the model works.
pub const ABOUT_LEAD: &str = "The list is computed on this device by a small statistical model. It has learned which \
    shows are loved together. For every show you name it adds up what that show says of all the others; the sums put \
    the list in order, and the parts of each sum are the reasons that you are given.";
/// What the fit is.
pub const ABOUT_FIT: &str = "The fit compares a show's sum with the highest in your list. It is no promise: a \
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

/// The person who is told.
pub const YOU: &str = "you";

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

/// Names in a row: `A`, `A and B`, `A, B and C`.
pub fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
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

    #[test]
    fn who_needs_no_name_is_addressed_and_others_are_named() {
        assert_eq!(mine(""), "Your shows");
        assert_eq!(mine("Sam"), "Sam’s shows");
        assert_eq!(did_mark("", "Oz", Mark::Seen), "You have seen Oz.");
        assert_eq!(did_mark("Sam", "Oz", Mark::Disliked), "Oz is not for Sam.");
        assert_eq!(with_title(""), "Somebody’s taste");
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
