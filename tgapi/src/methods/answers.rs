//! Answering queries.

use serde::Serialize;

use super::Method;
use crate::types::InlineQueryResult;

/// Answers a button press: the client shows a progress bar until this comes.
///
/// <https://core.telegram.org/bots/api#answercallbackquery>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AnswerCallbackQuery {
    /// The press to answer.
    pub callback_query_id: String,
    /// What to show; nothing if absent. 0 to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Show an alert instead of a notice at the top. Default false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_alert: Option<bool>,
    /// Address for the client to open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How long the client may keep the answer, in seconds. Default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_time: Option<i64>,
}

impl AnswerCallbackQuery {
    /// With the required parameters.
    #[must_use]
    pub fn new(callback_query_id: impl Into<String>) -> Self {
        Self { callback_query_id: callback_query_id.into(), text: None, show_alert: None, url: None, cache_time: None }
    }

    /// Sets [`text`](Self::text).
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Sets [`show_alert`](Self::show_alert).
    #[must_use]
    pub fn show_alert(mut self, show_alert: bool) -> Self {
        self.show_alert = Some(show_alert);
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets [`cache_time`](Self::cache_time).
    #[must_use]
    pub fn cache_time(mut self, cache_time: i64) -> Self {
        self.cache_time = Some(cache_time);
        self
    }
}

impl Method for AnswerCallbackQuery {
    type Output = bool;
    const NAME: &'static str = "answerCallbackQuery";
}

/// Answers an inline query.
///
/// <https://core.telegram.org/bots/api#answerinlinequery>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AnswerInlineQuery {
    /// The query to answer.
    pub inline_query_id: String,
    /// The results, at most 50.
    pub results: Vec<InlineQueryResult>,
    /// How long the servers may keep the answer, in seconds. Default 300.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_time: Option<i64>,
    /// Keep the answer for this user only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_personal: Option<bool>,
    /// What the client sends as `offset` to get more; at most 64 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_offset: Option<String>,
}

impl AnswerInlineQuery {
    /// With the required parameters.
    #[must_use]
    pub fn new(inline_query_id: impl Into<String>, results: Vec<InlineQueryResult>) -> Self {
        Self {
            inline_query_id: inline_query_id.into(),
            results,
            cache_time: None,
            is_personal: None,
            next_offset: None,
        }
    }

    /// Sets [`cache_time`](Self::cache_time).
    #[must_use]
    pub fn cache_time(mut self, cache_time: i64) -> Self {
        self.cache_time = Some(cache_time);
        self
    }

    /// Sets [`is_personal`](Self::is_personal).
    #[must_use]
    pub fn is_personal(mut self, is_personal: bool) -> Self {
        self.is_personal = Some(is_personal);
        self
    }

    /// Sets [`next_offset`](Self::next_offset).
    #[must_use]
    pub fn next_offset(mut self, next_offset: impl Into<String>) -> Self {
        self.next_offset = Some(next_offset.into());
        self
    }
}

impl Method for AnswerInlineQuery {
    type Output = bool;
    const NAME: &'static str = "answerInlineQuery";
}
