//! By name on the client: forwarding and copying.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, MessageId};
use crate::methods::{CopyMessage, CopyMessages, ForwardMessage, ForwardMessages};

impl Client {
    /// Forwards a message of any kind that is not protected. See [`ForwardMessage`].
    pub fn forward_message(
        &self,
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Request<ForwardMessage> {
        self.request(ForwardMessage::new(chat_id, from_chat_id, message_id))
    }

    /// Forwards several messages; those that cannot be forwarded are skipped. See [`ForwardMessages`].
    pub fn forward_messages(
        &self,
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Request<ForwardMessages> {
        self.request(ForwardMessages::new(chat_id, from_chat_id, message_ids))
    }

    /// Sends a copy of a message, without a link to the original. See [`CopyMessage`].
    pub fn copy_message(
        &self,
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Request<CopyMessage> {
        self.request(CopyMessage::new(chat_id, from_chat_id, message_id))
    }

    /// Sends copies of several messages; those that cannot be copied are skipped. See [`CopyMessages`].
    pub fn copy_messages(
        &self,
        chat_id: impl Into<ChatRef>,
        from_chat_id: impl Into<ChatRef>,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Request<CopyMessages> {
        self.request(CopyMessages::new(chat_id, from_chat_id, message_ids))
    }
}
