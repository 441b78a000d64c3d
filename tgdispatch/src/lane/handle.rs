//! Watching lanes and draining them.

use std::fmt;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{Lane, UpdateId};

use super::LaneError;
use super::hub::{GivenUp, Hub};

/// To watch and to drain [`Lanes`](super::Lanes) by; from [`Lanes::handle`](super::Lanes::handle).
pub struct LanesHandle<K = Lane> {
    hub: Arc<Hub<K>>,
}

/// A look at lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LaneStats {
    /// Handlers that run, those past their time included. With as many as
    /// [`max_concurrent`](super::LanesLayer::max_concurrent) and no `handler_timeout`, everything waits for them.
    pub running: usize,
    /// Of these, handlers past their time that do not count against `max_concurrent` any more.
    pub overdue: usize,
    /// Updates that wait for their handler to start.
    pub queued: usize,
    /// Lanes with something to do.
    pub lanes: usize,
    /// Of these, lanes that wait for an update to be delivered again.
    pub held: usize,
    /// Handlers that panicked since the start.
    pub panics: u64,
    /// Handlers that ran longer than the timeout, since the start.
    pub slow: u64,
}

/// What draining left over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "it says what did not finish"]
#[non_exhaustive]
pub struct DrainReport {
    /// Updates whose handlers still run. They go on as long as the process does.
    pub running: Vec<UpdateId>,
    /// Updates whose handlers were never started: answered with [`LaneError::Draining`], to be delivered again.
    pub refused: Vec<UpdateId>,
}

impl DrainReport {
    /// Whether everything was finished.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.running.is_empty() && self.refused.is_empty()
    }
}

impl<K: Hash + Eq> LanesHandle<K> {
    pub(super) fn new(hub: Arc<Hub<K>>) -> Self {
        Self { hub }
    }

    /// How things stand.
    #[must_use]
    pub fn stats(&self) -> LaneStats {
        self.hub.stats()
    }

    /// Says that the end is near, while updates are still taken: what [`before_drain`](super::LanesLayer::before_drain)
    /// was told is done, and no more [jobs](crate::Jobs) are taken. For a bot that lets those finish who are about to bring
    /// updates, as a server does with open requests, before it drains. To be called within a tokio runtime.
    pub fn prepare_drain(&self) {
        self.hub.prepare_drain();
    }

    /// Takes no more updates, for good, and waits until all that were taken are done with, at most `limit`. Before that it
    /// does what [`prepare_drain`](Self::prepare_drain) does.
    ///
    /// New updates are answered [`LaneError::Draining`], and so are those that still wait at the limit.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it leaves lanes closed for new updates and running for the others; it can be called again.
    pub async fn drain(&self, limit: Duration) -> DrainReport {
        self.hub.prepare_drain();
        self.hub.close_intake();
        if tokio::time::timeout(limit, self.hub.wait_idle()).await.is_ok() {
            return DrainReport::default();
        }
        let GivenUp { waiting, openers: mut refused, mut running } = self.hub.give_up();
        for job in waiting {
            refused.push(job.update.update_id);
            let _ = job.answer.send(Err(LaneError::Draining.into()));
        }
        refused.sort_unstable();
        running.sort_unstable();
        DrainReport { running, refused }
    }
}

impl<K> Clone for LanesHandle<K> {
    fn clone(&self) -> Self {
        Self { hub: Arc::clone(&self.hub) }
    }
}

impl<K> fmt::Debug for LanesHandle<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LanesHandle").field("settings", &self.hub.layer).finish_non_exhaustive()
    }
}
