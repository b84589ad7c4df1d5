//! Where the ratings lie, and whether they are the same as before.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use xxhash_rust::xxh64::Xxh64;

/// Tables that are taken from a folder, by their endings. What else lies there is not looked at.
const ENDINGS: [&str; 5] = [".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet"];

/// The files with ratings at one moment.
#[derive(Debug, PartialEq)]
pub(super) struct Source {
    /// Named files, and the tables in named folders, sorted.
    pub(super) files: Vec<PathBuf>,
    /// A hash of names, lengths and times: another one when something has changed.
    pub(super) stamp: u64,
}

impl Source {
    /// Looks at files and into folders.
    ///
    /// # Errors
    /// When one is not there or cannot be read.
    pub(super) fn find(paths: &[PathBuf]) -> Result<Source> {
        let mut files = Vec::new();
        for path in paths {
            let about = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
            match about.is_dir() {
                true => files.extend(tables_in(path)?),
                false => files.push(path.clone()),
            }
        }
        let mut hash = Xxh64::new(0);
        for file in &files {
            let reading = || format!("cannot read {}", file.display());
            let about = std::fs::metadata(file).with_context(reading)?;
            let changed = about.modified().with_context(reading)?.duration_since(UNIX_EPOCH).unwrap_or_default();
            hash.update(file.as_os_str().as_encoded_bytes());
            hash.update(&about.len().to_le_bytes());
            hash.update(&changed.as_nanos().to_le_bytes());
        }
        Ok(Source { files, stamp: hash.digest() })
    }
}

fn tables_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = || format!("cannot list {}", folder.display());
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(listing)? {
        let entry = entry.with_context(listing)?;
        let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
        // Hidden files are others' work under way.
        if !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            tables.push(entry.path());
        }
    }
    tables.sort();
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_a_folder_are_found_and_changes_seen() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        let find = || Source::find(&[folder.path().to_owned()]).expect("a source");
        assert!(find().files.is_empty());
        for name in ["b.csv", "a.parquet", "c.CSV.gz", ".d.csv", "notes.txt"] {
            write(name, "x");
        }
        let before = find();
        let names: Vec<_> = before.files.iter().filter_map(|file| file.file_name()?.to_str()).collect();
        assert_eq!(names, ["a.parquet", "b.csv", "c.CSV.gz"]);
        assert_eq!(find(), before);
        write("b.csv", "more");
        assert_ne!(find().stamp, before.stamp);
        let missing = Source::find(&[folder.path().join("none.csv")]);
        assert!(missing.is_err_and(|error| error.to_string().contains("none.csv")));
    }
}
