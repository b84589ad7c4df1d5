//! Files that were damaged, or made to do harm.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{FIXTURES, fixture, gzip, read, read_within, shown, zip};
use importers::problems::Kind;
use importers::{Limits, Unreadable};
use proptest::prelude::*;

const HISTORY: &str = "Title,Date\n\"Dark: Season 1: Secrets\",1/13/22\n";

#[test]
fn archives_made_to_do_harm_are_read_as_far_as_they_are_honest() {
    let bomb = [HISTORY.as_bytes(), &vec![b'\n'; 50 << 20]].concat();
    let nested = zip(&[("ViewingActivity.csv", HISTORY.as_bytes())]);
    let bytes = zip(&[
        ("NetflixViewingHistory.csv", HISTORY.as_bytes()),
        ("../../NetflixViewingHistory.csv", HISTORY.as_bytes()),
        ("/etc/NetflixViewingHistory.csv", HISTORY.as_bytes()),
        ("a\\..\\NetflixViewingHistory.csv", HISTORY.as_bytes()),
        ("secrets/access_token.csv", b"token\nx\n"),
        ("inner.zip", &nested),
        ("bomb/NetflixViewingHistory.csv", &bomb),
        ("ratings.csv", b"userId,movieId,rating\n1,2,3\n"),
    ]);
    insta::assert_snapshot!(shown(&read("all.zip", &bytes)));
}

#[test]
fn limits_hold() {
    let many: Vec<String> = (0..50).map(|number| format!("folder-{number}/NetflixViewingHistory.csv")).collect();
    let files: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), HISTORY.as_bytes())).collect();
    let bytes = zip(&files);
    let limits = Limits { files: 10, ..Limits::default() };
    let import = read_within(limits, "many.zip", &bytes).expect("some");
    assert_eq!((import.rows, import.problems.count(Kind::TooManyFiles)), (10, 1));

    let limits = Limits { bytes: 100, ..Limits::default() };
    let import = read_within(limits, "many.zip", &bytes).expect("some");
    assert!(import.rows < 5 && import.problems.count(Kind::TooBig) > 0, "{}", import.problems);

    let text: String = (0..500).map(|number| format!("Film {number},1/13/22\n")).collect();
    let text = format!("Title,Date\n{text}");
    let limits = Limits { series: 100, ..Limits::default() };
    let import = read_within(limits, "x.csv", text.as_bytes()).expect("some");
    assert_eq!((import.entries.len(), import.problems.count(Kind::TooManySeries)), (100, 400));

    let text: String = (0..500).map(|number| format!("Dark: Season 1: {number},1/13/22\n")).collect();
    let text = format!("Title,Date\n{text}");
    let limits = Limits { episodes: 100, ..Limits::default() };
    let import = read_within(limits, "x.csv", text.as_bytes()).expect("some");
    assert_eq!((import.entries[0].evidence.episodes, import.entries[0].evidence.plays), (100, 500));
    assert_eq!(import.problems.count(Kind::TooManyEpisodes), 400);
}

/// Changes a byte of the only entry in the list of files of an archive.
fn patched(at: usize, value: u8) -> Vec<u8> {
    let mut bytes = zip(&[("NetflixViewingHistory.csv", HISTORY.as_bytes())]);
    let list = bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("a list of files");
    bytes[list + at] = value;
    bytes
}

#[test]
fn what_cannot_be_unpacked_is_said() {
    let encrypted = patched(8, 1);
    let bzip2 = patched(10, 12);
    for bytes in [encrypted, bzip2] {
        assert_eq!(read("locked.zip", &bytes), Err(Unreadable::Locked));
    }
    // A wrong sum is reported, and what was read is kept.
    let import = read("sum.zip", &patched(16, 0)).expect("its rows");
    assert_eq!((import.rows, import.problems.count(Kind::Damaged)), (1, 1));
}

#[test]
fn a_gzip_bomb_is_not_read_to_its_end() {
    let bomb = gzip(&[b"<myanimelist>", &vec![b' '; 300 << 20][..]].concat());
    let import = read("animelist.xml.gz", &bomb).expect("recognized");
    assert_eq!(import.problems.count(Kind::Bomb) + import.problems.count(Kind::TooBig), 1, "{}", import.problems);
}

#[test]
fn items_that_do_not_end_are_not_kept_in_memory() {
    let endless = format!("[{{\"show\":{{\"title\":\"{}\"}}}}]", "x".repeat(20 << 20));
    let import = read("trakt.json", endless.as_bytes()).expect("recognized");
    assert_eq!((import.entries.len(), import.problems.count(Kind::TooBig)), (0, 1));
    let deep = format!("[{{\"show\":{}", "[".repeat(1 << 20));
    let import = read("trakt.json", deep.as_bytes()).expect("recognized");
    assert_eq!(import.problems.count(Kind::Damaged), 1);
}

#[test]
fn what_stands_before_the_damage_is_read() {
    let mut text = String::new();
    for (name, keep) in
        [("trakt-history.json", 700), ("myanimelist.xml", 900), ("own.json", 300), ("netflix-history.csv", 60)]
    {
        text.push_str(&shown(&read(name, &fixture(name)[..keep])));
    }
    let long: String = (0..20_000).map(|number| format!("Dark: Season 1: {number},1/13/22\n")).collect();
    let mut bytes = zip(&[("NetflixViewingHistory.csv", format!("Title,Date\n{long}").as_bytes())]);
    bytes[3000] ^= 0xff;
    let import = read("damaged.zip", &bytes).expect("its first rows");
    assert!(import.rows > 100);
    assert_eq!(import.problems.count(Kind::Damaged), 1);
    insta::assert_snapshot!(text);
}

#[test]
fn files_of_nothing_say_what_they_are_not() {
    let mut text = String::new();
    for (name, bytes) in [
        ("empty.csv", Vec::new()),
        ("photo.jpg", b"\xff\xd8\xff\xe0".to_vec()),
        ("cut.zip", zip(&[("NetflixViewingHistory.csv", HISTORY.as_bytes())])[..60].to_vec()),
        ("other.zip", zip(&[("readme.txt", b"hello")])),
        ("locked.zip", patched(8, 1)),
        ("wrong.zip", zip(&[("ratings.csv", b"userId,movieId,rating\n1,2,3\n")])),
        ("photo.gz", gzip(b"\xff\xd8\xff\xe0")),
    ] {
        text.push_str(&format!("{name}: {}\n", shown(&read(name, &bytes))));
    }
    insta::assert_snapshot!(text);
    assert_eq!(read("x", b""), Err(Unreadable::Empty));
}

/// A fixture, or an archive of it.
fn any_file() -> impl Strategy<Value = (String, Vec<u8>)> {
    (0..FIXTURES.len(), 0..3).prop_map(|(which, wrapping)| {
        let name = FIXTURES[which];
        let bytes = fixture(name);
        let inside = if name.ends_with("csv") { "ratings.csv" } else { "history.json" };
        match wrapping {
            0 => (name.to_owned(), bytes),
            1 => (name.to_owned(), zip(&[(inside, &bytes)])),
            _ => (name.to_owned(), gzip(&bytes)),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_panics(
        (name, mut bytes) in any_file(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        keep in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(keep.index(bytes.len()));
        }
        let _ = read(&name, &bytes);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read("x", &bytes);
        for header in [&b"Title,Date\n"[..], b"PK\x03\x04", b"\x1f\x8b\x08", b"<myanimelist><anime>", b"[{\"show\":"] {
            let _ = read("x", &[header, &bytes].concat());
        }
    }
}
