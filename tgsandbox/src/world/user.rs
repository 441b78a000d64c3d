//! A person who talks to the bot.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{Asked, BotMessage, Group, InlineQuery, Press, World, inbox::Inbox};
use crate::{
    bot::BotCore,
    error::Error,
    text::{self, Formatted, Mode},
};

/// A person with a private chat with one bot. Clones are the same person and share the reading position.
///
/// The bot can write to a person only after that person wrote first, as with Telegram.
#[derive(Clone, Debug)]
pub struct User {
    bot: Arc<BotCore>,
    id: i64,
    json: Arc<Value>,
    inbox: Inbox,
}

/// What became of something a person sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sent {
    /// The number of the message.
    pub message_id: i64,
    /// The chat it is in.
    pub chat_id: i64,
    /// The id of the update, unless the bot did not want it or has no room for it.
    pub update_id: Option<u64>,
}

impl User {
    pub(crate) fn new(bot: Arc<BotCore>, first_name: &str, timeout: Duration) -> Self {
        let id = bot.world().new_user_id();
        Self::with_id(bot, id, first_name, timeout)
    }

    /// The person with this number.
    pub(crate) fn with_id(bot: Arc<BotCore>, id: i64, first_name: &str, timeout: Duration) -> Self {
        let json = json!({"id": id, "is_bot": false, "first_name": first_name, "language_code": "en"});
        Self { inbox: Inbox::new(Arc::clone(&bot), id, timeout), bot, id, json: Arc::new(json) }
    }

    /// The person's number, which is also that of the private chat.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// The User object.
    #[must_use]
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The same person waiting this long at most; the default is the sandbox's.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.inbox.timeout = timeout;
        self
    }

    /// Sends a text to the private chat. Commands, mentions and the like become entities, as the server finds them.
    pub async fn send(&self, text: impl Into<String> + Send) -> Sent {
        self.post(self.id, &text.into())
    }

    /// Sends a text to a group.
    pub async fn send_to(&self, group: &Group, text: impl Into<String> + Send) -> Sent {
        self.post(group.id, &text.into())
    }

    /// The next message that the bot sends to the private chat.
    ///
    /// # Errors
    /// [`Error::Timeout`] when none comes in time.
    ///
    /// # Cancel safety
    /// A future that is dropped took no message.
    pub async fn next_message(&self) -> Result<BotMessage, Error> {
        self.inbox.next().await
    }

    /// Waits for the bot's next message and checks its text.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when the text is another, [`Error::Timeout`] when no message comes in time.
    pub async fn expect_text(&self, text: &str) -> Result<BotMessage, Error> {
        self.inbox.expect_text(text).await
    }

    /// Waits until a message of the bot has this text, which the bot may have to edit for that.
    ///
    /// # Errors
    /// [`Error::Timeout`] when it does not have it in time.
    pub async fn expect_edited(&self, message: &BotMessage, text: &str) -> Result<BotMessage, Error> {
        self.inbox.expect_edited(message, text).await
    }

    /// All messages of the bot in the private chat that are still there, oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<BotMessage> {
        self.inbox.all()
    }

    /// Presses the inline button with this text (or this callback data) on the newest message of the private chat that
    /// has one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no message has such a button, or when it is one that sends the bot nothing, as a link.
    pub async fn press(&self, button: &str) -> Result<Press, Error> {
        self.press_on(&self.messages(), button)
    }

    /// As [`press`](Self::press), in a group.
    ///
    /// # Errors
    /// As there.
    pub async fn press_in(&self, group: &Group, button: &str) -> Result<Press, Error> {
        self.press_on(&group.messages(), button)
    }

    fn press_on(&self, messages: &[BotMessage], button: &str) -> Result<Press, Error> {
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
        let now = self.bot.clock.now();
        let chat = message["chat"]["id"].as_i64().unwrap_or_default();
        let (query, update_id) = self.bot.happen(|world, _| {
            let query = world.new_query(Asked::Button, now);
            let update = json!({"callback_query": {
                "id": query.to_string(),
                "from": *self.json,
                "message": message,
                "chat_instance": chat.wrapping_mul(7_919).to_string(),
                "data": data,
            }});
            (query, update)
        });
        Press { bot: Arc::clone(&self.bot), query, timeout: self.inbox.timeout, update_id }
    }

    /// Presses a button of the newest reply keyboard: sends its text.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no message has such a button.
    pub async fn tap(&self, button: &str) -> Result<Sent, Error> {
        if self.messages().iter().rev().any(|message| message.has_reply_button(button)) {
            return Ok(self.send(button).await);
        }
        Err(Error::NotFound(format!("no reply keyboard has a button {button:?}")))
    }

    /// Types an inline query.
    pub async fn inline_query(&self, text: impl Into<String> + Send) -> InlineQuery {
        let (text, now) = (text.into(), self.bot.clock.now());
        let (query, update_id) = self.bot.happen(|world, _| {
            world.add_person(&self.json);
            let query = world.new_query(Asked::Inline, now);
            let update = json!({"inline_query": {
                "id": query.to_string(),
                "from": *self.json,
                "chat_type": "sender",
                "query": text,
                "offset": "",
            }});
            (query, update)
        });
        InlineQuery { bot: Arc::clone(&self.bot), query, text, timeout: self.inbox.timeout, update_id }
    }

    /// Chooses a result of an inline query by its id; answers the id of the `chosen_inline_result` update. One with an
    /// inline keyboard can be edited by the bot from then on, by the update's `inline_message_id`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the bot's answer has no such result, [`Error::Timeout`] when there is no answer.
    pub async fn choose_result(&self, query: &InlineQuery, result_id: &str) -> Result<Option<u64>, Error> {
        let results = query.results().await?;
        let found = results.iter().find(|result| result["id"] == result_id);
        let result = found.ok_or_else(|| Error::NotFound(format!("the bot offered no result {result_id:?}")))?;
        let deed = |world: &mut World, _| {
            let mut chosen = json!({"result_id": result_id, "from": *self.json, "query": query.text()});
            if result.get("reply_markup").is_some() {
                chosen["inline_message_id"] = world.add_inline_message(result).into();
            }
            ((), json!({"chosen_inline_result": chosen}))
        };
        Ok(self.bot.happen(deed).1)
    }

    /// Changes the text of a message this person sent to the private chat.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such message.
    pub async fn edit(&self, sent: Sent, text: impl Into<String> + Send) -> Result<Sent, Error> {
        let not_found =
            || Error::NotFound(format!("no message {} of this person in chat {}", sent.message_id, sent.chat_id));
        let message = self.bot.world().message(sent.chat_id, sent.message_id);
        message.filter(|message| message["from"]["id"] == self.id).ok_or_else(not_found)?;
        let content = text_content(&text.into());
        let ((), update_id) = self.bot.happen(|world, date| {
            let edited = world.change(sent.chat_id, sent.message_id, |message| {
                message.remove("entities");
                message.extend(content);
                message.insert("edit_date".to_owned(), date.into());
            });
            ((), json!({"edited_message": edited.as_deref()}))
        });
        Ok(Sent { update_id, ..sent })
    }

    /// Blocks the bot: its messages fail with 403 from now on, and it is told by `my_chat_member`.
    pub async fn block(&self) -> Option<u64> {
        self.set_blocked(true)
    }

    /// Lets the bot write again.
    pub async fn unblock(&self) -> Option<u64> {
        self.set_blocked(false)
    }

    /// Deletes this person's account: the bot's messages fail with 403 from now on.
    pub fn delete_account(&self) {
        self.bot.world().end_chat(self.id);
    }

    fn set_blocked(&self, blocked: bool) -> Option<u64> {
        let deed = |world: &mut World, date: i64| {
            world.open_chat(self.id, || self.chat_json());
            world.set_blocked(self.id, blocked);
            let me = world.me_as_sender();
            let member = |kicked: bool| {
                let status = if kicked { "kicked" } else { "member" };
                let mut member = json!({"user": me, "status": status});
                if kicked {
                    member["until_date"] = 0.into();
                }
                member
            };
            let update = json!({"my_chat_member": {
                "chat": self.chat_json(),
                "from": *self.json,
                "date": date,
                "old_chat_member": member(!blocked),
                "new_chat_member": member(blocked),
            }});
            ((), update)
        };
        self.bot.happen(deed).1
    }

    fn chat_json(&self) -> Value {
        json!({"id": self.id, "first_name": self.json["first_name"], "type": "private"})
    }

    /// Posts a text to the private chat or to a group.
    pub(crate) fn post(&self, chat: i64, text: &str) -> Sent {
        self.post_content(chat, text_content(text))
    }

    /// Posts a message with this content to the private chat or to a group.
    pub(crate) fn post_content(&self, chat: i64, content: Map<String, Value>) -> Sent {
        let (message_id, update_id) = self.bot.happen(|world, date| {
            if chat == self.id {
                world.open_chat(self.id, || self.chat_json());
            }
            self.enter(world, chat);
            let message = world.post_by_user(chat, &self.json, content, date);
            (message["message_id"].as_i64().unwrap_or_default(), json!({"message": *message}))
        });
        Sent { message_id, chat_id: chat, update_id }
    }

    pub(super) fn bot(&self) -> &Arc<BotCore> {
        &self.bot
    }

    pub(super) fn timeout(&self) -> Duration {
        self.inbox.timeout
    }
}

/// A person's text as the server stores it.
pub(super) fn text_content(text: &str) -> Map<String, Value> {
    // Without markup there is nothing that could be wrong with it.
    let Formatted { text, entities } = text::parse(text, Mode::Plain).unwrap_or_default();
    let mut content = Map::new();
    content.insert("text".to_owned(), text.into());
    if !entities.is_empty() {
        content.insert("entities".to_owned(), entities.into());
    }
    content
}
