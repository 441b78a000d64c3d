//! Counters of a buffer, and the handle that reads them.
//!
//! Knows: sums. Does not know: why they changed. Inserting into the window counts nothing: what was accepted is what
//! was given out plus what is held, and both are known without the producers.

use alloc::sync::Arc;
use core::fmt;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use core::time::Duration;

/// Reads a buffer's counters at any time from any thread; clones read the same buffer. Does not keep it open.
#[derive(Clone)]
pub struct Stats {
    pub(crate) counters: Arc<Counters>,
    pub(crate) depth: Arc<dyn Depth>,
}

impl Stats {
    /// The counters now. Not one instant: the buffer goes on meanwhile. Costs a look at every slot.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let c = &self.counters;
        // Given before held: an item that moves in between is missed, never counted twice; the maximum hides that.
        let given = c.in_order.load(Relaxed) + c.late.load(Relaxed);
        let depth = self.depth.depth();
        let now = given + depth;
        let accepted = c.accepted_seen.fetch_max(now, Relaxed).max(now);
        let mut held = [0; HELD_BUCKETS];
        for (to, from) in held.iter_mut().zip(&c.held) {
            *to = from.load(Relaxed);
        }
        held[0] = given.saturating_sub(held[1..].iter().sum());
        Snapshot {
            accepted,
            late: c.late.load(Relaxed),
            duplicates: c.duplicates.load(Relaxed),
            full: c.full.load(Relaxed),
            gaps: c.gaps.load(Relaxed),
            skipped: c.skipped.load(Relaxed),
            epochs: c.epochs.load(Relaxed),
            depth,
            held: HeldTimes(held),
        }
    }
}

impl fmt::Debug for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.snapshot().fmt(f)
    }
}

/// A buffer's counters since it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// Items taken in.
    pub accepted: u64,
    /// Items given out after their turn.
    pub late: u64,
    /// Items refused because their number was given out or is held.
    pub duplicates: u64,
    /// Refusals because there was no room (one waiting insert may count several times).
    pub full: u64,
    /// Gaps given up.
    pub gaps: u64,
    /// Numbers in those gaps; some may have come late since.
    pub skipped: u64,
    /// Numberings begun: 1 once the first head is known.
    pub epochs: u64,
    /// Items held now.
    pub depth: u64,
    /// How long items were held for missing predecessors.
    pub held: HeldTimes,
}

/// A histogram of waits in buckets that double.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldTimes([u64; HELD_BUCKETS]);

impl HeldTimes {
    /// Pairs of an upper bound (`None`: no bound) and the items that waited less than it but not less than the bound
    /// before. The first bound is zero: items that did not wait. Waits are counted from when the drain first saw the
    /// item or one beyond it, so they are never understated by more than a look of the drain.
    pub fn buckets(&self) -> impl Iterator<Item = (Option<Duration>, u64)> + '_ {
        self.0.iter().enumerate().map(|(bucket, count)| (upper_bound(bucket), *count))
    }
}

fn upper_bound(bucket: usize) -> Option<Duration> {
    match bucket {
        0 => Some(Duration::ZERO),
        _ if bucket + 1 == HELD_BUCKETS => None,
        _ => Some(Duration::from_millis(1 << (bucket - 1))),
    }
}

/// No wait, then under 1 ms, 2 ms, 4 ms ... 8,192 ms, then more.
pub(crate) const HELD_BUCKETS: usize = 16;

/// What only the whole buffer can tell: how many items it holds.
pub(crate) trait Depth: Send + Sync {
    fn depth(&self) -> u64;
}

/// `duplicates` and `full` are raised by inserters on their slow path, everything else by the drain alone.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) in_order: AtomicU64,
    pub(crate) late: AtomicU64,
    pub(crate) duplicates: AtomicU64,
    pub(crate) full: AtomicU64,
    pub(crate) gaps: AtomicU64,
    pub(crate) skipped: AtomicU64,
    pub(crate) epochs: AtomicU64,
    /// Late items in the drain's own queue.
    pub(crate) late_waiting: AtomicU64,
    accepted_seen: AtomicU64,
    held: [AtomicU64; HELD_BUCKETS],
}

impl Counters {
    pub(crate) fn held(&self, wait: Duration) {
        let millis = wait.as_secs().saturating_mul(1000).saturating_add(u64::from(wait.subsec_millis()));
        let bucket = (u64::BITS - millis.leading_zeros()) as usize + 1;
        add(&self.held[bucket.min(HELD_BUCKETS - 1)], 1);
    }
}

/// Adds to a counter that only this thread writes: no locked instruction.
#[inline]
pub(crate) fn add(counter: &AtomicU64, n: u64) {
    counter.store(counter.load(Relaxed).wrapping_add(n), Relaxed);
}

/// Adds to a counter that several threads write.
pub(crate) fn add_shared(counter: &AtomicU64, n: u64) {
    counter.fetch_add(n, Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_falls_into_the_bucket_its_bounds_say() {
        for (millis, bound) in
            [(0, Some(1)), (1, Some(2)), (3, Some(4)), (8191, Some(8192)), (8192, None), (u64::MAX, None)]
        {
            let counters = Counters::default();
            counters.held(Duration::from_millis(millis));
            let bucket = counters.held.iter().position(|n| n.load(Relaxed) == 1).unwrap();
            assert_eq!(upper_bound(bucket), bound.map(Duration::from_millis), "{millis} ms");
        }
    }
}
