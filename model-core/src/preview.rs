//! What can be done with the beginning of a model file, while the rest is still on its way: search, and show what was
//! found.
//!
//! The section [`SectionKind::BRIEFS`] repeats of the facts what a line of search or a tile shows. A catalogue has far
//! fewer different pairs of genres and country than shows, so each show only names its pair: some two bytes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Facts, from_bytes, to_bytes};
use crate::error::{OpenError, invalid};
use crate::file::{SectionKind, Sections};
use crate::request::Hit;
use crate::search::SearchIndex;

/// The titles and the briefs of a model file of which the rest may not have arrived.
///
/// ```
/// use model_core::preview::Preview;
///
/// let file = model_core::example::file();
/// assert!(Preview::open(&file[..200])?.is_none());
/// let preview = Preview::open(&file[..700])?.expect("titles and briefs stand first");
/// assert_eq!(preview.search("the wrie", 1)[0].matched, "The Wire");
/// assert!(model_core::Model::open(model_core::file::AlignedBytes::from_slice(&file[..700])).is_err());
/// # Ok::<(), model_core::error::OpenError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Preview {
    catalogue: Catalogue,
    search: SearchIndex,
}

impl Preview {
    /// Opens what has arrived of a file, and compares the checksums of what it uses. `None` when too little has arrived,
    /// or when the file is older than the section (minor version 2) and has to be waited for.
    ///
    /// # Errors
    /// What is wrong with the bytes that are there: as [`Sections::read_prefix`] except for [`OpenError::Truncated`], and
    /// [`OpenError::Checksum`] or [`OpenError::Invalid`] for the two sections.
    pub fn open(arrived: &[u8]) -> Result<Option<Preview>, OpenError> {
        let sections = match Sections::read_prefix(arrived) {
            Err(OpenError::Truncated { .. }) => return Ok(None),
            read => read?,
        };
        let found = [SectionKind::TITLES, SectionKind::BRIEFS].map(|kind| sections.find(kind));
        let [Some(titles), Some(briefs)] = found else { return Ok(None) };
        if [titles, briefs].iter().any(|section| section.offset + section.length > arrived.len() as u64) {
            return Ok(None);
        }
        let briefs = decode(briefs.verified(arrived)?)?;
        let titles = from_bytes(SectionKind::TITLES, titles.verified(arrived)?)?;
        let catalogue = Catalogue::new(titles, briefs).map_err(|why| invalid(SectionKind::BRIEFS, why))?;
        let search = SearchIndex::new(&catalogue);
        Ok(Some(Preview { catalogue, search }))
    }

    /// The shows. Of their facts only genres, the first country and the poster are known.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// As [`crate::Model::search`]: the same shows in the same order.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.search.search(&self.catalogue, query, limit)
    }
}

/// Briefs as they are stored: each different pair of genres and country once, and its number for each show.
#[derive(Default, Serialize, Deserialize)]
struct StoredBriefs {
    texts: Vec<String>,
    kinds: Vec<(Vec<u32>, Option<u32>)>,
    shows: Vec<u32>,
    /// The owner's own pictures, which most catalogues have none of.
    posters: Vec<(u32, String)>,
}

/// The section of a catalogue.
pub fn encode(catalogue: &Catalogue) -> Vec<u8> {
    let mut stored = StoredBriefs::default();
    let (mut numbers, mut kinds) = (HashMap::new(), HashMap::new());
    for (show, facts) in catalogue.facts().iter().enumerate() {
        let mut number = |text: &String| {
            *numbers.entry(text.clone()).or_insert_with(|| {
                stored.texts.push(text.clone());
                stored.texts.len() as u32 - 1
            })
        };
        let kind = (facts.genres.iter().map(&mut number).collect::<Vec<_>>(), facts.countries.first().map(&mut number));
        stored.shows.push(*kinds.entry(kind).or_insert_with_key(|kind| {
            stored.kinds.push(kind.clone());
            stored.kinds.len() as u32 - 1
        }));
        stored.posters.extend(facts.poster.clone().map(|poster| (show as u32, poster)));
    }
    to_bytes(&stored)
}

fn decode(section: &[u8]) -> Result<Vec<Facts>, OpenError> {
    let stored: StoredBriefs = from_bytes(SectionKind::BRIEFS, section)?;
    let beyond = |what: &str| invalid(SectionKind::BRIEFS, format!("a number of {what} is beyond their table"));
    let text = |number: &u32| stored.texts.get(*number as usize).cloned();
    let kind = |(genres, country): &(Vec<u32>, Option<u32>)| {
        let countries = country.iter().map(text).collect::<Option<_>>()?;
        Some(Facts { genres: genres.iter().map(text).collect::<Option<_>>()?, countries, ..Facts::default() })
    };
    let kinds = stored.kinds.iter().map(kind).collect::<Option<Vec<_>>>().ok_or_else(|| beyond("texts"))?;
    let of_show = |number: &u32| kinds.get(*number as usize).cloned();
    let mut facts = stored.shows.iter().map(of_show).collect::<Option<Vec<_>>>().ok_or_else(|| beyond("kinds"))?;
    for (show, poster) in stored.posters {
        facts.get_mut(show as usize).ok_or_else(|| beyond("shows"))?.poster = Some(poster);
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Title;
    use crate::{example, file};

    fn two() -> Catalogue {
        let title = |id: &str| Title { id: id.into(), title: id.to_uppercase(), ..Title::default() };
        let facts = |poster: Option<&str>| Facts {
            genres: vec!["drama".into(), "crime".into()],
            countries: vec!["DK".into(), "SE".into()],
            poster: poster.map(str::to_owned),
            synopsis: "Bodies on a bridge.".into(),
            ..Facts::default()
        };
        Catalogue::new(vec![title("a"), title("b")], vec![facts(None), facts(Some("b.jpg"))]).expect("two shows")
    }

    #[test]
    fn of_the_facts_there_is_what_a_line_shows() {
        let briefs = decode(&encode(&two())).expect("own bytes");
        assert_eq!(briefs[0].genres, two().facts()[0].genres);
        assert_eq!((&briefs[0].countries, &briefs[0].poster), (&vec!["DK".to_owned()], &None));
        assert_eq!((briefs[1].poster.as_deref(), briefs[1].synopsis.as_str()), (Some("b.jpg"), ""));
    }

    #[test]
    fn it_opens_as_soon_as_both_sections_are_there_and_no_sooner() {
        let file = example::file();
        let sections = file::Sections::read(&file).expect("own bytes");
        let briefs = sections.find(SectionKind::BRIEFS).expect("there");
        let end = (briefs.offset + briefs.length) as usize;
        for arrived in 1..file.len() {
            let preview = Preview::open(&file[..arrived]).expect("own bytes");
            assert_eq!(preview.is_some(), arrived >= end, "{arrived} of {end}");
        }
        assert!(sections.find(SectionKind::WEIGHTS).is_some_and(|weights| weights.offset as usize >= end));
    }

    #[test]
    fn damage_to_what_it_uses_is_named() {
        let file = example::file();
        let sections = file::Sections::read(&file).expect("own bytes");
        for kind in [SectionKind::TITLES, SectionKind::BRIEFS] {
            let mut damaged = file.clone();
            damaged[sections.find(kind).expect("there").offset as usize + 3] ^= 0x10;
            let error = Preview::open(&damaged).map(|_| ()).expect_err("damaged");
            assert!(matches!(error, OpenError::Checksum { .. }), "{error}");
        }
        assert!(Preview::open(b"<!doctype html>").is_err());
    }

    #[test]
    fn an_older_file_has_to_be_waited_for() {
        let file = example::file();
        let sections = file::Sections::read(&file).expect("own bytes");
        let older: Vec<_> = (sections.table.iter().filter(|section| section.kind != SectionKind::BRIEFS))
            .map(|section| (section.kind, sections.get(&file, section.kind).expect("there").to_vec()))
            .collect();
        assert!(Preview::open(&file::write(&older)).expect("sound").is_none());
    }

    #[test]
    fn numbers_beyond_their_tables_are_refused() {
        let refused = |stored: StoredBriefs| decode(&to_bytes(&stored)).expect_err("beyond").to_string();
        let kinds = || vec![(vec![0], None)];
        let no_text = refused(StoredBriefs { kinds: kinds(), ..StoredBriefs::default() });
        assert!(no_text.contains("BRIF") && no_text.contains("texts"), "{no_text}");
        let texts = || vec!["drama".to_owned()];
        let no_kind =
            refused(StoredBriefs { texts: texts(), kinds: kinds(), shows: vec![1], ..StoredBriefs::default() });
        assert!(no_kind.contains("kinds"), "{no_kind}");
        let no_show = refused(StoredBriefs { posters: vec![(0, "a.jpg".into())], ..StoredBriefs::default() });
        assert!(no_show.contains("shows"), "{no_show}");
    }
}
