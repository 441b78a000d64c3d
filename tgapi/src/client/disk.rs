//! A file on disk as a stream, a piece at a time.

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, AsyncReadExt};

/// How much of a file is in memory at a time. TLS records have at most 16 KiB; a few of them make a system call worth
/// its while.
pub(super) const PIECE: usize = 64 << 10;

/// From where the file stands to its end.
pub(super) fn pieces(file: impl AsyncRead + Send + Unpin) -> impl Stream<Item = std::io::Result<Bytes>> + Send {
    futures_util::stream::try_unfold(file, |mut file| async move {
        let mut piece = BytesMut::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await?;
        Ok((read > 0).then(|| (piece.freeze(), file)))
    })
}
