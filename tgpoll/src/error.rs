//! Why a poller ended without being asked to. Everything that may pass is retried instead and never gets here.

use tgapi::{ApiError, BoxError};

use crate::summary::PollSummary;

/// Why polling ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PollError {
    /// Telegram does not accept the token (401): it is wrong, or was revoked.
    #[error(
        "the Bot API does not accept the bot's token: it is mistyped or was revoked; @BotFather shows the valid one"
    )]
    Unauthorized {
        /// What Telegram said.
        #[source]
        error: ApiError,
        /// What was done until then.
        summary: Box<PollSummary>,
    },
    /// There is nothing at this address (404): the token is not one, or the API URL belongs to something else.
    #[error(
        "the Bot API knows no such bot: the token is mistyped, or the API URL is not that of a Bot API server; \
         compare the token with @BotFather's and the URL with https://api.telegram.org"
    )]
    NotFound {
        /// What was answered.
        #[source]
        error: ApiError,
        /// What was done until then.
        summary: Box<PollSummary>,
    },
    /// The service said by `poll_ready` that it will never take another update. What it had taken was drained and
    /// confirmed as on a shutdown.
    #[error("the service takes no more updates")]
    Service {
        /// What the service said.
        #[source]
        error: BoxError,
        /// What was done until then.
        summary: Box<PollSummary>,
    },
}

impl PollError {
    /// What was done until the end.
    #[must_use]
    pub fn summary(&self) -> &PollSummary {
        match self {
            Self::Unauthorized { summary, .. } | Self::NotFound { summary, .. } | Self::Service { summary, .. } => {
                summary
            }
        }
    }
}

/// An error and its causes in one line, for the log.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line = format!("{line}: {error}");
        cause = error.source();
    }
    line
}
