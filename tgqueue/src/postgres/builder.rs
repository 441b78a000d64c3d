//! Settings of the engine, how it is opened, and what can go wrong with the database.

use std::fmt;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::TargetSessionAttrs;

use super::{Postgres, schema, tls};
use crate::error::EngineError;

/// How to open a [`Postgres`]. Made by [`Postgres::builder`].
#[must_use]
pub struct PostgresBuilder {
    address: String,
    roots: Option<Vec<u8>>,
    lanes: u32,
    connections: usize,
    look_every: Duration,
}

/// What went wrong between us and the database. None of its texts has the password in it.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PostgresError {
    /// The address makes no sense. It is not repeated here: there may be a password in it.
    #[error(
        "the address of the database cannot be read: write postgres://USER:PASSWORD@HOST/DATABASE, with %40 for an @ in \
         the password and so on; sslmode may be disable, prefer or require"
    )]
    Address,
    /// The certificates to check the server's against cannot be read.
    #[error("no certificates to check the database's against: {0}")]
    Roots(String),
    /// A setting is zero.
    #[error("{0} is zero: give at least 1")]
    Zero(&'static str),
    /// The tables were made by a later version of this crate. Nothing was changed.
    #[error("the tables of the queue have version {found}, and this program knows {known}: use a newer one")]
    Newer {
        /// The version in the database.
        found: i32,
        /// The last one that is known.
        known: i32,
    },
    /// The database cannot be reached, or refused.
    #[error("the database does not do its part: {0}")]
    Database(String),
    /// The engine was closed.
    #[error("the queue is closed")]
    Closed,
}

impl PostgresBuilder {
    pub(super) fn new(address: String) -> Self {
        Self { address, roots: None, lanes: 64, connections: 4, look_every: Duration::from_millis(50) }
    }

    /// The certificates, in PEM, by one of which the server's has to be signed. Default: those that the machine trusts.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots = Some(pem.into());
        self
    }

    /// Into how many lanes the conversations of a bot are spread; default 64, at least 1. No more workers than lanes can
    /// work at once. Counts when a bot is first seen in this database; from then on the database knows.
    pub fn lanes(mut self, lanes: u32) -> Self {
        self.lanes = lanes;
        self
    }

    /// How many connections at most; default 4, at least 1. Every open [`Tx`](super::Tx) has one to itself besides.
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections;
        self
    }

    /// How often a worker looks for what front ends on other machines stored; default 50 ms. It is a question that the
    /// database answers without reading a table.
    pub fn look_every(mut self, pause: Duration) -> Self {
        self.look_every = pause;
        self
    }

    /// Opens it: connects, and makes the tables or brings them up to date.
    ///
    /// # Errors
    ///
    /// If the settings make no sense, the database cannot be reached, or the tables are of a later version.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime.
    pub async fn open(self) -> Result<Postgres, PostgresError> {
        for (value, name) in [(self.lanes as usize, "lanes"), (self.connections, "connections")] {
            if value == 0 {
                return Err(PostgresError::Zero(name));
            }
        }
        let mut config: Config = self.address.parse().map_err(|_| PostgresError::Address)?;
        tls::safe_by_default(&mut config, &self.address);
        let tls = tls::connector(self.roots.as_deref())?;
        with_defaults(&mut config);
        let lanes = i32::try_from(self.lanes).unwrap_or(i32::MAX);
        let queue = Postgres::start(config, tls, lanes, self.connections, self.look_every.max(SHORTEST_LOOK));
        schema::migrate(&mut queue.connect().await?).await?;
        Ok(queue)
    }
}

const SHORTEST_LOOK: Duration = Duration::from_millis(1);

/// A server that is gone without a word is noticed within 20 s; of several hosts the one that can be written to is taken.
fn with_defaults(config: &mut Config) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(15));
    }
    if config.get_keepalives_interval().is_none() {
        config
            .keepalives_idle(Duration::from_secs(10))
            .keepalives_interval(Duration::from_secs(3))
            .keepalives_retries(3);
    }
    if config.get_application_name().is_none() {
        config.application_name("tgqueue");
    }
    if config.get_hosts().len() > 1 {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
}

impl fmt::Debug for PostgresBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the address: there is a password in it.
        f.debug_struct("PostgresBuilder")
            .field("lanes", &self.lanes)
            .field("connections", &self.connections)
            .field("look_every", &self.look_every)
            .finish_non_exhaustive()
    }
}

impl From<tokio_postgres::Error> for PostgresError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Database(say(&error))
    }
}

impl From<PostgresError> for EngineError {
    fn from(error: PostgresError) -> Self {
        match error {
            PostgresError::Closed => Self::Closed,
            other => Self::Unavailable { what: other.to_string(), source: None },
        }
    }
}

/// What the database or the connection said. Without the details that the database adds: they repeat what is in a row.
pub(super) fn say(error: &tokio_postgres::Error) -> String {
    if let Some(said) = error.as_db_error() {
        return format!("{} (SQLSTATE {})", said.message(), said.code().code());
    }
    let mut words = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        words = format!("{words}: {cause}");
        next = cause.source();
    }
    words
}
