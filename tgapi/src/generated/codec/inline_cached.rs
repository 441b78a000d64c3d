//! Reading and writing what is in `types/inline_cached.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::uploads;
use crate::types::{
    InlineQueryResultCachedAudio, InlineQueryResultCachedDocument, InlineQueryResultCachedGif,
    InlineQueryResultCachedMpeg4Gif, InlineQueryResultCachedPhoto, InlineQueryResultCachedSticker,
    InlineQueryResultCachedVideo, InlineQueryResultCachedVoice,
};

object!(InlineQueryResultCachedPhoto tag "type" "photo" {
    need "id" id,
    need "photo_file_id" photo_file_id,
    opt "title" title,
    opt "description" description,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedPhoto { input_message_content });

object!(InlineQueryResultCachedGif tag "type" "gif" {
    need "id" id,
    need "gif_file_id" gif_file_id,
    opt "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedGif { input_message_content });

object!(InlineQueryResultCachedMpeg4Gif tag "type" "mpeg4_gif" {
    need "id" id,
    need "mpeg4_file_id" mpeg4_file_id,
    opt "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedMpeg4Gif { input_message_content });

object!(InlineQueryResultCachedSticker tag "type" "sticker" {
    need "id" id,
    need "sticker_file_id" sticker_file_id,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
});

uploads!(struct InlineQueryResultCachedSticker { input_message_content });

object!(InlineQueryResultCachedDocument tag "type" "document" {
    need "id" id,
    need "title" title,
    need "document_file_id" document_file_id,
    opt "description" description,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedDocument { input_message_content });

object!(InlineQueryResultCachedVideo tag "type" "video" {
    need "id" id,
    need "video_file_id" video_file_id,
    need "title" title,
    opt "description" description,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "show_caption_above_media" show_caption_above_media,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedVideo { input_message_content });

object!(InlineQueryResultCachedVoice tag "type" "voice" {
    need "id" id,
    need "voice_file_id" voice_file_id,
    need "title" title,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedVoice { input_message_content });

object!(InlineQueryResultCachedAudio tag "type" "audio" {
    need "id" id,
    need "audio_file_id" audio_file_id,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "input_message_content" input_message_content,
    boxed "reply_markup" reply_markup,
    list "caption_entities" caption_entities,
});

uploads!(struct InlineQueryResultCachedAudio { input_message_content });
