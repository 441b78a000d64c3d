//! What a result of an inline query becomes when somebody chooses it.
//!
//! <https://core.telegram.org/bots/api#inlinequeryresult>

use serde_json::{Value, json};

use super::{ApiError, markup, media, send::Content, text};
use crate::{bot::BotCore, http::Params};

/// Checks one result as far as its form does not tell: its keyboard, its text. What comes back is the content of the
/// message that it stands for.
pub(super) fn content(bot: &BotCore, result: &Value) -> Result<Content, ApiError> {
    if let Some(keyboard) = result.get("reply_markup") {
        markup::check(keyboard).map_err(|text| ApiError::bad_request(&text))?;
    }
    let caption = text::inside(bot, result, ["caption", "parse_mode", "caption_entities"])?;
    match result.get("input_message_content").filter(|content| !content.is_null()) {
        Some(content) => message_content(bot, content),
        None => Ok(own_content(bot, result, caption)),
    }
}

/// What is sent in place of what the result shows.
fn message_content(bot: &BotCore, content: &Value) -> Result<Content, ApiError> {
    let mut message = Content::new();
    if content.get("message_text").is_some() {
        let text = text::inside(bot, content, ["message_text", "parse_mode", "entities"])?;
        let text = text.into_iter().map(|(name, value)| match name.as_str() {
            "message_text" => ("text".to_owned(), value),
            _ => (name, value),
        });
        message.extend(text);
        if message.is_empty() {
            return Err(ApiError::bad_request("message text is empty"));
        }
    } else {
        let has = |name: &str| content.get(name).is_some();
        match () {
            () if has("phone_number") => drop(message.insert("contact".to_owned(), content.clone())),
            () if has("address") => venue(&mut message, content),
            () if has("payload") => drop(message.insert("invoice".to_owned(), invoice(content))),
            () if has("rich_message") => {
                message.insert("rich_message".to_owned(), super::content::blocks(&content["rich_message"])?);
            }
            () => drop(message.insert("location".to_owned(), content.clone())),
        }
    }
    Ok(message)
}

/// These fields of an object, those that it has.
fn pick(object: &Value, names: &[&str]) -> Value {
    let known = names.iter().filter_map(|name| Some(((*name).to_owned(), object.get(*name)?.clone())));
    Value::from(known.collect::<Content>())
}

fn venue(message: &mut Content, given: &Value) {
    let mut venue =
        pick(given, &["title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type"]);
    venue["location"] = pick(given, &["latitude", "longitude"]);
    message.insert("location".to_owned(), venue["location"].clone());
    message.insert("venue".to_owned(), venue);
}

fn invoice(given: &Value) -> Value {
    let mut invoice = pick(given, &["title", "description", "currency"]);
    let prices = given["prices"].as_array().into_iter().flatten();
    let total = prices.filter_map(|price| price["amount"].as_i64()).fold(0_i64, i64::saturating_add);
    invoice["total_amount"] = total.into();
    invoice["start_parameter"] = "".into();
    invoice
}

/// The result itself as a message: its file, if the bot has it or somebody put it at its address, and otherwise a text
/// that names it.
fn own_content(bot: &BotCore, result: &Value, caption: Content) -> Content {
    let kind = result["type"].as_str().unwrap_or_default();
    let fields = |names: &[&str]| pick(result, names);
    let mut message = Content::new();
    match kind {
        "contact" => {
            message.insert("contact".to_owned(), fields(&["phone_number", "first_name", "last_name", "vcard"]));
        }
        "location" => drop(message.insert("location".to_owned(), fields(&["latitude", "longitude", "live_period"]))),
        "venue" => venue(&mut message, result),
        "game" => {
            let name = &result["game_short_name"];
            message.insert("game".to_owned(), json!({"title": name, "description": name, "photo": []}));
        }
        _ => {
            let kind = if matches!(kind, "gif" | "mpeg4_gif") { "animation" } else { kind };
            let named = |end: &str| {
                let mut fields = result.as_object().into_iter().flatten();
                fields.find(|(name, _)| name.ends_with(end) && !name.starts_with("thumb")).and_then(|(_, v)| v.as_str())
            };
            let file = named("_file_id").or_else(|| named("_url"));
            let input = json!({"type": kind, "media": file});
            match media::of_object(bot, &Params::default(), &input) {
                Ok(fields) => message.extend(fields),
                Err(_) => {
                    let title = result["title"].as_str().or(file).unwrap_or(kind);
                    message.insert("text".to_owned(), format!("[{kind}] {title}").into());
                    return message;
                }
            }
            message.extend(caption);
        }
    }
    message
}
