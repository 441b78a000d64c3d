//! Membership: who joined, left, was promoted, or asks to join.

use serde::{Deserialize, Serialize};

use super::{Chat, ChatMember, User};
use crate::de;
use crate::ids::{ChatId, UnixTime};

/// A change of somebody's status in a chat.
///
/// <https://core.telegram.org/bots/api#chatmemberupdated>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberUpdated {
    /// The chat it happened in.
    pub chat: Chat,
    /// Who did it.
    pub from: User,
    /// When it happened.
    pub date: UnixTime,
    /// What it was before.
    pub old_chat_member: ChatMember,
    /// What it is now.
    pub new_chat_member: ChatMember,
    /// The invite link used, as far as the bot may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite_link: Option<Box<ChatInviteLink>>,
    /// Whether a join request was approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via_join_request: Option<bool>,
    /// Whether it was by a chat folder link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via_chat_folder_invite_link: Option<bool>,
}

impl ChatMemberUpdated {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(
        chat: Chat,
        from: User,
        date: UnixTime,
        old_chat_member: ChatMember,
        new_chat_member: ChatMember,
    ) -> Self {
        Self {
            chat,
            from,
            date,
            old_chat_member,
            new_chat_member,
            invite_link: None,
            via_join_request: None,
            via_chat_folder_invite_link: None,
        }
    }
}

/// A request to join a chat.
///
/// <https://core.telegram.org/bots/api#chatjoinrequest>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatJoinRequest {
    /// The chat it happened in.
    pub chat: Chat,
    /// Who did it.
    pub from: User,
    /// Private chat with the user; the bot may write there for a while even if the user never started it.
    pub user_chat_id: ChatId,
    /// When it happened.
    pub date: UnixTime,
    /// What the user says of themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// The invite link used, as far as the bot may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite_link: Option<Box<ChatInviteLink>>,
    /// Identifier of the join request query to answer, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query_id: Option<String>,
}

impl ChatJoinRequest {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(chat: Chat, from: User, user_chat_id: impl Into<ChatId>, date: UnixTime) -> Self {
        Self { chat, from, user_chat_id: user_chat_id.into(), date, bio: None, invite_link: None, query_id: None }
    }
}

/// An invite link of a chat.
///
/// <https://core.telegram.org/bots/api#chatinvitelink>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatInviteLink {
    /// The invite link used, as far as the bot may see it.
    pub invite_link: String,
    /// Who made the link.
    pub creator: User,
    /// Whether who follows the link has to be approved.
    #[serde(default, deserialize_with = "de::flag")]
    pub creates_join_request: bool,
    /// Whether it is the chat's primary link.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_primary: bool,
    /// Whether the link was revoked.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_revoked: bool,
    /// Name the creator gave the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When the link ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire_date: Option<UnixTime>,
    /// How many may be members by this link at one time. 1 to 99999.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_limit: Option<i64>,
    /// How many wait for approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_join_request_count: Option<i64>,
    /// Length of the subscription in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription_period: Option<i64>,
    /// Price of the subscription in Telegram Stars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription_price: Option<i64>,
}

impl ChatInviteLink {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(invite_link: impl Into<String>, creator: User) -> Self {
        Self {
            invite_link: invite_link.into(),
            creator,
            creates_join_request: false,
            is_primary: false,
            is_revoked: false,
            name: None,
            expire_date: None,
            member_limit: None,
            pending_join_request_count: None,
            subscription_period: None,
            subscription_price: None,
        }
    }
}
