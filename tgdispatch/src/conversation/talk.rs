//! The turns of one conversation. A turn is an update it has in hand: the lane of that update waits for its end.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tgapi::BoxError;
use tokio::sync::oneshot;

use super::ConversationError;
use super::hub::{Delivery, Key};
use crate::bot::Bot;
use crate::context::Context;
use crate::handler::Answer;

/// How a turn ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The conversation is done with the update.
    Done,
    /// It is not for the conversation, which waits for another: the routes may have it.
    NotMine,
}

/// An update that a conversation has in hand; dropped, it is done with.
pub(crate) struct Turn(oneshot::Sender<Ended>);

impl Turn {
    pub(crate) fn new() -> (Self, oneshot::Receiver<Ended>) {
        let (sender, receiver) = oneshot::channel();
        (Self(sender), receiver)
    }
}

/// What a conversation's handler, the task it runs in and the dispatcher share.
pub(crate) struct Talk {
    bot: Arc<Bot>,
    key: Key,
    turn: Mutex<Option<Turn>>,
    left: AtomicBool,
}

impl Talk {
    pub(crate) fn new(context: &Context, turn: Turn) -> Arc<Self> {
        let turn = Mutex::new(Some(turn));
        Arc::new(Self {
            bot: Arc::clone(context.shared_bot()),
            key: Key::of(context.update()),
            turn,
            left: AtomicBool::new(false),
        })
    }

    /// Whether the update that it began with has been answered for: nobody waits for the handler's result any more.
    pub(crate) fn has_left(&self) -> bool {
        self.left.load(Ordering::Acquire)
    }

    pub(super) async fn send(&self, answer: Answer) -> Result<(), BoxError> {
        for call in answer.into_calls() {
            self.bot.send(call).await?;
        }
        Ok(())
    }

    /// Ends the turn and waits for the next.
    pub(super) async fn wait(&self, ended: Ended, patience: Duration) -> Result<Context, ConversationError> {
        let mut waiting = Waiting::new(self)?;
        // Registered first: the lane goes on only now, so its next update finds who waits for it.
        self.end(ended);
        let delivery = match tokio::time::timeout(patience, &mut waiting.receiver).await {
            Ok(Ok(delivery)) => delivery,
            Ok(Err(_)) => return Err(ConversationError::Replaced),
            Err(_) => return Err(ConversationError::TimedOut),
        };
        *self.turn.lock().unwrap_or_else(PoisonError::into_inner) = Some(delivery.turn);
        Ok(delivery.context)
    }

    fn end(&self, ended: Ended) {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.left.store(true, Ordering::Release);
        if let Some(Turn(turn)) = turn {
            // Nobody listens if the caller of the dispatcher has gone.
            let _ = turn.send(ended);
        }
    }
}

impl fmt::Debug for Talk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Talk").field("key", &self.key).finish_non_exhaustive()
    }
}

/// A place in the hub, given up when dropped; an update that comes at that moment goes to the routes.
struct Waiting<'a> {
    talk: &'a Talk,
    number: usize,
    receiver: oneshot::Receiver<Delivery>,
}

impl<'a> Waiting<'a> {
    fn new(talk: &'a Talk) -> Result<Self, ConversationError> {
        let (number, receiver) = talk.bot.conversations().register(talk.key)?;
        Ok(Self { talk, number, receiver })
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.talk.bot.conversations().remove(&self.talk.key, self.number);
        self.receiver.close();
        if let Ok(Delivery { turn: Turn(turn), .. }) = self.receiver.try_recv() {
            let _ = turn.send(Ended::NotMine);
        }
    }
}
