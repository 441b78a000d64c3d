//! Which update is sent next. Pure: no connections, no clock (`now` is an argument).
//!
//! Updates of one lane go strictly one after another, lanes side by side; the head of a failing lane blocks only that
//! lane. At most `2 * max_connections` lanes are loaded, so enough blocked lanes stall all. The `reorder_window` fault
//! replaces these rules: then any update within the window may go at any time.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    time::Duration,
};

use bytes::Bytes;
use tokio::time::Instant;

use crate::queue::Update;

/// The queue holds no more.
const MAX_WINDOW: usize = 100_000;
/// The retry delay is capped by a random number of seconds from this to twice this.
const MAX_DELAY: u64 = 60;
/// The longest wait that a Retry-After can ask for, in seconds.
const MAX_RETRY_AFTER: u64 = 3600;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Shared(i64),
    Own(u64),
}

#[derive(Debug, Default)]
struct Lane {
    ids: VecDeque<u64>,
    /// The key of this lane's entry in `due`.
    due: Option<Instant>,
}

#[derive(Debug)]
struct Item {
    lane: Key,
    body: Bytes,
    expires: i64,
    delay: u64,
    attempts: u32,
    failures: u32,
    wake: Instant,
    in_flight: bool,
}

/// Something to send.
#[derive(Clone, Debug)]
pub(super) struct Pick {
    pub(super) id: u64,
    pub(super) body: Bytes,
    pub(super) attempt: u32,
    /// Sent although it was delivered.
    pub(super) duplicate: bool,
}

#[derive(Debug)]
pub(super) enum Next {
    Send(Pick),
    At(Instant),
    Nothing,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// The webhook's fault: 0, 2, 4 .. s, or what Retry-After said.
    ByWebhook { retry_after: u64 },
    /// A fault of the sandbox cut the connection: again at once, and the delay does not grow.
    ByFault,
}

#[derive(Debug)]
pub(super) struct Lanes {
    lanes: HashMap<Key, Lane>,
    due: BTreeSet<(Instant, Key)>,
    items: BTreeMap<u64, Item>,
    /// Never sent yet.
    fresh: BTreeSet<u64>,
    echoes: VecDeque<Pick>,
    in_flight: usize,
    window: usize,
    max_loaded: usize,
    rng: fastrand::Rng,
}

impl Lanes {
    pub(super) fn new(max_connections: usize, rng: fastrand::Rng) -> Self {
        Self {
            lanes: HashMap::new(),
            due: BTreeSet::new(),
            items: BTreeMap::new(),
            fresh: BTreeSet::new(),
            echoes: VecDeque::new(),
            in_flight: 0,
            window: 0,
            max_loaded: 2 * max_connections,
            rng,
        }
    }

    /// The `reorder_window` fault; 0 is off.
    pub(super) fn set_window(&mut self, window: usize) {
        self.window = window.min(MAX_WINDOW);
    }

    /// How many more updates to load.
    pub(super) fn room(&self) -> usize {
        if self.window == 0 {
            self.max_loaded.saturating_sub(self.lanes.len())
        } else {
            self.max_loaded.max(2 * (self.window + 1)).saturating_sub(self.items.len())
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// How many connections would have something to do.
    pub(super) fn wanted_connections(&self) -> usize {
        let busy = if self.window == 0 { self.lanes.len() } else { self.items.len() };
        busy + self.echoes.len()
    }

    pub(super) fn load(&mut self, update: Update, now: Instant) {
        let Update { id, lane, expires, body } = update;
        if self.items.contains_key(&id) {
            return;
        }
        let key = lane.map_or(Key::Own(id), Key::Shared);
        let item = Item { lane: key, body, expires, delay: 1, attempts: 0, failures: 0, wake: now, in_flight: false };
        self.items.insert(id, item);
        self.fresh.insert(id);
        self.lanes.entry(key).or_default().ids.push_back(id);
        self.sync(key);
    }

    /// Takes the next update to send.
    pub(super) fn next(&mut self, now: Instant) -> Next {
        if !self.echoes.is_empty() && self.rng.bool() {
            return self.echo();
        }
        let picked = if self.window == 0 { self.in_order(now) } else { self.in_window(now) };
        match picked {
            Ok(id) => self.send(id),
            Err(_) if !self.echoes.is_empty() => self.echo(),
            Err(Some(at)) => Next::At(at),
            Err(None) => Next::Nothing,
        }
    }

    /// The webhook has it; with `again` it is sent once more all the same. A duplicate's outcome changes nothing.
    pub(super) fn delivered(&mut self, pick: &Pick, again: bool) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if pick.duplicate {
            return;
        }
        self.remove(pick.id);
        if again {
            self.echoes.push_back(Pick { attempt: pick.attempt + 1, duplicate: true, ..pick.clone() });
        }
    }

    /// The attempt failed. `false`: the update would expire before the next try and is gone.
    pub(super) fn failed(&mut self, pick: &Pick, how: Failed, now: Instant, unix_now: i64) -> bool {
        self.in_flight = self.in_flight.saturating_sub(1);
        if pick.duplicate {
            return true;
        }
        let cap = self.rng.u64(MAX_DELAY..=2 * MAX_DELAY);
        let Some(item) = self.items.get_mut(&pick.id) else { return true };
        let mut delay = 0;
        if let Failed::ByWebhook { retry_after } = how {
            delay = retry_after.min(MAX_RETRY_AFTER);
            if delay == 0 && item.failures > 0 {
                item.delay = (item.delay * 2).min(cap);
                delay = item.delay;
            }
            item.failures += 1;
        }
        if unix_now.saturating_add_unsigned(delay) > item.expires {
            self.remove(pick.id);
            return false;
        }
        item.wake = now + Duration::from_secs(delay);
        item.in_flight = false;
        let lane = item.lane;
        self.sync(lane);
        true
    }

    fn echo(&mut self) -> Next {
        let Some(pick) = self.echoes.pop_front() else { return Next::Nothing };
        self.in_flight += 1;
        Next::Send(pick)
    }

    /// The lane whose head has been due longest.
    fn in_order(&self, now: Instant) -> Result<u64, Option<Instant>> {
        let (at, key) = *self.due.first().ok_or(None)?;
        if at > now {
            return Err(Some(at));
        }
        self.lanes.get(&key).and_then(|lane| lane.ids.front()).copied().ok_or(None)
    }

    /// Any update that does not go more than the window before an earlier one that was never sent.
    fn in_window(&mut self, now: Instant) -> Result<u64, Option<Instant>> {
        let last = self.fresh.first().map_or(u64::MAX, |head| head.saturating_add(self.window as u64));
        let waiting = || self.items.range(..=last).filter(|(_, item)| !item.in_flight);
        let due: Vec<u64> = waiting().filter(|(_, item)| item.wake <= now).map(|(id, _)| *id).collect();
        if due.is_empty() {
            return Err(waiting().map(|(_, item)| item.wake).min());
        }
        Ok(due[self.rng.usize(..due.len())])
    }

    fn send(&mut self, id: u64) -> Next {
        let Some(item) = self.items.get_mut(&id) else { return Next::Nothing };
        item.in_flight = true;
        item.attempts += 1;
        let pick = Pick { id, body: item.body.clone(), attempt: item.attempts, duplicate: false };
        let lane = item.lane;
        self.in_flight += 1;
        self.fresh.remove(&id);
        self.sync(lane);
        Next::Send(pick)
    }

    fn remove(&mut self, id: u64) {
        let Some(item) = self.items.remove(&id) else { return };
        self.fresh.remove(&id);
        if let Some(lane) = self.lanes.get_mut(&item.lane) {
            if lane.ids.front() == Some(&id) {
                lane.ids.pop_front();
            } else {
                lane.ids.retain(|other| *other != id);
            }
        }
        self.sync(item.lane);
    }

    /// Brings `due` in line with the lane's head.
    fn sync(&mut self, key: Key) {
        let Some(lane) = self.lanes.get_mut(&key) else { return };
        let head = lane.ids.front().and_then(|id| self.items.get(id));
        let due = head.filter(|item| !item.in_flight).map(|item| item.wake);
        if lane.due != due {
            if let Some(at) = lane.due {
                self.due.remove(&(at, key));
            }
            if let Some(at) = due {
                self.due.insert((at, key));
            }
            lane.due = due;
        }
        if lane.ids.is_empty() {
            self.lanes.remove(&key);
        }
    }
}

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
