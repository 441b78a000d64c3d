//! What people press: inline buttons, and the buttons of reply keyboards, some of which share something.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Asked, BotMessage, Group, Press, Sent, User, World};
use crate::error::Error;

/// Whom or what a button shares at most, unless it says otherwise.
const SHARED: u64 = 1;

impl User {
    /// Presses the inline button with this text (or this callback data) on the newest message of the private chat that
    /// has one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no message has such a button, or when it is one that sends the bot nothing, as a link.
    pub async fn press(&self, button: &str) -> Result<Press, Error> {
        self.press_on(self.id(), button)
    }

    /// As [`press`](Self::press), in a group.
    ///
    /// # Errors
    /// As there.
    pub async fn press_in(&self, group: &Group, button: &str) -> Result<Press, Error> {
        self.press_on(group.id(), button)
    }

    fn press_on(&self, chat: i64, button: &str) -> Result<Press, Error> {
        let messages: Vec<_> = self.bot().world().log(chat).into_iter().map(BotMessage::new).collect();
        let found = messages.iter().rev().find_map(|message| Some((message, message.inline_button(button)?)));
        let Some((message, found)) = found else {
            let seen: Vec<_> = messages.iter().flat_map(BotMessage::buttons).collect();
            return Err(Error::NotFound(format!("no button {button:?}; there are: {}", seen.join(", "))));
        };
        let Some(data) = found.get("callback_data") else {
            return Err(Error::NotFound(format!("the button {button:?} sends the bot nothing")));
        };
        Ok(self.press_data(message.json(), data))
    }

    /// Presses the button of a message that has this callback data.
    pub(crate) fn press_data(&self, message: &Value, data: &Value) -> Press {
        let now = self.bot().clock.now();
        let number = |value: &Value| value.as_i64().unwrap_or_default();
        let (chat, id) = (number(&message["chat"]["id"]), number(&message["message_id"]));
        let (query, update_id) = self.bot().happen(|world, _| {
            let query = world.new_query(Asked::Button, now);
            let mut press = json!({
                "id": query.to_string(),
                "from": self.json(),
                "chat_instance": chat.wrapping_mul(7_919).to_string(),
                "data": data,
            });
            // Of a message that came of an inline query the bot knows the number alone.
            match world.inline_id(chat, id) {
                Some(inline) => press["inline_message_id"] = inline.into(),
                None => press["message"] = message.clone(),
            }
            (query, json!({"callback_query": press}))
        });
        Press { bot: Arc::clone(self.bot()), query, timeout: self.timeout(), update_id }
    }

    /// Presses a button of the newest reply keyboard of the private chat that has it: sends its text, or shares what it
    /// asks for: the person's number, a place, other people or a chat that the bot knows.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no message has such a button, or there is nothing to share.
    pub async fn tap(&self, button: &str) -> Result<Sent, Error> {
        let found = self.messages().iter().rev().find_map(|message| message.reply_button(button).cloned());
        let found = found.ok_or_else(|| Error::NotFound(format!("no reply keyboard has a button {button:?}")))?;
        self.tap_button(self.id(), &found).map_err(Error::NotFound)
    }

    /// Presses a button of a reply keyboard; the error says why nothing comes of it.
    pub(crate) fn tap_button(&self, chat: i64, button: &Value) -> Result<Sent, String> {
        let asks = |name: &str| button.get(name).filter(|asked| !asked.is_null() && **asked != false);
        let private = chat == self.id();
        let alone = |what: &str| Err(format!("{what} can be shared in a private chat only"));
        let mut content = Map::new();
        if asks("request_contact").is_some() {
            if !private {
                return alone("a phone number");
            }
            // Numbers from 555-0100 to 555-0199 are nobody's.
            let mut contact = json!({"phone_number": "+12025550123", "user_id": self.id()});
            for name in ["first_name", "last_name"] {
                if let Some(value) = self.json().get(name) {
                    contact[name] = value.clone();
                }
            }
            content.insert("contact".to_owned(), contact);
        } else if asks("request_location").is_some() {
            if !private {
                return alone("a location");
            }
            content.insert("location".to_owned(), json!({"latitude": 51.4779, "longitude": -0.0015}));
        } else if let Some(request) = asks("request_users") {
            if !private {
                return alone("people");
            }
            content = users(&self.bot().world(), request, self.id()).ok_or("the bot knows nobody else who fits")?;
        } else if let Some(request) = asks("request_chat") {
            if !private {
                return alone("a chat");
            }
            content = chat_shared(&self.bot().world(), request).ok_or("the bot knows no chat that fits")?;
        } else if let Some(name) =
            ["request_poll", "web_app", "request_managed_bot"].into_iter().find(|name| asks(name).is_some())
        {
            return Err(format!("buttons with {name} open what is in Telegram's own apps, and not in the sandbox"));
        } else {
            let text = button["text"].as_str().or_else(|| button.as_str()).unwrap_or_default();
            return Ok(self.post(chat, text));
        }
        Ok(self.post_content(chat, content))
    }
}

/// The message that shares people, those with the lowest numbers.
fn users(world: &World, request: &Value, but: i64) -> Option<Map<String, Value>> {
    let most = request["max_quantity"].as_u64().unwrap_or(SHARED).clamp(1, 10);
    let fits = |person: &&Value| {
        person["id"] != but
            && (request["user_is_bot"] != true)
            && (request["user_is_premium"].is_null()
                || request["user_is_premium"] == person["is_premium"].as_bool().unwrap_or_default())
    };
    let mut found: Vec<_> = world.people.values().filter(fits).collect();
    found.sort_by_key(|person| person["id"].as_i64());
    found.truncate(usize::try_from(most).unwrap_or(1));
    let ids: Vec<_> = found.iter().map(|person| person["id"].clone()).collect();
    let first = ids.first()?.clone();
    let shown = |person: &&Value| {
        let mut shared = json!({"user_id": person["id"]});
        for (asked, names) in [("request_name", &["first_name", "last_name"][..]), ("request_username", &["username"])]
        {
            for name in names.iter().filter(|_| request[asked] == true) {
                if let Some(value) = person.get(*name) {
                    shared[*name] = value.clone();
                }
            }
        }
        shared
    };
    let id = &request["request_id"];
    let mut content = Map::new();
    // The names that these had before stand beside those of now.
    let users: Vec<_> = found.iter().map(shown).collect();
    content.insert("users_shared".to_owned(), json!({"request_id": id, "user_ids": ids, "users": users}));
    content.insert("user_shared".to_owned(), json!({"request_id": id, "user_id": first}));
    Some(content)
}

/// The message that shares a chat, the newest one.
fn chat_shared(world: &World, request: &Value) -> Option<Map<String, Value>> {
    let channel = request["chat_is_channel"] == true;
    let fits = |(id, chat): &(&i64, &super::Chat)| {
        **id < 0
            && (chat.kind() == "channel") == channel
            && request["chat_is_forum"].as_bool().is_none_or(|forum| forum == chat.is_forum())
            && request["chat_has_username"].as_bool().is_none_or(|named| named == chat.json.get("username").is_some())
    };
    let (id, chat) = world.chats.iter().filter(fits).min_by_key(|(id, _)| **id)?;
    let mut shared = json!({"request_id": request["request_id"], "chat_id": id});
    for (asked, name) in [("request_title", "title"), ("request_username", "username")] {
        if let Some(value) = chat.json.get(name).filter(|_| request[asked] == true) {
            shared[name] = value.clone();
        }
    }
    let mut content = Map::new();
    content.insert("chat_shared".to_owned(), shared);
    Some(content)
}
