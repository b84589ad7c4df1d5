//! Tables of ratings as an engine finds them.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::parquet;
use crate::patterns;
use crate::ratings::{ColumnNames, Columns, says_likes};
use crate::table::Table;

/// A table of ratings as an engine finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// A file, a pattern of files or an address of an object store, as the engine understands it.
    pub location: String,
    /// How it is written.
    pub form: Form,
    /// All its columns, in their order.
    pub header: Vec<String>,
    /// The column of viewers.
    pub user: String,
    /// The column of shows' ids.
    pub item: String,
    /// The column of ratings; without one everything is liked.
    pub rating: Option<String>,
    /// Whether that column says whether a show is liked, so that numbers are no stars.
    pub likes: bool,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text with this between two values.
    Csv {
        /// The mark between two values.
        delimiter: char,
    },
    /// Parquet.
    Parquet,
}

impl Source {
    /// Looks at a table, or at the first file of a pattern. What is not here to be looked at, such as an object store, has
    /// to be described by the names of its columns.
    ///
    /// # Errors
    /// When a file cannot be read, or its columns are not known.
    pub fn find(location: &str, names: &ColumnNames) -> Result<Source> {
        match patterns::matching(Path::new(location))?.first() {
            Some(file) => Source::look_at(location, file, names),
            None => Source::described(location, names),
        }
    }

    fn look_at(location: &str, file: &PathBuf, names: &ColumnNames) -> Result<Source> {
        let table = Table::open(file)?;
        let mut start = Vec::new();
        std::fs::File::open(file)
            .and_then(|opened| opened.take(parquet::MAGIC.len() as u64).read_to_end(&mut start))
            .with_context(|| format!("cannot read {}", file.display()))?;
        let form = match start == parquet::MAGIC {
            true => Form::Parquet,
            false => Form::Csv { delimiter: table.delimiter() },
        };
        let columns = Columns::find(&table, names)?;
        let header = table.header().to_vec();
        Ok(Source {
            location: location.to_owned(),
            form,
            user: header[columns.user].clone(),
            item: header[columns.item].clone(),
            rating: columns.rating.map(|at| header[at].clone()),
            likes: columns.likes,
            header,
        })
    }

    fn described(location: &str, names: &ColumnNames) -> Result<Source> {
        let (Some(user), Some(item)) = (&names.user, &names.item) else {
            bail!(
                "{location} cannot be looked at from here: name its columns with --user-column, --item-column and, unless \
                 everything in it is liked, --rating-column"
            );
        };
        let lower = location.to_ascii_lowercase();
        let form = match lower.trim_end_matches(".gz") {
            name if name.ends_with(".csv") => Form::Csv { delimiter: ',' },
            name if name.ends_with(".tsv") => Form::Csv { delimiter: '\t' },
            _ => Form::Parquet,
        };
        let rating = names.rating.clone();
        Ok(Source {
            location: location.to_owned(),
            form,
            header: [Some(user), Some(item), rating.as_ref()].into_iter().flatten().cloned().collect(),
            user: user.clone(),
            item: item.clone(),
            likes: rating.as_deref().is_some_and(says_likes),
            rating,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_here_is_looked_at_and_what_does_not_is_described() {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["part-1.csv", "part-2.csv"] {
            std::fs::write(folder.path().join(part), "time;userId;IsLiked;movieId\n1;a;1;7\n").expect("written");
        }
        let pattern = folder.path().join("part-*.csv").display().to_string();
        let found = Source::find(&pattern, &ColumnNames::default()).expect("two files");
        assert_eq!((found.user.as_str(), found.item.as_str(), found.likes), ("userId", "movieId", true));
        assert_eq!((found.form, found.header.len()), (Form::Csv { delimiter: ';' }, 4));

        let address = "s3a://bucket/ratings/*.parquet";
        let error = Source::find(address, &ColumnNames::default()).expect_err("not here").to_string();
        assert!(error.contains("s3a://bucket") && error.contains("--user-column"), "{error}");
        let names = ColumnNames { user: Some("u".into()), item: Some("i".into()), ..ColumnNames::default() };
        let described = Source::find(address, &names).expect("described");
        assert_eq!((described.form, described.rating), (Form::Parquet, None));
    }
}
