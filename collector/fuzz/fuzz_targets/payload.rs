//! The reader of contributions, on any bytes.
#![no_main]

use collector::catalogue::Catalogue;
use collector::contribution::{MOST_RATINGS, is_id, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let some = Catalogue::of(["the-wire", "dark"].map(String::from));
    for catalogue in [Catalogue::any(), some] {
        match parse(data, &catalogue) {
            Ok(accepted) => {
                assert!((1..=MOST_RATINGS).contains(&(accepted.ratings.len() + accepted.unknown.len())));
                assert!(accepted.unknown.len() <= accepted.ratings.len());
                assert!(accepted.ratings.keys().all(|show| is_id(show) && catalogue.has(show)));
            }
            // The sentence that the sender is told must not be longer than what was sent deserves.
            Err(problem) => assert!(problem.to_string().len() < 2000, "{problem}"),
        }
    }
});
