//! By name on the client: stories.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::ChatId;
use crate::methods::{DeleteStory, EditStory, PostStory, RepostStory};
use crate::types::InputStoryContent;

impl Client {
    /// Posts a story for a business account. See [`PostStory`].
    pub fn post_story(
        &self,
        business_connection_id: impl Into<String>,
        content: impl Into<InputStoryContent>,
        active_period: i64,
    ) -> Request<PostStory> {
        self.request(PostStory::new(business_connection_id, content, active_period))
    }

    /// Posts a story of one business account again for another one. See [`RepostStory`].
    pub fn repost_story(
        &self,
        business_connection_id: impl Into<String>,
        from_chat_id: impl Into<ChatId>,
        from_story_id: i64,
        active_period: i64,
    ) -> Request<RepostStory> {
        self.request(RepostStory::new(business_connection_id, from_chat_id, from_story_id, active_period))
    }

    /// Edits a story that the bot posted for a business account. See [`EditStory`].
    pub fn edit_story(
        &self,
        business_connection_id: impl Into<String>,
        story_id: i64,
        content: impl Into<InputStoryContent>,
    ) -> Request<EditStory> {
        self.request(EditStory::new(business_connection_id, story_id, content))
    }

    /// Deletes a story that the bot posted for a business account. See [`DeleteStory`].
    pub fn delete_story(&self, business_connection_id: impl Into<String>, story_id: i64) -> Request<DeleteStory> {
        self.request(DeleteStory::new(business_connection_id, story_id))
    }
}
