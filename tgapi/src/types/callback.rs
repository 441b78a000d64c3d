//! Button presses.

use serde::{Deserialize, Serialize};

use super::{MaybeInaccessibleMessage, User};

/// A press on a callback button of an inline keyboard.
///
/// <https://core.telegram.org/bots/api#callbackquery>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CallbackQuery {
    /// Identifier, unique among its kind.
    pub id: String,
    /// Who did it.
    pub from: User,
    /// The message of the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Box<MaybeInaccessibleMessage>>,
    /// Identifier of the message sent by inline mode, where the bot may edit it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    /// The same for all messages of one chat sent by one bot; for scores of games.
    pub chat_instance: String,
    /// What the button carries; a client can send anything here, so check it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The game whose button was pressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub game_short_name: Option<String>,
}

impl CallbackQuery {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(id: impl Into<String>, from: User, chat_instance: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            from,
            message: None,
            inline_message_id: None,
            chat_instance: chat_instance.into(),
            data: None,
            game_short_name: None,
        }
    }
}
