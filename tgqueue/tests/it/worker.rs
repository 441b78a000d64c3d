//! From intake to done: order, failures, dead letters, stopping, and lanes that are lost.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::{BoxError, Lane, RawCall, RawUpdate, Reply, Update, UserId};
use tgqueue::{Clock, Engine, Intake, LeaseRequest, Memory, Timestamp, Worker, WorkerConfig, WorkerReport};
use tokio::time::Instant;
use tower::ServiceExt;

const BOT: UserId = UserId(1);

/// Tokio's, which a test can pause.
struct TokioClock(Instant);

impl Clock for TokioClock {
    fn now(&self) -> Timestamp {
        Timestamp(1_800_000_000_000).after(self.0.elapsed())
    }
}

fn memory() -> Memory {
    Memory::with(1, TokioClock(Instant::now()))
}

fn json(id: u64, chat: i64) -> String {
    format!(
        r#"{{"update_id":{id},"message":{{"message_id":1,"date":1,"chat":{{"id":{chat},"type":"private"}},"text":"hi"}}}}"#
    )
}

async fn store(queue: &Memory, json: impl Into<String>) {
    Intake::new(queue.clone(), BOT).oneshot(RawUpdate::new(json.into())).await.unwrap();
}

fn chat(update: &Update) -> i64 {
    match update.lane() {
        Lane::Chat(chat) => chat.0,
        other => panic!("{other:?}"),
    }
}

/// What was handled, in order.
type Log = Arc<Mutex<Vec<(i64, u64)>>>;

/// A worker that runs until nothing waits.
async fn work_off<S>(queue: &Memory, worker: Worker<Memory, S>) -> WorkerReport
where
    S: tower::Service<Update, Response = Reply> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
{
    let idle = queue.clone();
    let stop = async move {
        while idle.stats(BOT).await.unwrap().pending > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    worker.run_until(stop).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn each_chat_in_its_order_and_chats_side_by_side() {
    let queue = memory();
    let log = Log::default();
    // Stored in disorder, within and across chats.
    for id in [4, 1, 7, 10, 2, 8, 3, 9, 6, 5, 12, 11] {
        store(&queue, json(id, (id % 3) as i64)).await;
    }
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (seen, at_once) = (Arc::clone(&log), Arc::clone(&most));
    let service = tower::service_fn(move |update: Update| {
        let (log, running, most) = (Arc::clone(&seen), Arc::clone(&running), Arc::clone(&at_once));
        async move {
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(30)).await;
            log.lock().unwrap().push((chat(&update), update.update_id.0));
            running.fetch_sub(1, Ordering::SeqCst);
            Ok::<_, BoxError>(Reply::None)
        }
    });
    let report = work_off(&queue, Worker::new(queue.clone(), BOT, service)).await;
    assert_eq!((report.done, report.unfinished), (12, 0));
    let mut by_chat = BTreeMap::<i64, Vec<u64>>::new();
    log.lock().unwrap().iter().for_each(|(chat, id)| by_chat.entry(*chat).or_default().push(*id));
    assert_eq!(by_chat[&0], [3, 6, 9, 12]);
    assert_eq!(by_chat[&1], [1, 4, 7, 10]);
    assert_eq!(by_chat[&2], [2, 5, 8, 11]);
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_tried_again_in_its_turn_and_then_a_dead_letter() {
    let queue = memory();
    for id in 1..=3 {
        store(&queue, json(id, 5)).await;
    }
    let log = Log::default();
    let seen = Arc::clone(&log);
    let service = tower::service_fn(move |update: Update| {
        seen.lock().unwrap().push((chat(&update), update.update_id.0));
        let tried = seen.lock().unwrap().iter().filter(|(_, id)| *id == update.update_id.0).count();
        async move {
            match update.update_id.0 {
                // The second succeeds the second time, the first never.
                1 => panic!("on purpose"),
                2 if tried < 2 => Err(BoxError::from("not yet")),
                _ => Ok(Reply::None),
            }
        }
    });
    let config = WorkerConfig::new().attempts(3).pauses(Duration::from_secs(10), Duration::from_secs(60));
    let start = Instant::now();
    let report = work_off(&queue, Worker::new(queue.clone(), BOT, service).config(config)).await;
    assert_eq!((report.done, report.retried, report.dead), (2, 3, 1));
    let ids: Vec<_> = log.lock().unwrap().iter().map(|(_, id)| *id).collect();
    assert_eq!(ids, [1, 1, 1, 2, 2, 3]);
    // 10 and 20 s for the first, 10 s for the second.
    assert!((40..43).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    let letters = queue.letters(None, None, 10).await.unwrap();
    let [letter] = &letters[..] else { panic!("{letters:?}") };
    assert!(letter.reason.contains("failed 3 times") && letter.reason.contains("panicked"), "{}", letter.reason);
    assert_eq!((letter.update.unwrap().0.0, letter.attempts), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_kept_and_holds_nobody_up() {
    let queue = memory();
    store(&queue, "no JSON at all").await;
    // Its number can be read; the rest is cut short.
    let stored = tgqueue::NewUpdate {
        bot: BOT,
        key: tgqueue::Key::Known { update_id: 1.into(), conversation: Lane::Chat(5.into()).into() },
        raw: r#"{"update_id":1,"message":{"#.into(),
    };
    queue.append(vec![stored]).await.unwrap();
    store(&queue, json(2, 5)).await;
    let service = tower::service_fn(|update: Update| async move {
        assert_eq!(update.update_id.0, 2);
        Ok::<_, BoxError>(Reply::None)
    });
    let report = work_off(&queue, Worker::new(queue.clone(), BOT, service)).await;
    assert_eq!((report.done, report.dead), (1, 1));
    let letters = queue.letters(None, None, 10).await.unwrap();
    assert!(letters[0].update.is_none() && letters[0].reason.contains("not JSON"), "{letters:?}");
    assert!(letters[1].reason.contains("cannot be parsed"), "{letters:?}");
    let raw = queue.letter(letters[0].id).await.unwrap().unwrap().raw;
    assert_eq!(raw, "no JSON at all");
}

#[tokio::test(start_paused = true)]
async fn a_verdict_makes_a_dead_letter_of_what_ended_well() {
    let queue = memory();
    store(&queue, json(1, 5)).await;
    let verdict = Arc::new(Mutex::new(None::<tgqueue::Verdicts>));
    let verdicts = Arc::clone(&verdict);
    let service = tower::service_fn(move |update: Update| {
        let verdicts = Arc::clone(&verdicts);
        async move {
            let verdicts = verdicts.lock().unwrap().clone().unwrap();
            verdicts.condemn(update.update_id, "the handler gave up");
            verdicts.condemn(99.into(), "not at work");
            Ok::<_, BoxError>(Reply::None)
        }
    });
    let worker = Worker::new(queue.clone(), BOT, service);
    *verdict.lock().unwrap() = Some(worker.verdicts());
    let report = work_off(&queue, worker).await;
    assert_eq!(report.dead, 1);
    assert_eq!(queue.letters(None, None, 10).await.unwrap()[0].reason, "the handler gave up");
}

#[tokio::test(start_paused = true)]
async fn replies_are_sent_and_one_that_fails_repeats_nothing() {
    let queue = memory();
    for id in 1..=2 {
        store(&queue, json(id, id as i64)).await;
    }
    let service = tower::service_fn(|update: Update| async move {
        let call = RawCall::new(&tgapi::methods::SendMessage::new(chat(&update), "hi"))?;
        Ok::<_, BoxError>(Reply::Call(call))
    });
    let sent = Arc::new(AtomicUsize::new(0));
    let sends = Arc::clone(&sent);
    let worker = Worker::new(queue.clone(), BOT, service).send(move |call| {
        assert_eq!(call.method(), "sendMessage");
        let number = sends.fetch_add(1, Ordering::SeqCst);
        async move { if number == 0 { Err("no network".into()) } else { Ok(()) } }
    });
    let report = work_off(&queue, worker).await;
    assert_eq!((report.done, sent.load(Ordering::SeqCst)), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_chat_that_floods_and_one_that_fails_hide_no_other() {
    let queue = memory();
    for id in 1..=3_000 {
        store(&queue, json(id, 5)).await;
    }
    // Chat 6 fails for a long time.
    store(&queue, json(3_001, 6)).await;
    for id in 3_002..=3_010 {
        store(&queue, json(id, id as i64)).await;
    }
    let log = Log::default();
    let seen = Arc::clone(&log);
    let service = tower::service_fn(move |update: Update| {
        let log = Arc::clone(&seen);
        async move {
            if chat(&update) == 6 {
                return Err(BoxError::from("no"));
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
            log.lock().unwrap().push((chat(&update), update.update_id.0));
            Ok(Reply::None)
        }
    });
    let worker = Worker::new(queue.clone(), BOT, service).config(WorkerConfig::new().max_in_flight(16));
    let seen = Arc::clone(&log);
    let stop = async move {
        while seen.lock().unwrap().iter().filter(|(chat, _)| *chat > 6).count() < 9 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let start = Instant::now();
    worker.run_until(stop).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let flood = log.lock().unwrap().iter().filter(|(chat, _)| *chat == 5).map(|(_, id)| *id).collect::<Vec<_>>();
    assert!(flood.is_sorted() && flood.len() < 10, "{flood:?}");
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_is_due_while_hands_are_full_waits_for_room() {
    let queue = memory();
    store(&queue, json(1, 5)).await;
    let (busy, failed) = (queue.clone(), Arc::new(AtomicUsize::new(0)));
    let service = tower::service_fn(move |update: Update| {
        let (queue, failed) = (busy.clone(), Arc::clone(&failed));
        async move {
            if chat(&update) == 5 && failed.fetch_add(1, Ordering::SeqCst) == 0 {
                // Comes while the first one waits, and takes longer than that.
                store(&queue, json(2, 6)).await;
                return Err(BoxError::from("not yet"));
            }
            tokio::time::sleep(Duration::from_secs(30)).await;
            Ok(Reply::None)
        }
    });
    let config = WorkerConfig::new().max_in_flight(1);
    let start = Instant::now();
    let report = work_off(&queue, Worker::new(queue.clone(), BOT, service).config(config)).await;
    assert_eq!((report.done, report.retried), (2, 1));
    assert!((60..63).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn stopping_finishes_what_is_at_work_and_begins_nothing() {
    let queue = memory();
    for id in 1..=4 {
        store(&queue, json(id, 5 + (id % 2) as i64)).await;
    }
    let begun = Arc::new(AtomicUsize::new(0));
    let begins = Arc::clone(&begun);
    let service = tower::service_fn(move |update: Update| {
        begins.fetch_add(1, Ordering::SeqCst);
        async move {
            // One chat's is done in time, the other's is not.
            tokio::time::sleep(Duration::from_secs(if chat(&update) == 5 { 5 } else { 60 })).await;
            Ok::<_, BoxError>(Reply::None)
        }
    });
    let worker = Worker::new(queue.clone(), BOT, service).config(WorkerConfig::new().drain(Duration::from_secs(20)));
    let start = Instant::now();
    let report = worker.run_until(tokio::time::sleep(Duration::from_secs(1))).await.unwrap();
    assert_eq!((report.done, report.unfinished), (1, 1));
    assert!((20..23).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    assert_eq!(begun.load(Ordering::SeqCst), 2);
    // The lane is free at once, and the rest is there.
    let ttl = Duration::from_secs(10);
    let leases = queue.lease(LeaseRequest { bot: BOT, worker: "next".into(), want: 1, ttl }).await.unwrap();
    assert_eq!((leases.len(), queue.stats(BOT).await.unwrap().pending), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn a_worker_that_lost_its_lane_begins_nothing_and_its_marks_do_not_count() {
    let clock = Instant::now();
    let queue = Memory::with(1, TokioClock(clock));
    for id in 1..=3 {
        store(&queue, json(id, 5)).await;
    }
    // The first worker is paused while it has the lane: nobody renews.
    let ttl = Duration::from_secs(10);
    let paused = queue.lease(LeaseRequest { bot: BOT, worker: "paused".into(), want: 1, ttl }).await.unwrap();
    let fetch = tgqueue::Fetch { max: 10, per_conversation: 10, busy: Vec::new() };
    let in_hand = queue.fetch(&paused, fetch).await.unwrap().updates;
    let handled = Arc::new(AtomicUsize::new(0));
    let handles = Arc::clone(&handled);
    let service = tower::service_fn(move |_: Update| {
        handles.fetch_add(1, Ordering::SeqCst);
        async { Ok::<_, BoxError>(Reply::None) }
    });
    let report = work_off(&queue, Worker::new(queue.clone(), BOT, service)).await;
    assert_eq!((report.done, handled.load(Ordering::SeqCst)), (3, 3));
    assert!(clock.elapsed() >= ttl, "it waited for the lease to run out");
    let late = in_hand.iter().map(|update| tgqueue::Mark {
        lease: update.lease,
        ticket: update.ticket,
        outcome: tgqueue::Outcome::Done,
    });
    assert_eq!(queue.settle(late.collect()).await.unwrap(), [tgqueue::Settled::Fenced; 3]);
}

#[tokio::test(start_paused = true)]
async fn what_comes_while_it_works_is_handled_at_once() {
    let queue = memory();
    let (seen, mut sees) = tokio::sync::mpsc::unbounded_channel();
    let service = tower::service_fn(move |update: Update| {
        let seen = seen.clone();
        async move { seen.send(update.update_id.0).map(|()| Reply::None).map_err(BoxError::from) }
    });
    let incoming = queue.clone();
    let stop = async move {
        for id in 1..=50 {
            let start = Instant::now();
            store(&incoming, json(id, 5)).await;
            assert_eq!(sees.recv().await, Some(id));
            assert!(start.elapsed() < Duration::from_millis(50), "{:?}", start.elapsed());
            tokio::time::sleep(Duration::from_secs(7)).await;
        }
    };
    let report = Worker::new(queue.clone(), BOT, service).run_until(stop).await.unwrap();
    assert_eq!(report.done, 50);
}
