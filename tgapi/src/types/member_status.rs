//! What somebody is in a chat: the members of the union `ChatMember`.

use serde::{Deserialize, Serialize};

use super::User;
use crate::de;
use crate::ids::UnixTime;

/// The chat's owner.
///
/// <https://core.telegram.org/bots/api#chatmemberowner>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberOwner {
    /// The user it is about.
    pub user: User,
    /// Whether their presence in the chat is hidden.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_anonymous: bool,
    /// Title shown beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_title: Option<String>,
}

impl ChatMemberOwner {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user, is_anonymous: false, custom_title: None }
    }
}

/// An administrator with some privileges.
///
/// <https://core.telegram.org/bots/api#chatmemberadministrator>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberAdministrator {
    /// The user it is about.
    pub user: User,
    /// Whether the bot may change this administrator's privileges.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_be_edited: bool,
    /// Whether their presence in the chat is hidden.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_anonymous: bool,
    /// May see the event log, hidden members and boosts, and more; implied by any other privilege.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_manage_chat: bool,
    /// May delete messages of others.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_delete_messages: bool,
    /// May manage video chats.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_manage_video_chats: bool,
    /// May restrict, ban and unban members.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_restrict_members: bool,
    /// May appoint administrators with a part of the own privileges.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_promote_members: bool,
    /// May change title, photo and settings.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_change_info: bool,
    /// May invite users.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_invite_users: bool,
    /// May post stories.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_post_stories: bool,
    /// May edit stories of others.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_edit_stories: bool,
    /// May delete stories of others.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_delete_stories: bool,
    /// May post in the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_post_messages: Option<bool>,
    /// May edit posts of others in the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_edit_messages: Option<bool>,
    /// May pin messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_pin_messages: Option<bool>,
    /// May manage forum topics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_manage_topics: Option<bool>,
    /// May manage the direct messages of the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_manage_direct_messages: Option<bool>,
    /// May manage tags of members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_manage_tags: Option<bool>,
    /// Title shown beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_title: Option<String>,
    /// May send welcome messages.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_welcome_messages: bool,
}

impl ChatMemberAdministrator {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self {
            user,
            can_be_edited: false,
            is_anonymous: false,
            can_manage_chat: false,
            can_delete_messages: false,
            can_manage_video_chats: false,
            can_restrict_members: false,
            can_promote_members: false,
            can_change_info: false,
            can_invite_users: false,
            can_post_stories: false,
            can_edit_stories: false,
            can_delete_stories: false,
            can_post_messages: None,
            can_edit_messages: None,
            can_pin_messages: None,
            can_manage_topics: None,
            can_manage_direct_messages: None,
            can_manage_tags: None,
            custom_title: None,
            can_send_welcome_messages: false,
        }
    }
}

/// A member without privileges or restrictions.
///
/// <https://core.telegram.org/bots/api#chatmembermember>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberMember {
    /// Tag of the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The user it is about.
    pub user: User,
    /// When it ends; `0` means never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_date: Option<UnixTime>,
}

impl ChatMemberMember {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { tag: None, user, until_date: None }
    }
}

/// Somebody under restrictions; supergroups only.
///
/// <https://core.telegram.org/bots/api#chatmemberrestricted>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberRestricted {
    /// Tag of the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The user it is about.
    pub user: User,
    /// Whether a member.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_member: bool,
    /// May send texts, contacts, locations and the like.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_messages: bool,
    /// May send music.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_audios: bool,
    /// May send files.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_documents: bool,
    /// May send photos.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_photos: bool,
    /// May send videos.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_videos: bool,
    /// May send round videos.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_video_notes: bool,
    /// May send voice notes.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_voice_notes: bool,
    /// May send polls.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_polls: bool,
    /// May send animations, games, stickers and use inline bots.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_send_other_messages: bool,
    /// May add link previews.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_add_web_page_previews: bool,
    /// May react to messages.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_react_to_messages: bool,
    /// May edit the own tag.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_edit_tag: bool,
    /// May change title, photo and settings.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_change_info: bool,
    /// May invite users.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_invite_users: bool,
    /// May pin messages.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_pin_messages: bool,
    /// May manage forum topics.
    #[serde(default, deserialize_with = "de::flag")]
    pub can_manage_topics: bool,
    /// When it ends; `0` means never.
    pub until_date: UnixTime,
}

impl ChatMemberRestricted {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(user: User, until_date: UnixTime) -> Self {
        Self {
            tag: None,
            user,
            is_member: false,
            can_send_messages: false,
            can_send_audios: false,
            can_send_documents: false,
            can_send_photos: false,
            can_send_videos: false,
            can_send_video_notes: false,
            can_send_voice_notes: false,
            can_send_polls: false,
            can_send_other_messages: false,
            can_add_web_page_previews: false,
            can_react_to_messages: false,
            can_edit_tag: false,
            can_change_info: false,
            can_invite_users: false,
            can_pin_messages: false,
            can_manage_topics: false,
            until_date,
        }
    }
}

/// Somebody who is not a member now but may join.
///
/// <https://core.telegram.org/bots/api#chatmemberleft>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberLeft {
    /// The user it is about.
    pub user: User,
}

impl ChatMemberLeft {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user }
    }
}

/// Somebody who was banned.
///
/// <https://core.telegram.org/bots/api#chatmemberbanned>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatMemberBanned {
    /// The user it is about.
    pub user: User,
    /// When it ends; `0` means never.
    pub until_date: UnixTime,
}

impl ChatMemberBanned {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User, until_date: UnixTime) -> Self {
        Self { user, until_date }
    }
}
