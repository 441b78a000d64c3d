//! Reading and writing what is in `types/media.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    Animation, Audio, Document, File, LivePhoto, PhotoSize, Story, Video, VideoNote, VideoQuality, Voice,
};

object!(PhotoSize {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "width" width,
    need "height" height,
    opt "file_size" file_size,
});

object!(Animation {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "width" width,
    need "height" height,
    need "duration" duration,
    opt "file_name" file_name,
    opt "mime_type" mime_type,
    opt "file_size" file_size,
    boxed "thumbnail" thumbnail,
});

object!(Audio {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "duration" duration,
    opt "performer" performer,
    opt "title" title,
    opt "file_name" file_name,
    opt "mime_type" mime_type,
    opt "file_size" file_size,
    boxed "thumbnail" thumbnail,
});

object!(Document {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    opt "file_name" file_name,
    opt "mime_type" mime_type,
    opt "file_size" file_size,
    boxed "thumbnail" thumbnail,
});

object!(LivePhoto {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "width" width,
    need "height" height,
    need "duration" duration,
    opt "mime_type" mime_type,
    opt "file_size" file_size,
    list "photo" photo,
});

object!(Story {
    need "chat" chat,
    need "id" id,
});

object!(VideoQuality {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "width" width,
    need "height" height,
    need "codec" codec,
    opt "file_size" file_size,
});

object!(Video {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "width" width,
    need "height" height,
    need "duration" duration,
    opt "start_timestamp" start_timestamp,
    opt "file_name" file_name,
    opt "mime_type" mime_type,
    opt "file_size" file_size,
    boxed "thumbnail" thumbnail,
    list "cover" cover,
    list "qualities" qualities,
});

object!(VideoNote {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "length" length,
    need "duration" duration,
    opt "file_size" file_size,
    boxed "thumbnail" thumbnail,
});

object!(Voice {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "duration" duration,
    opt "mime_type" mime_type,
    opt "file_size" file_size,
});

object!(File {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    opt "file_size" file_size,
    opt "file_path" file_path,
});
