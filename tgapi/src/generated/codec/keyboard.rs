//! Reading and writing what is in `types/keyboard.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    ForceReply, KeyboardButton, KeyboardButtonPollType, KeyboardButtonRequestChat, KeyboardButtonRequestManagedBot,
    KeyboardButtonRequestUsers, ReplyKeyboardMarkup, ReplyKeyboardRemove,
};

object!(ReplyKeyboardMarkup {
    array "keyboard" keyboard,
    opt "is_persistent" is_persistent,
    opt "resize_keyboard" resize_keyboard,
    opt "one_time_keyboard" one_time_keyboard,
    opt "input_field_placeholder" input_field_placeholder,
    opt "selective" selective,
    opt "force_reply" force_reply,
});

object!(KeyboardButton {
    need "text" text,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
    opt "style" style,
    opt "request_contact" request_contact,
    opt "request_location" request_location,
    boxed "request_users" request_users,
    boxed "request_chat" request_chat,
    boxed "request_managed_bot" request_managed_bot,
    boxed "request_poll" request_poll,
    boxed "web_app" web_app,
});

object!(KeyboardButtonRequestUsers {
    need "request_id" request_id,
    opt "user_is_bot" user_is_bot,
    opt "user_is_premium" user_is_premium,
    opt "max_quantity" max_quantity,
    opt "request_name" request_name,
    opt "request_username" request_username,
    opt "request_photo" request_photo,
});

object!(KeyboardButtonRequestChat {
    need "request_id" request_id,
    bool "chat_is_channel" chat_is_channel,
    opt "chat_is_forum" chat_is_forum,
    opt "chat_has_username" chat_has_username,
    opt "chat_is_created" chat_is_created,
    opt "bot_is_member" bot_is_member,
    opt "request_title" request_title,
    opt "request_username" request_username,
    opt "request_photo" request_photo,
    boxed "user_administrator_rights" user_administrator_rights,
    boxed "bot_administrator_rights" bot_administrator_rights,
});

object!(KeyboardButtonRequestManagedBot {
    need "request_id" request_id,
    opt "suggested_name" suggested_name,
    opt "suggested_username" suggested_username,
});

object!(KeyboardButtonPollType {
    opt "type" kind,
});

object!(ReplyKeyboardRemove tag "remove_keyboard" true {
    opt "selective" selective,
});

object!(ForceReply tag "force_reply" true {
    opt "input_field_placeholder" input_field_placeholder,
    opt "selective" selective,
});
