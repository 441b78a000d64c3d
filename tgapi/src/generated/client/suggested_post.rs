//! By name on the client: deciding on posts suggested to channels.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatId, MessageId};
use crate::methods::{ApproveSuggestedPost, DeclineSuggestedPost};

impl Client {
    /// Approves a suggested post. See [`ApproveSuggestedPost`].
    pub fn approve_suggested_post(
        &self,
        chat_id: impl Into<ChatId>,
        message_id: impl Into<MessageId>,
    ) -> Request<ApproveSuggestedPost> {
        self.request(ApproveSuggestedPost::new(chat_id, message_id))
    }

    /// Declines a suggested post. See [`DeclineSuggestedPost`].
    pub fn decline_suggested_post(
        &self,
        chat_id: impl Into<ChatId>,
        message_id: impl Into<MessageId>,
    ) -> Request<DeclineSuggestedPost> {
        self.request(DeclineSuggestedPost::new(chat_id, message_id))
    }
}
