//! Topics of forums.
//!
//! <https://core.telegram.org/bots/api#createforumtopic>

use serde_json::{Value, json};

use super::{ApiError, Success, pins, send::Content, target};
use crate::{
    bot::BotCore,
    http::Params,
    world::{GENERAL, Topic, World},
};

/// How many topics of a forum are kept.
const MAX_TOPICS: usize = 10_000;
/// The colour of a topic whose call names none.
const COLOR: i64 = 7_322_096;
const NO_RIGHTS: &str = "not enough rights to manage topics";

/// The forum of a call whose topics the bot may manage.
fn forum(bot: &BotCore, params: &Params) -> Result<i64, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let world = bot.world();
    if !target::known(&world, chat)?.is_forum() {
        return Err(ApiError::bad_request("the chat is not a forum"));
    }
    target::needs(&world, chat, "can_manage_topics", NO_RIGHTS)?;
    Ok(chat)
}

/// What the topic is told, and so is the bot.
fn notice(world: &mut World, chat: i64, thread: i64, date: i64, name: &str, value: Value) -> Value {
    let mut content = Content::new();
    content.insert(name.to_owned(), value);
    if thread != GENERAL {
        content.insert("message_thread_id".to_owned(), thread.into());
        content.insert("is_topic_message".to_owned(), true.into());
    }
    json!({"message": *world.post_by_bot(chat, content, date)})
}

pub(super) fn create(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = forum(bot, params)?;
    let color = match params.id("icon_color") {
        0 => COLOR,
        color => color,
    };
    let topic = Topic::new(params.text("name"), color, params.text("icon_custom_emoji_id"));
    bot.act(|world, date| {
        if target::known(world, chat)?.topics.len() >= MAX_TOPICS {
            return Err(ApiError::bad_request("TOPICS_TOO_MUCH"));
        }
        let mut content = Content::new();
        content.insert("forum_topic_created".to_owned(), topic.describe(None));
        content.insert("is_topic_message".to_owned(), true.into());
        // The number of a topic is that of the message which began it.
        let message = world.post_by_bot(chat, content, date);
        let id = message["message_id"].as_i64().unwrap_or_default();
        let message = world.change(chat, id, |message| drop(message.insert("message_thread_id".to_owned(), id.into())));
        let described = topic.describe(Some(id));
        target::known_mut(world, chat)?.topics.insert(id, topic);
        Ok((Success::value(&described), vec![json!({"message": message.as_deref()})]))
    })
}

/// The topic of a call, changed; the change says what the topic is told, or why there is none.
fn change(
    bot: &BotCore,
    params: &Params,
    thread: i64,
    change: impl FnOnce(&mut Topic) -> Result<(&'static str, Value), ApiError>,
) -> Result<Success, ApiError> {
    let chat = forum(bot, params)?;
    bot.act(|world, date| {
        let topic = target::known_mut(world, chat)?.topics.get_mut(&thread);
        let topic = topic.ok_or_else(|| ApiError::bad_request("message thread not found"))?;
        let (name, value) = change(topic)?;
        let update = notice(world, chat, thread, date, name, value);
        Ok((Success::done(), vec![update]))
    })
}

fn not_modified() -> ApiError {
    ApiError::bad_request("TOPIC_NOT_MODIFIED")
}

/// Gives a topic another name or icon; the one that every forum has is no exception.
pub(super) fn rename(bot: &BotCore, params: &Params, thread: i64) -> Result<Success, ApiError> {
    let (name, icon) = (params.text("name"), params.find("icon_custom_emoji_id"));
    change(bot, params, thread, |topic| {
        let mut told = json!({});
        if !name.is_empty() && name != topic.name {
            topic.name = name.to_owned();
            told["name"] = name.into();
        }
        if let Some(icon) = icon.filter(|icon| *icon != topic.icon_custom_emoji_id) {
            topic.icon_custom_emoji_id = icon.to_owned();
            told["icon_custom_emoji_id"] = icon.into();
        }
        if told == json!({}) { Err(not_modified()) } else { Ok(("forum_topic_edited", told)) }
    })
}

pub(super) fn close(bot: &BotCore, params: &Params, thread: i64) -> Result<Success, ApiError> {
    change(bot, params, thread, |topic| {
        if std::mem::replace(&mut topic.closed, true) {
            Err(not_modified())
        } else {
            Ok(("forum_topic_closed", json!({})))
        }
    })
}

pub(super) fn reopen(bot: &BotCore, params: &Params, thread: i64) -> Result<Success, ApiError> {
    change(bot, params, thread, |topic| {
        if std::mem::replace(&mut topic.closed, false) {
            Ok(("forum_topic_reopened", json!({})))
        } else {
            Err(not_modified())
        }
    })
}

/// Hides the general topic, which closes it, or shows it again.
pub(super) fn hide(bot: &BotCore, params: &Params, hidden: bool) -> Result<Success, ApiError> {
    change(bot, params, GENERAL, |topic| {
        if topic.hidden == hidden {
            return Err(not_modified());
        }
        topic.hidden = hidden;
        topic.closed |= hidden;
        let name = if hidden { "general_forum_topic_hidden" } else { "general_forum_topic_unhidden" };
        Ok((name, json!({})))
    })
}

pub(super) fn delete(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = forum(bot, params)?;
    let thread = params.id("message_thread_id");
    let mut world = bot.world();
    target::needs_admin(&world, chat, "can_delete_messages", NO_RIGHTS)?;
    let known = target::known_mut(&mut world, chat)?;
    if thread == GENERAL || known.topics.remove(&thread).is_none() {
        return Err(ApiError::bad_request("message thread not found"));
    }
    known.delete_thread(thread);
    Ok(Success::done())
}

pub(super) fn unpin_all(bot: &BotCore, params: &Params, thread: i64) -> Result<Success, ApiError> {
    let chat = forum(bot, params)?;
    if !target::known(&bot.world(), chat)?.topics.contains_key(&thread) {
        return Err(ApiError::bad_request("message thread not found"));
    }
    pins::unpin_all_of(bot, chat, if thread == GENERAL { 0 } else { thread })
}
