//! Boosts of chats.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{MessageId, UnixTime};
use crate::types::{Chat, User};
use serde_json::Value;

/// A boost by a Premium subscription, own or given.
///
/// <https://core.telegram.org/bots/api#chatboostsourcepremium>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoostSourcePremium {
    /// The user who boosted the chat. Required.
    pub user: User,
}

impl ChatBoostSourcePremium {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user }
    }
}

/// A boost by a Premium gift code.
///
/// <https://core.telegram.org/bots/api#chatboostsourcegiftcode>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoostSourceGiftCode {
    /// The user for whom the code was made. Required.
    pub user: User,
}

impl ChatBoostSourceGiftCode {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user }
    }
}

/// A boost by a giveaway.
///
/// <https://core.telegram.org/bots/api#chatboostsourcegiveaway>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoostSourceGiveaway {
    /// The message of the giveaway; `0` if it is gone. Required.
    pub giveaway_message_id: MessageId,
    /// The user who won, if any and if the prize was Premium.
    pub user: Option<Box<User>>,
    /// How many Telegram Stars the winners share.
    pub prize_star_count: Option<i64>,
    /// The giveaway ended without a winner for this boost.
    pub is_unclaimed: bool,
}

impl ChatBoostSourceGiveaway {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(giveaway_message_id: impl Into<MessageId>) -> Self {
        Self { giveaway_message_id: giveaway_message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatBoostSourceGiveaway {
    boxed user: User,
    some prize_star_count: i64,
    set is_unclaimed: bool,
});

/// A boost given to a chat.
///
/// <https://core.telegram.org/bots/api#chatboost>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoost {
    /// Identifier of the boost. Required.
    pub boost_id: String,
    /// When it was given, in Unix time. Required.
    pub add_date: UnixTime,
    /// When it ends by itself, in Unix time. Required.
    pub expiration_date: UnixTime,
    /// Where the boost came from. Required.
    pub source: ChatBoostSource,
}

impl ChatBoost {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        boost_id: impl Into<String>,
        add_date: impl Into<UnixTime>,
        expiration_date: impl Into<UnixTime>,
        source: impl Into<ChatBoostSource>,
    ) -> Self {
        Self {
            boost_id: boost_id.into(),
            add_date: add_date.into(),
            expiration_date: expiration_date.into(),
            source: source.into(),
        }
    }
}

/// A boost was added or changed.
///
/// <https://core.telegram.org/bots/api#chatboostupdated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoostUpdated {
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// The boost. Required.
    pub boost: ChatBoost,
}

impl ChatBoostUpdated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat: Chat, boost: ChatBoost) -> Self {
        Self { chat, boost }
    }
}

/// A boost was removed.
///
/// <https://core.telegram.org/bots/api#chatboostremoved>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoostRemoved {
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// Identifier of the boost. Required.
    pub boost_id: String,
    /// When it was removed, in Unix time. Required.
    pub remove_date: UnixTime,
    /// Where the boost came from. Required.
    pub source: ChatBoostSource,
}

impl ChatBoostRemoved {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        chat: Chat,
        boost_id: impl Into<String>,
        remove_date: impl Into<UnixTime>,
        source: impl Into<ChatBoostSource>,
    ) -> Self {
        Self { chat, boost_id: boost_id.into(), remove_date: remove_date.into(), source: source.into() }
    }
}

/// The boosts that a user gave to a chat.
///
/// <https://core.telegram.org/bots/api#userchatboosts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UserChatBoosts {
    /// The boosts. Required.
    pub boosts: Vec<ChatBoost>,
}

impl UserChatBoosts {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(boosts: impl IntoIterator<Item = ChatBoost>) -> Self {
        Self { boosts: boosts.into_iter().collect() }
    }
}

/// Where a boost came from.
///
/// <https://core.telegram.org/bots/api#chatboostsource>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatBoostSource {
    /// A boost by a Premium subscription, own or given.
    Premium(Box<ChatBoostSourcePremium>),
    /// A boost by a Premium gift code.
    GiftCode(Box<ChatBoostSourceGiftCode>),
    /// A boost by a giveaway.
    Giveaway(Box<ChatBoostSourceGiveaway>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
