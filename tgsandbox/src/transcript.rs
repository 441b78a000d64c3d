//! What happened, in order, as data: the last events of one bot.

use std::{
    collections::VecDeque,
    fmt,
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

impl fmt::Display for Entry {
    /// One line: when, and what, in words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:10.3} s  {}", self.at.as_secs_f64(), self.event)
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Created { update_id, kind } => write!(f, "update {update_id} ({kind}) came into being"),
            Self::Sent { update_id, attempt, connection, duplicate } => {
                let again = if *duplicate { ", once more by a fault" } else { "" };
                write!(f, "update {update_id} is sent over connection {connection}, attempt {attempt}{again}")
            }
            Self::Answered { update_id, status } => write!(f, "update {update_id} is answered with {status}"),
            Self::Failed { update_id, error } => write!(f, "update {update_id} failed: {error}"),
            Self::AnswerDropped { update_id } => write!(f, "the answer to update {update_id} is cut off"),
            Self::Delivered { update_id } => write!(f, "update {update_id} is delivered"),
            Self::Dropped { update_id, reason } => write!(f, "update {update_id} is dropped: {reason}"),
            Self::Polled { first, count } => write!(f, "getUpdates is answered with {count} updates from {first} on"),
            Self::Call { method, code, in_webhook_answer } => {
                let how = if *in_webhook_answer { " in the answer of the webhook" } else { "" };
                match code {
                    0 => write!(f, "the bot calls {method}{how}: cut off"),
                    code => write!(f, "the bot calls {method}{how}: {code}"),
                }
            }
            Self::Webhook { active: true } => f.write_str("the webhook is set"),
            Self::Webhook { active: false } => f.write_str("the webhook is gone"),
            Self::Marked { update_id, mark } => write!(f, "update {update_id} inside the bot: {mark:?}"),
            Self::Restarted => f.write_str("the server restarts"),
        }
    }
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
    /// The `drop_answer_rate` fault, or a restart of the server, cut the connection.
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
    /// The bot said where an update is inside it; see [`Bot::mark`](crate::Bot::mark).
    Marked {
        /// The update.
        update_id: u64,
        /// Where it is.
        mark: Mark,
    },
    /// [`Sandbox::restart`](crate::Sandbox::restart) cut all connections.
    Restarted,
}

/// Where an update is inside a bot that runs in the same process and tells the sandbox of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mark {
    /// It came in, in whatever order; once more for each repetition.
    Arrived,
    /// It was put in order: what follows sees it after all that were before it.
    Released,
    /// Its handler has begun.
    Handling,
    /// Its handler is done.
    Handled,
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

    /// Entries from a number on, but only of the last `backlog`, oldest first, at most `limit` of them; and the number of
    /// the next entry there will be.
    pub(crate) fn since(&self, number: u64, backlog: usize, limit: usize) -> (Vec<Entry>, u64) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, entries) = &*state;
        let first = entries.front().map_or(*next, |entry| entry.number);
        let number = number.max(next.saturating_sub(backlog as u64));
        let skip = usize::try_from(number.saturating_sub(first)).unwrap_or(usize::MAX);
        (entries.iter().skip(skip).take(limit).cloned().collect(), *next)
    }

    /// The newest entries, oldest first.
    pub(crate) fn newest(&self, count: usize) -> Vec<Entry> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1.iter().skip(state.1.len().saturating_sub(count)).cloned().collect()
    }

    pub(crate) fn all(&self) -> Vec<Entry> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_from_a_number_on_are_those_that_are_still_there() {
        let transcript = Transcript::new(Clock::new(), 5);
        for update_id in 0..8 {
            transcript.add(Event::Delivered { update_id });
        }
        let numbers = |from, backlog, limit| {
            let (entries, next) = transcript.since(from, backlog, limit);
            (entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), next)
        };
        assert_eq!(numbers(0, 100, 100), (vec![3, 4, 5, 6, 7], 8), "the first three are forgotten");
        assert_eq!(numbers(6, 100, 100), (vec![6, 7], 8));
        assert_eq!(numbers(0, 2, 100), (vec![6, 7], 8));
        assert_eq!(numbers(0, 100, 2), (vec![3, 4], 8));
        assert_eq!(numbers(8, 100, 100), (vec![], 8));
        assert_eq!(numbers(99, 100, 100), (vec![], 8));
    }
}
