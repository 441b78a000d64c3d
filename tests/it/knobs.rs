//! Settings of the facade, each seen to work where it is felt: in what comes in, in what Telegram is told, in what is shown.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tgbot::ServerConfig;
use tgbot::api::client::CallService;
use tgbot::api::{RawCall, SecretToken, Token};
use tgbot::dispatch::DeadLetter;
use tgbot::prelude::*;
use tgsandbox::Sandbox;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tower::ServiceExt;
use tower::layer::layer_fn;

use crate::running::Running;
use crate::soon;
use crate::webhook_custom::get;
use crate::webhook_kit::{Folder, Program, free_port};

const SECRET: &str = "a-secret-that-the-test-knows";

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(text)
}

fn bot(sandbox: &Sandbox) -> Bot {
    let token = Token::new(&sandbox.token()).unwrap();
    Bot::new(token).api_url(sandbox.api_url()).quiet(true).routes(Router::new().on(text(), echo))
}

/// What comes back for this, on a connection that ends with it.
async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = soon("an answer", stream.read_to_end(&mut answer)).await;
    String::from_utf8(answer).unwrap()
}

/// A message to the bot, as Telegram would deliver it.
fn delivery(secret: &str, headers: &str) -> String {
    let body = r#"{"update_id":77,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"hi"}}"#;
    format!(
        "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\
         X-Telegram-Bot-Api-Secret-Token: {secret}\r\n{headers}\r\n{body}",
        body.len()
    )
}

fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deployment_behind_a_proxy_needs_the_environment_alone() {
    let folder = Folder::new("knobs-environment");
    let sandbox = Sandbox::builder().plain_http(true).start().await.unwrap();
    let (port, metrics) = (free_port(), free_port());
    let mut command = Command::new(env!("CARGO_BIN_EXE_slow_echo"));
    command
        .env("TELEGRAM_BOT_TOKEN", sandbox.token())
        .env("TELEGRAM_API_URL", sandbox.api_url())
        .env("TELEGRAM_WEBHOOK_URL", format!("http://127.0.0.1:{port}/hook"))
        .env("TELEGRAM_WEBHOOK_LISTEN", format!("0.0.0.0:{port}"))
        .env("TELEGRAM_WEBHOOK_PROXY", "127.0.0.1,::1")
        .env("TELEGRAM_METRICS_LISTEN", format!("127.0.0.1:{metrics}"))
        .env("RUN", "env");
    let mut program = Program::start(command, folder.path("log"));
    program.listens(port).await;
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    ann.send("hello").await;
    ann.expect_text("env:hello").await.unwrap();
    soon("the last answer", sandbox.idle()).await.unwrap();
    assert!(get(metrics, "/readyz").await.ends_with("ready\n"));
    let shown = get(metrics, "/metrics").await;
    for line in [
        "tgwebhook_updates_total{bot=\"sandbox_bot\"} 1\n",
        "tgbot_reorder_accepted_total{bot=\"sandbox_bot\"} 1\n",
        "tgbot_reorder_held_seconds_count{bot=\"sandbox_bot\"} 1\n",
        "tgbot_handlers_running{bot=\"sandbox_bot\"} 0\n",
    ] {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
    program.signal("TERM");
    assert!(program.ended().await.success(), "{}", program.said());
}

#[tokio::test]
async fn polling_is_measured_too() {
    let sandbox = Sandbox::start().await.unwrap();
    let metrics = free_port();
    let running = Running::start(
        bot(&sandbox).server(
            ServerConfig::new()
                .metrics(loopback(metrics))
                .observe(|observer| observer.collect(|text| text.gauge("answer", "Of the user's own.", &[], 42.0))),
        ),
    );
    let ann = sandbox.user("Ann");
    ann.send("hello").await;
    ann.expect_text("hello").await.unwrap();
    soon("the last answer", sandbox.idle()).await.unwrap();
    let shown = get(metrics, "/metrics").await;
    for line in ["tgbot_poll_handled_total{bot=\"sandbox_bot\"} 1\n", "\nanswer 42\n"] {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
    assert!(get(metrics, "/readyz").await.ends_with("ready\n"));
    assert_eq!(running.stop().await.unfinished, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_unix_socket_behind_a_proxy() {
    let folder = Folder::new("knobs-unix");
    let sandbox = Sandbox::builder().plain_http(true).start().await.unwrap();
    let path = folder.path("bot.sock");
    let running = Running::start(
        bot(&sandbox)
            .webhook("http://127.0.0.1:1/hook")
            .secrets([SecretToken::new(SECRET).unwrap(), SecretToken::new("the-one-before").unwrap()])
            .server(ServerConfig::new().listen_unix(&path, 0o600).behind_proxy(["127.0.0.1".parse().unwrap()])),
    );
    sandbox.webhook_set().await.unwrap();
    for (secret, status) in [(SECRET, 200), ("the-one-before", 200), ("another", 401)] {
        let stream = tokio::net::UnixStream::connect(&path).await.unwrap();
        let answer = ask(stream, &delivery(secret, "")).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{secret}: {answer}");
    }
    assert_eq!(running.stop().await.unfinished, 0);
    assert!(!path.exists(), "the socket's file goes with the bot");
}

#[tokio::test]
async fn who_may_deliver_is_asked_of_the_right_one() {
    let sandbox = Sandbox::builder().plain_http(true).start().await.unwrap();
    let here = "127.0.0.1".parse().unwrap();
    let telegram = || ServerConfig::new().allow_peers(tgwebhook::TELEGRAM_SUBNETS);
    let (by_header, by_protocol) = (loopback(free_port()), loopback(free_port()));
    let start = |address: SocketAddr, config: ServerConfig| {
        let bot = bot(&sandbox).secrets([SecretToken::new(SECRET).unwrap()]);
        Running::start(
            bot.webhook(format!("http://{address}/hook")).server(config.listen(address).behind_proxy([here])),
        )
    };
    let running = start(by_header, telegram());
    sandbox.webhook_set().await.unwrap();
    for (peer, status) in [("91.108.4.1", 200), ("192.0.2.1", 403)] {
        let stream = TcpStream::connect(by_header).await.unwrap();
        let answer = ask(stream, &delivery(SECRET, &format!("X-Forwarded-For: {peer}\r\n"))).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{peer}: {answer}");
    }
    assert_eq!(running.stop().await.unfinished, 0);

    let running = start(by_protocol, telegram().proxy_protocol([here]));
    soon("the bot to listen", async { while TcpStream::connect(by_protocol).await.is_err() {} }).await;
    for (peer, begins) in [("91.108.4.1", "HTTP/1.1 200 "), ("192.0.2.1", "")] {
        let stream = TcpStream::connect(by_protocol).await.unwrap();
        let request = format!("PROXY TCP4 {peer} 127.0.0.1 1 80\r\n{}", delivery(SECRET, ""));
        let answer = ask(stream, &request).await;
        let is_refused = begins.is_empty() && !answer.starts_with("HTTP/1.1 200");
        assert!(is_refused || (!begins.is_empty() && answer.starts_with(begins)), "{peer}: {answer}");
    }
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn telegram_is_told_where_to_connect_to() {
    let folder = Folder::new("knobs-ip");
    let sandbox = Sandbox::start().await.unwrap();
    let port = free_port();
    // Nobody could find out where that is.
    let running = Running::start(
        bot(&sandbox)
            .webhook(format!("https://bot.example:{port}/hook"))
            .ip_address(Ipv4Addr::LOCALHOST.into())
            .listen(loopback(port))
            .certificate_dir(folder.path("certificates"))
            .registration(|registration| registration.max_connections(7)),
    );
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    ann.send("hello").await;
    ann.expect_text("hello").await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn what_waits_can_be_dropped() {
    for by_webhook in [false, true] {
        let sandbox = Sandbox::start().await.unwrap();
        let ann = sandbox.user("Ann");
        ann.send("old").await;
        let bot = bot(&sandbox).drop_pending_updates(true);
        let running = Running::start(if by_webhook { bot.webhook("https://127.0.0.1:0/hook") } else { bot.polling() });
        soon("the old one to be dropped", sandbox.bot().until("a drop", |stats| stats.dropped == 1)).await.unwrap();
        ann.send("new").await;
        ann.expect_text("new").await.unwrap();
        assert_eq!(running.stop().await.unfinished, 0);
    }
}

#[tokio::test]
async fn the_client_takes_layers_and_the_dispatcher_a_hook_for_what_is_given_up() {
    let sandbox = Sandbox::start().await.unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let (given_up, mut letters) = mpsc::channel(1);
    let refuse = |_: Message| async { Err::<(), _>(Retry::new("not today").attempts(2)) };
    let bot = bot(&sandbox)
        .routes(Router::new().command("refuse", refuse))
        .client(move |client| {
            client.layer(layer_fn(move |inner: CallService| {
                let counter = Arc::clone(&counter);
                inner.map_request(move |call| {
                    counter.fetch_add(1, Ordering::Relaxed);
                    call
                })
            }))
        })
        .dispatch(move |settings| {
            settings.on_dead_letter(move |letter: DeadLetter| {
                let given_up = given_up.clone();
                async move { given_up.send(letter.attempts).await.map_err(Into::into) }
            })
        });
    let running = Running::start(bot);
    let ann = sandbox.user("Ann");
    ann.send("/refuse").await;
    assert_eq!(soon("the update to be given up", letters.recv()).await, Some(2));
    ann.send("hello").await;
    ann.expect_text("hello").await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
    assert_eq!(calls.load(Ordering::Relaxed), sandbox.stats().api_calls as usize);
}

/// Without a token the settings of the client hold as well; but the server is the sandbox, and no proxy stands between.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_token_the_client_has_its_layers() {
    assert!(std::env::var_os("TELEGRAM_BOT_TOKEN").is_none(), "this would be a real bot");
    let (called, mut methods) = mpsc::unbounded_channel();
    let bot = Bot::from_env().unwrap().quiet(true).client(move |client| {
        let client = client.api_url("http://127.0.0.1:1").proxy("http://127.0.0.1:1");
        client.layer(layer_fn(move |inner: CallService| {
            let called = called.clone();
            inner.map_request(move |call: RawCall| {
                _ = called.send(call.method().to_owned());
                call
            })
        }))
    });
    let running = Running::start(bot);
    assert_eq!(soon("a call", methods.recv()).await.as_deref(), Some("getMe"));
    assert_eq!(running.stop().await.unfinished, 0);
}
