//! Reading and writing what is in `types/member.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{ChatAdministratorRights, ChatJoinRequest, ChatMemberUpdated};

object!(ChatAdministratorRights {
    bool "is_anonymous" is_anonymous,
    bool "can_manage_chat" can_manage_chat,
    bool "can_delete_messages" can_delete_messages,
    bool "can_manage_video_chats" can_manage_video_chats,
    bool "can_restrict_members" can_restrict_members,
    bool "can_promote_members" can_promote_members,
    bool "can_change_info" can_change_info,
    bool "can_invite_users" can_invite_users,
    bool "can_post_stories" can_post_stories,
    bool "can_edit_stories" can_edit_stories,
    bool "can_delete_stories" can_delete_stories,
    bool "can_send_welcome_messages" can_send_welcome_messages,
    opt "can_post_messages" can_post_messages,
    opt "can_edit_messages" can_edit_messages,
    opt "can_pin_messages" can_pin_messages,
    opt "can_manage_topics" can_manage_topics,
    opt "can_manage_direct_messages" can_manage_direct_messages,
    opt "can_manage_tags" can_manage_tags,
});

object!(ChatMemberUpdated {
    need "chat" chat,
    need "from" from,
    need "date" date,
    need "old_chat_member" old_chat_member,
    need "new_chat_member" new_chat_member,
    opt "via_join_request" via_join_request,
    opt "via_chat_folder_invite_link" via_chat_folder_invite_link,
    boxed "invite_link" invite_link,
});

object!(ChatJoinRequest {
    need "chat" chat,
    need "from" from,
    need "user_chat_id" user_chat_id,
    need "date" date,
    opt "bio" bio,
    opt "query_id" query_id,
    boxed "invite_link" invite_link,
});
