//! Polls: sent, stopped, and closed by themselves.
//!
//! <https://core.telegram.org/bots/api#sendpoll>

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{
    ApiError, Success, forward, markup, media,
    send::{self, Content},
    target, text,
};
use crate::{
    bot::BotCore,
    http::Params,
    world::{World, poll_option},
};

/// The longest option, in characters.
const MAX_OPTION: usize = 100;

pub(super) fn send_poll(bot: &Arc<BotCore>, params: &Params) -> Result<Success, ApiError> {
    let poll = read(bot, params)?;
    let place = send::place(bot, params)?;
    let (id, now) = (bot.world().new_number(), bot.clock.unix());
    let mut json = Value::from(poll);
    json["id"] = id.to_string().into();
    let period = params.number("open_period", 0, 0..=2_628_000);
    let closes = match params.id("close_date") {
        0 if period == 0 => None,
        0 => Some(now + period),
        date => Some(date),
    };
    if let Some(date) = closes {
        json["close_date"] = date.into();
        json["open_period"] = (date - now).max(0).into();
    }
    let mut content = Content::new();
    content.insert("poll".to_owned(), json.clone());
    let message = place.put(bot, content);
    let number = message["message_id"].as_i64().unwrap_or_default();
    bot.world().polls.add(id, place.chat, number, json);
    if let Some(date) = closes {
        close_later(bot, id, date - now);
    }
    Ok(Success::value(&send::shown(&message)))
}

/// The Poll object of a call, without its id.
fn read(bot: &BotCore, params: &Params) -> Result<Content, ApiError> {
    let mut poll = text::content(bot, params, "question")?;
    if !poll.contains_key("question") {
        return Err(ApiError::bad_request("poll question must be non-empty"));
    }
    let options = options(bot, params)?;
    let count = options.len();
    poll.insert("options".to_owned(), options.into());
    poll.extend(text::content(bot, params, "description")?);
    if let Some(input) =
        params.json("media").filter(|input| media::medium(input["type"].as_str().unwrap_or_default()).is_some())
    {
        poll.insert("media".to_owned(), media::of_object(bot, params, &input)?.into());
    }
    let quiz = params.text("type").eq_ignore_ascii_case("quiz");
    let anonymous = params.find("is_anonymous").is_none_or(|_| params.flag("is_anonymous"));
    let revoting = params.find("allows_revoting").map_or(!quiz, |_| params.flag("allows_revoting"));
    if quiz {
        let given = params.json("correct_option_ids").and_then(|ids| ids.as_array().cloned());
        let single = || params.find("correct_option_id").map(|_| vec![params.id("correct_option_id").into()]);
        let correct = given.or_else(single).unwrap_or_default();
        let places: Option<Vec<usize>> = correct.iter().map(|at| usize::try_from(at.as_u64()?).ok()).collect();
        let places = places.filter(|places| !places.is_empty() && places.iter().all(|at| *at < count));
        let places = places.ok_or_else(|| ApiError::bad_request("wrong correct option ID specified"))?;
        // The older name, which knows one.
        poll.insert("correct_option_id".to_owned(), places[0].into());
        poll.insert("correct_option_ids".to_owned(), places.into());
        poll.extend(text::content(bot, params, "explanation")?);
    }
    for (name, value) in [
        ("type", json!(if quiz { "quiz" } else { "regular" })),
        ("is_anonymous", anonymous.into()),
        ("is_closed", params.flag("is_closed").into()),
        ("allows_multiple_answers", params.flag("allows_multiple_answers").into()),
        ("allows_revoting", revoting.into()),
        ("members_only", params.flag("members_only").into()),
        ("total_voter_count", json!(0)),
    ] {
        poll.insert(name.to_owned(), value);
    }
    Ok(poll)
}

fn options(bot: &BotCore, params: &Params) -> Result<Vec<Value>, ApiError> {
    let given = params.json("options").and_then(|options| options.as_array().cloned()).unwrap_or_default();
    let mut options = Vec::new();
    for (number, input) in given.iter().enumerate() {
        let input = if input.is_string() { &json!({"text": input}) } else { input };
        let fields = text::inside(bot, input, ["text", "text_parse_mode", "text_entities"])?;
        let length = fields.get("text").and_then(Value::as_str).map_or(0, |text| text.chars().count());
        if length == 0 {
            return Err(ApiError::bad_request("poll options must be non-empty"));
        }
        if length > MAX_OPTION {
            return Err(ApiError::bad_request("poll options length must not exceed 100"));
        }
        options.push(poll_option(number, fields));
    }
    Ok(options)
}

pub(super) fn stop_poll(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let keyboard = markup::read(params).map_err(|text| ApiError::bad_request(&text))?.filter(markup::is_inline);
    let chat = target::chat_id(bot, params)?;
    let message = target::message(bot, params, chat, "message with poll to stop")?;
    let id = forward::poll_in(&message)?;
    bot.act(|world, _| {
        let own = message["from"]["id"] == world.bot_id() || message.get("from").is_none();
        let poll = world.polls.get(id).filter(|_| own && message.get("forward_origin").is_none());
        let poll = poll.ok_or_else(|| ApiError::bad_request("poll can't be stopped"))?;
        if poll.is_closed() {
            return Err(ApiError::bad_request("poll has already been closed"));
        }
        let json = close(world, id).unwrap_or_default();
        world.change(chat, params.id("message_id"), |message| {
            message.remove("reply_markup");
            if let Some(keyboard) = keyboard {
                message.insert("reply_markup".to_owned(), keyboard);
            }
        });
        Ok((Success::value(&json), vec![json!({"poll": json})]))
    })
}

/// Closes a poll wherever it is shown; nothing if it is not open.
fn close(world: &mut World, id: u64) -> Option<Value> {
    let poll = world.polls.get(id).filter(|poll| !poll.is_closed())?;
    poll.close();
    let (chat, message, json) = (poll.chat, poll.message, poll.describe());
    world.change(chat, message, |message| drop(message.insert("poll".to_owned(), json.clone())));
    Some(json)
}

/// Closes a poll when its time is over.
fn close_later(bot: &Arc<BotCore>, id: u64, seconds: i64) {
    let (core, stop) = (Arc::clone(bot), bot.stop.clone());
    let wait = Duration::from_secs(seconds.max(0).unsigned_abs());
    bot.tasks.spawn(async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {
                let closed = core.act(|world, _| {
                    let closed = close(world, id);
                    Ok(((), closed.into_iter().map(|json| json!({"poll": json})).collect()))
                });
                if let Err(error) = closed {
                    tracing::debug!(description = error.description(), "a poll cannot be closed");
                }
            }
        }
    });
}
