//! The engine in memory passes the suite, with one lane and with several.

use std::time::Duration;

use tgqueue::Memory;
use tgqueue::conformance::{self, Lab, ManualClock};

/// The memory is a server's, and what dies is its client.
struct Server {
    memory: Memory,
    clock: ManualClock,
}

impl Server {
    fn new(lanes: u32) -> Self {
        let clock = ManualClock::default();
        Self { memory: Memory::with(lanes, clock.clone()), clock }
    }
}

impl Lab for Server {
    type Engine = Memory;

    async fn open(&mut self) -> Memory {
        self.memory.clone()
    }

    async fn crash(&mut self, engine: Memory) {
        drop(engine);
    }

    fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
    }
}

#[test]
fn keeps_the_promises_with_one_lane() {
    conformance::run(256, || async { Server::new(1) });
}

#[test]
fn keeps_the_promises_with_several_lanes() {
    conformance::run(256, || async { Server::new(4) });
}
