//! How a conversation ends before its handler does.

use tgapi::BoxError;

/// Why there is no answer. A handler that returns it has ended as it should, except for `NotSent` and `TooMany`: those go
/// to the error handler.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConversationError {
    /// Nobody answered in time.
    #[error("nobody answered in time")]
    TimedOut,
    /// The person cancelled it.
    #[error("the conversation was cancelled")]
    Cancelled,
    /// The same person has another conversation in the same chat by now.
    #[error("the conversation gave way to a newer one")]
    Replaced,
    /// Too many conversations wait already.
    #[error("too many conversations wait already")]
    TooMany,
    /// The question could not be sent.
    #[error("a conversation could not go on: {0}")]
    NotSent(#[source] BoxError),
}

impl ConversationError {
    /// Whether this is how conversations end, and nothing went wrong.
    #[must_use]
    pub fn is_ordinary(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Cancelled | Self::Replaced)
    }
}
