//! Reading and writing what is in `types/paid_media.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{PaidMedia, PaidMediaInfo, PaidMediaLivePhoto, PaidMediaPhoto, PaidMediaPreview, PaidMediaVideo};

object!(PaidMediaInfo {
    need "star_count" star_count,
    array "paid_media" paid_media,
});

object!(PaidMediaLivePhoto tag "type" "live_photo" {
    need "live_photo" live_photo,
});

object!(PaidMediaPhoto tag "type" "photo" {
    array "photo" photo,
});

object!(PaidMediaPreview tag "type" "preview" {
    opt "width" width,
    opt "height" height,
    opt "duration" duration,
});

object!(PaidMediaVideo tag "type" "video" {
    need "video" video,
});

union!(PaidMedia by "type" {
    "live_photo" LivePhoto(PaidMediaLivePhoto),
    "photo" Photo(PaidMediaPhoto),
    "preview" Preview(PaidMediaPreview),
    "video" Video(PaidMediaVideo),
});
