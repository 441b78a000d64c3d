//! Answering queries.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::UserId;
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    InlineQueryResult, InlineQueryResultsButton, KeyboardButton, PreparedInlineMessage, PreparedKeyboardButton,
    SentGuestMessage, SentWebAppMessage, ShippingOption,
};

/// Answers a button press: the client shows a progress bar until this comes.
///
/// <https://core.telegram.org/bots/api#answercallbackquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerCallbackQuery {
    /// The press to answer. Required.
    pub callback_query_id: String,
    /// What to show; nothing if absent. At most 200 characters.
    pub text: Option<String>,
    /// Show an alert instead of a notice at the top. Default `false`.
    pub show_alert: Option<bool>,
    /// Address for the client to open: of a game, or a link that starts the bot.
    pub url: Option<String>,
    /// How long the client may keep the answer, in seconds. Default `0`.
    pub cache_time: Option<i64>,
}

impl AnswerCallbackQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(callback_query_id: impl Into<String>) -> Self {
        Self { callback_query_id: callback_query_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method AnswerCallbackQuery {
    into text: String,
    some show_alert: bool,
    into url: String,
    some cache_time: i64,
});

impl Method for AnswerCallbackQuery {
    type Output = bool;
    const NAME: &'static str = "answerCallbackQuery";
}

object!(AnswerCallbackQuery {
    need "callback_query_id" callback_query_id,
    opt "text" text,
    opt "show_alert" show_alert,
    opt "url" url,
    opt "cache_time" cache_time,
});

/// Answers a message to the bot from a chat that it is a guest in.
///
/// <https://core.telegram.org/bots/api#answerguestquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerGuestQuery {
    /// The guest query to answer. Required.
    pub guest_query_id: String,
    /// The message to send. Required.
    pub result: InlineQueryResult,
}

impl AnswerGuestQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(guest_query_id: impl Into<String>, result: impl Into<InlineQueryResult>) -> Self {
        Self { guest_query_id: guest_query_id.into(), result: result.into() }
    }
}

impl Method for AnswerGuestQuery {
    type Output = SentGuestMessage;
    const NAME: &'static str = "answerGuestQuery";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(AnswerGuestQuery {
    need "guest_query_id" guest_query_id,
    need "result" result,
});

uploads!(struct AnswerGuestQuery { result });

/// Sends the result of a Web App as a message in the name of the user.
///
/// <https://core.telegram.org/bots/api#answerwebappquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerWebAppQuery {
    /// The query to answer. Required.
    pub web_app_query_id: String,
    /// The message to send. Required.
    pub result: InlineQueryResult,
}

impl AnswerWebAppQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(web_app_query_id: impl Into<String>, result: impl Into<InlineQueryResult>) -> Self {
        Self { web_app_query_id: web_app_query_id.into(), result: result.into() }
    }
}

impl Method for AnswerWebAppQuery {
    type Output = SentWebAppMessage;
    const NAME: &'static str = "answerWebAppQuery";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(AnswerWebAppQuery {
    need "web_app_query_id" web_app_query_id,
    need "result" result,
});

uploads!(struct AnswerWebAppQuery { result });

/// Stores a message that a user can send from a Web App.
///
/// <https://core.telegram.org/bots/api#savepreparedinlinemessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SavePreparedInlineMessage {
    /// The user who can use it. Required.
    pub user_id: UserId,
    /// The message to send. Required.
    pub result: InlineQueryResult,
    /// Whether private chats with users can be chosen.
    pub allow_user_chats: Option<bool>,
    /// Whether private chats with bots can be chosen.
    pub allow_bot_chats: Option<bool>,
    /// Whether groups and supergroups can be chosen.
    pub allow_group_chats: Option<bool>,
    /// Whether channels can be chosen.
    pub allow_channel_chats: Option<bool>,
}

impl SavePreparedInlineMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, result: impl Into<InlineQueryResult>) -> Self {
        Self { user_id: user_id.into(), result: result.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SavePreparedInlineMessage {
    some allow_user_chats: bool,
    some allow_bot_chats: bool,
    some allow_group_chats: bool,
    some allow_channel_chats: bool,
});

impl Method for SavePreparedInlineMessage {
    type Output = PreparedInlineMessage;
    const NAME: &'static str = "savePreparedInlineMessage";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SavePreparedInlineMessage {
    need "user_id" user_id,
    need "result" result,
    opt "allow_user_chats" allow_user_chats,
    opt "allow_bot_chats" allow_bot_chats,
    opt "allow_group_chats" allow_group_chats,
    opt "allow_channel_chats" allow_channel_chats,
});

uploads!(struct SavePreparedInlineMessage { result });

/// Stores a keyboard button that a user can press in a Web App.
///
/// <https://core.telegram.org/bots/api#savepreparedkeyboardbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SavePreparedKeyboardButton {
    /// The user who can use it. Required.
    pub user_id: UserId,
    /// The button: one that asks for users, a chat or a managed bot. Required.
    pub button: KeyboardButton,
}

impl SavePreparedKeyboardButton {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, button: KeyboardButton) -> Self {
        Self { user_id: user_id.into(), button }
    }
}

impl Method for SavePreparedKeyboardButton {
    type Output = PreparedKeyboardButton;
    const NAME: &'static str = "savePreparedKeyboardButton";
}

object!(SavePreparedKeyboardButton {
    need "user_id" user_id,
    need "button" button,
});

/// Answers an inline query.
///
/// <https://core.telegram.org/bots/api#answerinlinequery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerInlineQuery {
    /// The query to answer. Required.
    pub inline_query_id: String,
    /// The results, at most 50. Required.
    pub results: Vec<InlineQueryResult>,
    /// How long the servers may keep the answer, in seconds. Default `300`.
    pub cache_time: Option<i64>,
    /// Keep the answer for this user only.
    pub is_personal: Option<bool>,
    /// What the client sends as `offset` to get more; at most 64 bytes.
    pub next_offset: Option<String>,
    /// Button above the results.
    pub button: Option<InlineQueryResultsButton>,
}

impl AnswerInlineQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(inline_query_id: impl Into<String>, results: impl IntoIterator<Item = InlineQueryResult>) -> Self {
        Self {
            inline_query_id: inline_query_id.into(),
            results: results.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method AnswerInlineQuery {
    some cache_time: i64,
    some is_personal: bool,
    into next_offset: String,
    some button: InlineQueryResultsButton,
});

impl Method for AnswerInlineQuery {
    type Output = bool;
    const NAME: &'static str = "answerInlineQuery";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(AnswerInlineQuery {
    need "inline_query_id" inline_query_id,
    need "results" results,
    opt "cache_time" cache_time,
    opt "is_personal" is_personal,
    opt "next_offset" next_offset,
    opt "button" button,
});

uploads!(struct AnswerInlineQuery { results });

/// Answers a shipping query with the shipping options or with a refusal.
///
/// <https://core.telegram.org/bots/api#answershippingquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerShippingQuery {
    /// The query to answer. Required.
    pub shipping_query_id: String,
    /// True: the goods can be sent there; false: not. Required.
    pub ok: bool,
    /// The ways of shipping; needed if `ok` is true.
    pub shipping_options: Option<Vec<ShippingOption>>,
    /// Why not, for the user; needed if `ok` is false.
    pub error_message: Option<String>,
}

impl AnswerShippingQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(shipping_query_id: impl Into<String>, ok: bool) -> Self {
        Self { shipping_query_id: shipping_query_id.into(), ok, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method AnswerShippingQuery {
    some_items shipping_options: ShippingOption,
    into error_message: String,
});

impl Method for AnswerShippingQuery {
    type Output = bool;
    const NAME: &'static str = "answerShippingQuery";
}

object!(AnswerShippingQuery {
    need "shipping_query_id" shipping_query_id,
    need "ok" ok,
    opt "shipping_options" shipping_options,
    opt "error_message" error_message,
});

/// Says the last word on a payment; must come within 10 seconds.
///
/// <https://core.telegram.org/bots/api#answerprecheckoutquery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnswerPreCheckoutQuery {
    /// The query to answer. Required.
    pub pre_checkout_query_id: String,
    /// True: go on with the payment; false: not. Required.
    pub ok: bool,
    /// Why not, for the user; needed if `ok` is false.
    pub error_message: Option<String>,
}

impl AnswerPreCheckoutQuery {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(pre_checkout_query_id: impl Into<String>, ok: bool) -> Self {
        Self { pre_checkout_query_id: pre_checkout_query_id.into(), ok, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method AnswerPreCheckoutQuery {
    into error_message: String,
});

impl Method for AnswerPreCheckoutQuery {
    type Output = bool;
    const NAME: &'static str = "answerPreCheckoutQuery";
}

object!(AnswerPreCheckoutQuery {
    need "pre_checkout_query_id" pre_checkout_query_id,
    need "ok" ok,
    opt "error_message" error_message,
});
