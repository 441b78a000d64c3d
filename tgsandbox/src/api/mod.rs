//! The methods: what each does to the bot's world and what it answers.
//!
//! A method is an async function from a bot and its parameters to a result as JSON text. Knows nothing of HTTP; a
//! call may also come as the answer to a webhook request.
//! <https://core.telegram.org/bots/api#available-methods>

mod blank;
mod chats;
mod check;
mod content;
mod delete;
mod edit;
mod error;
mod files;
mod fits;
mod forward;
mod handlers;
mod inline;
mod invites;
mod markup;
mod media;
mod members;
mod pace;
mod payments;
mod pins;
mod polls;
mod profile;
mod queries;
mod reply;
mod send;
mod session;
mod stickers;
mod target;
mod text;
mod topics;
mod updates;
mod webhook;

use std::sync::Arc;

use serde_json::Value;

pub(crate) use self::{error::ApiError, pace::Pace, session::Session, updates::PollState};
use crate::{
    bot::BotCore,
    facts::{self, Method},
    faults::CallFault,
    http::Params,
    json,
    transcript::Event,
};

/// What a call is told that was under way when the server went, in seconds.
const LOST: u32 = 5;

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
    let under_way = pace::UnderWay::begin(bot, method, &params);
    let fault = if origin == Origin::Http { bot.dice.call_fault() } else { None };
    let result = match fault {
        Some(CallFault::TooMany(seconds)) => {
            bot.counters.calls_refused.add(1);
            Err(ApiError::too_many_requests(seconds).into())
        }
        Some(CallFault::ServerError) => {
            bot.counters.calls_refused.add(1);
            Err(ApiError::plain(502, "Bad Gateway").into())
        }
        Some(CallFault::Reset { made: false }) => Err(Failure::Cut),
        Some(CallFault::Reset { made: true }) => {
            // Whatever came of it, nobody is told.
            let _ = dispatch(bot, method, params).await;
            Err(Failure::Cut)
        }
        None if under_way.is_err() => {
            tokio::time::sleep(pace::HELD).await;
            Err(ApiError::too_many_requests(pace::RETRY_AFTER).into())
        }
        None => paced(bot, method, params).await,
    };
    let code = match &result {
        Ok(_) => 200,
        Err(Failure::Api(error)) => error.code(),
        Err(Failure::Cut) => 0,
    };
    // A poll has a delay of its own.
    let is_poll = method.eq_ignore_ascii_case("getUpdates");
    let method = method.chars().take(64).collect();
    let in_webhook_answer = origin == Origin::WebhookAnswer;
    bot.transcript.add(Event::Call { method, code, in_webhook_answer });
    bot.changed.notify_waiters();
    if let Some(delay) = bot.dice.call_delay().filter(|_| origin == Origin::Http && !is_poll) {
        tokio::time::sleep(delay).await;
    }
    drop(under_way);
    result
}

/// Makes a call at the pace of its uploads, as long as the server is there.
async fn paced(bot: &Arc<BotCore>, method: &str, params: Params) -> Result<Success, Failure> {
    let wait = bot.pace().wait_for_upload(params.files_size(), bot.clock.now());
    let wait = wait.map_err(|_| ApiError::too_many_requests(pace::RETRY_AFTER))?;
    let mut closing = bot.closing.clone();
    if *closing.borrow() {
        return Err(ApiError::new(500, "restart").into());
    }
    let made = async {
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        dispatch(bot, method, params).await
    };
    tokio::select! {
        biased;
        result = made => result,
        true = async { closing.wait_for(|closing| *closing).await.is_ok() } => Err(ApiError::too_many_requests(LOST).into()),
    }
}

/// What a method answers, for somebody other than the bot: not counted, not refused, not in the transcript.
pub(crate) async fn peek(bot: &Arc<BotCore>, method: &str, params: Params) -> Option<Value> {
    let success = dispatch(bot, method, params).await.ok()?;
    serde_json::from_str(&success.result).ok()
}

async fn dispatch(bot: &Arc<BotCore>, name: &str, params: Params) -> Result<Success, Failure> {
    let method = facts::method(name).ok_or_else(|| ApiError::new(404, "method not found"))?;
    bot.session().check(method.name, bot.clock.now())?;
    check::parameters(method, &params)?;
    let result = match method.name {
        "getUpdates" => return updates::get_updates(bot, &params).await,
        "setWebhook" => webhook::set_webhook(bot, &params).await,
        "deleteWebhook" => webhook::delete_webhook(bot, &params).await,
        "getWebhookInfo" => Ok(webhook::get_webhook_info(bot)),
        "close" => session::close(bot),
        "logOut" => session::log_out(bot).await,
        name => match handlers::call(bot, name, &params) {
            Some(result) => result,
            None => blank(bot, method, &params),
        },
    };
    Ok(result?)
}

/// The answer of a method that does nothing here. That its chat is there is checked, where it has one.
fn blank(bot: &BotCore, method: &Method, params: &Params) -> Result<Success, ApiError> {
    let is_chat = |field: &&facts::Field| field.is_chat() || field.name == "chat_id";
    for field in method.params.iter().filter(is_chat).filter(|field| !params.text(field.name).is_empty()) {
        target::chat(bot, params, field.name, target::Access::Write)?;
    }
    let now = bot.clock.unix();
    Ok(Success::value(&blank::Blank { world: &bot.world(), params, now }.result(method)))
}
