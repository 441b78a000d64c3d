//! The engine that keeps everything in memory: what the others do, without the disk.

mod state;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tgapi::UserId;
use tokio::sync::watch;

use crate::clock::{Clock, SystemClock, Timestamp};
use crate::engine::{Engine, Fetch, Fetched, Health};
use crate::error::EngineError;
use crate::item::{Appended, Mark, NewUpdate, Settled, Ticket};
use crate::lease::{Lease, LeaseRequest, Renewal};
use crate::letter::{Letter, LetterHead, LetterId};
use crate::stats::{ConversationStats, Stats};
use state::State;

/// An engine that forgets everything when its last clone is dropped, and grows with what waits in it. For tests.
///
/// ```
/// use tgqueue::{Appended, Engine, Fetch, Key, LeaseRequest, Mark, Memory, NewUpdate, Outcome};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), tgqueue::EngineError> {
/// let queue = Memory::new();
/// let bot = tgapi::UserId(42);
/// let update = NewUpdate {
///     bot,
///     key: Key::Known { update_id: 7.into(), conversation: tgapi::Lane::Chat(5.into()).into() },
///     raw: r#"{"update_id": 7}"#.into(),
/// };
/// assert_eq!(queue.append(vec![update.clone()]).await?, [Appended::Fresh]);
/// assert_eq!(queue.append(vec![update]).await?, [Appended::Duplicate]);
///
/// let ttl = std::time::Duration::from_secs(10);
/// let leases = queue.lease(LeaseRequest { bot, worker: "me".into(), want: 8, ttl }).await?;
/// let fetched = queue.fetch(&leases, Fetch { max: 10, per_conversation: 1, busy: vec![] }).await?;
/// let first = &fetched.updates[0];
/// queue.settle(vec![Mark { lease: first.lease, ticket: first.ticket, outcome: Outcome::Done }]).await?;
/// assert_eq!(queue.stats(bot).await?.pending, 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Memory {
    state: Arc<Mutex<State>>,
    clock: Arc<dyn Clock>,
    arrivals: watch::Sender<u64>,
}

impl Memory {
    /// An empty one, of one lane.
    #[must_use]
    pub fn new() -> Self {
        Self::with(1, SystemClock::new())
    }

    /// An empty one, of so many lanes (0 counts as 1) and with this clock.
    #[must_use]
    pub fn with(lanes: u32, clock: impl Clock) -> Self {
        Self {
            state: Arc::new(Mutex::new(State::new(lanes.max(1)))),
            clock: Arc::new(clock),
            arrivals: watch::Sender::new(0),
        }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    // Never held across an await: nothing here waits.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn arrived(&self) {
        self.arrivals.send_modify(|version| *version = version.wrapping_add(1));
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine for Memory {
    async fn append(&self, batch: Vec<NewUpdate>) -> Result<Vec<Appended>, EngineError> {
        let now = self.now();
        let appended = {
            let mut state = self.state();
            batch.into_iter().map(|update| state.append(update, now)).collect()
        };
        self.arrived();
        Ok(appended)
    }

    async fn lease(&self, request: LeaseRequest) -> Result<Vec<Lease>, EngineError> {
        Ok(self.state().lease(&request, self.now()))
    }

    async fn renew(&self, leases: &[Lease], ttl: Duration) -> Result<Vec<Renewal>, EngineError> {
        let (now, mut state) = (self.now(), self.state());
        Ok(leases.iter().map(|lease| state.renew(*lease, now.after(ttl))).collect())
    }

    async fn release(&self, leases: &[Lease]) -> Result<(), EngineError> {
        leases.iter().for_each(|lease| self.state().release(*lease));
        self.arrived();
        Ok(())
    }

    async fn fetch(&self, leases: &[Lease], fetch: Fetch) -> Result<Fetched, EngineError> {
        Ok(self.state().fetch(leases, fetch, self.now()))
    }

    async fn begin(&self, updates: Vec<(Lease, Ticket)>) -> Result<(), EngineError> {
        let mut state = self.state();
        updates.into_iter().for_each(|(lease, ticket)| state.begin(lease, ticket));
        Ok(())
    }

    async fn settle(&self, marks: Vec<Mark>) -> Result<Vec<Settled>, EngineError> {
        let (now, mut state) = (self.now(), self.state());
        Ok(marks.into_iter().map(|mark| state.settle(mark, now)).collect())
    }

    async fn flush(&self) -> Result<(), EngineError> {
        Ok(())
    }

    fn arrivals(&self) -> watch::Receiver<u64> {
        self.arrivals.subscribe()
    }

    async fn letters(
        &self,
        bot: Option<UserId>,
        after: Option<LetterId>,
        limit: usize,
    ) -> Result<Vec<LetterHead>, EngineError> {
        Ok(self.state().letters(bot, after, limit))
    }

    async fn letter(&self, id: LetterId) -> Result<Option<Letter>, EngineError> {
        Ok(self.state().letter(id))
    }

    async fn replay(&self, id: LetterId) -> Result<bool, EngineError> {
        let replayed = self.state().replay(id, self.now());
        self.arrived();
        Ok(replayed)
    }

    async fn delete(&self, id: LetterId) -> Result<bool, EngineError> {
        Ok(self.state().delete(id))
    }

    async fn stats(&self, bot: UserId) -> Result<Stats, EngineError> {
        Ok(self.state().stats(bot, self.now()))
    }

    async fn conversations(&self, bot: UserId, limit: usize) -> Result<Vec<ConversationStats>, EngineError> {
        Ok(self.state().conversations(bot, limit, self.now()))
    }

    async fn bots(&self) -> Result<Vec<UserId>, EngineError> {
        Ok(self.state().bots())
    }

    fn health(&self) -> Health {
        Health::Ready
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}
