//! What is kept beside chats: files at addresses, messages that came of inline queries, what invoices ask for.
//!
//! Each is forgotten, oldest number first, when there are too many.

use bytes::Bytes;
use serde_json::Value;

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
