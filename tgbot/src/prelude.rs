//! What most bots name: `use tgbot::prelude::*`.
//!
//! ```
//! use tgbot::prelude::*;
//!
//! #[derive(Commands)]
//! enum Action {
//!     /// Rolls dice
//!     Roll { dice: u8, sides: Option<u8> },
//! }
//!
//! async fn act(message: Message, action: Action) -> SendMessage {
//!     let Action::Roll { dice, sides } = action;
//!     message.answer(format!("{dice}d{}", sides.unwrap_or(6)))
//! }
//!
//! #[derive(Callback)]
//! #[callback(prefix = "vote")]
//! struct Vote {
//!     up: bool,
//! }
//!
//! async fn count(press: CallbackQuery, vote: Vote) -> AnswerCallbackQuery {
//!     press.answer().text(if vote.up { "Yes." } else { "No." })
//! }
//!
//! let routes: Router = Router::new().commands(Action::LIST, act).callback(Vote::PREFIX, count);
//! ```

pub use crate::Bot;
pub use tgapi::keyboard::{InlineKeyboard, ReplyKeyboard};
pub use tgapi::methods::{AnswerCallbackQuery, AnswerInlineQuery, SendMessage};
pub use tgapi::text::FormattedText;
pub use tgapi::types::{
    InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent, ParseMode,
};
pub use tgapi::{ChatId, Client, Update, UpdateKind, UserId};
pub use tgdispatch::__private::{Callback, CallbackField, Commands};
pub use tgdispatch::filter::{
    Filter, callback_data, callback_query, channel_post, chat_type, chosen_inline_result, command, document,
    edited_message, inline_query, kind, message, photo, text, unknown,
};
pub use tgdispatch::{
    Args, CallbackData, CallbackQuery, Caption, Chat, ChosenInlineResult, Command, Conversation, ConversationError,
    Dialogue, DialogueState, Dialogues, Extension, Failure, InlineQuery, IntoReply, LanesLayer, Message, Retry, Router,
    Session, Sessions, State, Text, Unknown, User, from_ref,
};
pub use tgdispatch_macros::{
    TgbotCallback as Callback, TgbotCallbackField as CallbackField, TgbotCommands as Commands,
};
