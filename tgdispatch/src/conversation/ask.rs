//! A question, and what counts as its answer.

use tgapi::BoxError;
use tgapi::methods::SendMessage;

use super::{Conversation, ConversationError, Ended};
use crate::command::FromArg;
use crate::context::Context;
use crate::extract::{CallbackData, FromUpdate, Text};
use crate::handler::{Answer, IntoReply};
use crate::shared::{CallbackQuery, Message};

/// A question that is sent when one of its methods is awaited: the method says what counts as an answer.
///
/// Something else is answered with the hint, if there is one ([`or_say`](Self::or_say)), and the question stays open;
/// without a hint it goes to the routes, as if nothing had been asked.
#[derive(Debug)]
#[must_use = "nothing is asked before an answer is awaited: `.text().await`"]
pub struct Ask<'a> {
    conversation: &'a mut Conversation,
    question: Result<Answer, BoxError>,
    hint: Option<String>,
}

impl<'a> Ask<'a> {
    pub(super) fn new(conversation: &'a mut Conversation, question: Result<Answer, BoxError>) -> Self {
        Self { conversation, question, hint: None }
    }

    /// What is said to an answer that does not fit, before waiting for the next.
    pub fn or_say(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A message with a text.
    ///
    /// # Errors
    ///
    /// [`ConversationError`].
    pub async fn text(self) -> Result<String, ConversationError> {
        self.take::<Text>().await.map(|Text(text)| text)
    }

    /// Any message.
    ///
    /// # Errors
    ///
    /// [`ConversationError`].
    pub async fn message(self) -> Result<Message, ConversationError> {
        self.take().await
    }

    /// A button press: to be answered by [`CallbackQuery::answer`](tgapi::types::CallbackQuery::answer).
    ///
    /// # Errors
    ///
    /// [`ConversationError`].
    pub async fn press(self) -> Result<CallbackQuery, ConversationError> {
        self.answer(|context| {
            CallbackData::from_update(context, &()).ok()?;
            CallbackQuery::from_update(context, &()).ok()
        })
        .await
    }

    /// A text that is read as a number, an id, or a type of your own.
    ///
    /// # Errors
    ///
    /// [`ConversationError`].
    pub async fn arg<T: FromArg>(self) -> Result<T, ConversationError> {
        self.answer(|context| T::from_arg(context.text()?.trim()).ok()).await
    }

    /// Whatever a handler could take as an argument without a state: `ask("A picture?").take::<Photo>()`.
    ///
    /// # Errors
    ///
    /// [`ConversationError`].
    pub async fn take<T: FromUpdate<()>>(self) -> Result<T, ConversationError> {
        self.answer(|context| T::from_update(context, &()).ok()).await
    }

    async fn answer<T>(self, read: impl Fn(&Context) -> Option<T>) -> Result<T, ConversationError> {
        let Self { conversation, question, hint } = self;
        let question = question.map_err(ConversationError::NotSent)?;
        conversation.talk.send(question).await.map_err(ConversationError::NotSent)?;
        let mut context = conversation.next().await?;
        loop {
            if let Some(answer) = read(&context) {
                return Ok(answer);
            }
            context = match &hint {
                Some(hint) => {
                    let hint = SendMessage::new(conversation.chat, hint.as_str());
                    let hint = hint.into_reply().map_err(ConversationError::NotSent)?;
                    conversation.talk.send(hint).await.map_err(ConversationError::NotSent)?;
                    conversation.next().await?
                }
                None => conversation.next_after(Ended::NotMine).await?,
            };
        }
    }
}
