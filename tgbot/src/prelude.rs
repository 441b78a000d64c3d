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
pub use tgdispatch::__private::{Callback, CallbackField, Commands, FromCaptures};
pub use tgdispatch::filter::{
    Filter, album, bot_member, callback_data, callback_query, channel_post, chat_type, chosen_inline_result, command,
    document, edited_message, from_user, group, inline_query, job, kind, member, message, photo, private, text,
    unknown,
};
pub use tgdispatch::{
    Album, Albums, Args, CallbackData, CallbackQuery, Caption, Captured, Captures, Change, Chat, ChosenInlineResult,
    Command, Conversation, ConversationError, Dialogue, DialogueState, Dialogues, Extension, Failure, FloodLimit,
    InlineQuery, IntoReply, Job, JobError, JobSpec, Jobs, LanesLayer, Locale, Locales, Message, Page, Rest, Retry,
    Router, Screen, Session, Sessions, Shown, State, Text, Transition, Unknown, User, from_ref,
};
pub use tgdispatch_macros::{
    TgbotCallback as Callback, TgbotCallbackField as CallbackField, TgbotCommands as Commands,
    TgbotFromCaptures as FromCaptures,
};
