//! Reading and writing what is in `types/member_status.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    ChatMember, ChatMemberAdministrator, ChatMemberBanned, ChatMemberLeft, ChatMemberMember, ChatMemberOwner,
    ChatMemberRestricted,
};

object!(ChatMemberOwner tag "status" "creator" {
    need "user" user,
    bool "is_anonymous" is_anonymous,
    opt "custom_title" custom_title,
});

object!(ChatMemberAdministrator tag "status" "administrator" {
    need "user" user,
    bool "can_be_edited" can_be_edited,
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
    opt "custom_title" custom_title,
});

object!(ChatMemberMember tag "status" "member" {
    need "user" user,
    opt "tag" tag,
    opt "until_date" until_date,
});

object!(ChatMemberRestricted tag "status" "restricted" {
    need "user" user,
    need "until_date" until_date,
    bool "is_member" is_member,
    bool "can_send_messages" can_send_messages,
    bool "can_send_audios" can_send_audios,
    bool "can_send_documents" can_send_documents,
    bool "can_send_photos" can_send_photos,
    bool "can_send_videos" can_send_videos,
    bool "can_send_video_notes" can_send_video_notes,
    bool "can_send_voice_notes" can_send_voice_notes,
    bool "can_send_polls" can_send_polls,
    bool "can_send_other_messages" can_send_other_messages,
    bool "can_add_web_page_previews" can_add_web_page_previews,
    bool "can_react_to_messages" can_react_to_messages,
    bool "can_edit_tag" can_edit_tag,
    bool "can_change_info" can_change_info,
    bool "can_invite_users" can_invite_users,
    bool "can_pin_messages" can_pin_messages,
    bool "can_manage_topics" can_manage_topics,
    opt "tag" tag,
});

object!(ChatMemberLeft tag "status" "left" {
    need "user" user,
});

object!(ChatMemberBanned tag "status" "kicked" {
    need "user" user,
    need "until_date" until_date,
});

union!(ChatMember by "status" {
    "creator" Owner(ChatMemberOwner),
    "administrator" Administrator(ChatMemberAdministrator),
    "member" Member(ChatMemberMember),
    "restricted" Restricted(ChatMemberRestricted),
    "left" Left(ChatMemberLeft),
    "kicked" Banned(ChatMemberBanned),
});
