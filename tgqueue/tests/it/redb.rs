//! The engine in a file passes the suite, with crashes that cut the power.

use std::time::Duration;

use tgapi::{ChatId, Lane, UpdateId, UserId};
use tgqueue::conformance::{self, Lab, ManualClock};
use tgqueue::{Conversation, Engine, Fetch, Key, LeaseRequest, NewUpdate, Redb};

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

/// Also if the lease was given back, and that is in the file already.
#[tokio::test]
async fn what_was_begun_under_a_lease_that_is_over_counts() {
    const BOT: UserId = UserId(1);
    let queue = Redb::builder().open_storage(Disk::new(1)).unwrap();
    let conversation = Conversation::from(Lane::Chat(ChatId(5)));
    let key = Key::Known { update_id: UpdateId(1), conversation };
    queue.append(vec![NewUpdate { bot: BOT, key, raw: "{}".into() }]).await.unwrap();
    let fetch = Fetch { max: 1, per_conversation: 1, busy: Vec::new() };
    for crashes in [0, 1] {
        let ttl = Duration::from_secs(10);
        let leases = queue.lease(LeaseRequest { bot: BOT, worker: "w".into(), want: 1, ttl }).await.unwrap();
        let fetched = queue.fetch(&leases, fetch.clone()).await.unwrap().updates;
        assert_eq!(fetched.iter().map(|stored| stored.crashes).collect::<Vec<_>>(), [crashes]);
        queue.begin(fetched.iter().map(|stored| (stored.lease, stored.ticket)).collect()).await.unwrap();
        queue.release(&leases).await.unwrap();
        queue.flush().await.unwrap();
    }
}
