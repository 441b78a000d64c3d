//! How long a transfer may take: as long as bytes move.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::call::{OnProgress, Progress};

/// Counts the bytes of a transfer, and tells who asked for it.
pub(super) struct Meter {
    done: AtomicU64,
    total: Option<u64>,
    report: Option<OnProgress>,
}

impl Meter {
    pub(super) fn new(total: Option<u64>, report: Option<OnProgress>) -> Self {
        Self { done: AtomicU64::new(0), total, report }
    }

    pub(super) fn add(&self, bytes: usize) {
        // Nothing else is published by it.
        let done = self.done.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        if let Some(report) = &self.report {
            report(Progress::new(done, self.total));
        }
    }

    fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// Waits for a future as long as bytes move: `None` once `patience` has passed in which none did, or that and a part of
/// the time before.
pub(super) async fn while_it_moves<F: Future>(future: F, patience: Duration, meter: &Meter) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut seen = meter.done();
    loop {
        if let Ok(output) = tokio::time::timeout(patience, future.as_mut()).await {
            return Some(output);
        }
        let done = meter.done();
        if done == seen {
            return None;
        }
        seen = done;
    }
}
