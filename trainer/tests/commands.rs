//! The command line as a person meets it: what it prints, what it refuses and how it says so.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use model_core::file::{SectionKind, Sections};

fn trainer(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trainer"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the trainer starts")
}

fn text(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    text
}

/// Two camps of viewers, forty shows.
fn write_data(folder: &Path) {
    let mut shows = String::from("id,title,genres\n");
    for show in 0..40 {
        let _ = writeln!(
            shows,
            "{show},Title {show} (19{:02}),{}",
            50 + show,
            if show % 2 == 0 { "Crime" } else { "Comedy" }
        );
    }
    std::fs::write(folder.join("shows.csv"), shows).expect("written");
    let mut ratings = String::from("userId,movieId,rating,timestamp\n");
    for user in 0..300 {
        for show in (0..40).filter(|show| (show * 7 + user * 3) % 4 != 0) {
            let stars = if (show + user) % 2 == 0 { 5 } else { 1 };
            let _ = writeln!(ratings, "{user},{show},{stars},100");
        }
    }
    ratings.push_str("7,999,5,100\nx,1\n");
    std::fs::write(folder.join("ratings.csv"), ratings).expect("written");
}

fn train(folder: &Path) -> Output {
    let arguments = ["--quiet", "train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "m.bin"];
    trainer(folder, &arguments)
}

#[test]
fn from_files_to_answers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    write_data(path);
    let output = train(path);
    assert!(output.status.success(), "{}", text(&output));
    insta::assert_snapshot!("reading reports", String::from_utf8_lossy(&output.stderr));

    assert!(trainer(path, &["verify", "m.bin"]).status.success());

    let chunked = trainer(path, &["chunk", "m.bin", "--out", "chunks", "--weights", "9"]);
    let said = text(&chunked);
    assert!(chunked.status.success() && said.starts_with("chunks: 40 shows, a root of "), "{said}");
    assert!(path.join("chunks").join("root.bin").is_file());
    let inspected = text(&trainer(path, &["inspect", "m.bin", "--json"]));
    let inspected: serde_json::Value = serde_json::from_str(&inspected).expect("JSON");
    assert_eq!(inspected["card"]["shows"], 40);

    let answer =
        trainer(path, &["recommend", "--model", "m.bin", "--like", "title 2", "titel 10", "--json", "-n", "5"]);
    let answer: serde_json::Value = serde_json::from_str(&text(&answer)).expect("JSON");
    let lines = answer.as_array().expect("an array");
    assert_eq!(lines.len(), 5);
    for (place, line) in lines.iter().enumerate() {
        assert_eq!(line["rank"], place + 1);
        let id: u32 = line["id"].as_str().and_then(|id| id.parse().ok()).expect("an id of the catalogue");
        assert_eq!(id % 2, 0, "crime for those who like crime: {line}");
        assert!(line["year"].is_number() && line["score"].is_number());
        assert!(line["because"][0]["title"].is_string() && line["because"][0]["share"].is_number());
    }

    std::fs::write(path.join("users.csv"), "user,item\nanna,2\nanna,4\nben,1\n").expect("written");
    let batch = text(&trainer(path, &["recommend", "--model", "m.bin", "--batch", "users.csv", "-n", "3"]));
    let rows: Vec<&str> = batch.lines().collect();
    assert_eq!(rows[0], "user,rank,item,score");
    assert_eq!(rows.len(), 7);
    assert!(rows[1].starts_with("anna,1,") && rows[4].starts_with("ben,1,"), "{batch}");

    let evaluated = trainer(
        path,
        &["evaluate", "--shows", "shows.csv", "--ratings", "ratings.csv", "--inputs", "1,3", "--json", "--quiet"],
    );
    let rows: serde_json::Value = serde_json::from_slice(&evaluated.stdout).expect("JSON");
    assert_eq!(rows["rows"].as_array().map(Vec::len), Some(10), "five methods, two sizes");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_data(folder.path());
    let mut models = Vec::new();
    for _ in 0..2 {
        assert!(train(folder.path()).status.success());
        models.push(std::fs::read(folder.path().join("m.bin")).expect("a model"));
    }
    assert!(models[0] == models[1]);
}

#[test]
fn chosen_settings_can_be_written_and_given_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_data(folder.path());
    let train = |more: &[&str]| {
        let usual = ["--quiet", "train", "--shows", "shows.csv", "--ratings", "ratings.csv"];
        let output = trainer(folder.path(), &[&usual, more].concat());
        assert!(output.status.success(), "{}", text(&output));
        text(&output)
    };
    let chosen = train(&["--out", "a.bin", "--settings-out", "settings.toml"]);
    assert!(!chosen.contains("settings: from"), "{chosen}");
    let given = train(&["--out", "b.bin", "--settings", "settings.toml"]);
    assert!(given.contains("settings: from settings.toml"), "{given}");
    let weights = |name: &str| {
        let bytes = std::fs::read(folder.path().join(name)).expect("a model");
        let sections = Sections::read(&bytes).expect("its sections");
        sections.get(&bytes, SectionKind::WEIGHTS).expect("its weights").to_vec()
    };
    assert!(weights("a.bin") == weights("b.bin"), "the same settings give the same weights");
}

#[test]
fn mistakes_end_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    write_data(path);
    assert!(train(path).status.success());
    let model = std::fs::read(path.join("m.bin")).expect("a model");
    let (whole, half) = (model.len(), model.len() / 2);
    std::fs::write(path.join("cut.bin"), &model[..half]).expect("written");
    let mut flipped = model.clone();
    flipped[model.len() - 3] ^= 1;
    std::fs::write(path.join("flipped.bin"), flipped).expect("written");
    let mut future = model;
    future[8] = 77;
    std::fs::write(path.join("future.bin"), future).expect("written");
    std::fs::write(path.join("noise.csv"), [0x93_u8, 0, 1, 2, 255, 10, 3]).expect("written");
    std::fs::write(path.join("empty.csv"), "").expect("written");
    std::fs::write(path.join("other.csv"), "user,item\n1,a\n1,b\n").expect("written");
    std::fs::write(path.join("columns.csv"), "a,b\n1,2\n").expect("written");
    std::fs::write(path.join("settings.toml"), "[few]\nrigde = 3.0\n").expect("written");
    let mut messages = String::new();
    for arguments in [
        &["verify", "cut.bin"][..],
        &["verify", "flipped.bin"],
        &["verify", "future.bin"],
        &["verify", "shows.csv"],
        &["verify", "nowhere.bin"],
        &["train", "--shows", "shows.csv", "--ratings", "noise.csv", "--out", "x.bin"],
        &["train", "--shows", "shows.csv", "--ratings", "empty.csv", "--out", "x.bin"],
        &["train", "--shows", "shows.csv", "--ratings", "other.csv", "--out", "x.bin"],
        &["train", "--shows", "shows.csv", "--ratings", "columns.csv", "--out", "x.bin"],
        &["train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "x.bin", "--max-bytes", "500"],
        &["train", "--shows", "shows.csv", "--settings", "settings.toml", "--out", "x.bin"],
        &["recommend", "--model", "m.bin", "--like", "qqqqqqq"],
        &["evaluate", "--shows", "shows.csv"],
    ] {
        let output = trainer(path, &[&["--quiet"], arguments].concat());
        assert!(!output.status.success(), "{arguments:?} should fail");
        assert!(!path.join("x.bin").exists(), "{arguments:?} left a file");
        let _ = writeln!(messages, "$ trainer {}\n{}", arguments.join(" "), text(&output));
    }
    // The length of a model file is no part of the messages' wording: it changes with every word of the card.
    let messages =
        messages.replace(&format!("{whole} bytes"), "WHOLE bytes").replace(&format!("are {half}\n"), "are HALF\n");
    insta::assert_snapshot!("mistakes", messages);
}

#[test]
fn another_engine_is_told_how_to_count_and_its_result_is_looked_at() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    write_data(path);
    let count = ["count", "--shows", "shows.csv", "--out", "gram"];
    let print = |more: &[&str]| trainer(path, &[&count[..], &["--print-sql"], more].concat());

    let output = print(&["--dialect", "duckdb", "--ratings", "ratings.csv"]);
    let sql = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output));
    assert!(sql.contains("CAST(\"movieId\" AS STRING) AS item"), "{sql}");
    assert!(sql.contains("FROM read_csv('ratings.csv'") && sql.contains("TO 'gram'"), "{sql}");
    assert!(!path.join("gram").exists(), "nothing is counted");

    let output = print(&["--dialect", "spark", "--ratings", "s3a://bucket/ratings/*.parquet"]);
    assert!(!output.status.success() && text(&output).contains("--user-column"), "{}", text(&output));
    let output = print(&["--ratings", "ratings.csv"]);
    assert!(!output.status.success() && text(&output).contains("--dialect"), "{}", text(&output));

    #[cfg(not(feature = "datafusion"))]
    {
        let output = trainer(path, &[&count[..], &["--engine", "datafusion", "--ratings", "ratings.csv"]].concat());
        let wanted = "built without DataFusion: `cargo build --profile native -p trainer --features datafusion`";
        assert!(!output.status.success() && text(&output).contains(wanted), "{}", text(&output));
    }

    let output = trainer(path, &[&count[..], &["--gram", "part-*.parquet"]].concat());
    let wanted = "part-*.parquet: there is no such file, no Parquet file in such a folder, and nothing of such a name";
    assert!(!output.status.success() && text(&output).contains(wanted), "{}", text(&output));
    std::fs::write(path.join("part-0.parquet"), "PAR1").expect("written");
    let train = ["train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "m.bin", "--gram", "part-*"];
    let output = trainer(path, &train);
    let wanted = "part-0.parquet: it cannot be read as Parquet: is it cut short?";
    assert!(!output.status.success() && text(&output).contains(wanted), "{}", text(&output));
}
