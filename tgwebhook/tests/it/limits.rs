//! The limits of size and number of the server, crossed over real sockets. Those of time are in `deadlines`.

mod room;

use std::time::Duration;

use tgwebhook::{Limits, Server, ServerError, Subnet, TELEGRAM_SUBNETS, WebhookService};

use crate::support::*;

async fn limited(bot: &Bot, change: impl FnOnce(&mut Limits)) -> Running {
    let mut limits = Limits::default();
    change(&mut limits);
    let service = webhook(WebhookService::builder(bot.service()).max_body(2_000));
    Running::start(server().await.limits(limits).route("/hook", service))
}

/// Otherwise strangers could hold all connections with a request a minute.
#[tokio::test]
async fn whoever_is_refused_has_to_connect_again() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let wrong = request("/hook", 1).replace(SECRET, "wrong");
    for (sent, status) in [
        ("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 404),
        ("GET /hook HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 405),
        (wrong, 401),
        (request_with("/hook", "{", &[]), 400),
    ] {
        let mut talk = running.connect().await;
        assert_eq!(talk.ask(request("/hook", 2)).await.status, 200);
        let answer = talk.ask(sent).await;
        assert_eq!((answer.status, answer.header("connection")), (status, Some("close")));
        talk.ends().await;
    }
    // A failure is nobody's fault.
    bot.on(3, Act::Fail);
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(request("/hook", 3)).await.status, 503);
    assert_eq!(talk.ask(request("/hook", 4)).await.status, 200);
}

#[tokio::test]
async fn a_body_cut_short_is_not_handled() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.route("/hook", service.clone()));
    let mut talk = running.connect().await;
    let whole = request("/hook", 1);
    talk.send(&whole[..whole.len() - 1]).await;
    tokio::io::AsyncWriteExt::shutdown(&mut talk.io).await.unwrap();
    if let Some(answer) = talk.answer().await {
        assert_eq!(answer.status, 400);
    }
    until(|| service.stats().refused.cut_short == 1).await;
    assert_eq!(bot.begun(1), 0);
}

#[tokio::test]
async fn a_large_body_is_413_before_it_is_sent() {
    let bot = Bot::default();
    let running = limited(&bot, |_| {}).await;
    let mut talk = running.connect().await;
    let whole = request_with("/hook", &" ".repeat(2_001), &[]);
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    let answer = talk.ask(format!("{head}\r\n\r\n")).await;
    assert_eq!((answer.status, answer.header("connection")), (413, Some("close")));
    talk.send_if_open(body).await;
    talk.ends().await;
    // Sent along, and much more than any buffer holds: the answer still arrives.
    let mut talk = running.connect().await;
    let whole = request_with("/hook", &" ".repeat(900_000), &[]);
    talk.send_if_open(whole).await;
    assert_eq!(talk.answer().await.unwrap().status, 413);
}

#[tokio::test]
async fn nobody_is_asked_to_continue_in_vain() {
    let bot = Bot::default();
    let running = limited(&bot, |_| {}).await;
    let expecting = request_with("/hook", &update(1), &["Expect: 100-continue"]);
    let (head, body) = expecting.split_once("\r\n\r\n").unwrap();
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(format!("{head}\r\n\r\n")).await.status, 100);
    assert_eq!(talk.ask(body).await.status, 200);
    let wrong = head.replace(SECRET, "wrong");
    assert_eq!(running.connect().await.ask(format!("{wrong}\r\n\r\n")).await.status, 401);
}

#[tokio::test]
async fn large_heads_are_431_and_414() {
    let bot = Bot::default();
    let running = limited(&bot, |_| {}).await;
    for (sent, status) in [
        (request_with("/hook", &update(1), &["X: y"; 80]), 431),
        (request_with("/hook", &update(1), &[&format!("X: {}", "y".repeat(40_000))]), 431),
        (request(&format!("/hook?{}", "y".repeat(2_044)), 1), 414),
        (request(&format!("/hook?{}", "y".repeat(40_000)), 1), 414),
    ] {
        let mut talk = running.connect().await;
        talk.send_if_open(sent).await;
        assert_eq!(talk.answer().await.unwrap().status, status);
        talk.ends().await;
    }
    assert_eq!(bot.begun(1), 0);
    // At the limits it is fine.
    let answer = running.connect().await.ask(request(&format!("/hook?{}", "y".repeat(2_042)), 1)).await;
    assert_eq!(answer.status, 200);
    let answer = running.connect().await.ask(request_with("/hook", &update(1), &["X: y"; 60])).await;
    assert_eq!(answer.status, 200);
    let long = format!("X: {}", "y".repeat(15_000));
    assert_eq!(running.connect().await.ask(request_with("/hook", &update(1), &[&long])).await.status, 200);
}

#[tokio::test]
async fn foreign_peers_are_dropped_unheard() {
    let bot = Bot::default();
    let service = || webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.allow_peers(TELEGRAM_SUBNETS).route("/hook", service()));
    running.connect().await.ends().await;
    assert_eq!((running.monitor.stats().foreign, running.monitor.stats().accepted), (1, 0));
    let loopback: Subnet = "127.0.0.0/8".parse().unwrap();
    let running = Running::start(server().await.allow_peers([loopback]).route("/hook", service()));
    assert_eq!(running.connect().await.ask(request("/hook", 1)).await.status, 200);
}

#[tokio::test]
async fn a_proxy_speaks_for_its_clients() {
    let bot = Bot::default();
    let service = webhook(
        WebhookService::builder(bot.service())
            .allow_peers(TELEGRAM_SUBNETS)
            .trusted_proxies(["127.0.0.0/8".parse::<Subnet>().unwrap()]),
    );
    let running = Running::start(server().await.route("/hook", service));
    for (forwarded, status) in [
        ("149.154.167.220", 200),
        ("8.8.8.8, 149.154.167.220", 200),
        ("149.154.167.220, 8.8.8.8", 403),
        ("8.8.8.8", 403),
        ("nonsense", 403),
    ] {
        let line = format!("X-Forwarded-For: {forwarded}");
        let answer = running.connect().await.ask(request_with("/hook", &update(1), &[&line])).await;
        assert_eq!(answer.status, status, "{forwarded}");
    }
    assert_eq!(running.connect().await.ask(request("/hook", 1)).await.status, 403);
}

type Change = fn(&mut Limits);

/// Heads below, at and above what is left of the largest limits: each is served or refused, none ends the server.
#[tokio::test]
async fn no_limit_is_too_large() {
    let changes: [(&str, Change); 14] = [
        ("head_timeout", |limits| limits.head_timeout = Duration::MAX),
        ("first_byte_timeout", |limits| limits.first_byte_timeout = Duration::MAX),
        ("idle_timeout", |limits| limits.idle_timeout = Duration::MAX),
        ("handshake_timeout", |limits| limits.handshake_timeout = Duration::MAX),
        ("write_timeout", |limits| limits.write_timeout = Duration::MAX),
        ("shutdown_timeout", |limits| limits.shutdown_timeout = Duration::MAX),
        ("max_handshakes", |limits| limits.max_handshakes = usize::MAX),
        ("handshake_cpus", |limits| limits.handshake_cpus = usize::MAX),
        ("max_head", |limits| limits.max_head = usize::MAX),
        ("max_headers", |limits| limits.max_headers = usize::MAX),
        ("max_uri", |limits| limits.max_uri = usize::MAX),
        ("max_connections", |limits| limits.max_connections = usize::MAX),
        ("max_connections_per_address", |limits| limits.max_connections_per_address = usize::MAX),
        ("those of heads", |limits| {
            (limits.max_head, limits.max_headers, limits.max_uri) = (usize::MAX, usize::MAX, usize::MAX);
        }),
    ];
    let certificate = tgwebhook::Certificate::self_signed(["127.0.0.1"]).unwrap();
    for (name, change) in changes {
        let bot = Bot::default();
        let running = limited(&bot, change).await;
        let mut talk = running.connect().await;
        assert_eq!(talk.ask(request("/hook", 1)).await.status, 200, "{name}");
        assert_eq!(talk.ask(request("/hook", 2)).await.status, 200, "{name}");
        for (headers, target) in [(1_000, 10), (60_000, 10), (1, 65_000), (1, 66_000), (1, 2_000_000)] {
            let mut talk = running.connect().await;
            let target = format!("/hook?{}", "y".repeat(target));
            talk.send_if_open(request_with(&target, &update(3), &vec!["X: y"; headers])).await;
            let status = talk.answer().await.unwrap_or_else(|| panic!("{name}: {headers} headers")).status;
            assert!(matches!(status, 200 | 414 | 431), "{name}: {status}");
        }
        assert!(within(running.stop()).await.unwrap().is_ok(), "{name}");
        // With TLS, and over before anything comes.
        let mut limits = Limits::default();
        change(&mut limits);
        let service = webhook(WebhookService::builder(bot.service()));
        let server = server().await.tls(certificate.clone()).limits(limits).route("/hook", service);
        let running = Running::start(server);
        let _silent = running.connect().await;
        until(|| running.monitor.stats().open == 1).await;
        assert!(within(running.stop()).await.unwrap().is_ok(), "{name}");
    }
}

#[tokio::test]
async fn what_cannot_be_served_is_said_at_once() {
    let service = || webhook(WebhookService::builder(Bot::default().service()));
    let serve = |server: Server| within(server.serve_with_shutdown(std::future::ready(())));
    assert!(matches!(serve(server().await).await, Err(ServerError::NoRoute)));
    assert!(matches!(serve(server().await.route("hook", service())).await, Err(ServerError::Path)));
    let elsewhere = webhook(WebhookService::builder(Bot::default().service()).path("/other"));
    assert!(matches!(serve(server().await.route("/hook", elsewhere)).await, Err(ServerError::PathMismatch)));
    let twice = server().await.route("/hook", service()).route("/hook", service());
    assert!(matches!(serve(twice).await, Err(ServerError::DuplicateRoute)));
    let mut limits = Limits::default();
    limits.max_connections = 0;
    let zero = server().await.limits(limits).route("/hook", service());
    assert!(matches!(serve(zero).await, Err(ServerError::ZeroLimit("max_connections"))));
    let taken = server().await;
    assert!(matches!(Server::bind(taken.local_addr()).await, Err(ServerError::Bind(_))));
}

#[tokio::test]
async fn a_socket_that_listens_already_is_taken_over() {
    let bot = Bot::default();
    for address in ["127.0.0.1:0", "[::1]:0"] {
        let listener = match std::net::TcpListener::bind(address) {
            // Some machines have no IPv6 at all.
            Err(error) if error.kind() == std::io::ErrorKind::AddrNotAvailable => continue,
            listener => listener.unwrap(),
        };
        let expected = listener.local_addr().unwrap();
        let server = Server::from_listener(listener).unwrap();
        assert_eq!(server.local_addr(), expected);
        let running = Running::start(server.route("/hook", webhook(WebhookService::builder(bot.service()))));
        assert_eq!(running.connect().await.ask(request("/hook", 1)).await.status, 200);
    }
}
