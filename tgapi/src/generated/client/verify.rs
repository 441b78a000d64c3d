//! By name on the client: verification of users and chats.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, UserId};
use crate::methods::{RemoveChatVerification, RemoveUserVerification, VerifyChat, VerifyUser};

impl Client {
    /// Verifies a user in the name of the organisation that the bot stands for. See [`VerifyUser`].
    pub fn verify_user(&self, user_id: impl Into<UserId>) -> Request<VerifyUser> {
        self.request(VerifyUser::new(user_id))
    }

    /// Verifies a chat in the name of the organisation that the bot stands for. See [`VerifyChat`].
    pub fn verify_chat(&self, chat_id: impl Into<ChatRef>) -> Request<VerifyChat> {
        self.request(VerifyChat::new(chat_id))
    }

    /// Takes the verification from a user. See [`RemoveUserVerification`].
    pub fn remove_user_verification(&self, user_id: impl Into<UserId>) -> Request<RemoveUserVerification> {
        self.request(RemoveUserVerification::new(user_id))
    }

    /// Takes the verification from a chat. See [`RemoveChatVerification`].
    pub fn remove_chat_verification(&self, chat_id: impl Into<ChatRef>) -> Request<RemoveChatVerification> {
        self.request(RemoveChatVerification::new(chat_id))
    }
}
