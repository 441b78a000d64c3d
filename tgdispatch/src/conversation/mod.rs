//! Conversations that wait: a handler asks, and the next message of that person is the answer, in straight-line code.
//!
//! - `hub`: who waits for whose next update; asked by the dispatcher before any route.
//! - `talk`: the turns of one conversation, which keep its lane in order.
//! - `ask`: questions.

mod ask;
mod error;
mod hub;
mod talk;

pub use ask::Ask;
pub use error::ConversationError;
pub(crate) use hub::{Delivery, Hub};
pub(crate) use talk::{Ended, Talk, Turn};

use std::sync::Arc;
use std::time::Duration;

use tgapi::methods::SendMessage;
use tgapi::{BoxError, ChatId, Method};

use crate::context::Context;
use crate::extract::{FromUpdate, Missing};
use crate::handler::{Answer, IntoReply, via};

/// How long a conversation waits for an answer by default.
const PATIENCE: Duration = Duration::from_secs(600);

/// A handler that takes it may wait for what the same person does next in the same chat.
///
/// ```
/// use tgapi::methods::SendMessage;
/// use tgdispatch::testing::TestBot;
/// use tgdispatch::{Conversation, ConversationError, Message, Router};
///
/// async fn register(msg: Message, mut conv: Conversation) -> Result<SendMessage, ConversationError> {
///     let name = conv.ask("Your name?").text().await?;
///     let age = conv.ask("Your age?").or_say("A number, please.").arg::<u8>().await?;
///     Ok(msg.answer(format!("{name}, {age}: welcome.")))
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let bot = TestBot::new(Router::new().command("register", register)).unwrap();
/// let ann = bot.user("Ann");
/// assert_eq!(ann.says("/register").await.texts(), ["Your name?"]);
/// assert_eq!(ann.says("Ann Lee").await.texts(), ["Your age?"]);
/// assert_eq!(ann.says("old").await.texts(), ["A number, please."]);
/// assert_eq!(ann.says("42").await.texts(), ["Ann Lee, 42: welcome."]);
/// # }
/// ```
///
/// - **The lane stays a lane.** The update that the conversation has in hand is done with when the handler asks again or
///   ends; until then the next one of that chat waits. While it waits for an answer it holds nothing: not its lane, not a
///   place among handlers that run.
/// - **What it does not take goes on to the routes**: what other people write in the group, commands other than
///   `/cancel`, an answer that is no text where a text is asked for.
/// - **It ends** when the handler does; after [ten minutes](Self::set_patience) without an answer; by
///   [`/cancel`](Self::set_cancel_command); or when the same person starts another one in that chat. `?` on
///   [`ConversationError`] ends the handler then, and nothing is reported as a failure.
/// - **A restart forgets it.** It is a task of this process: the person's next message goes to the routes, as if nothing
///   had been asked. Updates it took before are done with. What has to survive, keep in your own storage.
/// - **Nesting** is calling another async function with `&mut conv`.
/// - Layers of its routes see all of it as one call: a timeout there is one for the whole conversation.
/// - At most 10,000 conversations wait at once in one dispatcher.
///
/// It needs something to send with; without a client the router is not built.
#[derive(Debug)]
pub struct Conversation {
    talk: Arc<Talk>,
    chat: ChatId,
    patience: Duration,
    cancel: Option<Box<str>>,
}

impl Conversation {
    /// How long it waits for each answer. Default ten minutes.
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// The command that ends it, without slash, in lower case; `None` for none. Default `cancel`.
    pub fn set_cancel_command(&mut self, name: Option<&str>) {
        self.cancel = name.map(Into::into);
    }

    /// The chat it is in.
    #[must_use]
    pub fn chat(&self) -> ChatId {
        self.chat
    }

    /// Asks: a text, or any method of the API, as a photo with a keyboard. What is expected says the method of [`Ask`] that is
    /// awaited.
    pub fn ask<K>(&mut self, question: impl IntoQuestion<K>) -> Ask<'_> {
        let call = question.into_question(self.chat);
        Ask::new(self, call)
    }

    /// Sends something and waits for nothing but that.
    ///
    /// # Errors
    ///
    /// [`ConversationError::NotSent`].
    pub async fn say<K>(&mut self, what: impl IntoQuestion<K>) -> Result<(), ConversationError> {
        let answer = what.into_question(self.chat).map_err(ConversationError::NotSent)?;
        self.talk.send(answer).await.map_err(ConversationError::NotSent)
    }

    /// Waits for whatever the same person does next in this chat, commands other than the cancelling one excepted.
    ///
    /// # Errors
    ///
    /// [`ConversationError`]: nothing came in time, it was cancelled, or it gave way to another.
    ///
    /// # Cancel safety
    ///
    /// Dropped, it waits no more; an update that was on its way to it goes to the routes.
    pub async fn next(&mut self) -> Result<Context, ConversationError> {
        self.next_after(Ended::Done).await
    }

    /// The same, saying what became of the update it has in hand.
    async fn next_after(&mut self, mut ended: Ended) -> Result<Context, ConversationError> {
        loop {
            let delivered = self.talk.wait(ended, self.patience).await?;
            let Some(command) = delivered.command() else { return Ok(delivered) };
            if self.cancel.as_deref().is_some_and(|cancel| command.name.eq_ignore_ascii_case(cancel)) {
                return Err(ConversationError::Cancelled);
            }
            ended = Ended::NotMine;
        }
    }
}

impl<S> FromUpdate<S> for Conversation {
    type Rejection = Missing;
    const CONVERSES: bool = true;

    fn from_update(context: &Context, _state: &S) -> Result<Self, Missing> {
        let chat = context.chat().ok_or(Missing::new("chat"))?.id;
        let talk = context.talk().cloned().ok_or(Missing::new("conversation outside of a router"))?;
        Ok(Self { talk, chat, patience: PATIENCE, cancel: Some("cancel".into()) })
    }
}

/// What can be asked or said: a text, or any method of the API.
///
/// `K` tells the implementations apart and is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a question",
    label = "neither a text nor a method",
    note = "a question is a `&str`, a `String`, or a method of the API such as `SendMessage`"
)]
pub trait IntoQuestion<K> {
    /// The calls it comes to in this chat.
    ///
    /// # Errors
    ///
    /// What keeps it from being a reply.
    fn into_question(self, chat: ChatId) -> Result<Answer, BoxError>;
}

impl IntoQuestion<via::Plain> for &str {
    fn into_question(self, chat: ChatId) -> Result<Answer, BoxError> {
        SendMessage::new(chat, self).into_reply()
    }
}

impl IntoQuestion<via::Plain> for String {
    fn into_question(self, chat: ChatId) -> Result<Answer, BoxError> {
        SendMessage::new(chat, self).into_reply()
    }
}

impl<M: Method> IntoQuestion<via::Reply> for M {
    fn into_question(self, _chat: ChatId) -> Result<Answer, BoxError> {
        self.into_reply()
    }
}
