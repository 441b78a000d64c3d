//! The work on one update: until the inner service is done, whoever waits or not. Whoever brought the update does it
//! along with waiting, which spares a task and waking it; if they go, it goes on in a task of its own.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use futures_util::FutureExt;
use tgapi::{BoxError, Reply, Update, UpdateId};
use tokio::runtime::Handle;
use tower_service::Service;
use tracing::Instrument;

use super::flight::Ticket;
use super::place::Place;
use super::raw::Storing;
use super::spares::Spares;
use super::{Failure, Shared};
use crate::ack::Ack;

/// Makes the work on an update.
pub(super) trait Run: Send + Sync {
    /// It ends by itself, and the ticket tells those who wait.
    fn work(&self, update: Update, ticket: Ticket, place: Place, shared: &Arc<Shared>) -> Todo;

    /// Stores an update unparsed; `None` for services that want it parsed.
    fn store(&self, _: Bytes, _: &Arc<Shared>) -> Option<Storing> {
        None
    }

    /// Whether [`store`](Self::store) is the way.
    fn stores(&self) -> bool {
        false
    }
}

/// The work on one update. Dropped before its end, it goes on in a task.
pub(super) struct Work<'a> {
    todo: Option<Todo>,
    /// For whoever drops it outside of any runtime.
    runtime: &'a OnceLock<Handle>,
}

pub(super) type Todo = Pin<Box<dyn Future<Output = ()> + Send>>;

impl<'a> Work<'a> {
    /// Has to be called in a runtime. A handle to it is kept by the first; to count one for each update takes time.
    pub(super) fn new(todo: Todo, runtime: &'a OnceLock<Handle>) -> Self {
        runtime.get_or_init(Handle::current);
        Self { todo: Some(todo), runtime }
    }

    /// Waits for something else, and works meanwhile.
    pub(super) async fn until<F: Future>(&mut self, what: F) -> F::Output {
        let mut what = pin!(what);
        poll_fn(|cx| {
            if let Some(todo) = &mut self.todo
                && todo.as_mut().poll(cx).is_ready()
            {
                self.todo = None;
            }
            what.as_mut().poll(cx)
        })
        .await
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if let Some(todo) = self.todo.take()
            && let Some(runtime) = Handle::try_current().ok().as_ref().or_else(|| self.runtime.get())
        {
            // The place counts for the drain, so the handle is not needed.
            drop(runtime.spawn(todo));
        }
    }
}

/// Runs updates through a service.
pub(super) struct Runner<S>(Arc<Spares<S>>);

impl<S> Runner<S> {
    pub(super) fn new(service: S) -> Self {
        Self(Arc::new(Spares::new(service)))
    }
}

impl<S> Run for Runner<S>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    fn work(&self, update: Update, ticket: Ticket, place: Place, shared: &Arc<Shared>) -> Todo {
        work(&self.0, update, ticket, place, shared)
    }
}

pub(super) fn work<S>(
    services: &Arc<Spares<S>>,
    update: Update,
    ticket: Ticket,
    place: Place,
    shared: &Arc<Shared>,
) -> Todo
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    let (services, shared) = (Arc::clone(services), Arc::clone(shared));
    let id = update.update_id;
    let span = tracing::debug_span!("intake", update_id = id.0, kind = update.kind.name());
    let work = async move {
        let result = AssertUnwindSafe(handle(&services, update, &ticket, &shared)).catch_unwind().await;
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
    Box::pin(work.instrument(span))
}

async fn handle<S>(services: &Spares<S>, update: Update, ticket: &Ticket, shared: &Shared) -> Result<Reply, Failure>
where
    S: Service<Update, Response = Reply> + Clone,
    S::Error: Into<BoxError>,
{
    let mut service = services.take();
    let failed = |error: S::Error| Failure::Failed(Arc::from(error.into()));
    let ready = poll_fn(|cx| service.poll_ready(cx));
    tokio::time::timeout(shared.settings().ready_timeout, ready)
        .await
        .map_err(|_| Failure::NotReady)?
        .map_err(failed)?;
    let done = service.call(update);
    services.give_back(service);
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
