//! Messages that go, and reactions.
//!
//! <https://core.telegram.org/bots/api#deletemessage>, <https://core.telegram.org/bots/api#setmessagereaction>

use serde_json::{Value, json};

use super::{ApiError, Success, fits, forward, target};
use crate::{
    bot::BotCore,
    facts,
    http::Params,
    world::{Chat, World},
};

/// How long a message can be deleted, in seconds.
const DELETABLE: i64 = 48 * 3600;
/// How many reactions a bot has for one message.
const MAX_REACTIONS: usize = 1;

pub(super) fn delete_message(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let message = target::message(bot, params, chat, "message to delete")?;
    let now = bot.clock.unix();
    let mut world = bot.world();
    if !may_delete(&world, target::known(&world, chat)?, &message, now) {
        return Err(ApiError::bad_request("message can't be deleted"));
    }
    target::known_mut(&mut world, chat)?.delete(params.id("message_id"));
    Ok(Success::done())
}

/// Several at once; those that are not there or cannot go are passed over.
pub(super) fn delete_messages(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let ids = forward::message_ids(params)?;
    let chat = target::chat_id(bot, params)?;
    let now = bot.clock.unix();
    let mut world = bot.world();
    for id in ids {
        let Some(message) = world.message(chat, id) else { continue };
        if may_delete(&world, target::known(&world, chat)?, &message, now) {
            target::known_mut(&mut world, chat)?.delete(id);
        }
    }
    Ok(Success::done())
}

fn may_delete(world: &World, chat: &Chat, message: &Value, now: i64) -> bool {
    let me = world.bot_id();
    let young = message["date"].as_i64().is_some_and(|date| date + DELETABLE > now);
    let own = message["from"]["id"] == me;
    match chat.kind() {
        "private" => young,
        "channel" => {
            let posts = chat.may(me, "can_post_messages");
            chat.may(me, "can_delete_messages") || (young && (own || posts))
        }
        _ => {
            let is_admin = chat.status(me) == "administrator" && chat.may(me, "can_delete_messages");
            is_admin || (own && young)
        }
    }
}

pub(super) fn set_reaction(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let reactions = params.json("reaction").unwrap_or_else(|| json!([]));
    let given = reactions.as_array().map(Vec::as_slice).unwrap_or_default();
    let chat = target::chat_id(bot, params)?;
    let message = target::message(bot, params, chat, "message to react")?;
    if forward::is_service(&message) || given.iter().any(|reaction| !is_known(reaction)) {
        return Err(ApiError::bad_request("REACTION_INVALID"));
    }
    if given.len() > MAX_REACTIONS {
        return Err(ApiError::bad_request("REACTIONS_TOO_MANY"));
    }
    let mut world = bot.world();
    let me = world.bot_id();
    let known = target::known_mut(&mut world, chat)?;
    known.react(params.id("message_id"), me, reactions);
    Ok(Success::done())
}

fn is_known(reaction: &Value) -> bool {
    match reaction["type"].as_str() {
        Some("emoji") => {
            let fields = facts::object("ReactionTypeEmoji").map_or(&[][..], |object| object.fields);
            let emoji = reaction["emoji"].as_str().unwrap_or_default();
            fields.iter().any(|field| field.name == "emoji" && fits::is_one_of(field, emoji))
        }
        Some(kind) => kind == "custom_emoji",
        None => false,
    }
}

/// Takes somebody's reaction from a message.
pub(super) fn delete_reaction(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    target::message(bot, params, chat, "message to delete reactions")?;
    let mut world = bot.world();
    target::needs_admin(&world, chat, "can_delete_messages", "not enough rights to delete reactions")?;
    let key = (params.id("message_id"), params.id("user_id"));
    target::known_mut(&mut world, chat)?.reactions.remove(&key);
    Ok(Success::done())
}

/// Takes all of somebody's reactions in a chat.
pub(super) fn delete_all_reactions(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let mut world = bot.world();
    target::needs_admin(&world, chat, "can_delete_messages", "not enough rights to delete reactions")?;
    let user = params.id("user_id");
    target::known_mut(&mut world, chat)?.reactions.retain(|(_, by), _| *by != user);
    Ok(Success::done())
}
