//! What one person said about shows. Changes to it are in [`crate::household`].

use model_core::request::Feedback;
use serde::{Deserialize, Serialize};

use crate::messages::ShowLine;

/// What a person said of a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// One of the best.
    Loved,
    /// Good.
    Liked,
    /// Watched, and neither good nor bad.
    Meh,
    /// Not for me.
    Disliked,
    /// Watched, without an opinion that should count.
    Seen,
    /// Not interested: do not show it to me.
    Hidden,
    /// Not seen yet, and to be.
    Want,
}

impl Mark {
    /// Every mark, in the order in which they are offered.
    pub const ALL: [Mark; 7] =
        [Mark::Loved, Mark::Liked, Mark::Meh, Mark::Disliked, Mark::Seen, Mark::Want, Mark::Hidden];

    /// What the model is told. A show that was not watched says nothing of a taste, and `Meh` no more than that it was
    /// watched.
    pub fn feedback(self) -> Option<Feedback> {
        match self {
            Mark::Loved => Some(Feedback::Loved),
            Mark::Liked => Some(Feedback::Liked),
            Mark::Disliked => Some(Feedback::Disliked),
            Mark::Meh | Mark::Seen => Some(Feedback::Seen),
            Mark::Hidden | Mark::Want => None,
        }
    }

    /// Whether it puts shows into order, rather than only keeping one out of the list.
    pub fn counts(self) -> bool {
        matches!(self, Mark::Loved | Mark::Liked | Mark::Disliked)
    }

    /// Whether the show was liked.
    pub fn is_liked(self) -> bool {
        matches!(self, Mark::Loved | Mark::Liked)
    }

    /// Whether it is an opinion, rather than a way to keep a show out of the list.
    pub fn is_opinion(self) -> bool {
        matches!(self, Mark::Loved | Mark::Liked | Mark::Meh | Mark::Disliked)
    }
}

/// A show with what was said of it. It carries enough to be drawn when the catalogue does not have the show (any more).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The lasting id.
    pub id: String,
    /// The title.
    pub title: String,
    /// First broadcast.
    #[serde(default)]
    pub year: Option<u16>,
    /// Genres, for the drawn poster.
    #[serde(default)]
    pub genres: Vec<String>,
    /// What was said.
    pub mark: Mark,
    /// When the show was first named, in milliseconds since 1970. The newest stands first.
    #[serde(default)]
    pub at: u64,
    /// Whether the rating is left out of the ranking of this person's list. It is kept, and is no part of what is
    /// contributed or sent in a link.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub out: bool,
}

impl Entry {
    /// An entry for a show.
    pub fn of(show: &ShowLine, mark: Mark, at: u64) -> Entry {
        Entry {
            id: show.id.clone(),
            title: show.title.clone(),
            year: show.year,
            genres: show.genres.clone(),
            mark,
            at,
            out: false,
        }
    }

    /// The show, as far as it is known without the catalogue.
    pub fn line(&self) -> ShowLine {
        ShowLine {
            id: self.id.clone(),
            title: self.title.clone(),
            year: self.year,
            genres: self.genres.clone(),
            ..ShowLine::default()
        }
    }
}

/// All entries, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taste {
    entries: Vec<Entry>,
}

impl Taste {
    /// The entries, the newest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What was said of a show.
    pub fn mark(&self, id: &str) -> Option<Mark> {
        self.get(id).map(|entry| entry.mark)
    }

    /// The entry of a show.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// How many shows the model is told of.
    pub fn named(&self) -> usize {
        self.entries.iter().filter(|entry| entry.mark.feedback().is_some()).count()
    }

    /// Gives a show an entry, or none, and returns the one that it had.
    pub fn set(&mut self, id: &str, entry: Option<Entry>) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.id == id);
        let was = at.map(|at| self.entries.remove(at));
        if let Some(entry) = entry {
            let place = self.entries.partition_point(|other| (other.at, &other.id) > (entry.at, &entry.id));
            self.entries.insert(place, entry);
        }
        was
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(id: &str) -> ShowLine {
        ShowLine { id: id.into(), title: id.to_uppercase(), ..ShowLine::default() }
    }

    fn ids(taste: &Taste) -> Vec<&str> {
        taste.entries().iter().map(|entry| entry.id.as_str()).collect()
    }

    fn three() -> Taste {
        let mut taste = Taste::default();
        for (now, id) in ["a", "b", "c"].iter().enumerate() {
            taste.set(id, Some(Entry::of(&show(id), Mark::Liked, now as u64)));
        }
        taste
    }

    #[test]
    fn the_newest_stands_first() {
        assert_eq!(ids(&three()), ["c", "b", "a"]);
    }

    #[test]
    fn an_entry_replaces_the_one_before() {
        let mut taste = three();
        let was = taste.set("b", Some(Entry::of(&show("b"), Mark::Loved, 1)));
        assert_eq!(was.map(|entry| entry.mark), Some(Mark::Liked));
        assert_eq!((ids(&taste), taste.mark("b")), (vec!["c", "b", "a"], Some(Mark::Loved)));
        taste.set("b", None);
        assert_eq!(ids(&taste), ["c", "a"]);
    }

    #[test]
    fn hidden_shows_are_not_named() {
        let mut taste = three();
        taste.set("a", Some(Entry::of(&show("a"), Mark::Hidden, 0)));
        assert_eq!(taste.named(), 2);
    }

    #[test]
    fn an_entry_of_only_the_needed_fields_is_read() {
        let entry: Entry = serde_json::from_str(r#"{"id":"x","title":"X","mark":"loved"}"#).expect("enough");
        assert_eq!(entry.mark, Mark::Loved);
    }
}
