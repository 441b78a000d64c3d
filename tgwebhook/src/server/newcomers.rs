//! Connections that have not shown yet what they are for: no request with the right secret, or no whole TLS handshake.
//! When there is no room, the oldest of them makes room: Telegram does what it came for as soon as it is connected,
//! strangers who only want to sit there cannot.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

/// The connections that may have to go, oldest first.
#[derive(Debug, Default)]
pub(super) struct Newcomers {
    waiting: Mutex<Waiting>,
    /// Told to go, and not gone yet.
    leaving: AtomicUsize,
}

#[derive(Debug, Default)]
struct Waiting {
    next: u64,
    by_age: BTreeMap<u64, CancellationToken>,
}

/// One connection, until it is gone.
#[derive(Debug)]
pub(super) struct Newcomer {
    leave: CancellationToken,
    stay: Arc<Stay>,
}

/// The way for a connection to say that it stays.
#[derive(Debug)]
pub(super) struct Stay {
    all: Arc<Newcomers>,
    age: u64,
    asked: AtomicBool,
    /// It asked before it was told to go.
    stays: AtomicBool,
}

impl Newcomers {
    pub(super) fn enter(self: &Arc<Self>) -> Newcomer {
        let leave = CancellationToken::new();
        let mut waiting = self.lock();
        let age = waiting.next;
        waiting.next += 1;
        waiting.by_age.insert(age, leave.clone());
        let stay = Stay { all: Arc::clone(self), age, asked: AtomicBool::new(false), stays: AtomicBool::new(false) };
        Newcomer { leave, stay: Arc::new(stay) }
    }

    /// Enters, and tells the oldest ones to go that are too many then. The newest is not among them.
    pub(super) fn enter_within(self: &Arc<Self>, limit: usize) -> Newcomer {
        let newcomer = self.enter();
        let mut waiting = self.lock();
        while waiting.by_age.len() > limit.max(1)
            && let Some((_, oldest)) = waiting.by_age.pop_first()
        {
            self.leaving.fetch_add(1, Ordering::SeqCst);
            oldest.cancel();
        }
        drop(waiting);
        newcomer
    }

    /// Tells the oldest one to go, unless another one is about to.
    pub(super) fn make_room(&self) {
        if self.leaving.load(Ordering::SeqCst) > 0 {
            return;
        }
        if let Some((_, oldest)) = self.lock().by_age.pop_first() {
            self.leaving.fetch_add(1, Ordering::SeqCst);
            oldest.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Newcomer {
    pub(super) fn stay(&self) -> Arc<Stay> {
        Arc::clone(&self.stay)
    }

    /// It will never have to make room.
    pub(super) fn stays(&self) -> bool {
        self.stay.stays.load(Ordering::Relaxed)
    }

    /// Resolves when it has to make room.
    pub(super) async fn has_to_go(&self) {
        self.leave.cancelled().await;
    }
}

impl Stay {
    /// It is known: it does not have to make room any more.
    pub(super) fn stay(&self) {
        // One lock in the life of a connection, not one for each request.
        if !self.asked.swap(true, Ordering::Relaxed) {
            let is_in_time = self.all.lock().by_age.remove(&self.age).is_some();
            self.stays.store(is_in_time, Ordering::Relaxed);
        }
    }
}

impl Drop for Newcomer {
    fn drop(&mut self) {
        self.stay.stay();
        if self.leave.is_cancelled() {
            self.stay.all.leaving.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_unknown_one_goes_one_at_a_time() {
        let all = Arc::new(Newcomers::default());
        let [known, first, second] = [all.enter(), all.enter(), all.enter()];
        known.stay().stay();
        all.make_room();
        all.make_room();
        let gone = || [&known, &first, &second].map(|newcomer| newcomer.leave.is_cancelled());
        assert_eq!(gone(), [false, true, false], "one is enough until it is gone");
        drop(first);
        all.make_room();
        assert!(second.leave.is_cancelled() && !known.leave.is_cancelled());
        drop(second);
        all.make_room();
        assert!(!known.leave.is_cancelled() && known.stays(), "whoever is known stays");
        drop(known);
        assert_eq!((all.lock().by_age.len(), all.leaving.load(Ordering::SeqCst)), (0, 0));
    }

    #[test]
    fn whoever_was_told_to_go_before_it_was_known_goes() {
        let all = Arc::new(Newcomers::default());
        let late = all.enter();
        all.make_room();
        late.stay().stay();
        assert!(late.leave.is_cancelled() && !late.stays(), "as long as it is there, nobody else is told to go");
    }

    #[test]
    fn each_one_over_the_limit_displaces_the_oldest() {
        let all = Arc::new(Newcomers::default());
        let entered: Vec<_> = (0..5).map(|_| all.enter_within(2)).collect();
        let gone: Vec<_> = entered.iter().map(|newcomer| newcomer.leave.is_cancelled()).collect();
        assert_eq!(gone, [true, true, true, false, false], "without waiting until the others are gone");
        drop(entered);
        assert_eq!((all.lock().by_age.len(), all.leaving.load(Ordering::SeqCst)), (0, 0));
    }
}
