//! Posts suggested to channels.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{Message, PriceCurrency, RefundReason, StarAmount, SuggestedPostState};

/// A suggested post was approved.
///
/// <https://core.telegram.org/bots/api#suggestedpostapproved>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostApproved {
    /// The message of the suggested post.
    pub suggested_post_message: Option<Box<Message>>,
    /// Price of the post.
    pub price: Option<Box<SuggestedPostPrice>>,
    /// When it is published, in Unix time. Required.
    pub send_date: UnixTime,
}

impl SuggestedPostApproved {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(send_date: impl Into<UnixTime>) -> Self {
        Self { send_date: send_date.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(SuggestedPostApproved {
    boxed suggested_post_message: Message,
    boxed price: SuggestedPostPrice,
});

/// The approval of a suggested post failed: its author could not pay.
///
/// <https://core.telegram.org/bots/api#suggestedpostapprovalfailed>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostApprovalFailed {
    /// The message of the suggested post.
    pub suggested_post_message: Option<Box<Message>>,
    /// Price of the post. Required.
    pub price: SuggestedPostPrice,
}

impl SuggestedPostApprovalFailed {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(price: SuggestedPostPrice) -> Self {
        Self { price, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(SuggestedPostApprovalFailed {
    boxed suggested_post_message: Message,
});

/// A suggested post was declined.
///
/// <https://core.telegram.org/bots/api#suggestedpostdeclined>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostDeclined {
    /// The message of the suggested post.
    pub suggested_post_message: Option<Box<Message>>,
    /// Comment of who declined it.
    pub comment: Option<String>,
}

impl SuggestedPostDeclined {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SuggestedPostDeclined {
    fn default() -> Self {
        Self::new()
    }
}

setters!(SuggestedPostDeclined {
    boxed suggested_post_message: Message,
    into comment: String,
});

/// A suggested post was paid for.
///
/// <https://core.telegram.org/bots/api#suggestedpostpaid>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostPaid {
    /// The message of the suggested post.
    pub suggested_post_message: Option<Box<Message>>,
    /// Currency it was paid in. Required. One of `XTR`, `TON`.
    pub currency: PriceCurrency,
    /// What the channel got in TON, in billionths; absent for Telegram Stars.
    pub amount: Option<i64>,
    /// What the channel got in Telegram Stars; absent for TON.
    pub star_amount: Option<Box<StarAmount>>,
}

impl SuggestedPostPaid {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(currency: PriceCurrency) -> Self {
        Self { currency, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(SuggestedPostPaid {
    boxed suggested_post_message: Message,
    some amount: i64,
    boxed star_amount: StarAmount,
});

/// The payment for a suggested post was given back.
///
/// <https://core.telegram.org/bots/api#suggestedpostrefunded>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostRefunded {
    /// The message of the suggested post.
    pub suggested_post_message: Option<Box<Message>>,
    /// Why the payment was given back. Required. One of `post_deleted`, `payment_refunded`.
    pub reason: RefundReason,
}

impl SuggestedPostRefunded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(reason: RefundReason) -> Self {
        Self { reason, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(SuggestedPostRefunded {
    boxed suggested_post_message: Message,
});

/// The price of a suggested post.
///
/// <https://core.telegram.org/bots/api#suggestedpostprice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostPrice {
    /// Currency of the price. Required. One of `XTR`, `TON`.
    pub currency: PriceCurrency,
    /// Price in whole Telegram Stars or in billionths of a TON. Required.
    pub amount: i64,
}

impl SuggestedPostPrice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(currency: PriceCurrency, amount: i64) -> Self {
        Self { currency, amount }
    }
}

/// The state of a suggested post.
///
/// <https://core.telegram.org/bots/api#suggestedpostinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostInfo {
    /// State it is in now. Required. One of `pending`, `approved`, `declined`.
    pub state: SuggestedPostState,
    /// Proposed price; absent: the post is free.
    pub price: Option<Box<SuggestedPostPrice>>,
    /// Proposed moment of the post, in Unix time; absent: any within 30 days.
    pub send_date: Option<UnixTime>,
}

impl SuggestedPostInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(state: SuggestedPostState) -> Self {
        Self { state, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(SuggestedPostInfo {
    boxed price: SuggestedPostPrice,
    into send_date: UnixTime,
});

/// How to send a post as a suggestion to a channel.
///
/// <https://core.telegram.org/bots/api#suggestedpostparameters>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuggestedPostParameters {
    /// Price to propose; absent: the post is free.
    pub price: Option<Box<SuggestedPostPrice>>,
    /// Moment to propose, in Unix time; absent: any within 30 days.
    pub send_date: Option<UnixTime>,
}

impl SuggestedPostParameters {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SuggestedPostParameters {
    fn default() -> Self {
        Self::new()
    }
}

setters!(SuggestedPostParameters {
    boxed price: SuggestedPostPrice,
    into send_date: UnixTime,
});
