//! What is counted of a broadcast, and up to where all of it is done.

use std::collections::BTreeSet;

use super::{Delivery, Outcome};

/// How far a broadcast is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Chats that got it, those of `migrated` included.
    pub sent: u64,
    /// Groups that became supergroups and got it there.
    pub migrated: u64,
    /// Chats that cannot be reached.
    pub unreachable: u64,
    /// Chats for which it failed.
    pub failed: u64,
    /// Chats whose calls are under way.
    pub in_flight: usize,
    /// How many chats the list has, those before the place where it resumed included; if it says so.
    pub total: Option<u64>,
    /// So many chats from the start of the list are all done with: where to resume.
    pub cursor: u64,
    /// Why no further chat is sent to, if so.
    pub stopped: Option<Stopped>,
}

/// Why a broadcast sends to no further chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stopped {
    /// The list is at its end.
    AtTheEnd,
    /// [`Broadcast::stop`](super::Broadcast::stop).
    ByHand,
    /// Too many failures in a row: it is most likely the message.
    TooManyFailures,
    /// The token is no good any more.
    Unauthorized,
}

impl Progress {
    /// How many chats are done with, in one way or another, since it began or resumed.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.sent + self.unreachable + self.failed
    }

    /// Whether all chats of the list are done with.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.stopped == Some(Stopped::AtTheEnd) && self.in_flight == 0
    }
}

/// Counts deliveries, which come in no order.
pub(super) struct Tally {
    progress: Progress,
    /// Done with, beyond the cursor.
    beyond: BTreeSet<u64>,
}

impl Tally {
    pub(super) fn new(total: Option<u64>) -> Self {
        Self { progress: Progress { total, ..Progress::default() }, beyond: BTreeSet::new() }
    }

    pub(super) fn begin_at(&mut self, cursor: u64) {
        self.progress.cursor = cursor;
    }

    pub(super) fn count(&mut self, delivery: &Delivery) {
        let progress = &mut self.progress;
        match &delivery.outcome {
            Outcome::Sent => progress.sent += 1,
            Outcome::Migrated { .. } => {
                progress.sent += 1;
                progress.migrated += 1;
            }
            Outcome::Unreachable(_) => progress.unreachable += 1,
            Outcome::Failed(_) => progress.failed += 1,
        }
        self.beyond.insert(delivery.position);
        while self.beyond.remove(&progress.cursor) {
            progress.cursor += 1;
        }
    }

    /// The first reason counts.
    pub(super) fn stop(&mut self, why: Stopped) {
        self.progress.stopped.get_or_insert(why);
    }

    pub(super) fn cursor(&self) -> u64 {
        self.progress.cursor
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.progress.stopped.is_some()
    }

    pub(super) fn progress(&self, in_flight: usize) -> Progress {
        Progress { in_flight, ..self.progress }
    }
}
