//! What needs a task of its own: moments that have to be waited for, calls whose owners have gone, the end.
//!
//! Knows: timers. Does not know: the order of things (a turn does).

use std::boxed::Box;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::sync::watch;
use tower_service::Service;

use super::error::{BoxError, CallError};
use super::turn::{After, Drive, Engine, finish};
use crate::stream::Timer;
use crate::sync::PlainArc;

/// Runs a [`Reorder`](crate::Reorder) service: resolves when all its clones are gone and everything accepted was
/// handled. Dropped before that, every waiting and later call fails; calls that the inner service has go on if their
/// callers are there.
#[must_use = "the service answers nothing unless its worker is polled"]
pub struct Worker(Pin<Box<dyn Future<Output = ()> + Send>>);

impl Worker {
    pub(super) fn new(run: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(Box::pin(run))
    }
}

impl Future for Worker {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(cx)
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worker")
    }
}

/// Nobody waits for ever, however the worker ends, and the inner service goes with it.
struct CloseOnDrop<S, Req: Send + 'static>(PlainArc<Engine<S, Req, S::Response>>)
where
    S: Service<Req, Response: Default + Send, Error: Into<BoxError>, Future: Send> + Send + 'static;

impl<S, Req: Send + 'static> Drop for CloseOnDrop<S, Req>
where
    S: Service<Req, Response: Default + Send, Error: Into<BoxError>, Future: Send> + Send + 'static,
{
    fn drop(&mut self) {
        drop(self.0.turns.end());
        let shared = self.0.shared();
        shared.refuse_orphans();
        shared.registry.abandon(CallError::ended());
    }
}

/// `alive` is dropped last: whoever waits for the end finds everything answered.
pub(super) fn run<S, Req>(
    engine: PlainArc<Engine<S, Req, S::Response>>,
    alive: watch::Sender<()>,
) -> impl Future<Output = ()> + Send
where
    Req: Send + 'static,
    S: Service<Req> + Send + 'static,
    S::Response: Default + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    // Made here and not in the future: a worker dropped before its first poll must close as well.
    let close = CloseOnDrop(engine);
    async move {
        // Fields of a future are dropped in reverse order of this: first the calls without owners, last `alive`.
        let _alive = alive;
        let close = close;
        let engine = &*close.0;
        let mut calls = FuturesUnordered::new();
        let mut timer = Timer::default();
        poll_fn(|cx| {
            let shared = engine.shared();
            shared.bell.0.register(cx.waker());
            loop {
                for (seq, call) in shared.take_orphans() {
                    calls.push(call.map(move |answer| (seq, answer)));
                }
                while let Poll::Ready(Some((seq, answer))) = calls.poll_next_unpin(cx) {
                    // Whoever it was for has gone.
                    let _ = finish(engine, seq, answer);
                }
                let after = engine.turns.wait(|turn| {
                    // Before the look: whoever changes something from here on finds a bell to ring.
                    if !shared.core.leave_waker(&turn.bell) {
                        turn.bell.wake_by_ref();
                    }
                    let after = engine.run(turn, true);
                    turn.armed = if let After::Until(at) = after { Some(at) } else { None };
                    after
                });
                if shared.registry.is_over(&shared.core) {
                    return Poll::Ready(());
                }
                match after {
                    None => return Poll::Ready(()),
                    Some(After::Until(at)) => {
                        if timer.poll_until(cx, at.into()).is_pending() {
                            return Poll::Pending;
                        }
                        // An insert is just being finished, or this is the moment.
                    }
                    Some(After::More) => {
                        // Other tasks of this thread have waited long enough.
                        cx.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    Some(After::Idle | After::Failed) => {
                        timer.stop();
                        return Poll::Pending;
                    }
                }
            }
        })
        .await;
    }
}
