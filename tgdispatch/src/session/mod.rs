//! Sessions: a value for each conversation, forgotten after a while of silence. Knows lanes of updates and time, no
//! router: a handler takes one as an argument, and the state provides them.

mod table;
#[cfg(test)]
mod tests;

pub use table::EndReason;

use std::fmt;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use tgapi::Lane;

use crate::context::Context;
use crate::extract::{FromRef, FromUpdate, Missing};
use table::{Slot, Table};

/// The sessions of a bot: part of its state, from which handlers take their [`Session`].
///
/// A session belongs to a conversation ([`tgapi::Update::lane`]): a chat, or a user outside of chats. It begins with the
/// first update whose handler takes it, and ends when no handler had it for the idle time. At most `max` of them are
/// kept ([`max`](Self::max), default 100,000): for one more, the one that was idle longest is ended.
///
/// Clones share the sessions. One task ends them in time; it runs only while there are any. They live in memory: a
/// restart forgets them without their end. What has to survive that, or is shared by several machines, is a
/// [`Dialogue`](crate::Dialogue), which can be forgotten after a while of silence, too:
/// [`Dialogues::idle`](crate::Dialogues::idle).
///
/// With other state beside them, they are a part of it by [`FromRef`]; [`from_ref!`](crate::from_ref) writes that.
///
/// ```
/// use std::time::Duration;
/// use tgdispatch::{Message, Router, Session, Sessions, Settings, filter::text};
/// use tgapi::methods::SendMessage;
///
/// async fn count(msg: Message, seen: Session<u32>) -> SendMessage {
///     let n = seen.update(|n| {
///         *n += 1;
///         *n
///     });
///     msg.answer(n.to_string())
/// }
///
/// let sessions = Sessions::idle(Duration::from_secs(10));
/// let dispatcher = Router::new().on(text(), count).with_state(sessions).build(Settings::new())?;
/// # Ok::<(), tgdispatch::BuildError>(())
/// ```
///
/// A handler that takes a `Session<T>` which the router's state does not provide does not compile:
///
/// ```compile_fail,E0599
/// use tgdispatch::{Router, Session, Settings, filter::text};
///
/// async fn count(seen: Session<u32>) {}
///
/// let dispatcher = Router::new().on(text(), count).build(Settings::new());
/// ```
pub struct Sessions<T> {
    table: Arc<Table<T>>,
}

impl<T: Send + 'static> Sessions<T> {
    /// Sessions that begin with `T::default()` and end after `idle` without a handler that has them.
    #[must_use]
    pub fn idle(idle: Duration) -> Self
    where
        T: Default,
    {
        Self::idle_with(idle, T::default)
    }

    /// Sessions that begin with what `make` makes.
    #[must_use]
    pub fn idle_with(idle: Duration, make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self { table: Table::new(idle, Box::new(make)) }
    }

    /// At most how many are kept; default 100,000. Those that handlers have right now are never ended, so there can be
    /// as many more as handlers run.
    #[must_use]
    pub fn max(self, sessions: usize) -> Self {
        self.table.set_max(sessions);
        self
    }

    /// What is done when a session ends: with the conversation, its last state, and why it ended. Not for one that a
    /// handler ends by itself. It runs in the task that ends sessions, or before the handler for which one is evicted:
    /// so it should be quick, and spawn what takes long.
    ///
    /// ```
    /// # use std::time::Duration;
    /// use tgapi::{Lane, methods::SendMessage};
    /// use tgdispatch::Sessions;
    ///
    /// # #[cfg(feature = "client")]
    /// # fn example(client: tgapi::Client) -> Sessions<u32> {
    /// Sessions::idle(Duration::from_secs(10)).on_end(move |lane, n: u32, _why| {
    ///     if let Lane::Chat(chat) = lane {
    ///         let client = client.clone();
    ///         tokio::spawn(async move { client.call(SendMessage::new(chat, format!("{n} messages"))).await });
    ///     }
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn on_end(self, hook: impl Fn(Lane, T, EndReason) + Send + Sync + 'static) -> Self {
        self.table.set_on_end(Arc::new(hook));
        self
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ends all that no handler has: for a shutdown, so that nothing is forgotten without its end.
    pub fn end_all(&self) {
        self.table.end_all();
    }

    /// The session of a conversation, as a handler would take it; begun if there is none.
    #[must_use]
    pub fn session(&self, lane: Lane) -> Session<T> {
        let slot = Table::acquire(&self.table, lane);
        Session { table: Arc::clone(&self.table), lane, slot }
    }
}

impl<T> Clone for Sessions<T> {
    fn clone(&self) -> Self {
        Self { table: Arc::clone(&self.table) }
    }
}

impl<T> fmt::Debug for Sessions<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").field("live", &self.table.len()).finish_non_exhaustive()
    }
}

/// The session of the conversation that an update belongs to.
///
/// The state is behind a lock that handlers of one conversation hardly ever contend for, as [`Lanes`](crate::Lanes) run
/// them one after another. While a handler has it, the session does not end.
pub struct Session<T: Send + 'static> {
    table: Arc<Table<T>>,
    lane: Lane,
    slot: Arc<Slot<T>>,
}

impl<T: Send + 'static> Session<T> {
    /// Looks at the state or changes it.
    pub fn update<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.lock())
    }

    /// The state, locked: not to be held over an `.await`.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        self.slot.mark_used();
        // A handler that panicked left the state as it was then; the next one goes on from there.
        self.slot.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy of the state.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.lock().clone()
    }

    /// Puts another state in its place.
    pub fn set(&self, state: T) {
        *self.lock() = state;
    }

    /// The conversation.
    #[must_use]
    pub fn lane(&self) -> Lane {
        self.lane
    }

    /// Ends the session and gives its state; [`Sessions::on_end`] is not called. The next update begins a new one.
    pub fn end(self) -> T {
        self.table.remove(self.lane, &self.slot);
        std::mem::replace(&mut *self.lock(), (self.table.make)())
    }
}

impl<T: Send + 'static> Drop for Session<T> {
    fn drop(&mut self) {
        Table::release(&self.table, self.lane, &self.slot);
    }
}

impl<T: Send + 'static> fmt::Debug for Session<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("lane", &self.lane).finish_non_exhaustive()
    }
}

impl<S, T: Send + 'static> FromUpdate<S> for Session<T>
where
    Sessions<T>: FromRef<S>,
{
    type Rejection = Missing;

    fn from_update(context: &Context, state: &S) -> Result<Self, Missing> {
        match context.lane() {
            // Of no conversation: there would never be a second update in it.
            Lane::Alone(_) => Err(Missing::new("conversation")),
            lane => Ok(Sessions::from_ref(state).session(lane)),
        }
    }
}
