//! Gifts that were made unique.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{Chat, GiftOrigin, GiftRarity, MessageEntity, PriceCurrency, Sticker};

/// The model of a unique gift.
///
/// <https://core.telegram.org/bots/api#uniquegiftmodel>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGiftModel {
    /// Name. Required.
    pub name: String,
    /// The sticker of the model. Required.
    pub sticker: Sticker,
    /// How many of 1000 upgrades bring it. Required.
    pub rarity_per_mille: i64,
    /// How rare a crafted model is. One of `uncommon`, `rare`, `epic`, `legendary`.
    pub rarity: Option<GiftRarity>,
}

impl UniqueGiftModel {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>, sticker: Sticker, rarity_per_mille: i64) -> Self {
        Self { name: name.into(), sticker, rarity_per_mille, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(UniqueGiftModel {
    some rarity: GiftRarity,
});

/// The symbol on the pattern of a unique gift.
///
/// <https://core.telegram.org/bots/api#uniquegiftsymbol>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGiftSymbol {
    /// Name. Required.
    pub name: String,
    /// The sticker of the symbol. Required.
    pub sticker: Sticker,
    /// How many of 1000 upgrades bring it. Required.
    pub rarity_per_mille: i64,
}

impl UniqueGiftSymbol {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>, sticker: Sticker, rarity_per_mille: i64) -> Self {
        Self { name: name.into(), sticker, rarity_per_mille }
    }
}

/// The colours of a unique gift's backdrop.
///
/// <https://core.telegram.org/bots/api#uniquegiftbackdropcolors>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGiftBackdropColors {
    /// Colour of the centre as RGB. Required.
    pub center_color: i64,
    /// Colour of the edges as RGB. Required.
    pub edge_color: i64,
    /// Colour of the symbol as RGB. Required.
    pub symbol_color: i64,
    /// Colour of the text as RGB. Required.
    pub text_color: i64,
}

impl UniqueGiftBackdropColors {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(center_color: i64, edge_color: i64, symbol_color: i64, text_color: i64) -> Self {
        Self { center_color, edge_color, symbol_color, text_color }
    }
}

/// The backdrop of a unique gift.
///
/// <https://core.telegram.org/bots/api#uniquegiftbackdrop>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGiftBackdrop {
    /// Name. Required.
    pub name: String,
    /// The colours of the backdrop. Required.
    pub colors: UniqueGiftBackdropColors,
    /// How many of 1000 upgrades bring it. Required.
    pub rarity_per_mille: i64,
}

impl UniqueGiftBackdrop {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>, colors: UniqueGiftBackdropColors, rarity_per_mille: i64) -> Self {
        Self { name: name.into(), colors, rarity_per_mille }
    }
}

/// The colours that a unique gift lends to a name, to replies and to link previews.
///
/// <https://core.telegram.org/bots/api#uniquegiftcolors>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGiftColors {
    /// Custom emoji of the gift's model. Required.
    pub model_custom_emoji_id: String,
    /// Custom emoji of the gift's symbol. Required.
    pub symbol_custom_emoji_id: String,
    /// Main colour in light themes as RGB. Required.
    pub light_theme_main_color: i64,
    /// Further colours in light themes as RGB. Required. 1 to 3 items.
    pub light_theme_other_colors: Vec<i64>,
    /// Main colour in dark themes as RGB. Required.
    pub dark_theme_main_color: i64,
    /// Further colours in dark themes as RGB. Required. 1 to 3 items.
    pub dark_theme_other_colors: Vec<i64>,
}

impl UniqueGiftColors {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        model_custom_emoji_id: impl Into<String>,
        symbol_custom_emoji_id: impl Into<String>,
        light_theme_main_color: i64,
        light_theme_other_colors: impl IntoIterator<Item = i64>,
        dark_theme_main_color: i64,
        dark_theme_other_colors: impl IntoIterator<Item = i64>,
    ) -> Self {
        Self {
            model_custom_emoji_id: model_custom_emoji_id.into(),
            symbol_custom_emoji_id: symbol_custom_emoji_id.into(),
            light_theme_main_color,
            light_theme_other_colors: light_theme_other_colors.into_iter().collect(),
            dark_theme_main_color,
            dark_theme_other_colors: dark_theme_other_colors.into_iter().collect(),
        }
    }
}

/// A unique gift, made from a regular one by an upgrade.
///
/// <https://core.telegram.org/bots/api#uniquegift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGift {
    /// Identifier of the regular gift it was made from. Required.
    pub gift_id: String,
    /// Name of the regular gift it was made from. Required.
    pub base_name: String,
    /// Unique name, for links `https://t.me/nft/…` and story areas. Required.
    pub name: String,
    /// Its number among the gifts made from the same regular one. Required.
    pub number: i64,
    /// The model. Required.
    pub model: UniqueGiftModel,
    /// The symbol. Required.
    pub symbol: UniqueGiftSymbol,
    /// The backdrop. Required.
    pub backdrop: UniqueGiftBackdrop,
    /// Only users with Telegram Premium could buy the regular gift.
    pub is_premium: bool,
    /// It was used up to craft another gift.
    pub is_burned: bool,
    /// It comes from the TON blockchain and cannot be sold or moved in Telegram.
    pub is_from_blockchain: bool,
    /// Colours that it can lend to its owner's name, replies and link previews.
    pub colors: Option<Box<UniqueGiftColors>>,
    /// The chat that published the gift.
    pub publisher_chat: Option<Box<Chat>>,
}

impl UniqueGift {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        gift_id: impl Into<String>,
        base_name: impl Into<String>,
        name: impl Into<String>,
        number: i64,
        model: UniqueGiftModel,
        symbol: UniqueGiftSymbol,
        backdrop: UniqueGiftBackdrop,
    ) -> Self {
        Self {
            gift_id: gift_id.into(),
            base_name: base_name.into(),
            name: name.into(),
            number,
            model,
            symbol,
            backdrop,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(UniqueGift {
    set is_premium: bool,
    set is_burned: bool,
    set is_from_blockchain: bool,
    boxed colors: UniqueGiftColors,
    boxed publisher_chat: Chat,
});

/// A unique gift that was sent or received.
///
/// <https://core.telegram.org/bots/api#uniquegiftinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UniqueGiftInfo {
    /// The gift. Required.
    pub gift: UniqueGift,
    /// How it came. Required. One of `upgrade`, `transfer`, `resale`, `gifted_upgrade`, `offer`.
    pub origin: GiftOrigin,
    /// Currency in which it was bought from another user. One of `XTR`, `TON`.
    pub last_resale_currency: Option<PriceCurrency>,
    /// Price at which it was bought from another user, in the smallest unit of the currency.
    pub last_resale_amount: Option<i64>,
    /// Identifier for the methods on gifts; for gifts of business accounts only.
    pub owned_gift_id: Option<String>,
    /// Telegram Stars for moving it to another owner; absent if the bot cannot.
    pub transfer_star_count: Option<i64>,
    /// When it can be moved to another owner, in Unix time; a past moment means now.
    pub next_transfer_date: Option<UnixTime>,
    /// The text with the gift.
    pub text: Option<String>,
    /// Links, mentions, commands and formatting of the text, in order.
    pub entities: Vec<MessageEntity>,
    /// Sender and text are shown to the receiver only.
    pub is_private: Option<bool>,
}

impl UniqueGiftInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(gift: UniqueGift, origin: GiftOrigin) -> Self {
        Self { gift, origin, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(UniqueGiftInfo {
    some last_resale_currency: PriceCurrency,
    some last_resale_amount: i64,
    into owned_gift_id: String,
    some transfer_star_count: i64,
    into next_transfer_date: UnixTime,
    into text: String,
    items entities: MessageEntity,
    some is_private: bool,
});
