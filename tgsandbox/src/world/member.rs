//! What the API says of somebody's place in a chat.
//!
//! <https://core.telegram.org/bots/api#chatmember>

use serde_json::{Map, Value, json};

/// What an administrator may be allowed, everywhere or in some kinds of chats.
pub(crate) const ADMIN_RIGHTS: [&str; 18] = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_direct_messages",
    "can_manage_tags",
    "can_send_welcome_messages",
    "is_anonymous",
];

/// Rights that are shown whether somebody has them or not.
const ALWAYS_SHOWN: [&str; 10] = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
];

/// What members may be allowed.
pub(crate) const PERMISSIONS: [&str; 16] = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
];

/// The rights that mean something in a kind of chat.
pub(crate) fn rights_of(kind: &str) -> impl Iterator<Item = &'static str> {
    let channel = kind == "channel";
    ADMIN_RIGHTS.into_iter().filter(move |right| match *right {
        "can_post_messages" | "can_edit_messages" | "can_manage_direct_messages" => channel,
        "can_pin_messages" | "can_manage_topics" | "is_anonymous" | "can_manage_tags" | "can_send_welcome_messages" => {
            !channel
        }
        _ => true,
    })
}

pub(crate) fn member(user: &Value) -> Value {
    json!({"user": user, "status": "member"})
}

pub(crate) fn owner(user: &Value) -> Value {
    json!({"user": user, "status": "creator", "is_anonymous": false})
}

pub(crate) fn left(user: &Value) -> Value {
    json!({"user": user, "status": "left"})
}

pub(crate) fn kicked(user: &Value, until: i64) -> Value {
    json!({"user": user, "status": "kicked", "until_date": until})
}

pub(crate) fn restricted(user: &Value, is_member: bool, permissions: &Value, until: i64) -> Value {
    let mut json = json!({"user": user, "status": "restricted", "is_member": is_member, "until_date": until});
    for permission in PERMISSIONS {
        json[permission] = (permissions[permission] == true).into();
    }
    json["can_send_media_messages"] = media_messages(|right| permissions[right] == true).into();
    json
}

/// The older name for the right to all kinds of media.
pub(crate) fn media_messages(right: impl Fn(&str) -> bool) -> bool {
    PERMISSIONS[1..7].iter().all(|kind| right(kind))
}

/// An administrator with these rights; the bot may change what it gave itself.
pub(crate) fn administrator(user: &Value, kind: &str, rights: impl Fn(&str) -> bool, can_be_edited: bool) -> Value {
    let mut json = json!({
        "user": user,
        "status": "administrator",
        "can_be_edited": can_be_edited,
        "is_anonymous": rights("is_anonymous"),
    });
    for right in rights_of(kind).filter(|right| *right != "is_anonymous") {
        let given = rights(right);
        if right == "can_manage_video_chats" {
            // The name that it had before.
            json["can_manage_voice_chats"] = given.into();
        }
        if given || ALWAYS_SHOWN.contains(&right) || kind == "channel" || right == "can_pin_messages" {
            json[right] = given.into();
        }
    }
    json
}

/// Rights as `ChatAdministratorRights` shows them.
pub(crate) fn rights_object(kind: &str, rights: impl Fn(&str) -> bool) -> Value {
    let mut fields: Map<String, Value> =
        ALWAYS_SHOWN.iter().map(|right| ((*right).to_owned(), rights(right).into())).collect();
    fields.insert("is_anonymous".to_owned(), rights("is_anonymous").into());
    fields.insert("can_manage_voice_chats".to_owned(), rights("can_manage_video_chats").into());
    for right in rights_of(kind).filter(|right| !ALWAYS_SHOWN.contains(right)) {
        fields.insert(right.to_owned(), rights(right).into());
    }
    fields.into()
}
