//! Where states of dialogues are kept: a map of bytes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tgapi::{BoxError, UserId};

/// What a [`Storage`] is asked for, under way.
pub type StorageFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'a>>;

/// A place for states of dialogues. Ready-made are
///
/// | storage | feature | is for |
/// |---|---|---|
/// | [`MemoryStorage`](super::MemoryStorage) | | tests, and bots that may forget |
/// | `FileStorage` | `redb` | one machine, without a server |
/// | `PostgresStorage` | `postgres` | any number of machines |
/// | `RedisStorage` | `redis` | any number of machines |
///
/// What `save` and `remove` have done when they return has to be seen by every later `load` of that key, and survives
/// what the storage promises to survive. Two that save the same key at the same time leave one of the two values. Nothing is
/// compared before it is set: that two handlers of one chat do not run at the same time, [`Lanes`](crate::Lanes) see to.
pub trait Storage: Send + Sync + 'static {
    /// The value of a key.
    ///
    /// # Errors
    ///
    /// Whatever goes wrong.
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>>;

    /// Sets the value of a key. With `keep`, it is there for this long: later it is as if it had been removed, unless it was
    /// saved again. Without, it stays.
    ///
    /// # Errors
    ///
    /// Whatever goes wrong.
    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>, keep: Option<Duration>) -> StorageFuture<'a, ()>;

    /// Removes a key, if it is there.
    ///
    /// # Errors
    ///
    /// Whatever goes wrong.
    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()>;
}

/// The key of a dialogue: a text of bot, name, chat and, for dialogues of one user each, the user.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DialogueKey(String);

impl DialogueKey {
    pub(super) fn new(bot: UserId, name: &str, place: i64, user: Option<UserId>) -> Self {
        // Numbers first: a name may have any characters.
        let user = user.map(|user| user.0.to_string()).unwrap_or_default();
        Self(format!("{}:{place}:{user}:{name}", bot.0))
    }

    /// As a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DialogueKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What tells the time of day.
pub(super) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// Whoever wants something kept for longer than a hundred years means for ever; and nobody's clock overflows.
pub(super) const LONGEST: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

#[cfg(feature = "redb")]
pub(super) fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(feature = "postgres")]
pub(super) fn seconds(keep: Duration) -> f64 {
    keep.min(LONGEST).as_secs_f64()
}
