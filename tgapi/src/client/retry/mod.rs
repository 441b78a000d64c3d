//! `Retry`: makes a failed call again where that is right. [`policy`] decides; this waits.

mod policy;

use std::future::poll_fn;
use std::task::{Context, Poll};
use std::time::Duration;

use tower::{Layer, Service};

use self::policy::{Decision, Run};
use super::BoxFuture;
use super::output::RawOutput;
use crate::call::RawCall;
use crate::error::Error;

/// The layer that makes failed calls again.
///
/// | what happened | the call is made again |
/// |---|---|
/// | 429, the flood limit | after the time that Telegram asks for |
/// | no connection was made | after a pause |
/// | 5xx, the connection was lost, no answer in time, an answer that cannot be read | after a pause, if it is [idempotent](RawCall::is_idempotent) or was told to be repeated [always](crate::Repeat::Always) |
/// | any other refusal | no |
///
/// Telegram has no idempotency key: when the answer to `sendMessage` is lost, nobody can tell whether the message was
/// sent. So what makes something new is not repeated then, and the error says that it was not, and why.
/// [`Request::repeat`](super::Request::repeat) decides otherwise for one call. `getUpdates` is never repeated here: who
/// polls has a loop of their own.
///
/// A file from disk is opened anew for each attempt; a stream that can be read only once, and was, ends it.
///
/// By default a call is repeated 3 times, with pauses of about 0.5, 1 and 2 s (less a random part of up to half), and
/// waits 60 s in all at most. A wait that Telegram asks for and that would be longer is the caller's: the error has
/// [`retry_after`](Error::retry_after).
///
/// # Cancel safety
///
/// Dropping a call's future while it waits means that it is not made again.
#[derive(Clone, Debug)]
pub struct Retry {
    max_repeats: u32,
    patience: Duration,
    first_wait: Duration,
    longest_wait: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

impl Retry {
    /// With the defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_repeats: 3,
            patience: Duration::from_secs(60),
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(10),
        }
    }

    /// Repeats nothing.
    #[must_use]
    pub const fn off() -> Self {
        Self::new().max_repeats(0)
    }

    /// How often a call is repeated; default 3, 0 for never.
    #[must_use]
    pub const fn max_repeats(mut self, repeats: u32) -> Self {
        self.max_repeats = repeats;
        self
    }

    /// How long a call may wait in all, with the time that it lost in attempts without an answer; default 60 s.
    #[must_use]
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The first pause and the longest, where Telegram does not say how long; defaults 0.5 s and 10 s. Each pause is
    /// twice the one before, less a random part of up to half.
    #[must_use]
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_wait = first;
        self.longest_wait = longest;
        self
    }
}

/// How often one call was made, and whether it is made again.
pub(super) struct Repeats {
    retry: Retry,
    run: Option<Box<Run>>,
}

impl Repeats {
    pub(super) fn new(retry: Retry) -> Self {
        Self { retry, run: None }
    }

    /// After an attempt that failed: waits until it is time for the next, or gives the error back.
    pub(super) async fn wait(&mut self, call: &RawCall, error: Error) -> Result<(), Error> {
        let run = self.run.get_or_insert_with(|| Box::new(Run::new(self.retry.clone(), fastrand::u64(..))));
        match run.decide(call, &error) {
            Decision::GiveUp(why) => Err(error.with_attempts(run.failed(), why)),
            Decision::Repeat(wait) => {
                tracing::info!(%error, attempt = run.failed(), ?wait, "the call will be made again");
                tokio::time::sleep(wait).await;
                Ok(())
            }
        }
    }
}

impl<S> Layer<S> for Retry {
    type Service = RetryService<S>;

    fn layer(&self, inner: S) -> RetryService<S> {
        RetryService { inner, retry: self.clone() }
    }
}

/// The service that [`Retry`] makes.
#[derive(Clone, Debug)]
pub struct RetryService<S> {
    inner: S,
    retry: Retry,
}

impl<S> Service<RawCall> for RetryService<S>
where
    S: Service<RawCall, Response = RawOutput, Error = Error> + Clone + Send + 'static,
    S::Future: Send,
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
        let mut repeats = Repeats::new(self.retry.clone());
        Box::pin(async move {
            loop {
                match inner.call(call.clone()).await {
                    Ok(output) => return Ok(output),
                    Err(error) => Box::pin(repeats.wait(&call, error)).await?,
                }
                poll_fn(|cx| inner.poll_ready(cx)).await?;
            }
        })
    }
}

#[cfg(test)]
mod tests;
