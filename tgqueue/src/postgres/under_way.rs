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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::sync::oneshot;

    use super::*;

    async fn is_pending(under_way: &mut UnderWay<i32>) -> bool {
        tokio::select! {
            biased;
            _ = under_way.next() => false,
            () = std::future::ready(()) => true,
        }
    }

    #[tokio::test]
    async fn they_are_sent_and_answered_in_order_whichever_is_done_first() {
        let mut under_way = UnderWay::new();
        let sent = Arc::new(Mutex::new(Vec::new()));
        let mut ends = Vec::new();
        for number in 0..3 {
            let (end, ended) = oneshot::channel::<()>();
            ends.push(end);
            let sent = Arc::clone(&sent);
            under_way.push(async move {
                sent.lock().unwrap().push(number);
                ended.await.unwrap();
                number
            });
        }
        let (first, second, third) = (ends.remove(0), ends.remove(0), ends.remove(0));
        third.send(()).unwrap();
        assert!(is_pending(&mut under_way).await);
        assert_eq!(*sent.lock().unwrap(), [0, 1, 2]);
        second.send(()).unwrap();
        assert!(is_pending(&mut under_way).await);
        first.send(()).unwrap();
        assert_eq!([under_way.next().await, under_way.next().await, under_way.next().await], [0, 1, 2]);
        assert_eq!(under_way.len(), 0);
    }
}
