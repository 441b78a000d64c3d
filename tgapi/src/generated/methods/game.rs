//! Games.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatId, ChatRef, MessageId, ThreadId, UserId};
use crate::methods::Method;
use crate::types::{GameHighScore, InlineKeyboardMarkup, Message, MessageOrTrue, ReplyParameters};

/// Sends a game.
///
/// <https://core.telegram.org/bots/api#sendgame>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendGame {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Short name of the game, as registered with BotFather. Required.
    pub game_short_name: String,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl SendGame {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, game_short_name: impl Into<String>) -> Self {
        Self {
            chat_id: chat_id.into(),
            game_short_name: game_short_name.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendGame {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some reply_parameters: ReplyParameters,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for SendGame {
    type Output = Message;
    const NAME: &'static str = "sendGame";
}

object!(SendGame {
    need "chat_id" chat_id,
    need "game_short_name" game_short_name,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

/// Sets the score of a user in a game.
///
/// <https://core.telegram.org/bots/api#setgamescore>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetGameScore {
    /// The player. Required.
    pub user_id: UserId,
    /// The new score; not negative. Required.
    pub score: i64,
    /// Allow a lower score than before.
    pub force: Option<bool>,
    /// Do not show the new scores in the message.
    pub disable_edit_message: Option<bool>,
    /// The chat of the game, unless it was sent by inline mode.
    pub chat_id: Option<ChatId>,
    /// The message of the game, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message of the game, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
}

impl SetGameScore {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, score: i64) -> Self {
        Self { user_id: user_id.into(), score, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetGameScore {
    some force: bool,
    some disable_edit_message: bool,
    into chat_id: ChatId,
    into message_id: MessageId,
    into inline_message_id: String,
});

impl Method for SetGameScore {
    type Output = MessageOrTrue;
    const NAME: &'static str = "setGameScore";
}

object!(SetGameScore {
    need "user_id" user_id,
    need "score" score,
    opt "force" force,
    opt "disable_edit_message" disable_edit_message,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
});

/// Returns the scores of a user and of neighbours in a game.
///
/// <https://core.telegram.org/bots/api#getgamehighscores>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetGameHighScores {
    /// The player. Required.
    pub user_id: UserId,
    /// The chat of the game, unless it was sent by inline mode.
    pub chat_id: Option<ChatId>,
    /// The message of the game, unless it was sent by inline mode.
    pub message_id: Option<MessageId>,
    /// The message of the game, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
}

impl GetGameHighScores {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetGameHighScores {
    into chat_id: ChatId,
    into message_id: MessageId,
    into inline_message_id: String,
});

impl Method for GetGameHighScores {
    type Output = Vec<GameHighScore>;
    const NAME: &'static str = "getGameHighScores";
}

object!(GetGameHighScores {
    need "user_id" user_id,
    opt "chat_id" chat_id,
    opt "message_id" message_id,
    opt "inline_message_id" inline_message_id,
});
