//! Reading a body with a limit and a deadline, whatever its type.

use std::pin::pin;

use bytes::{Buf, Bytes, BytesMut};
use http_body::Body;
use http_body_util::BodyExt;
use tokio::time::Instant;

use crate::stats::Refusal;

/// Not more than this is set aside because somebody merely says that so much will come.
const TRUSTED_CAPACITY: usize = 16 * 1024;

/// The whole body: at most `limit` bytes, by the deadline, exactly as long as declared.
pub(super) async fn read<B>(body: B, declared: Option<usize>, limit: usize, until: Instant) -> Result<Bytes, Refusal>
where
    B: Body,
{
    if body.size_hint().lower() > limit as u64 {
        return Err(Refusal::TooLarge);
    }
    let bytes =
        tokio::time::timeout_at(until, collect(body, declared, limit)).await.map_err(|_| Refusal::SlowBody)??;
    match declared {
        Some(declared) if declared != bytes.len() => Err(Refusal::CutShort),
        _ => Ok(bytes),
    }
}

async fn collect<B>(body: B, declared: Option<usize>, limit: usize) -> Result<Bytes, Refusal>
where
    B: Body,
{
    let mut body = pin!(body);
    let mut first: Option<Bytes> = None;
    let mut rest: Option<BytesMut> = None;
    while let Some(frame) = body.frame().await {
        // Whatever went wrong while reading, what is here is not all of it. Trailers say nothing to us.
        let Ok(mut data) = frame.map_err(|_| Refusal::CutShort)?.into_data() else { continue };
        let length = data.remaining();
        let so_far = rest.as_ref().map_or_else(|| first.as_ref().map_or(0, Bytes::len), BytesMut::len);
        if length > limit - so_far {
            return Err(Refusal::TooLarge);
        }
        match (&mut rest, first.take()) {
            (Some(rest), _) => rest.extend_from_slice(&data.copy_to_bytes(length)),
            // Nearly every update comes in one piece, which need not be copied.
            (None, None) => first = Some(data.copy_to_bytes(length)),
            (None, Some(first)) => {
                let expected = declared.unwrap_or(0).min(TRUSTED_CAPACITY).max(first.len() + length);
                let mut all = BytesMut::with_capacity(expected);
                all.extend_from_slice(&first);
                all.extend_from_slice(&data.copy_to_bytes(length));
                rest = Some(all);
            }
        }
    }
    Ok(rest.map(BytesMut::freeze).or(first).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::time::Duration;

    use futures_util::stream::{self, StreamExt};
    use http_body::Frame;
    use http_body_util::{Full, StreamBody};

    use super::*;

    async fn read_pieces(pieces: Vec<&'static str>, declared: Option<usize>, limit: usize) -> Result<Bytes, Refusal> {
        let frames = pieces.into_iter().map(|piece| Ok::<_, Infallible>(Frame::data(Bytes::from(piece))));
        read(StreamBody::new(stream::iter(frames)), declared, limit, Instant::now() + Duration::from_secs(1)).await
    }

    #[tokio::test]
    async fn pieces_are_put_together_up_to_the_limit() {
        assert_eq!(read_pieces(vec![], None, 5).await.unwrap(), "");
        assert_eq!(read_pieces(vec!["abc"], Some(3), 5).await.unwrap(), "abc");
        assert_eq!(read_pieces(vec!["a", "", "bc", "de"], None, 5).await.unwrap(), "abcde");
        assert_eq!(read_pieces(vec!["abc", "def"], None, 5).await, Err(Refusal::TooLarge));
        assert_eq!(read_pieces(vec!["abcdef"], None, 5).await, Err(Refusal::TooLarge));
        let long = Full::new(Bytes::from("abcdef"));
        assert_eq!(read(long, None, 5, Instant::now() + Duration::from_secs(1)).await, Err(Refusal::TooLarge));
    }

    #[tokio::test]
    async fn what_is_shorter_or_longer_than_declared_is_refused() {
        assert_eq!(read_pieces(vec!["ab"], Some(3), 5).await, Err(Refusal::CutShort));
        assert_eq!(read_pieces(vec!["ab", "cd"], Some(3), 5).await, Err(Refusal::CutShort));
        let broken = stream::iter([Ok(Frame::data(Bytes::from("ab"))), Err(std::io::Error::other("reset"))]);
        let until = Instant::now() + Duration::from_secs(1);
        assert_eq!(read(StreamBody::new(broken), None, 5, until).await, Err(Refusal::CutShort));
    }

    #[tokio::test(start_paused = true)]
    async fn the_deadline_is_for_the_whole_body() {
        let slow = stream::iter(0..).then(|_| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok::<_, Infallible>(Frame::data(Bytes::from("a")))
        });
        let start = Instant::now();
        let read = read(StreamBody::new(slow), None, 1000, start + Duration::from_millis(10_500)).await;
        assert_eq!(read, Err(Refusal::SlowBody));
        assert_eq!(start.elapsed(), Duration::from_millis(10_500));
    }
}
