//! Changes to messages that the bot sent.
//!
//! <https://core.telegram.org/bots/api#updating-messages>

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    ApiError, Success, content, markup, media,
    send::{self, Content},
    target, text,
};
use crate::{bot::BotCore, http::Params};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the \
                            same as a current content and reply markup of the message";

/// What a message may consist of; a new medium replaces all of it.
const CONTENT: [&str; 24] = [
    "text",
    "entities",
    "link_preview_options",
    "rich_message",
    "animation",
    "audio",
    "document",
    "live_photo",
    "photo",
    "sticker",
    "video",
    "video_note",
    "voice",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "checklist",
    "contact",
    "dice",
    "game",
    "location",
    "venue",
    "poll",
];

/// Which message is to be changed.
enum Target {
    /// One that came from a result of an inline query.
    Inline(i64, Arc<Value>),
    /// One in a chat.
    Sent(i64, Arc<Value>),
}

fn target_of(bot: &BotCore, params: &Params) -> Result<Target, ApiError> {
    if params.text("chat_id").is_empty() && params.id("message_id") == 0 {
        let inline = params.text("inline_message_id");
        if inline.is_empty() {
            return Err(ApiError::bad_request("message identifier is not specified"));
        }
        let world = bot.world();
        let found = world.inline_message(inline).and_then(|(chat, id)| Some((chat, world.message(chat, id)?)));
        let (chat, message) = found.ok_or_else(|| ApiError::bad_request("MESSAGE_ID_INVALID"))?;
        return Ok(Target::Inline(chat, message));
    }
    let chat = target::chat_id(bot, params)?;
    if params.id("message_id") == 0 {
        return Err(ApiError::bad_request("message identifier is not specified"));
    }
    let message = target::message(bot, params, chat, "message to edit")?;
    if !is_own(bot, &message) {
        return Err(ApiError::bad_request("message can't be edited"));
    }
    Ok(Target::Sent(chat, message))
}

/// Whether the bot may change a message: its own, or one of a channel where it has that right.
fn is_own(bot: &BotCore, message: &Value) -> bool {
    let world = bot.world();
    let me = world.bot_id();
    let in_channel = || {
        let chat = message["chat"]["id"].as_i64().and_then(|id| world.chat(id));
        message.get("from").is_none() && chat.is_some_and(|chat| chat.may(me, "can_edit_messages"))
    };
    message.get("forward_origin").is_none() && (message["from"]["id"] == me || in_channel())
}

/// Replaces `fields` of a message by `content`, and its keyboard by that of the call.
fn edit(bot: &BotCore, params: &Params, fields: &[&str], content: Content) -> Result<Success, ApiError> {
    let keyboard = markup::read(params).map_err(|text| ApiError::bad_request(&text))?;
    let keyboard = keyboard.filter(markup::is_inline);
    let change = |message: &mut Content| {
        fields.iter().for_each(|name| drop(message.remove(*name)));
        message.extend(content);
        message.remove("reply_markup");
        if let Some(keyboard) = keyboard {
            message.insert("reply_markup".to_owned(), keyboard);
        }
    };
    match target_of(bot, params)? {
        Target::Inline(chat, message) => {
            put(bot, chat, &message, change)?;
            Ok(Success::done())
        }
        Target::Sent(chat, message) => {
            let message = put(bot, chat, &message, change)?;
            Ok(Success::value(&send::shown(&message.unwrap_or_default())))
        }
    }
}

/// Changes a message, if that makes any difference.
fn put(
    bot: &BotCore,
    chat: i64,
    message: &Value,
    change: impl FnOnce(&mut Content),
) -> Result<Option<Arc<Value>>, ApiError> {
    let mut changed = message.as_object().cloned().unwrap_or_default();
    change(&mut changed);
    if Some(&changed) == message.as_object() {
        return Err(ApiError::bad_request(NOT_MODIFIED));
    }
    let (id, date) = (message["message_id"].as_i64().unwrap_or_default(), bot.clock.unix());
    changed.insert("edit_date".to_owned(), date.into());
    Ok(bot.world().change(chat, id, |message| *message = changed))
}

/// Refuses to change what the message does not have.
fn must_have(bot: &BotCore, params: &Params, fits: impl Fn(&Value) -> bool, text: &str) -> Result<(), ApiError> {
    match target_of(bot, params)? {
        Target::Sent(_, message) | Target::Inline(_, message) if !fits(&message) => Err(ApiError::bad_request(text)),
        _ => Ok(()),
    }
}

pub(super) fn edit_text(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = if params.text("rich_message").is_empty() {
        text::content(bot, params, "text")?
    } else {
        let mut content = Content::new();
        content.insert("rich_message".to_owned(), content::rich_message(params)?);
        content
    };
    if content.is_empty() {
        return Err(ApiError::bad_request("message text is empty"));
    }
    if let Some(options) = params.json("link_preview_options").filter(Value::is_object) {
        content.insert("link_preview_options".to_owned(), options);
    }
    let has_text = |message: &Value| message.get("text").is_some() || message.get("rich_message").is_some();
    must_have(bot, params, has_text, "there is no text in the message to edit")?;
    edit(bot, params, &["text", "entities", "link_preview_options", "rich_message"], content)
}

pub(super) fn edit_caption(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = text::content(bot, params, "caption")?;
    media::flags(&mut content, params);
    let media = ["animation", "audio", "document", "live_photo", "paid_media", "photo", "video", "voice"];
    let has_medium = |message: &Value| media.iter().any(|name| message.get(name).is_some());
    must_have(bot, params, has_medium, "there is no caption in the message to edit")?;
    edit(bot, params, &["caption", "caption_entities", "show_caption_above_media"], content)
}

pub(super) fn edit_media(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let input = params.json("media").unwrap_or_default();
    let content = media::of_object(bot, params, &input)?;
    edit(bot, params, &CONTENT, content)
}

pub(super) fn edit_markup(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    edit(bot, params, &[], Content::new())
}

pub(super) fn edit_checklist(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = Content::new();
    content.insert("checklist".to_owned(), content::checklist(bot, params)?);
    let has = |message: &Value| message.get("checklist").is_some();
    must_have(bot, params, has, "there is no checklist in the message to edit")?;
    edit(bot, params, &["checklist"], content)
}

pub(super) fn edit_live_location(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut location = content::location(params)?;
    {
        let (Target::Sent(_, message) | Target::Inline(_, message)) = target_of(bot, params)?;
        must_be_live(&message)?;
        if location.get("live_period").is_none() {
            location["live_period"] = message["location"]["live_period"].clone();
        }
    }
    let mut content = Content::new();
    content.insert("location".to_owned(), location);
    edit(bot, params, &["location"], content)
}

pub(super) fn stop_live_location(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = Content::new();
    {
        let (Target::Sent(_, message) | Target::Inline(_, message)) = target_of(bot, params)?;
        must_be_live(&message)?;
        let place = &message["location"];
        let location = json!({"latitude": place["latitude"], "longitude": place["longitude"]});
        content.insert("location".to_owned(), location);
    }
    edit(bot, params, &["location"], content)
}

fn must_be_live(message: &Value) -> Result<(), ApiError> {
    let live = message["location"].get("live_period").is_some();
    if live { Ok(()) } else { Err(ApiError::bad_request("message can't be edited")) }
}

pub(super) fn set_game_score(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let user = { target::person(&bot.world(), params)?.0 };
    let score = params.id("score");
    match target_of(bot, params)? {
        Target::Inline(..) => Ok(Success::done()),
        Target::Sent(chat, message) => {
            let number = message["message_id"].as_i64().unwrap_or_default();
            if message.get("game").is_none() {
                return Err(ApiError::bad_request("message can't be edited"));
            }
            let mut world = bot.world();
            let known = target::known_mut(&mut world, chat)?;
            let before = known.scores.get(&(number, user));
            if before.is_some_and(|before| score <= *before) && !params.flag("force") {
                return Err(ApiError::bad_request("BOT_SCORE_NOT_MODIFIED"));
            }
            known.score(number, user, score);
            Ok(Success::value(&send::shown(&message)))
        }
    }
}

pub(super) fn game_high_scores(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let Target::Sent(chat, message) = target_of(bot, params)? else { return Ok(Success::value(&json!([]))) };
    let number = message["message_id"].as_i64().unwrap_or_default();
    let world = bot.world();
    let known = target::known(&world, chat)?;
    let mut scores: Vec<_> = known.scores.iter().filter(|((id, _), _)| *id == number).collect();
    scores.sort_by_key(|(_, score)| std::cmp::Reverse(**score));
    let row = |(at, ((_, user), score)): (usize, (&(i64, i64), &i64))| json!({"position": at + 1, "user": world.person(*user), "score": score});
    Ok(Success::value(&scores.into_iter().enumerate().map(row).collect::<Vec<_>>().into()))
}
