//! An insert that waits for room instead of being refused.
//!
//! Knows: how to stand in line by number. Does not know: a runtime; any executor will do.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::inserter::{Inserted, Inserter, Refused};

impl<T: Send> Inserter<T> {
    /// As [`insert`](Self::insert), but waits while there is no room.
    ///
    /// Cannot deadlock: the number the drain waits for always has room, and who waits is woken when the window reaches
    /// its number, whatever the others do: as soon as the drain finds no further item, or while it gives out one after
    /// the other, when an eighth of the window more has become free.
    ///
    /// # Errors
    /// [`Refused::Duplicate`] or [`Refused::Closed`], never [`Refused::Full`].
    ///
    /// # Cancel safety
    /// Dropped before it resolved, the item was not inserted (and is dropped). No wake-up is lost by that: each waits
    /// for its own number.
    pub fn insert_async(&self, seq: u64, value: T) -> InsertAsync<'_, T> {
        InsertAsync { inserter: self, seq, value: Some(value), place: None }
    }
}

/// Future of [`Inserter::insert_async`].
#[must_use = "nothing is inserted until it is polled"]
#[derive(Debug)]
pub struct InsertAsync<'a, T: Send> {
    inserter: &'a Inserter<T>,
    seq: u64,
    value: Option<T>,
    /// Where it stands in line; left on drop.
    place: Option<u64>,
}

// The value is moved out whole; nothing points into it.
impl<T: Send> Unpin for InsertAsync<'_, T> {}

impl<T: Send> Future for InsertAsync<'_, T> {
    type Output = Result<Inserted, Refused<T>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let Some(mut value) = this.value.take() else { return Poll::Pending };
        for attempt in 0..2 {
            match this.inserter.insert(this.seq, value) {
                Err(Refused::Full(back)) => value = back,
                done => return Poll::Ready(done),
            }
            if attempt == 0 {
                this.place = Some(this.inserter.stand_in_line(this.seq, this.place, cx));
            }
        }
        this.value = Some(value);
        Poll::Pending
    }
}

impl<T: Send> Drop for InsertAsync<'_, T> {
    fn drop(&mut self) {
        self.inserter.leave_line(self.seq, self.place);
    }
}

impl<T: Send> Inserter<T> {
    /// From now on the task is woken when an insert of `seq` is worth another try. One has to be made right after
    /// this: room may have come in between. `place` is what the call before returned.
    pub(crate) fn stand_in_line(&self, seq: u64, place: Option<u64>, cx: &Context<'_>) -> u64 {
        let waker = cx.waker().clone();
        let place = self.core.header.cold.with(|cold| cold.wait(seq, place, waker));
        self.core.signal();
        place
    }

    pub(crate) fn leave_line(&self, seq: u64, place: Option<u64>) {
        if let Some(place) = place {
            // The waker is dropped outside the lock.
            let left = self.core.header.cold.with(|cold| cold.leave(seq, place));
            if left.is_some() {
                // The drain may have noted the number as wanted.
                self.core.signal();
            }
            drop(left);
        }
    }
}
