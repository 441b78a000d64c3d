//! Bots that are managed by this one.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::UserId;
use crate::methods::Method;
use crate::token::Token;
use crate::types::BotAccessSettings;

/// Returns the token of a managed bot.
///
/// <https://core.telegram.org/bots/api#getmanagedbottoken>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetManagedBotToken {
    /// The managed bot. Required.
    pub user_id: UserId,
}

impl GetManagedBotToken {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into() }
    }
}

impl Method for GetManagedBotToken {
    type Output = Token;
    const NAME: &'static str = "getManagedBotToken";
}

object!(GetManagedBotToken {
    need "user_id" user_id,
});

/// Gives a managed bot a new token; the old one ends.
///
/// <https://core.telegram.org/bots/api#replacemanagedbottoken>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplaceManagedBotToken {
    /// The managed bot. Required.
    pub user_id: UserId,
}

impl ReplaceManagedBotToken {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into() }
    }
}

impl Method for ReplaceManagedBotToken {
    type Output = Token;
    const NAME: &'static str = "replaceManagedBotToken";
}

object!(ReplaceManagedBotToken {
    need "user_id" user_id,
});

/// Returns who may use a managed bot.
///
/// <https://core.telegram.org/bots/api#getmanagedbotaccesssettings>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetManagedBotAccessSettings {
    /// The managed bot. Required.
    pub user_id: UserId,
}

impl GetManagedBotAccessSettings {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into() }
    }
}

impl Method for GetManagedBotAccessSettings {
    type Output = BotAccessSettings;
    const NAME: &'static str = "getManagedBotAccessSettings";
}

object!(GetManagedBotAccessSettings {
    need "user_id" user_id,
});

/// Sets who may use a managed bot.
///
/// <https://core.telegram.org/bots/api#setmanagedbotaccesssettings>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetManagedBotAccessSettings {
    /// The managed bot. Required.
    pub user_id: UserId,
    /// Whether only the owner and added users may use the bot. Required.
    pub is_access_restricted: bool,
    /// Users who may use the bot besides the owner; used only if access is restricted. At most 10 items.
    pub added_user_ids: Option<Vec<UserId>>,
}

impl SetManagedBotAccessSettings {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, is_access_restricted: bool) -> Self {
        Self { user_id: user_id.into(), is_access_restricted, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetManagedBotAccessSettings {
    some_items added_user_ids: UserId,
});

impl Method for SetManagedBotAccessSettings {
    type Output = bool;
    const NAME: &'static str = "setManagedBotAccessSettings";
}

object!(SetManagedBotAccessSettings {
    need "user_id" user_id,
    need "is_access_restricted" is_access_restricted,
    opt "added_user_ids" added_user_ids,
});
