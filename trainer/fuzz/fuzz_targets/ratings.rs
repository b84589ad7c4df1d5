//! The reader of ratings, on any bytes.
#![no_main]

use std::collections::HashMap;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use trainer::ratings::{ColumnNames, read_tables};
use trainer::table::Table;

fuzz_target!(|data: &[u8]| {
    let shows: HashMap<String, u32> = (0..50).map(|id| (id.to_string(), id)).collect();
    for header in [&b""[..], b"user,item,rating,timestamp\n", b"UserId;ShowId;IsLiked\r\n"] {
        let source = Box::new(std::io::Cursor::new([header, data].concat()));
        let table = Table::from_reader(Path::new("fuzz.csv"), source);
        if let Ok(ratings) = read_tables([table], &ColumnNames::default(), &shows) {
            for viewer in 0..ratings.viewers.len() {
                for entry in ratings.viewers.entries_of(viewer) {
                    assert!(entry.show < 50 && entry.preference.is_finite() && entry.preference != 0.0);
                }
            }
        }
    }
});
