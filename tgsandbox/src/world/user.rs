//! A person who talks to the bot.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{BotMessage, GENERAL, Group, World, inbox::Inbox};
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
    /// Why the chat did not take it, if it did not: this person is banned or restricted there, or the topic is closed.
    /// There is no message then, and its number is 0.
    pub refused: Option<&'static str>,
}

impl User {
    pub(crate) fn new(bot: Arc<BotCore>, first_name: &str, timeout: Duration) -> Self {
        let id = bot.world().new_user_id();
        let json = json!({"id": id, "is_bot": false, "first_name": first_name, "language_code": "en"});
        Self::known(bot, id, json, timeout)
    }

    /// The person whose User object this is.
    pub(crate) fn known(bot: Arc<BotCore>, id: i64, json: Value, timeout: Duration) -> Self {
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

    /// The same person with a last name; default: none.
    ///
    /// ```
    /// # use tgsandbox::Sandbox;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tgsandbox::Error> {
    /// # let sandbox = Sandbox::start().await?;
    /// let ann = sandbox.user("Ann").with_last_name("Lee").with_username("ann_lee").with_language("de").with_premium(true);
    /// assert_eq!(ann.json()["username"], "ann_lee");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_last_name(self, last_name: &str) -> Self {
        self.with_field("last_name", text_or_nothing(last_name))
    }

    /// The same person with a username, without `@`; default: none.
    #[must_use]
    pub fn with_username(self, username: &str) -> Self {
        self.with_field("username", text_or_nothing(username.trim_start_matches('@')))
    }

    /// The same person with another language in their app, as an IETF tag such as `pt-br`; an empty one is not told to the
    /// bot. Default `en`.
    #[must_use]
    pub fn with_language(self, language_code: &str) -> Self {
        self.with_field("language_code", text_or_nothing(language_code))
    }

    /// The same person with or without Telegram Premium; default: without.
    #[must_use]
    pub fn with_premium(self, premium: bool) -> Self {
        self.with_field("is_premium", premium.then(|| true.into()))
    }

    /// Changes a field of the User object. What is sent from now on has it; clones made before are as they were.
    fn with_field(mut self, name: &str, value: Option<Value>) -> Self {
        if let Some(fields) = Arc::make_mut(&mut self.json).as_object_mut() {
            match value {
                Some(value) => drop(fields.insert(name.to_owned(), value)),
                None => drop(fields.remove(name)),
            }
        }
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

    /// Sends a text to a topic of a forum, by the topic's `message_thread_id`; 1 is the topic that every forum has.
    pub async fn send_to_topic(&self, forum: &Group, thread_id: i64, text: impl Into<String> + Send) -> Sent {
        let mut content = text_content(&text.into());
        // Messages of the topic that every forum has say nothing of it.
        if thread_id != GENERAL {
            content.insert("message_thread_id".to_owned(), thread_id.into());
            content.insert("is_topic_message".to_owned(), true.into());
        }
        self.post_content(forum.id, content)
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
            self.open(world);
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

    /// The private chat, which has the names of the person.
    fn chat_json(&self) -> Value {
        let mut json = json!({"id": self.id, "type": "private"});
        for name in ["first_name", "last_name", "username"] {
            if let Some(value) = self.json.get(name) {
                json[name] = value.clone();
            }
        }
        json
    }

    /// Opens the private chat, or shows it the person as they are now.
    pub(super) fn open(&self, world: &mut World) {
        world.open_chat(self.id, || self.chat_json()).json = self.chat_json();
    }

    /// Posts a text to the private chat or to a group.
    pub(crate) fn post(&self, chat: i64, text: &str) -> Sent {
        self.post_content(chat, text_content(text))
    }

    /// Posts a message with this content to the private chat or to a group.
    pub(crate) fn post_content(&self, chat: i64, content: Map<String, Value>) -> Sent {
        let mut sent = Sent { message_id: 0, chat_id: chat, update_id: None, refused: None };
        let ids = self.bot.happen_all(|world, date| match self.put(world, chat, content, date) {
            Ok(message) => {
                sent.message_id = message["message_id"].as_i64().unwrap_or_default();
                vec![json!({"message": *message})]
            }
            Err(reason) => {
                sent.refused = Some(reason);
                Vec::new()
            }
        });
        sent.update_id = ids.into_iter().next().flatten();
        sent
    }

    /// Puts a message of this person into a chat, if the chat takes it; otherwise why not.
    pub(super) fn put(
        &self,
        world: &mut World,
        chat: i64,
        content: Map<String, Value>,
        date: i64,
    ) -> Result<Arc<Value>, &'static str> {
        if chat == self.id {
            self.open(world);
        }
        self.enter(world, chat);
        if let Some(known) = world.chat_mut(chat) {
            known.end_terms(date);
            known.takes(self.id, &content)?;
        }
        Ok(world.post_by_user(chat, &self.json, content, date))
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

fn text_or_nothing(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}
