//! Answers to what waits for one: button presses, inline queries, payments, requests to join.

use super::edit::{Target, aimed};
use crate::methods::{
    AnswerCallbackQuery, AnswerInlineQuery, AnswerPreCheckoutQuery, AnswerShippingQuery, ApproveChatJoinRequest,
    DeclineChatJoinRequest, DeleteMessage, EditMessageReplyMarkup, EditMessageText, SendMessage,
};
use crate::text::IntoText;
use crate::types::{
    CallbackQuery, Chat, ChatJoinRequest, ChosenInlineResult, InlineKeyboardMarkup, InlineQuery, InlineQueryResult,
    MaybeInaccessibleMessage, Message, PreCheckoutQuery, ReplyParameters, ShippingOption, ShippingQuery,
};

impl CallbackQuery {
    /// Ends the progress bar on the button. `.text(..)` and `.show_alert(true)` say something, too; every press has to be
    /// answered.
    ///
    /// ```
    /// use tgapi::types::{CallbackQuery, User};
    ///
    /// let query = CallbackQuery::new("1", User::new(5, "Ann"), "c").data("vote:yes");
    /// let thanks = query.answer().text("Thank you!");
    /// let edit = query.edit_text("Closed.");
    /// # assert_eq!((thanks.callback_query_id.as_str(), edit.text.as_deref()), ("1", Some("Closed.")));
    /// ```
    #[must_use]
    pub fn answer(&self) -> AnswerCallbackQuery {
        AnswerCallbackQuery::new(&self.id)
    }

    /// Ends the progress bar and shows a text in a window that the user has to close: 0 to 200 characters.
    #[must_use]
    pub fn alert(&self, text: impl Into<String>) -> AnswerCallbackQuery {
        self.answer().text(text).show_alert(true)
    }

    /// The chat of the button; `None` for a message sent by inline mode.
    #[must_use]
    pub fn chat(&self) -> Option<&Chat> {
        self.message.as_ref().map(MaybeInaccessibleMessage::chat)
    }

    /// The message of the button, if the bot can still see it.
    #[must_use]
    pub fn visible_message(&self) -> Option<&Message> {
        self.message.as_ref().and_then(MaybeInaccessibleMessage::message)
    }

    /// Sends text to where the button is; `None` if that is not a chat the bot knows, but a message sent by inline mode.
    #[must_use]
    pub fn send(&self, text: impl IntoText) -> Option<SendMessage> {
        match self.message.as_ref()? {
            MaybeInaccessibleMessage::Message(message) => Some(message.answer(text)),
            gone => Some(SendMessage::new(gone.chat().id, "").formatted_text(text)),
        }
    }

    /// The same, shown as a reply to the message of the button.
    #[must_use]
    pub fn reply(&self, text: impl IntoText) -> Option<SendMessage> {
        let reply = match self.message.as_ref()? {
            MaybeInaccessibleMessage::Message(message) => message.as_reply(),
            gone => ReplyParameters::new().message_id(gone.message_id()).allow_sending_without_reply(true),
        };
        Some(self.send(text)?.reply_parameters(reply))
    }

    /// Deletes the message of the button; `None` for one sent by inline mode, which bots cannot delete.
    #[must_use]
    pub fn delete_message(&self) -> Option<DeleteMessage> {
        let message = self.message.as_ref()?;
        Some(DeleteMessage::new(message.chat().id, message.message_id()))
    }
}

impl InlineQuery {
    /// The results, at most 50.
    ///
    /// ```
    /// use tgapi::types::{InlineQuery, InlineQueryResultArticle, User};
    ///
    /// let query = InlineQuery::new("1", User::new(5, "Ann"), "he", "");
    /// let hello = InlineQueryResultArticle::new("hello", "Say hello", "Hello!");
    /// let answer = query.answer([hello]).cache_time(60);
    /// # assert_eq!(answer.results.len(), 1);
    /// ```
    #[must_use]
    pub fn answer<R: Into<InlineQueryResult>>(&self, results: impl IntoIterator<Item = R>) -> AnswerInlineQuery {
        AnswerInlineQuery::new(&self.id, results.into_iter().map(Into::into))
    }
}

impl ChosenInlineResult {
    /// Edits the text of the message that was sent; `None` if it has no inline keyboard, as the bot cannot edit it then.
    #[must_use]
    pub fn edit_text(&self, text: impl IntoText) -> Option<EditMessageText> {
        Some(aimed!(EditMessageText::new(), self.target()?).formatted_text(text))
    }

    /// Puts another inline keyboard under the message that was sent; `None` if it has none, as the bot cannot edit it
    /// then.
    #[must_use]
    pub fn edit_reply_markup(&self, keyboard: impl Into<InlineKeyboardMarkup>) -> Option<EditMessageReplyMarkup> {
        Some(aimed!(EditMessageReplyMarkup::new(), self.target()?).reply_markup(keyboard.into()))
    }

    fn target(&self) -> Option<Target<'_>> {
        let inline = Some(self.inline_message_id.as_deref()?);
        Some(Target { inline, ..Target::default() })
    }
}

impl PreCheckoutQuery {
    /// The order can be fulfilled: the payment goes on. To be sent within 10 seconds.
    #[must_use]
    pub fn ok(&self) -> AnswerPreCheckoutQuery {
        AnswerPreCheckoutQuery::new(&self.id, true)
    }

    /// The order cannot be fulfilled; the user is told why. To be sent within 10 seconds.
    #[must_use]
    pub fn error(&self, message: impl Into<String>) -> AnswerPreCheckoutQuery {
        AnswerPreCheckoutQuery::new(&self.id, false).error_message(message)
    }
}

impl ShippingQuery {
    /// The order can be delivered in these ways.
    #[must_use]
    pub fn ok(&self, options: impl IntoIterator<Item = ShippingOption>) -> AnswerShippingQuery {
        AnswerShippingQuery::new(&self.id, true).shipping_options(options)
    }

    /// The order cannot be delivered to that address; the user is told why.
    #[must_use]
    pub fn error(&self, message: impl Into<String>) -> AnswerShippingQuery {
        AnswerShippingQuery::new(&self.id, false).error_message(message)
    }
}

impl ChatJoinRequest {
    /// Lets the user in.
    #[must_use]
    pub fn approve(&self) -> ApproveChatJoinRequest {
        ApproveChatJoinRequest::new(self.chat.id, self.from.id)
    }

    /// Does not let the user in.
    #[must_use]
    pub fn decline(&self) -> DeclineChatJoinRequest {
        DeclineChatJoinRequest::new(self.chat.id, self.from.id)
    }

    /// Sends text to the user in private. Allowed for five minutes and until the request is processed, even if the user
    /// has never written to the bot.
    #[must_use]
    pub fn send(&self, text: impl IntoText) -> SendMessage {
        SendMessage::new(self.user_chat_id, "").formatted_text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{ChatType, InaccessibleMessage, InlineQueryResultArticle, LabeledPrice, ShippingAddress, User};
    use serde_json::{Value, json};

    fn json(method: impl serde::Serialize) -> Value {
        serde_json::to_value(method).unwrap()
    }

    fn ann() -> User {
        User::new(1, "Ann")
    }

    #[test]
    fn a_press_is_answered_and_sent_to() {
        let mut query = CallbackQuery::new("q", ann(), "c");
        assert_eq!(json(query.answer()), json!({"callback_query_id": "q"}));
        assert_eq!(json(query.alert("x")), json!({"callback_query_id": "q", "text": "x", "show_alert": true}));
        assert!(query.send("hi").is_none() && query.reply("hi").is_none() && query.delete_message().is_none());
        let gone = InaccessibleMessage::new(Chat::new(9, ChatType::Group), 3, 0);
        query.message = Some(MaybeInaccessibleMessage::Inaccessible(Box::new(gone)));
        let reply = json!({"message_id": 3, "allow_sending_without_reply": true});
        assert_eq!(json(query.send("hi")), json!({"chat_id": 9, "text": "hi"}));
        assert_eq!(json(query.reply("hi")), json!({"chat_id": 9, "text": "hi", "reply_parameters": reply}));
        assert_eq!(json(query.delete_message()), json!({"chat_id": 9, "message_id": 3}));
        assert!(query.visible_message().is_none() && query.chat().unwrap().id.0 == 9);
        let message =
            Message::new(4, 1, Chat::new(9, ChatType::Supergroup)).message_thread_id(2).is_topic_message(true);
        query.message = Some(MaybeInaccessibleMessage::Message(Box::new(message)));
        assert_eq!(json(query.send("hi")), json!({"chat_id": 9, "message_thread_id": 2, "text": "hi"}));
        assert_eq!(query.visible_message().unwrap().message_id.0, 4);
    }

    #[test]
    fn inline_mode_is_answered_and_edited() {
        let query = InlineQuery::new("q", ann(), "x", "");
        let answer = query.answer([InlineQueryResultArticle::new("1", "t", "text")]);
        assert_eq!((answer.inline_query_id.as_str(), answer.results.len()), ("q", 1));
        let chosen = ChosenInlineResult::new("1", ann(), "x");
        assert!(chosen.edit_text("y").is_none());
        let chosen = chosen.inline_message_id("i");
        assert_eq!(json(chosen.edit_text("y")), json!({"inline_message_id": "i", "text": "y"}));
        let keyboard = crate::keyboard::InlineKeyboard::new().callback("a", "b");
        assert_eq!(json(chosen.edit_reply_markup(keyboard))["inline_message_id"], "i");
    }

    #[test]
    fn payments_and_requests_to_join_are_decided() {
        let payment = PreCheckoutQuery::new("p", ann(), "XTR", 5, "payload");
        assert_eq!(json(payment.ok()), json!({"pre_checkout_query_id": "p", "ok": true}));
        assert_eq!(
            json(payment.error("gone")),
            json!({"pre_checkout_query_id": "p", "ok": false, "error_message": "gone"})
        );
        let address = ShippingAddress::new("DE", "", "Berlin", "a", "b", "1");
        let shipping = ShippingQuery::new("s", ann(), "payload", address);
        let options = [ShippingOption::new("o", "Post", [LabeledPrice::new("Post", 5)])];
        assert_eq!(json(shipping.ok(options))["shipping_options"][0]["id"], "o");
        assert_eq!(json(shipping.error("no")), json!({"shipping_query_id": "s", "ok": false, "error_message": "no"}));
        let request = ChatJoinRequest::new(Chat::new(-5, ChatType::Supergroup), ann(), 1, 1);
        let both = json!({"chat_id": -5, "user_id": 1});
        assert_eq!((json(request.approve()), json(request.decline())), (both.clone(), both));
        assert_eq!(json(request.send("why?")), json!({"chat_id": 1, "text": "why?"}));
    }
}
