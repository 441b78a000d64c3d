//! Tests of the service, on tokio's paused clock.

mod ends;

use std::collections::HashMap;
use std::convert::Infallible;
use std::string::{String, ToString};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::vec::Vec;

use tokio::sync::oneshot;
use tokio::time::Instant;
use tower::{Layer, Service, ServiceExt, service_fn};

use super::*;
use crate::Config;

type Gate = Arc<Mutex<HashMap<u64, oneshot::Receiver<Result<String, String>>>>>;

fn config() -> Config {
    Config::new().with_window(8).with_hold(Duration::from_millis(100)).with_start_at(0)
}

/// An inner service that notes its calls and answers `number!` (or what its gate says).
fn recording(
    gates: Gate,
) -> (impl Service<u64, Response = String, Error = String, Future: Send> + Send, Arc<Mutex<Vec<u64>>>) {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&calls);
    let service = service_fn(move |n: u64| {
        seen.lock().unwrap().push(n);
        let gate = gates.lock().unwrap().remove(&n);
        async move {
            match gate {
                Some(gate) => gate.await.unwrap_or_else(|_| panic!("gate {n} dropped")),
                None => Ok(std::format!("{n}!")),
            }
        }
    });
    (service, calls)
}

fn reordered(gates: &Gate) -> (Reorder<u64, String>, Arc<Mutex<Vec<u64>>>) {
    let (inner, calls) = recording(Arc::clone(gates));
    (ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner), calls)
}

fn gate(gates: &Gate, n: u64) -> oneshot::Sender<Result<String, String>> {
    let (open, gate) = oneshot::channel();
    gates.lock().unwrap().insert(n, gate);
    open
}

async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn calls_reach_the_inner_service_in_order_and_resolve_in_any() {
    let gates = Gate::default();
    let open = gate(&gates, 0);
    let (mut service, calls) = reordered(&gates);
    let two = service.call(2);
    let zero = service.call(0);
    let one = service.call(1);
    assert_eq!(one.await.unwrap(), "1!");
    assert_eq!(two.await.unwrap(), "2!");
    open.send(Ok(String::from("opened"))).unwrap();
    assert_eq!(zero.await.unwrap(), "opened");
    assert_eq!(*calls.lock().unwrap(), [0, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn a_resend_joins_and_the_last_caller_gets_the_response() {
    let gates = Gate::default();
    let open = gate(&gates, 0);
    let (mut service, calls) = reordered(&gates);
    let held = service.call(1);
    let held_again = service.call(1);
    let first = service.call(0);
    settle().await;
    let second = service.call(0);
    let third = service.call(0);
    drop(third);
    open.send(Ok(String::from("real"))).unwrap();
    assert_eq!(first.await.unwrap(), "");
    assert_eq!(second.await.unwrap(), "real");
    assert_eq!(held.await.unwrap(), "");
    assert_eq!(held_again.await.unwrap(), "1!");
    assert_eq!(service.call(0).await.unwrap(), "", "handled before");
    assert_eq!(*calls.lock().unwrap(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn who_joins_does_not_depend_on_whom_they_joined() {
    let gates = Gate::default();
    let opens: Vec<_> = (0..2).map(|n| gate(&gates, n)).collect();
    let (mut service, calls) = reordered(&gates);
    // Joined before its turn, and after: the owners of both are not looked at before the others are answered.
    let one = service.call(1);
    let one_again = service.call(1);
    let zero = service.call(0);
    let zero_again = service.call(0);
    for open in opens {
        open.send(Ok(String::from("real"))).unwrap();
    }
    assert_eq!((zero_again.await.unwrap(), one_again.await.unwrap()), ("real".into(), "real".into()));
    assert_eq!((zero.await.unwrap(), one.await.unwrap()), (String::new(), String::new()));
    assert_eq!(*calls.lock().unwrap(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_call_is_driven_by_who_made_it() {
    let driven: Arc<Mutex<HashMap<u64, tokio::task::Id>>> = Arc::default();
    let seen = Arc::clone(&driven);
    let inner = service_fn(move |n: u64| {
        let seen = Arc::clone(&seen);
        async move {
            seen.lock().unwrap().insert(n, tokio::task::id());
            Ok::<_, Infallible>(())
        }
    });
    let mut service = ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner);
    // The second one gives out both.
    let one = tokio::spawn(service.call(1));
    let zero = tokio::spawn(service.call(0));
    let makers = HashMap::from([(0, zero.id()), (1, one.id())]);
    zero.await.unwrap().unwrap();
    one.await.unwrap().unwrap();
    assert_eq!(*driven.lock().unwrap(), makers);
}

#[tokio::test(start_paused = true)]
async fn an_error_goes_to_all_and_the_number_may_come_again() {
    let gates = Gate::default();
    let open = gate(&gates, 0);
    let (mut service, calls) = reordered(&gates);
    let (first, second) = (service.call(0), service.call(0));
    assert_eq!(service.call(1).await.unwrap(), "1!");
    open.send(Err(String::from("no"))).unwrap();
    for failed in [first.await, second.await] {
        let error = failed.unwrap_err();
        assert!(error.to_string().ends_with("failed: no"), "{error}");
        assert_eq!(error.source().unwrap().to_string(), "no");
        assert!(error.downcast_ref::<CallError>().unwrap().get_ref().is_some());
    }
    assert_eq!(service.call(0).await.unwrap(), "0!", "it is handled again, though 1 was given out");
    assert_eq!(service.call(0).await.unwrap(), "", "and then it is done");
    assert_eq!(*calls.lock().unwrap(), [0, 1, 0]);
}

#[tokio::test(start_paused = true)]
async fn who_goes_away_cancels_nothing() {
    let gates = Gate::default();
    let (mut service, calls) = reordered(&gates);
    drop(service.call(1));
    drop(service.call(0));
    let ended = service.ended();
    drop(service);
    ended.wait().await;
    assert_eq!(*calls.lock().unwrap(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_that_calls_error_only() {
    let gates = Gate::default();
    drop(gate(&gates, 0)); // The inner future panics when its gate is gone.
    let (mut service, _) = reordered(&gates);
    let error = service.call(0).await.unwrap_err();
    assert!(error.downcast_ref::<CallError>().unwrap().is_panic());
    assert!(error.to_string().contains("gate 0 dropped"), "{error}");
    assert_eq!(service.call(1).await.unwrap(), "1!");
    assert_eq!(service.call(0).await.unwrap(), "0!");
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_call_itself_is_that_calls_error_only() {
    let inner = service_fn(|n: u64| {
        assert_ne!(n, 0, "zero");
        async move { Ok::<u64, Infallible>(n) }
    });
    let mut service = ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner);
    let zero = service.call(0);
    assert_eq!(service.call(1).await.unwrap(), 1);
    assert!(zero.await.unwrap_err().downcast_ref::<CallError>().unwrap().is_panic());
}

#[tokio::test(start_paused = true)]
async fn beyond_the_window_a_call_waits_for_room() {
    let gates = Gate::default();
    let (mut service, calls) = reordered(&gates);
    let callers: Vec<_> = (0..100u64).rev().map(|n| tokio::spawn(service.call(n))).collect();
    for (caller, n) in callers.into_iter().zip((0..100u64).rev()) {
        assert_eq!(caller.await.unwrap().unwrap(), std::format!("{n}!"));
    }
    assert_eq!(*calls.lock().unwrap(), (0..100).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn resends_of_a_call_without_room_are_handled_once() {
    let gates = Gate::default();
    let (mut service, calls) = reordered(&gates);
    let (a, b) = (tokio::spawn(service.call(8)), tokio::spawn(service.call(8)));
    settle().await;
    b.abort();
    for n in 0..8 {
        drop(service.call(n));
    }
    assert_eq!(a.await.unwrap().unwrap(), "8!");
    assert_eq!(*calls.lock().unwrap(), (0..9).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_gap_holds_calls_no_longer_than_the_hold() {
    let gates = Gate::default();
    let (mut service, calls) = reordered(&gates);
    let start = Instant::now();
    assert_eq!(service.call(3).await.unwrap(), "3!");
    assert_eq!(start.elapsed(), Duration::from_millis(100));
    assert_eq!(service.call(1).await.unwrap(), "1!");
    assert_eq!(start.elapsed(), Duration::from_millis(100), "late: at once");
    assert_eq!(*calls.lock().unwrap(), [3, 1]);
    assert_eq!(service.stats().snapshot().late, 1);
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_what_the_sender_has_no_connection_left_for() {
    let gates = Gate::default();
    let (inner, calls) = recording(Arc::clone(&gates));
    let layer = ReorderLayer::new(config(), |n: &u64| *n).unwrap().with_max_callers(3);
    let mut service = layer.layer(inner);
    let began = Instant::now();
    let (three, five) = (service.call(3), service.call(5));
    settle().await;
    assert!(calls.lock().unwrap().is_empty(), "a third request may still bring what is missing");
    let two = service.call(2);
    // 0 and 1 cannot come now. When 2 and 3 are answered 4 can, so it is waited for again.
    assert_eq!((two.await.unwrap(), three.await.unwrap()), ("2!".into(), "3!".into()));
    assert_eq!(began.elapsed(), Duration::ZERO);
    let (one, zero) = (service.call(1), service.call(0));
    assert_eq!((one.await.unwrap(), zero.await.unwrap()), ("1!".into(), "0!".into()));
    assert_eq!(began.elapsed(), Duration::ZERO);
    let four = service.call(4);
    assert_eq!((four.await.unwrap(), five.await.unwrap()), ("4!".into(), "5!".into()));
    assert_eq!(*calls.lock().unwrap(), [2, 3, 1, 0, 4, 5]);
    assert_eq!(began.elapsed(), Duration::ZERO);
    assert_eq!(service.stats().snapshot().late, 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_at_work_may_free_its_connection_so_the_gap_is_waited_for() {
    let gates = Gate::default();
    let open = gate(&gates, 0);
    let (inner, calls) = recording(Arc::clone(&gates));
    let layer = ReorderLayer::new(config(), |n: &u64| *n).unwrap().with_max_callers(2);
    let mut service = layer.layer(inner);
    let (zero, two) = (service.call(0), service.call(2));
    settle().await;
    assert_eq!(*calls.lock().unwrap(), [0]);
    open.send(Ok(String::from("done"))).unwrap();
    assert_eq!(zero.await.unwrap(), "done");
    let one = service.call(1);
    assert_eq!((one.await.unwrap(), two.await.unwrap()), ("1!".into(), "2!".into()));
    assert_eq!(*calls.lock().unwrap(), [0, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn a_caller_who_has_gone_takes_no_connection() {
    let gates = Gate::default();
    let (inner, calls) = recording(Arc::clone(&gates));
    let layer = ReorderLayer::new(config(), |n: &u64| *n).unwrap().with_max_callers(2);
    let mut service = layer.layer(inner);
    drop(service.call(2));
    let three = service.call(3);
    settle().await;
    let (zero, one) = (service.call(0), service.call(1));
    assert_eq!((zero.await.unwrap(), one.await.unwrap()), ("0!".into(), "1!".into()));
    three.await.unwrap();
    assert_eq!(*calls.lock().unwrap(), [0, 1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_gave_up_waiting_for_room_leaves_no_trace() {
    let gates = Gate::default();
    let (mut service, calls) = reordered(&gates);
    service.call(0).await.unwrap();
    let far = tokio::time::timeout(Duration::from_millis(10), service.call(1_000_000));
    assert!(far.await.is_err());
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (two, one) = (service.call(2), service.call(1));
    assert_eq!((one.await.unwrap(), two.await.unwrap()), ("1!".into(), "2!".into()));
    // Resends of what was handled.
    assert_eq!((service.call(1).await.unwrap(), service.call(0).await.unwrap()), (String::new(), String::new()));
    assert_eq!(*calls.lock().unwrap(), [0, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn at_most_so_many_calls_are_in_flight() {
    let gates = Gate::default();
    let opens: Vec<_> = (0..3).map(|n| gate(&gates, n)).collect();
    let (inner, calls) = recording(Arc::clone(&gates));
    let layer = ReorderLayer::new(config(), |n: &u64| *n).unwrap().with_max_in_flight(2);
    let mut service = layer.layer(inner);
    let callers: Vec<_> = (0..3).map(|n| service.call(n)).collect();
    settle().await;
    assert_eq!(*calls.lock().unwrap(), [0, 1]);
    for open in opens {
        open.send(Ok(String::new())).unwrap();
    }
    for caller in callers {
        caller.await.unwrap();
    }
    assert_eq!(*calls.lock().unwrap(), [0, 1, 2]);
}

/// Four callers send every number in an order of their own, repeating what failed; one number in seven fails at first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_resent_is_handled_well_exactly_once() {
    const NUMBERS: u64 = 2000;
    let attempts: Arc<Mutex<HashMap<u64, (u32, u32)>>> = Arc::default();
    let seen = Arc::clone(&attempts);
    let inner = service_fn(move |n: u64| {
        let seen = Arc::clone(&seen);
        async move {
            tokio::task::yield_now().await;
            let mut seen = seen.lock().unwrap();
            let (failed, done) = seen.entry(n).or_default();
            if n.is_multiple_of(7) && *failed == 0 {
                *failed += 1;
                return Err(String::from("not yet"));
            }
            *done += 1;
            Ok(n)
        }
    });
    let config = Config::new().with_window(64).with_hold(Duration::from_millis(2)).with_start_at(0);
    let service = ReorderLayer::new(config, |n: &u64| *n).unwrap().layer(inner);
    let callers = (1..=4u64).map(|seed| {
        let mut service = service.clone();
        tokio::spawn(async move {
            for block in 0..NUMBERS / 50 {
                let mut order: Vec<u64> = (block * 50..(block + 1) * 50).collect();
                let mut state = seed * 1000 + block;
                for i in (1..order.len()).rev() {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    order.swap(i, (state >> 33) as usize % (i + 1));
                }
                let mut open: Vec<_> = order.into_iter().map(|n| (n, service.call(n))).collect();
                while let Some((n, call)) = open.pop() {
                    if call.await.is_err() {
                        open.push((n, service.call(n)));
                    }
                }
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.unwrap();
    }
    let ended = service.ended();
    drop(service);
    ended.wait().await;
    let attempts = attempts.lock().unwrap();
    assert_eq!(attempts.len() as u64, NUMBERS);
    for (n, (failed, done)) in attempts.iter() {
        assert_eq!((*failed, *done), (u32::from(n.is_multiple_of(7)), 1), "{n}");
    }
}

#[test]
fn handles_go_where_they_are_needed() {
    fn sendable<T: Send + Clone + 'static>() {}
    fn shared<T: Send + Sync>() {}
    sendable::<Reorder<u64, String>>();
    shared::<Reorder<std::cell::Cell<u64>, std::cell::Cell<u64>>>();
    sendable::<ReorderLayer<std::cell::Cell<u64>>>();
    shared::<CallError>();
}
