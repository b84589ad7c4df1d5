//! `trainer check`: what the records of the bundled catalogue say, held against each other.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::bundled::{Bundled, Mistake};
use crate::problems::Place;
use crate::shows::Show;

/// The genres that a show may have.
pub const GENRES: [&str; 35] = [
    "action",
    "adventure",
    "animation",
    "anime",
    "anthology",
    "children",
    "comedy",
    "crime",
    "documentary",
    "drama",
    "family",
    "fantasy",
    "game-show",
    "historical",
    "horror",
    "legal",
    "medical",
    "miniseries",
    "musical",
    "mystery",
    "political",
    "reality",
    "romance",
    "science-fiction",
    "sitcom",
    "sketch",
    "soap",
    "sports",
    "superhero",
    "talk",
    "teen",
    "thriller",
    "variety",
    "war",
    "western",
];
/// The content notes that a show may have.
pub const CONTENT: [&str; 9] =
    ["violence", "gore", "sex", "language", "drugs", "grim", "scary", "self-harm", "sexual-violence"];

const FIRST_YEAR: u16 = 1946;
const LAST_YEAR: u16 = 2027;
const LISTS_PER_SHOW: usize = 3;
const LIST_SIZES: std::ops::RangeInclusive<usize> = 8..=20;
const TAGS_PER_SHOW: std::ops::RangeInclusive<usize> = 6..=15;
const SHOWS_PER_TAG: usize = 4;
const LARGEST_TAG_SHARE: f64 = 0.3;
const MOST_ALIKE: f64 = 0.6;

/// Every mistake in the catalogue, by file and line.
pub fn check(bundled: &Bundled) -> Vec<Mistake> {
    let mut checker = Checker { bundled, mistakes: bundled.mistakes.clone() };
    checker.shows();
    checker.tags();
    checker.lists();
    checker.franchises();
    checker.mistakes.sort();
    checker.mistakes
}

struct Checker<'b> {
    bundled: &'b Bundled,
    mistakes: Vec<Mistake>,
}

impl Checker<'_> {
    fn mistake(&mut self, place: &Place, what: String) {
        self.mistakes.push(Mistake { place: place.clone(), what });
    }

    fn shows(&mut self) {
        let mut ids: HashMap<&str, &Place> = HashMap::new();
        let mut titles: HashMap<(String, Option<u16>, Option<&String>), &Show> = HashMap::new();
        let bundled = self.bundled;
        for show in &bundled.shows {
            let (title, place) = (&show.title, &show.place);
            if let Some(first) = ids.insert(&title.id, place) {
                self.mistake(place, format!("the id {:?} is also at {first}", title.id));
            }
            if !is_slug(&title.id) {
                self.mistake(place, format!("the id {:?} is not a slug: small letters, digits, hyphens", title.id));
            }
            // Big Brother began in Britain and in America in the same year.
            let key = (model_core::text::fold(&title.title), title.year, show.facts.countries.first());
            if let Some(other) = titles.insert(key, show).filter(|other| other.title.id != title.id) {
                let twin = &other.title.id;
                self.mistake(place, format!("{:?} of the same year and country is also {twin:?}", title.title));
            }
            self.facts(show);
        }
    }

    fn facts(&mut self, show: &Show) {
        let (title, facts, place) = (&show.title, &show.facts, &show.place);
        let id = &title.id;
        let year = title.year.unwrap_or(0);
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) || facts.end.is_some_and(|end| end < year || end > LAST_YEAR) {
            self.mistake(place, format!("{id}: the years {year} to {:?} cannot be", facts.end));
        }
        if facts.countries.is_empty() || facts.languages.is_empty() || facts.genres.is_empty() {
            self.mistake(place, format!("{id}: countries, languages and genres are needed"));
        }
        for genre in &facts.genres {
            if !GENRES.contains(&genre.as_str()) {
                self.mistake(place, format!("{id}: unknown genre {genre:?}"));
            }
        }
        match show.known.fame {
            None => self.mistake(place, format!("{id}: its fame is missing, 1 to 100")),
            Some(1..=100) => {}
            Some(fame) => self.mistake(place, format!("{id}: a fame of {fame}, 1 to 100 is allowed")),
        }
        if let Some(fans) = show.known.fans
            && !(1..=100).contains(&fans)
        {
            self.mistake(place, format!("{id}: fans of {fans}, 1 to 100 is allowed"));
        }
        for code in &facts.countries {
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                self.mistake(place, format!("{id}: {code:?} is no ISO 3166-1 code of two letters"));
            }
        }
        for code in &facts.languages {
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
                self.mistake(place, format!("{id}: {code:?} is no ISO 639-1 code of two letters"));
            }
        }
        if !TAGS_PER_SHOW.contains(&facts.tags.len()) {
            self.mistake(place, format!("{id}: {} tags, 6 to 15 are wanted", facts.tags.len()));
        }
        for (tag, weight) in &facts.tags {
            if !self.bundled.tags.contains_key(tag) {
                self.mistake(place, format!("{id}: unknown tag {tag:?}"));
            }
            if !(1..=3).contains(weight) {
                self.mistake(place, format!("{id}: tag {tag:?} has weight {weight}, 1 to 3 are allowed"));
            }
        }
        for (note, degree) in &facts.content {
            if !CONTENT.contains(&note.as_str()) || !(1..=3).contains(degree) {
                self.mistake(place, format!("{id}: content note {note:?} = {degree}"));
            }
        }
        if facts.synopsis.is_empty() || facts.synopsis.chars().count() > 200 {
            let length = facts.synopsis.chars().count();
            self.mistake(place, format!("{id}: a synopsis of {length} characters; one sentence is wanted"));
        }
        for (what, texts) in [("creators", &facts.creators), ("cast", &facts.cast), ("aliases", &title.aliases)] {
            let distinct: BTreeSet<&String> = texts.iter().collect();
            if distinct.len() != texts.len() || texts.iter().any(|text| text.trim().is_empty()) {
                self.mistake(place, format!("{id}: {what} repeat themselves or are empty"));
            }
        }
    }

    fn tags(&mut self) {
        let bundled = self.bundled;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (tag, _) in bundled.shows.iter().flat_map(|show| &show.facts.tags) {
            *counts.entry(tag).or_default() += 1;
        }
        let most = (bundled.shows.len() as f64 * LARGEST_TAG_SHARE) as usize;
        for (name, tag) in &bundled.tags {
            let count = counts.get(name.as_str()).copied().unwrap_or(0);
            if count < SHOWS_PER_TAG || count > most {
                let what =
                    format!("the tag {name:?} is on {count} shows and says nothing: {SHOWS_PER_TAG} to {most} would");
                self.mistake(&tag.place, what);
            }
        }
    }

    fn lists(&mut self) {
        let bundled = self.bundled;
        let known: HashSet<&str> = bundled.shows.iter().map(|show| show.title.id.as_str()).collect();
        let mut ids: HashMap<&str, &Place> = HashMap::new();
        let mut in_lists: HashMap<&str, usize> = HashMap::new();
        let mut sets: Vec<BTreeSet<&str>> = Vec::new();
        for list in &bundled.lists {
            if let Some(first) = ids.insert(&list.id, &list.place) {
                self.mistake(&list.place, format!("the list {:?} is also at {first}", list.id));
            }
            if !is_slug(&list.id) || list.title.trim().is_empty() {
                self.mistake(&list.place, format!("list {:?}: its id is no slug, or it has no title", list.id));
            }
            if !LIST_SIZES.contains(&list.shows.len()) {
                let what = format!("list {:?}: {} shows, 8 to 20 are wanted", list.id, list.shows.len());
                self.mistake(&list.place, what);
            }
            let mut set = BTreeSet::new();
            for (show, place) in &list.shows {
                if !known.contains(show.as_str()) {
                    self.mistake(place, format!("list {:?}: there is no show {show:?}", list.id));
                }
                if !set.insert(show.as_str()) {
                    self.mistake(place, format!("list {:?}: {show:?} stands in it twice", list.id));
                }
            }
            for show in &set {
                *in_lists.entry(show).or_default() += 1;
            }
            sets.push(set);
        }
        for (later, set) in sets.iter().enumerate() {
            for (earlier, other) in sets[..later].iter().enumerate() {
                let common = set.intersection(other).count();
                let alike = common as f64 / (set.len() + other.len() - common).max(1) as f64;
                if alike > MOST_ALIKE {
                    let (list, twin) = (&bundled.lists[later], &bundled.lists[earlier]);
                    let what = format!("list {:?} repeats {:?}: {:.0} % are common", list.id, twin.id, alike * 100.0);
                    self.mistake(&list.place, what);
                }
            }
        }
        for show in &bundled.shows {
            let count = in_lists.get(show.title.id.as_str()).copied().unwrap_or(0);
            if count < LISTS_PER_SHOW {
                let what = format!("{}: stands in {count} lists, {LISTS_PER_SHOW} are needed", show.title.id);
                self.mistake(&show.place, what);
            }
        }
    }

    fn franchises(&mut self) {
        let bundled = self.bundled;
        let mut members: BTreeMap<&str, Vec<&Show>> = BTreeMap::new();
        for show in &bundled.shows {
            if let Some(franchise) = &show.facts.franchise {
                members.entry(franchise).or_default().push(show);
            }
        }
        for (franchise, shows) in members {
            if let [only] = shows[..] {
                let what = format!("{}: nobody else is of the franchise {franchise:?}", only.title.id);
                self.mistake(&only.place, what);
            }
            if !is_slug(franchise) {
                self.mistake(&shows[0].place, format!("the franchise {franchise:?} is no slug"));
            }
        }
    }
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Counts by decade, country and genre, as Markdown tables for `data/README.md`.
pub fn counts(bundled: &Bundled) -> String {
    let mut decades: BTreeMap<String, usize> = BTreeMap::new();
    let mut countries: BTreeMap<String, usize> = BTreeMap::new();
    let mut genres: BTreeMap<String, usize> = BTreeMap::new();
    for show in &bundled.shows {
        *decades.entry(format!("{}s", show.title.year.unwrap_or(0) / 10 * 10)).or_default() += 1;
        if let Some(country) = show.facts.countries.first() {
            *countries.entry(country.clone()).or_default() += 1;
        }
        for genre in &show.facts.genres {
            *genres.entry(genre.clone()).or_default() += 1;
        }
    }
    let mut text =
        format!("{} shows, {} lists, {} tags.\n", bundled.shows.len(), bundled.lists.len(), bundled.tags.len());
    let by_count = |counts: &BTreeMap<String, usize>| {
        let mut counts: Vec<(String, usize)> = counts.iter().map(|(name, count)| (name.clone(), *count)).collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    };
    for (heading, rows) in [
        ("decade", decades.into_iter().collect()),
        ("country (main producer)", by_count(&countries)),
        ("genre (a show may have several)", by_count(&genres)),
    ] {
        let cells: Vec<String> = rows.iter().map(|(name, count)| format!("{name} {count}")).collect();
        text.push_str(&format!("\nBy {heading}: {}.\n", cells.join(", ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A small catalogue in which every rule is broken once.
    #[test]
    fn every_mistake_is_named_with_file_and_line() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        fs::create_dir_all(path.join("shows")).expect("made");
        fs::create_dir_all(path.join("lists")).expect("made");
        fs::write(path.join("tags.toml"), "[tone]\nwarm = \"It is warm.\"\n\n[setting]\nwarm = \"Hot.\"\n")
            .expect("written");
        let show = |id: &str, more: &str| {
            format!(
                "[[show]]\nid = \"{id}\"\ntitle = \"T {id}\"\nyear = 2000\n{more}countries = [\"US\"]\nlanguages = \
                 [\"en\"]\ngenres = [\"drama\"]\ntags = {{ warm = 3, cold = 2 }}\nsynopsis = \"Something happens.\"\n"
            )
        };
        let shows = [show("one", ""), show("one", "end = 1990\n"), show("two", "franchise = \"alone\"\n")].concat();
        fs::write(path.join("shows/a.toml"), shows).expect("written");
        fs::write(path.join("shows/b.toml"), "[[show]]\nid = 3\n").expect("written");
        let list = |id: &str| format!("[[list]]\nid = \"{id}\"\ntitle = \"L\"\nshows = [\"one\",\n\"nobody\"]\n");
        fs::write(path.join("lists/l.toml"), [list("l-1"), list("l-2")].concat()).expect("written");
        let bundled = crate::bundled::read(path).expect("a folder");
        let found: Vec<String> = check(&bundled)
            .into_iter()
            .map(|mistake| {
                let file = mistake.place.file.strip_prefix(path).expect("inside").display().to_string();
                format!("{file}:{}: {}", mistake.place.line, mistake.what)
            })
            .collect();
        insta::assert_snapshot!(found.join("\n").replace(&path.display().to_string(), "."));
    }
}
