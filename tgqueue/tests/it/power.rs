//! Power cuts at every place of a commit: what was acknowledged is there afterwards, whatever the disk kept.
//!
//! `TGQUEUE_CUTS` says how many.

use std::collections::BTreeMap;

use tgapi::{Lane, UpdateId, UserId};
use tgqueue::{Appended, Engine, Fetch, Key, LeaseRequest, Mark, NewUpdate, OpenError, Outcome, Redb};

use crate::disk::Disk;

const BOT: UserId = UserId(1);
const CUTS: u64 = 2_400;
const CUTS_PER_DISK: u64 = 12;

/// What one disk went through.
#[derive(Debug, Default)]
struct Toll {
    acknowledged: usize,
    lost: usize,
    /// The file could not be opened.
    unreadable: bool,
}

fn update(id: u64) -> NewUpdate {
    let conversation = Lane::Chat((id as i64 % 7).into()).into();
    let padding = "x".repeat((id as usize * 97) % 900);
    NewUpdate {
        bot: BOT,
        key: Key::Known { update_id: UpdateId(id), conversation },
        raw: format!(r#"{{"update_id":{id},"x":"{padding}"}}"#).into(),
    }
}

/// Uses a queue until the power is cut, again and again, and counts what is gone.
async fn torture(disk: Disk, seed: u64, cuts: u64) -> Toll {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut toll = Toll::default();
    // A file that was never whole holds nothing; a real one comes into being by a rename.
    Redb::builder().open_storage(disk.clone()).unwrap().close().await;
    // Whether each update that was acknowledged was settled.
    let mut known = BTreeMap::new();
    let mut next = 1;
    for _ in 0..cuts {
        disk.cut_after(random.u64(1..150));
        if let Ok(queue) = Redb::builder().open_storage(disk.clone()) {
            work(&queue, &mut random, &mut known, &mut next, &mut toll).await;
            queue.close().await;
        }
        disk.cut();
        let queue = match Redb::builder().open_storage(disk.clone()) {
            Ok(queue) => queue,
            Err(OpenError::Damaged { .. } | OpenError::Foreign { .. }) => {
                toll.unreadable = true;
                return toll;
            }
            Err(error) => panic!("{error}"),
        };
        toll.lost += count_lost(&queue, &known).await;
        queue.close().await;
    }
    toll
}

async fn work(
    queue: &Redb,
    random: &mut fastrand::Rng,
    known: &mut BTreeMap<u64, bool>,
    next: &mut u64,
    toll: &mut Toll,
) {
    let ttl = std::time::Duration::from_secs(3600);
    let Ok(leases) = queue.lease(LeaseRequest { bot: BOT, worker: "one".into(), want: 1, ttl }).await else { return };
    loop {
        let ids: Vec<_> = (0..random.u64(1..12)).map(|more| *next + more).collect();
        *next += ids.len() as u64;
        // In doubt it is known: an update that was not acknowledged may be there or not.
        let Ok(appended) = queue.append(ids.iter().copied().map(update).collect()).await else { return };
        assert!(appended.iter().all(|one| *one == Appended::Fresh), "{appended:?}");
        toll.acknowledged += ids.len();
        known.extend(ids.into_iter().map(|id| (id, false)));
        let fetch = Fetch { max: random.usize(1..20), per_conversation: 4, busy: Vec::new() };
        let Ok(fetched) = queue.fetch(&leases, fetch).await else { return };
        let marks = fetched.updates.iter().map(|update| Mark {
            lease: update.lease,
            ticket: update.ticket,
            outcome: match update.update_id.0 % 10 {
                0 => Outcome::Dead { reason: "every tenth".into() },
                _ => Outcome::Done,
            },
        });
        known.extend(fetched.updates.iter().map(|update| (update.update_id.0, true)));
        if queue.settle(marks.collect()).await.is_err() {
            return;
        }
    }
}

/// Those acknowledged that are neither waiting nor settled; and whatever else is not as it was.
async fn count_lost(queue: &Redb, known: &BTreeMap<u64, bool>) -> usize {
    let ttl = std::time::Duration::from_secs(3600);
    let leases = queue.lease(LeaseRequest { bot: BOT, worker: "two".into(), want: 1, ttl }).await.unwrap();
    let fetch = Fetch { max: usize::MAX, per_conversation: usize::MAX, busy: Vec::new() };
    let fetched = queue.fetch(&leases, fetch).await.unwrap();
    let waiting: BTreeMap<_, _> = fetched.updates.into_iter().map(|update| (update.update_id.0, update.raw)).collect();
    let is_whole = |id: &u64| waiting.get(id).is_some_and(|raw| *raw == update(*id).raw);
    let lost = known.iter().filter(|(id, settled)| !**settled && !is_whole(id)).count();
    // What was settled is known still: the latest stand for all.
    let again = queue.append(known.keys().rev().take(100).copied().map(update).collect()).await.unwrap();
    lost + again.iter().filter(|one| **one == Appended::Fresh).count()
}

fn run(disks: u64, cuts: u64, prepare: impl Fn(&Disk)) -> Vec<Toll> {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut seeds = fastrand::Rng::with_seed(seed);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let disks = (0..disks).map(|_| {
        let seed = seeds.u64(..);
        let disk = Disk::new(seed);
        prepare(&disk);
        runtime.block_on(torture(disk, seed, cuts))
    });
    disks.collect()
}

#[test]
fn nothing_acknowledged_is_lost_in_a_power_cut() {
    let cuts = std::env::var("TGQUEUE_CUTS").map_or(CUTS, |cuts| cuts.parse().unwrap());
    let tolls = run(cuts.div_ceil(CUTS_PER_DISK), CUTS_PER_DISK, |_| {});
    let acknowledged: usize = tolls.iter().map(|toll| toll.acknowledged).sum();
    println!("{} power cuts, {acknowledged} updates acknowledged", tolls.len() as u64 * CUTS_PER_DISK);
    assert!(acknowledged > tolls.len() * 20, "hardly anything was acknowledged: {acknowledged}");
    for toll in tolls {
        assert!(toll.lost == 0 && !toll.unreadable, "{toll:?}");
    }
}

#[test]
fn a_disk_that_lies_is_noticed() {
    // The control: if this passed with nothing lost, the test above would prove nothing.
    let tolls = run(40, CUTS_PER_DISK, |disk| disk.lie(4));
    let harmed = tolls.iter().filter(|toll| toll.lost > 0 || toll.unreadable).count();
    println!("{harmed} of {} disks lost something", tolls.len());
    assert!(harmed > 0, "a disk that skips a quarter of its syncs lost nothing");
}
