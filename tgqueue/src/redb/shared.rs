//! What the writer and the readers share: the open file, marks, leases, and whether all is well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use redb::{Database, ReadableDatabase as _};
use tgapi::UserId;
use tokio::sync::watch;

use super::disk::{Disk, OpenError};
use super::marks::{Marks, Overlay};
use super::shelf::Shelf;
use crate::clock::{Clock, Timestamp};
use crate::conversation::Conversation;
use crate::engine::Health;
use crate::error::EngineError;
use crate::item::{Mark, Settled};
use crate::lease::{Lease, Renewal};
use crate::stats::Holder;

pub(super) struct Shared {
    disk: Disk,
    clock: Arc<dyn Clock>,
    /// What the clock is ahead by, so that time does not run backwards from one start to the next.
    ahead: RwLock<Duration>,
    /// None while it is closed, after a failure or at the end.
    file: RwLock<Option<Database>>,
    marks: Mutex<Marks>,
    holds: Mutex<HashMap<UserId, Hold>>,
    /// Leases that were given back, to be written with the next commit: those of a process that died were not.
    released: Mutex<Vec<Lease>>,
    down: Mutex<Option<EngineError>>,
    arrivals: watch::Sender<u64>,
}

/// Who has the lane of a bot. In memory alone: no lease outlives its process.
struct Hold {
    epoch: u64,
    worker: String,
    until: Timestamp,
    cursor: Option<Conversation>,
}

// No lock here is held across an await, and none while the disk is waited for, but the one of the file itself.
impl Shared {
    pub(super) fn new(disk: Disk, clock: Arc<dyn Clock>) -> Self {
        Self {
            disk,
            clock,
            ahead: RwLock::default(),
            file: RwLock::default(),
            marks: Mutex::default(),
            holds: Mutex::default(),
            released: Mutex::default(),
            down: Mutex::default(),
            arrivals: watch::Sender::new(0),
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now().after(*self.ahead.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn open_file(&self) -> Result<(), OpenError> {
        let (file, clock) = self.disk.open(self.now())?;
        let behind = clock.since(self.now());
        *self.ahead.write().unwrap_or_else(PoisonError::into_inner) += behind;
        *self.file.write().unwrap_or_else(PoisonError::into_inner) = Some(file);
        *lock(&self.down) = None;
        Ok(())
    }

    pub(super) fn close_file(&self) {
        let file = self.file.write().unwrap_or_else(PoisonError::into_inner).take();
        // Whether it closes well or not: it is opened anew, or it is the end.
        let _ = file.map(Database::close);
    }

    pub(super) fn with_file<T>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, redb::Error>,
    ) -> Result<T, redb::Error> {
        match &*self.file.read().unwrap_or_else(PoisonError::into_inner) {
            Some(file) => work(file),
            None => Err(redb::Error::DatabaseClosed),
        }
    }

    /// The file as it is now. Nothing that was settled before is missing in it.
    pub(super) fn shelf(&self) -> Result<Shelf, EngineError> {
        let file = self.file.read().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = &*file else { return Err(self.down()) };
        // In this order: what leaves the marks meanwhile is in the file that is looked at after.
        let overlay = self.overlay();
        let transaction = file.begin_read().map_err(|error| self.unreadable(error.into()))?;
        Ok(Shelf::new(transaction, overlay, self.now()))
    }

    pub(super) fn explain(&self, error: redb::Error) -> OpenError {
        self.disk.explain(error)
    }

    /// A reader's error. Whether the file is broken, the writer finds out.
    pub(super) fn unreadable(&self, error: redb::Error) -> EngineError {
        engine_error(&self.explain(error))
    }

    pub(super) fn failed(&self, error: &OpenError) {
        *lock(&self.down) = Some(engine_error(error));
    }

    /// Why nothing can be done.
    pub(super) fn down(&self) -> EngineError {
        lock(&self.down).clone().unwrap_or(EngineError::Closed)
    }

    pub(super) fn health(&self) -> Health {
        lock(&self.down).as_ref().map_or(Health::Ready, |error| Health::Down(error.to_string()))
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.arrivals.subscribe()
    }

    pub(super) fn arrived(&self) {
        self.arrivals.send_modify(|version| *version = version.wrapping_add(1));
    }

    pub(super) fn overlay(&self) -> Arc<Overlay> {
        lock(&self.marks).overlay()
    }

    pub(super) fn released(&self) -> Vec<Lease> {
        lock(&self.released).clone()
    }

    /// Whether there is something that waits for company.
    pub(super) fn has_marks(&self) -> bool {
        !lock(&self.marks).is_empty() || !lock(&self.released).is_empty()
    }

    pub(super) fn committed(&self, overlay: &Overlay, released: &[Lease]) {
        lock(&self.marks).committed(overlay);
        lock(&self.released).retain(|lease| !released.contains(lease));
    }

    pub(super) fn handed_out(&self, tickets: impl Iterator<Item = (u64, u32)>) {
        let mut marks = lock(&self.marks);
        tickets.for_each(|(ticket, attempts)| marks.handed_out(ticket, attempts));
    }

    /// The answers, and whether these are the first marks since the last commit.
    pub(super) fn settle(&self, marks: Vec<Mark>) -> (Vec<Settled>, bool) {
        let now = self.now();
        let holds = lock(&self.holds);
        let mut pending = lock(&self.marks);
        let was_empty = pending.is_empty();
        let settled = marks.into_iter().map(|mark| match is_current(&holds, mark.lease) {
            true => pending.settle(mark, now),
            false => Settled::Fenced,
        });
        let settled = settled.collect();
        (settled, was_empty && !pending.is_empty())
    }

    pub(super) fn is_held(&self, bot: UserId) -> bool {
        lock(&self.holds).get(&bot).is_some_and(|hold| hold.until > self.now())
    }

    pub(super) fn take(&self, lease: Lease, worker: String, ttl: Duration) {
        let hold = Hold { epoch: lease.epoch, worker, until: self.now().after(ttl), cursor: None };
        lock(&self.holds).insert(lease.bot, hold);
    }

    pub(super) fn renew(&self, lease: Lease, ttl: Duration) -> Renewal {
        let until = self.now().after(ttl);
        match lock(&self.holds).get_mut(&lease.bot).filter(|hold| hold.epoch == lease.epoch) {
            Some(hold) => {
                hold.until = until;
                Renewal::Kept
            }
            None => Renewal::Lost,
        }
    }

    pub(super) fn release(&self, lease: Lease) {
        let mut holds = lock(&self.holds);
        if is_current(&holds, lease) {
            holds.remove(&lease.bot);
            lock(&self.released).push(lease);
        }
    }

    pub(super) fn is_current(&self, lease: Lease) -> bool {
        is_current(&lock(&self.holds), lease)
    }

    pub(super) fn cursor(&self, lease: Lease) -> Option<Conversation> {
        lock(&self.holds).get(&lease.bot).and_then(|hold| hold.cursor)
    }

    pub(super) fn move_cursor(&self, lease: Lease, cursor: Option<Conversation>) {
        if let Some(hold) = lock(&self.holds).get_mut(&lease.bot) {
            hold.cursor = cursor;
        }
    }

    pub(super) fn holder(&self, bot: UserId) -> Option<Holder> {
        let now = self.now();
        lock(&self.holds).get(&bot).filter(|hold| hold.until > now).map(|hold| Holder {
            worker: hold.worker.clone(),
            epoch: hold.epoch,
            expires_in: hold.until.since(now),
        })
    }
}

fn is_current(holds: &HashMap<UserId, Hold>, lease: Lease) -> bool {
    holds.get(&lease.bot).is_some_and(|hold| hold.epoch == lease.epoch)
}

fn engine_error(error: &OpenError) -> EngineError {
    let what = error.to_string();
    match error {
        OpenError::Damaged { .. } | OpenError::Foreign { .. } | OpenError::Newer { .. } => {
            EngineError::Corrupted { what }
        }
        OpenError::Io { source, .. } => {
            EngineError::unavailable(what, std::io::Error::new(source.kind(), source.to_string()))
        }
        OpenError::Held { .. } | OpenError::Missing { .. } => EngineError::Unavailable { what, source: None },
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
