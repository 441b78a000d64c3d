//! Topics of forums.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::ids::{ChatRef, ThreadId};
use crate::methods::Method;
use crate::types::{ForumTopic, Sticker};

/// Returns the custom emoji that any user can take as the icon of a forum topic.
///
/// <https://core.telegram.org/bots/api#getforumtopiciconstickers>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetForumTopicIconStickers {}

impl GetForumTopicIconStickers {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetForumTopicIconStickers {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetForumTopicIconStickers {
    type Output = Vec<Sticker>;
    const NAME: &'static str = "getForumTopicIconStickers";
}

object!(GetForumTopicIconStickers {});

/// Creates a forum topic.
///
/// <https://core.telegram.org/bots/api#createforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The topic's name. Required. 1 to 128 characters.
    pub name: String,
    /// Colour of the icon as RGB. One of `7322096`, `16766590`, `13338331`, `9367192`, `16749490`, `16478047`.
    pub icon_color: Option<i64>,
    /// Custom emoji shown as the icon.
    pub icon_custom_emoji_id: Option<String>,
}

impl CreateForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, name: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), name: name.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method CreateForumTopic {
    some icon_color: i64,
    into icon_custom_emoji_id: String,
});

impl Method for CreateForumTopic {
    type Output = ForumTopic;
    const NAME: &'static str = "createForumTopic";
}

object!(CreateForumTopic {
    need "chat_id" chat_id,
    need "name" name,
    opt "icon_color" icon_color,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
});

/// Changes the name or icon of a forum topic.
///
/// <https://core.telegram.org/bots/api#editforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The topic. Required.
    pub message_thread_id: ThreadId,
    /// New name of the topic; empty or absent: as before. At most 128 characters.
    pub name: Option<String>,
    /// New custom emoji of the icon; empty: none; absent: as before.
    pub icon_custom_emoji_id: Option<String>,
}

impl EditForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_thread_id: impl Into<ThreadId>) -> Self {
        Self {
            chat_id: chat_id.into(),
            message_thread_id: message_thread_id.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method EditForumTopic {
    into name: String,
    into icon_custom_emoji_id: String,
});

impl Method for EditForumTopic {
    type Output = bool;
    const NAME: &'static str = "editForumTopic";
}

object!(EditForumTopic {
    need "chat_id" chat_id,
    need "message_thread_id" message_thread_id,
    opt "name" name,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
});

/// Closes a forum topic.
///
/// <https://core.telegram.org/bots/api#closeforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CloseForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The topic. Required.
    pub message_thread_id: ThreadId,
}

impl CloseForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_thread_id: impl Into<ThreadId>) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id: message_thread_id.into() }
    }
}

impl Method for CloseForumTopic {
    type Output = bool;
    const NAME: &'static str = "closeForumTopic";
}

object!(CloseForumTopic {
    need "chat_id" chat_id,
    need "message_thread_id" message_thread_id,
});

/// Reopens a closed forum topic.
///
/// <https://core.telegram.org/bots/api#reopenforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReopenForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The topic. Required.
    pub message_thread_id: ThreadId,
}

impl ReopenForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_thread_id: impl Into<ThreadId>) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id: message_thread_id.into() }
    }
}

impl Method for ReopenForumTopic {
    type Output = bool;
    const NAME: &'static str = "reopenForumTopic";
}

object!(ReopenForumTopic {
    need "chat_id" chat_id,
    need "message_thread_id" message_thread_id,
});

/// Deletes a forum topic with all its messages.
///
/// <https://core.telegram.org/bots/api#deleteforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The topic. Required.
    pub message_thread_id: ThreadId,
}

impl DeleteForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_thread_id: impl Into<ThreadId>) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id: message_thread_id.into() }
    }
}

impl Method for DeleteForumTopic {
    type Output = bool;
    const NAME: &'static str = "deleteForumTopic";
}

object!(DeleteForumTopic {
    need "chat_id" chat_id,
    need "message_thread_id" message_thread_id,
});

/// Unpins all messages of a forum topic.
///
/// <https://core.telegram.org/bots/api#unpinallforumtopicmessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnpinAllForumTopicMessages {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The topic. Required.
    pub message_thread_id: ThreadId,
}

impl UnpinAllForumTopicMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_thread_id: impl Into<ThreadId>) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id: message_thread_id.into() }
    }
}

impl Method for UnpinAllForumTopicMessages {
    type Output = bool;
    const NAME: &'static str = "unpinAllForumTopicMessages";
}

object!(UnpinAllForumTopicMessages {
    need "chat_id" chat_id,
    need "message_thread_id" message_thread_id,
});

/// Changes the name of the topic General.
///
/// <https://core.telegram.org/bots/api#editgeneralforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EditGeneralForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// New name of the topic. Required. 1 to 128 characters.
    pub name: String,
}

impl EditGeneralForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, name: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), name: name.into() }
    }
}

impl Method for EditGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "editGeneralForumTopic";
}

object!(EditGeneralForumTopic {
    need "chat_id" chat_id,
    need "name" name,
});

/// Closes the topic General.
///
/// <https://core.telegram.org/bots/api#closegeneralforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CloseGeneralForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl CloseGeneralForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for CloseGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "closeGeneralForumTopic";
}

object!(CloseGeneralForumTopic {
    need "chat_id" chat_id,
});

/// Reopens the topic General, and shows it if it was hidden.
///
/// <https://core.telegram.org/bots/api#reopengeneralforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReopenGeneralForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl ReopenGeneralForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for ReopenGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "reopenGeneralForumTopic";
}

object!(ReopenGeneralForumTopic {
    need "chat_id" chat_id,
});

/// Hides the topic General, and closes it if it was open.
///
/// <https://core.telegram.org/bots/api#hidegeneralforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct HideGeneralForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl HideGeneralForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for HideGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "hideGeneralForumTopic";
}

object!(HideGeneralForumTopic {
    need "chat_id" chat_id,
});

/// Shows the topic General again.
///
/// <https://core.telegram.org/bots/api#unhidegeneralforumtopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnhideGeneralForumTopic {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl UnhideGeneralForumTopic {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for UnhideGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "unhideGeneralForumTopic";
}

object!(UnhideGeneralForumTopic {
    need "chat_id" chat_id,
});

/// Unpins all messages of the topic General.
///
/// <https://core.telegram.org/bots/api#unpinallgeneralforumtopicmessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnpinAllGeneralForumTopicMessages {
    /// The chat. Required.
    pub chat_id: ChatRef,
}

impl UnpinAllGeneralForumTopicMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for UnpinAllGeneralForumTopicMessages {
    type Output = bool;
    const NAME: &'static str = "unpinAllGeneralForumTopicMessages";
}

object!(UnpinAllGeneralForumTopicMessages {
    need "chat_id" chat_id,
});
