//! What one bot can see: its own account, people, chats, messages, queries and files.
//!
//! Pure data behind the bot's lock; knows neither HTTP nor updates. Old messages, queries and files are forgotten so
//! that a bot under load cannot fill the memory.

mod channel;
mod chat;
mod deeds;
mod files;
mod group;
mod inbox;
mod inline;
mod joins;
mod kept;
mod member;
mod message;
mod order;
mod polls;
mod press;
mod presses;
mod queries;
mod settings;
mod stickers;
mod topics;
mod uploads;
mod user;

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

pub(crate) use self::uploads::Attached;
pub use self::{
    channel::Channel,
    group::Group,
    message::BotMessage,
    order::{Order, OrderAnswer},
    press::{CallbackAnswer, InlineQuery, Press},
    user::{Sent, User},
};
pub(crate) use self::{
    chat::Chat,
    files::{FileKind, StoredFile},
    member::{
        ADMIN_RIGHTS, PERMISSIONS, administrator, kicked, left, media_messages, member, owner, restricted,
        rights_object,
    },
    polls::{Poll, Polls, option as poll_option},
    queries::Asked,
    settings::BotSettings,
    stickers::{StickerSet, StickerSets, shown as shown_sticker},
    topics::{GENERAL, Topic},
};
use self::{files::Files, queries::Queries};

/// Where the numbers of people begin.
const FIRST_USER: i64 = 100_000_001;
/// How long a person is shown what the bot does.
const ACTION_LIFE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(crate) struct World {
    me: Value,
    chats: HashMap<i64, Chat>,
    /// User objects.
    people: HashMap<i64, Value>,
    queries: Queries,
    files: Files,
    /// What is found at an address: the name and the data of a file.
    addresses: BTreeMap<String, (String, Bytes)>,
    pub(crate) polls: Polls,
    pub(crate) settings: BotSettings,
    pub(crate) stickers: StickerSets,
    /// Messages that came of inline queries and can be edited: where they are, and what the bot knows them by.
    inline: BTreeMap<String, (i64, i64)>,
    inline_ids: BTreeMap<(i64, i64), String>,
    /// What is known of invoices beside what the message shows, by chat and message.
    invoices: BTreeMap<(i64, i64), Value>,
    invoice_links: BTreeMap<String, Value>,
    /// All messages that are kept, by chat and number, the oldest first.
    kept: VecDeque<(i64, i64)>,
    max_kept: usize,
    pub(crate) rng: fastrand::Rng,
    next_message: i64,
    next_user: i64,
    next_group: i64,
    next_supergroup: i64,
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
            "supports_guest_queries": false,
            "supports_inline_queries": true,
            "can_connect_to_business": false,
            "has_main_web_app": false,
            "has_topics_enabled": false,
            "allows_users_to_create_topics": false,
            "can_manage_bots": false,
            "supports_join_request_queries": false,
        });
        Self {
            me,
            chats: HashMap::new(),
            people: HashMap::new(),
            queries: Queries::new(rng.u64(1 << 40..1 << 60)),
            files: Files::new(rng.fork()),
            addresses: BTreeMap::new(),
            polls: Polls::default(),
            settings: BotSettings::default(),
            stickers: StickerSets::default(),
            inline: BTreeMap::new(),
            inline_ids: BTreeMap::new(),
            invoices: BTreeMap::new(),
            invoice_links: BTreeMap::new(),
            kept: VecDeque::new(),
            max_kept: kept::MAX_MESSAGES,
            rng,
            next_message: 1,
            next_user: FIRST_USER,
            next_group: -4_000_000_001,
            next_supergroup: -1_002_000_000_001,
        }
    }

    /// The bot's own account, as `getMe` shows it.
    pub(crate) fn me(&self) -> Value {
        let mut me = self.me.clone();
        if let Some(name) = self.settings.text("name", "") {
            me["first_name"] = name.into();
        }
        me
    }

    pub(crate) fn bot_id(&self) -> i64 {
        self.me["id"].as_i64().unwrap_or_default()
    }

    pub(crate) fn username(&self) -> &str {
        self.me["username"].as_str().unwrap_or_default()
    }

    /// The bot as the sender of a message.
    pub(crate) fn me_as_sender(&self) -> Value {
        let me = self.me();
        json!({"id": me["id"], "is_bot": true, "first_name": me["first_name"], "username": me["username"]})
    }

    fn new_user_id(&mut self) -> i64 {
        self.next_user += 1;
        self.next_user - 1
    }

    fn new_chat_id(&mut self, kind: &str) -> i64 {
        let next = if kind == "group" { &mut self.next_group } else { &mut self.next_supergroup };
        *next -= 1;
        *next + 1
    }

    /// A number that nothing else has, for things that the API knows by text.
    pub(crate) fn new_number(&mut self) -> u64 {
        self.rng.u64(1 << 40..1 << 62)
    }

    /// Makes the chat known to the bot, if it is not yet.
    fn open_chat(&mut self, id: i64, json: impl FnOnce() -> Value) -> &mut Chat {
        self.chats.entry(id).or_insert_with(|| Chat::new(json()))
    }

    /// The bot gets to know the chat and the person of an update that somebody else made, of its message if it is a
    /// button press.
    pub(crate) fn meet(&mut self, update: &Value) {
        let payloads = update.as_object().into_iter().flat_map(Map::values);
        for payload in payloads {
            let from = payload.get("from").filter(|from| from["is_bot"] != true);
            if let Some((id, from)) = from.and_then(|from| Some((from["id"].as_i64()?, from))) {
                self.people.entry(id).or_insert_with(|| from.clone());
            }
            let chat = payload.get("chat").or_else(|| payload["message"].get("chat"));
            if let Some((id, chat)) = chat.and_then(|chat| Some((chat["id"].as_i64()?, chat))) {
                let me = member(&self.me_as_sender());
                let bot_id = self.bot_id();
                let chat = self.open_chat(id, || chat.clone());
                if chat.kind() != "private" && chat.members.is_empty() {
                    chat.members.insert(bot_id, me);
                }
            }
        }
    }

    /// The User object of somebody who is no bot, if the bot has met them.
    pub(crate) fn met(&self, id: i64) -> Option<Value> {
        self.people.get(&id).cloned()
    }

    /// The bot gets to know somebody.
    fn add_person(&mut self, person: &Value) {
        self.people.insert(person["id"].as_i64().unwrap_or_default(), person.clone());
    }

    /// Somebody the bot knows, or the bot.
    pub(crate) fn person(&self, id: i64) -> Option<Value> {
        if id == self.bot_id() { Some(self.me_as_sender()) } else { self.people.get(&id).cloned() }
    }

    pub(crate) fn chat(&self, id: i64) -> Option<&Chat> {
        self.chats.get(&id)
    }

    pub(crate) fn chat_mut(&mut self, id: i64) -> Option<&mut Chat> {
        self.chats.get_mut(&id)
    }

    pub(crate) fn chat_by_username(&self, name: &str) -> Option<i64> {
        let same = |chat: &Chat| chat.json["username"].as_str().is_some_and(|other| other.eq_ignore_ascii_case(name));
        // A private chat cannot be named by its username.
        self.chats.iter().find(|(id, chat)| **id < 0 && same(chat)).map(|(id, _)| *id)
    }

    /// The account of a private chat, or the group, is gone.
    fn end_chat(&mut self, chat: i64) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.ended = true;
        }
    }

    fn set_blocked(&mut self, chat: i64, blocked: bool) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.blocked = blocked;
        }
    }

    /// Puts somebody into another place in a chat; the `chat_member` update about it, or nothing if there is no chat.
    pub(crate) fn put_member(&mut self, chat: i64, by: &Value, date: i64, new: &Value) -> Option<Value> {
        let chat = self.chats.get_mut(&chat)?;
        let user = new["user"]["id"].as_i64()?;
        let old = chat.members.insert(user, new.clone()).unwrap_or_else(|| left(&new["user"]));
        Some(json!({"chat_member": {
            "chat": chat.json,
            "from": by,
            "date": date,
            "old_chat_member": old,
            "new_chat_member": new,
        }}))
    }

    pub(crate) fn message(&self, chat: i64, id: i64) -> Option<Arc<Value>> {
        self.chats.get(&chat)?.message(id).cloned()
    }

    /// Adds a person's message to a chat and returns it.
    pub(crate) fn post_by_user(
        &mut self,
        chat: i64,
        from: &Value,
        mut content: Map<String, Value>,
        date: i64,
    ) -> Arc<Value> {
        let is_channel = self.chats.get(&chat).is_some_and(|chat| chat.kind() == "channel");
        if is_channel {
            self.put_sender_chat(chat, &mut content);
        } else {
            content.insert("from".to_owned(), from.clone());
        }
        self.post(chat, content, date, false)
    }

    /// Adds the bot's message to a chat and returns it.
    pub(crate) fn post_by_bot(&mut self, chat: i64, mut content: Map<String, Value>, date: i64) -> Arc<Value> {
        if self.chats.get(&chat).is_some_and(|chat| chat.kind() == "channel") {
            self.put_sender_chat(chat, &mut content);
        } else {
            content.insert("from".to_owned(), self.me_as_sender());
        }
        self.post(chat, content, date, true)
    }

    /// Who writes in a channel is the channel.
    fn put_sender_chat(&self, chat: i64, content: &mut Map<String, Value>) {
        let json = self.chats.get(&chat).map(|chat| chat.json.clone());
        content.insert("sender_chat".to_owned(), json.unwrap_or_default());
    }

    fn post(&mut self, id: i64, mut content: Map<String, Value>, date: i64, by_bot: bool) -> Arc<Value> {
        content.insert("message_id".to_owned(), self.next_message.into());
        self.next_message += 1;
        content.insert("date".to_owned(), date.into());
        old_names(&mut content);
        let Some(chat) = self.chats.get_mut(&id) else { return Arc::new(content.into()) };
        content.insert("chat".to_owned(), chat.json.clone());
        let message = Arc::new(Value::from(content));
        chat.add(Arc::clone(&message), by_bot);
        self.keep(id, self.next_message - 1);
        message
    }

    /// Gives a message another content and returns it; one that is not there stays away.
    pub(crate) fn change(
        &mut self,
        chat: i64,
        id: i64,
        change: impl FnOnce(&mut Map<String, Value>),
    ) -> Option<Arc<Value>> {
        self.chats.get_mut(&chat)?.change(id, change)
    }

    /// The `n`-th message of the bot in a chat, counted from 0, or the oldest one kept after that; with its number.
    fn bot_post(&self, chat: i64, n: usize) -> Option<(usize, Arc<Value>)> {
        self.chats.get(&chat)?.bot_post(n)
    }

    /// The bot's messages in a chat that are still there, oldest first.
    pub(crate) fn bot_posts(&self, chat: i64) -> Vec<Arc<Value>> {
        self.chats.get(&chat).map(Chat::bot_posts).unwrap_or_default()
    }

    /// All kept messages of a chat, oldest first.
    pub(crate) fn log(&self, chat: i64) -> Vec<Arc<Value>> {
        self.chats.get(&chat).map(Chat::log).unwrap_or_default()
    }

    /// All chats the bot knows: number, Chat object, newest message.
    pub(crate) fn chats(&self) -> impl Iterator<Item = (i64, &Value, Option<&Arc<Value>>)> {
        self.chats.iter().map(|(id, chat)| (*id, &chat.json, chat.newest()))
    }

    /// Shows the people of a chat what the bot is doing.
    pub(crate) fn act(&mut self, chat: i64, action: &str, now: Instant) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            chat.action = Some((action.to_ascii_lowercase(), now + ACTION_LIFE));
        }
    }

    /// What the bot is shown doing in a chat now.
    pub(crate) fn action(&self, chat: i64, now: Instant) -> Option<&str> {
        let (action, until) = self.chats.get(&chat)?.action.as_ref()?;
        (now < *until).then_some(action)
    }

    /// Opens a query that the bot can answer for a while; returns its id.
    fn new_query(&mut self, asked: Asked, now: Instant) -> u64 {
        self.queries.open(asked, now)
    }

    /// Keeps the bot's answer; `false` when the id is unknown or too old.
    pub(crate) fn answer_query(&mut self, asked: Asked, id: &str, answer: Value, now: Instant) -> bool {
        self.queries.answer(asked, id, answer, now)
    }

    pub(crate) fn query_answer(&self, id: u64) -> Option<Value> {
        self.queries.answer_to(id)
    }

    pub(crate) fn add_file(&mut self, kind: FileKind, name: &str, mime: &str, data: Bytes) -> String {
        self.files.add(kind, name, mime, data)
    }

    pub(crate) fn file(&self, id: &str) -> Option<&StoredFile> {
        self.files.by_id(id)
    }

    pub(crate) fn file_by_path(&self, path: &str) -> Option<Bytes> {
        self.files.by_path(path)
    }
}

/// Video chats were voice chats before, and are still called so as well.
fn old_names(content: &mut Map<String, Value>) {
    for what in ["started", "ended", "scheduled", "participants_invited"] {
        if let Some(value) = content.get(&format!("video_chat_{what}")).cloned() {
            content.insert(format!("voice_chat_{what}"), value);
        }
    }
}
