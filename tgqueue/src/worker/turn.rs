//! The turn of one conversation: its updates through the service, one after another.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use tgapi::{BoxError, Reply, Update};
use tokio::sync::mpsc::UnboundedSender;
use tower_service::Service;

use super::Sender;
use super::config::WorkerConfig;
use super::hands::Hands;
use super::verdicts::Verdicts;
use crate::item::{Mark, Outcome, Stored};

/// What every turn needs.
pub(super) struct Kit {
    pub(super) config: WorkerConfig,
    pub(super) hands: Hands,
    pub(super) verdicts: Verdicts,
    pub(super) send: Option<Sender>,
    /// Never more than there are updates in memory, so it needs no bound of its own.
    pub(super) marks: UnboundedSender<Mark>,
}

/// Handles these updates of one conversation, up to the first that has to be tried again.
pub(super) async fn run<S>(kit: Arc<Kit>, mut service: S, updates: Vec<Stored>)
where
    S: Service<Update, Response = Reply>,
    S::Error: Into<BoxError>,
{
    for stored in updates {
        if !kit.hands.holds(stored.lease) {
            return;
        }
        let outcome = kit.handle(&mut service, &stored).await;
        let goes_on = !matches!(outcome, Outcome::Retry { .. });
        // Whoever listens is gone only if nobody is to know any more.
        let _ = kit.marks.send(Mark { lease: stored.lease, ticket: stored.ticket, outcome });
        if !goes_on {
            return;
        }
    }
}

impl Kit {
    async fn handle<S>(&self, service: &mut S, stored: &Stored) -> Outcome
    where
        S: Service<Update, Response = Reply>,
        S::Error: Into<BoxError>,
    {
        let update_id = stored.update_id;
        let update = match Update::from_slice(&stored.raw) {
            Ok(update) => update,
            Err(error) => {
                tracing::error!(update_id = update_id.0, %error, "an update that cannot be parsed is a dead letter now");
                return Outcome::Dead { reason: format!("it cannot be parsed: {error}") };
            }
        };
        self.verdicts.open(update_id);
        let called = AssertUnwindSafe(self.call(service, update)).catch_unwind().await;
        let verdict = self.verdicts.close(update_id);
        let reason = match called {
            Ok(Ok(())) => match verdict {
                None => return Outcome::Done,
                Some(reason) => return Outcome::Dead { reason },
            },
            Ok(Err(error)) => with_causes(&*error),
            Err(_) => "the service panicked".to_owned(),
        };
        let attempts = stored.attempts.saturating_add(1);
        match self.config.pause_after(attempts) {
            Some(after) => {
                tracing::warn!(
                    update_id = update_id.0,
                    attempts,
                    ?after,
                    "an update failed and is tried again: {reason}"
                );
                Outcome::Retry { after }
            }
            None => {
                tracing::error!(
                    update_id = update_id.0,
                    attempts,
                    "an update failed for good and is a dead letter now: {reason}"
                );
                Outcome::Dead { reason: format!("failed {attempts} times, at last: {reason}") }
            }
        }
    }

    async fn call<S>(&self, service: &mut S, update: Update) -> Result<(), BoxError>
    where
        S: Service<Update, Response = Reply>,
        S::Error: Into<BoxError>,
    {
        let update_id = update.update_id;
        poll_fn(|cx| service.poll_ready(cx)).await.map_err(Into::into)?;
        let Some(call) = service.call(update).await.map_err(Into::into)?.into_call() else { return Ok(()) };
        let method = call.method().to_owned();
        let sent = match &self.send {
            Some(send) => send(call).await,
            None => Err("the worker was told no way to make calls".into()),
        };
        if let Err(error) = sent {
            tracing::warn!(update_id = update_id.0, method, %error, "the reply to this update was not sent");
        }
        Ok(())
    }
}

fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        next = cause.source();
    }
    words
}
