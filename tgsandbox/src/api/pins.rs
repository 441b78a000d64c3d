//! Pinned messages.
//!
//! <https://core.telegram.org/bots/api#pinchatmessage>

use serde_json::json;

use super::{
    ApiError, Success, forward,
    send::{self, Content},
    target,
};
use crate::{bot::BotCore, http::Params};

const NO_RIGHTS: &str = "not enough rights to manage pinned messages in the chat";

/// The right that pinning takes.
fn right(kind: &str) -> &'static str {
    if kind == "channel" { "can_edit_messages" } else { "can_pin_messages" }
}

fn may_pin(bot: &BotCore, chat: i64) -> Result<(), ApiError> {
    let world = bot.world();
    target::needs(&world, chat, right(target::known(&world, chat)?.kind()), NO_RIGHTS)
}

pub(super) fn pin(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let message = target::message(bot, params, chat, "message to pin")?;
    may_pin(bot, chat)?;
    if forward::is_service(&message) {
        return Err(ApiError::bad_request("can't pin a service message"));
    }
    bot.act(|world, date| {
        target::known_mut(world, chat)?.pin(params.id("message_id"));
        // The chat is told, and so is the bot.
        let mut content = Content::new();
        let pinned = send::without(&send::shown(&message), "reply_to_message");
        content.insert("pinned_message".to_owned(), pinned);
        let notice = world.post_by_bot(chat, content, date);
        let kind = if notice["chat"]["type"] == "channel" { "channel_post" } else { "message" };
        Ok((Success::done(), vec![json!({kind: *notice})]))
    })
}

pub(super) fn unpin(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let id = params.id("message_id");
    if id != 0 {
        target::message(bot, params, chat, "message to unpin")?;
    }
    may_pin(bot, chat)?;
    let mut world = bot.world();
    let pins = &mut target::known_mut(&mut world, chat)?.pins;
    if id == 0 {
        // Without a number it is the newest one.
        pins.pop();
    } else {
        pins.retain(|pinned| *pinned != id);
    }
    Ok(Success::done())
}

pub(super) fn unpin_all(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    may_pin(bot, chat)?;
    target::known_mut(&mut bot.world(), chat)?.pins.clear();
    Ok(Success::done())
}

/// Those of a topic; 0 is what is in no topic.
pub(super) fn unpin_all_of(bot: &BotCore, chat: i64, thread: i64) -> Result<Success, ApiError> {
    may_pin(bot, chat)?;
    let mut world = bot.world();
    let known = target::known_mut(&mut world, chat)?;
    let in_topic = |id: &i64| {
        let found = known.message(*id).and_then(|message| message["message_thread_id"].as_i64());
        found.unwrap_or_default() == thread
    };
    let kept = known.pins.iter().filter(|id| !in_topic(id)).copied().collect();
    known.pins = kept;
    Ok(Success::done())
}
