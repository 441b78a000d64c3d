//! Updates about bots themselves.

use serde::{Deserialize, Serialize};

use super::{Chat, User};
use crate::ids::ThreadId;

/// A managed bot was created, or its token or owner changed.
///
/// <https://core.telegram.org/bots/api#managedbotupdated>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ManagedBotUpdated {
    /// The user it is about.
    pub user: User,
    /// The bot.
    pub bot: User,
}

impl ManagedBotUpdated {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User, bot: User) -> Self {
        Self { user, bot }
    }
}

/// A user stopped the generation of a streamed message.
///
/// <https://core.telegram.org/bots/api#messagegenerationstopped>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageGenerationStopped {
    /// The chat it happened in.
    pub chat: Chat,
    /// Identifier of the streamed draft.
    pub draft_id: i64,
    /// The forum topic or thread it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
}

impl MessageGenerationStopped {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(chat: Chat, draft_id: i64) -> Self {
        Self { chat, draft_id, message_thread_id: None }
    }
}
