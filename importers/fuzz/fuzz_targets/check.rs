// What must hold of every import, whatever the bytes are. Included by the targets.

use std::io::Cursor;

use importers::liking::{Policy, Scale, opinion};
use importers::{Limits, Options};

/// Reads bytes and checks what comes out.
pub fn check(name: &str, bytes: &[u8]) {
    let limits = Limits { bytes: 1 << 24, series: 1000, episodes: 10_000, ..Limits::default() };
    let Ok(import) = importers::read(name, &mut Cursor::new(bytes), &Options { limits }, &mut |_| {}) else { return };
    assert!(import.entries.len() <= limits.series);
    let scale = Scale::of(&import.entries);
    for entry in &import.entries {
        assert!(entry.profile == 0 || usize::from(entry.profile) < import.profiles.len());
        assert!(entry.title.len() < 500 && entry.other_titles.len() <= 8);
        assert!(!entry.title.contains(char::is_control), "{:?}", entry.title);
        if let Some(stars) = &entry.evidence.stars {
            assert!((0.0..=1.0).contains(&stars.value), "{stars:?}");
        }
        let _ = opinion(&entry.evidence, None, scale, &Policy::default());
    }
    assert!(import.problems.to_string().len() < 100_000);
}
