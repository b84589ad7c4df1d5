//! Files that are whole or not there: written beside their place, flushed to the disk, then renamed.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// Files under way begin like this. A program that is killed may leave some; where many are published, the next one removes
/// them ([`crate::publish`]).
pub(crate) const UNDER_WAY: &str = ".under-way-";

/// Writes a file. Whenever the program or the machine stops, the file is the old one or the new one.
///
/// # Errors
/// When it cannot be written; the old file is then as it was.
pub fn write_whole(out: &Path, bytes: &[u8]) -> Result<()> {
    write_whole_with(out, |file| Ok(file.write_all(bytes)?))
}

/// As [`write_whole`], of what is written piece by piece. Nothing is left when `write` fails.
///
/// # Errors
/// When it cannot be written, or `write` fails.
pub fn write_whole_with(out: &Path, write: impl FnOnce(&mut BufWriter<&mut File>) -> Result<()>) -> Result<()> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let writing = || format!("cannot write {}", out.display());
    std::fs::create_dir_all(folder).with_context(writing)?;
    let mut file = tempfile::Builder::new().prefix(UNDER_WAY).tempfile_in(folder).with_context(writing)?;
    let mut buffered = BufWriter::new(file.as_file_mut());
    write(&mut buffered).with_context(writing)?;
    buffered.flush().with_context(writing)?;
    drop(buffered);
    // Temporary files are their owner's alone; a web server must read what is published.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).with_context(writing)?;
    }
    file.as_file().sync_all().with_context(writing)?;
    file.persist(out).with_context(writing)?;
    // The new name must be on the disk too; only Unix can flush a folder.
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).with_context(writing)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("m.bin");
        write_whole(&out, b"old").expect("written");
        let failed = write_whole_with(&out, |file| {
            file.write_all(&[7; 100_000])?;
            anyhow::bail!("no more")
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&out).expect("there"), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
