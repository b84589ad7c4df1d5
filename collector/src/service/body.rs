//! The body of a request, bounded in size (packed and unpacked) and in time.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use flate2::read::MultiGzDecoder;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::problem::{Kind, Problem};

/// How much a body may be, and how long it may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The most bytes, as they arrive and also after unpacking.
    pub(super) bytes: usize,
    /// The longest time until all of it is there.
    pub(super) time: Duration,
}

/// Reads the JSON body of a request, unpacked.
///
/// # Errors
/// The problem, if it is not announced as JSON, packed in an unknown way, too large, too slow or damaged.
pub(super) async fn read(headers: &HeaderMap, body: Body, bounds: Bounds) -> Result<Bytes, Problem> {
    let media_type = text(headers, header::CONTENT_TYPE);
    // Requiring JSON makes browsers of other origins ask first (CORS), so that the allow-list is obeyed.
    if !is_json(media_type) {
        return Err(Problem::new(Kind::UnsupportedMediaType, format!("Content-Type is {media_type:?}"))
            .at("Content-Type", media_type)
            .hint("send Content-Type: application/json"));
    }
    let gzipped = match text(headers, header::CONTENT_ENCODING).trim().to_ascii_lowercase().as_str() {
        "" | "identity" => false,
        "gzip" => true,
        other => {
            return Err(Problem::new(Kind::UnsupportedEncoding, format!("Content-Encoding is {other:?}"))
                .at("Content-Encoding", other)
                .hint("send the body packed with gzip, or as it is"));
        }
    };
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > bounds.bytes as u64) {
        return Err(too_large(bounds));
    }
    let arrived = tokio::time::timeout(bounds.time, Limited::new(body, bounds.bytes).collect());
    let bytes = match arrived.await {
        Ok(Ok(bytes)) => bytes.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(too_large(bounds)),
        Ok(Err(error)) => return Err(Problem::new(Kind::MalformedBody, format!("the body broke off: {error}"))),
        Err(_) => {
            let seconds = bounds.time.as_secs_f32();
            return Err(Problem::new(Kind::BodyTimeout, format!("not all of it was there after {seconds} seconds"))
                .hint("send it again, on a better connection or packed with gzip"));
        }
    };
    if gzipped { unpack(&bytes, bounds) } else { Ok(bytes) }
}

/// Unpacks no more than what is allowed, whatever the packed bytes would become.
fn unpack(packed: &[u8], bounds: Bounds) -> Result<Bytes, Problem> {
    let mut unpacked = Vec::new();
    let read = MultiGzDecoder::new(packed).take(bounds.bytes as u64 + 1).read_to_end(&mut unpacked);
    if let Err(error) = read {
        return Err(Problem::new(Kind::MalformedBody, format!("the body is not gzip, or damaged: {error}"))
            .at("Content-Encoding", "gzip")
            .hint("pack it again, or send it as it is without Content-Encoding"));
    }
    if unpacked.len() > bounds.bytes {
        return Err(too_large(bounds));
    }
    Ok(unpacked.into())
}

fn too_large(bounds: Bounds) -> Problem {
    Problem::new(Kind::TooLarge, format!("the body has more than {} bytes, packed or unpacked", bounds.bytes))
        .hint("a contribution of 2,000 ratings fits; send nothing else")
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).map_or("", |value| value.to_str().unwrap_or("bytes that are not ASCII"))
}

fn is_json(media_type: &str) -> bool {
    media_type.split(';').next().is_some_and(|name| name.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    const BOUNDS: Bounds = Bounds { bytes: 1000, time: Duration::from_secs(1) };

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes).and_then(|()| gzip.finish()).expect("into memory")
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = packed(&vec![b' '; 900_000]);
        assert!(bomb.len() < 1000);
        assert!(unpack(&bomb, BOUNDS).is_err_and(|problem| problem.kind == Kind::TooLarge));
        assert_eq!(unpack(&packed(&[7; 1000]), BOUNDS).expect("just fits").len(), 1000);
    }

    #[test]
    fn media_types_are_read_as_they_are_written() {
        assert!(is_json("application/json") && is_json("Application/JSON; charset=utf-8"));
        assert!(!is_json("text/plain") && !is_json("") && !is_json("application/json-patch"));
    }

    proptest! {
        #[test]
        fn any_bytes_unpack_or_are_refused(bytes: Vec<u8>) {
            if let Ok(unpacked) = unpack(&bytes, BOUNDS) {
                prop_assert!(unpacked.len() <= BOUNDS.bytes);
            }
        }
    }
}
