//! Somebody who talks to a bot under test.

use tgapi::types::{CallbackQuery, Chat, ChatType, InlineQuery, MaybeInaccessibleMessage, Message, User};
use tgapi::{UpdateKind, UserId};

use super::{Replies, TestBot};

/// When all messages of tests are sent: tests that depend on it say so by [`TestUser::sends`].
const DATE: i64 = 1_700_000_000;

/// A user of a [`TestBot`], in one chat: private, until told otherwise.
#[derive(Clone, Debug)]
pub struct TestUser {
    bot: TestBot,
    user: User,
    chat: Chat,
}

impl TestUser {
    pub(super) fn new(bot: TestBot, user: User, chat: Chat) -> Self {
        Self { bot, user, chat }
    }

    /// Their number.
    #[must_use]
    pub fn id(&self) -> UserId {
        self.user.id
    }

    /// The same user in a group with this number, which is below zero.
    #[must_use]
    pub fn in_group(&self, id: i64) -> Self {
        let mut chat = Chat::new(id, ChatType::Supergroup);
        chat.title = Some("A group".to_owned());
        Self { bot: self.bot.clone(), user: self.user.clone(), chat }
    }

    /// The same user with another language of their app, two letters.
    #[must_use]
    pub fn speaking(&self, language: &str) -> Self {
        let mut other = self.clone();
        other.user.language_code = Some(language.to_owned());
        other
    }

    /// A message as they would send it, without content.
    #[must_use]
    pub fn message(&self) -> Message {
        let mut message = Message::new(self.bot.next_number().cast_signed(), DATE, self.chat.clone());
        message.from = Some(Box::new(self.user.clone()));
        message
    }

    /// Sends a text.
    pub async fn says(&self, text: impl Into<String>) -> Replies {
        let text = text.into();
        self.sends(|message| message.text = Some(text)).await
    }

    /// Sends a message with whatever `fill` puts into it.
    pub async fn sends(&self, fill: impl FnOnce(&mut Message)) -> Replies {
        let mut message = self.message();
        fill(&mut message);
        self.bot.send(UpdateKind::Message(Box::new(message))).await
    }

    /// Presses a button that carries this, under a message of the bot in this chat.
    pub async fn presses(&self, data: impl Into<String>) -> Replies {
        let mut message = Message::new(self.bot.next_number().cast_signed(), DATE, self.chat.clone());
        message.text = Some("buttons".to_owned());
        let mut query = CallbackQuery::new(self.bot.next_number().to_string(), self.user.clone(), "1");
        query.message = Some(MaybeInaccessibleMessage::Message(Box::new(message)));
        query.data = Some(data.into());
        self.bot.send(UpdateKind::CallbackQuery(Box::new(query))).await
    }

    /// Types an inline query.
    pub async fn queries(&self, text: impl Into<String>) -> Replies {
        let query = InlineQuery::new(self.bot.next_number().to_string(), self.user.clone(), text, "");
        self.bot.send(UpdateKind::InlineQuery(Box::new(query))).await
    }
}
