//! Editing messages.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatRef, MessageId, UserId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    InlineKeyboardMarkup, InputChecklist, InputMedia, InputRichMessage, LinkPreviewOptions, Message, MessageEntity,
    MessageOrTrue, ParseMode,
};

/// Edits the text of a message.
///
/// <https://core.telegram.org/bots/api#editmessagetext>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditMessageText {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat of the message, unless it was sent by inline mode.
    pub chat_id: Option<ChatRef>,
    /// The message to edit, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// New text. 1 to 4096 characters after entities are parsed.
    pub text: Option<String>,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub entities: Option<Vec<MessageEntity>>,
    /// How the preview of a link looks.
    pub link_preview_options: Option<LinkPreviewOptions>,
    /// New content as a rich message, instead of the text.
    pub rich_message: Option<InputRichMessage>,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageText {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for EditMessageText {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method EditMessageText {
    into business_connection_id: String,
    into chat_id: ChatRef,
    into message_id: MessageId,
    into inline_message_id: String,
    into text: String,
    some parse_mode: ParseMode,
    some_items entities: MessageEntity,
    some link_preview_options: LinkPreviewOptions,
    some rich_message: InputRichMessage,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditMessageText {
    type Output = MessageOrTrue;
    const NAME: &'static str = "editMessageText";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(EditMessageText {
    opt "business_connection_id" business_connection_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
    opt "text" text,
    opt "parse_mode" parse_mode,
    opt "entities" entities,
    opt "link_preview_options" link_preview_options,
    opt "rich_message" rich_message,
    opt "reply_markup" reply_markup,
});

uploads!(struct EditMessageText { rich_message });

/// Edits the caption of a message.
///
/// <https://core.telegram.org/bots/api#editmessagecaption>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditMessageCaption {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat of the message, unless it was sent by inline mode.
    pub chat_id: Option<ChatRef>,
    /// The message to edit, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// New caption; empty or absent removes it. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageCaption {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for EditMessageCaption {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method EditMessageCaption {
    into business_connection_id: String,
    into chat_id: ChatRef,
    into message_id: MessageId,
    into inline_message_id: String,
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditMessageCaption {
    type Output = MessageOrTrue;
    const NAME: &'static str = "editMessageCaption";
}

object!(EditMessageCaption {
    opt "business_connection_id" business_connection_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "show_caption_above_media" show_caption_above_media,
    opt "reply_markup" reply_markup,
});

/// Puts other media into a message.
///
/// <https://core.telegram.org/bots/api#editmessagemedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditMessageMedia {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat of the message, unless it was sent by inline mode.
    pub chat_id: Option<ChatRef>,
    /// The message to edit, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// The new media. Required.
    pub media: InputMedia,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageMedia {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputMedia>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method EditMessageMedia {
    into business_connection_id: String,
    into chat_id: ChatRef,
    into message_id: MessageId,
    into inline_message_id: String,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditMessageMedia {
    type Output = MessageOrTrue;
    const NAME: &'static str = "editMessageMedia";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(EditMessageMedia {
    need "media" media,
    opt "business_connection_id" business_connection_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
    opt "reply_markup" reply_markup,
});

uploads!(struct EditMessageMedia { media });

/// Moves a live location.
///
/// <https://core.telegram.org/bots/api#editmessagelivelocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditMessageLiveLocation {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat of the message, unless it was sent by inline mode.
    pub chat_id: Option<ChatRef>,
    /// The message to edit, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// New time of updates in seconds, from the start; absent: as before.
    pub live_period: Option<i64>,
    /// Radius of uncertainty in metres. 0 to 1500.
    pub horizontal_accuracy: Option<f64>,
    /// Direction of movement in degrees. 1 to 360.
    pub heading: Option<i64>,
    /// Distance in metres at which an approaching member is announced. 1 to 100000.
    pub proximity_alert_radius: Option<i64>,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageLiveLocation {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method EditMessageLiveLocation {
    into business_connection_id: String,
    into chat_id: ChatRef,
    into message_id: MessageId,
    into inline_message_id: String,
    some live_period: i64,
    some horizontal_accuracy: f64,
    some heading: i64,
    some proximity_alert_radius: i64,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditMessageLiveLocation {
    type Output = MessageOrTrue;
    const NAME: &'static str = "editMessageLiveLocation";
}

object!(EditMessageLiveLocation {
    need "latitude" latitude,
    need "longitude" longitude,
    opt "business_connection_id" business_connection_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
    opt "live_period" live_period,
    opt "horizontal_accuracy" horizontal_accuracy,
    opt "heading" heading,
    opt "proximity_alert_radius" proximity_alert_radius,
    opt "reply_markup" reply_markup,
});

/// Ends the updates of a live location before its time.
///
/// <https://core.telegram.org/bots/api#stopmessagelivelocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StopMessageLiveLocation {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat of the message, unless it was sent by inline mode.
    pub chat_id: Option<ChatRef>,
    /// The message of the location, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// New inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl StopMessageLiveLocation {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for StopMessageLiveLocation {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method StopMessageLiveLocation {
    into business_connection_id: String,
    into chat_id: ChatRef,
    into message_id: MessageId,
    into inline_message_id: String,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for StopMessageLiveLocation {
    type Output = MessageOrTrue;
    const NAME: &'static str = "stopMessageLiveLocation";
}

object!(StopMessageLiveLocation {
    opt "business_connection_id" business_connection_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
    opt "reply_markup" reply_markup,
});

/// Edits a checklist for a business account.
///
/// <https://core.telegram.org/bots/api#editmessagechecklist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditMessageChecklist {
    /// Business connection on whose behalf the message was sent. Required.
    pub business_connection_id: String,
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The message to edit. Required.
    pub message_id: MessageId,
    /// The new checklist. Required.
    pub checklist: InputChecklist,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageChecklist {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
        checklist: InputChecklist,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            chat_id: chat_id.into(),
            message_id: message_id.into(),
            checklist,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditMessageChecklist {
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditMessageChecklist {
    type Output = Message;
    const NAME: &'static str = "editMessageChecklist";
}

object!(EditMessageChecklist {
    need "business_connection_id" business_connection_id,
    need "chat_id" chat_id,
    need "message_id" message_id,
    need "checklist" checklist,
    opt "reply_markup" reply_markup,
});

/// Edits the inline keyboard under a message.
///
/// <https://core.telegram.org/bots/api#editmessagereplymarkup>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditMessageReplyMarkup {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat of the message, unless it was sent by inline mode.
    pub chat_id: Option<ChatRef>,
    /// The message to edit, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageReplyMarkup {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for EditMessageReplyMarkup {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method EditMessageReplyMarkup {
    into business_connection_id: String,
    into chat_id: ChatRef,
    into message_id: MessageId,
    into inline_message_id: String,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditMessageReplyMarkup {
    type Output = MessageOrTrue;
    const NAME: &'static str = "editMessageReplyMarkup";
}

object!(EditMessageReplyMarkup {
    opt "business_connection_id" business_connection_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
    opt "reply_markup" reply_markup,
});

/// Edits the text of an ephemeral message.
///
/// <https://core.telegram.org/bots/api#editephemeralmessagetext>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditEphemeralMessageText {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user who sees the ephemeral message. Required.
    pub receiver_user_id: UserId,
    /// The ephemeral message. Required.
    pub ephemeral_message_id: i64,
    /// New text. Required. 1 to 4096 characters after entities are parsed.
    pub text: String,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub entities: Option<Vec<MessageEntity>>,
    /// How the preview of a link looks.
    pub link_preview_options: Option<LinkPreviewOptions>,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
    /// New content as a rich message, instead of the text.
    pub rich_message: Option<InputRichMessage>,
}

impl EditEphemeralMessageText {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
        text: impl Into<String>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id: receiver_user_id.into(),
            ephemeral_message_id,
            text: text.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditEphemeralMessageText {
    some parse_mode: ParseMode,
    some_items entities: MessageEntity,
    some link_preview_options: LinkPreviewOptions,
    into reply_markup: InlineKeyboardMarkup,
    some rich_message: InputRichMessage,
});

impl Method for EditEphemeralMessageText {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageText";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(EditEphemeralMessageText {
    need "chat_id" chat_id,
    need "receiver_user_id" receiver_user_id,
    need "ephemeral_message_id" ephemeral_message_id,
    need "text" text,
    opt "parse_mode" parse_mode,
    opt "entities" entities,
    opt "link_preview_options" link_preview_options,
    opt "reply_markup" reply_markup,
    opt "rich_message" rich_message,
});

uploads!(struct EditEphemeralMessageText { rich_message });

/// Puts other media into an ephemeral message.
///
/// <https://core.telegram.org/bots/api#editephemeralmessagemedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditEphemeralMessageMedia {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user who sees the ephemeral message. Required.
    pub receiver_user_id: UserId,
    /// The ephemeral message. Required.
    pub ephemeral_message_id: i64,
    /// The new media. Required.
    pub media: InputMedia,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditEphemeralMessageMedia {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
        media: impl Into<InputMedia>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id: receiver_user_id.into(),
            ephemeral_message_id,
            media: media.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditEphemeralMessageMedia {
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditEphemeralMessageMedia {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageMedia";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(EditEphemeralMessageMedia {
    need "chat_id" chat_id,
    need "receiver_user_id" receiver_user_id,
    need "ephemeral_message_id" ephemeral_message_id,
    need "media" media,
    opt "reply_markup" reply_markup,
});

uploads!(struct EditEphemeralMessageMedia { media });

/// Edits the caption of an ephemeral message.
///
/// <https://core.telegram.org/bots/api#editephemeralmessagecaption>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditEphemeralMessageCaption {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user who sees the ephemeral message. Required.
    pub receiver_user_id: UserId,
    /// The ephemeral message. Required.
    pub ephemeral_message_id: i64,
    /// New caption; empty or absent removes it. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
}

impl EditEphemeralMessageCaption {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, receiver_user_id: impl Into<UserId>, ephemeral_message_id: i64) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id: receiver_user_id.into(),
            ephemeral_message_id,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditEphemeralMessageCaption {
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    into reply_markup: InlineKeyboardMarkup,
    some show_caption_above_media: bool,
});

impl Method for EditEphemeralMessageCaption {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageCaption";
}

object!(EditEphemeralMessageCaption {
    need "chat_id" chat_id,
    need "receiver_user_id" receiver_user_id,
    need "ephemeral_message_id" ephemeral_message_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "reply_markup" reply_markup,
    opt "show_caption_above_media" show_caption_above_media,
});

/// Edits the inline keyboard under an ephemeral message.
///
/// <https://core.telegram.org/bots/api#editephemeralmessagereplymarkup>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditEphemeralMessageReplyMarkup {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user who sees the ephemeral message. Required.
    pub receiver_user_id: UserId,
    /// The ephemeral message. Required.
    pub ephemeral_message_id: i64,
    /// Inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditEphemeralMessageReplyMarkup {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, receiver_user_id: impl Into<UserId>, ephemeral_message_id: i64) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id: receiver_user_id.into(),
            ephemeral_message_id,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditEphemeralMessageReplyMarkup {
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for EditEphemeralMessageReplyMarkup {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageReplyMarkup";
}

object!(EditEphemeralMessageReplyMarkup {
    need "chat_id" chat_id,
    need "receiver_user_id" receiver_user_id,
    need "ephemeral_message_id" ephemeral_message_id,
    opt "reply_markup" reply_markup,
});
