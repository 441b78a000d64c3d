//! The loop: takes items in order, calls the inner service, drives the futures it returned.
//!
//! Knows: readiness, panics, the end. Does not know: who waits for what (the registry does).

use std::boxed::Box;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::sync::watch;
use tower_service::Service;

use super::error::{BoxError, CallError};
use super::registry::Registry;
use crate::drain::Drain;
use crate::stream::DrainStream;
use crate::sync::PlainArc;

/// Runs a [`Reorder`](crate::Reorder) service: resolves when all its clones are gone and everything accepted was
/// handled. Dropped before that, every waiting and later call fails.
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

/// Nobody waits for ever, however the worker ends.
struct CloseOnDrop<Resp: Default>(PlainArc<Registry<Resp>>);

impl<Resp: Default> Drop for CloseOnDrop<Resp> {
    fn drop(&mut self) {
        self.0.abandon(CallError::ended());
    }
}

/// `alive` is dropped last: whoever waits for the end finds everything answered.
pub(super) fn run<S, Req>(
    service: S,
    items: DrainStream<Req>,
    registry: PlainArc<Registry<S::Response>>,
    max_in_flight: usize,
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
    let close = CloseOnDrop(registry);
    async move {
        // Fields of a future are dropped in reverse order of this: first the service's futures, last `alive`.
        let _alive = alive;
        let close = close;
        let (mut service, mut items) = (service, items);
        let registry = &close.0;
        let mut calls = FuturesUnordered::new();
        let mut ready = false;
        let mut failed = false;
        poll_fn(|cx| {
            // Once a poll: where nothing is held it changes nothing.
            let mut hurried = false;
            let mut budget = ITEMS_PER_POLL;
            loop {
                while let Poll::Ready(Some((seq, outcome))) = calls.poll_next_unpin(cx) {
                    registry.finish(items.get_mut(), seq, settle::<_, S::Error>(seq, outcome));
                }
                if failed && calls.is_empty() {
                    return Poll::Ready(());
                }
                if failed || calls.len() >= max_in_flight {
                    return Poll::Pending;
                }
                if budget == 0 {
                    // Other tasks of this thread have waited long enough.
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                budget -= 1;
                if !ready {
                    match catch_unwind(AssertUnwindSafe(|| service.poll_ready(cx))) {
                        Ok(Poll::Ready(Ok(()))) => ready = true,
                        Ok(Poll::Ready(Err(error))) => {
                            fail(registry, items.get_mut(), error.into());
                            failed = true;
                            continue;
                        }
                        Err(panic) => {
                            fail(registry, items.get_mut(), CallError::panicked(&*panic).into());
                            failed = true;
                            continue;
                        }
                        // Never to be ready again is no reason to stay when there is nothing left to do.
                        Ok(Poll::Pending) if calls.is_empty() && items.get_mut().poll_drained(cx) => {
                            return Poll::Ready(());
                        }
                        Ok(Poll::Pending) => return Poll::Pending,
                    }
                }
                match items.poll_item(cx) {
                    Poll::Ready(Some(item)) => {
                        if let Some(gap) = &item.skipped {
                            tracing::debug!(numbers = ?gap.numbers, waited = ?gap.waited, "gap given up");
                        }
                        ready = false;
                        let seq = item.seq;
                        registry.start(seq);
                        match catch_unwind(AssertUnwindSafe(|| service.call(item.value))) {
                            Ok(call) => {
                                let call = AssertUnwindSafe(call).catch_unwind();
                                calls.push(call.map(move |outcome| (seq, outcome)));
                            }
                            Err(panic) => {
                                registry.finish(items.get_mut(), seq, settle::<_, S::Error>(seq, Err(panic)));
                            }
                        }
                    }
                    Poll::Ready(None) if calls.is_empty() => return Poll::Ready(()),
                    Poll::Ready(None) => return Poll::Pending,
                    // All of the sender's requests are held for one that it cannot send: no use in waiting.
                    Poll::Pending if calls.is_empty() && !hurried && registry.poll_crowded(cx) => {
                        hurried = true;
                        items.get_mut().hurry();
                    }
                    Poll::Pending => return Poll::Pending,
                }
            }
        })
        .await;
    }
}

/// The inner service takes no more calls. Those it has already are still driven to their end.
fn fail<Resp: Default, Req: Send>(registry: &Registry<Resp>, drain: &mut Drain<Req>, error: BoxError) {
    let error = CallError::not_ready(error);
    tracing::error!(%error, "the service behind the reorder buffer failed; closed");
    registry.close(error);
    // Those who wait for room hear of it, too.
    drain.close();
}

type Outcome<Resp, E> = Result<Result<Resp, E>, Box<dyn std::any::Any + Send>>;

fn settle<Resp, E: Into<BoxError>>(seq: u64, outcome: Outcome<Resp, E>) -> Result<Resp, CallError> {
    match outcome {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(CallError::service(error.into())),
        Err(panic) => {
            let error = CallError::panicked(&*panic);
            tracing::error!(seq, %error, "a call panicked");
            Err(error)
        }
    }
}

/// As many as tokio lets its own resources give before a task has to yield.
const ITEMS_PER_POLL: usize = 128;
