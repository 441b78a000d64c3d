//! A lock around the order itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Contender, Patience, Payload, WINDOW};

/// What one writes first: a mutex, a `BTreeMap`, a condition variable to wait for the head.
pub(crate) struct MutexMap;

pub(crate) struct Held<P> {
    hold: Duration,
    state: Mutex<MapState<P>>,
    arrived: Condvar,
}

struct MapState<P> {
    next: u64,
    items: BTreeMap<u64, P>,
}

impl<P: Payload> Contender<P> for MutexMap {
    const NAME: &'static str = "Mutex<BTreeMap> + Condvar";
    const BURST: u64 = 6_000;
    type In = Arc<Held<P>>;
    type Out = Arc<Held<P>>;

    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let state = Mutex::new(MapState { next: 0, items: BTreeMap::new() });
        let held = Arc::new(Held { hold, state, arrived: Condvar::new() });
        (vec![Arc::clone(&held); producers], held)
    }

    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        let mut state = way.state.lock().unwrap_or_else(PoisonError::into_inner);
        if seq >= state.next + WINDOW as u64 {
            return Err(value);
        }
        if seq >= state.next {
            state.items.insert(seq, value);
            if seq == state.next {
                way.arrived.notify_one();
            }
        }
        Ok(())
    }

    fn take(way: &mut Self::Out, _now: Instant) -> Option<P> {
        let state = way.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut state, wait) = way
            .arrived
            .wait_timeout_while(state, way.hold, |state| {
                state.items.first_key_value().is_none_or(|(seq, _)| *seq != state.next)
            })
            .unwrap_or_else(PoisonError::into_inner);
        if wait.timed_out() && state.items.is_empty() {
            return None;
        }
        state.items.pop_first().map(|(seq, value)| {
            state.next = seq + 1;
            value
        })
    }
}

/// A mutex around a ring of slots: no tree, no waking, the consumer polls.
pub(crate) struct MutexRing;

pub(crate) struct Ring<P> {
    next: u64,
    held: usize,
    slots: Box<[Option<P>]>,
}

impl<P> Ring<P> {
    pub(crate) fn new() -> Self {
        Self { next: 0, held: 0, slots: (0..WINDOW).map(|_| None).collect() }
    }

    /// Says whether there was room; duplicates and what comes late are dropped.
    pub(crate) fn put(&mut self, seq: u64, value: P) -> Result<(), P> {
        if seq >= self.next + WINDOW as u64 {
            return Err(value);
        }
        if seq >= self.next {
            let slot = &mut self.slots[seq as usize % WINDOW];
            self.held += usize::from(slot.is_none());
            *slot = Some(value);
        }
        Ok(())
    }

    /// The next item if it is there.
    pub(crate) fn take_head(&mut self) -> Option<P> {
        let value = self.slots[self.next as usize % WINDOW].take()?;
        self.next += 1;
        self.held -= 1;
        Some(value)
    }

    /// The next item there is, once what is missing before it has been waited for.
    pub(crate) fn take(&mut self, patience: &mut Patience, now: Instant) -> Option<P> {
        if self.held == 0 {
            return None;
        }
        if self.slots[self.next as usize % WINDOW].is_none() {
            if !patience.is_over(now) {
                return None;
            }
            while self.slots[self.next as usize % WINDOW].is_none() {
                self.next += 1;
            }
        }
        patience.reset();
        self.take_head()
    }
}

impl<P: Payload> Contender<P> for MutexRing {
    const NAME: &'static str = "Mutex + slot ring";
    const BURST: u64 = 6_000;
    type In = Arc<Mutex<Ring<P>>>;
    type Out = (Self::In, Patience);

    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let ring = Arc::new(Mutex::new(Ring::new()));
        (vec![Arc::clone(&ring); producers], (ring, Patience::new(hold)))
    }

    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        way.lock().unwrap_or_else(PoisonError::into_inner).put(seq, value)
    }

    fn take((ring, patience): &mut Self::Out, now: Instant) -> Option<P> {
        ring.lock().unwrap_or_else(PoisonError::into_inner).take(patience, now)
    }
}
