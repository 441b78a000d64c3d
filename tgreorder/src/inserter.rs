//! The way in: a handle for any number of threads.
//!
//! Knows: one claim on the number's own slot, and whom to ask if that fails. Does not know: heads, gaps, clocks.

use core::fmt;

use crate::cold::{Admission, Kind};
use crate::shared::{Core, DepthOf};
use crate::slot::Vacant;
use crate::stats::{Stats, add_shared};
use crate::sync::{Arc, Ordering, PlainArc};

/// Puts numbered items into the buffer. Cheap to clone; the buffer closes when the last clone is gone.
///
/// Items change threads, so they must be `Send` (and need be nothing else):
///
/// ```compile_fail
/// tgreorder::ReorderBuffer::<std::rc::Rc<()>>::new(tgreorder::Config::new());
/// ```
pub struct Inserter<T> {
    pub(crate) core: Arc<Core<T>>,
}

/// What was done with an accepted item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inserted {
    /// It will be given out in its turn. (Late all the same if the inserting thread was stopped half-way for so long
    /// that the gap was given up.)
    Ordered,
    /// Its turn has passed: it will be given out at once, marked late. (In its turn all the same if it lies below the
    /// history and the drain finds that it begins a new numbering after a silence.)
    Late,
}

/// An item that was not accepted comes back with the reason.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Refused<T> {
    /// Its number was given out already, or is held.
    Duplicate(T),
    /// It lies beyond the window (or there is no room for more late items): try again when the drain has moved on.
    /// The number the drain waits for is never refused so.
    Full(T),
    /// The buffer is closed.
    Closed(T),
}

impl<T> Refused<T> {
    /// The item.
    pub fn into_inner(self) -> T {
        match self {
            Self::Duplicate(value) | Self::Full(value) | Self::Closed(value) => value,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Duplicate(_) => "duplicate",
            Self::Full(_) => "window full",
            Self::Closed(_) => "closed",
        }
    }
}

impl<T> fmt::Debug for Refused<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Duplicate(_) => "Duplicate(..)",
            Self::Full(_) => "Full(..)",
            Self::Closed(_) => "Closed(..)",
        })
    }
}

impl<T> fmt::Display for Refused<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl<T> core::error::Error for Refused<T> {}

impl<T: Send> Inserter<T> {
    /// Takes an item in, or hands it back. Never waits, for nobody.
    ///
    /// Within the window this is one claim and one publish on the number's own slot. Behind and beyond it (late
    /// items, duplicates of what was given out, refusals) a lock is taken that no ordinary insert needs.
    ///
    /// # Errors
    /// [`Refused`], with the item.
    ///
    /// ```
    /// # use tgreorder::{Config, Refused, ReorderBuffer};
    /// let (inserter, _drain) = ReorderBuffer::new(Config::new().with_start_at(1)).unwrap().split();
    /// assert!(inserter.insert(1, "one").is_ok());
    /// assert!(matches!(inserter.insert(1, "one again"), Err(Refused::Duplicate("one again"))));
    /// ```
    #[inline]
    pub fn insert(&self, seq: u64, value: T) -> Result<Inserted, Refused<T>> {
        if self.core.is_closed() {
            return Err(Refused::Closed(value));
        }
        let (index, lap) = self.core.header.geometry.place(seq);
        match self.core.fill(index, Vacant::empty(lap), lap, value) {
            Ok(()) => {
                self.core.announce(index);
                Ok(Inserted::Ordered)
            }
            Err((value, seen)) => self.insert_slow(seq, value, seen == Vacant::wait(lap).word()),
        }
    }

    /// `awaited`: the drain was seen sleeping on the slot.
    #[cold]
    fn insert_slow(&self, seq: u64, mut value: T, awaited: bool) -> Result<Inserted, Refused<T>> {
        let (index, lap) = self.core.header.geometry.place(seq);
        if awaited {
            match self.core.fill(index, Vacant::wait(lap), lap, value) {
                Ok(()) => return Ok(self.claimed(index, true)),
                Err((back, _)) => value = back,
            }
        } else {
            let word = self.core.load(index, Ordering::Acquire);
            if word.is_occupied() && word.lap() == lap {
                add_shared(&self.core.header.counters.duplicates, 1);
                return Err(Refused::Duplicate(value));
            }
        }
        let counters = &self.core.header.counters;
        match self.core.header.cold.with(|cold| cold.admit(&self.core, seq, value)) {
            Admission::Claimed { waited } => Ok(self.claimed(index, waited)),
            Admission::Pending => {
                self.core.signal();
                Ok(Inserted::Ordered)
            }
            Admission::Taken(kind) => {
                self.core.signal();
                Ok(if kind == Kind::Newcomer { Inserted::Ordered } else { Inserted::Late })
            }
            Admission::Duplicate(value) => {
                add_shared(&counters.duplicates, 1);
                Err(Refused::Duplicate(value))
            }
            Admission::Full { value, news } => {
                add_shared(&counters.full, 1);
                if news {
                    self.core.signal();
                }
                Err(Refused::Full(value))
            }
            Admission::Closed(value) => Err(Refused::Closed(value)),
        }
    }

    fn claimed(&self, index: usize, waited: bool) -> Inserted {
        self.core.announce(index);
        if waited {
            self.core.wake_drain();
        }
        Inserted::Ordered
    }

    /// Refuses every item from now on; what was accepted is still given out. The same for all clones.
    pub fn close(&self) {
        self.core.close();
    }

    /// Is the buffer closed, from either side?
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.core.is_closed()
    }
}

#[cfg(feature = "tower")]
impl<T> Inserter<T> {
    /// The memory of the buffer; it does not keep it open.
    pub(crate) fn core(&self) -> Arc<Core<T>> {
        Arc::clone(&self.core)
    }
}

impl<T: Send + 'static> Inserter<T> {
    /// A handle to the counters.
    #[must_use]
    pub fn stats(&self) -> Stats {
        stats(&self.core)
    }
}

pub(crate) fn stats<T: Send + 'static>(core: &Arc<Core<T>>) -> Stats {
    Stats { counters: PlainArc::clone(&core.header.counters), depth: PlainArc::new(DepthOf(Arc::clone(core))) }
}

impl<T> Clone for Inserter<T> {
    fn clone(&self) -> Self {
        self.core.header.inserters.fetch_add(1, Ordering::Relaxed);
        Self { core: Arc::clone(&self.core) }
    }
}

impl<T> Drop for Inserter<T> {
    fn drop(&mut self) {
        // AcqRel: the last one closes after everything the others did.
        if self.core.header.inserters.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.core.close();
        }
    }
}

impl<T> fmt::Debug for Inserter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inserter").field("closed", &self.core.is_closed()).finish_non_exhaustive()
    }
}
