//! The engine in a file passes the suite, with crashes that cut the power.

use std::time::Duration;

use tgqueue::Redb;
use tgqueue::conformance::{self, Lab, ManualClock};

use crate::disk::Disk;

struct Machine {
    disk: Disk,
    clock: ManualClock,
}

impl Lab for Machine {
    type Engine = Redb;

    async fn open(&mut self) -> Redb {
        Redb::builder().clock(self.clock.clone()).open_storage(self.disk.clone()).unwrap()
    }

    async fn crash(&mut self, engine: Redb) {
        self.disk.cut();
        // Its thread ends; it cannot touch the disk any more.
        engine.close().await;
    }

    fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
    }
}

#[test]
fn keeps_the_promises() {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut seeds = fastrand::Rng::with_seed(seed);
    let seeds = std::iter::repeat_with(move || seeds.u64(..)).take(10_000).collect::<Vec<_>>();
    let next = std::sync::atomic::AtomicUsize::new(0);
    conformance::run(96, || {
        let seed = seeds[next.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % seeds.len()];
        async move { Machine { disk: Disk::new(seed), clock: ManualClock::default() } }
    });
}
