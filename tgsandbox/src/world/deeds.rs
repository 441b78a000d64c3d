//! What people do beside writing: react, vote, join, ask to join, pay.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Asked, BotMessage, Group, Order, Polls, Sent, User, World, member};
use crate::error::Error;

impl User {
    /// Reacts to a message with an emoji, or takes the reaction back with an empty one; answers the id of the
    /// `message_reaction` update, of which a channel gives only the counts (`message_reaction_count`). A bot has to ask
    /// for both.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the message is not there any more.
    pub async fn react(&self, message: &BotMessage, emoji: &str) -> Result<Option<u64>, Error> {
        let (chat, id, person) = (message.chat_id(), message.message_id(), self.json());
        let new = if emoji.is_empty() { json!([]) } else { json!([{"type": "emoji", "emoji": emoji}]) };
        self.bot().world().message(chat, id).ok_or_else(|| not_there(chat, id))?;
        let deed = |world: &mut World, date: i64| {
            world.add_person(person);
            let Some(known) = world.chat_mut(chat) else { return ((), json!({})) };
            let old = known.react(id, self.id(), new.clone()).unwrap_or_else(|| json!([]));
            if known.kind() == "channel" {
                // Nobody is told who that was.
                let counts = known.reaction_counts(id);
                let count = json!({"chat": known.json, "message_id": id, "date": date, "reactions": counts});
                return ((), json!({"message_reaction_count": count}));
            }
            let update = json!({"message_reaction": {
                "chat": known.json,
                "message_id": id,
                "user": person,
                "date": date,
                "old_reaction": old,
                "new_reaction": new,
            }});
            ((), update)
        };
        Ok(self.bot().happen(deed).1)
    }

    /// Votes in a poll of the bot for the options with these texts; none takes the vote back. The bot gets `poll`, and
    /// `poll_answer` if the poll is not anonymous.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the message has no poll or the poll no such option, or does not take the vote.
    pub async fn vote(&self, message: &BotMessage, options: &[&str]) -> Result<(), Error> {
        let (user, person) = (self.id(), self.json());
        let not_found = |text: &str| Error::NotFound(format!("message {}: {text}", message.message_id()));
        let id = Polls::id_of(message.json()).ok_or_else(|| not_found("there is no poll in it"))?;
        let mut problem = None;
        self.bot().happen_all(|world, _| {
            world.add_person(person);
            let Some(poll) = world.polls.get(id) else {
                problem = Some(not_found("the poll is not kept any more"));
                return Vec::new();
            };
            let chosen: Option<Vec<usize>> = options.iter().map(|option| poll.option(option)).collect();
            let voted = chosen.ok_or("the poll has no such option").and_then(|chosen| {
                poll.vote(user, chosen.clone())?;
                Ok(chosen)
            });
            let chosen = match voted {
                Ok(chosen) => chosen,
                Err(text) => {
                    problem = Some(not_found(text));
                    return Vec::new();
                }
            };
            let (chat, number, json) = (poll.chat, poll.message, poll.describe());
            let answer = json!({"poll_answer": {
                "poll_id": id.to_string(),
                "user": person,
                "option_ids": chosen,
                "option_persistent_ids": poll.option_ids(&chosen),
            }});
            let anonymous = poll.is_anonymous();
            world.change(chat, number, |message| drop(message.insert("poll".to_owned(), json.clone())));
            let mut updates = vec![json!({"poll": json})];
            if !anonymous {
                updates.push(answer);
            }
            updates
        });
        problem.map_or(Ok(()), Err)
    }

    /// Joins a group by itself.
    ///
    /// # Errors
    /// [`Error::NotFound`] when this person is banned there.
    pub async fn join(&self, group: &Group) -> Result<(), Error> {
        let now = self.bot().clock.unix();
        let banned = self.bot().world().chat_mut(group.id()).is_some_and(|chat| {
            chat.end_terms(now);
            chat.status(self.id()) == "kicked"
        });
        if banned {
            return Err(Error::NotFound("this person is banned from the group".to_owned()));
        }
        group.add(self).await;
        Ok(())
    }

    /// Leaves a group.
    pub async fn leave(&self, group: &Group) {
        group.remove(self).await;
    }

    /// Asks to join a group; answers the id of the `chat_join_request` update.
    pub async fn request_to_join(&self, group: &Group) -> Option<u64> {
        let (id, person) = (group.id(), self.json());
        let deed = |world: &mut World, date: i64| {
            world.add_person(person);
            let Some(chat) = world.chat_mut(id) else { return ((), json!({})) };
            chat.requests.insert(self.id());
            let update = json!({"chat_join_request": {
                "chat": chat.json,
                "from": person,
                "user_chat_id": self.id(),
                "date": date,
            }});
            ((), update)
        };
        self.bot().happen(deed).1
    }

    /// Presses the button to pay of an invoice. Where the invoice asks for an address the bot is asked for the ways of
    /// shipping (`shipping_query`), otherwise for its consent (`pre_checkout_query`).
    ///
    /// # Errors
    /// [`Error::NotFound`] when the message has no invoice.
    pub async fn order(&self, message: &BotMessage) -> Result<Order, Error> {
        let (chat, id) = (message.chat_id(), message.message_id());
        let mut bill = self.bot().world().invoice(chat, id).ok_or_else(|| not_there(chat, id))?;
        let ships = bill["is_flexible"] == true && bill["need_shipping_address"] == true;
        let invoice = &message.json()["invoice"];
        bill["currency"] = invoice["currency"].clone();
        bill["total_amount"] = invoice["total_amount"].clone();
        let (asked, now) = (if ships { Asked::Shipping } else { Asked::PreCheckout }, self.bot().clock.now());
        let deed = |world: &mut World, _| {
            let query = world.new_query(asked, now);
            let mut question =
                json!({"id": query.to_string(), "from": self.json(), "invoice_payload": bill["payload"]});
            let kind = if ships {
                question["shipping_address"] = json!({
                    "country_code": "DE",
                    "state": "",
                    "city": "Berlin",
                    "street_line1": "Street 1",
                    "street_line2": "",
                    "post_code": "10115",
                });
                "shipping_query"
            } else {
                question["currency"] = bill["currency"].clone();
                question["total_amount"] = bill["total_amount"].clone();
                "pre_checkout_query"
            };
            (query, json!({kind: question}))
        };
        let (query, update_id) = self.bot().happen(deed);
        let (bot, timeout) = (Arc::clone(self.bot()), self.timeout());
        Ok(Order { bot, query, timeout, update_id, chat, person: Arc::new(self.json().clone()), bill })
    }

    /// Sends a file to the private chat.
    pub async fn send_document(&self, file_name: &str, data: impl Into<bytes::Bytes> + Send) -> Sent {
        let id = self.bot().world().add_file(super::FileKind::Document, file_name, "", data.into());
        let mut document = self.bot().world().file(&id).map(super::StoredFile::fields).unwrap_or_default();
        document["file_name"] = file_name.into();
        let mut content = Map::new();
        content.insert("document".to_owned(), document);
        self.post_content(self.id(), content)
    }

    /// Sends a picture to the private chat.
    pub async fn send_photo(&self, data: impl Into<bytes::Bytes> + Send) -> Sent {
        let id = self.bot().world().add_file(super::FileKind::Photo, "", "", data.into());
        let mut size = self.bot().world().file(&id).map(super::StoredFile::fields).unwrap_or_default();
        size["width"] = 320.into();
        size["height"] = 320.into();
        let mut content = Map::new();
        content.insert("photo".to_owned(), json!([size]));
        self.post_content(self.id(), content)
    }

    /// Sends anything to the private chat: the fields of a Message object that say what it is, such as
    /// `{"contact": {..}}` or `{"location": {..}}`. Fields that the server writes are replaced.
    pub async fn send_content(&self, content: Value) -> Sent {
        self.post_content(self.id(), content.as_object().cloned().unwrap_or_default())
    }

    /// Answers a message of the bot where it is.
    pub async fn reply(&self, message: &BotMessage, text: impl Into<String> + Send) -> Sent {
        let mut content = super::user::text_content(&text.into());
        let mut answered = message.json().clone();
        if let Some(fields) = answered.as_object_mut() {
            fields.remove("reply_to_message");
        }
        content.insert("reply_to_message".to_owned(), answered);
        self.post_content(message.chat_id(), content)
    }

    /// The commands that this person sees in the private chat, by scope and language: names and descriptions.
    #[must_use]
    pub fn commands(&self) -> Vec<(String, String)> {
        let scopes = [format!("chat:{}", self.id()), "all_private_chats".to_owned(), "default".to_owned()];
        let language = self.json()["language_code"].as_str().unwrap_or_default();
        let list = self.bot().world().settings.commands_for(&scopes, language);
        let text = |command: &Value, name: &str| command[name].as_str().unwrap_or_default().to_owned();
        let commands = list.as_array().into_iter().flatten();
        commands.map(|command| (text(command, "command"), text(command, "description"))).collect()
    }

    /// Makes this person somebody who wrote in a group before.
    pub(super) fn enter(&self, world: &mut World, chat: i64) {
        world.add_person(self.json());
        let Some(known) = world.chat_mut(chat) else { return };
        if known.kind() != "private" && !known.members.contains_key(&self.id()) {
            known.members.insert(self.id(), member(self.json()));
        }
    }
}

fn not_there(chat: i64, id: i64) -> Error {
    Error::NotFound(format!("no such message {id} in chat {chat}"))
}
