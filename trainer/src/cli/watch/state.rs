//! What is remembered from one training to the next, and the reports.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use model_core::Model;
use model_core::file::AlignedBytes;
use serde::{Deserialize, Serialize};
use time::UtcDateTime;
use trainer::gate::Comparison;
use trainer::output::write_whole;
use trainer::publish::{Manifest, is_file_name};

/// The version of [`State`] that is written and read here.
pub(super) const VERSION: u32 = 1;

/// The last training, whatever came of it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    /// The version of this description; 0 when nothing was trained yet.
    pub(super) version: u32,
    /// The source as it was: see [`super::source::Source`].
    pub(super) source: u64,
    /// How many ratings there were.
    pub(super) ratings: u64,
    /// When, in seconds since 1970.
    pub(super) trained_at: u64,
    /// `published` or `refused`.
    pub(super) outcome: String,
}

/// What a person reads who wants to know why.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// When it was decided.
    pub(super) time: String,
    /// Why it was refused; empty when it was not.
    pub(super) objections: Vec<String>,
    /// What was published before.
    pub(super) published_before: Option<String>,
    /// What is published now, if it is another.
    pub(super) published_now: Option<String>,
    /// What the new model has learned from, in words.
    pub(super) trained_on: String,
    /// What was measured.
    pub(super) comparison: Comparison,
}

/// The moment of a training.
pub(super) struct Now {
    /// Seconds since 1970.
    pub(super) seconds: u64,
    /// `2026-11-28`.
    pub(super) day: String,
    /// `2026-11-28T14-05-09Z`, which may stand in a file's name.
    pub(super) text: String,
}

impl Now {
    pub(super) fn read() -> Now {
        let now = UtcDateTime::now();
        let day = format!("{:04}-{:02}-{:02}", now.year(), u8::from(now.month()), now.day());
        let text = format!("{day}T{:02}-{:02}-{:02}Z", now.hour(), now.minute(), now.second());
        Now { seconds: u64::try_from(now.unix_timestamp()).unwrap_or(0), day, text }
    }
}

/// The folder in which all this lies.
pub(super) struct StateFolder {
    folder: PathBuf,
}

impl StateFolder {
    pub(super) fn open(folder: &Path) -> Result<StateFolder> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(StateFolder { folder: folder.to_owned() })
    }

    fn state_file(&self) -> PathBuf {
        self.folder.join("state.json")
    }

    pub(super) fn read(&self) -> Result<State> {
        let path = self.state_file();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(State::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let state: State = serde_json::from_slice(&text).with_context(|| {
            format!("{} cannot be understood; without it, the next look trains anew: delete it", path.display())
        })?;
        if state.version != VERSION {
            bail!(
                "{} has version {}, and this program knows version {VERSION}: update it",
                path.display(),
                state.version
            );
        }
        Ok(state)
    }

    pub(super) fn write(&self, state: &State) -> Result<()> {
        write_whole(&self.state_file(), &serde_json::to_vec_pretty(state)?)
    }

    /// Writes a report; its file.
    pub(super) fn report(&self, outcome: &str, now: &Now, report: &Report) -> Result<PathBuf> {
        // Two trainings may end within a second: neither report takes the other's place.
        let name = |again: &u32| match again {
            1 => self.folder.join(format!("{outcome}-{}.json", now.text)),
            again => self.folder.join(format!("{outcome}-{}_{again}.json", now.text)),
        };
        let file = (1..).map(|again| name(&again)).find(|file| !file.exists()).context("no name is left")?;
        write_whole(&file, &serde_json::to_vec_pretty(report)?)?;
        Ok(file)
    }

    /// The twin of a published model: of the same settings and the same day, but trained without the people who are kept
    /// apart.
    pub(super) fn twin(&self, published: &str) -> Result<Option<Model>> {
        let path = self.twin_file(published);
        match fs::read(&path) {
            Ok(bytes) => {
                let twin = Model::open_verified(AlignedBytes::from_slice(&bytes));
                Ok(Some(twin.with_context(|| format!("{}: delete it", path.display()))?))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    pub(super) fn write_twin(&self, published: &str, bytes: &[u8]) -> Result<()> {
        write_whole(&self.twin_file(published), bytes)
    }

    fn twin_file(&self, published: &str) -> PathBuf {
        self.folder.join(format!("twin-of-{published}"))
    }

    /// Deletes the twins of models that are in the site no more.
    pub(super) fn forget_twins_but(&self, manifest: &Manifest) -> Result<()> {
        let listing = || format!("cannot list {}", self.folder.display());
        for entry in fs::read_dir(&self.folder).with_context(listing)? {
            let entry = entry.with_context(listing)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(published) = name.strip_prefix("twin-of-").filter(|published| is_file_name(published)) else {
                continue;
            };
            if published != manifest.file && !manifest.previous.iter().any(|name| name == published) {
                fs::remove_file(entry.path()).with_context(|| format!("cannot delete {}", entry.path().display()))?;
            }
        }
        Ok(())
    }
}
