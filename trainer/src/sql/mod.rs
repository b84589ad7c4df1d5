//! Counting as SQL: statements that let another engine turn tables of ratings into the sums of [`crate::counts`].
//!
//! Each step is a view, and stands in a file of `steps`. Every dialect gets the same steps with the same arithmetic: whole
//! numbers, and doubles in one order of operations. So the sums are those of [`crate::stream`] and [`Counts::add_viewers`],
//! to the last bit. [`Counts::from_rows`] takes them.
//!
//! [`Counts::add_viewers`]: crate::counts::Counts::add_viewers
//! [`Counts::from_rows`]: crate::counts::Counts::from_rows

mod dialect;
#[cfg(feature = "datafusion")]
pub mod embedded;
mod source;

use anyhow::{Result, bail};

pub use dialect::Dialect;
pub use source::{Form, Source};

use crate::counts;
use crate::gram::{Disliked, Expectation};
use crate::ratings::{OUTSIDE, UNKNOWN_SHOWS, UNNAMED, UNREADABLE};
use crate::stars;

/// What is to be counted, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// The tables of ratings; where two say something of the same, the later one counts.
    pub sources: Vec<Source>,
    /// The shows' ids by number.
    pub ids: Vec<String>,
    /// What is counted for.
    pub expectations: Vec<Expectation>,
    /// The longest history; of longer ones so many shows are drawn.
    pub cap: Option<usize>,
    /// The folder into which the engine writes its result.
    pub out: String,
}

/// A history's number of likes stands in the statements, so that it has to have an end.
const MOST_LIKES: usize = 20_000;
/// The columns of the step of that name.
const HISTORIES: &str = "viewer STRING, number INT, liked BIGINT, place BIGINT, likes BIGINT, heard BIGINT";
/// So many shows stand in the statements at most.
const MOST_SHOWS: usize = 100_000;

macro_rules! step {
    ($name:literal) => {
        include_str!(concat!("steps/", $name, ".sql"))
    };
}

/// The statements, in their order.
///
/// # Errors
/// When there are more shows, or longer histories, than statements can hold.
pub fn statements(job: &Job, dialect: Dialect) -> Result<Vec<String>> {
    let longest = job.cap.unwrap_or(usize::MAX).min(job.ids.len());
    if longest > MOST_LIKES {
        bail!(
            "a history of this catalogue may have {longest} shows, and the statements name what each length up to \
             {MOST_LIKES} counts: name a lower --cap"
        );
    }
    if job.ids.len() > MOST_SHOWS {
        bail!("{} shows: the statements name at most {MOST_SHOWS}", job.ids.len());
    }
    let each = |write: &dyn Fn(usize, &Expectation) -> String| {
        let columns = job.expectations.iter().enumerate().map(|(number, expectation)| write(number, expectation));
        columns.collect::<Vec<_>>().join(",\n")
    };
    let view = |name: &str, template: &str, values: &[(&str, String)]| dialect.view(name, &filled(template, values));

    let mut statements = dialect.settings();
    for (number, source) in job.sources.iter().enumerate() {
        statements.extend(dialect.source(number, source));
    }
    statements.push(dialect.view("shows", &shows(&job.ids, dialect)));
    statements.push(dialect.view("powers", &powers(&job.expectations, longest)));
    let sources = job.sources.iter().enumerate().map(|(number, source)| {
        let likes = u8::from(source.likes);
        format!("  SELECT {number} AS file, {likes} AS likes, viewer, item, said, line FROM source_{number}")
    });
    let sources = sources.collect::<Vec<_>>().join("\n  UNION ALL\n");
    let white_space = Dialect::white_space().to_owned();
    statements.push(view("lines", step!("lines"), &[("sources", sources), ("white_space", white_space)]));
    let one = || ("one", Dialect::one());
    statements.push(view(
        "parsed",
        step!("parsed"),
        &[
            one(),
            ("unnamed", UNNAMED.into()),
            ("unknown", UNKNOWN_SHOWS.into()),
            ("unreadable", UNREADABLE.into()),
            ("most_stars", stars::MOST_STARS.to_string()),
            ("is_number", dialect.is_number("said")),
        ],
    ));
    statements.push(view("scales", step!("scales"), &[one()]));
    statements.push(view("placed", step!("placed"), &[one(), ("by_viewer", dialect.by_viewer().into())]));
    statements.push(view("said", step!("said"), &[]));
    let parts = [("parts", stars::PARTS.to_string()), ("prior", stars::PRIOR.to_string())];
    statements.push(view("opinions", step!("opinions"), &parts));
    let histories = filled(step!("histories"), &histories(job, dialect));
    let beside = format!("{}.histories", job.out.trim_end_matches('/'));
    statements.extend(dialect.kept("histories", HISTORIES, &histories, &beside));
    let drawn = [("lengths", each(&lengths)), ("columns", each(&drawn))];
    statements.push(view("drawn", step!("drawn"), &drawn));
    statements.push(view("weighed", step!("weighed"), &[("columns", each(&weighed))]));
    statements.push(view("by_show", step!("by_show"), &[("columns", each(&by_show))]));
    let people = [("columns", each(&|number, _| format!("  viewers_{number}"))), ("sums", each(&viewers))];
    statements.push(view("people", step!("people"), &people));
    statements.push(view(
        "notes",
        step!("notes"),
        &[
            ("usable", counts::USABLE.into()),
            ("outside", OUTSIDE.into()),
            ("no_scale", counts::NO_SCALE.into()),
            ("pairs", counts::PAIRS.into()),
        ],
    ));
    let sums = |columns: &dyn Fn(usize) -> [String; 3]| {
        each(&|number, _| {
            let [input, named, aimed] = columns(number);
            format!("  {input} AS input_{number},\n  {named} AS named_{number},\n  {aimed} AS aimed_{number}")
        })
    };
    let nothing = || "CAST(NULL AS BIGINT)".to_owned();
    let of_show = |name: &str, number: usize| format!("COALESCE(by_show.{name}_{number}, 0)");
    statements.push(view("pairs", step!("pairs"), &[("pairs", each(&pairs))]));
    statements.push(view(
        "totals",
        step!("totals"),
        &[
            (
                "itself",
                sums(&|number| [of_show("squared", number), of_show("itself", number), of_show("itself", number)]),
            ),
            ("always_on", sums(&|number| [nothing(), of_show("named", number), of_show("liked", number)])),
            ("viewers", sums(&|number| [format!("COALESCE(people.viewers_{number}, 0)"), nothing(), nothing()])),
            ("nothing", sums(&|_| [nothing(), nothing(), nothing()])),
            ("counted_for", dialect.text(&counts::counted_for(&job.expectations))),
        ],
    ));
    statements.extend(dialect.write(["totals", "pairs"], &job.out));
    Ok(statements)
}

/// The statements as a file that an engine's own program runs.
///
/// # Errors
/// As [`statements`].
pub fn script(job: &Job, dialect: Dialect) -> Result<String> {
    let statements = statements(job, dialect)?;
    Ok(statements.iter().map(|statement| format!("{};\n", statement.trim_end())).collect::<Vec<_>>().join("\n"))
}

fn filled(template: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}

fn shows(ids: &[String], dialect: Dialect) -> String {
    let rows = ids.iter().enumerate().map(|(number, id)| format!("({number}, {})", dialect.text(id)));
    let rows = rows.collect::<Vec<_>>().join(",\n");
    format!("SELECT CAST(number AS INT) AS number, id FROM (VALUES\n{rows}\n) AS shows(number, id)\n")
}

/// What a viewer of so many likes counts. The powers are computed here, because engines need not agree on their last bit.
fn powers(expectations: &[Expectation], longest: usize) -> String {
    let row = |likes: usize| {
        let powers = expectations.iter().map(|expectation| number((likes as f64).powf(expectation.viewer_exponent)));
        format!("({likes}, {})", powers.collect::<Vec<_>>().join(", "))
    };
    let rows = (1..=longest.max(1)).map(row).collect::<Vec<_>>().join(",\n");
    let names = (0..expectations.len()).map(|number| format!("whole_{number}")).collect::<Vec<_>>().join(", ");
    format!("SELECT CAST(likes AS BIGINT) AS likes, {names} FROM (VALUES\n{rows}\n) AS powers(likes, {names})\n")
}

/// A double, of which no dialect makes a decimal number.
fn number(value: f64) -> String {
    format!("{value:E}")
}

fn histories(job: &Job, dialect: Dialect) -> Vec<(&'static str, String)> {
    let Some(cap) = job.cap else {
        return vec![
            ("capped", "Every history counts as a whole.".into()),
            ("sampled", String::new()),
            ("to_sample", "    SELECT viewer, number, liked FROM opinions".into()),
            ("cap", job.ids.len().to_string()),
        ];
    };
    let digest = dialect.digest("CONCAT(opinions.viewer, ' ', shows.id)");
    let same = dialect.digest("''");
    vec![
        (
            "capped",
            format!("Of histories longer than {cap} those {cap} shows count that come first in the order of a hash."),
        ),
        ("sampled", "sampled, ".into()),
        (
            "to_sample",
            format!(
                "    SELECT\n      opinions.viewer, opinions.number, opinions.liked,\n      CASE WHEN opinions.ratings > {cap} \
                 THEN {digest} ELSE {same} END AS sampled\n    FROM opinions\n    JOIN shows ON shows.number = \
                 opinions.number"
            ),
        ),
        ("cap", cap.to_string()),
    ]
}

fn lengths(number: usize, expectation: &Expectation) -> String {
    let heard = if expectation.disliked == Disliked::UNHEARD { "likes" } else { "heard" };
    format!(
        "    CAST(histories.likes AS DOUBLE) AS likes_{number},\n    CAST(histories.{heard} AS DOUBLE) AS heard_{number},\n    \
         powers.whole_{number}"
    )
}

fn drawn(number: usize, expectation: &Expectation) -> String {
    let likes = format!("likes_{number}");
    let least = match expectation.input_size {
        size if size.is_finite() => format!("CASE WHEN {likes} < {0} THEN {likes} ELSE {0} END", self::number(size)),
        _ => likes,
    };
    format!("  heard_{number},\n  whole_{number},\n  ({least}) * (heard_{number} / likes_{number}) AS drawn_{number}")
}

fn weighed(number: usize, expectation: &Expectation) -> String {
    let Disliked { named, aimed } = expectation.disliked;
    let (k, n, whole) = (format!("drawn_{number}"), format!("heard_{number}"), format!("whole_{number}"));
    let single = format!("{whole} * ({k} / {n})");
    let pair = format!(
        "{whole} * (CASE WHEN {n} > 1E0 AND {k} * ({k} - 1E0) > 0E0 THEN {k} * ({k} - 1E0) / ({n} * ({n} - 1E0)) ELSE 0E0 END)"
    );
    // Beside a show that was liked, and beside one that was disliked; each of a show that was liked or disliked itself.
    let columns = [
        ("input_liked", &pair, 1.0, named),
        ("input_disliked", &pair, named, named * named),
        ("named_liked", &single, 1.0, named),
        ("named_disliked", &single, aimed, named * aimed),
        ("aimed_liked", &single, 1.0, aimed),
        ("aimed_disliked", &single, named, named * aimed),
        ("squared", &single, 1.0, named * named),
        ("liked", &whole, 1.0, aimed),
        ("viewers", &whole, 1.0, 1.0),
    ];
    let column = |(name, weight, liked, disliked): (&str, &String, f64, f64)| {
        let (liked, disliked) = (self::number(liked), self::number(disliked));
        format!(
            "  CAST(FLOOR(({weight}) * (CASE WHEN liked = 1 THEN {liked} ELSE {disliked} END) * 4294967296E0 + 0.5E0) AS BIGINT) \
             AS {name}_{number}"
        )
    };
    columns.map(column).join(",\n")
}

fn pairs(number: usize, _: &Expectation) -> String {
    let sum = |name: &str| {
        format!(
            "  CAST(SUM(CASE WHEN y.liked = 1 THEN x.{name}_liked_{number} ELSE x.{name}_disliked_{number} END) AS BIGINT) AS \
             {name}_{number}"
        )
    };
    ["input", "named", "aimed"].map(sum).join(",\n")
}

fn by_show(number: usize, _: &Expectation) -> String {
    let sum = |what: String, name: &str| format!("  CAST(SUM({what}) AS BIGINT) AS {name}_{number}");
    let itself = format!("CASE WHEN liked = 1 THEN named_liked_{number} ELSE named_disliked_{number} END");
    [
        sum(format!("named_liked_{number}"), "named"),
        sum(format!("squared_{number}"), "squared"),
        sum(itself, "itself"),
        sum(format!("liked_{number}"), "liked"),
    ]
    .join(",\n")
}

fn viewers(number: usize, _: &Expectation) -> String {
    format!("    CAST(SUM(viewers_{number}) AS BIGINT) AS viewers_{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratings::ColumnNames;
    use crate::settings::Settings;

    const DIALECTS: [Dialect; 3] = [Dialect::Spark, Dialect::DataFusion, Dialect::DuckDb];

    fn job(ids: &[&str]) -> Job {
        let names = ColumnNames {
            user: Some("who".into()),
            item: Some("wh\"at".into()),
            rating: Some("stars".into()),
            time: None,
        };
        Job {
            sources: vec![Source::find("s3://bucket/it's.csv", &names).expect("described")],
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            expectations: Settings::for_people().expectations(),
            cap: None,
            out: "s3://bucket/gram".into(),
        }
    }

    #[test]
    fn nothing_is_left_to_be_filled_in() {
        for cap in [None, Some(7)] {
            for dialect in DIALECTS {
                let script = script(&Job { cap, ..job(&["1", "2"]) }, dialect).expect("statements");
                assert!(!script.contains("{{") && !script.contains("}}"), "{dialect:?}: {script}");
                assert_eq!(script.contains("256") || script.contains("SHA256"), cap.is_some(), "{dialect:?}: {script}");
            }
        }
    }

    #[test]
    fn texts_and_names_are_quoted_as_each_dialect_wants_it() {
        for dialect in DIALECTS {
            let script = script(&job(&["o'hara", "a\\b"]), dialect).expect("statements");
            let wanted = match dialect {
                Dialect::Spark => ["'o\\'hara'", "'a\\\\b'", "`wh\"at`", "it\\'s.csv"],
                Dialect::DataFusion | Dialect::DuckDb => ["'o''hara'", "'a\\b'", "\"wh\"\"at\"", "it''s.csv"],
            };
            for text in wanted {
                assert!(script.contains(text), "{dialect:?} lacks {text}: {script}");
            }
        }
    }

    #[test]
    fn long_histories_need_a_cap() {
        let ids: Vec<String> = (0..MOST_LIKES + 1).map(|id| id.to_string()).collect();
        let job = Job { ids, ..job(&[]) };
        let error = statements(&job, Dialect::Spark).expect_err("too long").to_string();
        assert!(error.contains("name a lower --cap"), "{error}");
        assert!(statements(&Job { cap: Some(500), ..job }, Dialect::Spark).is_ok());
    }
}
