//! Answers made of what they answer: `msg.reply("hi")`, `query.answer()`. Values only; nothing is sent here.

use tgapi::methods::{AnswerCallbackQuery, AnswerInlineQuery, SendMessage};
use tgapi::types::{CallbackQuery, InlineQuery, InlineQueryResult, MaybeInaccessibleMessage, Message, ReplyParameters};

mod sealed {
    pub trait Sealed {}
    impl Sealed for tgapi::types::Message {}
    impl Sealed for tgapi::types::CallbackQuery {}
    impl Sealed for tgapi::types::InlineQuery {}
}

/// Answers to a message.
pub trait MessageExt: sealed::Sealed {
    /// A message to where this one came from: the same chat, the same forum topic, the same business connection.
    fn reply(&self, text: impl Into<String>) -> SendMessage;

    /// The same, shown as a reply that quotes this message; sent even if this message is gone by then.
    fn reply_quoting(&self, text: impl Into<String>) -> SendMessage;
}

impl MessageExt for Message {
    fn reply(&self, text: impl Into<String>) -> SendMessage {
        let mut send = SendMessage::new(self.chat.id, text);
        // Outside of forums a thread is the chain of replies, which cannot be sent to.
        send.message_thread_id = self.message_thread_id.filter(|_| self.is_topic_message);
        send.business_connection_id.clone_from(&self.business_connection_id);
        send
    }

    fn reply_quoting(&self, text: impl Into<String>) -> SendMessage {
        let quote = ReplyParameters::new().message_id(self.message_id).allow_sending_without_reply(true);
        self.reply(text).reply_parameters(quote)
    }
}

/// Answers to a button press.
pub trait CallbackQueryExt: sealed::Sealed {
    /// Ends the progress bar on the button; `.text(..)` and `.show_alert(true)` say something too.
    fn answer(&self) -> AnswerCallbackQuery;

    /// A message to where the button is; `None` if it is not in a chat the bot knows of, but under an inline message.
    fn reply(&self, text: impl Into<String>) -> Option<SendMessage>;
}

impl CallbackQueryExt for CallbackQuery {
    fn answer(&self) -> AnswerCallbackQuery {
        AnswerCallbackQuery::new(&self.id)
    }

    fn reply(&self, text: impl Into<String>) -> Option<SendMessage> {
        match self.message.as_ref()? {
            MaybeInaccessibleMessage::Message(message) => Some(message.reply(text)),
            inaccessible => Some(SendMessage::new(inaccessible.chat().id, text)),
        }
    }
}

/// Answers to an inline query.
pub trait InlineQueryExt: sealed::Sealed {
    /// The results, at most 50.
    fn answer<R: Into<InlineQueryResult>>(&self, results: impl IntoIterator<Item = R>) -> AnswerInlineQuery;
}

impl InlineQueryExt for InlineQuery {
    fn answer<R: Into<InlineQueryResult>>(&self, results: impl IntoIterator<Item = R>) -> AnswerInlineQuery {
        AnswerInlineQuery::new(&self.id, results.into_iter().map(Into::into))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tgapi::types::{Chat, ChatType, User};
    use tgapi::{ChatRef, ThreadId};

    #[test]
    fn a_reply_goes_where_the_message_came_from() {
        let mut message = Message::new(7, 1, Chat::new(-5, ChatType::Supergroup));
        message.message_thread_id = Some(ThreadId(3));
        message.business_connection_id = Some("b".to_owned());
        let reply = message.reply("hi");
        assert_eq!((&reply.chat_id, reply.message_thread_id), (&ChatRef::from(-5), None));
        assert_eq!(reply.business_connection_id.as_deref(), Some("b"));
        assert!(reply.reply_parameters.is_none());
        message.is_topic_message = true;
        let quote = message.reply_quoting("hi");
        assert_eq!(quote.message_thread_id, Some(ThreadId(3)));
        assert_eq!(quote.reply_parameters.unwrap().message_id.unwrap().0, 7);
    }

    #[test]
    fn a_press_is_answered_and_replied_to() {
        let mut query = CallbackQuery::new("q", User::new(1, "Ann"), "c");
        assert_eq!(query.answer().callback_query_id, "q");
        assert!(query.reply("hi").is_none());
        let gone = tgapi::types::InaccessibleMessage::new(Chat::new(9, ChatType::Group), 1, 0);
        query.message = Some(MaybeInaccessibleMessage::Inaccessible(Box::new(gone)));
        assert_eq!(query.reply("hi").unwrap().chat_id, ChatRef::from(9));
    }
}
