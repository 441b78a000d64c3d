//! One chat: who is in it, what was said, and how it is set up.
//!
//! Members are kept as the ChatMember objects that the API shows. Old messages are forgotten.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::{
    member::{left, member},
    topics::{GENERAL, Topic},
};

/// How many messages of a chat are kept.
const MAX_MESSAGES: usize = 10_000;
/// How many pinned messages of a chat are kept.
const MAX_PINS: usize = 1_000;
/// How many reactions and scores of a chat are kept.
const MAX_MARKS: usize = 100_000;

/// A chat that the bot knows.
#[derive(Debug)]
pub(crate) struct Chat {
    /// The Chat object.
    pub(crate) json: Value,
    log: VecDeque<Arc<Value>>,
    /// The bot's own messages as they are now, and how many older ones are forgotten.
    posts: VecDeque<Post>,
    forgotten: usize,
    /// The person of this private chat blocked the bot.
    pub(crate) blocked: bool,
    /// The account of this private chat was deleted, or the group was.
    pub(crate) ended: bool,
    /// ChatMember objects by person; without those who never were here.
    pub(crate) members: BTreeMap<i64, Value>,
    /// Pinned messages, oldest first.
    pub(crate) pins: Vec<i64>,
    /// Chats that may not write here.
    pub(crate) banned_chats: BTreeSet<i64>,
    /// People who asked to join.
    pub(crate) requests: BTreeSet<i64>,
    /// ChatInviteLink objects.
    pub(crate) links: Vec<Value>,
    /// The bot's primary link.
    pub(crate) primary_link: Option<String>,
    /// How many people came by each link.
    pub(crate) came_by: BTreeMap<String, i64>,
    pub(crate) topics: BTreeMap<i64, Topic>,
    /// What people reacted with, by message and person.
    pub(crate) reactions: BTreeMap<(i64, i64), Value>,
    /// Scores in games, by message and person.
    pub(crate) scores: BTreeMap<(i64, i64), i64>,
    /// Fields of `ChatFullInfo` that were set: description, photo, permissions and the like.
    pub(crate) about: Map<String, Value>,
    /// What the bot is said to be doing, and until when that is shown.
    pub(super) action: Option<(String, Instant)>,
    /// Where a group went when it became a supergroup.
    pub(crate) migrated_to: Option<i64>,
}

#[derive(Debug)]
struct Post {
    message: Arc<Value>,
    deleted: bool,
}

/// What a kind of chat is called in an error.
pub(crate) fn kind_of(json: &Value) -> &str {
    json["type"].as_str().unwrap_or_default()
}

fn id_of(message: &Value) -> i64 {
    message["message_id"].as_i64().unwrap_or_default()
}

/// The right that a member needs to send something.
fn right_to_send(content: &Map<String, Value>) -> &'static str {
    const RIGHTS: [(&str, &str); 11] = [
        ("audio", "can_send_audios"),
        ("animation", "can_send_other_messages"),
        ("document", "can_send_documents"),
        ("photo", "can_send_photos"),
        ("video", "can_send_videos"),
        ("video_note", "can_send_video_notes"),
        ("voice", "can_send_voice_notes"),
        ("poll", "can_send_polls"),
        ("sticker", "can_send_other_messages"),
        ("game", "can_send_other_messages"),
        ("via_bot", "can_send_other_messages"),
    ];
    RIGHTS.iter().find(|(name, _)| content.contains_key(*name)).map_or("can_send_messages", |(_, right)| right)
}

impl Chat {
    pub(super) fn new(json: Value) -> Self {
        Self {
            json,
            log: VecDeque::new(),
            posts: VecDeque::new(),
            forgotten: 0,
            blocked: false,
            ended: false,
            members: BTreeMap::new(),
            pins: Vec::new(),
            banned_chats: BTreeSet::new(),
            requests: BTreeSet::new(),
            links: Vec::new(),
            primary_link: None,
            came_by: BTreeMap::new(),
            topics: BTreeMap::new(),
            reactions: BTreeMap::new(),
            scores: BTreeMap::new(),
            about: Map::new(),
            action: None,
            migrated_to: None,
        }
    }

    /// `private`, `group`, `supergroup` or `channel`.
    pub(crate) fn kind(&self) -> &str {
        kind_of(&self.json)
    }

    pub(crate) fn is_forum(&self) -> bool {
        self.json["is_forum"] == true
    }

    /// What its members may do who are no administrators.
    pub(crate) fn permits(&self, right: &str) -> bool {
        match self.about.get("permissions") {
            Some(permissions) => permissions[right] == true,
            None => self.kind() != "channel",
        }
    }

    /// Ends bans and restrictions whose time is over.
    pub(crate) fn end_terms(&mut self, now: i64) {
        for place in self.members.values_mut() {
            let over = place["until_date"].as_i64().is_some_and(|until| until != 0 && until <= now);
            if over && place["status"] == "restricted" && place["is_member"] == true {
                *place = member(&place["user"]);
            } else if over {
                *place = left(&place["user"]);
            }
        }
    }

    /// The status of somebody; `left` for those who are not here.
    pub(crate) fn status(&self, user: i64) -> &str {
        self.members.get(&user).and_then(|member| member["status"].as_str()).unwrap_or("left")
    }

    /// Whether somebody is here now.
    pub(crate) fn is_member(&self, user: i64) -> bool {
        match self.status(user) {
            "left" | "kicked" => false,
            "restricted" => self.members[&user]["is_member"] == true,
            _ => true,
        }
    }

    /// How many are here; the bot counts.
    pub(crate) fn member_count(&self) -> usize {
        if self.kind() == "private" {
            return 2;
        }
        self.members.keys().filter(|user| self.is_member(**user)).count()
    }

    /// Whether somebody may do what only some administrators may.
    pub(crate) fn may(&self, user: i64, right: &str) -> bool {
        match self.status(user) {
            "creator" => true,
            "administrator" => self.members[&user][right] == true,
            "restricted" => self.members[&user][right] == true && self.permits(right),
            "member" => self.permits(right),
            _ => false,
        }
    }

    /// Whether the bot is an administrator here: only then is it told of members and of reactions.
    pub(crate) fn is_admin(&self, user: i64) -> bool {
        matches!(self.status(user), "creator" | "administrator")
    }

    /// Whether a message with this content, of somebody who writes here, is taken; otherwise why not.
    pub(super) fn takes(&self, user: i64, content: &Map<String, Value>) -> Result<(), &'static str> {
        if self.kind() == "private" || self.is_admin(user) {
            return Ok(());
        }
        if self.status(user) == "kicked" {
            return Err("this person is banned from the chat");
        }
        if !self.may(user, right_to_send(content)) {
            return Err("this person may not send such messages to the chat");
        }
        if !self.is_forum() {
            return Ok(());
        }
        let thread = content.get("message_thread_id").and_then(Value::as_i64).unwrap_or(GENERAL);
        match self.topics.get(&thread) {
            None => Err("there is no such topic"),
            // Administrators have gone on already.
            Some(topic) if topic.closed => Err("the topic is closed"),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn add(&mut self, message: Arc<Value>, by_bot: bool) {
        if by_bot {
            // Whatever it was doing, here it is.
            self.action = None;
            if self.posts.len() == MAX_MESSAGES {
                self.posts.pop_front();
                self.forgotten += 1;
            }
            self.posts.push_back(Post { message: Arc::clone(&message), deleted: false });
        }
        if self.log.len() == MAX_MESSAGES {
            self.log.pop_front();
        }
        self.log.push_back(message);
    }

    /// Forgets a message, if it is the oldest that is still there.
    pub(super) fn forget(&mut self, id: i64) {
        if self.log.front().is_some_and(|message| id_of(message) <= id) {
            self.log.pop_front();
        }
        if self.posts.front().is_some_and(|post| id_of(&post.message) <= id) {
            self.posts.pop_front();
            self.forgotten += 1;
        }
    }

    fn place(&self, id: i64) -> Option<usize> {
        // Numbers grow.
        self.log.binary_search_by_key(&id, |message| id_of(message)).ok()
    }

    pub(crate) fn message(&self, id: i64) -> Option<&Arc<Value>> {
        self.place(id).map(|at| &self.log[at])
    }

    /// Changes a message and returns it; one that is not there stays away.
    pub(crate) fn change(&mut self, id: i64, change: impl FnOnce(&mut Map<String, Value>)) -> Option<Arc<Value>> {
        let at = self.place(id)?;
        let message = &mut self.log[at];
        if let Some(fields) = Arc::make_mut(message).as_object_mut() {
            change(fields);
        }
        let changed = Arc::clone(message);
        if let Ok(at) = self.posts.binary_search_by_key(&id, |post| id_of(&post.message)) {
            self.posts[at].message = Arc::clone(&changed);
        }
        Some(changed)
    }

    pub(crate) fn delete(&mut self, id: i64) -> bool {
        let Some(at) = self.place(id) else { return false };
        self.log.remove(at);
        if let Ok(at) = self.posts.binary_search_by_key(&id, |post| id_of(&post.message)) {
            self.posts[at].deleted = true;
        }
        self.pins.retain(|pinned| *pinned != id);
        self.reactions.retain(|(message, _), _| *message != id);
        true
    }

    pub(crate) fn delete_from(&mut self, user: i64) {
        let from: Vec<_> = self.log.iter().filter(|message| message["from"]["id"] == user).map(|m| id_of(m)).collect();
        for id in from {
            self.delete(id);
        }
    }

    /// Somebody reacts to a message; what they had reacted before.
    pub(crate) fn react(&mut self, message: i64, user: i64, reactions: Value) -> Option<Value> {
        if reactions.as_array().is_none_or(Vec::is_empty) {
            return self.reactions.remove(&(message, user));
        }
        if self.reactions.len() >= MAX_MARKS {
            self.reactions.pop_first();
        }
        self.reactions.insert((message, user), reactions)
    }

    /// Somebody reaches a score in a game; the score before.
    pub(crate) fn score(&mut self, message: i64, user: i64, score: i64) -> Option<i64> {
        if self.scores.len() >= MAX_MARKS {
            self.scores.pop_first();
        }
        self.scores.insert((message, user), score)
    }

    /// Everything of a topic.
    pub(crate) fn delete_thread(&mut self, thread: i64) {
        let within = self.log.iter().filter(|message| message["message_thread_id"] == thread);
        for id in within.map(|message| id_of(message)).collect::<Vec<_>>() {
            self.delete(id);
        }
    }

    pub(crate) fn pin(&mut self, id: i64) {
        self.pins.retain(|pinned| *pinned != id);
        if self.pins.len() == MAX_PINS {
            self.pins.remove(0);
        }
        self.pins.push(id);
    }

    /// The `n`-th message of the bot, counted from 0, or the oldest one kept after that; with its number.
    pub(super) fn bot_post(&self, n: usize) -> Option<(usize, Arc<Value>)> {
        let n = n.max(self.forgotten);
        self.posts.get(n - self.forgotten).map(|post| (n, Arc::clone(&post.message)))
    }

    /// The bot's messages that are still there, oldest first.
    pub(super) fn bot_posts(&self) -> Vec<Arc<Value>> {
        self.posts.iter().filter(|post| !post.deleted).map(|post| Arc::clone(&post.message)).collect()
    }

    pub(super) fn newest(&self) -> Option<&Arc<Value>> {
        self.log.back()
    }

    pub(super) fn log(&self) -> Vec<Arc<Value>> {
        self.log.iter().cloned().collect()
    }

    /// What everybody reacted to a message with, as `message_reaction_count` counts it.
    pub(crate) fn reaction_counts(&self, message: i64) -> Vec<Value> {
        let mut counts: Vec<(Value, u64)> = Vec::new();
        let of_message = self.reactions.range((message, i64::MIN)..=(message, i64::MAX));
        for kind in of_message.filter_map(|(_, kinds)| kinds.as_array()).flatten() {
            match counts.iter_mut().find(|(known, _)| known == kind) {
                Some((_, count)) => *count += 1,
                None => counts.push((kind.clone(), 1)),
            }
        }
        counts.into_iter().map(|(kind, count)| json!({"type": kind, "total_count": count})).collect()
    }
}
