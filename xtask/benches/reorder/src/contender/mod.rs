//! What is compared: one file per kind of competitor, all behind one trait, all with the same manners.
//!
//! Everybody holds at most [`WINDOW`] items, gives a missing number up when the clock says that something behind it has
//! waited `hold`, and recognises duplicates as far as its design does. Producers that find no room and consumers that
//! find nothing wait by the same [`Breath`]; consumers in two manners, see there.

pub(crate) mod floor;
pub(crate) mod locked;
pub(crate) mod ours;
pub(crate) mod queued;
pub(crate) mod telepot;

use std::time::{Duration, Instant};

/// What is carried: a number that can be checked, in one of the two sizes measured.
pub(crate) trait Payload: Send + 'static {
    /// Made before a burst and dropped after it: what is measured is the hand-over, not the allocator, which is slower.
    const ALLOCATES: bool = false;
    /// So many times fewer items make a burst: one that does not fit the caches, or takes too long, measures those.
    const FEWER: u64 = 1;
    fn new(seq: u64) -> Self;
    fn seq(&self) -> u64;
}

impl Payload for u64 {
    #[inline]
    fn new(seq: u64) -> Self {
        seq
    }

    #[inline]
    fn seq(&self) -> u64 {
        *self
    }
}

/// The size of a parsed text message, behind a pointer as in a bot.
pub(crate) struct Update {
    seq: u64,
    _rest: [u64; 63],
}

impl Payload for Box<Update> {
    const ALLOCATES: bool = true;
    const FEWER: u64 = 10;

    fn new(seq: u64) -> Self {
        Box::new(Update { seq, _rest: [seq; 63] })
    }

    fn seq(&self) -> u64 {
        self.seq
    }
}

/// A way from producers to the consumer.
pub(crate) trait Contender<P: Payload>: 'static {
    /// As it is called in tables.
    const NAME: &'static str;
    /// Puts items in order (the floors do not).
    const ORDERS: bool = true;
    /// Items per measured burst: fewer for those that take long.
    const BURST: u64 = 40_000;
    type In: Send;
    type Out: Send;

    /// The ways in for so many producers, and the way out. Numbers begin at 0.
    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out);
    /// Puts an item in; `Err` while there is no room.
    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P>;
    /// The next item; `None` if it has to be waited for. `now` as of the last time there was nothing.
    fn take(way: &mut Self::Out, now: Instant) -> Option<P>;
}

pub(crate) const WINDOW: usize = 4096;

/// How to wait before asking again.
///
/// The length decides more than most designs do: who asks again at once (`pauses` of 1) takes the cache line away from
/// the side that is filling it; [`PAUSES`] (about 1.7 µs where PAUSE takes 13 ns) lets a run of items build up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Breath {
    pub(crate) pauses: u32,
    /// More threads than cores: every fourth time somebody else may run.
    pub(crate) yields: bool,
}

impl Breath {
    #[inline]
    pub(crate) fn take(self, looks: &mut u32) {
        *looks = looks.wrapping_add(1);
        if self.yields && looks.is_multiple_of(4) {
            std::thread::yield_now();
        }
        for _ in 0..self.pauses {
            std::hint::spin_loop();
        }
    }
}

pub(crate) const PAUSES: u32 = 128;

/// When a competitor gives up: the same rule for all, by the clock.
#[derive(Debug)]
pub(crate) struct Patience {
    hold: Duration,
    since: Option<Instant>,
}

impl Patience {
    pub(crate) fn new(hold: Duration) -> Self {
        Self { hold, since: None }
    }

    /// The number waited for is missing, and something behind it is there: is it time to go on without?
    pub(crate) fn is_over(&mut self, now: Instant) -> bool {
        let over = now.duration_since(*self.since.get_or_insert(now)) >= self.hold;
        if over {
            self.since = None;
        }
        over
    }

    pub(crate) fn reset(&mut self) {
        self.since = None;
    }
}
