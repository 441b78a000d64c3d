//! The one door to time.
//!
//! Everything that waits uses `tokio::time`, so a paused runtime clock moves the whole sandbox; the wall-clock dates
//! that Telegram writes into messages are the start's wall-clock time plus the runtime clock's progress, so both
//! clocks always agree. Knows nothing of bots or updates.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

/// Runtime time and the wall-clock time that belongs to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: Instant,
    unix_start: Duration,
}

impl Clock {
    pub(crate) fn new() -> Self {
        let unix_start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { start: Instant::now(), unix_start }
    }

    pub(crate) fn now(&self) -> Instant {
        Instant::now()
    }

    /// When the sandbox started.
    pub(crate) fn start(&self) -> Instant {
        self.start
    }

    /// Time since the sandbox started.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Seconds since 1970, as in the `date` fields.
    pub(crate) fn unix(&self) -> i64 {
        i64::try_from((self.unix_start + self.elapsed()).as_secs()).unwrap_or(i64::MAX)
    }
}
