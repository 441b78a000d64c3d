//! A ready-made queue that orders nothing, and the order made at the consumer.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_queue::ArrayQueue;
use tokio::sync::mpsc;

use super::locked::Ring;
use super::{Contender, Patience, Payload, WINDOW};

/// So many items are taken from a queue before the clock is looked at: a queue that never runs empty must not keep gaps
/// from ending.
const AT_A_TIME: usize = 256;

/// An item in a heap with the smallest number on top.
struct Entry<P>(u64, P);

impl<P> PartialEq for Entry<P> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<P> Eq for Entry<P> {}

impl<P> PartialOrd for Entry<P> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<P> Ord for Entry<P> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.cmp(&self.0)
    }
}

/// The consumer's heap, fed from whatever queue.
pub(crate) struct Heap<P> {
    items: BinaryHeap<Entry<P>>,
    next: u64,
    patience: Patience,
}

impl<P> Heap<P> {
    pub(crate) fn new(hold: Duration) -> Self {
        Self { items: BinaryHeap::with_capacity(WINDOW), next: 0, patience: Patience::new(hold) }
    }

    /// The next item, after taking in from the queue what is needed for it.
    pub(crate) fn take(&mut self, now: Instant, mut more: impl FnMut() -> Option<(u64, P)>) -> Option<P> {
        for _ in 0..AT_A_TIME {
            match self.items.peek().map(|top| top.0.cmp(&self.next)) {
                Some(Ordering::Equal) => {
                    self.patience.reset();
                    self.next += 1;
                    return self.items.pop().map(|entry| entry.1);
                }
                // Given out before.
                Some(Ordering::Less) => drop(self.items.pop()),
                _ => match more() {
                    Some((seq, value)) => self.items.push(Entry(seq, value)),
                    None if self.items.is_empty() || !self.patience.is_over(now) => return None,
                    None => self.next = self.items.peek()?.0,
                },
            }
        }
        if !self.items.is_empty() && self.patience.is_over(now) {
            self.next = self.items.peek()?.0;
        }
        None
    }
}

/// crossbeam's channel and a `BinaryHeap`.
pub(crate) struct ChannelHeap;

impl<P: Payload> Contender<P> for ChannelHeap {
    const NAME: &'static str = "crossbeam channel + BinaryHeap";
    const BURST: u64 = 20_000;
    type In = crossbeam_channel::Sender<(u64, P)>;
    type Out = (crossbeam_channel::Receiver<(u64, P)>, Heap<P>);

    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let (sender, receiver) = crossbeam_channel::bounded(WINDOW);
        (vec![sender; producers], (receiver, Heap::new(hold)))
    }

    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        way.try_send((seq, value)).map_err(|refused| refused.into_inner().1)
    }

    fn take((channel, heap): &mut Self::Out, now: Instant) -> Option<P> {
        heap.take(now, || channel.try_recv().ok())
    }
}

/// crossbeam's `ArrayQueue` and a ring of slots.
pub(crate) struct QueueRing;

impl<P: Payload> Contender<P> for QueueRing {
    const NAME: &'static str = "ArrayQueue + ring";
    type In = Arc<ArrayQueue<(u64, P)>>;
    type Out = RingEnd<P>;

    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let queue = Arc::new(ArrayQueue::new(WINDOW));
        let end = RingEnd {
            queue: Arc::clone(&queue),
            ring: Ring::new(),
            beyond: BinaryHeap::new(),
            patience: Patience::new(hold),
        };
        (vec![queue; producers], end)
    }

    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        way.push((seq, value)).map_err(|(_, back)| back)
    }

    fn take(end: &mut Self::Out, now: Instant) -> Option<P> {
        for _ in 0..AT_A_TIME {
            if let Some(value) = end.ring.take_head() {
                end.patience.reset();
                end.settle();
                return Some(value);
            }
            match end.queue.pop() {
                Some((seq, value)) => {
                    if let Err(value) = end.ring.put(seq, value) {
                        end.beyond.push(Entry(seq, value));
                    }
                }
                None => break,
            }
        }
        end.ring.take(&mut end.patience, now)
    }
}

pub(crate) struct RingEnd<P> {
    queue: Arc<ArrayQueue<(u64, P)>>,
    ring: Ring<P>,
    /// Items the ring does not reach yet. Without bound: the queue cannot push back by number, and the number waited for
    /// may be behind them in it.
    beyond: BinaryHeap<Entry<P>>,
    patience: Patience,
}

impl<P> RingEnd<P> {
    /// Moves what the ring reaches now into it.
    fn settle(&mut self) {
        while let Some(entry) = self.beyond.pop() {
            if let Err(value) = self.ring.put(entry.0, entry.1) {
                self.beyond.push(Entry(entry.0, value));
                break;
            }
        }
    }
}

/// tokio's channel and a `BinaryHeap`, from threads.
pub(crate) struct TokioHeap;

impl<P: Payload> Contender<P> for TokioHeap {
    const NAME: &'static str = "tokio mpsc + BinaryHeap";
    const BURST: u64 = 8_000;
    type In = mpsc::Sender<(u64, P)>;
    type Out = (mpsc::Receiver<(u64, P)>, Heap<P>);

    fn make(producers: usize, hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let (sender, receiver) = mpsc::channel(WINDOW);
        (vec![sender; producers], (receiver, Heap::new(hold)))
    }

    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        way.try_send((seq, value)).map_err(|refused| refused.into_inner().1)
    }

    fn take((channel, heap): &mut Self::Out, now: Instant) -> Option<P> {
        heap.take(now, || channel.try_recv().ok())
    }
}
