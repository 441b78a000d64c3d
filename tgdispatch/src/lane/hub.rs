//! Which lanes there are, and what waits in them. The one lock of lanes is here, and is never held while anything else
//! runs: not a handler, not a hook, not an answer.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgapi::{BoxError, Reply, Update, UpdateId};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, oneshot};

use super::layer::{LanesLayer, Trouble};
use super::{LaneError, LaneStats};
use crate::jobs::is_job;

/// An accepted update.
pub(super) struct Job {
    pub(super) update: Update,
    pub(super) answer: oneshot::Sender<Result<Reply, BoxError>>,
    /// Its place among those that wait; given back when its handler starts.
    pub(super) place: OwnedSemaphorePermit,
    /// The span of whoever called, which the handler's own events belong to.
    pub(super) span: tracing::Span,
}

/// What lanes share.
pub(super) struct Hub<K> {
    pub(super) layer: LanesLayer<K>,
    /// Places to wait in; closed when drained.
    pub(super) places: Arc<Semaphore>,
    /// Handlers that may run.
    pub(super) slots: Semaphore,
    /// Handlers past their time that may run besides: each holds one of these instead of a slot.
    pub(super) overdue: Semaphore,
    state: Mutex<State<K>>,
    /// Told when the last lane ends.
    idle: Notify,
}

struct State<K> {
    /// A lane is here as long as somebody runs it.
    lanes: HashMap<K, LaneState>,
    /// No more jobs are taken.
    closing: bool,
    /// Nothing is taken any more.
    draining: bool,
    queued: usize,
    running: usize,
    /// Lanes that wait for an update to come again.
    held: usize,
    panics: u64,
    slow: u64,
}

struct LaneState {
    /// The one that waits first, if there was no other when it came: most lanes never need the queue behind it.
    first: Option<Job>,
    waiting: VecDeque<Job>,
    running: Option<UpdateId>,
    /// The update that is to come again, before all others.
    awaited: Option<Box<Awaited>>,
}

struct Awaited {
    id: UpdateId,
    /// Told when it has come, dropped when it is not waited for any more.
    come: oneshot::Sender<()>,
}

impl LaneState {
    const NEW: Self = Self { first: None, waiting: VecDeque::new(), running: None, awaited: None };

    fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.waiting.len()
    }

    fn push(&mut self, job: Job) {
        if self.len() == 0 {
            self.first = Some(job);
        } else {
            self.waiting.push_back(job);
        }
    }

    /// For one that has its turn already.
    fn push_front(&mut self, job: Job) {
        if let Some(second) = self.first.replace(job) {
            self.waiting.push_front(second);
        }
    }

    fn pop(&mut self) -> Option<Job> {
        self.first.take().or_else(|| self.waiting.pop_front())
    }
}

/// What became of an update that was offered.
pub(super) enum Taken {
    /// It waits in a lane that is run already.
    Queued,
    /// It waits in a new lane, which has to be run.
    Opened,
}

impl<K: Hash + Eq> Hub<K> {
    pub(super) fn new(layer: LanesLayer<K>) -> Self {
        let permits = |n: usize| n.min(Semaphore::MAX_PERMITS);
        Self {
            places: Arc::new(Semaphore::new(permits(layer.max_queued))),
            slots: Semaphore::new(permits(layer.max_concurrent)),
            overdue: Semaphore::new(permits(layer.max_concurrent)),
            state: Mutex::new(State {
                lanes: HashMap::new(),
                closing: false,
                draining: false,
                queued: 0,
                running: 0,
                held: 0,
                panics: 0,
                slow: 0,
            }),
            idle: Notify::new(),
            layer,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<K>> {
        // Nothing in here panics while it holds the lock, except for a `Hash` or `Eq` of the caller's.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts an update at the end of its lane.
    pub(super) fn push(&self, key: K, job: Job) -> Result<Taken, LaneError> {
        let mut state = self.lock();
        if state.draining || (state.closing && is_job(&job.update)) {
            return Err(LaneError::Draining);
        }
        let mut come = None;
        let taken = match state.lanes.entry(key) {
            Entry::Vacant(lane) => {
                lane.insert(LaneState::NEW).push(job);
                Taken::Opened
            }
            Entry::Occupied(mut lane) => {
                let id = job.update.update_id;
                let waiting = lane.get().len();
                if let Some(awaited) = lane.get_mut().awaited.take_if(|awaited| awaited.id == id) {
                    // Whatever waits, it waits for this one.
                    lane.get_mut().push_front(job);
                    come = Some(awaited);
                } else if waiting >= self.layer.max_queued_per_lane {
                    return Err(LaneError::LaneFull { waiting });
                } else {
                    lane.get_mut().push(job);
                }
                Taken::Queued
            }
        };
        state.queued += 1;
        state.held -= usize::from(come.is_some());
        drop(state);
        if let Some(awaited) = come {
            let _ = awaited.come.send(());
        }
        Ok(taken)
    }

    /// The running update of a lane is to come again: from now on it is waited for, unless that is not wanted, or too many
    /// lanes do so already. What is given is told when it has come.
    pub(super) fn await_again(&self, key: &K, id: UpdateId) -> Option<oneshot::Receiver<()>> {
        let mut state = self.lock();
        let wanted = !state.draining && !self.layer.wait_for_redelivery.is_zero();
        if !wanted || state.held >= self.layer.max_queued {
            return None;
        }
        let lane = state.lanes.get_mut(key)?;
        let (come, coming) = oneshot::channel();
        lane.awaited = Some(Box::new(Awaited { id, come }));
        state.held += 1;
        Some(coming)
    }

    /// The lane goes on, whether or not what it waited for has come. False if nothing waits: then the lane is gone.
    pub(super) fn go_on(&self, key: &K) -> bool {
        let mut state = self.lock();
        let Some(lane) = state.lanes.get_mut(key) else { return false };
        let given_up = lane.awaited.take().is_some();
        let more = lane.len() > 0;
        state.held -= usize::from(given_up);
        if !more {
            self.close(&mut state, key);
        }
        more
    }

    /// The next update of a lane, which runs from now on.
    pub(super) fn start(&self, key: &K) -> Option<Job> {
        let mut state = self.lock();
        let lane = state.lanes.get_mut(key)?;
        let job = lane.pop()?;
        lane.running = Some(job.update.update_id);
        state.queued -= 1;
        state.running += 1;
        Some(job)
    }

    /// The running update of a lane is done with. False if nothing waits, and nothing is waited for: then the lane is gone.
    pub(super) fn finish(&self, key: &K) -> bool {
        let mut state = self.lock();
        let Some(lane) = state.lanes.get_mut(key) else { return false };
        let ran = lane.running.take().is_some();
        let more = lane.len() > 0 || lane.awaited.is_some();
        if ran {
            state.running -= 1;
        }
        if !more {
            self.close(&mut state, key);
        }
        more
    }

    /// Whoever ran a lane is gone with whatever waited: the answers of those updates fail.
    pub(super) fn abandon(&self, key: &K) {
        let mut state = self.lock();
        let lane = self.close(&mut state, key);
        drop(state);
        drop(lane);
    }

    fn close(&self, state: &mut State<K>, key: &K) -> Option<LaneState> {
        let lane = state.lanes.remove(key)?;
        state.queued -= lane.len();
        state.running -= usize::from(lane.running.is_some());
        state.held -= usize::from(lane.awaited.is_some());
        if state.lanes.is_empty() {
            // A burst of lanes must not leave its table behind for ever.
            state.lanes.shrink_to(1_024);
            self.idle.notify_waiters();
        }
        Some(lane)
    }

    pub(super) fn report(&self, trouble: &Trouble) {
        match trouble {
            Trouble::Panicked { update_id, message } => {
                self.lock().panics += 1;
                tracing::error!(update_id = update_id.0, panic = message, "a handler panicked; its lane goes on");
            }
            Trouble::Slow { update_id, timeout } => {
                self.lock().slow += 1;
                tracing::warn!(update_id = update_id.0, ?timeout, "a handler is slow; its lane waits");
            }
        }
        if let Some(hook) = &self.layer.on_trouble {
            hook(trouble);
        }
    }

    pub(super) fn stats(&self) -> LaneStats {
        let overdue = self.layer.max_concurrent.min(Semaphore::MAX_PERMITS) - self.overdue.available_permits();
        let state = self.lock();
        LaneStats {
            running: state.running,
            overdue,
            queued: state.queued,
            lanes: state.lanes.len(),
            held: state.held,
            panics: state.panics,
            slow: state.slow,
        }
    }

    /// Says that the end is near.
    pub(super) fn prepare_drain(&self) {
        self.lock().closing = true;
        for hook in &self.layer.before_drain {
            // One that panics must not keep the others from being called.
            if std::panic::catch_unwind(AssertUnwindSafe(|| hook())).is_err() {
                tracing::error!("what was to be done before lanes are drained panicked");
            }
        }
    }

    /// Takes nothing more from now on.
    pub(super) fn close_intake(&self) {
        let mut state = self.lock();
        state.draining = true;
        // What would come again is not taken any more.
        let awaited: Vec<_> = state.lanes.values_mut().filter_map(|lane| lane.awaited.take()).collect();
        state.held = 0;
        drop(state);
        drop(awaited);
        self.places.close();
    }

    /// Waits until no lane is left.
    pub(super) async fn wait_idle(&self) {
        loop {
            // Listen first, look then: a lane that ends in between is not missed.
            let idle = self.idle.notified();
            if self.lock().lanes.is_empty() {
                return;
            }
            idle.await;
        }
    }

    /// Takes out what still waits, and says what runs.
    pub(super) fn give_up(&self) -> (Vec<Job>, Vec<UpdateId>) {
        let mut state = self.lock();
        let mut waiting = Vec::with_capacity(state.queued);
        let mut running = Vec::with_capacity(state.running);
        for lane in state.lanes.values_mut() {
            waiting.extend(lane.first.take().into_iter().chain(lane.waiting.drain(..)));
            running.extend(lane.running);
        }
        state.queued = 0;
        drop(state);
        waiting.sort_by_key(|job| job.update.update_id);
        running.sort();
        (waiting, running)
    }

    #[cfg(test)]
    pub(super) fn table_capacity(&self) -> usize {
        self.lock().lanes.capacity()
    }
}
