//! Has anything changed? A hash over the contents of files and folders.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    hex_of(Sha256::digest(bytes).as_ref())
}

fn hex_of(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A hash over `words` and over the names and contents of all files at or below `paths`.
///
/// Times and the order in which the system lists a folder do not matter.
pub(crate) fn of(words: &[&str], paths: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for word in words {
        add(&mut hash, word.as_bytes());
    }
    for path in paths {
        for file in files_below(path)? {
            let name = file.strip_prefix(path).unwrap_or(&file);
            add(&mut hash, name.to_string_lossy().replace('\\', "/").as_bytes());
            let mut content = File::open(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            let mut whole = Sha256::new();
            io::copy(&mut content, &mut Writer(&mut whole))
                .with_context(|| format!("{} cannot be read", file.display()))?;
            add(&mut hash, whole.finalize().as_ref());
        }
    }
    Ok(hex_of(hash.finalize().as_ref()))
}

/// All files at or below a path, sorted; hidden ones are left out.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(path) = open.pop() {
        let about = fs::metadata(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        if about.is_dir() {
            let entries = fs::read_dir(&path).with_context(|| format!("{} cannot be listed", path.display()))?;
            for entry in entries {
                let entry = entry.with_context(|| format!("{} cannot be listed", path.display()))?;
                if !entry.file_name().to_string_lossy().starts_with('.') {
                    open.push(entry.path());
                }
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The length goes first, so that no two lists of parts look the same.
fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

struct Writer<'a>(&'a mut Sha256);

impl io::Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        for (name, content) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().context("no parent")?)?;
            fs::write(path, content)?;
        }
        Ok(folder)
    }

    fn stamp(files: &[(&str, &str)]) -> Result<String> {
        of(&["seed"], &[folder(files)?.path().to_path_buf()])
    }

    #[test]
    fn equal_contents_make_equal_stamps() -> Result<()> {
        let one = stamp(&[("shows/a.toml", "A"), ("b.toml", "B")])?;
        let two = stamp(&[("b.toml", "B"), ("shows/a.toml", "A")])?;
        assert_eq!(one, two);
        Ok(())
    }

    #[test]
    fn every_change_counts() -> Result<()> {
        let base = stamp(&[("a", "xy"), ("b", "")])?;
        assert_ne!(base, stamp(&[("a", "x"), ("b", "y")])?, "moved from one file to the next");
        assert_ne!(base, stamp(&[("a", "xy"), ("c", "")])?, "renamed");
        assert_ne!(base, stamp(&[("a", "xy")])?, "removed");
        Ok(())
    }

    #[test]
    fn editors_hidden_files_do_not_count() -> Result<()> {
        assert_eq!(stamp(&[("a", "x")])?, stamp(&[("a", "x"), (".a.swp", "y")])?);
        Ok(())
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = of(&[], &[PathBuf::from("no/such/ratings.csv")]).expect_err("it is missing");
        assert!(error.to_string().contains("ratings.csv"));
    }

    #[test]
    fn hex_is_sha_256() {
        assert_eq!(hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
