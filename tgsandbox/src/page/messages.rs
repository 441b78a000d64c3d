//! Messages as the page shows them: the newest of a chat, what people voted and reacted, and one line that stands for a
//! message.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::world::{Polls, World};

/// How many messages of a chat are shown.
const SHOWN: usize = 100;
/// How many characters of a message a list of chats shows.
const SUMMARY: usize = 80;

/// The newest messages of a chat, oldest first.
pub(super) fn newest(world: &World, chat: i64) -> Vec<Arc<Value>> {
    let log = world.log(chat);
    log[log.len().saturating_sub(SHOWN)..].to_vec()
}

fn number(message: &Value) -> i64 {
    message["message_id"].as_i64().unwrap_or_default()
}

/// Who voted for what, by message: the places of the options that each person chose.
pub(super) fn votes(world: &World, messages: &[Arc<Value>]) -> Value {
    let polls =
        messages.iter().filter_map(|message| Some((number(message), world.polls.find(Polls::id_of(message)?)?)));
    let of_poll = |(message, poll): (i64, &crate::world::Poll)| {
        let votes = poll.votes().map(|(user, chosen)| (user.to_string(), json!(chosen)));
        (message.to_string(), Value::from(votes.collect::<Map<_, _>>()))
    };
    polls.map(of_poll).collect::<Map<_, _>>().into()
}

/// Who reacted with what, by message: each reaction and the people who have it.
pub(super) fn reactions(world: &World, chat: i64, messages: &[Arc<Value>]) -> Value {
    let Some(chat) = world.chat(chat) else { return json!({}) };
    let of_message = |message: &Arc<Value>| {
        let id = number(message);
        let mut found: Vec<(&str, Vec<i64>)> = Vec::new();
        for ((_, user), reactions) in chat.reactions.range((id, i64::MIN)..=(id, i64::MAX)) {
            for reaction in reactions.as_array().into_iter().flatten() {
                // A custom emoji is a picture that is not here.
                let emoji = reaction["emoji"].as_str().unwrap_or("✨");
                match found.iter_mut().find(|(known, _)| *known == emoji) {
                    Some((_, by)) => by.push(*user),
                    None => found.push((emoji, vec![*user])),
                }
            }
        }
        let shown: Vec<_> = found.into_iter().map(|(emoji, by)| json!({"emoji": emoji, "by": by})).collect();
        (!shown.is_empty()).then(|| (id.to_string(), shown.into()))
    };
    messages.iter().filter_map(of_message).collect::<Map<_, _>>().into()
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
