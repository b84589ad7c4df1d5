//! Archives: any bytes as the packed content of a file with a known name, whole archives with bytes changed, and gzip.
#![no_main]

mod check;

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use libfuzzer_sys::fuzz_target;
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// A sound archive of one file.
fn zip(name: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    let (mut entry, config) =
        archive.new_file(EntryPath::verbatim(name)).compression_method(CompressionMethod::DEFLATE).start().ok()?;
    let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
    writer.write_all(content).ok()?;
    let (encoder, descriptor) = writer.finish().ok()?;
    encoder.finish().ok()?;
    entry.finish(descriptor).ok()?;
    archive.finish().ok()?;
    Some(out)
}

fuzz_target!(|data: &[u8]| {
    check::check("file.zip", &[b"PK\x03\x04", data].concat());
    check::check("file.gz", &[b"\x1f\x8b\x08\0\0\0\0\0\0\0", data].concat());
    let Some((count, rest)) = data.split_first() else { return };
    let (changes, content) = rest.split_at(rest.len().min(3 * usize::from(count % 8)));
    let text = [b"Title,Date\n", content].concat();
    let Some(mut bytes) = zip(b"a/NetflixViewingHistory.csv", &text) else { return };
    check::check("file.zip", &bytes);
    for change in changes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
        bytes[at] = change[2];
    }
    check::check("file.zip", &bytes);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    if gzip.write_all(content).is_ok() && let Ok(packed) = gzip.finish() {
        check::check("file.gz", &packed);
    }
});
