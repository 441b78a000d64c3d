//! When an update is acknowledged. Knows nothing of HTTP: a [`Feed`](crate::Feed) keeps the same promises.

use std::time::Duration;

/// When the sender is told that an update is safe, so that it is never delivered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ack {
    /// Once the inner service is done with it, or after `budget`, whichever is first. The default, with 25 s.
    ///
    /// Telegram gives up on a request after 60 s and sends the update again, so a slow handler must not hold the
    /// answer that long. When the budget is spent the answer is 200 while the work goes on: from then on a crash, an
    /// `Err` or a panic loses the update: the last two are logged as errors and counted in
    /// [`WebhookStats::lost`](crate::WebhookStats::lost).
    AfterHandling {
        /// Counted from the arrival of the request; above zero, at most [`Ack::MAX_BUDGET`].
        budget: Duration,
    },
    /// When the inner service answers `Ok`, however long it takes: for a service that writes the update to disk and
    /// answers then.
    AfterDurable,
    /// As soon as the update was handed to the inner service. **Lossy**: a crash, an `Err` or a panic after that
    /// loses the update (and is counted as above), and replies can only go to the hook for late ones.
    OnReceipt,
}

impl Ack {
    /// The default budget of [`Ack::AfterHandling`].
    pub const DEFAULT_BUDGET: Duration = Duration::from_secs(25);

    /// The longest budget: Telegram waits 60 s, and the answer has to get there as well.
    pub const MAX_BUDGET: Duration = Duration::from_secs(50);
}

impl Default for Ack {
    fn default() -> Self {
        Self::AfterHandling { budget: Self::DEFAULT_BUDGET }
    }
}
