//! The way out: the one handle that takes items, in order.
//!
//! Knows: the head, and the order in which a step looks at things. Does not know: any clock or runtime; `now` is an
//! argument, and [`poll_pop`](Drain::poll_pop) only leaves a waker.
//!
//! One file per concern: `take` (an item that is there), `waits` (pure: what waits since when), `gaps` (giving numbers up), `epoch` (start, jumps to
//! a new numbering, end), `park` (sleeping).

mod epoch;
mod gaps;
mod park;
mod take;
mod waits;

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::fmt;
use core::ops::RangeInclusive;
use core::time::Duration;

use self::gaps::Recent;
use self::waits::Waits;
use crate::config::Config;
use crate::gap::GapPolicy;
use crate::geometry::Geometry;
use crate::inserter::stats;
use crate::shared::{Core, Shared};
use crate::slot::{Taker, Vacant};
use crate::stats::{Stats, add};
use crate::sync::{Arc, Ordering};
use crate::time::{Moment, Tick};

/// Takes items out in order, each once. There is one per buffer.
///
/// Dropping it closes the buffer and drops what it holds.
pub struct Drain<T> {
    taker: Taker<T, Shared<T>>,
    geometry: Geometry,
    /// The number to be given out next; meaningless while `starting`.
    head: u64,
    /// The last `u64` was given out.
    ended: bool,
    starting: bool,
    closed: bool,
    finished: bool,
    waits: Waits,
    policy: Box<dyn GapPolicy>,
    start_hold: Duration,
    idle: Duration,
    settle_at: Option<Tick>,
    /// Since when the head has been missing while something behind it waits.
    gap_open: Option<Tick>,
    /// Numbers given up, to be reported with the next item.
    skipped: Option<Skipped>,
    recent: Recent,
    /// Items to give out at once.
    late: VecDeque<(u64, T)>,
    /// More of them are waiting to be collected.
    uncollected: bool,
    /// Claims the window overtook: slot and lap.
    stalled: Vec<(usize, u64)>,
    /// Copies of what the cold state says, as of the last look.
    wanted: Option<u64>,
    wake_at: Option<u64>,
    silent: bool,
    wanted_since: Option<Tick>,
    last_item: Option<Tick>,
    /// What is missing cannot come: not to be waited for.
    hurry: bool,
    /// What [`calm_up_to`](Self::calm_up_to) said last; `None` is never wrong.
    calm_up_to: Option<u64>,
    epoch: u64,
}

/// What [`Drain::pop`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Pop<T, M> {
    /// The next item.
    Item {
        /// Its number.
        seq: u64,
        /// What was inserted.
        value: T,
        /// It came after its turn was given up (or from before the first number): not part of the order.
        late: bool,
        /// The numbers given up just before it.
        skipped: Option<Skipped>,
    },
    /// Something waits for a missing predecessor, or for the start: ask again at this moment, or when an insert
    /// changes things. A moment that is not after `now` means: at once, an insert is just being finished.
    WaitUntil(M),
    /// Nothing waits.
    Empty,
    /// Closed and everything given out. It stays so.
    Closed,
}

/// A run of numbers given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Which.
    pub numbers: RangeInclusive<u64>,
    /// How long something behind them was seen waiting.
    pub waited: Duration,
}

/// [`Pop`] before it is put into the caller's moments.
enum Step<T> {
    Item(u64, T, bool, Option<Skipped>),
    Wait(Tick),
    Empty,
    Closed,
}

impl<T: Send> Drain<T> {
    pub(crate) fn new(config: Config, taker: Taker<T, Shared<T>>) -> Self {
        let geometry = taker.ring().header.geometry;
        let epoch = u64::from(config.start_at.is_some());
        add(&taker.ring().header.counters.epochs, epoch);
        Self {
            taker,
            geometry,
            head: config.start_at.unwrap_or(0),
            ended: false,
            starting: config.start_at.is_none(),
            closed: false,
            finished: false,
            waits: Waits::default(),
            policy: config.gap_policy,
            start_hold: config.start_hold,
            idle: config.idle,
            settle_at: None,
            gap_open: None,
            skipped: None,
            recent: Recent::default(),
            late: VecDeque::new(),
            uncollected: false,
            stalled: Vec::new(),
            wanted: None,
            wake_at: None,
            silent: false,
            wanted_since: None,
            last_item: None,
            hurry: false,
            calm_up_to: None,
            epoch,
        }
    }

    /// The next item, or when to ask again. Never waits.
    ///
    /// `now` must not go backwards by more than the caller's patience: it only makes gaps last longer.
    ///
    /// ```
    /// # use tgreorder::{Config, Pop, ReorderBuffer};
    /// # use std::time::{Duration, Instant};
    /// let config = Config::new().with_start_at(1).with_hold(Duration::from_millis(100));
    /// let (inserter, mut drain) = ReorderBuffer::new(config).unwrap().split();
    /// let now = Instant::now();
    /// inserter.insert(2, "two").unwrap();
    /// assert_eq!(drain.pop(now), Pop::WaitUntil(now + Duration::from_millis(100)));
    /// inserter.insert(1, "one").unwrap();
    /// assert_eq!(drain.pop(now), Pop::Item { seq: 1, value: "one", late: false, skipped: None });
    /// assert_eq!(drain.pop(now), Pop::Item { seq: 2, value: "two", late: false, skipped: None });
    /// assert_eq!(drain.pop(now), Pop::Empty);
    /// ```
    #[inline]
    pub fn pop<M: Moment>(&mut self, now: M) -> Pop<T, M> {
        if let Some((seq, value)) = self.take_calm(|| Tick(now.to_nanos())) {
            self.gave_at(Tick(now.to_nanos()));
            return Pop::Item { seq, value, late: false, skipped: None };
        }
        self.pop_slowly(now)
    }

    #[inline(never)]
    fn pop_slowly<M: Moment>(&mut self, now: M) -> Pop<T, M> {
        match self.step(Tick(now.to_nanos())) {
            Step::Item(seq, value, late, skipped) => Pop::Item { seq, value, late, skipped },
            Step::Wait(at) => Pop::WaitUntil(M::from_nanos(at.0)),
            Step::Empty => Pop::Empty,
            Step::Closed => Pop::Closed,
        }
    }

    /// If the next look finds something missing before an item held, gives it up, however short that has waited; at the
    /// start, takes what is held for all there is. For a caller who knows that what is missing cannot come before something is given out. The gap
    /// policy does not hear of it, because there is nothing to learn about how long gaps take to fill.
    ///
    /// ```
    /// # use tgreorder::{Config, Pop, ReorderBuffer};
    /// # use std::time::{Duration, Instant};
    /// let (inserter, mut drain) = ReorderBuffer::new(Config::new().with_start_at(1)).unwrap().split();
    /// let now = Instant::now();
    /// inserter.insert(2, "two").unwrap();
    /// assert!(matches!(drain.pop(now), Pop::WaitUntil(_)));
    /// drain.hurry();
    /// assert!(matches!(drain.pop(now), Pop::Item { seq: 2, skipped: Some(_), .. }));
    /// ```
    pub fn hurry(&mut self) {
        self.hurry = true;
        self.calm_up_to = None;
    }

    fn step(&mut self, now: Tick) -> Step<T> {
        let step = self.look(now);
        self.calm_up_to = self.calm_up_to();
        step
    }

    fn look(&mut self, now: Tick) -> Step<T> {
        self.last_item.get_or_insert(now);
        loop {
            if self.silent || self.core().has_attention() || (self.uncollected && self.late.is_empty()) {
                self.attend(now);
            }
            if !self.stalled.is_empty() {
                self.collect_stalled();
            }
            if !self.late.is_empty()
                && let Some(step) = self.take_late(now)
            {
                return step;
            }
            if self.finished {
                return Step::Closed;
            }
            if self.starting {
                match self.start(now) {
                    Some(step) => return step,
                    None => continue,
                }
            }
            if let Some(step) = self.take_head(now) {
                return step;
            }
            if self.wake_at.is_some_and(|at| at <= self.last()) {
                // No further item now: whoever has room is not to wait for others to have it, too.
                self.wake_reached(|_| ());
            }
            if let Some(step) = self.blocked(now) {
                return step;
            }
        }
    }

    /// The head, one past `u64::MAX` at the end.
    fn position(&self) -> u128 {
        u128::from(self.head) + u128::from(self.ended)
    }

    /// The last number the window reaches.
    fn last(&self) -> u64 {
        if self.ended { u64::MAX } else { self.geometry.last(self.head) }
    }

    fn is_idle(&self, now: Tick) -> bool {
        self.waits.is_empty() && self.last_item.is_some_and(|last| now.since(last) >= self.idle)
    }

    /// The number after the last one given out in order (the first one looked for, once that is known).
    #[must_use]
    pub fn head(&self) -> u64 {
        self.head
    }

    /// Which numbering this is: 0 before the first head is known, then counted up at each new one.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// How long an item seen now would wait for missing predecessors.
    #[must_use]
    pub fn hold(&self) -> Duration {
        self.policy.hold()
    }

    /// Refuses every insert from now on. What was accepted is still given out, without waiting for gaps: nothing can
    /// fill them any more.
    pub fn close(&mut self) {
        self.core().close();
    }

    fn core(&self) -> &Arc<Core<T>> {
        self.taker.ring()
    }
}

impl<T: Send + 'static> Drain<T> {
    /// A handle to the counters.
    #[must_use]
    pub fn stats(&self) -> Stats {
        stats(self.core())
    }
}

impl<T> Drop for Drain<T> {
    fn drop(&mut self) {
        let core = Arc::clone(self.taker.ring());
        core.close();
        drop(core.take_waker());
        // Payloads are dropped outside the lock: their destructors are not ours.
        let (pending, arrivals) =
            core.header.cold.with(|cold| (cold.pending.take(), core::mem::take(&mut cold.arrivals)));
        drop((pending, arrivals));
        for index in 0..core.len() {
            loop {
                let word = core.load(index, Ordering::Acquire);
                match word.vacant() {
                    // Shut against a producer that had passed the closed gate.
                    Some(from) if core.restamp(index, from, Vacant::shut(word.lap())).is_err() => {}
                    Some(_) => break,
                    None => {
                        // Published: dropped here. Still being written: the last handle to go drops it.
                        let _ = self.taker.take(index, word.lap(), Vacant::shut(word.lap()));
                        break;
                    }
                }
            }
        }
    }
}

impl<T> fmt::Debug for Drain<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drain")
            .field("head", &(!self.starting).then_some(self.head))
            .field("epoch", &self.epoch)
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}
