//! Where states of dialogues are kept: a map of bytes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use tgapi::{BoxError, UserId};

/// What a [`Storage`] is asked for, under way.
pub type StorageFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'a>>;

/// A place for states of dialogues. Ready-made are [`MemoryStorage`](super::MemoryStorage) and, by the feature `redb`,
/// `FileStorage`.
///
/// What `save` and `remove` have done when they return has to be seen by every later `load` of that key, and survives
/// what the storage promises to survive.
pub trait Storage: Send + Sync + 'static {
    /// The value of a key.
    ///
    /// # Errors
    ///
    /// Whatever goes wrong.
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>>;

    /// Sets the value of a key.
    ///
    /// # Errors
    ///
    /// Whatever goes wrong.
    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>) -> StorageFuture<'a, ()>;

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
