//! Media that a message carries. Each file is known by its `file_id`; `getFile` makes it downloadable.

use serde::{Deserialize, Serialize};

use crate::de;

/// One size of a photo, or a thumbnail.
///
/// <https://core.telegram.org/bots/api#photosize>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PhotoSize {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl PhotoSize {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, width: i64, height: i64) -> Self {
        Self { file_id: file_id.into(), file_unique_id: file_unique_id.into(), width, height, file_size: None }
    }
}

/// An animation: a GIF, or an H.264 video without sound.
///
/// <https://core.telegram.org/bots/api#animation>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Animation {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Length in seconds.
    pub duration: i64,
    /// A small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Name of the file, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl Animation {
    /// With the required fields; everything else absent.
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
            thumbnail: None,
            file_name: None,
            mime_type: None,
            file_size: None,
        }
    }
}

/// A music file.
///
/// <https://core.telegram.org/bots/api#audio>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Audio {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Length in seconds.
    pub duration: i64,
    /// Who plays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performer: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Name of the file, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
    /// A small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Box<PhotoSize>>,
}

impl Audio {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, duration: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            duration,
            performer: None,
            title: None,
            file_name: None,
            mime_type: None,
            file_size: None,
            thumbnail: None,
        }
    }
}

/// A general file.
///
/// <https://core.telegram.org/bots/api#document>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// A small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Name of the file, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl Document {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            thumbnail: None,
            file_name: None,
            mime_type: None,
            file_size: None,
        }
    }
}

/// A video.
///
/// <https://core.telegram.org/bots/api#video>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Video {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Length in seconds.
    pub duration: i64,
    /// A small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Cover.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub cover: Vec<PhotoSize>,
    /// Second at which the video starts playing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_timestamp: Option<i64>,
    /// Name of the file, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// MIME type, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl Video {
    /// With the required fields; everything else absent.
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
            thumbnail: None,
            cover: Vec::new(),
            start_timestamp: None,
            file_name: None,
            mime_type: None,
            file_size: None,
        }
    }
}

/// A round video message.
///
/// <https://core.telegram.org/bots/api#videonote>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct VideoNote {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Diameter of the circle in pixels.
    pub length: i64,
    /// Length in seconds.
    pub duration: i64,
    /// A small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl VideoNote {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, length: i64, duration: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            length,
            duration,
            thumbnail: None,
            file_size: None,
        }
    }
}

/// A voice note.
///
/// <https://core.telegram.org/bots/api#voice>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Voice {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Length in seconds.
    pub duration: i64,
    /// MIME type, as the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl Voice {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>, duration: i64) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            duration,
            mime_type: None,
            file_size: None,
        }
    }
}

/// A file ready for download; its `file_path` goes into the download URL and is good for at least an hour.
///
/// <https://core.telegram.org/bots/api#file>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct File {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
    /// Path for the download URL; absent if the file cannot be downloaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_path: Option<String>,
}

impl File {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(file_id: impl Into<String>, file_unique_id: impl Into<String>) -> Self {
        Self { file_id: file_id.into(), file_unique_id: file_unique_id.into(), file_size: None, file_path: None }
    }
}
