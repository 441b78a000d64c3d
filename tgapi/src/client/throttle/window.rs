//! So many calls in so long a time, exactly: at no moment are there more in the time before it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// At most `calls` in any stretch of `per`: so many at once, and that rate on average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    calls: usize,
    per: Duration,
}

impl Limit {
    /// At most `calls` (1 at least; 0 counts as 1) in any stretch of `per` (a year at most; longer counts as that).
    #[must_use]
    pub const fn new(calls: u32, per: Duration) -> Self {
        const YEAR: Duration = Duration::from_secs(366 * 24 * 60 * 60);
        let per = if per.as_secs() < YEAR.as_secs() { per } else { YEAR };
        Self { calls: if calls == 0 { 1 } else { calls as usize }, per }
    }

    pub(super) const fn per(self) -> Duration {
        self.per
    }

    pub(super) const fn calls(self) -> usize {
        self.calls
    }
}

/// When the last calls under a limit were made.
#[derive(Debug)]
pub(super) struct Window {
    limit: Limit,
    /// At most as many as the limit allows; older ones do not count.
    made: VecDeque<Instant>,
}

impl Window {
    pub(super) fn new(limit: Limit) -> Self {
        Self { limit, made: VecDeque::new() }
    }

    pub(super) fn limit(&self) -> Limit {
        self.limit
    }

    /// When a call that counts as `cost` may be made; `None` for at once, if nothing was made at all.
    pub(super) fn opens(&self, cost: usize) -> Option<Instant> {
        // What counts as more than there may be waits until the window is empty.
        let room = self.limit.calls - cost.min(self.limit.calls);
        let last_that_leaves = self.made.len().checked_sub(room + 1)?;
        self.made.get(last_that_leaves).map(|made| *made + self.limit.per)
    }

    pub(super) fn record(&mut self, now: Instant, cost: usize) {
        let cost = cost.min(self.limit.calls);
        self.made.extend(std::iter::repeat_n(now, cost));
        while self.made.len() > self.limit.calls {
            self.made.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bursts_fit_and_the_rate_holds() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut window = Window::new(Limit::new(3, Duration::from_secs(3)));
        for made in [0, 100, 200] {
            assert!(window.opens(1).is_none_or(|opens| opens <= at(made)));
            window.record(at(made), 1);
        }
        assert_eq!(window.opens(1), Some(at(3000)));
        assert_eq!(window.opens(2), Some(at(3100)));
        window.record(at(3000), 1);
        assert_eq!(window.opens(1), Some(at(3100)));
        // More than fits waits for an empty window, then fills it.
        assert_eq!(window.opens(10), Some(at(6000)));
        window.record(at(6000), 10);
        assert_eq!(window.opens(1), Some(at(9000)));
        assert_eq!(Limit::new(0, Duration::ZERO).calls(), 1);
        let mut longest = Window::new(Limit::new(1, Duration::MAX));
        longest.record(start, 1);
        assert!(longest.opens(1).is_some_and(|opens| opens > start));
    }
}
