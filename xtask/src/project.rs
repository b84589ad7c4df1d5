//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// This checkout.
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
    program: PathBuf,
}

impl Project {
    /// Found from the folder that cargo says xtask is in, or from the current folder upwards.
    pub(crate) fn find() -> Result<Self> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().context("the current folder cannot be read")?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("xtask").is_dir() && folder.join("Cargo.lock").is_file())
            .with_context(|| format!("{} is not inside the project", start.display()))?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        // Asked now: cargo may put a newer build in this file's place while we run.
        let program = env::current_exe().context("this program's own file cannot be found")?;
        Ok(Self { root, target, program })
    }

    /// The checkout's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder of the checkout.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// A file or folder below cargo's target folder.
    pub(crate) fn target(&self, below: &str) -> PathBuf {
        self.target.join(below)
    }

    /// The finished site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// This program's file.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }
}
