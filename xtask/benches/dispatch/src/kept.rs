//! Where handlers put what they are given, so that freeing it falls outside of the clock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Room for so many, taken and touched before the clock starts.
pub struct Kept<T> {
    places: Mutex<Vec<Option<T>>>,
    left: AtomicUsize,
}

impl<T> Kept<T> {
    pub fn new(places: usize) -> Self {
        Self { places: Mutex::new((0..places).map(|_| None).collect()), left: AtomicUsize::new(places) }
    }

    fn places(&self) -> MutexGuard<'_, Vec<Option<T>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts one away, and says how many are to come.
    pub fn keep(&self, item: T) -> usize {
        let left = self.left.fetch_sub(1, Ordering::Relaxed) - 1;
        self.places()[left] = Some(item);
        left
    }

    /// How many are to come.
    pub fn left(&self) -> &AtomicUsize {
        &self.left
    }

    /// Frees all, and begins anew.
    pub fn clear(&self) {
        let mut places = self.places();
        places.fill_with(|| None);
        self.left.store(places.len(), Ordering::Relaxed);
    }
}
