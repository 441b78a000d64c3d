//! The driver of the policy: holds its lock for a moment, and waits by the timer of the call itself.

use std::collections::HashMap;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::{Instant, Sleep};
use tower::Service;

use super::key::{Claim, claim};
use super::policy::{Full, Policy, Status, Ticket};
use crate::call::RawCall;
use crate::client::BoxFuture;
use crate::client::output::RawOutput;
use crate::error::{ApiError, Error};

/// The policy, and who waits for it.
pub(super) struct Shared {
    policy: Policy,
    wakers: HashMap<Ticket, Waker>,
}

impl Shared {
    pub(super) fn new(policy: Policy) -> Self {
        Self { policy, wakers: HashMap::new() }
    }

    /// Moves everything on. The wakers are for after the lock.
    #[must_use]
    fn advance(&mut self, now: Instant) -> Vec<Waker> {
        self.policy.advance(now.into_std());
        self.policy.take_woken().into_iter().filter_map(|ticket| self.wakers.remove(&ticket)).collect()
    }
}

/// The service that [`Throttle`](super::Throttle) makes.
#[derive(Clone)]
pub struct ThrottleService<S> {
    inner: S,
    shared: Arc<Mutex<Shared>>,
}

impl<S> ThrottleService<S> {
    pub(super) fn new(inner: S, shared: Arc<Mutex<Shared>>) -> Self {
        Self { inner, shared }
    }
}

impl<S: fmt::Debug> fmt::Debug for ThrottleService<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThrottleService").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl<S> Service<RawCall> for ThrottleService<S>
where
    S: Service<RawCall, Response = RawOutput, Error = Error> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = RawOutput;
    type Error = Error;
    type Future = BoxFuture<Result<RawOutput, Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, call: RawCall) -> Self::Future {
        // The one that was asked whether it is ready, not its clone.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let Some(claim) = claim(&call) else { return Box::pin(inner.call(call)) };
        let shared = Arc::clone(&self.shared);
        Box::pin(async move {
            let method = call.method().to_owned();
            let slot = match Slot::enter(shared, claim) {
                Ok(slot) => slot,
                Err(Full(limit)) => return Err(Error::queue_full(method, limit)),
            };
            if let Err(left) = slot.granted().await {
                return Err(Error::refused(method, still_closed(left)));
            }
            let result = inner.call(call).await;
            slot.leave(result.as_ref().err().and_then(Error::retry_after));
            result
        })
    }
}

/// What Telegram said to an earlier call, and would say to this one.
fn still_closed(left: Duration) -> ApiError {
    // Rounded up: after that many seconds it is over.
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    ApiError::new(429, format!("Too Many Requests: retry after {seconds}"))
}

/// A call's place in the throttle. Dropping it gives the place up.
struct Slot {
    shared: Arc<Mutex<Shared>>,
    ticket: Ticket,
    retry_after: Option<Duration>,
}

impl Slot {
    fn enter(shared: Arc<Mutex<Shared>>, claim: Claim) -> Result<Self, Full> {
        let ticket = lock(&shared).policy.enter(Instant::now().into_std(), claim)?;
        Ok(Self { shared, ticket, retry_after: None })
    }

    /// Waits for its turn; fails with the time that is left if its chat is closed for too long.
    async fn granted(&self) -> Result<(), Duration> {
        let mut alarm: Option<Pin<Box<Sleep>>> = None;
        poll_fn(|cx| {
            loop {
                let now = Instant::now();
                let mut shared = lock(&self.shared);
                // Who looks for itself need not be woken.
                shared.wakers.remove(&self.ticket);
                let woken = shared.advance(now);
                let status = shared.policy.status(now.into_std(), self.ticket);
                if matches!(status, Status::Waiting(_)) {
                    shared.wakers.insert(self.ticket, cx.waker().clone());
                }
                drop(shared);
                woken.into_iter().for_each(Waker::wake);
                let until = match status {
                    Status::Granted => return Poll::Ready(Ok(())),
                    Status::Blocked(left) => return Poll::Ready(Err(left)),
                    Status::Waiting(None) => return Poll::Pending,
                    Status::Waiting(Some(until)) => Instant::from_std(until),
                };
                let alarm = match &mut alarm {
                    Some(alarm) => {
                        alarm.as_mut().reset(until);
                        alarm
                    }
                    None => alarm.insert(Box::pin(tokio::time::sleep_until(until))),
                };
                match alarm.as_mut().poll(cx) {
                    Poll::Pending => return Poll::Pending,
                    // It went off at once: time has passed since `now`.
                    Poll::Ready(()) => {}
                }
            }
        })
        .await
    }

    fn leave(mut self, retry_after: Option<Duration>) {
        self.retry_after = retry_after;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let now = Instant::now();
        let mut shared = lock(&self.shared);
        shared.wakers.remove(&self.ticket);
        shared.policy.leave(now.into_std(), self.ticket, self.retry_after);
        let woken = shared.advance(now);
        drop(shared);
        woken.into_iter().for_each(Waker::wake);
    }
}

/// A panic while it was held came from a clone of a waker: the state is whole.
fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "service_tests.rs"]
mod tests;
