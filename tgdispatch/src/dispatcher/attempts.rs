//! How often an update was asked for again. Bounded: what fails today must not be remembered for ever.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tgapi::UpdateId;

/// How many updates may wait for redelivery; beyond that the count of the oldest starts again.
const MAX: usize = 4_096;

#[derive(Default)]
pub(super) struct Attempts {
    counts: Mutex<BTreeMap<UpdateId, u32>>,
    /// The size of `counts`, so that the usual case, nothing to forget, takes no lock. Written under the lock; a reader
    /// that sees an old value leaves an entry behind for eviction, or takes the lock in vain: Relaxed is enough.
    len: AtomicUsize,
}

impl Attempts {
    /// Counts one more, and says how many that makes.
    pub(super) fn next(&self, id: UpdateId) -> u32 {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(id).or_default();
        *count = count.saturating_add(1);
        let count = *count;
        if counts.len() > MAX {
            // Numbers grow, so the lowest is the oldest; but never the one just counted.
            let oldest = counts.keys().find(|other| **other != id).copied();
            oldest.and_then(|oldest| counts.remove(&oldest));
        }
        self.len.store(counts.len(), Ordering::Relaxed);
        count
    }

    pub(super) fn forget(&self, id: UpdateId) {
        if self.len.load(Ordering::Relaxed) > 0 {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            counts.remove(&id);
            self.len.store(counts.len(), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_and_forgets_and_stays_small() {
        let attempts = Attempts::default();
        assert_eq!((attempts.next(UpdateId(7)), attempts.next(UpdateId(7))), (1, 2));
        attempts.forget(UpdateId(7));
        assert_eq!(attempts.next(UpdateId(7)), 1);
        for id in 0..10_000 {
            assert_eq!(attempts.next(UpdateId(1_000 + id)), 1);
            assert!(attempts.counts.lock().unwrap().len() <= MAX);
        }
        // Even the lowest number is counted.
        assert_eq!((attempts.next(UpdateId(1)), attempts.next(UpdateId(1))), (1, 2));
    }
}
