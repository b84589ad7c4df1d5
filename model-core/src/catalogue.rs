//! The shows: titles first (what search needs), then everything else that is known of them.
//!
//! Shows are numbered by popularity, the most popular first: a show's number is also its rank, ties in a search are
//! broken by it, and neighbouring numbers compress well. The number is not stable between model files; the id is.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::error::{OpenError, invalid};
use crate::file::SectionKind;

/// A show's number in this model file: its rank by popularity, from 0.
pub type ShowIndex = u32;

/// What search and lists need of a show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The lasting id: a slug in the bundled catalogue, the owner's own id elsewhere.
    pub id: String,
    /// The title by which most viewers know it.
    pub title: String,
    /// The title in its own language and script, where that differs.
    pub original: Option<String>,
    /// Other titles that people type.
    pub aliases: Vec<String>,
    /// The year of the first broadcast.
    pub year: Option<u16>,
}

/// Everything else that is known of a show. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The year of the last broadcast; `None` while it runs, or when that is not known.
    pub end: Option<u16>,
    /// Whether new episodes are still made; `None` when that is not known.
    pub running: Option<bool>,
    /// Countries, ISO 3166-1 alpha-2, the main producer first.
    pub countries: Vec<String>,
    /// Languages, ISO 639-1, the main one first.
    pub languages: Vec<String>,
    /// Broadcasters or services, the original one first.
    pub networks: Vec<String>,
    /// Genres, the most telling first.
    pub genres: Vec<String>,
    /// How many seasons there are.
    pub seasons: Option<u16>,
    /// How many episodes there are.
    pub episodes: Option<u16>,
    /// The usual length of an episode in minutes.
    pub minutes: Option<u16>,
    /// Who made it.
    pub creators: Vec<String>,
    /// The main cast.
    pub cast: Vec<String>,
    /// Tags with their weights, 3 (the show is about this) to 1 (present), the heaviest first.
    pub tags: Vec<(String, u8)>,
    /// Content notes with their degree, 1 (some) to 3 (extreme).
    pub content: Vec<(String, u8)>,
    /// Shared by sequels, remakes, spin-offs and prequels of each other.
    pub franchise: Option<String>,
    /// One sentence.
    pub synopsis: String,
    /// A picture of the owner's own, as an address relative to the site.
    pub poster: Option<String>,
}

/// The shows of a model file.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    titles: Vec<Title>,
    facts: Vec<Facts>,
    by_id: HashMap<String, ShowIndex>,
}

/// Facts as they are stored: every text that recurs is a number into one table of texts.
#[derive(Serialize, Deserialize)]
struct StoredFacts {
    texts: Vec<String>,
    shows: Vec<StoredShow>,
}

#[derive(Serialize, Deserialize)]
struct StoredShow {
    end: Option<u16>,
    running: Option<bool>,
    countries: Vec<u32>,
    languages: Vec<u32>,
    networks: Vec<u32>,
    genres: Vec<u32>,
    seasons: Option<u16>,
    episodes: Option<u16>,
    minutes: Option<u16>,
    creators: Vec<u32>,
    cast: Vec<u32>,
    tags: Vec<(u32, u8)>,
    content: Vec<(u32, u8)>,
    franchise: Option<u32>,
    synopsis: String,
    poster: Option<String>,
}

impl Catalogue {
    /// A catalogue of these shows, the most popular first. `facts` is parallel to `titles`.
    ///
    /// # Errors
    /// Says which id occurs twice, or that the two lists differ in length.
    pub fn new(titles: Vec<Title>, facts: Vec<Facts>) -> Result<Catalogue, String> {
        if titles.len() != facts.len() {
            return Err(format!("{} titles, but facts for {} shows", titles.len(), facts.len()));
        }
        let mut by_id = HashMap::with_capacity(titles.len());
        for (index, title) in titles.iter().enumerate() {
            if by_id.insert(title.id.clone(), index as ShowIndex).is_some() {
                return Err(format!("the id \"{}\" occurs twice", title.id));
            }
        }
        Ok(Catalogue { titles, facts, by_id })
    }

    /// How many shows there are.
    pub fn len(&self) -> usize {
        self.titles.len()
    }

    /// Whether there is no show.
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
    }

    /// The titles, by show number.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// The facts, by show number.
    pub fn facts(&self) -> &[Facts] {
        &self.facts
    }

    /// The number of the show with this id.
    pub fn index_of(&self, id: &str) -> Option<ShowIndex> {
        self.by_id.get(id).copied()
    }

    /// The section with the titles.
    pub fn encode_titles(&self) -> Vec<u8> {
        to_bytes(&self.titles)
    }

    /// The section with the facts.
    pub fn encode_facts(&self) -> Vec<u8> {
        let mut table = TextTable::default();
        let shows = self.facts.iter().map(|facts| table.store(facts)).collect();
        to_bytes(&StoredFacts { texts: table.texts, shows })
    }

    /// A catalogue from its two sections.
    ///
    /// # Errors
    /// [`OpenError::Invalid`] when the records cannot be read or contradict each other.
    pub fn decode(titles: &[u8], facts: &[u8]) -> Result<Catalogue, OpenError> {
        let titles: Vec<Title> = from_bytes(SectionKind::TITLES, titles)?;
        let stored: StoredFacts = from_bytes(SectionKind::FACTS, facts)?;
        let facts = stored
            .shows
            .into_iter()
            .map(|show| show.restore(&stored.texts))
            .collect::<Option<Vec<Facts>>>()
            .ok_or_else(|| invalid(SectionKind::FACTS, "a text number is beyond the table of texts"))?;
        Catalogue::new(titles, facts).map_err(|why| invalid(SectionKind::TITLES, why))
    }
}

#[derive(Default)]
struct TextTable {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl TextTable {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    fn all(&mut self, texts: &[String]) -> Vec<u32> {
        texts.iter().map(|text| self.number(text)).collect()
    }

    fn weighted(&mut self, texts: &[(String, u8)]) -> Vec<(u32, u8)> {
        texts.iter().map(|(text, weight)| (self.number(text), *weight)).collect()
    }

    fn store(&mut self, facts: &Facts) -> StoredShow {
        StoredShow {
            end: facts.end,
            running: facts.running,
            countries: self.all(&facts.countries),
            languages: self.all(&facts.languages),
            networks: self.all(&facts.networks),
            genres: self.all(&facts.genres),
            seasons: facts.seasons,
            episodes: facts.episodes,
            minutes: facts.minutes,
            creators: self.all(&facts.creators),
            cast: self.all(&facts.cast),
            tags: self.weighted(&facts.tags),
            content: self.weighted(&facts.content),
            franchise: facts.franchise.as_ref().map(|text| self.number(text)),
            synopsis: facts.synopsis.clone(),
            poster: facts.poster.clone(),
        }
    }
}

impl StoredShow {
    /// `None` when a number is beyond the table.
    fn restore(self, texts: &[String]) -> Option<Facts> {
        let one = |number: u32| texts.get(number as usize).cloned();
        let all = |numbers: Vec<u32>| numbers.into_iter().map(one).collect::<Option<Vec<String>>>();
        let weighted = |numbers: Vec<(u32, u8)>| {
            numbers
                .into_iter()
                .map(|(number, weight)| Some((one(number)?, weight)))
                .collect::<Option<Vec<(String, u8)>>>()
        };
        Some(Facts {
            end: self.end,
            running: self.running,
            countries: all(self.countries)?,
            languages: all(self.languages)?,
            networks: all(self.networks)?,
            genres: all(self.genres)?,
            seasons: self.seasons,
            episodes: self.episodes,
            minutes: self.minutes,
            creators: all(self.creators)?,
            cast: all(self.cast)?,
            tags: weighted(self.tags)?,
            content: weighted(self.content)?,
            franchise: match self.franchise {
                Some(number) => Some(one(number)?),
                None => None,
            },
            synopsis: self.synopsis,
            poster: self.poster,
        })
    }
}

/// Postcard bytes of a record.
pub(crate) fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).expect("records of text and numbers always serialize into memory")
}

/// A record from the postcard bytes of a whole section.
pub(crate) fn from_bytes<'b, T: Deserialize<'b>>(kind: SectionKind, bytes: &'b [u8]) -> Result<T, OpenError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        Ok((_, rest)) => Err(invalid(kind, format!("{} bytes are left over", rest.len()))),
        Err(error) => Err(invalid(kind, error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_survives_encoding() {
        let title = |id: &str| Title { id: id.into(), title: id.to_uppercase(), year: Some(1999), ..Title::default() };
        let facts = Facts {
            genres: vec!["drama".into(), "crime".into()],
            tags: vec![("slow-burn".into(), 3)],
            franchise: Some("house".into()),
            ..Facts::default()
        };
        let catalogue =
            Catalogue::new(vec![title("a"), title("b")], vec![facts.clone(), Facts::default()]).expect("two shows");
        let again = Catalogue::decode(&catalogue.encode_titles(), &catalogue.encode_facts()).expect("own bytes");
        assert_eq!(again.titles(), catalogue.titles());
        assert_eq!(again.facts(), catalogue.facts());
        assert_eq!(again.index_of("b"), Some(1));
    }

    #[test]
    fn a_repeated_id_is_named() {
        let titles = vec![Title { id: "a".into(), ..Title::default() }; 2];
        assert_eq!(Catalogue::new(titles, vec![Facts::default(); 2]).expect_err("twice"), "the id \"a\" occurs twice");
    }
}
