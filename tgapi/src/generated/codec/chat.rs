//! Reading and writing what is in `types/chat.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Chat, ChatBackground, ChatInviteLink, ChatLocation, ChatPermissions, ChatPhoto, Community};

object!(Chat {
    need "id" id,
    need "type" kind,
    opt "title" title,
    opt "username" username,
    opt "first_name" first_name,
    opt "last_name" last_name,
    flag "is_forum" is_forum,
    flag "is_direct_messages" is_direct_messages,
});

object!(ChatBackground {
    need "type" kind,
});

object!(Community {
    need "id" id,
    need "name" name,
});

object!(ChatPhoto {
    need "small_file_id" small_file_id,
    need "small_file_unique_id" small_file_unique_id,
    need "big_file_id" big_file_id,
    need "big_file_unique_id" big_file_unique_id,
});

object!(ChatInviteLink {
    need "invite_link" invite_link,
    need "creator" creator,
    bool "creates_join_request" creates_join_request,
    bool "is_primary" is_primary,
    bool "is_revoked" is_revoked,
    opt "name" name,
    opt "expire_date" expire_date,
    opt "member_limit" member_limit,
    opt "pending_join_request_count" pending_join_request_count,
    opt "subscription_period" subscription_period,
    opt "subscription_price" subscription_price,
});

object!(ChatPermissions {
    opt "can_send_messages" can_send_messages,
    opt "can_send_audios" can_send_audios,
    opt "can_send_documents" can_send_documents,
    opt "can_send_photos" can_send_photos,
    opt "can_send_videos" can_send_videos,
    opt "can_send_video_notes" can_send_video_notes,
    opt "can_send_voice_notes" can_send_voice_notes,
    opt "can_send_polls" can_send_polls,
    opt "can_send_other_messages" can_send_other_messages,
    opt "can_add_web_page_previews" can_add_web_page_previews,
    opt "can_react_to_messages" can_react_to_messages,
    opt "can_edit_tag" can_edit_tag,
    opt "can_change_info" can_change_info,
    opt "can_invite_users" can_invite_users,
    opt "can_pin_messages" can_pin_messages,
    opt "can_manage_topics" can_manage_topics,
});

object!(ChatLocation {
    need "location" location,
    need "address" address,
});
