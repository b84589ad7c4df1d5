//! MyAnimeList's XML, from its first element on.
#![no_main]

mod check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    check::check("file.xml", &[b"<myanimelist><anime>", data].concat());
});
