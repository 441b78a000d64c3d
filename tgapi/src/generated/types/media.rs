//! Media files, as they are received.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::Chat;

/// One size of a photo, or a thumbnail.
///
/// <https://core.telegram.org/bots/api#photosize>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PhotoSize {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Width in pixels. Required.
    pub width: i64,
    /// Height in pixels. Required.
    pub height: i64,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl PhotoSize {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, width: i64, height: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            width,
            height,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(PhotoSize {
    some file_size: i64,
});

/// An animation: a GIF, or an H.264 video without sound.
///
/// <https://core.telegram.org/bots/api#animation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Animation {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Width in pixels. Required.
    pub width: i64,
    /// Height in pixels. Required.
    pub height: i64,
    /// Length in seconds. Required.
    pub duration: i64,
    /// A small picture of it.
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Name of the file, as the sender named it.
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    pub mime_type: Option<String>,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl Animation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        width: i64,
        height: i64,
        duration: i64,
    ) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            width,
            height,
            duration,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Animation {
    boxed thumbnail: PhotoSize,
    into file_name: String,
    into mime_type: String,
    some file_size: i64,
});

/// A music file.
///
/// <https://core.telegram.org/bots/api#audio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Audio {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Length in seconds. Required.
    pub duration: i64,
    /// Who plays.
    pub performer: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Name of the file, as the sender named it.
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    pub mime_type: Option<String>,
    /// Size in bytes.
    pub file_size: Option<i64>,
    /// A small picture of it.
    pub thumbnail: Option<Box<PhotoSize>>,
}

impl Audio {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, duration: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            duration,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Audio {
    into performer: String,
    into title: String,
    into file_name: String,
    into mime_type: String,
    some file_size: i64,
    boxed thumbnail: PhotoSize,
});

/// A general file.
///
/// <https://core.telegram.org/bots/api#document>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// A small picture of it.
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Name of the file, as the sender named it.
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    pub mime_type: Option<String>,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl Document {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Document {
    boxed thumbnail: PhotoSize,
    into file_name: String,
    into mime_type: String,
    some file_size: i64,
});

/// A live photo: a photo with a short video; the fields of the file are those of the video.
///
/// <https://core.telegram.org/bots/api#livephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LivePhoto {
    /// The still photo in its available sizes.
    pub photo: Vec<PhotoSize>,
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Width in pixels. Required.
    pub width: i64,
    /// Height in pixels. Required.
    pub height: i64,
    /// Length in seconds. Required.
    pub duration: i64,
    /// MIME type, as the sender named it.
    pub mime_type: Option<String>,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl LivePhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        width: i64,
        height: i64,
        duration: i64,
    ) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            width,
            height,
            duration,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(LivePhoto {
    items photo: PhotoSize,
    into mime_type: String,
    some file_size: i64,
});

/// A story.
///
/// <https://core.telegram.org/bots/api#story>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Story {
    /// The chat that posted it. Required.
    pub chat: Chat,
    /// Identifier of the story within its chat. Required.
    pub id: i64,
}

impl Story {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat: Chat, id: i64) -> Self {
        Self { chat, id }
    }
}

/// A file of a video in one quality.
///
/// <https://core.telegram.org/bots/api#videoquality>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VideoQuality {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Width in pixels. Required.
    pub width: i64,
    /// Height in pixels. Required.
    pub height: i64,
    /// Codec of the video, such as `h264`, `h265` or `av01`. Required.
    pub codec: String,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl VideoQuality {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        width: i64,
        height: i64,
        codec: impl Into<String>,
    ) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            width,
            height,
            codec: codec.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(VideoQuality {
    some file_size: i64,
});

/// A video.
///
/// <https://core.telegram.org/bots/api#video>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Video {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Width in pixels. Required.
    pub width: i64,
    /// Height in pixels. Required.
    pub height: i64,
    /// Length in seconds. Required.
    pub duration: i64,
    /// A small picture of it.
    pub thumbnail: Option<Box<PhotoSize>>,
    /// The cover in its available sizes.
    pub cover: Vec<PhotoSize>,
    /// Second at which the video starts playing.
    pub start_timestamp: Option<i64>,
    /// The video in other qualities.
    pub qualities: Vec<VideoQuality>,
    /// Name of the file, as the sender named it.
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    pub mime_type: Option<String>,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl Video {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        width: i64,
        height: i64,
        duration: i64,
    ) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            width,
            height,
            duration,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Video {
    boxed thumbnail: PhotoSize,
    items cover: PhotoSize,
    some start_timestamp: i64,
    items qualities: VideoQuality,
    into file_name: String,
    into mime_type: String,
    some file_size: i64,
});

/// A round video message.
///
/// <https://core.telegram.org/bots/api#videonote>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VideoNote {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Diameter of the circle in pixels. Required.
    pub length: i64,
    /// Length in seconds. Required.
    pub duration: i64,
    /// A small picture of it.
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl VideoNote {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, length: i64, duration: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            length,
            duration,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(VideoNote {
    boxed thumbnail: PhotoSize,
    some file_size: i64,
});

/// A voice note.
///
/// <https://core.telegram.org/bots/api#voice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Voice {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Length in seconds. Required.
    pub duration: i64,
    /// MIME type, as the sender named it.
    pub mime_type: Option<String>,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl Voice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, duration: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            duration,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Voice {
    into mime_type: String,
    some file_size: i64,
});

/// A file ready for download; its path is good for at least an hour.
///
/// <https://core.telegram.org/bots/api#file>
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct File {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Size in bytes.
    pub file_size: Option<i64>,
    /// Path for the download URL; absent if the file cannot be downloaded.
    pub file_path: Option<String>,
}

impl File {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(File {
    some file_size: i64,
    into file_path: String,
});
