//! The algorithm of telepot's `Orderer`, which set out to solve the same problem: a locked queue, and a deque that has an
//! element for every number from the head on, an item or the time at which its absence is to be accepted.
//!
//! Kept as it is: gaps expire only when the queue is empty, and a number below the head is discarded. Changed, so that
//! it can take part: the queue is bounded, the first number is known, and duplicates in the deque replace each other.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Contender, Payload, WINDOW};

pub(crate) struct Telepot;

type Queue<P> = (Mutex<VecDeque<(u64, P)>>, Condvar);

pub(crate) struct Orderer<P> {
    queue: Arc<Queue<P>>,
    hold: Duration,
    next: u64,
    /// `deque[i]` stands for the number `next + i`.
    deque: VecDeque<Place<P>>,
    ready: VecDeque<P>,
}

enum Place<P> {
    Item(P),
    Missing(Instant),
}

impl<P: Payload> Orderer<P> {
    /// What the loop waits at most: until the first gap may be given up.
    fn receive(&self) -> Option<(u64, P)> {
        let wait = match self.deque.front() {
            Some(Place::Missing(expires)) => expires.saturating_duration_since(Instant::now()),
            Some(Place::Item(_)) => Duration::ZERO,
            None => self.hold,
        };
        let queue = self.queue.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.queue.1.wait_timeout_while(queue, wait, |queue| queue.is_empty());
        waited.unwrap_or_else(PoisonError::into_inner).0.pop_front()
    }

    fn sort_in(&mut self, seq: u64, value: P) {
        if seq < self.next {
            return;
        }
        let at = (seq - self.next) as usize;
        if at == 0 {
            self.deque.pop_front();
            self.next += 1;
            self.ready.push_back(value);
            self.flush(None);
        } else if at < self.deque.len() {
            self.deque[at] = Place::Item(value);
        } else {
            let expires = Instant::now() + self.hold;
            self.deque.resize_with(at, || Place::Missing(expires));
            self.deque.push_back(Place::Item(value));
        }
    }

    /// Passes on what is at the front; with a time also over gaps that have expired by then.
    fn flush(&mut self, now: Option<Instant>) {
        while let Some(front) = self.deque.pop_front() {
            match front {
                Place::Item(value) => self.ready.push_back(value),
                Place::Missing(expires) if now.is_some_and(|now| expires <= now) => {}
                missing @ Place::Missing(_) => {
                    self.deque.push_front(missing);
                    return;
                }
            }
            self.next += 1;
        }
    }
}

impl<P: Payload> Contender<P> for Telepot {
    const NAME: &'static str = "telepot's algorithm";
    const BURST: u64 = 6_000;
    type In = Arc<Queue<P>>;
    type Out = Orderer<P>;

    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let queue = Arc::new((Mutex::new(VecDeque::new()), Condvar::new()));
        let ready = VecDeque::new();
        let orderer = Orderer { queue: Arc::clone(&queue), hold, next: 0, deque: VecDeque::new(), ready };
        (vec![queue; producers], orderer)
    }

    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        let mut queue = way.0.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.len() >= WINDOW {
            return Err(value);
        }
        queue.push_back((seq, value));
        way.1.notify_one();
        Ok(())
    }

    fn take(orderer: &mut Self::Out, _now: Instant) -> Option<P> {
        while orderer.ready.is_empty() {
            match orderer.receive() {
                Some((seq, value)) => orderer.sort_in(seq, value),
                None => {
                    orderer.flush(Some(Instant::now()));
                    break;
                }
            }
        }
        orderer.ready.pop_front()
    }
}
