//! Too much of everything at once: whoever sends updates is served, and everything is bounded.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use tgwebhook::{Certificate, Limits, TELEGRAM_SUBNETS, WebhookService};
use tokio::net::{TcpSocket, TcpStream};

use crate::memory::*;
use crate::support::*;

/// Ten times as many connections as there may be, all silent, from forty addresses, and Telegram among them.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_idle_connections_lock_nobody_out() {
    let bot = Bot::default();
    let running = plain(&bot).await;
    let mut kept = running.connect().await;
    assert_eq!(kept.ask(request("/hook", 1)).await.status, 200);
    let mut idle = Vec::new();
    for n in 0..5_000_u32 {
        let socket = TcpSocket::new_v4().unwrap();
        let address = std::net::Ipv4Addr::from(0x7f00_0100 + n % 40);
        socket.bind((address, 0).into()).unwrap();
        idle.push(within(socket.connect(running.address)).await.unwrap());
        if n % 500 == 0 {
            assert_eq!(running.connect().await.ask(request("/hook", 2)).await.status, 200, "a new one gets in");
            assert_eq!(kept.ask(request("/hook", 3)).await.status, 200, "the old one stays");
        }
    }
    until(|| running.monitor.stats().accepted + running.monitor.stats().crowded >= 5_000).await;
    let most = Limits::default().max_connections as u64;
    assert!(running.monitor.stats().open <= most, "{:?}", running.monitor.stats());
    assert!(running.monitor.stats().displaced > 4_000, "{:?}", running.monitor.stats());
    assert_eq!(kept.ask(request("/hook", 4)).await.status, 200);
    drop(idle);
    until(|| running.monitor.stats().open <= 11).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_opened_and_closed_at_once_leave_nothing_behind() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    for tls in [false, true] {
        let service = webhook(WebhookService::builder(bot.service()));
        let server = server().await.route("/hook", service);
        let running = Running::start(if tls { server.tls(certificate.clone()) } else { server });
        for n in 0..1_000_u32 {
            let stream = within(TcpStream::connect(running.address)).await.unwrap();
            if n % 2 == 0 {
                // By a reset, where the other half ends in order.
                stream.set_zero_linger().unwrap();
            }
        }
        let come = || running.monitor.stats().accepted + running.monitor.stats().crowded;
        until(|| come() == 1_000 && running.monitor.stats().open == 0).await;
        assert_eq!(running.monitor.stats().accept_errors, 0);
        if tls {
            let client = crate::tls::client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
            let mut talk = crate::tls::connect(&running, &client, "127.0.0.1").await.unwrap();
            assert_eq!(talk.ask(request("/hook", 1)).await.status, 200);
        } else {
            assert_eq!(running.connect().await.ask(request("/hook", 1)).await.status, 200);
        }
    }
}

#[tokio::test]
async fn strangers_are_dropped_before_they_cost_a_handshake() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let service = webhook(WebhookService::builder(bot.service()));
    let server = server().await.tls(certificate.clone()).allow_peers(TELEGRAM_SUBNETS).route("/hook", service);
    let running = Running::start(server);
    let client = crate::tls::client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    for _ in 0..100 {
        assert!(crate::tls::connect(&running, &client, "127.0.0.1").await.is_err());
    }
    let stats = running.monitor.stats();
    assert_eq!((stats.foreign, stats.accepted, stats.handshakes_failed), (100, 0, 0));
}

/// Random damage to a good request: whatever is answered, no byte of it comes from there.
#[tokio::test(start_paused = true)]
async fn no_byte_of_a_request_is_ever_in_an_answer() {
    let seed = fastrand::u64(..);
    let mut random = fastrand::Rng::with_seed(seed);
    let bot = Bot::default();
    let memory = Memory::limited(&bot, |_| {});
    let canary = "c4n4ry";
    let good = request_with(
        &format!("/hook?{canary}"),
        &update(1).replace("hello", r#"{\"method\":\"sendMessage\",\"text\":\"c4n4ry\"}"#),
        &[&format!("X-{canary}: {canary}"), &format!("Cookie: {canary}")],
    );
    let mut statuses = std::collections::BTreeMap::<u16, u32>::new();
    for turn in 0..5_000 {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..random.usize(..4) {
            let at = random.usize(..bytes.len());
            match random.u8(..4) {
                0 => bytes[at] = random.u8(..),
                1 if bytes.len() > 1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\r\n :{}\"\0"[random.usize(..8)]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let mut talk = memory.connect();
        talk.send_if_open(&bytes).await;
        while let Some(answer) = talk.answer().await {
            *statuses.entry(answer.status).or_default() += 1;
            let allowed = |line: &str| {
                let name = line.split(':').next().unwrap();
                ["content-length", "connection", "date", "allow", "retry-after"].contains(&name)
            };
            assert!(answer.head.lines().skip(1).all(allowed), "seed {seed}, turn {turn}: {answer:?}");
            assert!(!answer.head.contains(canary) && answer.body.is_empty(), "seed {seed}, turn {turn}: {answer:?}");
            if answer.header("connection") != Some("close") {
                break;
            }
        }
    }
    assert!(statuses.contains_key(&200) && statuses.contains_key(&400), "seed {seed}: {statuses:?}");
    // What stops in the middle has its time, and then its answer.
    assert!(statuses.keys().all(|status| matches!(status, 200 | 400..=409 | 411..=431)), "{statuses:?}");
}

/// What the child of the next test does: it serves until its input ends.
#[test]
#[ignore = "a part of another test, which starts it in a process of its own"]
fn serve_for_the_test_of_descriptors() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let bot = Bot::default();
        let running = plain(&bot).await;
        let mut out = std::io::stdout();
        writeln!(out, "\nport {}", running.address.port()).unwrap();
        out.flush().unwrap();
        let ended = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0]));
        let _ = ended.await;
        writeln!(out, "\nerrors {}", running.monitor.stats().accept_errors).unwrap();
    });
}

/// A process that may open 40 files gets 200 connections, and recovers when they go.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn want_of_descriptors_is_survived() {
    let mut child = Command::new("sh")
        .args([
            "-c",
            "ulimit -n 40; exec \"$0\" --exact storms::serve_for_the_test_of_descriptors --ignored --nocapture",
        ])
        .arg(std::env::current_exe().unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = |what: &str| -> u64 {
        let line = lines.by_ref().map(|line| line.unwrap()).find_map(|line| line.strip_prefix(what).map(str::to_owned));
        line.unwrap().trim().parse().unwrap()
    };
    let port = u16::try_from(said("port ")).unwrap();
    let mut crowd = Vec::new();
    for _ in 0..200 {
        crowd.push(within(TcpStream::connect(("127.0.0.1", port))).await.unwrap());
    }
    let files = format!("/proc/{}/fd", child.id());
    until(|| std::fs::read_dir(&files).unwrap().count() >= 40).await;
    drop(crowd);
    let mut talk = Talk::new(within(TcpStream::connect(("127.0.0.1", port))).await.unwrap());
    for id in 0..20 {
        assert_eq!(talk.ask(request("/hook", id)).await.status, 200);
    }
    drop(child.stdin.take());
    assert!(said("errors ") > 0, "there were descriptors enough");
    assert!(child.wait().unwrap().success());
}
