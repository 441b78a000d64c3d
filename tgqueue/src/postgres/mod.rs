//! The engine in a PostgreSQL database, for several machines: front ends append, workers lease lanes and settle.

mod append;
mod batch;
mod builder;
mod engine;
mod fetching;
mod handed;
mod keeper;
mod pool;
mod schema;
#[cfg(test)]
#[path = "../../tests/it/postgres/server.rs"]
#[allow(dead_code, unfulfilled_lint_expectations, reason = "that of the other tests, which do more with it")]
mod server;
mod settling;
mod shared;
mod sql;
mod tls;
mod tx;
mod under_way;
mod writer;

pub use builder::{PostgresBuilder, PostgresError};
pub use tx::{Tx, TxError};

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_postgres::types::FromSql;
use tokio_postgres::{Client, Config, Row};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::EngineError;
use pool::Pool;
use shared::Shared;

/// An engine in a PostgreSQL database (12 or later) that any number of processes share.
///
/// ```no_run
/// # async fn open() -> Result<(), tgqueue::PostgresError> {
/// let queue = tgqueue::Postgres::builder("postgres://bot:secret@db.example.com/bot").open().await?;
/// # Ok(())
/// # }
/// ```
///
/// - **Once and durable.** The primary key (bot, number) tells duplicates, from whichever machine they come. What is
///   appended meanwhile goes into one statement and one commit, and is acknowledged after it. On a failover to a server
///   that copies what was committed only later, PostgreSQL loses what was not copied yet: give it a synchronous one
///   (`synchronous_standby_names`).
/// - **In order.** Conversations are spread over lanes by a hash; a worker leases lanes, each with an epoch that grows.
///   Marks lock the lane's row and compare the epoch: those of a worker that was paused beyond its lease change nothing.
///   A handler can use the epoch in the same way, or write its own effects in a [`Tx`], together with the done mark.
/// - **Shared out.** A worker gets no more than its share of the lanes while others want theirs.
/// - **Clocks.** Only the database's counts.
///
/// # Encryption
///
/// With rustls, and the server's certificate and name are checked. It is required unless the server is on this machine or
/// the address says `sslmode=disable`; `sslmode=prefer` lets whoever is on the way turn it off.
///
/// # Tables
///
/// In the schema `tgqueue`, made by whoever opens it first:
///
/// ```sql
#[doc = include_str!("schema.sql")]
#[doc = include_str!("schema_2.sql")]
/// ```
///
/// # Cancel safety
///
/// As [`Engine`](crate::Engine) says: what was asked for is done or not. Clones share connections.
#[derive(Clone)]
pub struct Postgres {
    shared: Arc<Shared>,
    /// Of those transactions that handlers have open: they must not wait for each other and for us.
    transactions: Arc<Pool>,
    jobs: mpsc::Sender<writer::Job>,
}

impl Postgres {
    /// Settings for the database at this address, `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; several hosts are
    /// separated by commas, and the one that can be written to is taken.
    pub fn builder(address: impl Into<String>) -> PostgresBuilder {
        PostgresBuilder::new(address.into())
    }

    fn start(config: Config, tls: MakeRustlsConnect, lanes: i32, connections: usize, look_every: Duration) -> Self {
        let transactions = Pool::new(config.clone(), tls.clone(), connections);
        let shared = Arc::new(Shared::new(Pool::new(config, tls, connections), lanes));
        let (jobs, queue) = mpsc::channel(writer::QUEUE);
        tokio::spawn(writer::run(Arc::downgrade(&shared), queue));
        tokio::spawn(keeper::run(Arc::downgrade(&shared), look_every));
        Self { shared, transactions, jobs }
    }

    async fn connect(&self) -> Result<Client, PostgresError> {
        self.shared.pool.connect().await
    }

    /// Closes the connections, for all clones. What is asked afterwards is answered with
    /// [`EngineError::Closed`](crate::EngineError::Closed).
    pub fn close(&self) {
        self.shared.close();
        self.transactions.close();
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").finish_non_exhaustive()
    }
}

fn column<'a, T: FromSql<'a>>(row: &'a Row, at: usize) -> Result<T, EngineError> {
    row.try_get(at).map_err(|error| EngineError::Corrupted {
        what: format!("the tables of the queue are not as this version made them: {}", builder::say(&error)),
    })
}

/// As PostgreSQL's bigint; the largest, if it is larger.
fn number<T: TryInto<i64>>(value: T) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}

fn millis(value: i64) -> Duration {
    Duration::from_millis(u64::try_from(value).unwrap_or(0))
}

/// PostgreSQL's text knows no zero byte.
fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
