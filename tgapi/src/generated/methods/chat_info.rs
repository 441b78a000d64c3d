//! Asking about chats and users.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatRef, UnixTime, UserId};
use crate::methods::Method;
use crate::types::{
    BusinessConnection, ChatFullInfo, ChatMember, Message, UserChatBoosts, UserProfileAudios, UserProfilePhotos,
};

/// Returns the profile pictures of a user.
///
/// <https://core.telegram.org/bots/api#getuserprofilephotos>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetUserProfilePhotos {
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// How many to skip.
    pub offset: Option<i64>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
}

impl GetUserProfilePhotos {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetUserProfilePhotos {
    some offset: i64,
    some limit: i64,
});

impl Method for GetUserProfilePhotos {
    type Output = UserProfilePhotos;
    const NAME: &'static str = "getUserProfilePhotos";
}

object!(GetUserProfilePhotos {
    need "user_id" user_id,
    opt "offset" offset,
    opt "limit" limit,
});

/// Returns the music of a user's profile.
///
/// <https://core.telegram.org/bots/api#getuserprofileaudios>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetUserProfileAudios {
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// How many to skip.
    pub offset: Option<i64>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
}

impl GetUserProfileAudios {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetUserProfileAudios {
    some offset: i64,
    some limit: i64,
});

impl Method for GetUserProfileAudios {
    type Output = UserProfileAudios;
    const NAME: &'static str = "getUserProfileAudios";
}

object!(GetUserProfileAudios {
    need "user_id" user_id,
    opt "offset" offset,
    opt "limit" limit,
});

/// Sets the emoji status of a user who allowed it.
///
/// <https://core.telegram.org/bots/api#setuseremojistatus>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetUserEmojiStatus {
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// Custom emoji of the status; empty or absent removes it.
    pub emoji_status_custom_emoji_id: Option<String>,
    /// When the emoji status ends, in Unix time.
    pub emoji_status_expiration_date: Option<UnixTime>,
}

impl SetUserEmojiStatus {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetUserEmojiStatus {
    into emoji_status_custom_emoji_id: String,
    into emoji_status_expiration_date: UnixTime,
});

impl Method for SetUserEmojiStatus {
    type Output = bool;
    const NAME: &'static str = "setUserEmojiStatus";
}

object!(SetUserEmojiStatus {
    need "user_id" user_id,
    opt "emoji_status_custom_emoji_id" emoji_status_custom_emoji_id,
    opt "emoji_status_expiration_date" emoji_status_expiration_date,
});

/// Returns all that the bot may know about a chat.
///
/// <https://core.telegram.org/bots/api#getchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetChat {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl GetChat {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for GetChat {
    type Output = ChatFullInfo;
    const NAME: &'static str = "getChat";
}

object!(GetChat {
    need "chat_id" chat_id,
});

/// Returns the administrators of a chat.
///
/// <https://core.telegram.org/bots/api#getchatadministrators>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetChatAdministrators {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// List all bots too, not only this one.
    pub return_bots: Option<bool>,
}

impl GetChatAdministrators {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetChatAdministrators {
    some return_bots: bool,
});

impl Method for GetChatAdministrators {
    type Output = Vec<ChatMember>;
    const NAME: &'static str = "getChatAdministrators";
}

object!(GetChatAdministrators {
    need "chat_id" chat_id,
    opt "return_bots" return_bots,
});

/// Returns how many members a chat has.
///
/// <https://core.telegram.org/bots/api#getchatmembercount>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetChatMemberCount {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl GetChatMemberCount {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for GetChatMemberCount {
    type Output = i64;
    const NAME: &'static str = "getChatMemberCount";
}

object!(GetChatMemberCount {
    need "chat_id" chat_id,
});

/// Returns somebody's status in a chat.
///
/// <https://core.telegram.org/bots/api#getchatmember>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetChatMember {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
}

impl GetChatMember {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into() }
    }
}

impl Method for GetChatMember {
    type Output = ChatMember;
    const NAME: &'static str = "getChatMember";
}

object!(GetChatMember {
    need "chat_id" chat_id,
    need "user_id" user_id,
});

/// Returns the last messages of the channel on a user's profile.
///
/// <https://core.telegram.org/bots/api#getuserpersonalchatmessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetUserPersonalChatMessages {
    /// The user on whose profile the channel is. Required.
    pub user_id: UserId,
    /// At most how many. Required. 1 to 20.
    pub limit: i64,
}

impl GetUserPersonalChatMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, limit: i64) -> Self {
        Self { user_id: user_id.into(), limit }
    }
}

impl Method for GetUserPersonalChatMessages {
    type Output = Vec<Message>;
    const NAME: &'static str = "getUserPersonalChatMessages";
}

object!(GetUserPersonalChatMessages {
    need "user_id" user_id,
    need "limit" limit,
});

/// Returns the boosts that a user gave to a chat.
///
/// <https://core.telegram.org/bots/api#getuserchatboosts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetUserChatBoosts {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Identifier of the user. Required.
    pub user_id: UserId,
}

impl GetUserChatBoosts {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Self {
        Self { chat_id: chat_id.into(), user_id: user_id.into() }
    }
}

impl Method for GetUserChatBoosts {
    type Output = UserChatBoosts;
    const NAME: &'static str = "getUserChatBoosts";
}

object!(GetUserChatBoosts {
    need "chat_id" chat_id,
    need "user_id" user_id,
});

/// Returns a connection with a business account.
///
/// <https://core.telegram.org/bots/api#getbusinessconnection>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetBusinessConnection {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
}

impl GetBusinessConnection {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into() }
    }
}

impl Method for GetBusinessConnection {
    type Output = BusinessConnection;
    const NAME: &'static str = "getBusinessConnection";
}

object!(GetBusinessConnection {
    need "business_connection_id" business_connection_id,
});
