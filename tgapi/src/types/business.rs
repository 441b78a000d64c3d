//! Business accounts that a bot is connected to.

use serde::{Deserialize, Serialize};

use super::{Chat, User};
use crate::de;
use crate::ids::{ChatId, MessageId, UnixTime};

/// The bot was connected to a business account, or the connection changed.
///
/// <https://core.telegram.org/bots/api#businessconnection>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BusinessConnection {
    /// Identifier, unique among its kind.
    pub id: String,
    /// The user it is about.
    pub user: User,
    /// Private chat with the user; the bot may write there for a while even if the user never started it.
    pub user_chat_id: ChatId,
    /// When it happened.
    pub date: UnixTime,
    /// Whether the connection is active.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_enabled: bool,
}

impl BusinessConnection {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(id: impl Into<String>, user: User, user_chat_id: impl Into<ChatId>, date: UnixTime) -> Self {
        Self { id: id.into(), user, user_chat_id: user_chat_id.into(), date, is_enabled: false }
    }
}

/// Messages were deleted from a connected business account.
///
/// <https://core.telegram.org/bots/api#businessmessagesdeleted>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BusinessMessagesDeleted {
    /// The business connection it came through.
    pub business_connection_id: String,
    /// The chat it happened in.
    pub chat: Chat,
    /// Identifiers of the messages.
    pub message_ids: Vec<MessageId>,
}

impl BusinessMessagesDeleted {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, chat: Chat, message_ids: Vec<MessageId>) -> Self {
        Self { business_connection_id: business_connection_id.into(), chat, message_ids }
    }
}
