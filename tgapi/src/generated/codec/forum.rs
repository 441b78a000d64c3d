//! Reading and writing what is in `types/forum.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    ForumTopic, ForumTopicClosed, ForumTopicCreated, ForumTopicEdited, ForumTopicReopened, GeneralForumTopicHidden,
    GeneralForumTopicUnhidden,
};

object!(ForumTopicCreated {
    need "name" name,
    need "icon_color" icon_color,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
    flag "is_name_implicit" is_name_implicit,
});

object!(ForumTopicClosed {});

object!(ForumTopicEdited {
    opt "name" name,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
});

object!(ForumTopicReopened {});

object!(GeneralForumTopicHidden {});

object!(GeneralForumTopicUnhidden {});

object!(ForumTopic {
    need "message_thread_id" message_thread_id,
    need "name" name,
    need "icon_color" icon_color,
    opt "icon_custom_emoji_id" icon_custom_emoji_id,
    flag "is_name_implicit" is_name_implicit,
});
