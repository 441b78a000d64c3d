//! A channel that the bot administers.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{BotMessage, Sent, World, administrator, inbox::Inbox};
use crate::{bot::BotCore, error::Error};

/// A channel. The bot is an administrator with all rights: only such bots can post and see posts.
#[derive(Clone, Debug)]
pub struct Channel {
    id: i64,
    inbox: Inbox,
}

impl Channel {
    pub(crate) fn new(bot: Arc<BotCore>, title: &str, username: &str, timeout: Duration) -> Self {
        let id = {
            let mut world = bot.world();
            let id = world.new_chat_id("channel");
            let (me, bot_id) = (world.me_as_sender(), world.bot_id());
            let chat = world.open_chat(id, || {
                let mut json = json!({"id": id, "title": title, "type": "channel"});
                if !username.is_empty() {
                    json["username"] = username.into();
                }
                json
            });
            chat.members.insert(bot_id, administrator(&me, "channel", |_| true, false));
            id
        };
        Self { id, inbox: Inbox::new(bot, id, timeout) }
    }

    /// The chat's number (negative).
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Posts a text, as its owner would: a `channel_post` for the bot.
    pub async fn post(&self, text: impl Into<String> + Send) -> Sent {
        let (id, content) = (self.id, super::user::text_content(&text.into()));
        let deed = |world: &mut World, date: i64| {
            let message = world.post_by_user(id, &json!(null), content, date);
            (message["message_id"].as_i64().unwrap_or_default(), json!({"channel_post": *message}))
        };
        let (message_id, update_id) = self.inbox.bot().happen(deed);
        Sent { message_id, chat_id: id, update_id, refused: None }
    }

    /// The bot's next post; clones of the channel share the position.
    ///
    /// # Errors
    /// [`Error::Timeout`] when none comes in time.
    pub async fn next_message(&self) -> Result<BotMessage, Error> {
        self.inbox.next().await
    }

    /// Waits for the bot's next post and checks its text.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when the text is another, [`Error::Timeout`] when no post comes in time.
    pub async fn expect_text(&self, text: &str) -> Result<BotMessage, Error> {
        self.inbox.expect_text(text).await
    }

    /// All posts of the bot that are still there, oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<BotMessage> {
        self.inbox.all()
    }
}
