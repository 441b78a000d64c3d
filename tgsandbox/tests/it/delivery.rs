//! How updates reach a webhook, and what faults do to that.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use http::Response;
use http_body_util::Full;
use serde_json::{Value, json};
use tgsandbox::{Event, Faults, Sandbox};

use crate::kit::{Got, LONG, Webhook, message, plain, set, status, with_webhook};

fn ids(got: &[Got]) -> Vec<u64> {
    got.iter().map(Got::id).collect()
}

#[tokio::test]
async fn a_request_has_exactly_telegrams_head_and_body() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({"secret_token": "s3cret"})).await;
    let id = sandbox.push_update(&message(5, "é")).unwrap();
    let got = webhook.next().await;
    assert_eq!(got.target, "POST /hook?x=1 HTTP/1.1");
    let names: Vec<_> = got.headers.keys().map(http::HeaderName::as_str).collect();
    assert_eq!(
        names,
        ["host", "x-telegram-bot-api-secret-token", "content-type", "content-length", "connection", "accept-encoding"]
    );
    assert_eq!(got.headers["host"], "127.0.0.1", "without the port");
    assert_eq!(got.headers["x-telegram-bot-api-secret-token"], "s3cret");
    assert_eq!(got.headers["content-type"], "application/json");
    assert_eq!(got.headers["connection"], "keep-alive");
    assert_eq!(got.headers["accept-encoding"], "gzip, deflate");
    assert!(got.text.starts_with(&format!("{{\"update_id\":{id},\n\"message\":{{")), "{}", got.text);
    assert!(got.text.contains("\\u00e9") && got.text.is_ascii());
}

#[tokio::test]
async fn user_info_in_the_url_becomes_basic_authorization() {
    let webhook = Webhook::ok().await;
    let sandbox = plain().await;
    set(&sandbox, &format!("http://u:p@{}/", webhook.address), json!({})).await;
    sandbox.push_update(&message(5, "x")).unwrap();
    assert_eq!(webhook.next().await.headers["authorization"], "Basic dTpw");
}

#[tokio::test]
async fn one_chat_arrives_in_order_and_chats_side_by_side_on_reused_connections() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({"max_connections": 8})).await;
    let updates: Vec<Value> = (0..400).map(|n| message(n % 20 + 1, &n.to_string())).collect();
    assert!(sandbox.push_updates(&updates).iter().all(Result::is_ok));
    sandbox.idle().await.unwrap();
    let got = webhook.rest();
    assert_eq!(got.len(), 400);
    let mut last: HashMap<i64, u64> = HashMap::new();
    for request in &got {
        let json: Value = serde_json::from_str(&request.text).unwrap();
        let chat = json["message"]["chat"]["id"].as_i64().unwrap();
        let earlier = last.insert(chat, request.id());
        assert!(earlier.is_none_or(|earlier| earlier < request.id()), "chat {chat} out of order");
    }
    let connections: HashSet<_> = got.iter().map(|request| request.connection).collect();
    assert!(connections.len() <= 8, "{connections:?}");
    let stats = sandbox.stats();
    assert_eq!((stats.created, stats.delivered, stats.pending, stats.failed), (400, 400, 0, 0));
    assert!(stats.max_connections <= 8);
}

#[tokio::test]
async fn any_2xx_is_delivered_and_anything_else_is_tried_again_at_once() {
    for (code, reason) in [(500, "Internal Server Error"), (301, "Moved Permanently"), (404, "Not Found")] {
        let webhook = Webhook::start(None, move |n, _| status(if n == 0 { code } else { 204 })).await;
        let sandbox = with_webhook(&webhook, json!({})).await;
        let id = sandbox.push_update(&message(5, "x")).unwrap();
        assert_eq!(ids(&webhook.next_n(2).await), [id, id]);
        sandbox.idle().await.unwrap();
        let wanted = format!("Wrong response from the webhook: {code} {reason}");
        assert_eq!(sandbox.webhook().unwrap().last_error, Some(wanted));
        let stats = sandbox.stats();
        assert_eq!((stats.sent, stats.attempts, stats.failed, stats.delivered), (1, 2, 1, 1));
    }
}

#[tokio::test]
async fn a_failing_chat_holds_back_its_own_updates_and_a_button_press_of_it_overtakes() {
    let respond = |_: usize, got: &Got| {
        let fails = got.text.contains("\"poison\"");
        let mut response = status(if fails { 503 } else { 200 });
        if fails {
            response.headers_mut().insert("retry-after", 3000.into());
        }
        response
    };
    let webhook = Webhook::start(None, respond).await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    let press = json!({"callback_query": {"id": "1", "from": {"id": 1}, "data": "x"}});
    let updates = [message(1, "poison"), message(1, "blocked"), message(2, "free"), press];
    let sent: Vec<u64> = sandbox.push_updates(&updates).into_iter().map(Result::unwrap).collect();
    let mut got = ids(&webhook.next_n(3).await);
    got.sort_unstable();
    assert_eq!(got, [sent[0], sent[2], sent[3]]);
    sandbox.bot().until("two deliveries", |stats| stats.delivered == 2).await.unwrap();
    assert_eq!(sandbox.stats().pending, 2);
}

#[tokio::test]
async fn a_call_in_the_answer_is_made_as_the_bot_before_the_chats_next_update_is_sent() {
    let respond = |n: usize, got: &Got| {
        let json: Value = serde_json::from_str(&got.text).unwrap();
        let call = json!({"method": "sendMessage", "chat_id": json["message"]["chat"]["id"], "text": format!("#{n}")});
        Response::builder().header("content-type", "application/json").body(Full::from(call.to_string())).unwrap()
    };
    let webhook = Webhook::start(None, respond).await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    let ann = sandbox.user("Ann");
    for _ in 0..5 {
        ann.send("hi").await;
    }
    for n in 0..5 {
        ann.expect_text(&format!("#{n}")).await.unwrap();
    }
    let calls = sandbox.transcript().into_iter().filter(
        |entry| matches!(&entry.event, Event::Call { method, in_webhook_answer: true, .. } if method == "sendmessage"),
    );
    assert_eq!(calls.count(), 5);
}

#[tokio::test]
async fn a_failed_calls_result_is_thrown_away_and_the_update_counts_as_delivered() {
    let respond = |_: usize, _: &Got| {
        let call = json!({"method": "sendMessage", "chat_id": 1, "text": "to nobody"});
        Response::builder().header("content-type", "application/json").body(Full::from(call.to_string())).unwrap()
    };
    let webhook = Webhook::start(None, respond).await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    sandbox.push_update(&message(5, "x")).unwrap();
    sandbox.idle().await.unwrap();
    assert_eq!((sandbox.stats().delivered, sandbox.stats().failed), (1, 0));
}

#[tokio::test]
async fn a_peer_that_closes_in_place_of_an_answer_gets_the_update_again_at_once() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sandbox = plain().await;
    set(&sandbox, &format!("http://{}/", listener.local_addr().unwrap()), json!({})).await;
    sandbox.push_update(&message(5, "x")).unwrap();
    for _ in 0..2 {
        let (stream, _) = listener.accept().await.unwrap();
        stream.readable().await.unwrap();
        drop(stream);
    }
    sandbox.bot().until("a failure", |stats| stats.failed >= 1).await.unwrap();
    let failed = |event: &Event| matches!(event, Event::Failed { error, .. } if error == "Webhook connection closed");
    assert!(sandbox.transcript().iter().any(|entry| failed(&entry.event)));
    assert_eq!(sandbox.stats().pending, 1);
}

#[tokio::test]
async fn nobody_listening_shows_as_connection_refused_and_loses_nothing() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let sandbox = plain().await;
    set(&sandbox, &format!("http://{address}/"), json!({})).await;
    sandbox.push_update(&message(5, "x")).unwrap();
    let told = |sandbox: &Sandbox| sandbox.webhook().is_some_and(|hook| hook.last_error.is_some());
    sandbox.bot().until("an error", |_| told(&sandbox)).await.unwrap();
    assert_eq!(sandbox.webhook().unwrap().last_error.as_deref(), Some("Connection refused"));
    // No update was on its way, so none failed, and none has to wait longer each time.
    let stats = sandbox.stats();
    assert_eq!((stats.pending, stats.attempts, stats.failed), (1, 0, 0));
}

#[tokio::test]
async fn reorder_window_changes_the_order_of_sending_by_no_more_than_the_window() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    sandbox.set_faults(Faults { reorder_window: 5, ..Faults::default() });
    let updates: Vec<Value> = (0..300).map(|n| message(1, &n.to_string())).collect();
    sandbox.push_updates(&updates);
    sandbox.idle().await.unwrap();
    let sent: Vec<u64> = sandbox
        .transcript()
        .iter()
        .filter_map(|entry| if let Event::Sent { update_id, .. } = entry.event { Some(update_id) } else { None })
        .collect();
    assert_eq!(sent.len(), 300);
    assert!(!sent.is_sorted(), "seed {}", sandbox.seed());
    for (n, id) in sent.iter().enumerate() {
        let worst = sent[n..].iter().min().unwrap();
        assert!(id - id.min(worst) <= 5, "seed {}: {id} before {worst}", sandbox.seed());
    }
    let arrived: HashSet<u64> = webhook.rest().iter().map(Got::id).collect();
    assert_eq!(arrived.len(), 300);
}

#[tokio::test]
async fn duplicates_come_although_every_answer_was_2xx() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    sandbox.set_faults(Faults { duplicate_rate: 0.5, ..Faults::default() });
    let updates: Vec<Value> = (0..200).map(|n| message(n % 7, &n.to_string())).collect();
    sandbox.push_updates(&updates);
    sandbox.idle().await.unwrap();
    let stats = sandbox.stats();
    assert!(stats.duplicates_sent > 20, "seed {}: {stats:?}", sandbox.seed());
    assert_eq!((stats.delivered, stats.failed, stats.attempts), (200, 0, 200 + stats.duplicates_sent));
    let got = ids(&webhook.rest());
    assert_eq!(got.len() as u64, stats.attempts);
    assert_eq!(got.into_iter().collect::<HashSet<_>>().len(), 200);
}

#[tokio::test]
async fn dropped_answers_make_the_update_come_again_at_once_and_none_is_lost() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    sandbox.set_faults(Faults { drop_answer_rate: 0.3, ..Faults::default() });
    let updates: Vec<Value> = (0..200).map(|n| message(n % 7, &n.to_string())).collect();
    sandbox.push_updates(&updates);
    sandbox.idle().await.unwrap();
    let stats = sandbox.stats();
    assert!(stats.answers_dropped > 20, "seed {}: {stats:?}", sandbox.seed());
    assert_eq!((stats.delivered, stats.failed, stats.attempts), (200, 0, 200 + stats.answers_dropped));
    let got = ids(&webhook.rest());
    assert_eq!(got.iter().collect::<HashSet<_>>().len(), 200);
    assert!(got.len() > 200, "some arrive twice");
}

#[tokio::test]
async fn all_faults_together_lose_nothing() {
    let webhook = Webhook::start(None, |n, _| status(if n % 17 == 3 { 500 } else { 200 })).await;
    let sandbox = with_webhook(&webhook, json!({"max_connections": 10})).await;
    sandbox.set_faults(Faults {
        reorder_window: 8,
        duplicate_rate: 0.1,
        drop_answer_rate: 0.1,
        delay: Some(Duration::ZERO..=Duration::from_millis(2)),
        ..Faults::default()
    });
    let updates: Vec<Value> = (0..500).map(|n| message(n % 11, &n.to_string())).collect();
    let pushed: HashSet<u64> = sandbox.push_updates(&updates).into_iter().map(Result::unwrap).collect();
    sandbox.idle_within(3 * LONG).await.unwrap();
    assert_eq!(ids(&webhook.rest()).into_iter().collect::<HashSet<_>>(), pushed);
    assert_eq!(sandbox.stats().delivered, 500);
}

#[tokio::test]
async fn a_restart_sends_what_was_in_flight_again_on_new_connections() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    let updates: Vec<Value> = (1..=50).map(|n| message(n, "x")).collect();
    sandbox
        .set_faults(Faults { delay: Some(Duration::from_secs(3600)..=Duration::from_secs(3600)), ..Faults::default() });
    assert!(sandbox.push_updates(&updates).iter().all(Result::is_ok));
    sandbox.bot().until("the first to be under way", |stats| stats.in_flight > 0).await.unwrap();
    sandbox.set_faults(Faults::default());
    sandbox.restart();
    sandbox.idle().await.unwrap();
    let mut got = ids(&webhook.rest());
    got.sort_unstable();
    got.dedup();
    assert_eq!(got.len(), 50, "each came");
    let transcript = sandbox.transcript();
    let restarted = transcript.iter().position(|entry| entry.event == Event::Restarted).unwrap();
    let again = transcript[restarted..].iter().any(|entry| matches!(entry.event, Event::Sent { attempt: 2, .. }));
    assert!(again, "what was in flight was sent again");
}
