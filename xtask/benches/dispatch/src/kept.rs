//! Where handlers put what they are given, so that freeing it falls outside of the clock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cpu_time::ProcessTime;

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

    /// How long `run` took over all batches, each with the same room.
    pub fn over<U>(&self, batches: impl Iterator<Item = Vec<U>>, mut run: impl FnMut(Vec<U>) -> Duration) -> Duration {
        let one = |updates| {
            let took = run(updates);
            self.clear();
            took
        };
        batches.map(one).sum()
    }
}

/// How long a loop takes that does nothing with updates but to put them away.
pub fn put_away<U, T>(batches: impl Iterator<Item = Vec<U>>, size: usize, put: impl Fn(&Kept<T>, U)) -> Duration {
    let kept = Kept::new(size);
    kept.over(batches, |updates| {
        // What held them is freed when the clock has stopped.
        let mut updates = updates.into_iter();
        let start = ProcessTime::now();
        for update in updates.by_ref() {
            put(&kept, update);
        }
        start.elapsed()
    })
}
