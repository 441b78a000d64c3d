//! Reading and writing what is in `types/inline_result.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::uploads;
use crate::types::{
    InlineQueryResultArticle, InlineQueryResultAudio, InlineQueryResultContact, InlineQueryResultDocument,
    InlineQueryResultGame, InlineQueryResultGif, InlineQueryResultLocation, InlineQueryResultMpeg4Gif,
    InlineQueryResultPhoto, InlineQueryResultVenue, InlineQueryResultVideo, InlineQueryResultVoice,
};

object!(InlineQueryResultArticle tag "type" "article" {
    need "id" id,
    need "title" title,
    need "input_message_content" input_message_content,
    opt "url" url,
    opt "description" description,
    opt "thumbnail_url" thumbnail_url,
    opt "thumbnail_width" thumbnail_width,
    opt "thumbnail_height" thumbnail_height,
    boxed "reply_markup" reply_markup,
});

uploads!(struct InlineQueryResultArticle { input_message_content });

object!(InlineQueryResultPhoto tag "type" "photo" {
    need "id" id,
    need "photo_url" photo_url,
    need "thumbnail_url" thumbnail_url,
    opt "photo_width" photo_width,
    opt "photo_height" photo_height,
    opt "title" title,
    opt "description" description,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultPhoto { input_message_content });

object!(InlineQueryResultGif tag "type" "gif" {
    need "id" id,
    need "gif_url" gif_url,
    need "thumbnail_url" thumbnail_url,
    opt "gif_width" gif_width,
    opt "gif_height" gif_height,
    opt "gif_duration" gif_duration,
    opt "thumbnail_mime_type" thumbnail_mime_type,
    opt "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultGif { input_message_content });

object!(InlineQueryResultMpeg4Gif tag "type" "mpeg4_gif" {
    need "id" id,
    need "mpeg4_url" mpeg4_url,
    need "thumbnail_url" thumbnail_url,
    opt "mpeg4_width" mpeg4_width,
    opt "mpeg4_height" mpeg4_height,
    opt "mpeg4_duration" mpeg4_duration,
    opt "thumbnail_mime_type" thumbnail_mime_type,
    opt "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultMpeg4Gif { input_message_content });

object!(InlineQueryResultVideo tag "type" "video" {
    need "id" id,
    need "video_url" video_url,
    need "mime_type" mime_type,
    need "thumbnail_url" thumbnail_url,
    need "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "video_width" video_width,
    opt "video_height" video_height,
    opt "video_duration" video_duration,
    opt "description" description,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultVideo { input_message_content });

object!(InlineQueryResultAudio tag "type" "audio" {
    need "id" id,
    need "audio_url" audio_url,
    need "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "performer" performer,
    opt "audio_duration" audio_duration,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultAudio { input_message_content });

object!(InlineQueryResultVoice tag "type" "voice" {
    need "id" id,
    need "voice_url" voice_url,
    need "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "voice_duration" voice_duration,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultVoice { input_message_content });

object!(InlineQueryResultDocument tag "type" "document" {
    need "id" id,
    need "title" title,
    need "document_url" document_url,
    need "mime_type" mime_type,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "description" description,
    opt "input_message_content" input_message_content,
    opt "thumbnail_url" thumbnail_url,
    opt "thumbnail_width" thumbnail_width,
    opt "thumbnail_height" thumbnail_height,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultDocument { input_message_content });

object!(InlineQueryResultLocation tag "type" "location" {
    need "id" id,
    need "latitude" latitude,
    need "longitude" longitude,
    need "title" title,
    opt "horizontal_accuracy" horizontal_accuracy,
    opt "live_period" live_period,
    opt "heading" heading,
    opt "proximity_alert_radius" proximity_alert_radius,
    opt "input_message_content" input_message_content,
    opt "thumbnail_url" thumbnail_url,
    opt "thumbnail_width" thumbnail_width,
    opt "thumbnail_height" thumbnail_height,
    boxed "reply_markup" reply_markup,
});

uploads!(struct InlineQueryResultLocation { input_message_content });

object!(InlineQueryResultVenue tag "type" "venue" {
    need "id" id,
    need "latitude" latitude,
    need "longitude" longitude,
    need "title" title,
    need "address" address,
    opt "foursquare_id" foursquare_id,
    opt "foursquare_type" foursquare_type,
    opt "google_place_id" google_place_id,
    opt "google_place_type" google_place_type,
    opt "input_message_content" input_message_content,
    opt "thumbnail_url" thumbnail_url,
    opt "thumbnail_width" thumbnail_width,
    opt "thumbnail_height" thumbnail_height,
    boxed "reply_markup" reply_markup,
});

uploads!(struct InlineQueryResultVenue { input_message_content });

object!(InlineQueryResultContact tag "type" "contact" {
    need "id" id,
    need "phone_number" phone_number,
    need "first_name" first_name,
    opt "last_name" last_name,
    opt "vcard" vcard,
    opt "input_message_content" input_message_content,
    opt "thumbnail_url" thumbnail_url,
    opt "thumbnail_width" thumbnail_width,
    opt "thumbnail_height" thumbnail_height,
    boxed "reply_markup" reply_markup,
});

uploads!(struct InlineQueryResultContact { input_message_content });

object!(InlineQueryResultGame tag "type" "game" {
    need "id" id,
    need "game_short_name" game_short_name,
    boxed "reply_markup" reply_markup,
});
