//! Commits that are under way on one connection: carried out, and answered, in the order in which they were sent.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use futures_util::future::{MaybeDone, maybe_done};

/// Futures that send something at their first poll, and then wait for its answer.
pub(super) struct UnderWay<T>(VecDeque<Pin<Box<MaybeDone<Sending<T>>>>>);

type Sending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl<T: Send + 'static> UnderWay<T> {
    pub(super) fn new() -> Self {
        Self(VecDeque::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn push(&mut self, sending: impl Future<Output = T> + Send + 'static) {
        self.0.push_back(Box::pin(maybe_done(Box::pin(sending) as Sending<T>)));
    }

    /// What came of the oldest; never resolves while there is none. None is polled before those that were pushed earlier.
    /// May be dropped and called again.
    pub(super) async fn next(&mut self) -> T {
        poll_fn(|context| {
            for sending in &mut self.0 {
                let _ = sending.as_mut().poll(context);
            }
            let first = self.0.front_mut().and_then(|sending| sending.as_mut().take_output());
            let Some(output) = first else { return Poll::Pending };
            self.0.pop_front();
            Poll::Ready(output)
        })
        .await
    }
}
