//! Why an update was not taken or not finished. All of them ask for redelivery.

/// Why lanes answer `Err`: the update was not handled, and is to be delivered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LaneError {
    /// Too many updates of this conversation wait already. Others are not affected.
    #[error("the lane is full: {waiting} updates of this conversation wait already")]
    LaneFull {
        /// How many.
        waiting: usize,
    },
    /// Lanes are being drained, and the update had not been started.
    #[error("shutting down: no more updates are taken")]
    Draining,
    /// The task that ran it is gone: its runtime was shut down.
    #[error("the task of the lane was ended before the update was done with")]
    Interrupted,
    /// The handler panicked, and [`LanesLayer::redeliver_after_panic`](super::LanesLayer::redeliver_after_panic) is on.
    #[error("the handler panicked")]
    Panicked,
    /// `call` without `poll_ready`, and no room.
    #[error("called before it was ready, and too many updates wait already")]
    NotReady,
    /// Called outside of a tokio runtime.
    #[error("lanes need a tokio runtime to run in")]
    NoRuntime,
}
