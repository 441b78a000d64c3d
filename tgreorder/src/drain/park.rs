//! Sleeping without missing a wake-up, for any executor.
//!
//! Knows: wakers, and the two marks an insert looks at. Does not know: timers; the caller sets one when told to.
//!
//! Asleep behind a gap, only the insert that completes the head wakes: the mark is in the head's own slot word, so
//! mark and claim cannot miss each other. Asleep with nothing at all, the first insert of anything wakes, because
//! somebody has to start the clock for it.

use core::task::{Context, Waker};

use super::{Drain, Pop};
use crate::slot::{Tag, Vacant};
use crate::sync::Ordering;
use crate::time::Moment;

impl<T: Send> Drain<T> {
    /// As [`pop`](Self::pop), and if that gave no item the task is woken when an insert changes the answer. A
    /// [`Pop::WaitUntil`] needs a timer of the caller's beside it.
    ///
    /// # Cancel safety
    /// Nothing is taken unless it is returned. Only the waker of the last call is kept.
    pub fn poll_pop<M: Moment>(&mut self, cx: &mut Context<'_>, now: M) -> Pop<T, M> {
        loop {
            let (asleep, empty) = match self.pop(now) {
                Pop::WaitUntil(at) if at.to_nanos() <= now.to_nanos() => {
                    // An insert is between claim and publish: it does not know that it should wake us.
                    cx.waker().wake_by_ref();
                    return Pop::WaitUntil(at);
                }
                Pop::WaitUntil(at) => (Pop::WaitUntil(at), false),
                Pop::Empty => (Pop::Empty, true),
                awake => return awake,
            };
            if self.park(cx.waker(), empty) {
                return asleep;
            }
        }
    }

    /// Leaves the waker and the marks. `false`: something arrived meanwhile.
    fn park(&mut self, waker: &Waker, empty: bool) -> bool {
        if !self.core().leave_waker(waker) {
            // Somebody is waking us right now with the waker we had before.
            waker.wake_by_ref();
            return true;
        }
        // After the waker: whoever signals from here on finds it.
        if self.core().take_attention() {
            // Put back for the look that follows.
            self.core().reattend();
            return false;
        }
        if self.starting {
            return true;
        }
        if !self.mark_head() {
            return false;
        }
        if empty {
            self.core().listen();
            return self.highest_occupied().is_none();
        }
        true
    }

    /// Marks the head's slot: its producer will wake. A compare-exchange even if the mark is there already, because
    /// only a read-modify-write is sure to see a claim that has just been made.
    fn mark_head(&self) -> bool {
        if self.ended {
            return true;
        }
        let (index, lap) = self.geometry.place(self.head);
        let word = self.core().load(index, Ordering::Relaxed);
        if word.lap() != lap {
            // An overtaken claim still has the slot; `pop` asked for a timer.
            return true;
        }
        match word.tag() {
            Tag::Empty => self.core().restamp(index, Vacant::empty(lap), Vacant::wait(lap)).is_ok(),
            Tag::Wait => self.core().restamp(index, Vacant::wait(lap), Vacant::wait(lap)).is_ok(),
            Tag::Writing | Tag::Full => false,
            Tag::Shut | Tag::End => true,
        }
    }
}
