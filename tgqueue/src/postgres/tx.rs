//! A handler's own effects and the done mark in one transaction: both or none.

use std::fmt;
use std::sync::Arc;

use tgapi::{UpdateId, UserId};
use tokio_postgres::Client;

use super::pool::{Lent, Link};
use super::settling::{Settling, answer};
use super::{Postgres, PostgresError, sql};
use crate::error::EngineError;
use crate::item::{Mark, Outcome, Settled};

/// A transaction of the database in which an update is handled: what the handler writes in it, and that the update is
/// done, are committed together. So the effect is there exactly once, whatever crashes when.
///
/// ```no_run
/// # async fn handle(queue: tgqueue::Postgres, bot: tgapi::UserId, update: tgapi::Update) -> Result<(), tgapi::BoxError> {
/// let transaction = queue.transaction(bot, update.update_id).await?;
/// transaction.client().execute("update purses set coins = coins + 1 where chat = $1", &[&5_i64]).await?;
/// transaction.commit().await?;
/// # Ok(())
/// # }
/// ```
///
/// Dropped without [`commit`](Self::commit) it is rolled back, and its connection closed. It has a connection for itself:
/// no more than [`connections`](super::PostgresBuilder::connections) can be open at once, further ones wait. Keep it short:
/// as long as it is open, PostgreSQL cleans up nothing that was deleted after it began.
#[must_use = "what is not committed is rolled back"]
pub struct Tx {
    link: Arc<Link>,
    lent: Lent,
    mark: Mark,
}

/// Why a transaction was not begun or not committed.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TxError {
    /// The update is not in hand here: no worker of this engine fetched it, it is settled, or its lane is lost.
    #[error("update {} is not in hand here: it was settled, or its lane went to another worker", .0.0)]
    NotInHand(UpdateId),
    /// The lane went to another worker meanwhile, or the update was settled. Nothing of the transaction was kept.
    #[error("the update was taken or settled by another worker; what was written for it was rolled back")]
    Fenced,
    /// The database failed. If it did while it was committing, nothing tells whether it was kept, but the effect and the
    /// mark were so together.
    #[error(transparent)]
    Database(#[from] PostgresError),
}

impl Postgres {
    /// Begins a transaction for an update that a worker of this engine has in hand. To be called by its handler.
    ///
    /// Afterwards the handler answers as always; that the update is done is known already. If it answers `Err` although
    /// it has committed, that changes nothing.
    ///
    /// # Errors
    ///
    /// If the update is not in hand, or the database fails.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future rolls back.
    pub async fn transaction(&self, bot: UserId, update_id: UpdateId) -> Result<Tx, TxError> {
        let (ticket, lease) = self.shared.handed.find(bot, update_id).ok_or(TxError::NotInHand(update_id))?;
        let mut lent = self.transactions.get().await?;
        // From here on it is closed unless all goes well.
        lent.close_in_the_end(true);
        let link = lent.link()?;
        link.client().batch_execute("begin isolation level read committed").await.map_err(PostgresError::from)?;
        Ok(Tx { link, lent, mark: Mark { lease, ticket, outcome: Outcome::Done } })
    }
}

impl Tx {
    /// The connection, to write by. What ends the transaction (`commit`, `rollback`) is not to be sent by it: then nothing
    /// ties the effect to the mark.
    #[must_use]
    pub fn client(&self) -> &Client {
        self.link.client()
    }

    /// Marks the update as done and commits.
    ///
    /// # Errors
    ///
    /// [`TxError::Fenced`] if it is in other hands, and everything was rolled back. Otherwise the database's.
    ///
    /// # Cancel safety
    ///
    /// If the future is dropped, it was committed or not, both the effect and the mark.
    pub async fn commit(mut self) -> Result<(), TxError> {
        let settling = Settling::new(std::slice::from_ref(&self.mark));
        let rows = self.lent.query(sql::SETTLE, &settling.params(&None)).await?;
        let settled = rows.first().map(answer).transpose()?;
        if settled != Some(Settled::Applied) {
            return Err(TxError::Fenced);
        }
        self.link.client().batch_execute("commit").await.map_err(PostgresError::from)?;
        self.lent.close_in_the_end(false);
        Ok(())
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").field("mark", &self.mark).finish_non_exhaustive()
    }
}

impl From<EngineError> for TxError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Closed => Self::Database(PostgresError::Closed),
            other => Self::Database(PostgresError::Database(other.to_string())),
        }
    }
}
