//! The other side: as many connections as there are, one update in flight on each, as Telegram sends.

use std::collections::HashSet;
use std::error::Error;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;

use super::child::Child;
use super::servers::SECRET;

#[derive(Clone, Debug)]
pub(super) struct Load {
    pub(super) updates: u64,
    pub(super) connections: usize,
    pub(super) chats: u64,
    pub(super) tls: bool,
    /// How many places early or late an update may come.
    pub(super) disorder: u64,
    /// How many come twice.
    pub(super) duplicates: f64,
    pub(super) seed: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) updates: u64,
    pub(super) began: Instant,
    pub(super) took: Duration,
    pub(super) p50: Duration,
    pub(super) p99: Duration,
}

type Failure = Box<dyn Error + Send + Sync>;

/// Sends all of it, from this number on.
pub(super) async fn send(child: &Child, load: &Load, first: u64) -> Result<Measured, Failure> {
    let mut random = fastrand::Rng::with_seed(load.seed);
    let mut arrivals: Vec<(u64, u64)> = Vec::new();
    for id in 0..load.updates {
        arrivals.push((id + random.u64(..=load.disorder), id));
        if random.f64() < load.duplicates {
            arrivals.push((id + random.u64(..=load.disorder), id));
        }
    }
    arrivals.sort_unstable();
    // Made before the clock runs.
    let requests: Vec<Vec<u8>> = arrivals.iter().map(|(_, id)| request(first + id, id % load.chats)).collect();
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let mut connections = Vec::new();
    let connector = if load.tls { Some(connector(child)?) } else { None };
    for _ in 0..load.connections {
        let stream = TcpStream::connect(child.address).await?;
        stream.set_nodelay(true)?;
        connections.push(match &connector {
            None => Box::new(stream) as Box<dyn Io>,
            Some(connector) => Box::new(connector.connect(ServerName::try_from("127.0.0.1")?, stream).await?),
        });
    }
    let start = Instant::now();
    let senders: Vec<_> = connections
        .into_iter()
        .map(|mut io| {
            let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
            tokio::spawn(async move {
                let mut took = Vec::new();
                let mut answer = Vec::with_capacity(1024);
                while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let start = Instant::now();
                    io.write_all(request).await?;
                    io.flush().await?;
                    let status = read_answer(&mut io, &mut answer).await?;
                    if status != *b"200" {
                        return Err(format!("answered {}", String::from_utf8_lossy(&status)).into());
                    }
                    took.push(start.elapsed());
                }
                Ok::<_, Failure>(took)
            })
        })
        .collect();
    let mut times = Vec::new();
    for sender in senders {
        times.extend(sender.await??);
    }
    let took = start.elapsed();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    Ok(Measured { updates: requests.len() as u64, began: start, took, p50: at(50), p99: at(99) })
}

trait Io: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

fn connector(child: &Child) -> Result<TlsConnector, Failure> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(child.certificate())?)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()).into())
}

fn request(id: u64, chat: u64) -> Vec<u8> {
    let chat = chat + 1;
    let body = format!(
        r#"{{"update_id":{id},"message":{{"message_id":{id},"from":{{"id":{chat},"is_bot":false,"first_name":"Ann","username":"ann","language_code":"en"}},"chat":{{"id":{chat},"first_name":"Ann","username":"ann","type":"private"}},"date":1700000000,"text":"hello, how are you today? {id}"}}}}"#
    );
    format!(
        "POST /hook HTTP/1.1\r\nHost: bot.example.com\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Type: \
         application/json\r\nContent-Length: {}\r\nConnection: keep-alive\r\nAccept-Encoding: gzip, deflate\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Which update a call of `sendMessage` echoes.
pub(super) fn echoed(call: &[u8]) -> Option<u64> {
    let call: serde_json::Value = serde_json::from_slice(call).ok()?;
    call["text"].as_str()?.rsplit_once(' ')?.1.parse().ok()
}

/// Sends from this number on until the server is gone, each as soon as its connection is free; those that were answered
/// with 200, as long as it lives.
pub(super) fn send_until_it_dies(
    child: &Child,
    connections: usize,
    first: u64,
) -> (JoinSet<()>, Arc<Mutex<HashSet<u64>>>) {
    let (acknowledged, next) = (Arc::new(Mutex::new(HashSet::new())), Arc::new(AtomicU64::new(first)));
    let mut senders = JoinSet::new();
    for _ in 0..connections {
        let (address, acknowledged, next) = (child.address, Arc::clone(&acknowledged), Arc::clone(&next));
        senders.spawn(async move {
            let Ok(mut io) = TcpStream::connect(address).await else { return };
            let mut answer = Vec::with_capacity(1024);
            loop {
                let id = next.fetch_add(1, Ordering::Relaxed);
                if io.write_all(&request(id, id % 1_000)).await.is_err() {
                    return;
                }
                match read_answer(&mut io, &mut answer).await {
                    Ok(status) if status == *b"200" => {
                        acknowledged.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
                    }
                    // Refused, which is no promise.
                    Ok(_) => {}
                    Err(_) => return,
                }
            }
        });
    }
    (senders, acknowledged)
}

/// Reads one answer to its end; its status.
async fn read_answer<T: AsyncRead + Unpin + ?Sized>(io: &mut T, answer: &mut Vec<u8>) -> Result<[u8; 3], Failure> {
    answer.clear();
    loop {
        if io.read_buf(answer).await? == 0 {
            return Err("the connection was closed".into());
        }
        let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&answer[..end])?.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        if answer.len() >= end + 4 + length.unwrap_or(0_usize) {
            let status = answer.get(9..12).ok_or("no status")?;
            return Ok(status.try_into()?);
        }
    }
}
