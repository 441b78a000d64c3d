//! Reactions.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{MessageId, UnixTime};
use crate::types::{Chat, User};
use serde_json::Value;

/// A reaction with an ordinary emoji.
///
/// <https://core.telegram.org/bots/api#reactiontypeemoji>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReactionTypeEmoji {
    /// The emoji. Required. One of `❤`, `👍`, `👎`, `🔥`, `🥰`, `👏`, `😁`, `🤔`, `🤯`, `😱`, `🤬`, `😢`, `🎉`, `🤩`, `🤮`, `💩`, `🙏`, `👌`, `🕊`, `🤡`, `🥱`, `🥴`, `😍`, `🐳`, `❤‍🔥`, `🌚`, `🌭`, `💯`, `🤣`, `⚡`, `🍌`, `🏆`, `💔`, `🤨`, `😐`, `🍓`, `🍾`, `💋`, `🖕`, `😈`, `😴`, `😭`, `🤓`, `👻`, `👨‍💻`, `👀`, `🎃`, `🙈`, `😇`, `😨`, `🤝`, `✍`, `🤗`, `🫡`, `🎅`, `🎄`, `☃`, `💅`, `🤪`, `🗿`, `🆒`, `💘`, `🙉`, `🦄`, `😘`, `💊`, `🙊`, `😎`, `👾`, `🤷‍♂`, `🤷`, `🤷‍♀`, `😡`.
    pub emoji: String,
}

impl ReactionTypeEmoji {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(emoji: impl Into<String>) -> Self {
        Self { emoji: emoji.into() }
    }
}

/// A reaction with a custom emoji.
///
/// <https://core.telegram.org/bots/api#reactiontypecustomemoji>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReactionTypeCustomEmoji {
    /// Identifier of the custom emoji. Required.
    pub custom_emoji_id: String,
}

impl ReactionTypeCustomEmoji {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(custom_emoji_id: impl Into<String>) -> Self {
        Self { custom_emoji_id: custom_emoji_id.into() }
    }
}

/// A paid reaction.
///
/// <https://core.telegram.org/bots/api#reactiontypepaid>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReactionTypePaid {}

impl ReactionTypePaid {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ReactionTypePaid {
    fn default() -> Self {
        Self::new()
    }
}

/// How often a reaction was given.
///
/// <https://core.telegram.org/bots/api#reactioncount>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReactionCount {
    /// The reaction. Required.
    pub kind: ReactionType,
    /// How often. Required.
    pub total_count: i64,
}

impl ReactionCount {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: impl Into<ReactionType>, total_count: i64) -> Self {
        Self { kind: kind.into(), total_count }
    }
}

/// A change of one user's reactions to a message.
///
/// <https://core.telegram.org/bots/api#messagereactionupdated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageReactionUpdated {
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// Identifier of the message within its chat. Required.
    pub message_id: MessageId,
    /// The user who reacted, unless anonymous.
    pub user: Option<Box<User>>,
    /// The chat that reacted, for anonymous reactions.
    pub actor_chat: Option<Box<Chat>>,
    /// When it happened, in Unix time. Required.
    pub date: UnixTime,
    /// The reactions before. Required.
    pub old_reaction: Vec<ReactionType>,
    /// The reactions now. Required.
    pub new_reaction: Vec<ReactionType>,
}

impl MessageReactionUpdated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        chat: Chat,
        message_id: impl Into<MessageId>,
        date: impl Into<UnixTime>,
        old_reaction: impl IntoIterator<Item = ReactionType>,
        new_reaction: impl IntoIterator<Item = ReactionType>,
    ) -> Self {
        Self {
            chat,
            message_id: message_id.into(),
            date: date.into(),
            old_reaction: old_reaction.into_iter().collect(),
            new_reaction: new_reaction.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(MessageReactionUpdated {
    boxed user: User,
    boxed actor_chat: Chat,
});

/// A change of the anonymous reaction counts of a message.
///
/// <https://core.telegram.org/bots/api#messagereactioncountupdated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageReactionCountUpdated {
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// Identifier of the message within its chat. Required.
    pub message_id: MessageId,
    /// When it happened, in Unix time. Required.
    pub date: UnixTime,
    /// All reactions with their counts. Required.
    pub reactions: Vec<ReactionCount>,
}

impl MessageReactionCountUpdated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        chat: Chat,
        message_id: impl Into<MessageId>,
        date: impl Into<UnixTime>,
        reactions: impl IntoIterator<Item = ReactionCount>,
    ) -> Self {
        Self { chat, message_id: message_id.into(), date: date.into(), reactions: reactions.into_iter().collect() }
    }
}

/// One reaction.
///
/// <https://core.telegram.org/bots/api#reactiontype>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ReactionType {
    /// A reaction with an ordinary emoji.
    Emoji(Box<ReactionTypeEmoji>),
    /// A reaction with a custom emoji.
    CustomEmoji(Box<ReactionTypeCustomEmoji>),
    /// A paid reaction.
    Paid(Box<ReactionTypePaid>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
