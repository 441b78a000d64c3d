//! Gifts, and what is bought with Stars for others.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatId, ChatRef, UserId};
use crate::methods::Method;
use crate::types::{Gifts, MessageEntity, OwnedGifts, ParseMode};

/// Returns the gifts that the bot can send.
///
/// <https://core.telegram.org/bots/api#getavailablegifts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetAvailableGifts {}

impl GetAvailableGifts {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetAvailableGifts {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetAvailableGifts {
    type Output = Gifts;
    const NAME: &'static str = "getAvailableGifts";
}

object!(GetAvailableGifts {});

/// Sends a gift to a user or channel.
///
/// <https://core.telegram.org/bots/api#sendgift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendGift {
    /// The user who gets the gift.
    pub user_id: Option<UserId>,
    /// The channel that gets the gift.
    pub chat_id: Option<ChatRef>,
    /// The gift. Required.
    pub gift_id: String,
    /// Pay for the upgrade too, so that it is free for the receiver.
    pub pay_for_upgrade: Option<bool>,
    /// Text to show with the gift. At most 128 characters.
    pub text: Option<String>,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub text_parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub text_entities: Option<Vec<MessageEntity>>,
}

impl SendGift {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(gift_id: impl Into<String>) -> Self {
        Self { gift_id: gift_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendGift {
    into user_id: UserId,
    into chat_id: ChatRef,
    some pay_for_upgrade: bool,
    into text: String,
    some text_parse_mode: ParseMode,
    some_items text_entities: MessageEntity,
});

impl Method for SendGift {
    type Output = bool;
    const NAME: &'static str = "sendGift";
}

object!(SendGift {
    need "gift_id" gift_id,
    opt "user_id" user_id,
    opt "chat_id" chat_id,
    opt "pay_for_upgrade" pay_for_upgrade,
    opt "text" text,
    opt "text_parse_mode" text_parse_mode,
    opt "text_entities" text_entities,
});

/// Gives a user a subscription to Telegram Premium.
///
/// <https://core.telegram.org/bots/api#giftpremiumsubscription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GiftPremiumSubscription {
    /// The user who gets the gift. Required.
    pub user_id: UserId,
    /// Months of Telegram Premium. Required. One of `3`, `6`, `12`.
    pub month_count: i64,
    /// Telegram Stars to pay: 1000 for 3 months, 1500 for 6, 2500 for 12. Required. One of `1000`, `1500`, `2500`.
    pub star_count: i64,
    /// Text to show with the gift. At most 128 characters.
    pub text: Option<String>,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub text_parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub text_entities: Option<Vec<MessageEntity>>,
}

impl GiftPremiumSubscription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, month_count: i64, star_count: i64) -> Self {
        Self { user_id: user_id.into(), month_count, star_count, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GiftPremiumSubscription {
    into text: String,
    some text_parse_mode: ParseMode,
    some_items text_entities: MessageEntity,
});

impl Method for GiftPremiumSubscription {
    type Output = bool;
    const NAME: &'static str = "giftPremiumSubscription";
}

object!(GiftPremiumSubscription {
    need "user_id" user_id,
    need "month_count" month_count,
    need "star_count" star_count,
    opt "text" text,
    opt "text_parse_mode" text_parse_mode,
    opt "text_entities" text_entities,
});

/// Returns the gifts of a user.
///
/// <https://core.telegram.org/bots/api#getusergifts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetUserGifts {
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// Leave out gifts without a limit.
    pub exclude_unlimited: Option<bool>,
    /// Leave out limited gifts that can be upgraded.
    pub exclude_limited_upgradable: Option<bool>,
    /// Leave out limited gifts that cannot be upgraded.
    pub exclude_limited_non_upgradable: Option<bool>,
    /// Leave out gifts that come from the TON blockchain.
    pub exclude_from_blockchain: Option<bool>,
    /// Leave out unique gifts.
    pub exclude_unique: Option<bool>,
    /// Sort by price instead of by date.
    pub sort_by_price: Option<bool>,
    /// Where the list goes on: the `next_offset` of the answer before; empty at first.
    pub offset: Option<String>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
}

impl GetUserGifts {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetUserGifts {
    some exclude_unlimited: bool,
    some exclude_limited_upgradable: bool,
    some exclude_limited_non_upgradable: bool,
    some exclude_from_blockchain: bool,
    some exclude_unique: bool,
    some sort_by_price: bool,
    into offset: String,
    some limit: i64,
});

impl Method for GetUserGifts {
    type Output = OwnedGifts;
    const NAME: &'static str = "getUserGifts";
}

object!(GetUserGifts {
    need "user_id" user_id,
    opt "exclude_unlimited" exclude_unlimited,
    opt "exclude_limited_upgradable" exclude_limited_upgradable,
    opt "exclude_limited_non_upgradable" exclude_limited_non_upgradable,
    opt "exclude_from_blockchain" exclude_from_blockchain,
    opt "exclude_unique" exclude_unique,
    opt "sort_by_price" sort_by_price,
    opt "offset" offset,
    opt "limit" limit,
});

/// Returns the gifts of a chat.
///
/// <https://core.telegram.org/bots/api#getchatgifts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetChatGifts {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// Leave out gifts that are not shown on the profile.
    pub exclude_unsaved: Option<bool>,
    /// Leave out gifts that are shown on the profile.
    pub exclude_saved: Option<bool>,
    /// Leave out gifts without a limit.
    pub exclude_unlimited: Option<bool>,
    /// Leave out limited gifts that can be upgraded.
    pub exclude_limited_upgradable: Option<bool>,
    /// Leave out limited gifts that cannot be upgraded.
    pub exclude_limited_non_upgradable: Option<bool>,
    /// Leave out gifts that come from the TON blockchain.
    pub exclude_from_blockchain: Option<bool>,
    /// Leave out unique gifts.
    pub exclude_unique: Option<bool>,
    /// Sort by price instead of by date.
    pub sort_by_price: Option<bool>,
    /// Where the list goes on: the `next_offset` of the answer before; empty at first.
    pub offset: Option<String>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
}

impl GetChatGifts {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetChatGifts {
    some exclude_unsaved: bool,
    some exclude_saved: bool,
    some exclude_unlimited: bool,
    some exclude_limited_upgradable: bool,
    some exclude_limited_non_upgradable: bool,
    some exclude_from_blockchain: bool,
    some exclude_unique: bool,
    some sort_by_price: bool,
    into offset: String,
    some limit: i64,
});

impl Method for GetChatGifts {
    type Output = OwnedGifts;
    const NAME: &'static str = "getChatGifts";
}

object!(GetChatGifts {
    need "chat_id" chat_id,
    opt "exclude_unsaved" exclude_unsaved,
    opt "exclude_saved" exclude_saved,
    opt "exclude_unlimited" exclude_unlimited,
    opt "exclude_limited_upgradable" exclude_limited_upgradable,
    opt "exclude_limited_non_upgradable" exclude_limited_non_upgradable,
    opt "exclude_from_blockchain" exclude_from_blockchain,
    opt "exclude_unique" exclude_unique,
    opt "sort_by_price" sort_by_price,
    opt "offset" offset,
    opt "limit" limit,
});

/// Changes a regular gift into Telegram Stars.
///
/// <https://core.telegram.org/bots/api#convertgifttostars>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConvertGiftToStars {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The gift. Required.
    pub owned_gift_id: String,
}

impl ConvertGiftToStars {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, owned_gift_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), owned_gift_id: owned_gift_id.into() }
    }
}

impl Method for ConvertGiftToStars {
    type Output = bool;
    const NAME: &'static str = "convertGiftToStars";
}

object!(ConvertGiftToStars {
    need "business_connection_id" business_connection_id,
    need "owned_gift_id" owned_gift_id,
});

/// Upgrades a regular gift to a unique one.
///
/// <https://core.telegram.org/bots/api#upgradegift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpgradeGift {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The gift. Required.
    pub owned_gift_id: String,
    /// Keep text, sender and receiver of the gift.
    pub keep_original_details: Option<bool>,
    /// Telegram Stars to pay for the upgrade; `0` if it was paid for in advance.
    pub star_count: Option<i64>,
}

impl UpgradeGift {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, owned_gift_id: impl Into<String>) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            owned_gift_id: owned_gift_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method UpgradeGift {
    some keep_original_details: bool,
    some star_count: i64,
});

impl Method for UpgradeGift {
    type Output = bool;
    const NAME: &'static str = "upgradeGift";
}

object!(UpgradeGift {
    need "business_connection_id" business_connection_id,
    need "owned_gift_id" owned_gift_id,
    opt "keep_original_details" keep_original_details,
    opt "star_count" star_count,
});

/// Moves a unique gift to another owner.
///
/// <https://core.telegram.org/bots/api#transfergift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransferGift {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The gift. Required.
    pub owned_gift_id: String,
    /// The chat that gets the gift; it must have been active in the last 24 hours. Required.
    pub new_owner_chat_id: ChatId,
    /// Telegram Stars to pay for the move; absent or `0` if it is free.
    pub star_count: Option<i64>,
}

impl TransferGift {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
        new_owner_chat_id: impl Into<ChatId>,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            owned_gift_id: owned_gift_id.into(),
            new_owner_chat_id: new_owner_chat_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method TransferGift {
    some star_count: i64,
});

impl Method for TransferGift {
    type Output = bool;
    const NAME: &'static str = "transferGift";
}

object!(TransferGift {
    need "business_connection_id" business_connection_id,
    need "owned_gift_id" owned_gift_id,
    need "new_owner_chat_id" new_owner_chat_id,
    opt "star_count" star_count,
});
