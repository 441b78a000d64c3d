//! A refusal of the Bot API: what Telegram's own server said.

use std::time::Duration;

use super::kind::ApiErrorKind;
use crate::ids::ChatId;

/// A refusal of the Bot API. <https://core.telegram.org/bots/api#making-requests>
///
/// `Display` shows the description and the code, as Telegram sent them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{description} (code {code})")]
pub struct ApiError {
    code: u16,
    description: Box<str>,
    retry_after: Option<Duration>,
    migrate_to: Option<ChatId>,
}

impl ApiError {
    /// A refusal with this code and description: for tests, and for layers that answer by themselves.
    ///
    /// Of a description `Too Many Requests: retry after 7` the seconds are understood.
    #[must_use]
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        let description = description.into().into_boxed_str();
        let retry_after = if code == 429 { seconds_of(&description) } else { None };
        Self { code, description, retry_after, migrate_to: None }
    }

    /// With the time that has to pass before the call may be repeated.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// With the supergroup that the group became.
    #[must_use]
    pub fn with_migrate_to(mut self, chat: ChatId) -> Self {
        self.migrate_to = Some(chat);
        self
    }

    /// With another description: the same one, without a secret in it.
    #[cfg(feature = "client")]
    pub(crate) fn map_description(mut self, change: impl FnOnce(String) -> String) -> Self {
        self.description = change(self.description.into()).into();
        self
    }

    /// `error_code`, the same as the HTTP status; 0 if the answer had none.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.code
    }

    /// `description`, as Telegram sent it. It is for people, and may change; [`kind`](Self::kind) is for programs.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// How long to wait before the call is repeated: the flood limit was hit.
    ///
    /// <https://core.telegram.org/bots/api#responseparameters>
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The supergroup that the group became: what was meant for the group has to go there from now on.
    ///
    /// <https://core.telegram.org/bots/api#responseparameters>
    #[must_use]
    pub fn migrate_to(&self) -> Option<ChatId> {
        self.migrate_to
    }

    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> ApiErrorKind {
        ApiErrorKind::of(self.code, &self.description)
    }
}

/// The `7` of `Too Many Requests: retry after 7`.
fn seconds_of(description: &str) -> Option<Duration> {
    let (_, rest) = description.split_once("retry after ")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().map(Duration::from_secs)
}
