//! The engine within this program gives the sums of the reader, byte for byte:
//! `cargo test --profile native -p trainer --features datafusion --test embedded`.
#![cfg(feature = "datafusion")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

const SHOWS: [&str; 12] = ["1", "2", "3", "it's", "back\\slash", "ö", "Ö", "a b", "x,y", "\"q\"", "7.0", "last"];

fn trainer(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trainer"))
        .current_dir(folder)
        .arg("--quiet")
        .args(arguments)
        .output()
        .expect("the trainer starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

fn write_shows(folder: &Path) {
    let rows = SHOWS.map(|show| format!("{},A title\n", quoted(show))).concat();
    std::fs::write(folder.join("shows.csv"), format!("id,title\n{rows}")).expect("written");
}

/// A table of ratings as people hand them in, gzipped when its name says so.
fn write_ratings(file: &Path, rating: &str, lines: &[(String, String, String)]) {
    let mut text = format!("user,item,{rating}\n");
    for (viewer, show, value) in lines {
        let _ = writeln!(text, "{},{},{}", quoted(viewer), quoted(show), quoted(value));
    }
    let bytes = match file.extension().is_some_and(|extension| extension == "gz") {
        true => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(text.as_bytes()).expect("packed");
            packed.finish().expect("packed")
        }
        false => text.into_bytes(),
    };
    std::fs::write(file, bytes).expect("written");
}

/// Counts with the reader and with the engine, and compares: the sums, or that both refuse.
fn compare(folder: &Path, more: &[&str]) {
    let count = ["count", "--shows", "shows.csv"];
    let ratings = ["--ratings", "stars.csv", "--ratings", "likes.csv.gz"];
    let read = trainer(folder, &[&count[..], &ratings, more, &["--out", "read.counts"]].concat());
    let _ = std::fs::remove_dir_all(folder.join("gram"));
    let engine = trainer(folder, &[&count[..], &ratings, more, &["--engine", "datafusion", "--out", "gram"]].concat());
    assert!(engine.status.success(), "{}", said(&engine));
    let taken = trainer(folder, &[&count[..], &["--gram", "gram", "--out", "engine.counts"]].concat());
    assert_eq!(taken.status.success(), read.status.success(), "{} and {}", said(&read), said(&taken));
    if read.status.success() {
        let bytes = |name: &str| std::fs::read(folder.join(name)).expect("sums");
        assert!(bytes("read.counts") == bytes("engine.counts"), "the sums differ");
    }
}

fn line() -> impl Strategy<Value = (String, String, String)> {
    let viewer = prop_oneof![
        9 => (0..30_u32).prop_map(|viewer| format!("viewer {viewer}")),
        1 => prop::sample::select(vec!["", " ", "o'hara", "a\\b", "Viewer 1", " viewer 1\t", "ünal", "7", "07"])
            .prop_map(str::to_owned),
    ];
    let show = prop_oneof![
        12 => prop::sample::select(SHOWS.to_vec()),
        1 => prop::sample::select(vec!["", "unknown", " 1 ", "01"]),
    ];
    let value = prop_oneof![
        6 => (0..=20_u32).prop_map(|halves| format!("{}", f64::from(halves) / 2.0)),
        2 => prop::sample::select(vec!["loved", "Liked", " yes ", "TRUE", "no", "disliked"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["99", "-1", "7,5", "5.", ".5", "+3", "1e0", "1e400", "-0.0", "0.33333", "4.00005"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["", "good", "nan", "inf", "0x1", "1_0", "--1", "."]).prop_map(str::to_owned),
    ];
    (viewer, show.prop_map(str::to_owned), value)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_the_reader(
        stars in prop::collection::vec(line(), 50..400),
        likes in prop::collection::vec(line(), 1..100),
        cap in prop::option::of(1..8_usize),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        write_shows(path);
        write_ratings(&path.join("stars.csv"), "rating", &stars);
        write_ratings(&path.join("likes.csv.gz"), "isLiked", &likes);
        let cap = cap.map(|cap| cap.to_string());
        let more: Vec<&str> = cap.as_deref().map_or(Vec::new(), |cap| vec!["--cap", cap]);
        compare(path, &more);
    }
}

#[test]
fn nothing_to_count_is_said_as_the_reader_says_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write_shows(path);
    let lines = [("anna", "unknown", "liked"), ("bert", "1", "nan")];
    let lines = lines.map(|(viewer, show, value)| (viewer.to_owned(), show.to_owned(), value.to_owned()));
    write_ratings(&path.join("stars.csv"), "rating", &lines);
    write_ratings(&path.join("likes.csv.gz"), "isLiked", &lines);
    compare(path, &[]);
}

#[test]
fn a_result_is_whole_or_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write_shows(path);
    let line = |number: usize| (format!("viewer {}", number / 6), SHOWS[number % 7].to_owned(), "liked".to_owned());
    write_ratings(&path.join("ratings.csv"), "rating", &(0..600).map(line).collect::<Vec<_>>());
    let count = |ratings: &str, more: &[&str]| {
        let words =
            ["count", "--shows", "shows.csv", "--ratings", ratings, "--engine", "datafusion", "--out", "out/gram"];
        trainer(path, &[&words[..], more].concat())
    };
    let there = || std::fs::read_dir(path.join("out")).map_or(0, Iterator::count);

    let output = count("ratings.csv", &["--memory", "1"]);
    let wanted = "1 MiB do not suffice for DataFusion";
    assert!(!output.status.success() && said(&output).contains(wanted), "{}", said(&output));
    assert_eq!(there(), 0, "something was left");
    let names = ["--user-column", "user", "--item-column", "item"];
    let output = count("s3a://bucket/ratings.parquet", &names);
    let wanted = "s3a://bucket/ratings.parquet: there is no such file on this machine";
    assert!(!output.status.success() && said(&output).contains(wanted), "{}", said(&output));

    let output = count("ratings.csv", &[]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(there(), 1, "the result alone");
    let output = count("ratings.csv", &[]);
    let wanted = "out/gram is there already: name another folder, or remove it";
    assert!(!output.status.success() && said(&output).contains(wanted), "{}", said(&output));
}
