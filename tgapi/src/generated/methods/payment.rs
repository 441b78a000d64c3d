//! Payments.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatRef, ThreadId, UserId};
use crate::methods::Method;
use crate::types::{
    InlineKeyboardMarkup, LabeledPrice, Message, ReplyParameters, StarAmount, StarTransactions, SuggestedPostParameters,
};

/// Sends an invoice.
///
/// <https://core.telegram.org/bots/api#sendinvoice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendInvoice {
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// Name of the goods. Required. 1 to 32 characters.
    pub title: String,
    /// Description of the goods. Required. 1 to 255 characters.
    pub description: String,
    /// What the bot wants to find again in the payment; not shown to the user. Required. 1 to 128 bytes.
    pub payload: String,
    /// Token of the payment provider; empty for Telegram Stars.
    pub provider_token: Option<String>,
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars. Required.
    pub currency: String,
    /// The parts of the price; exactly one for Telegram Stars. Required.
    pub prices: Vec<LabeledPrice>,
    /// Largest tip, in the smallest unit of the currency. Default `0`.
    pub max_tip_amount: Option<i64>,
    /// Up to 4 tips to suggest, rising, in the smallest unit of the currency.
    pub suggested_tip_amounts: Option<Vec<i64>>,
    /// Parameter of the link in forwarded copies; absent: they can be paid too.
    pub start_parameter: Option<String>,
    /// JSON for the payment provider.
    pub provider_data: Option<String>,
    /// Address of the photo.
    pub photo_url: Option<String>,
    /// Size of the photo in bytes.
    pub photo_size: Option<i64>,
    /// Width of the photo in pixels.
    pub photo_width: Option<i64>,
    /// Height of the photo in pixels.
    pub photo_height: Option<i64>,
    /// Ask for the full name.
    pub need_name: Option<bool>,
    /// Ask for the phone number.
    pub need_phone_number: Option<bool>,
    /// Ask for the e-mail address.
    pub need_email: Option<bool>,
    /// Ask for the shipping address.
    pub need_shipping_address: Option<bool>,
    /// Pass the phone number to the payment provider.
    pub send_phone_number_to_provider: Option<bool>,
    /// Pass the e-mail address to the payment provider.
    pub send_email_to_provider: Option<bool>,
    /// The price depends on the way of shipping.
    pub is_flexible: Option<bool>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl SendInvoice {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: impl IntoIterator<Item = LabeledPrice>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            title: title.into(),
            description: description.into(),
            payload: payload.into(),
            currency: currency.into(),
            prices: prices.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendInvoice {
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into provider_token: String,
    some max_tip_amount: i64,
    some_items suggested_tip_amounts: i64,
    into start_parameter: String,
    into provider_data: String,
    into photo_url: String,
    some photo_size: i64,
    some photo_width: i64,
    some photo_height: i64,
    some need_name: bool,
    some need_phone_number: bool,
    some need_email: bool,
    some need_shipping_address: bool,
    some send_phone_number_to_provider: bool,
    some send_email_to_provider: bool,
    some is_flexible: bool,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for SendInvoice {
    type Output = Message;
    const NAME: &'static str = "sendInvoice";
}

object!(SendInvoice {
    need "chat_id" chat_id,
    need "title" title,
    need "description" description,
    need "payload" payload,
    need "currency" currency,
    need "prices" prices,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "provider_token" provider_token,
    opt "max_tip_amount" max_tip_amount,
    opt "suggested_tip_amounts" suggested_tip_amounts,
    opt "start_parameter" start_parameter,
    opt "provider_data" provider_data,
    opt "photo_url" photo_url,
    opt "photo_size" photo_size,
    opt "photo_width" photo_width,
    opt "photo_height" photo_height,
    opt "need_name" need_name,
    opt "need_phone_number" need_phone_number,
    opt "need_email" need_email,
    opt "need_shipping_address" need_shipping_address,
    opt "send_phone_number_to_provider" send_phone_number_to_provider,
    opt "send_email_to_provider" send_email_to_provider,
    opt "is_flexible" is_flexible,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

/// Creates a link to an invoice.
///
/// <https://core.telegram.org/bots/api#createinvoicelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateInvoiceLink {
    /// Business connection on whose behalf the link is made.
    pub business_connection_id: Option<String>,
    /// Name of the goods. Required. 1 to 32 characters.
    pub title: String,
    /// Description of the goods. Required. 1 to 255 characters.
    pub description: String,
    /// What the bot wants to find again in the payment; not shown to the user. Required. 1 to 128 bytes.
    pub payload: String,
    /// Token of the payment provider; empty for Telegram Stars.
    pub provider_token: Option<String>,
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars. Required.
    pub currency: String,
    /// The parts of the price; exactly one for Telegram Stars. Required.
    pub prices: Vec<LabeledPrice>,
    /// Length of the subscription in seconds; must be 2592000, 30 days.
    pub subscription_period: Option<i64>,
    /// Largest tip, in the smallest unit of the currency. Default `0`.
    pub max_tip_amount: Option<i64>,
    /// Up to 4 tips to suggest, rising, in the smallest unit of the currency.
    pub suggested_tip_amounts: Option<Vec<i64>>,
    /// JSON for the payment provider.
    pub provider_data: Option<String>,
    /// Address of the photo.
    pub photo_url: Option<String>,
    /// Size of the photo in bytes.
    pub photo_size: Option<i64>,
    /// Width of the photo in pixels.
    pub photo_width: Option<i64>,
    /// Height of the photo in pixels.
    pub photo_height: Option<i64>,
    /// Ask for the full name.
    pub need_name: Option<bool>,
    /// Ask for the phone number.
    pub need_phone_number: Option<bool>,
    /// Ask for the e-mail address.
    pub need_email: Option<bool>,
    /// Ask for the shipping address.
    pub need_shipping_address: Option<bool>,
    /// Pass the phone number to the payment provider.
    pub send_phone_number_to_provider: Option<bool>,
    /// Pass the e-mail address to the payment provider.
    pub send_email_to_provider: Option<bool>,
    /// The price depends on the way of shipping.
    pub is_flexible: Option<bool>,
}

impl CreateInvoiceLink {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: impl IntoIterator<Item = LabeledPrice>,
    ) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            payload: payload.into(),
            currency: currency.into(),
            prices: prices.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method CreateInvoiceLink {
    into business_connection_id: String,
    into provider_token: String,
    some subscription_period: i64,
    some max_tip_amount: i64,
    some_items suggested_tip_amounts: i64,
    into provider_data: String,
    into photo_url: String,
    some photo_size: i64,
    some photo_width: i64,
    some photo_height: i64,
    some need_name: bool,
    some need_phone_number: bool,
    some need_email: bool,
    some need_shipping_address: bool,
    some send_phone_number_to_provider: bool,
    some send_email_to_provider: bool,
    some is_flexible: bool,
});

impl Method for CreateInvoiceLink {
    type Output = String;
    const NAME: &'static str = "createInvoiceLink";
}

object!(CreateInvoiceLink {
    need "title" title,
    need "description" description,
    need "payload" payload,
    need "currency" currency,
    need "prices" prices,
    opt "business_connection_id" business_connection_id,
    opt "provider_token" provider_token,
    opt "subscription_period" subscription_period,
    opt "max_tip_amount" max_tip_amount,
    opt "suggested_tip_amounts" suggested_tip_amounts,
    opt "provider_data" provider_data,
    opt "photo_url" photo_url,
    opt "photo_size" photo_size,
    opt "photo_width" photo_width,
    opt "photo_height" photo_height,
    opt "need_name" need_name,
    opt "need_phone_number" need_phone_number,
    opt "need_email" need_email,
    opt "need_shipping_address" need_shipping_address,
    opt "send_phone_number_to_provider" send_phone_number_to_provider,
    opt "send_email_to_provider" send_email_to_provider,
    opt "is_flexible" is_flexible,
});

/// Returns how many Telegram Stars the bot has.
///
/// <https://core.telegram.org/bots/api#getmystarbalance>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMyStarBalance {}

impl GetMyStarBalance {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMyStarBalance {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetMyStarBalance {
    type Output = StarAmount;
    const NAME: &'static str = "getMyStarBalance";
}

object!(GetMyStarBalance {});

/// Returns the bot's transactions in Telegram Stars, oldest first.
///
/// <https://core.telegram.org/bots/api#getstartransactions>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetStarTransactions {
    /// How many transactions to skip.
    pub offset: Option<i64>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
}

impl GetStarTransactions {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetStarTransactions {
    fn default() -> Self {
        Self::new()
    }
}

setters!(method GetStarTransactions {
    some offset: i64,
    some limit: i64,
});

impl Method for GetStarTransactions {
    type Output = StarTransactions;
    const NAME: &'static str = "getStarTransactions";
}

object!(GetStarTransactions {
    opt "offset" offset,
    opt "limit" limit,
});

/// Gives a payment in Telegram Stars back.
///
/// <https://core.telegram.org/bots/api#refundstarpayment>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RefundStarPayment {
    /// The user who paid. Required.
    pub user_id: UserId,
    /// Identifier of the payment at Telegram. Required.
    pub telegram_payment_charge_id: String,
}

impl RefundStarPayment {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, telegram_payment_charge_id: impl Into<String>) -> Self {
        Self { user_id: user_id.into(), telegram_payment_charge_id: telegram_payment_charge_id.into() }
    }
}

impl Method for RefundStarPayment {
    type Output = bool;
    const NAME: &'static str = "refundStarPayment";
}

object!(RefundStarPayment {
    need "user_id" user_id,
    need "telegram_payment_charge_id" telegram_payment_charge_id,
});

/// Cancels the renewal of a subscription in Telegram Stars, or allows it again.
///
/// <https://core.telegram.org/bots/api#edituserstarsubscription>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditUserStarSubscription {
    /// The user who subscribed. Required.
    pub user_id: UserId,
    /// Identifier of the subscription's payment at Telegram. Required.
    pub telegram_payment_charge_id: String,
    /// True: no renewal; false: the user may renew again. Required.
    pub is_canceled: bool,
}

impl EditUserStarSubscription {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, telegram_payment_charge_id: impl Into<String>, is_canceled: bool) -> Self {
        Self { user_id: user_id.into(), telegram_payment_charge_id: telegram_payment_charge_id.into(), is_canceled }
    }
}

impl Method for EditUserStarSubscription {
    type Output = bool;
    const NAME: &'static str = "editUserStarSubscription";
}

object!(EditUserStarSubscription {
    need "user_id" user_id,
    need "telegram_payment_charge_id" telegram_payment_charge_id,
    need "is_canceled" is_canceled,
});
