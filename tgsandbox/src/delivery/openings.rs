//! When a new connection to a webhook may be opened. Pure.
//!
//! While the webhook works: up to 10 in half a second, and one is always kept. When nothing succeeded for 10 seconds:
//! one at most, and one new in two seconds. After one that could not be opened none for a second.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

const ACTIVE: Duration = Duration::from_secs(10);
const BURST: usize = 10;
const BURST_TIME: Duration = Duration::from_millis(500);
const PENDING_TIME: Duration = Duration::from_secs(2);
const REFUSED_TIME: Duration = Duration::from_secs(1);

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Open one now; it is counted.
    Now,
    /// One is wanted, but not before this.
    At(Instant),
    /// There are enough.
    Enough,
}

#[derive(Debug, Default)]
pub(super) struct Openings {
    last_success: Option<Instant>,
    recent: VecDeque<Instant>,
    last_pending: Option<Instant>,
    last_refused: Option<Instant>,
    started: bool,
}

impl Openings {
    pub(super) fn succeeded(&mut self, now: Instant) {
        self.last_success = Some(now);
    }

    pub(super) fn refused(&mut self, now: Instant) {
        self.last_refused = Some(now);
    }

    /// Whether to open one more, `open` being open and `wanted` having something to send.
    pub(super) fn next(&mut self, open: usize, wanted: usize, now: Instant) -> Opening {
        let active = self.last_success.is_some_and(|at| at + ACTIVE >= now);
        let wanted = if active { wanted.max(1) } else { wanted.min(1) };
        // The very first connection is opened before there is anything to send: that is how a webhook is tried.
        let wanted = if self.started { wanted } else { 1 };
        if open >= wanted {
            return Opening::Enough;
        }
        if let Some(at) = self.last_refused.map(|at| at + REFUSED_TIME).filter(|at| now < *at) {
            return Opening::At(at);
        }
        if active {
            self.recent.retain(|at| now < *at + BURST_TIME);
            if let Some(oldest) = self.recent.front().filter(|_| self.recent.len() >= BURST) {
                return Opening::At(*oldest + BURST_TIME);
            }
            self.recent.push_back(now);
        } else {
            if let Some(at) = self.last_pending.map(|at| at + PENDING_TIME).filter(|at| now < *at) {
                return Opening::At(at);
            }
            self.last_pending = Some(now);
        }
        self.started = true;
        Opening::Now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_connection_is_opened_without_an_update_and_alone() {
        let (mut openings, now) = (Openings::default(), Instant::now());
        assert_eq!(openings.next(0, 0, now), Opening::Now);
        assert_eq!(openings.next(1, 50, now), Opening::Enough);
        assert_eq!(openings.next(0, 50, now), Opening::At(now + PENDING_TIME));
        assert_eq!(openings.next(0, 50, now + PENDING_TIME), Opening::Now);
    }

    #[test]
    fn a_working_webhook_gets_ten_connections_in_half_a_second() {
        let (mut openings, now) = (Openings::default(), Instant::now());
        assert_eq!(openings.next(0, 100, now), Opening::Now);
        openings.succeeded(now);
        for open in 1..=10 {
            assert_eq!(openings.next(open, 100, now), Opening::Now);
        }
        assert_eq!(openings.next(11, 100, now), Opening::At(now + BURST_TIME));
        assert_eq!(openings.next(11, 100, now + BURST_TIME), Opening::Now);
    }

    #[test]
    fn after_a_connection_that_could_not_be_opened_none_is_for_a_second() {
        let (mut openings, now) = (Openings::default(), Instant::now());
        openings.succeeded(now);
        assert_eq!(openings.next(0, 100, now), Opening::Now);
        openings.refused(now);
        assert_eq!(openings.next(0, 100, now), Opening::At(now + REFUSED_TIME));
        assert_eq!(openings.next(0, 100, now + REFUSED_TIME), Opening::Now);
    }

    #[test]
    fn one_connection_is_kept_for_ten_seconds_after_a_success() {
        let (mut openings, now) = (Openings::default(), Instant::now());
        assert_eq!(openings.next(0, 0, now), Opening::Now);
        openings.succeeded(now);
        assert_eq!(openings.next(0, 0, now + ACTIVE), Opening::Now);
        assert_eq!(openings.next(0, 0, now + ACTIVE + Duration::from_millis(1)), Opening::Enough);
    }
}
