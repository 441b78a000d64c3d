//! Inline queries: what people type behind the bot's name, and what becomes of a result that they choose.
//!
//! <https://core.telegram.org/bots/inline>

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Asked, Group, InlineQuery, User, World};
use crate::error::Error;

/// The message of a person that came of an inline query.
type Found = (Value, Map<String, Value>);

impl User {
    /// Types an inline query in the private chat.
    pub async fn inline_query(&self, text: impl Into<String> + Send) -> InlineQuery {
        self.ask(self.id(), &text.into(), "")
    }

    /// Types an inline query in a group; a result that is chosen is sent there.
    pub async fn inline_query_in(&self, group: &Group, text: impl Into<String> + Send) -> InlineQuery {
        self.ask(group.id(), &text.into(), "")
    }

    /// Asks for the results behind those of a query, if the bot said that there are more: its `next_offset`.
    ///
    /// # Errors
    /// [`Error::Timeout`] when the bot has not answered in time, [`Error::NotFound`] when there are no more.
    pub async fn more_results(&self, query: &InlineQuery) -> Result<InlineQuery, Error> {
        let answer = query.whole_answer().await?;
        match answer["next_offset"].as_str().filter(|offset| !offset.is_empty()) {
            Some(offset) => Ok(self.ask(query.chat, query.text(), offset)),
            None => Err(Error::NotFound("the bot has no more results".to_owned())),
        }
    }

    pub(crate) fn ask(&self, chat: i64, text: &str, offset: &str) -> InlineQuery {
        let now = self.bot().clock.now();
        let (query, update_id) = self.bot().happen(|world, _| {
            world.add_person(self.json());
            let query = world.new_query(Asked::Inline, now);
            // The private chat with the bot itself is that of the sender.
            let kind = if chat == self.id() { "sender" } else { world.chat(chat).map_or("group", super::Chat::kind) };
            let update = json!({"inline_query": {
                "id": query.to_string(),
                "from": self.json(),
                "chat_type": kind,
                "query": text,
                "offset": offset,
            }});
            (query, update)
        });
        let (bot, text, timeout) = (Arc::clone(self.bot()), text.to_owned(), self.timeout());
        InlineQuery { bot, query, text, timeout, update_id, chat }
    }

    /// Chooses a result of an inline query by its id: the message is sent where the query was typed, as the person's `via`
    /// the bot. Answers the id of the `chosen_inline_result` update. A message with an inline keyboard can be edited by
    /// the bot from then on, by the update's `inline_message_id`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the bot's answer has no such result or the chat does not take it, [`Error::Timeout`] when
    /// there is no answer.
    pub async fn choose_result(&self, query: &InlineQuery, result_id: &str) -> Result<Option<u64>, Error> {
        let answer = query.whole_answer().await?;
        let (result, content) = find(&answer, result_id)
            .ok_or_else(|| Error::NotFound(format!("the bot offered no result {result_id:?}")))?;
        let mut refused = None;
        let ids = self.bot().happen_all(|world, date| match self.put_result(world, query, &result, content, date) {
            Ok(updates) => updates,
            Err(reason) => {
                refused = Some(reason);
                Vec::new()
            }
        });
        match refused {
            Some(reason) => Err(Error::NotFound(reason.to_owned())),
            None => Ok(ids.last().copied().flatten()),
        }
    }

    fn put_result(
        &self,
        world: &mut World,
        query: &InlineQuery,
        result: &Value,
        mut content: Map<String, Value>,
        date: i64,
    ) -> Result<Vec<Value>, &'static str> {
        content.insert("via_bot".to_owned(), world.me_as_sender());
        let keyboard = result.get("reply_markup").filter(|markup| !markup.is_null());
        if let Some(keyboard) = keyboard {
            content.insert("reply_markup".to_owned(), keyboard.clone());
        }
        let message = self.put(world, query.chat, content, date)?;
        let mut chosen = json!({"result_id": result["id"], "from": self.json(), "query": query.text()});
        if keyboard.is_some() {
            let id = message["message_id"].as_i64().unwrap_or_default();
            chosen["inline_message_id"] = world.add_inline_message(query.chat, id).into();
        }
        Ok(vec![json!({"message": *message}), json!({"chosen_inline_result": chosen})])
    }
}

/// A result of the bot's answer, and the content of the message that it stands for.
fn find(answer: &Value, id: &str) -> Option<Found> {
    let results = answer["results"].as_array()?;
    let at = results.iter().position(|result| result["id"] == id)?;
    Some((results[at].clone(), answer["contents"][at].as_object().cloned().unwrap_or_default()))
}
