//! Counters of one bot, and the snapshot of them that users read.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// One number that only grows.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, n: u64) {
        self.0.fetch_add(n, Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// A number that goes up and down and remembers its highest value.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    now: AtomicU64,
    max: AtomicU64,
}

impl Gauge {
    pub(crate) fn set(&self, n: usize) {
        let n = n as u64;
        self.now.store(n, Relaxed);
        self.max.fetch_max(n, Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.now.load(Relaxed)
    }

    pub(crate) fn max(&self) -> u64 {
        self.max.load(Relaxed)
    }
}

/// Counters of one bot. Each is written in one place of the delivery or the queue.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) created: Counter,
    pub(crate) not_queued: Counter,
    pub(crate) sent: Counter,
    pub(crate) attempts: Counter,
    pub(crate) delivered: Counter,
    pub(crate) failed: Counter,
    pub(crate) duplicates_sent: Counter,
    pub(crate) answers_dropped: Counter,
    pub(crate) dropped: Counter,
    pub(crate) in_flight: Gauge,
    pub(crate) connections: Gauge,
    /// Those of them that are not being opened any more.
    pub(crate) ready: Gauge,
    pub(crate) api_calls: Counter,
    pub(crate) calls_refused: Counter,
}

/// What happened to a bot's updates so far. Updates are in one of these states: [`pending`](Self::pending) (of which
/// [`in_flight`](Self::in_flight) are being sent), [`delivered`](Self::delivered) or [`dropped`](Self::dropped).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Updates that entered the queue.
    pub created: u64,
    /// Updates that did not enter it: kind not allowed, queue full.
    pub not_queued: u64,
    /// Updates waiting or in flight now.
    pub pending: u64,
    /// Webhook requests under way now.
    pub in_flight: u64,
    /// Updates sent to a webhook at least once.
    pub sent: u64,
    /// Requests to a webhook, with all repetitions.
    pub attempts: u64,
    /// Updates answered with 2xx, or confirmed by a `getUpdates` offset.
    pub delivered: u64,
    /// Webhook requests that failed, without those that a fault cut.
    pub failed: u64,
    /// Requests sent by the `duplicate_rate` fault after the update had been delivered.
    pub duplicates_sent: u64,
    /// Answers thrown away by the `drop_answer_rate` fault.
    pub answers_dropped: u64,
    /// Updates that were removed undelivered: expired, or `drop_pending_updates`.
    pub dropped: u64,
    /// Connections to the webhook open now.
    pub connections: u64,
    /// The most connections that were open at once.
    pub max_connections: u64,
    /// The most requests that were under way at once.
    pub max_in_flight: u64,
    /// API calls received.
    pub api_calls: u64,
    /// API calls refused by the `too_many_requests_rate` and `server_error_rate` faults.
    pub calls_refused: u64,
}

impl Counters {
    pub(crate) fn snapshot(&self, pending: usize) -> Stats {
        Stats {
            created: self.created.get(),
            not_queued: self.not_queued.get(),
            pending: pending as u64,
            in_flight: self.in_flight.get(),
            sent: self.sent.get(),
            attempts: self.attempts.get(),
            delivered: self.delivered.get(),
            failed: self.failed.get(),
            duplicates_sent: self.duplicates_sent.get(),
            answers_dropped: self.answers_dropped.get(),
            dropped: self.dropped.get(),
            connections: self.connections.get(),
            max_connections: self.connections.max(),
            max_in_flight: self.in_flight.max(),
            api_calls: self.api_calls.get(),
            calls_refused: self.calls_refused.get(),
        }
    }
}
