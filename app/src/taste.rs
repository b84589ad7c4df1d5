//! What a person said about shows, and every change to it as a value that can be undone, kept and sent.

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
    /// Not for me.
    Disliked,
    /// Watched, without an opinion that should count.
    Seen,
    /// Do not show it to me.
    Hidden,
}

impl Mark {
    /// What the model is told; a hidden show says nothing of a taste.
    pub fn feedback(self) -> Option<Feedback> {
        match self {
            Mark::Loved => Some(Feedback::Loved),
            Mark::Liked => Some(Feedback::Liked),
            Mark::Disliked => Some(Feedback::Disliked),
            Mark::Seen => Some(Feedback::Seen),
            Mark::Hidden => None,
        }
    }

    /// Whether it is an opinion, rather than a way to keep a show out of the list.
    pub fn is_opinion(self) -> bool {
        matches!(self, Mark::Loved | Mark::Liked | Mark::Disliked)
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
}

impl Entry {
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

/// One show's new state: an entry, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The show.
    pub id: String,
    /// The entry that it gets; `None` removes it.
    pub entry: Option<Entry>,
}

/// Edits that belong together: done, undone and kept as one.
pub type Change = Vec<Edit>;

/// All entries, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taste {
    entries: Vec<Entry>,
}

impl Taste {
    /// A taste of these entries, in any order.
    pub fn of(entries: Vec<Entry>) -> Taste {
        let mut taste = Taste::default();
        for entry in entries {
            taste.apply(&vec![Edit { id: entry.id.clone(), entry: Some(entry) }]);
        }
        taste
    }

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

    /// The change that marks a show. A show that is there already keeps its place.
    pub fn marking(&self, show: &ShowLine, mark: Mark, now: u64) -> Change {
        let at = self.get(&show.id).map_or(now, |entry| entry.at);
        let entry = Entry {
            id: show.id.clone(),
            title: show.title.clone(),
            year: show.year,
            genres: show.genres.clone(),
            mark,
            at,
        };
        vec![Edit { id: show.id.clone(), entry: Some(entry) }]
    }

    /// The change that removes a show.
    pub fn removing(&self, id: &str) -> Change {
        vec![Edit { id: id.to_owned(), entry: None }]
    }

    /// The change that removes everything.
    pub fn clearing(&self) -> Change {
        self.entries.iter().map(|entry| Edit { id: entry.id.clone(), entry: None }).collect()
    }

    /// Makes a change, and returns the change that takes it back.
    pub fn apply(&mut self, change: &Change) -> Change {
        let mut back: Change = change
            .iter()
            .map(|edit| {
                let at = self.entries.iter().position(|entry| entry.id == edit.id);
                let was = at.map(|at| self.entries.remove(at));
                if let Some(entry) = &edit.entry {
                    let place = self.entries.partition_point(|other| (other.at, &other.id) > (entry.at, &entry.id));
                    self.entries.insert(place, entry.clone());
                }
                Edit { id: edit.id.clone(), entry: was }
            })
            .collect();
        back.reverse();
        back
    }

    /// A copy for people to keep, as JSON.
    pub fn export(&self) -> String {
        #[derive(Serialize)]
        struct Export<'t> {
            format: &'static str,
            version: u32,
            shows: &'t [Entry],
        }
        let export = Export { format: "canihasashowplz ratings", version: 1, shows: &self.entries };
        serde_json::to_string_pretty(&export).unwrap_or_default()
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
            let change = taste.marking(&show(id), Mark::Liked, now as u64);
            taste.apply(&change);
        }
        taste
    }

    #[test]
    fn the_newest_stands_first_and_another_mark_keeps_the_place() {
        let mut taste = three();
        assert_eq!(ids(&taste), ["c", "b", "a"]);
        let change = taste.marking(&show("a"), Mark::Loved, 99);
        taste.apply(&change);
        assert_eq!(ids(&taste), ["c", "b", "a"]);
        assert_eq!(taste.mark("a"), Some(Mark::Loved));
    }

    #[test]
    fn every_change_can_be_taken_back() {
        let before = three();
        for change in [
            before.removing("b"),
            before.clearing(),
            before.marking(&show("d"), Mark::Hidden, 9),
            before.marking(&show("c"), Mark::Disliked, 9),
            [before.removing("a"), before.marking(&show("a"), Mark::Seen, 9)].concat(),
        ] {
            let mut taste = before.clone();
            let back = taste.apply(&change);
            assert_ne!(taste, before);
            taste.apply(&back);
            assert_eq!(taste, before, "after {change:?}");
        }
    }

    #[test]
    fn hidden_shows_are_not_named() {
        let mut taste = three();
        let change = taste.marking(&show("a"), Mark::Hidden, 0);
        taste.apply(&change);
        assert_eq!(taste.named(), 2);
    }

    #[test]
    fn an_entry_of_only_the_needed_fields_is_read() {
        let entry: Entry = serde_json::from_str(r#"{"id":"x","title":"X","mark":"loved"}"#).expect("enough");
        assert_eq!(entry.mark, Mark::Loved);
        assert!(Taste::of(vec![entry]).export().contains("\"mark\": \"loved\""));
    }
}
