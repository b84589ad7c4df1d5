//! The old system's export, brought into a catalogue that has other ids.

use std::path::Path;
use std::process::{Command, Output};

fn trainer(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trainer"))
        .current_dir(folder)
        .args(["--quiet"])
        .args(arguments)
        .output()
        .expect("the trainer starts")
}

const IMPORT: [&str; 9] = [
    "import",
    "--from-shows",
    "old-shows.csv",
    "--from-ratings",
    "old-ratings.csv",
    "--shows",
    "shows.csv",
    "--out",
    "ratings.csv",
];

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("written");
}

#[test]
fn the_old_export_gets_the_ids_of_the_catalogue() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(
        path,
        "shows.csv",
        "id,title,year\nthe-wire,The Wire,2002\nlost,Lost,2004\nuk,The Office,2001\nus,The Office,2005\n",
    );
    write(path, "old-shows.csv", "ShowId,Title\n17,The Wire (2002)\n18,LOST\n19,The Office\n20,Nobody&#39;s Show\n");
    write(
        path,
        "old-ratings.csv",
        "UserId,ShowId,IsLiked\nann,17,True\nann,18,False\nann,19,True\nben,18,true\nben,20,true\ncid,20,false\n",
    );
    let output = trainer(path, &IMPORT);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{err}");
    let ratings = std::fs::read_to_string(path.join("ratings.csv")).expect("written");
    let mut lines: Vec<&str> = ratings.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["old-ann,lost,disliked", "old-ann,the-wire,liked", "old-ben,lost,liked", "user,item,rating"]);
    assert!(
        out.contains("2 of 4 shows are in the catalogue; ratings.csv: 3 ratings of 2 people, of 6 ratings of 3"),
        "{out}"
    );
    assert!(err.contains("old-shows.csv:5: id \"20\", title \"Nobody's Show\""), "{err}");
    assert!(err.contains("old-shows.csv:4: id \"19\", title \"The Office\", year None"), "{err}");

    let trained = trainer(path, &["train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "m.bin"]);
    assert!(trained.status.success(), "{}", String::from_utf8_lossy(&trained.stderr));
    // The old system's own shows and ids need no import.
    let trained =
        trainer(path, &["train", "--shows", "old-shows.csv", "--ratings", "old-ratings.csv", "--out", "m.bin"]);
    assert!(trained.status.success(), "{}", String::from_utf8_lossy(&trained.stderr));
}

#[test]
fn tables_that_have_nothing_in_common_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "shows.csv", "id,title\na,A show\n");
    write(path, "old-shows.csv", "ShowId,Title\n1,Another\n");
    write(path, "old-ratings.csv", "UserId,ShowId,IsLiked\nann,1,True\n");
    let output = trainer(path, &IMPORT);
    assert!(!output.status.success() && !path.join("ratings.csv").exists());
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("none of the rated shows is in the catalogue"), "{error}");
}
