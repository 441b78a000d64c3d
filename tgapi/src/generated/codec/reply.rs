//! Reading and writing what is in `types/reply.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    ExternalReplyInfo, MessageOrigin, MessageOriginChannel, MessageOriginChat, MessageOriginHiddenUser,
    MessageOriginUser, ReplyParameters,
};

object!(ExternalReplyInfo {
    need "origin" origin,
    opt "message_id" message_id,
    boxed "chat" chat,
    boxed "link_preview_options" link_preview_options,
    boxed "animation" animation,
    boxed "audio" audio,
    boxed "document" document,
    boxed "live_photo" live_photo,
    boxed "paid_media" paid_media,
    boxed "sticker" sticker,
    boxed "story" story,
    boxed "video" video,
    boxed "video_note" video_note,
    boxed "voice" voice,
    boxed "checklist" checklist,
    boxed "contact" contact,
    boxed "dice" dice,
    boxed "game" game,
    boxed "giveaway" giveaway,
    boxed "giveaway_winners" giveaway_winners,
    boxed "invoice" invoice,
    boxed "location" location,
    boxed "poll" poll,
    boxed "venue" venue,
    list "photo" photo,
    flag "has_media_spoiler" has_media_spoiler,
});

object!(ReplyParameters {
    opt "message_id" message_id,
    opt "chat_id" chat_id,
    opt "ephemeral_message_id" ephemeral_message_id,
    opt "allow_sending_without_reply" allow_sending_without_reply,
    opt "quote" quote,
    opt "quote_parse_mode" quote_parse_mode,
    opt "quote_position" quote_position,
    opt "checklist_task_id" checklist_task_id,
    opt "poll_option_id" poll_option_id,
    list "quote_entities" quote_entities,
});

object!(MessageOriginUser tag "type" "user" {
    need "date" date,
    need "sender_user" sender_user,
});

object!(MessageOriginHiddenUser tag "type" "hidden_user" {
    need "date" date,
    need "sender_user_name" sender_user_name,
});

object!(MessageOriginChat tag "type" "chat" {
    need "date" date,
    need "sender_chat" sender_chat,
    opt "author_signature" author_signature,
});

object!(MessageOriginChannel tag "type" "channel" {
    need "date" date,
    need "chat" chat,
    need "message_id" message_id,
    opt "author_signature" author_signature,
});

union!(MessageOrigin by "type" {
    "user" User(MessageOriginUser),
    "hidden_user" HiddenUser(MessageOriginHiddenUser),
    "chat" Chat(MessageOriginChat),
    "channel" Channel(MessageOriginChannel),
});
