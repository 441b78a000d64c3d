//! Invite links, and people who ask to join.
//!
//! <https://core.telegram.org/bots/api#createchatinvitelink>

use serde_json::{Value, json};

use super::{ApiError, Success, members, target};
use crate::{
    bot::BotCore,
    http::Params,
    world::{World, member},
};

/// How many links of a chat are kept.
const MAX_LINKS: usize = 1_000;
const NO_RIGHTS: &str = "not enough rights to manage chat invite link";
/// The only period of a paid subscription, in seconds.
const PERIOD: i64 = 2_592_000;

fn may_invite(bot: &BotCore, params: &Params) -> Result<i64, ApiError> {
    let chat = target::chat_id(bot, params)?;
    members::must_be(bot, chat, &["group", "supergroup", "channel"], "CHAT_ID_INVALID")?;
    target::needs_admin(&bot.world(), chat, "can_invite_users", NO_RIGHTS)?;
    Ok(chat)
}

/// A new link without further settings.
fn new_link(world: &mut World) -> Value {
    let letters: String = (0..16).map(|_| world.rng.alphanumeric()).collect();
    json!({
        "invite_link": format!("https://t.me/+{letters}"),
        "creator": world.me_as_sender(),
        "creates_join_request": false,
        "is_primary": false,
        "is_revoked": false,
    })
}

/// Puts what the call says into a link.
fn apply(link: &mut Value, params: &Params, now: i64) -> Result<(), ApiError> {
    let date = params.id("expire_date");
    let limit = if params.id("member_limit") == 0 { 0 } else { params.number("member_limit", 0, 1..=99_999) };
    let by_request = params.flag("creates_join_request");
    if by_request && limit != 0 {
        return Err(ApiError::bad_request(
            "member limit can't be specified for links requiring administrator approval",
        ));
    }
    if date != 0 && date <= now {
        return Err(ApiError::bad_request("EXPIRE_DATE_INVALID"));
    }
    link["creates_join_request"] = by_request.into();
    for (name, value) in [("expire_date", date), ("member_limit", limit)] {
        put(link, name, (value != 0).then(|| value.into()));
    }
    put(link, "name", Some(params.text("name")).filter(|name| !name.is_empty()).map(Value::from));
    Ok(())
}

fn put(link: &mut Value, name: &str, value: Option<Value>) {
    let Some(fields) = link.as_object_mut() else { return };
    match value {
        Some(value) => drop(fields.insert(name.to_owned(), value)),
        None => drop(fields.remove(name)),
    }
}

fn add(world: &mut World, chat: i64, link: &Value) -> Result<Success, ApiError> {
    let links = &mut target::known_mut(world, chat)?.links;
    if links.len() >= MAX_LINKS {
        return Err(ApiError::bad_request("INVITES_TOO_MUCH"));
    }
    links.push(link.clone());
    Ok(Success::value(link))
}

pub(super) fn create(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = may_invite(bot, params)?;
    let mut world = bot.world();
    let mut link = new_link(&mut world);
    apply(&mut link, params, bot.clock.unix())?;
    add(&mut world, chat, &link)
}

pub(super) fn create_subscription(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = may_invite(bot, params)?;
    members::must_be(bot, chat, &["channel"], "CHAT_ID_INVALID")?;
    if params.id("subscription_period") != PERIOD {
        return Err(ApiError::bad_request("SUBSCRIPTION_PERIOD_INVALID"));
    }
    let mut world = bot.world();
    let mut link = new_link(&mut world);
    put(&mut link, "name", Some(params.text("name")).filter(|name| !name.is_empty()).map(Value::from));
    link["subscription_period"] = PERIOD.into();
    link["subscription_price"] = params.number("subscription_price", 1, 1..=10_000).into();
    add(&mut world, chat, &link)
}

/// Changes a link that is there and answers it.
fn change(
    bot: &BotCore,
    params: &Params,
    change: impl FnOnce(&mut Value) -> Result<(), ApiError>,
) -> Result<Success, ApiError> {
    let chat = may_invite(bot, params)?;
    let mut world = bot.world();
    let links = &mut target::known_mut(&mut world, chat)?.links;
    let wanted = params.text("invite_link");
    let found = links.iter_mut().find(|link| link["invite_link"] == wanted);
    let link = found.ok_or_else(|| ApiError::bad_request("INVITE_HASH_EXPIRED"))?;
    change(link)?;
    Ok(Success::value(link))
}

pub(super) fn edit(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let now = bot.clock.unix();
    change(bot, params, |link| match (&link["is_primary"], &link["is_revoked"]) {
        (Value::Bool(false), Value::Bool(false)) => apply(link, params, now),
        _ => Err(ApiError::bad_request("INVITE_HASH_EXPIRED")),
    })
}

pub(super) fn edit_subscription(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    change(bot, params, |link| {
        put(link, "name", Some(params.text("name")).filter(|name| !name.is_empty()).map(Value::from));
        Ok(())
    })
}

/// Revokes a link. Of the primary one a new one is made.
pub(super) fn revoke(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let mut was_primary = false;
    let result = change(bot, params, |link| {
        was_primary = link["is_primary"] == true;
        link["is_revoked"] = true.into();
        Ok(())
    })?;
    if was_primary {
        export(bot, params)?;
    }
    Ok(result)
}

/// A new primary link; the old one is revoked.
pub(super) fn export(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = may_invite(bot, params)?;
    let mut world = bot.world();
    let mut link = new_link(&mut world);
    link["is_primary"] = true.into();
    let text = link["invite_link"].clone();
    let known = target::known_mut(&mut world, chat)?;
    known.links.iter_mut().filter(|old| old["is_primary"] == true).for_each(|old| old["is_revoked"] = true.into());
    known.primary_link = text.as_str().map(str::to_owned);
    add(&mut world, chat, &link)?;
    Ok(Success::value(&text))
}

/// The bot's word about somebody who asked to join.
pub(super) fn answer_request(bot: &BotCore, params: &Params, approved: bool) -> Result<Success, ApiError> {
    let chat = may_invite(bot, params)?;
    bot.act(|world, date| {
        let (user, person) = target::person(world, params)?;
        let known = target::known_mut(world, chat)?;
        if known.is_member(user) {
            return Err(ApiError::bad_request("USER_ALREADY_PARTICIPANT"));
        }
        if !known.requests.remove(&user) {
            return Err(ApiError::bad_request("HIDE_REQUESTER_MISSING"));
        }
        if !approved {
            return Ok((Success::done(), Vec::new()));
        }
        let by = world.me_as_sender();
        let mut update = members::change(world, chat, &by, date, &member(&person))?;
        update["chat_member"]["via_join_request"] = true.into();
        Ok((Success::done(), vec![update]))
    })
}
