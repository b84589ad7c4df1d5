//! The order of rows, and of the files in an archive, does not matter.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{fixture, read, zip};
use importers::Entry;
use proptest::prelude::*;
use proptest::sample::Index;

/// The files whose rows are lines, and which know of one person.
const TABLES: [&str; 8] = [
    "imdb-ratings-latin-1.csv",
    "imdb-watchlist.csv",
    "letterboxd-ratings.csv",
    "netflix-history-semicolons.csv",
    "tmdb-ratings.csv",
    "tvtime-followed.csv",
    "tvtime-seen.csv",
    "tvtime-tracking.csv",
];

const LISTS: [&str; 4] =
    ["trakt-history.json", "trakt-ratings-shows.json", "trakt-watched-shows.json", "trakt-watchlist.json"];

fn entries(name: &str, bytes: &[u8]) -> Vec<Entry> {
    read(name, bytes).expect("an import").entries
}

/// Puts things into another order (Fisher and Yates).
fn shuffle<T>(things: &mut [T], order: &[Index]) {
    for (at, index) in (1..things.len()).rev().zip(order) {
        things.swap(at, index.index(at + 1));
    }
}

fn order() -> impl Strategy<Value = Vec<Index>> {
    proptest::collection::vec(any::<Index>(), 20)
}

proptest! {
    #[test]
    fn of_the_rows_of_a_table(order in order()) {
        for name in TABLES {
            let bytes = fixture(name);
            let mut lines: Vec<&[u8]> = bytes.trim_ascii_end().split(|byte| *byte == b'\n').collect();
            shuffle(&mut lines[1..], &order);
            prop_assert_eq!(entries(name, &lines.join(&b'\n')), entries(name, &bytes), "{}", name);
        }
    }

    #[test]
    fn of_the_items_of_a_list(order in order()) {
        for name in LISTS {
            let bytes = fixture(name);
            let mut items: Vec<serde_json::Value> = serde_json::from_slice(&bytes).expect("a list");
            shuffle(&mut items, &order);
            let shuffled = serde_json::to_vec(&items).expect("a list");
            prop_assert_eq!(entries(name, &shuffled), entries(name, &bytes), "{}", name);
        }
        let text = String::from_utf8(fixture("myanimelist.xml")).expect("UTF-8");
        let mut parts: Vec<&str> = text.split_inclusive("</anime>").collect();
        // The first one stands behind the head of the file, the last part is its end.
        let inside = 1..parts.len() - 1;
        shuffle(&mut parts[inside], &order);
        prop_assert_eq!(entries("list.xml", parts.concat().as_bytes()), entries("list.xml", text.as_bytes()));
    }

    #[test]
    fn of_the_files_of_an_archive(order in order()) {
        for names in [
            [
                ("a/ratings-shows.json", "trakt-ratings-shows.json"),
                ("a/watched-shows.json", "trakt-watched-shows.json"),
                ("a/watched-history-1.json", "trakt-history.json"),
                ("a/lists-watchlist.json", "trakt-watchlist.json"),
            ],
            [
                ("tracking-prod-records-v2.csv", "tvtime-tracking.csv"),
                ("followed_tv_show.csv", "tvtime-followed.csv"),
                ("user_tv_show_data.csv", "tvtime-series.csv"),
                ("seen_episode.csv", "tvtime-seen.csv"),
            ],
        ] {
            let files = names.map(|(name, file)| (name, fixture(file)));
            let mut files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
            let sorted = entries("a.zip", &zip(&files));
            shuffle(&mut files, &order);
            prop_assert_eq!(entries("a.zip", &zip(&files)), sorted);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (shuffled, rows) in proptest::collection::vec(
            ("(Dark|dark|DÄRK|Our Planet|Fargo|A: B)(: (Season|Staffel) [12])?(: (x|y|z|w))?", 1_u8..29, 1_u8..13),
            0..40,
        ).prop_flat_map(|rows| (Just(rows.clone()).prop_shuffle(), Just(rows)))
    ) {
        let text = |rows: &[(String, u8, u8)]| {
            let rows: String = rows.iter().map(|(title, day, month)| format!("{title},2022-{month}-{day}\n")).collect();
            format!("Title,Date\n{rows}")
        };
        let [one, other] = [&rows, &shuffled].map(|rows| read("x", text(rows).as_bytes()).expect("a history"));
        prop_assert_eq!(one.entries, other.entries);
    }
}
