//! Topics of forums.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::ThreadId;

/// A forum topic was created.
///
/// <https://core.telegram.org/bots/api#forumtopiccreated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForumTopicCreated {
    /// The topic's name. Required.
    pub name: String,
    /// Colour of the icon as RGB. Required.
    pub icon_color: i64,
    /// Custom emoji shown as the icon.
    pub icon_custom_emoji_id: Option<String>,
    /// The creator gave no name, so the bot may give a better one.
    pub is_name_implicit: bool,
}

impl ForumTopicCreated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>, icon_color: i64) -> Self {
        Self { name: name.into(), icon_color, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ForumTopicCreated {
    into icon_custom_emoji_id: String,
    set is_name_implicit: bool,
});

/// A forum topic was closed.
///
/// <https://core.telegram.org/bots/api#forumtopicclosed>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForumTopicClosed {}

impl ForumTopicClosed {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ForumTopicClosed {
    fn default() -> Self {
        Self::new()
    }
}

/// A forum topic was edited.
///
/// <https://core.telegram.org/bots/api#forumtopicedited>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForumTopicEdited {
    /// New name of the topic; absent if it is the old one.
    pub name: Option<String>,
    /// New custom emoji of the icon; empty if it was removed; absent if not changed.
    pub icon_custom_emoji_id: Option<String>,
}

impl ForumTopicEdited {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ForumTopicEdited {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ForumTopicEdited {
    into name: String,
    into icon_custom_emoji_id: String,
});

/// A forum topic was reopened.
///
/// <https://core.telegram.org/bots/api#forumtopicreopened>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForumTopicReopened {}

impl ForumTopicReopened {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ForumTopicReopened {
    fn default() -> Self {
        Self::new()
    }
}

/// The topic General was hidden.
///
/// <https://core.telegram.org/bots/api#generalforumtopichidden>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GeneralForumTopicHidden {}

impl GeneralForumTopicHidden {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GeneralForumTopicHidden {
    fn default() -> Self {
        Self::new()
    }
}

/// The topic General was shown again.
///
/// <https://core.telegram.org/bots/api#generalforumtopicunhidden>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GeneralForumTopicUnhidden {}

impl GeneralForumTopicUnhidden {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GeneralForumTopicUnhidden {
    fn default() -> Self {
        Self::new()
    }
}

/// A forum topic.
///
/// <https://core.telegram.org/bots/api#forumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForumTopic {
    /// Identifier of the topic. Required.
    pub message_thread_id: ThreadId,
    /// The topic's name. Required.
    pub name: String,
    /// Colour of the icon as RGB. Required.
    pub icon_color: i64,
    /// Custom emoji shown as the icon.
    pub icon_custom_emoji_id: Option<String>,
    /// The creator gave no name, so the bot may give a better one.
    pub is_name_implicit: bool,
}

impl ForumTopic {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(message_thread_id: impl Into<ThreadId>, name: impl Into<String>, icon_color: i64) -> Self {
        Self {
            message_thread_id: message_thread_id.into(),
            name: name.into(),
            icon_color,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(ForumTopic {
    into icon_custom_emoji_id: String,
    set is_name_implicit: bool,
});
