//! How much may be at work at once, and knowing when nothing is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, SemaphorePermit};

/// The places of one intake.
#[derive(Debug)]
pub(super) struct Places {
    free: Semaphore,
    all: usize,
    /// Those that are taken, and those that are just being taken and may be refused.
    held: AtomicUsize,
    /// Told when none is held any more.
    idle: Notify,
    closed: AtomicBool,
}

/// One place; free again when dropped. A request that starts work gives its place to the work.
#[derive(Debug)]
pub(crate) struct Place(Arc<Places>);

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
        Self {
            free: Semaphore::new(all),
            all,
            held: AtomicUsize::new(0),
            idle: Notify::new(),
            closed: AtomicBool::new(false),
        }
    }

    pub(super) fn try_take(self: &Arc<Self>) -> Result<Place, NoPlace> {
        let permit = self.free.try_acquire().map(SemaphorePermit::forget);
        // Closing comes first: whoever shuts down wants to hear that, not that it is busy.
        self.admit(permit.map_err(|_| NoPlace::Full))
    }

    pub(super) async fn take(self: &Arc<Self>, patience: Duration) -> Result<Place, NoPlace> {
        let permit = tokio::time::timeout(patience, self.free.acquire()).await;
        let permit = permit.map_or(Err(NoPlace::Full), |permit| permit.map_err(|_| NoPlace::Closed));
        self.admit(permit.map(SemaphorePermit::forget))
    }

    /// It is held before the flag is read, and a drain sets the flag before it looks whether any is held: so either the
    /// drain waits for this place, or this place sees the flag.
    fn admit(self: &Arc<Self>, permit: Result<(), NoPlace>) -> Result<Place, NoPlace> {
        self.held.fetch_add(1, Ordering::SeqCst);
        let is_closed = self.closed.load(Ordering::SeqCst);
        match permit {
            Ok(()) => {
                // Its end gives everything back.
                let place = Place(Arc::clone(self));
                if is_closed { Err(NoPlace::Closed) } else { Ok(place) }
            }
            Err(no_place) => {
                self.let_go();
                Err(if is_closed { NoPlace::Closed } else { no_place })
            }
        }
    }

    fn let_go(&self) {
        if self.held.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.idle.notify_waiters();
        }
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
        loop {
            // Listens from here on: one that is let go of after the look is not missed.
            let idle = self.idle.notified();
            if self.held.load(Ordering::SeqCst) == 0 {
                return;
            }
            idle.await;
        }
    }

    pub(super) fn taken(&self) -> usize {
        self.all.saturating_sub(self.free.available_permits())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.free.add_permits(1);
        self.0.let_go();
    }
}
