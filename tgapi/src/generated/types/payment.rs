//! Payments.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::User;

/// A part of a price, with its name.
///
/// <https://core.telegram.org/bots/api#labeledprice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LabeledPrice {
    /// Name of this part of the price. Required.
    pub label: String,
    /// Price in the smallest unit of the currency: 145 is US$ 1.45. Required.
    pub amount: i64,
}

impl LabeledPrice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(label: impl Into<String>, amount: i64) -> Self {
        Self { label: label.into(), amount }
    }
}

/// An invoice.
///
/// <https://core.telegram.org/bots/api#invoice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Invoice {
    /// Name of the goods. Required.
    pub title: String,
    /// Description of the goods. Required.
    pub description: String,
    /// Parameter of the link that makes this invoice. Required.
    pub start_parameter: String,
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars. Required.
    pub currency: String,
    /// Price in the smallest unit of the currency: 145 is US$ 1.45. Required.
    pub total_amount: i64,
}

impl Invoice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        description: impl Into<String>,
        start_parameter: impl Into<String>,
        currency: impl Into<String>,
        total_amount: i64,
    ) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            start_parameter: start_parameter.into(),
            currency: currency.into(),
            total_amount,
        }
    }
}

/// A postal address.
///
/// <https://core.telegram.org/bots/api#shippingaddress>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ShippingAddress {
    /// Two-letter ISO 3166-1 country code. Required.
    pub country_code: String,
    /// State or region, if there is one. Required.
    pub state: String,
    /// City. Required.
    pub city: String,
    /// First line of the address. Required.
    pub street_line1: String,
    /// Second line of the address. Required.
    pub street_line2: String,
    /// Postal code. Required.
    pub post_code: String,
}

impl ShippingAddress {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        country_code: impl Into<String>,
        state: impl Into<String>,
        city: impl Into<String>,
        street_line1: impl Into<String>,
        street_line2: impl Into<String>,
        post_code: impl Into<String>,
    ) -> Self {
        Self {
            country_code: country_code.into(),
            state: state.into(),
            city: city.into(),
            street_line1: street_line1.into(),
            street_line2: street_line2.into(),
            post_code: post_code.into(),
        }
    }
}

/// What the buyer told about an order.
///
/// <https://core.telegram.org/bots/api#orderinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OrderInfo {
    /// Full name.
    pub name: Option<String>,
    /// Phone number.
    pub phone_number: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Where to send the goods.
    pub shipping_address: Option<Box<ShippingAddress>>,
}

impl OrderInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for OrderInfo {
    fn default() -> Self {
        Self::new()
    }
}

setters!(OrderInfo {
    into name: String,
    into phone_number: String,
    into email: String,
    boxed shipping_address: ShippingAddress,
});

/// A way to ship the goods, with its price.
///
/// <https://core.telegram.org/bots/api#shippingoption>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ShippingOption {
    /// Identifier of the option, chosen by the bot. Required.
    pub id: String,
    /// Title. Required.
    pub title: String,
    /// The parts of its price. Required.
    pub prices: Vec<LabeledPrice>,
}

impl ShippingOption {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        prices: impl IntoIterator<Item = LabeledPrice>,
    ) -> Self {
        Self { id: id.into(), title: title.into(), prices: prices.into_iter().collect() }
    }
}

/// A payment that went through.
///
/// <https://core.telegram.org/bots/api#successfulpayment>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SuccessfulPayment {
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars. Required.
    pub currency: String,
    /// Price in the smallest unit of the currency: 145 is US$ 1.45. Required.
    pub total_amount: i64,
    /// What the bot put into the invoice. Required.
    pub invoice_payload: String,
    /// When the subscription ends, in Unix time.
    pub subscription_expiration_date: Option<UnixTime>,
    /// A payment of a subscription.
    pub is_recurring: bool,
    /// The first payment of a subscription.
    pub is_first_recurring: bool,
    /// The shipping option that the user chose.
    pub shipping_option_id: Option<String>,
    /// What the buyer told.
    pub order_info: Option<Box<OrderInfo>>,
    /// Identifier of the payment at Telegram. Required.
    pub telegram_payment_charge_id: String,
    /// Identifier of the payment at the payment provider. Required.
    pub provider_payment_charge_id: String,
}

impl SuccessfulPayment {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        currency: impl Into<String>,
        total_amount: i64,
        invoice_payload: impl Into<String>,
        telegram_payment_charge_id: impl Into<String>,
        provider_payment_charge_id: impl Into<String>,
    ) -> Self {
        Self {
            currency: currency.into(),
            total_amount,
            invoice_payload: invoice_payload.into(),
            telegram_payment_charge_id: telegram_payment_charge_id.into(),
            provider_payment_charge_id: provider_payment_charge_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(SuccessfulPayment {
    into subscription_expiration_date: UnixTime,
    set is_recurring: bool,
    set is_first_recurring: bool,
    into shipping_option_id: String,
    boxed order_info: OrderInfo,
});

/// A payment that was given back.
///
/// <https://core.telegram.org/bots/api#refundedpayment>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RefundedPayment {
    /// The currency: Telegram Stars. Required. Always `XTR`.
    pub currency: String,
    /// Price in the smallest unit of the currency: 145 is US$ 1.45. Required.
    pub total_amount: i64,
    /// What the bot put into the invoice. Required.
    pub invoice_payload: String,
    /// Identifier of the payment at Telegram. Required.
    pub telegram_payment_charge_id: String,
    /// Identifier of the payment at the payment provider.
    pub provider_payment_charge_id: Option<String>,
}

impl RefundedPayment {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        currency: impl Into<String>,
        total_amount: i64,
        invoice_payload: impl Into<String>,
        telegram_payment_charge_id: impl Into<String>,
    ) -> Self {
        Self {
            currency: currency.into(),
            total_amount,
            invoice_payload: invoice_payload.into(),
            telegram_payment_charge_id: telegram_payment_charge_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(RefundedPayment {
    into provider_payment_charge_id: String,
});

/// An order of a flexible-price invoice that waits for its shipping options.
///
/// <https://core.telegram.org/bots/api#shippingquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ShippingQuery {
    /// Identifier, unique among its kind. Required.
    pub id: String,
    /// Who buys. Required.
    pub from: User,
    /// What the bot put into the invoice. Required.
    pub invoice_payload: String,
    /// Where to send the goods. Required.
    pub shipping_address: ShippingAddress,
}

impl ShippingQuery {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        from: User,
        invoice_payload: impl Into<String>,
        shipping_address: ShippingAddress,
    ) -> Self {
        Self { id: id.into(), from, invoice_payload: invoice_payload.into(), shipping_address }
    }
}

/// A payment that waits for the bot's last word: answer within 10 seconds.
///
/// <https://core.telegram.org/bots/api#precheckoutquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PreCheckoutQuery {
    /// Identifier, unique among its kind. Required.
    pub id: String,
    /// Who buys. Required.
    pub from: User,
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars. Required.
    pub currency: String,
    /// Price in the smallest unit of the currency: 145 is US$ 1.45. Required.
    pub total_amount: i64,
    /// What the bot put into the invoice. Required.
    pub invoice_payload: String,
    /// The shipping option that the user chose.
    pub shipping_option_id: Option<String>,
    /// What the buyer told.
    pub order_info: Option<Box<OrderInfo>>,
}

impl PreCheckoutQuery {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        from: User,
        currency: impl Into<String>,
        total_amount: i64,
        invoice_payload: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            from,
            currency: currency.into(),
            total_amount,
            invoice_payload: invoice_payload.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(PreCheckoutQuery {
    into shipping_option_id: String,
    boxed order_info: OrderInfo,
});

/// A user bought paid media.
///
/// <https://core.telegram.org/bots/api#paidmediapurchased>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMediaPurchased {
    /// Who bought it. Required.
    pub from: User,
    /// What the bot put into the paid media. Required.
    pub paid_media_payload: String,
}

impl PaidMediaPurchased {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(from: User, paid_media_payload: impl Into<String>) -> Self {
        Self { from, paid_media_payload: paid_media_payload.into() }
    }
}
