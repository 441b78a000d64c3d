//! Sending albums and paid media.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatRef, ThreadId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    InputPaidMedia, MediaGroupItem, Message, MessageEntity, ParseMode, ReplyMarkup, ReplyParameters,
    SuggestedPostParameters,
};

/// Sends media that has to be paid for.
///
/// <https://core.telegram.org/bots/api#sendpaidmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendPaidMedia {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// Telegram Stars to pay for the media. Required. 1 to 25000.
    pub star_count: i64,
    /// The media to sell. Required. At most 10 items.
    pub media: Vec<InputPaidMedia>,
    /// What the bot wants to find again in the purchase; not shown to the user. At most 128 bytes.
    pub payload: Option<String>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
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
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendPaidMedia {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, star_count: i64, media: impl IntoIterator<Item = InputPaidMedia>) -> Self {
        Self {
            chat_id: chat_id.into(),
            star_count,
            media: media.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendPaidMedia {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into payload: String,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
});

impl Method for SendPaidMedia {
    type Output = Message;
    const NAME: &'static str = "sendPaidMedia";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendPaidMedia {
    need "chat_id" chat_id,
    need "star_count" star_count,
    need "media" media,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "payload" payload,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

uploads!(struct SendPaidMedia { media });

/// Sends an album of photos, live photos, videos, files or music.
///
/// <https://core.telegram.org/bots/api#sendmediagroup>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendMediaGroup {
    /// Business connection on whose behalf they are sent.
    pub business_connection_id: Option<String>,
    /// Where to send them. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send them to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send them to.
    pub direct_messages_topic_id: Option<i64>,
    /// The photos, live photos, videos, files or music; files and music only among their own kind. Required. 2 to 10 items.
    pub media: Vec<MediaGroupItem>,
    /// Send them silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
}

impl SendMediaGroup {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, media: impl IntoIterator<Item = MediaGroupItem>) -> Self {
        Self { chat_id: chat_id.into(), media: media.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendMediaGroup {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some reply_parameters: ReplyParameters,
});

impl Method for SendMediaGroup {
    type Output = Vec<Message>;
    const NAME: &'static str = "sendMediaGroup";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendMediaGroup {
    need "chat_id" chat_id,
    need "media" media,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "reply_parameters" reply_parameters,
});

uploads!(struct SendMediaGroup { media });
