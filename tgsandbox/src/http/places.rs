//! Places for connections: a bounded number, and nobody holds one for nothing while others wait.
//!
//! When all are taken, whoever has been without a whole request for the longest loses theirs: so silent, slow and broken
//! clients cannot keep others out, however many they are. Whoever waits for an answer keeps theirs.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

#[derive(Debug)]
pub(super) struct Places {
    limit: usize,
    state: Mutex<State>,
    /// A place was given back, or its holder has nothing to do any more.
    freed: Notify,
}

#[derive(Debug, Default)]
struct State {
    taken: usize,
    /// Those without a request, the longest first, and what sends them away.
    idle: BTreeMap<u64, CancellationToken>,
    next: u64,
    /// Those who were sent away and have not gone yet.
    leaving: usize,
}

impl Places {
    pub(super) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit: limit.max(1), state: Mutex::default(), freed: Notify::new() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more connection, as soon as there is one.
    pub(super) async fn take(self: &Arc<Self>) -> Place {
        loop {
            {
                let mut state = self.state();
                if state.taken < self.limit {
                    state.taken += 1;
                    break;
                }
                if state.leaving == 0
                    && let Some((_, longest)) = state.idle.pop_first()
                {
                    state.leaving += 1;
                    longest.cancel();
                }
            }
            self.freed.notified().await;
        }
        let place = Place { places: Arc::clone(self), gone: CancellationToken::new(), idle_as: Mutex::default() };
        place.is_idle();
        place
    }
}

/// A connection's place, given back on drop.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    /// Others need the place more.
    pub(super) gone: CancellationToken,
    idle_as: Mutex<Option<u64>>,
}

impl Place {
    /// A whole request has come, which is being answered.
    pub(super) fn is_busy(&self) {
        if let Some(number) = self.idle_as().take() {
            self.places.state().idle.remove(&number);
        }
    }

    /// There is no request to answer.
    pub(super) fn is_idle(&self) {
        let mut idle_as = self.idle_as();
        let mut state = self.places.state();
        state.next += 1;
        let number = state.next;
        if let Some(before) = idle_as.replace(number) {
            state.idle.remove(&before);
        }
        state.idle.insert(number, self.gone.clone());
        self.places.freed.notify_one();
    }

    fn idle_as(&self) -> MutexGuard<'_, Option<u64>> {
        self.idle_as.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.is_busy();
        {
            let mut state = self.places.state();
            state.taken -= 1;
            state.leaving -= usize::from(self.gone.is_cancelled());
        }
        self.places.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_has_been_idle_the_longest_makes_room_and_who_is_busy_does_not() {
        let places = Places::new(3);
        let (one, two, three) = (places.take().await, places.take().await, places.take().await);
        one.is_busy();
        let (gone, three_gone) = (two.gone.clone(), three.gone.clone());
        let leaves = async {
            gone.cancelled().await;
            drop(two);
        };
        let (_four, ()) = tokio::join!(places.take(), leaves);
        assert!(!one.gone.is_cancelled() && !three_gone.is_cancelled());
        // The first has answered, and is the newest of the idle ones now.
        one.is_idle();
        let leaves = async {
            three_gone.cancelled().await;
            drop(three);
        };
        let (_five, ()) = tokio::join!(places.take(), leaves);
        assert!(!one.gone.is_cancelled());
    }

    #[tokio::test]
    async fn with_everybody_busy_the_next_waits_until_one_is_done() {
        let places = Places::new(1);
        let busy = places.take().await;
        busy.is_busy();
        let next = places.take();
        tokio::pin!(next);
        assert!(std::future::poll_fn(|cx| std::task::Poll::Ready(next.as_mut().poll(cx).is_pending())).await);
        drop(busy);
        let _next = next.await;
    }
}
