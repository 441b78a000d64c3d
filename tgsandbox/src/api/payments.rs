//! Invoices, as messages and as links.
//!
//! <https://core.telegram.org/bots/api#sendinvoice>

use serde_json::{Value, json};

use super::{
    ApiError, Success,
    send::{self, Content},
};
use crate::{bot::BotCore, http::Params};

/// Telegram's own money, which needs no provider.
const STARS: &str = "XTR";
/// The only period of a paid subscription, in seconds.
const PERIOD: i64 = 2_592_000;

/// What a bill says, checked.
fn invoice(params: &Params) -> Result<Value, ApiError> {
    let currency = params.text("currency");
    let prices = params.json("prices").and_then(|prices| prices.as_array().cloned()).unwrap_or_default();
    if prices.is_empty() {
        return Err(ApiError::bad_request("there must be at least one price"));
    }
    let amount = |price: &Value| price["amount"].as_i64().or_else(|| price["amount"].as_str()?.parse().ok());
    let total = prices.iter().try_fold(0_i64, |sum, price| sum.checked_add(amount(price)?));
    let total =
        total.filter(|total| *total > 0).ok_or_else(|| ApiError::bad_request("CURRENCY_TOTAL_AMOUNT_INVALID"))?;
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(ApiError::bad_request("CURRENCY_INVALID"));
    }
    if currency == STARS && prices.len() != 1 {
        return Err(ApiError::bad_request("STARS_INVOICE_INVALID"));
    }
    if currency != STARS && params.text("provider_token").is_empty() {
        return Err(ApiError::bad_request("PAYMENT_PROVIDER_INVALID"));
    }
    let start = params.text("start_parameter");
    Ok(json!({
        "title": params.text("title"),
        "description": params.text("description"),
        "start_parameter": start,
        "currency": currency,
        "total_amount": total,
    }))
}

pub(super) fn send_invoice(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let invoice = invoice(params)?;
    let place = send::place(bot, params)?;
    let mut content = Content::new();
    content.insert("invoice".to_owned(), invoice.clone());
    let currency = invoice["currency"].as_str().unwrap_or_default();
    let price = if currency == STARS {
        format!("⭐️{}", invoice["total_amount"])
    } else {
        format!("{} {currency}", invoice["total_amount"])
    };
    let own = json!({"inline_keyboard": [[{"text": format!("Pay {price}"), "pay": true}]]});
    let message = place.put(bot, content);
    let id = message["message_id"].as_i64().unwrap_or_default();
    let mut world = bot.world();
    // Without a keyboard of its own an invoice gets a button to pay by.
    let message = world.change(place.chat, id, |message| {
        message.entry("reply_markup").or_insert(own);
    });
    world.put_invoice(place.chat, id, order(params, &invoice));
    Ok(Success::value(&send::shown(&message.unwrap_or_default())))
}

/// What is kept of an invoice until somebody pays it.
fn order(params: &Params, invoice: &Value) -> Value {
    json!({
        "payload": params.text("payload"),
        "need_shipping_address": params.flag("need_shipping_address"),
        "is_flexible": params.flag("is_flexible"),
        "currency": invoice["currency"],
        "total_amount": invoice["total_amount"],
    })
}

pub(super) fn create_link(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let invoice = invoice(params)?;
    let period = params.id("subscription_period");
    if period != 0 && (period != PERIOD || params.text("currency") != STARS) {
        return Err(ApiError::bad_request("SUBSCRIPTION_PERIOD_INVALID"));
    }
    let mut world = bot.world();
    let letters: String = (0..16).map(|_| world.rng.alphanumeric()).collect();
    let link = format!("https://t.me/${letters}");
    world.put_invoice_link(&link, order(params, &invoice));
    Ok(Success::value(&link.into()))
}
