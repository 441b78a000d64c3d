//! The wire as two have it: the parser, which reads and writes, and who looks meanwhile whether the peer is still there.
//!
//! hyper would look for that itself, into a new buffer of 8 KiB for each request, because the one it has is still the
//! request's. One task does both sides, so nobody ever waits for the lock.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::Wire;

#[derive(Debug)]
pub(in crate::server) struct SharedWire<T>(Arc<Mutex<Wire<T>>>);

impl<T> SharedWire<T> {
    pub(in crate::server) fn new(wire: Wire<T>) -> Self {
        Self(Arc::new(Mutex::new(wire)))
    }

    fn lock(&self) -> MutexGuard<'_, Wire<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The wire itself, for whoever has the last share of it.
    pub(in crate::server) fn into_inner(self) -> Option<Wire<T>> {
        Some(Arc::into_inner(self.0)?.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> SharedWire<T> {
    /// There is an answer. Whether no request can be read after it, which it has to say.
    pub(in crate::server) fn answer(&self, cx: &mut Context<'_>) -> bool {
        self.lock().answer(cx)
    }

    /// Whether the peer is gone while an answer is made for it.
    pub(in crate::server) fn poll_gone(&self, cx: &mut Context<'_>) -> Poll<()> {
        self.lock().poll_gone(cx)
    }
}

impl<T> Clone for SharedWire<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> AsyncRead for SharedWire<T> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.lock()).poll_read(cx, buf)
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> AsyncWrite for SharedWire<T> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.lock()).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.lock()).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.lock().is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.lock()).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.lock()).poll_shutdown(cx)
    }
}
