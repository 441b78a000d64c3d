//! By name on the client: topics of forums.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, ThreadId};
use crate::methods::{
    CloseForumTopic, CloseGeneralForumTopic, CreateForumTopic, DeleteForumTopic, EditForumTopic, EditGeneralForumTopic,
    GetForumTopicIconStickers, HideGeneralForumTopic, ReopenForumTopic, ReopenGeneralForumTopic,
    UnhideGeneralForumTopic, UnpinAllForumTopicMessages, UnpinAllGeneralForumTopicMessages,
};

impl Client {
    /// Returns the custom emoji that any user can take as the icon of a forum topic. See [`GetForumTopicIconStickers`].
    pub fn get_forum_topic_icon_stickers(&self) -> Request<GetForumTopicIconStickers> {
        self.request(GetForumTopicIconStickers::new())
    }

    /// Creates a forum topic. See [`CreateForumTopic`].
    pub fn create_forum_topic(
        &self,
        chat_id: impl Into<ChatRef>,
        name: impl Into<String>,
    ) -> Request<CreateForumTopic> {
        self.request(CreateForumTopic::new(chat_id, name))
    }

    /// Changes the name or icon of a forum topic. See [`EditForumTopic`].
    pub fn edit_forum_topic(
        &self,
        chat_id: impl Into<ChatRef>,
        message_thread_id: impl Into<ThreadId>,
    ) -> Request<EditForumTopic> {
        self.request(EditForumTopic::new(chat_id, message_thread_id))
    }

    /// Closes a forum topic. See [`CloseForumTopic`].
    pub fn close_forum_topic(
        &self,
        chat_id: impl Into<ChatRef>,
        message_thread_id: impl Into<ThreadId>,
    ) -> Request<CloseForumTopic> {
        self.request(CloseForumTopic::new(chat_id, message_thread_id))
    }

    /// Reopens a closed forum topic. See [`ReopenForumTopic`].
    pub fn reopen_forum_topic(
        &self,
        chat_id: impl Into<ChatRef>,
        message_thread_id: impl Into<ThreadId>,
    ) -> Request<ReopenForumTopic> {
        self.request(ReopenForumTopic::new(chat_id, message_thread_id))
    }

    /// Deletes a forum topic with all its messages. See [`DeleteForumTopic`].
    pub fn delete_forum_topic(
        &self,
        chat_id: impl Into<ChatRef>,
        message_thread_id: impl Into<ThreadId>,
    ) -> Request<DeleteForumTopic> {
        self.request(DeleteForumTopic::new(chat_id, message_thread_id))
    }

    /// Unpins all messages of a forum topic. See [`UnpinAllForumTopicMessages`].
    pub fn unpin_all_forum_topic_messages(
        &self,
        chat_id: impl Into<ChatRef>,
        message_thread_id: impl Into<ThreadId>,
    ) -> Request<UnpinAllForumTopicMessages> {
        self.request(UnpinAllForumTopicMessages::new(chat_id, message_thread_id))
    }

    /// Changes the name of the topic General. See [`EditGeneralForumTopic`].
    pub fn edit_general_forum_topic(
        &self,
        chat_id: impl Into<ChatRef>,
        name: impl Into<String>,
    ) -> Request<EditGeneralForumTopic> {
        self.request(EditGeneralForumTopic::new(chat_id, name))
    }

    /// Closes the topic General. See [`CloseGeneralForumTopic`].
    pub fn close_general_forum_topic(&self, chat_id: impl Into<ChatRef>) -> Request<CloseGeneralForumTopic> {
        self.request(CloseGeneralForumTopic::new(chat_id))
    }

    /// Reopens the topic General, and shows it if it was hidden. See [`ReopenGeneralForumTopic`].
    pub fn reopen_general_forum_topic(&self, chat_id: impl Into<ChatRef>) -> Request<ReopenGeneralForumTopic> {
        self.request(ReopenGeneralForumTopic::new(chat_id))
    }

    /// Hides the topic General, and closes it if it was open. See [`HideGeneralForumTopic`].
    pub fn hide_general_forum_topic(&self, chat_id: impl Into<ChatRef>) -> Request<HideGeneralForumTopic> {
        self.request(HideGeneralForumTopic::new(chat_id))
    }

    /// Shows the topic General again. See [`UnhideGeneralForumTopic`].
    pub fn unhide_general_forum_topic(&self, chat_id: impl Into<ChatRef>) -> Request<UnhideGeneralForumTopic> {
        self.request(UnhideGeneralForumTopic::new(chat_id))
    }

    /// Unpins all messages of the topic General. See [`UnpinAllGeneralForumTopicMessages`].
    pub fn unpin_all_general_forum_topic_messages(
        &self,
        chat_id: impl Into<ChatRef>,
    ) -> Request<UnpinAllGeneralForumTopicMessages> {
        self.request(UnpinAllGeneralForumTopicMessages::new(chat_id))
    }
}
