//! Reading and writing what is in `types/inline_keyboard.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::chosen;
use crate::codec::object;
use crate::types::{
    CallbackGame, CallbackQuery, CopyTextButton, DisabledButton, ForceReply, InlineKeyboardButton,
    InlineKeyboardMarkup, LoginUrl, ReplyKeyboardMarkup, ReplyKeyboardRemove, ReplyMarkup, SwitchInlineQueryChosenChat,
};

object!(InlineKeyboardMarkup {
    array "inline_keyboard" inline_keyboard,
    opt "force_reply" force_reply,
});

object!(InlineKeyboardButton {
    need "text" text,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
    opt "style" style,
    opt "url" url,
    opt "callback_data" callback_data,
    opt "switch_inline_query" switch_inline_query,
    opt "switch_inline_query_current_chat" switch_inline_query_current_chat,
    opt "pay" pay,
    boxed "web_app" web_app,
    boxed "login_url" login_url,
    boxed "switch_inline_query_chosen_chat" switch_inline_query_chosen_chat,
    boxed "copy_text" copy_text,
    boxed "callback_game" callback_game,
    boxed "disabled" disabled,
});

object!(LoginUrl {
    need "url" url,
    opt "forward_text" forward_text,
    opt "bot_username" bot_username,
    opt "request_write_access" request_write_access,
});

object!(SwitchInlineQueryChosenChat {
    opt "query" query,
    opt "allow_user_chats" allow_user_chats,
    opt "allow_bot_chats" allow_bot_chats,
    opt "allow_group_chats" allow_group_chats,
    opt "allow_channel_chats" allow_channel_chats,
});

object!(CopyTextButton {
    need "text" text,
});

object!(CallbackQuery {
    need "id" id,
    need "from" from,
    need "chat_instance" chat_instance,
    opt "message" message,
    opt "inline_message_id" inline_message_id,
    opt "data" data,
    opt "game_short_name" game_short_name,
});

object!(CallbackGame {});

object!(DisabledButton {});

chosen!(ReplyMarkup {
    InlineKeyboard(InlineKeyboardMarkup) if "inline_keyboard" "";
    Keyboard(ReplyKeyboardMarkup) if "keyboard" "";
    Remove(ReplyKeyboardRemove) if "remove_keyboard" "";
    ForceReply(ForceReply) if "force_reply" "";
});
