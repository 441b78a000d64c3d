//! An extractor: the transaction in which the update that is handled is marked as done.

use std::fmt;

use tgapi::{UpdateId, UserId};
use tgdispatch::{Context, Extension, ExtensionType, FromUpdate, Missing};
use tgqueue::{Postgres, TxError};

/// The database transaction of the update that is handled, for bots with [`durable_postgres`](crate::Bot::durable_postgres):
/// what the handler writes in it and that the update is done are committed together, or neither is. So the effect is there
/// exactly once, whoever crashes when.
///
/// Nothing is begun before [`begin`](Self::begin), so a handler that takes it and does not need it costs nothing. A
/// transaction that is dropped without [`commit`](crate::queue::Tx::commit) is rolled back. What a handler does elsewhere
/// (a message that it sends, say) is no part of it and happens at least once.
///
/// ```no_run
/// use tgbot::prelude::*;
/// use tgbot::{Tx, queue::TxError};
///
/// /// `/pay 5`: the coins are booked once, even if the machine dies in the middle.
/// async fn pay(message: Message, Args(coins): Args<i64>, tx: Tx) -> Result<SendMessage, Retry> {
///     let tx = tx.begin().await.map_err(Retry::new)?;
///     let booked = "update purses set coins = coins - $1 where chat = $2";
///     tx.client().execute(booked, &[&coins, &message.chat.id.0]).await.map_err(Retry::new)?;
///     tx.commit().await.map_err(Retry::new)?;
///     Ok(message.answer("Paid."))
/// }
///
/// #[tokio::main]
/// async fn main() -> tgbot::Result {
///     let routes = Router::new().command("pay", pay);
///     Bot::from_env()?.routes(routes).durable_postgres("postgres://bot:secret@db.example.com/bot").run().await
/// }
/// ```
///
/// A bot that has no such queue and a handler that takes this is told so when it starts. The same queue, for anything else,
/// is there as `Extension<tgbot::queue::Postgres>`.
pub struct Tx {
    queue: Postgres,
    bot: UserId,
    update_id: UpdateId,
}

impl Tx {
    /// Begins the transaction. There are no more of them open at once than the queue has
    /// [`connections`](tgqueue::PostgresBuilder::connections); further ones wait.
    ///
    /// # Errors
    ///
    /// [`TxError`]: the update is in other hands meanwhile, or the database fails. Hand it on as
    /// [`Retry`](crate::dispatch::Retry): where the update is in other hands, that is ignored.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future rolls back.
    pub async fn begin(self) -> Result<tgqueue::Tx, TxError> {
        self.queue.transaction(self.bot, self.update_id).await
    }
}

impl<S> FromUpdate<S> for Tx {
    type Rejection = Missing;
    const NEEDS_CLIENT: bool = true;

    fn from_update(context: &Context, state: &S) -> Result<Self, Missing> {
        let missing = || Missing::new("queue in a database");
        let bot = context.client().ok_or_else(missing)?.bot_id();
        let Extension(queue) = Extension::<Postgres>::from_update(context, state).map_err(|_| missing())?;
        Ok(Self { queue, bot, update_id: context.update().update_id })
    }

    fn extensions() -> Vec<ExtensionType> {
        vec![ExtensionType::of::<Postgres>()]
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").field("bot", &self.bot).field("update_id", &self.update_id).finish_non_exhaustive()
    }
}
