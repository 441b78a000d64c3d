//! Keyboards under messages and in place of the user's own.

use serde::{Deserialize, Serialize};

use crate::de;

/// A keyboard that belongs to the message it is under.
///
/// <https://core.telegram.org/bots/api#inlinekeyboardmarkup>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InlineKeyboardMarkup {
    /// Rows of buttons.
    pub inline_keyboard: Vec<Vec<InlineKeyboardButton>>,
    /// Opens a reply to the message, as if the user had pressed reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force_reply: Option<bool>,
}

impl InlineKeyboardMarkup {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(inline_keyboard: Vec<Vec<InlineKeyboardButton>>) -> Self {
        Self { inline_keyboard, force_reply: None }
    }

    /// Sets [`force_reply`](Self::force_reply).
    #[must_use]
    pub fn force_reply(mut self, force_reply: bool) -> Self {
        self.force_reply = Some(force_reply);
        self
    }
}

/// One button of an inline keyboard; exactly one of the optional actions must be set.
///
/// <https://core.telegram.org/bots/api#inlinekeyboardbutton>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InlineKeyboardButton {
    /// The text, UTF-8; offsets of entities count UTF-16 units of it.
    pub text: String,
    /// Custom emoji shown before the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon_custom_emoji_id: Option<String>,
    /// Colour of the button. One of `danger`, `success`, `primary`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Address it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the press sends to the bot. 1 to 64 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback_data: Option<String>,
    /// The press lets the user choose a chat and puts the bot's name and this query there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub switch_inline_query: Option<String>,
    /// The press puts the bot's name and this query into the current chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub switch_inline_query_current_chat: Option<String>,
    /// A pay button. Must be the first of the first row, and only under an invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<bool>,
}

impl InlineKeyboardButton {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            icon_custom_emoji_id: None,
            style: None,
            url: None,
            callback_data: None,
            switch_inline_query: None,
            switch_inline_query_current_chat: None,
            pay: None,
        }
    }

    /// Sets [`icon_custom_emoji_id`](Self::icon_custom_emoji_id).
    #[must_use]
    pub fn icon_custom_emoji_id(mut self, icon_custom_emoji_id: impl Into<String>) -> Self {
        self.icon_custom_emoji_id = Some(icon_custom_emoji_id.into());
        self
    }

    /// Sets [`style`](Self::style).
    #[must_use]
    pub fn style(mut self, style: impl Into<String>) -> Self {
        self.style = Some(style.into());
        self
    }

    /// Sets [`url`](Self::url).
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets [`callback_data`](Self::callback_data).
    #[must_use]
    pub fn callback_data(mut self, callback_data: impl Into<String>) -> Self {
        self.callback_data = Some(callback_data.into());
        self
    }

    /// Sets [`switch_inline_query`](Self::switch_inline_query).
    #[must_use]
    pub fn switch_inline_query(mut self, switch_inline_query: impl Into<String>) -> Self {
        self.switch_inline_query = Some(switch_inline_query.into());
        self
    }

    /// Sets [`switch_inline_query_current_chat`](Self::switch_inline_query_current_chat).
    #[must_use]
    pub fn switch_inline_query_current_chat(mut self, switch_inline_query_current_chat: impl Into<String>) -> Self {
        self.switch_inline_query_current_chat = Some(switch_inline_query_current_chat.into());
        self
    }

    /// Sets [`pay`](Self::pay).
    #[must_use]
    pub fn pay(mut self, pay: bool) -> Self {
        self.pay = Some(pay);
        self
    }
}

/// A keyboard shown in place of the user's own.
///
/// <https://core.telegram.org/bots/api#replykeyboardmarkup>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReplyKeyboardMarkup {
    /// Rows of buttons.
    pub keyboard: Vec<Vec<KeyboardButton>>,
    /// Keep the keyboard open when the usual one is hidden. Default false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_persistent: Option<bool>,
    /// Make the keyboard only as high as its buttons need. Default false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resize_keyboard: Option<bool>,
    /// Hide it after a press. Default false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_time_keyboard: Option<bool>,
    /// Grey text in the empty input field. 1 to 64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input_field_placeholder: Option<String>,
    /// Show it only to users mentioned in the message and to the author of the message replied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selective: Option<bool>,
    /// Opens a reply to the message, as if the user had pressed reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force_reply: Option<bool>,
}

impl ReplyKeyboardMarkup {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(keyboard: Vec<Vec<KeyboardButton>>) -> Self {
        Self {
            keyboard,
            is_persistent: None,
            resize_keyboard: None,
            one_time_keyboard: None,
            input_field_placeholder: None,
            selective: None,
            force_reply: None,
        }
    }

    /// Sets [`is_persistent`](Self::is_persistent).
    #[must_use]
    pub fn is_persistent(mut self, is_persistent: bool) -> Self {
        self.is_persistent = Some(is_persistent);
        self
    }

    /// Sets [`resize_keyboard`](Self::resize_keyboard).
    #[must_use]
    pub fn resize_keyboard(mut self, resize_keyboard: bool) -> Self {
        self.resize_keyboard = Some(resize_keyboard);
        self
    }

    /// Sets [`one_time_keyboard`](Self::one_time_keyboard).
    #[must_use]
    pub fn one_time_keyboard(mut self, one_time_keyboard: bool) -> Self {
        self.one_time_keyboard = Some(one_time_keyboard);
        self
    }

    /// Sets [`input_field_placeholder`](Self::input_field_placeholder).
    #[must_use]
    pub fn input_field_placeholder(mut self, input_field_placeholder: impl Into<String>) -> Self {
        self.input_field_placeholder = Some(input_field_placeholder.into());
        self
    }

    /// Sets [`selective`](Self::selective).
    #[must_use]
    pub fn selective(mut self, selective: bool) -> Self {
        self.selective = Some(selective);
        self
    }

    /// Sets [`force_reply`](Self::force_reply).
    #[must_use]
    pub fn force_reply(mut self, force_reply: bool) -> Self {
        self.force_reply = Some(force_reply);
        self
    }
}

/// One button of a reply keyboard: a press sends its text.
///
/// <https://core.telegram.org/bots/api#keyboardbutton>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct KeyboardButton {
    /// The text, UTF-8; offsets of entities count UTF-16 units of it.
    pub text: String,
    /// Custom emoji shown before the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon_custom_emoji_id: Option<String>,
    /// Colour of the button. One of `danger`, `success`, `primary`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// The press sends the user's phone number, after a question. Private chats only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_contact: Option<bool>,
    /// The press sends the user's location, after a question. Private chats only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_location: Option<bool>,
}

impl KeyboardButton {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            icon_custom_emoji_id: None,
            style: None,
            request_contact: None,
            request_location: None,
        }
    }

    /// Sets [`icon_custom_emoji_id`](Self::icon_custom_emoji_id).
    #[must_use]
    pub fn icon_custom_emoji_id(mut self, icon_custom_emoji_id: impl Into<String>) -> Self {
        self.icon_custom_emoji_id = Some(icon_custom_emoji_id.into());
        self
    }

    /// Sets [`style`](Self::style).
    #[must_use]
    pub fn style(mut self, style: impl Into<String>) -> Self {
        self.style = Some(style.into());
        self
    }

    /// Sets [`request_contact`](Self::request_contact).
    #[must_use]
    pub fn request_contact(mut self, request_contact: bool) -> Self {
        self.request_contact = Some(request_contact);
        self
    }

    /// Sets [`request_location`](Self::request_location).
    #[must_use]
    pub fn request_location(mut self, request_location: bool) -> Self {
        self.request_location = Some(request_location);
        self
    }
}

/// Takes the custom keyboard away.
///
/// <https://core.telegram.org/bots/api#replykeyboardremove>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReplyKeyboardRemove {
    /// Always true.
    #[serde(default, deserialize_with = "de::flag")]
    pub remove_keyboard: bool,
    /// Show it only to users mentioned in the message and to the author of the message replied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selective: Option<bool>,
}

impl ReplyKeyboardRemove {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self { remove_keyboard: true, selective: None }
    }

    /// Sets [`selective`](Self::selective).
    #[must_use]
    pub fn selective(mut self, selective: bool) -> Self {
        self.selective = Some(selective);
        self
    }
}

impl Default for ReplyKeyboardRemove {
    fn default() -> Self {
        Self::new()
    }
}

/// Opens a reply to the message in the user's app.
///
/// <https://core.telegram.org/bots/api#forcereply>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ForceReply {
    /// Opens a reply to the message, as if the user had pressed reply.
    #[serde(default, deserialize_with = "de::flag")]
    pub force_reply: bool,
    /// Grey text in the empty input field. 1 to 64 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input_field_placeholder: Option<String>,
    /// Show it only to users mentioned in the message and to the author of the message replied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selective: Option<bool>,
}

impl ForceReply {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new() -> Self {
        Self { force_reply: true, input_field_placeholder: None, selective: None }
    }

    /// Sets [`input_field_placeholder`](Self::input_field_placeholder).
    #[must_use]
    pub fn input_field_placeholder(mut self, input_field_placeholder: impl Into<String>) -> Self {
        self.input_field_placeholder = Some(input_field_placeholder.into());
        self
    }

    /// Sets [`selective`](Self::selective).
    #[must_use]
    pub fn selective(mut self, selective: bool) -> Self {
        self.selective = Some(selective);
        self
    }
}

impl Default for ForceReply {
    fn default() -> Self {
        Self::new()
    }
}
