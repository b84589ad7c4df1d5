//! The words of a show's own page.

use super::{and, number, plain};
use crate::messages::Kin;

/// More like it.
pub const SIMILAR: &str = "More like this";
/// Its franchise.
pub const FAMILY: &str = "In the same family";
/// No such show.
pub const NO_SHOW: &str = "This catalogue has no such show.";
/// What a show is about.
pub const TAGS: &str = "What it is about";
/// What a household may want to know.
pub const CONTENT: &str = "Contains";
/// Forget a show.
pub const REMOVE: &str = "Remove from your shows";
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

/// A content note with its degree, 1 to 3: `Violence (extreme)`.
pub fn content(note: &str, degree: u8) -> String {
    let degree = match degree {
        0 | 1 => "some",
        2 => "much",
        _ => "extreme",
    };
    format!("{} ({degree})", self::note(note))
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

/// A content note. The one about language is not to be taken for the language that is spoken.
pub fn note(note: &str) -> String {
    if note == "language" { "Strong language".to_owned() } else { plain(note) }
}

/// Where the show stands.
pub const PLACE: &str = "Where it sits in your taste";
/// Pages about the show elsewhere.
pub const ON_THE_WEB: &str = "Elsewhere";
/// An encyclopedia.
pub const WIKIPEDIA: &str = "Look it up in Wikipedia";
/// What following such a link tells them.
pub const NO_REFERRER: &str = "It is not told where you come from.";
/// A rating is left out of the ranking.
pub const LEAVE_OUT: &str = "Leave my rating out of the ranking";

/// Where a show stands in the list.
pub fn place(place: usize, of: usize) -> String {
    format!("Number {} of {} by fit", number(place as u64), number(of as u64))
}

/// Why a show is like another one.
pub fn kin(kin: &Kin) -> String {
    if !kin.creators.is_empty() {
        return format!("Also by {}", and(&kin.creators));
    }
    let tags: Vec<String> = kin.tags.iter().map(|tag| tag.replace('-', " ")).collect();
    if tags.is_empty() { "Liked by the same people".to_owned() } else { plain(&tags.join(", ")) }
}

/// A rating was left out of the ranking, or is back in it.
pub fn did_leave_out(title: &str, out: bool) -> String {
    if out { format!("{title} is left out of the ranking.") } else { format!("{title} counts again.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_told_by_what_says_most() {
        let tags = vec!["police-work".to_owned(), "big-city".to_owned()];
        let both = Kin { creators: vec!["David Simon".into(), "Ed Burns".into()], tags, ..Kin::default() };
        assert_eq!(kin(&both), "Also by David Simon and Ed Burns");
        assert_eq!(kin(&Kin { creators: Vec::new(), ..both }), "Police work, big city");
        assert_eq!(kin(&Kin::default()), "Liked by the same people");
    }
}
