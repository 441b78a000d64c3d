//! Telegram Stars.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{Chat, Gift, PaidMedia, TransactionType, User};
use serde_json::Value;

/// An amount of Telegram Stars.
///
/// <https://core.telegram.org/bots/api#staramount>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StarAmount {
    /// Whole Telegram Stars; may be negative. Required.
    pub amount: i64,
    /// Billionths of a Telegram Star on top.
    pub nanostar_amount: Option<i64>,
}

impl StarAmount {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(amount: i64) -> Self {
        Self { amount, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(StarAmount {
    some nanostar_amount: i64,
});

/// A withdrawal that is under way.
///
/// <https://core.telegram.org/bots/api#revenuewithdrawalstatepending>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RevenueWithdrawalStatePending {}

impl RevenueWithdrawalStatePending {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for RevenueWithdrawalStatePending {
    fn default() -> Self {
        Self::new()
    }
}

/// A withdrawal that succeeded.
///
/// <https://core.telegram.org/bots/api#revenuewithdrawalstatesucceeded>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RevenueWithdrawalStateSucceeded {
    /// When it was done, in Unix time. Required.
    pub date: UnixTime,
    /// HTTPS address with details of the transaction. Required.
    pub url: String,
}

impl RevenueWithdrawalStateSucceeded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(date: impl Into<UnixTime>, url: impl Into<String>) -> Self {
        Self { date: date.into(), url: url.into() }
    }
}

/// A withdrawal that failed; the amount was given back.
///
/// <https://core.telegram.org/bots/api#revenuewithdrawalstatefailed>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RevenueWithdrawalStateFailed {}

impl RevenueWithdrawalStateFailed {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for RevenueWithdrawalStateFailed {
    fn default() -> Self {
        Self::new()
    }
}

/// The affiliate who got a commission for a transaction.
///
/// <https://core.telegram.org/bots/api#affiliateinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AffiliateInfo {
    /// The user or bot that got the commission.
    pub affiliate_user: Option<Box<User>>,
    /// The chat that got the commission.
    pub affiliate_chat: Option<Box<Chat>>,
    /// Commission: Telegram Stars of every 1000. Required.
    pub commission_per_mille: i64,
    /// Whole Telegram Stars that the affiliate got; negative if paid back. Required.
    pub amount: i64,
    /// Billionths of a Telegram Star on top.
    pub nanostar_amount: Option<i64>,
}

impl AffiliateInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(commission_per_mille: i64, amount: i64) -> Self {
        Self { commission_per_mille, amount, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(AffiliateInfo {
    boxed affiliate_user: User,
    boxed affiliate_chat: Chat,
    some nanostar_amount: i64,
});

/// A transaction with a user.
///
/// <https://core.telegram.org/bots/api#transactionpartneruser>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerUser {
    /// What the transaction was for. Required. One of `invoice_payment`, `paid_media_payment`, `gift_purchase`, `premium_purchase`, `business_account_transfer`.
    pub transaction_type: TransactionType,
    /// The user. Required.
    pub user: User,
    /// The affiliate who got a commission.
    pub affiliate: Option<Box<AffiliateInfo>>,
    /// What the bot put into the invoice.
    pub invoice_payload: Option<String>,
    /// Length of the paid subscription in seconds.
    pub subscription_period: Option<i64>,
    /// The media.
    pub paid_media: Vec<PaidMedia>,
    /// What the bot put into the paid media.
    pub paid_media_payload: Option<String>,
    /// The gift that was sent.
    pub gift: Option<Box<Gift>>,
    /// Months of the Telegram Premium that was given.
    pub premium_subscription_duration: Option<i64>,
}

impl TransactionPartnerUser {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(transaction_type: TransactionType, user: User) -> Self {
        Self { transaction_type, user, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(TransactionPartnerUser {
    boxed affiliate: AffiliateInfo,
    into invoice_payload: String,
    some subscription_period: i64,
    items paid_media: PaidMedia,
    into paid_media_payload: String,
    boxed gift: Gift,
    some premium_subscription_duration: i64,
});

/// A transaction with a chat.
///
/// <https://core.telegram.org/bots/api#transactionpartnerchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerChat {
    /// The chat. Required.
    pub chat: Chat,
    /// The gift that was sent.
    pub gift: Option<Box<Gift>>,
}

impl TransactionPartnerChat {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat: Chat) -> Self {
        Self { chat, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(TransactionPartnerChat {
    boxed gift: Gift,
});

/// A commission from an affiliate programme.
///
/// <https://core.telegram.org/bots/api#transactionpartneraffiliateprogram>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerAffiliateProgram {
    /// The bot that runs the affiliate programme.
    pub sponsor_user: Option<Box<User>>,
    /// Commission: Telegram Stars of every 1000 that the programme brought. Required.
    pub commission_per_mille: i64,
}

impl TransactionPartnerAffiliateProgram {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(commission_per_mille: i64) -> Self {
        Self { commission_per_mille, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(TransactionPartnerAffiliateProgram {
    boxed sponsor_user: User,
});

/// A withdrawal to Fragment.
///
/// <https://core.telegram.org/bots/api#transactionpartnerfragment>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerFragment {
    /// State of the withdrawal.
    pub withdrawal_state: Option<RevenueWithdrawalState>,
}

impl TransactionPartnerFragment {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for TransactionPartnerFragment {
    fn default() -> Self {
        Self::new()
    }
}

setters!(TransactionPartnerFragment {
    into withdrawal_state: RevenueWithdrawalState,
});

/// A transfer to Telegram Ads.
///
/// <https://core.telegram.org/bots/api#transactionpartnertelegramads>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerTelegramAds {}

impl TransactionPartnerTelegramAds {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for TransactionPartnerTelegramAds {
    fn default() -> Self {
        Self::new()
    }
}

/// A payment for paid broadcasts.
///
/// <https://core.telegram.org/bots/api#transactionpartnertelegramapi>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerTelegramApi {
    /// How many requests were paid for, above the free ones. Required.
    pub request_count: i64,
}

impl TransactionPartnerTelegramApi {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(request_count: i64) -> Self {
        Self { request_count }
    }
}

/// A transaction whose source or receiver is unknown.
///
/// <https://core.telegram.org/bots/api#transactionpartnerother>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransactionPartnerOther {}

impl TransactionPartnerOther {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for TransactionPartnerOther {
    fn default() -> Self {
        Self::new()
    }
}

/// A transaction in Telegram Stars.
///
/// <https://core.telegram.org/bots/api#startransaction>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StarTransaction {
    /// Identifier of the transaction; of a payment, its charge identifier. Required.
    pub id: String,
    /// Whole Telegram Stars that were moved. Required.
    pub amount: i64,
    /// Billionths of a Telegram Star on top.
    pub nanostar_amount: Option<i64>,
    /// When it happened, in Unix time. Required.
    pub date: UnixTime,
    /// Who paid; incoming transactions only.
    pub source: Option<TransactionPartner>,
    /// Who got the amount; outgoing transactions only.
    pub receiver: Option<TransactionPartner>,
}

impl StarTransaction {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, amount: i64, date: impl Into<UnixTime>) -> Self {
        Self { id: id.into(), amount, date: date.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(StarTransaction {
    some nanostar_amount: i64,
    into source: TransactionPartner,
    into receiver: TransactionPartner,
});

/// Transactions in Telegram Stars.
///
/// <https://core.telegram.org/bots/api#startransactions>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StarTransactions {
    /// The transactions. Required.
    pub transactions: Vec<StarTransaction>,
}

impl StarTransactions {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(transactions: impl IntoIterator<Item = StarTransaction>) -> Self {
        Self { transactions: transactions.into_iter().collect() }
    }
}

/// The state of a withdrawal of revenue.
///
/// <https://core.telegram.org/bots/api#revenuewithdrawalstate>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RevenueWithdrawalState {
    /// A withdrawal that is under way.
    Pending(Box<RevenueWithdrawalStatePending>),
    /// A withdrawal that succeeded.
    Succeeded(Box<RevenueWithdrawalStateSucceeded>),
    /// A withdrawal that failed; the amount was given back.
    Failed(Box<RevenueWithdrawalStateFailed>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// The other side of a transaction.
///
/// <https://core.telegram.org/bots/api#transactionpartner>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum TransactionPartner {
    /// A transaction with a user.
    User(Box<TransactionPartnerUser>),
    /// A transaction with a chat.
    Chat(Box<TransactionPartnerChat>),
    /// A commission from an affiliate programme.
    AffiliateProgram(Box<TransactionPartnerAffiliateProgram>),
    /// A withdrawal to Fragment.
    Fragment(Box<TransactionPartnerFragment>),
    /// A transfer to Telegram Ads.
    TelegramAds(Box<TransactionPartnerTelegramAds>),
    /// A payment for paid broadcasts.
    TelegramApi(Box<TransactionPartnerTelegramApi>),
    /// A transaction whose source or receiver is unknown.
    OtherKind(Box<TransactionPartnerOther>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
