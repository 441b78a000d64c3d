//! What costs less because it does less: queues that order nothing and know no duplicates.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_queue::ArrayQueue;

use super::{Contender, Payload, WINDOW};

/// One producer, one consumer, no locked instruction at all: the floor.
pub(crate) struct Rtrb;

impl<P: Payload> Contender<P> for Rtrb {
    const NAME: &'static str = "floor: rtrb (one producer, no order)";
    const ORDERS: bool = false;
    type In = rtrb::Producer<(u64, P)>;
    type Out = rtrb::Consumer<(u64, P)>;

    fn make(_producers: usize, _hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let (producer, consumer) = rtrb::RingBuffer::new(WINDOW);
        (vec![producer], consumer)
    }

    #[inline]
    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        way.push((seq, value)).map_err(|rtrb::PushError::Full((_, back))| back)
    }

    #[inline]
    fn take(way: &mut Self::Out, _now: Instant) -> Option<P> {
        way.pop().ok().map(|(_, value)| value)
    }
}

/// Many producers, any order.
pub(crate) struct Unordered;

impl<P: Payload> Contender<P> for Unordered {
    const NAME: &'static str = "floor: ArrayQueue (no order)";
    const ORDERS: bool = false;
    type In = Arc<ArrayQueue<(u64, P)>>;
    type Out = Self::In;

    fn make(producers: usize, _hold: Duration) -> (Vec<Self::In>, Self::Out) {
        let queue = Arc::new(ArrayQueue::new(WINDOW));
        (vec![Arc::clone(&queue); producers], queue)
    }

    #[inline]
    fn put(way: &mut Self::In, seq: u64, value: P) -> Result<(), P> {
        way.push((seq, value)).map_err(|(_, back)| back)
    }

    #[inline]
    fn take(way: &mut Self::Out, _now: Instant) -> Option<P> {
        way.pop().map(|(_, value)| value)
    }
}
