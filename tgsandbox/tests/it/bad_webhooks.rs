//! Webhooks that answer late, wrongly, without a length or never. Hours pass here, on a paused clock.

use std::{net::SocketAddr, time::Duration};

use http::Response;
use http_body_util::Full;
use serde_json::json;
use tgsandbox::{Event, Faults, Sandbox};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::Instant,
};

use crate::kit::{Webhook, call, message, set, status};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// A sandbox whose users wait for days, with a webhook set.
async fn sandbox(address: SocketAddr) -> Sandbox {
    let sandbox = Sandbox::builder().plain_http(true).timeout(3 * DAY).start().await.unwrap();
    set(&sandbox, &format!("http://{address}/"), json!({})).await;
    sandbox
}

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Reads one request, head and body, as it came over the wire.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    loop {
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
            if body.len() == length.parse::<usize>().unwrap() {
                return text;
            }
        }
        let mut part = [0; 4096];
        let n = stream.read(&mut part).await.unwrap();
        assert_ne!(n, 0, "closed within a request: {text:?}");
        text.push_str(std::str::from_utf8(&part[..n]).unwrap());
    }
}

fn failures(sandbox: &Sandbox) -> Vec<String> {
    let errors = sandbox.transcript().into_iter().filter_map(|entry| match entry.event {
        Event::Failed { error, .. } => Some(error),
        _ => None,
    });
    errors.collect()
}

#[tokio::test(start_paused = true)]
async fn the_head_is_written_as_telegram_writes_it_letter_by_letter() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    let update = json!({"poll": {"id": "1"}});
    let id = sandbox.push_update(&update).unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    let body = format!("{{\"update_id\":{id},\n\"poll\":{{\"id\":\"1\"}}}}");
    let expected = format!(
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: keep-alive\r\nAccept-Encoding: gzip, deflate\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(read_request(&mut stream).await, expected);
}

#[tokio::test(start_paused = true)]
async fn no_answer_for_sixty_seconds_is_a_failure_and_the_update_comes_again() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    let (mut silent, _) = listener.accept().await.unwrap();
    let first = read_request(&mut silent).await;
    let start = Instant::now();
    sandbox.bot().until("a failure", |stats| stats.failed == 1).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 60);
    assert_eq!(failures(&sandbox), ["Read timeout expired"]);
    let (mut stream, _) = listener.accept().await.unwrap();
    assert_eq!(read_request(&mut stream).await, first);
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await.unwrap();
    sandbox.idle().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_times_out_too_and_the_error_shows_although_all_was_answered() {
    let webhook = Webhook::ok().await;
    let sandbox = sandbox(webhook.address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.idle().await.unwrap();
    sandbox.bot().until("the connection's end", |stats| stats.connections == 0).await.unwrap();
    assert_eq!(sandbox.webhook().unwrap().last_error.as_deref(), Some("Read timeout expired"));
    let stats = sandbox.stats();
    assert_eq!((stats.delivered, stats.failed), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_length_is_taken_as_empty_and_ends_the_connection() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    sandbox.push_updates(&[message(1, "x"), message(1, "y")]);
    for _ in 0..2 {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        let call = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"method\":\"sendMessage\"}";
        stream.write_all(call.as_bytes()).await.unwrap();
    }
    sandbox.idle().await.unwrap();
    assert_eq!(sandbox.stats().api_calls, 1, "setWebhook alone");
}

#[tokio::test(start_paused = true)]
async fn http_1_0_and_connection_close_end_the_connection_after_the_answer() {
    for answer in [
        "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n",
    ] {
        let (listener, address) = listen().await;
        let sandbox = sandbox(address).await;
        sandbox.push_updates(&[message(1, "x"), message(1, "y")]);
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_request(&mut stream).await;
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        sandbox.idle().await.unwrap();
        assert_eq!(sandbox.stats().delivered, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn garbage_in_place_of_an_answer_fails_and_is_tried_again() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    for answer in ["nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"] {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
    }
    sandbox.idle().await.unwrap();
    assert_eq!(failures(&sandbox), ["Webhook connection closed"]);
}

#[tokio::test(start_paused = true)]
async fn answers_of_other_versions_fail_and_a_505_is_an_error_like_any_other() {
    for (answer, wanted) in [
        ("HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", "Webhook connection closed"),
        ("HTTP/0.9 200 OK\r\nContent-Length: 0\r\n\r\n", "Webhook connection closed"),
        ("ICY 200 OK\r\nContent-Length: 0\r\n\r\n", "Webhook connection closed"),
        ("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n", "Webhook connection closed"),
        (
            "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Length: 0\r\n\r\n",
            "Wrong response from the webhook: 505 HTTP Version Not Supported",
        ),
        ("HTTP/1.0 505 No\r\nContent-Length: 0\r\n\r\n", "Wrong response from the webhook: 505 No"),
        ("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", "Wrong response from the webhook: 999 Odd"),
    ] {
        let (listener, address) = listen().await;
        let sandbox = sandbox(address).await;
        sandbox.push_update(&message(1, "x")).unwrap();
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        sandbox.bot().until("a failure", |stats| stats.failed == 1).await.unwrap();
        assert_eq!(failures(&sandbox), [wanted], "{answer:?}");
        let info = call(&sandbox, "getWebhookInfo", json!({})).await.result();
        assert_eq!((&info["last_error_message"], &info["pending_update_count"]), (&json!(wanted), &json!(1)));
    }
    // Without a reason it is a success all the same.
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    read_request(&mut stream).await;
    stream.write_all(b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n").await.unwrap();
    sandbox.idle().await.unwrap();
}

#[tokio::test]
async fn a_server_of_tls_1_0_or_1_1_is_refused_and_the_update_waits() {
    for version in [1, 2] {
        let (listener, address) = listen().await;
        let sandbox = Sandbox::start().await.unwrap();
        set(&sandbox, &format!("https://{address}/"), json!({})).await;
        sandbox.push_update(&message(1, "x")).unwrap();
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut hello = [0; 5];
        stream.read_exact(&mut hello).await.unwrap();
        assert_eq!(hello[0], 22, "a handshake");
        let mut rest = vec![0; usize::from(u16::from_be_bytes([hello[3], hello[4]]))];
        stream.read_exact(&mut rest).await.unwrap();
        // ServerHello: this version, random bytes, no session, AES128-SHA, no compression.
        let body = [&[3, version][..], &[7; 32], &[0, 0, 0x2f, 0]].concat();
        let record = [&[22, 3, version, 0, 42, 2, 0, 0, 38][..], &body].concat();
        stream.write_all(&record).await.unwrap();
        sandbox.bot().until("a failure", |stats| stats.failed > 0).await.unwrap();
        let error = sandbox.webhook().unwrap().last_error.unwrap();
        assert!(error.starts_with("SSL error {peer is incompatible"), "{error}");
        assert_eq!(sandbox.stats().pending, 1);
    }
}

#[tokio::test]
async fn an_answer_without_end_is_read_no_further_than_its_limit() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    read_request(&mut stream).await;
    stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await.unwrap();
    let chunk = format!("100000\r\n{}\r\n", "x".repeat(1 << 20));
    let mut written = 0_usize;
    // 50 MiB are read, and what the system keeps for both sides on the way; then the connection is closed.
    while stream.write_all(chunk.as_bytes()).await.is_ok() {
        written += 1;
        assert!(written < 100, "it is read on and on");
    }
    assert!(written >= 50, "{written} MiB");
    sandbox.idle().await.unwrap();
    assert_eq!(sandbox.stats().delivered, 1, "it was a 200");
}

#[tokio::test(start_paused = true)]
async fn retries_are_0_2_4_and_8_seconds_apart_and_retry_after_overrides_one() {
    let webhook = Webhook::start(None, |n, _| {
        let mut response = status(if n < 6 { 503 } else { 200 });
        if n == 3 {
            response.headers_mut().insert("retry-after", 100.into());
        }
        response
    })
    .await;
    let sandbox = sandbox(webhook.address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.idle().await.unwrap();
    let at: Vec<_> = sandbox
        .transcript()
        .iter()
        .filter(|entry| matches!(entry.event, Event::Sent { .. }))
        .map(|entry| entry.at.as_secs_f64().round())
        .collect();
    let gaps: Vec<_> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(gaps, [0.0, 2.0, 4.0, 100.0, 8.0, 16.0]);
}

#[tokio::test(start_paused = true)]
async fn a_webhook_that_never_accepts_loses_the_update_after_its_life_time() {
    let webhook = Webhook::start(None, |_, _| status(500)).await;
    let sandbox = sandbox(webhook.address).await;
    let press = json!({"callback_query": {"id": "1", "from": {"id": 1}}});
    sandbox.push_update(&press).unwrap();
    sandbox.idle().await.unwrap();
    let stats = sandbox.stats();
    assert_eq!((stats.dropped, stats.delivered), (1, 0));
    // 0, 0, 2, 6, 14, 30, 62, 126 s: the next would be after 150 s.
    assert_eq!(stats.attempts, 8);
}

#[tokio::test(start_paused = true)]
async fn twenty_three_hours_of_410_remove_the_webhook() {
    let webhook = Webhook::start(None, |_, _| status(410)).await;
    let sandbox = sandbox(webhook.address).await;
    let start = Instant::now();
    sandbox.push_update(&message(1, "x")).unwrap();
    let gone = |sandbox: &Sandbox| sandbox.webhook().is_none();
    sandbox.bot().until("the removal", |_| gone(&sandbox)).await.unwrap();
    let hours = start.elapsed().as_secs_f64() / 3600.0;
    assert!((23.0..23.1).contains(&hours), "{hours}");
    assert_eq!(sandbox.stats().pending, 1, "the update waits for getUpdates");
    assert_eq!(call(&sandbox, "getWebhookInfo", json!({})).await.result()["url"], "");
}

#[tokio::test(start_paused = true)]
async fn another_status_between_two_410s_starts_the_clock_anew() {
    let webhook = Webhook::start(None, |n, _| status(if n % 100 == 99 { 500 } else { 410 })).await;
    let sandbox = sandbox(webhook.address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.idle().await.unwrap();
    assert!(sandbox.webhook().is_some());
    assert_eq!(sandbox.stats().dropped, 1);
}

#[tokio::test(start_paused = true)]
async fn a_url_that_makes_the_head_too_long_is_never_sent() {
    let webhook = Webhook::ok().await;
    let sandbox = Sandbox::builder().plain_http(true).timeout(DAY / 24).start().await.unwrap();
    let url = format!("http://{}/{}", webhook.address, "x".repeat(4096));
    set(&sandbox, &url, json!({})).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    assert!(sandbox.idle().await.is_err());
    assert_eq!((webhook.rest().len(), sandbox.stats().pending), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn no_success_for_ten_seconds_means_one_connection_and_a_new_one_every_two_seconds() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    let updates: Vec<_> = (1..=20).map(|chat| message(chat, "x")).collect();
    sandbox.push_updates(&updates);
    let mut times = Vec::new();
    for _ in 0..5 {
        let (stream, _) = listener.accept().await.unwrap();
        times.push(Instant::now());
        drop(stream);
    }
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(1990), "{times:?}");
    }
    assert_eq!(sandbox.stats().max_connections, 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_in_an_answer_that_is_not_2xx_is_ignored() {
    let webhook = Webhook::start(None, |n, _| {
        let builder = Response::builder().status(if n == 0 { 400 } else { 200 });
        let call = json!({"method": "sendMessage", "chat_id": 1, "text": format!("{n}")});
        builder.header("content-type", "application/json").body(Full::from(call.to_string())).unwrap()
    })
    .await;
    let sandbox = sandbox(webhook.address).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.idle().await.unwrap();
    assert_eq!(sandbox.stats().api_calls, 2, "setWebhook and one of the two");
}

#[tokio::test]
async fn a_request_whose_answer_is_dropped_was_written_in_full() {
    let (listener, address) = listen().await;
    let sandbox = sandbox(address).await;
    sandbox.set_faults(Faults { drop_answer_rate: 1.0, ..Faults::default() });
    sandbox.push_update(&message(1, &"x".repeat(50_000))).unwrap();
    for _ in 0..20 {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        assert!(request.ends_with('}'));
        // The cut may already have come; then the answer goes nowhere.
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        assert!(!matches!(stream.read(&mut [0]).await, Ok(1..)), "no second request on this connection");
    }
    let stats = sandbox.stats();
    assert_eq!((stats.delivered, stats.failed, stats.pending), (0, 0, 1));
    assert!(stats.answers_dropped >= 19, "seed {}: {stats:?}", sandbox.seed());
}
