//! Media that has to be paid for.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{LivePhoto, PhotoSize, Video};
use serde_json::Value;

/// Media that has to be paid for.
///
/// <https://core.telegram.org/bots/api#paidmediainfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMediaInfo {
    /// Telegram Stars to pay for it. Required.
    pub star_count: i64,
    /// The media. Required.
    pub paid_media: Vec<PaidMedia>,
}

impl PaidMediaInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(star_count: i64, paid_media: impl IntoIterator<Item = PaidMedia>) -> Self {
        Self { star_count, paid_media: paid_media.into_iter().collect() }
    }
}

/// A live photo as paid media.
///
/// <https://core.telegram.org/bots/api#paidmedialivephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMediaLivePhoto {
    /// The live photo. Required.
    pub live_photo: LivePhoto,
}

impl PaidMediaLivePhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(live_photo: LivePhoto) -> Self {
        Self { live_photo }
    }
}

/// A photo as paid media.
///
/// <https://core.telegram.org/bots/api#paidmediaphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMediaPhoto {
    /// The photo in its available sizes. Required.
    pub photo: Vec<PhotoSize>,
}

impl PaidMediaPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(photo: impl IntoIterator<Item = PhotoSize>) -> Self {
        Self { photo: photo.into_iter().collect() }
    }
}

/// Paid media that has not been paid for yet.
///
/// <https://core.telegram.org/bots/api#paidmediapreview>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMediaPreview {
    /// Width in pixels, if the sender gave it.
    pub width: Option<i64>,
    /// Height in pixels, if the sender gave it.
    pub height: Option<i64>,
    /// Length in seconds, if the sender gave it.
    pub duration: Option<i64>,
}

impl PaidMediaPreview {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for PaidMediaPreview {
    fn default() -> Self {
        Self::new()
    }
}

setters!(PaidMediaPreview {
    some width: i64,
    some height: i64,
    some duration: i64,
});

/// A video as paid media.
///
/// <https://core.telegram.org/bots/api#paidmediavideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMediaVideo {
    /// The video. Required.
    pub video: Video,
}

impl PaidMediaVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(video: Video) -> Self {
        Self { video }
    }
}

/// One item of paid media.
///
/// <https://core.telegram.org/bots/api#paidmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PaidMedia {
    /// A live photo as paid media.
    LivePhoto(Box<PaidMediaLivePhoto>),
    /// A photo as paid media.
    Photo(Box<PaidMediaPhoto>),
    /// Paid media that has not been paid for yet.
    Preview(Box<PaidMediaPreview>),
    /// A video as paid media.
    Video(Box<PaidMediaVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
