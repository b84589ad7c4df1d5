//! Stopped in the middle: the model file is the old one or the new one, and nothing else is left.
#![cfg(unix)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn write_data(folder: &Path) {
    let mut shows = String::from("id,title\n");
    let mut ratings = String::from("user,item\n");
    for show in 0..150 {
        let _ = writeln!(shows, "{show},Title {show}");
    }
    for user in 0..500 {
        for step in 0..20 {
            let _ = writeln!(ratings, "{user},{}", (user * 31 + step * step * 7) % 150);
        }
    }
    std::fs::write(folder.join("shows.csv"), shows).expect("written");
    std::fs::write(folder.join("ratings.csv"), ratings).expect("written");
}

fn start(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_trainer"))
        .args(["train", "--shows", "shows.csv", "--ratings", "ratings.csv", "--out", "out/m.bin"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the trainer starts")
}

/// Everything in the folder of the model, by name.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("out")).expect("a folder");
    entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_killed_training_leaves_the_old_model_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    write_data(path);
    std::fs::create_dir(path.join("out")).expect("a folder");
    let begun = std::time::Instant::now();
    assert!(start(path).wait().expect("waited for").success());
    let whole = begun.elapsed();
    let new = std::fs::read(path.join("out/m.bin")).expect("a model");
    let old = b"the model before".to_vec();
    let (mut killed, mut ended) = (0, 0);
    // Most of them near the end, where the file is written.
    for part in [0.3, 0.9, 0.97, 1.0, 1.05] {
        std::fs::write(path.join("out/m.bin"), &old).expect("written");
        let mut child = start(path);
        std::thread::sleep(whole.mul_f64(part));
        child.kill().expect("killed");
        match child.wait().expect("waited for").success() {
            true => ended += 1,
            false => killed += 1,
        }
        let now = std::fs::read(path.join("out/m.bin")).expect("still there");
        assert!(now == old || now == new, "{} bytes, neither the old nor the new file", now.len());
    }
    assert!(killed > 0, "{ended} ended before they were killed");
}

#[test]
fn a_cancelled_training_says_so_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    write_data(path);
    std::fs::create_dir(path.join("out")).expect("a folder");
    std::fs::write(path.join("out/m.bin"), b"the model before").expect("written");
    let mut child = start(path);
    // What it says first shows that it listens.
    let mut said = BufReader::new(child.stderr.take().expect("piped"));
    said.read_line(&mut String::new()).expect("a first line");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill starts");
    assert!(sent.success());
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("text");
    assert_eq!(child.wait().expect("waited for").code(), Some(130), "{rest}");
    assert!(rest.ends_with("cancelled; nothing was written\n"), "{rest}");
    assert_eq!(std::fs::read(path.join("out/m.bin")).expect("still there"), b"the model before");
    assert_eq!(files(path), ["m.bin"]);
}
