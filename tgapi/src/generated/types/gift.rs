//! Gifts.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{Chat, MessageEntity, Sticker, UniqueGift, User};
use serde_json::Value;

/// The background of a gift.
///
/// <https://core.telegram.org/bots/api#giftbackground>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GiftBackground {
    /// Colour of the centre as RGB. Required.
    pub center_color: i64,
    /// Colour of the edges as RGB. Required.
    pub edge_color: i64,
    /// Colour of the text as RGB. Required.
    pub text_color: i64,
}

impl GiftBackground {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(center_color: i64, edge_color: i64, text_color: i64) -> Self {
        Self { center_color, edge_color, text_color }
    }
}

/// A gift that a bot can send.
///
/// <https://core.telegram.org/bots/api#gift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Gift {
    /// Identifier of the gift, for sending it. Required.
    pub id: String,
    /// The sticker that shows the gift. Required.
    pub sticker: Sticker,
    /// Telegram Stars that the gift costs. Required.
    pub star_count: i64,
    /// Telegram Stars for the upgrade to a unique gift.
    pub upgrade_star_count: Option<i64>,
    /// Only users with Telegram Premium can buy it.
    pub is_premium: bool,
    /// After an upgrade it can colour the owner's name.
    pub has_colors: bool,
    /// How many all users can send in all; limited gifts only.
    pub total_count: Option<i64>,
    /// How many can still be sent by all users; limited gifts only.
    pub remaining_count: Option<i64>,
    /// How many the bot can send in all; limited gifts only.
    pub personal_total_count: Option<i64>,
    /// How many the bot can still send; limited gifts only.
    pub personal_remaining_count: Option<i64>,
    /// The background.
    pub background: Option<Box<GiftBackground>>,
    /// How many different unique gifts the upgrade can lead to.
    pub unique_gift_variant_count: Option<i64>,
    /// The chat that published the gift.
    pub publisher_chat: Option<Box<Chat>>,
}

impl Gift {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, sticker: Sticker, star_count: i64) -> Self {
        Self { id: id.into(), sticker, star_count, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Gift {
    some upgrade_star_count: i64,
    set is_premium: bool,
    set has_colors: bool,
    some total_count: i64,
    some remaining_count: i64,
    some personal_total_count: i64,
    some personal_remaining_count: i64,
    boxed background: GiftBackground,
    some unique_gift_variant_count: i64,
    boxed publisher_chat: Chat,
});

/// A list of gifts.
///
/// <https://core.telegram.org/bots/api#gifts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Gifts {
    /// The gifts. Required.
    pub gifts: Vec<Gift>,
}

impl Gifts {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(gifts: impl IntoIterator<Item = Gift>) -> Self {
        Self { gifts: gifts.into_iter().collect() }
    }
}

/// A regular gift that was sent or received.
///
/// <https://core.telegram.org/bots/api#giftinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GiftInfo {
    /// The gift. Required.
    pub gift: Gift,
    /// Identifier for the methods on gifts; for gifts of business accounts only.
    pub owned_gift_id: Option<String>,
    /// Telegram Stars that its owner can take instead of it; absent if not possible.
    pub convert_star_count: Option<i64>,
    /// Telegram Stars that were paid in advance for its upgrade.
    pub prepaid_upgrade_star_count: Option<i64>,
    /// The upgrade was bought after the gift was sent.
    pub is_upgrade_separate: bool,
    /// It can be upgraded to a unique gift.
    pub can_be_upgraded: bool,
    /// The text with the gift.
    pub text: Option<String>,
    /// Links, mentions, commands and formatting of the text, in order.
    pub entities: Vec<MessageEntity>,
    /// Sender and text are shown to the receiver only.
    pub is_private: bool,
    /// Number that it will have as a unique gift.
    pub unique_gift_number: Option<i64>,
}

impl GiftInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(gift: Gift) -> Self {
        Self { gift, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(GiftInfo {
    into owned_gift_id: String,
    some convert_star_count: i64,
    some prepaid_upgrade_star_count: i64,
    set is_upgrade_separate: bool,
    set can_be_upgraded: bool,
    into text: String,
    items entities: MessageEntity,
    set is_private: bool,
    some unique_gift_number: i64,
});

/// A regular gift that a user or chat has.
///
/// <https://core.telegram.org/bots/api#ownedgiftregular>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OwnedGiftRegular {
    /// The gift. Required.
    pub gift: Gift,
    /// Identifier of the gift as owned; for gifts of business accounts only.
    pub owned_gift_id: Option<String>,
    /// Who sent it, if known.
    pub sender_user: Option<Box<User>>,
    /// When it was sent, in Unix time. Required.
    pub send_date: UnixTime,
    /// The text with the gift.
    pub text: Option<String>,
    /// Links, mentions, commands and formatting of the text, in order.
    pub entities: Vec<MessageEntity>,
    /// Sender and text are shown to the receiver only.
    pub is_private: bool,
    /// It is shown on the profile; for gifts of business accounts only.
    pub is_saved: bool,
    /// It can be upgraded to a unique gift.
    pub can_be_upgraded: bool,
    /// The gift was paid back and is gone.
    pub was_refunded: bool,
    /// Telegram Stars that its owner can take instead of it; absent if not possible.
    pub convert_star_count: Option<i64>,
    /// Telegram Stars that were paid in advance for its upgrade.
    pub prepaid_upgrade_star_count: Option<i64>,
    /// The upgrade was bought after the gift was sent.
    pub is_upgrade_separate: bool,
    /// Number that it will have as a unique gift.
    pub unique_gift_number: Option<i64>,
}

impl OwnedGiftRegular {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(gift: Gift, send_date: impl Into<UnixTime>) -> Self {
        Self { gift, send_date: send_date.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(OwnedGiftRegular {
    into owned_gift_id: String,
    boxed sender_user: User,
    into text: String,
    items entities: MessageEntity,
    set is_private: bool,
    set is_saved: bool,
    set can_be_upgraded: bool,
    set was_refunded: bool,
    some convert_star_count: i64,
    some prepaid_upgrade_star_count: i64,
    set is_upgrade_separate: bool,
    some unique_gift_number: i64,
});

/// A unique gift that a user or chat has.
///
/// <https://core.telegram.org/bots/api#ownedgiftunique>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OwnedGiftUnique {
    /// The gift. Required.
    pub gift: UniqueGift,
    /// Identifier of the gift as owned; for gifts of business accounts only.
    pub owned_gift_id: Option<String>,
    /// Who sent it, if known.
    pub sender_user: Option<Box<User>>,
    /// When it was sent, in Unix time. Required.
    pub send_date: UnixTime,
    /// It is shown on the profile; for gifts of business accounts only.
    pub is_saved: bool,
    /// It can be moved to another owner; for gifts of business accounts only.
    pub can_be_transferred: bool,
    /// Telegram Stars for moving it to another owner; absent if the bot cannot.
    pub transfer_star_count: Option<i64>,
    /// When it can be moved to another owner, in Unix time; a past moment means now.
    pub next_transfer_date: Option<UnixTime>,
}

impl OwnedGiftUnique {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(gift: UniqueGift, send_date: impl Into<UnixTime>) -> Self {
        Self { gift, send_date: send_date.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(OwnedGiftUnique {
    into owned_gift_id: String,
    boxed sender_user: User,
    set is_saved: bool,
    set can_be_transferred: bool,
    some transfer_star_count: i64,
    into next_transfer_date: UnixTime,
});

/// Gifts that a user or chat has.
///
/// <https://core.telegram.org/bots/api#ownedgifts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OwnedGifts {
    /// How many gifts there are in all. Required.
    pub total_count: i64,
    /// The gifts. Required.
    pub gifts: Vec<OwnedGift>,
    /// What to send as `offset` to get more; absent at the end.
    pub next_offset: Option<String>,
}

impl OwnedGifts {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(total_count: i64, gifts: impl IntoIterator<Item = OwnedGift>) -> Self {
        Self { total_count, gifts: gifts.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(OwnedGifts {
    into next_offset: String,
});

/// The kinds of gifts that a user or chat takes.
///
/// <https://core.telegram.org/bots/api#acceptedgifttypes>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AcceptedGiftTypes {
    /// Whether unlimited regular gifts are taken. Required.
    pub unlimited_gifts: bool,
    /// Whether limited regular gifts are taken. Required.
    pub limited_gifts: bool,
    /// Whether unique gifts are taken. Required.
    pub unique_gifts: bool,
    /// Whether gifts of Telegram Premium are taken. Required.
    pub premium_subscription: bool,
    /// Whether unique gifts from channels are taken. Required.
    pub gifts_from_channels: bool,
}

impl AcceptedGiftTypes {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for AcceptedGiftTypes {
    fn default() -> Self {
        Self::new()
    }
}

setters!(AcceptedGiftTypes {
    set unlimited_gifts: bool,
    set limited_gifts: bool,
    set unique_gifts: bool,
    set premium_subscription: bool,
    set gifts_from_channels: bool,
});

/// A gift that a user or chat has.
///
/// <https://core.telegram.org/bots/api#ownedgift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum OwnedGift {
    /// A regular gift that a user or chat has.
    Regular(Box<OwnedGiftRegular>),
    /// A unique gift that a user or chat has.
    Unique(Box<OwnedGiftUnique>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
