//! Chats.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, UnixTime};
use crate::types::{BackgroundType, ChatType, Location, User};

/// A private chat, group, supergroup or channel, as it appears inside other objects.
///
/// <https://core.telegram.org/bots/api#chat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Chat {
    /// Identifier of the chat; up to 52 significant bits. Required.
    pub id: ChatId,
    /// What kind of chat it is. Required. One of `private`, `group`, `supergroup`, `channel`.
    pub kind: ChatType,
    /// Title of a group, supergroup or channel.
    pub title: Option<String>,
    /// Username without the leading `@`.
    pub username: Option<String>,
    /// First name of the user, in a private chat.
    pub first_name: Option<String>,
    /// Last name of the user, in a private chat.
    pub last_name: Option<String>,
    /// The chat has topics.
    pub is_forum: bool,
    /// The chat is the direct messages chat of a channel.
    pub is_direct_messages: bool,
}

impl Chat {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<ChatId>, kind: ChatType) -> Self {
        Self { id: id.into(), kind, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Chat {
    into title: String,
    into username: String,
    into first_name: String,
    into last_name: String,
    set is_forum: bool,
    set is_direct_messages: bool,
});

/// The background of a chat.
///
/// <https://core.telegram.org/bots/api#chatbackground>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBackground {
    /// The kind of background. Required.
    pub kind: BackgroundType,
}

impl ChatBackground {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: impl Into<BackgroundType>) -> Self {
        Self { kind: kind.into() }
    }
}

/// A community: a group of chats.
///
/// <https://core.telegram.org/bots/api#community>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Community {
    /// Identifier of the community; up to 52 significant bits. Required.
    pub id: i64,
    /// Name. Required.
    pub name: String,
}

impl Community {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: i64, name: impl Into<String>) -> Self {
        Self { id, name: name.into() }
    }
}

/// The photo of a chat.
///
/// <https://core.telegram.org/bots/api#chatphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatPhoto {
    /// Identifier of the small file, 160 by 160 pixels, for downloading it. Required.
    pub small_file_id: String,
    /// Tells the small file apart; the same for every bot and over time. Required.
    pub small_file_unique_id: String,
    /// Identifier of the big file, 640 by 640 pixels, for downloading it. Required.
    pub big_file_id: String,
    /// Tells the big file apart; the same for every bot and over time. Required.
    pub big_file_unique_id: String,
}

impl ChatPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        small_file_id: impl Into<String>,
        small_file_unique_id: impl Into<String>,
        big_file_id: impl Into<String>,
        big_file_unique_id: impl Into<String>,
    ) -> Self {
        Self {
            small_file_id: small_file_id.into(),
            small_file_unique_id: small_file_unique_id.into(),
            big_file_id: big_file_id.into(),
            big_file_unique_id: big_file_unique_id.into(),
        }
    }
}

/// An invite link of a chat.
///
/// <https://core.telegram.org/bots/api#chatinvitelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatInviteLink {
    /// The link; of those made by other administrators only a part. Required.
    pub invite_link: String,
    /// Who made the link. Required.
    pub creator: User,
    /// Whether who follows the link has to be approved. Required.
    pub creates_join_request: bool,
    /// Whether it is the chat's primary link. Required.
    pub is_primary: bool,
    /// Whether the link was revoked. Required.
    pub is_revoked: bool,
    /// Name the creator gave the link.
    pub name: Option<String>,
    /// When the link ends, in Unix time.
    pub expire_date: Option<UnixTime>,
    /// How many may be members by this link at one time. 1 to 99999.
    pub member_limit: Option<i64>,
    /// How many wait for approval.
    pub pending_join_request_count: Option<i64>,
    /// Length of the subscription in seconds.
    pub subscription_period: Option<i64>,
    /// Price of the subscription in Telegram Stars.
    pub subscription_price: Option<i64>,
}

impl ChatInviteLink {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(invite_link: impl Into<String>, creator: User) -> Self {
        Self { invite_link: invite_link.into(), creator, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatInviteLink {
    set creates_join_request: bool,
    set is_primary: bool,
    set is_revoked: bool,
    into name: String,
    into expire_date: UnixTime,
    some member_limit: i64,
    some pending_join_request_count: i64,
    some subscription_period: i64,
    some subscription_price: i64,
});

/// What members without privileges may do in a chat.
///
/// <https://core.telegram.org/bots/api#chatpermissions>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatPermissions {
    /// May send texts, contacts, locations and the like.
    pub can_send_messages: Option<bool>,
    /// May send music.
    pub can_send_audios: Option<bool>,
    /// May send files.
    pub can_send_documents: Option<bool>,
    /// May send photos.
    pub can_send_photos: Option<bool>,
    /// May send videos.
    pub can_send_videos: Option<bool>,
    /// May send round videos.
    pub can_send_video_notes: Option<bool>,
    /// May send voice notes.
    pub can_send_voice_notes: Option<bool>,
    /// May send polls.
    pub can_send_polls: Option<bool>,
    /// May send animations, games, stickers and use inline bots.
    pub can_send_other_messages: Option<bool>,
    /// May add link previews.
    pub can_add_web_page_previews: Option<bool>,
    /// May react to messages.
    pub can_react_to_messages: Option<bool>,
    /// May edit the own tag.
    pub can_edit_tag: Option<bool>,
    /// May change title, photo and settings.
    pub can_change_info: Option<bool>,
    /// May invite users.
    pub can_invite_users: Option<bool>,
    /// May pin messages.
    pub can_pin_messages: Option<bool>,
    /// May manage forum topics.
    pub can_manage_topics: Option<bool>,
}

impl ChatPermissions {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ChatPermissions {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ChatPermissions {
    some can_send_messages: bool,
    some can_send_audios: bool,
    some can_send_documents: bool,
    some can_send_photos: bool,
    some can_send_videos: bool,
    some can_send_video_notes: bool,
    some can_send_voice_notes: bool,
    some can_send_polls: bool,
    some can_send_other_messages: bool,
    some can_add_web_page_previews: bool,
    some can_react_to_messages: bool,
    some can_edit_tag: bool,
    some can_change_info: bool,
    some can_invite_users: bool,
    some can_pin_messages: bool,
    some can_manage_topics: bool,
});

/// The place a chat is connected to.
///
/// <https://core.telegram.org/bots/api#chatlocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatLocation {
    /// The location. Required.
    pub location: Location,
    /// Address, as the owner wrote it. Required. 1 to 64 characters.
    pub address: String,
}

impl ChatLocation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(location: Location, address: impl Into<String>) -> Self {
        Self { location, address: address.into() }
    }
}
