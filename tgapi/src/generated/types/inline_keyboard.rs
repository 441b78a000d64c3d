//! Keyboards under messages.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{
    ButtonStyle, ForceReply, MaybeInaccessibleMessage, ReplyKeyboardMarkup, ReplyKeyboardRemove, User, WebAppInfo,
};
use serde_json::Value;

/// A keyboard that belongs to the message it is under.
///
/// <https://core.telegram.org/bots/api#inlinekeyboardmarkup>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineKeyboardMarkup {
    /// Rows of buttons. Required.
    pub inline_keyboard: Vec<Vec<InlineKeyboardButton>>,
    /// Whether the client opens a reply to the message.
    pub force_reply: Option<bool>,
}

impl InlineKeyboardMarkup {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(inline_keyboard: impl IntoIterator<Item = Vec<InlineKeyboardButton>>) -> Self {
        Self { inline_keyboard: inline_keyboard.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineKeyboardMarkup {
    some force_reply: bool,
});

/// One button of an inline keyboard; exactly one of the optional actions must be set.
///
/// <https://core.telegram.org/bots/api#inlinekeyboardbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineKeyboardButton {
    /// What stands on the button. Required.
    pub text: String,
    /// Custom emoji shown before the text.
    pub icon_custom_emoji_id: Option<String>,
    /// Colour of the button. One of `danger`, `success`, `primary`.
    pub style: Option<ButtonStyle>,
    /// Address that the press opens.
    pub url: Option<String>,
    /// What the press sends to the bot. 1 to 64 bytes.
    pub callback_data: Option<String>,
    /// Web App that the button opens.
    pub web_app: Option<Box<WebAppInfo>>,
    /// Address that logs the user in.
    pub login_url: Option<Box<LoginUrl>>,
    /// The press lets the user choose a chat and puts the bot's name and this query there.
    pub switch_inline_query: Option<String>,
    /// The press puts the bot's name and this query into the current chat.
    pub switch_inline_query_current_chat: Option<String>,
    /// Like `switch_inline_query`, with a choice of chats of some kinds.
    pub switch_inline_query_chosen_chat: Option<Box<SwitchInlineQueryChosenChat>>,
    /// The press copies a text.
    pub copy_text: Option<Box<CopyTextButton>>,
    /// The press starts the game. Must be the first button of the first row.
    pub callback_game: Option<Box<CallbackGame>>,
    /// A pay button. Must be the first of the first row, and only under an invoice.
    pub pay: Option<bool>,
    /// The button does nothing.
    pub disabled: Option<Box<DisabledButton>>,
}

impl InlineKeyboardButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineKeyboardButton {
    into icon_custom_emoji_id: String,
    some style: ButtonStyle,
    into url: String,
    into callback_data: String,
    boxed web_app: WebAppInfo,
    boxed login_url: LoginUrl,
    into switch_inline_query: String,
    into switch_inline_query_current_chat: String,
    boxed switch_inline_query_chosen_chat: SwitchInlineQueryChosenChat,
    boxed copy_text: CopyTextButton,
    boxed callback_game: CallbackGame,
    some pay: bool,
    boxed disabled: DisabledButton,
});

/// An HTTPS address that logs the user in when it is opened.
///
/// <https://core.telegram.org/bots/api#loginurl>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LoginUrl {
    /// HTTPS address to open, with data about the user added; check their hash. Required.
    pub url: String,
    /// Text of the button in forwarded messages.
    pub forward_text: Option<String>,
    /// Username of the bot that logs the user in; absent: this bot.
    pub bot_username: Option<String>,
    /// Ask the user to let the bot write to them.
    pub request_write_access: Option<bool>,
}

impl LoginUrl {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(LoginUrl {
    into forward_text: String,
    into bot_username: String,
    some request_write_access: bool,
});

/// A button that lets the user choose a chat and puts an inline query there.
///
/// <https://core.telegram.org/bots/api#switchinlinequerychosenchat>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SwitchInlineQueryChosenChat {
    /// The query to put there; absent: only the bot's name.
    pub query: Option<String>,
    /// Whether private chats with users can be chosen.
    pub allow_user_chats: Option<bool>,
    /// Whether private chats with bots can be chosen.
    pub allow_bot_chats: Option<bool>,
    /// Whether groups and supergroups can be chosen.
    pub allow_group_chats: Option<bool>,
    /// Whether channels can be chosen.
    pub allow_channel_chats: Option<bool>,
}

impl SwitchInlineQueryChosenChat {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SwitchInlineQueryChosenChat {
    fn default() -> Self {
        Self::new()
    }
}

setters!(SwitchInlineQueryChosenChat {
    into query: String,
    some allow_user_chats: bool,
    some allow_bot_chats: bool,
    some allow_group_chats: bool,
    some allow_channel_chats: bool,
});

/// A button that copies a text.
///
/// <https://core.telegram.org/bots/api#copytextbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CopyTextButton {
    /// The text to copy. Required. 1 to 256 characters.
    pub text: String,
}

impl CopyTextButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

/// A press on a callback button of an inline keyboard.
///
/// <https://core.telegram.org/bots/api#callbackquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CallbackQuery {
    /// Identifier of the press, for the answer. Required.
    pub id: String,
    /// Who pressed the button. Required.
    pub from: User,
    /// The message of the button.
    pub message: Option<MaybeInaccessibleMessage>,
    /// Message of the button, if it was sent by inline mode.
    pub inline_message_id: Option<String>,
    /// The same for all messages of one chat sent by one bot; for scores of games. Required.
    pub chat_instance: String,
    /// What the button carries; a client can send anything here, so check it.
    pub data: Option<String>,
    /// The game whose button was pressed.
    pub game_short_name: Option<String>,
}

impl CallbackQuery {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, from: User, chat_instance: impl Into<String>) -> Self {
        Self { id: id.into(), from, chat_instance: chat_instance.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(CallbackQuery {
    into message: MaybeInaccessibleMessage,
    into inline_message_id: String,
    into data: String,
    into game_short_name: String,
});

/// The mark of a button that starts a game; it has no fields.
///
/// <https://core.telegram.org/bots/api#callbackgame>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CallbackGame {}

impl CallbackGame {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for CallbackGame {
    fn default() -> Self {
        Self::new()
    }
}

/// The mark of a button that does nothing; it has no fields.
///
/// <https://core.telegram.org/bots/api#disabledbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DisabledButton {}

impl DisabledButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for DisabledButton {
    fn default() -> Self {
        Self::new()
    }
}

/// What a message shows under itself or in place of the user's keyboard.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ReplyMarkup {
    /// A keyboard that belongs to the message it is under.
    InlineKeyboard(Box<InlineKeyboardMarkup>),
    /// A keyboard shown in place of the user's own.
    Keyboard(Box<ReplyKeyboardMarkup>),
    /// Takes the custom keyboard away.
    Remove(Box<ReplyKeyboardRemove>),
    /// Opens a reply to the message in the user's app.
    ForceReply(Box<ForceReply>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
