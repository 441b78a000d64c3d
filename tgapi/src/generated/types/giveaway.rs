//! Giveaways.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{MessageId, UnixTime};
use crate::types::{Chat, Message, User};

/// A giveaway was scheduled.
///
/// <https://core.telegram.org/bots/api#giveawaycreated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GiveawayCreated {
    /// How many Telegram Stars the winners share.
    pub prize_star_count: Option<i64>,
}

impl GiveawayCreated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GiveawayCreated {
    fn default() -> Self {
        Self::new()
    }
}

setters!(GiveawayCreated {
    some prize_star_count: i64,
});

/// A scheduled giveaway.
///
/// <https://core.telegram.org/bots/api#giveaway>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Giveaway {
    /// The chats to join for taking part. Required.
    pub chats: Vec<Chat>,
    /// When the winners are drawn, in Unix time. Required.
    pub winners_selection_date: UnixTime,
    /// How many win. Required.
    pub winner_count: i64,
    /// Only users who join after the start can win.
    pub only_new_members: bool,
    /// The winners are made public.
    pub has_public_winners: bool,
    /// A further prize.
    pub prize_description: Option<String>,
    /// Two-letter ISO 3166-1 codes of the countries whose users may take part.
    pub country_codes: Vec<String>,
    /// How many Telegram Stars the winners share.
    pub prize_star_count: Option<i64>,
    /// Months of Telegram Premium that a winner gets.
    pub premium_subscription_month_count: Option<i64>,
}

impl Giveaway {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        chats: impl IntoIterator<Item = Chat>,
        winners_selection_date: impl Into<UnixTime>,
        winner_count: i64,
    ) -> Self {
        Self {
            chats: chats.into_iter().collect(),
            winners_selection_date: winners_selection_date.into(),
            winner_count,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Giveaway {
    set only_new_members: bool,
    set has_public_winners: bool,
    into prize_description: String,
    texts country_codes: String,
    some prize_star_count: i64,
    some premium_subscription_month_count: i64,
});

/// The end of a giveaway whose winners are public.
///
/// <https://core.telegram.org/bots/api#giveawaywinners>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GiveawayWinners {
    /// The chat that held the giveaway. Required.
    pub chat: Chat,
    /// The message of the giveaway. Required.
    pub giveaway_message_id: MessageId,
    /// When the winners were drawn, in Unix time. Required.
    pub winners_selection_date: UnixTime,
    /// How many won. Required.
    pub winner_count: i64,
    /// The winners. Required. At most 100 items.
    pub winners: Vec<User>,
    /// How many further chats had to be joined.
    pub additional_chat_count: Option<i64>,
    /// How many Telegram Stars the winners share.
    pub prize_star_count: Option<i64>,
    /// Months of Telegram Premium that a winner gets.
    pub premium_subscription_month_count: Option<i64>,
    /// How many prizes were not given out.
    pub unclaimed_prize_count: Option<i64>,
    /// Only users who join after the start can win.
    pub only_new_members: bool,
    /// The giveaway was cancelled, since its payment was given back.
    pub was_refunded: bool,
    /// A further prize.
    pub prize_description: Option<String>,
}

impl GiveawayWinners {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        chat: Chat,
        giveaway_message_id: impl Into<MessageId>,
        winners_selection_date: impl Into<UnixTime>,
        winner_count: i64,
        winners: impl IntoIterator<Item = User>,
    ) -> Self {
        Self {
            chat,
            giveaway_message_id: giveaway_message_id.into(),
            winners_selection_date: winners_selection_date.into(),
            winner_count,
            winners: winners.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(GiveawayWinners {
    some additional_chat_count: i64,
    some prize_star_count: i64,
    some premium_subscription_month_count: i64,
    some unclaimed_prize_count: i64,
    set only_new_members: bool,
    set was_refunded: bool,
    into prize_description: String,
});

/// The end of a giveaway whose winners are not public.
///
/// <https://core.telegram.org/bots/api#giveawaycompleted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GiveawayCompleted {
    /// How many won. Required.
    pub winner_count: i64,
    /// How many prizes were not given out.
    pub unclaimed_prize_count: Option<i64>,
    /// The message of the giveaway, if it still exists.
    pub giveaway_message: Option<Box<Message>>,
    /// Telegram Stars are given away; absent: Telegram Premium.
    pub is_star_giveaway: bool,
}

impl GiveawayCompleted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(winner_count: i64) -> Self {
        Self { winner_count, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(GiveawayCompleted {
    some unclaimed_prize_count: i64,
    boxed giveaway_message: Message,
    set is_star_giveaway: bool,
});
