//! A group with the bot in it.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{
    ADMIN_RIGHTS, BotMessage, GENERAL, Topic, User, World, administrator, inbox::Inbox, kicked, left, member, owner,
};
use crate::{bot::BotCore, error::Error};

/// A group, a supergroup or a forum that the bot is a member of and where it sees every message (no privacy mode).
///
/// Whoever writes in it is a member from then on. The bot has no rights of an administrator until
/// [`promote_bot`](Self::promote_bot).
#[derive(Clone, Debug)]
pub struct Group {
    pub(super) id: i64,
    pub(super) inbox: Inbox,
}

impl Group {
    /// `kind` is `group`, `supergroup` or `forum`.
    pub(crate) fn new(bot: Arc<BotCore>, title: &str, kind: &str, timeout: Duration) -> Self {
        let id = {
            let mut world = bot.world();
            let shown = if kind == "forum" { "supergroup" } else { kind };
            let id = world.new_chat_id(shown);
            if kind == "forum" {
                // The number of the general topic is no message's.
                world.next_message = world.next_message.max(GENERAL + 1);
            }
            let me = world.me_as_sender();
            let bot_id = world.bot_id();
            let chat = world.open_chat(id, || {
                let mut json = json!({"id": id, "title": title, "type": shown});
                if kind == "group" {
                    json["all_members_are_administrators"] = false.into();
                }
                json
            });
            chat.members.insert(bot_id, member(&me));
            if kind == "forum" {
                chat.json["is_forum"] = true.into();
                chat.topics.insert(GENERAL, Topic::new("General", 7_322_096, ""));
            }
            id
        };
        Self { id, inbox: Inbox::new(bot, id, timeout) }
    }

    /// The chat's number (negative).
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// The next message that the bot sends to this group; clones of the group share the position.
    ///
    /// # Errors
    /// [`Error::Timeout`] when none comes in time.
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

    /// All messages of the bot in this group that are still there, oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<BotMessage> {
        self.inbox.all()
    }

    /// Makes the bot an administrator with all rights, as the owner would; answers the id of the `my_chat_member`
    /// update.
    pub fn promote_bot(&self) -> Option<u64> {
        self.put_bot(|me, kind| administrator(me, kind, |right| right != "is_anonymous", false))
    }

    /// Makes the bot an ordinary member.
    pub fn demote_bot(&self) -> Option<u64> {
        self.put_bot(|me, _| member(me))
    }

    /// Bans the bot: its calls for this group fail with 403.
    pub fn ban_bot(&self) -> Option<u64> {
        self.put_bot(|me, _| kicked(me, 0))
    }

    /// The bot goes, as somebody who is let go without a ban: its calls for the group fail with 403.
    pub fn remove_bot(&self) -> Option<u64> {
        self.put_bot(|me, _| left(me))
    }

    /// Somebody adds the bot, who was removed, banned, or not there yet: it gets `my_chat_member`, and a message with itself
    /// among the `new_chat_members`. Answers the id of the first.
    pub fn add_bot(&self, by: &User) -> Option<u64> {
        let (id, person) = (self.id, by.json());
        let ids = self.inbox.bot().happen_all(|world, date| {
            by.enter(world, id);
            let me = world.me_as_sender();
            let mut change = world.put_member(id, person, date, &member(&me)).unwrap_or_default();
            let change = json!({"my_chat_member": change["chat_member"].take()});
            let mut content = Map::new();
            content.insert("new_chat_members".to_owned(), json!([me]));
            content.insert("new_chat_participant".to_owned(), me.clone());
            content.insert("new_chat_member".to_owned(), me);
            vec![change, json!({"message": *world.post_by_user(id, person, content, date)})]
        });
        ids.into_iter().next().flatten()
    }

    /// The bot was never here.
    pub(crate) fn forget_bot(&self) {
        let mut world = self.inbox.bot().world();
        let me = world.bot_id();
        if let Some(chat) = world.chat_mut(self.id) {
            chat.members.remove(&me);
        }
    }

    /// Deletes the group: the bot's calls for it fail with 403 from now on.
    pub fn delete(&self) {
        self.inbox.bot().world().end_chat(self.id);
    }

    fn put_bot(&self, new: impl Fn(&Value, &str) -> Value) -> Option<u64> {
        let id = self.id;
        let deed = |world: &mut World, date: i64| {
            let me = world.me_as_sender();
            let kind = world.chat(id).map(|chat| chat.kind().to_owned()).unwrap_or_default();
            let mut update = world.put_member(id, &somebody(), date, &new(&me, &kind)).unwrap_or_default();
            let inner = update["chat_member"].take();
            ((), json!({"my_chat_member": inner}))
        };
        self.inbox.bot().happen(deed).1
    }

    /// Makes somebody the owner: nobody can restrict them. A bot that administers the group gets `chat_member`.
    pub fn set_owner(&self, user: &User) {
        self.put(user, &owner(user.json()));
    }

    /// Makes somebody an administrator with all rights whom only the owner can restrict. A bot that administers the group
    /// gets `chat_member`.
    pub fn promote(&self, user: &User) {
        self.put(user, &administrator(user.json(), "supergroup", |right| ADMIN_RIGHTS.contains(&right), false));
    }

    fn put(&self, user: &User, new: &Value) {
        let id = self.id;
        self.inbox.bot().happen_all(|world, date| {
            world.add_person(user.json());
            let me = world.bot_id();
            let told = world.chat(id).is_some_and(|chat| chat.is_admin(me));
            let change = world.put_member(id, &somebody(), date, new);
            change.into_iter().filter(|_| told).collect()
        });
    }

    /// Adds somebody. The bot gets a message with `new_chat_members`, and `chat_member` if it wants that.
    pub async fn add(&self, user: &User) {
        self.come_or_go(user, &member(user.json()), "new_chat_members");
    }

    /// Somebody goes. The bot gets a message with `left_chat_member`, and `chat_member` if it wants that.
    pub async fn remove(&self, user: &User) {
        self.come_or_go(user, &left(user.json()), "left_chat_member");
    }

    fn come_or_go(&self, user: &User, new: &Value, notice: &str) {
        let (id, person) = (self.id, user.json());
        self.inbox.bot().happen_all(|world, date| {
            world.add_person(person);
            let change = world.put_member(id, person, date, new).unwrap_or_default();
            let message = json!({"message": *world.post_notice(id, person, notice, date)});
            // Of members the bot is told when it administers the chat.
            let me = world.bot_id();
            if world.chat(id).is_some_and(|chat| chat.is_admin(me)) { vec![message, change] } else { vec![message] }
        });
    }

    /// Whether somebody is here now.
    #[must_use]
    pub fn has(&self, user: &User) -> bool {
        self.inbox.bot().world().chat(self.id).is_some_and(|chat| chat.is_member(user.id()))
    }

    /// Makes a supergroup of a group, with another number: calls for the old one fail with `migrate_to_chat_id` from
    /// now on, and the bot is told by a service message in each of the two.
    #[must_use]
    pub fn upgrade(&self) -> Self {
        let bot = self.inbox.bot();
        let title = bot.world().chat(self.id).map(|chat| chat.json["title"].clone()).unwrap_or_default();
        let new = Self::new(Arc::clone(bot), title.as_str().unwrap_or_default(), "supergroup", self.inbox.timeout);
        let (from, to) = (self.id, new.id);
        bot.happen_all(|world, date| {
            let me = world.me_as_sender();
            let mut told = |chat: i64, name: &str, value: i64| {
                let mut content = Map::new();
                content.insert(name.to_owned(), value.into());
                json!({"message": *world.post_by_user(chat, &me, content, date)})
            };
            let updates = vec![told(from, "migrate_to_chat_id", to), told(to, "migrate_from_chat_id", from)];
            let members = world.chat(from).map(|chat| chat.members.clone()).unwrap_or_default();
            if let Some(chat) = world.chat_mut(to) {
                chat.members = members;
            }
            if let Some(chat) = world.chat_mut(from) {
                chat.migrated_to = Some(to);
            }
            updates
        });
        new
    }
}

/// Who does what nobody in the list of members has done.
fn somebody() -> Value {
    json!({"id": 1, "is_bot": false, "first_name": "Owner"})
}
