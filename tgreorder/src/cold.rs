//! Everything an insert needs beyond its own slot: behind the window, beyond it, before the start, after the end.
//!
//! Knows: why a number is not welcome in its slot, and what to do about it. Does not know: the clock; where that
//! decides (has it been silent for long?) the item is left for the drain to judge.
//!
//! All under one lock that the ordinary insert never touches. The drain moves the window by more than one ordinary
//! step only under the same lock, so here a slot's word tells on which side of the window a number lies.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;
use core::cmp::Ordering as Is;
use core::task::Waker;

use crate::config::Config;
use crate::history::History;
use crate::shared::Core;
use crate::slot::Tag;
use crate::sync::Ordering;

#[derive(Debug)]
pub(crate) struct Cold<T> {
    pub(crate) closed: bool,
    /// While the head is not known: what has arrived. All slots are shut meanwhile.
    pub(crate) pending: Option<BTreeMap<u64, T>>,
    /// Accepted without a slot, for the drain to collect. At most a window's worth.
    pub(crate) arrivals: VecDeque<Arrival<T>>,
    /// The smallest number refused because it lies beyond the window, until the window reaches it.
    pub(crate) wanted: Option<u64>,
    /// The drain has found it silent for long: what lies outside begins a new numbering.
    pub(crate) silent: bool,
    /// Slots whose claim was overtaken by the window and is not published yet.
    pub(crate) stalled: Vec<usize>,
    pub(crate) history: History,
    waiters: BTreeMap<(u64, u64), Waker>,
    next_waiter: u64,
    window: usize,
}

#[derive(Debug)]
pub(crate) struct Arrival<T> {
    pub(crate) seq: u64,
    pub(crate) value: T,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its gap was given up.
    Late,
    /// Below everything remembered: late, or after silence a new numbering.
    Far,
    /// Accepted in silence: a new numbering begins.
    Newcomer,
}

/// What became of an insert.
#[derive(Debug)]
pub(crate) enum Admission<T> {
    /// It has its slot after all; `waited`: the drain sleeps on it.
    Claimed {
        waited: bool,
    },
    /// Taken into the cold state; the drain must look.
    Taken(Kind),
    /// Taken into the cold state before the head is known; the drain must look.
    Pending,
    Duplicate(T),
    /// `news`: the drain must look, there is a new reason to move on.
    Full {
        value: T,
        news: bool,
    },
    Closed(T),
}

impl<T> Cold<T> {
    pub(crate) fn new(config: &Config) -> Self {
        let mut history = History::new(config.history);
        history.reset(u128::from(config.start_at.unwrap_or(0)));
        Self {
            closed: false,
            pending: config.start_at.is_none().then(BTreeMap::new),
            arrivals: VecDeque::new(),
            wanted: None,
            silent: false,
            stalled: Vec::new(),
            history,
            waiters: BTreeMap::new(),
            next_waiter: 0,
            window: config.window,
        }
    }

    pub(crate) fn depth(&self) -> usize {
        self.arrivals.len() + self.pending.as_ref().map_or(0, BTreeMap::len)
    }

    /// Decides about a number whose slot did not welcome it.
    pub(crate) fn admit(&mut self, core: &Core<T>, seq: u64, mut value: T) -> Admission<T> {
        if self.closed {
            return Admission::Closed(value);
        }
        if self.pending.is_some() {
            return self.admit_pending(seq, value);
        }
        let (index, lap) = core.header.geometry.place(seq);
        loop {
            let word = core.load(index, Ordering::Acquire);
            if word.is_occupied() && word.lap() == lap {
                return Admission::Duplicate(value);
            }
            if self.stalled.contains(&index) {
                return Admission::Full { value, news: false };
            }
            match (word.tag(), word.lap().cmp(&lap)) {
                (Tag::End, _) | (_, Is::Greater) => return self.behind(core, seq, value),
                (_, Is::Less) | (Tag::Shut, Is::Equal) => return self.ahead(core, seq, value),
                (tag, Is::Equal) => {
                    let Some(from) = word.vacant() else { return Admission::Duplicate(value) };
                    match core.fill(index, from, lap, value) {
                        Ok(()) => return Admission::Claimed { waited: tag == Tag::Wait },
                        Err((back, _)) => value = back,
                    }
                }
            }
        }
    }

    /// Before the head is known: anything that fits one window together with what is there.
    fn admit_pending(&mut self, seq: u64, value: T) -> Admission<T> {
        let Some(pending) = &mut self.pending else { return Admission::Full { value, news: false } };
        if pending.contains_key(&seq) {
            return Admission::Duplicate(value);
        }
        if !fits(pending, seq, self.window) {
            return Admission::Full { value, news: false };
        }
        pending.insert(seq, value);
        Admission::Pending
    }

    fn behind(&mut self, core: &Core<T>, seq: u64, value: T) -> Admission<T> {
        let distance = core.position().saturating_sub(seq.into());
        let missing = if distance > self.history.bits() { None } else { self.history.is_missing(seq) };
        match missing {
            Some(false) => Admission::Duplicate(value),
            Some(true) if self.arrivals.len() >= self.window => Admission::Full { value, news: true },
            Some(true) => {
                self.history.mark(seq, false);
                self.arrive(seq, value, Kind::Late)
            }
            None => self.outside(seq, value, if self.silent { Kind::Newcomer } else { Kind::Far }),
        }
    }

    fn ahead(&mut self, core: &Core<T>, seq: u64, value: T) -> Admission<T> {
        if self.silent {
            return self.outside(seq, value, Kind::Newcomer);
        }
        // One the window has reached since is no longer wanted, noted or not.
        let last = core.header.geometry.last(core.head());
        let news = self.wanted.is_none_or(|wanted| seq < wanted || wanted <= last);
        if news {
            self.wanted = Some(seq);
        }
        Admission::Full { value, news }
    }

    fn outside(&mut self, seq: u64, value: T, kind: Kind) -> Admission<T> {
        if self.arrivals.iter().any(|arrival| arrival.seq == seq) {
            Admission::Duplicate(value)
        } else if self.arrivals.len() >= self.window {
            Admission::Full { value, news: true }
        } else {
            self.arrive(seq, value, kind)
        }
    }

    fn arrive(&mut self, seq: u64, value: T, kind: Kind) -> Admission<T> {
        self.arrivals.push_back(Arrival { seq, value, kind });
        Admission::Taken(kind)
    }

    /// Nothing is accepted from now on. Returns who waits for room.
    pub(crate) fn close(&mut self) -> Vec<Waker> {
        self.closed = true;
        self.take_waiters(u64::MAX)
    }

    /// Notes who waits for room for `seq`; `id` from an earlier call replaces that note.
    #[cfg_attr(not(any(feature = "async", loom)), expect(dead_code, reason = "only a waiting insert waits"))]
    pub(crate) fn wait(&mut self, seq: u64, id: Option<u64>, waker: Waker) -> u64 {
        let id = id.unwrap_or_else(|| {
            self.next_waiter += 1;
            self.next_waiter
        });
        self.waiters.insert((seq, id), waker);
        id
    }

    #[cfg_attr(not(feature = "async"), expect(dead_code, reason = "only a waiting insert waits"))]
    pub(crate) fn leave(&mut self, seq: u64, id: u64) -> Option<Waker> {
        let left = self.waiters.remove(&(seq, id))?;
        // Nobody is to wait for a number that nobody will bring: the window would move there.
        if self.wanted == Some(seq) && self.waiters.range((seq, 0)..=(seq, u64::MAX)).next().is_none() {
            self.wanted = self.waiters.range((seq, 0)..).next().map(|((seq, _), _)| *seq);
        }
        Some(left)
    }

    /// Those who wait for room for `last` or a number before it.
    pub(crate) fn take_waiters(&mut self, last: u64) -> Vec<Waker> {
        let mut woken = Vec::new();
        while let Some(entry) = self.waiters.first_entry() {
            if entry.key().0 > last {
                break;
            }
            woken.push(entry.remove());
        }
        woken
    }

    /// The smallest number somebody waits for.
    pub(crate) fn first_waiter(&self) -> Option<u64> {
        self.waiters.first_key_value().map(|((seq, _), _)| *seq)
    }

    /// Forgets a wanted number the window (up to `last`) has reached.
    pub(crate) fn refresh_wanted(&mut self, last: u64) -> Option<u64> {
        if self.wanted.is_some_and(|wanted| wanted <= last) {
            self.wanted = self.waiters.range((last.saturating_add(1), 0)..).next().map(|((seq, _), _)| *seq);
            self.wanted = self.wanted.filter(|wanted| *wanted > last);
        }
        self.wanted
    }
}

/// Do `seq` and what is pending lie within one window?
pub(crate) fn fits<T>(pending: &BTreeMap<u64, T>, seq: u64, window: usize) -> bool {
    match (pending.first_key_value(), pending.last_key_value()) {
        (Some((min, _)), Some((max, _))) => seq.max(*max) - seq.min(*min) < window as u64,
        _ => true,
    }
}
