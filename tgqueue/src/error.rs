//! Why an engine could not do what it was asked.

use std::sync::Arc;

use tgapi::BoxError;

/// Why an engine could not do what it was asked. Whatever it is, nothing was acknowledged.
///
/// Cheap to clone: everybody whose update was in the same commit gets one.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The storage cannot be written or reached at the moment: the disk is full, the database is away. It is tried again
    /// by itself; meanwhile nothing can be accepted.
    #[error("{what}")]
    Unavailable {
        /// What happened, and what mends it.
        what: String,
        /// What the storage said.
        source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    },
    /// What was stored cannot be read. It needs a person.
    #[error("{what}")]
    Corrupted {
        /// What is damaged, and what to do.
        what: String,
    },
    /// The engine was closed.
    #[error("the queue is closed")]
    Closed,
    /// An update too large to be stored. Telegram sends none larger than 512 KiB.
    #[error("an update of {bytes} bytes: at most {limit} can be stored")]
    TooLarge {
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        limit: usize,
    },
}

impl EngineError {
    /// Something that passes: `what` happened and mends it, because of `source`.
    pub fn unavailable(what: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self::Unavailable { what: what.into(), source: Some(Arc::from(source.into())) }
    }

    /// Whether trying again later may help.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }
}
