//! The shows that can be rated: ids alone, from a model file or a table of shows.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use model_core::Model;
use model_core::file::{AlignedBytes, MAGIC};
use sha2::{Digest, Sha256};

use crate::contribution::{LONGEST_ID, is_id};

/// As many hexadecimal digits of a hash name a catalogue: those which stand in the name of the site's model file.
const ID_DIGITS: usize = 16;

/// The column with the shows' ids by its usual names, as the trainer knows them.
const ID_COLUMNS: [&str; 8] = ["item", "id", "showId", "movieId", "itemId", "show", "item_id", "show_id"];

/// The ids of the shows that can be rated.
#[derive(Debug, Clone)]
pub struct Catalogue {
    id: String,
    shows: Option<HashSet<String>>,
}

impl Catalogue {
    /// No list of shows: every well-formed id is taken.
    pub fn any() -> Catalogue {
        Catalogue { id: "any".into(), shows: None }
    }

    /// A catalogue of these shows.
    pub fn of(shows: impl IntoIterator<Item = String>) -> Catalogue {
        Catalogue { id: "shows".into(), shows: Some(shows.into_iter().collect()) }
    }

    /// Reads a model file, or a CSV file that has a column with ids. Which of the two it is is seen from its first bytes.
    ///
    /// # Errors
    /// When the file cannot be read, is damaged, or holds no show, or an id that no contribution could name.
    pub fn read(file: &Path) -> Result<Catalogue> {
        let bytes = fs::read(file).with_context(|| format!("cannot read the catalogue {}", file.display()))?;
        let shows = match bytes.starts_with(&MAGIC) {
            true => model_ids(&bytes),
            false => table_ids(&bytes),
        }
        .with_context(|| format!("{} is no catalogue", file.display()))?;
        if let Some(id) = shows.iter().find(|id| !is_id(id)) {
            bail!(
                "{}: the id {id:?} cannot be used: an id is 1 to {LONGEST_ID} printable ASCII characters without a space",
                file.display()
            );
        }
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Catalogue { id: digest[..ID_DIGITS].to_owned(), shows: Some(shows) })
    }

    /// Which catalogue it is: the digits in the name of the site's model file; `any` without a list.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether a show can be rated.
    pub fn has(&self, show: &str) -> bool {
        self.shows.as_ref().is_none_or(|shows| shows.contains(show))
    }

    /// How many shows there are; `None` without a list.
    pub fn len(&self) -> Option<usize> {
        self.shows.as_ref().map(HashSet::len)
    }

    /// Whether there is a list, and nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }
}

fn model_ids(bytes: &[u8]) -> Result<HashSet<String>> {
    let model = Model::open_verified(AlignedBytes::from_slice(bytes))?;
    Ok(model.catalogue().titles().iter().map(|title| title.id.clone()).collect())
}

fn table_ids(bytes: &[u8]) -> Result<HashSet<String>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let separator = [b'\t', b';'].into_iter().find(|separator| first.contains(separator)).unwrap_or(b',');
    let mut table = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text);
    let header = table.byte_headers()?.clone();
    let is = |at: usize, name: &str| header[at].trim_ascii().eq_ignore_ascii_case(name.as_bytes());
    let Some(column) = ID_COLUMNS.iter().find_map(|name| (0..header.len()).find(|at| is(*at, name))) else {
        bail!(
            "it is neither a model file nor a table with a column of ids ({}); its first line is {:?}",
            ID_COLUMNS.join(", "),
            String::from_utf8_lossy(&first[..first.len().min(80)])
        );
    };
    let mut ids = HashSet::new();
    for record in table.byte_records() {
        let record = record?;
        let id = String::from_utf8_lossy(record.get(column).unwrap_or_default().trim_ascii()).into_owned();
        if !id.is_empty() {
            ids.insert(id);
        }
    }
    if ids.is_empty() {
        bail!("it holds no show");
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Catalogue> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("catalogue");
        fs::write(&file, bytes)?;
        Catalogue::read(&file)
    }

    #[test]
    fn a_model_file_is_read() {
        let catalogue = read(&model_core::example::file()).expect("the example");
        assert_eq!(catalogue.len(), Some(6));
        assert!(catalogue.has("the-wire") && !catalogue.has("lost"));
        assert_eq!(catalogue.id().len(), ID_DIGITS);
    }

    #[test]
    fn a_table_of_shows_is_read() {
        for text in ["item,title\n7,The Wire\n8,\"Yes, Minister\"\n", "\u{feff}showId;name\n7;The Wire\n8;x\n"] {
            let catalogue = read(text.as_bytes()).expect(text);
            assert!(catalogue.has("7") && catalogue.has("8") && catalogue.len() == Some(2), "{text}");
        }
    }

    #[test]
    fn what_is_no_catalogue_is_refused() {
        let mut damaged = model_core::example::file();
        let end = damaged.len() - 3;
        damaged[end] ^= 1;
        let cases: [(&[u8], &str); 5] = [
            (b"", "neither"),
            (b"a,b\n1,2\n", "neither"),
            (b"id,title\n", "no show"),
            (b"id,title\na b,x\n", "\"a b\""),
            (&damaged, "checksum"),
        ];
        for (bytes, word) in cases {
            let message = format!("{:#}", read(bytes).expect_err(word));
            assert!(message.contains(word), "{message}");
        }
    }
}
