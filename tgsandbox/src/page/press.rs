//! What people press on the page, and choose: buttons below messages and below the chat, options of polls, reactions,
//! results of inline queries, the button to pay.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{deeds::accepted, done, stage::Stage};
use crate::{
    error::Error,
    world::{BotMessage, InlineQuery},
};

/// The longest inline query, in characters.
const MAX_QUERY: usize = 256;

/// A message, and who does something with it.
#[derive(Deserialize)]
pub(super) struct Place {
    chat: i64,
    from: i64,
    message: i64,
}

#[derive(Deserialize)]
pub(super) struct Press {
    #[serde(flatten)]
    place: Place,
    row: usize,
    column: usize,
}

#[derive(Deserialize)]
pub(super) struct Vote {
    #[serde(flatten)]
    place: Place,
    /// The places of the options; none takes the vote back.
    options: Vec<usize>,
}

#[derive(Deserialize)]
pub(super) struct React {
    #[serde(flatten)]
    place: Place,
    /// Empty to take the reaction back.
    emoji: String,
}

#[derive(Deserialize)]
pub(super) struct Inline {
    chat: i64,
    from: i64,
    query: String,
    #[serde(default)]
    offset: String,
}

#[derive(Deserialize)]
pub(super) struct Choose {
    chat: i64,
    from: i64,
    /// The number that the answer to the query said.
    id: String,
    query: String,
    result: String,
}

impl Stage {
    fn message(&self, place: &Place) -> Result<Arc<Value>, String> {
        let found = self.core().world().message(place.chat, place.message);
        found.ok_or_else(|| "the message is not there any more".to_owned())
    }

    /// An inline button.
    pub(super) async fn press(&self, Press { place, row, column }: Press) -> Result<Value, String> {
        let (user, message) = (self.writer(place.chat, place.from)?, self.message(&place)?);
        let button = &message["reply_markup"]["inline_keyboard"][row][column];
        let data = button.get("callback_data").ok_or("the button sends the bot nothing")?;
        let press = user.press_data(&message, data);
        if press.update_id().is_none() {
            return Err("the bot did not subscribe to presses of buttons (callback_query)".to_owned());
        }
        let answer = press.answer().await.map_err(|error| late(&error, "the press", "answerCallbackQuery"))?;
        Ok(json!({"text": answer.text, "alert": answer.show_alert, "url": answer.url}))
    }

    /// A button of a reply keyboard.
    pub(super) fn tap(&self, Press { place, row, column }: &Press) -> Result<Value, String> {
        let (user, message) = (self.writer(place.chat, place.from)?, self.message(place)?);
        let button = message["reply_markup"]["keyboard"].get(row).and_then(|buttons| buttons.get(column));
        let button = button.ok_or("the keyboard has no such button any more")?;
        let sent = accepted(user.tap_button(place.chat, button)?)?;
        Ok(json!({"update": sent.update_id}))
    }

    pub(super) fn vote(&self, Vote { place, options }: Vote) -> Result<Value, String> {
        let (user, message) = (self.writer(place.chat, place.from)?, self.message(&place)?);
        user.vote_for(&message, |_| Some(options))?;
        Ok(done())
    }

    pub(super) async fn react(&self, React { place, emoji }: React) -> Result<Value, String> {
        let (user, message) = (self.writer(place.chat, place.from)?, self.message(&place)?);
        let update = user.react(&BotMessage::new(message), &emoji).await.map_err(|error| error.to_string())?;
        Ok(json!({"update": update}))
    }

    /// Presses the button of an invoice, and pays when the bot agrees.
    pub(super) async fn pay(&self, place: Place) -> Result<Value, String> {
        let (user, message) = (self.writer(place.chat, place.from)?, self.message(&place)?);
        let order = user.order_of(&message).map_err(|error| error.to_string())?;
        if order.update_id().is_none() {
            return Err("the bot did not subscribe to orders (pre_checkout_query, shipping_query)".to_owned());
        }
        match order.pay().await {
            Ok(sent) => Ok(json!({"update": sent.update_id})),
            Err(Error::Unexpected { got, .. }) => Err(format!("the bot does not agree: {got}")),
            Err(error) => Err(late(&error, "the order", "answerPreCheckoutQuery, answerShippingQuery")),
        }
    }

    /// What the bot offers for what is typed behind its name.
    pub(super) async fn inline(&self, Inline { chat, from, query, offset }: Inline) -> Result<Value, String> {
        let user = self.writer(chat, from)?;
        let query: String = query.chars().take(MAX_QUERY).collect();
        let asked = user.ask(chat, &query, &offset);
        if asked.update_id().is_none() {
            return Err("the bot did not subscribe to inline queries (inline_query)".to_owned());
        }
        let answer = asked.whole_answer().await;
        let answer = answer.map_err(|error| late(&error, "the inline query", "answerInlineQuery"))?;
        let results = answer["results"].as_array().into_iter().flatten();
        let shown: Vec<_> = results
            .map(|result| {
                let first = |names: &[&str]| {
                    let mut texts = names.iter().filter_map(|name| result[*name].as_str());
                    texts.find(|text| !text.is_empty()).unwrap_or_default().to_owned()
                };
                let title = first(&["title", "first_name", "caption", "address", "type"]);
                let text = first(&["description", "caption", "phone_number", "url"]);
                json!({"id": result["id"], "type": result["type"], "title": title, "text": text})
            })
            .collect();
        Ok(json!({
            "id": asked.query_id(),
            "query": query,
            "results": shown,
            "next": answer["next_offset"],
            "button": answer["button"],
        }))
    }

    /// Sends a result that was offered.
    pub(super) async fn choose(&self, Choose { chat, from, id, query, result }: Choose) -> Result<Value, String> {
        let user = self.writer(chat, from)?;
        let id = id.parse().map_err(|_| "there is no such query")?;
        // That it was answered is known: the person saw what it offered.
        if self.core().world().query_answer(id).is_none() {
            return Err("the query is too old".to_owned());
        }
        let asked = InlineQuery::typed(Arc::clone(self.core()), id, chat, query, self.bot.timeout());
        let update = user.choose_result(&asked, &result).await.map_err(|error| error.to_string())?;
        Ok(json!({"update": update}))
    }
}

fn late(error: &Error, what: &str, method: &str) -> String {
    match error {
        Error::Timeout { waited, .. } => {
            format!("the bot has not answered {what} for {} s ({method})", waited.as_secs())
        }
        other => other.to_string(),
    }
}
