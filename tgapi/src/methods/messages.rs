//! Sending.

use serde::Serialize;

use super::Method;
use crate::ids::{ChatRef, ThreadId};
use crate::types::{LinkPreviewOptions, Message, MessageEntity, ParseMode, ReplyMarkup, ReplyParameters};

/// Sends a text message.
///
/// <https://core.telegram.org/bots/api#sendmessage>
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SendMessage {
    /// Business connection on whose behalf it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    /// Where to send it.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    /// The one user of the chat to whom it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver_user_id: Option<i64>,
    /// The button press that an ephemeral message answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_query_id: Option<String>,
    /// The text. 1 to 4096 characters after entities are parsed.
    pub text: String,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<MessageEntity>>,
    /// How the preview of a link looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<LinkPreviewOptions>,
    /// Send it silently.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    /// The message to reply to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendMessage {
    /// With the required parameters.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, text: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            receiver_user_id: None,
            callback_query_id: None,
            text: text.into(),
            parse_mode: None,
            entities: None,
            link_preview_options: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }

    /// Sets [`business_connection_id`](Self::business_connection_id).
    #[must_use]
    pub fn business_connection_id(mut self, business_connection_id: impl Into<String>) -> Self {
        self.business_connection_id = Some(business_connection_id.into());
        self
    }

    /// Sets [`message_thread_id`](Self::message_thread_id).
    #[must_use]
    pub fn message_thread_id(mut self, message_thread_id: impl Into<ThreadId>) -> Self {
        self.message_thread_id = Some(message_thread_id.into());
        self
    }

    /// Sets [`direct_messages_topic_id`](Self::direct_messages_topic_id).
    #[must_use]
    pub fn direct_messages_topic_id(mut self, direct_messages_topic_id: i64) -> Self {
        self.direct_messages_topic_id = Some(direct_messages_topic_id);
        self
    }

    /// Sets [`receiver_user_id`](Self::receiver_user_id).
    #[must_use]
    pub fn receiver_user_id(mut self, receiver_user_id: i64) -> Self {
        self.receiver_user_id = Some(receiver_user_id);
        self
    }

    /// Sets [`callback_query_id`](Self::callback_query_id).
    #[must_use]
    pub fn callback_query_id(mut self, callback_query_id: impl Into<String>) -> Self {
        self.callback_query_id = Some(callback_query_id.into());
        self
    }

    /// Sets [`parse_mode`](Self::parse_mode).
    #[must_use]
    pub fn parse_mode(mut self, parse_mode: ParseMode) -> Self {
        self.parse_mode = Some(parse_mode);
        self
    }

    /// Sets [`entities`](Self::entities).
    #[must_use]
    pub fn entities(mut self, entities: Vec<MessageEntity>) -> Self {
        self.entities = Some(entities);
        self
    }

    /// Sets [`link_preview_options`](Self::link_preview_options).
    #[must_use]
    pub fn link_preview_options(mut self, link_preview_options: LinkPreviewOptions) -> Self {
        self.link_preview_options = Some(link_preview_options);
        self
    }

    /// Sets [`disable_notification`](Self::disable_notification).
    #[must_use]
    pub fn disable_notification(mut self, disable_notification: bool) -> Self {
        self.disable_notification = Some(disable_notification);
        self
    }

    /// Sets [`protect_content`](Self::protect_content).
    #[must_use]
    pub fn protect_content(mut self, protect_content: bool) -> Self {
        self.protect_content = Some(protect_content);
        self
    }

    /// Sets [`allow_paid_broadcast`](Self::allow_paid_broadcast).
    #[must_use]
    pub fn allow_paid_broadcast(mut self, allow_paid_broadcast: bool) -> Self {
        self.allow_paid_broadcast = Some(allow_paid_broadcast);
        self
    }

    /// Sets [`message_effect_id`](Self::message_effect_id).
    #[must_use]
    pub fn message_effect_id(mut self, message_effect_id: impl Into<String>) -> Self {
        self.message_effect_id = Some(message_effect_id.into());
        self
    }

    /// Sets [`reply_parameters`](Self::reply_parameters).
    #[must_use]
    pub fn reply_parameters(mut self, reply_parameters: ReplyParameters) -> Self {
        self.reply_parameters = Some(reply_parameters);
        self
    }

    /// Sets [`reply_markup`](Self::reply_markup).
    #[must_use]
    pub fn reply_markup(mut self, reply_markup: impl Into<ReplyMarkup>) -> Self {
        self.reply_markup = Some(reply_markup.into());
        self
    }
}

impl Method for SendMessage {
    type Output = Message;
    const NAME: &'static str = "sendMessage";
}
