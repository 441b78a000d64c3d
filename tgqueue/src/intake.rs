//! The way in: a service that answers once an update is stored.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tgapi::{BoxError, RawUpdate, Reply, Update, UserId};
use tower_service::Service;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::item::{Appended, Key, NewUpdate};

/// Stores updates in an engine: `Ok` once they are durable, or were before; `Err` if they have to come again.
///
/// It takes them as they came ([`RawUpdate`]), for a webhook, or parsed ([`Update`]), for a poller. One that has no
/// readable number is kept as a dead letter, and is `Ok` as well: to have it sent again would mend nothing.
///
/// Clones share the engine.
///
/// ```
/// use tgapi::{RawUpdate, UserId};
/// use tgqueue::{Engine, Intake, Memory};
/// use tower::ServiceExt;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), tgapi::BoxError> {
/// let (queue, bot) = (Memory::new(), UserId(42));
/// let intake = Intake::new(queue.clone(), bot);
/// intake.clone().oneshot(RawUpdate::new(r#"{"update_id": 7}"#)).await?;
/// intake.oneshot(RawUpdate::new("nonsense")).await?;
/// let stats = queue.stats(bot).await?;
/// assert_eq!((stats.pending, stats.letters), (1, 1));
/// # Ok(())
/// # }
/// ```
pub struct Intake<E> {
    engine: Arc<E>,
    bot: UserId,
}

impl<E: Engine> Intake<E> {
    /// Stores the updates of this bot. Its own id is [`Token::bot_id`](tgapi::Token::bot_id).
    pub fn new(engine: E, bot: UserId) -> Self {
        Self { engine: Arc::new(engine), bot }
    }

    fn store(&self, update: &RawUpdate) -> impl Future<Output = Result<Appended, EngineError>> + Send + use<E> {
        let key = match update.peek() {
            Ok((update_id, lane)) => Key::Known { update_id: *update_id, conversation: (*lane).into() },
            Err(error) => Key::Unreadable { reason: error.to_string() },
        };
        let unreadable = matches!(key, Key::Unreadable { .. });
        let update = NewUpdate { bot: self.bot, key, raw: update.json().clone() };
        let engine = Arc::clone(&self.engine);
        async move {
            let appended = engine.append(vec![update]).await?;
            if unreadable {
                tracing::error!("an update without a readable number was kept as a dead letter");
            }
            appended.first().copied().ok_or(EngineError::Closed)
        }
    }
}

type Storing<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

impl<E: Engine> Service<RawUpdate> for Intake<E> {
    type Response = ();
    type Error = BoxError;
    type Future = Storing<()>;

    /// Always: how much may be on its way at once is the engine's affair.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, update: RawUpdate) -> Storing<()> {
        let stored = self.store(&update);
        Box::pin(async move { stored.await.map(drop).map_err(Into::into) })
    }
}

impl<E: Engine> Service<Update> for Intake<E> {
    type Response = Reply;
    type Error = BoxError;
    type Future = Storing<Reply>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, update: Update) -> Storing<Reply> {
        let stored = self.store(&RawUpdate::from(&update));
        Box::pin(async move { stored.await.map(|_| Reply::None).map_err(Into::into) })
    }
}

impl<E> Clone for Intake<E> {
    fn clone(&self) -> Self {
        Self { engine: Arc::clone(&self.engine), bot: self.bot }
    }
}

impl<E> fmt::Debug for Intake<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intake").field("bot", &self.bot).finish_non_exhaustive()
    }
}
