//! The task that one update runs in: until the inner service is done, whoever waits or not.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use tgapi::{BoxError, Reply, Update, UpdateId};
use tower_service::Service;
use tracing::Instrument;

use super::flight::Ticket;
use super::place::Place;
use super::{Failure, Shared};
use crate::ack::Ack;

/// Starts the work on an update.
pub(super) trait Run: Send + Sync {
    /// The work ends by itself; the ticket tells those who wait.
    fn start(&self, update: Update, ticket: Ticket, place: Place, shared: &Arc<Shared>);
}

/// Runs updates through a service.
pub(super) struct Runner<S> {
    /// Behind a lock only so that it is `Sync` where the service is not; held while cloning, never longer.
    service: Mutex<S>,
}

impl<S> Runner<S> {
    pub(super) fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S> Run for Runner<S>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    fn start(&self, update: Update, ticket: Ticket, place: Place, shared: &Arc<Shared>) {
        let service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        spawn(service, update, ticket, place, shared);
    }
}

fn spawn<S>(service: S, update: Update, ticket: Ticket, place: Place, shared: &Arc<Shared>)
where
    S: Service<Update, Response = Reply> + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    let shared = Arc::clone(shared);
    let id = update.update_id;
    let span = tracing::debug_span!("intake", update_id = id.0, kind = update.kind.name());
    let work = async move {
        let result = AssertUnwindSafe(handle(service, update, &ticket, &shared)).catch_unwind().await;
        let result = result.unwrap_or_else(|_| {
            shared.counters.panicked();
            Err(Failure::Panicked)
        });
        let failure = result.as_ref().err().cloned();
        if failure.is_some() {
            shared.progress.failed();
        } else {
            shared.progress.ended_well();
        }
        let lost = ticket.finish(result, &shared.late);
        if let Some(failure) = failure {
            log(id, &failure, lost);
        }
        // Free only now: a place stands for everything that its update holds.
        drop(place);
    };
    // The place counts for the drain, so the handle is not needed.
    drop(tokio::spawn(work.instrument(span)));
}

async fn handle<S>(mut service: S, update: Update, ticket: &Ticket, shared: &Shared) -> Result<Reply, Failure>
where
    S: Service<Update, Response = Reply>,
    S::Error: Into<BoxError>,
{
    let failed = |error: S::Error| Failure::Failed(Arc::from(error.into()));
    let ready = poll_fn(|cx| service.poll_ready(cx));
    tokio::time::timeout(shared.settings().ready_timeout, ready)
        .await
        .map_err(|_| Failure::NotReady)?
        .map_err(failed)?;
    let done = service.call(update);
    ticket.handed_over(shared.settings().ack == Ack::OnReceipt);
    done.await.map_err(failed)
}

/// Only somebody who knows the secret gets this far, so it cannot be used to fill a disk.
fn log(id: UpdateId, failure: &Failure, lost: bool) {
    let update_id = id.0;
    match (failure, lost) {
        (Failure::Failed(error), true) => {
            tracing::error!(update_id, %error, "an update failed after it was acknowledged: it is lost");
        }
        (Failure::Panicked, true) => {
            tracing::error!(update_id, "the service panicked at an update that was acknowledged already: it is lost");
        }
        (Failure::Failed(error), false) => {
            tracing::warn!(update_id, %error, "an update failed and has to be delivered again");
        }
        (Failure::Panicked, false) => {
            tracing::error!(update_id, "the service panicked at an update; it has to be delivered again");
        }
        // Nobody had the update, so nobody was told that it is safe.
        (Failure::NotReady | Failure::Closed, _) => {
            tracing::debug!(update_id, "an update was not taken and has to be delivered again");
        }
    }
}
