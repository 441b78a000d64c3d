//! One call's way: into the buffer (waiting for room if need be), to its turn, through the inner service, to the answer.

use std::fmt;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::sync::oneshot;

use super::error::{BoxError, CallError};
use super::registry::{Answer, Begun, Call, Entered, Ticket};
use super::turn::{Drive, finish};
use crate::inserter::Inserter;
use crate::sync::PlainArc;

pub(super) type Engine<Req, Resp> = PlainArc<dyn Drive<Req, Resp>>;

/// Future of a call through [`Reorder`](crate::Reorder). It drives the inner service's call.
///
/// # Cancel safety
/// Dropping it gives up the answer. If the request was in the buffer by then it is handled all the same; if it was
/// still waiting for room it never happened.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<Req: Send, Resp: Default> {
    engine: Engine<Req, Resp>,
    seq: u64,
    state: State<Req, Resp>,
}

enum State<Req: Send, Resp> {
    Room(Room<Req>),
    /// In the buffer.
    Held(Ticket),
    /// The inner service's turn.
    Driving(Ticket, Call<Resp>),
    /// Somebody else drives a call for the same number.
    Joined(oneshot::Receiver<Answer<Resp>>),
    Now(Answer<Resp>),
    Over,
}

struct Room<Req: Send> {
    inserter: Inserter<Req>,
    seq: u64,
    request: Option<Req>,
    place: Option<u64>,
}

impl<Req: Send, Resp: Default> ResponseFuture<Req, Resp> {
    /// Enters the request at once if there is room.
    pub(super) fn new(inserter: &Inserter<Req>, engine: &Engine<Req, Resp>, seq: u64, request: Req) -> Self {
        let state = State::enter(&**engine, inserter, seq, request).unwrap_or_else(|request| {
            State::Room(Room { inserter: inserter.clone(), seq, request: Some(request), place: None })
        });
        Self { engine: PlainArc::clone(engine), seq, state }
    }
}

impl<Req: Send, Resp: Default> State<Req, Resp> {
    fn enter(engine: &dyn Drive<Req, Resp>, inserter: &Inserter<Req>, seq: u64, request: Req) -> Result<Self, Req> {
        match engine.shared().registry.enter(inserter, seq, request) {
            Entered::Held(ticket) => {
                engine.drive();
                Ok(Self::Held(ticket))
            }
            Entered::Joined(waiter, call) => {
                if let Some(call) = call {
                    engine.shared().adopt(seq, call);
                }
                Ok(Self::Joined(waiter))
            }
            Entered::Done => Ok(Self::Now(Ok(Resp::default()))),
            Entered::Failed(error) => Ok(Self::Now(Err(error))),
            Entered::NoRoom(request) => Err(request),
        }
    }
}

impl<Req: Send> Room<Req> {
    /// A try, a place in line, and a try again in case room came in between.
    fn poll_enter<Resp: Default>(&mut self, engine: &dyn Drive<Req, Resp>, cx: &Context<'_>) -> Poll<State<Req, Resp>> {
        for attempt in 0..2 {
            let Some(request) = self.request.take() else { break };
            match State::enter(engine, &self.inserter, self.seq, request) {
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

impl<Req: Send> Drop for Room<Req> {
    fn drop(&mut self) {
        self.inserter.leave_line(self.seq, self.place);
    }
}

// Requests and responses are moved whole; nothing points into them.
impl<Req: Send, Resp: Default> Unpin for ResponseFuture<Req, Resp> {}

impl<Req: Send, Resp: Default> Future for ResponseFuture<Req, Resp> {
    type Output = Result<Resp, BoxError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { engine, seq, state } = &mut *self;
        let answer = loop {
            match state {
                State::Room(room) => *state = ready!(room.poll_enter(&**engine, cx)),
                State::Held(ticket) => match ready!(engine.shared().registry.poll_begun(*seq, *ticket, cx)) {
                    Begun::Call(call) => *state = State::Driving(*ticket, call),
                    Begun::Shared(waiter) => *state = State::Joined(waiter),
                    Begun::Failed(error) => break Err(error),
                },
                State::Driving(_, call) => {
                    let answer = ready!(call.as_mut().poll(cx));
                    // It has no owner to leave any more.
                    *state = State::Over;
                    break finish(&**engine, *seq, answer);
                }
                State::Joined(waiter) => {
                    break ready!(Pin::new(waiter).poll(cx)).unwrap_or_else(|_| Err(CallError::ended()));
                }
                State::Now(_) => {
                    let State::Now(answer) = mem::replace(state, State::Over) else { continue };
                    break answer;
                }
                State::Over => break Err(CallError::ended()),
            }
        };
        *state = State::Over;
        Poll::Ready(answer.map_err(BoxError::from))
    }
}

impl<Req: Send, Resp: Default> Drop for ResponseFuture<Req, Resp> {
    /// What was accepted is handled all the same.
    fn drop(&mut self) {
        let shared = self.engine.shared();
        let call = match mem::replace(&mut self.state, State::Over) {
            State::Held(ticket) => shared.registry.leave(self.seq, ticket),
            State::Driving(ticket, call) => {
                // It was fetched, so none comes back.
                let _ = shared.registry.leave(self.seq, ticket);
                Some(call)
            }
            _ => None,
        };
        if let Some(call) = call {
            shared.adopt(self.seq, call);
        }
    }
}

impl<Req: Send, Resp: Default> fmt::Debug for ResponseFuture<Req, Resp> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.state {
            State::Room(_) => "ResponseFuture(waiting for room)",
            State::Held(_) => "ResponseFuture(waiting for its turn)",
            State::Driving(..) | State::Joined(_) => "ResponseFuture(waiting for the answer)",
            State::Now(_) | State::Over => "ResponseFuture(answered)",
        })
    }
}
