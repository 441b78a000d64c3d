//! Why a push was not taken, and what to answer then.

use std::error::Error;
use std::sync::Arc;

use tgapi::UpdateError;

use crate::intake::Failure;

/// Why a pushed update was not taken. What to answer Telegram: [`status`](Self::status).
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FeedError {
    /// The bytes are no update. Delivering them again will not help: answer 400.
    #[error("not an update: {0}")]
    NotAnUpdate(#[source] Arc<UpdateError>),
    /// More bytes than allowed: answer 413.
    #[error("{length} bytes are more than the {max} that are allowed")]
    TooLarge {
        /// How many bytes were pushed.
        length: usize,
        /// How many are allowed.
        max: usize,
    },
    /// Too much at once, and no place became free in time: answer 503 with `Retry-After: 1`.
    #[error("too many updates are at work already")]
    Overloaded,
    /// The inner service was not ready in time: answer 503 with `Retry-After: 1`.
    #[error("the service was not ready in time")]
    NotReady,
    /// The inner service asks for the update again: answer 503.
    #[error("the update failed and has to be delivered again")]
    Failed(#[source] Arc<dyn Error + Send + Sync>),
    /// The inner service panicked at the update: answer 503.
    #[error("the service panicked at the update, which has to be delivered again")]
    Panicked,
    /// Shutting down: answer 503.
    #[error("the intake is closed")]
    Closed,
    /// A blocking call on a feed that was made outside of a tokio runtime and was not told one.
    #[error("the feed knows no tokio runtime to work on: give it one by `Feed::runtime`")]
    NoRuntime,
}

impl FeedError {
    /// The HTTP status to answer Telegram with; with 503 goes a `Retry-After` of whole seconds.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotAnUpdate(_) => 400,
            Self::TooLarge { .. } => 413,
            _ => 503,
        }
    }

    /// Whether the same bytes would be refused again (answer 4xx). Otherwise the update should be delivered again
    /// (answer 503 with a `Retry-After` of whole seconds).
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::NotAnUpdate(_) | Self::TooLarge { .. })
    }
}

impl From<Failure> for FeedError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotReady => Self::NotReady,
            Failure::Failed(error) => Self::Failed(error),
            Failure::Panicked => Self::Panicked,
            Failure::Closed => Self::Closed,
        }
    }
}
