//! A chat's own settings: title, photo, description, permissions, stickers; and what is known of it.
//!
//! <https://core.telegram.org/bots/api#getchat>

use serde_json::{Value, json};

use super::{
    ApiError, Success, media, members,
    send::{self, Content},
    target::{self, Access},
};
use crate::{
    bot::BotCore,
    http::Params,
    world::{FileKind, PERMISSIONS, World, media_messages},
};

const GROUPS: [&str; 3] = ["group", "supergroup", "channel"];

/// The chat of a call that the bot may set up.
fn may_change(bot: &BotCore, params: &Params, text: &str) -> Result<i64, ApiError> {
    let chat = target::chat_id(bot, params)?;
    members::must_be(bot, chat, &GROUPS, "can't change private chat")?;
    target::needs(&bot.world(), chat, "can_change_info", text)?;
    Ok(chat)
}

/// What the chat is told, and so is the bot.
fn notice(world: &mut World, chat: i64, date: i64, name: &str, value: Value) -> Value {
    let mut content = Content::new();
    content.insert(name.to_owned(), value);
    let message = world.post_by_bot(chat, content, date);
    let kind = if message["chat"]["type"] == "channel" { "channel_post" } else { "message" };
    json!({kind: *message})
}

pub(super) fn set_title(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = may_change(bot, params, "not enough rights to change chat title")?;
    let title = params.text("title").trim();
    if title.is_empty() {
        return Err(ApiError::bad_request("title must be non-empty"));
    }
    bot.act(|world, date| {
        let known = target::known_mut(world, chat)?;
        if known.json["title"] == title {
            return Ok((Success::done(), Vec::new()));
        }
        known.json["title"] = title.into();
        let update = notice(world, chat, date, "new_chat_title", title.into());
        Ok((Success::done(), vec![update]))
    })
}

pub(super) fn set_description(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = may_change(bot, params, "not enough rights to set chat description")?;
    let description = params.text("description").trim();
    let mut world = bot.world();
    let about = &mut target::known_mut(&mut world, chat)?.about;
    let old = about.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    if old == description {
        return Err(ApiError::bad_request("chat description is not modified"));
    }
    about.remove("description");
    if !description.is_empty() {
        about.insert("description".to_owned(), description.into());
    }
    Ok(Success::done())
}

pub(super) fn set_photo(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let file = media::file(bot, params, "photo", FileKind::Photo)?;
    let chat = may_change(bot, params, "not enough rights to change chat photo")?;
    let size = media::photo_size(&file);
    bot.act(|world, date| {
        let photo = json!({
            "small_file_id": file.id(),
            "small_file_unique_id": size["file_unique_id"],
            "big_file_id": file.id(),
            "big_file_unique_id": size["file_unique_id"],
        });
        target::known_mut(world, chat)?.about.insert("photo".to_owned(), photo);
        let update = notice(world, chat, date, "new_chat_photo", json!([size]));
        Ok((Success::done(), vec![update]))
    })
}

pub(super) fn delete_photo(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = may_change(bot, params, "not enough rights to change chat photo")?;
    bot.act(|world, date| {
        if target::known_mut(world, chat)?.about.remove("photo").is_none() {
            return Err(ApiError::bad_request("CHAT_NOT_MODIFIED"));
        }
        let update = notice(world, chat, date, "delete_chat_photo", true.into());
        Ok((Success::done(), vec![update]))
    })
}

pub(super) fn set_permissions(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    members::must_be(bot, chat, &["group", "supergroup"], "can't change private chat permissions")?;
    target::needs_admin(&bot.world(), chat, "can_restrict_members", "not enough rights to change chat permissions")?;
    let permissions = members::permissions(params);
    target::known_mut(&mut bot.world(), chat)?.about.insert("permissions".to_owned(), permissions);
    Ok(Success::done())
}

/// The sticker set of a chat; nothing removes it.
pub(super) fn set_sticker_set(bot: &BotCore, params: &Params, name: Option<&str>) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    members::must_be(bot, chat, &["supergroup"], "method is available only for supergroups")?;
    let mut world = bot.world();
    target::needs_admin(&world, chat, "can_change_info", "not enough rights to set supergroup sticker set")?;
    if name.is_some_and(|name| world.stickers.get(name).is_none()) {
        return Err(ApiError::bad_request("STICKERSET_INVALID"));
    }
    let about = &mut target::known_mut(&mut world, chat)?.about;
    about.remove("sticker_set_name");
    if let Some(name) = name {
        about.insert("sticker_set_name".to_owned(), name.into());
    }
    Ok(Success::done())
}

pub(super) fn get_chat(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat(bot, params, "chat_id", Access::Read)?;
    let world = bot.world();
    let known = target::known(&world, chat)?;
    let mut json = known.json.clone();
    let fields = [
        ("accent_color_id", json!(chat.rem_euclid(7))),
        ("max_reaction_count", json!(11)),
        (
            "accepted_gift_types",
            json!({"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
                "premium_subscription": false, "gifts_from_channels": false}),
        ),
    ];
    for (name, value) in fields {
        json[name] = value;
    }
    if let Some(username) = known.json.get("username") {
        json["active_usernames"] = json!([username]);
    }
    if matches!(known.kind(), "group" | "supergroup") {
        json["permissions"] = json!({});
        for permission in PERMISSIONS {
            json["permissions"][permission] = known.permits(permission).into();
        }
        json["permissions"]["can_send_media_messages"] = media_messages(|right| known.permits(right)).into();
    }
    for (name, value) in &known.about {
        json[name] = value.clone();
    }
    if let Some(link) = &known.primary_link {
        json["invite_link"] = link.as_str().into();
    }
    if let Some(message) = known.pins.last().and_then(|id| known.message(*id)) {
        json["pinned_message"] = send::without(&send::shown(message), "reply_to_message");
    }
    Ok(Success::value(&json))
}
