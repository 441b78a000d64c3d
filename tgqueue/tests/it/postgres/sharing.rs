//! Lanes are shared out evenly, change hands in good order, and all go to whoever is left.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::{BoxError, RawUpdate, Reply, Update};
use tgqueue::{Engine, Intake, Lease, LeaseRequest, Postgres, Renewal, Worker, WorkerConfig};
use tokio::sync::oneshot;
use tower::ServiceExt as _;

use super::rig::{BOT, json};
use super::server::Server;

/// How many lanes each worker has.
async fn shares(queue: &Postgres) -> BTreeMap<String, usize> {
    let mut shares = BTreeMap::new();
    for lane in queue.stats(BOT).await.unwrap().lanes {
        if let Some(holder) = lane.holder {
            *shares.entry(holder.worker).or_default() += 1;
        }
    }
    shares
}

/// Waits until the lanes are shared out like this.
async fn shared_out(queue: &Postgres, expected: &[(&str, usize)]) {
    let expected = expected.iter().map(|(worker, lanes)| ((*worker).to_owned(), *lanes)).collect();
    let mut found = BTreeMap::new();
    for _ in 0..1_200 {
        found = shares(queue).await;
        if found == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{found:?}, and not {expected:?}, within a minute");
}

#[tokio::test]
async fn whoever_has_too_many_is_told_and_nobody_gets_more_than_a_share() {
    let Some(server) = Server::start("").await else { return };
    let queue = Postgres::builder(server.database("shares").await).lanes(10).open().await.unwrap();
    let ttl = Duration::from_secs(60);
    let ask = |worker: &str, want| LeaseRequest { bot: BOT, worker: worker.into(), want, ttl };
    let all = queue.lease(ask("a", 100)).await.unwrap();
    assert_eq!(all.len(), 10);
    assert_eq!(queue.renew(&all, ttl).await.unwrap(), [Renewal::Kept; 10]);
    // There is none left, but it is known now that somebody wants some.
    assert_eq!(queue.lease(ask("b", 100)).await.unwrap(), []);
    let renewals = queue.renew(&all, ttl).await.unwrap();
    assert_eq!(renewals.iter().filter(|renewal| **renewal == Renewal::Wanted).count(), 5);
    let (wanted, kept): (Vec<_>, Vec<_>) =
        all.iter().zip(&renewals).partition(|(_, renewal)| **renewal == Renewal::Wanted);
    let wanted: Vec<_> = wanted.into_iter().map(|(lease, _)| *lease).collect();
    queue.release(&wanted).await.unwrap();
    // Who gave them away does not take them again.
    assert_eq!(queue.lease(ask("a", 95)).await.unwrap(), []);
    let half = queue.lease(ask("b", 100)).await.unwrap();
    assert_eq!(half.len(), 5);
    let kept: Vec<_> = kept.into_iter().map(|(lease, _)| *lease).collect();
    assert_eq!(queue.renew(&kept, ttl).await.unwrap(), [Renewal::Kept; 5]);
    // One that takes no more than one leaves the rest to the others.
    assert_eq!(queue.lease(ask("c", 1)).await.unwrap(), []);
    let of_all = [queue.renew(&kept, ttl).await.unwrap(), queue.renew(&half, ttl).await.unwrap()].concat();
    assert_eq!(of_all.iter().filter(|renewal| **renewal == Renewal::Wanted).count(), 1, "{of_all:?}");
}

#[tokio::test]
async fn of_many_workers_none_has_more_than_one_lane_above_another() {
    let Some(server) = Server::start("").await else { return };
    let queue = Postgres::builder(server.database("many").await).lanes(64).open().await.unwrap();
    let ttl = Duration::from_secs(600);
    let mut held: Vec<(String, Vec<Lease>)> = Vec::new();
    // They come one after another; whoever is told to gives lanes back, and everybody asks for more, as workers do.
    for number in 0..40 {
        held.push((format!("worker {number:02}"), Vec::new()));
        for _ in 0..2 {
            for (worker, leases) in &mut held {
                let renewals = queue.renew(leases, ttl).await.unwrap();
                let wanted = leases.iter().zip(&renewals).filter(|(_, renewal)| **renewal == Renewal::Wanted);
                let wanted: Vec<_> = wanted.map(|(lease, _)| *lease).collect();
                queue.release(&wanted).await.unwrap();
                leases.retain(|lease| !wanted.contains(lease));
                let request = LeaseRequest { bot: BOT, worker: worker.clone(), want: 1_000, ttl };
                leases.extend(queue.lease(request).await.unwrap());
            }
        }
    }
    let counts: Vec<_> = held.iter().map(|(_, leases)| leases.len()).collect();
    assert_eq!(counts.iter().sum::<usize>(), 64, "{counts:?}");
    assert!(counts.iter().all(|count| (1..=2).contains(count)), "{counts:?}");
}

struct Running {
    stop: oneshot::Sender<()>,
    worker: tokio::task::JoinHandle<Result<tgqueue::WorkerReport, tgqueue::EngineError>>,
}

type Log = Arc<Mutex<Vec<(u64, &'static str)>>>;

fn start(queue: &Postgres, name: &'static str, log: &Log) -> Running {
    let log = Arc::clone(log);
    let service = tower::service_fn(move |update: Update| {
        let log = Arc::clone(&log);
        async move {
            tokio::time::sleep(Duration::from_millis(3)).await;
            log.lock().unwrap().push((update.update_id.0, name));
            Ok::<_, BoxError>(Reply::None)
        }
    });
    let config = WorkerConfig::new().name(name).lease(Duration::from_secs(3)).look_again(Duration::from_millis(100));
    let (stop, stopped) = oneshot::channel();
    let worker = Worker::new(queue.clone(), BOT, service).config(config);
    let worker = tokio::spawn(worker.run_until(async { stopped.await.unwrap() }));
    Running { stop, worker }
}

#[tokio::test]
async fn lanes_change_hands_under_load_and_nothing_is_handled_twice_or_out_of_order() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("hands").await;
    let queue = Postgres::builder(&address).open().await.unwrap();
    let (log, intake) = (Log::default(), Intake::new(queue.clone(), BOT));
    let (quiet, mut told) = oneshot::channel::<()>();
    let feeding = tokio::spawn(async move {
        let mut last = 0;
        while told.try_recv().is_err() {
            last += 1;
            intake.clone().oneshot(RawUpdate::new(json(last))).await.unwrap();
        }
        last as u64
    });
    let one = start(&queue, "one", &log);
    shared_out(&queue, &[("one", 64)]).await;
    // As on another machine: with connections of its own.
    let second = Postgres::builder(&address).open().await.unwrap();
    let other = start(&second, "other", &log);
    shared_out(&queue, &[("one", 32), ("other", 32)]).await;
    let third = start(&second, "third", &log);
    shared_out(&queue, &[("one", 21), ("other", 21), ("third", 22)]).await;
    // Orderly ends: no lease has to run out.
    for leaving in [other, third] {
        leaving.stop.send(()).unwrap();
        assert_eq!(leaving.worker.await.unwrap().unwrap().unfinished, 0);
    }
    shared_out(&queue, &[("one", 64)]).await;
    quiet.send(()).unwrap();
    let last = feeding.await.unwrap();
    while queue.stats(BOT).await.unwrap().pending > 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    one.stop.send(()).unwrap();
    assert_eq!(one.worker.await.unwrap().unwrap().fenced, 0);
    let log = log.lock().unwrap();
    let mut handled: Vec<_> = log.iter().map(|(id, _)| *id).collect();
    let mut by_chat = BTreeMap::<u64, Vec<u64>>::new();
    handled.iter().for_each(|id| by_chat.entry(id % 150).or_default().push(*id));
    assert!(by_chat.values().all(|ids| ids.is_sorted()), "{by_chat:?}");
    handled.sort_unstable();
    assert_eq!(handled, (1..=last).collect::<Vec<_>>());
    for name in ["one", "other", "third"] {
        assert!(log.iter().any(|(_, by)| *by == name), "{name} handled nothing");
    }
}
