//! An update whose handler wants it again keeps its turn. Time is tokio's, paused.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::types::{Chat, ChatType, Message};
use tgapi::{BoxError, Reply, Update, UpdateKind};
use tokio::time::{Instant, sleep};
use tower::ServiceExt;
use tower::util::{BoxCloneService, service_fn};
use tower_layer::Layer;
use tower_service::Service;

use super::*;

const WAIT: Duration = Duration::from_secs(10);

/// The numbers of updates in the order in which they were handled, each with when.
#[derive(Clone)]
struct Log(Arc<Mutex<Vec<(u64, u64)>>>, Instant);

impl Log {
    fn take(&self) -> Vec<(u64, u64)> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

type Inner = BoxCloneService<Update, Reply, BoxError>;

/// Each update takes a second. Those below 10 fail as often as they are named in `fails`.
fn lanes(layer: LanesLayer, fails: &[u64]) -> (Lanes<Inner>, Log) {
    let log = Log(Arc::default(), Instant::now());
    let (seen, fails) = (log.clone(), Arc::new(Mutex::new(fails.to_vec())));
    let service = service_fn(move |update: Update| {
        let (log, fails, id) = (seen.clone(), Arc::clone(&fails), update.update_id.0);
        async move {
            log.0.lock().unwrap().push((id, log.1.elapsed().as_secs()));
            sleep(Duration::from_secs(1)).await;
            let mut fails = fails.lock().unwrap();
            match fails.iter().position(|failing| *failing == id) {
                Some(at) => {
                    fails.swap_remove(at);
                    Err(BoxError::from("again"))
                }
                None => Ok(Reply::None),
            }
        }
    });
    (Lanes::new(BoxCloneService::new(service), layer), log)
}

fn update(id: u64, chat: i64) -> Update {
    Update::new(id, UpdateKind::Message(Box::new(Message::new(1, 1, Chat::new(chat, ChatType::Private)))))
}

/// Sends it now, to be awaited later.
async fn send(lanes: &Lanes<Inner>, id: u64, chat: i64) -> tokio::task::JoinHandle<Result<Reply, BoxError>> {
    let mut lanes = lanes.clone();
    tokio::spawn(lanes.ready().await.unwrap().call(update(id, chat)))
}

async fn both_ways(test: impl AsyncFn(LanesLayer)) {
    test(LanesLayer::new()).await;
    test(LanesLayer::new().run_in_caller(true)).await;
}

#[tokio::test(start_paused = true)]
async fn what_waits_behind_it_waits_until_it_has_come_again() {
    both_ways(async |layer| {
        let (lanes, log) = lanes(layer, &[1, 1]);
        let first = send(&lanes, 1, 7).await;
        let second = send(&lanes, 2, 7).await;
        let elsewhere = send(&lanes, 3, 8).await;
        assert!(first.await.unwrap().is_err() && elsewhere.await.unwrap().is_ok());
        sleep(Duration::from_secs(4)).await;
        // Whoever comes while it is waited for comes behind it, too.
        let third = send(&lanes, 4, 7).await;
        assert_eq!((lanes.handle().stats().held, lanes.handle().stats().running), (1, 0));
        assert!(send(&lanes, 1, 7).await.await.unwrap().is_err());
        assert!(send(&lanes, 1, 7).await.await.unwrap().is_ok());
        assert!(second.await.unwrap().is_ok() && third.await.unwrap().is_ok());
        assert_eq!(log.take(), [(1, 0), (3, 0), (1, 5), (1, 6), (2, 7), (4, 8)]);
        sleep(WAIT).await;
        assert_eq!(lanes.handle().stats(), LaneStats::default());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn what_does_not_come_is_not_waited_for_for_ever() {
    both_ways(async |layer| {
        let (lanes, log) = lanes(layer, &[1]);
        assert!(send(&lanes, 1, 7).await.await.unwrap().is_err());
        // Nothing waits behind it yet.
        assert_eq!((lanes.handle().stats().held, lanes.handle().stats().lanes), (1, 1));
        assert!(send(&lanes, 2, 7).await.await.unwrap().is_ok());
        assert!(send(&lanes, 1, 7).await.await.unwrap().is_ok());
        assert_eq!(log.take(), [(1, 0), (2, 11), (1, 12)]);
        assert_eq!(lanes.handle().stats(), LaneStats::default());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_full_lane_has_room_for_it_and_nothing_waits_where_that_is_off() {
    let one = std::num::NonZeroUsize::MIN;
    let (full, log) = lanes(LanesLayer::new().max_queued_per_lane(one), &[1]);
    let first = send(&full, 1, 7).await;
    tokio::task::yield_now().await;
    let second = send(&full, 2, 7).await;
    assert!(first.await.unwrap().is_err());
    assert!(send(&full, 3, 7).await.await.unwrap().is_err());
    assert!(send(&full, 1, 7).await.await.unwrap().is_ok() && second.await.unwrap().is_ok());
    assert_eq!(log.take(), [(1, 0), (1, 1), (2, 2)]);

    let (off, log) = lanes(LanesLayer::new().wait_for_redelivery(Duration::ZERO), &[1]);
    let (first, second) = (send(&off, 1, 7).await, send(&off, 2, 7).await);
    assert!(first.await.unwrap().is_err() && second.await.unwrap().is_ok());
    assert_eq!(log.take(), [(1, 0), (2, 1)]);
}

#[tokio::test(start_paused = true)]
async fn so_many_lanes_wait_and_no_more() {
    let two = std::num::NonZeroUsize::new(2).unwrap();
    let (lanes, _log) = lanes(LanesLayer::new().max_queued(two), &[1, 2, 3]);
    for (id, held) in [(1, 1), (2, 2), (3, 2)] {
        assert!(send(&lanes, id, id.cast_signed()).await.await.unwrap().is_err());
        assert_eq!(lanes.handle().stats().held, held);
    }
    sleep(WAIT).await;
    assert_eq!(lanes.handle().stats(), LaneStats::default());
}

#[tokio::test(start_paused = true)]
async fn a_drain_waits_for_nothing_that_is_not_taken_any_more() {
    let (lanes, log) = lanes(LanesLayer::new(), &[1, 5]);
    let (first, second) = (send(&lanes, 1, 7).await, send(&lanes, 2, 7).await);
    assert!(first.await.unwrap().is_err());
    let begun = Instant::now();
    assert!(lanes.handle().drain(Duration::from_secs(60)).await.is_clean());
    assert!(second.await.unwrap().is_ok());
    assert_eq!((begun.elapsed(), log.take()), (Duration::from_secs(1), vec![(1, 0), (2, 1)]));
}

#[tokio::test(start_paused = true)]
async fn a_job_that_has_to_come_again_holds_nobody_up() {
    let router = crate::Router::new()
        .on(crate::filter::job("x"), async || Err::<(), _>(crate::Retry::new("later")))
        .on(crate::filter::text(), async || ());
    let jobs = crate::Jobs::new();
    let lanes = jobs.layer(router.build(crate::Settings::new()).unwrap().in_lanes(LanesLayer::new()));
    jobs.after(Duration::ZERO, crate::JobSpec::new("x").chat(tgapi::ChatId(7))).unwrap();
    sleep(Duration::from_millis(1)).await;
    assert_eq!(lanes.handle().stats(), LaneStats::default());
}
