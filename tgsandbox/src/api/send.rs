//! Methods that put a message into a chat.
//!
//! Checks come in Telegram's order: the content, then the keyboard, then the chat.
//! <https://core.telegram.org/bots/api#sendmessage>

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{ApiError, Success, markup, media, target, text};
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

pub(super) fn send_location(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = Content::new();
    content.insert("location".to_owned(), location(params)?);
    post(bot, params, content)
}

pub(super) fn send_venue(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let location = json!({"latitude": coordinate(params, "latitude", 90.0)?, "longitude": coordinate(params, "longitude", 180.0)?});
    let mut venue = json!({"location": location, "title": params.text("title"), "address": params.text("address")});
    for name in ["foursquare_id", "foursquare_type", "google_place_id", "google_place_type"] {
        if !params.text(name).is_empty() {
            venue[name] = params.text(name).into();
        }
    }
    let mut content = Content::new();
    content.insert("location".to_owned(), location);
    content.insert("venue".to_owned(), venue);
    post(bot, params, content)
}

/// A place, perhaps one that moves for a while.
pub(super) fn location(params: &Params) -> Result<Value, ApiError> {
    let (latitude, longitude) = (coordinate(params, "latitude", 90.0)?, coordinate(params, "longitude", 180.0)?);
    let mut location = json!({"latitude": latitude, "longitude": longitude});
    let accuracy: f64 = params.text("horizontal_accuracy").trim().parse().unwrap_or(0.0);
    if accuracy > 0.0 {
        location["horizontal_accuracy"] = accuracy.min(1500.0).into();
    }
    let life = params.number("live_period", 0, 0..=i64::from(i32::MAX));
    if life != 0 && !(60..=86_400).contains(&life) && life != i64::from(i32::MAX) {
        return Err(ApiError::bad_request("wrong live location period specified"));
    }
    if life != 0 {
        location["live_period"] = life.into();
        for (name, range) in [("heading", 1..=360), ("proximity_alert_radius", 1..=100_000)] {
            if params.id(name) != 0 {
                location[name] = params.number(name, 1, range).into();
            }
        }
    }
    Ok(location)
}

fn coordinate(params: &Params, name: &str, largest: f64) -> Result<f64, ApiError> {
    let value: f64 = params.text(name).trim().parse().unwrap_or(0.0);
    if value.abs() <= largest { Ok(value) } else { Err(ApiError::bad_request("wrong location specified")) }
}

pub(super) fn send_contact(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut contact = Content::new();
    for name in ["phone_number", "first_name", "last_name", "vcard"] {
        if !params.text(name).is_empty() {
            contact.insert(name.to_owned(), params.text(name).into());
        }
    }
    let mut content = Content::new();
    content.insert("contact".to_owned(), contact.into());
    post(bot, params, content)
}

pub(super) fn send_dice(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let emoji = match params.text("emoji") {
        "" => "🎲",
        given => given,
    };
    let sides = match emoji {
        "🎲" | "🎯" | "🎳" => 6,
        "🏀" | "⚽" | "⚽️" => 5,
        "🎰" => 64,
        _ => return Err(ApiError::bad_request("wrong dice emoji specified")),
    };
    let value = bot.world().rng.i64(1..=sides);
    let mut content = Content::new();
    content.insert("dice".to_owned(), json!({"emoji": emoji, "value": value}));
    post(bot, params, content)
}

pub(super) fn send_game(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    // A game is set up with BotFather, and that is not here: its name is all there is of it.
    let name = params.text("game_short_name");
    let mut content = Content::new();
    content.insert("game".to_owned(), json!({"title": name, "description": name, "photo": []}));
    post(bot, params, content)
}

pub(super) fn send_checklist(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = Content::new();
    content.insert("checklist".to_owned(), checklist(bot, params)?);
    post(bot, params, content)
}

/// A list to tick off, without ticks.
pub(super) fn checklist(bot: &BotCore, params: &Params) -> Result<Value, ApiError> {
    let input = params.json("checklist").unwrap_or_default();
    let mut list = text::inside(bot, &input, ["title", "parse_mode", "title_entities"])?;
    let mut tasks = Vec::new();
    for task in input["tasks"].as_array().into_iter().flatten() {
        let mut fields = text::inside(bot, task, ["text", "parse_mode", "text_entities"])?;
        fields.insert("id".to_owned(), task["id"].clone());
        tasks.push(Value::from(fields));
    }
    if !list.contains_key("title") || tasks.is_empty() {
        return Err(ApiError::bad_request("checklist must have a title and at least one task"));
    }
    list.insert("tasks".to_owned(), tasks.into());
    for flag in ["others_can_add_tasks", "others_can_mark_tasks_as_done"] {
        if input[flag] == true {
            list.insert(flag.to_owned(), true.into());
        }
    }
    Ok(list.into())
}

pub(super) fn send_rich_message(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut content = Content::new();
    content.insert("rich_message".to_owned(), rich_message(params)?);
    post(bot, params, content)
}

/// The paragraphs of a rich message. Its media and its layout are not shown.
pub(super) fn rich_message(params: &Params) -> Result<Value, ApiError> {
    let input = params.json("rich_message").unwrap_or_default();
    let paragraph = |text: &Value| json!({"type": "paragraph", "text": text});
    let sources = ["html", "markdown"].iter().filter_map(|name| input.get(*name));
    let lines = sources.filter_map(Value::as_str).flat_map(str::lines).filter(|line| !line.trim().is_empty());
    let mut blocks: Vec<_> = lines.map(|line| paragraph(&line.into())).collect();
    let texts = input["blocks"].as_array().into_iter().flatten().filter_map(|block| block.get("text"));
    blocks.extend(texts.map(paragraph));
    if blocks.is_empty() {
        return Err(ApiError::bad_request("message text is empty"));
    }
    Ok(json!({"blocks": blocks}))
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
    reply(bot, params, chat, &mut common)?;
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

/// The message that this one answers, and what is quoted of it.
fn reply(bot: &BotCore, params: &Params, chat: i64, common: &mut Content) -> Result<(), ApiError> {
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
    let mut external = json!({"origin": super::forward::origin(message), "message_id": message["message_id"]});
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
