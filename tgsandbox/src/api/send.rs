//! Methods that put a message into a chat.
//!
//! Checks come in Telegram's order: the content, then the keyboard, then the chat.
//! <https://core.telegram.org/bots/api#sendmessage>

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{ApiError, Success, markup, media, reply, target, text};
use crate::{bot::BotCore, http::Params};

/// What a message consists of, beside where it is and who it is from.
pub(super) type Content = Map<String, Value>;

pub(super) fn send_message(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let content = text::content(bot, params, "text")?;
    if content.is_empty() {
        return Err(ApiError::bad_request("message text is empty"));
    }
    post(bot, params, with_preview(params, content))
}

/// What the call says of the preview of a link is a part of the message.
fn with_preview(params: &Params, mut content: Content) -> Content {
    if let Some(options) = params.json("link_preview_options").filter(Value::is_object) {
        content.insert("link_preview_options".to_owned(), options);
    }
    content
}

/// `sendPhoto` and all others that send one file: the name of the medium is that of the method.
pub(super) fn send_file(bot: &BotCore, params: &Params, name: &str) -> Result<Success, ApiError> {
    let medium = media::medium(name).ok_or_else(ApiError::not_found)?;
    let mut content = media::of_params(bot, params, medium)?;
    content.extend(text::content(bot, params, "caption")?);
    media::flags(&mut content, params);
    post(bot, params, content)
}

pub(super) fn send_paid_media(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let stars = params.number("star_count", 1, 1..=25_000);
    let mut items = Vec::new();
    for input in params.json("media").as_ref().and_then(Value::as_array).into_iter().flatten() {
        let kind = input["type"].clone();
        let fields = media::of_object(bot, params, input)?;
        let name = kind.as_str().unwrap_or_default().to_owned();
        items.push(json!({"type": kind, name.as_str(): fields.get(&name)}));
    }
    if items.is_empty() {
        return Err(ApiError::bad_request("media must be non-empty"));
    }
    let mut content = text::content(bot, params, "caption")?;
    content.insert("paid_media".to_owned(), json!({"star_count": stars, "paid_media": items}));
    media::flags(&mut content, params);
    post(bot, params, content)
}

/// `sendMediaGroup`: an album is as many messages as it has media.
pub(super) fn send_media_group(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let inputs = params.json("media").and_then(|media| media.as_array().cloned()).unwrap_or_default();
    let kinds: Vec<_> = inputs.iter().map(|input| input["type"].as_str().unwrap_or_default()).collect();
    for alone in ["document", "audio"] {
        if kinds.contains(&alone) && kinds.iter().any(|kind| *kind != alone) {
            return Err(ApiError::bad_request(&format!("{alone} can't be mixed with other media types")));
        }
    }
    let mut contents = Vec::new();
    for input in &inputs {
        contents.push(media::of_object(bot, params, input)?);
    }
    let place = place(bot, params)?;
    let album = bot.world().new_number().to_string();
    let mut messages = Vec::new();
    for mut content in contents {
        content.insert("media_group_id".to_owned(), album.as_str().into());
        messages.push(shown(&place.put(bot, content)));
    }
    Ok(Success::value(&messages.into()))
}

/// Where a message goes, checked, and what every message of the call has.
pub(super) struct Place {
    pub(super) chat: i64,
    common: Content,
}

/// Reads what all sending methods share: keyboard, chat, topic, the message to reply to.
pub(super) fn place(bot: &BotCore, params: &Params) -> Result<Place, ApiError> {
    let mut common = Content::new();
    if let Some(markup) = markup::read(params).map_err(|text| ApiError::bad_request(&text))? {
        common.insert("reply_markup".to_owned(), markup);
    }
    let chat = target::chat_id(bot, params)?;
    {
        let world = bot.world();
        let known = target::known(&world, chat)?;
        let right = if known.kind() == "channel" { "can_post_messages" } else { "can_send_messages" };
        let me = world.bot_id();
        let silenced = match known.kind() {
            "private" => false,
            "channel" => !known.may(me, right),
            _ => known.status(me) != "administrator" && !known.may(me, right),
        };
        if silenced && known.kind() == "channel" {
            return Err(ApiError::bad_request("need administrator rights in the channel chat"));
        }
        if silenced {
            return Err(ApiError::bad_request("not enough rights to send text messages to the chat"));
        }
    }
    let thread = target::thread(bot, params, chat)?;
    if thread != 0 {
        common.insert("message_thread_id".to_owned(), thread.into());
        if bot.world().chat(chat).is_some_and(crate::world::Chat::is_forum) {
            common.insert("is_topic_message".to_owned(), true.into());
        }
    }
    reply::reply(bot, params, chat, &mut common)?;
    if params.flag("protect_content") {
        common.insert("has_protected_content".to_owned(), true.into());
    }
    for (given, shown) in [("message_effect_id", "effect_id"), ("business_connection_id", "business_connection_id")] {
        if !params.text(given).is_empty() {
            common.insert(shown.to_owned(), params.text(given).into());
        }
    }
    Ok(Place { chat, common })
}

impl Place {
    /// Puts a message there and returns it.
    pub(super) fn put(&self, bot: &BotCore, mut content: Content) -> Arc<Value> {
        content.extend(self.common.clone());
        bot.world().post_by_bot(self.chat, content, bot.clock.unix())
    }
}

pub(super) fn post(bot: &BotCore, params: &Params, content: Content) -> Result<Success, ApiError> {
    let place = place(bot, params)?;
    Ok(Success::value(&shown(&place.put(bot, content))))
}

/// A message as the bot sees it: of keyboards only inline ones are part of a message.
pub(super) fn shown(message: &Value) -> Value {
    if markup::is_inline(&message["reply_markup"]) { message.clone() } else { without(message, "reply_markup") }
}

pub(super) fn without(message: &Value, field: &str) -> Value {
    let mut message = message.clone();
    if let Some(fields) = message.as_object_mut() {
        fields.remove(field);
    }
    message
}
