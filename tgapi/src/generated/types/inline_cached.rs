//! Results of inline queries: files that are at Telegram.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{InlineKeyboardMarkup, InputMessageContent, MessageEntity, ParseMode};

/// A photo stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedPhoto {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the photo's file. Required.
    pub photo_file_id: String,
    /// Title.
    pub title: Option<String>,
    /// A few words about the result.
    pub description: Option<String>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, photo_file_id: impl Into<String>) -> Self {
        Self { id: id.into(), photo_file_id: photo_file_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultCachedPhoto {
    into title: String,
    into description: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A GIF stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedgif>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedGif {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the GIF's file. Required.
    pub gif_file_id: String,
    /// Title.
    pub title: Option<String>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedGif {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, gif_file_id: impl Into<String>) -> Self {
        Self { id: id.into(), gif_file_id: gif_file_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultCachedGif {
    into title: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A soundless video stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedmpeg4gif>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedMpeg4Gif {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the MPEG4 file. Required.
    pub mpeg4_file_id: String,
    /// Title.
    pub title: Option<String>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedMpeg4Gif {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, mpeg4_file_id: impl Into<String>) -> Self {
        Self { id: id.into(), mpeg4_file_id: mpeg4_file_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultCachedMpeg4Gif {
    into title: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A sticker stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedsticker>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedSticker {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the sticker's file. Required.
    pub sticker_file_id: String,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedSticker {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, sticker_file_id: impl Into<String>) -> Self {
        Self { id: id.into(), sticker_file_id: sticker_file_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultCachedSticker {
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A file stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcacheddocument>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedDocument {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Title. Required.
    pub title: String,
    /// Identifier of the file. Required.
    pub document_file_id: String,
    /// A few words about the result.
    pub description: Option<String>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedDocument {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>, document_file_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            document_file_id: document_file_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultCachedDocument {
    into description: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A video stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedvideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedVideo {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the video's file. Required.
    pub video_file_id: String,
    /// Title. Required.
    pub title: String,
    /// A few words about the result.
    pub description: Option<String>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, video_file_id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            video_file_id: video_file_id.into(),
            title: title.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultCachedVideo {
    into description: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A voice note stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedvoice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedVoice {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the voice note's file. Required.
    pub voice_file_id: String,
    /// Title. Required.
    pub title: String,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedVoice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, voice_file_id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            voice_file_id: voice_file_id.into(),
            title: title.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultCachedVoice {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// An MP3 file stored at Telegram, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcachedaudio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultCachedAudio {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Identifier of the music file. Required.
    pub audio_file_id: String,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedAudio {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, audio_file_id: impl Into<String>) -> Self {
        Self { id: id.into(), audio_file_id: audio_file_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultCachedAudio {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});
