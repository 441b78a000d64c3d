//! Dialogues: where a person stands in a form or a menu, as a value that survives a restart and a new version.
//!
//! - `state`: the trait of such values, and how old ones are read.
//! - `at`: routing by them.
//! - `storage`: where they are kept; `memory`, `file`, `postgres` and `redis` are such places, and `link` is the connection of
//!   the last two.

mod at;
mod error;
#[cfg(feature = "redb")]
mod file;
#[cfg(any(feature = "postgres", feature = "redis"))]
mod link;
mod memory;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "redis")]
mod redis;
mod state;
mod storage;

pub(crate) use at::Fetch;
pub(crate) use at::Fetched;
pub use error::StorageError;
#[cfg(feature = "redb")]
pub use file::FileStorage;
pub use memory::MemoryStorage;
#[cfg(feature = "postgres")]
pub use postgres::PostgresStorage;
#[cfg(feature = "redis")]
pub use redis::RedisStorage;
pub use state::{DialogueError, DialogueState};
pub use storage::{DialogueKey, Storage, StorageFuture};

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{Lane, UserId};

use crate::context::Context;
use crate::extract::{FromRef, FromUpdate, Missing};

/// The dialogues of a bot with state `S`: given to the router by
/// [`with_state`](crate::Router::with_state), taken by handlers as [`Dialogue<S>`].
///
/// Where the person stands is a value of an enum, so a handler matches on it and the compiler sees to it that no step is
/// forgotten:
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use tgapi::UserId;
/// use tgapi::methods::SendMessage;
/// use tgdispatch::testing::TestBot;
/// use tgdispatch::{Dialogue, DialogueError, DialogueState, Dialogues, MemoryStorage, Message, Router, Text, filter::text};
///
/// #[derive(Default, Serialize, Deserialize)]
/// enum Form {
///     #[default]
///     Start,
///     Name,
///     Age { name: String },
/// }
///
/// impl DialogueState for Form {
///     const NAME: &'static str = "form";
/// }
///
/// async fn step(msg: Message, Text(text): Text, form: Dialogue<Form>) -> Result<SendMessage, DialogueError> {
///     match form.get().await? {
///         Form::Start => {
///             form.set(Form::Name).await?;
///             Ok(msg.answer("Your name?"))
///         }
///         Form::Name => {
///             form.set(Form::Age { name: text }).await?;
///             Ok(msg.answer("Your age?"))
///         }
///         Form::Age { name } => {
///             form.end().await?;
///             Ok(msg.answer(format!("{name}, {text}")))
///         }
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let forms = Dialogues::<Form>::new(UserId(1234), MemoryStorage::new());
/// let bot = TestBot::new(Router::new().on(text(), step).with_state(forms)).unwrap();
/// let ann = bot.user("Ann");
/// assert_eq!(ann.says("hello").await.texts(), ["Your name?"]);
/// assert_eq!(ann.says("Ann Lee").await.texts(), ["Your age?"]);
/// assert_eq!(ann.says("42").await.texts(), ["Ann Lee, 42"]);
/// # }
/// ```
///
/// A step reads and writes its state without anybody in between as long as updates of one chat are handled one after
/// another: [`Lanes`](crate::Lanes) see to it.
pub struct Dialogues<S> {
    bot: UserId,
    storage: Arc<dyn Storage>,
    per_user: bool,
    idle: Option<Duration>,
    state: PhantomData<fn() -> S>,
}

impl<S: DialogueState> Dialogues<S> {
    /// Dialogues of the bot with this number (`Token::bot_id`), kept in `storage`. The number is part of every key, so
    /// several bots can share a storage.
    #[must_use]
    pub fn new(bot: UserId, storage: impl Storage) -> Self {
        Self::shared(bot, Arc::new(storage))
    }

    /// The dialogue of an update's chat, or of its sender there.
    fn dialogue(&self, context: &Context) -> Result<Dialogue<S>, Missing> {
        let user = context.from().map(|user| user.id);
        let place = match context.lane() {
            Lane::Chat(chat) => Some(chat.0),
            Lane::User(user) => Some(user.0),
            _ => None,
        };
        let place = place.ok_or(Missing::new("chat"))?;
        let user = if self.per_user { Some(user.ok_or(Missing::new("sender"))?) } else { None };
        let key = DialogueKey::new(self.bot, S::NAME, place, user);
        Ok(Dialogue { dialogues: self.clone(), key })
    }

    /// The same with a storage that others use as well.
    #[must_use]
    pub fn shared(bot: UserId, storage: Arc<dyn Storage>) -> Self {
        Self { bot, storage, per_user: false, idle: None, state: PhantomData }
    }

    /// One dialogue for each person in each chat, instead of one for each chat: in groups, where several people fill in
    /// the same form at a time.
    #[must_use]
    pub fn per_user(mut self) -> Self {
        self.per_user = true;
        self
    }

    /// Forget a dialogue that was not [set](Dialogue::set) for this long: somebody who comes back later begins anew, and what
    /// was stored goes. Default: they stay until they are [ended](Dialogue::end). It counts for what is set from now on.
    ///
    /// So a dialogue is also a session that survives a restart and is shared by several machines, where
    /// [`Session`](crate::Session) is in memory.
    #[must_use]
    pub fn idle(mut self, idle: Duration) -> Self {
        self.idle = Some(idle);
        self
    }
}

impl<S> Clone for Dialogues<S> {
    fn clone(&self) -> Self {
        let Self { bot, storage, per_user, idle, state } = self;
        Self { bot: *bot, storage: Arc::clone(storage), per_user: *per_user, idle: *idle, state: *state }
    }
}

impl<S> fmt::Debug for Dialogues<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialogues").field("bot", &self.bot).field("per_user", &self.per_user).finish_non_exhaustive()
    }
}

/// The dialogue of the update's chat, or of its sender there: see [`Dialogues`].
pub struct Dialogue<S> {
    dialogues: Dialogues<S>,
    key: DialogueKey,
}

impl<S: DialogueState> Dialogue<S> {
    /// Where it stands; the default if it has not begun.
    ///
    /// A state that another version of the program wrote is given to [`DialogueState::migrate`]. If that cannot read it
    /// either, the dialogue begins anew, which is logged; what was stored stays there until the next
    /// [`set`](Self::set).
    ///
    /// # Errors
    ///
    /// [`DialogueError::Storage`].
    pub async fn get(&self) -> Result<S, DialogueError> {
        let Some(stored) = self.dialogues.storage.load(&self.key).await.map_err(DialogueError::Storage)? else {
            return Ok(S::default());
        };
        Ok(state::read(&stored).unwrap_or_else(|reason| {
            tracing::warn!(dialogue = S::NAME, version = S::VERSION, %reason, "a dialogue begins anew");
            S::default()
        }))
    }

    /// Where it stands from now on. When it returns, it is stored.
    ///
    /// # Errors
    ///
    /// [`DialogueError`]: it does not go into JSON, or the storage failed.
    pub async fn set(&self, state: S) -> Result<(), DialogueError> {
        let value = state::write(&state)?;
        self.dialogues.storage.save(&self.key, value, self.dialogues.idle).await.map_err(DialogueError::Storage)
    }

    /// Ends it: nothing of it is stored any more.
    ///
    /// # Errors
    ///
    /// [`DialogueError::Storage`].
    pub async fn end(&self) -> Result<(), DialogueError> {
        self.dialogues.storage.remove(&self.key).await.map_err(DialogueError::Storage)
    }
}

impl<S> fmt::Debug for Dialogue<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialogue").field("key", &self.key).finish_non_exhaustive()
    }
}

impl<R, S: DialogueState> FromUpdate<R> for Dialogue<S>
where
    Dialogues<S>: FromRef<R>,
{
    type Rejection = Missing;

    fn from_update(context: &Context, state: &R) -> Result<Self, Missing> {
        Dialogues::<S>::from_ref(state).dialogue(context)
    }
}
