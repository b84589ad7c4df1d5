//! The reader of links. The input is taken as the text of a link, and also as the bytes in one with a right checksum, so
//! that the fuzzer gets past it.
#![no_main]

use app::household::clean_name;
use app::link::{MOST, unpack};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use xxhash_rust::xxh64::xxh64;

fn read(code: &str) {
    let Ok(parcel) = unpack(code) else { return };
    assert!(parcel.shows.len() <= MOST && parcel.shows.is_sorted_by(|a, b| a.0 < b.0));
    assert_eq!(clean_name(&parcel.name), parcel.name);
}

fuzz_target!(|data: &[u8]| {
    if let Ok(code) = std::str::from_utf8(data) {
        read(code);
    }
    let mut bytes = [&[1], data].concat();
    bytes.extend((xxh64(&bytes, 0) as u32).to_le_bytes());
    read(&URL_SAFE_NO_PAD.encode(bytes));
});
