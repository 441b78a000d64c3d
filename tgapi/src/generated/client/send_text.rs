//! By name on the client: sending text, rich messages, and signs of life.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatId, ChatRef};
use crate::methods::{SendChatAction, SendMessage, SendMessageDraft, SendRichMessage, SendRichMessageDraft};
use crate::types::{ChatAction, InputRichMessage};

impl Client {
    /// Sends a text message. See [`SendMessage`].
    pub fn send_message(&self, chat_id: impl Into<ChatRef>, text: impl Into<String>) -> Request<SendMessage> {
        self.request(SendMessage::new(chat_id, text))
    }

    /// Shows a part of a message while the rest is being made; it is gone after 30 seconds. See [`SendMessageDraft`].
    pub fn send_message_draft(&self, chat_id: impl Into<ChatId>, draft_id: i64) -> Request<SendMessageDraft> {
        self.request(SendMessageDraft::new(chat_id, draft_id))
    }

    /// Shows that the bot is doing something, for 5 seconds or until its message comes. See [`SendChatAction`].
    pub fn send_chat_action(&self, chat_id: impl Into<ChatRef>, action: ChatAction) -> Request<SendChatAction> {
        self.request(SendChatAction::new(chat_id, action))
    }

    /// Sends a rich message. See [`SendRichMessage`].
    pub fn send_rich_message(
        &self,
        chat_id: impl Into<ChatRef>,
        rich_message: InputRichMessage,
    ) -> Request<SendRichMessage> {
        self.request(SendRichMessage::new(chat_id, rich_message))
    }

    /// Shows a part of a rich message while the rest is being made. See [`SendRichMessageDraft`].
    pub fn send_rich_message_draft(
        &self,
        chat_id: impl Into<ChatId>,
        draft_id: i64,
        rich_message: InputRichMessage,
    ) -> Request<SendRichMessageDraft> {
        self.request(SendRichMessageDraft::new(chat_id, draft_id, rich_message))
    }
}
