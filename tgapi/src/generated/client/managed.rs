//! By name on the client: bots that are managed by this one.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::UserId;
use crate::methods::{
    GetManagedBotAccessSettings, GetManagedBotToken, ReplaceManagedBotToken, SetManagedBotAccessSettings,
};

impl Client {
    /// Returns the token of a managed bot. See [`GetManagedBotToken`].
    pub fn get_managed_bot_token(&self, user_id: impl Into<UserId>) -> Request<GetManagedBotToken> {
        self.request(GetManagedBotToken::new(user_id))
    }

    /// Gives a managed bot a new token; the old one ends. See [`ReplaceManagedBotToken`].
    pub fn replace_managed_bot_token(&self, user_id: impl Into<UserId>) -> Request<ReplaceManagedBotToken> {
        self.request(ReplaceManagedBotToken::new(user_id))
    }

    /// Returns who may use a managed bot. See [`GetManagedBotAccessSettings`].
    pub fn get_managed_bot_access_settings(&self, user_id: impl Into<UserId>) -> Request<GetManagedBotAccessSettings> {
        self.request(GetManagedBotAccessSettings::new(user_id))
    }

    /// Sets who may use a managed bot. See [`SetManagedBotAccessSettings`].
    pub fn set_managed_bot_access_settings(
        &self,
        user_id: impl Into<UserId>,
        is_access_restricted: bool,
    ) -> Request<SetManagedBotAccessSettings> {
        self.request(SetManagedBotAccessSettings::new(user_id, is_access_restricted))
    }
}
