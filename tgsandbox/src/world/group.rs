//! A group with the bot in it.

use std::{sync::Arc, time::Duration};

use super::BotMessage;
use crate::{bot::BotCore, error::Error};

/// A group that the bot is a member of and where it sees every message (no privacy mode).
#[derive(Clone, Debug)]
pub struct Group {
    pub(super) id: i64,
    pub(super) inbox: Inbox,
}

impl Group {
    pub(crate) fn new(bot: Arc<BotCore>, title: &str, timeout: Duration) -> Self {
        let id = {
            let mut world = bot.world();
            let id = world.new_group_id();
            world.open_chat(id, || {
                serde_json::json!({
                    "id": id,
                    "title": title,
                    "type": "group",
                    "all_members_are_administrators": false,
                })
            });
            id
        };
        Self { id, inbox: Inbox::new(bot, id, timeout) }
    }

    /// The chat's number (negative).
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// The next message that the bot sends to this group; clones of the group share the position.
    ///
    /// # Errors
    /// [`Error::Timeout`] when none comes in time.
    pub async fn next_message(&self) -> Result<BotMessage, Error> {
        self.inbox.next().await
    }

    /// Waits for the bot's next message and checks its text.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when the text is another, [`Error::Timeout`] when no message comes in time.
    pub async fn expect_text(&self, text: &str) -> Result<BotMessage, Error> {
        self.inbox.expect_text(text).await
    }

    /// All messages of the bot in this group, oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<BotMessage> {
        self.inbox.all()
    }
}

/// Reads the bot's messages in one chat, one after another.
#[derive(Clone, Debug)]
pub(super) struct Inbox {
    bot: Arc<BotCore>,
    chat: i64,
    next: Arc<std::sync::atomic::AtomicUsize>,
    pub(super) timeout: Duration,
}

impl Inbox {
    pub(super) fn new(bot: Arc<BotCore>, chat: i64, timeout: Duration) -> Self {
        Self { bot, chat, next: Arc::default(), timeout }
    }

    /// Cancel safety: a dropped future took no message.
    pub(super) async fn next(&self) -> Result<BotMessage, Error> {
        use std::sync::atomic::Ordering::Relaxed;
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

    pub(super) fn all(&self) -> Vec<BotMessage> {
        self.bot.world().bot_posts(self.chat).into_iter().map(BotMessage::new).collect()
    }
}
