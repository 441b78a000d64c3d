//! What a message answers: another one of the chat or of another chat, perhaps only a part of it.
//!
//! <https://core.telegram.org/bots/api#replyparameters>

use serde_json::{Value, json};

use super::{
    ApiError, forward,
    send::{Content, shown, without},
};
use crate::{bot::BotCore, http::Params};

/// The message that this one answers, and what is quoted of it.
pub(super) fn reply(bot: &BotCore, params: &Params, chat: i64, common: &mut Content) -> Result<(), ApiError> {
    let reply = params.json("reply_parameters").unwrap_or_default();
    let given = reply.get("message_id").and_then(Value::as_i64);
    let id = given.unwrap_or_else(|| params.id("reply_to_message_id"));
    if id == 0 {
        return Ok(());
    }
    let elsewhere = reply.get("chat_id").filter(|id| !id.is_null());
    let other = match elsewhere {
        None => chat,
        Some(Value::String(name)) if name.starts_with('@') => {
            let found = bot.world().chat_by_username(&name[1..]);
            found.ok_or_else(|| ApiError::bad_request("chat not found"))?
        }
        Some(id) => id.as_i64().or_else(|| id.as_str()?.parse().ok()).unwrap_or_default(),
    };
    let Some(message) = bot.world().message(other, id) else {
        let lenient = reply.get("allow_sending_without_reply").and_then(Value::as_bool);
        if lenient.unwrap_or_else(|| params.flag("allow_sending_without_reply")) {
            return Ok(());
        }
        return Err(ApiError::bad_request("message to be replied not found"));
    };
    if other == chat {
        common.insert("reply_to_message".to_owned(), without(&shown(&message), "reply_to_message"));
    } else {
        common.insert("external_reply".to_owned(), external(&message));
    }
    if let Some(quote) = reply.get("quote").and_then(Value::as_str).filter(|quote| !quote.is_empty()) {
        let whole = message["text"].as_str().or_else(|| message["caption"].as_str()).unwrap_or_default();
        let at = whole.find(quote).ok_or_else(|| ApiError::bad_request("QUOTE_TEXT_INVALID"))?;
        let position = crate::text::units(&whole[..at]);
        common.insert("quote".to_owned(), json!({"text": quote, "position": position, "is_manual": true}));
    }
    Ok(())
}

/// What is shown of a message of another chat.
fn external(message: &Value) -> Value {
    let mut external = json!({"origin": forward::origin(message), "message_id": message["message_id"]});
    if message["chat"]["type"] != "private" {
        external["chat"] = message["chat"].clone();
    }
    let content = [
        "animation",
        "audio",
        "document",
        "live_photo",
        "paid_media",
        "photo",
        "sticker",
        "video",
        "video_note",
        "voice",
        "checklist",
        "contact",
        "dice",
        "game",
        "invoice",
        "location",
        "poll",
        "venue",
        "link_preview_options",
    ];
    for name in content {
        if let Some(value) = message.get(name) {
            external[name] = value.clone();
        }
    }
    external
}
