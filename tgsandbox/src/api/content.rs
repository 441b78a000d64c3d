//! Messages that are neither text nor media: places, contacts, dice, games, checklists, rich messages.
//!
//! <https://core.telegram.org/bots/api#sendlocation>

use serde_json::{Value, json};

use super::{
    ApiError, Success,
    send::{Content, post},
    text,
};
use crate::{bot::BotCore, http::Params};

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
    blocks(&params.json("rich_message").unwrap_or_default())
}

pub(super) fn blocks(input: &Value) -> Result<Value, ApiError> {
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
