//! The model of a published site: files named by their content, and a manifest that says which of them counts.
//!
//! A site is a folder. Beside `index.html` lie `model-<16 digits>.bin`, named by the first digits of their SHA-256 as
//! the site's build names them, and `model.json`, the [`Manifest`]. A file is written first and the manifest last, each
//! beside its place, onto the disk, and then renamed. So at any moment, whenever the program or the machine ends, the
//! manifest that is there names a file that is there and whole. Beside each file lies its compressed form, `….bin.gz`.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use model_core::Model;
use model_core::file::AlignedBytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::output::{self, UNDER_WAY};

/// The manifest's name.
pub const MANIFEST: &str = "model.json";

/// The version of the manifest that is written and read here. A browser refuses others.
const VERSION: u32 = 1;

/// So many digits of the hash stand in a file's name, as in all names that the site's build gives.
const HASH_DIGITS: usize = 16;

/// Compressed forms that a site's build puts beside its files, and that hosts send instead of them.
const COMPRESSED: [&str; 2] = ["gz", "br"];

/// Files of a site that may name a model: what they name is never deleted.
const TEXTS: [&str; 4] = ["html", "js", "json", "webmanifest"];

/// What `model.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this description.
    pub version: u32,
    /// The model file that counts, beside the manifest.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Files that counted before and are still there, the latest first.
    #[serde(default)]
    pub previous: Vec<String>,
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name of a model file in a site.
pub fn file_name(bytes: &[u8]) -> String {
    format!("model-{}.bin", &sha256(bytes)[..HASH_DIGITS])
}

/// For hosts that compress nothing by themselves: browsers then fetch this form, and unpack it.
fn gzipped(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Whether this is a name that [`file_name`] gives: no path, nothing but digits between.
pub fn is_file_name(name: &str) -> bool {
    let hash = name.strip_prefix("model-").and_then(|rest| rest.strip_suffix(".bin"));
    hash.is_some_and(|hash| {
        hash.len() == HASH_DIGITS && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// A published site.
#[derive(Debug, Clone)]
pub struct Site {
    folder: PathBuf,
}

/// What keeps others away until it is dropped, or the program ends however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Site {
    /// A site's folder.
    ///
    /// # Errors
    /// When it does not look like one.
    pub fn open(folder: &Path) -> Result<Site> {
        if !folder.join("index.html").is_file() {
            bail!(
                "{} holds no index.html: name the folder of a finished site, as `cargo xtask dist` makes it",
                folder.display()
            );
        }
        Ok(Site { folder: folder.to_owned() })
    }

    /// Keeps other watches away from this site.
    ///
    /// # Errors
    /// When there is another, or the lock cannot be made.
    pub fn lock_for_watching(&self) -> Result<Lock> {
        lock_for_watching(&self.folder)
    }

    /// What counts now. A site that was only built, with one model and no manifest, is read as if it had one.
    ///
    /// # Errors
    /// When the manifest cannot be read or is none, or when there is none and several models.
    pub fn manifest(&self) -> Result<Option<Manifest>> {
        let path = self.folder.join(MANIFEST);
        match fs::read(&path) {
            Ok(text) => {
                let manifest: Manifest = serde_json::from_slice(&text).with_context(|| {
                    format!("{} is no manifest; `trainer publish` writes a new one", path.display())
                })?;
                if manifest.version != VERSION {
                    bail!(
                        "{} has version {}, and this program knows version {VERSION}: update it",
                        path.display(),
                        manifest.version
                    );
                }
                let names = std::iter::once(&manifest.file).chain(&manifest.previous);
                if let Some(wrong) = names.into_iter().find(|name| !is_file_name(name)) {
                    bail!("{} names {wrong:?}, which is no model file's name", path.display());
                }
                Ok(Some(manifest))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => self.as_built(),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    fn as_built(&self) -> Result<Option<Manifest>> {
        let models = self.models()?;
        match models.as_slice() {
            [] => Ok(None),
            [file] => Ok(Some(self.describe(file, Vec::new())?)),
            several => bail!(
                "{} has no {MANIFEST} and several models ({}): say which one counts with `trainer publish`",
                self.folder.display(),
                several.join(", ")
            ),
        }
    }

    /// A model of this site.
    ///
    /// # Errors
    /// When it cannot be read, is damaged, or is not what its name says.
    pub fn model(&self, file: &str) -> Result<Model> {
        let path = self.folder.join(file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if file_name(&bytes) != file {
            bail!("{} is not what its name says: it was damaged or replaced", path.display());
        }
        Model::open_verified(AlignedBytes::from_slice(&bytes)).with_context(|| path.display().to_string())
    }

    /// Makes this the model that counts, and deletes all but the last `keep`, this one among them. What the site's own
    /// pages and scripts name stays.
    ///
    /// # Errors
    /// When the bytes are no model, or something cannot be written.
    pub fn publish(&self, bytes: &[u8], mut keep: usize) -> Result<Manifest> {
        Model::open_verified(AlignedBytes::from_slice(bytes)).context("what is to be published is no sound model")?;
        let _lock = self.lock()?;
        let file = file_name(bytes);
        let mut previous: Vec<String> = match self.manifest() {
            Ok(before) => before.into_iter().flat_map(|it| std::iter::once(it.file).chain(it.previous)).collect(),
            // Publishing is the way out of a manifest that cannot be read. What it listed is not known, so all stay.
            Err(error) => {
                eprintln!("{error:#}");
                keep = usize::MAX;
                self.models()?
            }
        };
        previous.retain(|name| *name != file && self.folder.join(name).is_file());
        previous.truncate(keep.saturating_sub(1));
        self.write(&file, bytes)?;
        self.write(&format!("{file}.gz"), &gzipped(bytes)?)?;
        let manifest = Manifest { version: VERSION, bytes: bytes.len() as u64, sha256: sha256(bytes), file, previous };
        self.switch(&manifest)?;
        self.delete_others(&manifest)?;
        Ok(manifest)
    }

    /// Makes an earlier model count again: the one before, or the one that is named. What counted until now becomes the
    /// one before, so that another call undoes this one.
    ///
    /// # Errors
    /// When there is none, or it is damaged, or the manifest cannot be written.
    pub fn roll_back(&self, to: Option<&str>) -> Result<Manifest> {
        let _lock = self.lock()?;
        let Some(now) = self.manifest()? else { bail!("{} has no model", self.folder.display()) };
        let file = match to {
            Some(file) if is_file_name(file) => file.to_owned(),
            Some(file) => bail!("{file:?} is no model file's name; there are {}", self.models()?.join(", ")),
            None => match now.previous.first() {
                Some(file) => file.clone(),
                None => bail!("{} is the only model that was published here: there is nothing before it", now.file),
            },
        };
        if file == now.file {
            bail!("{file} counts already");
        }
        self.model(&file)?;
        let others = std::iter::once(now.file).chain(now.previous).filter(|name| *name != file);
        let manifest = self.describe(&file, others.collect())?;
        self.switch(&manifest)?;
        Ok(manifest)
    }

    fn describe(&self, file: &str, previous: Vec<String>) -> Result<Manifest> {
        let path = self.folder.join(file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (bytes, sha256) = (bytes.len() as u64, sha256(&bytes));
        Ok(Manifest { version: VERSION, file: file.to_owned(), bytes, sha256, previous })
    }

    /// The model files that are there, sorted.
    fn models(&self) -> Result<Vec<String>> {
        Ok(self.names()?.into_iter().filter(|name| is_file_name(name)).collect())
    }

    fn names(&self) -> Result<Vec<String>> {
        let listing = || format!("cannot list {}", self.folder.display());
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).with_context(listing)? {
            if let Ok(name) = entry.with_context(listing)?.file_name().into_string() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Waits until nobody else changes the site, and removes what a killed program left.
    fn lock(&self) -> Result<Lock> {
        let path = self.folder.join(".model.lock");
        let locking = || format!("cannot lock {}", path.display());
        let file = File::create(&path).with_context(locking)?;
        file.lock().with_context(locking)?;
        for name in self.names()?.iter().filter(|name| name.starts_with(UNDER_WAY)) {
            self.delete(name)?;
        }
        Ok(Lock { _file: file })
    }

    fn switch(&self, manifest: &Manifest) -> Result<()> {
        // A host that prefers compressed forms would go on sending the old ones. Without them it sends the file itself.
        for ending in COMPRESSED {
            self.delete(&format!("{MANIFEST}.{ending}"))?;
        }
        let mut text = serde_json::to_vec(manifest)?;
        text.push(b'\n');
        self.write(MANIFEST, &text)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        output::write_whole(&self.folder.join(name), bytes)
    }

    fn delete_others(&self, manifest: &Manifest) -> Result<()> {
        let names = self.names()?;
        let mut texts = Vec::new();
        for name in &names {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            if TEXTS.contains(&ending) && name != MANIFEST {
                texts.push(fs::read(self.folder.join(name)).with_context(|| format!("cannot read {name}"))?);
            }
        }
        let is_named =
            |name: &str| texts.iter().any(|text| text.windows(name.len()).any(|part| part == name.as_bytes()));
        for name in names.iter().filter(|name| is_file_name(name)) {
            if *name != manifest.file && !manifest.previous.contains(name) && !is_named(name) {
                // The file last: where this ends in between, the next one finds it and deletes the rest.
                for ending in COMPRESSED {
                    self.delete(&format!("{name}.{ending}"))?;
                }
                self.delete(name)?;
            }
        }
        Ok(())
    }

    /// Deletes a file, if it is there.
    fn delete(&self, name: &str) -> Result<()> {
        let path = self.folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot delete {}", path.display()))
            }
            _ => Ok(()),
        }
    }
}

/// Keeps other watches away from a folder.
///
/// # Errors
/// When there is another, or the lock cannot be made.
pub fn lock_for_watching(folder: &Path) -> Result<Lock> {
    let path = folder.join(".watch.lock");
    let file = File::create(&path).with_context(|| format!("cannot lock {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => {
            bail!("another `trainer watch` works on {} (it holds {}): end it first", folder.display(), path.display())
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use model_core::catalogue::Title;

    use super::*;
    use crate::problems::Place;
    use crate::progress::Progress;
    use crate::shows::{Known, Show};
    use crate::train::{self, Evidence, Settings};
    use crate::viewers::{Entry, Viewers};

    /// A small sound model; another one for each number.
    fn model(number: u64) -> Vec<u8> {
        let shows: Vec<Show> = (0..12)
            .map(|show| Show {
                title: Title { id: format!("{show}"), title: format!("Show {show}"), ..Title::default() },
                facts: Default::default(),
                known: Known::default(),
                place: Place::new("made up".as_ref(), 0),
            })
            .collect();
        let catalogue = train::order(&shows, &[1.0; 12]).expect("distinct ids").catalogue;
        let mut viewers = Viewers::new();
        for viewer in 0..30 {
            viewers.push((0..6).map(|show| Entry::liked((show * 2 + viewer) % 12)).collect(), 1.0);
        }
        let none = Viewers::new();
        let evidence = Evidence { viewers: &viewers, validation: &none, pseudo: &none, ..Evidence::default() };
        let card = model_core::card::Card { trained_on: format!("model {number}"), ..Default::default() };
        let settings = Settings::for_people();
        train::train(&catalogue, &evidence, &settings, card, &Progress::quiet()).expect("trained").bytes
    }

    fn site() -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("index.html"), "<!doctype html>").expect("written");
        let site = Site::open(folder.path()).expect("a site");
        (folder, site)
    }

    /// The same bytes have the same name in the site's build (`xtask/src/site/assets.rs` has this test too).
    #[test]
    fn names_are_those_of_the_build() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(file_name(b"abc"), "model-ba7816bf8f01cfea.bin");
        assert!(is_file_name(&file_name(b"")));
        for name in
            ["model.bin", "model-ba7816bf8f01cfe.bin", "model-BA7816BF8F01CFEA.bin", "../model-ba7816bf8f01cfea.bin"]
        {
            assert!(!is_file_name(name), "{name}");
        }
    }

    #[test]
    fn the_manifest_names_the_file_that_counts() {
        let (folder, site) = site();
        assert_eq!(site.manifest().expect("readable"), None);
        let bytes = model(1);
        let manifest = site.publish(&bytes, 3).expect("published");
        assert_eq!(site.manifest().expect("readable"), Some(manifest.clone()));
        assert_eq!(fs::read(folder.path().join(&manifest.file)).expect("there"), bytes);
        // The very bytes that browsers read.
        assert_eq!(
            fs::read_to_string(folder.path().join(MANIFEST)).expect("there"),
            format!(
                "{{\"version\":1,\"file\":\"{}\",\"bytes\":{},\"sha256\":\"{}\",\"previous\":[]}}\n",
                file_name(&bytes),
                bytes.len(),
                sha256(&bytes)
            )
        );
        let packed = fs::File::open(folder.path().join(format!("{}.gz", manifest.file))).expect("there");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).expect("gzip");
        assert_eq!(unpacked, bytes);
        // Again is no change.
        assert_eq!(site.publish(&bytes, 3).expect("published"), manifest);
    }

    #[test]
    fn the_last_ones_are_kept_and_what_pages_name() {
        let (folder, site) = site();
        let built = model(0);
        let built_name = file_name(&built);
        fs::write(folder.path().join(&built_name), &built).expect("written");
        fs::write(folder.path().join("index.html"), format!("<meta content=\"{built_name}\">")).expect("written");
        fs::write(folder.path().join("model.json.gz"), "of the build").expect("written");
        fs::write(folder.path().join(".under-way-x"), "left by a kill").expect("written");
        let names: Vec<String> =
            (1..=4).map(|number| site.publish(&model(number), 2).expect("published").file).collect();
        let manifest = site.manifest().expect("readable").expect("there");
        assert_eq!((&manifest.file, manifest.previous.as_slice()), (&names[3], &names[2..3]));
        let mut expected = vec![built_name, names[2].clone(), names[3].clone()];
        expected.sort();
        assert_eq!(site.models().expect("listed"), expected);
        let others: Vec<String> =
            site.names().expect("listed").into_iter().filter(|name| !is_file_name(name)).collect();
        let packed = expected.iter().filter(|name| names.contains(name)).map(|name| format!("{name}.gz"));
        let mut rest: Vec<String> = [".model.lock", "index.html", "model.json"].map(str::to_owned).to_vec();
        rest.extend(packed);
        rest.sort();
        assert_eq!(others, rest, "what is kept, and its compressed form");
    }

    #[test]
    fn back_and_forth() {
        let (folder, site) = site();
        assert!(site.roll_back(None).is_err_and(|error| error.to_string().contains("has no model")));
        let names: Vec<String> =
            (1..=3).map(|number| site.publish(&model(number), 5).expect("published").file).collect();
        assert_eq!(site.roll_back(None).expect("the second").file, names[1]);
        assert_eq!(site.roll_back(None).expect("the third again").file, names[2]);
        let first = site.roll_back(Some(&names[0])).expect("the first");
        assert_eq!(first.previous, [names[2].as_str(), &names[1]]);
        assert_eq!(site.manifest().expect("readable"), Some(first));
        let error = |to| site.roll_back(Some(to)).expect_err("refused").to_string();
        assert!(error(&names[0]).contains("counts already"));
        assert!(error("../x").contains("is no model file's name"));
        assert!(error("model-0123456789abcdef.bin").contains("cannot read"));
        fs::write(folder.path().join(&names[1]), "broken").expect("written");
        assert!(error(&names[1]).contains("is not what its name says"));
    }

    #[test]
    fn a_broken_manifest_costs_no_model() {
        let (folder, site) = site();
        let names: Vec<String> =
            (1..=2).map(|number| site.publish(&model(number), 2).expect("published").file).collect();
        fs::write(folder.path().join(MANIFEST), "half a manif").expect("written");
        let manifest = site.publish(&model(3), 1).expect("published");
        let mut previous = manifest.previous.clone();
        previous.sort();
        let mut expected = names;
        expected.sort();
        assert_eq!(previous, expected);
        assert_eq!(
            site.publish(&model(3), 2).expect("published").previous,
            manifest.previous[..1],
            "and then in order"
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Site::open(folder.path()).is_err_and(|error| error.to_string().contains("holds no index.html")));
        let (folder, site) = site();
        assert!(site.publish(b"no model", 3).is_err_and(|error| error.to_string().contains("no sound model")));
        for (text, part) in [
            ("{", "is no manifest"),
            (r#"{"version":2,"file":"model-0123456789abcdef.bin","bytes":1,"sha256":""}"#, "has version 2"),
            (r#"{"version":1,"file":"../x","bytes":1,"sha256":""}"#, "names \"../x\""),
        ] {
            fs::write(folder.path().join(MANIFEST), text).expect("written");
            assert!(site.manifest().is_err_and(|error| error.to_string().contains(part)), "{text}");
        }
        assert!(site.publish(&model(1), 3).is_ok(), "publishing is the way out");
        let _first = site.lock_for_watching().expect("nobody else");
        let second = site.lock_for_watching();
        assert!(second.is_err_and(|error| error.to_string().contains("another `trainer watch` works on")));
    }
}
