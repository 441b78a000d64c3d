//! What stands between the socket and the HTTP parser: deadlines that hyper has not, and a guard that shows it only
//! heads that cannot be misread. Knows one connection; no paths, no updates.
//!
//! A connection goes round: waiting for a head, reading it, reading the body, answering. Each state has its own
//! deadline. One request at a time: bytes that come before the answer, after the body, are never read as a request;
//! the connection is closed after the answer.

mod head;
mod shared;

pub(super) use head::{HeadLimits, HeadRefusal};
pub(super) use shared::SharedWire;

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::{Instant, Sleep};

use head::{HeadScanner, Scan};

/// The deadlines of a connection, and the limits of its heads.
#[derive(Clone, Copy, Debug)]
pub(super) struct WireLimits {
    pub(super) first_byte: Duration,
    pub(super) idle: Duration,
    pub(super) head: Duration,
    pub(super) write: Duration,
    pub(super) heads: HeadLimits,
}

#[derive(Debug)]
enum Phase {
    /// For the first byte of a head.
    Waiting,
    Head(HeadScanner),
    Body {
        remaining: u64,
    },
    /// The body is there; nothing may come until the answer is written.
    Answering,
    /// Nothing is read any more.
    Ended(Option<HeadRefusal>),
}

/// A connection under guard.
#[derive(Debug)]
pub(super) struct Wire<T> {
    io: T,
    limits: WireLimits,
    phase: Phase,
    /// There is an answer, which is being written.
    answered: bool,
    /// The answer was written, although the body was not read to its end yet.
    answer_written: bool,
    /// Something came before its time.
    early: bool,
    read_deadline: Deadline,
    write_deadline: Deadline,
}

impl<T: AsyncRead + AsyncWrite + Unpin> Wire<T> {
    pub(super) fn new(io: T, limits: WireLimits) -> Self {
        let mut read_deadline = Deadline::default();
        read_deadline.arm(limits.first_byte);
        Self {
            io,
            limits,
            phase: Phase::Waiting,
            answered: false,
            answer_written: false,
            early: false,
            read_deadline,
            write_deadline: Deadline::default(),
        }
    }

    /// Why the last head was refused, if it was.
    pub(super) fn refusal(&self) -> Option<HeadRefusal> {
        match self.phase {
            Phase::Ended(refusal) => refusal,
            _ => None,
        }
    }

    /// Writes the answer to a refused head, if there is one, and closes so that the peer can read what was answered.
    ///
    /// Closing a socket with unread input resets the connection, and a reset may destroy an answer on its way. So what
    /// still comes is thrown away for a moment.
    pub(super) async fn close(mut self, linger: Duration) {
        let unread = self.early || matches!(self.phase, Phase::Head(_) | Phase::Body { .. } | Phase::Ended(Some(_)));
        let closing = async {
            if let Some(refusal) = self.refusal() {
                self.io.write_all(refusal.answer()).await?;
            }
            self.io.shutdown().await?;
            if unread {
                let mut nowhere = [0; 4096];
                let mut allowed = 256_usize;
                while allowed > 0 && self.io.read(&mut nowhere).await? > 0 {
                    allowed -= 1;
                }
            }
            io::Result::Ok(())
        };
        // Whatever goes wrong here, the connection is over.
        let _ = tokio::time::timeout(linger, closing).await;
    }

    fn end(&mut self, refusal: Option<HeadRefusal>) {
        self.read_deadline.disarm();
        self.phase = Phase::Ended(refusal);
    }

    fn wait_for_head(&mut self) {
        self.answer_written = false;
        self.answered = false;
        if self.early {
            self.end(None);
        } else {
            self.phase = Phase::Waiting;
            self.read_deadline.arm(self.limits.idle);
        }
    }

    fn end_body(&mut self) {
        if self.answer_written {
            self.wait_for_head();
        } else {
            self.phase = Phase::Answering;
        }
    }

    /// Looks at what was read; says how much of it is to be shown to the parser.
    fn inspect(&mut self, bytes: &[u8]) -> Result<usize, HeadRefusal> {
        let mut shown = 0;
        if matches!(self.phase, Phase::Waiting) {
            self.read_deadline.arm(self.limits.head);
            self.phase = Phase::Head(HeadScanner::new(self.limits.heads));
        }
        if let Phase::Head(scanner) = &mut self.phase {
            match scanner.scan(bytes)? {
                Scan::More => return Ok(bytes.len()),
                Scan::Done { used, body } => {
                    self.read_deadline.disarm();
                    self.answered = false;
                    self.answer_written = false;
                    shown = used;
                    self.phase = Phase::Body { remaining: body };
                }
            }
        }
        if let Phase::Body { remaining } = &mut self.phase {
            let here = u64::try_from(bytes.len() - shown).unwrap_or(u64::MAX).min(*remaining);
            *remaining -= here;
            shown += usize::try_from(here).unwrap_or(usize::MAX);
            if *remaining == 0 {
                self.end_body();
            }
        }
        if shown < bytes.len() {
            self.early = true;
        }
        Ok(shown)
    }

    /// There is an answer. Whether no request can be read after it, which it has to say.
    fn answer(&mut self, cx: &mut Context<'_>) -> bool {
        // What has come meanwhile came before its time.
        let _ = self.poll_gone(cx);
        self.answered = true;
        self.early || matches!(self.phase, Phase::Body { .. })
    }

    /// Whether the peer is gone while an answer is made for it.
    fn poll_gone(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if matches!(self.phase, Phase::Answering) { self.poll_early(cx).map(drop) } else { Poll::Pending }
    }

    /// While the answer is made, only the end of the connection is of interest.
    fn poll_early(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.early {
            return Poll::Pending;
        }
        let mut byte = [0; 1];
        let mut byte = ReadBuf::new(&mut byte);
        ready!(Pin::new(&mut self.io).poll_read(cx, &mut byte))?;
        if byte.filled().is_empty() {
            return Poll::Ready(Ok(()));
        }
        self.early = true;
        Poll::Pending
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> AsyncRead for Wire<T> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        match this.phase {
            Phase::Ended(None) => return Poll::Ready(Ok(())),
            Phase::Ended(Some(_)) => return Poll::Ready(Err(refused())),
            Phase::Answering => return this.poll_early(cx),
            Phase::Waiting | Phase::Head(_) | Phase::Body { .. } => {}
        }
        let before = buf.filled().len();
        match Pin::new(&mut this.io).poll_read(cx, buf) {
            Poll::Ready(result) => result?,
            Poll::Pending => {
                ready!(this.read_deadline.poll(cx));
                // Nothing was asked: close without a word. Half a head: say why.
                let in_head = matches!(this.phase, Phase::Head(_));
                this.end(in_head.then_some(HeadRefusal::Slow));
                return Poll::Ready(if in_head { Err(refused()) } else { Ok(()) });
            }
        }
        if buf.filled().len() == before {
            // The peer is gone. Half a head deserves no answer.
            if matches!(this.phase, Phase::Waiting | Phase::Head(_)) {
                this.end(None);
            }
            return Poll::Ready(Ok(()));
        }
        match this.inspect(&buf.filled()[before..]) {
            Ok(shown) => {
                buf.set_filled(before + shown);
                Poll::Ready(Ok(()))
            }
            Err(refusal) => {
                buf.set_filled(before);
                this.end(Some(refusal));
                Poll::Ready(Err(refused()))
            }
        }
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Wire<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        let written = Pin::new(&mut this.io).poll_write(cx, bytes);
        this.write_deadline.guard(cx, this.limits.write, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        let written = Pin::new(&mut this.io).poll_write_vectored(cx, slices);
        this.write_deadline.guard(cx, this.limits.write, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let flushed = Pin::new(&mut this.io).poll_flush(cx);
        ready!(this.write_deadline.guard(cx, this.limits.write, flushed))?;
        // hyper flushes when everything it has was written, so after the answer was made this is its end.
        if this.answered {
            match this.phase {
                Phase::Answering => {
                    this.wait_for_head();
                    // The parser last heard that nothing is to be read: it has to look again, for the deadline to run.
                    cx.waker().wake_by_ref();
                }
                Phase::Body { .. } => this.answer_written = true,
                _ => {}
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let shut = Pin::new(&mut this.io).poll_shutdown(cx);
        this.write_deadline.guard(cx, this.limits.write, shut)
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the head of a request was refused")
}

/// A deadline that can be set as often as one likes: setting it is a note, and its timer is touched only where somebody
/// has to wait. A timer that rings for an earlier deadline is set to the one of now.
#[derive(Debug, Default)]
struct Deadline {
    at: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    fn arm(&mut self, after: Duration) {
        self.at = Some(Instant::now() + after);
    }

    fn disarm(&mut self) {
        self.at = None;
    }

    /// Ready when it has passed; pending for ever while it is not armed.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(at) = self.at else { return Poll::Pending };
        let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(at)));
        if timer.deadline() > at {
            timer.as_mut().reset(at);
        }
        loop {
            ready!(timer.as_mut().poll(cx));
            if timer.deadline() >= at {
                return Poll::Ready(());
            }
            timer.as_mut().reset(at);
        }
    }

    /// Lets a result through, and an error once it has been pending for too long.
    fn guard<R>(&mut self, cx: &mut Context<'_>, limit: Duration, result: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        if result.is_ready() {
            self.disarm();
            return result;
        }
        if self.at.is_none() {
            self.arm(limit);
        }
        ready!(self.poll(cx));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the peer does not take its answer")))
    }
}

#[cfg(test)]
mod tests;
