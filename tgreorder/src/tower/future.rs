//! One call's way: into the buffer (waiting for room if need be), then to the answer.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::oneshot;

use super::error::{BoxError, CallError};
use super::registry::{Answer, Entered, Registry};
use crate::inserter::Inserter;
use crate::sync::PlainArc;

/// Future of a call through [`Reorder`](crate::Reorder).
///
/// # Cancel safety
/// Dropping it gives up the answer. If the request was in the buffer by then it is handled all the same; if it was
/// still waiting for room it never happened.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<Req: Send, Resp>(State<Req, Resp>);

enum State<Req: Send, Resp> {
    Room(Room<Req, Resp>),
    Answer(oneshot::Receiver<Answer<Resp>>),
    Now(Option<Answer<Resp>>),
}

struct Room<Req: Send, Resp> {
    inserter: Inserter<Req>,
    registry: PlainArc<Registry<Resp>>,
    seq: u64,
    request: Option<Req>,
    place: Option<u64>,
}

impl<Req: Send, Resp: Default> ResponseFuture<Req, Resp> {
    /// Enters the request at once if there is room.
    pub(super) fn new(inserter: &Inserter<Req>, registry: &PlainArc<Registry<Resp>>, seq: u64, request: Req) -> Self {
        Self(match State::entered(registry.enter(inserter, seq, request)) {
            Ok(state) => state,
            Err(request) => State::Room(Room {
                inserter: inserter.clone(),
                registry: PlainArc::clone(registry),
                seq,
                request: Some(request),
                place: None,
            }),
        })
    }
}

impl<Req: Send, Resp: Default> State<Req, Resp> {
    fn entered(entered: Entered<Req, Resp>) -> Result<Self, Req> {
        match entered {
            Entered::Wait(waiter) => Ok(Self::Answer(waiter)),
            Entered::Done => Ok(Self::Now(Some(Ok(Resp::default())))),
            Entered::Failed(error) => Ok(Self::Now(Some(Err(error)))),
            Entered::NoRoom(request) => Err(request),
        }
    }
}

impl<Req: Send, Resp: Default> Room<Req, Resp> {
    /// A try, a place in line, and a try again in case room came in between.
    fn poll_enter(&mut self, cx: &Context<'_>) -> Poll<State<Req, Resp>> {
        for attempt in 0..2 {
            let Some(request) = self.request.take() else { break };
            match State::entered(self.registry.enter(&self.inserter, self.seq, request)) {
                Ok(state) => return Poll::Ready(state),
                Err(request) => self.request = Some(request),
            }
            if attempt == 0 {
                self.place = Some(self.inserter.stand_in_line(self.seq, self.place, cx));
            }
        }
        Poll::Pending
    }
}

impl<Req: Send, Resp> Drop for Room<Req, Resp> {
    fn drop(&mut self) {
        self.inserter.leave_line(self.seq, self.place);
    }
}

// Requests and responses are moved whole; nothing points into them.
impl<Req: Send, Resp> Unpin for ResponseFuture<Req, Resp> {}

impl<Req: Send, Resp: Default> Future for ResponseFuture<Req, Resp> {
    type Output = Result<Resp, BoxError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match &mut self.0 {
                State::Room(room) => match room.poll_enter(cx) {
                    Poll::Ready(state) => self.0 = state,
                    Poll::Pending => return Poll::Pending,
                },
                State::Answer(waiter) => {
                    // The worker answers before it drops a waiter, unless it was itself torn down.
                    return Pin::new(waiter)
                        .poll(cx)
                        .map(|answer| answer.unwrap_or_else(|_| Err(CallError::ended())).map_err(BoxError::from));
                }
                State::Now(answer) => {
                    let answer = answer.take().unwrap_or_else(|| Err(CallError::ended()));
                    return Poll::Ready(answer.map_err(BoxError::from));
                }
            }
        }
    }
}

impl<Req: Send, Resp> fmt::Debug for ResponseFuture<Req, Resp> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            State::Room(_) => "ResponseFuture(waiting for room)",
            State::Answer(_) => "ResponseFuture(waiting for the answer)",
            State::Now(_) => "ResponseFuture(answered)",
        })
    }
}
