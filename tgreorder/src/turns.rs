//! Turns at something that one thread at a time works on and no thread waits for.
//!
//! Whoever wants work to be done asks for it, and does it if the turn is free. If somebody else has the turn, that one
//! does it as well before the turn is given back: what was asked for is always done after it was asked.
//!
//! Knows: who has the turn. Does not know: what the work is.

use crate::sync::{AtomicU32, Lock, Ordering, fence_sc};

#[derive(Debug)]
pub(crate) struct Turns<T> {
    /// Not 0: work was asked for that nobody has begun.
    asked: AtomicU32,
    /// `None` after the end.
    state: Lock<Option<T>>,
}

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It was done, or is done by whoever has the turn.
    Done,
    /// So much was asked for meanwhile that somebody else has to go on.
    Unfinished,
}

/// How often one who asked does what others ask for.
const ROUNDS: usize = 32;

impl<T> Turns<T> {
    pub(crate) fn new(state: T) -> Self {
        Self { asked: AtomicU32::new(0), state: Lock::new(Some(state)) }
    }

    /// Has the work done. Never waits.
    ///
    /// Two that race: one sets `asked` and then finds the turn taken; the other gives the turn back and then looks at
    /// `asked`. With a fence between both steps of each, one of them sees what the other did.
    pub(crate) fn ask(&self, mut work: impl FnMut(&mut T)) -> Asked {
        let mut rounds = 0;
        // A read-modify-write: whoever takes the last request has seen what those before it were about.
        self.asked.swap(1, Ordering::AcqRel);
        loop {
            fence_sc();
            let turn = self.state.try_with(|state| {
                while rounds < ROUNDS && self.asked.swap(0, Ordering::Acquire) != 0 {
                    rounds += 1;
                    if let Some(state) = state {
                        work(state);
                    }
                }
            });
            if turn.is_none() {
                return Asked::Done;
            }
            fence_sc();
            if self.asked.load(Ordering::Relaxed) == 0 {
                return Asked::Done;
            }
            if rounds == ROUNDS {
                return Asked::Unfinished;
            }
        }
    }

    /// Waits for the turn and works, as long as others ask for it. What the work came to last; `None` after the end.
    pub(crate) fn wait<R>(&self, mut work: impl FnMut(&mut T) -> R) -> Option<R> {
        loop {
            let done = self.state.with(|state| {
                self.asked.swap(0, Ordering::Acquire);
                state.as_mut().map(&mut work)
            })?;
            fence_sc();
            if self.asked.load(Ordering::Relaxed) == 0 {
                return Some(done);
            }
        }
    }

    /// The end: what was worked on. Whoever asks from now on asks in vain.
    pub(crate) fn end(&self) -> Option<T> {
        self.state.with(Option::take)
    }
}
