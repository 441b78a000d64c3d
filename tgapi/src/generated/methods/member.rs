//! Members of chats, and what they may do.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatId, ChatRef, UnixTime, UserId};
use crate::methods::Method;
use crate::types::ChatPermissions;

/// Bans a user from a group, supergroup or channel.
///
/// <https://core.telegram.org/bots/api#banchatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BanChatMember {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user to ban. Required.
    pub user_id: UserId,
    /// When the ban ends, in Unix time; under 30 seconds or over 366 days from now means never.
    pub until_date: Option<UnixTime>,
    /// Delete all messages of the user; always so in supergroups and channels.
    pub revoke_messages: Option<bool>,
}

impl BanChatMember {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method BanChatMember {
    into until_date: UnixTime,
    some revoke_messages: bool,
});

impl Method for BanChatMember {
    type Output = bool;
    const NAME: &'static str = "banChatMember";
}

object!(BanChatMember {
    need "chat_id" chat_id,
    need "user_id" user_id,
    opt "until_date" until_date,
    opt "revoke_messages" revoke_messages,
});

/// Lifts the ban of a user, who may then join again.
///
/// <https://core.telegram.org/bots/api#unbanchatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnbanChatMember {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user. Required.
    pub user_id: UserId,
    /// Do nothing if the user is not banned; without it, a member is removed.
    pub only_if_banned: Option<bool>,
}

impl UnbanChatMember {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method UnbanChatMember {
    some only_if_banned: bool,
});

impl Method for UnbanChatMember {
    type Output = bool;
    const NAME: &'static str = "unbanChatMember";
}

object!(UnbanChatMember {
    need "chat_id" chat_id,
    need "user_id" user_id,
    opt "only_if_banned" only_if_banned,
});

/// Restricts a user in a supergroup, or lifts the restrictions.
///
/// <https://core.telegram.org/bots/api#restrictchatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RestrictChatMember {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user to restrict. Required.
    pub user_id: UserId,
    /// What the user may do. Required.
    pub permissions: ChatPermissions,
    /// Let no permission imply others, as some did in the past.
    pub use_independent_chat_permissions: Option<bool>,
    /// When it ends, in Unix time; under 30 seconds or over 366 days from now means never.
    pub until_date: Option<UnixTime>,
}

impl RestrictChatMember {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>, permissions: ChatPermissions) -> Self {
        Self {
            chat_id: chat_id.into(),
            user_id: user_id.into(),
            permissions,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method RestrictChatMember {
    some use_independent_chat_permissions: bool,
    into until_date: UnixTime,
});

impl Method for RestrictChatMember {
    type Output = bool;
    const NAME: &'static str = "restrictChatMember";
}

object!(RestrictChatMember {
    need "chat_id" chat_id,
    need "user_id" user_id,
    need "permissions" permissions,
    opt "use_independent_chat_permissions" use_independent_chat_permissions,
    opt "until_date" until_date,
});

/// Makes a user an administrator, changes the privileges, or takes them all away.
///
/// <https://core.telegram.org/bots/api#promotechatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PromoteChatMember {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The user to promote or demote. Required.
    pub user_id: UserId,
    /// Hide their presence in the chat.
    pub is_anonymous: Option<bool>,
    /// May see the event log, hidden members and boosts, and more; implied by any other privilege.
    pub can_manage_chat: Option<bool>,
    /// May delete messages of others.
    pub can_delete_messages: Option<bool>,
    /// May manage video chats.
    pub can_manage_video_chats: Option<bool>,
    /// May restrict, ban and unban members.
    pub can_restrict_members: Option<bool>,
    /// May appoint administrators with a part of the own privileges.
    pub can_promote_members: Option<bool>,
    /// May change title, photo and settings.
    pub can_change_info: Option<bool>,
    /// May invite users.
    pub can_invite_users: Option<bool>,
    /// May post stories.
    pub can_post_stories: Option<bool>,
    /// May edit stories of others.
    pub can_edit_stories: Option<bool>,
    /// May delete stories of others.
    pub can_delete_stories: Option<bool>,
    /// May post in the channel.
    pub can_post_messages: Option<bool>,
    /// May edit and pin posts of others in the channel.
    pub can_edit_messages: Option<bool>,
    /// May pin messages.
    pub can_pin_messages: Option<bool>,
    /// May manage forum topics.
    pub can_manage_topics: Option<bool>,
    /// May manage the direct messages of the channel.
    pub can_manage_direct_messages: Option<bool>,
    /// May manage tags of members.
    pub can_manage_tags: Option<bool>,
    /// May send welcome messages.
    pub can_send_welcome_messages: Option<bool>,
}

impl PromoteChatMember {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method PromoteChatMember {
    some is_anonymous: bool,
    some can_manage_chat: bool,
    some can_delete_messages: bool,
    some can_manage_video_chats: bool,
    some can_restrict_members: bool,
    some can_promote_members: bool,
    some can_change_info: bool,
    some can_invite_users: bool,
    some can_post_stories: bool,
    some can_edit_stories: bool,
    some can_delete_stories: bool,
    some can_post_messages: bool,
    some can_edit_messages: bool,
    some can_pin_messages: bool,
    some can_manage_topics: bool,
    some can_manage_direct_messages: bool,
    some can_manage_tags: bool,
    some can_send_welcome_messages: bool,
});

impl Method for PromoteChatMember {
    type Output = bool;
    const NAME: &'static str = "promoteChatMember";
}

object!(PromoteChatMember {
    need "chat_id" chat_id,
    need "user_id" user_id,
    opt "is_anonymous" is_anonymous,
    opt "can_manage_chat" can_manage_chat,
    opt "can_delete_messages" can_delete_messages,
    opt "can_manage_video_chats" can_manage_video_chats,
    opt "can_restrict_members" can_restrict_members,
    opt "can_promote_members" can_promote_members,
    opt "can_change_info" can_change_info,
    opt "can_invite_users" can_invite_users,
    opt "can_post_stories" can_post_stories,
    opt "can_edit_stories" can_edit_stories,
    opt "can_delete_stories" can_delete_stories,
    opt "can_post_messages" can_post_messages,
    opt "can_edit_messages" can_edit_messages,
    opt "can_pin_messages" can_pin_messages,
    opt "can_manage_topics" can_manage_topics,
    opt "can_manage_direct_messages" can_manage_direct_messages,
    opt "can_manage_tags" can_manage_tags,
    opt "can_send_welcome_messages" can_send_welcome_messages,
});

/// Sets the title of an administrator whom the bot appointed.
///
/// <https://core.telegram.org/bots/api#setchatadministratorcustomtitle>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatAdministratorCustomTitle {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// New title, without emoji. Required. At most 16 characters.
    pub custom_title: String,
}

impl SetChatAdministratorCustomTitle {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>, custom_title: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into(), custom_title: custom_title.into() }
    }
}

impl Method for SetChatAdministratorCustomTitle {
    type Output = bool;
    const NAME: &'static str = "setChatAdministratorCustomTitle";
}

object!(SetChatAdministratorCustomTitle {
    need "chat_id" chat_id,
    need "user_id" user_id,
    need "custom_title" custom_title,
});

/// Sets the tag of a member.
///
/// <https://core.telegram.org/bots/api#setchatmembertag>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatMemberTag {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// New tag, without emoji; empty or absent removes it. At most 16 characters.
    pub tag: Option<String>,
}

impl SetChatMemberTag {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetChatMemberTag {
    into tag: String,
});

impl Method for SetChatMemberTag {
    type Output = bool;
    const NAME: &'static str = "setChatMemberTag";
}

object!(SetChatMemberTag {
    need "chat_id" chat_id,
    need "user_id" user_id,
    opt "tag" tag,
});

/// Forbids a channel chat to write in a supergroup or channel.
///
/// <https://core.telegram.org/bots/api#banchatsenderchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BanChatSenderChat {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The channel chat. Required.
    pub sender_chat_id: ChatId,
}

impl BanChatSenderChat {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, sender_chat_id: impl Into<ChatId>) -> Self {
        Self { chat_id: chat_id.into(), sender_chat_id: sender_chat_id.into() }
    }
}

impl Method for BanChatSenderChat {
    type Output = bool;
    const NAME: &'static str = "banChatSenderChat";
}

object!(BanChatSenderChat {
    need "chat_id" chat_id,
    need "sender_chat_id" sender_chat_id,
});

/// Allows a banned channel chat to write again.
///
/// <https://core.telegram.org/bots/api#unbanchatsenderchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnbanChatSenderChat {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The channel chat. Required.
    pub sender_chat_id: ChatId,
}

impl UnbanChatSenderChat {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, sender_chat_id: impl Into<ChatId>) -> Self {
        Self { chat_id: chat_id.into(), sender_chat_id: sender_chat_id.into() }
    }
}

impl Method for UnbanChatSenderChat {
    type Output = bool;
    const NAME: &'static str = "unbanChatSenderChat";
}

object!(UnbanChatSenderChat {
    need "chat_id" chat_id,
    need "sender_chat_id" sender_chat_id,
});

/// Sets what members without privileges may do.
///
/// <https://core.telegram.org/bots/api#setchatpermissions>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetChatPermissions {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// What members without privileges may do. Required.
    pub permissions: ChatPermissions,
    /// Let no permission imply others, as some did in the past.
    pub use_independent_chat_permissions: Option<bool>,
}

impl SetChatPermissions {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, permissions: ChatPermissions) -> Self {
        Self { chat_id: chat_id.into(), permissions, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetChatPermissions {
    some use_independent_chat_permissions: bool,
});

impl Method for SetChatPermissions {
    type Output = bool;
    const NAME: &'static str = "setChatPermissions";
}

object!(SetChatPermissions {
    need "chat_id" chat_id,
    need "permissions" permissions,
    opt "use_independent_chat_permissions" use_independent_chat_permissions,
});
