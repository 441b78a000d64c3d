//! Somebody's status in a chat.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::User;
use serde_json::Value;

/// The chat's owner.
///
/// <https://core.telegram.org/bots/api#chatmemberowner>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberOwner {
    /// The user. Required.
    pub user: User,
    /// Whether their presence in the chat is hidden. Required.
    pub is_anonymous: bool,
    /// Title shown beside the name.
    pub custom_title: Option<String>,
}

impl ChatMemberOwner {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatMemberOwner {
    set is_anonymous: bool,
    into custom_title: String,
});

/// An administrator with some privileges.
///
/// <https://core.telegram.org/bots/api#chatmemberadministrator>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberAdministrator {
    /// The user. Required.
    pub user: User,
    /// Whether the bot may change this administrator's privileges. Required.
    pub can_be_edited: bool,
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
    /// Title shown beside the name.
    pub custom_title: Option<String>,
    /// May send welcome messages. Required.
    pub can_send_welcome_messages: bool,
}

impl ChatMemberAdministrator {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatMemberAdministrator {
    set can_be_edited: bool,
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
    into custom_title: String,
    set can_send_welcome_messages: bool,
});

/// A member without privileges or restrictions.
///
/// <https://core.telegram.org/bots/api#chatmembermember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberMember {
    /// The member's tag.
    pub tag: Option<String>,
    /// The user. Required.
    pub user: User,
    /// When the subscription ends, in Unix time.
    pub until_date: Option<UnixTime>,
}

impl ChatMemberMember {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatMemberMember {
    into tag: String,
    into until_date: UnixTime,
});

/// Somebody under restrictions; supergroups only.
///
/// <https://core.telegram.org/bots/api#chatmemberrestricted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberRestricted {
    /// The member's tag.
    pub tag: Option<String>,
    /// The user. Required.
    pub user: User,
    /// Whether a member. Required.
    pub is_member: bool,
    /// May send texts, contacts, locations and the like. Required.
    pub can_send_messages: bool,
    /// May send music. Required.
    pub can_send_audios: bool,
    /// May send files. Required.
    pub can_send_documents: bool,
    /// May send photos. Required.
    pub can_send_photos: bool,
    /// May send videos. Required.
    pub can_send_videos: bool,
    /// May send round videos. Required.
    pub can_send_video_notes: bool,
    /// May send voice notes. Required.
    pub can_send_voice_notes: bool,
    /// May send polls. Required.
    pub can_send_polls: bool,
    /// May send animations, games, stickers and use inline bots. Required.
    pub can_send_other_messages: bool,
    /// May add link previews. Required.
    pub can_add_web_page_previews: bool,
    /// May react to messages. Required.
    pub can_react_to_messages: bool,
    /// May edit the own tag. Required.
    pub can_edit_tag: bool,
    /// May change title, photo and settings. Required.
    pub can_change_info: bool,
    /// May invite users. Required.
    pub can_invite_users: bool,
    /// May pin messages. Required.
    pub can_pin_messages: bool,
    /// May manage forum topics. Required.
    pub can_manage_topics: bool,
    /// When it ends, in Unix time; `0` means never. Required.
    pub until_date: UnixTime,
}

impl ChatMemberRestricted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User, until_date: impl Into<UnixTime>) -> Self {
        Self { user, until_date: until_date.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatMemberRestricted {
    into tag: String,
    set is_member: bool,
    set can_send_messages: bool,
    set can_send_audios: bool,
    set can_send_documents: bool,
    set can_send_photos: bool,
    set can_send_videos: bool,
    set can_send_video_notes: bool,
    set can_send_voice_notes: bool,
    set can_send_polls: bool,
    set can_send_other_messages: bool,
    set can_add_web_page_previews: bool,
    set can_react_to_messages: bool,
    set can_edit_tag: bool,
    set can_change_info: bool,
    set can_invite_users: bool,
    set can_pin_messages: bool,
    set can_manage_topics: bool,
});

/// Somebody who is not a member now but may join.
///
/// <https://core.telegram.org/bots/api#chatmemberleft>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberLeft {
    /// The user. Required.
    pub user: User,
}

impl ChatMemberLeft {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user }
    }
}

/// Somebody who was banned.
///
/// <https://core.telegram.org/bots/api#chatmemberbanned>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMemberBanned {
    /// The user. Required.
    pub user: User,
    /// When it ends, in Unix time; `0` means never. Required.
    pub until_date: UnixTime,
}

impl ChatMemberBanned {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User, until_date: impl Into<UnixTime>) -> Self {
        Self { user, until_date: until_date.into() }
    }
}

/// Somebody's status in a chat.
///
/// <https://core.telegram.org/bots/api#chatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatMember {
    /// The chat's owner.
    Owner(Box<ChatMemberOwner>),
    /// An administrator with some privileges.
    Administrator(Box<ChatMemberAdministrator>),
    /// A member without privileges or restrictions.
    Member(Box<ChatMemberMember>),
    /// Somebody under restrictions; supergroups only.
    Restricted(Box<ChatMemberRestricted>),
    /// Somebody who is not a member now but may join.
    Left(Box<ChatMemberLeft>),
    /// Somebody who was banned.
    Banned(Box<ChatMemberBanned>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
