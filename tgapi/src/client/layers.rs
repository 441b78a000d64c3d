//! The stack between a call and the network, put together.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::time::Instant;
use tower::{Layer, Service, ServiceExt};
use tracing::Instrument;

use super::output::RawOutput;
use super::retry::{Repeats, Retry};
use super::throttle::Throttle;
use super::trace::{Trace, report, span};
use super::transport::Transport;
use super::{BoxFuture, CallService};
use crate::call::RawCall;
use crate::error::{BoxError, Error};

type Wrap = Arc<dyn Fn(CallService) -> CallService + Send + Sync>;

/// Which layers a client has. Of a list, the first is the outermost.
#[derive(Clone, Default)]
pub(super) struct Layers {
    calls: Vec<Wrap>,
    pub(super) throttle: Option<Throttle>,
    pub(super) retry: Retry,
    attempts: Vec<Wrap>,
}

impl Layers {
    pub(super) fn around_calls<L>(&mut self, layer: L)
    where
        L: Layer<CallService> + Send + Sync + 'static,
        L::Service: Service<RawCall, Response = RawOutput> + Clone + Send + Sync + 'static,
        <L::Service as Service<RawCall>>::Error: Into<BoxError>,
        <L::Service as Service<RawCall>>::Future: Send + 'static,
    {
        self.calls.push(wrap(layer));
    }

    pub(super) fn around_attempts<L>(&mut self, layer: L)
    where
        L: Layer<CallService> + Send + Sync + 'static,
        L::Service: Service<RawCall, Response = RawOutput> + Clone + Send + Sync + 'static,
        <L::Service as Service<RawCall>>::Error: Into<BoxError>,
        <L::Service as Service<RawCall>>::Future: Send + 'static,
    {
        self.attempts.push(wrap(layer));
    }

    /// The stack around HTTP.
    pub(super) fn around(self, transport: Transport) -> Stack {
        if self.calls.is_empty() && self.throttle.is_none() && self.attempts.is_empty() {
            return Stack::Plain { retry: self.retry, transport };
        }
        self.around_any(CallService::new(transport))
    }

    /// The stack, from the inside out.
    pub(super) fn around_any(self, transport: CallService) -> Stack {
        let attempts = self.attempts.into_iter().rev().fold(transport, |inner, wrap| wrap(inner));
        let calls = self.calls.into_iter().rev();
        let retried = self.retry.layer(attempts);
        let traced = match self.throttle {
            Some(throttle) => CallService::new(Trace::new().layer(throttle.layer(retried))),
            None => CallService::new(Trace::new().layer(retried)),
        };
        Stack::Layered(calls.fold(traced, |inner, wrap| wrap(inner)))
    }
}

/// What a call goes through.
#[derive(Clone)]
pub(super) enum Stack {
    /// Nothing but what is always there, in one future, so that a call need neither copy a stack nor have a box for each
    /// layer.
    Plain {
        retry: Retry,
        transport: Transport,
    },
    Layered(CallService),
}

impl Stack {
    pub(super) fn call(&self, call: RawCall) -> BoxFuture<Result<RawOutput, Error>> {
        match self {
            Self::Plain { retry, transport } => Box::pin(plain(retry.clone(), transport.clone(), call)),
            Self::Layered(stack) => Box::pin(stack.clone().oneshot(call)),
        }
    }
}

fn plain(retry: Retry, transport: Transport, call: RawCall) -> impl Future<Output = Result<RawOutput, Error>> + Send {
    let span = span(&call);
    let started = Instant::now();
    let call = transport.localised(call);
    let mut repeats = Repeats::new(retry);
    let whole = async move {
        let result = loop {
            // Boxed by itself: together they would be more than allocators give quickly.
            match Box::pin(transport.0.call(&call)).await {
                Ok(output) => break Ok(output),
                Err(error) => {
                    if let Err(error) = Box::pin(repeats.wait(&call, error)).await {
                        break Err(error);
                    }
                }
            }
        };
        report(started, &result);
        result
    };
    whole.instrument(span)
}

impl fmt::Debug for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layers")
            .field("calls", &self.calls.len())
            .field("throttle", &self.throttle)
            .field("retry", &self.retry)
            .field("attempts", &self.attempts.len())
            .finish()
    }
}

fn wrap<L>(layer: L) -> Wrap
where
    L: Layer<CallService> + Send + Sync + 'static,
    L::Service: Service<RawCall, Response = RawOutput> + Clone + Send + Sync + 'static,
    <L::Service as Service<RawCall>>::Error: Into<BoxError>,
    <L::Service as Service<RawCall>>::Future: Send + 'static,
{
    Arc::new(move |inner| CallService::new(OneError(layer.layer(inner))))
}

/// A service whose errors are put into the client's own error.
#[derive(Clone)]
struct OneError<S>(S);

impl<S> Service<RawCall> for OneError<S>
where
    S: Service<RawCall, Response = RawOutput>,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    type Response = RawOutput;
    type Error = Error;
    type Future = BoxFuture<Result<RawOutput, Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        // No call is known yet that it could be about.
        self.0.poll_ready(cx).map_err(|error| Error::layer("the call", error.into()))
    }

    fn call(&mut self, call: RawCall) -> Self::Future {
        let method = call.method().to_owned();
        let future = self.0.call(call);
        Box::pin(async move { future.await.map_err(|error| Error::layer(method, error.into())) })
    }
}
