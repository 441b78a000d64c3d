//! The kinds of updates: their names, which are wanted by default, how long they live, which lane they belong to.
//!
//! Knows the JSON of an update's payload, and nothing of queues or connections.
//! Kinds: <https://core.telegram.org/bots/api#update>.

use serde_json::Value;

const DAY: i64 = 24 * 3600;

/// All kinds, in the order of the documentation.
pub(crate) const KINDS: [&str; 27] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
    "stopped_message_generation",
];

/// Kinds that a bot gets only when it asks for them.
const NOT_BY_DEFAULT: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// A set of kinds: a bot's `allowed_updates`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed(u32);

impl Default for Allowed {
    fn default() -> Self {
        Self::of(KINDS.iter().filter(|kind| !NOT_BY_DEFAULT.contains(kind)).copied())
    }
}

impl Allowed {
    fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let bit = |name: &str| KINDS.iter().position(|kind| kind.eq_ignore_ascii_case(name.trim()));
        Self(names.filter_map(bit).fold(0, |set, n| set | 1 << n))
    }

    /// Reads the parameter. `None` leaves the setting as it was: absent, empty, not an array, or with an element that
    /// is no string. An empty array and one of unknown names only mean the default.
    pub(crate) fn parse(parameter: &str) -> Option<Self> {
        let names: Vec<String> = serde_json::from_str(parameter).ok()?;
        let set = Self::of(names.iter().map(String::as_str));
        Some(if set == Self(0) { Self::default() } else { set })
    }

    /// Whether updates of this kind are created. A kind that this version does not know counts as wanted.
    pub(crate) fn contains(self, kind: &str) -> bool {
        KINDS.iter().position(|known| *known == kind).is_none_or(|n| self.0 & 1 << n != 0)
    }

    pub(crate) fn names(self) -> Vec<&'static str> {
        KINDS.iter().copied().filter(|kind| self.contains(kind)).collect()
    }
}

/// Until when an update of this kind is worth delivering (seconds since 1970); `None` when it is too old already.
pub(crate) fn expires_at(kind: &str, payload: &Value, now: i64) -> Option<i64> {
    let date = |name: &str| payload.get(name).and_then(Value::as_i64);
    let until = match kind {
        "callback_query" | "shipping_query" | "pre_checkout_query" => now + 150,
        "inline_query" => now + 30,
        "chosen_inline_result" => now + 600,
        "edited_message" | "edited_channel_post" | "edited_business_message" => {
            date("edit_date").or_else(|| date("date")).unwrap_or(now) + DAY
        }
        "message"
        | "channel_post"
        | "business_message"
        | "guest_message"
        | "chat_member"
        | "my_chat_member"
        | "chat_join_request"
        | "message_reaction"
        | "message_reaction_count" => date("date").unwrap_or(now) + DAY,
        _ => now + DAY,
    };
    (until > now).then_some(until)
}

/// The lane of an update: Telegram sends the updates of one lane strictly one after another. `None` is a lane of its
/// own for each update.
pub(crate) fn lane(kind: &str, payload: &Value) -> Option<i64> {
    let id = |path: &str| payload.pointer(path).and_then(Value::as_i64);
    let spread = |id: Option<i64>, factor: i64| Some(id?.wrapping_add(factor << 33));
    let lane = match kind {
        "message" | "edited_message" | "channel_post" | "edited_channel_post" => id("/chat/id"),
        "inline_query" => spread(id("/from/id"), 1),
        "chosen_inline_result" => spread(id("/from/id"), 2),
        "callback_query" => spread(id("/from/id"), 3),
        "shipping_query" | "pre_checkout_query" => spread(id("/from/id"), 4),
        "my_chat_member" => spread(id("/chat/id"), 5),
        "chat_member" => spread(id("/new_chat_member/user/id"), 6),
        "chat_join_request" => spread(id("/from/id"), 6),
        "chat_boost" | "removed_chat_boost" => spread(id("/chat/id"), 7),
        "message_reaction" => spread(id("/chat/id"), 8),
        "message_reaction_count" => spread(id("/chat/id"), 9),
        "business_connection" => spread(id("/user/id"), 10),
        "business_message" | "edited_business_message" | "deleted_business_messages" => spread(id("/chat/id"), 11),
        "purchased_paid_media" => spread(id("/from/id"), 12),
        "guest_message" => spread(id("/chat/id"), 12),
        "managed_bot" => spread(id("/user/id"), 13),
        "poll" => numeric(payload.get("id")),
        "poll_answer" => numeric(payload.get("poll_id")),
        _ => None,
    };
    lane.filter(|lane| *lane != 0)
}

fn numeric(id: Option<&Value>) -> Option<i64> {
    id?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    #[test]
    fn the_default_leaves_out_chat_member_and_reactions() {
        let allowed = Allowed::default();
        assert!(!allowed.contains("chat_member") && !allowed.contains("message_reaction_count"));
        assert!(allowed.contains("my_chat_member") && allowed.contains("a_kind_of_tomorrow"));
        assert_eq!(allowed.names().len(), 24);
    }

    #[test]
    fn allowed_updates_ignores_case_and_unknown_names_and_keeps_the_setting_when_malformed() {
        assert_eq!(Allowed::parse(r#"["MESSAGE","nonsense"]"#).map(Allowed::names), Some(vec!["message"]));
        assert_eq!(Allowed::parse("[]"), Some(Allowed::default()));
        assert_eq!(Allowed::parse(r#"["nonsense"]"#), Some(Allowed::default()));
        for unchanged in ["", "message", r#"{"a":1}"#, r#"["message",1]"#, "null"] {
            assert_eq!(Allowed::parse(unchanged), None, "{unchanged}");
        }
    }

    #[test]
    fn a_button_press_is_not_in_the_lane_of_its_chat() {
        let message = json!({"chat": {"id": 7}, "from": {"id": 7}});
        assert_eq!(lane("message", &message), Some(7));
        assert_eq!(lane("callback_query", &message), Some(7 + 3 * (1 << 33)));
        assert_eq!(lane("poll", &json!({"id": "123"})), Some(123));
        assert_eq!(lane("a_kind_of_tomorrow", &message), None);
    }

    #[test]
    fn every_kind_has_telegrams_lane() {
        let spread = |id: i64, factor: i64| Some(id + factor * (1 << 33));
        let (chat, user) = (11, 22);
        let payload = json!({
            "chat": {"id": chat},
            "from": {"id": user},
            "user": {"id": user},
            "new_chat_member": {"user": {"id": 33}},
        });
        for (kinds, expected) in [
            (&["message", "edited_message", "channel_post", "edited_channel_post"][..], Some(chat)),
            (&["inline_query"], spread(user, 1)),
            (&["chosen_inline_result"], spread(user, 2)),
            (&["callback_query"], spread(user, 3)),
            (&["shipping_query", "pre_checkout_query"], spread(user, 4)),
            (&["my_chat_member"], spread(chat, 5)),
            (&["chat_member"], spread(33, 6)),
            (&["chat_join_request"], spread(user, 6)),
            (&["chat_boost", "removed_chat_boost"], spread(chat, 7)),
            (&["message_reaction"], spread(chat, 8)),
            (&["message_reaction_count"], spread(chat, 9)),
            (&["business_connection"], spread(user, 10)),
            (&["business_message", "edited_business_message", "deleted_business_messages"], spread(chat, 11)),
            (&["purchased_paid_media"], spread(user, 12)),
            (&["guest_message"], spread(chat, 12)),
            (&["managed_bot"], spread(user, 13)),
        ] {
            for kind in kinds {
                assert_eq!(lane(kind, &payload), expected, "{kind}");
            }
        }
        assert_eq!(lane("poll", &json!({"id": "5"})), Some(5));
        assert_eq!(lane("poll_answer", &json!({"poll_id": "6"})), Some(6));
        // 0 is a lane for each update.
        assert_eq!(lane("poll", &json!({"id": "0"})), None);
    }

    #[test]
    fn every_kind_lives_as_long_as_with_telegram() {
        let payload = json!({"date": NOW - 10, "edit_date": NOW - 5});
        for kind in KINDS {
            let expected = match kind {
                "callback_query" | "shipping_query" | "pre_checkout_query" => NOW + 150,
                "inline_query" => NOW + 30,
                "chosen_inline_result" => NOW + 600,
                "edited_message" | "edited_channel_post" | "edited_business_message" => NOW - 5 + DAY,
                "message"
                | "channel_post"
                | "business_message"
                | "guest_message"
                | "chat_member"
                | "my_chat_member"
                | "chat_join_request"
                | "message_reaction"
                | "message_reaction_count" => NOW - 10 + DAY,
                _ => NOW + DAY,
            };
            assert_eq!(expires_at(kind, &payload, NOW), Some(expected), "{kind}");
        }
    }

    #[test]
    fn messages_live_a_day_from_their_date_and_queries_for_minutes() {
        assert_eq!(expires_at("message", &json!({"date": NOW - 5}), NOW), Some(NOW - 5 + DAY));
        assert_eq!(expires_at("message", &json!({"date": NOW - DAY}), NOW), None);
        assert_eq!(expires_at("edited_message", &json!({"date": 1, "edit_date": NOW}), NOW), Some(NOW + DAY));
        assert_eq!(expires_at("callback_query", &json!({}), NOW), Some(NOW + 150));
        assert_eq!(expires_at("inline_query", &json!({}), NOW), Some(NOW + 30));
        assert_eq!(expires_at("chosen_inline_result", &json!({}), NOW), Some(NOW + 600));
    }
}
