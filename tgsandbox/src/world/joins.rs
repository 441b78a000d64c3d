//! How people come into a chat: asked to be let in, or by a link that the bot made; and what the chat is told.
//!
//! <https://core.telegram.org/bots/api#chatinvitelink>

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Chat, User, World, member};
use crate::error::Error;

impl User {
    /// Opens an invite link that the bot made: joins its chat, or asks to if the link needs the consent of an
    /// administrator. The bot gets `chat_member` or `chat_join_request` with the link in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such link, it is revoked, expired or used up, or this person is banned.
    pub async fn open_link(&self, link: &str) -> Result<(), Error> {
        let not_found = |text: &str| Error::NotFound(format!("the link {link}: {text}"));
        let now = self.bot().clock.unix();
        let found = self.bot().world().link(link);
        let (chat, found) = found.ok_or_else(|| not_found("the bot made no such link"))?;
        if found["is_revoked"] == true {
            return Err(not_found("it is revoked"));
        }
        if found["expire_date"].as_i64().is_some_and(|date| date <= now) {
            return Err(not_found("it has expired"));
        }
        if found["creates_join_request"] == true {
            self.ask_to_join(chat, Some(&found));
            return Ok(());
        }
        let mut problem = None;
        self.bot().happen_all(|world, date| {
            world.add_person(self.json());
            let me = world.bot_id();
            let Some(known) = world.chat_mut(chat) else { return Vec::new() };
            known.end_terms(date);
            let came = known.came_by.get(link).copied().unwrap_or_default();
            if known.status(self.id()) == "kicked" {
                problem = Some("this person is banned from the chat");
            } else if found["member_limit"].as_i64().is_some_and(|limit| came >= limit) {
                problem = Some("as many have come by it as may");
            } else if known.is_member(self.id()) {
                problem = Some("this person is in the chat already");
            }
            if problem.is_some() {
                return Vec::new();
            }
            known.came_by.insert(link.to_owned(), came + 1);
            let (told, is_channel) = (known.is_admin(me), known.kind() == "channel");
            let mut change = world.put_member(chat, self.json(), date, &member(self.json())).unwrap_or_default();
            change["chat_member"]["invite_link"] = found.clone();
            let mut updates = Vec::new();
            if !is_channel {
                updates.push(json!({"message": *world.post_notice(chat, self.json(), "new_chat_members", date)}));
            }
            if told {
                updates.push(change);
            }
            updates
        });
        problem.map_or(Ok(()), |text| Err(not_found(text)))
    }

    /// Asks to join; the bot is told if it may invite people.
    pub(super) fn ask_to_join(&self, chat: i64, link: Option<&Value>) -> Option<u64> {
        let ids = self.bot().happen_all(|world, date| {
            world.add_person(self.json());
            let me = world.bot_id();
            let Some(known) = world.chat_mut(chat) else { return Vec::new() };
            known.requests.insert(self.id());
            if !known.is_admin(me) || !known.may(me, "can_invite_users") {
                return Vec::new();
            }
            let mut request = json!({"chat": known.json, "from": self.json(), "user_chat_id": self.id(), "date": date});
            if let Some(link) = link {
                request["invite_link"] = link.clone();
            }
            vec![json!({"chat_join_request": request})]
        });
        ids.into_iter().next().flatten()
    }
}

impl World {
    /// Tells a chat that somebody came (`new_chat_members`) or went (`left_chat_member`).
    pub(super) fn post_notice(&mut self, chat: i64, person: &Value, notice: &str, date: i64) -> Arc<Value> {
        let mut content = Map::new();
        content.insert(notice.to_owned(), if notice == "new_chat_members" { json!([person]) } else { person.clone() });
        // Names that this had before.
        let old: &[&str] = match notice {
            "new_chat_members" => &["new_chat_participant", "new_chat_member"],
            _ => &["left_chat_participant"],
        };
        content.extend(old.iter().map(|name| ((*name).to_owned(), person.clone())));
        self.post_by_user(chat, person, content, date)
    }

    /// An invite link that the bot made, and its chat.
    fn link(&self, link: &str) -> Option<(i64, Value)> {
        let of_chat = |chat: &Chat| chat.links.iter().find(|one| one["invite_link"] == link).cloned();
        self.chats.iter().find_map(|(id, chat)| Some((*id, of_chat(chat)?)))
    }
}
