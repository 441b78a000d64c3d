//! What waits for an answer of the bot: pressed buttons, inline queries, orders. Old ones cannot be answered.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;
use tokio::time::Instant;

/// How many queries are kept.
const MAX_QUERIES: usize = 10_000;
/// How long a query can be answered.
const LIFE: Duration = Duration::from_secs(150);
/// How long an order waits for the bot's word.
const ORDER_LIFE: Duration = Duration::from_secs(10);

/// What kind of question it is; an answer of another kind finds none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Button,
    Inline,
    Shipping,
    PreCheckout,
}

impl Asked {
    fn life(self) -> Duration {
        if self == Self::PreCheckout { ORDER_LIFE } else { LIFE }
    }
}

#[derive(Debug)]
struct Query {
    asked: Asked,
    until: Instant,
    answer: Option<Value>,
}

#[derive(Debug)]
pub(super) struct Queries {
    queries: BTreeMap<u64, Query>,
    next: u64,
}

impl Queries {
    pub(super) fn new(next: u64) -> Self {
        Self { queries: BTreeMap::new(), next }
    }

    pub(super) fn open(&mut self, asked: Asked, now: Instant) -> u64 {
        if self.queries.len() == MAX_QUERIES {
            self.queries.pop_first();
        }
        self.next += 1;
        self.queries.insert(self.next, Query { asked, until: now + asked.life(), answer: None });
        self.next
    }

    pub(super) fn answer(&mut self, asked: Asked, id: &str, answer: Value, now: Instant) -> bool {
        let query = id.parse().ok().and_then(|id: u64| self.queries.get_mut(&id));
        let Some(query) = query.filter(|query| query.asked == asked && now <= query.until) else { return false };
        query.answer = Some(answer);
        true
    }

    pub(super) fn answer_to(&self, id: u64) -> Option<Value> {
        self.queries.get(&id)?.answer.clone()
    }
}
