//! Reading and writing what is in `types/input_media.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::codec::uploads;
use crate::types::{
    InputMedia, InputMediaAnimation, InputMediaAudio, InputMediaDocument, InputMediaLink, InputMediaLivePhoto,
    InputMediaLocation, InputMediaPhoto, InputMediaSticker, InputMediaVenue, InputMediaVideo, InputMediaVoiceNote,
    InputPaidMedia, InputPaidMediaLivePhoto, InputPaidMediaPhoto, InputPaidMediaVideo, InputProfilePhoto,
    InputProfilePhotoAnimated, InputProfilePhotoStatic, InputRichMedia, MediaGroupItem,
};

object!(InputMediaAnimation tag "type" "animation" {
    need "media" media,
    opt "thumbnail" thumbnail,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "width" width,
    opt "height" height,
    opt "duration" duration,
    opt "has_spoiler" has_spoiler,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaAnimation { media, thumbnail });

object!(InputMediaAudio tag "type" "audio" {
    need "media" media,
    opt "thumbnail" thumbnail,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "duration" duration,
    opt "performer" performer,
    opt "title" title,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaAudio { media, thumbnail });

object!(InputMediaDocument tag "type" "document" {
    need "media" media,
    opt "thumbnail" thumbnail,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "disable_content_type_detection" disable_content_type_detection,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaDocument { media, thumbnail });

object!(InputMediaLink tag "type" "link" {
    need "url" url,
});

object!(InputMediaLivePhoto tag "type" "live_photo" {
    need "media" media,
    need "photo" photo,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "has_spoiler" has_spoiler,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaLivePhoto { media, photo });

object!(InputMediaLocation tag "type" "location" {
    need "latitude" latitude,
    need "longitude" longitude,
    opt "horizontal_accuracy" horizontal_accuracy,
});

object!(InputMediaPhoto tag "type" "photo" {
    need "media" media,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "has_spoiler" has_spoiler,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaPhoto { media });

object!(InputMediaSticker tag "type" "sticker" {
    need "media" media,
    opt "emoji" emoji,
});

uploads!(struct InputMediaSticker { media });

object!(InputMediaVenue tag "type" "venue" {
    need "latitude" latitude,
    need "longitude" longitude,
    need "title" title,
    need "address" address,
    opt "foursquare_id" foursquare_id,
    opt "foursquare_type" foursquare_type,
    opt "google_place_id" google_place_id,
    opt "google_place_type" google_place_type,
});

object!(InputMediaVideo tag "type" "video" {
    need "media" media,
    opt "thumbnail" thumbnail,
    opt "cover" cover,
    opt "start_timestamp" start_timestamp,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "width" width,
    opt "height" height,
    opt "duration" duration,
    opt "supports_streaming" supports_streaming,
    opt "has_spoiler" has_spoiler,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaVideo { media, thumbnail, cover });

object!(InputMediaVoiceNote tag "type" "voice_note" {
    need "media" media,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "duration" duration,
    list "caption_entities" caption_entities,
});

uploads!(struct InputMediaVoiceNote { media });

object!(InputPaidMediaLivePhoto tag "type" "live_photo" {
    need "media" media,
    need "photo" photo,
});

uploads!(struct InputPaidMediaLivePhoto { media, photo });

object!(InputPaidMediaPhoto tag "type" "photo" {
    need "media" media,
});

uploads!(struct InputPaidMediaPhoto { media });

object!(InputPaidMediaVideo tag "type" "video" {
    need "media" media,
    opt "thumbnail" thumbnail,
    opt "cover" cover,
    opt "start_timestamp" start_timestamp,
    opt "width" width,
    opt "height" height,
    opt "duration" duration,
    opt "supports_streaming" supports_streaming,
});

uploads!(struct InputPaidMediaVideo { media, thumbnail, cover });

object!(InputProfilePhotoStatic tag "type" "static" {
    need "photo" photo,
});

uploads!(struct InputProfilePhotoStatic { photo });

object!(InputProfilePhotoAnimated tag "type" "animated" {
    need "animation" animation,
    opt "main_frame_timestamp" main_frame_timestamp,
});

uploads!(struct InputProfilePhotoAnimated { animation });

union!(InputMedia by "type" {
    "animation" Animation(InputMediaAnimation),
    "audio" Audio(InputMediaAudio),
    "document" Document(InputMediaDocument),
    "live_photo" LivePhoto(InputMediaLivePhoto),
    "photo" Photo(InputMediaPhoto),
    "video" Video(InputMediaVideo),
});

uploads!(
    enum InputMedia {
        Animation,
        Audio,
        Document,
        LivePhoto,
        Photo,
        Video,
    }
);

union!(InputPaidMedia by "type" {
    "live_photo" LivePhoto(InputPaidMediaLivePhoto),
    "photo" Photo(InputPaidMediaPhoto),
    "video" Video(InputPaidMediaVideo),
});

uploads!(
    enum InputPaidMedia {
        LivePhoto,
        Photo,
        Video,
    }
);

union!(InputProfilePhoto by "type" {
    "static" Static(InputProfilePhotoStatic),
    "animated" Animated(InputProfilePhotoAnimated),
});

uploads!(
    enum InputProfilePhoto {
        Static,
        Animated,
    }
);

union!(MediaGroupItem by "type" {
    "audio" Audio(InputMediaAudio),
    "document" Document(InputMediaDocument),
    "live_photo" LivePhoto(InputMediaLivePhoto),
    "photo" Photo(InputMediaPhoto),
    "video" Video(InputMediaVideo),
});

uploads!(
    enum MediaGroupItem {
        Audio,
        Document,
        LivePhoto,
        Photo,
        Video,
    }
);

union!(InputRichMedia by "type" {
    "animation" Animation(InputMediaAnimation),
    "audio" Audio(InputMediaAudio),
    "photo" Photo(InputMediaPhoto),
    "video" Video(InputMediaVideo),
    "voice_note" VoiceNote(InputMediaVoiceNote),
});

uploads!(
    enum InputRichMedia {
        Animation,
        Audio,
        Photo,
        Video,
        VoiceNote,
    }
);
