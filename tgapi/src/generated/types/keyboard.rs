//! Keyboards in place of the user's own.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{ButtonStyle, ChatAdministratorRights, PollType, WebAppInfo};

/// A keyboard shown in place of the user's own.
///
/// <https://core.telegram.org/bots/api#replykeyboardmarkup>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplyKeyboardMarkup {
    /// Rows of buttons. Required.
    pub keyboard: Vec<Vec<KeyboardButton>>,
    /// Keep the keyboard open when the usual one is hidden. Default `false`.
    pub is_persistent: Option<bool>,
    /// Make the keyboard only as high as its buttons need. Default `false`.
    pub resize_keyboard: Option<bool>,
    /// Hide it after a press. Default `false`.
    pub one_time_keyboard: Option<bool>,
    /// Grey text in the empty input field. 1 to 64 characters.
    pub input_field_placeholder: Option<String>,
    /// Show it only to users mentioned in the message and to the author of the message replied to.
    pub selective: Option<bool>,
    /// Whether the client opens a reply to the message too.
    pub force_reply: Option<bool>,
}

impl ReplyKeyboardMarkup {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(keyboard: impl IntoIterator<Item = Vec<KeyboardButton>>) -> Self {
        Self { keyboard: keyboard.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ReplyKeyboardMarkup {
    some is_persistent: bool,
    some resize_keyboard: bool,
    some one_time_keyboard: bool,
    into input_field_placeholder: String,
    some selective: bool,
    some force_reply: bool,
});

/// One button of a reply keyboard: a press sends its text.
///
/// <https://core.telegram.org/bots/api#keyboardbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyboardButton {
    /// Text of the button; a press sends it. Required.
    pub text: String,
    /// Custom emoji shown before the text.
    pub icon_custom_emoji_id: Option<String>,
    /// Colour of the button. One of `danger`, `success`, `primary`.
    pub style: Option<ButtonStyle>,
    /// The press lets the user share users. Private chats only.
    pub request_users: Option<Box<KeyboardButtonRequestUsers>>,
    /// The press lets the user share a chat. Private chats only.
    pub request_chat: Option<Box<KeyboardButtonRequestChat>>,
    /// The press lets the user create a bot that this bot manages. Private chats only.
    pub request_managed_bot: Option<Box<KeyboardButtonRequestManagedBot>>,
    /// The press sends the user's phone number, after a question. Private chats only.
    pub request_contact: Option<bool>,
    /// The press sends the user's location, after a question. Private chats only.
    pub request_location: Option<bool>,
    /// The press lets the user create a poll and sends it. Private chats only.
    pub request_poll: Option<Box<KeyboardButtonPollType>>,
    /// The press opens a Web App that can send data to the bot. Private chats only.
    pub web_app: Option<Box<WebAppInfo>>,
}

impl KeyboardButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(KeyboardButton {
    into icon_custom_emoji_id: String,
    some style: ButtonStyle,
    boxed request_users: KeyboardButtonRequestUsers,
    boxed request_chat: KeyboardButtonRequestChat,
    boxed request_managed_bot: KeyboardButtonRequestManagedBot,
    some request_contact: bool,
    some request_location: bool,
    boxed request_poll: KeyboardButtonPollType,
    boxed web_app: WebAppInfo,
});

/// What users a button asks for.
///
/// <https://core.telegram.org/bots/api#keyboardbuttonrequestusers>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyboardButtonRequestUsers {
    /// Identifier of the request, unique within the message. Required.
    pub request_id: i64,
    /// True: bots only; false: people only; absent: both.
    pub user_is_bot: Option<bool>,
    /// True: only users with Premium; false: only those without; absent: both.
    pub user_is_premium: Option<bool>,
    /// At most how many users. 1 to 10. Default `1`.
    pub max_quantity: Option<i64>,
    /// Ask for first and last names.
    pub request_name: Option<bool>,
    /// Ask for the username.
    pub request_username: Option<bool>,
    /// Ask for the photo.
    pub request_photo: Option<bool>,
}

impl KeyboardButtonRequestUsers {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(request_id: i64) -> Self {
        Self { request_id, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(KeyboardButtonRequestUsers {
    some user_is_bot: bool,
    some user_is_premium: bool,
    some max_quantity: i64,
    some request_name: bool,
    some request_username: bool,
    some request_photo: bool,
});

/// What chat a button asks for.
///
/// <https://core.telegram.org/bots/api#keyboardbuttonrequestchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyboardButtonRequestChat {
    /// Identifier of the request, unique within the message. Required.
    pub request_id: i64,
    /// True: a channel; false: a group or supergroup. Required.
    pub chat_is_channel: bool,
    /// True: only forums; false: only chats without topics; absent: both.
    pub chat_is_forum: Option<bool>,
    /// True: only chats with a username; false: only those without; absent: both.
    pub chat_has_username: Option<bool>,
    /// Only chats that the user owns.
    pub chat_is_created: Option<bool>,
    /// Privileges the user must have in the chat.
    pub user_administrator_rights: Option<Box<ChatAdministratorRights>>,
    /// Privileges the bot must have in the chat; a part of the user's.
    pub bot_administrator_rights: Option<Box<ChatAdministratorRights>>,
    /// Only chats with the bot in them.
    pub bot_is_member: Option<bool>,
    /// Ask for the title.
    pub request_title: Option<bool>,
    /// Ask for the username.
    pub request_username: Option<bool>,
    /// Ask for the photo.
    pub request_photo: Option<bool>,
}

impl KeyboardButtonRequestChat {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(request_id: i64) -> Self {
        Self { request_id, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(KeyboardButtonRequestChat {
    set chat_is_channel: bool,
    some chat_is_forum: bool,
    some chat_has_username: bool,
    some chat_is_created: bool,
    boxed user_administrator_rights: ChatAdministratorRights,
    boxed bot_administrator_rights: ChatAdministratorRights,
    some bot_is_member: bool,
    some request_title: bool,
    some request_username: bool,
    some request_photo: bool,
});

/// The bot that a button has the user create, to be managed by this bot.
///
/// <https://core.telegram.org/bots/api#keyboardbuttonrequestmanagedbot>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyboardButtonRequestManagedBot {
    /// Identifier of the request, unique within the message. Required.
    pub request_id: i64,
    /// Name to suggest for the bot.
    pub suggested_name: Option<String>,
    /// Username to suggest for the bot.
    pub suggested_username: Option<String>,
}

impl KeyboardButtonRequestManagedBot {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(request_id: i64) -> Self {
        Self { request_id, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(KeyboardButtonRequestManagedBot {
    into suggested_name: String,
    into suggested_username: String,
});

/// The kind of poll that a button has the user create.
///
/// <https://core.telegram.org/bots/api#keyboardbuttonpolltype>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyboardButtonPollType {
    /// Kind of poll; absent: any.
    pub kind: Option<PollType>,
}

impl KeyboardButtonPollType {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for KeyboardButtonPollType {
    fn default() -> Self {
        Self::new()
    }
}

setters!(KeyboardButtonPollType {
    some kind: PollType,
});

/// Takes the custom keyboard away.
///
/// <https://core.telegram.org/bots/api#replykeyboardremove>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplyKeyboardRemove {
    /// Show it only to users mentioned in the message and to the author of the message replied to.
    pub selective: Option<bool>,
}

impl ReplyKeyboardRemove {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ReplyKeyboardRemove {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ReplyKeyboardRemove {
    some selective: bool,
});

/// Opens a reply to the message in the user's app.
///
/// <https://core.telegram.org/bots/api#forcereply>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ForceReply {
    /// Grey text in the empty input field. 1 to 64 characters.
    pub input_field_placeholder: Option<String>,
    /// Show it only to users mentioned in the message and to the author of the message replied to.
    pub selective: Option<bool>,
}

impl ForceReply {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ForceReply {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ForceReply {
    into input_field_placeholder: String,
    some selective: bool,
});
