//! What waits for the bot's answer: a pressed button, an inline query.

use std::{sync::Arc, time::Duration};

use serde_json::Value;

use crate::{bot::BotCore, error::Error};

/// A pressed inline button.
#[derive(Clone, Debug)]
pub struct Press {
    pub(super) bot: Arc<BotCore>,
    pub(super) query: u64,
    pub(super) timeout: Duration,
    pub(super) update_id: Option<u64>,
}

/// What the bot showed the person who pressed the button.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallbackAnswer {
    /// The notification; may be empty.
    pub text: String,
    /// Whether it is an alert instead of a notification at the top.
    pub show_alert: bool,
    /// The URL to open; may be empty.
    pub url: String,
}

impl Press {
    /// The id of the `callback_query` update, unless the bot did not want it.
    #[must_use]
    pub fn update_id(&self) -> Option<u64> {
        self.update_id
    }

    /// The `id` of the callback query.
    #[must_use]
    pub fn query_id(&self) -> String {
        self.query.to_string()
    }

    /// Waits for `answerCallbackQuery`.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot does not answer in time.
    pub async fn answer(&self) -> Result<CallbackAnswer, Error> {
        let answer = wait(&self.bot, self.query, "an answer to the pressed button", self.timeout).await?;
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        let show_alert = answer["show_alert"].as_bool().unwrap_or_default();
        Ok(CallbackAnswer { text: text("text"), show_alert, url: text("url") })
    }
}

/// An inline query that a person typed.
#[derive(Clone, Debug)]
pub struct InlineQuery {
    pub(super) bot: Arc<BotCore>,
    pub(super) query: u64,
    pub(super) text: String,
    pub(super) timeout: Duration,
    pub(super) update_id: Option<u64>,
    /// Where it was typed.
    pub(super) chat: i64,
}

impl InlineQuery {
    /// One that was typed before, by its number.
    pub(crate) fn typed(bot: Arc<BotCore>, query: u64, chat: i64, text: String, timeout: Duration) -> Self {
        Self { bot, query, text, timeout, update_id: None, chat }
    }

    /// The id of the `inline_query` update, unless the bot did not want it.
    #[must_use]
    pub fn update_id(&self) -> Option<u64> {
        self.update_id
    }

    /// The `id` of the inline query.
    #[must_use]
    pub fn query_id(&self) -> String {
        self.query.to_string()
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Waits for `answerInlineQuery` and returns its results as JSON.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot does not answer in time.
    pub async fn results(&self) -> Result<Vec<Value>, Error> {
        Ok(self.whole_answer().await?["results"].as_array().cloned().unwrap_or_default())
    }

    /// The bot's answer with all that it says beside the results.
    pub(crate) async fn whole_answer(&self) -> Result<Value, Error> {
        wait(&self.bot, self.query, "an answer to the inline query", self.timeout).await
    }
}

pub(super) async fn wait(bot: &BotCore, query: u64, what: &str, timeout: Duration) -> Result<Value, Error> {
    bot.wait_for(what, timeout, |bot| bot.world().query_answer(query)).await
}
