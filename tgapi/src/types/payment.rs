//! Payments.

use serde::{Deserialize, Serialize};

use super::User;

/// An order of a flexible-price invoice waits for its shipping options.
///
/// <https://core.telegram.org/bots/api#shippingquery>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShippingQuery {
    /// Identifier, unique among its kind.
    pub id: String,
    /// Who did it.
    pub from: User,
    /// What the bot put into the invoice.
    pub invoice_payload: String,
    /// Where to send the goods.
    pub shipping_address: ShippingAddress,
}

impl ShippingQuery {
    /// With the required fields; everything else absent.
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

/// A payment waits for the bot's last word: answer within 10 seconds.
///
/// <https://core.telegram.org/bots/api#precheckoutquery>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PreCheckoutQuery {
    /// Identifier, unique among its kind.
    pub id: String,
    /// Who did it.
    pub from: User,
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars.
    pub currency: String,
    /// Price in the smallest unit of the currency: 145 is US$ 1.45.
    pub total_amount: i64,
    /// What the bot put into the invoice.
    pub invoice_payload: String,
    /// The shipping option that the user chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping_option_id: Option<String>,
    /// What the buyer told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_info: Option<Box<OrderInfo>>,
}

impl PreCheckoutQuery {
    /// With the required fields; everything else absent.
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
            shipping_option_id: None,
            order_info: None,
        }
    }
}

/// A postal address.
///
/// <https://core.telegram.org/bots/api#shippingaddress>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShippingAddress {
    /// Two-letter country code.
    pub country_code: String,
    /// State or region, if there is one.
    pub state: String,
    /// City.
    pub city: String,
    /// First line of the address.
    pub street_line1: String,
    /// Second line of the address.
    pub street_line2: String,
    /// Postal code.
    pub post_code: String,
}

impl ShippingAddress {
    /// With the required fields; everything else absent.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OrderInfo {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where to send the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Box<ShippingAddress>>,
}

impl OrderInfo {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self { name: None, phone_number: None, email: None, shipping_address: None }
    }
}

impl Default for OrderInfo {
    fn default() -> Self {
        Self::new()
    }
}

/// A user bought paid media.
///
/// <https://core.telegram.org/bots/api#paidmediapurchased>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PaidMediaPurchased {
    /// Who did it.
    pub from: User,
    /// What the bot put into the paid media.
    pub paid_media_payload: String,
}

impl PaidMediaPurchased {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(from: User, paid_media_payload: impl Into<String>) -> Self {
        Self { from, paid_media_payload: paid_media_payload.into() }
    }
}

/// A user's subscription to the bot changed.
///
/// <https://core.telegram.org/bots/api#botsubscriptionupdated>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BotSubscriptionUpdated {
    /// The user it is about.
    pub user: User,
    /// What the bot put into the invoice.
    pub invoice_payload: String,
    /// State it is in now.
    pub state: String,
}

impl BotSubscriptionUpdated {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(user: User, invoice_payload: impl Into<String>, state: impl Into<String>) -> Self {
        Self { user, invoice_payload: invoice_payload.into(), state: state.into() }
    }
}
