//! Who gets a connection when there are more peers than room.

use tgwebhook::{Limits, WebhookService};

use super::limited;
use crate::support::*;

#[tokio::test]
async fn an_address_does_not_get_more_than_its_share() {
    let bot = Bot::default();
    let running = limited(&bot, |limits| limits.max_connections_per_address = 2).await;
    let mut first = running.connect().await;
    let mut second = running.connect().await;
    assert_eq!(first.ask(request("/hook", 1)).await.status, 200);
    assert_eq!(second.ask(request("/hook", 2)).await.status, 200);
    running.connect().await.ends().await;
    assert_eq!(running.monitor.stats().crowded, 1);
    drop(first);
    until(|| running.monitor.stats().open == 1).await;
    assert_eq!(running.connect().await.ask(request("/hook", 3)).await.status, 200);
}

#[tokio::test]
async fn good_requests_get_through_beside_idle_crowds() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let mut crowd = Vec::new();
    for _ in 0..100 {
        let mut silent = running.connect().await;
        silent.send("POST /hook HTTP/1.1\r\n").await;
        crowd.push(silent);
    }
    let mut talk = running.connect().await;
    for id in 0..50 {
        assert_eq!(talk.ask(request("/hook", id)).await.status, 200);
    }
}

#[tokio::test]
async fn silent_connections_make_room() {
    let bot = Bot::default();
    let running = limited(&bot, |limits| limits.max_connections = 5).await;
    let mut kept = running.connect().await;
    assert_eq!(kept.ask(request("/hook", 1)).await.status, 200);
    let mut crowd = Vec::new();
    for _ in 0..50 {
        let mut silent = running.connect().await;
        silent.send_if_open("POST /hook HTTP/1.1\r\n").await;
        crowd.push(silent);
        assert_eq!(kept.ask(request("/hook", 2)).await.status, 200, "whoever asked before stays");
    }
    assert_eq!(running.connect().await.ask(request("/hook", 3)).await.status, 200, "newcomers get in");
    assert!(running.monitor.stats().open <= 5);
    assert!(running.monitor.stats().displaced >= 46);
    crowd.remove(0).ends().await;
}

/// A page that anybody may read shows nothing about who reads it.
#[tokio::test]
async fn readers_of_a_health_page_make_room() {
    let bot = Bot::default();
    let health = tower::service_fn(|_: http::Request<hyper::body::Incoming>| async {
        Ok::<_, std::convert::Infallible>(http::Response::new(http_body_util::Full::<bytes::Bytes>::default()))
    });
    let mut limits = Limits::default();
    limits.max_connections = 2;
    let service = webhook(WebhookService::builder(bot.service()));
    let running =
        Running::start(server().await.limits(limits).route("/hook", service).route_service("/health", health));
    let health = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
    let mut strangers = [running.connect().await, running.connect().await];
    for stranger in &mut strangers {
        assert_eq!(stranger.ask(health).await.status, 200);
        assert_eq!(stranger.ask(health).await.status, 200, "the connection is kept while there is room");
    }
    let mut telegram = running.connect().await;
    assert_eq!(telegram.ask(request("/hook", 1)).await.status, 200);
    strangers[0].ends().await;
    assert_eq!(strangers[1].ask(health).await.status, 200);
    assert_eq!(running.monitor.stats().displaced, 1);
}

/// The secret counts from the moment it was seen, not from the answer on: handlers may take their time.
#[tokio::test]
async fn whoever_waits_for_a_handler_does_not_make_room() {
    let bot = Bot::default();
    let running = limited(&bot, |limits| limits.max_connections = 2).await;
    let go = bot.hold(1, Some(say("hi")));
    let mut telegram = running.connect().await;
    telegram.send(request("/hook", 1)).await;
    until(|| bot.begun(1) == 1).await;
    for _ in 0..10 {
        running.connect().await.send_if_open("POST").await;
        assert_eq!(running.connect().await.ask(request("/nowhere", 2)).await.status, 404);
    }
    go.add_permits(1);
    assert!(telegram.answer().await.unwrap().body.contains("sendMessage"));
}

/// Linux gives every process all of 127.0.0.0/8; elsewhere there is one loopback address.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_flood_from_one_address_leaves_room_for_others() {
    let bot = Bot::default();
    let running = limited(&bot, |limits| {
        limits.max_connections = 30;
        limits.max_connections_per_address = 20;
    })
    .await;
    let mut crowd = Vec::new();
    for _ in 0..200 {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
        crowd.push(within(socket.connect(running.address)).await.unwrap());
    }
    let mut kept = running.connect().await;
    for id in 0..20 {
        assert_eq!(running.connect().await.ask(request("/hook", 2 * id)).await.status, 200);
        assert_eq!(kept.ask(request("/hook", 2 * id + 1)).await.status, 200);
    }
    until(|| running.monitor.stats().crowded == 180).await;
    assert!(running.monitor.stats().open <= 30);
}
