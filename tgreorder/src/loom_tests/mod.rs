//! Model checks: every interleaving (up to the preemption bound) of each pair and triple of racing operations.
//!
//! `cargo xtask loom` runs them. `pairs`: an insert beside each other operation; `triples`: three at a time; `wake`: the
//! handshakes of a sleeping drain and of a waiting insert; `turns`: who gives out behind the tower layer.
//!
//! loom tracks the slots' cells: a payload read before it was published, or written while it is read, fails the model
//! by itself. Payloads count their drops.

mod pairs;
mod triples;
mod turns;
mod wake;

use std::boxed::Box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::Wake;
use std::time::Duration;
use std::vec::Vec;

use loom::thread;

use crate::{Config, Drain, Inserter, Pop, ReorderBuffer, Time};

const HOLD: Duration = Duration::from_millis(100);

fn at(millis: u64) -> Time {
    Time::from_origin(Duration::from_millis(millis))
}

fn buffer(window: usize) -> (Inserter<Payload>, Drain<Payload>) {
    let config = Config::new().with_window(window).with_history(64).with_hold(HOLD).with_start_at(0);
    ReorderBuffer::new(config).unwrap().split()
}

/// Boxed, so that a payload read twice or never is seen by more than the count.
struct Payload {
    value: Box<u64>,
    drops: Arc<AtomicUsize>,
}

impl Drop for Payload {
    fn drop(&mut self) {
        self.drops.fetch_add(1, SeqCst);
    }
}

#[derive(Default)]
struct Counted {
    drops: Arc<AtomicUsize>,
}

impl Counted {
    fn payload(&self, value: u64) -> Payload {
        Payload { value: Box::new(value), drops: Arc::clone(&self.drops) }
    }

    fn drops(&self) -> usize {
        self.drops.load(SeqCst)
    }
}

#[derive(Default)]
struct Bell(AtomicUsize);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

impl Bell {
    fn rang(&self) -> bool {
        self.0.load(SeqCst) > 0
    }
}

/// Pops everything there is, passing over instants in which an insert is being finished.
fn drain_all(drain: &mut Drain<Payload>, now: Time) -> Vec<(u64, bool)> {
    let mut out = Vec::new();
    loop {
        match drain.pop(now) {
            Pop::Item { seq, value, late, .. } => {
                assert_eq!(*value.value, seq);
                out.push((seq, late));
            }
            Pop::WaitUntil(at) if at <= now => thread::yield_now(),
            Pop::WaitUntil(_) | Pop::Empty | Pop::Closed => return out,
        }
    }
}
