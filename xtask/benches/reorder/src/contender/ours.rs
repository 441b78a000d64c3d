//! The reorder buffer.

use std::time::{Duration, Instant};

use tgreorder::{Config, Drain, Inserter, Pop, Refused, ReorderBuffer};

use super::{Contender, Payload, WINDOW};

pub(crate) struct Ours;

impl<P: Payload> Contender<P> for Ours {
    const NAME: &'static str = "tgreorder";
    type In = Inserter<P>;
    type Out = Drain<P>;

    fn make(producers: usize, hold: Duration) -> (Vec<Inserter<P>>, Drain<P>) {
        let config = Config::new().with_window(WINDOW).with_start_at(0).with_hold(hold);
        let (inserter, drain) = ReorderBuffer::new(config).expect("settings in range").split();
        (vec![inserter; producers], drain)
    }

    #[inline]
    fn put(way: &mut Inserter<P>, seq: u64, value: P) -> Result<(), P> {
        match way.insert(seq, value) {
            Ok(_) | Err(Refused::Duplicate(_)) => Ok(()),
            Err(Refused::Full(back)) => Err(back),
            Err(refused @ Refused::Closed(_)) => panic!("{refused}"),
        }
    }

    #[inline]
    fn take(way: &mut Drain<P>, now: Instant) -> Option<P> {
        match way.pop(now) {
            Pop::Item { value, .. } => Some(value),
            _ => None,
        }
    }
}
