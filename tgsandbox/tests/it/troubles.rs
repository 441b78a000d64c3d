//! Faults beyond order and duplicates: refusals, errors, resets, latency, a server that goes away; and time that flies.

use std::time::Duration;

use serde_json::json;
use tgsandbox::{Event, Faults, Sandbox};
use tokio::time::Instant;

use crate::kit::{Webhook, call, message, ok, plain, set, try_call};

#[tokio::test]
async fn server_errors_are_502_and_the_call_is_not_made() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    sandbox.set_faults(Faults { server_error_rate: 1.0, ..Faults::default() });
    let answer = call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await;
    assert_eq!(answer.error(), (502, "Bad Gateway".to_owned()));
    assert!(ann.messages().is_empty());
}

#[tokio::test]
async fn a_reset_call_was_made_or_was_not() {
    let sandbox = Sandbox::builder().seed(5).start().await.unwrap();
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    sandbox.set_faults(Faults { reset_rate: 1.0, ..Faults::default() });
    for _ in 0..40 {
        try_call(&sandbox, "sendMessage", json!({"chat_id": ann.id(), "text": "x"})).await.unwrap_err();
    }
    let made = ann.messages().len();
    assert!((5..=35).contains(&made), "{made} of 40");
}

#[tokio::test(start_paused = true)]
async fn calls_take_as_long_as_they_are_told() {
    let sandbox = plain().await;
    let delay = Duration::from_secs(3);
    sandbox.set_faults(Faults { call_delay: Some(delay..=delay), ..Faults::default() });
    let start = Instant::now();
    ok(&sandbox, "getMe", json!({})).await;
    assert_eq!(start.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn an_outage_cuts_connections_and_polls_and_loses_nothing() {
    let sandbox = plain().await;
    let id = sandbox.push_update(&message(1, "x")).unwrap();
    let other = sandbox.add_bot();
    let webhook = Webhook::ok().await;
    set(&sandbox, &webhook.url(), json!({})).await;
    assert_eq!(webhook.next().await.id(), id);
    sandbox.idle().await.unwrap();
    let poll = {
        let (address, path) = (sandbox.address(), format!("/bot{}/getUpdates?timeout=50", other.token()));
        tokio::spawn(async move { crate::kit::send(address, crate::kit::get(&path)).await })
    };
    other.polled().await.unwrap();
    sandbox.outage(Duration::ZERO).await.unwrap();
    assert!(poll.await.unwrap().is_err(), "the poll went without an answer");
    assert_eq!(ok(&sandbox, "getWebhookInfo", json!({})).await["url"], webhook.url());
    let next = sandbox.push_update(&message(1, "y")).unwrap();
    let got = webhook.next().await;
    assert_eq!((got.id(), got.connection), (next, 1), "on a connection of its own");
}

#[tokio::test(start_paused = true)]
async fn what_was_in_flight_when_the_server_went_away_is_sent_again() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sandbox = plain().await;
    set(&sandbox, &format!("http://{}/", silent.local_addr().unwrap()), json!({})).await;
    let id = sandbox.push_update(&message(1, "x")).unwrap();
    let (first, _) = silent.accept().await.unwrap();
    sandbox.bot().until("a request", |stats| stats.attempts == 1).await.unwrap();
    sandbox.outage(Duration::from_secs(30)).await.unwrap();
    let (_second, _) = silent.accept().await.unwrap();
    sandbox.bot().until("another request", |stats| stats.attempts == 2).await.unwrap();
    drop(first);
    let sent = sandbox
        .transcript()
        .into_iter()
        .filter(|entry| matches!(entry.event, Event::Sent { update_id, .. } if update_id == id));
    assert_eq!(sent.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_day_of_retries_passes_at_once() {
    let webhook = Webhook::start(None, |_, _| crate::kit::status(500)).await;
    let day = Duration::from_secs(24 * 3600);
    let sandbox = Sandbox::builder().plain_http(true).timeout(2 * day).start().await.unwrap();
    set(&sandbox, &webhook.url(), json!({})).await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let start = Instant::now();
    sandbox.idle().await.unwrap();
    assert!((day - Duration::from_secs(130)..=day).contains(&start.elapsed()), "{:?}", start.elapsed());
    let stats = sandbox.stats();
    assert_eq!((stats.dropped, stats.delivered), (1, 0));
    assert!(stats.attempts > 700, "{stats:?}");
}
