//! Handlers that wait for more updates run in a task of their own; the update they have in hand is what their lane waits
//! for.

use std::error::Error;
use std::sync::Arc;

use futures_util::future::{Either, select};
use tgapi::{BoxError, Reply};
use tokio::sync::oneshot;
use tokio::task::JoinError;
use tracing::Instrument;

use super::Inner;
use crate::context::Context;
use crate::conversation::{ConversationError, Delivery, Ended, Turn};
use crate::handler::HandlerFuture;
use crate::router::{Route, Started};

/// Gives an update to the conversation that waits for it, and waits until it is done with it. False if it is not
/// interested.
pub(super) async fn takes(waiter: oneshot::Sender<Delivery>, context: &Context) -> bool {
    let (turn, ended) = Turn::new();
    if waiter.send(Delivery::new(context.clone(), turn)).is_err() {
        return false;
    }
    // A turn that is dropped is over: the handler ended.
    !matches!(ended.await, Ok(Ended::NotMine))
}

/// Starts the handler, and waits until it is done with its update or with everything.
pub(super) async fn start(
    inner: Arc<Inner>,
    started: Started,
    context: Context,
    route: Arc<Route<()>>,
    prepared: HandlerFuture,
) -> Result<Reply, BoxError> {
    let Started { talk, ended } = started;
    let update_id = context.update_id;
    let run = async move {
        let result = inner.handle(context, route, prepared, Some(&talk)).await;
        if !talk.has_left() {
            return result;
        }
        // Nobody waits for the result any more, so a reply that would go with a response is sent, while the lane of the
        // last update still waits: `talk` has its turn.
        let sent = match result {
            Ok(Reply::Call(call)) => inner.bot.send(call).await,
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = sent {
            tracing::error!(update_id = update_id.0, %error, "the end of a conversation failed");
        }
        drop(talk);
        Ok(Reply::None)
    };
    let task = tokio::spawn(run.instrument(tracing::Span::current()));
    let task = match select(task, ended).await {
        Either::Left((result, _)) => return result.unwrap_or_else(failed),
        Either::Right((Ok(_), _)) => return Ok(Reply::None),
        // The turn was not ended but dropped, with the handler: its result is on its way.
        Either::Right((Err(_), task)) => task,
    };
    task.await.unwrap_or_else(failed)
}

/// The task of a handler panicked, or its runtime was shut down.
fn failed(error: JoinError) -> Result<Reply, BoxError> {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(cancelled) => Err(cancelled.into()),
    }
}

/// Whether a handler failed only because nobody talks to it any more.
pub(super) fn is_ordinary_end(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(ended) = error.downcast_ref::<ConversationError>() {
            return ended.is_ordinary();
        }
        next = error.source();
    }
    false
}
