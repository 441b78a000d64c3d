//! A naive model: every item has its own time, every number its own entry, nothing is clever.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::RangeInclusive;

/// What an insert answers.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(crate) enum Answer {
    Ordered,
    Late,
    Duplicate,
    Full,
    Closed,
}

/// What a pop answers; items are named by the count of the insert that brought them.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(crate) enum Found {
    Item { seq: u64, id: usize, late: bool, skipped: Option<(RangeInclusive<u64>, u64)> },
    Wait(u64),
    Empty,
    Closed,
}

#[derive(Debug)]
struct Held {
    id: usize,
    seen: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Late,
    Far,
    Newcomer,
}

#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) window: u64,
    pub(crate) history: u64,
    pub(crate) hold: u64,
    pub(crate) start_hold: u64,
    pub(crate) idle: u64,
    pub(crate) head: u128,
    starting: bool,
    settle_at: Option<u64>,
    held: BTreeMap<u64, Held>,
    /// Numbers of this numbering that were given out or are on their way out as late.
    given: BTreeSet<u64>,
    arrivals: VecDeque<(u64, usize, Kind)>,
    late: VecDeque<(u64, usize)>,
    wanted: Option<u64>,
    wanted_since: Option<u64>,
    silent: bool,
    last_item: Option<u64>,
    skipped: Option<(u64, u64, u64)>,
    closed: bool,
    hurry: bool,
}

impl Model {
    pub(crate) fn new(window: u64, history: u64, start: Option<u64>) -> Self {
        Self {
            window,
            history,
            hold: 100,
            start_hold: 250,
            idle: 10_000,
            head: start.unwrap_or(0).into(),
            starting: start.is_none(),
            settle_at: None,
            held: BTreeMap::new(),
            given: BTreeSet::new(),
            arrivals: VecDeque::new(),
            late: VecDeque::new(),
            wanted: None,
            wanted_since: None,
            silent: false,
            last_item: None,
            skipped: None,
            closed: false,
            hurry: false,
        }
    }

    fn last(&self) -> u128 {
        (self.head + u128::from(self.window) - 1).min(u64::MAX.into())
    }

    fn fits(&self, seq: u64) -> bool {
        match (self.held.first_key_value(), self.held.last_key_value()) {
            (Some((min, _)), Some((max, _))) => seq.max(*max) - seq.min(*min) < self.window,
            _ => true,
        }
    }

    pub(crate) fn insert(&mut self, seq: u64, id: usize) -> Answer {
        let at = u128::from(seq);
        let is_full = self.arrivals.len() as u64 >= self.window;
        if self.closed {
            Answer::Closed
        } else if self.starting || (at >= self.head && at <= self.last()) {
            if self.held.contains_key(&seq) {
                Answer::Duplicate
            } else if self.starting && !self.fits(seq) {
                Answer::Full
            } else {
                self.held.insert(seq, Held { id, seen: None });
                Answer::Ordered
            }
        } else if at < self.head && self.head - at <= u128::from(self.history) {
            if self.given.contains(&seq) {
                Answer::Duplicate
            } else if is_full {
                Answer::Full
            } else {
                self.given.insert(seq);
                self.arrivals.push_back((seq, id, Kind::Late));
                Answer::Late
            }
        } else if at < self.head || self.silent {
            let kind = if self.silent { Kind::Newcomer } else { Kind::Far };
            if self.arrivals.iter().any(|(there, ..)| *there == seq) {
                Answer::Duplicate
            } else if is_full {
                Answer::Full
            } else {
                self.arrivals.push_back((seq, id, kind));
                if self.silent { Answer::Ordered } else { Answer::Late }
            }
        } else {
            let last = self.last();
            self.wanted = Some(self.wanted.filter(|wanted| u128::from(*wanted) > last).map_or(seq, |w| w.min(seq)));
            Answer::Full
        }
    }

    pub(crate) fn close(&mut self) {
        self.closed = true;
    }

    pub(crate) fn hurry(&mut self) {
        self.hurry = true;
    }

    pub(crate) fn forget(&mut self, seq: u64) {
        if !self.starting && u128::from(seq) < self.head {
            self.given.remove(&seq);
        }
    }

    fn is_idle(&self, now: u64) -> bool {
        self.held.values().all(|held| held.seen.is_none()) && now - self.last_item.unwrap_or(now) >= self.idle
    }

    fn begin(&mut self, newcomers: Vec<(u64, usize)>) {
        for (seq, held) in std::mem::take(&mut self.held) {
            self.late.push_back((seq, held.id));
        }
        for (seq, id) in newcomers {
            if self.held.contains_key(&seq) || !self.fits(seq) {
                self.late.push_back((seq, id));
            } else {
                self.held.insert(seq, Held { id, seen: None });
            }
        }
        self.starting = true;
        self.settle_at = None;
        self.given.clear();
        self.wanted = None;
        self.wanted_since = None;
        self.silent = false;
        self.skipped = None;
    }

    pub(crate) fn pop(&mut self, now: u64) -> Found {
        self.last_item.get_or_insert(now);
        let idle = self.is_idle(now);
        let mut newcomers = Vec::new();
        // Collected no faster than they are given out.
        let collected = if self.late.is_empty() { std::mem::take(&mut self.arrivals) } else { VecDeque::new() };
        for (seq, id, kind) in collected {
            if kind == Kind::Newcomer || (kind == Kind::Far && idle) {
                newcomers.push((seq, id));
            } else {
                self.late.push_back((seq, id));
            }
        }
        if !newcomers.is_empty() {
            self.begin(newcomers);
        }
        loop {
            if let Some((seq, id)) = self.late.pop_front() {
                self.silent = false;
                self.hurry = false;
                self.last_item = Some(now);
                return Found::Item { seq, id, late: true, skipped: None };
            }
            if let Some(found) = if self.starting { self.start(now) } else { self.run(now) } {
                return found;
            }
        }
    }

    fn see(&mut self, now: u64) {
        for held in self.held.values_mut() {
            held.seen.get_or_insert(now);
        }
    }

    fn start(&mut self, now: u64) -> Option<Found> {
        let hurry = std::mem::take(&mut self.hurry);
        let Some((&min, _)) = self.held.first_key_value() else {
            return Some(if self.closed { Found::Closed } else { Found::Empty });
        };
        self.see(now);
        let settle_at = *self.settle_at.get_or_insert(now + self.start_hold);
        if !self.closed && !hurry && settle_at > now {
            return Some(Found::Wait(settle_at));
        }
        self.starting = false;
        self.head = min.into();
        None
    }

    fn run(&mut self, now: u64) -> Option<Found> {
        let head = u64::try_from(self.head).ok();
        if let Some((seq, held)) = head.and_then(|head| self.held.remove_entry(&head)) {
            self.given.insert(seq);
            self.head += 1;
            self.last_item = Some(now);
            self.wanted_since = None;
            self.silent = false;
            self.hurry = false;
            let skipped = self.skipped.take().map(|(from, to, waited)| (from..=to, waited));
            return Some(Found::Item { seq, id: held.id, late: false, skipped });
        }
        if self.held.values().filter_map(|held| held.seen).min().is_none_or(|seen| seen + self.hold > now) {
            self.see(now);
        }
        let hurry = std::mem::take(&mut self.hurry);
        if let Some(seen) = self.held.values().filter_map(|held| held.seen).min() {
            if !self.closed && !hurry && seen + self.hold > now {
                return Some(Found::Wait(seen + self.hold));
            }
            let to = *self.held.first_key_value().unwrap().0;
            self.give_up(to, now - seen);
            return None;
        }
        if self.closed {
            return Some(Found::Closed);
        }
        let last = self.last();
        self.wanted = self.wanted.filter(|wanted| u128::from(*wanted) > last);
        if let Some(wanted) = self.wanted {
            if self.is_idle(now) {
                self.begin(Vec::new());
                return None;
            }
            let since = *self.wanted_since.get_or_insert(now);
            if since + self.hold > now {
                return Some(Found::Wait(since + self.hold));
            }
            self.give_up(wanted, now - since);
            self.wanted = None;
            self.wanted_since = None;
            return None;
        }
        self.wanted_since = None;
        self.silent |= self.is_idle(now);
        Some(Found::Empty)
    }

    fn give_up(&mut self, to: u64, waited: u64) {
        let (from, waited) = match self.skipped {
            Some((from, _, before)) => (from, before.max(waited)),
            None => (u64::try_from(self.head).unwrap(), waited),
        };
        self.skipped = Some((from, to - 1, waited));
        self.head = to.into();
    }
}
