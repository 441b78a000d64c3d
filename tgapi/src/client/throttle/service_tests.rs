//! The layer on a paused clock, with calls that take their time.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::JoinSet;
use tower::{Layer, ServiceExt, service_fn};

use super::super::Throttle;
use super::*;
use crate::client::Retry;
use crate::error::ErrorKind;

/// What was sent: when, after the start, and the text.
type Log = Arc<Mutex<Vec<(Duration, String)>>>;

/// A Bot API that takes 50 ms for everything and refuses `flood` with 429 the first time.
fn api(log: &Log) -> impl Service<RawCall, Response = RawOutput, Error = Error, Future: Send> + Clone + Send + use<> {
    let (log, start, floods) = (Arc::clone(log), Instant::now(), Arc::new(AtomicUsize::new(0)));
    service_fn(move |call: RawCall| {
        let (log, floods) = (Arc::clone(&log), Arc::clone(&floods));
        async move {
            let params: serde_json::Value = serde_json::from_str(call.params()).unwrap();
            let text = params["text"].as_str().unwrap_or(call.method()).to_owned();
            log.lock().unwrap().push((start.elapsed(), text.clone()));
            tokio::time::sleep(Duration::from_millis(50)).await;
            if text == "flood" && floods.fetch_add(1, Ordering::Relaxed) == 0 {
                return Err(Error::refused("sendMessage", ApiError::new(429, "Too Many Requests: retry after 30")));
            }
            Ok(RawOutput::new("true").unwrap())
        }
    })
}

fn message(chat: i64, text: &str) -> RawCall {
    RawCall::from_parts("sendMessage", &serde_json::json!({"chat_id": chat, "text": text}), []).unwrap()
}

fn texts(log: &Log) -> Vec<String> {
    log.lock().unwrap().iter().map(|(_, text)| text.clone()).collect()
}

/// A call that is forgotten fails the test instead of hanging it: the paused clock jumps to the end.
async fn in_time(test: impl Future<Output = ()>) {
    tokio::time::timeout(Duration::from_secs(86_400), test).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_order_of_a_chat_is_kept_even_where_a_call_is_repeated() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().layer(Retry::new().layer(api(&log)));
        let mut calls = JoinSet::new();
        for text in ["1", "flood", "3", "4"] {
            calls.spawn(service.clone().oneshot(message(5, text)));
            // Begun: it has its place.
            tokio::task::yield_now().await;
        }
        calls.spawn(service.clone().oneshot(message(6, "elsewhere")));
        while let Some(result) = calls.join_next().await {
            assert_eq!(result.unwrap().unwrap().get(), "true");
        }
        assert_eq!(texts(&log), ["1", "elsewhere", "flood", "flood", "3", "4"]);
        let log = log.lock().unwrap();
        assert!(log[1].0 < Duration::from_millis(5), "another chat was held up: {:?}", log[1]);
        assert!(log[3].0 >= Duration::from_secs(30), "{:?}", log[3]);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn calls_to_one_chat_wait_for_each_other_and_for_its_limit() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().layer(api(&log));
        let mut calls = JoinSet::new();
        for n in 0..7 {
            calls.spawn(service.clone().oneshot(message(5, &n.to_string())));
            tokio::task::yield_now().await;
        }
        while let Some(result) = calls.join_next().await {
            result.unwrap().unwrap();
        }
        assert_eq!(texts(&log), ["0", "1", "2", "3", "4", "5", "6"]);
        let seconds: Vec<_> = log.lock().unwrap().iter().map(|(at, _)| at.as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 3, 3, 3, 6]);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn the_places_of_those_who_give_up_go_to_those_behind_them() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().layer(api(&log));
        let calls: Vec<_> =
            (1..=90).map(|chat| tokio::spawn(service.clone().oneshot(message(chat, &chat.to_string())))).collect();
        tokio::task::yield_now().await;
        // Thirty went at once. Of the others, thirty had their turn after one second and thirty after two.
        calls[30..60].iter().for_each(tokio::task::JoinHandle::abort);
        for (chat, call) in (1..).zip(calls) {
            match call.await {
                Ok(result) => assert_eq!(result.unwrap().get(), "true"),
                Err(gone) => assert!(gone.is_cancelled() && (31..=60).contains(&chat), "{chat}: {gone}"),
            }
        }
        let log = log.lock().unwrap();
        assert_eq!(log.len(), 60);
        assert_eq!((log[29].0.as_secs(), log[30].0.as_secs(), log[59].0.as_secs()), (0, 1, 1));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_flood_that_nobody_repeats_closes_its_chat_for_the_next_call() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().layer(api(&log));
        let error = service.clone().oneshot(message(5, "flood")).await.unwrap_err();
        assert!(error.is_flood());
        let begun = Instant::now();
        service.clone().oneshot(message(6, "elsewhere")).await.unwrap();
        assert!(begun.elapsed() < Duration::from_secs(1));
        service.clone().oneshot(message(5, "next")).await.unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(30));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_chat_closed_for_hours_says_so_at_once() {
    in_time(async {
        let service = service_fn(|_: RawCall| async {
            Err::<RawOutput, _>(Error::refused(
                "sendMessage",
                ApiError::new(429, "Too Many Requests: retry after 9000"),
            ))
        });
        let service = Throttle::new().layer(service);
        service.clone().oneshot(message(5, "a")).await.unwrap_err();
        tokio::time::sleep(Duration::from_millis(1500)).await;
        let error = service.clone().oneshot(message(5, "b")).await.unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::from_secs(8999)));
        assert_eq!((error.method(), error.is_flood()), ("sendMessage", true));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_broadcast_goes_out_at_the_rate_and_in_order() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().layer(api(&log));
        let mut calls = JoinSet::new();
        for chat in 1..=1000 {
            calls.spawn(service.clone().oneshot(message(chat, "hello")));
        }
        while let Some(result) = calls.join_next().await {
            result.unwrap().unwrap();
        }
        let log = log.lock().unwrap();
        assert_eq!(log.len(), 1000);
        let last = log[999].0;
        assert!(last >= Duration::from_secs(33) && last < Duration::from_secs(34), "{last:?}");
        for window in log.windows(31) {
            assert!(window[30].0 - window[0].0 >= Duration::from_millis(999), "{window:?}");
        }
    })
    .await;
}

fn is_pending(future: &mut Pin<Box<impl Future>>) -> bool {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_makes_room_and_who_is_not_polled_holds_up_nobody_elsewhere() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().layer(api(&log));
        // Thirty go at once; these wait for the next second.
        let mut calls = JoinSet::new();
        for chat in 1..=30 {
            calls.spawn(service.clone().oneshot(message(chat, "first")));
        }
        tokio::task::yield_now().await;
        let mut idle = Box::pin(service.clone().oneshot(message(31, "not polled")));
        assert!(is_pending(&mut idle));
        let mut gone = Box::pin(service.clone().oneshot(message(32, "gone")));
        assert!(is_pending(&mut gone));
        let behind = tokio::spawn(service.clone().oneshot(message(33, "behind")));
        tokio::task::yield_now().await;
        drop(gone);
        behind.await.unwrap().unwrap();
        assert!(log.lock().unwrap().iter().all(|(_, text)| text != "gone" && text != "not polled"));
        idle.await.unwrap();
        assert_eq!(texts(&log).last().unwrap(), "not polled");
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn what_only_asks_is_let_through_and_a_full_queue_refuses() {
    in_time(async {
        let log = Log::default();
        let service = Throttle::new().max_waiting(2, 2).layer(api(&log));
        let mut calls = JoinSet::new();
        for _ in 0..3 {
            calls.spawn(service.clone().oneshot(message(5, "x")));
            tokio::task::yield_now().await;
        }
        let error = service.clone().oneshot(message(6, "too much")).await.unwrap_err();
        assert_eq!((error.kind(), error.method()), (ErrorKind::QueueFull, "sendMessage"));
        let asks = RawCall::from_parts("getChat", &serde_json::json!({"chat_id": 5}), []).unwrap();
        service.clone().oneshot(asks).await.unwrap();
        calls.abort_all();
        while calls.join_next().await.is_some() {}
        let shared = lock(&service.shared);
        assert_eq!((shared.policy.size().1, shared.wakers.len()), (0, 0));
    })
    .await;
}
