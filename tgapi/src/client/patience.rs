//! How long a transfer may take: as long as bytes move.

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

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn a_transfer_may_take_long_as_long_as_it_moves() {
        let meter = Meter::new(None, None);
        let slow = async {
            for _ in 0..100 {
                tokio::time::sleep(PATIENCE - Duration::from_secs(1)).await;
                meter.add(1);
            }
        };
        assert!(while_it_moves(slow, PATIENCE, &meter).await.is_some());
        let begun = tokio::time::Instant::now();
        let stuck = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            meter.add(1);
            std::future::pending::<()>().await;
        };
        assert!(while_it_moves(stuck, PATIENCE, &meter).await.is_none());
        assert_eq!(begun.elapsed().as_secs(), 60);
    }

    #[tokio::test(start_paused = true)]
    async fn what_never_moves_has_the_time_once() {
        let begun = tokio::time::Instant::now();
        let nothing = std::future::pending::<()>();
        assert!(while_it_moves(nothing, PATIENCE, &Meter::new(Some(0), None)).await.is_none());
        assert_eq!(begun.elapsed().as_secs(), 30);
    }
}
