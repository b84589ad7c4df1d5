//! Fixtures, archives made of them, and an import as text.

// Each test crate uses a part of this.
#![allow(dead_code)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use importers::{Import, Limits, Options, Unreadable};
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// The names of all fixtures.
pub(crate) const FIXTURES: [&str; 21] = [
    "imdb-ratings-latin-1.csv",
    "imdb-watchlist.csv",
    "letterboxd-diary.csv",
    "letterboxd-ratings.csv",
    "letterboxd-watchlist.csv",
    "myanimelist.xml",
    "netflix-activity.csv",
    "netflix-history-ambiguous.csv",
    "netflix-history-semicolons.csv",
    "netflix-history.csv",
    "own-people.json",
    "own.json",
    "tmdb-ratings.csv",
    "trakt-history.json",
    "trakt-ratings-shows.json",
    "trakt-watched-shows.json",
    "trakt-watchlist.json",
    "tvtime-followed.csv",
    "tvtime-seen.csv",
    "tvtime-series.csv",
    "tvtime-tracking.csv",
];

/// The bytes of a fixture.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Reads bytes.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Import, Unreadable> {
    importers::read(name, &mut Cursor::new(bytes), &Options::default(), &mut |_| {})
}

/// Reads bytes with other limits.
pub(crate) fn read_within(limits: Limits, name: &str, bytes: &[u8]) -> Result<Import, Unreadable> {
    importers::read(name, &mut Cursor::new(bytes), &Options { limits }, &mut |_| {})
}

/// A ZIP of files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        // As hostile names as they come.
        let (mut entry, config) = archive
            .new_file(rawzip::path::EntryPath::verbatim(name.as_bytes()))
            .compression_method(CompressionMethod::DEFLATE)
            .start()
            .expect("memory");
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(bytes).expect("memory");
        let (encoder, descriptor) = writer.finish().expect("memory");
        encoder.finish().expect("memory");
        entry.finish(descriptor).expect("memory");
    }
    archive.finish().expect("memory");
    out
}

/// A ZIP of fixtures under the names that the services give them.
pub(crate) fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    let bytes: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, file)| (*name, fixture(file))).collect();
    zip(&bytes.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect::<Vec<_>>())
}

/// Gzipped bytes.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// An import as text, one line for each entry.
pub(crate) fn shown(import: &Result<Import, Unreadable>) -> String {
    let import = match import {
        Ok(import) => import,
        Err(error) => return error.to_string(),
    };
    let mut text = format!("{}, {} rows\n", import.service.name(), import.rows);
    for profile in &import.profiles {
        let _ = writeln!(text, "profile {}: {} rows", profile.name, profile.rows);
    }
    for entry in &import.entries {
        if !import.profiles.is_empty() {
            let _ = write!(text, "{} ", entry.profile);
        }
        let _ = write!(text, "{:?} {:?}", entry.title, entry.kind);
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = write!(text, " {name}={value}");
            }
        };
        let (ids, evidence) = (&entry.ids, &entry.evidence);
        add("year", entry.year.map(|year| year.to_string()));
        add("also", (!entry.other_titles.is_empty()).then(|| format!("{:?}", entry.other_titles)));
        add("own", ids.own.clone());
        add("imdb", ids.imdb.clone());
        add("tvdb", ids.tvdb.map(|id| id.to_string()));
        add("tmdb", ids.tmdb.map(|id| id.to_string()));
        add("mal", ids.mal.map(|id| id.to_string()));
        add("trakt", ids.trakt.map(|id| id.to_string()));
        add("stars", evidence.stars.as_ref().map(|stars| format!("{:.2} ({})", stars.value, stars.given)));
        add("liked", evidence.liked.then(|| "yes".into()));
        add("said", evidence.said.map(|said| format!("{said:?}")));
        add("at", evidence.said_at.map(|at| at.to_string()));
        add("out", evidence.left_out.then(|| "yes".to_owned()));
        add("genres", Some(entry.genres.join(",")).filter(|genres| !genres.is_empty()));
        add("episodes", (evidence.episodes > 0).then(|| evidence.episodes.to_string()));
        add("of", evidence.of_episodes.map(|of| of.to_string()));
        add("plays", (evidence.plays > 0).then(|| evidence.plays.to_string()));
        add("status", evidence.status.map(|status| format!("{status:?}")));
        add("last", evidence.last_watched.map(|date| date.to_string()));
        add("watchlist", evidence.watchlist.then(|| "yes".into()));
        text.push('\n');
    }
    let _ = write!(text, "{}", import.problems);
    text
}
