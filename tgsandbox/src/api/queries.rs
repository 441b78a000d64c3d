//! Answers to button presses and inline queries.
//!
//! <https://core.telegram.org/bots/api#answercallbackquery>, <https://core.telegram.org/bots/api#answerinlinequery>

use serde_json::{Value, json};

use super::{ApiError, Success};
use crate::{bot::BotCore, http::Params};

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";
/// The most results of one inline query.
const MAX_RESULTS: usize = 50;
/// The longest text shown for a button press, in characters.
const MAX_CALLBACK_TEXT: usize = 200;

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
    answer_query(bot, params.text("callback_query_id"), answer)
}

pub(super) fn answer_inline_query(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let results: Vec<Value> = serde_json::from_str(params.text("results"))
        .map_err(|_| ApiError::bad_request("can't parse inline query results: Can't parse JSON object"))?;
    if results.len() > MAX_RESULTS {
        return Err(ApiError::bad_request("too many inline query results specified"));
    }
    for result in &results {
        let text = |name: &str| result.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("type").is_empty() {
            return Err(ApiError::bad_request("can't parse inline query result: Can't find field \"type\""));
        }
        if !(1..=64).contains(&text("id").len()) {
            return Err(ApiError::bad_request("RESULT_ID_INVALID"));
        }
    }
    let answer = json!({
        "results": results,
        "next_offset": params.text("next_offset"),
        "is_personal": params.flag("is_personal"),
        "cache_time": params.number("cache_time", 300, 0..=i64::from(i32::MAX)),
    });
    answer_query(bot, params.text("inline_query_id"), answer)
}

fn answer_query(bot: &BotCore, id: &str, answer: Value) -> Result<Success, ApiError> {
    if bot.world().answer_query(id, answer, bot.clock.now()) {
        Ok(Success::done())
    } else {
        Err(ApiError::bad_request(TOO_OLD))
    }
}
