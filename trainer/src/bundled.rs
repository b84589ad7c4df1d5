//! The bundled catalogue in `data/`: shows, lists and the vocabulary of tags as TOML that people edit.
//!
//! The format is described in `data/README.md`. Reading never stops at a mistake: it returns what could be read and
//! every mistake with its file and line. [`crate::check`] looks at what the records say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use model_core::catalogue::{Facts, Title};
use serde::Deserialize;
use toml::Spanned;

use crate::problems::Place;
use crate::shows::{Known, Show};

/// Everything in the folder.
#[derive(Debug, Default)]
pub struct Bundled {
    /// The shows, in the order of the files.
    pub shows: Vec<Show>,
    /// The curated lists.
    pub lists: Vec<List>,
    /// The vocabulary: each tag with its group.
    pub tags: BTreeMap<String, Tag>,
    /// Files that are not what they should be.
    pub mistakes: Vec<Mistake>,
}

/// A curated list of shows that one person could love together.
#[derive(Debug, Clone)]
pub struct List {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The ids of its shows, each with where it stands.
    pub shows: Vec<(String, Place)>,
    /// Where it stands.
    pub place: Place,
}

/// A tag of the vocabulary.
#[derive(Debug, Clone)]
pub struct Tag {
    /// theme, tone, setting, structure, pace or kind.
    pub group: String,
    /// The line that decides whether it applies.
    pub meaning: String,
    /// Where it stands.
    pub place: Place,
}

/// Something wrong in the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Where.
    pub place: Place,
    /// What.
    pub what: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowFile {
    show: Vec<Spanned<ShowRecord>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowRecord {
    id: Spanned<String>,
    title: String,
    original: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    year: u16,
    end: Option<u16>,
    status: Option<String>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    networks: Vec<String>,
    #[serde(default)]
    genres: Vec<String>,
    seasons: Option<u16>,
    minutes: Option<u16>,
    #[serde(default)]
    creators: Vec<String>,
    #[serde(default)]
    cast: Vec<String>,
    #[serde(default)]
    tags: BTreeMap<String, u8>,
    #[serde(default)]
    content: BTreeMap<String, u8>,
    franchise: Option<String>,
    fame: Option<u8>,
    fans: Option<u8>,
    #[serde(default)]
    synopsis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    list: Vec<ListRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListRecord {
    id: Spanned<String>,
    title: String,
    shows: Vec<Spanned<String>>,
}

type TagFile = BTreeMap<String, BTreeMap<String, Spanned<String>>>;

/// Reads the folder.
///
/// # Errors
/// Only when there is nothing to read: the folder has no `shows` or `tags.toml`, or a file cannot be opened. Everything
/// else is in [`Bundled::mistakes`].
pub fn read(folder: &Path) -> Result<Bundled> {
    let mut bundled = Bundled::default();
    let tag_file = folder.join("tags.toml");
    bundled.read_file::<TagFile>(&tag_file, |bundled, groups, lines| {
        let mut tags = Vec::new();
        for (group, meanings) in groups {
            for (name, meaning) in meanings {
                let place = lines.place(meaning.span().start);
                tags.push((name, Tag { group: group.clone(), meaning: meaning.into_inner(), place }));
            }
        }
        // As they stand in the file: of two tags of one name, the second is the mistake.
        tags.sort_by(|(_, one), (_, other)| one.place.cmp(&other.place));
        for (name, tag) in tags {
            match bundled.tags.get(&name) {
                Some(first) => {
                    let what = format!("the tag {name:?} is also at {}", first.place);
                    bundled.mistakes.push(Mistake { place: tag.place, what });
                }
                None => {
                    bundled.tags.insert(name, tag);
                }
            }
        }
    })?;
    let show_files = toml_files(&folder.join("shows"))?;
    if show_files.is_empty() {
        bail!("{} holds no shows: expected shows/*.toml", folder.display());
    }
    for file in show_files {
        bundled.read_file::<ShowFile>(&file, |bundled, content, lines| {
            for record in content.show {
                let place = lines.place(record.get_ref().id.span().start);
                bundled.shows.push(record.into_inner().show(place));
            }
        })?;
    }
    for file in toml_files(&folder.join("lists"))? {
        bundled.read_file::<ListFile>(&file, |bundled, content, lines| {
            for record in content.list {
                let place = lines.place(record.id.span().start);
                let shows = record.shows.into_iter().map(|id| {
                    let place = lines.place(id.span().start);
                    (id.into_inner(), place)
                });
                let shows = shows.collect();
                bundled.lists.push(List { id: record.id.into_inner(), title: record.title, shows, place });
            }
        })?;
    }
    Ok(bundled)
}

impl Bundled {
    fn read_file<T: for<'de> Deserialize<'de>>(
        &mut self,
        file: &Path,
        take: impl FnOnce(&mut Bundled, T, &Lines<'_>),
    ) -> Result<()> {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let lines = Lines { file, text: &text };
        match toml::from_str::<T>(&text) {
            Ok(content) => take(self, content, &lines),
            Err(error) => {
                let place = lines.place(error.span().map_or(0, |span| span.start));
                self.mistakes.push(Mistake { place, what: error.message().to_owned() });
            }
        }
        Ok(())
    }
}

struct Lines<'t> {
    file: &'t Path,
    text: &'t str,
}

impl Lines<'_> {
    fn place(&self, offset: usize) -> Place {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        Place::new(self.file, 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64)
    }
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let reading = || format!("cannot read the folder {}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(reading)? {
        let path = entry.with_context(reading)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    // Folders are listed in any order; the model must not depend on it.
    files.sort();
    Ok(files)
}

impl ShowRecord {
    fn show(self, place: Place) -> Show {
        let running = match (self.end, self.status.as_deref()) {
            (Some(_), _) => Some(false),
            (None, Some(_)) => None,
            (None, None) => Some(true),
        };
        let heaviest_first = |weighted: BTreeMap<String, u8>| {
            let mut weighted: Vec<(String, u8)> = weighted.into_iter().collect();
            weighted.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
            weighted
        };
        let facts = Facts {
            end: self.end,
            running,
            countries: self.countries,
            languages: self.languages,
            networks: self.networks,
            genres: self.genres,
            seasons: self.seasons,
            episodes: None,
            minutes: self.minutes,
            creators: self.creators,
            cast: self.cast,
            tags: heaviest_first(self.tags),
            content: heaviest_first(self.content),
            franchise: self.franchise,
            synopsis: self.synopsis,
            poster: None,
        };
        let title = Title {
            id: self.id.into_inner(),
            title: self.title,
            original: self.original,
            aliases: self.aliases,
            year: Some(self.year),
        };
        Show { title, facts, known: Known { fame: self.fame, fans: self.fans }, place }
    }
}
