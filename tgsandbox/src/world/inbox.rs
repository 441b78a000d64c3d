//! Reads the bot's messages in one chat, one after another.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use super::BotMessage;
use crate::{bot::BotCore, error::Error};

/// A reading position in one chat; clones share it.
#[derive(Clone, Debug)]
pub(super) struct Inbox {
    bot: Arc<BotCore>,
    chat: i64,
    next: Arc<AtomicUsize>,
    pub(super) timeout: Duration,
}

impl Inbox {
    pub(super) fn new(bot: Arc<BotCore>, chat: i64, timeout: Duration) -> Self {
        Self { bot, chat, next: Arc::default(), timeout }
    }

    pub(super) fn bot(&self) -> &Arc<BotCore> {
        &self.bot
    }

    /// Cancel safety: a dropped future took no message.
    pub(super) async fn next(&self) -> Result<BotMessage, Error> {
        let what = "the bot's next message";
        self.bot
            .wait_for(what, self.timeout, |bot| {
                let next = self.next.load(Relaxed);
                let (n, message) = bot.world().bot_post(self.chat, next)?;
                // Another reader may have been faster: then this one looks again.
                self.next.compare_exchange(next, n + 1, Relaxed, Relaxed).ok().map(|_| BotMessage::new(message))
            })
            .await
    }

    pub(super) async fn expect_text(&self, text: &str) -> Result<BotMessage, Error> {
        let message = self.next().await?;
        if message.text() == text {
            return Ok(message);
        }
        Err(Error::Unexpected { expected: format!("the text {text:?}"), got: format!("{:?}", message.text()) })
    }

    /// Waits until a message has this text; the bot may have to edit it for that.
    pub(super) async fn expect_edited(&self, message: &BotMessage, text: &str) -> Result<BotMessage, Error> {
        let what = format!("the text {text:?} in message {}", message.message_id());
        let (chat, id) = (message.chat_id(), message.message_id());
        self.bot
            .wait_for(&what, self.timeout, |bot| {
                let message = BotMessage::new(bot.world().message(chat, id)?);
                (message.text() == text).then_some(message)
            })
            .await
    }

    pub(super) fn all(&self) -> Vec<BotMessage> {
        self.bot.world().bot_posts(self.chat).into_iter().map(BotMessage::new).collect()
    }
}
