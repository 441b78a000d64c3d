//! The driver against a scripted server, in paused time.

use std::future::pending;
use std::time::Duration;

use tgapi::{BoxError, Reply, Update};
use tokio::time::{Instant, sleep};

use super::bot::{Behaviour, Run, at_once};
use super::script::{Server, api_error, conflict, network};
use crate::{Config, PollError, Poller};

const MS: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn updates_are_handled_in_order_and_confirmed() {
    let server = Server::default();
    server.push(1..=250);
    let run = Run::new(&server, at_once);
    sleep(SECOND).await;
    assert_eq!(run.calls(), (1..=250).collect::<Vec<_>>());
    assert_eq!(server.lock().confirmed.len(), 250);
    // Now a long poll is open, and answers as something comes.
    let n_requests = server.lock().requests.len();
    assert!(n_requests <= 8, "{n_requests} requests for 250 updates");
    server.push(251..=251);
    sleep(20 * MS).await;
    assert_eq!(run.calls().last(), Some(&251));
    sleep(300 * SECOND).await;
    let idle = server.lock().requests.len() - n_requests;
    assert!((10..=13).contains(&idle), "{idle} requests in 300 idle seconds");
    let summary = run.stop().await;
    assert_eq!((summary.received, summary.handled, summary.unconfirmed), (251, 251, 0));
}

#[tokio::test(start_paused = true)]
async fn a_slow_call_holds_the_offset_but_not_the_others() {
    let server = Server::default();
    server.push(1..=3);
    let run = Run::new(&server, |id, _| Behaviour::Ok(if id == 1 { 10 * SECOND } else { Duration::ZERO }));
    sleep(SECOND).await;
    server.push(4..=5);
    sleep(5 * SECOND).await;
    assert_eq!(run.calls(), [1, 2, 3, 4, 5]);
    assert!(server.lock().confirmed.is_empty());
    assert!(server.lock().requests.len() <= 10);
    sleep(5 * SECOND).await;
    assert_eq!(server.lock().confirmed, [1, 2, 3, 4, 5]);
    let summary = run.stop().await;
    assert_eq!((summary.handled, summary.over_budget), (5, 0));
    assert!(summary.duplicates > 0);
}

#[tokio::test(start_paused = true)]
async fn a_hanging_call_holds_the_offset_for_its_budget_and_goes_on() {
    let server = Server::default();
    server.push(1..=300);
    let run = Run::new(&server, |id, _| Behaviour::Ok(if id == 1 { 60 * SECOND } else { Duration::ZERO }));
    sleep(24 * SECOND).await;
    assert_eq!(run.calls().len(), 100, "a hundred can be seen behind the one that hangs");
    assert!(server.lock().requests.len() <= 3, "and nobody asks for them again and again");
    sleep(3 * SECOND).await;
    assert_eq!(run.calls(), (1..=300).collect::<Vec<_>>());
    assert_eq!(server.lock().confirmed.len(), 300);
    assert!(!run.finished.lock().unwrap().contains(&1));
    sleep(40 * SECOND).await;
    assert!(run.finished.lock().unwrap().contains(&1));
    let summary = run.stop().await;
    assert_eq!((summary.handled, summary.over_budget, summary.not_finished), (300, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_refused_update_stays_unconfirmed_and_comes_again() {
    let server = Server::default();
    server.push(1..=3);
    let run = Run::new(&server, |id, attempt| match (id, attempt) {
        (2, ..4) => Behaviour::Err(Duration::ZERO),
        _ => Behaviour::Ok(Duration::ZERO),
    });
    sleep(2 * SECOND).await;
    server.push(4..=4);
    sleep(SECOND).await;
    assert_eq!(server.lock().confirmed, [1]);
    sleep(2 * SECOND).await;
    assert_eq!(server.lock().confirmed, [1, 2, 3, 4]);
    let calls = run.log.lock().unwrap().clone();
    let times: Vec<_> = calls.iter().filter(|(_, id)| *id == 2).map(|(at, _)| *at).collect();
    let pauses: Vec<_> = times.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f32().round()).collect();
    assert_eq!(pauses, [1.0, 1.0, 2.0], "0.5, 1, 2 s, rounded");
    let summary = run.stop().await;
    assert_eq!((summary.received, summary.handled, summary.failed, summary.redelivered), (4, 4, 3, 3));
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_a_refusal_and_hurts_nobody_else() {
    let server = Server::default();
    server.push(1..=3);
    let run = Run::new(&server, |id, attempt| match (id, attempt) {
        (1, 1) => Behaviour::Panic,
        _ => Behaviour::Ok(Duration::ZERO),
    });
    sleep(5 * SECOND).await;
    assert_eq!(run.calls(), [1, 2, 3, 1]);
    assert_eq!(run.stop().await.unconfirmed, 0);
}

#[tokio::test(start_paused = true)]
async fn replies_are_sent_and_their_failure_is_not_the_updates() {
    let server = Server::default();
    server.push(1..=2);
    server.lock().reply_faults.push_back(api_error(403, "Forbidden: bot was blocked by the user"));
    let run = Run::new(&server, |_, _| Behaviour::Reply);
    sleep(SECOND).await;
    let replies = server.lock().replies.clone();
    assert_eq!(replies.len(), 2);
    assert_eq!(replies[1], ("sendMessage".to_owned(), r#"{"chat_id":5,"text":"to 2"}"#.to_owned()));
    let summary = run.stop().await;
    assert_eq!((summary.handled, summary.replies_failed, summary.unconfirmed), (2, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn trouble_passes() {
    let server = Server::default();
    server.push(1..=1);
    for error in [
        network(),
        api_error(502, "Bad Gateway"),
        tgapi::Error::decode("getUpdates", 200, "the answer is cut short"),
        tgapi::Error::timeout("getUpdates", 60 * SECOND),
    ] {
        server.fault(error);
    }
    let run = Run::new(&server, at_once);
    sleep(12 * SECOND).await;
    assert_eq!(run.calls(), [1]);
    let summary = run.stop().await;
    assert_eq!((summary.requests_failed, summary.conflicts, summary.unconfirmed), (4, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_conflict_is_retried_slowly() {
    let server = Server::default();
    server.push(1..=1);
    for _ in 0..3 {
        server
            .fault(conflict("terminated by other getUpdates request; make sure that only one bot instance is running"));
    }
    let run = Run::new(&server, at_once);
    sleep(60 * SECOND).await;
    let times: Vec<_> = server.lock().requests.iter().map(|(at, _)| *at).collect();
    for (pair, (least, most)) in times.windows(2).zip([(5.0, 7.6), (10.0, 15.1), (20.0, 30.1)]) {
        let pause = (pair[1] - pair[0]).as_secs_f64();
        assert!((least..=most).contains(&pause), "{pause}");
    }
    assert_eq!(run.calls(), [1]);
    assert_eq!(run.stop().await.conflicts, 3);
}

#[tokio::test(start_paused = true)]
async fn a_webhook_is_deleted_only_if_told_to() {
    for delete in [false, true] {
        let server = Server::default();
        server.push(1..=1);
        server.lock().webhook = true;
        let run = Run::start(&server, Config::new().delete_webhook(delete), at_once, false);
        sleep(30 * SECOND).await;
        assert_eq!(run.calls().len(), usize::from(delete));
        assert_eq!(server.lock().deleted.len(), usize::from(delete));
        assert_eq!(run.stop().await.conflicts > 0, !delete);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_ends_at_once() {
    for (code, words) in [(401, "does not accept the bot's token"), (404, "knows no such bot")] {
        let server = Server::default();
        server.fault(api_error(code, "Unauthorized"));
        let run = Run::new(&server, at_once);
        let began = Instant::now();
        let error = run.task.await.unwrap().unwrap_err();
        assert!(began.elapsed() < SECOND);
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.summary().requests_failed, 1);
        assert_eq!(matches!(error, PollError::NotFound { .. }), code == 404);
    }
}

#[tokio::test(start_paused = true)]
async fn an_element_without_an_id_blocks_nothing() {
    let server = Server::default();
    server.push(1..=1);
    server.push_json(2, r#"{"message":{}}"#.to_owned());
    let run = Run::new(&server, at_once);
    sleep(5 * SECOND).await;
    assert_eq!(server.lock().confirmed, [1, 2]);
    let n_requests = server.lock().requests.len();
    assert!(n_requests <= 5, "{n_requests}");
    server.push(3..=3);
    sleep(SECOND).await;
    assert_eq!(run.calls(), [1, 3]);
    assert!(run.stop().await.unreadable > 0);
}

#[tokio::test(start_paused = true)]
async fn a_new_numbering_is_followed() {
    for first in [700, 900_000_000] {
        let server = Server::default();
        server.push([1_000_000, 1_000_001]);
        let run = Run::new(&server, at_once);
        sleep(SECOND).await;
        for day in 0..8 {
            sleep(24 * 3600 * SECOND).await;
            assert!(server.lock().requests.len() < (day + 1) * 4000);
        }
        server.push([first, first + 1]);
        sleep(40 * SECOND).await;
        server.push([first + 2]);
        sleep(SECOND).await;
        assert_eq!(run.calls(), [1_000_000, 1_000_001, first, first + 1, first + 2]);
        assert!(server.lock().queue.is_empty());
        let summary = run.stop().await;
        assert_eq!((summary.renumbered, summary.unconfirmed), (u64::from(first == 700), 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_starts_over_early_is_followed_too() {
    let server = Server::default();
    server.push([1_000_000, 1_000_001]);
    let run = Run::new(&server, at_once);
    sleep(SECOND).await;
    server.push([700]);
    sleep(40 * SECOND).await;
    assert_eq!(run.calls(), [1_000_000, 1_000_001, 700]);
    assert_eq!(run.stop().await.renumbered, 1);
    assert!(server.lock().queue.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_stop_waits_for_what_runs_and_confirms_it() {
    let server = Server::default();
    server.push(1..=2);
    let run = Run::new(&server, |_, _| Behaviour::Ok(10 * SECOND));
    sleep(SECOND).await;
    server.push(3..=3);
    let began = Instant::now();
    let summary = run.stop().await;
    assert!((8 * SECOND..10 * SECOND).contains(&began.elapsed()), "{:?}", began.elapsed());
    assert_eq!((summary.received, summary.handled, summary.unconfirmed), (2, 2, 0));
    let state = server.lock();
    let (_, last) = state.requests.last().unwrap();
    assert_eq!((last.offset, last.timeout, last.limit), (Some(3), Some(0), Some(1)));
    assert_eq!(state.queue.keys().collect::<Vec<_>>(), [&3]);
}

#[tokio::test(start_paused = true)]
async fn a_stop_gives_up_the_long_poll_at_once() {
    let server = Server::default();
    server.push(1..=1);
    let run = Run::start(&server, Config::new().hold_budget(SECOND), |_, _| Behaviour::Ok(20 * SECOND), false);
    sleep(3 * SECOND).await;
    assert_eq!(server.lock().n_open, 1, "past its budget, 1 still runs while the next is waited for");
    run.stop.send(()).unwrap();
    sleep(MS).await;
    assert_eq!(server.lock().n_open, 0);
    // What comes now is for the next start.
    server.push(2..=2);
    let summary = run.task.await.unwrap().unwrap();
    assert_eq!((summary.received, summary.handled, summary.over_budget), (1, 1, 1));
    assert_eq!(server.lock().queue.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stop_does_not_wait_for_ever_and_confirms_nothing_that_hangs() {
    let server = Server::default();
    server.push(1..=3);
    let run = Run::new(&server, |id, _| if id == 2 { Behaviour::Hang } else { Behaviour::Ok(Duration::ZERO) });
    sleep(10 * SECOND).await;
    let began = Instant::now();
    let summary = run.stop().await;
    assert!((20 * SECOND..21 * SECOND).contains(&began.elapsed()));
    assert_eq!((summary.handled, summary.not_finished, summary.unconfirmed), (2, 1, 2));
    assert_eq!(server.lock().confirmed, [1]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_poller_cancels_no_call() {
    let server = Server::default();
    server.push(1..=2);
    let run = Run::new(&server, |_, _| Behaviour::Ok(10 * SECOND));
    sleep(SECOND).await;
    run.task.abort();
    sleep(10 * SECOND).await;
    assert_eq!(*run.finished.lock().unwrap(), [1, 2]);
    assert!(server.lock().confirmed.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_broken_service_ends_it_after_a_drain() {
    let server = Server::default();
    server.push(1..=2);
    let run = Run::start(&server, Config::new(), |_, _| Behaviour::Ok(5 * SECOND), true);
    let error = run.task.await.unwrap().unwrap_err();
    assert!(matches!(error, PollError::Service { .. }), "{error}");
    assert_eq!((error.summary().handled, error.summary().unconfirmed), (1, 1));
    assert_eq!(run.server.lock().confirmed, [1]);
}

#[tokio::test(start_paused = true)]
async fn settings_reach_the_wire_and_the_counters_can_be_watched() {
    let server = Server::default();
    server.push(1..=3);
    let config = Config::new().allowed_updates([tgapi::UpdateType::Message]).limit(2).timeout(7 * SECOND);
    let bot = tower::service_fn(|_: Update| async { Ok::<_, BoxError>(Reply::None) });
    let poller = Poller::new(server.clone(), bot).config(config);
    let counters = poller.watch();
    let task = tokio::spawn(poller.run_until(pending()));
    sleep(SECOND).await;
    assert_eq!(counters.borrow().handled, 3);
    {
        let state = server.lock();
        let (_, request) = state.requests.last().unwrap();
        assert_eq!((request.limit, request.timeout), (Some(2), Some(7)));
        assert_eq!(request.allowed_updates, Some(vec![tgapi::UpdateType::Message]));
    }
    assert_eq!(server.offsets(), [None, Some(3), Some(4)], "quick handlers are waited for, not asked around");
    task.abort();
}
