//! Who joined, left or changed in a chat, and what administrators may do.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, UnixTime};
use crate::types::{Chat, ChatInviteLink, ChatMember, User};

/// The privileges of an administrator.
///
/// <https://core.telegram.org/bots/api#chatadministratorrights>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatAdministratorRights {
    /// Whether their presence in the chat is hidden. Required.
    pub is_anonymous: bool,
    /// May see the event log, hidden members and boosts, and more; implied by any other privilege. Required.
    pub can_manage_chat: bool,
    /// May delete messages of others. Required.
    pub can_delete_messages: bool,
    /// May manage video chats. Required.
    pub can_manage_video_chats: bool,
    /// May restrict, ban and unban members. Required.
    pub can_restrict_members: bool,
    /// May appoint administrators with a part of the own privileges. Required.
    pub can_promote_members: bool,
    /// May change title, photo and settings. Required.
    pub can_change_info: bool,
    /// May invite users. Required.
    pub can_invite_users: bool,
    /// May post stories. Required.
    pub can_post_stories: bool,
    /// May edit stories of others. Required.
    pub can_edit_stories: bool,
    /// May delete stories of others. Required.
    pub can_delete_stories: bool,
    /// May post in the channel.
    pub can_post_messages: Option<bool>,
    /// May edit posts of others in the channel.
    pub can_edit_messages: Option<bool>,
    /// May pin messages.
    pub can_pin_messages: Option<bool>,
    /// May manage forum topics.
    pub can_manage_topics: Option<bool>,
    /// May manage the direct messages of the channel.
    pub can_manage_direct_messages: Option<bool>,
    /// May manage tags of members.
    pub can_manage_tags: Option<bool>,
    /// May send welcome messages. Required.
    pub can_send_welcome_messages: bool,
}

impl ChatAdministratorRights {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ChatAdministratorRights {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ChatAdministratorRights {
    set is_anonymous: bool,
    set can_manage_chat: bool,
    set can_delete_messages: bool,
    set can_manage_video_chats: bool,
    set can_restrict_members: bool,
    set can_promote_members: bool,
    set can_change_info: bool,
    set can_invite_users: bool,
    set can_post_stories: bool,
    set can_edit_stories: bool,
    set can_delete_stories: bool,
    some can_post_messages: bool,
    some can_edit_messages: bool,
    some can_pin_messages: bool,
    some can_manage_topics: bool,
    some can_manage_direct_messages: bool,
    some can_manage_tags: bool,
    set can_send_welcome_messages: bool,
});

/// A change of somebody's status in a chat.
///
/// <https://core.telegram.org/bots/api#chatmemberupdated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberUpdated {
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// Who made the change. Required.
    pub from: User,
    /// When it happened, in Unix time. Required.
    pub date: UnixTime,
    /// Status before the change. Required.
    pub old_chat_member: ChatMember,
    /// Status after the change. Required.
    pub new_chat_member: ChatMember,
    /// The invite link used, as far as the bot may see it.
    pub invite_link: Option<Box<ChatInviteLink>>,
    /// Whether the user joined by a request that an administrator approved.
    pub via_join_request: Option<bool>,
    /// Whether the user joined by the link of a chat folder.
    pub via_chat_folder_invite_link: Option<bool>,
}

impl ChatMemberUpdated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        chat: Chat,
        from: User,
        date: impl Into<UnixTime>,
        old_chat_member: impl Into<ChatMember>,
        new_chat_member: impl Into<ChatMember>,
    ) -> Self {
        Self {
            chat,
            from,
            date: date.into(),
            old_chat_member: old_chat_member.into(),
            new_chat_member: new_chat_member.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(ChatMemberUpdated {
    boxed invite_link: ChatInviteLink,
    some via_join_request: bool,
    some via_chat_folder_invite_link: bool,
});

/// A request to join a chat.
///
/// <https://core.telegram.org/bots/api#chatjoinrequest>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatJoinRequest {
    /// The chat to join. Required.
    pub chat: Chat,
    /// Who asks to join. Required.
    pub from: User,
    /// Private chat with the user; the bot may write there even if the user never started it. Required.
    pub user_chat_id: ChatId,
    /// When it happened, in Unix time. Required.
    pub date: UnixTime,
    /// What the user says of themselves.
    pub bio: Option<String>,
    /// The invite link used, as far as the bot may see it.
    pub invite_link: Option<Box<ChatInviteLink>>,
    /// Identifier of the join request query to answer within 10 seconds, if any.
    pub query_id: Option<String>,
}

impl ChatJoinRequest {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat: Chat, from: User, user_chat_id: impl Into<ChatId>, date: impl Into<UnixTime>) -> Self {
        Self {
            chat,
            from,
            user_chat_id: user_chat_id.into(),
            date: date.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(ChatJoinRequest {
    into bio: String,
    boxed invite_link: ChatInviteLink,
    into query_id: String,
});
