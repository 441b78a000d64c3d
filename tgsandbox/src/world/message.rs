//! A message the bot sent, as a person sees it.

use std::sync::Arc;

use serde_json::Value;

/// A message that the bot sent.
#[derive(Clone, Debug, PartialEq)]
pub struct BotMessage {
    json: Arc<Value>,
}

impl BotMessage {
    pub(crate) fn new(json: Arc<Value>) -> Self {
        Self { json }
    }

    /// The text, or the caption of a file; empty when there is neither.
    #[must_use]
    pub fn text(&self) -> &str {
        self.json.get("text").or_else(|| self.json.get("caption")).and_then(Value::as_str).unwrap_or_default()
    }

    /// The message's number.
    #[must_use]
    pub fn message_id(&self) -> i64 {
        self.json["message_id"].as_i64().unwrap_or_default()
    }

    /// The chat's number.
    #[must_use]
    pub fn chat_id(&self) -> i64 {
        self.json["chat"]["id"].as_i64().unwrap_or_default()
    }

    /// The texts of the keyboard's buttons, inline or not, row by row.
    #[must_use]
    pub fn buttons(&self) -> Vec<&str> {
        self.all_buttons().filter_map(|button| button["text"].as_str().or_else(|| button.as_str())).collect()
    }

    /// The whole Message object, with `reply_markup` also where Telegram would not give it back.
    #[must_use]
    pub fn json(&self) -> &Value {
        &self.json
    }

    fn all_buttons(&self) -> impl Iterator<Item = &Value> {
        let markup = &self.json["reply_markup"];
        let rows = markup.get("inline_keyboard").or_else(|| markup.get("keyboard")).and_then(Value::as_array);
        rows.into_iter().flatten().filter_map(Value::as_array).flatten()
    }

    /// The inline button with this text or this callback data.
    pub(super) fn inline_button(&self, wanted: &str) -> Option<&Value> {
        self.json["reply_markup"].get("inline_keyboard")?;
        self.all_buttons().find(|button| button["text"] == wanted || button["callback_data"] == wanted)
    }

    /// The reply-keyboard button with this text.
    pub(super) fn reply_button(&self, wanted: &str) -> Option<&Value> {
        self.json["reply_markup"].get("keyboard")?;
        self.all_buttons().find(|button| button["text"] == wanted || button.as_str() == Some(wanted))
    }
}
