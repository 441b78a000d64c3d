//! Reactions to messages.

use serde::{Deserialize, Serialize};

use super::{Chat, ReactionType, User};
use crate::ids::{MessageId, UnixTime};

/// A change of one user's reactions to a message.
///
/// <https://core.telegram.org/bots/api#messagereactionupdated>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageReactionUpdated {
    /// The chat it happened in.
    pub chat: Chat,
    /// Identifier of the message within its chat; `0` for a message that is scheduled and not sent yet.
    pub message_id: MessageId,
    /// The user it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<User>>,
    /// The chat that reacted, for anonymous reactions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_chat: Option<Box<Chat>>,
    /// When it happened.
    pub date: UnixTime,
    /// The reactions before.
    pub old_reaction: Vec<ReactionType>,
    /// The reactions now.
    pub new_reaction: Vec<ReactionType>,
}

impl MessageReactionUpdated {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(
        chat: Chat,
        message_id: impl Into<MessageId>,
        date: UnixTime,
        old_reaction: Vec<ReactionType>,
        new_reaction: Vec<ReactionType>,
    ) -> Self {
        Self { chat, message_id: message_id.into(), user: None, actor_chat: None, date, old_reaction, new_reaction }
    }
}

/// A change of the anonymous reaction counts of a message.
///
/// <https://core.telegram.org/bots/api#messagereactioncountupdated>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageReactionCountUpdated {
    /// The chat it happened in.
    pub chat: Chat,
    /// Identifier of the message within its chat; `0` for a message that is scheduled and not sent yet.
    pub message_id: MessageId,
    /// When it happened.
    pub date: UnixTime,
    /// All reactions with their counts.
    pub reactions: Vec<ReactionCount>,
}

impl MessageReactionCountUpdated {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(chat: Chat, message_id: impl Into<MessageId>, date: UnixTime, reactions: Vec<ReactionCount>) -> Self {
        Self { chat, message_id: message_id.into(), date, reactions }
    }
}

/// How often a reaction was given.
///
/// <https://core.telegram.org/bots/api#reactioncount>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReactionCount {
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: ReactionType,
    /// How often.
    pub total_count: i64,
}

impl ReactionCount {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(kind: ReactionType, total_count: i64) -> Self {
        Self { kind, total_count }
    }
}

/// An ordinary emoji.
///
/// <https://core.telegram.org/bots/api#reactiontypeemoji>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReactionTypeEmoji {
    /// The emoji. One of `❤`, `👍`, `👎`, `🔥`, `🥰`, `👏`, `😁`, `🤔`, `🤯`, `😱`, `🤬`, `😢`, `🎉`, `🤩`, `🤮`, `💩`, `🙏`, `👌`, `🕊`, `🤡`, `🥱`, `🥴`, `😍`, `🐳`, `❤‍🔥`, `🌚`, `🌭`, `💯`, `🤣`, `⚡`, `🍌`, `🏆`, `💔`, `🤨`, `😐`, `🍓`, `🍾`, `💋`, `🖕`, `😈`, `😴`, `😭`, `🤓`, `👻`, `👨‍💻`, `👀`, `🎃`, `🙈`, `😇`, `😨`, `🤝`, `✍`, `🤗`, `🫡`, `🎅`, `🎄`, `☃`, `💅`, `🤪`, `🗿`, `🆒`, `💘`, `🙉`, `🦄`, `😘`, `💊`, `🙊`, `😎`, `👾`, `🤷‍♂`, `🤷`, `🤷‍♀`, `😡`.
    pub emoji: String,
}

impl ReactionTypeEmoji {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(emoji: impl Into<String>) -> Self {
        Self { emoji: emoji.into() }
    }
}

/// A custom emoji.
///
/// <https://core.telegram.org/bots/api#reactiontypecustomemoji>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReactionTypeCustomEmoji {
    /// Identifier of the custom emoji.
    pub custom_emoji_id: String,
}

impl ReactionTypeCustomEmoji {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(custom_emoji_id: impl Into<String>) -> Self {
        Self { custom_emoji_id: custom_emoji_id.into() }
    }
}

/// A paid reaction.
///
/// <https://core.telegram.org/bots/api#reactiontypepaid>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReactionTypePaid {}

impl ReactionTypePaid {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}

impl Default for ReactionTypePaid {
    fn default() -> Self {
        Self::new()
    }
}
