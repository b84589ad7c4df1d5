//! Finding the entries of a file in a catalogue.
//!
//! The same entry and the same catalogue give the same answer. What is certain is decided here; what is not comes with
//! candidates, the likeliest first, for the person to choose from. A wrong show in a taste does more harm than a
//! missing one, so every doubt is shown:
//!
//! | the file has | the catalogue has | then |
//! |---|---|---|
//! | an id that the catalogue uses | that show | [`Match::Sure`] |
//! | a title and a year | one show of that name, at most a year apart | [`Match::Sure`] |
//! | a title and a year | shows of that name from other years | [`Match::Unsure`]; of what may be a film: [`Match::None`] |
//! | a title | one show of that name | [`Match::Sure`]; of what may be a film: [`Match::Unsure`] |
//! | a title | several shows of that name | [`Match::Unsure`] |
//! | `Show: Something` | a show of that beginning | [`Match::Unsure`] |
//! | a series' title | shows with similar names | [`Match::Unsure`] |
//!
//! ```
//! use importers::matching::{Match, Matcher};
//! use importers::{Entry, Kind};
//! use model_core::{Model, file::AlignedBytes};
//!
//! let model = Model::open(AlignedBytes::from_slice(&model_core::example::file()))?;
//! let matcher = Matcher::new(&model);
//! let wire = model.search("the wire", 1)[0].show;
//! let entry = |title: &str, kind| Entry { title: title.into(), kind, ..Entry::default() };
//! assert_eq!(matcher.find(&entry("THE WIRE", Kind::Series)), Match::Sure(wire));
//! assert!(matches!(matcher.find(&entry("The Wrie", Kind::Series)), Match::Unsure(shows) if shows[0].show == wire));
//! assert_eq!(matcher.find(&entry("The Matrix", Kind::MaybeFilm)), Match::None);
//! # Ok::<(), model_core::error::OpenError>(())
//! ```

use std::collections::BTreeMap;

use model_core::Model;
use model_core::catalogue::{Catalogue, ShowIndex, Title};
use model_core::order::by_number;
use model_core::request::Hit;
use model_core::text::fold;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Kind};
use crate::titles;

/// How many candidates are offered.
const CANDIDATES: usize = 5;

/// From which quality of a search on a similar name is offered.
const SIMILAR: f32 = 0.6;

/// A catalogue that can be searched.
pub trait Shows {
    /// The shows.
    fn catalogue(&self) -> &Catalogue;
    /// The shows that a text names, the best first.
    fn search(&self, query: &str, limit: usize) -> Vec<Hit>;
}

impl Shows for Model {
    fn catalogue(&self) -> &Catalogue {
        Model::catalogue(self)
    }

    fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        Model::search(self, query, limit)
    }
}

/// What an entry is in a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Match {
    /// This show.
    Sure(ShowIndex),
    /// One of these, or none; the likeliest first.
    Unsure(Vec<Candidate>),
    /// Nothing of this catalogue.
    None,
}

/// A show that an entry may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The show.
    pub show: ShowIndex,
    /// Why it may be that one.
    pub why: Why,
}

/// Why a show is a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Why {
    /// It has the same name, as others have, or as a film may have.
    SameName,
    /// It has the same name, but is from another year.
    OtherYear,
    /// The entry's title begins with its name.
    Beginning,
    /// It has a similar name.
    Similar,
}

/// A catalogue, prepared for many entries.
pub struct Matcher<'s, S> {
    shows: &'s S,
    /// The shows by each of their names; `false` is a name that is only an alias.
    names: BTreeMap<String, Vec<(ShowIndex, bool)>>,
}

impl<'s, S: Shows> Matcher<'s, S> {
    /// Prepares a catalogue.
    pub fn new(shows: &'s S) -> Matcher<'s, S> {
        let mut names: BTreeMap<String, Vec<(ShowIndex, bool)>> = BTreeMap::new();
        for (show, title) in (0..).zip(shows.catalogue().titles()) {
            let main = [Some(title.title.as_str()), title.original.as_deref()].into_iter().flatten();
            let aliases = title.aliases.iter().map(String::as_str);
            for (name, is_main) in main.map(|name| (name, true)).chain(aliases.map(|name| (name, false))) {
                let of_name = names.entry(key(name)).or_default();
                if of_name.last().is_none_or(|(last, _)| *last != show) {
                    of_name.push((show, is_main));
                }
            }
        }
        names.remove("");
        Matcher { shows, names }
    }

    /// What an entry is.
    pub fn find(&self, entry: &Entry) -> Match {
        let catalogue = self.shows.catalogue();
        let ids = [entry.ids.own.as_deref(), entry.ids.imdb.as_deref()];
        if let Some(show) = ids.into_iter().flatten().find_map(|id| catalogue.index_of(id)) {
            return Match::Sure(show);
        }
        let mut same = self.named(&entry.title);
        if same.is_empty() {
            same = entry.other_titles.iter().flat_map(|title| self.named(title)).collect();
            same = by_number(same, |(show, _)| *show);
            same.dedup_by_key(|(show, _)| *show);
        }
        // Those that have it as their own name before those that are also called so, the more popular ones first.
        let same = by_number(by_number(same, |(show, _)| *show), |(_, is_main)| u32::from(!is_main));
        let same: Vec<ShowIndex> = same.into_iter().map(|(show, _)| show).collect();
        if !same.is_empty() {
            return self.of_same_name(entry, &same);
        }
        match entry.kind {
            Kind::Series => self.similar(entry),
            Kind::MaybeFilm => self.by_beginning(entry),
        }
    }

    /// The shows of a name, or of the name without a country in brackets that fits: `The Office (US)`.
    fn named(&self, name: &str) -> Vec<(ShowIndex, bool)> {
        if let Some(same) = self.names.get(&key(name)) {
            return same.clone();
        }
        let Some((bare, country)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) else {
            return Vec::new();
        };
        let country = match country.to_ascii_uppercase().as_str() {
            "UK" => "GB".to_owned(),
            "USA" => "US".to_owned(),
            other => other.to_owned(),
        };
        let facts = self.shows.catalogue().facts();
        let is_from =
            |show: ShowIndex| facts.get(show as usize).is_some_and(|facts| facts.countries.first() == Some(&country));
        self.names.get(&key(bare)).into_iter().flatten().copied().filter(|(show, _)| is_from(*show)).collect()
    }

    fn of_same_name(&self, entry: &Entry, same: &[ShowIndex]) -> Match {
        let distance = |show: &ShowIndex| Some(self.title(*show)?.year?.abs_diff(entry.year?));
        let within = |most: u16| -> Vec<ShowIndex> {
            same.iter().copied().filter(|show| distance(show).is_some_and(|years| years <= most)).collect()
        };
        let is_series = entry.kind == Kind::Series;
        if entry.year.is_none() {
            return match same {
                [one] if is_series => Match::Sure(*one),
                several => unsure(several, Why::SameName),
            };
        }
        match (&within(0)[..], &within(1)[..]) {
            ([one], _) => Match::Sure(*one),
            ([], [one]) if is_series => Match::Sure(*one),
            ([], []) => {
                let undated: Vec<ShowIndex> = same
                    .iter()
                    .copied()
                    .filter(|show| self.title(*show).is_some_and(|title| title.year.is_none()))
                    .collect();
                match (is_series, undated.is_empty()) {
                    (_, false) => unsure(&undated, Why::SameName),
                    (true, true) => unsure(same, Why::OtherYear),
                    // A film, and a series of the same name from another time.
                    (false, true) => Match::None,
                }
            }
            ([], several) | (several, _) => unsure(several, Why::SameName),
        }
    }

    fn by_beginning(&self, entry: &Entry) -> Match {
        let named =
            titles::beginnings(&entry.title).map(|beginning| self.named(beginning)).find(|shows| !shows.is_empty());
        let shows: Vec<ShowIndex> = named.into_iter().flatten().map(|(show, _)| show).collect();
        unsure(&shows, Why::Beginning)
    }

    fn similar(&self, entry: &Entry) -> Match {
        let fits = |hit: &Hit| {
            let years = self.title(hit.show).and_then(|title| Some(title.year?.abs_diff(entry.year?)));
            // A year that fits makes up for a doubtful name, and one that does not speaks against it.
            hit.quality >= SIMILAR && years.is_none_or(|years| years <= 1 || hit.quality >= 0.9)
        };
        let hits = self.shows.search(&entry.title, CANDIDATES);
        let shows: Vec<ShowIndex> = hits.iter().filter(|hit| fits(hit)).map(|hit| hit.show).collect();
        unsure(&shows, Why::Similar)
    }

    fn title(&self, show: ShowIndex) -> Option<&'s Title> {
        self.shows.catalogue().titles().get(show as usize)
    }
}

fn unsure(shows: &[ShowIndex], why: Why) -> Match {
    match shows {
        [] => Match::None,
        shows => Match::Unsure(shows.iter().take(CANDIDATES).map(|show| Candidate { show: *show, why }).collect()),
    }
}

/// A name for comparing: folded, without spaces and without an English article in front.
fn key(name: &str) -> String {
    let folded = fold(name);
    let bare = ["the ", "a ", "an "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(&folded);
    bare.replace(' ', "")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::entry::Ids;
    use model_core::catalogue::Facts;
    use model_core::search::SearchIndex;

    struct Shelf {
        catalogue: Catalogue,
        search: SearchIndex,
    }

    impl Shows for Shelf {
        fn catalogue(&self) -> &Catalogue {
            &self.catalogue
        }

        fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
            self.search.search(&self.catalogue, query, limit)
        }
    }

    fn shelf() -> Shelf {
        let show = |id: &str, title: &str, original: Option<&str>, aliases: &[&str], year, country: &str| {
            let title = Title {
                id: id.into(),
                title: title.into(),
                original: original.map(Into::into),
                aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
                year,
            };
            (title, Facts { countries: vec![country.into()], ..Facts::default() })
        };
        let (titles, facts) = [
            show("office-us", "The Office", None, &[], Some(2005), "US"),
            show("office-uk", "The Office", None, &[], Some(2001), "GB"),
            show("money-heist", "Money Heist", Some("La casa de papel"), &["Haus des Geldes"], Some(2017), "ES"),
            show("fargo", "Fargo", None, &[], Some(2014), "US"),
            show("fma", "Fullmetal Alchemist: Brotherhood", Some("鋼の錬金術師"), &[], Some(2009), "JP"),
            show("tt0306414", "The Wire", None, &[], Some(2002), "US"),
            show("black-mirror", "Black Mirror", None, &[], Some(2011), "GB"),
            show("undated", "Undated", None, &[], None, "US"),
        ]
        .into_iter()
        .unzip();
        let catalogue = Catalogue::new(titles, facts).expect("distinct ids");
        Shelf { search: SearchIndex::new(&catalogue), catalogue }
    }

    fn found(entry: &Entry) -> String {
        let shelf = shelf();
        let id = |show: ShowIndex| shelf.catalogue.titles()[show as usize].id.clone();
        match Matcher::new(&shelf).find(entry) {
            Match::Sure(show) => id(show),
            Match::Unsure(shows) => {
                let candidates: Vec<String> =
                    shows.iter().map(|one| format!("{} {:?}", id(one.show), one.why)).collect();
                candidates.join(", ") + "?"
            }
            Match::None => "-".into(),
        }
    }

    #[test]
    fn entries_find_their_shows_or_candidates() {
        for (title, year, kind, expected) in [
            ("The Office", Some(2005), Kind::Series, "office-us"),
            ("office", Some(2001), Kind::Series, "office-uk"),
            ("The Office", Some(2004), Kind::Series, "office-us"),
            ("The Office", None, Kind::Series, "office-us SameName, office-uk SameName?"),
            ("The Office", Some(1990), Kind::Series, "office-us OtherYear, office-uk OtherYear?"),
            ("The Office (UK)", None, Kind::Series, "office-uk"),
            ("The Office (US)", None, Kind::Series, "office-us"),
            ("LA CASA DE PAPEL", None, Kind::Series, "money-heist"),
            ("Haus des Geldes", Some(2018), Kind::Series, "money-heist"),
            ("Fargo", Some(1996), Kind::MaybeFilm, "-"),
            ("Fargo", Some(2014), Kind::MaybeFilm, "fargo"),
            ("Fargo", Some(2015), Kind::MaybeFilm, "fargo SameName?"),
            ("Fargo", None, Kind::MaybeFilm, "fargo SameName?"),
            ("Black Mirror: Bandersnatch", None, Kind::MaybeFilm, "black-mirror Beginning?"),
            ("鋼の錬金術師", None, Kind::Series, "fma"),
            ("Fullmetal Alchemist Brotherhod", None, Kind::Series, "fma Similar?"),
            ("Undated", Some(2000), Kind::Series, "undated SameName?"),
            ("Heat", Some(1995), Kind::MaybeFilm, "-"),
            ("Qqqq", None, Kind::Series, "-"),
            ("", None, Kind::Series, "-"),
        ] {
            let entry = Entry { title: title.into(), year, kind, ..Entry::default() };
            assert_eq!(found(&entry), expected, "{title} {year:?} {kind:?}");
        }
    }

    #[test]
    fn ids_and_other_titles_count() {
        let ids = |own: Option<&str>, imdb: Option<&str>| Ids {
            own: own.map(Into::into),
            imdb: imdb.map(Into::into),
            ..Ids::default()
        };
        let renamed = Entry { title: "Renamed".into(), ids: ids(Some("fargo"), None), ..Entry::default() };
        assert_eq!(found(&renamed), "fargo");
        let imdb = Entry { title: "x".into(), ids: ids(None, Some("tt0306414")), ..Entry::default() };
        assert_eq!(found(&imdb), "tt0306414");
        let other =
            Entry { title: "Papierhaus".into(), other_titles: vec!["La Casa de Papel".into()], ..Entry::default() };
        assert_eq!(found(&other), "money-heist");
    }
}
