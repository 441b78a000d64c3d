//! Sending text, rich messages, and signs of life.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatId, ChatRef, ThreadId, UserId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    ChatAction, EphemeralMessageParameters, InputRichMessage, LinkPreviewOptions, Message, MessageEntity, ParseMode,
    ReplyMarkup, ReplyParameters, SuggestedPostParameters,
};

/// Sends a text message.
///
/// <https://core.telegram.org/bots/api#sendmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendMessage {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The one user of the chat to whom it is shown.
    pub receiver_user_id: Option<UserId>,
    /// The button press that an ephemeral message answers.
    pub callback_query_id: Option<String>,
    /// The text. Required. 1 to 4096 characters after entities are parsed.
    pub text: String,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub entities: Option<Vec<MessageEntity>>,
    /// How the preview of a link looks.
    pub link_preview_options: Option<LinkPreviewOptions>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
    /// Send it so that only one user of the chat sees it.
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
}

impl SendMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, text: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendMessage {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    some parse_mode: ParseMode,
    some_items entities: MessageEntity,
    some link_preview_options: LinkPreviewOptions,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendMessage {
    type Output = Message;
    const NAME: &'static str = "sendMessage";
}

object!(SendMessage {
    need "chat_id" chat_id,
    need "text" text,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "parse_mode" parse_mode,
    opt "entities" entities,
    opt "link_preview_options" link_preview_options,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

/// Shows a part of a message while the rest is being made; it is gone after 30 seconds.
///
/// <https://core.telegram.org/bots/api#sendmessagedraft>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendMessageDraft {
    /// Private chat to show it in. Required.
    pub chat_id: ChatId,
    /// Forum topic or thread to show it in.
    pub message_thread_id: Option<ThreadId>,
    /// Identifier of the draft, not zero; a new text under the same one is animated. Required.
    pub draft_id: i64,
    /// The text so far; empty shows a placeholder. At most 4096 characters after entities are parsed.
    pub text: Option<String>,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub entities: Option<Vec<MessageEntity>>,
    /// Show a button that lets the user stop the generation.
    pub can_stop: Option<bool>,
    /// Keep the draft for a while after the user stopped it.
    pub keep_on_stop: Option<bool>,
}

impl SendMessageDraft {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatId>, draft_id: i64) -> Self {
        Self { chat_id: chat_id.into(), draft_id, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendMessageDraft {
    into message_thread_id: ThreadId,
    into text: String,
    some parse_mode: ParseMode,
    some_items entities: MessageEntity,
    some can_stop: bool,
    some keep_on_stop: bool,
});

impl Method for SendMessageDraft {
    type Output = bool;
    const NAME: &'static str = "sendMessageDraft";
}

object!(SendMessageDraft {
    need "chat_id" chat_id,
    need "draft_id" draft_id,
    opt "message_thread_id" message_thread_id,
    opt "text" text,
    opt "parse_mode" parse_mode,
    opt "entities" entities,
    opt "can_stop" can_stop,
    opt "keep_on_stop" keep_on_stop,
});

/// Shows that the bot is doing something, for 5 seconds or until its message comes.
///
/// <https://core.telegram.org/bots/api#sendchataction>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendChatAction {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to show it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to show it in.
    pub message_thread_id: Option<ThreadId>,
    /// What the bot is doing. Required.
    pub action: ChatAction,
}

impl SendChatAction {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, action: ChatAction) -> Self {
        Self { chat_id: chat_id.into(), action, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendChatAction {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
});

impl Method for SendChatAction {
    type Output = bool;
    const NAME: &'static str = "sendChatAction";
}

object!(SendChatAction {
    need "chat_id" chat_id,
    need "action" action,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
});

/// Sends a rich message.
///
/// <https://core.telegram.org/bots/api#sendrichmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendRichMessage {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The message. Required.
    pub rich_message: InputRichMessage,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
    /// Send it so that only one user of the chat sees it.
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
}

impl SendRichMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, rich_message: InputRichMessage) -> Self {
        Self { chat_id: chat_id.into(), rich_message, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendRichMessage {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendRichMessage {
    type Output = Message;
    const NAME: &'static str = "sendRichMessage";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendRichMessage {
    need "chat_id" chat_id,
    need "rich_message" rich_message,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendRichMessage { rich_message });

/// Shows a part of a rich message while the rest is being made.
///
/// <https://core.telegram.org/bots/api#sendrichmessagedraft>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendRichMessageDraft {
    /// Private chat to show it in. Required.
    pub chat_id: ChatId,
    /// Forum topic or thread to show it in.
    pub message_thread_id: Option<ThreadId>,
    /// Identifier of the draft, not zero; a new text under the same one is animated. Required.
    pub draft_id: i64,
    /// The message so far. Required.
    pub rich_message: InputRichMessage,
    /// Show a button that lets the user stop the generation.
    pub can_stop: Option<bool>,
    /// Keep the draft for a while after the user stopped it.
    pub keep_on_stop: Option<bool>,
}

impl SendRichMessageDraft {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatId>, draft_id: i64, rich_message: InputRichMessage) -> Self {
        Self { chat_id: chat_id.into(), draft_id, rich_message, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendRichMessageDraft {
    into message_thread_id: ThreadId,
    some can_stop: bool,
    some keep_on_stop: bool,
});

impl Method for SendRichMessageDraft {
    type Output = bool;
    const NAME: &'static str = "sendRichMessageDraft";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendRichMessageDraft {
    need "chat_id" chat_id,
    need "draft_id" draft_id,
    need "rich_message" rich_message,
    opt "message_thread_id" message_thread_id,
    opt "can_stop" can_stop,
    opt "keep_on_stop" keep_on_stop,
});

uploads!(struct SendRichMessageDraft { rich_message });
