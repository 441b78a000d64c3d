//! Running what waits in one lane, one after another, until nothing does: in a task, or, for the update that opened the
//! lane, in the future of whoever brought it.

use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use tgapi::{BoxError, Reply, Update, UpdateId};
use tokio::sync::{SemaphorePermit, oneshot};
use tower::ServiceExt;
use tower_service::Service;
use tracing::Instrument;

use super::LaneError;
use super::hub::{Hub, Job};
use super::layer::Trouble;
use crate::jobs::is_job;
use crate::panics::message;

/// Runs the lane `key`, which has an update waiting, to its end. The lane goes when this future does, even if it never ran.
pub(super) fn run<S, K>(service: S, hub: Arc<Hub<K>>, key: K) -> impl Future<Output = ()> + use<S, K>
where
    S: Service<Update, Response = Reply> + Clone,
    S::Error: Into<BoxError>,
    K: Hash + Eq,
{
    rest(service, Open { hub, key: Some(key), coming: None })
}

/// As [`run`], for one update. If others wait behind it, they get a task.
pub(super) fn run_first<S, K>(mut service: S, hub: Arc<Hub<K>>, key: K) -> impl Future<Output = ()> + use<S, K>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    K: Hash + Eq + Send + Sync + 'static,
{
    let mut lane = Open { hub, key: Some(key), coming: None };
    async move {
        lane.next(&mut service).await;
        if lane.key.is_some() {
            tokio::spawn(rest(service, lane));
        }
    }
}

async fn rest<S, K>(mut service: S, mut lane: Open<K>)
where
    S: Service<Update, Response = Reply> + Clone,
    S::Error: Into<BoxError>,
    K: Hash + Eq,
{
    while lane.key.is_some() {
        lane.next(&mut service).await;
    }
}

/// A lane that is run. If whoever runs it is dropped halfway, as by a runtime that shuts down, the lane goes too: else it
/// would swallow updates for ever.
struct Open<K: Hash + Eq> {
    hub: Arc<Hub<K>>,
    /// Nothing when the lane is gone: another may have the same key by then.
    key: Option<K>,
    /// Told when the update has come again that is waited for.
    coming: Option<oneshot::Receiver<()>>,
}

impl<K: Hash + Eq> Open<K> {
    async fn next<S>(&mut self, service: &mut S)
    where
        S: Service<Update, Response = Reply> + Clone,
        S::Error: Into<BoxError>,
    {
        let Some(key) = &self.key else { return };
        if let Some(coming) = self.coming.take() {
            let _ = tokio::time::timeout(self.hub.layer.wait_for_redelivery, coming).await;
            if !self.hub.go_on(key) {
                self.key = None;
                return;
            }
        }
        // For each update anew, so that a busy lane queues up behind the others.
        let Ok(slot) = self.hub.slots.acquire().await else { return };
        if let Some(Job { update, answer, place, span }) = self.hub.start(key) {
            drop(place);
            let (update_id, is_job) = (update.update_id, is_job(&update));
            let outcome = handle(service, &self.hub, update, slot).instrument(span).await;
            if outcome.is_err() && !is_job {
                // Before anybody hears of it, and delivers it again.
                self.coming = self.hub.await_again(key, update_id);
            }
            // The caller may have gone; then nobody wants to know.
            let _ = answer.send(outcome);
        }
        if !self.hub.finish(key) {
            self.key = None;
        }
    }
}

impl<K: Hash + Eq> Drop for Open<K> {
    fn drop(&mut self) {
        if let Some(key) = &self.key {
            self.hub.abandon(key);
        }
    }
}

/// Runs the handler, which holds `slot` until it is done or past its time.
async fn handle<S, K>(
    service: &mut S,
    hub: &Hub<K>,
    update: Update,
    slot: SemaphorePermit<'_>,
) -> Result<Reply, BoxError>
where
    S: Service<Update, Response = Reply> + Clone,
    S::Error: Into<BoxError>,
    K: Hash + Eq,
{
    let update_id = update.update_id;
    // A clone for each update: one that panicked is not called again.
    let handler = async move {
        let mut service = service.clone();
        service.ready().await.map_err(Into::into)?.call(update).await.map_err(Into::into)
    };
    let handler = std::pin::pin!(AssertUnwindSafe(handler).catch_unwind());
    let outcome = match hub.layer.handler_timeout {
        None => handler.await,
        Some(timeout) => watched(handler, hub, update_id, timeout, slot).await,
    };
    outcome.unwrap_or_else(|panic| {
        report(hub, &Trouble::Panicked { update_id, message: message(&*panic) });
        if hub.layer.redeliver_after_panic { Err(LaneError::Panicked.into()) } else { Ok(Reply::None) }
    })
}

/// Reports a handler that takes longer than `timeout`, and lets it go on; as long as there are not too many such, others
/// may run in its place.
async fn watched<F: Future + Unpin, K: Hash + Eq>(
    mut handler: F,
    hub: &Hub<K>,
    update_id: UpdateId,
    timeout: std::time::Duration,
    slot: SemaphorePermit<'_>,
) -> F::Output {
    match tokio::time::timeout(timeout, &mut handler).await {
        Ok(outcome) => outcome,
        Err(_) => {
            report(hub, &Trouble::Slow { update_id, timeout });
            let _slot = hub.overdue.try_acquire().unwrap_or(slot);
            handler.await
        }
    }
}

/// A hook that panics must not take the lane with it.
fn report<K: Hash + Eq>(hub: &Hub<K>, trouble: &Trouble) {
    if std::panic::catch_unwind(AssertUnwindSafe(|| hub.report(trouble))).is_err() {
        tracing::error!("the hook for trouble panicked");
    }
}
