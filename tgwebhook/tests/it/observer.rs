//! Health and measurements: what they say of a bot that is well, of one that is stuck, and that they keep its secrets.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tgwebhook::{Certificate, CertificateHandle, Observer, Readiness, ServerError, WebhookService};
use tokio::net::TcpStream;

use crate::call::*;
use crate::support::*;

struct Watched {
    address: std::net::SocketAddr,
}

impl Watched {
    async fn start(observer: Observer) -> Self {
        let server = observer.bind("127.0.0.1:0").await.unwrap();
        let address = server.local_addr();
        tokio::spawn(server.serve_with_shutdown(std::future::pending::<()>()));
        Self { address }
    }

    async fn get(&self, path: &str) -> Answer {
        let mut talk = Talk::new(TcpStream::connect(self.address).await.unwrap());
        talk.ask(format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n")).await
    }

    /// Each measurement by its name and labels.
    async fn metrics(&self) -> BTreeMap<String, f64> {
        let answer = self.get("/metrics").await;
        assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        let lines = answer.body.lines().filter(|line| !line.starts_with('#'));
        let read: Vec<_> = lines
            .map(|line| {
                let (name, value) = line.rsplit_once(' ').unwrap();
                (name.to_owned(), value.parse().unwrap())
            })
            .collect();
        let map: BTreeMap<_, _> = read.iter().cloned().collect();
        assert_eq!(map.len(), read.len(), "a measurement stands there twice");
        map
    }
}

#[tokio::test]
async fn measurements_say_what_happened_and_no_secret() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let mut server = server().await;
    let routes = server.routes();
    routes.add("/c4n4ry-path", service.clone()).unwrap();
    let handle = CertificateHandle::new(Certificate::self_signed(["bot.example.com"]).unwrap());
    let observer = Observer::new().webhook("shop \"1\"", &service).server(&server.monitor()).certificate(&handle);
    let observer = observer.collect(|text| text.gauge("held_updates", "Of a buffer.", &[], 3.0));
    let watched = Watched::start(observer).await;
    let running = Running::start(server);
    let path = "/c4n4ry-path";
    assert_eq!(running.connect().await.ask(request(path, 1)).await.status, 200);
    bot.on(2, Act::Fail);
    assert_eq!(running.connect().await.ask(request(path, 2)).await.status, 503);
    assert_eq!(running.connect().await.ask(request(path, 3).replace(SECRET, "wrong")).await.status, 401);
    assert_eq!(running.connect().await.ask(request("/other", 3)).await.status, 404);
    // One that waits, and one that joins it.
    let go = bot.hold(4, None);
    let (mut first, mut second) = (running.connect().await, running.connect().await);
    first.send(request(path, 4)).await;
    until(|| bot.begun(4) == 1).await;
    second.send(request(path, 4)).await;
    until(|| service.stats().joined == 1).await;

    let metrics = watched.metrics().await;
    let labels = r#"bot="shop \"1\"""#;
    for (name, expected) in [
        (format!("tgwebhook_requests_total{{{labels}}}"), 5.0),
        (format!("tgwebhook_updates_total{{{labels}}}"), 3.0),
        (format!("tgwebhook_duplicates_total{{{labels}}}"), 1.0),
        (format!("tgwebhook_acknowledged_total{{{labels}}}"), 1.0),
        (format!("tgwebhook_failed_total{{{labels}}}"), 1.0),
        (format!("tgwebhook_refused_total{{{labels},reason=\"secret\"}}"), 1.0),
        (format!("tgwebhook_refused_total{{{labels},reason=\"overloaded\"}}"), 0.0),
        (format!("tgwebhook_in_flight{{{labels}}}"), 2.0),
        (format!("tgwebhook_ready{{{labels}}}"), 1.0),
        // The messages of these tests are from 2023.
        (format!("tgwebhook_lag_seconds_bucket{{{labels},le=\"300\"}}"), 0.0),
        (format!("tgwebhook_lag_seconds_count{{{labels}}}"), 4.0),
        (format!("tgwebhook_answer_seconds_count{{{labels}}}"), 2.0),
        ("tgwebhook_connection_events_total{server=\"0\",event=\"unrouted\"}".to_owned(), 1.0),
        ("held_updates".to_owned(), 3.0),
    ] {
        assert_eq!(metrics.get(&name), Some(&expected), "{name} in {metrics:#?}");
    }
    let end = metrics["tgwebhook_certificate_end_seconds{hosts=\"bot.example.com\"}"];
    let ends = handle.current().public().not_after().duration_since(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(end, ends.as_secs_f64());
    let text = watched.get("/metrics").await.body;
    assert!(!text.contains("c4n4ry") && !text.contains(SECRET), "{text}");
    go.add_permits(1);
    assert_eq!((first.answer().await.unwrap().status, second.answer().await.unwrap().status), (200, 200));
    assert_eq!(watched.metrics().await[&format!("tgwebhook_in_flight{{{labels}}}")], 0.0);
}

#[tokio::test]
async fn readiness_turns_with_what_it_stands_for_and_health_does_not() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()).max_in_flight(1));
    let disk = Arc::new(AtomicBool::new(true));
    let check = {
        let disk = Arc::clone(&disk);
        move || disk.load(Ordering::SeqCst)
    };
    let observer = Observer::new().webhook("shop", &service).check("disk", check);
    let watched = Watched::start(observer.stuck_after(Duration::from_millis(1))).await;
    assert_eq!(watched.get("/readyz").await.body, "ready\n");
    disk.store(false, Ordering::SeqCst);
    let answer = watched.get("/readyz").await;
    assert_eq!((answer.status, &*answer.body), (503, "disk\n"));
    disk.store(true, Ordering::SeqCst);

    // The only place is taken by one that never ends.
    let go = bot.hold(1, None);
    let stuck = {
        let service = service.clone();
        tokio::spawn(async move { send(&service, post(1)).await })
    };
    within(async { while watched.get("/readyz").await.status == 200 {} }).await;
    assert!(watched.get("/readyz").await.body.starts_with("shop: no update was taken for"));
    assert_eq!(watched.get("/healthz").await.body, "ok\n");
    go.add_permits(1);
    assert_eq!(stuck.await.unwrap().status(), 200);
    assert_eq!(watched.get("/readyz").await.status, 200);

    let _ = service.drain(Duration::ZERO).await;
    assert_eq!(watched.get("/readyz").await.body, "shop: shutting down\n");
    assert_eq!(watched.get("/healthz").await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn an_intake_that_fails_for_half_a_minute_is_stuck_until_it_succeeds() {
    let bot = Bot::default();
    let service = webhook(WebhookService::builder(bot.service()));
    let patience = Duration::from_secs(30);
    bot.on(1, Act::Fail);
    for _ in 0..6 {
        assert_eq!(service.readiness(patience), Readiness::Ready);
        assert_eq!(send(&service, post(1)).await.status(), 503);
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
    assert_eq!(service.readiness(patience), Readiness::Stuck(patience));
    bot.on(1, Act::Nothing);
    assert_eq!(send(&service, post(1)).await.status(), 200);
    assert_eq!(service.readiness(patience), Readiness::Ready);
}

#[tokio::test]
async fn only_this_machine_is_told_and_only_what_it_asks() {
    let exposed = Observer::new().bind("0.0.0.0:0").await;
    assert!(matches!(exposed, Err(ServerError::Exposed(_))));
    assert!(Observer::new().beyond_loopback().bind("0.0.0.0:0").await.is_ok());
    let watched = Watched::start(Observer::new()).await;
    assert_eq!(watched.get("/").await.status, 404);
    let mut talk = Talk::new(TcpStream::connect(watched.address).await.unwrap());
    let answer = talk.ask("DELETE /metrics HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")));
}
