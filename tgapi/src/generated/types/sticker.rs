//! Stickers.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::input_file::InputFile;
use crate::types::{File, MaskPoint, PhotoSize, StickerFormat, StickerType};

/// A sticker.
///
/// <https://core.telegram.org/bots/api#sticker>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sticker {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Whether it is a sticker, a mask or a custom emoji. Required. One of `regular`, `mask`, `custom_emoji`.
    pub kind: StickerType,
    /// Width in pixels. Required.
    pub width: i64,
    /// Height in pixels. Required.
    pub height: i64,
    /// Whether it is an animated sticker. Required.
    pub is_animated: bool,
    /// Whether it is a video sticker. Required.
    pub is_video: bool,
    /// A small picture of it.
    pub thumbnail: Option<Box<PhotoSize>>,
    /// Emoji of the sticker.
    pub emoji: Option<String>,
    /// Set that it belongs to.
    pub set_name: Option<String>,
    /// Premium animation.
    pub premium_animation: Option<Box<File>>,
    /// Where the mask is placed on a face.
    pub mask_position: Option<Box<MaskPosition>>,
    /// Identifier of the custom emoji, if it is one.
    pub custom_emoji_id: Option<String>,
    /// The sticker takes the colour of text or background.
    pub needs_repainting: bool,
    /// Size in bytes.
    pub file_size: Option<i64>,
}

impl Sticker {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        kind: StickerType,
        width: i64,
        height: i64,
    ) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            kind,
            width,
            height,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Sticker {
    set is_animated: bool,
    set is_video: bool,
    boxed thumbnail: PhotoSize,
    into emoji: String,
    into set_name: String,
    boxed premium_animation: File,
    boxed mask_position: MaskPosition,
    into custom_emoji_id: String,
    set needs_repainting: bool,
    some file_size: i64,
});

/// A sticker set.
///
/// <https://core.telegram.org/bots/api#stickerset>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StickerSet {
    /// Name of the set. Required.
    pub name: String,
    /// Title of the set. Required.
    pub title: String,
    /// Kind of the stickers in the set. Required. One of `regular`, `mask`, `custom_emoji`.
    pub sticker_type: StickerType,
    /// The stickers. Required.
    pub stickers: Vec<Sticker>,
    /// Thumbnail of the set.
    pub thumbnail: Option<Box<PhotoSize>>,
}

impl StickerSet {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        sticker_type: StickerType,
        stickers: impl IntoIterator<Item = Sticker>,
    ) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            sticker_type,
            stickers: stickers.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(StickerSet {
    boxed thumbnail: PhotoSize,
});

/// Where a mask is placed on a face.
///
/// <https://core.telegram.org/bots/api#maskposition>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MaskPosition {
    /// Part of the face that the mask is placed at. Required. One of `forehead`, `eyes`, `mouth`, `chin`.
    pub point: MaskPoint,
    /// Shift to the right, in widths of the mask. Required.
    pub x_shift: f64,
    /// Shift down, in heights of the mask. Required.
    pub y_shift: f64,
    /// Factor by which the mask is scaled. Required.
    pub scale: f64,
}

impl MaskPosition {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(point: MaskPoint, x_shift: f64, y_shift: f64, scale: f64) -> Self {
        Self { point, x_shift, y_shift, scale }
    }
}

/// A sticker to add to a set.
///
/// <https://core.telegram.org/bots/api#inputsticker>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputSticker {
    /// The file: an identifier, an address or an upload. Required.
    pub sticker: InputFile,
    /// Format of the sticker. Required. One of `static`, `animated`, `video`.
    pub format: StickerFormat,
    /// Emoji that stand for the sticker. Required. 1 to 20 items.
    pub emoji_list: Vec<String>,
    /// Where the mask is placed on a face.
    pub mask_position: Option<Box<MaskPosition>>,
    /// Words by which the sticker is found. At most 20 items.
    pub keywords: Vec<String>,
}

impl InputSticker {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        sticker: impl Into<InputFile>,
        format: StickerFormat,
        emoji_list: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            sticker: sticker.into(),
            format,
            emoji_list: emoji_list.into_iter().map(Into::into).collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InputSticker {
    boxed mask_position: MaskPosition,
    texts keywords: String,
});
