//! Running what is in one lane, one after another, until nothing is: the update that opened it in a task, or in the future
//! of whoever brought it, and whatever has come behind it by then in a further task.

use std::hash::Hash;
use std::sync::Arc;

use tgapi::{BoxError, Reply, Update, UpdateId};
use tokio::sync::oneshot;
use tokio::task::coop::{consume_budget, has_budget_remaining};
use tower_service::Service;
use tracing::Span;

use super::LaneError;
use super::handling::Handling;
use super::hub::{Hub, Job, LaneAt, Next, Outcome};
use crate::jobs::is_job;

/// A lane that is run. If whoever runs it is dropped halfway, as by a runtime that shuts down, the lane goes too: else it
/// would swallow updates for ever.
pub(super) struct Open<K: Hash + Eq> {
    hub: Arc<Hub<K>>,
    at: LaneAt,
    /// Nothing when the lane is gone: another may have the same key by then.
    key: Option<K>,
}

/// Runs the update that opened a lane, and says what came of it.
#[expect(clippy::manual_async_fn, reason = "an async function would have room for its arguments twice")]
pub(super) fn run_opener<S, K>(
    service: S,
    mut lane: Open<K>,
    update: Update,
    span: Span,
) -> impl Future<Output = Outcome> + Send + use<S, K>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    K: Hash + Eq + Send + Sync + 'static,
{
    async move {
        let mut coming = None;
        let outcome = if let Ok(mut slot) = lane.hub.slots.acquire().await
            && lane.starts_opener()
        {
            let asks = Asks::of(&update);
            let outcome = Handling::new(service.clone(), update, span, &lane.hub, &mut slot).await;
            coming = lane.await_again(asks, &outcome);
            outcome
        } else {
            // Given up by a drain.
            Err(LaneError::Draining.into())
        };
        lane.finish(false);
        if lane.key.is_some() {
            tokio::spawn(run_rest(service, lane, coming));
        }
        outcome
    }
}

/// Runs what waits in a lane to its end. `coming` tells when the update has come again that is waited for, if one is.
#[expect(clippy::manual_async_fn, reason = "as above")]
fn run_rest<S, K>(
    service: S,
    mut lane: Open<K>,
    mut coming: Option<oneshot::Receiver<()>>,
) -> impl Future<Output = ()> + Send + use<S, K>
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    K: Hash + Eq + Send + Sync + 'static,
{
    async move {
        let hub = Arc::clone(&lane.hub);
        while lane.key.is_some() {
            if let Some(coming) = coming.take() {
                // Seldom, and large.
                let _ = Box::pin(tokio::time::timeout(hub.layer.wait_for_redelivery, coming)).await;
                lane.go_on();
                continue;
            }
            let Ok(mut slot) = hub.slots.acquire().await else {
                // Given up by a drain: nothing waits.
                lane.finish(false);
                continue;
            };
            let mut next = lane.start();
            if next.is_none() {
                lane.finish(false);
            }
            while let Some(Job { update, answer, span }) = next {
                let asks = Asks::of(&update);
                let outcome = Handling::new(service.clone(), update, span, &hub, &mut slot).await;
                coming = lane.await_again(asks, &outcome);
                // The caller may have gone; then nobody wants to know.
                let _ = answer.send(outcome);
                let keeps_slot = coming.is_none() && slot_is_spare(&hub);
                if keeps_slot {
                    // There is budget, so this does not wait.
                    consume_budget().await;
                }
                next = lane.finish(keeps_slot);
            }
        }
    }
}

/// Whether a lane may go on with the slot that it has: not if another waits for one, behind which a busy lane has to queue
/// up, nor if it was given up for one of those past their time, nor if the task has done enough at one go.
fn slot_is_spare<K>(hub: &Hub<K>) -> bool {
    // As long as anybody waits, none is left over.
    hub.layer.handler_timeout.is_none() && hub.slots.available_permits() > 0 && has_budget_remaining()
}

/// Who asks for redelivery if the handler fails.
#[derive(Clone, Copy)]
struct Asks {
    update_id: UpdateId,
    /// Of its own making, so that it does not come again.
    is_job: bool,
}

impl Asks {
    fn of(update: &Update) -> Self {
        Self { update_id: update.update_id, is_job: is_job(update) }
    }
}

impl<K: Hash + Eq> Open<K> {
    pub(super) fn new(hub: Arc<Hub<K>>, key: K, at: LaneAt) -> Self {
        Self { hub, at, key: Some(key) }
    }

    fn starts_opener(&self) -> bool {
        self.hub.start_opener(self.at)
    }

    fn start(&self) -> Option<Job> {
        self.hub.start(self.at)
    }

    /// To be called before anybody hears of the outcome, and delivers the update again.
    fn await_again(&self, asks: Asks, outcome: &Outcome) -> Option<oneshot::Receiver<()>> {
        if outcome.is_ok() || asks.is_job { None } else { self.hub.await_again(self.at, asks.update_id) }
    }

    fn go_on(&mut self) {
        if let Some(key) = &self.key
            && !self.hub.go_on(key, self.at)
        {
            self.key = None;
        }
    }

    /// What ran is done with. The next one runs from now on if it may and there is one.
    fn finish(&mut self, starts: bool) -> Option<Job> {
        match self.hub.finish(self.key.as_ref()?, self.at, starts) {
            Next::Job(job) => Some(job),
            Next::Waits => None,
            Next::Gone => {
                self.key = None;
                None
            }
        }
    }
}

impl<K: Hash + Eq> Drop for Open<K> {
    fn drop(&mut self) {
        if let Some(key) = &self.key {
            self.hub.abandon(key, self.at);
        }
    }
}
