//! The words of a show's own page.

use super::{ME, and, plain, who};
use crate::language::{Text, perhaps, say};
use crate::messages::Kin;

/// More like it.
pub const SIMILAR: Text = Text("similar");
/// Its franchise.
pub const FAMILY: Text = Text("family");
/// No such show.
pub const NO_SHOW: Text = Text("no-show");
/// What a show is about.
pub const TAGS: Text = Text("tags");
/// What a household may want to know.
pub const CONTENT: Text = Text("content");
/// Forget a show.
pub const REMOVE: Text = Text("remove");
/// Seasons, episodes, minutes.
pub const EXTENT: Text = Text("extent");
/// Broadcasters.
pub const NETWORKS: Text = Text("networks");
/// Creators.
pub const CREATORS: Text = Text("creators");
/// Cast.
pub const CAST: Text = Text("cast");
/// Countries.
pub const COUNTRY: Text = Text("country");
/// Languages.
pub const LANGUAGE: Text = Text("language");

/// A content note with its degree, 1 to 3: `Violence (extreme)`.
pub fn content(note: &str, degree: u8) -> String {
    let note = self::note(note);
    match degree {
        0 | 1 => say!("content-some", note: note),
        2 => say!("content-much", note: note),
        _ => say!("content-extreme", note: note),
    }
}

/// How much there is of a show.
pub fn extent(seasons: Option<u16>, episodes: Option<u16>, minutes: Option<u16>) -> Vec<String> {
    let mut extent = Vec::new();
    extent.extend(seasons.map(|count| say!("extent-seasons", count: count)));
    extent.extend(episodes.map(|count| say!("extent-episodes", count: count)));
    extent.extend(minutes.map(|count| say!("extent-minutes", count: count)));
    extent
}

/// A content note, in the language of the page where it is a known one.
pub fn note(note: &str) -> String {
    perhaps(&format!("note-{note}")).unwrap_or_else(|| plain(note))
}

/// Pages about the show elsewhere.
pub const ON_THE_WEB: Text = Text("on-the-web");
/// An encyclopedia.
pub const WIKIPEDIA: Text = Text("wikipedia");
/// What following such a link tells them.
pub const NO_REFERRER: Text = Text("no-referrer");
/// A rating is left out of the ranking.
pub const LEAVE_OUT: Text = Text("leave-out");

/// Over where a show stands in somebody's list: whose it is, where there are several.
pub fn taste_of(name: &str, shared: bool) -> String {
    let title = say!("place", who: who(name), name: name);
    if shared && name.is_empty() { format!("{title} ({ME})") } else { title }
}

/// Where a show stands in the list.
pub fn place(place: usize, of: usize) -> String {
    say!("place-of", place: place, of: of)
}

/// Why a show is like another one.
pub fn kin(kin: &Kin) -> String {
    if !kin.creators.is_empty() {
        return say!("kin-creators", names: and(&kin.creators));
    }
    let tags: Vec<String> = kin.tags.iter().map(|tag| tag.replace('-', " ")).collect();
    if tags.is_empty() { Text("kin-people").into() } else { plain(&tags.join(", ")) }
}

/// A rating was left out of the ranking, or is back in it.
pub fn did_leave_out(title: &str, out: bool) -> String {
    if out { say!("did-leave-out", title: title) } else { say!("did-count-again", title: title) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_whose_taste_it_is() {
        assert_eq!(taste_of("", false), "Where it sits in your taste");
        assert_eq!(taste_of("", true), "Where it sits in your taste (Me)");
        assert_eq!(taste_of("Sam", true), "Where it sits in Sam’s taste");
    }

    #[test]
    fn likeness_is_told_by_what_says_most() {
        let tags = vec!["police-work".to_owned(), "big-city".to_owned()];
        let both = Kin { creators: vec!["David Simon".into(), "Ed Burns".into()], tags, ..Kin::default() };
        assert_eq!(kin(&both), "Also by David Simon and Ed Burns");
        assert_eq!(kin(&Kin { creators: Vec::new(), ..both }), "Police work, big city");
        assert_eq!(kin(&Kin::default()), "Liked by the same people");
    }
}
