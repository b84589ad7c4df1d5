//! Files that are named together: by a folder, or by a name with `*` in it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The file itself, the files of a pattern (`part-*.parquet`), or the Parquet files in a folder, by name; none where there
/// is nothing. Of what begins with `_` or `.` engines want nothing to be read.
///
/// # Errors
/// When a folder cannot be read.
pub fn matching(pattern: &Path) -> Result<Vec<PathBuf>> {
    if pattern.is_file() {
        return Ok(vec![pattern.to_owned()]);
    }
    let name = pattern.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (folder, name) = match pattern.is_dir() {
        true => (pattern, "*.parquet".to_owned()),
        false => (pattern.parent().unwrap_or(Path::new("")), name),
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !name.contains('*') || !folder.is_dir() {
        return Ok(Vec::new());
    }
    let reading = || format!("cannot read the folder {}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(reading)? {
        let entry = entry.with_context(reading)?;
        let found = entry.file_name().to_string_lossy().into_owned();
        if !found.starts_with(['_', '.']) && fits(&found, &name) && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn fits(name: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return name == pattern };
    let Some(name) = name.strip_prefix(first) else { return false };
    (0..=name.len()).filter(|at| name.is_char_boundary(*at)).any(|at| fits(&name[at..], rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (name, pattern, fit) in [
            ("part-0.parquet", "part-*.parquet", true),
            ("part-0.parquet.crc", "part-*.parquet", false),
            ("part-0.snappy.parquet", "*t-*.*t", true),
            ("art-0.parquet", "part-*", false),
            ("ä.csv", "*", true),
            ("a.csv", "a.csv", true),
        ] {
            assert_eq!(fits(name, pattern), fit, "{name} {pattern}");
        }
    }

    #[test]
    fn folders_files_and_patterns_are_found() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["part-1.parquet", "part-0.parquet", "_SUCCESS", ".part-0.parquet.crc", "notes.txt"] {
            std::fs::write(folder.path().join(name), "").expect("written");
        }
        let parts = [folder.path().join("part-0.parquet"), folder.path().join("part-1.parquet")];
        assert_eq!(matching(folder.path()).expect("a folder"), parts);
        assert_eq!(matching(&folder.path().join("part-*")).expect("a pattern"), parts);
        assert_eq!(matching(&parts[1]).expect("a file"), parts[1..]);
        assert!(matching(&folder.path().join("none-*")).expect("nothing").is_empty());
    }
}
