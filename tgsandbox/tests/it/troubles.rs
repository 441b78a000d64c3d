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

#[tokio::test(start_paused = true)]
async fn updates_are_under_way_as_long_as_they_are_told_some_much_longer() {
    let webhook = Webhook::ok().await;
    let sandbox =
        Sandbox::builder().plain_http(true).seed(3).timeout(Duration::from_secs(86_400)).start().await.unwrap();
    set(&sandbox, &webhook.url(), json!({})).await;
    let (short, long) = (Duration::from_secs(2), Duration::from_secs(30));
    let faults =
        Faults { delay: Some(short..=short), slow_rate: 0.2, slow_delay: Some(long..=long), ..Faults::default() };
    sandbox.set_faults(faults.clone());
    sandbox.push_updates(&vec![message(1, "x"); 50]);
    sandbox.idle().await.unwrap();
    let mut sent = std::collections::HashMap::new();
    let mut spans = Vec::new();
    for entry in sandbox.transcript() {
        match entry.event {
            Event::Sent { update_id, .. } => drop(sent.insert(update_id, entry.at)),
            Event::Answered { update_id, .. } => spans.push((entry.at - sent[&update_id]).as_secs()),
            _ => {}
        }
    }
    let slow = spans.iter().filter(|span| **span == 30).count();
    assert_eq!((spans.len(), spans.iter().filter(|span| **span == 2).count() + slow), (50, 50), "{spans:?}");
    assert!((3..=20).contains(&slow), "{slow} of 50, seed 3");
    // And so is the answer of a poll.
    ok(&sandbox, "deleteWebhook", json!({})).await;
    sandbox.set_faults(Faults { slow_rate: 0.0, ..faults });
    let start = Instant::now();
    ok(&sandbox, "getUpdates", json!({})).await;
    assert_eq!(start.elapsed().as_secs(), 2);
}

#[tokio::test]
async fn refusals_come_in_bursts_and_say_how_long() {
    let faults =
        Faults { too_many_requests_rate: 0.05, too_many_requests_burst: 4, retry_after: 9, ..Faults::default() };
    let sandbox = Sandbox::builder().seed(7).faults(faults).start().await.unwrap();
    let mut refused = Vec::new();
    for _ in 0..200 {
        let answer = call(&sandbox, "getMe", json!({})).await;
        refused.push(answer.status == 429);
        if answer.status == 429 {
            assert_eq!(answer.error().1, "Too Many Requests: retry after 9");
        }
    }
    let runs: Vec<_> = refused.split(|refused| !refused).map(<[bool]>::len).filter(|run| *run > 0).collect();
    // The last one may have been cut short by the end.
    assert!(runs.len() > 2 && runs[..runs.len() - 1].iter().all(|run| *run >= 4), "{runs:?}");
    assert_eq!(sandbox.stats().calls_refused, runs.iter().sum::<usize>() as u64);
}

#[tokio::test]
async fn a_restart_cuts_the_connections_of_all_bots_and_each_is_told() {
    let sandbox = plain().await;
    let other = sandbox.add_bot();
    let poll = {
        let (address, path) = (sandbox.address(), format!("/bot{}/getUpdates?timeout=50", other.token()));
        tokio::spawn(async move { crate::kit::send(address, crate::kit::get(&path)).await })
    };
    other.polled().await.unwrap();
    sandbox.restart();
    assert!(poll.await.unwrap().is_err(), "the poll went without an answer");
    for bot in sandbox.bots() {
        assert!(bot.transcript().iter().any(|entry| entry.event == Event::Restarted));
    }
    ok(&sandbox, "getMe", json!({})).await;
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
