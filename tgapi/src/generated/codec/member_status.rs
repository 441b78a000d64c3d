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
    need "is_anonymous" is_anonymous,
    opt "custom_title" custom_title,
});

object!(ChatMemberAdministrator tag "status" "administrator" {
    need "user" user,
    need "can_be_edited" can_be_edited,
    need "is_anonymous" is_anonymous,
    need "can_manage_chat" can_manage_chat,
    need "can_delete_messages" can_delete_messages,
    need "can_manage_video_chats" can_manage_video_chats,
    need "can_restrict_members" can_restrict_members,
    need "can_promote_members" can_promote_members,
    need "can_change_info" can_change_info,
    need "can_invite_users" can_invite_users,
    need "can_post_stories" can_post_stories,
    need "can_edit_stories" can_edit_stories,
    need "can_delete_stories" can_delete_stories,
    need "can_send_welcome_messages" can_send_welcome_messages,
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
    need "is_member" is_member,
    need "can_send_messages" can_send_messages,
    need "can_send_audios" can_send_audios,
    need "can_send_documents" can_send_documents,
    need "can_send_photos" can_send_photos,
    need "can_send_videos" can_send_videos,
    need "can_send_video_notes" can_send_video_notes,
    need "can_send_voice_notes" can_send_voice_notes,
    need "can_send_polls" can_send_polls,
    need "can_send_other_messages" can_send_other_messages,
    need "can_add_web_page_previews" can_add_web_page_previews,
    need "can_react_to_messages" can_react_to_messages,
    need "can_edit_tag" can_edit_tag,
    need "can_change_info" can_change_info,
    need "can_invite_users" can_invite_users,
    need "can_pin_messages" can_pin_messages,
    need "can_manage_topics" can_manage_topics,
    need "until_date" until_date,
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
