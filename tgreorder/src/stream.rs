//! The drain as a stream, with tokio's clock.
//!
//! Knows: when to set a timer: only while something waits. Does not know: why it waits.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::boxed::Box;

use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::drain::{Drain, Pop, Skipped};
use crate::time::{Moment, Tick};

/// An item of a [`DrainStream`].
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ordered<T> {
    /// Its number.
    pub seq: u64,
    /// What was inserted.
    pub value: T,
    /// It came after its turn was given up: not part of the order.
    pub late: bool,
    /// The numbers given up just before it.
    pub skipped: Option<Skipped>,
}

/// A [`Drain`] as a [`Stream`] of [`Ordered`] items; ends when the buffer is closed and empty.
///
/// Must be polled inside a tokio runtime with its timer on. While items wait behind a gap it also looks four times per
/// hold whether others have come, so that an item's wait is counted from at most a quarter of a hold after its arrival.
///
/// # Cancel safety
/// Nothing is taken before it is returned: a dropped `next()` loses nothing.
///
/// ```
/// # use tgreorder::{Config, ReorderBuffer};
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// let (inserter, drain) = ReorderBuffer::new(Config::new()).unwrap().split();
/// inserter.insert_async(2, "b").await.unwrap();
/// inserter.insert_async(1, "a").await.unwrap();
/// drop(inserter);
/// let mut stream = drain.into_stream();
/// assert_eq!(stream.next().await.unwrap().value, "a");
/// assert_eq!(stream.next().await.unwrap().value, "b");
/// assert!(stream.next().await.is_none());
/// # });
/// ```
#[derive(Debug)]
pub struct DrainStream<T> {
    drain: Drain<T>,
    timer: Timer,
    /// Items were given out without a look at the clock, which costs more than the item: it is noted when the clock is
    /// looked at next, at the latest when there is no further item.
    unstamped: bool,
}

impl<T: Send> Drain<T> {
    /// This drain as a [`Stream`].
    #[must_use]
    pub fn into_stream(self) -> DrainStream<T> {
        DrainStream { drain: self, timer: Timer::default(), unstamped: false }
    }
}

impl<T: Send> DrainStream<T> {
    /// The next item, `None` at the end.
    ///
    /// # Cancel safety
    /// Safe: an item is taken only when it is returned.
    pub async fn next(&mut self) -> Option<Ordered<T>> {
        core::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The drain, for what the stream has no name for.
    pub fn get_mut(&mut self) -> &mut Drain<T> {
        &mut self.drain
    }

    pub(crate) fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Ordered<T>>> {
        if let Some((seq, value)) = self.drain.take_calm(|| Tick(Instant::now().into_std().to_nanos())) {
            self.unstamped = true;
            return Poll::Ready(Some(Ordered { seq, value, late: false, skipped: None }));
        }
        loop {
            let now = Instant::now().into_std();
            if core::mem::take(&mut self.unstamped) {
                self.drain.gave_at(Tick(now.to_nanos()));
                // Items have just come, so others are probably on their way: other tasks first, then another look. Going
                // to sleep and being woken costs more than that, both sides of it.
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            match self.drain.poll_pop(cx, now) {
                Pop::Item { seq, value, late, skipped } => {
                    return Poll::Ready(Some(Ordered { seq, value, late, skipped }));
                }
                Pop::Closed => {
                    self.timer.stop();
                    return Poll::Ready(None);
                }
                Pop::Empty => {
                    self.timer.stop();
                    return Poll::Pending;
                }
                // At once: `poll_pop` has already asked for another poll.
                Pop::WaitUntil(at) if at <= now => return Poll::Pending,
                Pop::WaitUntil(at) => {
                    let look = now.checked_add((self.drain.hold() / 4).max(SHORTEST_LOOK)).unwrap_or(at);
                    if self.timer.poll_until(cx, at.min(look).into()).is_pending() {
                        return Poll::Pending;
                    }
                }
            }
        }
    }
}

impl<T: Send> Stream for DrainStream<T> {
    type Item = Ordered<T>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

// Payloads live in slots, never in the stream itself.
impl<T> Unpin for DrainStream<T> {}

/// A timer that is kept but not armed while nothing waits.
#[derive(Debug, Default)]
pub(crate) struct Timer {
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Timer {
    pub(crate) fn poll_until(&mut self, cx: &mut Context<'_>, at: Instant) -> Poll<()> {
        let sleep = match &mut self.sleep {
            Some(sleep) => {
                if sleep.deadline() != at {
                    sleep.as_mut().reset(at);
                }
                sleep
            }
            empty => empty.insert(Box::pin(sleep_until(at))),
        };
        sleep.as_mut().poll(cx)
    }

    pub(crate) fn stop(&mut self) {
        self.sleep = None;
    }
}

/// tokio's timer has millisecond grain; looking more often than this would only cost.
const SHORTEST_LOOK: Duration = Duration::from_millis(5);
