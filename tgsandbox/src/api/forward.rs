//! Messages that were there already, once more: forwarded with their origin, or copied without.
//!
//! <https://core.telegram.org/bots/api#forwardmessage>

use serde_json::{Value, json};

use super::{
    ApiError, Success,
    send::{self, Content, Place},
    target::{self, Access},
    text,
};
use crate::{bot::BotCore, http::Params, world::Polls};

/// What of a message is about its place and time, not about what it says.
const PLACE: [&str; 23] = [
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "from",
    "sender_chat",
    "author_signature",
    "date",
    "chat",
    "edit_date",
    "reply_to_message",
    "external_reply",
    "quote",
    "has_protected_content",
    "effect_id",
    "business_connection_id",
    "reply_markup",
    "forward_origin",
    "forward_from",
    "forward_from_chat",
    "forward_from_message_id",
    "forward_date",
    "forward_signature",
    "media_group_id",
];

/// What only the server says in a chat.
const SERVICE: [&str; 12] = [
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "pinned_message",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
];

pub(super) fn is_service(message: &Value) -> bool {
    SERVICE.iter().any(|name| message.get(name).is_some())
}

/// Where a message is from, or where it was from at first.
pub(super) fn origin(message: &Value) -> Value {
    if let Some(origin) = message.get("forward_origin") {
        return origin.clone();
    }
    let date = &message["date"];
    match message.get("sender_chat") {
        Some(chat) if chat["type"] == "channel" => {
            json!({"type": "channel", "date": date, "chat": chat, "message_id": message["message_id"]})
        }
        Some(chat) => json!({"type": "chat", "date": date, "sender_chat": chat}),
        None => json!({"type": "user", "date": date, "sender_user": message["from"]}),
    }
}

/// The origin, also under the names that it had before.
fn with_origin(content: &mut Content, message: &Value) {
    let origin = origin(message);
    content.insert("forward_date".to_owned(), origin["date"].clone());
    let mut old = |name: &str, value: &Value| {
        if !value.is_null() {
            content.insert(name.to_owned(), value.clone());
        }
    };
    old("forward_from", &origin["sender_user"]);
    old("forward_from_chat", &origin["sender_chat"]);
    old("forward_from_chat", &origin["chat"]);
    old("forward_from_message_id", &origin["message_id"]);
    old("forward_signature", &origin["author_signature"]);
    content.insert("forward_origin".to_owned(), origin);
}

fn content_of(message: &Value) -> Content {
    let fields = message.as_object().into_iter().flatten();
    let content = fields.filter(|(name, _)| !PLACE.contains(&name.as_str()));
    content.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn source(bot: &BotCore, params: &Params) -> Result<i64, ApiError> {
    target::chat(bot, params, "from_chat_id", Access::Read)
}

fn forwarded(message: &Value, what: &str) -> Result<Content, ApiError> {
    if message["has_protected_content"] == true || is_service(message) {
        return Err(ApiError::bad_request(&format!("message can't be {what}")));
    }
    Ok(content_of(message))
}

pub(super) fn forward_message(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let from = source(bot, params)?;
    let message = target::message(bot, params, from, "message to forward")?;
    let mut content = forwarded(&message, "forwarded")?;
    with_origin(&mut content, &message);
    send::post(bot, params, content)
}

pub(super) fn copy_message(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let from = source(bot, params)?;
    let message = target::message(bot, params, from, "message to copy")?;
    let mut content = forwarded(&message, "copied")?;
    if params.find("caption").is_some() && message.get("text").is_none() {
        content.remove("caption");
        content.remove("caption_entities");
        content.extend(text::content(bot, params, "caption")?);
        super::media::flags(&mut content, params);
    }
    let place = send::place(bot, params)?;
    let copy = put_copy(bot, &place, content);
    Ok(Success::value(&json!({"message_id": copy})))
}

/// Puts a copy there; of a poll it is another poll.
fn put_copy(bot: &BotCore, place: &Place, mut content: Content) -> Value {
    let id = bot.world().new_number();
    let Some(mut poll) = content.remove("poll") else { return place.put(bot, content)["message_id"].clone() };
    poll["id"] = id.to_string().into();
    content.insert("poll".to_owned(), poll.clone());
    let message = place.put(bot, content);
    let number = message["message_id"].as_i64().unwrap_or_default();
    bot.world().polls.add(id, place.chat, number, poll);
    message["message_id"].clone()
}

pub(super) fn forward_messages(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    many(bot, params, "message to forward", |place, message| {
        let mut content = forwarded(message, "forwarded").ok()?;
        with_origin(&mut content, message);
        Some(place.put(bot, content)["message_id"].clone())
    })
}

pub(super) fn copy_messages(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let without_caption = params.flag("remove_caption");
    many(bot, params, "message to copy", |place, message| {
        let mut content = forwarded(message, "copied").ok()?;
        if without_caption {
            content.remove("caption");
            content.remove("caption_entities");
        }
        Some(put_copy(bot, place, content))
    })
}

/// Does the same with all messages that are there; those that are not, or cannot be, are passed over.
fn many(
    bot: &BotCore,
    params: &Params,
    what: &str,
    each: impl Fn(&Place, &Value) -> Option<Value>,
) -> Result<Success, ApiError> {
    let from = source(bot, params)?;
    let ids = message_ids(params)?;
    let found: Vec<_> = ids.iter().filter_map(|id| bot.world().message(from, *id)).collect();
    let place = send::place(bot, params)?;
    let new: Vec<_> =
        found.iter().filter_map(|message| each(&place, message)).map(|id| json!({"message_id": id})).collect();
    if new.is_empty() {
        return Err(ApiError::bad_request(&format!("{what} not found")));
    }
    Ok(Success::value(&new.into()))
}

/// The messages of a call: numbers that grow, each once.
pub(super) fn message_ids(params: &Params) -> Result<Vec<i64>, ApiError> {
    let invalid = || ApiError::bad_request("invalid message identifier specified");
    let given = params.json("message_ids").and_then(|ids| ids.as_array().cloned()).unwrap_or_default();
    let number = |id: &Value| id.as_i64().or_else(|| id.as_str()?.trim().parse().ok()).filter(|id| *id > 0);
    given.iter().map(|id| number(id).ok_or_else(invalid)).collect()
}

/// The poll in a message, if it is one that the bot sent.
pub(super) fn poll_in(message: &Value) -> Result<u64, ApiError> {
    Polls::id_of(message).ok_or_else(|| ApiError::bad_request("message with poll to stop not found"))
}
