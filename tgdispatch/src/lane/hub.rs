//! Which lanes there are, and what waits in them. The one lock of lanes is here, and is never held while anything else
//! runs: not a handler, not a hook, not an answer.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgapi::{BoxError, Reply, Update, UpdateId};
use tokio::sync::{Notify, Semaphore, oneshot};

use super::layer::{LanesLayer, Trouble};
use super::queue::{Link, Queue};
use super::slab::Slab;
use super::{LaneError, LaneStats};
use crate::jobs::is_job;

/// What came of an update.
pub(super) type Outcome = Result<Reply, BoxError>;

/// An update that waits behind another of its lane.
pub(super) struct Job {
    pub(super) update: Update,
    pub(super) answer: oneshot::Sender<Outcome>,
    /// The span of whoever called, which the handler's own events belong to.
    pub(super) span: tracing::Span,
}

/// What lanes share.
pub(super) struct Hub<K> {
    pub(super) layer: LanesLayer<K>,
    /// Places to wait in; closed when drained. What is pushed takes one, which is given back when its handler starts.
    pub(super) places: Arc<Semaphore>,
    /// Handlers that may run; closed when nothing waits any more, and nothing will.
    pub(super) slots: Semaphore,
    /// Handlers past their time that may run besides: each holds one of these instead of a slot.
    pub(super) overdue: Semaphore,
    state: Mutex<State<K>>,
    /// Told when the last lane ends.
    idle: Notify,
}

struct State<K> {
    /// A lane is here as long as somebody runs it: where it is among `open`.
    lanes: HashMap<K, usize>,
    open: Slab<LaneState>,
    /// What waits behind others, in all of them.
    jobs: Slab<Link<Job>>,
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
    now: Now,
    /// Behind that one.
    waiting: Queue,
    /// The update that is to come again, before all others.
    awaited: Option<Box<Awaited>>,
}

/// What whoever runs the lane has in hand.
enum Now {
    Nothing,
    /// The update that opened it, which waits to be started.
    Opener(UpdateId),
    Running(UpdateId),
}

struct Awaited {
    id: UpdateId,
    /// Told when it has come, dropped when it is not waited for any more.
    come: oneshot::Sender<()>,
}

impl LaneState {
    fn opened_by(id: UpdateId) -> Self {
        Self { now: Now::Opener(id), waiting: Queue::EMPTY, awaited: None }
    }

    /// How many wait to be started.
    fn len(&self) -> usize {
        usize::from(matches!(self.now, Now::Opener(_))) + self.waiting.len()
    }

    fn is_running(&self) -> bool {
        matches!(self.now, Now::Running(_))
    }
}

/// What became of an update that was taken.
pub(super) enum Taken {
    /// It waits in a lane that is run already, and this will tell what came of it.
    Queued(oneshot::Receiver<Outcome>),
    /// It has opened a lane, which has to be run, beginning with it.
    Opened(Update, LaneAt),
}

/// Where an open lane is: whoever runs it finds it without its key.
#[derive(Clone, Copy)]
pub(super) struct LaneAt(usize);

/// What there is to do in a lane whose update is done with.
pub(super) enum Next {
    /// This, which runs from now on.
    Job(Job),
    /// Something waits, or is waited for.
    Waits,
    /// Nothing. The lane is gone.
    Gone,
}

/// What is left over when lanes are given up.
#[derive(Default)]
pub(super) struct GivenUp {
    /// Updates that waited behind others, to be answered.
    pub(super) waiting: Vec<Job>,
    /// Those that opened a lane and were not started; whoever has them answers.
    pub(super) openers: Vec<UpdateId>,
    pub(super) running: Vec<UpdateId>,
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
                open: Slab::new(),
                jobs: Slab::new(),
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

    /// Puts an update at the end of its lane. It needs a place, which is its own if it is taken.
    pub(super) fn push(&self, key: K, update: Update, span: &tracing::Span) -> Result<Taken, LaneError> {
        let mut guard = self.lock();
        let state = &mut *guard;
        if state.draining || (state.closing && is_job(&update)) {
            return Err(LaneError::Draining);
        }
        let mut come = None;
        let taken = match state.lanes.entry(key) {
            Entry::Vacant(lane) => {
                let at = state.open.put(LaneState::opened_by(update.update_id));
                lane.insert(at);
                Taken::Opened(update, LaneAt(at))
            }
            Entry::Occupied(lane) => {
                // What is in `lanes` is open.
                let Some(lane) = state.open.get_mut(*lane.get()) else { return Err(LaneError::Interrupted) };
                let waiting = lane.len();
                come = lane.awaited.take_if(|awaited| awaited.id == update.update_id);
                if come.is_none() && waiting >= self.layer.max_queued_per_lane {
                    return Err(LaneError::LaneFull { waiting });
                }
                let (answer, receiver) = oneshot::channel();
                let job = Job { update, answer, span: span.clone() };
                // Whatever waits, it waits for the one that has come again.
                if come.is_some() {
                    lane.waiting.push_front(&mut state.jobs, job);
                } else {
                    lane.waiting.push_back(&mut state.jobs, job);
                }
                Taken::Queued(receiver)
            }
        };
        state.queued += 1;
        state.held -= usize::from(come.is_some());
        drop(guard);
        if let Some(awaited) = come {
            let _ = awaited.come.send(());
        }
        Ok(taken)
    }

    /// The running update of a lane is to come again: from now on it is waited for, unless that is not wanted, or too many
    /// lanes do so already. What is given is told when it has come.
    pub(super) fn await_again(&self, at: LaneAt, id: UpdateId) -> Option<oneshot::Receiver<()>> {
        let mut state = self.lock();
        let wanted = !state.draining && !self.layer.wait_for_redelivery.is_zero();
        if !wanted || state.held >= self.layer.max_queued {
            return None;
        }
        let lane = state.open.get_mut(at.0)?;
        let (come, coming) = oneshot::channel();
        lane.awaited = Some(Box::new(Awaited { id, come }));
        state.held += 1;
        Some(coming)
    }

    /// The lane goes on, whether or not what it waited for has come. False if nothing waits: then it is gone.
    pub(super) fn go_on(&self, key: &K, at: LaneAt) -> bool {
        let mut state = self.lock();
        let Some(lane) = state.open.get_mut(at.0) else { return false };
        let given_up = lane.awaited.take().is_some();
        state.held -= usize::from(given_up);
        self.stays_open(&mut state, key, at)
    }

    /// The update that opened a lane runs from now on. False if it is not to be run any more.
    pub(super) fn start_opener(&self, at: LaneAt) -> bool {
        let mut state = self.lock();
        let Some(lane) = state.open.get_mut(at.0) else { return false };
        let Now::Opener(id) = lane.now else { return false };
        lane.now = Now::Running(id);
        self.started(state);
        true
    }

    /// The next update of a lane, which runs from now on.
    pub(super) fn start(&self, at: LaneAt) -> Option<Job> {
        let mut guard = self.lock();
        let state = &mut *guard;
        let lane = state.open.get_mut(at.0)?;
        let job = lane.waiting.pop_front(&mut state.jobs)?;
        lane.now = Now::Running(job.update.update_id);
        self.started(guard);
        Some(job)
    }

    fn started(&self, mut state: MutexGuard<'_, State<K>>) {
        state.queued -= 1;
        state.running += 1;
        drop(state);
        self.places.add_permits(1);
    }

    /// The running update of a lane is done with; `starts` says that the next one may run right away.
    pub(super) fn finish(&self, key: &K, at: LaneAt, starts: bool) -> Next {
        let mut guard = self.lock();
        let state = &mut *guard;
        let Some(lane) = state.open.get_mut(at.0) else { return Next::Gone };
        state.running -= usize::from(lane.is_running());
        lane.now = Now::Nothing;
        if starts && let Some(job) = lane.waiting.pop_front(&mut state.jobs) {
            lane.now = Now::Running(job.update.update_id);
            self.started(guard);
            return Next::Job(job);
        }
        if self.stays_open(state, key, at) { Next::Waits } else { Next::Gone }
    }

    fn stays_open(&self, state: &mut State<K>, key: &K, at: LaneAt) -> bool {
        let open = state.open.get_mut(at.0).is_some_and(|lane| lane.len() > 0 || lane.awaited.is_some());
        if !open {
            self.close(state, key, at);
        }
        open
    }

    /// Whoever ran a lane is gone with whatever waited: the answers of those updates fail.
    pub(super) fn abandon(&self, key: &K, at: LaneAt) {
        let mut guard = self.lock();
        let state = &mut *guard;
        let Some(mut lane) = self.close(state, key, at) else { return };
        let places = lane.len();
        state.queued -= places;
        state.running -= usize::from(lane.is_running());
        state.held -= usize::from(lane.awaited.is_some());
        let jobs: Vec<_> = lane.waiting.drain(&mut state.jobs).collect();
        drop(guard);
        self.places.add_permits(places);
        drop((lane, jobs));
    }

    fn close(&self, state: &mut State<K>, key: &K, at: LaneAt) -> Option<LaneState> {
        let lane = state.open.take(at.0)?;
        state.lanes.remove(key);
        if state.lanes.is_empty() {
            // A burst of lanes must not leave its tables behind for ever.
            state.lanes.shrink_to(1_024);
            state.open.shrink(1_024);
            state.jobs.shrink(1_024);
            // Nobody waits for it before nothing is taken any more.
            if state.draining {
                self.idle.notify_waiters();
            }
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
        let awaited: Vec<_> = state.open.iter_mut().filter_map(|lane| lane.awaited.take()).collect();
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

    /// Takes out what still waits, and says what runs. For when nothing is taken any more.
    pub(super) fn give_up(&self) -> GivenUp {
        let mut guard = self.lock();
        let state = &mut *guard;
        let mut given_up = GivenUp::default();
        for lane in state.open.iter_mut() {
            match lane.now {
                Now::Nothing => {}
                Now::Opener(id) => {
                    lane.now = Now::Nothing;
                    given_up.openers.push(id);
                }
                Now::Running(id) => given_up.running.push(id),
            }
            given_up.waiting.extend(lane.waiting.drain(&mut state.jobs));
        }
        let places = std::mem::take(&mut state.queued);
        drop(guard);
        self.places.add_permits(places);
        // Whoever still waits for a slot is to see that it is in vain.
        self.slots.close();
        given_up
    }

    #[cfg(test)]
    pub(super) fn table_capacity(&self) -> usize {
        let state = self.lock();
        state.lanes.capacity().max(state.open.places()).max(state.jobs.places())
    }
}
