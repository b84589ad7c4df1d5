//! Where the dialects of SQL differ.

use super::source::{Form, Source};
use crate::stars;

/// Spark reads a file in blocks, in any order, and each block from its beginning to its end.
const SPARK_LINE: &str = "STRUCT(INPUT_FILE_NAME(), INPUT_FILE_BLOCK_START(), MONOTONICALLY_INCREASING_ID())";

/// An engine's dialect of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Apache Spark 4.
    Spark,
    /// Apache DataFusion 55.
    DataFusion,
    /// DuckDB.
    DuckDb,
}

impl Dialect {
    /// A text.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Dialect::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            Dialect::DataFusion | Dialect::DuckDb => format!("'{}'", text.replace('\'', "''")),
        }
    }

    /// A column's name.
    fn name(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
            Dialect::DataFusion | Dialect::DuckDb => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// What has to be said before anything else.
    pub(super) fn settings(self) -> Vec<String> {
        match self {
            Dialect::Spark | Dialect::DuckDb => Vec::new(),
            // Lines are numbered as they are read, so that a file has to be read from its beginning to its end. Joins are with
            // small tables until pairs are counted.
            Dialect::DataFusion => [
                "SET datafusion.optimizer.repartition_file_scans = false",
                "SET datafusion.optimizer.enable_round_robin_repartition = false",
                "SET datafusion.optimizer.prefer_hash_join = true",
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    /// A view.
    pub(super) fn view(self, name: &str, query: &str) -> String {
        match self {
            Dialect::Spark | Dialect::DuckDb => format!("CREATE OR REPLACE TEMPORARY VIEW {name} AS\n{query}"),
            Dialect::DataFusion => format!("CREATE OR REPLACE VIEW {name} AS\n{query}"),
        }
    }

    /// What is needed several times. Spark shuffles a view's rows once, however often a query names it; the others would
    /// begin anew each time. `columns` are its columns with their types, and `beside` is a folder for what does not fit into
    /// memory.
    pub(super) fn kept(self, name: &str, columns: &str, query: &str, beside: &str) -> Vec<String> {
        match self {
            Dialect::Spark => vec![self.view(name, query)],
            Dialect::DuckDb => vec![format!("CREATE OR REPLACE TEMPORARY TABLE {name} AS\n{query}")],
            Dialect::DataFusion => {
                let beside = self.text(&format!("{}/", beside.trim_end_matches('/')));
                vec![
                    format!("COPY (\n{query}) TO {beside} STORED AS PARQUET OPTIONS ('format.compression' 'snappy')"),
                    // Of no rows no file is written, from which columns could be known.
                    format!("CREATE EXTERNAL TABLE {name} ({columns}) STORED AS PARQUET LOCATION {beside}"),
                ]
            }
        }
    }

    /// Writes the rows of two views of the same columns, of which the second one has many, into Parquet files in a folder.
    pub(super) fn write(self, views: [&str; 2], folder: &str) -> Vec<String> {
        let [few, many] = views;
        let both = format!("SELECT * FROM {few} UNION ALL SELECT * FROM {many}");
        match self {
            Dialect::Spark => vec![format!(
                "INSERT OVERWRITE DIRECTORY {} USING parquet OPTIONS (compression 'snappy')\n{both}",
                self.text(folder)
            )],
            Dialect::DuckDb => vec![format!(
                "COPY ({both}) TO {} (FORMAT parquet, COMPRESSION snappy, PER_THREAD_OUTPUT, OVERWRITE, FILENAME_PATTERN \
                 'part-{{i}}')",
                self.text(folder)
            )],
            // A hash join holds all rows of one side and cannot put any aside; sorted, they go to the disk. Apart from each
            // other, so that fewer sorts share the memory.
            Dialect::DataFusion => {
                let folder = self.text(&format!("{}/", folder.trim_end_matches('/')));
                let copy = |view: &str| {
                    let options = "STORED AS PARQUET OPTIONS ('format.compression' 'snappy')";
                    format!("COPY (SELECT * FROM {view}) TO {folder} {options}")
                };
                vec![copy(few), "SET datafusion.optimizer.prefer_hash_join = false".to_owned(), copy(many)]
            }
        }
    }

    /// Whether a value is written as a number is: as Rust reads them, without names such as `nan`.
    pub(super) fn is_number(self, value: &str) -> String {
        let function = match self {
            Dialect::Spark | Dialect::DataFusion => "REGEXP_LIKE",
            Dialect::DuckDb => "REGEXP_MATCHES",
        };
        format!("{function}({value}, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?$')")
    }

    /// SHA-256 of a text, in a form that is ordered as its bytes are.
    pub(super) fn digest(self, text: &str) -> String {
        match self {
            Dialect::Spark => format!("SHA2({text}, 256)"),
            Dialect::DataFusion | Dialect::DuckDb => format!("SHA256({text})"),
        }
    }

    /// A hint that from here on all of a viewer is in one place, so that rows travel once.
    pub(super) fn by_viewer(self) -> &'static str {
        match self {
            Dialect::Spark => " /*+ REPARTITION(viewer) */",
            Dialect::DataFusion | Dialect::DuckDb => "",
        }
    }

    /// A view `source_N` of the columns `viewer`, `item`, `said` and `line`, of which the last one orders the lines.
    pub(super) fn source(self, number: usize, source: &Source) -> Vec<String> {
        let location = self.text(&source.location);
        let (raw, line);
        let mut statements = Vec::new();
        match (self, source.form) {
            (Dialect::Spark, Form::Csv { delimiter }) => {
                statements.push(format!(
                    "CREATE OR REPLACE TEMPORARY VIEW raw_{number} USING csv\nOPTIONS (path {location}, header 'true', sep \
                     {}, escape '\"', mode 'PERMISSIVE')",
                    self.text(&delimiter.to_string())
                ));
                raw = format!("raw_{number}");
                line = SPARK_LINE;
            }
            (Dialect::Spark, Form::Parquet) => {
                statements.push(format!(
                    "CREATE OR REPLACE TEMPORARY VIEW raw_{number} USING parquet\nOPTIONS (path {location})"
                ));
                raw = format!("raw_{number}");
                line = SPARK_LINE;
            }
            (Dialect::DuckDb, Form::Csv { delimiter }) => {
                raw = format!(
                    "read_csv({location}, header = true, all_varchar = true, delim = {}, quote = '\"', escape = '\"', \
                     null_padding = true, strict_mode = false)",
                    self.text(&delimiter.to_string())
                );
                line = "ROW_NUMBER() OVER ()";
            }
            (Dialect::DuckDb, Form::Parquet) => {
                raw = format!("read_parquet({location})");
                line = "ROW_NUMBER() OVER ()";
            }
            (Dialect::DataFusion, form) => {
                let columns = source.header.iter().map(|name| format!("{} STRING", self.name(name)));
                let columns = columns.collect::<Vec<_>>().join(", ");
                statements.push(match form {
                    Form::Parquet => {
                        format!("CREATE EXTERNAL TABLE raw_{number} STORED AS PARQUET LOCATION {location}")
                    }
                    Form::Csv { delimiter } => {
                        let gzipped = source.location.to_ascii_lowercase().ends_with(".gz");
                        let packed = if gzipped { "gzip" } else { "uncompressed" };
                        format!(
                            "CREATE EXTERNAL TABLE raw_{number} ({columns}) STORED AS CSV LOCATION {location}\nOPTIONS \
                             ('format.has_header' 'true', 'format.delimiter' {}, 'format.truncated_rows' 'true', \
                             'format.newlines_in_values' 'true', 'format.compression' '{packed}')",
                            self.text(&delimiter.to_string())
                        )
                    }
                });
                raw = format!("raw_{number}");
                line = "ROW_NUMBER() OVER ()";
            }
        }
        let said = source.rating.as_ref().map_or("'liked'".into(), |name| self.as_text(name));
        let (viewer, item) = (self.as_text(&source.user), self.as_text(&source.item));
        let query = format!("SELECT {viewer} AS viewer, {item} AS item, {said} AS said, {line} AS line\nFROM {raw}");
        statements.push(self.view(&format!("source_{number}"), &query));
        statements
    }

    fn as_text(self, column: &str) -> String {
        format!("CAST({} AS STRING)", self.name(column))
    }

    /// The marks that are no part of a value when they stand around it.
    pub(super) fn white_space() -> &'static str {
        "CONCAT(' ', CHR(9), CHR(10), CHR(12), CHR(13))"
    }

    /// One star, in the units of the statements.
    pub(super) fn one() -> String {
        stars::ONE.to_string()
    }
}
