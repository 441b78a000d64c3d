//! Deleting messages and reactions.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatId, ChatRef, MessageId, UserId};
use crate::methods::Method;
use crate::types::ReactionType;

/// Sets the bot's reactions to a message.
///
/// <https://core.telegram.org/bots/api#setmessagereaction>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetMessageReaction {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The message; for an album, its first message gets the reaction. Required.
    pub message_id: MessageId,
    /// The reactions; empty or absent removes them.
    pub reaction: Option<Vec<ReactionType>>,
    /// Show the reaction with a big animation.
    pub is_big: Option<bool>,
}

impl SetMessageReaction {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetMessageReaction {
    some_items reaction: ReactionType,
    some is_big: bool,
});

impl Method for SetMessageReaction {
    type Output = bool;
    const NAME: &'static str = "setMessageReaction";
}

object!(SetMessageReaction {
    need "chat_id" chat_id,
    need "message_id" message_id,
    opt "reaction" reaction,
    opt "is_big" is_big,
});

/// Deletes a message.
///
/// <https://core.telegram.org/bots/api#deletemessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteMessage {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The message to delete. Required.
    pub message_id: MessageId,
}

impl DeleteMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into() }
    }
}

impl Method for DeleteMessage {
    type Output = bool;
    const NAME: &'static str = "deleteMessage";
}

object!(DeleteMessage {
    need "chat_id" chat_id,
    need "message_id" message_id,
});

/// Deletes several messages; those that are not found are skipped.
///
/// <https://core.telegram.org/bots/api#deletemessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteMessages {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The messages to delete. Required. 1 to 100 items.
    pub message_ids: Vec<MessageId>,
}

impl DeleteMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_ids: impl IntoIterator<Item = MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_ids: message_ids.into_iter().collect() }
    }
}

impl Method for DeleteMessages {
    type Output = bool;
    const NAME: &'static str = "deleteMessages";
}

object!(DeleteMessages {
    need "chat_id" chat_id,
    need "message_ids" message_ids,
});

/// Deletes an ephemeral message.
///
/// <https://core.telegram.org/bots/api#deleteephemeralmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteEphemeralMessage {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user who sees the ephemeral message. Required.
    pub receiver_user_id: UserId,
    /// The ephemeral message. Required.
    pub ephemeral_message_id: i64,
}

impl DeleteEphemeralMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, receiver_user_id: impl Into<UserId>, ephemeral_message_id: i64) -> Self {
        Self { chat_id: chat_id.into(), receiver_user_id: receiver_user_id.into(), ephemeral_message_id }
    }
}

impl Method for DeleteEphemeralMessage {
    type Output = bool;
    const NAME: &'static str = "deleteEphemeralMessage";
}

object!(DeleteEphemeralMessage {
    need "chat_id" chat_id,
    need "receiver_user_id" receiver_user_id,
    need "ephemeral_message_id" ephemeral_message_id,
});

/// Removes somebody's reaction from a message.
///
/// <https://core.telegram.org/bots/api#deletemessagereaction>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteMessageReaction {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the message within its chat. Required.
    pub message_id: MessageId,
    /// The user whose reactions are removed, if a user added them.
    pub user_id: Option<UserId>,
    /// The chat whose reactions are removed, if a chat added them.
    pub actor_chat_id: Option<ChatId>,
}

impl DeleteMessageReaction {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method DeleteMessageReaction {
    into user_id: UserId,
    into actor_chat_id: ChatId,
});

impl Method for DeleteMessageReaction {
    type Output = bool;
    const NAME: &'static str = "deleteMessageReaction";
}

object!(DeleteMessageReaction {
    need "chat_id" chat_id,
    need "message_id" message_id,
    opt "user_id" user_id,
    opt "actor_chat_id" actor_chat_id,
});

/// Removes the recent reactions of a user or chat, up to 10000.
///
/// <https://core.telegram.org/bots/api#deleteallmessagereactions>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteAllMessageReactions {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user whose reactions are removed, if a user added them.
    pub user_id: Option<UserId>,
    /// The chat whose reactions are removed, if a chat added them.
    pub actor_chat_id: Option<ChatId>,
}

impl DeleteAllMessageReactions {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method DeleteAllMessageReactions {
    into user_id: UserId,
    into actor_chat_id: ChatId,
});

impl Method for DeleteAllMessageReactions {
    type Output = bool;
    const NAME: &'static str = "deleteAllMessageReactions";
}

object!(DeleteAllMessageReactions {
    need "chat_id" chat_id,
    opt "user_id" user_id,
    opt "actor_chat_id" actor_chat_id,
});
