//! Every sentence of the interface, by what it says. Its texts are in `app/locales`: translating the site is translating
//! those; what is put into them, and which of them is said, is decided here.

use crate::language::{self, Text, perhaps, say};
use crate::messages::{LoadFailure, ShowLine};
use crate::page::local::Theme;
use crate::route::Route;
use crate::taste::Mark;

pub mod contribute;
mod details;
pub mod import;
mod interview;
pub mod keys;
pub mod library;
mod list;
pub mod map;
mod problems;
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
pub const PRIVACY: Text = Text("privacy");
/// The search field.
pub const SEARCH: Text = Text("search");
/// Inside the empty search field.
pub const SEARCH_HINT: Text = Text("search-hint");
/// The list of search results.
pub const SEARCH_RESULTS: Text = Text("search-results");
/// While the catalogue is not there.
pub const SEARCH_WAIT: Text = Text("search-wait");
/// A search without a result.
pub const SEARCH_NONE: Text = Text("search-none");
/// Nobody is named yet.
pub const MINE_EMPTY: Text = Text("mine-empty");
/// The shows that are to be watched.
pub const WANTED: Text = Text("wanted");
/// The shows that are only kept out of the list.
pub const ASIDE: Text = Text("aside");
/// Shows that this catalogue does not have.
pub const UNKNOWN: Text = Text("unknown");
/// What happens with them.
pub const UNKNOWN_WHY: Text = Text("unknown-why");
/// Forget everything.
pub const CLEAR: Text = Text("clear");
/// Download a copy.
pub const EXPORT: Text = Text("export");
/// Take the last change back.
pub const UNDO: Text = Text("undo");
/// Close.
pub const CLOSE: Text = Text("close");
/// Try again.
pub const RETRY: Text = Text("retry");
/// A part of the site that is fetched when it is needed.
pub const LATER_FAILED: Text = Text("later-failed");
/// The model page.
pub const ABOUT: Text = Text("about");
/// From the model page to the list.
pub const BACK: Text = Text("back");
/// A new version waits.
pub const UPDATE: Text = Text("update");
/// Use it.
pub const RELOAD: Text = Text("reload");
/// A new model waits.
pub const NEWER_MODEL: Text = Text("newer-model");
/// Use it.
pub const USE_IT: Text = Text("use-it");
/// All shows, in the bar that leads to the list.
pub const SEE_LIST: Text = Text("see-list");
/// Without IndexedDB.
pub const MEMORY_ONLY: Text = Text("memory-only");
/// No room.
pub const NOT_KEPT: Text = Text("not-kept");
/// Before the first byte of the catalogue.
pub const STARTING: Text = Text("starting");
/// What is being fetched.
pub const CATALOGUE: Text = Text("catalogue");
/// A search without a catalogue.
pub const SEARCH_GONE: Text = Text("search-gone");
/// How the model works.
pub const ABOUT_LEAD: Text = Text("about-lead");
/// What the fit is.
pub const ABOUT_FIT: Text = Text("about-fit");
/// What it does not know.
pub const ABOUT_LIMITS: Text = Text("about-limits");
/// The card's facts.
pub const ABOUT_DATA: Text = Text("about-data");
/// The card's figures.
pub const ABOUT_QUALITY: Text = Text("about-quality");
/// The trainer's choices.
pub const ABOUT_CHOICES: Text = Text("about-choices");
/// The caption of the figures.
pub const QUALITY_TABLE: Text = Text("quality-table");
/// The method, in the figures.
pub const METHOD: Text = Text("method");
/// When the model was made.
pub const MADE_ON: Text = Text("made-on");
/// The program that made it.
pub const MADE_BY: Text = Text("made-by");
/// The data, in words.
pub const TRAINED_ON: Text = Text("trained-on");
/// Number of shows.
pub const CARD_SHOWS: Text = Text("card-shows");
/// Number of viewers.
pub const CARD_VIEWERS: Text = Text("card-viewers");
/// Number of ratings.
pub const CARD_RATINGS: Text = Text("card-ratings");
/// The licence.
pub const LICENCE: Text = Text("licence");

/// Which form of a sentence is about this person: the one that addresses somebody without a name, or the one that names.
fn who(name: &str) -> &'static str {
    if name.is_empty() { "you" } else { "name" }
}

/// What the site does.
pub fn pitch(name: &str) -> String {
    say!("pitch", who: who(name), name: name)
}

/// The person's shows.
pub fn mine(name: &str) -> String {
    say!("mine", who: who(name), name: name)
}

/// The name of a page in the title bar; `None` for the list and for shows.
pub fn page(page: &Route) -> Option<&'static str> {
    let page = match page {
        Route::Home | Route::Show(_) => None,
        Route::About => Some(ABOUT),
        Route::Together => Some(TOGETHER),
        Route::Share => Some(SHARE),
        Route::Map(_) => Some(map::TITLE),
        Route::Library => Some(library::LINK),
        Route::Import => Some(import::TITLE),
        Route::Contribute => Some(contribute::SWITCH),
        Route::With(_) => Some(WITH_WAIT),
    };
    page.map(Text::get)
}

/// A mark, on buttons.
pub fn mark(mark: Mark) -> Text {
    match mark {
        Mark::Loved => Text("mark-loved"),
        Mark::Liked => Text("mark-liked"),
        Mark::Disliked => Text("mark-disliked"),
        Mark::Seen => Text("mark-seen"),
        Mark::Meh => Text("mark-meh"),
        Mark::Want => Text("mark-want"),
        Mark::Hidden => Text("mark-hidden"),
    }
}

/// A mark, of a show that has it.
pub fn marked(mark: Mark) -> &'static str {
    let text = match mark {
        Mark::Loved => Text("marked-loved"),
        Mark::Liked => Text("marked-liked"),
        Mark::Disliked => Text("marked-disliked"),
        Mark::Seen => Text("marked-seen"),
        Mark::Meh => Text("marked-meh"),
        Mark::Want => Text("marked-want"),
        Mark::Hidden => Text("marked-hidden"),
    };
    text.get()
}

/// What was done, for the message with Undo.
pub fn did_mark(name: &str, title: &str, mark: Mark) -> String {
    match mark {
        Mark::Loved => say!("did-love", who: who(name), name: name, title: title),
        Mark::Liked => say!("did-like", who: who(name), name: name, title: title),
        Mark::Disliked => say!("did-dislike", who: who(name), name: name, title: title),
        Mark::Seen => say!("did-see", who: who(name), name: name, title: title),
        Mark::Meh => say!("did-find-meh", who: who(name), name: name, title: title),
        Mark::Want => say!("did-want", who: who(name), name: name, title: title),
        Mark::Hidden => say!("did-hide", title: title),
    }
}

/// A show was removed.
pub fn did_remove(title: &str) -> String {
    say!("did-remove", title: title)
}

/// All shows were removed.
pub fn did_clear(count: usize) -> String {
    say!("did-clear", count: count)
}

/// A show was chosen that is there already.
pub fn already(title: &str, mark: Mark) -> String {
    say!("already", title: title, mark: marked(mark))
}

/// `1 show`, `2,104 shows`.
pub fn shows(count: usize) -> String {
    say!("shows", count: count)
}

/// How many search results, for those who hear it.
pub fn found(count: usize) -> String {
    if count == 0 { SEARCH_NONE.into() } else { say!("found", count: count) }
}

/// Names the person's rating of a show, for a group of buttons.
pub fn rating_of(title: &str) -> String {
    say!("rating-of", title: title)
}

/// Removes a show.
pub fn remove(title: &str) -> String {
    say!("remove-show", title: title)
}

/// A button's name where several shows, or people, have the same button.
pub fn about_show(action: Text, title: &str) -> String {
    say!("about-show", action: action.get(), title: title)
}

/// A number, as people read it.
pub fn number(value: u64) -> String {
    language::number(value as f64)
}

/// A day of a model's card or of a copy, which is written `2026-03-01`.
pub fn day(text: &str) -> String {
    language::day(text)
}

/// The years of a show: `2002–2008`, `since 2019`, `2015`.
pub fn years(show: &ShowLine) -> Option<String> {
    let year = show.year?;
    Some(match (show.end, show.running) {
        (Some(end), _) if end != year => format!("{year}–{end}"),
        (None, Some(true)) => say!("since", year: year.to_string()),
        _ => year.to_string(),
    })
}

/// A genre of the catalogue: in the language of the page where it is a known one.
pub fn genre(slug: &str) -> String {
    perhaps(&format!("genre-{slug}")).unwrap_or_else(|| plain(slug))
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
    language::list(names)
}

/// The other name that a search found.
pub fn also(name: &str) -> String {
    say!("also", name: name)
}

/// The choice of colours.
pub fn theme(theme: Theme) -> &'static str {
    let text = match theme {
        Theme::Auto => Text("theme-auto"),
        Theme::Light => Text("theme-light"),
        Theme::Dark => Text("theme-dark"),
    };
    text.get()
}

/// The title bar, with the show that is open.
pub fn title(show: Option<&str>) -> String {
    match show {
        Some(show) => format!("{show} · {SITE}"),
        None => Text("title").into(),
    }
}

/// The imprint.
pub fn edition(count: usize, made_on: &str) -> String {
    match made_on {
        "" => say!("edition", count: count),
        _ => say!("edition-dated", count: count, date: day(made_on)),
    }
}

/// How the figures were measured.
pub fn measured_on(people: u32) -> String {
    say!("measured-on", count: people)
}

/// The choice of the language of the page.
pub const LANGUAGE_CHOICE: Text = Text("language-choice");

/// The promise, and what becomes of it when the person contributes.
pub fn privacy(contributes: bool) -> Text {
    if contributes { contribute::PRIVACY } else { PRIVACY }
}

/// How many shows were named, at the head of a column.
pub fn named(input: &str) -> String {
    match input.parse() {
        Ok(count) => shows(count),
        Err(_) => input.to_owned(),
    }
}

/// A method beside this model, as the trainer calls it, in the language of the page where it is a known one.
pub fn method(name: &str) -> String {
    perhaps(&format!("method-{}", name.replace(' ', "-"))).unwrap_or_else(|| name.to_owned())
}

/// How much of the model has arrived.
pub fn arriving(got: u64, total: Option<u64>) -> String {
    let (got, total) = (got.div_ceil(1024), total.filter(|total| *total >= got).map(|total| total.div_ceil(1024)));
    match total {
        Some(total) => say!("arriving-of", got: got, total: total),
        None => say!("arriving", got: got),
    }
}

/// Why there is no model: what happened, and what to do.
pub fn failure(failure: &LoadFailure) -> (String, String) {
    match failure {
        LoadFailure::Network(_) => (Text("failure-network").into(), Text("failure-network-way").into()),
        LoadFailure::Status(404) => (Text("failure-missing").into(), Text("failure-missing-way").into()),
        LoadFailure::Status(status) => {
            (Text("failure-status").into(), say!("failure-status-way", status: status.to_string()))
        }
        LoadFailure::Damaged(why) => (Text("failure-damaged").into(), say!("failure-damaged-way", why: why.as_str())),
        LoadFailure::TooNew(why) => (Text("failure-too-new").into(), say!("failure-too-new-way", why: why.as_str())),
    }
}

/// The worker gave no sign of life.
pub fn silent() -> (String, String) {
    (Text("silent").into(), Text("silent-way").into())
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
