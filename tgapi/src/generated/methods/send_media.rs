//! Sending media.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatRef, ThreadId, UserId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    EphemeralMessageParameters, Message, MessageEntity, ParseMode, ReplyMarkup, ReplyParameters,
    SuggestedPostParameters,
};

/// Sends a photo.
///
/// <https://core.telegram.org/bots/api#sendphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendPhoto {
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
    /// The photo: an identifier, an address, up to 5 MB, or an upload, up to 10 MB. Required.
    pub photo: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
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

impl SendPhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, photo: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), photo: photo.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendPhoto {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some has_spoiler: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendPhoto {
    type Output = Message;
    const NAME: &'static str = "sendPhoto";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendPhoto {
    need "chat_id" chat_id,
    need "photo" photo,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "has_spoiler" has_spoiler,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendPhoto { photo });

/// Sends a live photo.
///
/// <https://core.telegram.org/bots/api#sendlivephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendLivePhoto {
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
    /// The video of it: an identifier or an upload; up to 10 seconds and 10 MB. Required.
    pub live_photo: InputFile,
    /// The still photo: an identifier or an upload. Required.
    pub photo: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
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

impl SendLivePhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, live_photo: impl Into<InputFile>, photo: impl Into<InputFile>) -> Self {
        Self {
            chat_id: chat_id.into(),
            live_photo: live_photo.into(),
            photo: photo.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendLivePhoto {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some has_spoiler: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendLivePhoto {
    type Output = Message;
    const NAME: &'static str = "sendLivePhoto";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendLivePhoto {
    need "chat_id" chat_id,
    need "live_photo" live_photo,
    need "photo" photo,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "has_spoiler" has_spoiler,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendLivePhoto { live_photo, photo });

/// Sends a music file, shown in the music player.
///
/// <https://core.telegram.org/bots/api#sendaudio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendAudio {
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
    /// The music, MP3 or M4A: an identifier, an address, up to 20 MB, or an upload, up to 50 MB. Required.
    pub audio: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// Who plays.
    pub performer: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
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

impl SendAudio {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, audio: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), audio: audio.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendAudio {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some duration: i64,
    into performer: String,
    into title: String,
    into thumbnail: InputFile,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendAudio {
    type Output = Message;
    const NAME: &'static str = "sendAudio";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendAudio {
    need "chat_id" chat_id,
    need "audio" audio,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "duration" duration,
    opt "performer" performer,
    opt "title" title,
    opt "thumbnail" thumbnail,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendAudio { audio, thumbnail });

/// Sends a general file.
///
/// <https://core.telegram.org/bots/api#senddocument>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendDocument {
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
    /// The file: an identifier, an address, up to 20 MB, or an upload, up to 50 MB. Required.
    pub document: InputFile,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Do not let the server look at the kind of an uploaded file.
    pub disable_content_type_detection: Option<bool>,
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

impl SendDocument {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, document: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), document: document.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendDocument {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into thumbnail: InputFile,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some disable_content_type_detection: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendDocument {
    type Output = Message;
    const NAME: &'static str = "sendDocument";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendDocument {
    need "chat_id" chat_id,
    need "document" document,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "thumbnail" thumbnail,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "disable_content_type_detection" disable_content_type_detection,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendDocument { document, thumbnail });

/// Sends a video.
///
/// <https://core.telegram.org/bots/api#sendvideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendVideo {
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
    /// The video, MPEG4: an identifier, an address, up to 20 MB, or an upload, up to 50 MB. Required.
    pub video: InputFile,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// Cover: an identifier, an address or an upload.
    pub cover: Option<InputFile>,
    /// Second at which the video starts playing.
    pub start_timestamp: Option<i64>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
    /// The uploaded video can be streamed.
    pub supports_streaming: Option<bool>,
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

impl SendVideo {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, video: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), video: video.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendVideo {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    some duration: i64,
    some width: i64,
    some height: i64,
    into thumbnail: InputFile,
    into cover: InputFile,
    some start_timestamp: i64,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some has_spoiler: bool,
    some supports_streaming: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendVideo {
    type Output = Message;
    const NAME: &'static str = "sendVideo";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendVideo {
    need "chat_id" chat_id,
    need "video" video,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "duration" duration,
    opt "width" width,
    opt "height" height,
    opt "thumbnail" thumbnail,
    opt "cover" cover,
    opt "start_timestamp" start_timestamp,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "has_spoiler" has_spoiler,
    opt "supports_streaming" supports_streaming,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendVideo { video, thumbnail, cover });

/// Sends an animation: a GIF, or an H.264 video without sound.
///
/// <https://core.telegram.org/bots/api#sendanimation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendAnimation {
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
    /// The animation: an identifier, an address, up to 20 MB, or an upload, up to 50 MB. Required.
    pub animation: InputFile,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
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

impl SendAnimation {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, animation: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), animation: animation.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendAnimation {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    some duration: i64,
    some width: i64,
    some height: i64,
    into thumbnail: InputFile,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some has_spoiler: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendAnimation {
    type Output = Message;
    const NAME: &'static str = "sendAnimation";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendAnimation {
    need "chat_id" chat_id,
    need "animation" animation,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "duration" duration,
    opt "width" width,
    opt "height" height,
    opt "thumbnail" thumbnail,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "has_spoiler" has_spoiler,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendAnimation { animation, thumbnail });

/// Sends a voice note.
///
/// <https://core.telegram.org/bots/api#sendvoice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendVoice {
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
    /// The voice note, OGG with Opus, MP3 or M4A: an identifier, an address or an upload. Required.
    pub voice: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Length in seconds.
    pub duration: Option<i64>,
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

impl SendVoice {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, voice: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), voice: voice.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendVoice {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some duration: i64,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendVoice {
    type Output = Message;
    const NAME: &'static str = "sendVoice";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendVoice {
    need "chat_id" chat_id,
    need "voice" voice,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "duration" duration,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendVoice { voice });

/// Sends a round video message.
///
/// <https://core.telegram.org/bots/api#sendvideonote>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendVideoNote {
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
    /// The video, square, MPEG4, up to one minute: an identifier or an upload. Required.
    pub video_note: InputFile,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// Diameter of the circle in pixels.
    pub length: Option<i64>,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
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

impl SendVideoNote {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, video_note: impl Into<InputFile>) -> Self {
        Self { chat_id: chat_id.into(), video_note: video_note.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendVideoNote {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    some duration: i64,
    some length: i64,
    into thumbnail: InputFile,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendVideoNote {
    type Output = Message;
    const NAME: &'static str = "sendVideoNote";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendVideoNote {
    need "chat_id" chat_id,
    need "video_note" video_note,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "duration" duration,
    opt "length" length,
    opt "thumbnail" thumbnail,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

uploads!(struct SendVideoNote { video_note, thumbnail });
