//! One slot of the window, the ring of them, and a one-place mailbox: all unsafe code of the crate.
//!
//! Knows: who may touch a payload when. Does not know: heads, windows, gaps, time. Everything it offers is safe to
//! call in any order from any thread; what the transitions *mean* is the callers' business.
//!
//! A slot's word is `lap << 3 | tag`. With the slot's index the lap names one exact number, so a comparison of whole
//! words leaves no room for a stale number. States and who leaves them:
//!
//! | tag | payload | left by |
//! |---|---|---|
//! | `EMPTY` | none | the number's producer (claim → `WRITING`), or the drain (restamp) |
//! | `WAIT` | none | as `EMPTY`; the drain sleeps, so the producer wakes it after publishing |
//! | `WRITING` | owned by the claiming producer | that producer alone: → `FULL` |
//! | `FULL` | owned by the drain | the one [`Taker`]: → a vacant word |
//! | `SHUT`, `END` | none | the drain |
#![expect(unsafe_code, reason = "the one island of unsafe code: every block argues with the table above")]

use alloc::boxed::Box;
use core::fmt;
use core::mem::MaybeUninit;
use core::ops::Range;

use crate::sync::{Arc, AtomicU8, AtomicU64, Ordering, UnsafeCell};

/// A slot's whole state: lap and tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word(u64);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub(crate) enum Tag {
    Empty = 0,
    Wait = 1,
    Writing = 2,
    Full = 3,
    Shut = 4,
    End = 5,
}

const TAG_BITS: u32 = 3;
const TAG_MASK: u64 = (1 << TAG_BITS) - 1;

impl Word {
    const fn new(lap: u64, tag: Tag) -> Self {
        Self(lap << TAG_BITS | tag as u64)
    }

    pub(crate) const fn lap(self) -> u64 {
        self.0 >> TAG_BITS
    }

    pub(crate) const fn tag(self) -> Tag {
        match self.0 & TAG_MASK {
            0 => Tag::Empty,
            1 => Tag::Wait,
            2 => Tag::Writing,
            3 => Tag::Full,
            4 => Tag::Shut,
            _ => Tag::End,
        }
    }

    /// A producer has claimed the number and may not have published yet, or has.
    pub(crate) const fn is_occupied(self) -> bool {
        matches!(self.tag(), Tag::Writing | Tag::Full)
    }

    /// The word as one without a payload, if it is one.
    pub(crate) const fn vacant(self) -> Option<Vacant> {
        if self.is_occupied() { None } else { Some(Vacant(self)) }
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.tag(), self.lap())
    }
}

/// A word that says "no payload". Only such words can be stored from outside this file, so `FULL` cannot be forged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Vacant(Word);

impl Vacant {
    /// Free for exactly this lap's number.
    pub(crate) const fn empty(lap: u64) -> Self {
        Self(Word::new(lap, Tag::Empty))
    }

    /// As `empty`, and the drain sleeps on it.
    pub(crate) const fn wait(lap: u64) -> Self {
        Self(Word::new(lap, Tag::Wait))
    }

    /// Nobody may insert; `lap` says which number would be next here.
    pub(crate) const fn shut(lap: u64) -> Self {
        Self(Word::new(lap, Tag::Shut))
    }

    /// No number is left for this index.
    pub(crate) const fn end() -> Self {
        Self(Word::new(0, Tag::End))
    }

    pub(crate) const fn word(self) -> Word {
        self.0
    }
}

struct Slot<T> {
    word: AtomicU64,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: the payload moves between threads (`T: Send`) but is never shared: `WRITING` gives it to the one producer
// whose compare-exchange succeeded, `FULL` to the one `Taker`; no reference to it ever leaves this file.
unsafe impl<T: Send> Sync for Slot<T> {}

impl<T> Slot<T> {
    fn new(word: Vacant) -> Self {
        Self { word: AtomicU64::new(word.0.0), value: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    #[inline]
    fn fill(&self, from: Vacant, lap: u64, value: T) -> Result<(), (T, Word)> {
        let writing = Word::new(lap, Tag::Writing);
        // Success Acquire (part of SeqCst): pairs with the Release of `take`/`restamp`, so the previous payload has
        // been moved out before ours moves in. SeqCst: ordered before this producer's later look at the occupancy
        // and gate words (see `shared.rs`).
        if let Err(seen) = self.word.compare_exchange(from.0.0, writing.0, Ordering::SeqCst, Ordering::Acquire) {
            return Err((value, Word(seen)));
        }
        self.value.with_mut(|cell| {
            // SAFETY: our compare-exchange turned a vacant word into WRITING; nobody else leaves WRITING or touches
            // the payload in it, and a vacant slot holds no value that writing could leak.
            unsafe { cell.write(MaybeUninit::new(value)) };
        });
        // Release: pairs with the Acquire load in `take`, and with the SeqCst loads of a scan.
        self.word.store(Word::new(lap, Tag::Full).0, Ordering::Release);
        Ok(())
    }
}

impl<T> Slot<T> {
    /// Asks for the slot's cache line, to be written soon. The drain wrote it last, and a claim is a locked instruction:
    /// it waits for its line alone, and whatever comes after it waits, too. Asked for early, several lines travel at a
    /// time. No effect but that, and none at all where the instruction is not known.
    #[inline(always)]
    fn prefetch(&self) {
        #[cfg(all(target_arch = "x86_64", not(any(miri, loom))))]
        // SAFETY: a hint. It reads and writes no register or memory that the program could see, and never faults.
        unsafe {
            core::arch::asm!("prefetchw [{}]", in(reg) self, options(nostack, preserves_flags, readonly));
        }
        #[cfg(all(target_arch = "aarch64", not(any(miri, loom))))]
        // SAFETY: as above.
        unsafe {
            core::arch::asm!("prfm pstl1keep, [{}]", in(reg) self, options(nostack, preserves_flags, readonly));
        }
    }
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        // Exclusive: whoever dropped the last handle synchronised with all others through the reference count.
        if Word(self.word.load(Ordering::Acquire)).tag() == Tag::Full {
            self.value.with_mut(|cell| {
                // SAFETY: FULL means an initialised payload that was not taken, and `&mut self` means no one else.
                unsafe { cell.cast::<T>().drop_in_place() };
            });
        }
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Word(self.word.load(Ordering::Relaxed)).fmt(f)
    }
}

/// How many slots ahead of an insert the next line is asked for: more than what is usually in disorder.
const AHEAD: usize = 128;

/// The slots and one header shared by every handle.
#[derive(Debug)]
pub(crate) struct Ring<T, H> {
    pub(crate) header: H,
    slots: Box<[Slot<T>]>,
}

impl<T: Send, H> Ring<T, H> {
    /// `len` (a power of two) slots, all stamped by `word`, and the only [`Taker`] they will ever have.
    pub(crate) fn new(len: usize, header: H, word: impl Fn(usize) -> Vacant) -> (Arc<Self>, Taker<T, H>) {
        let ring = Arc::new(Self { header, slots: (0..len).map(|index| Slot::new(word(index))).collect() });
        (Arc::clone(&ring), Taker { ring })
    }
}

impl<T, H> Ring<T, H> {
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    #[inline]
    fn slot(&self, index: usize) -> &Slot<T> {
        // The mask keeps the index in bounds whatever the caller passes; `len` is a power of two.
        &self.slots[index & (self.slots.len() - 1)]
    }

    #[inline]
    pub(crate) fn load(&self, index: usize, order: Ordering) -> Word {
        Word(self.slot(index).word.load(order))
    }

    /// Calls `found` for each occupied slot of a range.
    #[inline]
    pub(crate) fn occupied(&self, slots: Range<usize>, mut found: impl FnMut(usize, Word)) {
        let first = slots.start;
        for (offset, slot) in self.slots[slots].iter().enumerate() {
            // SeqCst: ordered after the clearing of the flag and after `listen`, see `shared.rs`.
            let word = Word(slot.word.load(Ordering::SeqCst));
            if word.is_occupied() {
                found(first + offset, word);
            }
        }
    }

    /// Claims the slot if its word is `from`, moves the value in, publishes it as `lap`'s number.
    ///
    /// # Errors
    /// The value and the word that was there instead.
    #[inline]
    pub(crate) fn fill(&self, index: usize, from: Vacant, lap: u64, value: T) -> Result<(), (T, Word)> {
        // In a short ring so far ahead would be somebody else's present.
        self.slot(index + AHEAD.min(self.slots.len() / 8)).prefetch();
        self.slot(index).fill(from, lap, value)
    }

    /// Swaps one vacant word for another if it is still there.
    pub(crate) fn restamp(&self, index: usize, from: Vacant, to: Vacant) -> Result<(), Word> {
        self.slot(index)
            .word
            // AcqRel: Acquire, because what we hand on may be the emptiness another thread left; Release pairs with
            // the Acquire of the claim in `fill`.
            .compare_exchange(from.0.0, to.0.0, Ordering::AcqRel, Ordering::Acquire)
            .map(drop)
            .map_err(Word)
    }
}

/// The right to move payloads out of a [`Ring`]: made once with it, never cloned, used by `&mut`.
#[derive(Debug)]
pub(crate) struct Taker<T, H> {
    ring: Arc<Ring<T, H>>,
}

impl<T, H> Taker<T, H> {
    #[inline]
    pub(crate) fn ring(&self) -> &Arc<Ring<T, H>> {
        &self.ring
    }

    /// Takes `lap`'s payload if it is published and leaves the word `next` behind.
    #[inline]
    pub(crate) fn take(&mut self, index: usize, lap: u64, next: Vacant) -> Option<T> {
        let slot = self.ring.slot(index);
        // Acquire: pairs with the Release store of FULL in `fill`.
        if slot.word.load(Ordering::Acquire) != Word::new(lap, Tag::Full).0 {
            return None;
        }
        let value = slot.value.with(|cell| {
            // SAFETY: FULL was read with Acquire, so the payload is initialised and visible; only the taker leaves
            // FULL, there is one per ring and `&mut self` makes this call its only one, so it is read once.
            unsafe { cell.cast::<T>().read() }
        });
        // Release: pairs with the Acquire of the next claim. A plain store is enough: nobody else leaves FULL.
        slot.word.store(next.0.0, Ordering::Release);
        Some(value)
    }
}

/// A place for one value that any thread may fill or empty; nobody ever waits.
pub(crate) struct Mailbox<T> {
    state: AtomicU8,
    value: UnsafeCell<MaybeUninit<T>>,
}

const VACANT: u8 = 0;
const BUSY: u8 = 1;
const POSTED: u8 = 2;

// SAFETY: the value moves between threads (`T: Send`) but is never shared: BUSY gives it to the one thread whose
// compare-exchange succeeded.
unsafe impl<T: Send> Sync for Mailbox<T> {}

impl<T> Mailbox<T> {
    pub(crate) fn new() -> Self {
        Self { state: AtomicU8::new(VACANT), value: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    /// Leaves a value.
    ///
    /// # Errors
    /// Gives it back if one is there or another thread is at the box.
    pub(crate) fn put(&self, value: T) -> Result<(), T> {
        // Acquire: pairs with the Release in `take`, so the former value has left.
        if self.state.compare_exchange(VACANT, BUSY, Ordering::AcqRel, Ordering::Acquire).is_err() {
            return Err(value);
        }
        self.value.with_mut(|cell| {
            // SAFETY: we turned VACANT into BUSY, so no one else touches the value and none is there to leak.
            unsafe { cell.write(MaybeUninit::new(value)) };
        });
        // Release: pairs with the Acquire of the compare-exchange in `take`.
        self.state.store(POSTED, Ordering::Release);
        Ok(())
    }

    /// Takes the value; `None` if there is none or another thread is at the box.
    pub(crate) fn take(&self) -> Option<T> {
        // Acquire: pairs with the Release in `put`.
        if self.state.compare_exchange(POSTED, BUSY, Ordering::AcqRel, Ordering::Acquire).is_err() {
            return None;
        }
        let value = self.value.with(|cell| {
            // SAFETY: we turned POSTED into BUSY, so the value is initialised, visible and ours alone.
            unsafe { cell.cast::<T>().read() }
        });
        // Release: pairs with the Acquire in `put`.
        self.state.store(VACANT, Ordering::Release);
        Some(value)
    }
}

impl<T> Drop for Mailbox<T> {
    fn drop(&mut self) {
        drop(self.take());
    }
}

impl<T> fmt::Debug for Mailbox<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox")
    }
}
