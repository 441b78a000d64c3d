//! Verification of users and chats.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatRef, UserId};
use crate::methods::Method;

/// Verifies a user in the name of the organisation that the bot stands for.
///
/// <https://core.telegram.org/bots/api#verifyuser>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VerifyUser {
    /// The user to verify. Required.
    pub user_id: UserId,
    /// Description of the verification, if the organisation may give one. At most 70 characters.
    pub custom_description: Option<String>,
}

impl VerifyUser {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method VerifyUser {
    into custom_description: String,
});

impl Method for VerifyUser {
    type Output = bool;
    const NAME: &'static str = "verifyUser";
}

object!(VerifyUser {
    need "user_id" user_id,
    opt "custom_description" custom_description,
});

/// Verifies a chat in the name of the organisation that the bot stands for.
///
/// <https://core.telegram.org/bots/api#verifychat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VerifyChat {
    /// The chat to verify. Required.
    pub chat_id: ChatRef,
    /// Description of the verification, if the organisation may give one. At most 70 characters.
    pub custom_description: Option<String>,
}

impl VerifyChat {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method VerifyChat {
    into custom_description: String,
});

impl Method for VerifyChat {
    type Output = bool;
    const NAME: &'static str = "verifyChat";
}

object!(VerifyChat {
    need "chat_id" chat_id,
    opt "custom_description" custom_description,
});

/// Takes the verification from a user.
///
/// <https://core.telegram.org/bots/api#removeuserverification>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RemoveUserVerification {
    /// Identifier of the user. Required.
    pub user_id: UserId,
}

impl RemoveUserVerification {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into() }
    }
}

impl Method for RemoveUserVerification {
    type Output = bool;
    const NAME: &'static str = "removeUserVerification";
}

object!(RemoveUserVerification {
    need "user_id" user_id,
});

/// Takes the verification from a chat.
///
/// <https://core.telegram.org/bots/api#removechatverification>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RemoveChatVerification {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl RemoveChatVerification {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for RemoveChatVerification {
    type Output = bool;
    const NAME: &'static str = "removeChatVerification";
}

object!(RemoveChatVerification {
    need "chat_id" chat_id,
});
