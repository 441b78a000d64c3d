//! What can go wrong with a call. No error carries the token, the URL or the content of a message.

use std::time::Duration;

use crate::ids::ChatId;
use crate::types::ResponseParameters;

/// Any error, boxed: the error of every service between Telegram and a handler.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Telegram answered, and refused.
    #[error("{method}: {error}")]
    Api {
        /// The method that was called.
        method: String,
        /// What Telegram said.
        #[source]
        error: ApiError,
    },
    /// The request did not get through, or its answer did not come back. Whether it was carried out is unknown,
    /// except if connecting failed.
    #[error("{method}: no answer from the Bot API: {reason}")]
    Network {
        /// The method that was called.
        method: String,
        /// What failed, without the URL.
        reason: String,
        /// The connection was never made, so nothing was carried out.
        connecting: bool,
    },
    /// No answer in time. Whether the call was carried out is unknown.
    #[error("{method}: no answer from the Bot API within {}", seconds(.after))]
    Timeout {
        /// The method that was called.
        method: String,
        /// How long was waited.
        after: Duration,
    },
    /// An answer came that is not what the Bot API sends: a proxy's page, or half an answer.
    #[error("{method}: the answer (status {status}) is not the Bot API's: {reason}")]
    Decode {
        /// The method that was called.
        method: String,
        /// HTTP status of the answer.
        status: u16,
        /// What did not fit.
        reason: String,
    },
    /// The call could not be built.
    #[error(transparent)]
    Call(#[from] crate::call::NotAnObject),
}

fn seconds(duration: &Duration) -> String {
    format!("{} s", duration.as_secs_f32())
}

impl Error {
    /// What Telegram said, if it answered.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api { error, .. } => Some(error),
            _ => None,
        }
    }

    /// How long Telegram asks to wait before the call is repeated.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after()
    }
}

/// A refusal of the Bot API. <https://core.telegram.org/bots/api#making-requests>
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{description} (code {code})")]
#[non_exhaustive]
pub struct ApiError {
    /// `error_code`, the same as the HTTP status.
    pub code: u16,
    /// `description`, for people.
    pub description: String,
    /// `parameters`, for programs.
    pub parameters: Option<Box<ResponseParameters>>,
}

impl ApiError {
    /// A refusal with this code and description.
    #[must_use]
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: None }
    }

    /// How long to wait before the call is repeated: the flood limit was hit.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds = self.parameters.as_ref()?.retry_after?;
        Some(Duration::from_secs(seconds.try_into().unwrap_or(0)))
    }

    /// The supergroup that the group became.
    #[must_use]
    pub fn migrate_to(&self) -> Option<ChatId> {
        self.parameters.as_ref()?.migrate_to_chat_id
    }

    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> ApiErrorKind {
        let says = |text: &str| self.description.contains(text);
        match self.code {
            401 | 404 if !says("method not found") => ApiErrorKind::Unauthorized,
            409 => ApiErrorKind::Conflict,
            429 => ApiErrorKind::TooManyRequests,
            500.. => ApiErrorKind::Server,
            _ if says("upgraded to a supergroup") => ApiErrorKind::ChatMigrated,
            _ if says("bot was blocked by the user") => ApiErrorKind::BlockedByUser,
            _ if says("chat not found") => ApiErrorKind::ChatNotFound,
            _ if says("message is not modified") => ApiErrorKind::MessageNotModified,
            _ if says("message to edit not found") => ApiErrorKind::MessageToEditNotFound,
            _ if says("can't parse entities") => ApiErrorKind::CantParseEntities,
            _ => ApiErrorKind::Other,
        }
    }
}

/// Kinds of refusals that a program acts on. The texts are not part of Telegram's promises; the codes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// The token is wrong or was revoked.
    Unauthorized,
    /// Another poller or a webhook has the updates.
    Conflict,
    /// The flood limit; see [`ApiError::retry_after`].
    TooManyRequests,
    /// Telegram's own trouble.
    Server,
    /// The group became a supergroup; see [`ApiError::migrate_to`].
    ChatMigrated,
    /// The user blocked the bot.
    BlockedByUser,
    /// No such chat, or the bot never met it.
    ChatNotFound,
    /// The edit would change nothing.
    MessageNotModified,
    /// The message to edit is gone.
    MessageToEditNotFound,
    /// The markup of the text is wrong.
    CantParseEntities,
    /// Anything else.
    Other,
}
