//! Chats and the people in them.

use serde::{Deserialize, Serialize};

use super::ChatType;
use crate::de;
use crate::ids::{ChatId, UserId};

/// A private chat, group, supergroup or channel, as it appears inside other objects.
///
/// <https://core.telegram.org/bots/api#chat>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Chat {
    /// Identifier of the chat; up to 52 significant bits.
    pub id: ChatId,
    /// What kind it is. One of `private`, `group`, `supergroup`, `channel`.
    #[serde(rename = "type")]
    pub kind: ChatType,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Username without the leading `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The chat has topics.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_forum: bool,
    /// The chat is the direct messages chat of a channel.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_direct_messages: bool,
}

impl Chat {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(id: impl Into<ChatId>, kind: ChatType) -> Self {
        Self {
            id: id.into(),
            kind,
            title: None,
            username: None,
            first_name: None,
            last_name: None,
            is_forum: false,
            is_direct_messages: false,
        }
    }
}

/// A Telegram user or bot.
///
/// <https://core.telegram.org/bots/api#user>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// Identifier of the user or bot; up to 52 significant bits.
    pub id: UserId,
    /// Whether it is a bot.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_bot: bool,
    /// First name.
    pub first_name: String,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Username without the leading `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// IETF language tag of the user's app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
    /// The user has Telegram Premium.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_premium: bool,
    /// The user added the bot to the attachment menu.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub added_to_attachment_menu: bool,
    /// Whether it can be added to groups. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_join_groups: Option<bool>,
    /// Whether privacy mode is off. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_read_all_group_messages: Option<bool>,
    /// Whether it takes guest queries. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports_guest_queries: Option<bool>,
    /// Whether inline mode is on. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports_inline_queries: Option<bool>,
    /// Whether it can be connected to a business account. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_connect_to_business: Option<bool>,
    /// Whether it has a main Web App. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_main_web_app: Option<bool>,
    /// Whether private chats with it have topics. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_topics_enabled: Option<bool>,
    /// Whether users may create topics in private chats with it. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allows_users_to_create_topics: Option<bool>,
    /// Whether it can manage other bots. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_manage_bots: Option<bool>,
    /// Whether it answers join request queries. Only in `getMe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports_join_request_queries: Option<bool>,
}

impl User {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(id: impl Into<UserId>, first_name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            is_bot: false,
            first_name: first_name.into(),
            last_name: None,
            username: None,
            language_code: None,
            is_premium: false,
            added_to_attachment_menu: false,
            can_join_groups: None,
            can_read_all_group_messages: None,
            supports_guest_queries: None,
            supports_inline_queries: None,
            can_connect_to_business: None,
            has_main_web_app: None,
            has_topics_enabled: None,
            allows_users_to_create_topics: None,
            can_manage_bots: None,
            supports_join_request_queries: None,
        }
    }
}
