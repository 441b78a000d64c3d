//! Dialogues in Redis, for bots on several machines.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, Cmd, ErrorKind, FromRedisValue, RedisError, ServerErrorKind, cmd};

use super::StorageError;
use super::link::Link;
use super::storage::{DialogueKey, LONGEST, Storage, StorageFuture};

const STORE: &str = "Redis";
const EXPECTED: &str = "redis://USER:PASSWORD@HOST:PORT/NUMBER or unix:PATH; for TLS (rediss) put a tunnel in between";
/// In front of every key, so that others can use the same database.
const PREFIX: &str = "tgdispatch:dialogue:";

/// A [`Storage`] in Redis (2.6 or later) or what speaks like it, which any number of machines share; by the feature `redis`.
/// Clones share the connection, of which there is one; questions do not wait for each other's answers on it.
///
/// ```no_run
/// # use std::time::Duration;
/// # use tgapi::UserId;
/// # use tgdispatch::{DialogueState, Dialogues, RedisStorage};
/// # async fn open<Form: DialogueState>() -> Result<(), tgdispatch::StorageError> {
/// let storage = RedisStorage::open("redis://127.0.0.1:6379/0").await?;
/// let forms = Dialogues::<Form>::new(UserId(1234), storage).idle(Duration::from_secs(86_400));
/// # let _ = forms;
/// # Ok(())
/// # }
/// ```
///
/// # What survives
///
/// What Redis is set to keep, and that is not much by default: with `appendonly yes` and `appendfsync everysec` a crash of the
/// machine loses a second, with `appendfsync always` nothing. With `maxmemory` it needs the policy `noeviction`, or it forgets
/// people in the middle of a form. <https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/>
///
/// Keys are `tgdispatch:dialogue:` and the key of the dialogue, which begins with the number of the bot. Those of dialogues
/// that are [idle](super::Dialogues::idle) for too long Redis removes by itself, by its own clock.
///
/// # When Redis is away
///
/// Making a connection may take 5 s and an answer 10 s; after that, or when the connection breaks, a call fails with a
/// [`StorageError`] that [is transient](StorageError::is_transient), and the next call makes a new connection. Nothing is tried
/// twice behind your back.
///
/// # Encryption
///
/// None: keep Redis on this machine or in a network that is your own, or put a tunnel in between.
#[derive(Clone)]
pub struct RedisStorage {
    link: Arc<Link<MultiplexedConnection>>,
}

impl RedisStorage {
    /// Connects to Redis at this address: `redis://USER:PASSWORD@HOST:PORT/NUMBER`, or `unix:` and the path of a socket.
    ///
    /// # Errors
    ///
    /// [`StorageError`]: the address is none, or Redis cannot be reached or lets nobody in.
    pub async fn open(address: impl AsRef<str>) -> Result<Self, StorageError> {
        // Its own words may repeat what is in the address.
        let bad = |_: RedisError| StorageError::Address { store: STORE, expected: EXPECTED };
        let client = Client::open(address.as_ref()).map_err(bad)?;
        let link = Link::new(STORE, move || {
            let client = client.clone();
            // The link has times of its own.
            let config = AsyncConnectionConfig::new().set_connection_timeout(None).set_response_timeout(None);
            async move { client.get_multiplexed_async_connection_with_config(&config).await.map_err(failed) }
        });
        let storage = Self { link };
        // So that what is wrong is told now.
        storage.run::<String>(cmd("PING")).await?;
        Ok(storage)
    }

    async fn run<T: FromRedisValue>(&self, command: Cmd) -> Result<T, StorageError> {
        let ask =
            async |mut connection: MultiplexedConnection| command.query_async(&mut connection).await.map_err(failed);
        self.link.run(|_| true, ask).await
    }
}

fn name(key: &DialogueKey) -> String {
    format!("{PREFIX}{}", key.as_str())
}

/// What the server said is a refusal, unless it says that it cannot right now; everything else is the connection's.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: RedisError) -> StorageError {
    let reason = error.to_string();
    let passes = match error.kind() {
        ErrorKind::Server(
            ServerErrorKind::BusyLoading
            | ServerErrorKind::TryAgain
            | ServerErrorKind::ClusterDown
            | ServerErrorKind::MasterDown
            // A server that was the main one before.
            | ServerErrorKind::ReadOnly,
        ) => true,
        ErrorKind::Server(_)
        | ErrorKind::Extension
        | ErrorKind::AuthenticationFailed
        | ErrorKind::InvalidClientConfig
        | ErrorKind::UnexpectedReturnType => false,
        _ => true,
    };
    if passes {
        StorageError::Unreachable { store: STORE, reason }
    } else {
        StorageError::Refused { store: STORE, reason }
    }
}

impl Storage for RedisStorage {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        let mut get = cmd("GET");
        get.arg(name(key));
        Box::pin(async move { Ok(self.run(get).await?) })
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>, keep: Option<Duration>) -> StorageFuture<'a, ()> {
        let mut set = cmd("SET");
        set.arg(name(key)).arg(value);
        if let Some(keep) = keep {
            // Zero is none for Redis.
            let millis = u64::try_from(keep.min(LONGEST).as_millis()).unwrap_or(u64::MAX).max(1);
            set.arg("PX").arg(millis);
        }
        Box::pin(async move { Ok(self.run(set).await?) })
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        let mut del = cmd("DEL");
        del.arg(name(key));
        Box::pin(async move { Ok(self.run::<u64>(del).await.map(drop)?) })
    }
}

impl fmt::Debug for RedisStorage {
    /// Not the address: there may be a password in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStorage").finish_non_exhaustive()
    }
}
