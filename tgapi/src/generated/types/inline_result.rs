//! Results of inline queries: new content.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{InlineKeyboardMarkup, InputMessageContent, MessageEntity, ParseMode, ResultMimeType};

/// A link to an article or page, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultarticle>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultArticle {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Title. Required.
    pub title: String,
    /// What is sent when the result is chosen. Required.
    pub input_message_content: InputMessageContent,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// Address of the page.
    pub url: Option<String>,
    /// A few words about the result.
    pub description: Option<String>,
    /// Address of a small picture of it.
    pub thumbnail_url: Option<String>,
    /// Width of that picture in pixels.
    pub thumbnail_width: Option<i64>,
    /// Height of that picture in pixels.
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultArticle {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        input_message_content: impl Into<InputMessageContent>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            input_message_content: input_message_content.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultArticle {
    boxed reply_markup: InlineKeyboardMarkup,
    into url: String,
    into description: String,
    into thumbnail_url: String,
    some thumbnail_width: i64,
    some thumbnail_height: i64,
});

/// A photo by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultPhoto {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Address of the photo: JPEG, up to 5 MB. Required.
    pub photo_url: String,
    /// Address of a small picture of it. Required.
    pub thumbnail_url: String,
    /// Width of the photo in pixels.
    pub photo_width: Option<i64>,
    /// Height of the photo in pixels.
    pub photo_height: Option<i64>,
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

impl InlineQueryResultPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, photo_url: impl Into<String>, thumbnail_url: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            photo_url: photo_url.into(),
            thumbnail_url: thumbnail_url.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultPhoto {
    some photo_width: i64,
    some photo_height: i64,
    into title: String,
    into description: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A GIF by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultgif>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultGif {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Address of the GIF; up to 1 MB. Required.
    pub gif_url: String,
    /// Width of the GIF in pixels.
    pub gif_width: Option<i64>,
    /// Height of the GIF in pixels.
    pub gif_height: Option<i64>,
    /// Length of the GIF in seconds.
    pub gif_duration: Option<i64>,
    /// Address of a small picture of it. Required.
    pub thumbnail_url: String,
    /// MIME type of the small picture. One of `image/jpeg`, `image/gif`, `video/mp4`. Default `image/jpeg`.
    pub thumbnail_mime_type: Option<ResultMimeType>,
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

impl InlineQueryResultGif {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, gif_url: impl Into<String>, thumbnail_url: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            gif_url: gif_url.into(),
            thumbnail_url: thumbnail_url.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultGif {
    some gif_width: i64,
    some gif_height: i64,
    some gif_duration: i64,
    some thumbnail_mime_type: ResultMimeType,
    into title: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A soundless video by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultmpeg4gif>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultMpeg4Gif {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Address of the MPEG4 file; up to 1 MB. Required.
    pub mpeg4_url: String,
    /// Width of the video in pixels.
    pub mpeg4_width: Option<i64>,
    /// Height of the video in pixels.
    pub mpeg4_height: Option<i64>,
    /// Length of the video in seconds.
    pub mpeg4_duration: Option<i64>,
    /// Address of a small picture of it. Required.
    pub thumbnail_url: String,
    /// MIME type of the small picture. One of `image/jpeg`, `image/gif`, `video/mp4`. Default `image/jpeg`.
    pub thumbnail_mime_type: Option<ResultMimeType>,
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

impl InlineQueryResultMpeg4Gif {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, mpeg4_url: impl Into<String>, thumbnail_url: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            mpeg4_url: mpeg4_url.into(),
            thumbnail_url: thumbnail_url.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultMpeg4Gif {
    some mpeg4_width: i64,
    some mpeg4_height: i64,
    some mpeg4_duration: i64,
    some thumbnail_mime_type: ResultMimeType,
    into title: String,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A video or a page with a video player by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultvideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultVideo {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Address of the page with the player, or of the video file. Required.
    pub video_url: String,
    /// MIME type behind the address. Required. One of `text/html`, `video/mp4`.
    pub mime_type: ResultMimeType,
    /// Address of a small picture of it. Required.
    pub thumbnail_url: String,
    /// Title. Required.
    pub title: String,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Width of the video in pixels.
    pub video_width: Option<i64>,
    /// Height of the video in pixels.
    pub video_height: Option<i64>,
    /// Length of the video in seconds.
    pub video_duration: Option<i64>,
    /// A few words about the result.
    pub description: Option<String>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the video; must be set for a page with a player.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        video_url: impl Into<String>,
        mime_type: ResultMimeType,
        thumbnail_url: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            video_url: video_url.into(),
            mime_type,
            thumbnail_url: thumbnail_url.into(),
            title: title.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultVideo {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some video_width: i64,
    some video_height: i64,
    some video_duration: i64,
    into description: String,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// An MP3 file by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultaudio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultAudio {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Address of the MP3 file. Required.
    pub audio_url: String,
    /// Title. Required.
    pub title: String,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Who plays.
    pub performer: Option<String>,
    /// Length of the music in seconds.
    pub audio_duration: Option<i64>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultAudio {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, audio_url: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            audio_url: audio_url.into(),
            title: title.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultAudio {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    into performer: String,
    some audio_duration: i64,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A voice recording by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultvoice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultVoice {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Address of the voice recording. Required.
    pub voice_url: String,
    /// Title. Required.
    pub title: String,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Length of the recording in seconds.
    pub voice_duration: Option<i64>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultVoice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, voice_url: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            voice_url: voice_url.into(),
            title: title.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultVoice {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some voice_duration: i64,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
});

/// A file by its address, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultdocument>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultDocument {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Title. Required.
    pub title: String,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Address of the file. Required.
    pub document_url: String,
    /// MIME type of the file. Required. One of `application/pdf`, `application/zip`.
    pub mime_type: ResultMimeType,
    /// A few words about the result.
    pub description: Option<String>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
    /// Address of a small picture of it.
    pub thumbnail_url: Option<String>,
    /// Width of that picture in pixels.
    pub thumbnail_width: Option<i64>,
    /// Height of that picture in pixels.
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultDocument {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        document_url: impl Into<String>,
        mime_type: ResultMimeType,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            document_url: document_url.into(),
            mime_type,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultDocument {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    into description: String,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
    into thumbnail_url: String,
    some thumbnail_width: i64,
    some thumbnail_height: i64,
});

/// A location on the map, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultlocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultLocation {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Title. Required.
    pub title: String,
    /// Radius of uncertainty in metres. 0 to 1500.
    pub horizontal_accuracy: Option<f64>,
    /// How long the location is updated, in seconds. 60 to 86400. Also 2147483647.
    pub live_period: Option<i64>,
    /// Direction of movement in degrees. 1 to 360.
    pub heading: Option<i64>,
    /// Distance in metres at which an approaching member is announced. 1 to 100000.
    pub proximity_alert_radius: Option<i64>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
    /// Address of a small picture of it.
    pub thumbnail_url: Option<String>,
    /// Width of that picture in pixels.
    pub thumbnail_width: Option<i64>,
    /// Height of that picture in pixels.
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultLocation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, latitude: f64, longitude: f64, title: impl Into<String>) -> Self {
        Self { id: id.into(), latitude, longitude, title: title.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultLocation {
    some horizontal_accuracy: f64,
    some live_period: i64,
    some heading: i64,
    some proximity_alert_radius: i64,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
    into thumbnail_url: String,
    some thumbnail_width: i64,
    some thumbnail_height: i64,
});

/// A place, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultvenue>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultVenue {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Name of the place. Required.
    pub title: String,
    /// Address. Required.
    pub address: String,
    /// Identifier at Foursquare.
    pub foursquare_id: Option<String>,
    /// Type at Foursquare.
    pub foursquare_type: Option<String>,
    /// Identifier at Google Places.
    pub google_place_id: Option<String>,
    /// Type at Google Places.
    pub google_place_type: Option<String>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
    /// Address of a small picture of it.
    pub thumbnail_url: Option<String>,
    /// Width of that picture in pixels.
    pub thumbnail_width: Option<i64>,
    /// Height of that picture in pixels.
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultVenue {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultVenue {
    into foursquare_id: String,
    into foursquare_type: String,
    into google_place_id: String,
    into google_place_type: String,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
    into thumbnail_url: String,
    some thumbnail_width: i64,
    some thumbnail_height: i64,
});

/// A contact, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultcontact>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultContact {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Phone number. Required.
    pub phone_number: String,
    /// First name. Required.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// More about the contact, as a vCard. At most 2048 bytes.
    pub vcard: Option<String>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// What is sent instead of the result's own content.
    pub input_message_content: Option<InputMessageContent>,
    /// Address of a small picture of it.
    pub thumbnail_url: Option<String>,
    /// Width of that picture in pixels.
    pub thumbnail_width: Option<i64>,
    /// Height of that picture in pixels.
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultContact {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, phone_number: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQueryResultContact {
    into last_name: String,
    into vcard: String,
    boxed reply_markup: InlineKeyboardMarkup,
    into input_message_content: InputMessageContent,
    into thumbnail_url: String,
    some thumbnail_width: i64,
    some thumbnail_height: i64,
});

/// A game, as a result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultgame>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultGame {
    /// Identifier of the result, chosen by the bot. Required. 1 to 64 bytes.
    pub id: String,
    /// Short name of the game, as registered with BotFather. Required.
    pub game_short_name: String,
    /// Inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
}

impl InlineQueryResultGame {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, game_short_name: impl Into<String>) -> Self {
        Self { id: id.into(), game_short_name: game_short_name.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultGame {
    boxed reply_markup: InlineKeyboardMarkup,
});
