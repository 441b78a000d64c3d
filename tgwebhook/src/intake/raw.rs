//! The way for services that take updates unparsed: those that store them. They tell repetitions by themselves, so
//! nobody joins anybody here, and there are no replies.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::FutureExt;
use tgapi::{BoxError, RawUpdate, Reply, Update};
use tokio::time::Instant;
use tower_service::Service;

use super::flight::Ticket;
use super::place::Place;
use super::run::{Run, Todo, work};
use super::spares::Spares;
use super::{Failure, Intake, Shared};

/// Storing one update.
pub(super) type Storing = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// Runs updates through a service that takes them unparsed.
pub(super) struct RawRunner<S>(Arc<Spares<Unparse<S>>>);

impl<S> RawRunner<S> {
    pub(super) fn new(service: S) -> Self {
        Self(Arc::new(Spares::new(Unparse(service))))
    }
}

impl<S> Run for RawRunner<S>
where
    S: Service<RawUpdate, Response = ()> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    fn work(&self, update: Update, ticket: Ticket, place: Place, shared: &Arc<Shared>) -> Todo {
        work(&self.0, update, ticket, place, shared)
    }

    fn stores(&self) -> bool {
        true
    }

    fn store(&self, json: Bytes, shared: &Arc<Shared>) -> Option<Storing> {
        let services = Arc::clone(&self.0);
        let ready_timeout = shared.settings().ready_timeout;
        Some(Box::pin(async move {
            let Unparse(mut service) = services.take();
            let failed = |error: S::Error| Failure::Failed(Arc::from(error.into()));
            let ready = poll_fn(|cx| service.poll_ready(cx));
            tokio::time::timeout(ready_timeout, ready).await.map_err(|_| Failure::NotReady)?.map_err(failed)?;
            let stored = service.call(RawUpdate::new(json));
            services.give_back(Unparse(service));
            stored.await.map_err(failed)
        }))
    }
}

impl Intake {
    /// Hands an update over as it came, if this is the way of the service; else gives it back.
    ///
    /// Dropping the future stops the storing as well, or not: the sender has no answer, and sends it again.
    pub(crate) async fn store(&self, json: Bytes, place: Place, since: Instant) -> Result<(), Failure> {
        let Self(shared) = self;
        let Some(storing) = shared.runner.store(json, shared) else { return Err(Failure::Closed) };
        shared.counters.accepted();
        let stored = AssertUnwindSafe(storing).catch_unwind().await.unwrap_or_else(|_| {
            shared.counters.panicked();
            Err(Failure::Panicked)
        });
        shared.answer.add(since.elapsed());
        match &stored {
            Ok(()) => {
                shared.progress.ended_well();
                shared.counters.answered();
            }
            Err(failure) => {
                shared.progress.failed();
                shared.counters.failed();
                tracing::warn!(?failure, "an update was not stored and has to be delivered again");
            }
        }
        drop(place);
        stored
    }
}

/// For updates that come parsed, through a feed.
#[derive(Clone)]
struct Unparse<S>(S);

impl<S> Service<Update> for Unparse<S>
where
    S: Service<RawUpdate, Response = ()>,
    S::Future: Send + 'static,
{
    type Response = Reply;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Reply, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, update: Update) -> Self::Future {
        let storing = self.0.call(RawUpdate::from(&update));
        Box::pin(async move { storing.await.map(|()| Reply::None) })
    }
}
