//! By name on the client: answering queries.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::UserId;
use crate::methods::{
    AnswerCallbackQuery, AnswerGuestQuery, AnswerInlineQuery, AnswerPreCheckoutQuery, AnswerShippingQuery,
    AnswerWebAppQuery, SavePreparedInlineMessage, SavePreparedKeyboardButton,
};
use crate::types::{InlineQueryResult, KeyboardButton};

impl Client {
    /// Answers a button press: the client shows a progress bar until this comes. See [`AnswerCallbackQuery`].
    pub fn answer_callback_query(&self, callback_query_id: impl Into<String>) -> Request<AnswerCallbackQuery> {
        self.request(AnswerCallbackQuery::new(callback_query_id))
    }

    /// Answers a message to the bot from a chat that it is a guest in. See [`AnswerGuestQuery`].
    pub fn answer_guest_query(
        &self,
        guest_query_id: impl Into<String>,
        result: impl Into<InlineQueryResult>,
    ) -> Request<AnswerGuestQuery> {
        self.request(AnswerGuestQuery::new(guest_query_id, result))
    }

    /// Sends the result of a Web App as a message in the name of the user. See [`AnswerWebAppQuery`].
    pub fn answer_web_app_query(
        &self,
        web_app_query_id: impl Into<String>,
        result: impl Into<InlineQueryResult>,
    ) -> Request<AnswerWebAppQuery> {
        self.request(AnswerWebAppQuery::new(web_app_query_id, result))
    }

    /// Stores a message that a user can send from a Web App. See [`SavePreparedInlineMessage`].
    pub fn save_prepared_inline_message(
        &self,
        user_id: impl Into<UserId>,
        result: impl Into<InlineQueryResult>,
    ) -> Request<SavePreparedInlineMessage> {
        self.request(SavePreparedInlineMessage::new(user_id, result))
    }

    /// Stores a keyboard button that a user can press in a Web App. See [`SavePreparedKeyboardButton`].
    pub fn save_prepared_keyboard_button(
        &self,
        user_id: impl Into<UserId>,
        button: KeyboardButton,
    ) -> Request<SavePreparedKeyboardButton> {
        self.request(SavePreparedKeyboardButton::new(user_id, button))
    }

    /// Answers an inline query. See [`AnswerInlineQuery`].
    pub fn answer_inline_query(
        &self,
        inline_query_id: impl Into<String>,
        results: impl IntoIterator<Item = InlineQueryResult>,
    ) -> Request<AnswerInlineQuery> {
        self.request(AnswerInlineQuery::new(inline_query_id, results))
    }

    /// Answers a shipping query with the shipping options or with a refusal. See [`AnswerShippingQuery`].
    pub fn answer_shipping_query(
        &self,
        shipping_query_id: impl Into<String>,
        ok: bool,
    ) -> Request<AnswerShippingQuery> {
        self.request(AnswerShippingQuery::new(shipping_query_id, ok))
    }

    /// Says the last word on a payment; must come within 10 seconds. See [`AnswerPreCheckoutQuery`].
    pub fn answer_pre_checkout_query(
        &self,
        pre_checkout_query_id: impl Into<String>,
        ok: bool,
    ) -> Request<AnswerPreCheckoutQuery> {
        self.request(AnswerPreCheckoutQuery::new(pre_checkout_query_id, ok))
    }
}
