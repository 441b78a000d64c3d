//! Whether an intake gets on, or is stuck: updates come, and for a while none is taken any more.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// Whether an intake takes updates. From [`WebhookService::readiness`](crate::WebhookService::readiness).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Readiness {
    /// It does, or nothing speaks against it.
    Ready,
    /// For this long, every update was turned away or failed, or nothing that is at work came to its end while all
    /// places are taken.
    Stuck(Duration),
    /// It was drained: everything is turned away.
    Closed,
}

/// When things went well and ill. Milliseconds since the beginning, plus one; 0 is never.
#[derive(Debug)]
pub(super) struct Progress {
    begun: Instant,
    /// Something came to its end, well or not.
    last_end: AtomicU64,
    /// The first trouble since something ended well.
    first_trouble: AtomicU64,
    last_trouble: AtomicU64,
}

impl Default for Progress {
    fn default() -> Self {
        Self { begun: Instant::now(), last_end: 0.into(), first_trouble: 0.into(), last_trouble: 0.into() }
    }
}

impl Progress {
    pub(super) fn ended_well(&self) {
        self.first_trouble.store(0, Ordering::Relaxed);
        self.last_end.store(self.now(), Ordering::Relaxed);
    }

    pub(super) fn failed(&self) {
        self.last_end.store(self.now(), Ordering::Relaxed);
        self.turned_away();
    }

    pub(super) fn turned_away(&self) {
        let now = self.now();
        // Of two at the same time either may be the first.
        let _ = self.first_trouble.compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed);
        self.last_trouble.store(now, Ordering::Relaxed);
    }

    /// For how long nothing went well, if that is `patience` or more. Old trouble does not count: whoever gets no
    /// requests because it is not ready could otherwise never show that it is again.
    pub(super) fn stuck(&self, patience: Duration, is_full: bool) -> Option<Duration> {
        let now = self.now();
        let since = |at: &AtomicU64| match at.load(Ordering::Relaxed) {
            0 => None,
            at => Some(Duration::from_millis(now.saturating_sub(at))),
        };
        let failing = since(&self.first_trouble)
            .filter(|first| *first >= patience && since(&self.last_trouble).is_some_and(|last| last < patience));
        // Since the beginning, if nothing ever ended.
        let silent = since(&self.last_end).unwrap_or(Duration::from_millis(now));
        failing.or(Some(silent).filter(|silent| is_full && *silent >= patience))
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    async fn seconds(seconds: u64) {
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn trouble_that_goes_on_is_being_stuck_and_ends_with_success_or_silence() {
        let progress = Progress::default();
        let stuck = || progress.stuck(PATIENCE, false).map(|since| since.as_secs());
        progress.failed();
        assert_eq!(stuck(), None);
        seconds(29).await;
        progress.turned_away();
        assert_eq!(stuck(), None);
        seconds(1).await;
        assert_eq!(stuck(), Some(30));
        progress.ended_well();
        assert_eq!(stuck(), None);
        progress.failed();
        seconds(20).await;
        progress.failed();
        seconds(20).await;
        assert_eq!(stuck(), Some(40));
        // Nothing came for a while: it may be good again.
        seconds(10).await;
        assert_eq!(stuck(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn full_places_are_being_stuck_only_if_nothing_ends() {
        let progress = Progress::default();
        seconds(31).await;
        assert_eq!(progress.stuck(PATIENCE, false), None, "nothing to do");
        assert!(progress.stuck(PATIENCE, true).is_some());
        progress.ended_well();
        seconds(29).await;
        assert_eq!(progress.stuck(PATIENCE, true), None);
        seconds(1).await;
        assert_eq!(progress.stuck(PATIENCE, true), Some(PATIENCE));
    }
}
