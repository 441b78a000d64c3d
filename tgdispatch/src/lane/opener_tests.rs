//! The update that opens a lane waits and runs outside of the table of lanes, and what waits behind it inside. Time is
//! tokio's, paused.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tgapi::{BoxError, Reply};
use tokio::task::yield_now;
use tokio::time::Instant;
use tower::ServiceExt;
use tower::util::{BoxCloneService, service_fn};
use tower_service::Service;

use super::handling::Handling;
use super::hub::Taken;
use super::tests::{Inner, Trace, chat, lane_error, n, push, slow, update};
use super::worker::{Open, run_opener};
use super::*;

const SECOND: Duration = Duration::from_secs(1);

async fn both_ways(test: impl AsyncFn(LanesLayer)) {
    test(LanesLayer::new()).await;
    test(LanesLayer::new().run_in_caller(true)).await;
}

/// A handler that hangs in chat 1, and takes a second in others.
fn hangs(trace: &Trace) -> Inner {
    trace.service(|update| if chat(update) == 1 { 3_600 * SECOND } else { SECOND })
}

#[tokio::test(start_paused = true)]
async fn a_drain_hands_back_what_waits_for_a_slot_at_once() {
    both_ways(async |layer| {
        let trace = Trace::default();
        let mut lanes = Lanes::new(hangs(&trace), layer.max_concurrent(n(1)));
        let handle = lanes.handle();
        let mut answers = Vec::new();
        for (id, chat) in [(1, 1), (5, 2), (4, 3), (6, 2), (3, 3), (2, 1)] {
            answers.push(tokio::spawn(push(&mut lanes, update(id, chat)).await));
            yield_now().await;
        }
        let begun = Instant::now();
        let report = handle.drain(SECOND).await;
        let ids = |ids: Vec<tgapi::UpdateId>| ids.into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((ids(report.running), ids(report.refused)), (vec![1], vec![2, 3, 4, 5, 6]));
        let running = answers.remove(0);
        for answer in answers {
            assert_eq!(lane_error(answer.await.unwrap()), LaneError::Draining);
        }
        assert_eq!(begun.elapsed(), SECOND);
        let stats = handle.stats();
        assert_eq!((stats.lanes, stats.running, stats.queued), (1, 1, 0));
        assert!(running.await.unwrap().is_ok());
        assert_eq!((trace.done(), handle.stats()), (vec![(1, 1)], LaneStats::default()));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn what_nobody_began_to_run_is_handed_back_too() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new().run_in_caller(true));
    let (kept, left) = (push(&mut lanes, update(1, 1)).await, push(&mut lanes, update(2, 2)).await);
    let report = lanes.handle().drain(SECOND).await;
    assert_eq!((report.running.len(), report.refused.len()), (0, 2));
    assert_eq!(lane_error(kept.await), LaneError::Draining);
    drop(left);
    assert!(lanes.handle().drain(SECOND).await.is_clean());
    assert_eq!((trace.done(), lanes.handle().stats()), (Vec::new(), LaneStats::default()));
}

#[test]
fn a_runtime_that_ends_gives_everything_back() {
    for in_caller in [false, true] {
        let trace = Trace::default();
        let layer = LanesLayer::new().max_concurrent(n(1)).max_queued(n(4)).run_in_caller(in_caller);
        let mut lanes = Lanes::new(slow(&trace), layer);
        let hub = lanes.hub_for_tests();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let queued = runtime.block_on(async {
            // One runs with one behind it, and one waits for a slot with one behind it.
            let mut queued = Vec::new();
            for (id, chat) in [(1, 1), (2, 2)] {
                tokio::spawn(push(&mut lanes, update(id, chat)).await);
                queued.push(push(&mut lanes, update(10 + id, chat)).await);
            }
            yield_now().await;
            yield_now().await;
            assert_eq!((hub.stats().running, hub.stats().queued), (1, 3));
            queued
        });
        drop(runtime);
        assert_eq!(hub.stats(), LaneStats::default());
        assert_eq!((hub.places.available_permits(), hub.slots.available_permits()), (4, 1));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        for answer in queued {
            assert_eq!(lane_error(runtime.block_on(answer)), LaneError::Interrupted);
        }
        runtime.block_on(async { push(&mut lanes, update(20, 1)).await.await.unwrap() });
        assert_eq!(trace.done(), [(1, 20)]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_place_that_is_not_used_is_given_back() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new().max_queued(n(4)).max_queued_per_lane(n(1)));
    let hub = lanes.hub_for_tests();
    let mut reserved = lanes.clone();
    reserved.ready().await.unwrap();
    assert_eq!(hub.places.available_permits(), 3);
    drop(reserved);
    assert_eq!(hub.places.available_permits(), 4);
    let first = push(&mut lanes, update(1, 1)).await;
    let full = push(&mut lanes, update(2, 1)).await;
    assert_eq!(lane_error(full.await), LaneError::LaneFull { waiting: 1 });
    assert_eq!(hub.places.available_permits(), 3);
    first.await.unwrap();
    assert_eq!(hub.places.available_permits(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_busy_lane_queues_up_behind_the_others() {
    both_ways(async |layer| {
        let trace = Trace::default();
        let mut lanes = Lanes::new(slow(&trace), layer.max_concurrent(n(1)));
        for (id, chat) in [(1, 1), (2, 1), (3, 1), (4, 2)] {
            tokio::spawn(push(&mut lanes, update(id, chat)).await);
            yield_now().await;
        }
        // The third of chat 1 waits behind the second when this comes.
        tokio::time::sleep(SECOND * 5 / 2).await;
        tokio::spawn(push(&mut lanes, update(5, 3)).await);
        assert!(lanes.handle().drain(10 * SECOND).await.is_clean());
        assert_eq!(trace.done(), [(1, 1), (2, 4), (1, 2), (3, 5), (1, 3)]);
        assert_eq!(trace.most.load(Ordering::SeqCst), 1);
    })
    .await;
}

#[tokio::test]
async fn a_lane_with_a_thousand_waiting_lets_other_tasks_run() {
    let trace = Trace::default();
    let count = trace.clone();
    let service = service_fn(move |update| {
        count.done.lock().unwrap().push((chat(&update), update.update_id.0));
        std::future::ready(Ok::<_, BoxError>(Reply::None))
    });
    let mut lanes = Lanes::new(service, LanesLayer::new().max_queued_per_lane(n(1_000)));
    for id in 0..1_000 {
        drop(lanes.call(update(id, 1)));
    }
    // A turn for the opener, and one for those behind it.
    yield_now().await;
    yield_now().await;
    let done = trace.done().len();
    assert!((2..500).contains(&done), "{done} at one go");
    assert!(lanes.handle().drain(10 * SECOND).await.is_clean());
    assert_eq!(trace.done(), (0..1_000).map(|id| (1, id)).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn one_that_panics_does_not_take_those_behind_it_along() {
    both_ways(async |layer| {
        let service = service_fn(|update: tgapi::Update| async move {
            assert_ne!(update.update_id.0, 1, "the first");
            Ok::<_, BoxError>(Reply::None)
        });
        let layer = layer.on_trouble(|_| panic!("in the hook"));
        let mut lanes = Lanes::new(BoxCloneService::new(service), layer);
        let (first, second) = (push(&mut lanes, update(1, 1)).await, push(&mut lanes, update(2, 1)).await);
        assert!(first.await.is_ok() && second.await.is_ok());
        assert_eq!(lanes.handle().stats(), LaneStats { panics: 1, ..LaneStats::default() });
    })
    .await;
}

/// With a thousand chats at work it is the size of these that matters, and an allocator serves what is small faster.
#[tokio::test]
async fn what_each_update_at_work_takes_is_small() {
    let router = crate::Router::new().on(crate::filter::message(), async || ()).build(crate::Settings::new()).unwrap();
    let lanes = router.clone().in_lanes(LanesLayer::new());
    let (hub, key) = (lanes.hub_for_tests(), tgapi::Lane::Poll(1));
    let Ok(Taken::Opened(opened, at)) = hub.push(key, update(1, 1), &tracing::Span::none()) else { panic!() };
    let opener = run_opener(router, Open::new(Arc::clone(&hub), key, at), opened, tracing::Span::none());
    assert!(size_of_val(&opener) <= 416, "{}", size_of_val(&opener));
    assert!(size_of::<Handling<'static, 'static, crate::Dispatcher, tgapi::Lane>>() <= 192);
    assert!(size_of::<crate::DispatchFuture>() <= 128);
    assert!(size_of::<LaneFuture>() <= 32);
}
