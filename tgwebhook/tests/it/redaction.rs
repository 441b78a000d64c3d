//! Secrets stay secret: every path through the crate is walked with canaries while everything at every level is
//! written down, and then the canaries are looked for.

use std::time::Duration;

use tgapi::{Client, SecretToken, Token};
use tgwebhook::{Certificate, Feed, Registration, TELEGRAM_SUBNETS, WebhookService, register, unregister};

use crate::log::Log;
use crate::memory::*;
use crate::support::*;

const BOT_TOKEN: &str = "123456:c4n4ry-token";
const HOOK_SECRET: &str = "c4n4ry-secret";
const HOOK_PATH: &str = "/c4n4ry-path";
const WORDS: &str = "c4n4ry-words";

fn ask(path: &str, secret: &str, body: &str) -> String {
    request_with(path, body, &[]).replace(SECRET, secret)
}

fn words(id: u64) -> String {
    update(id).replace("hello", WORDS)
}

/// Writes down everything that happens meanwhile, and looks for the canaries. One thread for all tasks, so that one
/// subscriber hears all of them.
async fn overheard(walk: impl AsyncFnOnce(&Log), heard: &[&str]) {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    tracing::trace!("the log works");

    walk(&log).await;

    let log = log.take();
    for expected in ["the log works"].iter().chain(heard) {
        assert!(log.contains(expected), "{expected} is not in {log}");
    }
    for canary in [HOOK_SECRET, HOOK_PATH, WORDS, "c4n4ry"] {
        let found: Vec<&str> = log.lines().filter(|line| line.contains(canary)).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
    assert!(!log.contains("PRIVATE KEY"));
}

#[tokio::test(start_paused = true)]
async fn no_secret_of_a_request_is_logged_shown_or_answered() {
    overheard(serve_everything, &["was refused", "panicked"]).await;
}

/// With a clock that does not wait for pauses between attempts. The sockets are real: whether an attempt ends in time
/// or not, it fails.
#[tokio::test(start_paused = true)]
async fn no_secret_of_a_registration_is_logged_or_shown() {
    overheard(register_everywhere, &["c4nary-end"]).await;
}

/// Every way a request can end, and every `Debug` there is.
async fn serve_everything(log: &Log) {
    let bot = Bot::default();
    bot.on(2, Act::Fail);
    bot.on(3, Act::Panic);
    bot.on(4, Act::Reply(say(WORDS)));
    bot.on(
        5,
        Act::Reply(
            tgapi::RawCall::from_parts("getMe", &std::collections::BTreeMap::from([("a", WORDS)]), vec![]).unwrap(),
        ),
    );
    let builder = WebhookService::builder(bot.service())
        .path(HOOK_PATH)
        .secret(SecretToken::new(HOOK_SECRET).unwrap())
        .max_body(2_000)
        .body_timeout(Duration::from_millis(100));
    log.note(format_args!("{builder:?}"));
    let service = builder.build().unwrap();
    let memory = Memory::start(|server| {
        let server = server.route(HOOK_PATH, service.clone());
        log.note(format_args!("{server:?} {service:?} {:?}", service.feed()));
        server
    });
    let secret = HOOK_SECRET;
    for (sent, status) in [
        (ask(HOOK_PATH, secret, &words(1)), 200),
        (ask(HOOK_PATH, secret, &words(2)), 503),
        (ask(HOOK_PATH, secret, &words(3)), 503),
        (ask(HOOK_PATH, secret, &words(5)), 200),
        (ask(HOOK_PATH, "c4n4ry-other", &words(1)), 401),
        (ask("/c4n4ry-other", secret, &words(1)), 404),
        (ask(HOOK_PATH, secret, &words(1)[..100]), 400),
        (ask(HOOK_PATH, secret, &format!("{{\"update_id\":\"{WORDS}\"}}")), 400),
        (ask(HOOK_PATH, secret, &WORDS.repeat(1_000)), 413),
        (ask(HOOK_PATH, secret, &words(1)).replace("application/json", WORDS), 415),
        (ask(HOOK_PATH, secret, &words(1)).replace("POST", "PATCH"), 405),
        (ask(HOOK_PATH, secret, &words(1)).replace("Host", "Transfer-Encoding"), 400),
        (ask(HOOK_PATH, secret, &words(1)).replace(" HTTP/1.1", " c4n4ry"), 400),
        (format!("POST {HOOK_PATH} HTTP/1.1\r\nX: {secret}"), 408),
        (ask(HOOK_PATH, secret, &words(1)).trim_end_matches('}').to_owned(), 408),
    ] {
        let answer = memory.connect().ask(&sent).await;
        assert_eq!(answer.status, status, "{sent}");
        log.note(format_args!("{answer:?}"));
    }
    let reply = memory.connect().ask(ask(HOOK_PATH, secret, &words(4))).await;
    assert!(reply.body.contains(WORDS), "the reply itself is what the bot says");
    // Cut off in the middle.
    let mut gone = memory.connect();
    gone.send(&ask(HOOK_PATH, secret, &words(1))[..200]).await;
    drop(gone);
    log.note(format_args!("{:?} {:?}", service.stats(), memory.running.monitor));
    let report = within(memory.running.stop()).await.unwrap().unwrap();
    log.note(format_args!("{report:?}"));

    let feed = Feed::new(bot.service());
    for pushed in [words(2), words(3), words(1)[..90].to_owned(), WORDS.to_owned()] {
        let error = feed.push(pushed).await.unwrap_err();
        log.note(format_args!("{error} {error:?}"));
    }
    let foreign = WebhookService::builder(bot.service())
        .secret(SecretToken::new(HOOK_SECRET).unwrap())
        .allow_peers(TELEGRAM_SUBNETS)
        .build()
        .unwrap();
    let memory = Memory::start(|server| server.route(HOOK_PATH, foreign));
    let answer = memory.connect().ask(ask(HOOK_PATH, secret, &words(1))).await;
    assert_eq!(answer.status, 403);
    log.note(format_args!("{answer:?}"));
}

/// Every way a registration can fail.
async fn register_everywhere(log: &Log) {
    let secret = || SecretToken::new(HOOK_SECRET).unwrap();
    // A server that knows nothing, one that is not there, and one that says nothing.
    let bot = Bot::default();
    let confused = plain(&bot).await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    for address in [confused.address, nobody, silent.local_addr().unwrap()] {
        let client = Client::builder(Token::new(BOT_TOKEN).unwrap())
            .api_url(format!("http://{address}"))
            .timeout(Duration::from_millis(200))
            .retry(tgapi::client::Retry::off())
            .build()
            .unwrap();
        let registration = Registration::new(format!("https://example.com{HOOK_PATH}")).secret(secret());
        log.note(format_args!("{client:?} {registration:?}"));
        let error = register(&client, &registration).await.unwrap_err();
        log.note(format_args!("{error} {error:?}"));
        let error = unregister(&client, false).await.unwrap_err();
        log.note(format_args!("{error} {error:?}"));
        for wrong in
            ["http://example.com", "https://localhost", "https://example.com:1", "https://c4n4ry:c4n4ry@a.com", ""]
        {
            let registration = Registration::new(format!("{wrong}{HOOK_PATH}")).secret(secret());
            let error = register(&client, &registration).await.unwrap_err();
            log.note(format_args!("{error} {error:?} {registration:?}"));
        }
    }
    let certificate = Certificate::self_signed(["example.com"]).unwrap();
    log.note(format_args!("{certificate:?} c4nary-end"));
}
