//! Answers to button presses, inline queries and orders.
//!
//! <https://core.telegram.org/bots/api#answercallbackquery>, <https://core.telegram.org/bots/api#answerinlinequery>

use serde_json::{Value, json};

use super::{ApiError, Success, inline};
use crate::{bot::BotCore, http::Params, world::Asked};

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";
/// The most results of one inline query.
const MAX_RESULTS: usize = 50;
/// The longest text shown for a button press, in characters.
const MAX_CALLBACK_TEXT: usize = 200;
/// The longest place to go on at, in bytes.
const MAX_OFFSET: usize = 64;

pub(super) fn answer_callback_query(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let text = params.text("text");
    if text.chars().count() > MAX_CALLBACK_TEXT {
        return Err(ApiError::bad_request("MESSAGE_TOO_LONG"));
    }
    let answer = json!({
        "text": text,
        "show_alert": params.flag("show_alert"),
        "url": params.text("url"),
        "cache_time": params.number("cache_time", 0, 0..=i64::from(i32::MAX)),
    });
    answer_query(bot, Asked::Button, params.text("callback_query_id"), answer)
}

pub(super) fn answer_inline_query(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let results = params.json("results").and_then(|results| results.as_array().cloned()).unwrap_or_default();
    if results.len() > MAX_RESULTS {
        return Err(ApiError::bad_request("too many inline query results specified"));
    }
    let mut ids = std::collections::BTreeSet::new();
    let mut contents = Vec::new();
    for result in &results {
        contents.push(Value::from(inline::content(bot, result)?));
        if !ids.insert(result["id"].as_str().unwrap_or_default()) {
            return Err(ApiError::bad_request("RESULT_ID_DUPLICATE"));
        }
    }
    if params.text("next_offset").len() > MAX_OFFSET {
        return Err(ApiError::bad_request("NEXT_OFFSET_INVALID"));
    }
    let answer = json!({
        "results": results,
        "contents": contents,
        "next_offset": params.text("next_offset"),
        "is_personal": params.flag("is_personal"),
        "cache_time": params.number("cache_time", 300, 0..=i64::from(i32::MAX)),
        "button": params.json("button"),
    });
    answer_query(bot, Asked::Inline, params.text("inline_query_id"), answer)
}

pub(super) fn answer_shipping_query(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let ok = params.flag("ok");
    let options = params.json("shipping_options").unwrap_or_else(|| json!([]));
    if ok && options.as_array().is_none_or(Vec::is_empty) {
        return Err(ApiError::bad_request("there must be at least one shipping option"));
    }
    need_reason(params, ok)?;
    let answer = json!({"ok": ok, "error_message": params.text("error_message"), "shipping_options": options});
    answer_query(bot, Asked::Shipping, params.text("shipping_query_id"), answer)
}

pub(super) fn answer_pre_checkout_query(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let ok = params.flag("ok");
    need_reason(params, ok)?;
    let answer = json!({"ok": ok, "error_message": params.text("error_message")});
    answer_query(bot, Asked::PreCheckout, params.text("pre_checkout_query_id"), answer)
}

/// A refusal says why.
fn need_reason(params: &Params, ok: bool) -> Result<(), ApiError> {
    if ok || !params.text("error_message").is_empty() {
        return Ok(());
    }
    Err(ApiError::bad_request("parameter \"error_message\" is required"))
}

fn answer_query(bot: &BotCore, asked: Asked, id: &str, answer: Value) -> Result<Success, ApiError> {
    if bot.world().answer_query(asked, id, answer, bot.clock.now()) {
        Ok(Success::done())
    } else {
        Err(ApiError::bad_request(TOO_OLD))
    }
}
