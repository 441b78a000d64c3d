//! Deciding on posts suggested to channels.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatId, MessageId, UnixTime};
use crate::methods::Method;

/// Approves a suggested post.
///
/// <https://core.telegram.org/bots/api#approvesuggestedpost>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApproveSuggestedPost {
    /// The direct messages chat. Required.
    pub chat_id: ChatId,
    /// The message of the suggested post. Required.
    pub message_id: MessageId,
    /// When to publish it, in Unix time; absent if the proposal names a moment.
    pub send_date: Option<UnixTime>,
}

impl ApproveSuggestedPost {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatId>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method ApproveSuggestedPost {
    into send_date: UnixTime,
});

impl Method for ApproveSuggestedPost {
    type Output = bool;
    const NAME: &'static str = "approveSuggestedPost";
}

object!(ApproveSuggestedPost {
    need "chat_id" chat_id,
    need "message_id" message_id,
    opt "send_date" send_date,
});

/// Declines a suggested post.
///
/// <https://core.telegram.org/bots/api#declinesuggestedpost>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeclineSuggestedPost {
    /// The direct messages chat. Required.
    pub chat_id: ChatId,
    /// The message of the suggested post. Required.
    pub message_id: MessageId,
    /// Comment for the author. At most 128 characters.
    pub comment: Option<String>,
}

impl DeclineSuggestedPost {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatId>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method DeclineSuggestedPost {
    into comment: String,
});

impl Method for DeclineSuggestedPost {
    type Output = bool;
    const NAME: &'static str = "declineSuggestedPost";
}

object!(DeclineSuggestedPost {
    need "chat_id" chat_id,
    need "message_id" message_id,
    opt "comment" comment,
});
