//! Dialogues in a PostgreSQL database, for bots on several machines.

mod tls;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::{Client, Config, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::StorageError;
use super::link::Link;
use super::storage::{DialogueKey, Storage, StorageFuture, seconds};

const STORE: &str = "PostgreSQL";
const SCHEMA: &str = include_str!("schema.sql");
/// After so many saves those that are over are removed.
const SAVES: u32 = 256;

/// What the statements rely on, whatever the defaults of the database are.
const SESSION: &str = "
set session characteristics as transaction isolation level read committed;
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';";

const LOAD: &str = "select value from tgdispatch.dialogues where key = $1 and (until is null or until > now())";

const SAVE: &str = "
insert into tgdispatch.dialogues (key, value, until) values ($1, $2, now() + $3::float8 * interval '1 second')
on conflict (key) do update set value = excluded.value, until = excluded.until";

const REMOVE: &str = "delete from tgdispatch.dialogues where key = $1";

/// Only so many at once: nobody else waits long for the rows.
const CLEAN: &str = "
delete from tgdispatch.dialogues where key in
    (select key from tgdispatch.dialogues where until <= now() order by until limit 1000 for update skip locked)";

/// A [`Storage`] in a PostgreSQL database (12 or later) that any number of machines share, by the feature `postgres`. When
/// `save` returns, it is committed. Clones share the connection, of which there is one; questions do not wait for each
/// other's answers on it.
///
/// ```no_run
/// # use tgapi::UserId;
/// # use tgdispatch::{DialogueState, Dialogues, PostgresStorage};
/// # async fn open<Form: DialogueState>() -> Result<(), tgdispatch::StorageError> {
/// let storage = PostgresStorage::open("postgres://bot:secret@db.example.com/bot").await?;
/// let forms = Dialogues::<Form>::new(UserId(1234), storage);
/// # let _ = forms;
/// # Ok(())
/// # }
/// ```
///
/// # When the database is away
///
/// Making a connection may take 5 s and an answer 10 s; after that, or when the connection breaks, a call fails with a
/// [`StorageError`] that [is transient](StorageError::is_transient), and the next call makes a new connection. Nothing is tried
/// twice behind your back.
///
/// # Encryption
///
/// With rustls, and the server's certificate and name are checked. It is required unless the server is on this machine or
/// the address says `sslmode=disable`; `sslmode=prefer` lets whoever is on the way turn it off.
///
/// # Time
///
/// Whether a dialogue is over, the database's clock decides. Rows of those that are over are removed now and then, 1,000 at
/// most after every 256 saves; [`remove_expired`](Self::remove_expired) does it at a time of your own.
///
/// # Table
///
/// Made by whoever opens it first, unless it is there:
///
/// ```sql
#[doc = include_str!("schema.sql")]
/// ```
#[derive(Clone)]
pub struct PostgresStorage {
    link: Arc<Link<Connection>>,
    saves: Arc<AtomicU32>,
}

/// A connection with its statements.
#[derive(Clone)]
struct Connection(Arc<Prepared>);

struct Prepared {
    client: Client,
    load: Statement,
    save: Statement,
    remove: Statement,
    clean: Statement,
}

impl PostgresStorage {
    /// Connects to the database at this address, `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, and makes the table if it is
    /// not there. Of several hosts, separated by commas, the one that can be written to is taken.
    ///
    /// # Errors
    ///
    /// [`StorageError`]: the address is none, the database cannot be reached, or it does not let the table be made.
    pub async fn open(address: impl AsRef<str>) -> Result<Self, StorageError> {
        Self::connect(address.as_ref(), None).await
    }

    /// The same with root certificates of your own, as PEM, instead of the machine's.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), and if the certificates are none.
    pub async fn open_with_roots(address: impl AsRef<str>, pem: impl AsRef<[u8]>) -> Result<Self, StorageError> {
        Self::connect(address.as_ref(), Some(pem.as_ref())).await
    }

    async fn connect(address: &str, roots: Option<&[u8]>) -> Result<Self, StorageError> {
        let expected = "postgres://USER:PASSWORD@HOST:PORT/DATABASE";
        // Its own words repeat what is in the address.
        let bad = || StorageError::Address { store: STORE, expected };
        let mut config: Config = address.parse().map_err(|_| bad())?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(bad());
        }
        tls::safe_by_default(&mut config, address);
        with_defaults(&mut config);
        let tls = tls::connector(roots)?;
        let link = Link::new(STORE, move || open(config.clone(), tls.clone()));
        let storage = Self { link, saves: Arc::default() };
        // So that what is wrong is told now.
        storage.run(async |_: Connection| Ok(())).await?;
        Ok(storage)
    }

    /// Removes the rows of dialogues that are over, and says how many they were: 1,000 at most.
    ///
    /// # Errors
    ///
    /// [`StorageError`].
    pub async fn remove_expired(&self) -> Result<u64, StorageError> {
        self.run(async |Connection(c)| c.client.execute(&c.clean, &[]).await.map_err(failed)).await
    }

    async fn run<T, F>(&self, work: impl FnOnce(Connection) -> F) -> Result<T, StorageError>
    where
        F: Future<Output = Result<T, StorageError>>,
    {
        self.link.run(|Connection(connection)| !connection.client.is_closed(), work).await
    }
}

/// A server that is gone without a word is noticed; of several hosts the one that can be written to is taken.
fn with_defaults(config: &mut Config) {
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
        config.application_name("tgdispatch");
    }
    if config.get_hosts().len() > 1 {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
}

async fn open(config: Config, tls: MakeRustlsConnect) -> Result<Connection, StorageError> {
    let (client, connection) = config.connect(tls).await.map_err(failed)?;
    tokio::spawn(async move {
        // Whoever uses the connection is told as well.
        if let Err(error) = connection.await {
            tracing::debug!(error = say(&error), "a connection to the database ended");
        }
    });
    client.batch_execute(SESSION).await.map_err(failed)?;
    let there =
        client.query_one("select to_regclass('tgdispatch.dialogues') is not null", &[]).await.map_err(failed)?;
    if !there.try_get::<_, bool>(0).map_err(failed)? {
        // In one transaction; the lock, an arbitrary number, is for those that open it at the same time.
        let make = format!("select pg_advisory_xact_lock(8316291374); {SCHEMA}");
        client.batch_execute(&make).await.map_err(failed)?;
    }
    let load = client.prepare(LOAD).await.map_err(failed)?;
    let save = client.prepare(SAVE).await.map_err(failed)?;
    let remove = client.prepare(REMOVE).await.map_err(failed)?;
    let clean = client.prepare(CLEAN).await.map_err(failed)?;
    Ok(Connection(Arc::new(Prepared { client, load, save, remove, clean })))
}

/// What the server said is a refusal, unless it says that it goes away or comes up; everything else is the connection's.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: tokio_postgres::Error) -> StorageError {
    let reason = say(&error);
    // Classes: operator intervention, connection exception, insufficient resources, a transaction that cannot be now.
    let passes = |code: &str| ["57", "08", "53", "40"].iter().any(|class| code.starts_with(class));
    match error.code() {
        // Read-only: a server that was the main one before. <https://www.postgresql.org/docs/current/errcodes-appendix.html>
        Some(code) if !passes(code.code()) && code.code() != "25006" => StorageError::Refused { store: STORE, reason },
        _ => StorageError::Unreachable { store: STORE, reason },
    }
}

/// What the database or the connection said. Without the details that the database adds: they repeat what is in a row.
fn say(error: &tokio_postgres::Error) -> String {
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

impl Storage for PostgresStorage {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        Box::pin(async move {
            let value = self.run(async |Connection(c)| {
                let row = c.client.query_opt(&c.load, &[&key.as_str()]).await.map_err(failed)?;
                row.map(|row| row.try_get(0)).transpose().map_err(failed)
            });
            Ok(value.await?)
        })
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>, keep: Option<Duration>) -> StorageFuture<'a, ()> {
        Box::pin(async move {
            let keep = keep.map(seconds);
            self.run(async |Connection(c)| {
                c.client.execute(&c.save, &[&key.as_str(), &value, &keep]).await.map_err(failed)
            })
            .await?;
            if self.saves.fetch_add(1, Ordering::Relaxed) % SAVES == SAVES - 1 {
                let storage = self.clone();
                tokio::spawn(async move {
                    if let Err(error) = storage.remove_expired().await {
                        tracing::warn!(%error, "dialogues that are over were not removed");
                    }
                });
            }
            Ok(())
        })
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        Box::pin(async move {
            let gone =
                self.run(async |Connection(c)| c.client.execute(&c.remove, &[&key.as_str()]).await.map_err(failed));
            gone.await?;
            Ok(())
        })
    }
}

impl fmt::Debug for PostgresStorage {
    /// Not the address: there is a password in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStorage").finish_non_exhaustive()
    }
}
