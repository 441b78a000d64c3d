//! What most bots name: `use tgbot::prelude::*`.

pub use crate::Bot;
pub use tgapi::keyboard::{InlineKeyboard, ReplyKeyboard};
pub use tgapi::methods::{AnswerCallbackQuery, AnswerInlineQuery, SendMessage};
pub use tgapi::text::FormattedText;
pub use tgapi::types::{
    InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent, ParseMode,
};
pub use tgapi::{ChatId, Client, Update, UpdateKind, UserId};
pub use tgdispatch::__private::Commands;
pub use tgdispatch::filter::{
    Filter, callback_data, callback_query, channel_post, chat_type, chosen_inline_result, command, edited_message,
    inline_query, kind, message, text, unknown,
};
pub use tgdispatch::{
    Args, CallbackData, CallbackQuery, Chat, ChosenInlineResult, Command, Failure, InlineQuery, IntoReply, LanesLayer,
    Message, Retry, Router, Session, Sessions, State, Text, Unknown, User, from_ref,
};
pub use tgdispatch_macros::TgbotCommands as Commands;
