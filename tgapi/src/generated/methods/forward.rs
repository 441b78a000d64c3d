//! Forwarding and copying.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatRef, MessageId, ThreadId};
use crate::methods::Method;
use crate::types::{
    Message, MessageEntity, MessageIdentifier, ParseMode, ReplyMarkup, ReplyParameters, SuggestedPostParameters,
};

/// Forwards a message of any kind that is not protected.
///
/// <https://core.telegram.org/bots/api#forwardmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForwardMessage {
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The chat the original is in. Required.
    pub from_chat_id: ChatRef,
    /// New second at which the video starts playing.
    pub video_start_timestamp: Option<i64>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to forward. Required.
    pub message_id: MessageId,
}

impl ForwardMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            from_chat_id: from_chat_id.into(),
            message_id: message_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method ForwardMessage {
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    some video_start_timestamp: i64,
    some disable_notification: bool,
    some protect_content: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
});

impl Method for ForwardMessage {
    type Output = Message;
    const NAME: &'static str = "forwardMessage";
}

object!(ForwardMessage {
    need "chat_id" chat_id,
    need "from_chat_id" from_chat_id,
    need "message_id" message_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "video_start_timestamp" video_start_timestamp,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
});

/// Forwards several messages; those that cannot be forwarded are skipped.
///
/// <https://core.telegram.org/bots/api#forwardmessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForwardMessages {
    /// Where to send them. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send them to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send them to.
    pub direct_messages_topic_id: Option<i64>,
    /// The chat the original is in. Required.
    pub from_chat_id: ChatRef,
    /// The messages to forward, in rising order. Required. 1 to 100 items.
    pub message_ids: Vec<MessageId>,
    /// Send them silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
}

impl ForwardMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            from_chat_id: from_chat_id.into(),
            message_ids: message_ids.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method ForwardMessages {
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    some disable_notification: bool,
    some protect_content: bool,
});

impl Method for ForwardMessages {
    type Output = Vec<MessageIdentifier>;
    const NAME: &'static str = "forwardMessages";
}

object!(ForwardMessages {
    need "chat_id" chat_id,
    need "from_chat_id" from_chat_id,
    need "message_ids" message_ids,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
});

/// Sends a copy of a message, without a link to the original.
///
/// <https://core.telegram.org/bots/api#copymessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CopyMessage {
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The chat the original is in. Required.
    pub from_chat_id: ChatRef,
    /// The message to copy. Required.
    pub message_id: MessageId,
    /// New second at which the video starts playing.
    pub video_start_timestamp: Option<i64>,
    /// New caption; absent: the old one. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
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
}

impl CopyMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            from_chat_id: from_chat_id.into(),
            message_id: message_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method CopyMessage {
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    some video_start_timestamp: i64,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
});

impl Method for CopyMessage {
    type Output = MessageIdentifier;
    const NAME: &'static str = "copyMessage";
}

object!(CopyMessage {
    need "chat_id" chat_id,
    need "from_chat_id" from_chat_id,
    need "message_id" message_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "video_start_timestamp" video_start_timestamp,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

/// Sends copies of several messages; those that cannot be copied are skipped.
///
/// <https://core.telegram.org/bots/api#copymessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CopyMessages {
    /// Where to send them. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send them to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send them to.
    pub direct_messages_topic_id: Option<i64>,
    /// The chat the original is in. Required.
    pub from_chat_id: ChatRef,
    /// The messages to copy, in rising order. Required. 1 to 100 items.
    pub message_ids: Vec<MessageId>,
    /// Send them silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Leave the captions out.
    pub remove_caption: Option<bool>,
}

impl CopyMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            from_chat_id: from_chat_id.into(),
            message_ids: message_ids.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method CopyMessages {
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    some disable_notification: bool,
    some protect_content: bool,
    some remove_caption: bool,
});

impl Method for CopyMessages {
    type Output = Vec<MessageIdentifier>;
    const NAME: &'static str = "copyMessages";
}

object!(CopyMessages {
    need "chat_id" chat_id,
    need "from_chat_id" from_chat_id,
    need "message_ids" message_ids,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "remove_caption" remove_caption,
});
