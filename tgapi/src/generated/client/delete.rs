//! By name on the client: deleting messages and reactions.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, MessageId, UserId};
use crate::methods::{
    DeleteAllMessageReactions, DeleteEphemeralMessage, DeleteMessage, DeleteMessageReaction, DeleteMessages,
    SetMessageReaction,
};

impl Client {
    /// Sets the bot's reactions to a message. See [`SetMessageReaction`].
    pub fn set_message_reaction(
        &self,
        chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Request<SetMessageReaction> {
        self.request(SetMessageReaction::new(chat_id, message_id))
    }

    /// Deletes a message. See [`DeleteMessage`].
    pub fn delete_message(
        &self,
        chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Request<DeleteMessage> {
        self.request(DeleteMessage::new(chat_id, message_id))
    }

    /// Deletes several messages; those that are not found are skipped. See [`DeleteMessages`].
    pub fn delete_messages(
        &self,
        chat_id: impl Into<ChatRef>,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Request<DeleteMessages> {
        self.request(DeleteMessages::new(chat_id, message_ids))
    }

    /// Deletes an ephemeral message. See [`DeleteEphemeralMessage`].
    pub fn delete_ephemeral_message(
        &self,
        chat_id: impl Into<ChatRef>,
        receiver_user_id: impl Into<UserId>,
        ephemeral_message_id: i64,
    ) -> Request<DeleteEphemeralMessage> {
        self.request(DeleteEphemeralMessage::new(chat_id, receiver_user_id, ephemeral_message_id))
    }

    /// Removes somebody's reaction from a message. See [`DeleteMessageReaction`].
    pub fn delete_message_reaction(
        &self,
        chat_id: impl Into<ChatRef>,
        message_id: impl Into<MessageId>,
    ) -> Request<DeleteMessageReaction> {
        self.request(DeleteMessageReaction::new(chat_id, message_id))
    }

    /// Removes the recent reactions of a user or chat, up to 10000. See [`DeleteAllMessageReactions`].
    pub fn delete_all_message_reactions(&self, chat_id: impl Into<ChatRef>) -> Request<DeleteAllMessageReactions> {
        self.request(DeleteAllMessageReactions::new(chat_id))
    }
}
