//! Boosts of a chat.

use serde::{Deserialize, Serialize};

use super::{Chat, ChatBoostSource, User};
use crate::de;
use crate::ids::UnixTime;

/// A boost given to a chat.
///
/// <https://core.telegram.org/bots/api#chatboost>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatBoost {
    /// Identifier of the boost.
    pub boost_id: String,
    /// When it was given.
    pub add_date: UnixTime,
    /// When it ends by itself.
    pub expiration_date: UnixTime,
    /// Where the boost came from.
    pub source: ChatBoostSource,
}

impl ChatBoost {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(
        boost_id: impl Into<String>,
        add_date: UnixTime,
        expiration_date: UnixTime,
        source: ChatBoostSource,
    ) -> Self {
        Self { boost_id: boost_id.into(), add_date, expiration_date, source }
    }
}

/// A boost was added or changed.
///
/// <https://core.telegram.org/bots/api#chatboostupdated>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatBoostUpdated {
    /// The chat it happened in.
    pub chat: Chat,
    /// The boost.
    pub boost: ChatBoost,
}

impl ChatBoostUpdated {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(chat: Chat, boost: ChatBoost) -> Self {
        Self { chat, boost }
    }
}

/// A boost was removed.
///
/// <https://core.telegram.org/bots/api#chatboostremoved>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatBoostRemoved {
    /// The chat it happened in.
    pub chat: Chat,
    /// Identifier of the boost.
    pub boost_id: String,
    /// When it was removed.
    pub remove_date: UnixTime,
    /// Where the boost came from.
    pub source: ChatBoostSource,
}

impl ChatBoostRemoved {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(chat: Chat, boost_id: impl Into<String>, remove_date: UnixTime, source: ChatBoostSource) -> Self {
        Self { chat, boost_id: boost_id.into(), remove_date, source }
    }
}

/// By a Premium subscription, own or given.
///
/// <https://core.telegram.org/bots/api#chatboostsourcepremium>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatBoostSourcePremium {
    /// The user it is about.
    pub user: User,
}

impl ChatBoostSourcePremium {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user }
    }
}

/// By a Premium gift code.
///
/// <https://core.telegram.org/bots/api#chatboostsourcegiftcode>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatBoostSourceGiftCode {
    /// The user it is about.
    pub user: User,
}

impl ChatBoostSourceGiftCode {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User) -> Self {
        Self { user }
    }
}

/// By a giveaway.
///
/// <https://core.telegram.org/bots/api#chatboostsourcegiveaway>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChatBoostSourceGiveaway {
    /// The message of the giveaway; `0` if it is gone.
    pub giveaway_message_id: i64,
    /// The user it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<User>>,
    /// How many Telegram Stars the winners share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prize_star_count: Option<i64>,
    /// Whether the giveaway ended without a winner for this boost.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub is_unclaimed: bool,
}

impl ChatBoostSourceGiveaway {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(giveaway_message_id: i64) -> Self {
        Self { giveaway_message_id, user: None, prize_star_count: None, is_unclaimed: false }
    }
}
