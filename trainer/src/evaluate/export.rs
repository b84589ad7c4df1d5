//! A split as files, so that other programs can be asked the very same questions.
//!
//! ```text
//! split.json                  which files there are: {"seed": 1, "inputs": [{"input": "80%", "name": "80-percent"}, …]}
//! items.csv                   item: every show that may be recommended, by its id
//! train.csv, validation.csv   user,item,preference: whole histories; preference is negative for what was disliked
//! validation-3-named.csv      user,item,preference: what is named when three are
//! validation-3-hidden.csv     user,item: what is to be found
//! test-3-named.csv, …         the same of the people who are measured on
//! ```
//!
//! Users are numbered anew in each pair of files.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result};
use csv::Writer;
use model_core::catalogue::{Catalogue, ShowIndex};
use serde_json::json;

use super::{InputSize, Question, Split};
use crate::viewers::{Entry, Viewers};

/// Writes a split and the questions that `ask` makes of its people.
///
/// # Errors
/// When a file cannot be written, or `ask` fails.
pub fn write(
    folder: &Path,
    catalogue: &Catalogue,
    split: &Split,
    inputs: &[InputSize],
    seed: u64,
    ask: impl Fn(&Viewers, InputSize) -> Result<Vec<Question>>,
) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let files = Files { folder, catalogue };
    let mut items = files.open("items.csv", &["item"])?;
    for title in catalogue.titles() {
        items.write_record([&title.id])?;
    }
    items.flush()?;
    files.histories("train.csv", &split.train)?;
    files.histories("validation.csv", &split.validation)?;
    for (part, people) in [("validation", &split.validation), ("test", &split.test)] {
        for size in inputs {
            files.questions(&format!("{part}-{}", name(*size)), &ask(people, *size)?)?;
        }
    }
    let inputs: Vec<_> = inputs.iter().map(|size| json!({"input": size.to_string(), "name": name(*size)})).collect();
    let about = serde_json::to_string_pretty(&json!({"seed": seed, "inputs": inputs}))?;
    std::fs::write(folder.join("split.json"), about).with_context(|| format!("cannot write to {}", folder.display()))
}

/// An input size as part of a file's name.
fn name(size: InputSize) -> String {
    size.to_string().replace('%', "-percent")
}

struct Files<'f> {
    folder: &'f Path,
    catalogue: &'f Catalogue,
}

impl Files<'_> {
    fn open(&self, name: &str, header: &[&str]) -> Result<Writer<BufWriter<File>>> {
        let file = self.folder.join(name);
        let file = File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
        let mut writer = Writer::from_writer(BufWriter::new(file));
        writer.write_record(header)?;
        Ok(writer)
    }

    fn id(&self, show: ShowIndex) -> &str {
        &self.catalogue.titles()[show as usize].id
    }

    fn entry(&self, writer: &mut Writer<BufWriter<File>>, user: usize, entry: &Entry) -> Result<()> {
        let (user, preference) = (user.to_string(), entry.preference.to_string());
        Ok(writer.write_record([user.as_str(), self.id(entry.show), preference.as_str()])?)
    }

    fn histories(&self, name: &str, people: &Viewers) -> Result<()> {
        let mut writer = self.open(name, &["user", "item", "preference"])?;
        for person in 0..people.len() {
            for entry in people.entries_of(person) {
                self.entry(&mut writer, person, entry)?;
            }
        }
        Ok(writer.flush()?)
    }

    fn questions(&self, name: &str, questions: &[Question]) -> Result<()> {
        let mut named = self.open(&format!("{name}-named.csv"), &["user", "item", "preference"])?;
        let mut hidden = self.open(&format!("{name}-hidden.csv"), &["user", "item"])?;
        for (person, question) in questions.iter().enumerate() {
            for entry in &question.named {
                self.entry(&mut named, person, entry)?;
            }
            for show in &question.relevant {
                hidden.write_record([person.to_string().as_str(), self.id(*show)])?;
            }
        }
        named.flush()?;
        Ok(hidden.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use model_core::catalogue::{Facts, Title};

    use super::*;
    use crate::evaluate::questions;

    #[test]
    fn what_is_written_is_what_is_asked() {
        let titles = (0..30).map(|id| Title { id: format!("show {id}"), ..Title::default() }).collect();
        let catalogue = Catalogue::new(titles, vec![Facts::default(); 30]).expect("distinct ids");
        let mut viewers = Viewers::new();
        for person in 0..40 {
            viewers.push((0..30).filter(|show| (show + person) % 2 == 0).map(Entry::liked).collect(), 1.0);
        }
        let split = Split::draw(&viewers, 1);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let ask = |people: &Viewers, size| Ok(questions(people, size, 1));
        let inputs = [InputSize::Shows(3), InputSize::Share(0.8)];
        write(folder.path(), &catalogue, &split, &inputs, 1, ask).expect("written");
        let lines = |name: &str| {
            let text = std::fs::read_to_string(folder.path().join(name)).expect(name);
            text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        let asked = questions(&split.test, InputSize::Shows(3), 1);
        assert_eq!(asked.len(), 8);
        assert_eq!(lines("test-3-named.csv").len(), 8 * 3);
        assert_eq!(lines("test-3-hidden.csv").len(), 8 * 12);
        assert_eq!(lines("test-3-named.csv")[0], format!("0,show {},1", asked[0].named[0].show));
        assert_eq!(lines("validation-80-percent-hidden.csv").len(), 5 * 3);
        assert_eq!(lines("items.csv").len(), 30);
        assert_eq!(lines("train.csv").len(), split.train.entries());
    }
}
