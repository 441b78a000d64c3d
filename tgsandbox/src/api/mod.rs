//! The methods: what each does to the bot's world and what it answers.
//!
//! A method is an async function from a bot and its parameters to a result as JSON text. Knows nothing of HTTP; a
//! call may also come as the answer to a webhook request.
//! <https://core.telegram.org/bots/api#available-methods>

mod error;
mod files;
mod queries;
mod send;
mod updates;
mod webhook;

use std::sync::Arc;

use serde_json::Value;

pub(crate) use self::{error::ApiError, updates::PollState};
use crate::{bot::BotCore, faults::Refusal, http::Params, json, transcript::Event};

/// A method's result.
#[derive(Clone, Debug)]
pub(crate) struct Success {
    /// JSON text.
    pub(crate) result: String,
    pub(crate) description: Option<&'static str>,
}

impl Success {
    pub(crate) fn value(value: &Value) -> Self {
        Self { result: json::text(value), description: None }
    }

    pub(crate) fn done() -> Self {
        Self { result: "true".to_owned(), description: None }
    }

    pub(crate) fn described(description: &'static str) -> Self {
        Self { description: Some(description), ..Self::done() }
    }
}

/// Why there is no result.
#[derive(Debug)]
pub(crate) enum Failure {
    Api(ApiError),
    /// A fault wants the connection closed in place of an answer.
    Cut,
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

/// Where a call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Http,
    WebhookAnswer,
}

/// Calls a method by its name in any case.
///
/// Cancel safety: a call that is dropped has either done all it does or, if it was still waiting, nothing.
pub(crate) async fn call(bot: &Arc<BotCore>, method: &str, params: Params, origin: Origin) -> Result<Success, Failure> {
    bot.counters.api_calls.add(1);
    bot.changed.notify_waiters();
    let result = match bot.dice.refuse_call() {
        Some(refusal) if origin == Origin::Http => {
            bot.counters.calls_refused.add(1);
            Err(match refusal {
                Refusal::TooMany { seconds } => ApiError::too_many_requests(seconds),
                Refusal::ServerError => ApiError::new(502, "Bad Gateway"),
            }
            .into())
        }
        _ => dispatch(bot, method, params).await,
    };
    let code = match &result {
        Ok(_) => 200,
        Err(Failure::Api(error)) => error.code(),
        Err(Failure::Cut) => 0,
    };
    let method = method.chars().take(64).collect();
    let in_webhook_answer = origin == Origin::WebhookAnswer;
    bot.transcript.add(Event::Call { method, code, in_webhook_answer });
    bot.changed.notify_waiters();
    result
}

/// What a method answers, for somebody other than the bot: not counted, not refused, not in the transcript.
pub(crate) async fn peek(bot: &Arc<BotCore>, method: &str, params: Params) -> Option<Value> {
    let success = dispatch(bot, method, params).await.ok()?;
    serde_json::from_str(&success.result).ok()
}

async fn dispatch(bot: &Arc<BotCore>, method: &str, params: Params) -> Result<Success, Failure> {
    let result = match method.to_ascii_lowercase().as_str() {
        "getme" => Ok(Success::value(&bot.world().me())),
        "getupdates" => return updates::get_updates(bot, &params).await,
        "setwebhook" => webhook::set_webhook(bot, &params).await,
        "deletewebhook" => webhook::delete_webhook(bot, &params).await,
        "getwebhookinfo" => Ok(webhook::get_webhook_info(bot)),
        "sendmessage" => send::send_message(bot, &params),
        "senddocument" => send::send_document(bot, &params),
        "sendphoto" => send::send_photo(bot, &params),
        "sendchataction" => send::send_chat_action(bot, &params),
        "answercallbackquery" => queries::answer_callback_query(bot, &params),
        "answerinlinequery" => queries::answer_inline_query(bot, &params),
        "getfile" => files::get_file(bot, &params),
        _ => Err(ApiError::new(404, "method not found")),
    };
    Ok(result?)
}
