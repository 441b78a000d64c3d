//! Connections that wait for their next call: the one used last is used first, so that those too many grow old.
//!
//! Knows nothing of HTTP. Bounded by number and by age; a task looks after the age while something waits, and ends with
//! the last of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::Instant;

/// What can be kept.
pub(super) trait Keep: Send + 'static {
    /// Looks whether it can be used now. If it cannot, it never will be: nobody uses it while it waits.
    fn is_open(&mut self) -> bool;
}

pub(super) struct Pool<C> {
    max_idle: usize,
    idle_timeout: Duration,
    idle: Mutex<Idle<C>>,
}

struct Idle<C> {
    /// The oldest in front.
    waiting: VecDeque<(C, Instant)>,
    reaper: Option<JoinHandle<()>>,
}

impl<C: Keep> Pool<C> {
    pub(super) fn new(max_idle: usize, idle_timeout: Duration) -> Arc<Self> {
        let idle = Idle { waiting: VecDeque::new(), reaper: None };
        Arc::new(Self { max_idle, idle_timeout, idle: Mutex::new(idle) })
    }

    fn lock(&self) -> MutexGuard<'_, Idle<C>> {
        // Nothing panics while it is held; if anything did, what is in there would still be connections.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest that can be used now.
    pub(super) fn take(&self) -> Option<C> {
        loop {
            // Looked at without the lock: it may have to be closed.
            let (mut newest, _) = self.lock().waiting.pop_back()?;
            if newest.is_open() {
                return Some(newest);
            }
        }
    }

    /// Keeps a connection; whether it can be used is seen when somebody wants to. Has to be called in a tokio runtime.
    pub(super) fn put(self: &Arc<Self>, connection: C) {
        if self.max_idle == 0 {
            return;
        }
        let mut idle = self.lock();
        if idle.waiting.len() >= self.max_idle {
            idle.waiting.pop_front();
        }
        idle.waiting.push_back((connection, Instant::now()));
        // Finished: or ended with its runtime.
        if idle.reaper.as_ref().is_none_or(JoinHandle::is_finished) {
            let pool = Arc::downgrade(self);
            let mut due = Instant::now() + self.idle_timeout;
            idle.reaper = Some(tokio::spawn(async move {
                loop {
                    tokio::time::sleep_until(due).await;
                    let Some(next) = pool.upgrade().and_then(|pool| pool.reap()) else { return };
                    due = next;
                }
            }));
        }
    }

    /// Lets go of those that waited long enough. When the next will have; `None` if nothing waits.
    fn reap(&self) -> Option<Instant> {
        let now = Instant::now();
        let mut idle = self.lock();
        idle.waiting.retain_mut(|(connection, since)| *since + self.idle_timeout > now && connection.is_open());
        let next = idle.waiting.front().map(|(_, since)| *since + self.idle_timeout);
        if next.is_none() {
            // Said under the lock: whoever puts the next one in starts another.
            idle.reaper = None;
        }
        next
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.lock().waiting.len()
    }
}

impl<C> Drop for Pool<C> {
    fn drop(&mut self) {
        let idle = self.idle.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(reaper) = idle.reaper.take() {
            reaper.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[derive(Clone, Default)]
    struct Connection(u8, Arc<AtomicBool>);

    impl Keep for Connection {
        fn is_open(&mut self) -> bool {
            !self.1.load(Ordering::Relaxed)
        }
    }

    fn connection(number: u8) -> Connection {
        Connection(number, Arc::default())
    }

    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn the_newest_that_can_be_used_is_taken() {
        let pool = Pool::new(8, LONG);
        let [early, late] = [2, 4].map(connection);
        for connection in [connection(1), early.clone(), connection(3), late.clone()] {
            pool.put(connection);
        }
        for closed in [early, late] {
            closed.1.store(true, Ordering::Relaxed);
            // Nor is one that was closed before it was kept.
            pool.put(closed);
        }
        let taken: Vec<u8> = std::iter::from_fn(|| pool.take()).map(|connection| connection.0).collect();
        assert_eq!(taken, [3, 1]);
        assert_eq!(pool.len(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn the_oldest_goes_when_there_are_too_many() {
        let pool = Pool::new(2, LONG);
        for number in 1..=3 {
            pool.put(connection(number));
        }
        assert_eq!((pool.take().unwrap().0, pool.take().unwrap().0, pool.len()), (3, 2, 0));
        let none = Pool::new(0, LONG);
        none.put(connection(1));
        assert!(none.take().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn they_go_when_their_time_is_over() {
        let pool = Pool::new(8, LONG);
        for round in 0..2 {
            pool.put(connection(1));
            tokio::time::sleep(LONG / 2).await;
            pool.put(connection(2));
            tokio::time::sleep(LONG / 2 + Duration::from_millis(2)).await;
            assert_eq!(pool.len(), 1, "round {round}: the first had its time");
            tokio::time::sleep(LONG / 2).await;
            assert_eq!(pool.len(), 0, "round {round}");
        }
    }
}
