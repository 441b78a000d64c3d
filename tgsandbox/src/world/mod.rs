//! What one bot can see: its own account, people, chats, messages, queries and files.
//!
//! Pure data behind the bot's lock; knows neither HTTP nor updates. Old messages, queries and files are forgotten so
//! that a bot under load cannot fill the memory.

mod files;
mod group;
mod message;
mod press;
mod user;

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use self::files::Files;
pub(crate) use self::files::{FileKind, StoredFile};
pub use self::{
    group::Group,
    message::BotMessage,
    press::{CallbackAnswer, InlineQuery, Press},
    user::{Sent, User},
};

/// How many messages of a chat are kept.
const MAX_MESSAGES: usize = 10_000;
/// How many queries are kept.
const MAX_QUERIES: usize = 10_000;
/// How long a query can be answered.
const QUERY_LIFE: Duration = Duration::from_secs(150);
/// How long a chat action is shown, unless a message of the bot ends it: <https://core.telegram.org/bots/api#sendchataction>.
const ACTION_LIFE: Duration = Duration::from_secs(5);
/// Where the numbers of people begin.
const FIRST_USER: i64 = 100_000_001;

#[derive(Debug)]
pub(crate) struct World {
    me: Value,
    chats: HashMap<i64, Chat>,
    queries: BTreeMap<u64, Query>,
    files: Files,
    next_message: i64,
    next_user: i64,
    next_group: i64,
    next_query: u64,
}

#[derive(Debug)]
struct Chat {
    /// The Chat object.
    json: Value,
    log: VecDeque<Arc<Value>>,
    /// The bot's own messages, and how many older ones are forgotten.
    posts: VecDeque<Arc<Value>>,
    forgotten: usize,
    blocked: bool,
    /// What the bot is said to be doing, and until when that is shown.
    action: Option<(String, Instant)>,
}

#[derive(Debug)]
struct Query {
    until: Instant,
    answer: Option<Value>,
}

impl World {
    pub(crate) fn new(bot_id: i64, username: &str, mut rng: fastrand::Rng) -> Self {
        let me = json!({
            "id": bot_id,
            "is_bot": true,
            "first_name": "Sandbox Bot",
            "username": username,
            "can_join_groups": true,
            "can_read_all_group_messages": true,
            "supports_inline_queries": true,
            "can_connect_to_business": false,
            "has_main_web_app": false,
        });
        Self {
            me,
            chats: HashMap::new(),
            queries: BTreeMap::new(),
            next_query: rng.u64(1 << 40..1 << 60),
            files: Files::new(rng),
            next_message: 1,
            next_user: FIRST_USER,
            next_group: -4_000_000_001,
        }
    }

    /// The bot's own account, as `getMe` shows it.
    pub(crate) fn me(&self) -> Value {
        self.me.clone()
    }

    pub(crate) fn username(&self) -> &str {
        self.me["username"].as_str().unwrap_or_default()
    }

    /// The bot as the sender of a message.
    fn me_as_sender(&self) -> Value {
        json!({
            "id": self.me["id"],
            "is_bot": true,
            "first_name": self.me["first_name"],
            "username": self.me["username"],
        })
    }

    fn new_user_id(&mut self) -> i64 {
        self.next_user += 1;
        self.next_user - 1
    }

    fn new_group_id(&mut self) -> i64 {
        self.next_group -= 1;
        self.next_group + 1
    }

    /// Makes the chat known to the bot, if it is not yet.
    fn open_chat(&mut self, id: i64, json: impl FnOnce() -> Value) {
        self.chats.entry(id).or_insert_with(|| Chat {
            json: json(),
            log: VecDeque::new(),
            posts: VecDeque::new(),
            forgotten: 0,
            blocked: false,
            action: None,
        });
    }

    /// The bot gets to know the chat of an update that somebody else made, of its message if it is a button press.
    pub(crate) fn meet(&mut self, update: &Value) {
        let payloads = update.as_object().into_iter().flat_map(Map::values);
        for chat in payloads.filter_map(|payload| payload.get("chat").or_else(|| payload["message"].get("chat"))) {
            if let Some(id) = chat["id"].as_i64() {
                self.open_chat(id, || chat.clone());
            }
        }
    }

    pub(crate) fn has_chat(&self, id: i64) -> bool {
        self.chats.contains_key(&id)
    }

    pub(crate) fn chat_by_username(&self, name: &str) -> Option<i64> {
        let same = |chat: &Chat| chat.json["username"].as_str().is_some_and(|other| other.eq_ignore_ascii_case(name));
        // A private chat cannot be named by its username.
        self.chats.iter().find(|(id, chat)| **id < 0 && same(chat)).map(|(id, _)| *id)
    }

    pub(crate) fn is_blocked(&self, chat: i64) -> bool {
        self.chats.get(&chat).is_some_and(|chat| chat.blocked)
    }

    fn set_blocked(&mut self, chat: i64, blocked: bool) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.blocked = blocked;
        }
    }

    pub(crate) fn message(&self, chat: i64, id: i64) -> Option<Arc<Value>> {
        let log = &self.chats.get(&chat)?.log;
        log.iter().rev().find(|message| message["message_id"] == id).cloned()
    }

    /// Adds a person's message to a chat and returns it.
    fn post_by_user(&mut self, chat: i64, from: &Value, mut content: Map<String, Value>, date: i64) -> Arc<Value> {
        content.insert("from".to_owned(), from.clone());
        self.post(chat, content, date)
    }

    /// Adds the bot's message to a chat and returns it.
    pub(crate) fn post_by_bot(&mut self, chat: i64, mut content: Map<String, Value>, date: i64) -> Arc<Value> {
        content.insert("from".to_owned(), self.me_as_sender());
        let message = self.post(chat, content, date);
        if let Some(chat) = self.chats.get_mut(&chat) {
            if chat.posts.len() == MAX_MESSAGES {
                chat.posts.pop_front();
                chat.forgotten += 1;
            }
            chat.posts.push_back(Arc::clone(&message));
            chat.action = None;
        }
        message
    }

    fn post(&mut self, chat: i64, mut content: Map<String, Value>, date: i64) -> Arc<Value> {
        content.insert("message_id".to_owned(), self.next_message.into());
        self.next_message += 1;
        content.insert("date".to_owned(), date.into());
        let Some(chat) = self.chats.get_mut(&chat) else { return Arc::new(content.into()) };
        content.insert("chat".to_owned(), chat.json.clone());
        let message = Arc::new(Value::from(content));
        if chat.log.len() == MAX_MESSAGES {
            chat.log.pop_front();
        }
        chat.log.push_back(Arc::clone(&message));
        message
    }

    /// Gives a message a new text and returns it; one that is not there stays away.
    fn edit(&mut self, chat: i64, id: i64, content: Map<String, Value>, date: i64) -> Arc<Value> {
        let log = self.chats.get_mut(&chat).map(|chat| &mut chat.log);
        let found = log.and_then(|log| log.iter_mut().rev().find(|message| message["message_id"] == id));
        let Some(message) = found else { return Arc::new(content.into()) };
        if let Some(fields) = Arc::make_mut(message).as_object_mut() {
            fields.remove("entities");
            fields.extend(content);
            fields.insert("edit_date".to_owned(), date.into());
        }
        Arc::clone(message)
    }

    /// The `n`-th message of the bot in a chat, counted from 0, or the oldest one kept after that; with its number.
    fn bot_post(&self, chat: i64, n: usize) -> Option<(usize, Arc<Value>)> {
        let chat = self.chats.get(&chat)?;
        let n = n.max(chat.forgotten);
        chat.posts.get(n - chat.forgotten).map(|message| (n, Arc::clone(message)))
    }

    /// The bot's messages in a chat, oldest first.
    pub(crate) fn bot_posts(&self, chat: i64) -> Vec<Arc<Value>> {
        self.chats.get(&chat).map(|chat| chat.posts.iter().cloned().collect()).unwrap_or_default()
    }

    /// All kept messages of a chat, oldest first.
    pub(crate) fn log(&self, chat: i64) -> Vec<Arc<Value>> {
        self.chats.get(&chat).map(|chat| chat.log.iter().cloned().collect()).unwrap_or_default()
    }

    /// All chats the bot knows: number, Chat object, newest message.
    pub(crate) fn chats(&self) -> impl Iterator<Item = (i64, &Value, Option<&Arc<Value>>)> {
        self.chats.iter().map(|(id, chat)| (*id, &chat.json, chat.log.back()))
    }

    /// Shows the people of a chat what the bot is doing.
    pub(crate) fn act(&mut self, chat: i64, action: &str, now: Instant) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.action = Some((action.to_owned(), now + ACTION_LIFE));
        }
    }

    /// What the bot is shown doing in a chat now.
    pub(crate) fn action(&self, chat: i64, now: Instant) -> Option<&str> {
        let (action, until) = self.chats.get(&chat)?.action.as_ref()?;
        (now < *until).then_some(action)
    }

    /// Opens a query that the bot can answer for a while; returns its id.
    fn new_query(&mut self, now: Instant) -> u64 {
        if self.queries.len() == MAX_QUERIES {
            self.queries.pop_first();
        }
        self.next_query += 1;
        self.queries.insert(self.next_query, Query { until: now + QUERY_LIFE, answer: None });
        self.next_query
    }

    /// Keeps the bot's answer; `false` when the id is unknown or too old.
    pub(crate) fn answer_query(&mut self, id: &str, answer: Value, now: Instant) -> bool {
        let query = id.parse().ok().and_then(|id: u64| self.queries.get_mut(&id));
        let Some(query) = query.filter(|query| now <= query.until) else { return false };
        query.answer = Some(answer);
        true
    }

    fn query_answer(&self, id: u64) -> Option<Value> {
        self.queries.get(&id)?.answer.clone()
    }

    pub(crate) fn add_file(&mut self, kind: FileKind, name: &str, data: Bytes) -> String {
        self.files.add(kind, name, data)
    }

    pub(crate) fn file(&self, id: &str) -> Option<&StoredFile> {
        self.files.by_id(id)
    }

    pub(crate) fn file_by_path(&self, path: &str) -> Option<Bytes> {
        self.files.by_path(path)
    }
}
