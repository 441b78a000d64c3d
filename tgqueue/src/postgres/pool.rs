//! Connections to the database: a few, opened when needed, and kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::builder::{PostgresError, say};
use crate::error::EngineError;

pub(super) struct Pool {
    config: Config,
    tls: MakeRustlsConnect,
    idle: Mutex<Vec<Arc<Link>>>,
    room: Arc<Semaphore>,
}

/// A connection and what was prepared on it.
pub(super) struct Link {
    client: Client,
    // Never held across an await.
    statements: Mutex<HashMap<&'static str, Statement>>,
}

/// A connection in use. Goes back when dropped, unless it is broken or is to be closed.
pub(super) struct Lent {
    /// None only while it is dropped.
    link: Option<Arc<Link>>,
    pool: Arc<Pool>,
    close: bool,
    _permit: OwnedSemaphorePermit,
}

/// What the statements rely on, whatever the defaults of the database are.
const SESSION: &str = "
set session characteristics as transaction isolation level read committed;
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';";

pub(super) type Params<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Pool {
    pub(super) fn new(config: Config, tls: MakeRustlsConnect, size: usize) -> Arc<Self> {
        Arc::new(Self { config, tls, idle: Mutex::default(), room: Arc::new(Semaphore::new(size)) })
    }

    /// A new connection, whatever there is.
    pub(super) async fn connect(&self) -> Result<Client, PostgresError> {
        let (client, connection) = self.config.connect(self.tls.clone()).await?;
        tokio::spawn(async move {
            // Whoever uses the connection is told as well.
            if let Err(error) = connection.await {
                tracing::debug!(error = say(&error), "a connection to the database ended");
            }
        });
        client.batch_execute(SESSION).await?;
        Ok(client)
    }

    /// A connection of the pool; waits while all are in use.
    pub(super) async fn get(self: &Arc<Self>) -> Result<Lent, EngineError> {
        let permit = Arc::clone(&self.room).acquire_owned().await.map_err(|_| EngineError::Closed)?;
        let link = loop {
            match self.idle().pop() {
                Some(link) if link.client.is_closed() => {}
                other => break other,
            }
        };
        let link = match link {
            Some(link) => link,
            None => Arc::new(Link { client: self.connect().await?, statements: Mutex::default() }),
        };
        Ok(Lent { link: Some(link), pool: Arc::clone(self), close: false, _permit: permit })
    }

    /// Whether a connection can be had without waiting for one.
    pub(super) fn has_room(&self) -> bool {
        self.room.available_permits() > 0
    }

    pub(super) fn close(&self) {
        self.room.close();
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Arc<Link>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Link {
    /// The rows of one of our statements, prepared once for each connection. If it is prepared already, it is sent at the
    /// first poll: what is polled first is carried out first.
    ///
    /// If the future is dropped, the statement is still carried out, and whoever has the connection next waits for it.
    pub(super) async fn query(&self, sql: &'static str, params: Params<'_>) -> Result<Vec<Row>, PostgresError> {
        let statement = self.prepare(sql).await?;
        Ok(self.client.query(&statement, params).await?)
    }

    /// How many rows a statement wrote that gives none.
    pub(super) async fn execute(&self, sql: &'static str, params: Params<'_>) -> Result<u64, PostgresError> {
        let statement = self.prepare(sql).await?;
        Ok(self.client.execute(&statement, params).await?)
    }

    pub(super) async fn prepare(&self, sql: &'static str) -> Result<Statement, PostgresError> {
        if let Some(statement) = self.statements().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await?;
        self.statements().insert(sql, statement.clone());
        Ok(statement)
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    fn statements(&self) -> MutexGuard<'_, HashMap<&'static str, Statement>> {
        self.statements.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lent {
    /// The rows of one of our statements, as [`Link::query`] gives them.
    pub(super) async fn query(&mut self, sql: &'static str, params: Params<'_>) -> Result<Vec<Row>, PostgresError> {
        self.link()?.query(sql, params).await
    }

    /// The connection itself.
    pub(super) fn link(&self) -> Result<Arc<Link>, PostgresError> {
        self.link.as_ref().map(Arc::clone).ok_or(PostgresError::Closed)
    }

    /// Whether to close it in the end: while a transaction is open on it, nobody else may get it.
    pub(super) fn close_in_the_end(&mut self, close: bool) {
        self.close = close;
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(link) = self.link.take()
            && !self.close
            && !link.client.is_closed()
            && !self.pool.room.is_closed()
        {
            self.pool.idle().push(link);
        }
    }
}
