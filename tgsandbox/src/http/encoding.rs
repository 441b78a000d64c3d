//! A request's body that came compressed.

use std::io::Read;

use bytes::Bytes;
use flate2::read::{GzDecoder, ZlibDecoder};
use http::StatusCode;

use super::body::MAX_BODY;

/// Unpacks a body by its Content-Encoding; the error is the bare status to answer.
pub(super) fn decode(encoding: &str, body: Bytes) -> Result<Bytes, StatusCode> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body),
        "gzip" => unpack(GzDecoder::new(&body[..])),
        "deflate" => unpack(ZlibDecoder::new(&body[..])),
        _ => Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
    }
}

/// What is inside, as long as it is not more than an unpacked body may be.
fn unpack(packed: impl Read) -> Result<Bytes, StatusCode> {
    let mut data = Vec::new();
    let limit = MAX_BODY as u64 + 1;
    packed.take(limit).read_to_end(&mut data).map_err(|_| StatusCode::BAD_REQUEST)?;
    if data.len() > MAX_BODY { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(data.into()) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{
        Compression,
        write::{GzEncoder, ZlibEncoder},
    };

    use super::*;

    fn gzip(data: &[u8]) -> Bytes {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap().into()
    }

    #[test]
    fn gzip_and_deflate_are_unpacked_and_others_refused() {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(b"text").unwrap();
        let deflated = encoder.finish().unwrap().into();
        assert_eq!(decode("GZIP", gzip(b"text")), Ok(Bytes::from_static(b"text")));
        assert_eq!(decode("deflate", deflated), Ok(Bytes::from_static(b"text")));
        assert_eq!(decode("", Bytes::from_static(b"text")), Ok(Bytes::from_static(b"text")));
        assert_eq!(decode("br", Bytes::new()), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        assert_eq!(decode("gzip", Bytes::from_static(b"text")), Err(StatusCode::BAD_REQUEST));
    }

    #[test]
    fn a_small_body_that_unpacks_to_a_huge_one_is_refused() {
        let bomb = gzip(&vec![0; MAX_BODY + 1]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(decode("gzip", bomb), Err(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
