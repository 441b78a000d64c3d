//! One bot's update queue, used by the webhook and by `getUpdates` alike.
//!
//! Ids start at a random number and grow by one with no gaps; an update that the bot does not want takes none. Pure
//! data: knows neither connections nor the clock (`now` is an argument, in seconds since 1970).

mod kind;

use std::{collections::BTreeMap, ops::Bound};

use bytes::Bytes;
use serde_json::Value;

pub(crate) use self::kind::Allowed;
use crate::{error::NotQueued, json};

/// How much waits for one bot at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) updates: usize,
    pub(crate) bytes: usize,
}

impl Default for Limits {
    /// Telegram's.
    fn default() -> Self {
        Self { updates: 100_000, bytes: 128 << 20 }
    }
}

/// Where a new queue may start.
const FIRST_ID: std::ops::RangeInclusive<u64> = 2_000_001..=1_000_000_000;
/// Where numbering starts anew.
const LAST_ID: u64 = 2_000_000_000;

/// One waiting update.
#[derive(Clone, Debug)]
pub(crate) struct Update {
    pub(crate) id: u64,
    /// The lane, or `None` for one of its own.
    pub(crate) lane: Option<i64>,
    /// Seconds since 1970 after which it is not delivered any more.
    pub(crate) expires: i64,
    /// The whole update as it is sent.
    pub(crate) body: Bytes,
}

/// How an event's own date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    /// As Telegram does: what is older than its life time is not queued.
    ByDate,
    /// The event is new, whatever date it carries.
    New,
}

/// What a new update became.
#[derive(Debug)]
pub(crate) struct Queued {
    pub(crate) id: u64,
    pub(crate) kind: String,
}

#[derive(Debug)]
pub(crate) struct Queue {
    next_id: u64,
    updates: BTreeMap<u64, Update>,
    bytes: usize,
    limits: Limits,
    allowed: Allowed,
    rng: fastrand::Rng,
}

impl Queue {
    pub(crate) fn new(mut rng: fastrand::Rng, first_id: Option<u64>, limits: Limits) -> Self {
        let next_id = first_id.unwrap_or_else(|| rng.u64(FIRST_ID));
        Self { next_id, updates: BTreeMap::new(), bytes: 0, limits, allowed: Allowed::default(), rng }
    }

    /// Queues `{"<kind>": payload}` as it is, with any other fields it has; a field `update_id` is replaced. Of several
    /// kinds the first one that Telegram's list has decides, so that odd real updates can be replayed.
    pub(crate) fn push(&mut self, update: &Value, age: Age, now: i64) -> Result<Queued, NotQueued> {
        let fields = update.as_object().ok_or(NotQueued::NotAnUpdate)?;
        let known = kind::KINDS.iter().find_map(|kind| fields.get_key_value(*kind));
        let unknown = || fields.iter().find(|(name, _)| *name != "update_id");
        let (kind, payload) = known.or_else(unknown).ok_or(NotQueued::NotAnUpdate)?;
        if !self.allowed.contains(kind) {
            return Err(NotQueued::NotAllowed);
        }
        let expires = match (kind::expires_at(kind, payload, now), age) {
            (Some(until), _) => until,
            (None, Age::ByDate) => return Err(NotQueued::TooOld),
            (None, Age::New) => kind::expires_at(kind, &Value::Null, now).unwrap_or(now),
        };
        if self.next_id >= LAST_ID {
            self.clear();
            self.next_id = self.rng.u64(FIRST_ID);
        }
        let body = json::update(self.next_id, fields);
        if self.updates.len() >= self.limits.updates || self.bytes + body.len() > self.limits.bytes {
            return Err(NotQueued::Full);
        }
        let id = self.next_id;
        self.next_id += 1;
        self.bytes += body.len();
        let lane = kind::lane(kind, payload);
        self.updates.insert(id, Update { id, lane, expires, body: Bytes::from(body) });
        Ok(Queued { id, kind: kind.clone() })
    }

    /// Up to `limit` updates from `from` on, oldest first, at most about `max_bytes` of them; expired ones are removed
    /// on the way and named in the second list.
    pub(crate) fn get(&mut self, from: u64, limit: usize, max_bytes: usize, now: i64) -> (Vec<Update>, Vec<u64>) {
        let (mut found, mut expired, mut bytes) = (Vec::new(), Vec::new(), 0);
        for update in self.updates.range(from..).map(|(_, update)| update) {
            if found.len() == limit || (bytes > 0 && bytes + update.body.len() > max_bytes) {
                break;
            }
            if update.expires < now {
                expired.push(update.id);
            } else {
                bytes += update.body.len();
                found.push(update.clone());
            }
        }
        for id in &expired {
            self.remove(*id);
        }
        (found, expired)
    }

    /// Removes everything before `id` and returns what that was.
    pub(crate) fn forget_before(&mut self, id: u64) -> Vec<u64> {
        let mut gone = Vec::new();
        // One by one: splitting the map would count all that stays, which may be a million for each hundred that goes.
        while let Some(first) = self.updates.first_entry().filter(|first| *first.key() < id) {
            let update = first.remove();
            self.bytes -= update.body.len();
            gone.push(update.id);
        }
        gone
    }

    pub(crate) fn remove(&mut self, id: u64) -> bool {
        let Some(gone) = self.updates.remove(&id) else { return false };
        self.bytes -= gone.body.len();
        true
    }

    /// Empties the queue and returns what was in it.
    pub(crate) fn clear(&mut self) -> Vec<u64> {
        self.bytes = 0;
        std::mem::take(&mut self.updates).into_keys().collect()
    }

    /// Makes the next update get this id, as after a week without updates.
    pub(crate) fn jump_to(&mut self, id: u64) {
        self.next_id = id;
    }

    pub(crate) fn len(&self) -> usize {
        self.updates.len()
    }

    pub(crate) fn next_id(&self) -> u64 {
        self.next_id
    }

    pub(crate) fn head(&self) -> Option<u64> {
        self.updates.keys().next().copied()
    }

    /// The id of the `n`-th newest waiting update, counted from 1.
    pub(crate) fn nth_newest(&self, n: u64) -> Option<u64> {
        let n = usize::try_from(n).ok()?.checked_sub(1)?;
        self.updates.keys().rev().nth(n).copied().or_else(|| self.head())
    }

    /// Whether anything waits from this id on.
    pub(crate) fn has_from(&self, id: u64) -> bool {
        self.updates.range((Bound::Included(id), Bound::Unbounded)).next().is_some()
    }

    pub(crate) fn allowed(&self) -> Allowed {
        self.allowed
    }

    pub(crate) fn set_allowed(&mut self, allowed: Allowed) {
        self.allowed = allowed;
    }
}

#[cfg(test)]
mod tests;
