//! Clones of a service, kept from call to call: a clone shares what its original shares, and with two processors at work
//! every count of that sharing goes from one to the other and back.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many are kept: as many as are made ready at once, as a rule, and nobody knows how large one is.
const KEPT: usize = 16;

pub(super) struct Spares<S>(Mutex<Kept<S>>);

struct Kept<S> {
    original: S,
    spare: Vec<S>,
}

impl<S> Spares<S> {
    pub(super) fn new(service: S) -> Self {
        Self(Mutex::new(Kept { original: service, spare: Vec::new() }))
    }

    fn lock(&self) -> MutexGuard<'_, Kept<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One for a call.
    pub(super) fn take(&self) -> S
    where
        S: Clone,
    {
        let mut kept = self.lock();
        kept.spare.pop().unwrap_or_else(|| kept.original.clone())
    }

    /// One that was just called, so that nothing is reserved in it.
    pub(super) fn give_back(&self, service: S) {
        let mut kept = self.lock();
        if kept.spare.len() < KEPT {
            kept.spare.push(service);
            return;
        }
        // Whatever its end does, it does not do it under the lock.
        drop(kept);
        drop(service);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_given_back_is_taken_again_and_not_more_is_kept_than_is_of_use() {
        let original = Arc::new(());
        let spares = Spares::new(Arc::clone(&original));
        let taken: Vec<_> = (0..2 * KEPT).map(|_| spares.take()).collect();
        assert_eq!(Arc::strong_count(&original), 2 + 2 * KEPT);
        taken.into_iter().for_each(|service| spares.give_back(service));
        assert_eq!(Arc::strong_count(&original), 2 + KEPT);
        let again: Vec<_> = (0..KEPT).map(|_| spares.take()).collect();
        assert_eq!(Arc::strong_count(&original), 2 + KEPT, "none was made anew");
        drop((again, spares));
        assert_eq!(Arc::strong_count(&original), 1);
    }
}
