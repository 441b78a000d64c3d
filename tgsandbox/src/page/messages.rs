//! Messages as the page shows them: the newest of a chat, and one line that stands for a message.

use std::sync::Arc;

use serde_json::Value;

use crate::world::World;

/// How many messages of a chat are shown.
const SHOWN: usize = 100;
/// How many characters of a message a list of chats shows.
const SUMMARY: usize = 80;

/// The newest messages of a chat, oldest first.
pub(super) fn newest(world: &World, chat: i64) -> Vec<Arc<Value>> {
    let log = world.log(chat);
    log[log.len().saturating_sub(SHOWN)..].to_vec()
}

/// The beginning of a message's text, or the name of what it is.
pub(super) fn summary(message: &Value) -> String {
    const NOT_CONTENT: [&str; 18] = [
        "message_id",
        "message_thread_id",
        "from",
        "sender_chat",
        "date",
        "edit_date",
        "chat",
        "reply_to_message",
        "reply_markup",
        "entities",
        "caption_entities",
        "has_protected_content",
        "media_group_id",
        "forward_origin",
        "external_reply",
        "quote",
        "via_bot",
        "link_preview_options",
    ];
    let text = message.get("text").or_else(|| message.get("caption")).and_then(Value::as_str);
    if let Some(text) = text {
        return text.chars().take(SUMMARY).map(|c| if c == '\n' { ' ' } else { c }).collect();
    }
    let fields = message.as_object().into_iter().flatten();
    let content = fields.map(|(name, _)| name.as_str()).find(|name| !NOT_CONTENT.contains(name));
    content.unwrap_or("message").replace('_', " ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_message_is_summed_up_by_its_text_or_by_what_it_is() {
        assert_eq!(summary(&json!({"message_id": 1, "text": "a\nb"})), "a b");
        assert_eq!(summary(&json!({"message_id": 1, "photo": [], "caption": "c"})), "c");
        assert_eq!(summary(&json!({"message_id": 1, "date": 2, "chat": {}, "video_note": {}})), "video note");
        assert_eq!(summary(&json!({"text": "ü".repeat(200)})).chars().count(), SUMMARY);
        assert_eq!(summary(&json!({"message_id": 1})), "message");
    }
}
