//! Settings of a worker, checked once, and when to try again. Pure.

use std::time::Duration;

/// Settings of a [`Worker`](crate::Worker).
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct WorkerConfig {
    pub(super) name: String,
    pub(super) max_in_flight: usize,
    pub(super) per_conversation: usize,
    pub(super) max_lanes: usize,
    pub(super) attempts: u32,
    pub(super) first_pause: Duration,
    pub(super) longest_pause: Duration,
    pub(super) lease: Duration,
    pub(super) look_again: Duration,
    pub(super) drain: Duration,
}

/// A setting that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorkerConfigError {
    /// Nothing would ever be handled.
    #[error("{0} is zero: nothing would ever be handled")]
    Zero(&'static str),
    /// Too short to be renewed in time.
    #[error("a lease of {0:?} is too short: it is renewed after a third of it, so give it at least 1 s")]
    Lease(Duration),
}

impl WorkerConfig {
    /// The defaults.
    pub fn new() -> Self {
        Self {
            name: format!("process {}", std::process::id()),
            max_in_flight: 512,
            per_conversation: 16,
            max_lanes: usize::MAX,
            attempts: 5,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
            lease: Duration::from_secs(30),
            look_again: Duration::from_secs(1),
            drain: Duration::from_secs(20),
        }
    }

    /// The worker's name, unique among those of the engine; default the number of the process.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// How many conversations are worked on at once; default 512, at least 1. Each may hold a connection to the Bot
    /// API, and many systems let a process have 1,024 open files.
    pub fn max_in_flight(mut self, conversations: usize) -> Self {
        self.max_in_flight = conversations;
        self
    }

    /// How many updates of one conversation are taken into memory at once; default 16, at least 1.
    pub fn per_conversation(mut self, updates: usize) -> Self {
        self.per_conversation = updates;
        self
    }

    /// How many lanes it takes; default all it can get.
    pub fn max_lanes(mut self, lanes: usize) -> Self {
        self.max_lanes = lanes;
        self
    }

    /// How often an update is tried before it is a dead letter, the first time included; default 5, at least 1. Crashes of
    /// the whole process are counted by themselves, up to the same number; see [`Worker`](crate::Worker).
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The pause before the second attempt, doubled before each one after, and the longest of them; default 1 s and
    /// 60 s.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// How long the lease of a lane lasts without a sign of life, at least 1 s; default 30 s. After a crash others wait
    /// so long for its lanes.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// How often to look for what came without a notice, and for lanes; default 1 s.
    pub fn look_again(mut self, pause: Duration) -> Self {
        self.look_again = pause;
        self
    }

    /// How long updates at work may take to finish when it is told to stop; default 20 s.
    pub fn drain(mut self, limit: Duration) -> Self {
        self.drain = limit;
        self
    }

    /// Whether the settings make sense.
    ///
    /// # Errors
    ///
    /// The first that does not. [`Worker::run_until`](crate::Worker::run_until) takes the least that does for it.
    pub fn check(&self) -> Result<(), WorkerConfigError> {
        for (value, name) in [
            (self.max_in_flight, "max_in_flight"),
            (self.per_conversation, "per_conversation"),
            (self.max_lanes, "max_lanes"),
            (self.attempts as usize, "attempts"),
        ] {
            if value == 0 {
                return Err(WorkerConfigError::Zero(name));
            }
        }
        if self.lease < SHORTEST_LEASE {
            return Err(WorkerConfigError::Lease(self.lease));
        }
        Ok(())
    }

    pub(super) fn mended(mut self) -> Self {
        self.max_in_flight = self.max_in_flight.max(1);
        self.max_lanes = self.max_lanes.max(1);
        self.lease = self.lease.max(SHORTEST_LEASE);
        self
    }

    /// The pause after so many attempts; none if there is to be no other.
    pub(super) fn pause_after(&self, attempts: u32) -> Option<Duration> {
        (attempts < self.attempts).then(|| {
            let doubled = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
            self.first_pause.saturating_mul(doubled).min(self.longest_pause)
        })
    }
}

const SHORTEST_LEASE: Duration = Duration::from_secs(1);

impl Default for WorkerConfig {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_end() {
        let config = WorkerConfig::new().attempts(5).pauses(Duration::from_secs(2), Duration::from_secs(7));
        let pauses: Vec<_> = (1..7).map(|attempts| config.pause_after(attempts).map(|pause| pause.as_secs())).collect();
        assert_eq!(pauses, [Some(2), Some(4), Some(7), Some(7), None, None]);
        assert_eq!(WorkerConfig::new().attempts(u32::MAX).pause_after(1_000_000).unwrap(), Duration::from_secs(60));
        assert_eq!(WorkerConfig::new().attempts(1).pause_after(1), None);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        assert_eq!(WorkerConfig::new().check(), Ok(()));
        assert_eq!(WorkerConfig::new().attempts(0).check(), Err(WorkerConfigError::Zero("attempts")));
        let error = WorkerConfig::new().lease(Duration::from_millis(10)).check().unwrap_err();
        assert!(error.to_string().contains("at least 1 s"), "{error}");
    }
}
