//! What all handles of one buffer share, and how a sleeping drain is woken.
//!
//! Knows: the words below and their handshakes. Does not know: what an insert or a pop decides.
//!
//! | word | written by | read by |
//! |---|---|---|
//! | `gate` | drain sets `LISTEN`, the inserter that sees it clears it; `close` sets `CLOSED` | every insert |
//! | `occupied` | a bit per 64 slots: inserters set it where it is 0, the drain clears it before it looks at them | both |
//! | `attention` | whoever changed the cold state sets it, the drain clears it before it looks | every pop |
//! | `head` | drain | cold path of inserts, as a hint that never runs ahead |

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::task::Waker;

use crate::cold::Cold;
use crate::config::Config;
use crate::geometry::Geometry;
use crate::slot::{Mailbox, Ring, Tag, Taker, Vacant, Word};
use crate::stats::{Counters, Depth};
use crate::sync::{Arc, AtomicU32, AtomicU64, AtomicUsize, Lock, Ordering, Padded, PlainArc, between_sc};

/// Slots and everything else shared.
pub(crate) type Core<T> = Ring<T, Shared<T>>;

#[derive(Debug)]
pub(crate) struct Shared<T> {
    gate: Padded<AtomicU32>,
    occupied: Padded<Box<[AtomicU64]>>,
    attention: Padded<AtomicU32>,
    head: Padded<AtomicU64>,
    waker: Mailbox<Waker>,
    pub(crate) inserters: AtomicUsize,
    pub(crate) counters: PlainArc<Counters>,
    pub(crate) cold: Lock<Cold<T>>,
    pub(crate) geometry: Geometry,
}

/// Inserts are refused.
const CLOSED: u32 = 1;
/// The drain sleeps with nothing in the window: whoever inserts anything wakes it.
const LISTEN: u32 = 2;
/// Slots one bit of `occupied` stands for. Shrunk under loom, so that two slots are two groups.
const GROUP: usize = if cfg!(loom) { 1 } else { 64 };

/// The word of `occupied` and the bit in it for a slot.
#[inline]
const fn group(index: usize) -> (usize, u64) {
    let group = index / GROUP;
    (group / 64, 1 << (group % 64))
}

pub(crate) fn build<T: Send>(config: &Config) -> (Arc<Core<T>>, Taker<T, Shared<T>>) {
    let geometry = Geometry::new(config.window);
    let shared = Shared {
        gate: Padded(AtomicU32::new(0)),
        occupied: Padded((0..geometry.slots().div_ceil(GROUP * 64)).map(|_| AtomicU64::new(0)).collect()),
        attention: Padded(AtomicU32::new(0)),
        head: Padded(AtomicU64::new(config.start_at.unwrap_or(0))),
        waker: Mailbox::new(),
        inserters: AtomicUsize::new(1),
        counters: PlainArc::default(),
        cold: Lock::new(Cold::new(config)),
        geometry,
    };
    Ring::new(geometry.slots(), shared, |index| match config.start_at {
        Some(_) => geometry.vacant(index, config.start_at),
        None => Vacant::shut(0),
    })
}

impl<T> Core<T> {
    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        // Relaxed: a racing insert may still succeed; the drain shuts every slot before it says it has ended.
        self.header.gate.0.load(Ordering::Relaxed) & CLOSED != 0
    }

    /// The inserter's side of both handshakes, after it published.
    ///
    /// Claim, flag and gate are `SeqCst` here; gate, flag and slot words are `SeqCst` in [`listen`](Self::listen) and
    /// [`scan`](Self::scan). So either this sees the flag cleared (and sets it) and `LISTEN` (and wakes), or the
    /// drain's scan sees the claim.
    #[inline]
    pub(crate) fn announce(&self, index: usize) {
        between_sc();
        let (word, bit) = group(index);
        let flags = &self.header.occupied.0[word & (self.header.occupied.0.len() - 1)];
        if flags.load(Ordering::SeqCst) & bit == 0 {
            flags.fetch_or(bit, Ordering::SeqCst);
        }
        between_sc();
        if self.header.gate.0.load(Ordering::SeqCst) & LISTEN != 0 {
            self.rouse();
        }
    }

    #[cold]
    fn rouse(&self) {
        // AcqRel: Acquire pairs with the drain's `fetch_or`, which comes after it left its waker.
        if self.header.gate.0.fetch_and(!LISTEN, Ordering::AcqRel) & LISTEN != 0 {
            self.wake_drain();
        }
    }

    /// The drain's side: from now on any insert wakes. To be followed by a [`scan`](Self::scan).
    pub(crate) fn listen(&self) {
        self.header.gate.0.fetch_or(LISTEN, Ordering::SeqCst);
        between_sc();
    }

    /// Calls `found` for every occupied slot of a number in `from..=to` (within one turn of the ring), with its word,
    /// and for some others. Only the drain scans.
    pub(crate) fn scan(&self, from: u64, to: u64, mut found: impl FnMut(usize, Word)) {
        let geometry = &self.header.geometry;
        for (at, flags) in self.header.occupied.0.iter().enumerate() {
            let mut set = flags.load(Ordering::SeqCst);
            while set != 0 {
                let group = at * 64 + set.trailing_zeros() as usize;
                let bit = set & set.wrapping_neg();
                set ^= bit;
                let slots = group * GROUP..((group + 1) * GROUP).min(self.len());
                if geometry.covers(slots.start, slots.len(), from, to) {
                    // Cleared before the look: who claims after it sees 0 and sets it again.
                    flags.fetch_and(!bit, Ordering::SeqCst);
                    between_sc();
                    let mut any = false;
                    self.occupied(slots, |index, word| {
                        any = true;
                        found(index, word);
                    });
                    if any {
                        flags.fetch_or(bit, Ordering::SeqCst);
                    }
                } else {
                    // Stays set for what is not looked at: no need to take the word from who inserts there.
                    between_sc();
                    for slots in geometry.among(slots.start, slots.len(), from, to) {
                        self.occupied(slots, &mut found);
                    }
                }
            }
        }
    }

    /// Leaves the drain's waker for whoever has to wake it. `false`: somebody is at it, so it counts as woken.
    pub(crate) fn leave_waker(&self, waker: &Waker) -> bool {
        drop(self.header.waker.take());
        self.header.waker.put(waker.clone()).is_ok()
    }

    pub(crate) fn take_waker(&self) -> Option<Waker> {
        self.header.waker.take()
    }

    pub(crate) fn wake_drain(&self) {
        if let Some(waker) = self.header.waker.take() {
            waker.wake();
        }
    }

    /// After a change of the cold state.
    pub(crate) fn signal(&self) {
        // AcqRel on both sides, and both are read-modify-writes of one word: either the drain's swap sees the 1, or
        // ours comes after it and sees the waker it had left before.
        self.header.attention.0.swap(1, Ordering::AcqRel);
        self.wake_drain();
    }

    #[inline]
    pub(crate) fn has_attention(&self) -> bool {
        self.header.attention.0.load(Ordering::Acquire) != 0
    }

    /// Clears the word and says whether it was set; always writes, see [`signal`](Self::signal).
    pub(crate) fn take_attention(&self) -> bool {
        self.header.attention.0.swap(0, Ordering::AcqRel) != 0
    }

    /// Sets the word from the drain's own side.
    pub(crate) fn reattend(&self) {
        self.header.attention.0.swap(1, Ordering::AcqRel);
    }

    /// The drain's head, or a former one.
    pub(crate) fn head(&self) -> u64 {
        self.header.head.0.load(Ordering::Acquire)
    }

    /// The head, one past `u64::MAX` once that was given out (or up): then no number is left for its slot.
    pub(crate) fn position(&self) -> u128 {
        let head = self.head();
        let is_end = || self.load(self.header.geometry.place(u64::MAX).0, Ordering::Acquire).tag() == Tag::End;
        u128::from(head) + u128::from(head == u64::MAX && is_end())
    }

    /// See [`Drain::forget`](crate::Drain::forget). Nothing for a number that was not given out as far as this thread
    /// knows.
    pub(crate) fn forget(&self, seq: u64) {
        let position = self.position();
        if u128::from(seq) < position {
            self.header.cold.with(|cold| {
                cold.history.cover(position);
                cold.history.mark(seq, true);
            });
        }
    }

    #[inline]
    pub(crate) fn publish_head(&self, head: u64) {
        self.header.head.0.store(head, Ordering::Release);
    }

    /// No insert that begins after this is accepted.
    pub(crate) fn close(&self) {
        let waiting: Vec<Waker> = self.header.cold.with(Cold::close);
        self.header.gate.0.fetch_or(CLOSED, Ordering::Release);
        self.signal();
        waiting.into_iter().for_each(Waker::wake);
    }
}

/// Keeps the memory, not the buffer, alive.
pub(crate) struct DepthOf<T>(pub(crate) Arc<Core<T>>);

impl<T: Send> Depth for DepthOf<T> {
    fn depth(&self) -> u64 {
        let slots = (0..self.0.len()).filter(|index| self.0.load(*index, Ordering::Relaxed).is_occupied()).count();
        let cold = self.0.header.cold.with(|cold| cold.depth());
        let local = self.0.header.counters.late_waiting.load(Ordering::Relaxed);
        slots as u64 + cold as u64 + local
    }
}
