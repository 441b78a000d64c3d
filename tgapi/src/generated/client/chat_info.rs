//! By name on the client: asking about chats and users.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, UserId};
use crate::methods::{
    GetBusinessConnection, GetChat, GetChatAdministrators, GetChatMember, GetChatMemberCount, GetUserChatBoosts,
    GetUserPersonalChatMessages, GetUserProfileAudios, GetUserProfilePhotos, SetUserEmojiStatus,
};

impl Client {
    /// Returns the profile pictures of a user. See [`GetUserProfilePhotos`].
    pub fn get_user_profile_photos(&self, user_id: impl Into<UserId>) -> Request<GetUserProfilePhotos> {
        self.request(GetUserProfilePhotos::new(user_id))
    }

    /// Returns the music of a user's profile. See [`GetUserProfileAudios`].
    pub fn get_user_profile_audios(&self, user_id: impl Into<UserId>) -> Request<GetUserProfileAudios> {
        self.request(GetUserProfileAudios::new(user_id))
    }

    /// Sets the emoji status of a user who allowed it. See [`SetUserEmojiStatus`].
    pub fn set_user_emoji_status(&self, user_id: impl Into<UserId>) -> Request<SetUserEmojiStatus> {
        self.request(SetUserEmojiStatus::new(user_id))
    }

    /// Returns all that the bot may know about a chat. See [`GetChat`].
    pub fn get_chat(&self, chat_id: impl Into<ChatRef>) -> Request<GetChat> {
        self.request(GetChat::new(chat_id))
    }

    /// Returns the administrators of a chat. See [`GetChatAdministrators`].
    pub fn get_chat_administrators(&self, chat_id: impl Into<ChatRef>) -> Request<GetChatAdministrators> {
        self.request(GetChatAdministrators::new(chat_id))
    }

    /// Returns how many members a chat has. See [`GetChatMemberCount`].
    pub fn get_chat_member_count(&self, chat_id: impl Into<ChatRef>) -> Request<GetChatMemberCount> {
        self.request(GetChatMemberCount::new(chat_id))
    }

    /// Returns somebody's status in a chat. See [`GetChatMember`].
    pub fn get_chat_member(&self, chat_id: impl Into<ChatRef>, user_id: impl Into<UserId>) -> Request<GetChatMember> {
        self.request(GetChatMember::new(chat_id, user_id))
    }

    /// Returns the last messages of the channel on a user's profile. See [`GetUserPersonalChatMessages`].
    pub fn get_user_personal_chat_messages(
        &self,
        user_id: impl Into<UserId>,
        limit: i64,
    ) -> Request<GetUserPersonalChatMessages> {
        self.request(GetUserPersonalChatMessages::new(user_id, limit))
    }

    /// Returns the boosts that a user gave to a chat. See [`GetUserChatBoosts`].
    pub fn get_user_chat_boosts(
        &self,
        chat_id: impl Into<ChatRef>,
        user_id: impl Into<UserId>,
    ) -> Request<GetUserChatBoosts> {
        self.request(GetUserChatBoosts::new(chat_id, user_id))
    }

    /// Returns a connection with a business account. See [`GetBusinessConnection`].
    pub fn get_business_connection(&self, business_connection_id: impl Into<String>) -> Request<GetBusinessConnection> {
        self.request(GetBusinessConnection::new(business_connection_id))
    }
}
