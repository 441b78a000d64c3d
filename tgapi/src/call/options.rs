//! How one call is to be made: what differs from the client's settings.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How far a transfer has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the files that were handed to the connection, or came from it.
    pub done: u64,
    /// All bytes, if that is known.
    pub total: Option<u64>,
}

impl Progress {
    #[cfg_attr(not(feature = "client"), expect(dead_code, reason = "the client makes it"))]
    pub(crate) fn new(done: u64, total: Option<u64>) -> Self {
        Self { done, total }
    }

    /// From 0 to 1, if all is known.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "for a bar on a screen")]
    pub fn fraction(self) -> Option<f64> {
        let total = self.total?;
        Some(if total == 0 { 1.0 } else { (self.done as f64 / total as f64).min(1.0) })
    }
}

/// Called with each piece that was transferred: often, and on the task that transfers, so it has to be quick.
pub(crate) type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// Whether a call that failed may be made again by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Repeat {
    /// Never; every failure is the caller's.
    Never,
    /// If it surely was not carried out, or if carrying it out twice is the same as once.
    #[default]
    IfSafe,
    /// Even if it may have been carried out: better twice than never.
    Always,
}

/// What one call has that others have not.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) repeat: Repeat,
    pub(crate) on_progress: Option<OnProgress>,
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("repeat", &self.repeat)
            .field("on_progress", &self.on_progress.is_some())
            .finish()
    }
}
