//! Topics of forums.

use serde_json::{Value, json};

/// A topic; the one with the number 1 is `General`.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) name: String,
    pub(crate) icon_color: i64,
    pub(crate) icon_custom_emoji_id: String,
    pub(crate) closed: bool,
    pub(crate) hidden: bool,
}

/// The number of the topic that every forum has.
pub(crate) const GENERAL: i64 = 1;

impl Topic {
    pub(crate) fn new(name: &str, icon_color: i64, icon_custom_emoji_id: &str) -> Self {
        Self {
            name: name.to_owned(),
            icon_color,
            icon_custom_emoji_id: icon_custom_emoji_id.to_owned(),
            closed: false,
            hidden: false,
        }
    }

    /// As in `ForumTopic` and `ForumTopicCreated`, which differ by the number.
    pub(crate) fn describe(&self, id: Option<i64>) -> Value {
        let mut json = json!({"name": self.name, "icon_color": self.icon_color});
        if let Some(id) = id {
            json["message_thread_id"] = id.into();
        }
        if !self.icon_custom_emoji_id.is_empty() {
            json["icon_custom_emoji_id"] = self.icon_custom_emoji_id.as_str().into();
        }
        json
    }
}
