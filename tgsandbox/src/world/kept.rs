//! What is kept, and how much of it: messages of all chats, files at addresses, what came of inline queries, what invoices
//! ask for.
//!
//! Each is forgotten, oldest number first, when there are too many.

use bytes::Bytes;
use serde_json::Value;

use super::World;

/// How many of each are kept.
const MAX_KEPT: usize = 10_000;

/// How many messages of all chats are kept. (A chat alone keeps fewer.)
pub(super) const MAX_MESSAGES: usize = 200_000;

impl World {
    /// Notes a message that was added to a chat, and forgets the oldest of all when there are too many.
    pub(super) fn keep(&mut self, chat: i64, message: i64) {
        self.kept.push_back((chat, message));
        if self.kept.len() > self.max_kept
            && let Some((chat, oldest)) = self.kept.pop_front()
            && let Some(chat) = self.chats.get_mut(&chat)
        {
            chat.forget(oldest);
        }
    }

    /// What is found at an address.
    pub(crate) fn at_address(&self, url: &str) -> Option<(String, Bytes)> {
        self.addresses.get(url).cloned()
    }

    pub(crate) fn put_at_address(&mut self, url: &str, data: Bytes) {
        let name = url.rsplit('/').next().unwrap_or_default().to_owned();
        if self.addresses.len() < MAX_KEPT || self.addresses.contains_key(url) {
            self.addresses.insert(url.to_owned(), (name, data));
        }
    }

    /// Where the message is that came of an inline query: its chat and its number there.
    pub(crate) fn inline_message(&self, id: &str) -> Option<(i64, i64)> {
        self.inline.get(id).copied()
    }

    /// What the bot knows a message by that came of an inline query.
    pub(super) fn inline_id(&self, chat: i64, message: i64) -> Option<String> {
        self.inline_ids.get(&(chat, message)).cloned()
    }

    pub(super) fn add_inline_message(&mut self, chat: i64, message: i64) -> String {
        let id: String = (0..27).map(|_| self.rng.alphanumeric()).collect();
        if self.inline_ids.len() >= MAX_KEPT
            && let Some((_, oldest)) = self.inline_ids.pop_first()
        {
            self.inline.remove(&oldest);
        }
        self.inline.insert(id.clone(), (chat, message));
        self.inline_ids.insert((chat, message), id.clone());
        id
    }

    pub(crate) fn put_invoice(&mut self, chat: i64, message: i64, bill: Value) {
        if self.invoices.len() >= MAX_KEPT {
            self.invoices.pop_first();
        }
        self.invoices.insert((chat, message), bill);
    }

    pub(super) fn invoice(&self, chat: i64, message: i64) -> Option<Value> {
        self.invoices.get(&(chat, message)).cloned()
    }

    /// Keeps an invoice that a link opens.
    pub(crate) fn put_invoice_link(&mut self, link: &str, bill: Value) {
        if self.invoice_links.len() >= MAX_KEPT {
            self.invoice_links.pop_first();
        }
        self.invoice_links.insert(link.to_owned(), bill);
    }

    pub(super) fn invoice_of_link(&self, link: &str) -> Option<Value> {
        self.invoice_links.get(link).cloned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_oldest_messages_of_all_chats_are_forgotten_and_readers_go_on_behind_them() {
        let mut world = World::new(1, "bot", fastrand::Rng::with_seed(1));
        world.max_kept = 10;
        for chat in [5, 6] {
            world.open_chat(chat, || json!({"id": chat, "type": "private"}));
        }
        let content = || json!({"text": "x"}).as_object().cloned().unwrap();
        // One chat has had its say, and then the other goes on and on.
        let quiet = world.post_by_bot(5, content(), 0)["message_id"].as_i64().unwrap();
        let deleted = world.post_by_bot(6, content(), 0)["message_id"].as_i64().unwrap();
        world.chat_mut(6).unwrap().delete(deleted);
        (0..25).for_each(|_| drop(world.post_by_bot(6, content(), 0)));
        assert!(world.message(5, quiet).is_none() && world.bot_posts(5).is_empty());
        assert_eq!((world.log(6).len(), world.bot_posts(6).len(), world.kept.len()), (10, 10, 10));
        let (next, first) = world.bot_post(6, 0).unwrap();
        assert_eq!((next, &first["message_id"]), (16, &world.log(6)[0]["message_id"]));
    }
}
