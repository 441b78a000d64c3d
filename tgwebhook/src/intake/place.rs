//! How much may be at work at once, and knowing when nothing is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

/// The places of one intake.
#[derive(Debug)]
pub(super) struct Places {
    free: Arc<Semaphore>,
    all: usize,
    tracker: TaskTracker,
    closed: AtomicBool,
}

/// One place; free again when dropped. A request that starts work gives its place to the work.
#[derive(Debug)]
pub(crate) struct Place {
    _permit: OwnedSemaphorePermit,
    _token: TaskTrackerToken,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    Full,
    Closed,
}

impl Places {
    pub(super) fn new(all: usize) -> Self {
        // More cannot be counted, nor be at work.
        let all = all.min(Semaphore::MAX_PERMITS);
        let tracker = TaskTracker::new();
        // A tracker that is closed still takes tokens; it only means that `wait` ends when none is left.
        tracker.close();
        Self { free: Arc::new(Semaphore::new(all)), all, tracker, closed: AtomicBool::new(false) }
    }

    pub(super) fn try_take(&self) -> Result<Place, NoPlace> {
        let permit = Arc::clone(&self.free).try_acquire_owned().map_err(|_| NoPlace::Full);
        // Closing comes first: whoever shuts down wants to hear that, not that it is busy.
        self.admit(permit)
    }

    pub(super) async fn take(&self, patience: Duration) -> Result<Place, NoPlace> {
        let permit = tokio::time::timeout(patience, Arc::clone(&self.free).acquire_owned()).await;
        self.admit(permit.map_or(Err(NoPlace::Full), |permit| permit.map_err(|_| NoPlace::Closed)))
    }

    /// The token is taken before the flag is read, and a drain sets the flag before it waits for the tokens: so either
    /// the drain waits for this place, or this place sees the flag.
    fn admit(&self, permit: Result<OwnedSemaphorePermit, NoPlace>) -> Result<Place, NoPlace> {
        let token = self.tracker.token();
        if self.closed.load(Ordering::SeqCst) {
            return Err(NoPlace::Closed);
        }
        Ok(Place { _permit: permit?, _token: token })
    }

    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    pub(super) fn is_full(&self) -> bool {
        self.free.available_permits() == 0
    }

    pub(super) async fn idle(&self) {
        self.tracker.wait().await;
    }

    pub(super) fn taken(&self) -> usize {
        self.all.saturating_sub(self.free.available_permits())
    }
}
