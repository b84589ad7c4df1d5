//! Every file once more, compressed as tightly as it goes: `app.js.br` and `app.js.gz` beside `app.js`.
//!
//! Servers that know of such files (nginx, Caddy, and hosts that are told) send them as they are; the others do not
//! notice them. The model's is for the page too, which unpacks it by itself where the host does nothing of the kind.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Files, PUBLISHED};
use crate::stamp;

/// A way to compress.
type Coding = fn(&[u8]) -> Result<Vec<u8>>;

/// The two codings, by the ending that servers look for.
const CODINGS: [(&str, Coding); 2] = [(".br", brotli_11), (".gz", gzip_9)];

/// The name of the file that this may be a compressed form of.
pub(super) fn without_coding(name: &str) -> &str {
    CODINGS.iter().find_map(|(ending, _)| name.strip_suffix(ending)).unwrap_or(name)
}

/// Is this the compressed form of another file?
pub(super) fn is_form(name: &str) -> bool {
    without_coding(name).len() < name.len()
}

/// These are compressed already.
const COMPRESSED: [&str; 5] = [".png", ".jpg", ".br", ".gz", ".woff2"];

/// The compressed forms of these files, those that are at least a tenth smaller; kept in `cache` by content. Not of the
/// file that names the published model: whoever replaces it would leave the old forms beside it.
pub(super) fn beside(files: &Files, cache: &Path) -> Result<Files> {
    let jobs: Vec<(&String, &Vec<u8>)> = files
        .iter()
        .filter(|(name, _)| *name != PUBLISHED && !COMPRESSED.iter().any(|ending| name.ends_with(ending)))
        .collect();
    // Two threads, one for each coding: the model takes most of the time in both.
    let done: Vec<Result<Files>> = thread::scope(|scope| {
        let threads = CODINGS.map(|(ending, coding)| {
            let jobs = &jobs;
            scope.spawn(move || {
                let mut forms = Files::new();
                for (name, content) in jobs {
                    let form = kept(content, ending, coding, cache).with_context(|| format!("{name}{ending}"))?;
                    if form.len() * 10 <= content.len() * 9 {
                        forms.insert(format!("{name}{ending}"), form);
                    }
                }
                Ok(forms)
            })
        });
        threads.into_iter().map(|thread| thread.join().expect("compressing does not panic")).collect()
    });
    let mut forms = Files::new();
    for part in done {
        forms.extend(part?);
    }
    Ok(forms)
}

/// The gzipped form of each model: where a host compresses nothing, the page itself asks for it and unpacks it.
pub(super) fn models(files: &mut Files) -> Result<()> {
    let models: Vec<_> = files.iter().filter(|(name, _)| super::is_model(name)).collect();
    let forms: Vec<_> =
        models.into_iter().map(|(name, model)| Ok((format!("{name}.gz"), gzip_9(model)?))).collect::<Result<_>>()?;
    files.extend(forms);
    Ok(())
}

/// How many bytes a content has with brotli, level 11.
pub(super) fn brotli_size(content: &[u8], cache: &Path) -> Result<usize> {
    Ok(kept(content, ".br", brotli_11, cache)?.len())
}

fn kept(content: &[u8], ending: &str, coding: Coding, cache: &Path) -> Result<Vec<u8>> {
    let file = cache.join(format!("{}{ending}", stamp::hex(content)));
    if let Ok(form) = fs::read(&file) {
        return Ok(form);
    }
    let form = coding(content)?;
    fs::create_dir_all(cache).with_context(|| format!("{} cannot be made", cache.display()))?;
    // Whole or not at all, and two threads may have the same content.
    let fresh = file.with_extension(format!("{:?}.new", thread::current().id()));
    fs::write(&fresh, &form).with_context(|| format!("{} cannot be written", fresh.display()))?;
    fs::rename(&fresh, &file).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(form)
}

fn brotli_11(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..Default::default() };
    let mut form = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut form, &parameters)?;
    Ok(form)
}

fn gzip_9(content: &[u8]) -> Result<Vec<u8>> {
    // Without a name and a time: the same content makes the same bytes.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_give_the_content_back() -> Result<()> {
        let cache = tempfile::tempdir()?;
        let text = "a line that comes again and again\n".repeat(50);
        let files = Files::from([("a.js".to_owned(), text.clone().into_bytes()), ("b.png".into(), vec![0; 500])]);
        let forms = beside(&files, cache.path())?;
        assert_eq!(forms.keys().collect::<Vec<_>>(), ["a.js.br", "a.js.gz"]);
        let mut gzip = String::new();
        flate2::read::GzDecoder::new(&forms["a.js.gz"][..]).read_to_string(&mut gzip)?;
        assert_eq!(gzip, text);
        let mut brotli = Vec::new();
        brotli::BrotliDecompress(&mut &forms["a.js.br"][..], &mut brotli)?;
        assert_eq!(brotli, text.as_bytes());
        assert_eq!(beside(&files, cache.path())?, forms, "from the cache");
        Ok(())
    }

    #[test]
    fn what_does_not_shrink_is_left_out() -> Result<()> {
        let cache = tempfile::tempdir()?;
        let files = Files::from([("a.bin".to_owned(), b"\x8f\x01q!".to_vec())]);
        assert_eq!(beside(&files, cache.path())?, Files::new());
        Ok(())
    }
}
