//! Polls: who voted for what.
//!
//! <https://core.telegram.org/bots/api#poll>

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// How many polls of one bot are kept.
const MAX_POLLS: usize = 10_000;

/// A poll that the bot sent.
#[derive(Clone, Debug)]
pub(crate) struct Poll {
    /// Where it is.
    pub(crate) chat: i64,
    pub(crate) message: i64,
    /// The Poll object without its counts.
    json: Value,
    /// The options that each voter chose, by their places.
    votes: BTreeMap<i64, Vec<usize>>,
}

impl Poll {
    fn options(&self) -> usize {
        self.json["options"].as_array().map_or(0, Vec::len)
    }

    /// The names that the API has for options.
    pub(crate) fn option_ids(&self, chosen: &[usize]) -> Vec<Value> {
        chosen.iter().map(|at| self.json["options"][at]["persistent_id"].clone()).collect()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.json["is_closed"] == true
    }

    pub(crate) fn is_anonymous(&self) -> bool {
        self.json["is_anonymous"] == true
    }

    /// The place of an option by its text.
    pub(crate) fn option(&self, text: &str) -> Option<usize> {
        self.json["options"].as_array()?.iter().position(|option| option["text"] == text)
    }

    pub(crate) fn close(&mut self) {
        self.json["is_closed"] = true.into();
    }

    /// Takes somebody's vote, or takes it back when nothing is chosen; the error says why not.
    pub(crate) fn vote(&mut self, user: i64, chosen: Vec<usize>) -> Result<(), &'static str> {
        if self.is_closed() {
            return Err("the poll is closed");
        }
        if chosen.iter().any(|at| *at >= self.options()) {
            return Err("the poll has no such option");
        }
        if chosen.len() > 1 && self.json["allows_multiple_answers"] != true {
            return Err("the poll takes one option only");
        }
        if self.votes.contains_key(&user) && self.json["allows_revoting"] != true {
            return Err("a vote in this poll cannot be changed");
        }
        if chosen.is_empty() {
            self.votes.remove(&user);
        } else {
            self.votes.insert(user, chosen);
        }
        Ok(())
    }

    /// Who chose which options, by their places.
    pub(crate) fn votes(&self) -> impl Iterator<Item = (i64, &[usize])> {
        self.votes.iter().map(|(user, chosen)| (*user, chosen.as_slice()))
    }

    /// The Poll object.
    pub(crate) fn describe(&self) -> Value {
        let mut json = self.json.clone();
        json["total_voter_count"] = self.votes.len().into();
        for at in 0..self.options() {
            let count = self.votes.values().filter(|chosen| chosen.contains(&at)).count();
            json["options"][at]["voter_count"] = count.into();
        }
        json
    }
}

#[derive(Debug, Default)]
pub(crate) struct Polls {
    polls: BTreeMap<u64, Poll>,
}

impl Polls {
    /// Keeps a new poll; the object has its id.
    pub(crate) fn add(&mut self, id: u64, chat: i64, message: i64, json: Value) -> &mut Poll {
        if self.polls.len() >= MAX_POLLS {
            self.polls.pop_first();
        }
        self.polls.entry(id).or_insert(Poll { chat, message, json, votes: BTreeMap::new() })
    }

    pub(crate) fn get(&mut self, id: u64) -> Option<&mut Poll> {
        self.polls.get_mut(&id)
    }

    pub(crate) fn find(&self, id: u64) -> Option<&Poll> {
        self.polls.get(&id)
    }

    /// The id of the poll in a message.
    pub(crate) fn id_of(message: &Value) -> Option<u64> {
        message["poll"]["id"].as_str()?.parse().ok()
    }
}

/// An option before anybody voted for it.
pub(crate) fn option(number: usize, mut fields: serde_json::Map<String, Value>) -> Value {
    fields.insert("persistent_id".to_owned(), number.to_string().into());
    fields.insert("voter_count".to_owned(), json!(0));
    fields.into()
}
