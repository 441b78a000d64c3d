//! Something a person wants to buy, on its way through the bot's word to the payment.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{Sent, World, press::wait};
use crate::{bot::BotCore, error::Error};

/// A `pre_checkout_query` or a `shipping_query` that waits for the bot's word.
#[derive(Clone, Debug)]
pub struct Order {
    pub(super) bot: Arc<BotCore>,
    pub(super) query: u64,
    pub(super) timeout: Duration,
    pub(super) update_id: Option<u64>,
    /// The chat, the person, and what was paid for.
    pub(super) chat: i64,
    pub(super) person: Arc<Value>,
    pub(super) bill: Value,
}

/// The bot's word about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrderAnswer {
    /// Whether the order goes on.
    pub ok: bool,
    /// What the person is told if it does not.
    pub error_message: String,
}

impl Order {
    /// The id of the update, unless the bot did not want it.
    #[must_use]
    pub fn update_id(&self) -> Option<u64> {
        self.update_id
    }

    /// The `id` of the query.
    #[must_use]
    pub fn query_id(&self) -> String {
        self.query.to_string()
    }

    /// Waits for `answerPreCheckoutQuery` or `answerShippingQuery`.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot does not answer in time.
    pub async fn answer(&self) -> Result<OrderAnswer, Error> {
        let answer = wait(&self.bot, self.query, "the bot's word about an order", self.timeout).await?;
        let error_message = answer["error_message"].as_str().unwrap_or_default().to_owned();
        Ok(OrderAnswer { ok: answer["ok"] == true, error_message })
    }

    /// Waits for the bot's word and pays: the bot gets a message with `successful_payment`.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot does not answer in time, [`Error::Unexpected`] when it refuses.
    pub async fn pay(&self) -> Result<Sent, Error> {
        let answer = self.answer().await?;
        if !answer.ok {
            let got = format!("a refusal: {:?}", answer.error_message);
            return Err(Error::Unexpected { expected: "the bot's consent".to_owned(), got });
        }
        let (chat, person, bill) = (self.chat, &self.person, &self.bill);
        let deed = |world: &mut World, date: i64| {
            let payment = json!({
                "currency": bill["currency"],
                "total_amount": bill["total_amount"],
                "invoice_payload": bill["payload"],
                "telegram_payment_charge_id": format!("charge_{}", world.new_number()),
                "provider_payment_charge_id": format!("charge_{}", world.new_number()),
            });
            let mut content = Map::new();
            content.insert("successful_payment".to_owned(), payment);
            let message = world.post_by_user(chat, person, content, date);
            (message["message_id"].as_i64().unwrap_or_default(), json!({"message": *message}))
        };
        let (message_id, update_id) = self.bot.happen(deed);
        Ok(Sent { message_id, chat_id: chat, update_id })
    }
}
