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
    /// Also sequels and spin-offs of the named shows.
    pub with_franchise: bool,
}

impl Filters {
    /// How many are set.
    pub fn count(&self) -> usize {
        self.genres.len()
            + usize::from(self.from.is_some())
            + usize::from(self.to.is_some())
            + usize::from(self.with_franchise)
    }

    /// Sets or unsets a genre.
    pub fn toggle_genre(&mut self, genre: &str) {
        match self.genres.iter().position(|one| one == genre) {
            Some(at) => {
                self.genres.remove(at);
            }
            None => self.genres.push(genre.to_owned()),
        }
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
            with_franchise: self.with_franchise,
            ..Filter::default()
        }
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
    fn what_an_older_page_kept_is_read() {
        let filters: Filters = serde_json::from_str(r#"{"genres":["crime"],"gone":1}"#).expect("lenient");
        assert_eq!(filters.count(), 1);
    }
}
