//! Stories.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::ChatId;
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{InputStoryContent, MessageEntity, ParseMode, Story, StoryArea};

/// Posts a story for a business account.
///
/// <https://core.telegram.org/bots/api#poststory>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PostStory {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// What the story shows. Required.
    pub content: InputStoryContent,
    /// How long the story is up, in seconds. Required. One of `21600`, `43200`, `86400`, `172800`.
    pub active_period: i64,
    /// Caption of the story. At most 2048 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Clickable areas.
    pub areas: Option<Vec<StoryArea>>,
    /// Keep the story on the page after it has ended.
    pub post_to_chat_page: Option<bool>,
    /// Forbid forwarding and screenshots.
    pub protect_content: Option<bool>,
}

impl PostStory {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        content: impl Into<InputStoryContent>,
        active_period: i64,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            content: content.into(),
            active_period,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method PostStory {
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some_items areas: StoryArea,
    some post_to_chat_page: bool,
    some protect_content: bool,
});

impl Method for PostStory {
    type Output = Story;
    const NAME: &'static str = "postStory";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(PostStory {
    need "business_connection_id" business_connection_id,
    need "content" content,
    need "active_period" active_period,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "areas" areas,
    opt "post_to_chat_page" post_to_chat_page,
    opt "protect_content" protect_content,
});

uploads!(struct PostStory { content });

/// Posts a story of one business account again for another one.
///
/// <https://core.telegram.org/bots/api#repoststory>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RepostStory {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The chat that posted the story. Required.
    pub from_chat_id: ChatId,
    /// The story to post again. Required.
    pub from_story_id: i64,
    /// How long the story is up, in seconds. Required. One of `21600`, `43200`, `86400`, `172800`.
    pub active_period: i64,
    /// Keep the story on the page after it has ended.
    pub post_to_chat_page: Option<bool>,
    /// Forbid forwarding and screenshots.
    pub protect_content: Option<bool>,
}

impl RepostStory {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        from_chat_id: impl Into<ChatId>,
        from_story_id: i64,
        active_period: i64,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            from_chat_id: from_chat_id.into(),
            from_story_id,
            active_period,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method RepostStory {
    some post_to_chat_page: bool,
    some protect_content: bool,
});

impl Method for RepostStory {
    type Output = Story;
    const NAME: &'static str = "repostStory";
}

object!(RepostStory {
    need "business_connection_id" business_connection_id,
    need "from_chat_id" from_chat_id,
    need "from_story_id" from_story_id,
    need "active_period" active_period,
    opt "post_to_chat_page" post_to_chat_page,
    opt "protect_content" protect_content,
});

/// Edits a story that the bot posted for a business account.
///
/// <https://core.telegram.org/bots/api#editstory>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditStory {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The story. Required.
    pub story_id: i64,
    /// What the story shows. Required.
    pub content: InputStoryContent,
    /// Caption of the story. At most 2048 characters after entities are parsed.
    pub caption: Option<String>,
    /// Markup of the caption. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the caption, instead of markup.
    pub caption_entities: Option<Vec<MessageEntity>>,
    /// Clickable areas.
    pub areas: Option<Vec<StoryArea>>,
}

impl EditStory {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        story_id: i64,
        content: impl Into<InputStoryContent>,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            story_id,
            content: content.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditStory {
    into caption: String,
    some parse_mode: ParseMode,
    some_items caption_entities: MessageEntity,
    some_items areas: StoryArea,
});

impl Method for EditStory {
    type Output = Story;
    const NAME: &'static str = "editStory";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(EditStory {
    need "business_connection_id" business_connection_id,
    need "story_id" story_id,
    need "content" content,
    opt "caption" caption,
    opt "parse_mode" parse_mode,
    opt "caption_entities" caption_entities,
    opt "areas" areas,
});

uploads!(struct EditStory { content });

/// Deletes a story that the bot posted for a business account.
///
/// <https://core.telegram.org/bots/api#deletestory>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteStory {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The story. Required.
    pub story_id: i64,
}

impl DeleteStory {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, story_id: i64) -> Self {
        Self { business_connection_id: business_connection_id.into(), story_id }
    }
}

impl Method for DeleteStory {
    type Output = bool;
    const NAME: &'static str = "deleteStory";
}

object!(DeleteStory {
    need "business_connection_id" business_connection_id,
    need "story_id" story_id,
});
