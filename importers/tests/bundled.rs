//! Titles as services write them, found in the bundled catalogue.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use importers::matching::{Match, Matcher, Shows};
use importers::{Options, read};
use model_core::catalogue::{Catalogue, Facts, Title};
use model_core::request::Hit;
use model_core::search::SearchIndex;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    show: Vec<Show>,
}

#[derive(Deserialize)]
struct Show {
    id: String,
    title: String,
    original: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    year: u16,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    fame: u32,
}

struct Bundled {
    catalogue: Catalogue,
    search: SearchIndex,
}

impl Shows for Bundled {
    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.search.search(&self.catalogue, query, limit)
    }
}

fn bundled() -> Bundled {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/shows");
    let mut shows: Vec<Show> = Vec::new();
    for file in std::fs::read_dir(folder).expect("the catalogue") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        shows.extend(toml::from_str::<File>(&text).expect("shows").show);
    }
    shows.sort_by(|a, b| b.fame.cmp(&a.fame).then(a.id.cmp(&b.id)));
    let (titles, facts) = shows
        .into_iter()
        .map(|show| {
            let Show { id, title, original, aliases, year, countries, .. } = show;
            (Title { id, title, original, aliases, year: Some(year) }, Facts { countries, ..Facts::default() })
        })
        .unzip();
    let catalogue = Catalogue::new(titles, facts).expect("distinct ids");
    Bundled { search: SearchIndex::new(&catalogue), catalogue }
}

/// What each entry of a file is: an id, ids with a question mark, or a dash.
fn found(shows: &Bundled, name: &str, text: &str) -> BTreeMap<String, String> {
    let import = read(name, &mut Cursor::new(text), &Options::default(), &mut |_| {}).expect("an import");
    let matcher = Matcher::new(shows);
    let id = |show: u32| shows.catalogue.titles()[show as usize].id.clone();
    let of = |entry| match matcher.find(entry) {
        Match::Sure(show) => id(show),
        Match::Unsure(candidates) => {
            candidates.iter().map(|candidate| id(candidate.show)).collect::<Vec<_>>().join(", ") + "?"
        }
        Match::None => "-".into(),
    };
    import.entries.iter().map(|entry| (entry.title.clone(), of(entry))).collect()
}

#[test]
fn well_known_titles_are_found_as_services_write_them() {
    let shows = bundled();
    let netflix = "Title,Date\n\
        \"Breaking Bad: Season 1: Pilot\",1/13/22\n\
        \"The Crown: Season 1: Wolferton Splash\",1/13/22\n\
        \"La casa de papel: Parte 1: Episodio 1\",1/13/22\n\
        \"오징어 게임: 시즌 1: 무궁화 꽃이 피던 날\",1/13/22\n\
        \"Dark: Staffel 2: Anfänge und Enden\",1/13/22\n\
        \"Chernobyl: Limited Series: 1:23:45\",1/13/22\n\
        \"Stranger Things: Stranger Things 2: Chapter One: MADMAX\",1/13/22\n\
        \"Star Trek: Deep Space Nine: Season 4: The Visitor\",1/13/22\n\
        \"Black Mirror: Bandersnatch\",1/13/22\n\
        \"Kill Bill: Vol. 2\",1/13/22\n\
        \"The Irishman\",1/13/22\n";
    let imdb = "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year\n\
        tt0386676,9,,The Office,The Office,,TV Series,9,22,2005\n\
        tt0290978,9,,The Office,The Office,,TV Series,9,22,2001\n\
        tt1586680,9,,Shameless,Shameless,,TV Series,9,22,2011\n\
        tt0306414,9,,\"Wire, The\",The Wire,,TV Series,9,22,2002\n\
        tt0068098,9,,M*A*S*H,M*A*S*H,,TV Series,9,22,1972\n\
        tt0944947,9,,Game of Thrones,Game of Thrones,,TV Series,9,22,2012\n\
        tt0903747,9,,Braking Bad,Braking Bad,,TV Series,9,22,2008\n";
    let tv_time = "tv_show_name,episode_season_number,episode_number,created_at,tv_show_id\n\
        The Office (US),1,1,2018-02-03 10:00:00,\n\
        The Office (UK),1,1,2018-02-03 10:00:00,\n\
        Once Upon a Time (2011),1,1,2018-02-03 10:00:00,\n\
        The Office,1,1,2018-02-03 10:00:00,\n";
    let mut text = String::new();
    for (name, file) in [("netflix.csv", netflix), ("imdb.csv", imdb), ("seen_episode.csv", tv_time)] {
        for (title, shows) in found(&shows, name, file) {
            text.push_str(&format!("{title}: {shows}\n"));
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn most_of_the_catalogue_is_found_by_its_own_titles_and_years() {
    let shows = bundled();
    let matcher = Matcher::new(&shows);
    let (mut sure, mut unsure, mut wrong) = (0, 0, Vec::new());
    for (number, title) in (0..).zip(shows.catalogue.titles()) {
        let entry = importers::Entry { title: title.title.clone(), year: title.year, ..importers::Entry::default() };
        match matcher.find(&entry) {
            Match::Sure(show) if show == number => sure += 1,
            Match::Unsure(candidates) if candidates.iter().any(|candidate| candidate.show == number) => unsure += 1,
            other => wrong.push((title.id.clone(), other)),
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(unsure * 100 < sure, "{unsure} of {sure} are not certain");
}
