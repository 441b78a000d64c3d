//! Methods that put a message into a chat.
//!
//! Checks come in Telegram's order: the content, then the keyboard, then the chat.
//! <https://core.telegram.org/bots/api#sendmessage>

use serde_json::{Map, Value, json};

use super::{ApiError, Success};
use crate::{
    bot::BotCore,
    http::{Params, Upload, leading_number},
    text::{self, Formatted, Mode},
    world::{FileKind, StoredFile},
};

/// The longest raw text, in bytes, checked first.
const MAX_TEXT_BYTES: usize = 32_768;
/// The longest text, in UTF-16 units as entities count.
const MAX_TEXT: usize = 4_096;
const MAX_CAPTION: usize = 1_024;
const MAX_REPLY_MARKUP: usize = 10_000;

pub(super) fn send_message(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let text = params.text("text");
    if text.len() > MAX_TEXT_BYTES {
        return Err(ApiError::bad_request("text is too long"));
    }
    let formatted = formatted(params, text, "entities")?;
    if formatted.text.is_empty() {
        return Err(ApiError::bad_request("message text is empty"));
    }
    if text::units(&formatted.text) > MAX_TEXT {
        return Err(ApiError::bad_request("message is too long"));
    }
    let mut content = Map::new();
    put_text(&mut content, "text", "entities", formatted);
    post(bot, params, content)
}

pub(super) fn send_document(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let (id, file_name, mime) = stored_file(bot, params, "document", FileKind::Document)?;
    let mut document = file_fields(bot, &id)?;
    if !file_name.is_empty() {
        document["file_name"] = file_name.into();
    }
    if !mime.is_empty() {
        document["mime_type"] = mime.into();
    }
    let mut content = caption(params)?;
    content.insert("document".to_owned(), document);
    post(bot, params, content)
}

pub(super) fn send_photo(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let (id, ..) = stored_file(bot, params, "photo", FileKind::Photo)?;
    let mut photo = file_fields(bot, &id)?;
    // The sandbox does not decode pictures; every photo is one size of a fixed shape.
    photo["width"] = 320.into();
    photo["height"] = 320.into();
    let mut content = caption(params)?;
    content.insert("photo".to_owned(), json!([photo]));
    post(bot, params, content)
}

pub(super) fn send_chat_action(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    const ACTIONS: [&str; 13] = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    let action = params.text("action").to_ascii_lowercase();
    if action.is_empty() || !ACTIONS.contains(&action.as_str()) {
        return Err(ApiError::bad_request("wrong parameter action in request"));
    }
    let chat = chat_id(bot, params)?;
    bot.world().act(chat, &action, bot.clock.now());
    Ok(Success::done())
}

/// A text with its entities: given ones, or those of its markup.
fn formatted(params: &Params, text: &str, entities: &str) -> Result<Formatted, ApiError> {
    let given = params.text(entities);
    let name = params.text("parse_mode");
    let mode = Mode::by_name(name).ok_or_else(|| ApiError::bad_request("unsupported parse_mode"))?;
    let cannot_parse = |reason: &str| ApiError::bad_request(&format!("can't parse entities: {reason}"));
    if given.is_empty() || mode != Mode::Plain {
        return text::parse(text, mode).map_err(|reason| cannot_parse(&reason));
    }
    let entities = serde_json::from_str(given).map_err(|_| cannot_parse("Can't parse entities JSON object"))?;
    Ok(Formatted { text: text.trim().to_owned(), entities })
}

fn put_text(content: &mut Map<String, Value>, text_field: &str, entities_field: &str, formatted: Formatted) {
    content.insert(text_field.to_owned(), formatted.text.into());
    if !formatted.entities.is_empty() {
        content.insert(entities_field.to_owned(), formatted.entities.into());
    }
}

fn caption(params: &Params) -> Result<Map<String, Value>, ApiError> {
    let formatted = formatted(params, params.text("caption"), "caption_entities")?;
    if text::units(&formatted.text) > MAX_CAPTION {
        return Err(ApiError::bad_request("message caption is too long"));
    }
    let mut content = Map::new();
    if !formatted.text.is_empty() {
        put_text(&mut content, "caption", "caption_entities", formatted);
    }
    Ok(content)
}

/// The file of a parameter, stored: an upload, or the id of a file the bot knows.
fn stored_file(
    bot: &BotCore,
    params: &Params,
    name: &str,
    kind: FileKind,
) -> Result<(String, String, String), ApiError> {
    if let Some(Upload { file_name, content_type, data, .. }) = params.upload(name) {
        if data.is_empty() {
            return Err(ApiError::bad_request("file must be non-empty"));
        }
        let id = bot.world().add_file(kind, file_name, data.clone());
        return Ok((id, file_name.clone(), content_type.clone()));
    }
    let given = params.text(name);
    if given.is_empty() {
        return Err(ApiError::bad_request(&format!("there is no {name} in the request")));
    }
    if given.starts_with("http://") || given.starts_with("https://") {
        // The sandbox talks to nobody but the bot.
        return Err(ApiError::bad_request("failed to get HTTP URL content"));
    }
    if bot.world().file(given).is_none() {
        return Err(ApiError::bad_request("wrong file identifier/HTTP URL specified"));
    }
    Ok((given.to_owned(), String::new(), String::new()))
}

fn file_fields(bot: &BotCore, id: &str) -> Result<Value, ApiError> {
    let mut fields = bot.world().file(id).map(StoredFile::describe).ok_or_else(ApiError::not_found)?;
    if let Some(fields) = fields.as_object_mut() {
        fields.remove("file_path");
    }
    Ok(fields)
}

fn post(bot: &BotCore, params: &Params, mut content: Map<String, Value>) -> Result<Success, ApiError> {
    if let Some(markup) = reply_markup(params)? {
        content.insert("reply_markup".to_owned(), markup);
    }
    let chat = chat_id(bot, params)?;
    if let Some(reply_to) = reply_to(params) {
        let replied = bot.world().message(chat, reply_to);
        match replied {
            Some(message) => {
                content.insert("reply_to_message".to_owned(), without(&message, "reply_to_message"));
            }
            None if allow_without_reply(params) => {}
            None => return Err(ApiError::bad_request("message to be replied not found")),
        }
    }
    if params.flag("protect_content") {
        content.insert("has_protected_content".to_owned(), true.into());
    }
    let message = bot.world().post_by_bot(chat, content, bot.clock.unix());
    // Of keyboards only inline ones are part of a message; the others change what the person sees below the chat.
    let shown = if message["reply_markup"].get("inline_keyboard").is_some() {
        Value::clone(&message)
    } else {
        without(&message, "reply_markup")
    };
    Ok(Success::value(&shown))
}

fn without(message: &Value, field: &str) -> Value {
    let mut message = message.clone();
    if let Some(fields) = message.as_object_mut() {
        fields.remove(field);
    }
    message
}

fn reply_parameters(params: &Params) -> Option<Value> {
    serde_json::from_str(params.text("reply_parameters")).ok()
}

fn reply_to(params: &Params) -> Option<i64> {
    let given = reply_parameters(params).and_then(|reply| reply.get("message_id")?.as_i64());
    given.or_else(|| params.find("reply_to_message_id").map(leading_number)).filter(|id| *id != 0)
}

fn allow_without_reply(params: &Params) -> bool {
    let given = reply_parameters(params).and_then(|reply| reply.get("allow_sending_without_reply")?.as_bool());
    given.unwrap_or_else(|| params.flag("allow_sending_without_reply"))
}

/// The keyboard, checked as far as its form goes.
fn reply_markup(params: &Params) -> Result<Option<Value>, ApiError> {
    let text = params.text("reply_markup");
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > MAX_REPLY_MARKUP {
        return Err(ApiError::bad_request("reply markup is too long"));
    }
    let markup: Value = serde_json::from_str(text)
        .map_err(|_| ApiError::bad_request("can't parse reply keyboard markup JSON object"))?;
    let Some(fields) = markup.as_object() else { return Err(ApiError::bad_request("object expected as reply markup")) };
    if let Some(rows) = fields.get("inline_keyboard").or_else(|| fields.get("keyboard")) {
        let inline = fields.contains_key("inline_keyboard");
        let rows = rows.as_array().ok_or_else(|| {
            let name = if inline { "inline_keyboard" } else { "keyboard" };
            ApiError::bad_request(&format!("can't parse reply keyboard markup: Field \"{name}\" must be of type Array"))
        })?;
        for row in rows {
            let row = row.as_array().ok_or_else(|| ApiError::bad_request("inline keyboard row must be an Array"))?;
            for button in row {
                check_button(button, inline)?;
            }
        }
        // An inline keyboard without buttons is no keyboard.
        if inline && rows.iter().all(|row| row.as_array().is_none_or(Vec::is_empty)) {
            return Ok(None);
        }
    }
    Ok(Some(markup))
}

fn check_button(button: &Value, inline: bool) -> Result<(), ApiError> {
    if button.is_string() && !inline {
        return Ok(());
    }
    let text = button.get("text").and_then(Value::as_str);
    match text {
        None => return Err(ApiError::bad_request("can't parse keyboard button: Can't find field \"text\"")),
        Some("") => return Err(ApiError::bad_request("keyboard button text must be non-empty")),
        Some(_) => {}
    }
    if inline {
        if let Some(data) = button.get("callback_data").and_then(Value::as_str) {
            if !(1..=64).contains(&data.len()) {
                return Err(ApiError::bad_request("BUTTON_DATA_INVALID"));
            }
        } else if button.as_object().is_some_and(|fields| fields.len() < 2) {
            return Err(ApiError::bad_request("text buttons are unallowed in the inline keyboard"));
        }
    }
    Ok(())
}

/// The chat a call means: its number, or `@username`.
fn chat_id(bot: &BotCore, params: &Params) -> Result<i64, ApiError> {
    let text = params.text("chat_id").trim();
    if text.is_empty() {
        return Err(ApiError::bad_request("chat_id is empty"));
    }
    let world = bot.world();
    let id = match text.strip_prefix('@') {
        Some(name) => world.chat_by_username(name),
        None => text.parse().ok(),
    };
    let chat = id.filter(|id| world.has_chat(*id)).ok_or_else(|| ApiError::bad_request("chat not found"))?;
    if world.is_blocked(chat) {
        return Err(ApiError::new(403, "bot was blocked by the user"));
    }
    Ok(chat)
}
