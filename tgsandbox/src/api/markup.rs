//! Keyboards: what a call may put below a message.
//!
//! <https://core.telegram.org/bots/api#inlinekeyboardmarkup>

use serde_json::Value;

use super::fits;
use crate::http::Params;

/// The longest keyboard, as JSON, in bytes.
const MAX_LENGTH: usize = 10_000;
/// The longest data of a button, in bytes.
const MAX_DATA: usize = 64;

/// The keyboard of a call, or nothing when there is none or it is empty; the error is a description.
pub(super) fn read(params: &Params) -> Result<Option<Value>, String> {
    let text = params.text("reply_markup");
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > MAX_LENGTH {
        return Err("reply markup is too long".to_owned());
    }
    let markup: Value =
        serde_json::from_str(text).map_err(|_| "can't parse reply keyboard markup JSON object".to_owned())?;
    check(&markup).map(|is_some| is_some.then_some(markup))
}

/// Checks a keyboard; `false` when it is none.
pub(super) fn check(markup: &Value) -> Result<bool, String> {
    let fields = markup.as_object().ok_or("object expected as reply markup")?;
    let rows = |name: &str, of: &str| -> Result<Vec<&Value>, String> {
        let Some(rows) = fields.get(name).filter(|rows| !rows.is_null()) else { return Ok(Vec::new()) };
        let rows = rows.as_array().ok_or_else(|| format!("Field \"{name}\" must be of type Array"))?;
        let row = |row: &'_ Value| row.is_array();
        if !rows.iter().all(row) {
            return Err(format!("Field \"{name}\"{of} must be an Array of Arrays"));
        }
        Ok(rows.iter().filter_map(Value::as_array).flatten().collect())
    };
    let keyboard = rows("keyboard", "")?;
    for button in &keyboard {
        reply_button(button).map_err(|reason| format!("can't parse keyboard button: {reason}"))?;
    }
    let inline = rows("inline_keyboard", " of the InlineKeyboardMarkup")?;
    for button in &inline {
        let data = button.get("callback_data").and_then(Value::as_str);
        if data.is_some_and(|data| !(1..=MAX_DATA).contains(&data.len())) {
            return Err("BUTTON_DATA_INVALID".to_owned());
        }
        inline_button(button).map_err(|reason| format!("can't parse inline keyboard button: {reason}"))?;
    }
    let is_true = |name: &str| fields.get(name) == Some(&Value::Bool(true));
    let other = ["remove_keyboard", "hide_keyboard", "force_reply", "force_reply_keyboard"].into_iter().any(is_true);
    Ok(!keyboard.is_empty() || !inline.is_empty() || other)
}

fn reply_button(button: &Value) -> Result<(), String> {
    if let Some(text) = button.as_str() {
        return non_empty(text);
    }
    if !button.is_object() {
        return Err("KeyboardButton must be a String or an Object".to_owned());
    }
    fits::fits("KeyboardButton", button)?;
    non_empty(button["text"].as_str().unwrap_or_default())
}

fn inline_button(button: &Value) -> Result<(), String> {
    let fields = button.as_object().ok_or("InlineKeyboardButton must be an Object")?;
    fits::fits("InlineKeyboardButton", button)?;
    non_empty(button["text"].as_str().unwrap_or_default())?;
    let decoration = ["text", "style", "icon_custom_emoji_id"];
    if fields.keys().all(|name| decoration.contains(&name.as_str())) {
        return Err("Text buttons are unallowed in the inline keyboard".to_owned());
    }
    Ok(())
}

fn non_empty(text: &str) -> Result<(), String> {
    if text.is_empty() { Err("button text must be non-empty".to_owned()) } else { Ok(()) }
}

/// Whether a keyboard is part of its message; the others change what the person sees below the chat.
pub(super) fn is_inline(markup: &Value) -> bool {
    markup.get("inline_keyboard").is_some()
}
