//! Something a person wants to buy, on its way through the bot's word to the payment.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{Asked, BotMessage, Sent, User, World, press::wait};
use crate::{bot::BotCore, error::Error};

/// A `pre_checkout_query` or a `shipping_query` that waits for the bot's word.
#[derive(Clone, Debug)]
pub struct Order {
    bot: Arc<BotCore>,
    query: u64,
    timeout: Duration,
    update_id: Option<u64>,
    /// Whether it is about the ways of shipping, of which one is still to be chosen.
    ships: bool,
    /// The chat, the person, and what is to be paid for.
    chat: i64,
    person: Arc<Value>,
    bill: Value,
}

/// The bot's word about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrderAnswer {
    /// Whether the order goes on.
    pub ok: bool,
    /// What the person is told if it does not.
    pub error_message: String,
    /// The ways of shipping that a `shipping_query` was answered with: their `id` and `title`.
    pub shipping_options: Vec<(String, String)>,
}

impl User {
    /// Presses the button to pay of an invoice. Where the invoice asks for an address the bot is asked for the ways of
    /// shipping first (`shipping_query`), otherwise for its consent (`pre_checkout_query`).
    ///
    /// # Errors
    /// [`Error::NotFound`] when the message has no invoice.
    pub async fn order(&self, message: &BotMessage) -> Result<Order, Error> {
        self.order_of(message.json())
    }

    pub(crate) fn order_of(&self, message: &Value) -> Result<Order, Error> {
        let number = |value: &Value| value.as_i64().unwrap_or_default();
        let (chat, id) = (number(&message["chat"]["id"]), number(&message["message_id"]));
        let bill = self.bot().world().invoice(chat, id);
        let bill = bill.ok_or_else(|| Error::NotFound(format!("no invoice in message {id} of chat {chat}")))?;
        Ok(self.order_by(chat, bill))
    }

    /// As [`order`](Self::order), of the invoice that a link of `createInvoiceLink` opens; it is paid in the private chat.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the bot made no such link.
    pub async fn order_link(&self, link: &str) -> Result<Order, Error> {
        let bill = self.bot().world().invoice_of_link(link);
        let bill = bill.ok_or_else(|| Error::NotFound(format!("the bot made no invoice {link}")))?;
        self.bot().happen_all(|world, _| {
            world.add_person(self.json());
            self.open(world);
            Vec::new()
        });
        Ok(self.order_by(self.id(), bill))
    }

    fn order_by(&self, chat: i64, bill: Value) -> Order {
        let ships = bill["is_flexible"] == true && bill["need_shipping_address"] == true;
        let (person, bot) = (Arc::new(self.json().clone()), Arc::clone(self.bot()));
        ask(bot, ships, chat, person, bill, self.timeout())
    }
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
        let answer = self.word().await?;
        let error_message = answer["error_message"].as_str().unwrap_or_default().to_owned();
        let text = |option: &Value, name: &str| option[name].as_str().unwrap_or_default().to_owned();
        let options = answer["shipping_options"].as_array().into_iter().flatten();
        let shipping_options = options.map(|option| (text(option, "id"), text(option, "title"))).collect();
        Ok(OrderAnswer { ok: answer["ok"] == true, error_message, shipping_options })
    }

    /// Chooses one of the ways of shipping by its id, and asks for the bot's consent with it: another order, that of the
    /// `pre_checkout_query`.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot does not answer in time, [`Error::Unexpected`] when it refuses,
    /// [`Error::NotFound`] when it has no such way of shipping or was not asked for any.
    pub async fn ship_by(&self, option_id: &str) -> Result<Self, Error> {
        let answer = self.consent().await?;
        let options = answer["shipping_options"].as_array().map(Vec::as_slice).unwrap_or_default();
        let option = options.iter().find(|option| option["id"] == option_id && self.ships);
        let option = option.ok_or_else(|| Error::NotFound(format!("the bot offered no shipping {option_id:?}")))?;
        let prices = option["prices"].as_array().into_iter().flatten();
        let more = prices.filter_map(|price| price["amount"].as_i64()).fold(0_i64, i64::saturating_add);
        let mut bill = self.bill.clone();
        bill["total_amount"] = bill["total_amount"].as_i64().unwrap_or_default().saturating_add(more).into();
        bill["shipping_option_id"] = option_id.into();
        let (bot, person) = (Arc::clone(&self.bot), Arc::clone(&self.person));
        Ok(ask(bot, false, self.chat, person, bill, self.timeout))
    }

    /// Waits for the bot's word and pays: the bot gets a message with `successful_payment`. Where a way of shipping is to
    /// be chosen it is the first, and the bot is asked for its consent then.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot does not answer in time, [`Error::Unexpected`] when it refuses.
    pub async fn pay(&self) -> Result<Sent, Error> {
        if self.ships {
            let answer = self.answer().await?;
            let first = answer.shipping_options.first().map(|(id, _)| id.clone()).unwrap_or_default();
            let order = self.ship_by(&first).await?;
            order.consent().await?;
            return Ok(order.paid());
        }
        self.consent().await?;
        Ok(self.paid())
    }

    async fn word(&self) -> Result<Value, Error> {
        wait(&self.bot, self.query, "the bot's word about an order", self.timeout).await
    }

    async fn consent(&self) -> Result<Value, Error> {
        let answer = self.word().await?;
        if answer["ok"] == true {
            return Ok(answer);
        }
        let got = format!("a refusal: {}", answer["error_message"]);
        Err(Error::Unexpected { expected: "the bot's consent".to_owned(), got })
    }

    fn paid(&self) -> Sent {
        let (chat, person, bill) = (self.chat, &self.person, &self.bill);
        let deed = |world: &mut World, date: i64| {
            let mut payment = json!({
                "currency": bill["currency"],
                "total_amount": bill["total_amount"],
                "invoice_payload": bill["payload"],
                "telegram_payment_charge_id": format!("charge_{}", world.new_number()),
                "provider_payment_charge_id": format!("charge_{}", world.new_number()),
            });
            details(&mut payment, bill);
            let mut content = Map::new();
            content.insert("successful_payment".to_owned(), payment);
            let message = world.post_by_user(chat, person, content, date);
            (message["message_id"].as_i64().unwrap_or_default(), json!({"message": *message}))
        };
        let (message_id, update_id) = self.bot.happen(deed);
        Sent { message_id, chat_id: chat, update_id, refused: None }
    }
}

/// Asks the bot about an order.
fn ask(bot: Arc<BotCore>, ships: bool, chat: i64, person: Arc<Value>, bill: Value, timeout: Duration) -> Order {
    let (asked, now) = (if ships { Asked::Shipping } else { Asked::PreCheckout }, bot.clock.now());
    let (query, update_id) = bot.happen(|world, _| {
        let query = world.new_query(asked, now);
        let mut question = json!({"id": query.to_string(), "from": *person, "invoice_payload": bill["payload"]});
        if ships {
            question["shipping_address"] = address();
            return (query, json!({"shipping_query": question}));
        }
        question["currency"] = bill["currency"].clone();
        question["total_amount"] = bill["total_amount"].clone();
        details(&mut question, &bill);
        (query, json!({"pre_checkout_query": question}))
    });
    Order { bot, query, timeout, update_id, ships, chat, person, bill }
}

/// What an order says beside its price.
fn details(object: &mut Value, bill: &Value) {
    if let Some(option) = bill.get("shipping_option_id") {
        object["shipping_option_id"] = option.clone();
    }
    if bill["need_shipping_address"] == true {
        object["order_info"] = json!({"shipping_address": address()});
    }
}

/// Where everybody lives.
fn address() -> Value {
    json!({
        "country_code": "DE",
        "state": "",
        "city": "Berlin",
        "street_line1": "Street 1",
        "street_line2": "",
        "post_code": "10115",
    })
}
