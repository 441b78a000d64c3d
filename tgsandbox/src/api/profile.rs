//! What a bot says of itself: commands, name, descriptions, menu button, the rights it asks for, its photo.
//!
//! <https://core.telegram.org/bots/api#setmycommands>

use serde_json::{Map, Value, json};

use super::{ApiError, Success, target};
use crate::{
    bot::BotCore,
    http::Params,
    world::{ADMIN_RIGHTS, rights_object},
};

/// The most commands of one list.
const MAX_COMMANDS: usize = 100;
/// The longest command, in characters.
const MAX_COMMAND: usize = 32;

fn language(params: &Params) -> Result<&str, ApiError> {
    let language = params.text("language_code");
    let fits = language.is_empty() || (language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase()));
    if fits { Ok(language) } else { Err(ApiError::bad_request("invalid language code specified")) }
}

/// The scope of a call, as the key of its list: `default`, `chat:5`, `chat_member:5:6` and so on.
fn scope(bot: &BotCore, params: &Params) -> Result<String, ApiError> {
    let Some(scope) = params.json("scope") else { return Ok("default".to_owned()) };
    let kind = scope["type"].as_str().unwrap_or("default");
    if !kind.starts_with("chat") {
        return Ok(kind.to_owned());
    }
    let text = |name: &str| match &scope[name] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let given = text("chat_id");
    let world = bot.world();
    let id = match given.strip_prefix('@') {
        Some(name) => world.chat_by_username(name),
        None => given.parse().ok().filter(|id| world.chat(*id).is_some()),
    };
    let id = id.ok_or_else(|| ApiError::bad_request("chat not found"))?;
    if kind == "chat_member" { Ok(format!("{kind}:{id}:{}", text("user_id"))) } else { Ok(format!("{kind}:{id}")) }
}

pub(super) fn set_commands(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let commands = params.json("commands").unwrap_or_else(|| json!([]));
    let list = commands.as_array().map(Vec::as_slice).unwrap_or_default();
    if list.len() > MAX_COMMANDS {
        return Err(ApiError::bad_request("BOT_COMMANDS_TOO_MUCH"));
    }
    let mut clean = Vec::new();
    for command in list {
        let name = command["command"].as_str().unwrap_or_default().trim_start_matches('/').to_ascii_lowercase();
        let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if !(1..=MAX_COMMAND).contains(&name.len()) || !name.bytes().all(letters) {
            return Err(ApiError::bad_request("BOT_COMMAND_INVALID"));
        }
        let description = command["description"].as_str().unwrap_or_default().trim();
        if description.is_empty() {
            return Err(ApiError::bad_request("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
        clean.push(json!({"command": name, "description": description}));
    }
    let (scope, language) = (scope(bot, params)?, language(params)?);
    bot.world().settings.set_commands(scope, language, clean.into());
    Ok(Success::done())
}

pub(super) fn delete_commands(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let (scope, language) = (scope(bot, params)?, language(params)?);
    bot.world().settings.set_commands(scope, language, json!([]));
    Ok(Success::done())
}

pub(super) fn get_commands(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let (scope, language) = (scope(bot, params)?, language(params)?);
    Ok(Success::value(&bot.world().settings.commands(&scope, language)))
}

/// `setMyName` and its neighbours: the name of the parameter is that of the text.
pub(super) fn set_text(bot: &BotCore, params: &Params, what: &'static str) -> Result<Success, ApiError> {
    let language = language(params)?;
    bot.world().settings.set_text(what, language, params.text(what).trim());
    Ok(Success::done())
}

pub(super) fn get_text(bot: &BotCore, params: &Params, what: &'static str) -> Result<Success, ApiError> {
    let language = language(params)?;
    let world = bot.world();
    let own = world.settings.text(what, language).unwrap_or_default();
    let text = if what == "name" && own.is_empty() { world.me()["first_name"].clone() } else { own.into() };
    Ok(Success::value(&json!({what: text})))
}

pub(super) fn set_menu_button(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let button = params.json("menu_button").unwrap_or_else(|| json!({"type": "default"}));
    let chat = private_chat(bot, params)?;
    bot.world().settings.set_menu_button(chat, button);
    Ok(Success::done())
}

pub(super) fn get_menu_button(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = private_chat(bot, params)?;
    Ok(Success::value(&bot.world().settings.menu_button(chat)))
}

/// The private chat of a call; 0 for all.
fn private_chat(bot: &BotCore, params: &Params) -> Result<i64, ApiError> {
    if params.text("chat_id").is_empty() {
        return Ok(0);
    }
    let chat = target::chat_id(bot, params)?;
    if chat > 0 { Ok(chat) } else { Err(ApiError::bad_request("private chat not found")) }
}

pub(super) fn set_rights(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let given = params.json("rights").and_then(|rights| rights.as_object().cloned());
    let known = |rights: Map<String, Value>| {
        rights.into_iter().filter(|(name, value)| ADMIN_RIGHTS.contains(&name.as_str()) && *value == true).collect()
    };
    bot.world().settings.set_rights(params.flag("for_channels"), given.map(known));
    Ok(Success::done())
}

pub(super) fn get_rights(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let channels = params.flag("for_channels");
    let world = bot.world();
    let kind = if channels { "channel" } else { "supergroup" };
    Ok(Success::value(&rights_object(kind, |right| world.settings.has_right(channels, right))))
}

/// A token for a bot that this one would manage. There is no such bot here, so it opens nothing.
pub(super) fn managed_token(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut world = bot.world();
    let secret: String = (0..35).map(|_| world.rng.alphanumeric()).collect();
    Ok(Success::value(&format!("{}:{secret}", params.id("user_id")).into()))
}
