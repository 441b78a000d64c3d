//! What is kept beside chats: files at addresses, messages that came of inline queries, what invoices ask for.
//!
//! Each is forgotten, oldest number first, when there are too many.

use bytes::Bytes;
use serde_json::{Map, Value};

use super::World;

/// How many of each are kept.
const MAX_KEPT: usize = 10_000;

impl World {
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

    /// A message that came of an inline query, to be changed.
    pub(crate) fn inline_message(&mut self, id: &str) -> Option<&mut Map<String, Value>> {
        self.inline.get_mut(id)
    }

    pub(super) fn add_inline_message(&mut self, result: &Value) -> String {
        let id: String = (0..27).map(|_| self.rng.alphanumeric()).collect();
        if self.inline.len() >= MAX_KEPT {
            self.inline.pop_first();
        }
        let mut message = Map::new();
        message.insert("reply_markup".to_owned(), result["reply_markup"].clone());
        message.insert("text".to_owned(), result["input_message_content"]["message_text"].clone());
        self.inline.insert(id.clone(), message);
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
}
