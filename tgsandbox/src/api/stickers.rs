//! Stickers by id, and sets of them that the bot makes.
//!
//! <https://core.telegram.org/bots/api#stickers>

use serde_json::{Value, json};

use super::{ApiError, Success, media, target};
use crate::{
    bot::BotCore,
    http::Params,
    world::{FileKind, StickerSet, World, shown_sticker},
};

/// The most stickers of one set.
const MAX_STICKERS: usize = 200;

pub(super) fn upload(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let file = media::file(bot, params, "sticker", FileKind::Sticker)?;
    target::person(&bot.world(), params)?;
    Ok(Success::value(&file.describe()))
}

/// The Sticker object of an `InputSticker`.
fn sticker(bot: &BotCore, params: &Params, input: &Value, set: &str, kind: &str) -> Result<Value, ApiError> {
    let emoji = input["emoji_list"].as_array().map(Vec::as_slice).unwrap_or_default();
    if emoji.is_empty() {
        return Err(ApiError::bad_request("can't parse sticker: emoji list must be non-empty"));
    }
    let media = json!({"type": "sticker", "media": input["sticker"], "emoji": emoji[0]});
    let mut fields = media::of_object(bot, params, &media)?;
    let mut sticker = fields.remove("sticker").unwrap_or_default();
    sticker["type"] = kind.into();
    sticker["set_name"] = set.into();
    sticker["is_animated"] = (input["format"] == "animated").into();
    sticker["is_video"] = (input["format"] == "video").into();
    sticker["emoji_list"] = emoji.into();
    sticker["keywords"] = input["keywords"].clone();
    if kind == "mask" && !input["mask_position"].is_null() {
        sticker["mask_position"] = input["mask_position"].clone();
    }
    if kind == "custom_emoji" {
        sticker["custom_emoji_id"] = bot.world().new_number().to_string().into();
    }
    Ok(sticker)
}

pub(super) fn create(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let name = params.text("name");
    let by_bot = format!("_by_{}", bot.world().username());
    let letters = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    if !name.to_ascii_lowercase().ends_with(&by_bot.to_ascii_lowercase()) || !name.bytes().all(letters) {
        return Err(ApiError::bad_request("invalid sticker set name is specified"));
    }
    let kind = match params.text("sticker_type") {
        "" => "regular".to_owned(),
        kind => kind.to_ascii_lowercase(),
    };
    let mut stickers = Vec::new();
    for input in params.json("stickers").as_ref().and_then(Value::as_array).into_iter().flatten() {
        stickers.push(sticker(bot, params, input, name, &kind)?);
    }
    let mut world = bot.world();
    target::person(&world, params)?;
    let set = StickerSet { title: params.text("title").to_owned(), kind, stickers, thumbnail: None };
    if world.stickers.add(name, set) {
        Ok(Success::done())
    } else {
        Err(ApiError::bad_request("sticker set name is already occupied"))
    }
}

fn set<'a>(world: &'a mut World, params: &Params) -> Result<&'a mut StickerSet, ApiError> {
    world.stickers.get(params.text("name")).ok_or_else(invalid)
}

fn invalid() -> ApiError {
    ApiError::bad_request("STICKERSET_INVALID")
}

/// The sticker of a call, in its set.
fn in_set<'a>(world: &'a mut World, file_id: &str) -> Result<(&'a mut StickerSet, usize), ApiError> {
    world.stickers.find(file_id).ok_or_else(|| ApiError::bad_request("STICKER_INVALID"))
}

pub(super) fn get_set(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let found = bot.world().stickers.describe(params.text("name"));
    found.map(|set| Success::value(&set)).ok_or_else(invalid)
}

pub(super) fn get_custom_emoji(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let ids = params.json("custom_emoji_ids").and_then(|ids| ids.as_array().cloned()).unwrap_or_default();
    let world = bot.world();
    let found: Vec<_> = ids.iter().filter_map(|id| world.stickers.custom_emoji(id.as_str()?)).collect();
    Ok(Success::value(&found.into()))
}

pub(super) fn add(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let kind = set(&mut bot.world(), params)?.kind.clone();
    let input = params.json("sticker").unwrap_or_default();
    let sticker = sticker(bot, params, &input, params.text("name"), &kind)?;
    let mut world = bot.world();
    let stickers = &mut set(&mut world, params)?.stickers;
    if stickers.len() >= MAX_STICKERS {
        return Err(ApiError::bad_request("STICKERS_TOO_MUCH"));
    }
    stickers.push(sticker);
    Ok(Success::done())
}

pub(super) fn replace(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let kind = set(&mut bot.world(), params)?.kind.clone();
    let old = params.text("old_sticker");
    in_set(&mut bot.world(), old)?;
    let input = params.json("sticker").unwrap_or_default();
    let sticker = sticker(bot, params, &input, params.text("name"), &kind)?;
    let mut world = bot.world();
    let (set, at) = in_set(&mut world, old)?;
    set.stickers[at] = sticker;
    Ok(Success::done())
}

pub(super) fn set_position(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut world = bot.world();
    let (set, at) = in_set(&mut world, params.text("sticker"))?;
    let to = usize::try_from(params.id("position")).unwrap_or(usize::MAX).min(set.stickers.len() - 1);
    let sticker = set.stickers.remove(at);
    set.stickers.insert(to, sticker);
    Ok(Success::done())
}

pub(super) fn delete(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut world = bot.world();
    let (set, at) = in_set(&mut world, params.text("sticker"))?;
    set.stickers.remove(at);
    Ok(Success::done())
}

/// Sets one field of a sticker from a parameter of the call.
pub(super) fn set_field(
    bot: &BotCore,
    params: &Params,
    field: &str,
    value: Option<Value>,
) -> Result<Success, ApiError> {
    let mut world = bot.world();
    let (set, at) = in_set(&mut world, params.text("sticker"))?;
    let Some(fields) = set.stickers[at].as_object_mut() else { return Err(invalid()) };
    if field == "emoji_list" {
        let first = value.as_ref().and_then(|list| list.get(0)).cloned().unwrap_or_default();
        fields.insert("emoji".to_owned(), first);
    }
    match value {
        Some(value) => drop(fields.insert(field.to_owned(), value)),
        None => drop(fields.remove(field)),
    }
    Ok(Success::done())
}

pub(super) fn set_title(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    params.text("title").clone_into(&mut set(&mut bot.world(), params)?.title);
    Ok(Success::done())
}

pub(super) fn set_thumbnail(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    set(&mut bot.world(), params)?;
    let given = params.upload("thumbnail").is_some() || !params.text("thumbnail").is_empty();
    let thumbnail = match given {
        true => Some(media::photo_size(&media::file(bot, params, "thumbnail", FileKind::Thumbnail)?)),
        false => None,
    };
    set(&mut bot.world(), params)?.thumbnail = thumbnail;
    Ok(Success::done())
}

/// The picture of a set of custom emoji is one of its stickers.
pub(super) fn set_emoji_thumbnail(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let id = params.text("custom_emoji_id");
    let mut world = bot.world();
    let set = set(&mut world, params)?;
    if id.is_empty() {
        set.thumbnail = None;
        return Ok(Success::done());
    }
    let found = set.stickers.iter().find(|sticker| sticker["custom_emoji_id"] == id).map(shown_sticker);
    let sticker = found.ok_or_else(|| ApiError::bad_request("STICKER_INVALID"))?;
    let picture = ["file_id", "file_unique_id", "file_size", "width", "height"];
    set.thumbnail = Some(
        picture
            .iter()
            .map(|name| ((*name).to_owned(), sticker[*name].clone()))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    );
    Ok(Success::done())
}

pub(super) fn delete_set(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    if bot.world().stickers.remove(params.text("name")) { Ok(Success::done()) } else { Err(invalid()) }
}
