//! A call's texts: markup or entities, lengths, and what Telegram says of them.
//!
//! <https://core.telegram.org/bots/api#formatting-options>

use serde_json::{Map, Value};

use super::ApiError;
use crate::{
    bot::BotCore,
    facts::Field,
    http::Params,
    text::{self, Formatted, Mode},
};

/// The longest raw text, in bytes, checked first.
const MAX_BYTES: usize = 32_768;

/// Reads the text of a parameter and checks its length, by the facts table; the error is a description.
pub(super) fn marked(params: &Params, field: &Field) -> Result<Formatted, String> {
    let (mode, entities) = companions(field.name);
    let formatted = read(params.text(field.name), params.text(&mode), params.text(&entities))?;
    let (min, max) = field.limit.map_or((0, i64::MAX), |(min, max, _)| (min, max));
    let length = i64::try_from(text::units(&formatted.text)).unwrap_or(i64::MAX);
    if length < min {
        return Err("message text is empty".to_owned());
    }
    if length > max {
        return Err(match field.name {
            "text" => "message is too long".to_owned(),
            "caption" => "message caption is too long".to_owned(),
            name => format!("{} is too long", name.replace('_', " ")),
        });
    }
    Ok(formatted)
}

/// The names of the parameters that say how a text is to be read.
fn companions(name: &str) -> (String, String) {
    match name {
        "text" => ("parse_mode".to_owned(), "entities".to_owned()),
        "caption" => ("parse_mode".to_owned(), "caption_entities".to_owned()),
        name => (format!("{name}_parse_mode"), format!("{name}_entities")),
    }
}

/// Reads a text by its parse mode, or with its entities as a JSON array.
pub(super) fn read(text: &str, mode: &str, entities: &str) -> Result<Formatted, String> {
    if text.len() > MAX_BYTES {
        return Err("text is too long".to_owned());
    }
    let cannot_parse = |reason: String| format!("can't parse entities: {reason}");
    if text.is_empty() {
        return Ok(Formatted::default());
    }
    let mode = Mode::by_name(mode).ok_or("unsupported parse_mode")?;
    if mode != Mode::Plain {
        return text::parse(text, mode).map_err(cannot_parse);
    }
    // What is no array of entities is no matter.
    let entities: Vec<Value> = serde_json::from_str(entities).unwrap_or_default();
    text::with_entities(text, &entities).map_err(|reason| format!("can't parse MessageEntity: {reason}"))
}

/// The text of a parameter as fields of a message, with its entities. Nothing if there is no text.
pub(super) fn content(bot: &BotCore, params: &Params, name: &str) -> Result<Map<String, Value>, ApiError> {
    let (mode, entities) = companions(name);
    let formatted = read(params.text(name), params.text(&mode), params.text(&entities));
    formatted.map(|formatted| fields(bot, formatted, name, &entities)).map_err(|text| ApiError::bad_request(&text))
}

/// A text inside of an object, such as the caption of a medium, with the names of what says how to read it.
pub(super) fn inside(
    bot: &BotCore,
    object: &Value,
    [name, mode, entities]: [&str; 3],
) -> Result<Map<String, Value>, ApiError> {
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
    let given = object.get(entities).map(Value::to_string).unwrap_or_default();
    let formatted = read(text(name), text(mode), &given).map_err(|text| ApiError::bad_request(&text))?;
    Ok(fields(bot, formatted, name, entities))
}

fn fields(bot: &BotCore, formatted: Formatted, name: &str, entities_name: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    if formatted.text.is_empty() {
        return fields;
    }
    let entities: Vec<Value> = formatted.entities.into_iter().filter_map(|entity| known(bot, entity)).collect();
    if !entities.is_empty() {
        fields.insert(entities_name.to_owned(), entities.into());
    }
    fields.insert(name.to_owned(), formatted.text.into());
    fields
}

/// A mention without a username shows the person, and is no mention if the bot has never met that person.
fn known(bot: &BotCore, mut entity: Value) -> Option<Value> {
    if entity["type"] == "text_mention" {
        let id = entity["user"]["id"].as_i64()?;
        entity["user"] = bot.world().person(id)?;
    }
    Some(entity)
}
