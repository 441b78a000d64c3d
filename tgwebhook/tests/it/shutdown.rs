//! Stopping: what is at work is finished, what cannot be is reported, and nobody new gets in.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::{BoxError, Reply, Update};
use tgwebhook::WebhookService;
use tokio::net::TcpStream;

use crate::support::*;

#[tokio::test]
async fn what_is_at_work_is_answered_and_closed() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let address = running.address;
    let go = bot.hold(1, Some(say("hi")));
    let mut busy = running.connect().await;
    busy.send(request("/hook", 1)).await;
    let mut idle = running.connect().await;
    assert_eq!(idle.ask(request("/hook", 2)).await.status, 200);
    let fresh = running.connect().await;
    until(|| bot.begun(1) == 1 && running.monitor.stats().accepted == 3).await;
    let stopping = running.stop();
    idle.ends().await;
    { fresh }.ends().await;
    within(async { while TcpStream::connect(address).await.is_ok() {} }).await;
    go.add_permits(1);
    let answer = busy.answer().await.unwrap();
    assert_eq!((answer.status, answer.header("connection")), (200, Some("close")));
    assert!(answer.body.contains("sendMessage"));
    busy.ends().await;
    let report = within(stopping).await.unwrap().unwrap();
    assert_eq!((report.connections_cut, report.updates_unfinished), (0, 0));
}

#[tokio::test]
async fn a_client_that_went_away_leaves_its_reply_to_the_one_that_came_back() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.route("/hook", service.clone()));
    let go = bot.hold(1, Some(say("hi")));
    // The order in which they join is what counts: the one that leaves is the last.
    let mut stays = running.connect().await;
    stays.send(request("/hook", 1)).await;
    until(|| bot.begun(1) == 1).await;
    let mut leaves = running.connect().await;
    leaves.send(request("/hook", 1)).await;
    until(|| service.stats().joined == 1).await;
    drop(leaves);
    until(|| running.monitor.stats().open == 1).await;
    go.add_permits(1);
    assert!(stays.answer().await.unwrap().body.contains("sendMessage"));
    assert_eq!(bot.begun(1), 1);
}

#[tokio::test]
async fn many_bots_share_a_port() {
    let (one, two) = (Bot::default(), Bot::default());
    let health = tower::service_fn(|_| async {
        Ok::<_, std::convert::Infallible>(http::Response::new(http_body_util::Full::from("fine")))
    });
    let server = server()
        .await
        .route("/one", webhook(WebhookService::builder(one.service())))
        .route("/two", webhook(WebhookService::builder(two.service()).path("/two")))
        .route_service("/health", health);
    let running = Running::start(server);
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(request("/one", 1)).await.status, 200);
    assert_eq!(talk.ask(request("/two?x=y", 2)).await.status, 200);
    assert_eq!(talk.ask("GET /health HTTP/1.1\r\nHost: a\r\n\r\n").await.body, "fine");
    assert_eq!(talk.ask("GET /three HTTP/1.1\r\nHost: a\r\n\r\n").await.status, 404);
    assert_eq!((one.ended(1), two.ended(2), one.ended(2)), (1, 1, 0));
    assert_eq!(running.monitor.stats().unrouted, 1);
}

/// Stopped at any moment of a storm of requests: whatever was answered 200 was handled to its end, nothing was cut.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_stopping_under_load() {
    let seed = fastrand::u64(..);
    let mut random = fastrand::Rng::with_seed(seed);
    let mut acknowledged = 0;
    for round in 0..20 {
        let ended = Arc::new(Mutex::new(HashSet::new()));
        let handled = Arc::clone(&ended);
        let service = webhook(WebhookService::builder(tower::service_fn(move |update: Update| {
            let handled = Arc::clone(&handled);
            async move {
                tokio::time::sleep(Duration::from_millis(update.update_id.0 % 5)).await;
                handled.lock().unwrap().insert(update.update_id.0);
                Ok::<_, BoxError>(Reply::None)
            }
        })));
        let running = Running::start(server().await.route("/hook", service.clone()));
        let address = running.address;
        let clients: Vec<_> = (0..8)
            .map(|client| {
                tokio::spawn(async move {
                    let mut acknowledged = Vec::new();
                    let Ok(stream) = TcpStream::connect(address).await else { return acknowledged };
                    let mut talk = Talk::new(stream);
                    for id in (client * 1_000).. {
                        talk.send_if_open(request("/hook", id)).await;
                        match talk.answer().await {
                            Some(answer) if answer.status == 200 => acknowledged.push(id),
                            _ => break,
                        }
                    }
                    acknowledged
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(random.u64(0..40_000))).await;
        let report = within(running.stop()).await.unwrap().unwrap();
        assert_eq!((report.connections_cut, report.updates_unfinished), (0, 0), "round {round}, seed {seed}");
        for client in clients {
            for id in within(client).await.unwrap() {
                assert!(ended.lock().unwrap().contains(&id), "update {id}, round {round}, seed {seed}");
                acknowledged += 1;
            }
        }
        assert_eq!(service.stats().accepted, ended.lock().unwrap().len() as u64, "everything begun was ended");
    }
    assert!(acknowledged > 0, "seed {seed}");
}
