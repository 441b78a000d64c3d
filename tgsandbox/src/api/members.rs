//! Who may do what in a chat: bans, restrictions, administrators.
//!
//! <https://core.telegram.org/bots/api#banchatmember>

use serde_json::{Value, json};

use super::{ApiError, Success, target};
use crate::{
    bot::BotCore,
    http::Params,
    world::{ADMIN_RIGHTS, PERMISSIONS, World, administrator, kicked, left, member, restricted},
};

/// Restrictions and bans for less or for more than this, in seconds, are for ever.
const SHORTEST: i64 = 30;
const LONGEST: i64 = 366 * 86_400;

const NO_RESTRICT: &str = "not enough rights to restrict/unrestrict chat member";
const NO_PROMOTE: &str = "not enough rights";

/// Puts somebody into another place and says what the bot is told of that.
pub(super) fn change(world: &mut World, chat: i64, by: &Value, date: i64, new: &Value) -> Result<Value, ApiError> {
    world.put_member(chat, by, date, new).ok_or_else(|| ApiError::bad_request("chat not found"))
}

fn until(params: &Params, now: i64) -> i64 {
    let date = params.id("until_date");
    if (now + SHORTEST..=now + LONGEST).contains(&date) { date } else { 0 }
}

/// Checks that the bot may act upon somebody, and answers who that is.
fn victim(bot: &BotCore, params: &Params, chat: i64, right: &str, text: &str) -> Result<(i64, Value), ApiError> {
    let world = bot.world();
    let known = target::known(&world, chat)?;
    if known.kind() == "private" {
        return Err(ApiError::bad_request("can't ban members in private chats"));
    }
    let (user, person) = target::person(&world, params)?;
    if user == world.bot_id() {
        return Err(ApiError::bad_request("can't restrict self"));
    }
    target::needs_admin(&world, chat, right, text)?;
    match known.status(user) {
        "creator" => Err(ApiError::bad_request("can't remove chat owner")),
        "administrator" if known.members[&user]["can_be_edited"] != true => {
            Err(ApiError::bad_request("user is an administrator of the chat"))
        }
        _ => Ok((user, person)),
    }
}

pub(super) fn ban(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let (user, person) = victim(bot, params, chat, "can_restrict_members", NO_RESTRICT)?;
    bot.act(|world, date| {
        if params.flag("revoke_messages") {
            target::known_mut(world, chat)?.delete_from(user);
        }
        let by = world.me_as_sender();
        let update = change(world, chat, &by, date, &kicked(&person, until(params, date)))?;
        Ok((Success::done(), vec![update]))
    })
}

pub(super) fn unban(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let (user, person) = victim(bot, params, chat, "can_restrict_members", NO_RESTRICT)?;
    bot.act(|world, date| {
        let known = target::known(world, chat)?;
        // Without the flag a member who was not banned is put out.
        let changes = known.status(user) == "kicked" || (known.is_member(user) && !params.flag("only_if_banned"));
        if !changes {
            return Ok((Success::done(), Vec::new()));
        }
        let by = world.me_as_sender();
        let update = change(world, chat, &by, date, &left(&person))?;
        Ok((Success::done(), vec![update]))
    })
}

pub(super) fn restrict(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    must_be(bot, chat, &["supergroup"], "method is available only for supergroups")?;
    let (user, person) = victim(bot, params, chat, "can_restrict_members", NO_RESTRICT)?;
    let permissions = permissions(params);
    bot.act(|world, date| {
        let is_member = target::known(world, chat)?.is_member(user);
        let free = PERMISSIONS.iter().all(|permission| permissions[permission] == true);
        let new = match (free, is_member) {
            (true, true) => member(&person),
            (true, false) => left(&person),
            (false, _) => restricted(&person, is_member, &permissions, until(params, date)),
        };
        let by = world.me_as_sender();
        let update = change(world, chat, &by, date, &new)?;
        Ok((Success::done(), vec![update]))
    })
}

/// The permissions of a call. Unless told otherwise, one that needs another gives that too.
pub(super) fn permissions(params: &Params) -> Value {
    let mut permissions = params.json("permissions").unwrap_or_default();
    let given = |permissions: &Value, name: &str| permissions[name] == true;
    let independent = params.flag("use_independent_chat_permissions");
    if !independent && ["can_send_other_messages", "can_add_web_page_previews"].iter().any(|p| given(&permissions, p)) {
        permissions["can_send_media_messages"] = true.into();
    }
    // The older name for six of them.
    let media = ["audios", "documents", "photos", "videos", "video_notes", "voice_notes"];
    if given(&permissions, "can_send_media_messages") {
        for kind in media {
            permissions[format!("can_send_{kind}")] = true.into();
        }
    }
    let any_medium = media.iter().any(|kind| permissions[format!("can_send_{kind}")] == true);
    if !independent && (any_medium || given(&permissions, "can_send_polls")) {
        permissions["can_send_messages"] = true.into();
    }
    // Whoever may pin before there were topics may manage them.
    for (name, from) in [
        ("can_manage_topics", "can_pin_messages"),
        ("can_react_to_messages", "can_send_messages"),
        ("can_edit_tag", "can_pin_messages"),
    ] {
        if permissions.get(name).is_none() {
            permissions[name] = given(&permissions, from).into();
        }
    }
    let mut clean = json!({});
    for permission in PERMISSIONS {
        clean[permission] = given(&permissions, permission).into();
    }
    clean
}

pub(super) fn promote(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    must_be(bot, chat, &["supergroup", "channel"], "method is available for supergroup and channel chats only")?;
    let (user, person) = victim(bot, params, chat, "can_promote_members", NO_PROMOTE)?;
    bot.act(|world, date| {
        let me = world.bot_id();
        let known = target::known(world, chat)?;
        if known.status(user) == "kicked" {
            return Err(ApiError::bad_request("USER_KICKED"));
        }
        // Nobody can give what they do not have.
        let given = |right: &str| params.flag(right) && known.may(me, right);
        let new = if ADMIN_RIGHTS.iter().any(|right| given(right)) {
            administrator(&person, known.kind(), given, true)
        } else if known.is_member(user) {
            member(&person)
        } else {
            left(&person)
        };
        let by = world.me_as_sender();
        let update = change(world, chat, &by, date, &new)?;
        Ok((Success::done(), vec![update]))
    })
}

pub(super) fn set_title(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    must_be(bot, chat, &["supergroup"], "method is available only for supergroups")?;
    let mut world = bot.world();
    let (user, _) = target::person(&world, params)?;
    let known = target::known_mut(&mut world, chat)?;
    match known.status(user) {
        "creator" => return Err(ApiError::bad_request("only the owner can edit their custom title")),
        "administrator" => {}
        _ => return Err(ApiError::bad_request("user is not an administrator")),
    }
    let Some(found) = known.members.get_mut(&user).filter(|member| member["can_be_edited"] == true) else {
        return Err(ApiError::bad_request("not enough rights to change custom title of the user"));
    };
    found["custom_title"] = params.text("custom_title").into();
    Ok(Success::done())
}

/// What stands behind a member's name.
pub(super) fn set_tag(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    must_be(bot, chat, &["group", "supergroup"], "method is available only for groups and supergroups")?;
    let mut world = bot.world();
    let (user, _) = target::person(&world, params)?;
    target::needs_admin(&world, chat, "can_manage_tags", "not enough rights to change member tags")?;
    let known = target::known_mut(&mut world, chat)?;
    let found = known.members.get_mut(&user).filter(|member| member["status"] == "member");
    let found = found.ok_or_else(|| ApiError::bad_request("PARTICIPANT_ID_INVALID"))?;
    found["tag"] = params.text("tag").into();
    Ok(Success::done())
}

pub(super) fn ban_sender_chat(bot: &BotCore, params: &Params, banned: bool) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    must_be(bot, chat, &["supergroup", "channel"], "method is available for supergroup and channel chats only")?;
    let sender = params.number("sender_chat_id", 0, i64::MIN..=i64::MAX);
    let mut world = bot.world();
    target::needs_admin(&world, chat, "can_restrict_members", NO_RESTRICT)?;
    if world.chat(sender).is_none_or(|sender| sender.kind() == "private") {
        return Err(ApiError::bad_request("CHANNEL_INVALID"));
    }
    let known = target::known_mut(&mut world, chat)?;
    if banned {
        known.banned_chats.insert(sender);
    } else {
        known.banned_chats.remove(&sender);
    }
    Ok(Success::done())
}

pub(super) fn get_member(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let now = bot.clock.unix();
    let mut world = bot.world();
    let (user, person) = target::person(&world, params)?;
    let known = target::known_mut(&mut world, chat)?;
    known.end_terms(now);
    if known.kind() == "private" {
        return Ok(Success::value(&member(&person)));
    }
    let found = known.members.get(&user).cloned().unwrap_or_else(|| left(&person));
    Ok(Success::value(&found))
}

pub(super) fn get_administrators(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let world = bot.world();
    let known = target::known(&world, chat)?;
    if known.kind() == "private" {
        return Err(ApiError::bad_request("there are no administrators in the private chat"));
    }
    let me = world.bot_id();
    let is_admin = |member: &&Value| matches!(member["status"].as_str(), Some("creator" | "administrator"));
    // Other bots are left out, this one is not.
    let shown =
        |member: &&Value| params.flag("return_bots") || member["user"]["is_bot"] != true || member["user"]["id"] == me;
    let found: Vec<_> = known.members.values().filter(is_admin).filter(shown).cloned().collect();
    Ok(Success::value(&found.into()))
}

pub(super) fn get_member_count(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    let world = bot.world();
    Ok(Success::value(&target::known(&world, chat)?.member_count().into()))
}

pub(super) fn leave(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let chat = target::chat_id(bot, params)?;
    must_be(bot, chat, &["group", "supergroup", "channel"], "chat member status can't be changed in private chats")?;
    bot.act(|world, date| {
        let me = world.me_as_sender();
        let mut update = change(world, chat, &me, date, &left(&me))?;
        let inner = update["chat_member"].take();
        Ok((Success::done(), vec![json!({"my_chat_member": inner})]))
    })
}

/// Refuses chats of other kinds.
pub(super) fn must_be(bot: &BotCore, chat: i64, kinds: &[&str], text: &str) -> Result<(), ApiError> {
    let world = bot.world();
    if kinds.contains(&target::known(&world, chat)?.kind()) { Ok(()) } else { Err(ApiError::bad_request(text)) }
}
