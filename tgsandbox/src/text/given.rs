//! Entities that a call gives beside its text, in place of markup.
//!
//! <https://core.telegram.org/bots/api#messageentity>

use serde_json::Value;

use super::{Entity, Mark, link};

/// The kinds that have no further fields.
const PLAIN: [&str; 8] =
    ["bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote"];
/// The kinds that Telegram finds by itself, whatever a call says.
const FOUND: [&str; 8] =
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"];
/// The largest offset and length that are believed.
const MAX: i64 = 1_000_000;

pub(super) fn entities(given: &[Value]) -> Result<Vec<Entity>, String> {
    let mut entities = Vec::new();
    for entity in given {
        entities.extend(entity_of(entity)?);
    }
    Ok(entities)
}

fn entity_of(given: &Value) -> Result<Option<Entity>, String> {
    let number = |name: &str| {
        let value = given.get(name)?;
        value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
    };
    let text = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default();
    let mark = match text("type") {
        kind if FOUND.contains(&kind) => return Ok(None),
        "pre" if text("language").is_empty() => Mark::Plain("pre"),
        "pre" => Mark::Pre(text("language").to_owned()),
        "text_link" => Mark::Link(text("url").to_owned()),
        "text_mention" => {
            let id = given.pointer("/user/id").and_then(Value::as_i64).unwrap_or_default();
            Mark::Link(format!("tg://user?id={id}"))
        }
        "custom_emoji" => {
            let id = number("custom_emoji_id").filter(|id| *id != 0);
            Mark::Emoji(id.ok_or("Invalid custom emoji identifier specified")?)
        }
        "date_time" => {
            let unix = number("unix_time").filter(|unix| *unix > 0).ok_or("Invalid date specified")?;
            let format = text("date_time_format");
            if !link::is_format(format) {
                return Err("Invalid date-time format specified".to_owned());
            }
            Mark::Time(unix, format.to_owned())
        }
        kind => match PLAIN.iter().find(|known| **known == kind) {
            Some(known) => Mark::Plain(known),
            None => return Err("Unsupported type specified".to_owned()),
        },
    };
    let place = |name: &str, what: &str| {
        let value = number(name).unwrap_or_default();
        usize::try_from(value)
            .ok()
            .filter(|_| value <= MAX)
            .ok_or_else(|| format!("Receive an entity with incorrect {what} {value}"))
    };
    let (start, length) = (place("offset", "offset")?, place("length", "length")?);
    let fields = mark.into_fields();
    Ok(fields.map(|(kind, extra)| Entity { kind, start, end: start + length, extra }))
}
