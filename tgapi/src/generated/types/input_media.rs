//! Media to send.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::input_file::InputFile;
use crate::types::{MessageEntity, ParseMode};
use serde_json::Value;

/// An animation to send.
///
/// <https://core.telegram.org/bots/api#inputmediaanimation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaAnimation {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
}

impl InputMediaAnimation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaAnimation {
    into thumbnail: InputFile,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some width: i64,
    some height: i64,
    some duration: i64,
    some has_spoiler: bool,
});

/// A music file to send.
///
/// <https://core.telegram.org/bots/api#inputmediaaudio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaAudio {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// Who plays.
    pub performer: Option<String>,
    /// Title.
    pub title: Option<String>,
}

impl InputMediaAudio {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaAudio {
    into thumbnail: InputFile,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some duration: i64,
    into performer: String,
    into title: String,
});

/// A general file to send.
///
/// <https://core.telegram.org/bots/api#inputmediadocument>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaDocument {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Do not let the server look at the kind of an uploaded file.
    pub disable_content_type_detection: Option<bool>,
}

impl InputMediaDocument {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaDocument {
    into thumbnail: InputFile,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some disable_content_type_detection: bool,
});

/// A link to send.
///
/// <https://core.telegram.org/bots/api#inputmedialink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaLink {
    /// Address of the link. Required.
    pub url: String,
}

impl InputMediaLink {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

/// A live photo to send.
///
/// <https://core.telegram.org/bots/api#inputmedialivephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaLivePhoto {
    /// The video of it: an identifier or an upload. Required.
    pub media: InputFile,
    /// The still photo: an identifier or an upload. Required.
    pub photo: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
}

impl InputMediaLivePhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>, photo: impl Into<InputFile>) -> Self {
        Self { media: media.into(), photo: photo.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaLivePhoto {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some has_spoiler: bool,
});

/// A location to send.
///
/// <https://core.telegram.org/bots/api#inputmedialocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaLocation {
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Radius of uncertainty in metres. 0 to 1500.
    pub horizontal_accuracy: Option<f64>,
}

impl InputMediaLocation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaLocation {
    some horizontal_accuracy: f64,
});

/// A photo to send.
///
/// <https://core.telegram.org/bots/api#inputmediaphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaPhoto {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
}

impl InputMediaPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaPhoto {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some has_spoiler: bool,
});

/// A sticker to send.
///
/// <https://core.telegram.org/bots/api#inputmediasticker>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaSticker {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// Emoji of an uploaded sticker.
    pub emoji: Option<String>,
}

impl InputMediaSticker {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaSticker {
    into emoji: String,
});

/// A place to send.
///
/// <https://core.telegram.org/bots/api#inputmediavenue>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaVenue {
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
}

impl InputMediaVenue {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64, title: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InputMediaVenue {
    into foursquare_id: String,
    into foursquare_type: String,
    into google_place_id: String,
    into google_place_type: String,
});

/// A video to send.
///
/// <https://core.telegram.org/bots/api#inputmediavideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaVideo {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
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
    pub caption_entities: Vec<MessageEntity>,
    /// Whether the caption stands above the media.
    pub show_caption_above_media: Option<bool>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// The uploaded video can be streamed.
    pub supports_streaming: Option<bool>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: Option<bool>,
}

impl InputMediaVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaVideo {
    into thumbnail: InputFile,
    into cover: InputFile,
    some start_timestamp: i64,
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some show_caption_above_media: bool,
    some width: i64,
    some height: i64,
    some duration: i64,
    some supports_streaming: bool,
    some has_spoiler: bool,
});

/// A voice note to send.
///
/// <https://core.telegram.org/bots/api#inputmediavoicenote>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputMediaVoiceNote {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// The caption of the media. At most 1024 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Vec<MessageEntity>,
    /// Length in seconds.
    pub duration: Option<i64>,
}

impl InputMediaVoiceNote {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputMediaVoiceNote {
    into caption: String,
    some parse_mode: ParseMode,
    items caption_entities: MessageEntity,
    some duration: i64,
});

/// A live photo to send as paid media.
///
/// <https://core.telegram.org/bots/api#inputpaidmedialivephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputPaidMediaLivePhoto {
    /// The video of it: an identifier or an upload. Required.
    pub media: InputFile,
    /// The still photo: an identifier or an upload. Required.
    pub photo: InputFile,
}

impl InputPaidMediaLivePhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>, photo: impl Into<InputFile>) -> Self {
        Self { media: media.into(), photo: photo.into() }
    }
}

/// A photo to send as paid media.
///
/// <https://core.telegram.org/bots/api#inputpaidmediaphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputPaidMediaPhoto {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
}

impl InputPaidMediaPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into() }
    }
}

/// A video to send as paid media.
///
/// <https://core.telegram.org/bots/api#inputpaidmediavideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputPaidMediaVideo {
    /// The file: an identifier, an address or an upload. Required.
    pub media: InputFile,
    /// Thumbnail of an uploaded file: JPEG, up to 200 kB and 320 pixels a side.
    pub thumbnail: Option<InputFile>,
    /// Cover: an identifier, an address or an upload.
    pub cover: Option<InputFile>,
    /// Second at which the video starts playing.
    pub start_timestamp: Option<i64>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Length in seconds.
    pub duration: Option<i64>,
    /// The uploaded video can be streamed.
    pub supports_streaming: Option<bool>,
}

impl InputPaidMediaVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(media: impl Into<InputFile>) -> Self {
        Self { media: media.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputPaidMediaVideo {
    into thumbnail: InputFile,
    into cover: InputFile,
    some start_timestamp: i64,
    some width: i64,
    some height: i64,
    some duration: i64,
    some supports_streaming: bool,
});

/// A still profile photo, JPEG.
///
/// <https://core.telegram.org/bots/api#inputprofilephotostatic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputProfilePhotoStatic {
    /// The photo, as an upload. Required.
    pub photo: InputFile,
}

impl InputProfilePhotoStatic {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(photo: impl Into<InputFile>) -> Self {
        Self { photo: photo.into() }
    }
}

/// An animated profile photo, MPEG4.
///
/// <https://core.telegram.org/bots/api#inputprofilephotoanimated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputProfilePhotoAnimated {
    /// The animation, as an upload. Required.
    pub animation: InputFile,
    /// Second of the frame that serves as the still photo. Default `0`.
    pub main_frame_timestamp: Option<f64>,
}

impl InputProfilePhotoAnimated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(animation: impl Into<InputFile>) -> Self {
        Self { animation: animation.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputProfilePhotoAnimated {
    some main_frame_timestamp: f64,
});

/// The content of a media message to send.
///
/// <https://core.telegram.org/bots/api#inputmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputMedia {
    /// An animation to send.
    Animation(Box<InputMediaAnimation>),
    /// A music file to send.
    Audio(Box<InputMediaAudio>),
    /// A general file to send.
    Document(Box<InputMediaDocument>),
    /// A live photo to send.
    LivePhoto(Box<InputMediaLivePhoto>),
    /// A photo to send.
    Photo(Box<InputMediaPhoto>),
    /// A video to send.
    Video(Box<InputMediaVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// One item of paid media to send.
///
/// <https://core.telegram.org/bots/api#inputpaidmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputPaidMedia {
    /// A live photo to send as paid media.
    LivePhoto(Box<InputPaidMediaLivePhoto>),
    /// A photo to send as paid media.
    Photo(Box<InputPaidMediaPhoto>),
    /// A video to send as paid media.
    Video(Box<InputPaidMediaVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// A profile photo to set.
///
/// <https://core.telegram.org/bots/api#inputprofilephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputProfilePhoto {
    /// A still profile photo, JPEG.
    Static(Box<InputProfilePhotoStatic>),
    /// An animated profile photo, MPEG4.
    Animated(Box<InputProfilePhotoAnimated>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// One item of an album.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MediaGroupItem {
    /// A music file to send.
    Audio(Box<InputMediaAudio>),
    /// A general file to send.
    Document(Box<InputMediaDocument>),
    /// A live photo to send.
    LivePhoto(Box<InputMediaLivePhoto>),
    /// A photo to send.
    Photo(Box<InputMediaPhoto>),
    /// A video to send.
    Video(Box<InputMediaVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// A file that the blocks of a rich message refer to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputRichMedia {
    /// An animation to send.
    Animation(Box<InputMediaAnimation>),
    /// A music file to send.
    Audio(Box<InputMediaAudio>),
    /// A photo to send.
    Photo(Box<InputMediaPhoto>),
    /// A video to send.
    Video(Box<InputMediaVideo>),
    /// A voice note to send.
    VoiceNote(Box<InputMediaVoiceNote>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
