//! Lanes from inside: order, bounds, and that nothing is left behind. Time is tokio's, paused.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use tgapi::types::{Chat, ChatType, Message};
use tgapi::{BoxError, Reply, Update, UpdateKind};
use tower::ServiceExt;
use tower::util::{BoxCloneService, service_fn};
use tower_service::Service;

use super::*;

pub(super) fn update(id: u64, chat: i64) -> Update {
    let message = Message::new(1, 1, Chat::new(chat, ChatType::Group));
    Update::new(id, UpdateKind::Message(Box::new(message)))
}

pub(super) fn chat(update: &Update) -> i64 {
    update.chat().unwrap().id.0
}

pub(super) fn n(n: usize) -> NonZeroUsize {
    NonZeroUsize::new(n).unwrap()
}

pub(super) fn lane_error(result: Result<Reply, BoxError>) -> LaneError {
    *result.unwrap_err().downcast_ref().unwrap()
}

/// What handlers did, in order, and how many ran at once.
#[derive(Clone, Default)]
pub(super) struct Trace {
    pub(super) done: Arc<Mutex<Vec<(i64, u64)>>>,
    running: Arc<AtomicUsize>,
    pub(super) most: Arc<AtomicUsize>,
}

pub(super) type Inner = BoxCloneService<Update, Reply, BoxError>;

impl Trace {
    /// A handler that takes as long as `took` says.
    pub(super) fn service(&self, took: impl Fn(&Update) -> Duration + Clone + Send + 'static) -> Inner {
        let trace = self.clone();
        BoxCloneService::new(service_fn(move |update: Update| {
            let trace = trace.clone();
            let took = took(&update);
            async move {
                let now = trace.running.fetch_add(1, Ordering::SeqCst) + 1;
                trace.most.fetch_max(now, Ordering::SeqCst);
                tokio::time::sleep(took).await;
                trace.done.lock().unwrap().push((chat(&update), update.update_id.0));
                trace.running.fetch_sub(1, Ordering::SeqCst);
                Ok(Reply::None)
            }
        }))
    }

    pub(super) fn done(&self) -> Vec<(i64, u64)> {
        self.done.lock().unwrap().clone()
    }
}

/// Takes one second for each update.
pub(super) fn slow(trace: &Trace) -> Inner {
    trace.service(|_| Duration::from_secs(1))
}

pub(super) async fn push(lanes: &mut Lanes<Inner>, update: Update) -> LaneFuture {
    lanes.ready().await.unwrap().call(update)
}

#[tokio::test(start_paused = true)]
async fn a_lane_keeps_its_order_and_lanes_run_side_by_side() {
    let trace = Trace::default();
    // Later ones are quicker: only waiting keeps them behind.
    let service = trace.service(|update| Duration::from_millis(100 - update.update_id.0));
    let mut lanes = Lanes::new(service, LanesLayer::new());
    let started = tokio::time::Instant::now();
    let mut answers = Vec::new();
    for id in 0..20 {
        answers.push(push(&mut lanes, update(id, (id % 2) as i64)).await);
    }
    for answer in answers {
        answer.await.unwrap();
    }
    let done = trace.done();
    for lane in 0..2 {
        let ids: Vec<_> = done.iter().filter(|(chat, _)| *chat == lane).map(|(_, id)| *id).collect();
        assert_eq!(ids, (0..10).map(|i| i * 2 + lane as u64).collect::<Vec<_>>());
    }
    assert_eq!(trace.most.load(Ordering::SeqCst), 2);
    assert!(started.elapsed() < Duration::from_millis(1_000), "one after another it would take 1.8 s");
}

#[tokio::test(start_paused = true)]
async fn a_full_house_is_not_ready_and_a_place_is_kept_for_who_has_it() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new().max_concurrent(n(1)).max_queued(n(2)));
    let handle = lanes.handle();
    let first = push(&mut lanes, update(1, 1)).await;
    tokio::task::yield_now().await;
    assert_eq!((handle.stats().running, handle.stats().queued), (1, 0));
    let second = push(&mut lanes, update(2, 2)).await;
    // A reservation counts, and a clone has none of its own.
    let mut reserved = lanes.clone();
    reserved.ready().await.unwrap();
    assert!(!is_ready(&mut lanes));
    assert_eq!(lane_error(lanes.call(update(9, 9)).await), LaneError::NotReady);
    let third = reserved.call(update(3, 3));
    first.await.unwrap();
    tokio::task::yield_now().await;
    assert!(is_ready(&mut lanes), "the second runs now, so there is room again");
    for answer in [second, third] {
        answer.await.unwrap();
    }
    assert_eq!(trace.most.load(Ordering::SeqCst), 1);
}

/// Polls readiness once.
fn is_ready(lanes: &mut Lanes<Inner>) -> bool {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    lanes.poll_ready(&mut context).map(Result::unwrap).is_ready()
}

#[tokio::test(start_paused = true)]
async fn a_full_lane_refuses_and_others_go_on() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new().max_queued_per_lane(n(2)));
    let mut answers = Vec::new();
    for id in 0..5 {
        answers.push(push(&mut lanes, update(id, 1)).await);
    }
    let other = push(&mut lanes, update(9, 2)).await;
    let mut full = 0;
    for answer in answers {
        match answer.await {
            Ok(_) => {}
            Err(error) => {
                assert!(matches!(error.downcast_ref(), Some(LaneError::LaneFull { waiting: 2 })));
                full += 1;
            }
        }
    }
    other.await.unwrap();
    // None had started when the first were refused: the lane's task had no chance to.
    assert_eq!((full, trace.done().len()), (3, 3));
    assert_eq!(lanes.handle().stats(), LaneStats::default());
}

#[tokio::test(start_paused = true)]
async fn nobody_has_to_wait_for_an_answer() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new());
    for id in 0..3 {
        drop(push(&mut lanes, update(id, 1)).await);
    }
    let handle = lanes.handle();
    drop(lanes);
    assert!(handle.drain(Duration::from_secs(10)).await.is_clean());
    assert_eq!(trace.done().len(), 3);
}

fn panicking() -> Inner {
    BoxCloneService::new(service_fn(|update: Update| async move {
        assert_ne!(update.update_id.0 % 2, 1, "an odd number");
        Ok(Reply::None)
    }))
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_reported_and_the_lane_goes_on() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let layer = LanesLayer::new().on_trouble(move |trouble| {
        told.lock().unwrap().push(trouble.clone());
        panic!("a hook may panic too");
    });
    let mut lanes = Lanes::new(panicking(), layer);
    let mut answers = Vec::new();
    for id in 0..4 {
        answers.push(push(&mut lanes, update(id, 1)).await);
    }
    for answer in answers {
        assert!(matches!(answer.await, Ok(Reply::None)));
    }
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    assert_eq!(seen.len(), 2);
    let Trouble::Panicked { update_id, message } = &seen[0] else { panic!("{seen:?}") };
    assert!(update_id.0 == 1 && message.contains("an odd number"), "{message}");
    assert_eq!(lanes.handle().stats().panics, 2);

    let mut lanes = Lanes::new(panicking(), LanesLayer::new().redeliver_after_panic(true));
    assert_eq!(lane_error(push(&mut lanes, update(1, 1)).await.await), LaneError::Panicked);
    push(&mut lanes, update(2, 1)).await.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_panic_outside_of_the_future_is_caught_too() {
    #[derive(Clone)]
    struct Bad;
    impl Service<Update> for Bad {
        type Response = Reply;
        type Error = BoxError;
        type Future = std::future::Ready<Result<Reply, BoxError>>;
        fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), BoxError>> {
            std::task::Poll::Ready(Ok(()))
        }
        fn call(&mut self, _: Update) -> Self::Future {
            panic!("in call")
        }
    }
    let lanes = Lanes::new(Bad, LanesLayer::new());
    let handle = lanes.handle();
    assert!(matches!(lanes.oneshot(update(1, 1)).await, Ok(Reply::None)));
    assert!(handle.drain(Duration::from_secs(1)).await.is_clean());
}

#[tokio::test(start_paused = true)]
async fn a_slow_handler_is_reported_and_not_cancelled() {
    let trace = Trace::default();
    let slow_ones = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&slow_ones);
    let layer = LanesLayer::new().handler_timeout(Duration::from_millis(500)).on_trouble(move |trouble| {
        assert!(matches!(trouble, Trouble::Slow { .. }));
        count.fetch_add(1, Ordering::SeqCst);
    });
    let mut lanes = Lanes::new(slow(&trace), layer);
    push(&mut lanes, update(1, 1)).await.await.unwrap();
    assert_eq!((trace.done().len(), slow_ones.load(Ordering::SeqCst), lanes.handle().stats().slow), (1, 1, 1));
}

#[tokio::test(start_paused = true)]
async fn handlers_past_their_time_do_not_stop_the_others_as_long_as_they_are_few() {
    let trace = Trace::default();
    let hangs = |update: &Update| Duration::from_secs(if chat(update) < 100 { 3_600 } else { 1 });
    let layer = LanesLayer::new().max_concurrent(n(4)).handler_timeout(Duration::from_secs(10));
    let mut lanes = Lanes::new(trace.service(hangs), layer);
    let handle = lanes.handle();
    let begun = tokio::time::Instant::now();
    for id in 0..4 {
        drop(push(&mut lanes, update(id, id as i64)).await);
    }
    // Four hang: the fifth chat waits until they are past their time.
    push(&mut lanes, update(4, 100)).await.await.unwrap();
    assert_eq!(begun.elapsed(), Duration::from_secs(11));
    let stats = handle.stats();
    assert_eq!((stats.running, stats.overdue, stats.slow), (4, 4, 4));
    // Four more, and these keep their places, as there are four past their time already.
    for id in 5..9 {
        drop(push(&mut lanes, update(id, id as i64)).await);
    }
    let waiting = push(&mut lanes, update(9, 101)).await;
    tokio::time::sleep(Duration::from_secs(3_000)).await;
    let stats = handle.stats();
    assert_eq!((stats.running, stats.overdue, stats.queued), (8, 4, 1));
    assert_eq!(trace.most.load(Ordering::SeqCst), 8);
    waiting.await.unwrap();
    assert!(handle.drain(Duration::from_secs(7_200)).await.is_clean());
    assert_eq!(handle.stats(), LaneStats { slow: 8, ..LaneStats::default() });
}

#[tokio::test(start_paused = true)]
async fn without_a_timeout_handlers_that_hang_use_up_what_may_run() {
    let trace = Trace::default();
    let hangs = |update: &Update| Duration::from_secs(if chat(update) < 256 { 3_600 } else { 1 });
    let mut lanes = Lanes::new(trace.service(hangs), LanesLayer::new());
    let begun = tokio::time::Instant::now();
    for id in 0..256 {
        drop(push(&mut lanes, update(id, id as i64)).await);
    }
    let waiting = push(&mut lanes, update(256, 256)).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    let stats = lanes.handle().stats();
    assert_eq!((stats.running, stats.queued, stats.overdue), (256, 1, 0));
    waiting.await.unwrap();
    assert_eq!(begun.elapsed(), Duration::from_secs(3_601));
}

#[tokio::test(start_paused = true)]
async fn draining_says_what_did_not_finish() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new());
    let handle = lanes.handle();
    let mut answers = Vec::new();
    for (id, chat) in [(1, 1), (2, 1), (3, 1), (4, 2)] {
        answers.push(push(&mut lanes, update(id, chat)).await);
    }
    let report = handle.drain(Duration::from_millis(1_500)).await;
    assert_eq!((report.running[0].0, report.running.len()), (2, 1));
    assert_eq!((report.refused[0].0, report.refused.len()), (3, 1));
    // Closed for good; and being closed is an answer, not an end of readiness.
    lanes.ready().await.unwrap();
    assert_eq!(lane_error(lanes.call(update(5, 5)).await), LaneError::Draining);
    let mut outcomes = Vec::new();
    for answer in answers {
        outcomes.push(answer.await.map_err(|error| error.to_string()).is_ok());
    }
    assert_eq!(outcomes, [true, true, false, true]);
    assert!(handle.drain(Duration::from_secs(5)).await.is_clean());
    assert_eq!(trace.done().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_room_is_woken_by_the_drain() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new().max_concurrent(n(1)).max_queued(n(1)));
    let handle = lanes.handle();
    let _running = push(&mut lanes, update(1, 1)).await;
    tokio::task::yield_now().await;
    let _queued = push(&mut lanes, update(2, 2)).await;
    let waiter = tokio::spawn(async move { lanes.ready().await.unwrap().call(update(3, 3)).await });
    tokio::task::yield_now().await;
    assert!(handle.drain(Duration::from_secs(10)).await.is_clean());
    assert_eq!(lane_error(waiter.await.unwrap()), LaneError::Draining);
}

#[test]
fn a_runtime_that_ends_leaves_no_update_without_an_answer() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new());
    let handle = lanes.handle();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let answers = runtime.block_on(async {
        [
            push(&mut lanes, update(1, 1)).await,
            push(&mut lanes, update(2, 1)).await,
            push(&mut lanes, update(3, 2)).await,
        ]
    });
    drop(runtime);
    assert_eq!(handle.stats(), LaneStats::default());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for answer in answers {
        assert_eq!(lane_error(runtime.block_on(answer)), LaneError::Interrupted);
    }
    let outside = lanes.call(update(4, 4));
    assert_eq!(lane_error(runtime.block_on(outside)), LaneError::NoRuntime);
}

#[tokio::test]
async fn a_million_lanes_seen_once_leave_nothing() {
    let service = service_fn(|_: Update| async { Ok::<_, BoxError>(Reply::None) });
    let mut lanes = Lanes::new(service, LanesLayer::new());
    let hub = lanes.hub_for_tests();
    for id in 0..1_000_000_u64 {
        let answer = lanes.ready().await.unwrap().call(update(id, id as i64));
        if id % 1_000 == 999 {
            answer.await.unwrap();
        }
    }
    assert!(lanes.handle().drain(Duration::from_secs(60)).await.is_clean());
    assert_eq!(hub.stats(), LaneStats::default());
    assert!(hub.table_capacity() <= 2_048, "{}", hub.table_capacity());
}

#[tokio::test(start_paused = true)]
async fn a_key_of_ones_own() {
    let trace = Trace::default();
    let layer = LanesLayer::new().key(|_| "all in one");
    let mut lanes = Lanes::new(slow(&trace), layer);
    let first = lanes.ready().await.unwrap().call(update(1, 1));
    let second = lanes.ready().await.unwrap().call(update(2, 2));
    first.await.unwrap();
    second.await.unwrap();
    assert_eq!((trace.most.load(Ordering::SeqCst), trace.done()), (1, vec![(1, 1), (2, 2)]));
}

/// Where each handler ran.
fn where_it_runs() -> (Inner, Arc<Mutex<Vec<tokio::task::Id>>>) {
    let tasks: Arc<Mutex<Vec<_>>> = Arc::default();
    let seen = Arc::clone(&tasks);
    let service = service_fn(move |_: Update| {
        let seen = Arc::clone(&seen);
        async move {
            seen.lock().unwrap().push(tokio::task::id());
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(Reply::None)
        }
    });
    (BoxCloneService::new(service), tasks)
}

#[tokio::test(start_paused = true)]
async fn in_the_caller_runs_what_opens_a_lane_and_in_a_task_what_waits_behind() {
    let (service, tasks) = where_it_runs();
    let mut lanes = Lanes::new(service, LanesLayer::new().run_in_caller(true));
    let (first, behind) = (push(&mut lanes, update(1, 1)).await, push(&mut lanes, update(2, 1)).await);
    let caller = tokio::spawn(first);
    let caller_id = caller.id();
    caller.await.unwrap().unwrap();
    assert_eq!(lanes.handle().stats().lanes, 1, "it was answered before the next one was done");
    behind.await.unwrap();
    assert_eq!(lanes.handle().stats(), LaneStats::default());
    let tasks = tasks.lock().unwrap();
    assert_eq!(tasks[0], caller_id);
    assert_ne!(tasks[1], caller_id);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_leaves_its_handler_running() {
    let trace = Trace::default();
    let mut lanes = Lanes::new(slow(&trace), LanesLayer::new().run_in_caller(true));
    drop(push(&mut lanes, update(1, 1)).await);
    let mut begun = push(&mut lanes, update(2, 2)).await;
    let begins =
        std::future::poll_fn(|cx| std::task::Poll::Ready(std::pin::Pin::new(&mut begun).poll(cx).is_pending()));
    assert!(begins.await);
    drop(begun);
    push(&mut lanes, update(3, 1)).await.await.unwrap();
    assert!(lanes.handle().drain(Duration::from_secs(5)).await.is_clean());
    let mut done = trace.done();
    done.sort_unstable();
    assert_eq!(done, [(1, 1), (1, 3), (2, 2)]);
}

/// One step of a random schedule.
#[derive(Clone, Debug)]
enum Step {
    /// An update of this chat, whose handler takes so many milliseconds; its caller may leave at once.
    Update { chat: i64, took: u64, leaves: bool },
    /// Time passes.
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let update = (0..6_i64, 0..40_u64, any::<bool>());
    let step = prop_oneof![
        4 => update.prop_map(|(chat, took, leaves)| Step::Update { chat, took, leaves }),
        1 => (0..60_u64).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Under any schedule: a lane keeps the order of calls, no more run at once than allowed, what was accepted is run
    /// exactly once and answered, what was refused is not run, and nothing is left over.
    #[test]
    fn nothing_is_lost_and_all_is_in_order(
        steps in steps(), concurrent in 1..5_usize, queued in 1..12_usize, per_lane in 1..6_usize,
        in_caller in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let trace = Trace::default();
            let times = Arc::new(Mutex::new(HashMap::new()));
            let lookup = Arc::clone(&times);
            let took = move |update: &Update| Duration::from_millis(lookup.lock().unwrap()[&update.update_id.0]);
            let layer = LanesLayer::new()
                .max_concurrent(n(concurrent))
                .max_queued(n(queued))
                .max_queued_per_lane(n(per_lane))
                .run_in_caller(in_caller);
            let mut lanes = Lanes::new(trace.service(took), layer);
            let handle = lanes.handle();
            let mut answers = Vec::new();
            let mut left = Vec::new();
            for (id, step) in steps.into_iter().enumerate() {
                let id = id as u64;
                match step {
                    Step::Wait(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
                    Step::Update { chat, took, leaves } => {
                        times.lock().unwrap().insert(id, took);
                        let answer = push(&mut lanes, update(id, chat)).await;
                        let stats = handle.stats();
                        assert!(stats.queued <= queued && stats.running <= concurrent, "{stats:?}");
                        if leaves { left.push((chat, id)) } else { answers.push(((chat, id), tokio::spawn(answer))) }
                    }
                }
            }
            let hub = lanes.hub_for_tests();
            let mut accepted = Vec::new();
            for (update, answer) in answers {
                match answer.await.unwrap() {
                    Ok(_) => accepted.push(update),
                    Err(error) => assert!(matches!(error.downcast_ref(), Some(LaneError::LaneFull { .. }))),
                }
            }
            assert!(handle.drain(Duration::from_secs(60)).await.is_clean());
            assert_eq!(handle.stats(), LaneStats::default());
            let (places, slots) = (hub.places.available_permits(), hub.slots.available_permits());
            assert_eq!((places, slots), (queued, concurrent), "all is given back");
            assert!(trace.most.load(Ordering::SeqCst) <= concurrent);
            let done = trace.done();
            for lane in 0..6 {
                let ids: Vec<_> = done.iter().filter(|(chat, _)| *chat == lane).map(|(_, id)| *id).collect();
                assert!(ids.is_sorted_by(|a, b| a < b), "lane {lane} ran {ids:?}");
            }
            for update in &accepted {
                assert!(done.contains(update), "{update:?} was answered and not run");
            }
            for update in &done {
                assert!(accepted.contains(update) || left.contains(update), "{update:?} was refused and run");
            }
        });
    }
}
