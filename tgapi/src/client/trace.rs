//! `Trace`: a span around every call, with nothing in it that is anybody's business.

use std::task::{Context, Poll};

use tokio::time::Instant;
use tower::{Layer, Service};
use tracing::Instrument;

use super::BoxFuture;
use super::output::RawOutput;
use crate::call::RawCall;
use crate::error::Error;

/// The layer that puts a span around every call.
///
/// The span is `telegram_call`, at debug level, with the method, how long its parameters are and how many files go
/// along. When the call ends, an event in it at debug level tells how long it took, and the error if it failed. Neither
/// has the parameters, the URL or the token; an error has Telegram's description, which may name an id of the request.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Trace;

impl Trace {
    /// The layer.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for Trace {
    type Service = TraceService<S>;

    fn layer(&self, inner: S) -> TraceService<S> {
        TraceService { inner }
    }
}

/// The service that [`Trace`] makes.
#[derive(Clone, Debug)]
pub struct TraceService<S> {
    inner: S,
}

impl<S> Service<RawCall> for TraceService<S>
where
    S: Service<RawCall, Response = RawOutput, Error = Error>,
    S::Future: Send + 'static,
{
    type Response = RawOutput;
    type Error = Error;
    type Future = BoxFuture<Result<RawOutput, Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, call: RawCall) -> Self::Future {
        let span = span(&call);
        let future = span.in_scope(|| self.inner.call(call));
        let started = Instant::now();
        let traced = async move {
            let result = future.await;
            report(started, &result);
            result
        };
        Box::pin(traced.instrument(span))
    }
}

/// The span of a call.
pub(super) fn span(call: &RawCall) -> tracing::Span {
    tracing::debug_span!(
        "telegram_call",
        method = call.method(),
        params = call.params().len(),
        files = call.uploads().len()
    )
}

/// The event at the end of a call.
pub(super) fn report(started: Instant, result: &Result<RawOutput, Error>) {
    let took = started.elapsed();
    match result {
        Ok(_) => tracing::debug!(?took, "answered"),
        Err(error) => tracing::debug!(?took, %error, "failed"),
    }
}
