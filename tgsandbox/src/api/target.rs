//! What a call is about: the chat, the message, the person, and whether the bot may do that there.
//!
//! <https://core.telegram.org/bots/api#making-requests>

use std::sync::Arc;

use serde_json::Value;

use super::ApiError;
use crate::{
    bot::BotCore,
    http::Params,
    world::{Chat, World},
};

/// What the bot wants to do in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Look at it: it is enough to know the chat.
    Read,
    /// Be in it.
    Write,
}

/// The chat a call means, `chat_id`: its number, or `@username`.
pub(super) fn chat_id(bot: &BotCore, params: &Params) -> Result<i64, ApiError> {
    chat(bot, params, "chat_id", Access::Write)
}

pub(super) fn chat(bot: &BotCore, params: &Params, name: &str, access: Access) -> Result<i64, ApiError> {
    let text = params.text(name).trim();
    if text.is_empty() {
        return Err(ApiError::bad_request(&format!("{name} is empty")));
    }
    let world = bot.world();
    let id = match text.strip_prefix('@') {
        Some(username) => world.chat_by_username(username),
        None => text.parse().ok(),
    };
    let not_found = || match id {
        Some(id) if id == world.bot_id() => ApiError::new(403, "the bot can't send messages to the bot"),
        // Somebody the bot only met elsewhere.
        Some(id) if world.person(id).is_some() => ApiError::new(403, "bot can't initiate conversation with a user"),
        _ => ApiError::bad_request("chat not found"),
    };
    let (id, chat) = id.and_then(|id| Some((id, world.chat(id)?))).ok_or_else(not_found)?;
    if let Some(new_id) = chat.migrated_to {
        return Err(ApiError::migrated(new_id));
    }
    if access == Access::Write {
        may_write(&world, chat)?;
    }
    Ok(id)
}

fn may_write(world: &World, chat: &Chat) -> Result<(), ApiError> {
    let kind = chat.kind();
    if chat.ended {
        let text = if kind == "private" { "user is deactivated" } else { "the group chat was deleted" };
        return Err(ApiError::new(403, text));
    }
    if kind == "private" {
        return if chat.blocked { Err(ApiError::new(403, "bot was blocked by the user")) } else { Ok(()) };
    }
    match chat.status(world.bot_id()) {
        "kicked" => Err(ApiError::new(403, &format!("bot was kicked from the {kind} chat"))),
        "left" => Err(ApiError::new(403, &format!("bot is not a member of the {kind} chat"))),
        _ => Ok(()),
    }
}

/// The number of a topic that is in the chat; 0 if the call names none.
pub(super) fn thread(bot: &BotCore, params: &Params, chat: i64) -> Result<i64, ApiError> {
    let id = params.id("message_thread_id");
    let world = bot.world();
    let found = |chat: &Chat| chat.topics.get(&id).map(|topic| topic.closed);
    match world.chat(chat) {
        _ if id == 0 => Ok(0),
        // A topic's messages in a private chat, or those of a discussion, are no topics of a forum.
        Some(known) if !known.is_forum() => {
            known.message(id).map(|_| id).ok_or_else(|| ApiError::bad_request("message thread not found"))
        }
        Some(known) => match found(known) {
            None => Err(ApiError::bad_request("message thread not found")),
            Some(true) if !known.is_admin(world.bot_id()) || !known.may(world.bot_id(), "can_manage_topics") => {
                Err(ApiError::bad_request("TOPIC_CLOSED"))
            }
            Some(_) => Ok(id),
        },
        None => Err(ApiError::bad_request("chat not found")),
    }
}

/// The message a call means, `message_id`; `what` is what is said when it is not there.
pub(super) fn message(bot: &BotCore, params: &Params, chat: i64, what: &str) -> Result<Arc<Value>, ApiError> {
    let found = bot.world().message(chat, params.id("message_id"));
    found.ok_or_else(|| ApiError::bad_request(&format!("{what} not found")))
}

/// The person a call means, `user_id`, whom the bot knows.
pub(super) fn person(world: &World, params: &Params) -> Result<(i64, Value), ApiError> {
    let id = params.id("user_id");
    if id == 0 {
        return Err(ApiError::bad_request("invalid user_id specified"));
    }
    world.person(id).map(|person| (id, person)).ok_or_else(|| ApiError::bad_request("user not found"))
}

/// A chat that is known to be there.
pub(super) fn known(world: &World, chat: i64) -> Result<&Chat, ApiError> {
    world.chat(chat).ok_or_else(|| ApiError::bad_request("chat not found"))
}

pub(super) fn known_mut(world: &mut World, chat: i64) -> Result<&mut Chat, ApiError> {
    world.chat_mut(chat).ok_or_else(|| ApiError::bad_request("chat not found"))
}

/// Refuses what the bot has no right to in a chat of several; `text` is what is said then.
pub(super) fn needs(world: &World, chat: i64, right: &str, text: &str) -> Result<(), ApiError> {
    let me = world.bot_id();
    match world.chat(chat) {
        Some(chat) if chat.kind() == "private" || chat.may(me, right) => Ok(()),
        _ => Err(ApiError::bad_request(text)),
    }
}

/// As [`needs`], where it takes an administrator.
pub(super) fn needs_admin(world: &World, chat: i64, right: &str, text: &str) -> Result<(), ApiError> {
    let known = known(world, chat)?;
    let me = world.bot_id();
    let is_admin = matches!(known.status(me), "creator" | "administrator");
    if is_admin && known.may(me, right) { Ok(()) } else { Err(ApiError::bad_request(text)) }
}
