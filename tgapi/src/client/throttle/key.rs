//! What the throttle has to know of a call: which chat it writes to, and for how many messages it counts.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::call::RawCall;

/// Where a call goes: what has an order and a limit of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    Chat(i64),
    /// A public `@username`, in lower case. Nobody tells that it is the same chat as some number.
    Name(Box<str>),
    /// A message that was sent by way of inline mode: its chat is not known.
    Inline(Box<str>),
}

impl Key {
    /// Groups, supergroups and channels have negative numbers; what has a public username and is written to is one.
    pub(super) fn is_group(&self) -> bool {
        match self {
            Self::Chat(id) => *id < 0,
            Self::Name(_) => true,
            Self::Inline(_) => false,
        }
    }
}

/// A call that the throttle has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) key: Key,
    /// For how many messages it counts: an album for each of its items.
    pub(super) cost: usize,
}

#[derive(Deserialize)]
struct Params<'a> {
    #[serde(default, borrow)]
    chat_id: Option<Chat<'a>>,
    #[serde(default, borrow)]
    inline_message_id: Option<std::borrow::Cow<'a, str>>,
    #[serde(default)]
    media: Option<Many>,
    #[serde(default)]
    message_ids: Option<Many>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Chat<'a> {
    Id(i64),
    #[serde(borrow)]
    Name(std::borrow::Cow<'a, str>),
}

/// An array of which only the length matters; anything else counts as one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Many {
    Items(Vec<IgnoredAny>),
    Other(IgnoredAny),
}

/// `None` for what is let through: calls that only ask, that answer a query, or that write nowhere, and chat actions,
/// which are worth nothing if they are late.
pub(super) fn claim(call: &RawCall) -> Option<Claim> {
    let method = call.method();
    if method.starts_with("get") || method.starts_with("answer") || method == "sendChatAction" {
        return None;
    }
    let params: Params<'_> = serde_json::from_str(call.params()).ok()?;
    let key = match (params.chat_id, params.inline_message_id) {
        (Some(Chat::Id(id)), _) => Key::Chat(id),
        // A number as text is a number to Telegram, too.
        (Some(Chat::Name(name)), _) => match name.parse() {
            Ok(id) => Key::Chat(id),
            Err(_) => Key::Name(name.to_lowercase().into()),
        },
        (None, Some(id)) => Key::Inline(id.into()),
        (None, None) => return None,
    };
    let length = |many: Option<Many>| match many {
        Some(Many::Items(items)) => items.len().max(1),
        _ => 1,
    };
    let cost = match method {
        "sendMediaGroup" => length(params.media),
        "forwardMessages" | "copyMessages" => length(params.message_ids),
        _ => 1,
    };
    Some(Claim { key, cost })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(method: &'static str, params: impl serde::Serialize) -> Option<(Key, usize)> {
        let claim = claim(&RawCall::from_parts(method, &params, []).unwrap())?;
        Some((claim.key, claim.cost))
    }

    #[test]
    fn whatever_writes_to_a_chat_is_held() {
        for method in
            ["sendMessage", "editMessageText", "deleteMessage", "copyMessage", "pinChatMessage", "banChatMember"]
        {
            assert_eq!(of(method, json!({"text": "\"x\\u00e9", "chat_id": 5})), Some((Key::Chat(5), 1)), "{method}");
        }
        assert_eq!(of("sendMessage", json!({"chat_id": "-1005"})), Some((Key::Chat(-1005), 1)));
        assert_eq!(of("sendMessage", json!({"chat_id": "@News"})), Some((Key::Name("@news".into()), 1)));
        let inline = json!({"inline_message_id": "AbC", "text": "x"});
        assert_eq!(of("editMessageText", inline), Some((Key::Inline("AbC".into()), 1)));
    }

    #[test]
    fn an_album_counts_for_each_of_its_items() {
        assert_eq!(of("sendMediaGroup", json!({"chat_id": 1, "media": [{}, {}, {}]})), Some((Key::Chat(1), 3)));
        assert_eq!(of("copyMessages", json!({"chat_id": 1, "message_ids": [1, 2]})), Some((Key::Chat(1), 2)));
        // Deleting many is one call, and editing a medium is one message.
        assert_eq!(of("deleteMessages", json!({"chat_id": 1, "message_ids": [1, 2]})), Some((Key::Chat(1), 1)));
        assert_eq!(of("editMessageMedia", json!({"chat_id": 1, "media": {"type": "photo"}})), Some((Key::Chat(1), 1)));
    }

    #[test]
    fn the_rest_is_let_through() {
        for method in ["getChat", "answerCallbackQuery", "sendChatAction"] {
            assert_eq!(of(method, json!({"chat_id": 5})), None, "{method}");
        }
        assert_eq!(of("setMyCommands", json!({"commands": []})), None);
        assert_eq!(of("sendGift", json!({"user_id": 5})), None);
    }

    #[test]
    fn groups_are_told_apart() {
        assert!(Key::Chat(-5).is_group() && Key::Name("@a".into()).is_group());
        assert!(!Key::Chat(5).is_group() && !Key::Inline("a".into()).is_group());
    }
}
