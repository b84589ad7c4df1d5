//! The reader of the interface's texts: whatever a file holds, every message that there may be is said, or is missing.
#![no_main]

use app::language::Put;
use app::language::texts::{MOST, Texts};
use libfuzzer_sys::fuzz_target;

const NAME: &str = "a { $name }";

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let texts = Texts::new("fr", text);
    let most = usize::from(MOST + 1) * (text.len() + NAME.len());
    for id in text.split(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_')) {
        for count in [1.0, 1_000_000.0] {
            let said = texts.say(id, &[("n", Put::Number(count)), ("a", Put::Text("one")), ("name", Put::Text(NAME))]);
            assert!(said.is_none_or(|said| said.len() <= most));
        }
    }
});
