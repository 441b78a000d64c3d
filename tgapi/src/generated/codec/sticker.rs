//! Reading and writing what is in `types/sticker.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::uploads;
use crate::types::{InputSticker, MaskPosition, Sticker, StickerSet};

object!(Sticker {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "type" kind,
    need "width" width,
    need "height" height,
    bool "is_animated" is_animated,
    bool "is_video" is_video,
    opt "emoji" emoji,
    opt "set_name" set_name,
    opt "custom_emoji_id" custom_emoji_id,
    opt "file_size" file_size,
    boxed "thumbnail" thumbnail,
    boxed "premium_animation" premium_animation,
    boxed "mask_position" mask_position,
    flag "needs_repainting" needs_repainting,
});

object!(StickerSet {
    need "name" name,
    need "title" title,
    need "sticker_type" sticker_type,
    array "stickers" stickers,
    boxed "thumbnail" thumbnail,
});

object!(MaskPosition {
    need "point" point,
    need "x_shift" x_shift,
    need "y_shift" y_shift,
    need "scale" scale,
});

object!(InputSticker {
    need "sticker" sticker,
    need "format" format,
    array "emoji_list" emoji_list,
    boxed "mask_position" mask_position,
    list "keywords" keywords,
});

uploads!(struct InputSticker { sticker });
