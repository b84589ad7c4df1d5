//! What may be in the list, as the page sets it and keeps it.

use model_core::request::Filter;
use serde::{Deserialize, Serialize};

/// The filters that the page offers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// At least one of these genres.
    pub genres: Vec<String>,
    /// First broadcast in this year or later.
    pub from: Option<u16>,
    /// First broadcast in this year or earlier.
    pub to: Option<u16>,
    /// From at least one of these countries.
    pub countries: Vec<String>,
    /// In at least one of these languages.
    pub languages: Vec<String>,
    /// From at least one of these services or broadcasters.
    pub networks: Vec<String>,
    /// Episodes of at most so many minutes.
    pub minutes: Option<u16>,
    /// At most so many seasons.
    pub seasons: Option<u16>,
    /// Only running shows, or only finished ones.
    pub running: Option<bool>,
    /// Not with these content notes in this degree or a higher one.
    pub without: Vec<(String, u8)>,
    /// Also sequels and spin-offs of the named shows.
    pub with_franchise: bool,
}

/// How the list is made, beyond what was said and what may be in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tuning {
    /// From 0, the familiar, to 100, the adventurous.
    pub adventurous: u8,
    /// Whether dislikes only keep a show out of the list.
    pub ignore_dislikes: bool,
    /// Whether the list is seen as rows.
    pub rows: bool,
}

impl Filters {
    /// How many are set.
    pub fn count(&self) -> usize {
        self.genres.len()
            + self.countries.len()
            + self.languages.len()
            + self.networks.len()
            + self.without.len()
            + usize::from(self.minutes.is_some())
            + usize::from(self.seasons.is_some())
            + usize::from(self.running.is_some())
            + usize::from(self.from.is_some())
            + usize::from(self.to.is_some())
            + usize::from(self.with_franchise)
    }

    /// Sets or unsets a genre.
    pub fn toggle_genre(&mut self, genre: &str) {
        toggle(&mut self.genres, genre);
    }

    /// The least degree of a content note that is kept out.
    pub fn degree(&self, note: &str) -> Option<u8> {
        self.without.iter().find(|(one, _)| one == note).map(|(_, degree)| *degree)
    }

    /// Keeps out what has a content note in this degree or a higher one; `None` lets everything pass.
    pub fn set_degree(&mut self, note: &str, degree: Option<u8>) {
        self.without.retain(|(one, _)| one != note);
        self.without.extend(degree.map(|degree| (note.to_owned(), degree)));
    }

    /// Sets the first year; a last year before it is moved along, so that no choice leads to an empty range.
    pub fn set_from(&mut self, year: Option<u16>) {
        self.from = year;
        if let (Some(from), Some(to)) = (self.from, self.to) {
            self.to = Some(to.max(from));
        }
    }

    /// Sets the last year; a first year after it is moved along.
    pub fn set_to(&mut self, year: Option<u16>) {
        self.to = year;
        if let (Some(from), Some(to)) = (self.from, self.to) {
            self.from = Some(from.min(to));
        }
    }

    /// As the model understands it.
    pub fn filter(&self) -> Filter {
        Filter {
            genres: self.genres.clone(),
            from_year: self.from,
            to_year: self.to,
            countries: self.countries.clone(),
            languages: self.languages.clone(),
            networks: self.networks.clone(),
            max_minutes: self.minutes,
            max_seasons: self.seasons,
            running: self.running,
            without_content: self.without.clone(),
            with_franchise: self.with_franchise,
            without_genres: Vec::new(),
        }
    }
}

/// Sets or unsets one of several choices.
pub fn toggle(chosen: &mut Vec<String>, choice: &str) {
    match chosen.iter().position(|one| one == choice) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(choice.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_never_cross() {
        let mut filters = Filters::default();
        filters.set_to(Some(1990));
        filters.set_from(Some(2005));
        assert_eq!((filters.from, filters.to), (Some(2005), Some(2005)));
        filters.set_to(Some(1980));
        assert_eq!((filters.from, filters.to), (Some(1980), Some(1980)));
    }

    #[test]
    fn a_content_note_has_one_degree() {
        let mut filters = Filters::default();
        filters.set_degree("gore", Some(3));
        filters.set_degree("gore", Some(1));
        assert_eq!((filters.degree("gore"), filters.count()), (Some(1), 1));
        assert_eq!(filters.filter().without_content, [("gore".to_owned(), 1)]);
        filters.set_degree("gore", None);
        assert_eq!(filters, Filters::default());
    }

    #[test]
    fn what_an_older_page_kept_is_read() {
        let filters: Filters = serde_json::from_str(r#"{"genres":["crime"],"gone":1}"#).expect("lenient");
        assert_eq!(filters.count(), 1);
    }
}
