//! The task that makes updates of due jobs, and what becomes of those that fail.

use std::sync::Arc;
use std::time::Duration;

use tgapi::{BoxError, Reply, Update};
use tokio::time::{Instant, sleep, timeout_at};
use tower::ServiceExt;
use tower_service::Service;

use super::table::Turn;
use super::{Shared, update};
use crate::lane::LaneError;

/// How long a job is tried again.
const PATIENCE: Duration = Duration::from_secs(600);
/// How long is waited at most before that.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

pub(super) async fn run<S>(shared: Arc<Shared>, mut service: S)
where
    S: Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError> + Send,
    S::Future: Send + 'static,
{
    loop {
        // Heard from here on: what is added after the look below is not missed.
        let changed = shared.changed.notified();
        let due = {
            let mut table = shared.lock();
            if table.is_stopped() {
                return;
            }
            table.take_due(Instant::now(), (shared.clock)())
        };
        let turn = match due {
            Ok(turn) => turn,
            Err(None) => {
                changed.await;
                continue;
            }
            Err(Some(at)) => {
                let _ = timeout_at(at, changed).await;
                continue;
            }
        };
        let update = update::of(&turn);
        // Waiting here is backpressure: what is due meanwhile is due later.
        let first = match service.ready().await {
            Ok(ready) => ready.call(update.clone()),
            Err(error) => {
                tracing::error!(error = %error.into(), "jobs end: their service is gone");
                return;
            }
        };
        tokio::spawn(follow(Arc::clone(&shared), service.clone(), turn, update, first));
    }
}

/// Waits until a turn is done with, and tries it again as long as that may help.
async fn follow<S>(shared: Arc<Shared>, service: S, turn: Turn, update: Update, first: S::Future)
where
    S: Service<Update, Response = Reply> + Clone,
    S::Error: Into<BoxError>,
{
    let spec = turn.spec.clone();
    let until = Instant::now() + PATIENCE;
    let mut pause = Duration::from_secs(1);
    let mut outcome = first.await.map_err(Into::into);
    loop {
        let error = match outcome {
            Ok(reply) => {
                // There is no response that it could go with.
                if let Some(call) = reply.into_call() {
                    let method = call.method();
                    tracing::error!(
                        job = spec.name(),
                        method,
                        "nothing can send a job's reply: the router has no client"
                    );
                }
                break;
            }
            Err(error) => error,
        };
        if matches!(error.downcast_ref(), Some(LaneError::Draining)) {
            tracing::info!(job = spec.name(), "a job was not done, and jobs end: the bot shuts down");
            shared.stop(Some(turn));
            return;
        }
        if Instant::now() + pause > until {
            tracing::error!(job = spec.name(), %error, "a job was not done, and is not tried again");
            break;
        }
        tracing::info!(job = spec.name(), %error, ?pause, "a job is tried again");
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
        outcome = service.clone().oneshot(update.clone()).await.map_err(Into::into);
    }
    shared.lock().done(&turn);
}
