//! What a message replies to, and how its links look.

use serde::{Deserialize, Serialize};

use super::{MessageEntity, ParseMode};
use crate::de;
use crate::ids::{ChatRef, MessageId};

/// The message to reply to.
///
/// <https://core.telegram.org/bots/api#replyparameters>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReplyParameters {
    /// Identifier of the message within its chat; `0` for a message that is scheduled and not sent yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    /// The chat of that message, if it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatRef>,
    /// The ephemeral message to reply to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_id: Option<i64>,
    /// Send even if the message to reply to is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_sending_without_reply: Option<bool>,
    /// The quoted part of the message. 0 to 1024 characters after entities are parsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Markup of the quote. One of `MarkdownV2`, `HTML`, `Markdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_parse_mode: Option<ParseMode>,
    /// Formatting of the quote, instead of markup.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub quote_entities: Vec<MessageEntity>,
    /// Where the quote starts in the message, in UTF-16 units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_position: Option<i64>,
    /// The checklist task to reply to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checklist_task_id: Option<i64>,
    /// The poll option to reply to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll_option_id: Option<String>,
}

impl ReplyParameters {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self {
            message_id: None,
            chat_id: None,
            ephemeral_message_id: None,
            allow_sending_without_reply: None,
            quote: None,
            quote_parse_mode: None,
            quote_entities: Vec::new(),
            quote_position: None,
            checklist_task_id: None,
            poll_option_id: None,
        }
    }

    /// Sets [`message_id`](Self::message_id).
    #[must_use]
    pub fn message_id(mut self, message_id: impl Into<MessageId>) -> Self {
        self.message_id = Some(message_id.into());
        self
    }

    /// Sets [`chat_id`](Self::chat_id).
    #[must_use]
    pub fn chat_id(mut self, chat_id: ChatRef) -> Self {
        self.chat_id = Some(chat_id);
        self
    }

    /// Sets [`ephemeral_message_id`](Self::ephemeral_message_id).
    #[must_use]
    pub fn ephemeral_message_id(mut self, ephemeral_message_id: i64) -> Self {
        self.ephemeral_message_id = Some(ephemeral_message_id);
        self
    }

    /// Sets [`allow_sending_without_reply`](Self::allow_sending_without_reply).
    #[must_use]
    pub fn allow_sending_without_reply(mut self, allow_sending_without_reply: bool) -> Self {
        self.allow_sending_without_reply = Some(allow_sending_without_reply);
        self
    }

    /// Sets [`quote`](Self::quote).
    #[must_use]
    pub fn quote(mut self, quote: impl Into<String>) -> Self {
        self.quote = Some(quote.into());
        self
    }

    /// Sets [`quote_parse_mode`](Self::quote_parse_mode).
    #[must_use]
    pub fn quote_parse_mode(mut self, quote_parse_mode: ParseMode) -> Self {
        self.quote_parse_mode = Some(quote_parse_mode);
        self
    }

    /// Sets [`quote_entities`](Self::quote_entities).
    #[must_use]
    pub fn quote_entities(mut self, quote_entities: Vec<MessageEntity>) -> Self {
        self.quote_entities = quote_entities;
        self
    }

    /// Sets [`quote_position`](Self::quote_position).
    #[must_use]
    pub fn quote_position(mut self, quote_position: i64) -> Self {
        self.quote_position = Some(quote_position);
        self
    }

    /// Sets [`checklist_task_id`](Self::checklist_task_id).
    #[must_use]
    pub fn checklist_task_id(mut self, checklist_task_id: i64) -> Self {
        self.checklist_task_id = Some(checklist_task_id);
        self
    }

    /// Sets [`poll_option_id`](Self::poll_option_id).
    #[must_use]
    pub fn poll_option_id(mut self, poll_option_id: impl Into<String>) -> Self {
        self.poll_option_id = Some(poll_option_id.into());
        self
    }
}

impl Default for ReplyParameters {
    fn default() -> Self {
        Self::new()
    }
}

/// How the preview of a link looks.
///
/// <https://core.telegram.org/bots/api#linkpreviewoptions>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinkPreviewOptions {
    /// No preview at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
    /// Address it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Show a small picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefer_small_media: Option<bool>,
    /// Show a large picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefer_large_media: Option<bool>,
    /// Show the preview above the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_above_text: Option<bool>,
}

impl LinkPreviewOptions {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self { is_disabled: None, url: None, prefer_small_media: None, prefer_large_media: None, show_above_text: None }
    }

    /// Sets [`is_disabled`](Self::is_disabled).
    #[must_use]
    pub fn is_disabled(mut self, is_disabled: bool) -> Self {
        self.is_disabled = Some(is_disabled);
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets [`prefer_small_media`](Self::prefer_small_media).
    #[must_use]
    pub fn prefer_small_media(mut self, prefer_small_media: bool) -> Self {
        self.prefer_small_media = Some(prefer_small_media);
        self
    }

    /// Sets [`prefer_large_media`](Self::prefer_large_media).
    #[must_use]
    pub fn prefer_large_media(mut self, prefer_large_media: bool) -> Self {
        self.prefer_large_media = Some(prefer_large_media);
        self
    }

    /// Sets [`show_above_text`](Self::show_above_text).
    #[must_use]
    pub fn show_above_text(mut self, show_above_text: bool) -> Self {
        self.show_above_text = Some(show_above_text);
        self
    }
}

impl Default for LinkPreviewOptions {
    fn default() -> Self {
        Self::new()
    }
}
