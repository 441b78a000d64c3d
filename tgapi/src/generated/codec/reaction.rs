//! Reading and writing what is in `types/reaction.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    MessageReactionCountUpdated, MessageReactionUpdated, ReactionCount, ReactionType, ReactionTypeCustomEmoji,
    ReactionTypeEmoji, ReactionTypePaid,
};

object!(ReactionTypeEmoji tag "type" "emoji" {
    need "emoji" emoji,
});

object!(ReactionTypeCustomEmoji tag "type" "custom_emoji" {
    need "custom_emoji_id" custom_emoji_id,
});

object!(ReactionTypePaid tag "type" "paid" {
});

object!(ReactionCount {
    need "type" kind,
    need "total_count" total_count,
});

object!(MessageReactionUpdated {
    need "chat" chat,
    need "message_id" message_id,
    need "date" date,
    array "old_reaction" old_reaction,
    array "new_reaction" new_reaction,
    boxed "user" user,
    boxed "actor_chat" actor_chat,
});

object!(MessageReactionCountUpdated {
    need "chat" chat,
    need "message_id" message_id,
    need "date" date,
    array "reactions" reactions,
});

union!(ReactionType by "type" {
    "emoji" Emoji(ReactionTypeEmoji),
    "custom_emoji" CustomEmoji(ReactionTypeCustomEmoji),
    "paid" Paid(ReactionTypePaid),
});
