//! Reading and writing what is in `types/text.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Link, LinkPreviewOptions, MessageEntity, TextQuote};

object!(MessageEntity {
    need "type" kind,
    need "offset" offset,
    need "length" length,
    opt "url" url,
    opt "language" language,
    opt "custom_emoji_id" custom_emoji_id,
    opt "unix_time" unix_time,
    opt "date_time_format" date_time_format,
    boxed "user" user,
});

object!(TextQuote {
    need "text" text,
    need "position" position,
    list "entities" entities,
    flag "is_manual" is_manual,
});

object!(Link {
    need "url" url,
});

object!(LinkPreviewOptions {
    opt "is_disabled" is_disabled,
    opt "url" url,
    opt "prefer_small_media" prefer_small_media,
    opt "prefer_large_media" prefer_large_media,
    opt "show_above_text" show_above_text,
});
