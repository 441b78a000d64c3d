//! Every time limit of the server at its default, crossed by a paused clock: what is said, and when exactly.

use std::time::Duration;

use tgwebhook::{Certificate, Limits, WebhookService};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::memory::*;
use crate::support::*;

/// Sends a piece twice a second until the connection ends; the answer, if any.
async fn drip<T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>(
    talk: &mut Talk<T>,
    piece: &str,
) -> Option<Answer> {
    loop {
        talk.send_if_open(piece).await;
        tokio::select! {
            answer = talk.answer() => return answer,
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_head_has_five_seconds_from_its_first_byte_however_it_drips() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    // Whole headers, single letters of one, and nothing at all.
    for (start, piece) in
        [("POST /hook HTTP/1.1\r\n", "X: y\r\n"), ("POST /hook HTTP/1.1\r\n", "X"), ("POST /hook HT", "")]
    {
        let mut talk = memory.connect();
        // The time before the first byte is another limit's.
        tokio::time::sleep(Duration::from_secs(9)).await;
        talk.send(start).await;
        let (answer, took) = timed(drip(&mut talk, piece)).await;
        assert_eq!((answer.unwrap().status, took), (408, Duration::from_secs(5)), "{piece:?}");
        let (_, took) = timed(talk.ends()).await;
        assert!(took <= Duration::from_millis(500), "{took:?}");
    }
    assert_eq!(memory.running.monitor.stats().heads_refused, 3);
}

#[tokio::test(start_paused = true)]
async fn a_second_head_has_the_same_deadline() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    let mut talk = memory.connect();
    assert_eq!(talk.ask(request("/hook", 1)).await.status, 200);
    // Idle for longer than a head may take: that is another limit.
    tokio::time::sleep(Duration::from_secs(70)).await;
    talk.send("POST").await;
    let (answer, took) = timed(talk.answer()).await;
    assert_eq!((answer.unwrap().status, took), (408, Duration::from_secs(5)));
    talk.ends().await;
}

#[tokio::test(start_paused = true)]
async fn silence_is_closed_without_a_word() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    let mut talk = memory.connect();
    let (answer, took) = timed(talk.answer()).await;
    assert_eq!((answer, took), (None, Duration::from_secs(10)));

    let mut talk = memory.connect();
    assert_eq!(talk.ask(request("/hook", 1)).await.status, 200);
    let mut byte = [0; 1];
    let (read, took) = timed(talk.io.read(&mut byte)).await;
    assert_eq!((read.unwrap(), took), (0, Duration::from_secs(75)), "Telegram closes at 60 s, and has to be first");
}

#[tokio::test(start_paused = true)]
async fn a_body_has_ten_seconds_however_it_drips() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    let whole = request_with("/hook", &" ".repeat(1_000), &[]);
    let head = whole.split_once("\r\n\r\n").unwrap().0;
    for piece in ["", "   "] {
        let mut talk = memory.connect();
        talk.send(format!("{head}\r\n\r\n   ")).await;
        let (answer, took) = timed(drip(&mut talk, piece)).await;
        let answer = answer.unwrap();
        assert_eq!((answer.status, answer.header("connection")), (408, Some("close")), "{piece:?}");
        assert_eq!(took, Duration::from_secs(10));
        let (_, took) = timed(talk.ends()).await;
        assert!(took <= Duration::from_millis(500), "{took:?}");
    }
    assert_eq!(bot.begun.lock().unwrap().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn the_deadlines_do_not_run_while_a_handler_works() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |limits| {
        let limit = Duration::from_secs(1);
        limits.head_timeout = limit;
        limits.first_byte_timeout = limit;
        limits.idle_timeout = limit;
        limits.write_timeout = limit;
    });
    let go = bot.hold(1, Some(say("hi")));
    let mut talk = memory.connect();
    talk.send(request("/hook", 1)).await;
    tokio::time::sleep(Duration::from_secs(20)).await;
    go.add_permits(1);
    assert_eq!(talk.answer().await.unwrap().body, r#"{"method":"sendMessage","chat_id":5,"text":"hi"}"#);
}

/// Somebody who asks and asks, and never reads an answer.
#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_taken_is_not_waited_for() {
    let bot = Bot::default();
    bot.on(1, Act::Reply(say(&"x".repeat(200_000))));
    let memory = Memory::limited(&bot, |_| {});
    let mut talk = memory.connect();
    talk.send(request("/hook", 1)).await;
    until(|| bot.ended(1) == 1).await;
    let start = tokio::time::Instant::now();
    while memory.running.monitor.stats().open > 0 {
        assert!(start.elapsed() < Duration::from_secs(12), "it is kept");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(start.elapsed() >= Duration::from_secs(9), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_handshake_has_five_seconds() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let service = webhook(WebhookService::builder(bot.service()));
    let memory = Memory::start(|server| server.tls(certificate).route("/hook", service));
    for bytes in [&[][..], &[0x16], &[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]] {
        let mut talk = memory.connect();
        talk.send(bytes).await;
        let (_, took) = timed(talk.ends()).await;
        assert_eq!(took, Duration::from_secs(5), "{bytes:?}");
    }
    // A ClientHello in pieces has no more time than one that never comes.
    let mut talk = memory.connect();
    talk.send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]).await;
    let (_, took) = timed(async {
        while talk.io.write_all(&[0]).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    })
    .await;
    assert!(took <= Duration::from_millis(5_500), "{took:?}");
    until(|| memory.running.monitor.stats().handshakes_failed == 4).await;
}

#[tokio::test(start_paused = true)]
async fn over_the_limit_of_connections_one_waits_for_room() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |limits| limits.max_connections = 2);
    let mut first = memory.connect();
    let mut second = memory.connect();
    assert_eq!(first.ask(request("/hook", 1)).await.status, 200);
    assert_eq!(second.ask(request("/hook", 2)).await.status, 200);
    let mut third = memory.connect();
    third.send(request("/hook", 3)).await;
    tokio::time::sleep(Duration::from_secs(70)).await;
    assert_eq!((bot.begun(3), memory.running.monitor.stats().open), (0, 2));
    drop(first);
    assert_eq!(third.answer().await.unwrap().status, 200);
}

#[tokio::test(start_paused = true)]
async fn what_takes_longer_than_the_shutdown_is_cut_and_reported_but_not_cancelled() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    let go = bot.hold(1, None);
    let mut busy = memory.connect();
    busy.send(request("/hook", 1)).await;
    until(|| bot.begun(1) == 1).await;
    let (report, took) = timed(memory.running.stop()).await;
    let report = report.unwrap().unwrap();
    assert_eq!((report.connections_cut, report.updates_unfinished), (1, 1));
    assert_eq!(took, Limits::default().shutdown_timeout);
    busy.ends().await;
    go.add_permits(1);
    until(|| bot.ended(1) == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_whose_client_is_gone_is_waited_for() {
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    let go = bot.hold(1, None);
    let mut busy = memory.connect();
    busy.send(request("/hook", 1)).await;
    until(|| bot.begun(1) == 1).await;
    drop(busy);
    until(|| memory.running.monitor.stats().open == 0).await;
    let mut stopping = memory.running.stop();
    assert!(tokio::time::timeout(Duration::from_secs(19), &mut stopping).await.is_err(), "it did not wait");
    go.add_permits(1);
    let report = stopping.await.unwrap().unwrap();
    assert_eq!((report.updates_unfinished, bot.ended(1)), (0, 1));
}
