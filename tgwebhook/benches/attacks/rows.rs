//! The attacks.

use std::collections::HashSet;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{Victim, ask, connect_from, encrypted, good, head, percentile, request};

const STRANGER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
const FIFTY: usize = 50;

pub(crate) fn run(quick: bool) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        idle_connections().await;
        body_bombs().await;
        connection_flood().await;
        handshake_flood().await;
        overload(Duration::from_secs(if quick { 6 } else { 60 })).await;
    });
}

fn row(name: &str, without: impl std::fmt::Display, with: impl std::fmt::Display, target: &str) {
    println!("{name:<34}{:>16}{:>16}  {target}", without.to_string(), with.to_string());
}

fn kib(kib: u64) -> String {
    format!("{kib} KiB")
}

/// As many encrypted connections as there may be, each of which brought an update.
async fn idle_connections() {
    let victim = Victim::start("tls");
    let connector = victim.connector();
    let mut first = encrypted(&connector, victim.address).await;
    assert_eq!(ask(&mut first, &request(1)).await.unwrap(), 200);
    let before = victim.memory().0;
    let mut open = Vec::new();
    for n in 0..511_u64 {
        // From several addresses: one alone gets 128.
        let source = Ipv4Addr::from(0x7f00_0100 + u32::try_from(n / 100).unwrap());
        let stream = connect_from(source, victim.address).await.unwrap();
        let name = rustls::pki_types::ServerName::try_from("127.0.0.1").unwrap();
        let mut stream = connector.connect(name, stream).await.unwrap();
        assert_eq!(ask(&mut stream, &request(n + 2)).await.unwrap(), 200);
        open.push(stream);
    }
    let (now, peak) = victim.memory();
    row("14 TLS connections, memory", kib(before), kib(now), &format!("peak {peak} KiB"));
    row("   for each of 512", "", kib((now.saturating_sub(before)) / 511), "at most 20 KiB");
}

/// Bodies of the largest size that stop before their last byte, and the same twice too large.
async fn body_bombs() {
    let victim = Victim::start("plain");
    let before = victim.memory().0;
    let (mut held, mut statuses) = (Vec::new(), Vec::new());
    for n in 0..400_u32 {
        let source = Ipv4Addr::from(0x7f00_0200 + n / 100);
        let mut stream = connect_from(source, victim.address).await.unwrap();
        let body = vec![b' '; (1 << 20) - 1];
        let _ = stream.write_all(head(1 << 20).as_bytes()).await;
        let _ = tokio::time::timeout(Duration::from_millis(300), stream.write_all(&body)).await;
        held.push(stream);
    }
    let (_, peak) = victim.memory();
    for _ in 0..20 {
        let mut stream = connect_from(STRANGER, victim.address).await.unwrap();
        statuses.push(ask(&mut stream, head(2 << 20).as_bytes()).await.unwrap());
    }
    let each = peak.saturating_sub(before) / 400;
    row("10 400 bodies of 1 MiB, peak", kib(before), kib(peak), &format!("{each} KiB each, less than 1024"));
    let refused = statuses.iter().filter(|status| **status == 413).count();
    row("   declared 2 MiB, unread: 413", "", format!("{refused} of 20"), "all");
}

/// Ten thousand connections of one stranger, as fast as they go.
async fn connection_flood() {
    let victim = Victim::start("plain");
    let pause = Duration::from_millis(20);
    let streams = || async {
        let mut streams = Vec::new();
        for _ in 0..FIFTY {
            streams.push(connect_from(Ipv4Addr::LOCALHOST, victim.address).await.unwrap());
        }
        streams
    };
    let (_, calm) = good(streams().await, pause, Duration::from_secs(5)).await;
    let before = victim.memory().0;
    let done = Arc::new(AtomicBool::new(false));
    let (flooding, address) = (Arc::clone(&done), victim.address);
    let streams = streams().await;
    let flood = tokio::spawn(async move {
        let mut last = std::collections::VecDeque::new();
        for _ in 0..10_000 {
            if let Ok(stream) = connect_from(STRANGER, address).await {
                last.push_back(stream);
            }
            if last.len() > 500 {
                last.pop_front();
            }
            // Two thousand a second, whatever this machine could do: it has to play both sides.
            tokio::time::sleep(Duration::from_micros(500)).await;
        }
        flooding.store(true, Ordering::SeqCst);
    });
    let mut storm = Vec::new();
    let mut streams = Some(streams);
    while !done.load(Ordering::SeqCst) {
        let Some(streams) = streams.take() else { break };
        storm = good(streams, pause, Duration::from_secs(5)).await.1;
    }
    flood.await.unwrap();
    let (_, peak) = victim.memory();
    for percent in [50, 99] {
        let (calm, storm) = (percentile(&calm, percent), percentile(&storm, percent));
        let ratio = storm.as_secs_f64() / calm.as_secs_f64();
        let name = format!("14 10,000 connections, p{percent}");
        row(&name, format!("{calm:.2?}"), format!("{storm:.2?}"), &format!("{ratio:.2}, p99 at most 2"));
    }
    let allowed = 20 * 512;
    row("   memory", kib(before), kib(peak), &format!("grows by at most {allowed} KiB"));
}

/// A stranger who says hello again and again, so that the server computes, and never goes on.
async fn handshake_flood() {
    let victim = Victim::start("tls");
    let connector = victim.connector();
    let hello = {
        let name = rustls::pki_types::ServerName::try_from("127.0.0.1").unwrap();
        let mut connection = rustls::ClientConnection::new(Arc::clone(connector.config()), name).unwrap();
        let mut hello = Vec::new();
        connection.write_tls(&mut hello).unwrap();
        hello
    };
    let streams = || async {
        let mut streams = Vec::new();
        for _ in 0..FIFTY {
            streams.push(encrypted(&connector, victim.address).await);
        }
        streams
    };
    let pause = Duration::from_millis(50);
    let (calm, calm_took) = good(streams().await, pause, Duration::from_secs(5)).await;
    let (stop, hellos) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let streams = streams().await;
    let floods: Vec<_> = (0..8)
        .map(|_| {
            let (stop, hellos) = (Arc::clone(&stop), Arc::clone(&hellos));
            let (hello, address) = (hello.clone(), victim.address);
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let Ok(mut stream) = connect_from(STRANGER, address).await else { continue };
                    let _ = stream.write_all(&hello).await;
                    // Its half of the handshake is on its way, so it was computed.
                    let _ = tokio::time::timeout(Duration::from_secs(1), stream.read_u8()).await;
                    let _ = TcpStream::set_zero_linger(&stream);
                    hellos.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let (storm, storm_took) = good(streams, pause, Duration::from_secs(5)).await;
    stop.store(true, Ordering::Relaxed);
    for flood in floods {
        flood.await.unwrap();
    }
    let ratio = storm as f64 / calm as f64;
    let hellos = hellos.load(Ordering::Relaxed) / 5;
    let name = format!("15 {hellos} handshakes/s, updates");
    row(&name, calm, storm, &format!("{:.0}%, at least 80%", ratio * 100.0));
    let p99 = |took: &[Duration]| format!("{:.2?}", percentile(took, 99));
    row("   p99", p99(&calm_took), p99(&storm_took), "");
}

/// More updates than the handler takes, sent again at once when refused, from 400 connections.
async fn overload(during: Duration) {
    let victim = Victim::start("slow");
    let end = Instant::now() + during;
    let (asked, refused) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let senders: Vec<_> = (0..400_u64)
        .map(|sender| {
            let (asked, refused, address) = (Arc::clone(&asked), Arc::clone(&refused), victim.address);
            tokio::spawn(async move {
                let mut acknowledged = HashSet::new();
                let mut stream = None;
                let mut id = sender * 1_000_000;
                while Instant::now() < end {
                    let io = match &mut stream {
                        Some(stream) => stream,
                        none => none.insert(connect_from(Ipv4Addr::LOCALHOST, address).await.unwrap()),
                    };
                    asked.fetch_add(1, Ordering::Relaxed);
                    match ask(io, &request(id)).await {
                        Ok(200) => {
                            acknowledged.insert(id);
                            id += 1;
                        }
                        // Refused before its body was read, it has to connect anew.
                        _ => {
                            refused.fetch_add(1, Ordering::Relaxed);
                            stream = None;
                            tokio::time::sleep(Duration::from_millis(20)).await;
                        }
                    }
                }
                acknowledged.len() as u64
            })
        })
        .collect();
    tokio::time::sleep(during / 10).await;
    let early = victim.memory().0;
    let mut most = 0;
    while Instant::now() < end {
        tokio::time::sleep(during / 20).await;
        most = most.max(victim.memory().0);
    }
    let mut acknowledged = 0;
    for sender in senders {
        acknowledged += sender.await.unwrap();
    }
    // Less than it can take, from one that was not there before: how long until it is taken without a refusal.
    let start = Instant::now();
    let mut stream = connect_from(Ipv4Addr::LOCALHOST, victim.address).await.unwrap();
    let mut recovered = Duration::MAX;
    for id in 0..100 {
        match ask(&mut stream, &request(999_000_000 + id)).await {
            Ok(200) => recovered = recovered.min(start.elapsed()),
            _ => {
                recovered = Duration::MAX;
                stream = connect_from(Ipv4Addr::LOCALHOST, victim.address).await.unwrap();
            }
        }
    }
    let handled: u64 = victim.end().split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
    let seconds = during.as_secs_f64();
    let (asked, refused) = (asked.load(Ordering::Relaxed) as f64, refused.load(Ordering::Relaxed) as f64);
    row("16 updates/s handled / offered", (acknowledged as f64 / seconds) as u64, (asked / seconds) as u64, "");
    row("   refused", "", format!("{:.0}%", refused / asked * 100.0), "");
    row("   acknowledged / handled", acknowledged, handled, "none lost: handled at least as many");
    row("   memory", kib(early), kib(most), &format!("{:+.0}%, at most 10", growth(early, most)));
    row("   recovered after", "", format!("{recovered:.0?}"), "at most 5 s");
}

fn growth(before: u64, after: u64) -> f64 {
    (after as f64 / before as f64 - 1.0) * 100.0
}
