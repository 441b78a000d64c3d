//! Keyboards: [`InlineKeyboard`] under a message, [`ReplyKeyboard`] in place of the user's own.
//!
//! Both go wherever a method takes `reply_markup`. Their `build` checks Telegram's documented limits and says what is
//! wrong, where; use it where texts or data come from elsewhere.

mod error;
mod inline;
mod reply;
mod rows;

pub use error::KeyboardError;
pub use inline::InlineKeyboard;
pub use reply::ReplyKeyboard;
