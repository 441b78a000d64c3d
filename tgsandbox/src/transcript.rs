//! What happened, in order, as data: the last events of one bot.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::clock::Clock;

/// One line of the transcript.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Position in the whole transcript, from 0; a gap at the front means that old entries were forgotten.
    pub number: u64,
    /// Time since the sandbox started.
    pub at: Duration,
    /// What happened.
    pub event: Event,
}

/// Something that happened to an update or to the bot.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Event {
    /// An update entered the queue.
    Created {
        /// Its id.
        update_id: u64,
        /// Its kind, as in the API.
        kind: String,
    },
    /// A webhook request with the update was handed to a connection.
    Sent {
        /// The update.
        update_id: u64,
        /// 1 for the first time.
        attempt: u32,
        /// The number of the connection.
        connection: u64,
        /// Sent again by the `duplicate_rate` fault.
        duplicate: bool,
    },
    /// The webhook answered with a status.
    Answered {
        /// The update.
        update_id: u64,
        /// The HTTP status.
        status: u16,
    },
    /// The attempt failed; the update stays in the queue.
    Failed {
        /// The update.
        update_id: u64,
        /// Telegram's words for it.
        error: String,
    },
    /// The `drop_answer_rate` fault cut the connection.
    AnswerDropped {
        /// The update, or the first of those in a `getUpdates` answer.
        update_id: u64,
    },
    /// The update was answered with 2xx, or confirmed by a `getUpdates` offset, and left the queue.
    Delivered {
        /// The update.
        update_id: u64,
    },
    /// The update left the queue undelivered.
    Dropped {
        /// The update.
        update_id: u64,
        /// Why.
        reason: &'static str,
    },
    /// A `getUpdates` answer carried these updates.
    Polled {
        /// The first id.
        first: u64,
        /// How many.
        count: usize,
    },
    /// The bot called a method.
    Call {
        /// The method's name as it was called, shortened to 64 bytes.
        method: String,
        /// 200, or the error's code.
        code: u16,
        /// Whether it came as the answer to a webhook request.
        in_webhook_answer: bool,
    },
    /// The webhook was set (`true`) or removed.
    Webhook {
        /// Whether there is one now.
        active: bool,
    },
}

/// The last `limit` events.
#[derive(Debug)]
pub(crate) struct Transcript {
    clock: Clock,
    limit: usize,
    state: Mutex<(u64, VecDeque<Entry>)>,
}

impl Transcript {
    pub(crate) fn new(clock: Clock, limit: usize) -> Self {
        Self { clock, limit, state: Mutex::new((0, VecDeque::new())) }
    }

    pub(crate) fn add(&self, event: Event) {
        if self.limit == 0 {
            return;
        }
        let at = self.clock.elapsed();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, entries) = &mut *state;
        if entries.len() == self.limit {
            entries.pop_front();
        }
        entries.push_back(Entry { number: *next, at, event });
        *next += 1;
    }

    pub(crate) fn all(&self) -> Vec<Entry> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1.iter().cloned().collect()
    }
}
