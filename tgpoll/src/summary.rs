//! What a poller did, in numbers.

use std::fmt;

/// Counters of one run: at its end from [`Poller::run_until`](crate::Poller::run_until), at any moment from
/// [`Poller::watch`](crate::Poller::watch).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PollSummary {
    /// Updates taken, each counted once however often Telegram returned it.
    pub received: u64,
    /// Updates whose call returned `Ok`.
    pub handled: u64,
    /// Calls that returned `Err` or panicked.
    pub failed: u64,
    /// Calls made again for an update whose call had failed.
    pub redelivered: u64,
    /// Updates that Telegram returned again while they were in progress, or handled and not confirmed yet; skipped.
    pub duplicates: u64,
    /// Calls that ran longer than [`Config::hold_budget`](crate::Config::hold_budget), so that the offset moved past
    /// their updates.
    pub over_budget: u64,
    /// Elements of answers that had no readable `update_id`, counted each time they came.
    pub unreadable: u64,
    /// Times that Telegram began to number updates anew.
    pub renumbered: u64,
    /// Replies that could not be sent.
    pub replies_failed: u64,
    /// Requests to Telegram that failed, 409 included.
    pub requests_failed: u64,
    /// Requests refused with 409: another poller, or a webhook.
    pub conflicts: u64,
    /// The last request failed: no updates come at the moment.
    pub is_failing: bool,
    /// Calls that run.
    pub running: u64,
    /// Updates taken that are not finished: the call still runs, has failed, or was never made.
    pub not_finished: u64,
    /// Updates taken that are not confirmed to Telegram, the handled ones behind an unfinished one among them. They
    /// come again at the next start.
    pub unconfirmed: u64,
}

impl fmt::Display for PollSummary {
    /// One line: what was done, and what is left.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { received, handled, not_finished, unconfirmed, .. } = self;
        write!(f, "{handled} of {received} updates handled, {not_finished} not finished, {unconfirmed} not confirmed")
    }
}
