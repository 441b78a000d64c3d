//! The sessions that live, in the order in which they will end, and the task that ends them.
//!
//! All have the same idle time, so the order of their last use is the order of their ends: a map by a running number
//! serves as the queue. A session in the hands of a handler is not in the queue at all.

use std::collections::{BTreeMap, HashMap};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tgapi::Lane;
use tokio::task::AbortHandle;
use tokio::time::Instant;

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndReason {
    /// No handler had it for the idle time.
    Idle,
    /// There were too many sessions, and this one was idle longest.
    Evicted,
    /// [`Sessions::end_all`](super::Sessions::end_all).
    Closed,
}

type OnEnd<T> = Arc<dyn Fn(Lane, T, EndReason) + Send + Sync>;

pub(super) struct Table<T> {
    pub(super) make: Box<dyn Fn() -> T + Send + Sync>,
    idle: Duration,
    inner: Mutex<Inner<T>>,
}

struct Inner<T> {
    max: usize,
    on_end: Option<OnEnd<T>>,
    live: HashMap<Lane, Entry<T>>,
    /// Sessions that no handler has, by when they were let go.
    queue: BTreeMap<u64, Lane>,
    next_number: u64,
    /// The task that ends sessions, while there is one.
    timer: Option<AbortHandle>,
}

struct Entry<T> {
    slot: Arc<Slot<T>>,
    /// How many handlers have it.
    holders: usize,
    /// Its place in the queue, and when it ends; if no handler has it.
    waits: Option<(u64, Instant)>,
    /// Not one handler has used it yet.
    new: bool,
}

pub(super) struct Slot<T> {
    pub(super) state: Mutex<T>,
    /// Whether somebody looked at the state. Written and read by those who have the session, and read once more under
    /// the table's lock, which orders it: Relaxed is enough.
    used: AtomicBool,
}

impl<T> Slot<T> {
    pub(super) fn mark_used(&self) {
        self.used.store(true, Ordering::Relaxed);
    }
}

/// Sessions that ended, to be told when no lock is held.
type Ended<T> = Vec<(Lane, Arc<Slot<T>>)>;

impl<T: Send + 'static> Table<T> {
    pub(super) fn new(idle: Duration, make: Box<dyn Fn() -> T + Send + Sync>) -> Arc<Self> {
        let inner = Inner {
            max: 100_000,
            on_end: None,
            live: HashMap::new(),
            queue: BTreeMap::new(),
            next_number: 0,
            timer: None,
        };
        Arc::new(Self { make, idle, inner: Mutex::new(inner) })
    }

    pub(super) fn set_max(&self, max: usize) {
        self.lock().max = max;
    }

    pub(super) fn set_on_end(&self, hook: OnEnd<T>) {
        self.lock().on_end = Some(hook);
    }

    /// Hands out the session of a lane; begins one if there is none, or none any more.
    pub(super) fn acquire(table: &Arc<Self>, lane: Lane) -> Arc<Slot<T>> {
        let now = Instant::now();
        let mut expired = Ended::new();
        let mut evicted = Ended::new();
        let mut inner = table.lock();
        // The task that ends sessions may be late; whoever asks must not get one that is over.
        inner.take_expired(now, &mut expired);
        // What makes a session is not ours, and may do anything but hold our lock.
        let mut fresh = None;
        if !inner.live.contains_key(&lane) {
            drop(inner);
            fresh = Some(table.slot());
            inner = table.lock();
        }
        if !inner.live.contains_key(&lane) {
            while inner.live.len() >= inner.max {
                let Some((_, oldest)) = inner.queue.pop_first() else { break };
                evicted.extend(inner.live.remove(&oldest).map(|entry| (oldest, entry.slot)));
            }
        }
        let entry = inner.live.entry(lane).or_insert_with(|| Entry {
            slot: fresh.take().unwrap_or_else(|| table.slot()),
            holders: 0,
            waits: None,
            new: true,
        });
        entry.holders += 1;
        let slot = Arc::clone(&entry.slot);
        if let Some((number, _)) = entry.waits.take() {
            inner.queue.remove(&number);
        }
        let on_end = inner.on_end.clone();
        drop(inner);
        table.tell(expired, EndReason::Idle, on_end.as_ref());
        table.tell(evicted, EndReason::Evicted, on_end.as_ref());
        slot
    }

    fn slot(&self) -> Arc<Slot<T>> {
        Arc::new(Slot { state: Mutex::new((self.make)()), used: AtomicBool::new(false) })
    }

    /// Takes a session back. If it was begun for a handler that did not look at it, it never was.
    pub(super) fn release(table: &Arc<Self>, lane: Lane, slot: &Arc<Slot<T>>) {
        let mut inner = table.lock();
        let number = inner.next_number;
        let Some(entry) = inner.live.get_mut(&lane).filter(|entry| Arc::ptr_eq(&entry.slot, slot)) else { return };
        entry.holders -= 1;
        entry.new &= !slot.used.load(Ordering::Relaxed);
        if entry.holders > 0 {
            return;
        }
        if entry.new {
            inner.live.remove(&lane);
            return;
        }
        entry.waits = Some((number, Instant::now() + table.idle));
        inner.next_number += 1;
        inner.queue.insert(number, lane);
        if inner.timer.is_none() {
            // Outside of a runtime there is no timer; then sessions end when the next one is taken.
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                inner.timer = Some(runtime.spawn(Timer(Arc::downgrade(table)).run()).abort_handle());
            }
        }
    }

    /// Ends a session without telling anybody.
    pub(super) fn remove(&self, lane: Lane, slot: &Arc<Slot<T>>) {
        let mut inner = self.lock();
        if inner.live.get(&lane).is_some_and(|entry| Arc::ptr_eq(&entry.slot, slot)) {
            inner.live.remove(&lane);
        }
    }

    pub(super) fn end_all(&self) {
        let mut inner = self.lock();
        let mut ended = Ended::new();
        while let Some((_, lane)) = inner.queue.pop_first() {
            ended.extend(inner.live.remove(&lane).map(|entry| (lane, entry.slot)));
        }
        let on_end = inner.on_end.clone();
        drop(inner);
        self.tell(ended, EndReason::Closed, on_end.as_ref());
    }

    fn tell(&self, ended: Ended<T>, reason: EndReason, on_end: Option<&OnEnd<T>>) {
        let Some(on_end) = on_end else { return };
        for (lane, slot) in ended {
            let state = match Arc::try_unwrap(slot) {
                Ok(slot) => slot.state.into_inner().unwrap_or_else(PoisonError::into_inner),
                // Nobody has an ended session; if somebody did, they would go on with a new state.
                Err(slot) => {
                    let mut state = slot.state.lock().unwrap_or_else(PoisonError::into_inner);
                    std::mem::replace(&mut *state, (self.make)())
                }
            };
            if std::panic::catch_unwind(AssertUnwindSafe(|| on_end(lane, state, reason))).is_err() {
                tracing::error!(?lane, "the hook for the end of a session panicked");
            }
        }
    }
}

impl<T> Table<T> {
    pub(super) fn len(&self) -> usize {
        self.lock().live.len()
    }

    fn lock(&self) -> MutexGuard<'_, Inner<T>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.lock().live.capacity()
    }

    #[cfg(test)]
    pub(super) fn has_timer(&self) -> bool {
        self.lock().timer.is_some()
    }
}

impl<T> Drop for Table<T> {
    fn drop(&mut self) {
        if let Some(timer) = self.inner.get_mut().unwrap_or_else(PoisonError::into_inner).timer.take() {
            timer.abort();
        }
    }
}

impl<T> Inner<T> {
    fn take_expired(&mut self, now: Instant, expired: &mut Ended<T>) {
        while self.next_end().is_some_and(|end| end <= now) {
            let Some((_, lane)) = self.queue.pop_first() else { return };
            expired.extend(self.live.remove(&lane).map(|entry| (lane, entry.slot)));
        }
    }

    /// When the next session ends.
    fn next_end(&self) -> Option<Instant> {
        let (_, lane) = self.queue.first_key_value()?;
        self.live.get(lane)?.waits.map(|(_, end)| end)
    }
}

/// The task that ends sessions. It does not keep the table alive, and if it is dropped with its runtime, the next
/// session that is let go starts another.
struct Timer<T>(Weak<Table<T>>);

impl<T: Send + 'static> Timer<T> {
    async fn run(self) {
        while let Some(end) = self.step() {
            tokio::time::sleep_until(end).await;
        }
    }

    /// Ends what is due; says when to look again, or `None` if no session is left to wait for.
    fn step(&self) -> Option<Instant> {
        let table = self.0.upgrade()?;
        let mut expired = Ended::new();
        loop {
            let mut inner = table.lock();
            inner.take_expired(Instant::now(), &mut expired);
            if expired.is_empty() {
                let next = inner.next_end();
                if next.is_none() {
                    inner.timer = None;
                }
                if inner.live.is_empty() {
                    // A burst of chats must not leave its table behind for ever.
                    inner.live.shrink_to(1_024);
                }
                return next;
            }
            let on_end = inner.on_end.clone();
            drop(inner);
            table.tell(std::mem::take(&mut expired), EndReason::Idle, on_end.as_ref());
        }
    }
}

impl<T> Drop for Timer<T> {
    fn drop(&mut self) {
        if let Some(table) = self.0.upgrade() {
            table.lock().timer = None;
        }
    }
}
