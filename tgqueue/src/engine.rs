//! What has to be stored, and how: the seam between the queue and whatever keeps it.

use std::sync::Arc;
use std::time::Duration;

use tgapi::UserId;
use tokio::sync::watch;

use crate::conversation::Conversation;
use crate::error::EngineError;
use crate::item::{Appended, Mark, NewUpdate, Settled, Stored, Ticket};
use crate::lease::{Lease, LeaseRequest, Renewal};
use crate::letter::{Letter, LetterHead, LetterId};
use crate::stats::{ConversationStats, Stats};

/// A place where updates are kept until they are handled.
///
/// Whoever takes updates in calls [`append`](Self::append) and nothing else. Whoever handles them leases lanes, fetches,
/// handles, and settles. The two may be in one process or on different machines.
///
/// ```text
///             append                lease, fetch                settle(Done)
/// (outside) ──────────► waiting ───────────────► handed out ───────────────► done (its number known for 48 h)
///                          ▲                          │  │
///                          └───── settle(Retry) ──────┘  └ settle(Dead) ──► dead letter ── delete ──► done
///                          └───────────────────────── replay ───────────────────┘
/// ```
///
/// # Promises
///
/// Every one is checked by the module `conformance`, which each engine has to pass.
///
/// 1. **Durable.** Once `append` resolves, what it says is true after any crash.
/// 2. **Once.** A number of a bot is [`Fresh`](Appended::Fresh) once within [`SEEN_FOR`](crate::SEEN_FOR), and new again after it.
/// 3. **In order.** The updates of a conversation come in the order of their numbers, and none while an earlier one waits for
///    its time. What came after [`SEEN_FOR`](crate::SEEN_FOR) without any new update of the bot comes after everything
///    before, whatever its number: Telegram may have drawn a new one.
/// 4. **One holder.** A lane has one current lease. Marks of others are [`Fenced`](Settled::Fenced) and change nothing.
/// 5. **At least once.** What was handed out and not settled is handed out again under the next lease. Marks may be lost in a
///    crash until [`flush`](Self::flush) resolves; then the update is handed out again, too.
/// 6. **Nothing lost.** An update leaves the engine by `Done` or by [`delete`](Self::delete), and in no other way.
/// 7. **Crashes count.** What was handed out under a lease that ended without being given back is
///    [`suspect`](Stored::suspect) from then on, and each further lease that ends after it was [begun](Self::begin) is
///    counted. What came later than the lease is not suspect.
///
/// A lease that ran out but was taken by nobody may still be honoured. Times are the engine's own: durations go in and
/// come out, so that the clocks of several machines need not agree.
///
/// # Cancel safety
///
/// All futures may be dropped at any time; what was asked for is then done or not.
pub trait Engine: Send + Sync + 'static {
    /// Stores updates. Resolves once they are durable, with one answer for each, in order.
    ///
    /// # Errors
    ///
    /// None of them was acknowledged then: they have to come again, and are duplicates if they got there after all.
    fn append(&self, batch: Vec<NewUpdate>) -> impl Future<Output = Result<Vec<Appended>, EngineError>> + Send;

    /// Takes lanes that nobody holds: at most as many as asked for, maybe none. Each has a larger epoch than any lease of
    /// its lane before, when it resolves durably so.
    ///
    /// # Errors
    ///
    /// No lane was taken, or those that were taken run out.
    fn lease(&self, request: LeaseRequest) -> impl Future<Output = Result<Vec<Lease>, EngineError>> + Send;

    /// Makes leases last for `ttl` from now; one answer for each, in order.
    ///
    /// # Errors
    ///
    /// They last as long as before.
    fn renew(&self, leases: &[Lease], ttl: Duration) -> impl Future<Output = Result<Vec<Renewal>, EngineError>> + Send;

    /// Gives lanes back, so that others need not wait until they run out. Those that are lost are ignored.
    ///
    /// # Errors
    ///
    /// They run out.
    fn release(&self, leases: &[Lease]) -> impl Future<Output = Result<(), EngineError>> + Send;

    /// The next updates of these leases, all of one bot: for each conversation the first of those that wait, and those after
    /// it up to the limit, in order. No conversation starves: if fewer come than asked for, there are no more.
    ///
    /// Handing out changes nothing: the same updates come again unless their conversations are named as busy.
    ///
    /// # Errors
    ///
    /// Nothing was handed out.
    fn fetch(&self, leases: &[Lease], fetch: Fetch) -> impl Future<Output = Result<Fetched, EngineError>> + Send;

    /// Notes that updates which were handed out are about to be handled, so that it can be counted if whoever does it does not
    /// live to say what became of them ([`Stored::crashes`]). Durable. For those that are [`suspect`](Stored::suspect): the
    /// others cost nothing. Under a lease that is not current, or of updates that are settled, it notes nothing.
    ///
    /// # Errors
    ///
    /// Nothing is noted, or some of it.
    fn begin(&self, updates: Vec<(Lease, Ticket)>) -> impl Future<Output = Result<(), EngineError>> + Send;

    /// Says what became of updates that were handed out; one answer for each, in order. Not durable by itself: it rides
    /// along with what is stored next, or soon on its own. A fetch after it resolved knows of it.
    ///
    /// # Errors
    ///
    /// What was not applied is handed out again.
    fn settle(&self, marks: Vec<Mark>) -> impl Future<Output = Result<Vec<Settled>, EngineError>> + Send;

    /// Resolves once everything settled before is durable.
    ///
    /// # Errors
    ///
    /// Marks may be lost.
    fn flush(&self) -> impl Future<Output = Result<(), EngineError>> + Send;

    /// Changes when updates may have come to wait: by an append, a replay, or a lane that became free. An engine that
    /// several processes share looks at times for what others did. What is seen may be nothing new.
    fn arrivals(&self) -> watch::Receiver<u64>;

    /// Dead letters of a bot, or of all, in the order of their numbers: those after `after`, at most `limit`.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<LetterHead>, EngineError>> + Send;

    /// One dead letter with its content. `None` if there is none of this number.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn letter(&self, id: LetterId) -> impl Future<Output = Result<Option<Letter>, EngineError>> + Send;

    /// Makes a dead letter an update that waits again, with no attempts behind it, in its place in its conversation.
    /// Durable. `false` if there is no such letter, or it has no number to be handed out by.
    ///
    /// # Errors
    ///
    /// It is a dead letter still.
    fn replay(&self, id: LetterId) -> impl Future<Output = Result<bool, EngineError>> + Send;

    /// Deletes a dead letter for ever; its number is known as done. Durable. `false` if there is no such letter.
    ///
    /// # Errors
    ///
    /// It is there still.
    fn delete(&self, id: LetterId) -> impl Future<Output = Result<bool, EngineError>> + Send;

    /// What is held of a bot.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn stats(&self, bot: UserId) -> impl Future<Output = Result<Stats, EngineError>> + Send;

    /// The conversations of a bot that have the most updates waiting, the fullest first. Reads through everything that
    /// waits: for people, not for metrics.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    fn conversations(
        &self,
        bot: UserId,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<ConversationStats>, EngineError>> + Send;

    /// The bots it ever stored an update of; maybe not those that nothing but unreadable ones came of.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    fn bots(&self) -> impl Future<Output = Result<Vec<UserId>, EngineError>> + Send;

    /// Whether updates can be stored, as far as is known without trying.
    fn health(&self) -> Health;
}

/// What a worker wants to handle next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// How many updates at most. 0 is answered with none.
    pub max: usize,
    /// How many of one conversation at most. 0 counts as 1.
    pub per_conversation: usize,
    /// Conversations whose turn it is not, because an update of theirs is being handled, or being settled: one that is
    /// fetched meanwhile may come again.
    pub busy: Vec<Conversation>,
}

/// What is to be handled next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The updates: those of one conversation in their order.
    pub updates: Vec<Stored>,
    /// When the first of those that wait for their time is due, from now, as far as they were looked at. With nothing
    /// else to do, fetch again then.
    pub due_in: Option<Duration>,
    /// Those of the leases that are no longer current.
    pub lost: Vec<Lease>,
}

/// Whether updates can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// They can.
    Ready,
    /// They cannot, for this reason; it is tried again by itself.
    Down(String),
}

/// Engines can be shared.
impl<E: Engine> Engine for Arc<E> {
    fn append(&self, batch: Vec<NewUpdate>) -> impl Future<Output = Result<Vec<Appended>, EngineError>> + Send {
        (**self).append(batch)
    }

    fn lease(&self, request: LeaseRequest) -> impl Future<Output = Result<Vec<Lease>, EngineError>> + Send {
        (**self).lease(request)
    }

    fn renew(&self, leases: &[Lease], ttl: Duration) -> impl Future<Output = Result<Vec<Renewal>, EngineError>> + Send {
        (**self).renew(leases, ttl)
    }

    fn release(&self, leases: &[Lease]) -> impl Future<Output = Result<(), EngineError>> + Send {
        (**self).release(leases)
    }

    fn fetch(&self, leases: &[Lease], fetch: Fetch) -> impl Future<Output = Result<Fetched, EngineError>> + Send {
        (**self).fetch(leases, fetch)
    }

    fn begin(&self, updates: Vec<(Lease, Ticket)>) -> impl Future<Output = Result<(), EngineError>> + Send {
        (**self).begin(updates)
    }

    fn settle(&self, marks: Vec<Mark>) -> impl Future<Output = Result<Vec<Settled>, EngineError>> + Send {
        (**self).settle(marks)
    }

    fn flush(&self) -> impl Future<Output = Result<(), EngineError>> + Send {
        (**self).flush()
    }

    fn arrivals(&self) -> watch::Receiver<u64> {
        (**self).arrivals()
    }

    fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<LetterHead>, EngineError>> + Send {
        (**self).letters(bot, after, limit)
    }

    fn letter(&self, id: LetterId) -> impl Future<Output = Result<Option<Letter>, EngineError>> + Send {
        (**self).letter(id)
    }

    fn replay(&self, id: LetterId) -> impl Future<Output = Result<bool, EngineError>> + Send {
        (**self).replay(id)
    }

    fn delete(&self, id: LetterId) -> impl Future<Output = Result<bool, EngineError>> + Send {
        (**self).delete(id)
    }

    fn stats(&self, bot: UserId) -> impl Future<Output = Result<Stats, EngineError>> + Send {
        (**self).stats(bot)
    }

    fn conversations(
        &self,
        bot: UserId,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<ConversationStats>, EngineError>> + Send {
        (**self).conversations(bot, limit)
    }

    fn bots(&self) -> impl Future<Output = Result<Vec<UserId>, EngineError>> + Send {
        (**self).bots()
    }

    fn health(&self) -> Health {
        (**self).health()
    }
}
