//! Requests that two parsers could read differently, over real sockets: one refusal, then the end, and nothing of what
//! was hidden behind it ever reaches the bot.

use crate::support::*;

/// Each pair is what is sent and the status of the only answer. All hide a good request for update 666 somewhere.
fn corpus() -> Vec<(String, u16)> {
    let hidden = request("/hook", 666);
    let head = |lines: &str| {
        format!(
            "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n{lines}\r\n"
        )
    };
    let body = update(1);
    let length = body.len();
    vec![
        // Both lengths, either first.
        (head(&format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n")) + &body + &hidden, 400),
        (head(&format!("Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n")) + "0\r\n\r\n" + &hidden, 400),
        (head("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n" + &hidden, 400),
        (head("Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n") + &hidden, 400),
        (head("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n" + &hidden, 400),
        (head("X: y\r\n Transfer-Encoding: chunked\r\n") + "0\r\n\r\n" + &hidden, 400),
        // Two lengths.
        (head(&format!("Content-Length: {length}\r\nContent-Length: 0\r\n")) + &body + &hidden, 400),
        (head(&format!("Content-Length: 0\r\nContent-Length: {length}\r\n")) + &body + &hidden, 400),
        (head(&format!("Content-Length: {length}\r\nContent-Length: {length}\r\n")) + &body + &hidden, 400),
        (head(&format!("Content-Length: {length}, {length}\r\n")) + &body + &hidden, 400),
        (head(&format!("Content-Length: +{length}\r\n")) + &body + &hidden, 400),
        (head(&format!("Content-Length: 0x{length:x}\r\n")) + &body + &hidden, 400),
        // None.
        (head("") + &hidden, 411),
        // Line ends.
        (head(&format!("Content-Length: {length}\r\n")).replace("\r\n", "\n") + &body, 400),
        (head(&format!("X: y\nContent-Length: {length}\r\n")) + &body + &hidden, 400),
        (head(&format!("X: y\rContent-Length: {length}\r\n")) + &body + &hidden, 400),
        (head(&format!("X: \0\r\nContent-Length: {length}\r\n")) + &body + &hidden, 400),
        (format!("\r\n{hidden}"), 400),
        // Request lines and hosts.
        (request("/hook", 666).replace(" HTTP/1.1", "  HTTP/1.1"), 400),
        (request("/hook", 666).replace(" HTTP/1.1", " HTTP/1.1 HTTP/1.1"), 400),
        (request("/hook", 666).replace("HTTP/1.1", "HTTP/2.0"), 400),
        (request("/hook", 666).replace("HTTP/1.1", "HTTP/0.9"), 400),
        (request("/hook", 666).replace("Host: localhost\r\n", ""), 400),
        (request("/hook", 666).replace("Host: localhost", "Host: a\r\nHost: b"), 400),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned() + &hidden, 400),
    ]
}

#[tokio::test]
async fn what_can_be_read_in_two_ways_is_not_read_at_all() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let corpus = corpus();
    for (sent, status) in &corpus {
        // All at once, and so that it comes in pieces.
        for size in [sent.len(), 17] {
            let mut talk = running.connect().await;
            for piece in sent.as_bytes().chunks(size) {
                talk.send_if_open(piece).await;
            }
            let answer = talk.answer().await.unwrap_or_else(|| panic!("no answer to {sent:?}"));
            assert_eq!(answer.status, *status, "{sent:?}");
            assert_eq!(answer.header("connection"), Some("close"));
            assert_eq!(answer.body, "");
            talk.ends().await;
        }
    }
    assert_eq!((bot.begun(666), bot.begun(1)), (0, 0));
    assert_eq!(running.monitor.stats().heads_refused, 2 * corpus.len() as u64);
}

#[tokio::test]
async fn a_request_before_its_time_is_not_read() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(request("/hook", 1) + &request("/hook", 666)).await.status, 200, "the first is answered");
    talk.ends().await;
    assert_eq!((bot.ended(1), bot.begun(666)), (1, 0));

    // After the answer it is in time.
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(request("/hook", 3)).await.status, 200);
    assert_eq!(talk.ask(request("/hook", 4)).await.status, 200);
}

#[tokio::test]
async fn a_body_that_looks_like_a_request_is_a_body() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let hidden = request("/hook", 666);
    for (path, status) in [("/hook", 400), ("/other", 404)] {
        let mut talk = running.connect().await;
        assert_eq!(talk.ask(request_with(path, &hidden, &[])).await.status, status);
        talk.ends().await;
    }
    assert_eq!(bot.begun(666), 0);
}

/// A client that keeps such a connection would lose its next request.
#[tokio::test]
async fn the_last_answer_of_a_connection_says_so() {
    let deaf = tower::service_fn(|_: http::Request<hyper::body::Incoming>| async {
        Ok::<_, std::convert::Infallible>(http::Response::new(http_body_util::Full::<bytes::Bytes>::default()))
    });
    let bot = Bot::default();
    let service = webhook(tgwebhook::WebhookService::builder(bot.service()).max_in_flight(1));
    let running = Running::start(server().await.route("/hook", service).route_service("/deaf", deaf));
    let ends_with = async |talk: &mut Talk<_>, status| {
        let answer = talk.answer().await.unwrap();
        assert_eq!((answer.status, answer.header("connection")), (status, Some("close")));
        talk.ends().await;
    };

    let mut talk = running.connect().await;
    talk.send(request("/hook", 1) + "\r\n").await;
    ends_with(&mut talk, 200).await;

    // While it is at work: too early as well. Whoever finds no place leaves its body unread.
    let go = bot.hold(2, None);
    let mut early = running.connect().await;
    early.send(request("/hook", 2)).await;
    until(|| bot.begun(2) == 1).await;
    early.send(request("/hook", 666)).await;
    let mut overloaded = running.connect().await;
    let whole = request("/hook", 3);
    overloaded.send(&whole[..whole.len() - 10]).await;
    ends_with(&mut overloaded, 503).await;
    go.add_permits(1);
    ends_with(&mut early, 200).await;

    let mut unread = running.connect().await;
    let whole = request("/deaf", 4);
    unread.send(&whole[..whole.len() - 10]).await;
    ends_with(&mut unread, 200).await;

    // Nothing of that: it stays.
    let mut kept = running.connect().await;
    let answer = kept.ask(request("/hook", 5)).await;
    assert_eq!((answer.status, answer.header("connection")), (200, None));
    assert_eq!(kept.ask(request("/hook", 6)).await.status, 200);
    assert_eq!((bot.ended(2), bot.begun(666), bot.begun(3)), (1, 0, 0));
}

#[tokio::test]
async fn http_1_0_is_answered_and_closed() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let old = request("/hook", 1).replace("HTTP/1.1", "HTTP/1.0").replace("Host: localhost\r\n", "");
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(&old).await.status, 200);
    talk.ends().await;
    let mut talk = running.connect().await;
    let kept = old.replace("Content-Type", "Connection: keep-alive\r\nContent-Type");
    assert_eq!(talk.ask(&kept).await.status, 200);
    assert_eq!(talk.ask(&kept).await.status, 200);
    assert_eq!(bot.ended(1), 3);
}

#[tokio::test]
async fn nothing_of_a_request_is_in_an_answer() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let canary = "c4n4ry";
    for sent in [
        format!("POST /{canary} HTTP/1.1\r\nHost: {canary}\r\nContent-Length: 0\r\n\r\n"),
        format!("{canary} /{canary} HTTP/1.1\r\nHost: {canary}\r\nX-{canary}: {canary}\r\n\r\n"),
        format!("GET /hook?{canary} HTTP/1.1\r\nHost: {canary}\r\nCookie: {canary}\r\n\r\n"),
        format!("{canary}\r\n\r\n"),
        request_with("/hook", &format!("{{\"update_id\": \"{canary}\"}}"), &[&format!("X: {canary}")]),
        request_with("/hook", &format!("{{\"update_id\": 1, \"{canary}\": {{}}}}"), &[&format!("X: {canary}")]),
    ] {
        let answer = running.connect().await.ask(&sent).await;
        assert!(!answer.head.contains(canary) && !answer.body.contains(canary), "{answer:?}");
    }
}
