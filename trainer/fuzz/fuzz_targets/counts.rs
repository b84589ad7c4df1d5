//! The reader of counts, on any bytes and on any records behind a right beginning and checksum.
#![no_main]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use trainer::counts::Counts;

fuzz_target!(|data: &[u8]| {
    let _ = Counts::from_reader(data);
    let mut packed = GzEncoder::new(b"shcount2".to_vec(), Compression::fast());
    packed.write_all(data).expect("into memory");
    if let Ok(counts) = Counts::from_reader(packed.finish().expect("into memory").as_slice()) {
        assert!(counts.popularity().iter().all(|liked| liked.is_finite()));
    }
});
